//! Sizes that no contract asks for, for coverage alone (VERDICT.md V3): nothing, or as much as a
//! negative count allows.
//!
//! A guard against nothing to do, in the WAT as in the draft, is reached by no case of a contract
//! that starts at one; and a branch that only such sizes take is no excuse for an outcome of the
//! draft that no case reaches. Nothing is compared here, and no finding counts.

use std::time::Duration;

use tokio_util::sync::CancellationToken;

use super::bench::Bench;
use super::bind::{self, Setting};
use super::generate;
use super::plan::Shape;
use super::truth::POISONS;
use crate::execute::reference::{self, Placement, Reference};
use crate::execute::simt::{Program, Reached, Watch, World};
use crate::execute::{Case, Limits};

/// Steps that either side may take: a size that wraps below zero may be four billion.
const FUEL: u64 = 1 << 20;
const BRIEF: Duration = Duration::from_millis(100);

/// Adds what both sides reach when one size, or all of them, are 0 and −1 and the others are 1.
pub fn explore(
    bench: &Bench<'_>,
    reference: &Reference,
    program: &Program,
    (draft, source): (&mut Reached, &mut reference::Reached),
    cancel: &CancellationToken,
) {
    let request = bench.request;
    let limits = &request.limits;
    let limits =
        Limits { fuel: limits.fuel.min(FUEL), deadline: limits.deadline.min(BRIEF), ..*limits };
    for mut case in cases(bench) {
        let placement = Placement { order: 0, poison: POISONS[0] };
        // Outside its contract it may do anything.
        let Ok(output) = reference.run(&case, placement, &limits, cancel) else { continue };
        source.merge(&output.reached);
        if let Some(ret) = output.buffers.get(case.buffers.len()) {
            case.buffers.push(vec![0; ret.len()]);
        }
        let (contract, checked) = (request.contract, request.checked);
        let dispatch = bind::dispatch(contract, &bench.interface, checked, &case, Setting::Exact);
        let Ok(mut dispatch) = dispatch else { continue };
        // Without invocations nobody looks at the guard.
        dispatch.groups = dispatch.groups.map(|groups| groups.max(1));
        let (strict, watch) = (World::strict(), Watch::Coverage);
        if let Ok(run) = program.run_in_place(&mut dispatch, &strict, watch, &limits, cancel) {
            draft.merge(&run.reached);
        }
    }
}

/// A case for each such choice of sizes. Lengths and extents that come out negative are empty.
fn cases(bench: &Bench<'_>) -> Vec<Case> {
    let contract = bench.request.contract;
    let Some(first) = bench.plan.cases.first() else { return Vec::new() };
    let sizes = contract.sizes();
    let one = sizes.iter().map(|name| vec![*name]);
    let chosen = one.chain((sizes.len() > 1).then(|| sizes.clone()));
    let case = |(names, value): (Vec<&str>, i128)| {
        let scalars = |value: i128| -> Vec<_> {
            let scalars = contract.scalars().zip(&first.scalars);
            let scalars = scalars.map(|(param, (name, given))| {
                let known = name.as_str();
                let value = if names.contains(&known) { value } else { 1 };
                let value = generate::integer_scalar(value, param.ty);
                (name.clone(), if sizes.contains(&known) { value } else { *given })
            });
            scalars.collect()
        };
        let shape = Shape::of(contract, &scalars(value.max(0))).ok()?;
        let buffers = contract
            .buffers()
            .zip(&shape.lengths)
            .map(|(buffer, length)| vec![0; length * buffer.elem.size() as usize])
            .collect();
        Some(Case { scalars: scalars(value), buffers, threads: shape.threads })
    };
    chosen.flat_map(|names| [(names.clone(), 0), (names, -1)]).filter_map(case).collect()
}
