//! Module → lifted kernel.
//!
//! `build` walks the wasm into an SSA tree with calls inlined; `tidy`, `phis` and `rebuild` bring
//! it to a plain form; `frame` turns shadow-stack slots into values; `roots` takes pointers out of
//! addresses; `counters`, `counted` and `guard` find the counted loops; `emit` writes the result.
//! Every pass is total on foreign input: depth and size are bounded, what is left over is a
//! diagnostic. Nothing here runs a kernel.

mod bits;
mod breaks;
mod build;
mod counted;
mod counters;
mod dissolve;
mod emit;
pub(in crate::source) mod eval;
mod facts;
mod fold;
mod frame;
mod graph;
mod guard;
mod hoist;
mod join;
mod linear;
pub(in crate::source) mod math;
mod phis;
mod problems;
mod range;
mod rebuild;
mod relation;
mod reroll;
mod retype;
mod roots;
mod scope;
mod tidy;

use super::decode::WasmTy;
use super::lifted::{Lifted, LiftedParam, Ty};
use super::module::Module;
use crate::kernel::{Diagnostic, Origin};
use graph::Func;
pub(super) use graph::{operands, uses, walk};
use problems::Problems;

/// Rounds of promotion: each uncovers the addresses that the last one brought out of memory.
const MAX_PROMOTIONS: usize = 16;

/// Rounds of counting: about one for each level of nested loops.
const MAX_COUNTS: usize = 12;

/// See [`super::lift`].
pub(super) fn lift(module: &Module, export: &str) -> Result<Lifted, Vec<Diagnostic>> {
    let Some(entry) = module.exports.iter().find(|e| e.name == export) else {
        let known: Vec<_> = module.exports.iter().map(|e| e.name.as_str()).collect();
        return Err(vec![
            Diagnostic::error(
                "source/export",
                Origin::Source,
                format!("no kernel is exported as {export}"),
            )
            .with_hint(format!("exported kernels: {}", known.join(", "))),
        ]);
    };
    let function = slang_thread(module, export).unwrap_or(entry.function);
    let mut problems = Problems::default();
    let mut f = build::build(module, function, &mut problems);
    if !problems.is_empty() {
        return Err(problems.into_list());
    }
    simplify(&mut f);
    promote(&mut f);
    count(&mut f);
    if promote(&mut f) {
        count(&mut f);
    }
    let text = module.text.as_deref();
    let mut roots = roots::resolve(&mut f, &mut problems, text);
    if !problems.is_empty() {
        return Err(problems.into_list());
    }
    retype(&mut f);
    while hoist::hoist(&mut f) {
        simplify(&mut f);
    }
    count(&mut f);
    roll_up(&mut f);
    emit::linearise(&mut f);
    emit::absolute(&mut f, &mut roots, &module.decoded, &mut problems, text);
    if !problems.is_empty() {
        return Err(problems.into_list());
    }
    emit::frames(&mut f, &mut roots);
    if let Some(value) = emit::uses_frames(&f) {
        problems.unsupported(
            "stack pointer",
            problems::line_span(text, value.line),
            "the kernel calculates with the stack pointer".into(),
            "avoid variable-length arrays and alloca",
        );
        return Err(problems.into_list());
    }
    let (params, results) = signature(module, function);
    Ok(emit::finish(f, roots, export, params, results))
}

/// Unrolled loops become loops again, with their remainders.
fn roll_up(f: &mut Func) {
    for _ in 0..MAX_COUNTS {
        let passes: [fn(&mut Func) -> Option<rebuild::Substitution>; 3] =
            [reroll::reroll, guard::remove, join::join];
        let mut changed = false;
        f.edit_body(emit::drop_last_returns);
        for pass in passes {
            if let Some(substitution) = pass(f) {
                rebuild::rebuild(f, &substitution);
                simplify(f);
                changed = true;
            }
        }
        if !changed {
            return;
        }
    }
}

/// Bits that are floats become floats.
fn retype(f: &mut Func) {
    simplify(f);
    let substitution = retype::retype(f);
    rebuild::rebuild(f, &substitution);
    simplify(f);
}

/// Brings slots out of memory; says whether there were any.
fn promote(f: &mut Func) -> bool {
    for round in 0..MAX_PROMOTIONS {
        let Some(substitution) = frame::promote(f) else { return round > 0 };
        rebuild::rebuild(f, &substitution);
        simplify(f);
    }
    true
}

/// Finds counters and counted loops, inner ones first: what an inner loop leaves behind is known
/// once it is counted.
fn count(f: &mut Func) {
    for _ in 0..MAX_COUNTS {
        let substitution = counters::unify(f);
        let unified = !substitution.is_empty();
        rebuild::rebuild(f, &substitution);
        let counted = counted::count(f);
        if let Some(substitution) = &counted {
            rebuild::rebuild(f, substitution);
        }
        simplify(f);
        let guards = guard::remove(f);
        if let Some(substitution) = &guards {
            rebuild::rebuild(f, substitution);
            simplify(f);
        }
        if !unified && counted.is_none() && guards.is_none() {
            return;
        }
    }
}

/// Control flow, phis and dead code, until nothing changes.
fn simplify(f: &mut Func) {
    for _ in 0..12 {
        let before = (f.values.len(), graph::size(&f.body));
        let substitution = tidy::tidy(f);
        rebuild::rebuild(f, &substitution);
        let trivial = phis::trivial(f);
        rebuild::rebuild(f, &trivial);
        phis::trailing_zeros(f);
        if trivial.is_empty() && before == (f.values.len(), graph::size(&f.body)) {
            break;
        }
    }
}

/// The body of slangc's entry point `E` is `E_Thread`.
fn slang_thread(module: &Module, export: &str) -> Option<u32> {
    let decoded = &module.decoded;
    let find = |name: &str| {
        let (_, index) = decoded.exports.iter().find(|(other, _)| other == name)?;
        decoded.signature(*index).is_some_and(super::parse::is_slang_entry).then_some(*index)
    };
    find(export)?;
    find(&format!("{export}_Group"))?;
    find(&format!("{export}_Thread"))
}

fn signature(module: &Module, function: u32) -> (Vec<LiftedParam>, Vec<Ty>) {
    let number = |ty: &WasmTy| match ty {
        WasmTy::Number(ty) => *ty,
        WasmTy::V128 | WasmTy::Reference => Ty::I32,
    };
    let Some(signature) = module.decoded.signature(function) else { return Default::default() };
    let names = module.decoded.function(function).map(|f| &f.names);
    let params = signature
        .params
        .iter()
        .enumerate()
        .map(|(index, ty)| LiftedParam {
            ty: number(ty),
            name: names.and_then(|names| names.get(&(index as u32))).cloned(),
        })
        .collect();
    (params, signature.results.iter().map(number).collect())
}
