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
const PLAN: &str = "engine/plan";
/// How many plans at once, and the benchmark that makes them.
const GROWTH: [u32; 4] = [1, 10, 100, 1_000];

/// Runs both benchmarks and prints one table.
pub fn bench() -> Result<()> {
    tools::wasm_target()?;
    dist::dist()?;
    run(cargo().args(["bench", "--package", "simulateur-cpts", "--bench", "engine"]))?;
    let (reference, native) = (criterion_ns(REFERENCE)?, criterion_ns(NATIVE)?);
    let [simulated, planned] = package_ns()?;
    let rows = [
        ("integer cents, by hand", reference),
        ("simulate, native", native),
        ("with its explanations", criterion_ns(EXPLAINED)?),
        ("simulate, the package in Node", simulated),
        ("plan, native", criterion_ns(PLAN)?),
        ("plan, the package in Node", planned),
    ];
    println!("\n{:<32}{:>12}{:>10}{:>14}", "one call", "median ns", "by hand 1", "simulate 1");
    for (name, ns) in rows {
        println!("{name:<32}{ns:>12.0}{:>10.1}{:>14.2}", ns / reference, ns / native);
    }
    println!("\n{:<32}{:>12}{:>10}", "plans at once", "median ns", "each");
    for count in GROWTH {
        let ns = criterion_ns(&format!("engine/plans-{count}"))?;
        println!("{count:<32}{ns:>12.0}{:>10.0}", ns / f64::from(count));
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

/// The medians that the script in Node prints: one simulation, one plan.
fn package_ns() -> Result<[f64; 2]> {
    let mut node = Command::new("node");
    node.arg(shell::root().join("xtask/bench/api.mjs")).env("DIST", shell::dist());
    let output = node.stderr(Stdio::inherit()).output().context("cannot start Node.js")?;
    ensure!(output.status.success(), "xtask/bench/api.mjs: {}", output.status);
    let text = String::from_utf8(output.stdout)?;
    let numbers = text.split_whitespace().map(str::parse).collect::<Result<Vec<f64>, _>>()?;
    numbers.try_into().ok().context("xtask/bench/api.mjs did not print two numbers")
}
