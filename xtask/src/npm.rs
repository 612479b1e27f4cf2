//! `dist/npm/`: the engine for other programs, as a package for npm.

use std::fs;

use anyhow::{Context as _, Result};

use crate::program::Program;
use crate::shell;

/// What npm wants to know, but for the version.
const DESCRIPTION: &str = include_str!("../npm/package.json");

/// Writes the package: what wasm-bindgen made, and what stands in `xtask/npm`.
pub fn write(program: &Program) -> Result<()> {
    let directory = shell::dist().join("npm");
    fs::create_dir_all(&directory).context("cannot make dist/npm")?;
    fs::write(directory.join("simulateur_cpts_bg.wasm"), &program.wasm)?;
    fs::write(directory.join("simulateur_cpts.js"), &program.glue)?;
    let description = DESCRIPTION.replace("{version}", env!("CARGO_PKG_VERSION"));
    fs::write(directory.join("package.json"), description)?;
    let types = "simulateur_cpts.d.ts";
    fs::copy(program.directory.join(types), directory.join(types)).context("no types")?;
    fs::copy(shell::root().join("xtask/npm/README.md"), directory.join("README.md"))?;
    fs::copy(shell::root().join("LICENSE"), directory.join("LICENSE"))?;
    Ok(())
}
