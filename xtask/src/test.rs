//! Every check of the project, the cheapest first.

use std::env;
use std::fs;
use std::path::PathBuf;
use std::process::{Command, ExitCode};
use std::thread;

use anyhow::{Context as _, Result, anyhow, bail, ensure};
use lexopt::prelude::{Long, Value, ValueExt as _};

use crate::counts::Counts;
use crate::shell::{self, cargo, root, run, step};
use crate::tools::{self, Needs, NodeTools};
use crate::{debian, dist, serve};

/// One kind of tests.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Rust,
    Package,
    Browser,
}

impl Part {
    fn read(name: &str) -> Result<Self> {
        match name {
            "rust" => Ok(Self::Rust),
            "package" => Ok(Self::Package),
            "browser" => Ok(Self::Browser),
            other => bail!("no tests are named {other}: rust, package or browser"),
        }
    }
}

/// What was asked on the command line.
pub struct Options {
    all: bool,
    install: bool,
    build: bool,
    /// Everything without one.
    part: Option<Part>,
    /// Test files of that part, by name or by path; all of them if there is none.
    files: Vec<String>,
}

impl Options {
    /// Reads the rest of the command line.
    pub fn read(arguments: &mut lexopt::Parser) -> Result<Self> {
        let mut options =
            Self { all: false, install: true, build: true, part: None, files: Vec::new() };
        while let Some(argument) = arguments.next()? {
            match argument {
                Long("all") => options.all = true,
                Long("no-install") => options.install = false,
                Long("no-build") => options.build = false,
                Value(part) if options.part.is_none() => {
                    options.part = Some(Part::read(&part.string()?)?);
                }
                Value(file) if options.part != Some(Part::Rust) => {
                    options.files.push(file.string()?);
                }
                other => return Err(other.unexpected().into()),
            }
        }
        Ok(options)
    }

    fn runs(&self, part: Part) -> bool {
        self.part.is_none_or(|only| only == part)
    }

    /// Whether a part needs a new build of the product.
    fn builds(&self) -> bool {
        self.build && self.part != Some(Part::Rust)
    }

    fn needs(&self) -> Needs {
        let browser = self.runs(Part::Browser);
        let built = browser || self.runs(Part::Package);
        let programs = [
            (browser, debian::CHROMIUM),
            (browser && self.all, debian::OTHER_BROWSERS),
            (self.runs(Part::Rust) && self.all, debian::OFFICE),
        ];
        Needs {
            wasm: built || self.all,
            node: built,
            programs: programs
                .iter()
                .filter(|(needed, _)| *needed)
                .flat_map(|(_, all)| *all)
                .copied()
                .collect(),
            geckodriver: browser && self.all,
        }
    }
}

