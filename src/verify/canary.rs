//! VERDICT.md V7: answers that are wrong on purpose, made from the reference's own over the run's
//! own cases, put to the same comparison as the draft. Each must be refused.
//!
//! A canary that differs from the answer in no case is none there, with one exception: an output
//! that is all zeros, one constant, an input's copy or what it was before in every case shows that
//! the cases can't tell, unless the lifted kernel proves that this is the answer.

use tokio_util::sync::CancellationToken;

use super::bench::Bench;
use super::compare::{Figures, Pair, Value};
use super::plan::LARGE;
use super::rng::Rng;
use super::trivial::{self, Claim, Part};
use super::truth::{Ending, POISONS, Truth};
use crate::contract::{Elem, Param};
use crate::execute::reference::{Placement, Reference, ReferenceError};
use crate::kernel::{Canary, CanaryOutcome};
use crate::source::Lifted;

/// Ways to be wrong.
#[derive(Clone, PartialEq, Debug)]
enum Kind {
    Zeros,
    Constant,
    Noise,
    Copy(usize),
    Untouched,
    LastElement,
    LastRow,
    LastColumn,
    Border,
    Shifted,
    Transposed,
}

/// One way for one output, or for one channel of it.
struct Wrong {
    kind: Kind,
    /// Storage binding.
    output: usize,
    channel: Option<usize>,
}

/// How a canary fares over the cases.
#[derive(Default)]
struct Fare {
    /// It has a place in some case.
    present: bool,
    /// It has none in some other.
    absent: bool,
    /// It differs from the answer in some case.
    differs: bool,
    refused: bool,
    misses: u64,
    elements: u64,
}

impl Fare {
    /// Puts an answer to the comparison.
    fn put(&mut self, bench: &Bench<'_>, pair: &Pair<'_>) {
        self.present |= !pair.reference.is_empty();
        if pair.draft == pair.reference {
            return;
        }
        let tolerance = &bench.request.contract.tolerance;
        let mut figures = Figures::default();
        figures.add(pair, tolerance);
        // In what is left untested or undecided it is no canary.
        if figures.elements == 0 {
            return;
        }
        self.differs = true;
        self.misses += figures.misses;
        self.elements += figures.elements;
        self.refused |= (tolerance.exact_frac.is_none() && figures.misses > 0)
            || figures.local.is_some()
            || tolerance.psnr.is_some_and(|least| figures.psnr < least);
    }

    fn is_refused(&self, bench: &Bench<'_>) -> bool {
        let share = self.misses as f64 / self.elements.max(1) as f64;
        let frac = bench.request.contract.tolerance.exact_frac;
        self.refused || frac.is_some_and(|frac| 1.0 - share < frac)
    }
}

/// All canaries of a run. `truths` are its cases, small ones first.
///
/// # Errors
/// Cancelled.
pub fn canaries(
    bench: &Bench<'_>,
    reference: &Reference,
    truths: &[(usize, Truth)],
    lifted: Option<&Lifted>,
    cancel: &CancellationToken,
) -> Result<Vec<Canary>, Ending> {
    let mut found = Vec::new();
    for wrong in all(bench, truths) {
        if cancel.is_cancelled() {
            return Err(Ending::Cancelled);
        }
        let mut fare = Fare::default();
        let constant = wrong.constant(bench, truths);
        for (number, truth) in truths {
            let right = bench.beside(wrong.output, truth, &truth.answer[wrong.output]);
            let mut rng = Rng::new(bench.request.seed, &[6, *number as u64]);
            match wrong.answer(&right, truth, &constant, &mut rng) {
                Some(bytes) => fare.put(bench, &Pair { draft: &bytes, ..right }),
                None => fare.absent |= !right.reference.is_empty(),
            }
            if fare.refused {
                break;
            }
        }
        if let Some(outcome) = outcome(bench, &wrong, &fare, truths, lifted) {
            found.push(Canary { name: wrong.name(bench), output: wrong.place(bench), outcome });
        }
    }
    found.extend(ignored(bench, reference, truths, lifted, cancel)?);
    Ok(found)
}

