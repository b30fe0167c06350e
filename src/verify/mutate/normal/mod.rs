//! Two drafts in one normal form: whether they do the same in every case of a contract.
//!
//! Equal normal forms are a proof; different ones say nothing. The rules are those of WGSL's own
//! arithmetic: integer identities, comparisons that their operands' bounds decide, a signed and an
//! unsigned operation on numbers that are not negative, arms that are never entered, variables that
//! start at zero, a bound at which both arms of a select agree. −0 equals +0 as in VERDICT.md V12.
//! Nothing is run.

mod pool;
mod range;
mod walk;

use std::collections::HashMap;

use crate::check::{self, Checked};
use crate::contract::{Contract, Generator, Interface, ScalarType};
use pool::Pool;
use range::Range;
use walk::{Domain, walk};

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

/// What a contract says of its scalars: what `gen` and the cases give them; a size, which is a
/// buffer's length or the extent by itself, is never negative.
fn domain(contract: &Contract) -> Domain {
    let mut domain = HashMap::new();
    let Some(params) = Interface::of(contract).params else { return domain };
    for (param, field) in contract.scalars().zip(&params.fields) {
        let alone = |expr: &crate::contract::Expr| expr.to_string() == param.name;
        let size = contract.threads.iter().any(alone)
            || contract.buffers().any(|buffer| alone(&buffer.length));
        let known = contract.cases.iter().flatten().filter(|(name, _)| *name == param.name);
        let known: Vec<f64> = known.map(|(_, value)| *value).collect();
        let range = match (&param.generator, param.ty) {
            (Some(Generator::Range(_, low, high)), ty) => {
                let low = known.iter().copied().fold(*low, f64::min);
                let high = known.iter().copied().fold(*high, f64::max);
                match ty {
                    ScalarType::F32 => Range::float(low, high, false),
                    ScalarType::I32 | ScalarType::U32 => {
                        Range::int(low.floor() as i64, high.ceil() as i64)
                    }
                    _ => continue,
                }
            }
            (None, ScalarType::I32 | ScalarType::U32) if size => Range::int(0, i32::MAX.into()),
            _ => continue,
        };
        domain.insert(field.name.clone(), range);
    }
    domain
}