/// Runs them until a part fails. The last line counts the tests.
pub fn test(options: &Options) -> ExitCode {
    let mut counts = Counts::default();
    let result = all(options, &mut counts);
    if let Err(error) = &result {
        eprintln!("error: {error:#}");
    }
    println!("{counts}");
    if result.is_ok() && counts.failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn all(options: &Options, counts: &mut Counts) -> Result<()> {
    let needs = options.needs();
    if options.install { needs.install() } else { needs.check() }?;
    // The product is built while the code is linted: neither uses both cores all the time. Tests that
    // wait for a browser have the machine to themselves.
    thread::scope(|scope| {
        let built = scope.spawn(|| if options.builds() { dist::dist() } else { Ok(()) });
        let linted = if options.runs(Part::Rust) { lints(options) } else { Ok(()) };
        built.join().map_err(|_| anyhow!("the build panicked"))?.and(linted)
    })?;
    if options.runs(Part::Rust) {
        step("cargo test", || native_tests(options, counts))?;
    }
    if options.part == Some(Part::Rust) {
        return Ok(());
    }
    let base_url = serve::in_background()?;
    let mut passed = Vec::new();
    for (part, folder) in [(Part::Package, "tests/package"), (Part::Browser, "tests/browser")] {
        if options.runs(part) {
            let mut tests = node_tests(folder, options, &base_url)?;
            step(folder, || count(counts, &mut tests, &mut passed))?;
        }
    }
    if options.all && options.part.is_none() {
        step("what the declaration of accessibility claims", || claims(&passed))?;
    }
    Ok(())
}

/// Format, lints and docs.
fn lints(options: &Options) -> Result<()> {
    step("format", || run(cargo().args(["fmt", "--all", "--check"])))?;
    for (name, selection) in LINTED.iter().take(if options.all { LINTED.len() } else { 1 }) {
        step(name, || lint(selection))?;
    }
    step("cargo doc", || {
        let mut doc = cargo();
        doc.args(["doc", "--workspace", "--no-deps"]).env("RUSTDOCFLAGS", "--deny warnings");
        run(&mut doc)
    })
}

fn native_tests(options: &Options, counts: &mut Counts) -> Result<()> {
    let mut tests = cargo();
    tests.arg("test");
    if options.all {
        tests.args(["--", "--include-ignored"]);
        if env::var_os("PROPTEST_CASES").is_none() {
            tests.env("PROPTEST_CASES", "2000");
        }
    }
    count(counts, &mut tests, &mut Vec::new())
}

/// What is linted: on the host, then the two programs as they are delivered, and what measures them.
const LINTED: [(&str, &[&str]); 4] = [
    ("clippy", &["--all-targets"]),
    ("clippy, the page", &["--package", "simulateur-cpts", "--lib", "--bins", WASM]),
    (
        "clippy, the package",
        &["--package", "simulateur-cpts", "--lib", "--no-default-features", WASM],
    ),
    ("clippy, the benchmarks", &["--package", "bench", "--all-targets"]),
];
const WASM: &str = "--target=wasm32-unknown-unknown";

fn lint(selection: &[&str]) -> Result<()> {
    run(cargo().arg("clippy").args(selection).args(["--", "--deny", "warnings"]))
}

/// Each claim of the declaration of accessibility names tests: some of them ran, and passed.
fn claims(passed: &[String]) -> Result<()> {
    const LIST: &str = "src/view/understand/accessibility.txt";
    let list = fs::read_to_string(root().join(LIST)).with_context(|| format!("no {LIST}"))?;
    for line in list.lines().filter(|line| !line.starts_with('#')) {
        let name = line.split(" | ").nth(2).with_context(|| format!("{LIST}: {line}"))?;
        ensure!(
            passed.iter().any(|test| test.starts_with(name)),
            "{LIST}: no test “{name}” passed"
        );
    }
    Ok(())
}

/// Runs tests and adds them up, also when some fail; those of Node that passed are named.
fn count(counts: &mut Counts, command: &mut Command, passed: &mut Vec<String>) -> Result<()> {
    let (these, succeeded) = Counts::of(command, passed)?;
    *counts += these;
    ensure!(succeeded, "{} failed", shell::shown(command));
    ensure!(these.passed > 0, "{} ran no test", shell::shown(command));
    Ok(())
}

/// The tests of a folder, two files at a time. Each has browsers of its own; the server keeps nothing.
fn node_tests(folder: &str, options: &Options, base_url: &str) -> Result<Command> {
    let mut command = Command::new("node");
    command.args(["--test", "--test-concurrency=2", "--test-reporter=spec"]);
    command.args(test_files(folder, options)?).current_dir(root());
    command.env("TOOLS", NodeTools::install()?.directory());
    command.env("DIST", shell::dist()).env("BASE_URL", base_url);
    if options.all {
        command.env("ALL", "1");
    }
    for (variable, program) in DRIVEN {
        command.env(variable, shell::path_of(program).unwrap_or_else(|| program.into()));
    }
    command.env("GECKODRIVER", tools::geckodriver());
    Ok(command)
}

/// The programs that the tests start, and the variables that say where they are.
const DRIVEN: [(&str, &str); 5] = [
    ("CHROMIUM", "chromium"),
    ("CHROMEDRIVER", "chromedriver"),
    ("FIREFOX", "firefox-esr"),
    ("WEBKITWEBDRIVER", "WebKitWebDriver"),
    ("XVFB", "Xvfb"),
];

/// The files that were named, or all files that have a test to run.
fn test_files(folder: &str, options: &Options) -> Result<Vec<PathBuf>> {
    let folder = root().join(folder);
    let mut files: Vec<PathBuf> = if options.files.is_empty() {
        let entries = fs::read_dir(&folder)?.map(|entry| Ok(entry?.path()));
        entries.collect::<Result<_>>()?
    } else {
        let name = |file: &String| {
            file.rsplit('/').next().unwrap_or(file).trim_end_matches(".test.mjs").to_owned()
        };
        options.files.iter().map(|file| folder.join(name(file) + ".test.mjs")).collect()
    };
    files.retain(|path| path.to_string_lossy().ends_with(".test.mjs"));
    let mut with_tests = Vec::new();
    for path in files {
        let text = fs::read_to_string(&path).with_context(|| format!("no {}", path.display()))?;
        // The other tests of these files are `thorough`.
        if options.all || text.lines().any(|line| line.trim_start().starts_with("test(")) {
            with_tests.push(path);
        }
    }
    ensure!(!with_tests.is_empty(), "there is no test to run here without --all");
    with_tests.sort();
    Ok(with_tests)
}