/// Whether every output is a canary that the lifted kernel proves to be the answer.
pub fn is_trivial(bench: &Bench<'_>, canaries: &[Canary]) -> bool {
    let waived = |name: &String| {
        canaries.iter().any(|c| c.output == *name && matches!(c.outcome, CanaryOutcome::Waived(_)))
    };
    let outputs = &bench.request.contract.outputs;
    !outputs.is_empty() && outputs.iter().all(waived)
}

fn all(bench: &Bench<'_>, truths: &[(usize, Truth)]) -> Vec<Wrong> {
    let mut wrongs = Vec::new();
    let Some((_, sample)) = truths.last() else { return wrongs };
    for output in bench.outputs() {
        let pair = bench.beside(output, sample, &sample.answer[output]);
        let channels = pair.unit_grid().channels;
        let parts = match channels {
            2..=8 => std::iter::once(None).chain((0..channels).map(Some)).collect(),
            _ => vec![None],
        };
        let inputs = (0..bench.request.contract.buffers().count())
            .filter(|i| *i != output && bench.elements[*i].1 == bench.elements[output].1);
        let inputs: Vec<usize> = inputs.collect();
        for channel in parts {
            let kinds = [
                Kind::Zeros,
                Kind::Constant,
                Kind::Noise,
                Kind::Untouched,
                Kind::LastElement,
                Kind::LastRow,
                Kind::LastColumn,
                Kind::Border,
                Kind::Shifted,
                Kind::Transposed,
            ];
            let copies = inputs.iter().map(|i| Kind::Copy(*i));
            wrongs.extend(kinds.into_iter().chain(copies).map(|kind| Wrong {
                kind,
                output,
                channel,
            }));
        }
    }
    wrongs
}

fn outcome(
    bench: &Bench<'_>,
    wrong: &Wrong,
    fare: &Fare,
    truths: &[(usize, Truth)],
    lifted: Option<&Lifted>,
) -> Option<CanaryOutcome> {
    if fare.is_refused(bench) {
        return Some(CanaryOutcome::Refused);
    }
    if fare.differs {
        return Some(CanaryOutcome::Passed);
    }
    // It is the answer in every case, or has no place in some: of an input that is as long as the
    // output by chance it is no copy.
    let claim = match wrong.kind {
        Kind::Zeros => Claim::Zeros,
        Kind::Constant => Claim::Constant,
        Kind::Copy(from) => Claim::Copy(param(bench, from)?),
        Kind::Untouched => Claim::Copy(param(bench, wrong.output)?),
        _ => return None,
    };
    (fare.present && !fare.absent).then_some(())?;
    let (_, sample) = truths.last()?;
    let pair = bench.beside(wrong.output, sample, &[]);
    let (channels, unit) = (pair.unit_grid().channels, pair.unit().size());
    let why = lifted.and_then(|lifted| wrong.proof(bench, lifted, claim, channels, unit));
    match (why, wrong.channel) {
        (Some(why), _) => Some(CanaryOutcome::Waived(why)),
        (None, None) => Some(CanaryOutcome::Passed),
        // Many pictures have an alpha or a colour that never changes, by arithmetic that no rule
        // reads: the other channels show whether the cases can tell.
        (None, Some(_)) => None,
    }
}

/// Position of a storage binding in the contract's parameters; `None` for the returned scalar.
fn param(bench: &Bench<'_>, binding: usize) -> Option<usize> {
    let params = bench.request.contract.params.iter().enumerate();
    params.filter(|(_, p)| matches!(p, Param::Buffer(_))).nth(binding).map(|(at, _)| at)
}

impl Wrong {
    /// The value that stands everywhere in [`Kind::Constant`]: the first of the first case.
    fn constant(&self, bench: &Bench<'_>, truths: &[(usize, Truth)]) -> Vec<u8> {
        let first = truths.iter().find_map(|(_, truth)| {
            let pair = bench.beside(self.output, truth, &[]);
            let size = pair.unit().size() as usize;
            let at = self.channel.unwrap_or(0) * size;
            pair.reference.get(at..at + size).map(<[u8]>::to_vec)
        });
        first.unwrap_or_default()
    }

