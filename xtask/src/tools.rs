//! Sets up what the commands need and Cargo does not bring.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result, bail};

use crate::shell::{self, exists, run, step};

/// Adds the WebAssembly target to the toolchain when it is missing.
pub fn wasm_target() -> Result<()> {
    if !exists("rustup") {
        // A toolchain of a distribution: its own target package may be there, Cargo will tell.
        return Ok(());
    }
    let mut list = Command::new("rustup");
    list.args(["target", "list", "--installed"]).current_dir(shell::root());
    let output = list.output().context("cannot ask rustup for its targets")?;
    if String::from_utf8_lossy(&output.stdout).lines().any(|line| line == "wasm32-unknown-unknown")
    {
        return Ok(());
    }
    step("adding the WebAssembly target", || {
        let mut add = Command::new("rustup");
        run(add.args(["target", "add", "wasm32-unknown-unknown"]).current_dir(shell::root()))
    })
}

/// Tools that come from npm, at the versions of a `package-lock.json`.
pub struct NodeTools {
    directory: PathBuf,
}

impl NodeTools {
    /// Installs those of the build and of the tests when they are missing or out of date.
    pub fn install() -> Result<Self> {
        Self::install_from("tools")
    }

    /// The same for those that measure the page in a browser.
    pub fn install_for_bench() -> Result<Self> {
        Self::install_from("bench")
    }

    fn install_from(name: &str) -> Result<Self> {
        if !exists("node") || !exists(npm()) {
            bail!("Node.js and npm are needed: install them (https://nodejs.org), then try again");
        }
        let from = shell::root().join("xtask").join(name);
        let directory = shell::target().join(name);
        // Copied after a complete installation only, so that an interrupted one is done again.
        let witness = directory.join("installed.json");
        let lock = from.join("package-lock.json");
        if !same(&lock, &witness) {
            step("installing the tools from npm", || {
                fs::create_dir_all(&directory)?;
                for name in ["package.json", "package-lock.json"] {
                    fs::copy(from.join(name), directory.join(name))?;
                }
                let mut install = Command::new(npm());
                install.args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"]);
                run(install.args(["--loglevel", "error"]).current_dir(&directory))?;
                fs::copy(&lock, &witness)?;
                Ok(())
            })?;
        }
        Ok(Self { directory })
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

/// The driver of Firefox, which Debian does not have.
const GECKODRIVER: &str = "0.37.0";

/// Installs it at this version, compiled fast rather than for speed, and returns where it is.
pub fn geckodriver() -> Result<PathBuf> {
    let root = shell::target().join("geckodriver");
    let program = root.join("bin/geckodriver").with_extension(env::consts::EXE_EXTENSION);
    let version = Command::new(&program).arg("--version").output();
    let is_wanted = version.is_ok_and(|output| {
        let text = String::from_utf8_lossy(&output.stdout);
        text.split_whitespace().take(2).eq(["geckodriver", GECKODRIVER])
    });
    if !is_wanted {
        step("installing the driver of Firefox", || {
            let mut install = shell::cargo();
            install.args([
                "install",
                "geckodriver",
                "--locked",
                "--force",
                "--version",
                GECKODRIVER,
            ]);
            install.arg("--root").arg(&root).env("CARGO_TARGET_DIR", root.join("build"));
            install
                .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "0")
                .env("CARGO_PROFILE_RELEASE_LTO", "off");
            run(&mut install)
        })?;
    }
    Ok(program)
}

/// What the tests drive: a command that succeeds where it is there, and the Debian package that
/// brings it.
struct Package {
    probe: &'static [&'static str],
    debian: &'static str,
}

const TEST_PACKAGES: &[Package] = &[
    Package { probe: &["chromium", "--version"], debian: "chromium" },
    Package { probe: &["chromedriver", "--version"], debian: "chromium-driver" },
    Package { probe: &["firefox-esr", "--version"], debian: "firefox-esr" },
    Package { probe: &["WebKitWebDriver", "--help"], debian: "webkit2gtk-driver" },
    Package { probe: &["Xvfb", "-help"], debian: "xvfb" },
    Package { probe: &["soffice", "--version"], debian: "libreoffice-calc-nogui" },
    // Debian's own Python, whatever other one stands in front of it.
    Package { probe: &["/usr/bin/python3", "-c", "import uno"], debian: "python3-uno" },
];

impl Package {
    fn is_missing(&self) -> bool {
        let output = Command::new(self.probe[0]).args(&self.probe[1..]).output();
        !output.is_ok_and(|output| output.status.success())
    }
}

/// Installs the programs of the tests where that can be done without asking, or says what is missing.
pub fn test_programs() -> Result<()> {
    let missing: Vec<_> = TEST_PACKAGES
        .iter()
        .filter(|package| package.is_missing())
        .map(|package| package.debian)
        .collect();
    if missing.is_empty() {
        return Ok(());
    }
    let Some(prefix) = apt_get() else {
        bail!("the tests need these programs, please install them: {}", missing.join(", "));
    };
    step("installing the programs of the tests from Debian", || {
        run(apt(prefix).arg("update"))?;
        run(apt(prefix).args(["install", "--yes", "--no-install-recommends"]).args(&missing))
    })
}

/// The words that run apt-get as root without a question: none as root, sudo where it asks nothing.
fn apt_get() -> Option<&'static [&'static str]> {
    let works = |prefix: &[&str]| {
        let words = [prefix, &["sh", "-c", "test $(id -u) = 0 && command -v apt-get"]].concat();
        Command::new(words[0])
            .args(&words[1..])
            .output()
            .is_ok_and(|output| output.status.success())
    };
    [&[] as &[&str], &["sudo", "--non-interactive"]].into_iter().find(|prefix| works(prefix))
}

fn apt(prefix: &[&str]) -> Command {
    let words = [prefix, &["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "--quiet"]].concat();
    let mut command = Command::new(words[0]);
    command.args(&words[1..]);
    command
}
