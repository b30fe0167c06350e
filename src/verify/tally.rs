//! All cases of a judgement, taken in order: sums, the first failure, the picture.

use std::collections::BTreeMap;

use super::Picture;
use super::allowance::Pool;
use super::report::{Ran, Report};
use super::truth::Truth;
use crate::execute::reference;
use crate::execute::simt::Reached;
use crate::kernel::{CaseFigures, Counterexample, Finding};

/// Pixels that the preview's case should not exceed.
const PREVIEW: u64 = 1 << 14;

/// Bytes of answers that are kept for the canaries.
const KEPT: usize = 64 << 20;

/// See the module.
#[derive(Default)]
pub struct Tally {
    /// Dropped cases by reason.
    pub dropped: Vec<(String, usize)>,
    /// Of all runs.
    pub figures: Vec<CaseFigures>,
    /// One of each kind and place.
    pub findings: Vec<Finding>,
    /// Some element is not equal.
    pub inexact: bool,
    /// Least and greatest value of the reference's outputs.
    pub range: Option<(f64, f64)>,
    /// Elements outside the tolerance, and compared, by world.
    pub shares: BTreeMap<usize, (u64, u64)>,
    /// The worst case of each world but the strict one.
    pub worst: BTreeMap<usize, CaseFigures>,
    /// What the reference's noise allows.
    pub pool: Pool,
    /// Outcomes of the draft.
    pub reached: Reached,
    /// Outcomes of the WAT.
    pub source_reached: reference::Reached,
    /// The first failure.
    pub first: Option<Counterexample>,
    /// Largest case that ran: its invocations, and whether several stored.
    pub largest: (u128, bool),
    /// For people, with its pixels.
    pub picture: Option<(u64, Picture)>,
    /// Cases with the reference's answers, small ones first.
    pub truths: Vec<(usize, Truth)>,
    kept: usize,
}

impl Tally {
    /// Takes the next case. `false`: the rest would tell nothing.
    pub fn take(&mut self, number: usize, report: Report) -> bool {
        let ran = match report {
            Report::Skipped => return true,
            Report::Dropped(why) => {
                match self.dropped.iter_mut().find(|(known, _)| *known == why) {
                    Some((_, count)) => *count += 1,
                    None => self.dropped.push((why, 1)),
                }
                return true;
            }
            Report::Ran(ran) => *ran,
        };
        let Ran { truth, runs, fault, picture, pooled } = ran;
        let reduced = self.first.is_some();
        for told in runs {
            // On another thread it may have run before the failure was known.
            if reduced && !told.is_plain() {
                continue;
            }
            if told.is_plain() {
                let invocations = truth.case.threads.iter().map(|n| u128::from(*n)).product();
                if invocations >= self.largest.0 {
                    self.largest = (invocations, told.storing > 1);
                }
            }
            self.reached.merge(&told.reached);
            for finding in told.findings {
                let same = |f: &&mut Finding| f.kind == finding.kind && f.span == finding.span;
                match self.findings.iter_mut().find(same) {
                    Some(known) => known.count += finding.count,
                    None => self.findings.push(finding),
                }
            }
            let share = self.shares.entry(told.world).or_default();
            share.0 += told.figures.misses;
            share.1 += told.figures.elements;
            if let Some((low, high)) = told.figures.range {
                let (least, most) = self.range.unwrap_or((low, high));
                self.range = Some((least.min(low), most.max(high)));
            }
            if told.world == 0 {
                self.inexact |= told.figures.inexact;
                self.figures.push(told.case);
                continue;
            }
            // Of another world its worst case is enough.
            let worst = self.worst.entry(told.world).or_insert_with(|| told.case.clone());
            if (told.case.misses, told.case.max_abs) > (worst.misses, worst.max_abs) {
                *worst = told.case;
            }
        }
        self.source_reached.merge(&truth.reached);
        if let Some(envelope) = truth.envelope.as_ref().filter(|_| pooled) {
            self.pool.add(envelope);
        }
        if let Some(picture) = picture {
            self.keep_picture(picture);
        }
        self.first = self.first.take().or(fault);
        let bytes: usize = truth.answer.iter().chain(&truth.case.buffers).map(Vec::len).sum();
        if self.first.is_none() && self.kept + bytes <= KEPT {
            self.kept += bytes;
            self.truths.push((number, truth));
        }
        // After a fatal finding figures mean little, and endless loops cost much.
        self.first.as_ref().is_none_or(|first| first.finding.is_none())
    }

    /// The largest moderate case wins, else the smallest large one.
    fn keep_picture(&mut self, new: (u64, Picture)) {
        let better = match self.picture.as_ref().map(|(old, _)| *old) {
            None => true,
            Some(old) if old <= PREVIEW => new.0 <= PREVIEW && new.0 > old,
            Some(old) => new.0 < old,
        };
        if better {
            self.picture = Some(new);
        }
    }
}
