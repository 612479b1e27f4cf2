//! The JavaScript that wasm-bindgen writes around the page's program, without what the page does
//! not use.

use anyhow::{Context as _, Result, ensure};
use walrus::Module;

/// What the imports are from, as wasm-bindgen calls it.
const FROM: &str = "./simulateur_cpts_bg.js";
/// How the JavaScript ends: a loader that fetches the program, or is given it, in many ways.
const LOADERS: &str = "return Object.assign(__wbg_init, { initSync }, exports);";
/// The one way that the page needs.
const START: &str = "return { bindings: exports, start: (program) =>
        WebAssembly.instantiate(program, __wbg_get_imports())
            .then(({ instance, module }) => __wbg_finalize_init(instance, module)) };";
/// Names that end in a hash.
const HASHED_EXPORTS: &str = "wasm_bindgen__convert__";

/// Gives imports and closures short names: wasm-bindgen ends theirs with a hash, written on both
/// sides, which does not compress. Says old and new names.
pub fn shorten(module: &mut Module) -> Vec<(String, String)> {
    let mut names = Vec::new();
    for (index, import) in module.imports.iter_mut().enumerate() {
        let short = format!("i{index}");
        names.push((std::mem::replace(&mut import.name, short.clone()), short));
        import.module = "i".to_string();
    }
    let hashed = |name: &str| name.starts_with(HASHED_EXPORTS);
    for (index, export) in module.exports.iter_mut().filter(|one| hashed(&one.name)).enumerate() {
        let short = format!("e{index}");
        names.push((std::mem::replace(&mut export.name, short.clone()), short));
    }
    names
}

/// The JavaScript with the names that the program has, without loaders, and without what nothing
/// calls once the program was made small: `wasm` is the last state of it.
pub fn trim(glue: &str, names: &[(String, String)], wasm: &[u8]) -> Result<String> {
    let module = Module::from_buffer(wasm).context("cannot read the program again")?;
    let used: Vec<&str> = module.imports.iter().map(|import| import.name.as_str()).collect();
    let mut glue = replace_once(glue, &format!("\"{FROM}\":"), "i:")?;
    glue = replace_once(&glue, LOADERS, START)?;
    for (old, new) in names {
        if old.starts_with(HASHED_EXPORTS) {
            glue = glue.replace(old, new);
        } else if used.contains(&new.as_str()) {
            glue = replace_once(&glue, &format!(" {old}:"), &format!(" {new}:"))?;
        } else {
            let start = format!("            {old}: function(");
            glue = without(&glue, &start, "            },").with_context(|| old.clone())?;
        }
    }
    while let Some(shorter) = without_unused_function(&glue) {
        glue = shorter;
    }
    Ok(glue)
}

fn replace_once(glue: &str, old: &str, new: &str) -> Result<String> {
    let found = glue.matches(old).count();
    ensure!(found == 1, "wasm-bindgen wrote `{old}` {found} times: it cannot be replaced");
    Ok(glue.replace(old, new))
}

/// Without the lines from the one that begins with `start` to the one that is `end`.
fn without(glue: &str, start: &str, end: &str) -> Option<String> {
    let from = glue.find(&format!("\n{start}"))?;
    let to = from + glue[from..].find(&format!("\n{end}\n"))?;
    Some(format!("{}{}", &glue[..from], &glue[to + 1 + end.len()..]))
}

/// Without the first of its functions that nothing else names.
fn without_unused_function(glue: &str) -> Option<String> {
    glue.lines().find_map(|line| {
        let function = line.strip_prefix("    ")?;
        let name = function.strip_prefix("async ").unwrap_or(function).strip_prefix("function ")?;
        let name = name.split('(').next()?;
        let is_letter = |letter: char| letter.is_alphanumeric() || letter == '_';
        let uses = glue.match_indices(name).filter(|(at, _)| {
            let (before, after) = (&glue[..*at], &glue[at + name.len()..]);
            !before.ends_with(is_letter) && !after.starts_with(is_letter)
        });
        (uses.count() == 1).then(|| without(glue, line, "    }")).flatten()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn functions_that_nothing_calls_go_with_what_only_they_called() {
        let glue = "\n    function a() {\n        b();\n    }\n    function b() {\n    }\n    \
                    async function c(x) {\n        ab();\n    }\n    function ab() {\n    }\n    c;\n";
        let mut shorter = glue.to_string();
        while let Some(next) = without_unused_function(&shorter) {
            shorter = next;
        }
        let left = "\n    async function c(x) {\n        ab();\n    }\n    function ab() {\n    }\n    c;\n";
        assert_eq!(shorter, left);
    }

    #[test]
    fn what_is_not_there_once_is_not_replaced() {
        assert!(replace_once("a b a", "a", "c").is_err());
        assert!(replace_once("b", "a", "c").is_err());
        assert_eq!(replace_once("a b", "a", "c").unwrap(), "c b");
    }
}
