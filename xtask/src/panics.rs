//! Panics without their message.
//!
//! A panic of the page is a trap: the page says that it cannot go on, and nobody reads the message.
//! What only prepares the message stops at once instead, which saves 4 kB; where it happened is
//! wiped from the data, which saves 2 kB more. Every check that leads to a panic stays.

use std::collections::HashSet;
use std::ops::Range;

use walrus::ir::{Instr, InstrSeq, Unreachable, Value, VisitorMut, dfs_pre_order_mut};
use walrus::{ConstExpr, DataKind, FunctionBuilder, FunctionId, FunctionKind, Module};

/// Paths of functions that only prepare the end.
const PREPARING: [&str; 14] = [
    "core::panicking::",
    "core::option::unwrap_failed",
    "core::option::expect_failed",
    "core::result::unwrap_failed",
    "core::slice::index::slice_",
    "core::str::slice_error_fail",
    "core::cell::panic_already",
    "alloc::alloc::handle_alloc_error",
    "alloc::raw_vec::handle_error",
    "alloc::raw_vec::capacity_overflow",
    "console_error_panic_hook::",
    "std::panicking::",
    "std::thread::local::panic_access_error",
    "__rustc::rust_begin_unwind",
];

/// What a message would say of a value. Nothing else in the page writes values this way.
const DESCRIBING: &str = " as core::fmt::Debug>::fmt";

/// Makes them trap at once, and removes what only they used.
pub fn silence(module: &mut Module) {
    let named = |name: &str| {
        let path = path(name);
        path.contains(DESCRIBING) || PREPARING.iter().any(|prefix| path.starts_with(prefix))
    };
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
    let silent = found.into_iter().map(|(id, _)| id).collect();
    for (_, function) in module.funcs.iter_local_mut() {
        let start = function.entry_block();
        dfs_pre_order_mut(&mut Stop { silent: &silent }, function, start);
    }
    walrus::passes::gc::run(module);
    forget_places(module);
}

/// Stops where one of these functions would be called: its arguments are not computed either.
struct Stop<'a> {
    silent: &'a HashSet<FunctionId>,
}

impl VisitorMut for Stop<'_> {
    fn start_instr_seq_mut(&mut self, sequence: &mut InstrSeq) {
        let calls = |(instruction, _): &(Instr, _)| matches!(instruction, Instr::Call(call) if self.silent.contains(&call.func));
        if let Some(place) = sequence.instrs.iter().position(calls) {
            sequence.instrs.truncate(place + 1);
            sequence.instrs[place].0 = Unreachable {}.into();
        }
    }
}

/// Wipes every `core::panic::Location`: address and length of a file name, line, column.
fn forget_places(module: &mut Module) {
    const SIZE: usize = 16;
    let segments: Vec<(usize, Vec<u8>)> = module
        .data
        .iter()
        .filter_map(|data| Some((start(&data.kind)?, data.value.clone())))
        .collect();
    let file_at = |place: &[u8]| {
        let (address, length) = (number(place), number(&place[4..]));
        let (from, bytes) = segments
            .iter()
            .find(|(from, bytes)| *from <= address && address + length <= from + bytes.len())?;
        let name = bytes.get(address - from..address - from + length)?;
        let is_name = name.ends_with(b".rs") && name.iter().all(u8::is_ascii_graphic);
        is_name.then_some(address..address + length)
    };
    let mut wiped: Vec<Range<usize>> = Vec::new();
    for (from, bytes) in &segments {
        for address in (from.next_multiple_of(4)..from + bytes.len()).step_by(4) {
            let place = bytes.get(address - from..address - from + SIZE);
            if let Some(name) = place.and_then(file_at) {
                wiped.extend([address..address + SIZE, name]);
            }
        }
    }
    let ids: Vec<_> = module.data.iter().map(walrus::Data::id).collect();
    for id in ids {
        let data = module.data.get_mut(id);
        let Some(from) = start(&data.kind) else { continue };
        for range in &wiped {
            if from <= range.start && range.end <= from + data.value.len() {
                data.value[range.start - from..range.end - from].fill(0);
            }
        }
    }
}

/// Where a segment of data goes.
fn start(kind: &DataKind) -> Option<usize> {
    match kind {
        DataKind::Active { offset: ConstExpr::Value(Value::I32(offset)), .. } => {
            usize::try_from(*offset).ok()
        }
        _ => None,
    }
}

fn number(bytes: &[u8]) -> usize {
    bytes.iter().take(4).rev().fold(0, |number, byte| number << 8 | usize::from(*byte))
}

/// `core[1a2b3c]::panicking::panic_fmt` without what tells one build of a crate from another.
fn path(name: &str) -> String {
    name.split('[').map(|part| part.split_once(']').map_or(part, |(_, rest)| rest)).collect()
}
