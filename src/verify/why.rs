//! What a counterexample's explanation says beside the wrong value: what the draft depends on, where
//! it departs from the reference, and the smallest inputs that were found.

use tokio_util::sync::CancellationToken;

use super::causes::{Inputs, causes};
use super::compare::Value;
use super::depart::departure;
use super::shrink::{Small, shrink};
use super::side::Sides;
use super::{Judgement, Request};
use crate::contract::{BufferAccess, Contract};
use crate::kernel::{Counterexample, Scalar, Verdict};

/// Elements of all inputs that are printed.
const SHOWN: usize = 12;
/// Bytes of inputs as they were drawn that causes are looked for in; else in the shrunk ones.
const FEW: usize = 640;

/// Adds to the explanation of a judgement that differs. `None` when cancelled.
pub fn explain(
    request: &Request<'_>,
    judgement: &mut Judgement,
    cancel: &CancellationToken,
) -> Option<()> {
    let Verdict::Differs { counterexample } = &mut judgement.evidence.verdict else {
        return Some(());
    };
    let request = Request { seed: counterexample.seed, ..*request };
    let found = sentences(&request, counterexample, cancel);
    if cancel.is_cancelled() {
        return None;
    }
    for sentence in found {
        counterexample.explanation.push_str("; ");
        counterexample.explanation.push_str(&sentence);
    }
    Some(())
}

fn sentences(
    request: &Request<'_>,
    wrong: &Counterexample,
    cancel: &CancellationToken,
) -> Vec<String> {
    let Some(small) = shrink(request, wrong, cancel) else { return Vec::new() };
    let mut found = Vec::new();
    if let Some(sides) = Sides::new(request, wrong, cancel) {
        let drawn = sides.drawn(wrong);
        // More places tell more of a pattern than the fewest.
        let drawn = drawn.filter(|case| case.buffers.iter().map(Vec::len).sum::<usize>() <= FEW);
        found = match &drawn {
            Some(case) => {
                causes(&sides, &Inputs { scalars: &case.scalars, buffers: &case.buffers }, wrong)
            }
            None => {
                let Small { scalars, buffers, counterexample } = &small;
                causes(&sides, &Inputs { scalars, buffers }, counterexample)
            }
        };
    }
    found.extend(departure(request, wrong, cancel));
    found.extend(shown(request.contract, &small.scalars, &small.buffers, &small.counterexample));
    found
}

/// Inputs on one line, where they are few.
pub fn listed(
    contract: &Contract,
    scalars: &[(String, Scalar)],
    buffers: &[Vec<u8>],
) -> Option<String> {
    let mut parts: Vec<String> =
        scalars.iter().map(|(name, value)| format!("{name} = {value}")).collect();
    let mut count = 0;
    for (buffer, bytes) in contract.buffers().zip(buffers) {
        if buffer.access == BufferAccess::Write {
            continue;
        }
        let length = bytes.len() / buffer.elem.size() as usize;
        count += length;
        if count > SHOWN {
            return None;
        }
        let values = (0..length).filter_map(|i| Value::read(bytes, buffer.elem, i));
        let values: Vec<String> = values.map(|value| value.to_string()).collect();
        parts.push(format!("{} = [{}]", buffer.name, values.join(", ")));
    }
    Some(parts.join(", "))
}

fn shown(
    contract: &Contract,
    scalars: &[(String, Scalar)],
    buffers: &[Vec<u8>],
    wrong: &Counterexample,
) -> Option<String> {
    let inputs = listed(contract, scalars, buffers)?;
    let ends = match (&wrong.buffer, wrong.index, &wrong.expected, &wrong.actual) {
        (Some(buffer), Some(index), Some(expected), Some(actual)) => {
            format!(": {buffer}[{index}] is {actual}, the reference has {expected}")
        }
        _ => String::new(),
    };
    Some(format!("it also fails on {inputs}{ends}"))
}
