//! Sets up what the commands need and Cargo does not bring.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result, bail};

use crate::debian;
use crate::shell::{self, exists, run, shown, step};

/// What a command needs.
pub struct Needs {
    /// The WebAssembly target of the toolchain.
    pub wasm: bool,
    /// The tools of the build and of the tests from npm.
    pub node: bool,
    /// Programs that tests start.
    pub programs: Vec<debian::Program>,
    /// The driver of Firefox.
    pub geckodriver: bool,
}

impl Needs {
    /// The commands that bring what is missing, in their order.
    fn missing(&self) -> Result<Vec<Command>> {
        let mut commands = Vec::new();
        if self.wasm {
            commands.extend(missing_target()?);
        }
        if self.node {
            commands.extend(NodeTools::named("tools")?.missing()?);
        }
        commands.extend(debian::missing(&self.programs));
        if self.geckodriver {
            commands.extend(missing_geckodriver());
        }
        Ok(commands)
    }

    /// Installs what is missing.
    pub fn install(&self) -> Result<()> {
        let missing = self.missing()?;
        if !debian::missing(&self.programs).is_empty() && !debian::installs_unasked() {
            bail!("please type these lines, then try again:\n{}", lines(&missing));
        }
        missing.into_iter().try_for_each(install)
    }

    /// Installs nothing: fails with the lines that would.
    pub fn check(&self) -> Result<()> {
        let missing = self.missing()?;
        if !missing.is_empty() {
            bail!("something is missing; these lines install it:\n{}", lines(&missing));
        }
        Ok(())
    }
}

fn lines(commands: &[Command]) -> String {
    commands.iter().map(shown).collect::<Vec<_>>().join("\n")
}

/// Shows the line before it runs it.
fn install(mut command: Command) -> Result<()> {
    step(&format!("installing: {}", shown(&command)), || run(command.current_dir(shell::root())))
}

/// Adds the WebAssembly target to the toolchain when it is missing.
pub fn wasm_target() -> Result<()> {
    missing_target()?.map_or(Ok(()), install)
}

fn missing_target() -> Result<Option<Command>> {
    const TARGET: &str = "wasm32-unknown-unknown";
    if !exists("rustup") {
        // A toolchain of a distribution: its own target package may be there, Cargo will tell.
        return Ok(None);
    }
    let mut list = Command::new("rustup");
    list.args(["target", "list", "--installed"]).current_dir(shell::root());
    let output = list.output().context("cannot ask rustup for its targets")?;
    if String::from_utf8_lossy(&output.stdout).lines().any(|line| line == TARGET) {
        return Ok(None);
    }
    let mut add = Command::new("rustup");
    add.args(["target", "add", TARGET]);
    Ok(Some(add))
}

/// Tools that come from npm, at the versions of a `package-lock.json`.
pub struct NodeTools {
    name: &'static str,
    directory: PathBuf,
}

impl NodeTools {
    /// Installs those of the build and of the tests when they are missing or out of date.
    pub fn install() -> Result<Self> {
        Self::install_named("tools")
    }

    /// The same for those that measure the page in a browser.
    pub fn install_for_bench() -> Result<Self> {
        Self::install_named("bench")
    }

    fn install_named(name: &'static str) -> Result<Self> {
        let tools = Self::named(name)?;
        if let Some(command) = tools.missing()? {
            install(command)?;
        }
        Ok(tools)
    }

    fn named(name: &'static str) -> Result<Self> {
        if !exists("node") || !exists(npm()) {
            bail!("Node.js and npm are needed: install them (https://nodejs.org), then try again");
        }
        Ok(Self { name, directory: shell::target().join(name) })
    }

    /// The command that installs what the lock file names, unless it did. Npm writes its own note last,
    /// so an interrupted installation is done again.
    fn missing(&self) -> Result<Option<Command>> {
        let from = shell::root().join("xtask").join(self.name);
        let lock = self.directory.join("package-lock.json");
        if !same(&from.join("package-lock.json"), &lock) {
            fs::create_dir_all(&self.directory)?;
            for name in ["package.json", "package-lock.json"] {
                fs::write(self.directory.join(name), fs::read(from.join(name))?)?;
            }
        }
        let changed = |path: &Path| fs::metadata(path).and_then(|file| file.modified());
        let note = self.directory.join("node_modules/.package-lock.json");
        if changed(&note).is_ok_and(|noted| changed(&lock).is_ok_and(|lock| lock <= noted)) {
            return Ok(None);
        }
        let mut install = Command::new(npm());
        install.args(["ci", "--prefix", &format!("target/{}", self.name), "--ignore-scripts"]);
        install.args(["--no-audit", "--no-fund", "--loglevel", "error"]);
        Ok(Some(install))
    }

    /// Where they are, for the tests.
    pub fn directory(&self) -> &Path {
        &self.directory
    }

    /// One of them, ready to be given its arguments.
    pub fn command(&self, script: &str) -> Command {
        let mut command = Command::new("node");
        command.arg(self.directory.join("node_modules").join(script));
        command
    }
}

fn npm() -> &'static str {
    if cfg!(windows) { "npm.cmd" } else { "npm" }
}

fn same(left: &Path, right: &Path) -> bool {
    matches!((fs::read(left), fs::read(right)), (Ok(left), Ok(right)) if left == right)
}

/// Where the driver of Firefox is installed.
pub fn geckodriver() -> PathBuf {
    shell::target().join("geckodriver/bin/geckodriver").with_extension(env::consts::EXE_EXTENSION)
}

/// Debian does not have it. Compiled fast rather than for speed.
fn missing_geckodriver() -> Option<Command> {
    const VERSION: &str = "0.37.0";
    let version = Command::new(geckodriver()).arg("--version").output();
    let is_wanted = version.is_ok_and(|output| {
        let text = String::from_utf8_lossy(&output.stdout);
        text.split_whitespace().take(2).eq(["geckodriver", VERSION])
    });
    if is_wanted {
        return None;
    }
    let mut install = shell::cargo();
    install.args(["install", "geckodriver", "--locked", "--force", "--version", VERSION]);
    install.args(["--debug", "--config", "profile.dev.debug=false"]);
    install.args(["--root", "target/geckodriver", "--target-dir", "target/geckodriver/build"]);
    Some(install)
}
