//! One invocation of a draft on one case, value by value: what a person looks at when an output
//! is wrong. Draws inputs as `verify` does. Never judges, and never asks the reference.

use tokio_util::sync::CancellationToken;

use super::bind::{self, Setting};
use super::{Request, judge};
use crate::contract::Interface;
use crate::execute::simt::{Program, Trace};
use crate::kernel::Scalar;

/// Words that a buffer without inputs holds before the run.
const POISON: u8 = 0xc5;

/// Which case is traced.
#[derive(Clone, PartialEq, Debug)]
pub enum Pick {
    /// By its number in the list of cases, as evidence and counterexamples name it.
    Number(usize),
    /// One with these scalars; those not named are drawn.
    Scalars(Vec<(String, f64)>),
    /// The first that has the invocation.
    First,
}

/// An invocation's values, and what it was given.
#[derive(Clone, PartialEq, Debug)]
pub struct Traced {
    /// The case's number; `None` for scalars that were given.
    pub case: Option<usize>,
    /// By the contract's names.
    pub scalars: Vec<(String, Scalar)>,
    /// Workgroups on each axis.
    pub groups: [u32; 3],
    /// What was computed, in order.
    pub trace: Trace,
}

/// Traces `invocation`, a `global_invocation_id`.
///
/// # Errors
/// Why there is no such case or invocation, or why the draft can't be run.
pub fn trace(
    request: &Request<'_>,
    pick: &Pick,
    invocation: [u32; 3],
    cancel: &CancellationToken,
) -> Result<Traced, String> {
    let mut contract = request.contract.clone();
    if let Pick::Scalars(given) = pick {
        for (name, _) in given {
            if !contract.scalars().any(|scalar| scalar.name == *name) {
                let names: Vec<_> = contract.scalars().map(|s| s.name.clone()).collect();
                return Err(format!("no scalar '{name}'; the contract has: {}", names.join(", ")));
            }
        }
        contract.cases = vec![given.clone()];
    }
    let request = Request { contract: &contract, ..*request };
    let lifted = judge::lifted(&request);
    let plan = judge::plan(&request, lifted.as_ref());
    let size = request.checked.workgroup_size;
    let holds = |threads: [u32; 3]| {
        (0..3).all(|axis| {
            invocation[axis] / size[axis].max(1) < threads[axis].div_ceil(size[axis].max(1))
        })
    };
    let number = match pick {
        Pick::Number(number) => *number,
        Pick::Scalars(_) => {
            plan.cases.iter().position(|case| case.named).ok_or("no case has these scalars")?
        }
        Pick::First => plan
            .cases
            .iter()
            .position(|case| {
                let shape = case.shape.as_ref();
                shape.is_ok_and(|shape| request.checked.dispatch.is_some() || holds(shape.threads))
            })
            .ok_or("no case has this invocation")?,
    };
    let Some(planned) = plan.cases.get(number) else {
        return Err(format!("no case {number}; there are {}, from 0", plan.cases.len()));
    };
    if let Err(why) = &planned.shape {
        return Err(format!("case {number} can't be run: {why}"));
    }
    let case = plan.case(&contract, number, POISON).ok_or("the case can't be run")?;
    let interface = Interface::of(&contract);
    let dispatch = bind::dispatch(&contract, &interface, request.checked, &case, Setting::Exact)?;
    let [x, y, z] = invocation;
    let reach: Vec<u64> =
        (0..3).map(|axis| u64::from(dispatch.groups[axis]) * u64::from(size[axis])).collect();
    if (0..3).any(|axis| u64::from(invocation[axis]) >= reach[axis]) {
        return Err(format!(
            "no invocation ({x}, {y}, {z}): case {number} has {} × {} × {} of them",
            reach[0], reach[1], reach[2]
        ));
    }
    let program = Program::new(request.checked).map_err(|error| error.to_string())?;
    let trace = program
        .trace(&dispatch, invocation, &request.limits, cancel)
        .map_err(|error| error.to_string())?;
    let case_number = (!matches!(pick, Pick::Scalars(_))).then_some(number);
    Ok(Traced { case: case_number, scalars: case.scalars, groups: dispatch.groups, trace })
}
