//! Rust to WebAssembly: compiled by Cargo, bound to JavaScript, made small.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use wasm_bindgen_cli_support::Bindgen;

use crate::engines;
use crate::shell::{self, run};
use crate::tools::NodeTools;

/// The name of the crate's binary, and of its package for JavaScript.
pub const NAME: &str = "simulateur-cpts";
const TARGET: &str = "wasm32-unknown-unknown";

/// What today's rustc emits by default; wasm-opt must be told.
const WASM_FEATURES: [&str; 7] = [
    "--enable-bulk-memory",
    "--enable-bulk-memory-opt",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
];

/// Passes that make the program smaller, but what hosts send of it 1 % larger: they undo repetition,
/// which compresses best.
const LEFT_OUT: [&str; 2] = ["--skip-pass=local-cse", "--skip-pass=inlining-optimizing"];

/// A program ready to be delivered.
pub struct Program {
    /// The JavaScript that loads it and that it calls.
    pub glue: String,
    /// Its WebAssembly.
    pub wasm: Vec<u8>,
    /// The directory that holds its files as wasm-bindgen names them.
    pub directory: PathBuf,
}

/// The page: the binary, with everything.
pub fn page(tools: Option<&NodeTools>) -> Result<Program> {
    let mut build = shell::cargo();
    build.args(["build", "--release", "--target", TARGET, "--package", NAME, "--bin", NAME]);
    run(&mut build)?;
    let mut bindgen = Bindgen::new();
    // A classic script: an inline one may be anywhere, and names no address to load from.
    bindgen.no_modules(true)?.typescript(false).omit_default_module_path(true);
    finish(bindgen, &format!("{NAME}.wasm"), "page", tools)
}

/// The engine alone, as an ES module with its types: no page, no Yew.
pub fn package(tools: Option<&NodeTools>) -> Result<Program> {
    let mut build = shell::cargo();
    build.args(["rustc", "--release", "--target", TARGET, "--package", NAME]);
    build.args(["--lib", "--crate-type", "cdylib", "--no-default-features"]);
    run(&mut build)?;
    let mut bindgen = Bindgen::new();
    bindgen.web(true)?.typescript(true);
    finish(bindgen, "simulateur_cpts.wasm", "npm", tools)
}

/// Binds what Cargo built, then makes it small where wasm-opt is there.
fn finish(
    mut bindgen: Bindgen,
    built: &str,
    name: &str,
    tools: Option<&NodeTools>,
) -> Result<Program> {
    let directory = shell::target().join("bindgen").join(name);
    remove(&directory)?;
    let built = shell::target().join(TARGET).join("release").join(built);
    bindgen.remove_producers_section(true).out_name("simulateur_cpts");
    bindgen.input_path(built).generate(&directory).context("wasm-bindgen failed")?;
    let wasm = directory.join("simulateur_cpts_bg.wasm");
    if let Some(tools) = tools {
        optimise(tools, &wasm)?;
    }
    let glue = fs::read_to_string(directory.join("simulateur_cpts.js"))?;
    let wasm = fs::read(wasm)?;
    engines::check(&wasm)?;
    Ok(Program { glue, wasm, directory })
}

fn optimise(tools: &NodeTools, wasm: &Path) -> Result<()> {
    let mut command = tools.command("binaryen/bin/wasm-opt");
    command.arg(wasm).arg("-o").arg(wasm).arg("-Oz").args(LEFT_OUT).args(WASM_FEATURES);
    run(&mut command)
}

/// Removes a directory made by an earlier build, so that nothing of it is delivered again.
pub fn remove(directory: &Path) -> Result<()> {
    match fs::remove_dir_all(directory) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(error).with_context(|| format!("cannot remove {}", directory.display()))
        }
        _ => Ok(()),
    }
}
