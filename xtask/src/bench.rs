//! How fast the engine is, against plain integers and through its package.

use std::fs;
use std::process::{Command, Stdio};

use anyhow::{Context as _, Result, ensure};
use serde_json::Value;

use crate::shell::{self, cargo, run};
use crate::{dist, tools};

/// The benchmarks of `benches/engine.rs` that the table compares, as `GROUP/NAME` of Criterion.
const REFERENCE: &str = "engine/reference";
const NATIVE: &str = "engine/simulate";
const EXPLAINED: &str = "engine/explained";

/// Runs both benchmarks and prints one table.
pub fn bench() -> Result<()> {
    tools::wasm_target()?;
    dist::dist()?;
    run(cargo().args(["bench", "--package", "simulateur-cpts", "--bench", "engine"]))?;
    let reference = criterion_ns(REFERENCE)?;
    let rows = [
        ("integer cents, by hand", reference),
        ("simulate, native", criterion_ns(NATIVE)?),
        ("with its explanations", criterion_ns(EXPLAINED)?),
        ("the package in Node", package_ns()?),
    ];
    println!("\n{:<28}{:>12}{:>10}", "one simulation", "median ns", "ratio");
    for (name, ns) in rows {
        println!("{name:<28}{ns:>12.0}{:>10.1}", ns / reference);
    }
    Ok(())
}

/// The median that Criterion wrote.
fn criterion_ns(name: &str) -> Result<f64> {
    let file = shell::target().join("criterion").join(name).join("new/estimates.json");
    let text = fs::read_to_string(&file)
        .with_context(|| format!("no measure of {name}: cannot read {}", file.display()))?;
    let estimates: Value = serde_json::from_str(&text)?;
    estimates["median"]["point_estimate"].as_f64().with_context(|| format!("no median of {name}"))
}

/// The median that the script in Node prints.
fn package_ns() -> Result<f64> {
    let mut node = Command::new("node");
    node.arg(shell::root().join("xtask/bench/api.mjs")).env("DIST", shell::dist());
    let output = node.stderr(Stdio::inherit()).output().context("cannot start Node.js")?;
    ensure!(output.status.success(), "xtask/bench/api.mjs: {}", output.status);
    String::from_utf8(output.stdout)?
        .trim()
        .parse()
        .context("xtask/bench/api.mjs printed no number")
}