    /// The wrong answer in a case; `None` where there is no such thing.
    fn answer(
        &self,
        right: &Pair<'_>,
        truth: &Truth,
        constant: &[u8],
        rng: &mut Rng,
    ) -> Option<Vec<u8>> {
        let unit = right.unit();
        let size = unit.size() as usize;
        let grid = right.unit_grid();
        let count = right.reference.len() / size;
        let (width, height, channels) = (grid.width, grid.height, grid.channels.max(1));
        let copied = match self.kind {
            Kind::Copy(from) => Some(&truth.case.buffers[from]),
            Kind::Untouched => Some(&truth.case.buffers[self.output]),
            _ => None,
        };
        // Of a longer input its beginning: a sum of one element may well be that element.
        if copied.is_some_and(|bytes| bytes.len() < right.reference.len()) {
            return None;
        }
        let flat = height == 1 || width == 1;
        let applies = match self.kind {
            Kind::LastRow | Kind::LastColumn | Kind::Transposed => !flat,
            Kind::Border => width > 2 && height > 2,
            Kind::Shifted => count > channels,
            Kind::Constant => constant.len() == size,
            _ => true,
        };
        let mine = |i: usize| self.channel.is_none_or(|channel| i % channels == channel);
        let last = (0..count).rev().find(|i| mine(*i));
        if !applies || last.is_none() {
            return None;
        }
        let span = Span::of(right, unit, &mine);
        let at = |bytes: &[u8], i: usize| bytes[i * size..(i + 1) * size].to_vec();
        let mut bytes = right.reference.to_vec();
        for i in (0..count).filter(|i| mine(*i)) {
            let (x, y) = grid.place(i);
            let spoiled = || span.spoil(right, unit, i);
            let with = match &self.kind {
                Kind::Zeros => vec![0; size],
                Kind::Constant => constant.to_vec(),
                Kind::Noise => span.noise(unit, rng),
                Kind::Copy(_) | Kind::Untouched => at(copied?, i),
                Kind::LastElement if Some(i) == last => spoiled(),
                Kind::LastRow if y + 1 == height => spoiled(),
                Kind::LastColumn if x + 1 == width => spoiled(),
                Kind::Border if grid.is_border(i) => spoiled(),
                Kind::Shifted => {
                    at(right.reference, (i + channels).min(count - channels + i % channels))
                }
                Kind::Transposed => at(right.reference, (x * height + y) * channels + i % channels),
                _ => continue,
            };
            bytes[i * size..(i + 1) * size].copy_from_slice(&with);
        }
        Some(bytes)
    }

    fn name(&self, bench: &Bench<'_>) -> String {
        match &self.kind {
            Kind::Zeros => "zeros".into(),
            Kind::Constant => "constant".into(),
            Kind::Noise => "noise".into(),
            Kind::Copy(from) => format!("copy of {}", bench.elements[*from].0),
            Kind::Untouched => "untouched".into(),
            Kind::LastElement => "last element wrong".into(),
            Kind::LastRow => "last row wrong".into(),
            Kind::LastColumn => "last column wrong".into(),
            Kind::Border => "border wrong".into(),
            Kind::Shifted => "shifted by one".into(),
            Kind::Transposed => "transposed".into(),
        }
    }

    /// The output, with the channel: `.r` to `.a` where there are at most four.
    fn place(&self, bench: &Bench<'_>) -> String {
        let name = &bench.elements[self.output].0;
        match self.channel {
            None => name.clone(),
            Some(channel) => match ["r", "g", "b", "a"].get(channel) {
                Some(letter) => format!("{name}.{letter}"),
                None => format!("{name}.{channel}"),
            },
        }
    }

    /// Why the claim holds; for an output of several channels, where it holds for each.
    fn proof(
        &self,
        bench: &Bench<'_>,
        lifted: &Lifted,
        claim: Claim,
        channels: usize,
        unit: u32,
    ) -> Option<String> {
        let contract = bench.request.contract;
        let proof = |channel: Option<usize>| {
            let part = Part {
                param: param(bench, self.output),
                unit,
                period: channels as u32,
                channel: channel.map(|channel| channel as u32),
            };
            trivial::proof(contract, lifted, part, claim)
        };
        match (self.channel, channels) {
            (None, 2..=8) => {
                (0..channels).map(|channel| proof(Some(channel))).reduce(Option::and)?
            }
            (channel, _) => proof(channel),
        }
    }
}

