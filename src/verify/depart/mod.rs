//! Where a wrong draft departs from its reference: the first line whose value is another than the
//! reference's, while all before it are the reference's too.
//!
//! Found by replacing values (Jeffrey, Gupta, Gupta: "Fault localization using value replacement",
//! 2008): a line is named when the draft is right as soon as that line gives what one instruction of
//! the WAT gave, for the counterexample and for other inputs. Silent wherever that can't be shown: a
//! draft that computes by another way, a line with several values, a kernel whose memory this module
//! does not lay out. Whether the draft is wrong is long decided.

mod reference;
mod replace;

use tokio_util::sync::CancellationToken;

use super::constants::Constants;
use super::rng::Rng;
use super::shrink::Small;
use super::side::Sides;
use super::texture::Texture;
use super::truth::POISONS;
use super::{Request, generate, judge};
use crate::execute::simt::{Step, World};
use crate::kernel::{Counterexample, Scalar, Span};
use crate::source::Lifted;
use crate::source::lifted::ValueId;
use reference::Known;
use replace::Failing;

/// Other inputs that are asked whether they agree.
const OTHERS: u64 = 4;
/// Runs of the draft at most, all together.
const RUNS: u32 = 4000;
/// Values of the invocation at most.
const STEPS: usize = 400;

/// Scalars by name, and the bytes of each buffer.
type Inputs = (Vec<(String, Scalar)>, Vec<Vec<u8>>);

/// What a line gave, and what it should have.
struct Departure {
    span: Span,
    name: String,
    got: String,
    wanted: String,
    /// Of the WAT; 0 for a condition.
    line: u32,
}

/// One sentence, if there is such a line.
pub fn departure(
    request: &Request<'_>,
    small: &Small,
    wrong: &Counterexample,
    cancel: &CancellationToken,
) -> Option<String> {
    let sides = Sides::new(request, wrong, cancel)?;
    let value = wrong.finding.is_none() && wrong.buffer.is_some();
    if !value || sides.setting != super::bind::Setting::Exact || *sides.world() != World::strict() {
        return None;
    }
    let lifted = judge::lifted(request)?;
    let search = Search { sides: &sides, lifted: &lifted, cancel };
    let Departure { span, name, got, wanted, line } = search.find(small)?;
    let at = if line > 0 { format!(" in line {line} of the WAT") } else { String::new() };
    let has = if line > 0 { format!("the reference has {wanted}{at}") } else { wanted.clone() };
    Some(format!(
        "line {} departs: {name} is {got}, {has}; with {wanted} the output is right",
        span.line
    ))
}

struct Search<'a> {
    sides: &'a Sides<'a>,
    lifted: &'a Lifted,
    cancel: &'a CancellationToken,
}

impl Search<'_> {
    fn find(&self, small: &Small) -> Option<Departure> {
        let mut runs = RUNS;
        let failing = Failing::new(self.sides, &small.scalars, &small.buffers, self.cancel)?;
        let known = Known::of(self.lifted, self.sides.request.contract, &failing)?;
        let steps = &failing.trace.steps;
        if steps.len() > STEPS || failing.trace.more > 0 {
            return None;
        }
        let mut done = Vec::new();
        for (at, step) in steps.iter().enumerate() {
            if done.contains(&step.show) {
                continue;
            }
            done.push(step.show);
            let rounds: Vec<&Step> = steps.iter().filter(|s| s.show == step.show).collect();
            if let [value] = step.values[..] {
                let given: Vec<u32> = rounds.iter().map(|s| s.values[0].bits()).collect();
                let candidates = known.instead(value, &given);
                for (source, bits) in candidates {
                    runs = runs.checked_sub(1)?;
                    if failing.repaired(step.show, &bits)
                        && self.confirmed(small, step, source, &mut runs)?
                    {
                        return departs(self.lifted, &rounds, source, &bits);
                    }
                }
            }
            // What follows may only be wrong because this is.
            let all = steps[at..].iter().take_while(|s| s.show == step.show);
            if all.flat_map(|s| &s.values).any(|value| !known.has(*value)) {
                return None;
            }
        }
        None
    }

    /// The inputs as they were drawn, and others of the fewest sizes.
    fn others(&self, small: &Small) -> Vec<Inputs> {
        let contract = self.sides.request.contract;
        let drawn = self.sides.drawn(&small.counterexample);
        let mut others: Vec<Inputs> = drawn.map(|c| (c.scalars, c.buffers)).into_iter().collect();
        for stream in 0..OTHERS {
            let each = contract.buffers().zip(&small.buffers).zip(0..);
            let buffers = each.map(|((buffer, bytes), i)| {
                let mut rng = Rng::new(small.counterexample.seed, &[4, stream, i]);
                let length = bytes.len() / buffer.elem.size() as usize;
                let none = Constants::default();
                generate::buffer(buffer, length, Texture::Free, &none, &mut rng, POISONS[0])
            });
            others.push((small.scalars.clone(), buffers.collect()));
        }
        others.retain(|other| *other != (small.scalars.clone(), small.buffers.clone()));
        others
    }

    /// Whether the same replacement is right for other inputs of the same sizes: at least one set
    /// that fails, and all that do. `None` when the runs are used up.
    fn confirmed(
        &self,
        small: &Small,
        step: &Step,
        source: Source,
        runs: &mut u32,
    ) -> Option<bool> {
        let contract = self.sides.request.contract;
        let mut agreed = 0;
        for (scalars, buffers) in self.others(small) {
            let Some(failing) = Failing::new(self.sides, &scalars, &buffers, self.cancel) else {
                continue;
            };
            let Some(known) = Known::of(self.lifted, contract, &failing) else { continue };
            let rounds = failing.trace.steps.iter().filter(|s| s.show == step.show);
            let given: Vec<u32> =
                rounds.filter_map(|s| s.values.first()).map(|v| v.bits()).collect();
            let candidates = known.from(source, &given);
            let mut right = false;
            for bits in candidates {
                *runs = runs.checked_sub(1)?;
                right |= failing.repaired(step.show, &bits);
                if right {
                    break;
                }
            }
            if !right {
                return Some(false);
            }
            agreed += 1;
        }
        Some(agreed > 0)
    }
}

/// Where a replacement comes from.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Source {
    /// A value of the lifted kernel.
    Value(ValueId),
    /// A condition's other outcome, each time.
    Flipped,
    /// The same, the last time only.
    LastFlipped,
}

fn departs(lifted: &Lifted, rounds: &[&Step], source: Source, bits: &[u32]) -> Option<Departure> {
    let (step, bits) = rounds.iter().zip(bits).find(|(s, bits)| s.values[0].bits() != **bits)?;
    let line = match source {
        Source::Value(id) => lifted.value(id).line,
        _ => 0,
    };
    let [value] = step.values[..] else { return None };
    Some(Departure {
        span: step.span,
        name: step.name.clone(),
        got: value.to_string(),
        wanted: value.with_bits(*bits).to_string(),
        line,
    })
}
