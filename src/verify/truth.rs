//! What the reference says of a case, and whether it can be believed (VERDICT.md V4, V11).

use std::time::Duration;

use tokio_util::sync::CancellationToken;

use super::allowance::{Envelope, Subject};
use super::compare::{Value, disagreement};
use super::plan::Plan;
use super::rng::Rng;
use super::{Request, bind};
use crate::contract::{BufferAccess, Elem};
use crate::execute::Case;
use crate::execute::reference::{Output, Placement, Reached, Reference, ReferenceError};
use crate::kernel::Rule;

/// Fills write-only buffers and memory that nobody owns. As f32 both are large and finite, so
/// that no tolerance takes them for zero.
pub const POISONS: [u8; 2] = [0xc5, 0x4b];

/// A draft may go round its loops this many times more often than the reference, which may be
/// unrolled, vectorised or one bulk instruction; and some for free.
const FUEL_FACTOR: u64 = 256;
const FUEL_BASE: u64 = 1 << 15;

/// A case with the reference's answer.
pub struct Truth {
    /// Both sides start from these bytes; `ret` is last, where there is one.
    pub case: Case,
    /// What the reference left, likewise.
    pub answer: Vec<Vec<u8>>,
    /// What the reference's own noise allows beside the tolerance (VERDICT.md V1); `None` in the
    /// non-decisive suite.
    pub envelope: Option<Envelope>,
    /// Which ways the WAT's branches went.
    pub reached: Reached,
    /// Time in the reference.
    pub time: Duration,
    /// Steps that a draft may take on this case before its loops count as endless.
    pub fuel: u64,
}

/// Why there is no further case.
#[derive(Clone, PartialEq, Debug)]
pub enum Ending {
    /// The verdict is `unsupported`.
    Unsupported(Option<Rule>, String),
    /// The verdict is `inconclusive`.
    Inconclusive(Rule, String),
    /// No verdict.
    Cancelled,
}

/// Runs the reference twice on case `number`: two placements, two poisons. `Ok(Err(…))` is a
/// dropped case, with why.
pub fn truth(
    request: &Request<'_>,
    reference: &Reference,
    plan: &Plan,
    elements: &[(String, Elem)],
    number: usize,
    cancel: &CancellationToken,
) -> Result<Result<Truth, String>, Ending> {
    let planned = &plan.cases[number];
    let refuse = |why: String| {
        if planned.explicit {
            let scalars: Vec<String> =
                planned.scalars.iter().map(|(name, value)| format!("{name} = {value}")).collect();
            let message =
                format!("the contract's case {{ {} }} is none: {why}", scalars.join(", "));
            Err(Ending::Unsupported(Some(Rule::V4), message))
        } else {
            Ok(Err(why))
        }
    };
    if let Err(why) = &planned.shape {
        return refuse(why.clone());
    }
    let mut runs: Vec<(Case, Output)> = Vec::new();
    for (poison, order) in POISONS.into_iter().zip(0..) {
        let Some(case) = plan.case(request.contract, number, poison) else {
            return refuse("it has no shape".into());
        };
        match reference.run(&case, Placement { order, poison }, &request.limits, cancel) {
            Ok(output) => runs.push((case, output)),
            Err(ReferenceError::Cancelled) => return Err(Ending::Cancelled),
            Err(error @ (ReferenceError::Deadline(_) | ReferenceError::Fuel(_))) => {
                return Err(Ending::Inconclusive(Rule::V3, error.to_string()));
            }
            Err(error @ ReferenceError::HiddenOutput { .. }) => {
                return Err(Ending::Unsupported(Some(Rule::V11), error.to_string()));
            }
            Err(error @ ReferenceError::Unsupported(_)) => {
                return Err(Ending::Unsupported(None, error.to_string()));
            }
            Err(ReferenceError::OutOfBounds { buffer, write, .. }) if !planned.explicit => {
                let does = if write { "writes" } else { "reads" };
                return refuse(format!("the kernel {does} outside '{buffer}'"));
            }
            Err(error) => return refuse(error.to_string()),
        }
    }
    let [(case, first), (other, second)] = <[_; 2]>::try_from(runs)
        .map_err(|_| Ending::Inconclusive(Rule::V11, "the reference did not run twice".into()))?;
    for (i, (name, elem)) in elements.iter().enumerate() {
        // `ret` starts at zero on both sides.
        let zero = vec![0; first.buffers[i].len()];
        let before = (case.buffers.get(i).unwrap_or(&zero), other.buffers.get(i).unwrap_or(&zero));
        let (a, b) = (&first.buffers[i], &second.buffers[i]);
        if let Some(at) = disagreement(*elem, (before.0, a), (before.1, b)) {
            let why = format!(
                "hidden state: {name}[{at}] depends on where its buffers lie or on memory that \
                 nobody wrote"
            );
            return Err(Ending::Unsupported(Some(Rule::V11), why));
        }
    }
    for (i, buffer) in request.contract.buffers().enumerate() {
        if case.buffers[i] != first.buffers[i] && !request.contract.outputs.contains(&buffer.name) {
            let why = format!(
                "the kernel changes '{0}', which is no output: add \"{0}\" to `outputs`",
                buffer.name
            );
            return Err(Ending::Unsupported(Some(Rule::V4), why));
        }
        if buffer.access == BufferAccess::Read && case.buffers[i] != first.buffers[i] {
            let why =
                format!("the kernel changes '{}', which the contract says is read", buffer.name);
            return Err(Ending::Unsupported(Some(Rule::V4), why));
        }
    }
    if mostly_undecided(&request.contract.outputs, elements, &first.buffers) {
        return Ok(Err("over half of the reference's results are not finite".into()));
    }
    let mut case = case;
    if let Some(ret) = first.buffers.get(case.buffers.len()) {
        case.buffers.push(vec![0; ret.len()]);
    }
    let bytes: usize = case.buffers.iter().map(Vec::len).sum();
    let fuel = first.iterations.saturating_add(bytes as u64).saturating_mul(FUEL_FACTOR);
    let fuel = fuel.saturating_add(FUEL_BASE).min(request.limits.fuel);
    let mut reached = first.reached;
    reached.merge(&second.reached);
    let mut truth =
        Truth { case, answer: first.buffers, envelope: None, reached, time: first.time, fuel };
    let drawn = Envelope::of(&subject(request, reference, elements, number, &truth), cancel);
    truth.envelope = Some(drawn.map_err(noise_failed)?);
    Ok(Ok(truth))
}

