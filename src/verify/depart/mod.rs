//! Where a wrong draft departs from its reference: the first line whose value the reference never
//! had, or whose condition went the other way.
//!
//! Found by replacing values (Jeffrey, Gupta, Gupta: "Fault localization using value replacement",
//! 2008): a line is named when the draft is right as soon as that line gives what one instruction of
//! the WAT gave, for the counterexample and for other inputs. Silent wherever that can't be shown: a
//! draft that computes in another way, a line with several values, a kernel whose memory this module
//! does not lay out. Whether the draft is wrong is long decided.

mod failing;
mod reference;

use std::cell::Cell;

use tokio_util::sync::CancellationToken;

use super::bind::Setting;
use super::side::Sides;
use super::truth::POISONS;
use super::{Request, judge};
use crate::execute::simt::{Step, Value, World};
use crate::kernel::Counterexample;
use crate::source::Lifted;
use crate::source::lifted::{ValueId, ValueKind};
use failing::Failing;
use reference::Known;

/// Cases that must agree, and how many are looked through for ones that fail.
const AGREE: usize = 4;
const CASES: usize = 24;
/// Invocations of a case at most.
const LARGE: u128 = 256;
/// Runs of the draft at most, all together.
const RUNS: u32 = 4000;
/// Values of the invocation at most.
const STEPS: usize = 600;

/// One sentence, if there is such a line.
pub fn departure(
    request: &Request<'_>,
    wrong: &Counterexample,
    cancel: &CancellationToken,
) -> Option<String> {
    let sides = Sides::new(request, wrong, cancel)?;
    let value = wrong.finding.is_none() && wrong.buffer.is_some();
    if !value || sides.setting != Setting::Exact || *sides.world() != World::strict() {
        return None;
    }
    let lifted = judge::lifted(request)?;
    Search { sides: &sides, lifted: &lifted, cancel, runs: Cell::new(RUNS) }.find(wrong)
}

/// What may stand instead of what a line gave.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Source {
    /// A value of the lifted kernel.
    Value(ValueId),
    /// A condition's other outcome, each time.
    Flipped,
    /// The same, the last time only before something departs.
    LastFlipped,
}

/// What stands instead: the line's own values, some of them others.
#[derive(Clone, PartialEq, Eq, Debug)]
struct Instead {
    source: Source,
    /// The draft's, round by round.
    given: Vec<u32>,
    /// The others.
    bits: Vec<u32>,
}

/// What gives the values of a line.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Origin {
    /// An axis of `global_invocation_id`.
    Invocation(usize),
    /// The draft's own text.
    Literal,
    /// A value of the lifted kernel.
    Value(ValueId),
}

struct Search<'a> {
    sides: &'a Sides<'a>,
    lifted: &'a Lifted,
    cancel: &'a CancellationToken,
    runs: Cell<u32>,
}

