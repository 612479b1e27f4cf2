//! How fast it is: the engine against plain integers and through its package, the page against one written
//! by hand.

use std::fs;
use std::process::{Command, Stdio};

use anyhow::{Context as _, Result, ensure};
use serde_json::Value;

use crate::shell::{self, cargo, run};
use crate::tools::NodeTools;
use crate::{dist, tools};

/// The benchmarks of `xtask/bench/engine.rs` that the table compares, as `GROUP/NAME` of Criterion.
const REFERENCE: &str = "engine/reference";
const NATIVE: &str = "engine/simulate";
const EXPLAINED: &str = "engine/explained";
const PLAN: &str = "engine/plan";
/// How many plans at once, and the benchmark that makes them.
const GROWTH: [u32; 4] = [1, 10, 100, 1_000];

/// Runs all benchmarks and prints their tables.
pub fn bench() -> Result<()> {
    tools::wasm_target()?;
    let chromium = shell::path_of("chromium");
    ensure!(chromium.is_some(), "Chromium is needed: `cargo xtask test` installs it, or names it");
    dist::dist()?;
    engine()?;
    let tools = NodeTools::install_for_bench()?;
    page(&measured("xtask/bench/page.mjs", Some(&tools))?)?;
    lighthouse(&measured("xtask/bench/lighthouse.mjs", Some(&tools))?)
}

fn engine() -> Result<()> {
    run(cargo().args(["bench", "--package", "bench", "--bench", "engine"]))?;
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
    let measured = measured("xtask/bench/api.mjs", None)?;
    let number = |index: usize| measured[index].as_f64().context("xtask/bench/api.mjs: no number");
    Ok([number(0)?, number(1)?])
}

/// What a script in Node measured, which it prints as JSON.
fn measured(script: &str, tools: Option<&NodeTools>) -> Result<Value> {
    let mut node = Command::new("node");
    node.arg(shell::root().join(script)).env("DIST", shell::dist());
    node.env("CHROMIUM", shell::path_of("chromium").unwrap_or_else(|| "chromium".into()));
    if let Some(tools) = tools {
        node.env("TOOLS", tools.directory());
    }
    let output = node.stderr(Stdio::inherit()).output().context("cannot start Node.js")?;
    ensure!(output.status.success(), "{script}: {}", output.status);
    serde_json::from_slice(&output.stdout).with_context(|| format!("{script} printed no JSON"))
}

/// Names in the JSON of `page.mjs`, and in the table.
const LOADING: [(&str, &str); 6] = [
    ("bytes", "bytes received"),
    ("fcp", "first contentful paint, ms"),
    ("interactive", "first size followed, ms"),
    ("running", "program runs, ms"),
    ("main", "main thread, ms"),
    ("longest", "longest task over 50, ms"),
];
const EDITING: [(&str, &str); 6] = [
    ("p50", "input to paint, median, ms"),
    ("p98", "input to paint, 98 of 100, ms"),
    ("main", "main thread of one edit, ms"),
    ("script", "  scripts"),
    ("layout", "  style and layout"),
    ("longest", "longest task over 50, ms"),
];

fn page(report: &Value) -> Result<()> {
    for (condition, parts) in report.as_object().context("page.mjs printed no conditions")? {
        heading(condition);
        compare(&parts["load"], "reference", &LOADING)?;
        compare(&parts["edits"], "reference", &EDITING)?;
        heading("with address, device, announcement");
        compare(&parts["edits"], "duties", &EDITING)?;
    }
    Ok(())
}

fn heading(title: &str) {
    println!("\n{title:<34}{:>12}{:>12}{:>8}", "by hand", "the page", "ratio");
}

/// The rows of the page beside those of another one.
fn compare(figures: &Value, other: &str, rows: &[(&str, &str)]) -> Result<()> {
    for (key, name) in rows {
        let of = |page: &str| figures[page][key].as_f64().context("no figure");
        let (other, page) = (of(other)?, of("page")?);
        let ratio = match other {
            0.0 => String::new(),
            _ => format!("{:.2}", page / other),
        };
        println!("{name:<34}{other:>12.1}{page:>12.1}{ratio:>8}");
    }
    Ok(())
}

fn lighthouse(report: &Value) -> Result<()> {
    let ways = [("devtools", "applied"), ("simulate", "computed")];
    println!("\n{:<34}{:>12}{:>12}", "Lighthouse, mobile; throttling is", ways[0].1, ways[1].1);
    let rows = report["devtools"].as_object().context("lighthouse.mjs printed no figures")?;
    for name in rows.keys() {
        let of = |way: &str| report[way][name].as_f64().context("no figure");
        println!("{name:<34}{:>12.1}{:>12.1}", of(ways[0].0)?, of(ways[1].0)?);
    }
    Ok(())
}
