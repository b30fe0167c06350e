//! Two drafts in one normal form: whether they do the same in every case of a contract.
//!
//! Equal normal forms are a proof; different ones say nothing. The rules are those of WGSL's own
//! arithmetic: integer identities, comparisons that their operands' bounds decide, a signed and an
//! unsigned operation on numbers that are not negative, arms that are never entered, variables that
//! start at zero, a bound at which both arms of a select agree. −0 equals +0 as in VERDICT.md V12.
//! Nothing is run.

mod pool;
mod range;
mod stack;
mod walk;
mod wasm;

use std::collections::HashMap;

use crate::check::{self, Checked};
use crate::contract::{
    Contract, Generator, Interface, Param, ParamMeaning, ScalarParam, ScalarType,
};
use pool::Pool;
use range::Range;
use stack::Around;
use walk::{Domain, walk};
use wasm::Wasm;
use wasmparser::ValType;

/// Whether both do the same, as far as the rules see, under this contract.
pub fn same(contract: &Contract, a: &Checked, b: &Checked) -> bool {
    let shape = |checked: &Checked| (checked.workgroup_size, checked.dispatch.clone());
    if shape(a) != shape(b) {
        return false;
    }
    let domain = domain(contract);
    check::on_large_stack(|| {
        let mut pool = Pool::default();
        let first = walk(&mut pool, a, &domain);
        let second = walk(&mut pool, b, &domain);
        first.is_some() && first == second
    })
    .unwrap_or(false)
}

/// Whether function number `function` of two modules does the same, whatever calls it; a
/// contract's kernel under that contract.
pub fn same_function(contract: &Contract, a: &[u8], b: &[u8], function: u32) -> bool {
    check::on_large_stack(|| {
        let (a, b) = (Wasm::read(a)?, Wasm::read(b)?);
        let kernel = a.exported(&contract.export) == Some(function) && !a.calls(function);
        let params: Vec<Range> = (0..)
            .zip(a.params(function)?)
            .map(|(at, ty)| match kernel {
                true => param(contract, at, *ty),
                false => full(*ty),
            })
            .collect();
        let mut pool = Pool::default();
        let mut walk = |module: &Wasm<'_>| {
            let around =
                Around { signatures: &module.signatures, types: &module.types, params: &params };
            stack::walk(&mut pool, module.body(function)?, &around)
        };
        let first = walk(&a)?;
        (first == walk(&b)?).then_some(())
    })
    .is_ok_and(|found| found.is_some())
}

fn full(ty: ValType) -> Range {
    match ty {
        ValType::I32 => Range::INT,
        ValType::F32 => Range::FLOAT,
        _ => Range::Any,
    }
}

/// What is known of the kernel's own parameter.
fn param(contract: &Contract, at: u32, ty: ValType) -> Range {
    let known = match contract.param_meaning(at) {
        ParamMeaning::Scalar(at) => match contract.params.get(at) {
            Some(Param::Scalar(param)) => scalar(contract, param),
            _ => None,
        },
        // 65,535 workgroups of 256 invocations.
        ParamMeaning::Index(_) => Some(Range::int(0, 65_535 * 256)),
        ParamMeaning::Coordinate(_) => Some(Range::float(0.5, 65_535.0 * 256.0 + 0.5, false)),
        ParamMeaning::Pointer => None,
    };
    match (known, ty) {
        (Some(known @ Range::Int { .. }), ValType::I32) => known,
        (Some(known @ Range::Float { .. }), ValType::F32) => known,
        _ => full(ty),
    }
}

/// What a contract says of its scalars, by their fields' names.
fn domain(contract: &Contract) -> Domain {
    let Some(params) = Interface::of(contract).params else { return HashMap::new() };
    contract
        .scalars()
        .zip(&params.fields)
        .filter_map(|(param, field)| Some((field.name.clone(), scalar(contract, param)?)))
        .collect()
}

/// What `gen` and the cases give a scalar. A size, which is a buffer's length or the extent by
/// itself, is zero only where a case says so, and never negative (VERDICT.md V9).
fn scalar(contract: &Contract, param: &ScalarParam) -> Option<Range> {
    let alone = |expr: &crate::contract::Expr| expr.to_string() == param.name;
    let size = contract.threads.iter().any(alone)
        || contract.buffers().any(|buffer| alone(&buffer.length));
    let known = contract.cases.iter().flatten().filter(|(name, _)| *name == param.name);
    let known: Vec<f64> = known.map(|(_, value)| *value).collect();
    let least = known.iter().copied().fold(f64::INFINITY, f64::min);
    let most = known.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    match (&param.generator, param.ty) {
        (Some(Generator::Range(_, low, high)), ScalarType::F32) => {
            Some(Range::float(low.min(least), high.max(most), false))
        }
        (Some(Generator::Range(_, low, high)), ScalarType::I32 | ScalarType::U32) => {
            Some(Range::int(low.min(least).floor() as i64, high.max(most).ceil() as i64))
        }
        (None, ScalarType::I32 | ScalarType::U32) if size => {
            Some(Range::int(i64::from(least >= 1.0), i32::MAX.into()))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests;
