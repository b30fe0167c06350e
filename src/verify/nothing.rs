//! Sizes of zero, for coverage alone (VERDICT.md V3): a guard against nothing to do, in the WAT as
//! in the draft, is reached by no case of a contract that starts at one. Nothing is compared here,
//! and no finding counts.

use tokio_util::sync::CancellationToken;

use super::bench::Bench;
use super::bind::{self, Setting};
use super::generate;
use super::plan::Shape;
use super::truth::POISONS;
use crate::contract::{Contract, Expr, ScalarType};
use crate::execute::reference::{self, Placement, Reference};
use crate::execute::simt::{Program, Reached, Watch, World};
use crate::execute::{Case, Limits};

/// Steps that either side may take: an unsigned size that wraps below zero never ends.
const FUEL: u64 = 1 << 20;

/// Adds what both sides reach when one size is zero and the others are one.
pub fn reach(
    bench: &Bench<'_>,
    reference: &Reference,
    program: &Program,
    reached: (&mut Reached, &mut reference::Reached),
    cancel: &CancellationToken,
) {
    let request = bench.request;
    let limits = Limits { fuel: request.limits.fuel.min(FUEL), ..request.limits };
    let (draft, source) = reached;
    for case in cases(bench) {
        let placement = Placement { order: 0, poison: POISONS[0] };
        let Ok(output) = reference.run(&case, placement, &limits, cancel) else { continue };
        source.merge(&output.reached);
        let mut case = case;
        if let Some(ret) = output.buffers.get(case.buffers.len()) {
            case.buffers.push(vec![0; ret.len()]);
        }
        let (contract, checked) = (request.contract, request.checked);
        let dispatch = bind::dispatch(contract, &bench.interface, checked, &case, Setting::Exact);
        let Ok(mut dispatch) = dispatch else { continue };
        // Without invocations nobody looks at the guard.
        dispatch.groups = dispatch.groups.map(|groups| groups.max(1));
        let run = program.run_in(&dispatch, &World::strict(), Watch::Coverage, &limits, cancel);
        if let Ok(run) = run {
            draft.merge(&run.reached);
        }
    }
}

/// One case for each size.
fn cases(bench: &Bench<'_>) -> Vec<Case> {
    let contract = bench.request.contract;
    let Some(first) = bench.plan.cases.first() else { return Vec::new() };
    let sizes: Vec<&str> = contract
        .scalars()
        .filter(|scalar| !matches!(scalar.ty, ScalarType::F32 | ScalarType::Bool))
        .map(|scalar| scalar.name.as_str())
        .filter(|name| is_size(contract, name))
        .collect();
    let case = |zero: &&str| {
        let scalars: Vec<_> = contract
            .scalars()
            .zip(&first.scalars)
            .map(|(param, (name, value))| {
                let size = sizes.contains(&name.as_str());
                let given = generate::integer_scalar(i128::from(name != *zero), param.ty);
                (name.clone(), if size { given } else { *value })
            })
            .collect();
        let shape = Shape::of(contract, &scalars).ok()?;
        let buffers = contract
            .buffers()
            .zip(&shape.lengths)
            .map(|(buffer, length)| vec![0; length * buffer.elem.size() as usize])
            .collect();
        Some(Case { scalars, buffers, threads: shape.threads })
    };
    sizes.iter().filter_map(case).collect()
}

fn is_size(contract: &Contract, name: &str) -> bool {
    let within = |expr: &Expr| expr.names().contains(&name);
    contract.threads.iter().any(within) || contract.buffers().any(|b| within(&b.length))
}
