//! Shorter JavaScript and CSS that mean the same, by esbuild.

use std::io::Write as _;
use std::process::Stdio;

use anyhow::{Context as _, Result, ensure};

use crate::shell::shown;
use crate::tools::NodeTools;

/// What a browser that knows our WebAssembly knows too.
pub const BROWSERS: &str = "es2020";
/// What a browser knows that knows the styles of the page.
pub const NEW_BROWSERS: &str = "es2022";
/// What any browser reads.
pub const OLD_BROWSERS: &str = "es5";

/// A classic script, closed in a function of its own. Without Node.js, as it is.
pub fn script(tools: Option<&NodeTools>, code: &str, target: &str) -> Result<String> {
    esbuild(tools, code, &["--loader=js", "--format=iife", &format!("--target={target}")])
}

/// A script that closes itself in a block. Without Node.js, as it is.
pub fn block(tools: Option<&NodeTools>, code: &str, target: &str) -> Result<String> {
    esbuild(tools, code, &["--loader=js", &format!("--target={target}")])
}

/// A style sheet. Without Node.js, as it is.
pub fn style(tools: Option<&NodeTools>, code: &str) -> Result<String> {
    esbuild(tools, code, &["--loader=css"])
}

fn esbuild(tools: Option<&NodeTools>, code: &str, options: &[&str]) -> Result<String> {
    let Some(tools) = tools else { return Ok(code.to_owned()) };
    let mut command = tools.command("esbuild/bin/esbuild");
    command.args(["--minify", "--charset=utf8", "--legal-comments=none"]).args(options);
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .with_context(|| format!("cannot start: {}", shown(&command)))?;
    // It reads everything before it writes: no risk that both sides wait for each other.
    child.stdin.take().context("esbuild has no input")?.write_all(code.as_bytes())?;
    let output = child.wait_with_output()?;
    ensure!(output.status.success(), "{}: {}", shown(&command), output.status);
    Ok(String::from_utf8(output.stdout)?.trim_end().to_owned())
}
