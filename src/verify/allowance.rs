//! How far the reference's own noisy runs are from its plain one (VERDICT.md V1).
//!
//! The allowance of a case comes from the reference alone: usually [`DRAWS`] runs with random legal errors
//! give an envelope for each element of each output, to be added to the contract's tolerance.
//! Knows no draft and gives no verdict.

mod pool;
mod spread;
#[cfg(test)]
mod tests;

use std::time::{Duration, Instant};

use tokio_util::sync::CancellationToken;

use super::truth::POISONS;
use crate::contract::Elem;
use crate::execute::reference::{Output, Placement, Reference, ReferenceError};
use crate::execute::{Case, Limits};
pub use pool::{MOST_UNTESTED, Pool, Survey, survey};
use spread::Spread;

pub use crate::execute::DRAWS;

/// Noisy runs of one case at most, after a miss asked for more.
pub const MOST_DRAWS: u32 = 256;

/// Where in memory all of them run: as the first of the plain runs does.
const PLACEMENT: Placement = Placement { order: 0, poison: POISONS[0] };

/// A noisy run may go round its loops this many times more often than the plain one: rounding
/// delays convergence. And some for free.
const FUEL_FACTOR: u64 = 16;
const FUEL_BASE: u64 = 1 << 16;

/// One case of one kernel, with what the reference says of it.
#[derive(Clone, Copy)]
pub struct Subject<'a> {
    /// The kernel.
    pub reference: &'a Reference,
    /// The case; `ret`'s initial bytes may be last.
    pub case: &'a Case,
    /// The reference's answer, in binding order, `ret` last.
    pub answer: &'a [Vec<u8>],
    /// Name and element type of each storage binding.
    pub elements: &'a [(String, Elem)],
    /// Names of the outputs.
    pub outputs: &'a [String],
    /// The binding whose words are four 8-bit channels each, if there is one.
    pub channels: Option<usize>,
    /// Seed of all errors in this case.
    pub seed: u64,
    /// Limits of each single run.
    pub limits: Limits,
}

/// What an element may differ by, beyond the contract's tolerance.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Allowed {
    /// This much, in the element's own unit; for packed channels, each of them.
    Within(f64),
    /// The reference's own runs differ by more than 2⁻⁸ of the output's range, or in whether
    /// the value is finite: nothing can be said.
    Untested,
}

/// The envelope of one case.
#[derive(Clone, Debug)]
pub struct Envelope {
    /// By binding; `None` for what is no output.
    spreads: Vec<Option<Spread>>,
    draws: u32,
    fuel: u64,
    plain: Duration,
    noisy: Duration,
    /// Why a noisy run ended badly.
    astray: Option<String>,
}

impl Envelope {
    /// Runs the limits' draws; none where nothing in the kernel can err.
    ///
    /// # Errors
    /// [`ReferenceError::Cancelled`], or [`ReferenceError::Unsupported`]. A noisy run that traps,
    /// leaves a buffer or never ends is no error: it leaves the case untested.
    pub fn of(subject: &Subject<'_>, cancel: &CancellationToken) -> Result<Self, ReferenceError> {
        let spread = |(i, (name, elem)): (usize, &(String, Elem))| {
            let answer = subject.answer.get(i)?;
            let channels = subject.channels == Some(i);
            subject.outputs.contains(name).then(|| Spread::new(*elem, channels, answer))
        };
        let mut envelope = Self {
            spreads: subject.elements.iter().enumerate().map(spread).collect(),
            draws: 0,
            fuel: subject.limits.fuel,
            plain: Duration::ZERO,
            noisy: Duration::ZERO,
            astray: None,
        };
        if subject.reference.noisy_operations() == 0 {
            return Ok(envelope);
        }
        let begin = Instant::now();
        let plain = subject.reference.run(subject.case, PLACEMENT, &subject.limits, cancel)?;
        envelope.plain = begin.elapsed();
        let fuel = plain.iterations.saturating_mul(FUEL_FACTOR).saturating_add(FUEL_BASE);
        envelope.fuel = fuel.min(subject.limits.fuel);
        envelope.extend(subject, subject.limits.draws, cancel)?;
        Ok(envelope)
    }

    /// Draws until there are `draws` in all, at most [`MOST_DRAWS`]: for a miss where a rare
    /// error of the reference's own would explain it.
    ///
    /// # Errors
    /// As [`Envelope::of`].
    pub fn extend(
        &mut self,
        subject: &Subject<'_>,
        draws: u32,
        cancel: &CancellationToken,
    ) -> Result<(), ReferenceError> {
        if subject.reference.noisy_operations() == 0 {
            return Ok(());
        }
        let limits = Limits { fuel: self.fuel, ..subject.limits };
        while self.draws < draws.min(MOST_DRAWS) && self.astray.is_none() {
            let seed = subject.seed.wrapping_add(u64::from(self.draws));
            let begin = Instant::now();
            let drawn = subject.reference.noisy(subject.case, PLACEMENT, seed, &limits, cancel);
            self.noisy += begin.elapsed();
            self.draws += 1;
            match drawn {
                Ok(output) => self.add(subject, &output),
                Err(error @ (ReferenceError::Cancelled | ReferenceError::Unsupported(_))) => {
                    return Err(error);
                }
                Err(error) => self.astray = Some(error.to_string()),
            }
        }
        Ok(())
    }

    fn add(&mut self, subject: &Subject<'_>, output: &Output) {
        let pairs = subject.answer.iter().zip(&output.buffers);
        for (spread, (plain, noisy)) in self.spreads.iter_mut().zip(pairs) {
            if let Some(spread) = spread {
                spread.add(plain, noisy);
            }
        }
    }

    /// What element `index` of binding `output` may differ by. Bindings that are no output may
    /// not differ at all.
    pub fn allows(&self, output: usize, index: usize) -> Allowed {
        match self.spreads.get(output) {
            _ if self.astray.is_some() => Allowed::Untested,
            Some(Some(spread)) => spread.allows(index, self.draws),
            _ => Allowed::Within(0.0),
        }
    }

    /// Noisy runs so far.
    pub fn draws(&self) -> u32 {
        self.draws
    }

    /// Why a noisy run ended badly: the kernel hangs on an error that WGSL allows, and the whole
    /// case is untested.
    pub fn astray(&self) -> Option<&str> {
        self.astray.as_deref()
    }
}