/// Draws more of the reference's noise, for a miss that a rare error of its own would explain.
///
/// # Errors
/// Why the verdict falls here.
pub fn widen(
    request: &Request<'_>,
    reference: &Reference,
    elements: &[(String, Elem)],
    number: usize,
    truth: &mut Truth,
    draws: u32,
    cancel: &CancellationToken,
) -> Result<(), Ending> {
    let Some(mut envelope) = truth.envelope.take() else { return Ok(()) };
    let subject = subject(request, reference, elements, number, truth);
    envelope.extend(&subject, draws, cancel).map_err(noise_failed)?;
    truth.envelope = Some(envelope);
    Ok(())
}

fn noise_failed(error: ReferenceError) -> Ending {
    match error {
        ReferenceError::Cancelled => Ending::Cancelled,
        error => Ending::Unsupported(Some(Rule::V1), error.to_string()),
    }
}

fn subject<'a>(
    request: &'a Request<'_>,
    reference: &'a Reference,
    elements: &'a [(String, Elem)],
    number: usize,
    truth: &'a Truth,
) -> Subject<'a> {
    Subject {
        reference,
        case: &truth.case,
        answer: &truth.answer,
        elements,
        outputs: &request.contract.outputs,
        channels: bind::packed(request.contract, elements),
        seed: Rng::new(request.seed, &[7, number as u64]).bits(),
        limits: request.limits,
    }
}

fn mostly_undecided(outputs: &[String], elements: &[(String, Elem)], answer: &[Vec<u8>]) -> bool {
    let (mut all, mut open) = (0_usize, 0_usize);
    for ((name, elem), bytes) in elements.iter().zip(answer) {
        if outputs.contains(name) {
            let count = bytes.len() / elem.size() as usize;
            all += count;
            if *elem == Elem::F32 {
                let value =
                    |i| Value::read(bytes, Elem::F32, i).is_some_and(|v| !v.as_f64().is_finite());
                open += (0..count).filter(|i| value(*i)).count();
            }
        }
    }
    open * 2 > all
}
