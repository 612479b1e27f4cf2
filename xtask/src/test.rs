//! Every check of the project, the cheapest first.

use std::fs;
use std::path::PathBuf;
use std::process::{Command, ExitCode};

use anyhow::{Context as _, Result, ensure};

use crate::counts::Counts;
use crate::shell::{self, cargo, root, run, step};
use crate::tools::{self, NodeTools};
use crate::{dist, serve};

/// Runs them until one fails. The last line counts the tests.
pub fn test() -> ExitCode {
    let mut counts = Counts::default();
    let result = all(&mut counts);
    if let Err(error) = &result {
        eprintln!("error: {error:#}");
    }
    println!("{counts}");
    if result.is_ok() && counts.failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn all(counts: &mut Counts) -> Result<()> {
    tools::wasm_target()?;
    let tools = NodeTools::install()?;
    tools::test_programs()?;
    step("format", || run(cargo().args(["fmt", "--all", "--check"])))?;
    for (name, selection) in LINTED {
        step(name, || lint(selection))?;
    }
    let mut passed = Vec::new();
    step("cargo test", || count(counts, cargo().args(["test", "--workspace"]), &mut passed))?;
    dist::dist()?;
    let base_url = serve::in_background()?;
    for folder in ["tests/package", "tests/browser"] {
        step(folder, || count(counts, &mut node_tests(folder, &tools, &base_url)?, &mut passed))?;
    }
    step("what the declaration of accessibility claims", || claims(&passed))
}

/// What is linted: on the host, then the two programs as they are delivered.
const LINTED: [(&str, &[&str]); 3] = [
    ("clippy", &["--workspace", "--all-targets"]),
    ("clippy, the page", &["--package", "simulateur-cpts", "--lib", "--bins", WASM]),
    (
        "clippy, the package",
        &["--package", "simulateur-cpts", "--lib", "--no-default-features", WASM],
    ),
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

/// The tests of a folder, one file after the other: browsers and ports are shared.
fn node_tests(folder: &str, tools: &NodeTools, base_url: &str) -> Result<Command> {
    let files = test_files(folder)?;
    ensure!(!files.is_empty(), "{folder} holds no *.test.mjs");
    let mut command = Command::new("node");
    command.args(["--test", "--test-concurrency=1", "--test-reporter=spec"]).args(files);
    command.env("TOOLS", tools.directory()).env("DIST", shell::dist()).env("BASE_URL", base_url);
    for (variable, program) in DRIVEN {
        command.env(variable, shell::path_of(program).unwrap_or_else(|| program.into()));
    }
    command.env("GECKODRIVER", tools::geckodriver()?);
    command.current_dir(root());
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

fn test_files(folder: &str) -> Result<Vec<PathBuf>> {
    let entries = fs::read_dir(root().join(folder)).with_context(|| format!("no {folder}"))?;
    let mut files = Vec::new();
    for entry in entries {
        let path = entry?.path();
        if path.to_string_lossy().ends_with(".test.mjs") {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}
