//! Both sides of any inputs, beside the plan's own: what shrinking and explaining ask.
//!
//! The judge's rules say what fails; nothing is drawn here.

use tokio_util::sync::CancellationToken;

use super::bench::Bench;
use super::bind::{self, Setting};
use super::plan::Plan;
use super::truth::{Truth, truth};
use super::{Request, judge};
use crate::contract::Interface;
use crate::execute::reference::Reference;
use crate::execute::simt::{Program, Run};
use crate::execute::Case;
use crate::kernel::{Counterexample, Scalar};

/// The WAT and the draft, ready for any inputs.
pub struct Sides<'a> {
    /// What is judged.
    pub request: &'a Request<'a>,
    /// How the draft is run.
    pub setting: Setting,
    reference: Reference,
    program: Program,
    cancel: &'a CancellationToken,
}

/// Both sides of one case.
pub struct Both {
    /// Inputs and the reference's answer.
    pub truth: Truth,
    /// The draft's.
    pub run: Run,
    /// What is wrong, if anything is.
    pub fault: Option<Counterexample>,
}

impl<'a> Sides<'a> {
    /// For a counterexample's setting; `None` where either side can't be run.
    pub fn new(
        request: &'a Request<'a>,
        counterexample: &Counterexample,
        cancel: &'a CancellationToken,
    ) -> Option<Self> {
        Some(Self {
            request,
            setting: setting(counterexample)?,
            reference: Reference::new(request.module, request.contract).ok()?,
            program: Program::new(request.checked).ok()?,
            cancel,
        })
    }

    /// The inputs of a counterexample as the plan draws them.
    pub fn drawn(&self, counterexample: &Counterexample) -> Option<Case> {
        let request = Request { seed: counterexample.seed, ..*self.request };
        let plan = judge::plan(&request, judge::lifted(&request).as_ref());
        plan.case(request.contract, counterexample.case, super::truth::POISONS[0])
    }

    /// Runs both sides; `None` where these inputs are no case.
    pub fn run(&self, scalars: &[(String, Scalar)], buffers: &[Vec<u8>]) -> Option<Both> {
        let contract = self.request.contract;
        let plan = Plan::of_inputs(contract, scalars.to_vec(), buffers.to_vec());
        let elements = bind::elements(contract, &Interface::of(contract));
        let truth =
            truth(self.request, &self.reference, &plan, &elements, 0, self.cancel).ok()?.ok()?;
        let bench = Bench::new(self.request, &plan);
        let run = bench.run(&self.program, &truth, self.setting, self.cancel).ok()?;
        let figures = bench.figures(&run, &truth);
        let fault = bench.fault(0, &truth, self.setting, &run, &figures);
        Some(Both { truth, run, fault })
    }

}

/// The setting that a counterexample's executor names: `simt, slack`.
pub fn setting(counterexample: &Counterexample) -> Option<Setting> {
    counterexample.executor.split(", ").find_map(Setting::from_name)
}