/// What an output's values span, for values that are surely wrong.
struct Span {
    low: f64,
    high: f64,
}

impl Span {
    fn of(right: &Pair<'_>, unit: Elem, mine: &dyn Fn(usize) -> bool) -> Self {
        let count = right.reference.len() / unit.size() as usize;
        let values = (0..count).filter(|i| mine(*i));
        let values = values.filter_map(|i| Value::read(right.reference, unit, i));
        let (low, high) = values
            .map(Value::as_f64)
            .filter(|v| v.is_finite())
            .fold((f64::INFINITY, f64::NEG_INFINITY), |(l, h), v| (l.min(v), h.max(v)));
        if low <= high { Self { low, high } } else { Self { low: 0.0, high: 1.0 } }
    }

    /// Another value than the right one, by more than any honest tolerance.
    fn spoil(&self, right: &Pair<'_>, unit: Elem, index: usize) -> Vec<u8> {
        let size = unit.size() as usize;
        let mut bytes = right.reference[index * size..(index + 1) * size].to_vec();
        if unit == Elem::F32 {
            let value = Value::read(right.reference, unit, index).map_or(0.0, Value::as_f64);
            let value = if value.is_finite() { value } else { 0.0 };
            let far = value + (self.high - self.low).max(value.abs()).max(1.0);
            let far = if (far as f32).is_finite() { far as f32 } else { 0.0 };
            bytes = far.to_le_bytes().to_vec();
        } else if let Some(top) = bytes.last_mut() {
            *top ^= 0x80;
        }
        bytes
    }

    fn noise(&self, unit: Elem, rng: &mut Rng) -> Vec<u8> {
        if unit == Elem::F32 {
            let span = (self.high - self.low).max(1.0);
            return ((self.low + span * rng.unit()) as f32).to_le_bytes().to_vec();
        }
        rng.bits().to_le_bytes()[..unit.size() as usize].to_vec()
    }
}

/// Each scalar that is no size held at the value of another case: the reference runs again, and
/// what it says then must be refused somewhere.
fn ignored(
    bench: &Bench<'_>,
    reference: &Reference,
    truths: &[(usize, Truth)],
    lifted: Option<&Lifted>,
    cancel: &CancellationToken,
) -> Result<Vec<Canary>, Ending> {
    let contract = bench.request.contract;
    let sizes: Vec<&str> = contract
        .buffers()
        .map(|buffer| &buffer.length)
        .chain(&contract.threads)
        .flat_map(|expr| expr.names())
        .collect();
    let mut found = Vec::new();
    for (at, param) in contract.scalars().enumerate() {
        let unused = || lifted.is_some_and(|l| trivial::is_unused(contract, l, &param.name));
        if sizes.contains(&param.name.as_str()) || unused() {
            continue;
        }
        let mut fare = Fare::default();
        let mut ran = false;
        for (number, truth) in truths {
            if fare.refused {
                break;
            }
            let value = truth.case.scalars[at].1;
            let other = truths.iter().map(|(_, t)| t.case.scalars[at].1).find(|v| *v != value);
            let small = bench.plan.cases[*number].size() <= LARGE;
            let (Some(other), true) = (other, small) else { continue };
            let mut case = truth.case.clone();
            case.scalars[at].1 = other;
            case.buffers.truncate(contract.buffers().count());
            let placement = Placement { order: 0, poison: POISONS[0] };
            match reference.run(&case, placement, &bench.request.limits, cancel) {
                Ok(output) => {
                    ran = true;
                    for i in bench.outputs() {
                        if let Some(bytes) = output.buffers.get(i) {
                            fare.put(bench, &bench.beside(i, truth, bytes));
                        }
                    }
                }
                Err(ReferenceError::Cancelled) => return Err(Ending::Cancelled),
                // Held, it makes no case of this one.
                Err(_) => {}
            }
        }
        if ran {
            let refused = fare.is_refused(bench);
            found.push(Canary {
                name: format!("{} ignored", param.name),
                output: contract.outputs.join(", "),
                outcome: if refused { CanaryOutcome::Refused } else { CanaryOutcome::Passed },
            });
        }
    }
    Ok(found)
}
