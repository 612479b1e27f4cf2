//! What the program asks of a WebAssembly engine.

use anyhow::{Context as _, Result};
use wasmparser::{Validator, WasmFeatures};

/// What the oldest browsers that run the page have, and the version that brought it to Chrome, Firefox
/// and Safari. Their minimum is a little higher: `'wasm-unsafe-eval'` in the policy (97, 102, 16).
const NEEDED: [(&str, WasmFeatures); 6] = [
    (
        "floats and mutable globals: 74, 61, 13.1",
        WasmFeatures::FLOATS.union(WasmFeatures::MUTABLE_GLOBAL),
    ),
    ("signs extended: 74, 62, 14.1", WasmFeatures::SIGN_EXTENSION),
    ("floats to integers without a trap: 75, 64, 15.1", WasmFeatures::SATURATING_FLOAT_TO_INT),
    ("memory copied and filled: 75, 79, 15.1", WasmFeatures::BULK_MEMORY),
    ("several values: 86, 78, 13.1", WasmFeatures::MULTI_VALUE),
    ("references: 96, 79, 15.1", WasmFeatures::REFERENCE_TYPES.union(WasmFeatures::GC_TYPES)),
];

/// Refuses a program that asks for more: it would stop where it runs today.
pub fn check(wasm: &[u8]) -> Result<()> {
    validate(wasm, NEEDED.iter().fold(WasmFeatures::empty(), |all, (_, one)| all | *one))
        .context("the program needs newer browsers than the page names: see xtask/src/engines.rs")
}

fn validate(wasm: &[u8], features: WasmFeatures) -> Result<()> {
    Validator::new_with_features(features).validate_all(wasm)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A module that declares a function with one parameter of this type.
    fn module(kind: u8) -> Vec<u8> {
        [b"\0asm\x01\0\0\0\x01\x05\x01\x60\x01".as_slice(), &[kind, 0]].concat()
    }

    #[test]
    fn only_what_the_browsers_have_is_accepted() {
        for (name, kind, accepted) in
            [("i64", 0x7e, true), ("externref", 0x6f, true), ("v128", 0x7b, false)]
        {
            assert_eq!(check(&module(kind)).is_ok(), accepted, "{name}");
        }
    }
}
