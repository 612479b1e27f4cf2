//! Panics without their message.
//!
//! A panic of the page is a trap: the page says that it cannot go on, and nobody reads the message.
//! What only prepares the message stops at once instead, which saves 4 kB. Every check that leads to
//! a panic stays.

use walrus::{FunctionBuilder, FunctionKind, Module};

/// Paths of functions that only prepare the end.
const PREPARING: [&str; 15] = [
    "core::panicking::",
    "core::option::unwrap_failed",
    "core::option::expect_failed",
    "core::result::unwrap_failed",
    "core::slice::index::slice_",
    "core::str::slice_error_fail",
    "core::cell::panic_already",
    // What they would say of a value of JavaScript.
    "<wasm_bindgen::JsValue as core::fmt::Debug>::fmt",
    "alloc::alloc::handle_alloc_error",
    "alloc::raw_vec::handle_error",
    "alloc::raw_vec::capacity_overflow",
    "console_error_panic_hook::",
    "std::panicking::",
    "std::thread::local::panic_access_error",
    "__rustc::rust_begin_unwind",
];

/// Makes them trap at once, and removes what only they used.
pub fn silence(module: &mut Module) {
    let named = |name: &str| PREPARING.iter().any(|prefix| path(name).starts_with(prefix));
    let local = module.funcs.iter().filter(|function| {
        matches!(function.kind, FunctionKind::Local(_))
            && function.name.as_deref().is_some_and(named)
    });
    let found: Vec<_> = local.map(|function| (function.id(), function.ty())).collect();
    for (id, signature) in &found {
        let (params, results) = module.types.params_results(*signature);
        let (params, results) = (params.to_vec(), results.to_vec());
        let mut body = FunctionBuilder::new(&mut module.types, &params, &results);
        body.func_body().unreachable();
        let arguments = params.iter().map(|kind| module.locals.add(*kind)).collect();
        let body = body.local_func(arguments);
        module.funcs.get_mut(*id).kind = FunctionKind::Local(body);
    }
    walrus::passes::gc::run(module);
}

/// `core[1a2b3c]::panicking::panic_fmt` without what tells one build of a crate from another.
fn path(name: &str) -> String {
    name.split('[').map(|part| part.split_once(']').map_or(part, |(_, rest)| rest)).collect()
}
