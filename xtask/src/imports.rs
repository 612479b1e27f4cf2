//! Short names between the program and its JavaScript.
//!
//! wasm-bindgen ends the name of each import with a hash, written on both sides: noise that does not
//! compress. Nobody else reads these names.

use anyhow::{Result, ensure};
use walrus::Module;

/// What the imports are from, as wasm-bindgen calls it.
const FROM: &str = "./simulateur_cpts_bg.js";

/// Gives every import of a module a short name. Says old and new names.
pub fn shorten(module: &mut Module) -> Vec<(String, String)> {
    let mut names = Vec::new();
    for (index, import) in module.imports.iter_mut().enumerate() {
        let short = format!("i{index}");
        names.push((std::mem::replace(&mut import.name, short.clone()), short));
        import.module = "i".to_string();
    }
    names
}

/// Follows in the JavaScript, where each import is a key of one object.
pub fn rename(glue: &str, names: &[(String, String)]) -> Result<String> {
    let mut glue = glue.to_string();
    let from = format!("\"{FROM}\":");
    let keys = names.iter().map(|(old, new)| (format!(" {old}:"), format!(" {new}:")));
    for (old, new) in keys.chain([(from, "i:".to_string())]) {
        let found = glue.matches(&old).count();
        ensure!(found == 1, "wasm-bindgen wrote {old} {found} times: its imports cannot be renamed");
        glue = glue.replace(&old, &new);
    }
    Ok(glue)
}
