//! The verification's own cases, with the reference's answers at hand, put to one mutant after
//! another until one of them is noticed.
//!
//! What counts as noticed is the judge's own rule; nothing is compared here.

use tokio_util::sync::CancellationToken;

use super::super::Request;
use super::super::bench::Bench;
use super::super::bind::{self, Setting};
use super::super::judge;
use super::super::plan::Plan;
use super::super::truth::{Ending, POISONS, Truth, truth};
use crate::check::Checked;
use crate::contract::Interface;
use crate::execute::reference::{Placement, Reference, ReferenceError};
use crate::execute::simt::{Program, Reached, Run};
use crate::execute::{Case, Limits};

/// The cases, small ones first.
pub struct Suite<'a> {
    request: &'a Request<'a>,
    plan: Plan,
    /// Number in the plan, and what the reference says.
    truths: Vec<(usize, Truth)>,
}

/// What became of a mutant under the suite.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Noticed {
    /// Some case refuses it.
    Yes,
    /// No case does.
    No,
    /// It can't be run, so that it is no mutant.
    Void,
    /// Nobody waits for the answer any more.
    Cancelled,
}

impl<'a> Suite<'a> {
    /// Runs the reference on every case; `None` when cancelled. A kernel that can't be judged has
    /// no cases.
    pub fn new(request: &'a Request<'a>, cancel: &CancellationToken) -> Option<Self> {
        let plan = judge::plan(request, judge::lifted(request).as_ref());
        let mut suite = Self { request, plan, truths: Vec::new() };
        let Ok(reference) = Reference::new(request.module, request.contract) else {
            return Some(suite);
        };
        let elements = bind::elements(request.contract, &Interface::of(request.contract));
        for number in 0..suite.plan.cases.len() {
            if cancel.is_cancelled() {
                return None;
            }
            match truth(request, &reference, &suite.plan, &elements, number, cancel) {
                Ok(Ok(truth)) => suite.truths.push((number, truth)),
                Ok(Err(_)) => {}
                Err(Ending::Cancelled) => return None,
                Err(_) => break,
            }
        }
        Some(suite)
    }

    /// Whether there is any case.
    pub fn is_empty(&self) -> bool {
        self.truths.is_empty()
    }

    /// Runs a draft until a case refuses it: all cases at their exact lengths first.
    pub fn put_to_draft(&self, checked: &Checked, cancel: &CancellationToken) -> Noticed {
        let request = Request { checked, ..*self.request };
        let Ok(program) = Program::new(checked) else { return Noticed::Void };
        let bench = Bench::new(&request, &self.plan);
        let mut share = Share::default();
        for setting in Setting::all(checked) {
            for (number, truth) in &self.truths {
                let run = match bench.run(&program, truth, *setting, cancel) {
                    Ok(run) => run,
                    // Time is fuel, too.
                    Err(Ending::Inconclusive(..)) => return Noticed::Yes,
                    Err(Ending::Unsupported(..)) => return Noticed::Void,
                    Err(Ending::Cancelled) => return Noticed::Cancelled,
                };
                if share.refuses(&bench, *number, truth, *setting, &run) {
                    return Noticed::Yes;
                }
            }
        }
        share.noticed(&bench)
    }

    /// Runs changed wasm until its results differ from the original's in a case: first as the
    /// reference lays memory out, then the other way round (VERDICT.md V11).
    pub fn put_to_wasm(&self, mutant: &Reference, cancel: &CancellationToken) -> Noticed {
        let bench = Bench::new(self.request, &self.plan);
        let inputs = self.request.contract.buffers().count();
        let mut share = Share::default();
        for (order, poison) in (0..).zip(POISONS) {
            for (number, truth) in &self.truths {
                let buffers = truth.case.buffers[..inputs].to_vec();
                let case = Case { buffers, ..truth.case.clone() };
                let limits = Limits { fuel: truth.fuel, ..self.request.limits };
                let output = match mutant.run(&case, Placement { order, poison }, &limits, cancel) {
                    Ok(output) => output,
                    Err(ReferenceError::Cancelled) => return Noticed::Cancelled,
                    Err(ReferenceError::Unsupported(_)) => return Noticed::Void,
                    Err(_) => return Noticed::Yes,
                };
                let run = Run {
                    bindings: (0..).zip(output.buffers).collect(),
                    findings: Vec::new(),
                    storing_invocations: 0,
                    reached: Reached::default(),
                    time: output.time,
                };
                if share.refuses(&bench, *number, truth, Setting::Exact, &run) {
                    return Noticed::Yes;
                }
            }
        }
        share.noticed(&bench)
    }
}

/// V12: the share of elements within tolerance, pooled over all cases.
#[derive(Default)]
struct Share {
    misses: u64,
    compared: u64,
}

impl Share {
    /// Whether this run alone refuses what ran.
    fn refuses(
        &mut self,
        bench: &Bench<'_>,
        number: usize,
        truth: &Truth,
        setting: Setting,
        run: &Run,
    ) -> bool {
        let figures = bench.figures(run, truth);
        self.misses += figures.misses;
        self.compared += figures.elements;
        bench.fault(number, truth, setting, run, &figures).is_some()
    }

    fn noticed(&self, bench: &Bench<'_>) -> Noticed {
        let share = 1.0 - self.misses as f64 / self.compared.max(1) as f64;
        match bench.request.contract.tolerance.exact_frac {
            Some(least) if share < least => Noticed::Yes,
            _ => Noticed::No,
        }
    }
}
