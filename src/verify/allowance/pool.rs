//! The allowance over all cases of a kernel: the share that is untested, and what it cost.

use std::time::Duration;

use tokio_util::sync::CancellationToken;

use super::spread::Spread;
use super::{Envelope, PLACEMENT, Subject};
use crate::contract::{Contract, Interface};
use crate::execute::Limits;
use crate::execute::reference::{Reference, ReferenceError};
use crate::kernel::{Allowance, Rule};
use crate::source::Module;
use crate::verify::bind;
use crate::verify::constants::Constants;
use crate::verify::plan::Plan;

/// Above this share of untested elements the verdict is `inconclusive` (VERDICT.md V1).
pub const MOST_UNTESTED: f64 = 0.05;

/// All envelopes of a verification.
#[derive(Clone, Debug, Default)]
pub struct Pool {
    allowance: Allowance,
    plain: Duration,
    noisy: Duration,
    /// Outputs of few elements, with their number and draws: judged when all ranges are known.
    small: Vec<(usize, Spread, u32)>,
}

impl Pool {
    /// Adds a case, when its draws are done.
    pub fn add(&mut self, envelope: &Envelope) {
        let all = &mut self.allowance;
        all.draws = all.draws.max(envelope.draws);
        for (output, spread) in envelope.spreads.iter().enumerate() {
            let Some(spread) = spread else { continue };
            if spread.is_small() && envelope.astray.is_none() {
                self.small.push((output, spread.clone(), envelope.draws));
                continue;
            }
            let (finite, untested, widest) = spread.figures(envelope.draws);
            all.elements += finite;
            all.untested += if envelope.astray.is_some() { finite } else { untested };
            all.widest = all.widest.max(widest);
        }
        self.plain += envelope.plain;
        self.noisy += envelope.noisy;
    }

    /// For the evidence. The cost is that of whole runs, with their instances and the
    /// noisy module's compilation.
    pub fn allowance(&self) -> Allowance {
        let plain = self.plain.as_secs_f64();
        let cost = if plain > 0.0 { self.noisy.as_secs_f64() / plain } else { 0.0 };
        let mut all = Allowance { cost, ..self.allowance.clone() };
        for (output, spread, draws) in &self.small {
            let ranges = self.small.iter().filter(|(other, ..)| other == output);
            let mut spread = spread.clone();
            spread.widen(ranges.map(|(_, other, _)| other.range()).fold(0.0, f64::max));
            let (finite, untested, widest) = spread.figures(*draws);
            all.elements += finite;
            all.untested += untested;
            all.widest = all.widest.max(widest);
        }
        all
    }

    /// Why nothing can be concluded, with the rule.
    pub fn inconclusive(&self) -> Option<(Rule, String)> {
        let share = self.allowance().share();
        (share > MOST_UNTESTED).then(|| {
            let why = format!(
                "WGSL's float accuracy leaves {:.1}% of the elements untested: there the \
                 reference's own runs differ by more than 1/256 of the output's range",
                100.0 * share
            );
            (Rule::V1, why)
        })
    }
}

/// The allowance of a kernel by itself.
#[derive(Clone, Debug)]
pub struct Survey {
    /// Pooled over the cases.
    pub allowance: Allowance,
    /// Cases that ran.
    pub cases: usize,
    /// Seconds of the plain runs.
    pub plain: f64,
    /// Seconds of the noisy runs.
    pub noisy: f64,
}

/// Draws the allowance over a kernel's planned cases of at most `elements` elements in all
/// buffers together, without any draft.
///
/// # Errors
/// [`ReferenceError::Cancelled`] and [`ReferenceError::Unsupported`]; cases in which the plain
/// reference ends badly are left out.
pub fn survey(
    module: &Module,
    contract: &Contract,
    seed: u64,
    elements: usize,
    limits: &Limits,
    cancel: &CancellationToken,
) -> Result<Survey, ReferenceError> {
    let reference = Reference::new(module, contract)?;
    let plan = Plan::new(contract, [64, 1, 1], &Constants::default(), seed);
    let bound = bind::elements(contract, &Interface::of(contract));
    let mut pool = Pool::default();
    let mut cases = 0;
    for (number, planned) in plan.cases.iter().enumerate() {
        let fits =
            |shape: &crate::verify::plan::Shape| shape.lengths.iter().sum::<usize>() <= elements;
        if !planned.shape.as_ref().is_ok_and(fits) {
            continue;
        }
        let Some(case) = plan.case(contract, number, PLACEMENT.poison) else { continue };
        let answer = match reference.run(&case, PLACEMENT, limits, cancel) {
            Ok(output) => output.buffers,
            Err(error @ (ReferenceError::Cancelled | ReferenceError::Unsupported(_))) => {
                return Err(error);
            }
            Err(_) => continue,
        };
        let subject = Subject {
            reference: &reference,
            case: &case,
            answer: &answer,
            elements: &bound,
            outputs: &contract.outputs,
            channels: None,
            seed: seed.wrapping_add(number as u64),
            limits: *limits,
        };
        pool.add(&Envelope::of(&subject, cancel)?);
        cases += 1;
    }
    let (plain, noisy) = (pool.plain.as_secs_f64(), pool.noisy.as_secs_f64());
    Ok(Survey { allowance: pool.allowance(), cases, plain, noisy })
}
