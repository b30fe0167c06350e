//! What one case came to: examined on any thread, told in one piece.

use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

use tokio_util::sync::CancellationToken;

use super::bench::Bench;
use super::bind::Setting;
use super::compare::Figures;
use super::judge::Only;
use super::truth::{Ending, Truth, truth};
use super::{Picture, picture};
use crate::execute::reference::Reference;
use crate::execute::simt::{Program, Run};
use crate::kernel::{CaseFigures, Counterexample, Finding};

/// One case.
pub enum Report {
    /// It is no case, and why.
    Dropped(String),
    /// Another case was asked for.
    Skipped,
    /// It ran.
    Ran(Box<Ran>),
}

/// A case that ran.
pub struct Ran {
    /// What the reference says.
    pub truth: Truth,
    /// Its runs, the strict and exact one first.
    pub runs: Vec<Told>,
    /// The first thing that is wrong.
    pub fault: Option<Counterexample>,
    /// Its picture with the number of pixels, where it has one.
    pub picture: Option<(u64, Picture)>,
}

/// One run.
pub struct Told {
    /// How.
    pub setting: Setting,
    /// How close.
    pub figures: Figures,
    /// The same for the evidence.
    pub case: CaseFigures,
    /// What it revealed.
    pub findings: Vec<Finding>,
    /// Invocations that stored.
    pub storing: u64,
}

/// What examines cases.
pub struct Examiner<'a> {
    /// The draft and its plan.
    pub bench: &'a Bench<'a>,
    /// The WAT.
    pub reference: &'a Reference,
    /// The draft.
    pub program: &'a Program,
    /// One case and setting alone.
    pub only: Option<Only>,
    /// The first case that is known to fail: later ones run for their figures alone.
    pub failed: AtomicUsize,
    /// Ends all of it.
    pub cancel: &'a CancellationToken,
}

impl Examiner<'_> {
    /// Runs case `number` in all its ways.
    pub fn examine(&self, number: usize) -> Result<Report, Ending> {
        if self.cancel.is_cancelled() {
            return Err(Ending::Cancelled);
        }
        if self.only.is_some_and(|only| only.case != number) {
            return Ok(Report::Skipped);
        }
        let bench = self.bench;
        let request = bench.request;
        let found =
            truth(request, self.reference, bench.plan, &bench.elements, number, self.cancel)?;
        let truth = match found {
            Ok(truth) => truth,
            Err(why) => return Ok(Report::Dropped(why)),
        };
        let (mut runs, mut fault, mut picture) = (Vec::new(), None, None);
        for setting in Setting::all(request.checked) {
            let skipped = match self.only {
                Some(only) => only.setting != *setting,
                None => *setting != Setting::Exact && self.failed.load(Relaxed) < number,
            };
            // A later setting tells nothing new of a case that failed.
            if skipped || (fault.is_some() && self.only.is_none()) {
                continue;
            }
            let run = bench.run(self.program, &truth, *setting, self.cancel)?;
            let figures = bench.figures(&run, &truth);
            if fault.is_none() {
                fault = bench.fault(number, &truth, *setting, &run, &figures);
            }
            if *setting == Setting::Exact {
                picture = self.picture(&truth, &run);
            }
            let case = case_figures(number, *setting, &truth, &run, &figures);
            let (findings, storing) = (run.findings, run.storing_invocations);
            runs.push(Told { setting: *setting, figures, case, findings, storing });
        }
        if fault.is_some() {
            self.failed.fetch_min(number, Relaxed);
        }
        Ok(Report::Ran(Box::new(Ran { truth, runs, fault, picture })))
    }

    fn picture(&self, truth: &Truth, run: &Run) -> Option<(u64, Picture)> {
        let contract = self.bench.request.contract;
        let image = contract.image.as_ref()?;
        let (width, height) = picture::size(contract, &truth.case.scalars)?;
        let i = self.bench.elements.iter().position(|(name, _)| *name == image.buffer)?;
        let pair = self.bench.pair(i, truth, run);
        let scalars = &truth.case.scalars;
        let made = picture::picture(contract, pair.elem, scalars, pair.reference, pair.draft)?;
        Some((u64::from(width) * u64::from(height), made))
    }
}

fn case_figures(
    number: usize,
    setting: Setting,
    truth: &Truth,
    run: &Run,
    figures: &Figures,
) -> CaseFigures {
    CaseFigures {
        case: number,
        executor: "simt".into(),
        setting: setting.name().into(),
        scalars: truth.case.scalars.clone(),
        elements: figures.elements,
        misses: figures.misses,
        undecided: figures.undecided,
        untested: figures.untested,
        max_abs: figures.max_abs,
        max_ulp: figures.max_ulp,
        psnr: figures.psnr,
        reference_seconds: truth.time.as_secs_f64(),
        draft_seconds: run.time.as_secs_f64(),
    }
}