impl Search<'_> {
    fn find(&self, wrong: &Counterexample) -> Option<String> {
        let cases = self.cases(wrong);
        let [first, others @ ..] = &cases[..] else { return None };
        let (known, until) = self.known(first)?;
        let steps = &first.trace.steps;
        let right = |show: u32| -> Option<Vec<Instead>> {
            let step = steps.iter().find(|step| step.show == show)?;
            let mut found = Vec::new();
            for instead in known.instead(steps, until, step) {
                self.spend()?;
                if first.repaired(show, &instead.bits) {
                    found.push(instead);
                }
            }
            Some(found)
        };
        let mut turns = Vec::new();
        for show in conditions(steps, until) {
            turns.extend(right(show)?.into_iter().map(|instead| (show, instead)));
        }
        let Some(step) = steps.get(until) else {
            // All values are the reference's: a condition is wrong, if it can only be one.
            let [(show, instead), rest @ ..] = &turns[..] else { return None };
            let one = rest.iter().all(|(other, _)| other == show);
            let sure = one && self.confirmed(others, *show, instead)?;
            return sure.then(|| self.says(first, *show, instead)).flatten();
        };
        // A condition may have led here.
        if !turns.is_empty()
            || step.values.len() != 1
            || !self.matched(&known, until, first, others)
        {
            return None;
        }
        for instead in right(step.show)? {
            if self.confirmed(others, step.show, &instead)? {
                return self.says(first, step.show, &instead);
            }
        }
        None
    }

    /// One run more; `None` when there have been enough.
    fn spend(&self) -> Option<()> {
        self.runs.set(self.runs.get().checked_sub(1)?);
        Some(())
    }

    /// What the reference had, and where the draft's values are the reference's no more.
    fn known(&self, failing: &Failing<'_>) -> Option<(Known<'_>, usize)> {
        let steps = &failing.trace.steps;
        if steps.len() > STEPS || failing.trace.more > 0 {
            return None;
        }
        let known = Known::of(self.lifted, self.sides.request.contract, failing)?;
        let departs = |step: &Step| step.values.iter().any(|value| !known.has(*value));
        let until = steps.iter().position(departs).unwrap_or(steps.len());
        Some((known, until))
    }

    /// Inputs that fail: the counterexample's as they were drawn, and others.
    fn cases(&self, wrong: &Counterexample) -> Vec<Failing<'_>> {
        let (sides, cancel) = (self.sides, self.cancel);
        let mut found = Vec::new();
        let mut looked = 0;
        for other in 0..3 {
            let seed = wrong.seed.wrapping_add(other);
            let request = Request { seed, ..*sides.request };
            let plan = judge::plan(&request, Some(self.lifted));
            let own = (other == 0).then_some(wrong.case);
            let numbers = own.into_iter().chain((0..plan.cases.len()).filter(|n| Some(*n) != own));
            for number in numbers {
                let Some(case) = plan.cases.get(number) else { continue };
                if looked == CASES || found.len() == AGREE {
                    return found;
                }
                let small = case.shape.as_ref().is_ok_and(|shape| shape.invocations() <= LARGE);
                if !small || case.is_subnormal() {
                    continue;
                }
                looked += 1;
                if let Some(case) = plan.case(request.contract, number, POISONS[0]) {
                    found.extend(Failing::new(sides, &case.scalars, &case.buffers, cancel));
                }
            }
        }
        found
    }

    /// Whether each value before the first that departs is the same instruction's in all cases.
    fn matched(
        &self,
        known: &Known<'_>,
        until: usize,
        first: &Failing<'_>,
        others: &[Failing<'_>],
    ) -> bool {
        let mut shows: Vec<u32> = Vec::new();
        for step in &first.trace.steps[..until] {
            let single = matches!(step.values[..], [value] if !matches!(value, Value::Bool(_)));
            if single && !shows.contains(&step.show) {
                shows.push(step.show);
            }
        }
        let mut same: Vec<Vec<Origin>> =
            shows.iter().map(|show| self.like(known, first, until, *show)).collect();
        for failing in others {
            let Some((known, until)) = self.known(failing) else { continue };
            for (same, show) in same.iter_mut().zip(&shows) {
                let here = self.like(&known, failing, until, *show);
                same.retain(|origin| here.contains(origin));
            }
        }
        same.iter().all(|same| !same.is_empty())
    }

    /// What gives the values of `show` in a case.
    fn like(&self, known: &Known<'_>, case: &Failing<'_>, until: usize, show: u32) -> Vec<Origin> {
        let rounds = case.trace.steps[..until].iter().filter(|step| step.show == show);
        let given: Vec<u32> = rounds.filter_map(|s| Some(s.values.first()?.bits())).collect();
        let all = |value: u32| given.iter().all(|given| *given == value);
        let ids = (0..3).filter(|axis| all(case.invocation[*axis])).map(Origin::Invocation);
        let own = case.trace.steps.iter().find(|step| step.show == show);
        let text = own.and_then(|step| {
            self.sides.request.checked.wgsl.lines().nth(step.span.line as usize - 1)
        });
        let literal = text.and_then(|text| text.split_once('=')).is_some_and(|(_, value)| {
            value
                .trim()
                .trim_end_matches(';')
                .chars()
                .all(|c| c.is_alphanumeric() || ".-".contains(c))
        });
        let literal = literal.then_some(Origin::Literal);
        let values = known.like(&given).into_iter().map(Origin::Value);
        ids.chain(literal).chain(values).collect()
    }

    /// Whether the same replacement is right in the other cases, all of them, and not always with
    /// the same value. `None` when the runs are used up.
    fn confirmed(&self, others: &[Failing<'_>], show: u32, first: &Instead) -> Option<bool> {
        let mut values = vec![first.bits.clone()];
        let mut agreed = 0;
        for failing in others {
            let Some((known, until)) = self.known(failing) else { continue };
            let steps = &failing.trace.steps;
            let place = |show| steps.iter().position(|step| step.show == show);
            let Some(step) = place(show).and_then(|at| steps.get(at)) else { return Some(false) };
            if matches!(first.source, Source::Value(_)) {
                match steps.get(until).map(|step| step.show) {
                    Some(departs) if departs == show => {}
                    // The reference had the wrong value too, by chance: this case says nothing.
                    Some(departs) if place(departs) < place(show) => return Some(false),
                    _ => continue,
                }
            }
            let mut right = None;
            for instead in known.instead(steps, until, step) {
                if !self.alike(instead.source, first.source) {
                    continue;
                }
                self.spend()?;
                if failing.repaired(show, &instead.bits) {
                    right = Some(instead.bits);
                    break;
                }
            }
            let Some(bits) = right else { return Some(false) };
            agreed += 1;
            if !values.contains(&bits) {
                values.push(bits);
            }
        }
        let flips = !matches!(first.source, Source::Value(_));
        Some(agreed > 0 && (values.len() > 1 || flips))
    }

    /// The same instruction, or its twin in an unrolled loop.
    fn alike(&self, a: Source, b: Source) -> bool {
        let kind = |id| match &self.lifted.value(id).kind {
            ValueKind::Unary(op, _) => format!("{op:?}"),
            ValueKind::Binary(op, ..) => format!("{op:?}"),
            ValueKind::Math(function, _) => format!("{function:?}"),
            _ => format!("{id:?}"),
        };
        match (a, b) {
            (Source::Value(a), Source::Value(b)) => a == b || kind(a) == kind(b),
            _ => a == b,
        }
    }

    fn says(&self, failing: &Failing<'_>, show: u32, instead: &Instead) -> Option<String> {
        let Instead { source, given, bits } = instead;
        let round = given.iter().zip(bits).position(|(given, bits)| given != bits)?;
        let mut rounds = failing.trace.steps.iter().filter(|s| s.show == show);
        let step = rounds.nth(round)?;
        let [got] = step.values[..] else { return None };
        let (line, name, wanted) = (step.span.line, &step.name, got.with_bits(bits[round]));
        Some(match source {
            Source::Value(id) => {
                let at = match self.lifted.value(*id).line {
                    0 => String::new(),
                    line => format!(" (line {line} of the WAT)"),
                };
                format!("line {line} departs: {name} is {got}, the reference has {wanted}{at}")
            }
            _ => format!(
                "line {line} departs: {name} is {got}, and with {wanted} the output is right"
            ),
        })
    }
}

/// The conditions on the way, in order.
fn conditions(steps: &[Step], until: usize) -> Vec<u32> {
    let mut found = Vec::new();
    for step in &steps[..until] {
        if matches!(step.values[..], [Value::Bool(_)]) && !found.contains(&step.show) {
            found.push(step.show);
        }
    }
    found
}
