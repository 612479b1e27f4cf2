//! `dist/npm/`: the engine for other programs, as a package for npm.

use std::fs;

use anyhow::{Context as _, Result};
use serde_json::json;

use crate::program::{NAME, Program};
use crate::shell;

/// Writes the package: what wasm-bindgen made, and what npm wants to know.
pub fn write(program: &Program) -> Result<()> {
    let directory = shell::dist().join("npm");
    fs::create_dir_all(&directory).context("cannot make dist/npm")?;
    fs::write(directory.join("simulateur_cpts_bg.wasm"), &program.wasm)?;
    fs::write(directory.join("simulateur_cpts.js"), &program.glue)?;
    fs::write(directory.join("package.json"), format!("{:#}\n", description()))?;
    let types = "simulateur_cpts.d.ts";
    fs::copy(program.directory.join(types), directory.join(types)).context("no types")?;
    fs::copy(shell::root().join("xtask/npm/README.md"), directory.join("README.md"))?;
    let license = shell::root().join("LICENSE");
    if license.exists() {
        fs::copy(license, directory.join("LICENSE"))?;
    }
    Ok(())
}

fn description() -> serde_json::Value {
    json!({
        "name": NAME,
        "version": env!("CARGO_PKG_VERSION"),
        "description": "Funding simulator for CPTS, the French territorial communities of health professionals: the engine",
        "license": env!("CARGO_PKG_LICENSE"),
        "type": "module",
        "exports": {
            ".": { "types": "./simulateur_cpts.d.ts", "default": "./simulateur_cpts.js" },
            "./simulateur_cpts_bg.wasm": "./simulateur_cpts_bg.wasm",
        },
        "files": ["simulateur_cpts.js", "simulateur_cpts.d.ts", "simulateur_cpts_bg.wasm"],
    })
}
