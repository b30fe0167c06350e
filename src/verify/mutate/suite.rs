//! The verification's own cases, with the reference's answers at hand, put to one mutant after
//! another until one of them is noticed.
//!
//! What counts as noticed is the judge's own rule; nothing is compared here.

use tokio_util::sync::CancellationToken;

use super::super::Request;
use super::super::bind::{self, Setting};
use super::super::judge::Trial;
use super::super::plan::Plan;
use super::super::truth::{Ending, Truth, truth};
use crate::check::Checked;
use crate::contract::Interface;
use crate::execute::reference::Reference;
use crate::execute::simt::Program;

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
        let plan = Plan::new(request.contract, request.checked.workgroup_size, request.seed);
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
        let mut trial = Trial::new(&request, &self.plan);
        for setting in Setting::all(checked) {
            for (number, truth) in &self.truths {
                match trial.case(&program, *number, truth, *setting, cancel) {
                    Ok(()) => {}
                    // Time is fuel, too.
                    Err(Ending::Inconclusive(..)) => return Noticed::Yes,
                    Err(Ending::Unsupported(..)) => return Noticed::Void,
                    Err(Ending::Cancelled) => return Noticed::Cancelled,
                }
                if trial.refusal().is_some() {
                    return Noticed::Yes;
                }
            }
        }
        match trial.pooled_fault() {
            Some(_) => Noticed::Yes,
            None => Noticed::No,
        }
    }
}
