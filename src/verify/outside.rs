//! What the WAT does with sizes that no contract asks for (VERDICT.md V3): nothing, or as much as a
//! negative count allows.
//!
//! A branch that only such sizes take is no excuse for an outcome of the draft that no case
//! reaches. Nothing is compared here, and nothing decides but which branches were taken.

use std::time::Duration;

use tokio_util::sync::CancellationToken;

use super::bench::Bench;
use super::generate;
use super::truth::{POISONS, Truth};
use crate::execute::Limits;
use crate::execute::reference::{Placement, Reached, Reference};

/// A size of −1 may be four billion.
const BRIEF: Duration = Duration::from_millis(100);

/// Runs the smallest case again with each size, and all of them, at 0 and at −1.
pub fn explore(
    bench: &Bench<'_>,
    reference: &Reference,
    truths: &[(usize, Truth)],
    reached: &mut Reached,
    cancel: &CancellationToken,
) {
    let contract = bench.request.contract;
    let Some((_, truth)) = truths.first() else { return };
    let limits = Limits { fuel: truth.fuel, deadline: BRIEF, ..bench.request.limits };
    let sizes = contract.sizes();
    let one = sizes.iter().map(|name| vec![*name]);
    for names in one.chain([sizes.clone()]).filter(|names| !names.is_empty()) {
        for value in [0, -1] {
            let mut case = truth.case.clone();
            case.buffers.truncate(contract.buffers().count());
            for (param, (name, scalar)) in contract.scalars().zip(&mut case.scalars) {
                if names.contains(&name.as_str()) {
                    *scalar = generate::integer_scalar(value, param.ty);
                }
            }
            let placement = Placement { order: 0, poison: POISONS[0] };
            // Outside its contract it may do anything.
            if let Ok(output) = reference.run(&case, placement, &limits, cancel) {
                reached.merge(&output.reached);
            }
        }
    }
}
