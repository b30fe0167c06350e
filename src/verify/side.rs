//! Both sides of any inputs, beside the plan's own: what shrinking and explaining ask.
//!
//! The judge's rules say what fails; nothing is drawn here.

use tokio_util::sync::CancellationToken;

use super::bench::Bench;
use super::bind::{self, Setting};
use super::plan::Plan;
use super::truth::{Truth, truth};
use super::{Request, judge, report};
use crate::contract::Interface;
use crate::execute::Case;
use crate::execute::reference::Reference;
use crate::execute::simt::{Program, Run, Watch, World};
use crate::kernel::{Counterexample, Scalar};

/// The WAT and the draft, ready for any inputs.
pub struct Sides<'a> {
    /// What is judged.
    pub request: &'a Request<'a>,
    /// How the draft is run.
    pub setting: Setting,
    world: World,
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
            world: world(counterexample)?,
            reference: Reference::new(request.module, request.contract).ok()?,
            program: Program::new(request.checked).ok()?,
            cancel,
        })
    }

    /// The draft, compiled.
    pub fn program(&self) -> &Program {
        &self.program
    }

    /// In which world it runs.
    pub fn world(&self) -> &World {
        &self.world
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
        let (setting, watch) = (self.setting, Watch::Everything);
        let run =
            bench.run_in(&self.program, &truth, setting, &self.world, watch, self.cancel).ok()?;
        let figures = bench.figures(&run, &truth);
        let mut fault = bench.fault(0, &truth, setting, &run, &figures);
        if let (Some(found), true) = (&mut fault, self.world != World::strict()) {
            report::elsewhere(found, &self.world, setting);
        }
        Some(Both { truth, run, fault })
    }
}

/// The setting that a counterexample's executor names: `simt, slack`.
pub fn setting(counterexample: &Counterexample) -> Option<Setting> {
    counterexample.executor.split(", ").find_map(Setting::from_name)
}

/// The legal world that it names: `simt in NAME, exact`.
pub fn world(counterexample: &Counterexample) -> Option<World> {
    let Some((_, named)) = counterexample.executor.split_once(" in ") else {
        return Some(World::strict());
    };
    let all = World::all(counterexample.seed);
    all.into_iter().find(|world| named.starts_with(&format!("{}, ", world.name)))
}
