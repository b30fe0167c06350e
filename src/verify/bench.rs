//! One draft beside its reference: runs a case in one legal way and lays both answers side by
//! side. Holds nothing that changes, so that cases run on several threads.

use tokio_util::sync::CancellationToken;

use super::bind::{self, Setting};
use super::compare::{Figures, Pair};
use super::plan::Plan;
use super::region::Grid;
use super::truth::{Ending, Truth};
use super::{Request, picture};
use crate::contract::{BufferAccess, Elem, Interface};
use crate::execute::Limits;
use crate::execute::simt::{Program, Run, SimtError, Watch, World};
use crate::kernel::{Rule, Scalar};

/// What a judgement works with.
pub struct Bench<'a> {
    /// What is judged.
    pub request: &'a Request<'a>,
    /// All cases.
    pub plan: &'a Plan,
    /// The bindings.
    pub interface: Interface,
    /// Name and element type of each storage binding.
    pub elements: Vec<(String, Elem)>,
}

impl<'a> Bench<'a> {
    /// Of this request and its plan.
    pub fn new(request: &'a Request<'a>, plan: &'a Plan) -> Self {
        let interface = Interface::of(request.contract);
        Self { request, plan, elements: bind::elements(request.contract, &interface), interface }
    }

    /// Runs the draft on a case in the strict world.
    ///
    /// # Errors
    /// Why the verdict falls here.
    pub fn run(
        &self,
        program: &Program,
        truth: &Truth,
        setting: Setting,
        cancel: &CancellationToken,
    ) -> Result<Run, Ending> {
        self.run_in(program, truth, setting, &World::strict(), Watch::Everything, cancel)
    }

    /// Runs the draft on a case in any legal world (VERDICT.md V2).
    ///
    /// # Errors
    /// Why the verdict falls here.
    pub fn run_in(
        &self,
        program: &Program,
        truth: &Truth,
        setting: Setting,
        world: &World,
        watch: Watch,
        cancel: &CancellationToken,
    ) -> Result<Run, Ending> {
        let Request { contract, checked, limits, .. } = self.request;
        let mut dispatch = bind::dispatch(contract, &self.interface, checked, &truth.case, setting)
            .map_err(|why| Ending::Unsupported(Some(Rule::V10), why))?;
        let limits = Limits { fuel: truth.fuel, ..*limits };
        // The bytes are this run's own: in place, what the draft only reads is not copied again.
        let run = program.run_in_place(&mut dispatch, world, watch, &limits, cancel);
        let run = run.map_err(|error| match error {
            SimtError::Cancelled => Ending::Cancelled,
            SimtError::Deadline(_) => Ending::Inconclusive(Rule::V3, error.to_string()),
            _ => Ending::Unsupported(None, error.to_string()),
        })?;
        Ok(Run { bindings: dispatch.bindings, ..run })
    }

    /// Both sides of storage binding `i`.
    pub fn pair<'b>(&self, i: usize, truth: &'b Truth, run: &'b Run) -> Pair<'b> {
        let draft = run.bindings.get(i).map_or(&[][..], |(_, bytes)| bytes.as_slice());
        self.beside(i, truth, draft)
    }

    /// The same with any bytes on the draft's side; those behind the length are left out.
    pub fn beside<'b>(&self, i: usize, truth: &'b Truth, draft: &'b [u8]) -> Pair<'b> {
        let (name, elem) = &self.elements[i];
        let contract = self.request.contract;
        let length = truth.answer[i].len();
        let channels = bind::packed(contract, &self.elements) == Some(i);
        let access = contract.buffers().nth(i).map(|buffer| buffer.access);
        Pair {
            output: i,
            elem: *elem,
            channels,
            before: &truth.case.buffers[i],
            reference: &truth.answer[i],
            draft: draft.get(..length).unwrap_or_default(),
            poisoned: access == Some(BufferAccess::Write),
            envelope: truth.envelope.as_ref(),
            grid: self.grid(name, *elem, length / elem.size() as usize, &truth.case.scalars),
        }
    }

    /// How a buffer's elements lie: as its picture says, else as the extent does where it has as
    /// many places, else in one row.
    fn grid(&self, name: &str, elem: Elem, length: usize, scalars: &[(String, Scalar)]) -> Grid {
        let contract = self.request.contract;
        let image = contract.image.as_ref().filter(|image| image.buffer == name);
        let pictured = image.zip(picture::size(contract, scalars)).map(|(image, (w, h))| Grid {
            width: w as usize,
            height: h as usize,
            channels: picture::stride(image.format, elem),
        });
        let flat = match contract.threads.as_slice() {
            [w, h] => w.eval(scalars).zip(h.eval(scalars)).and_then(|(w, h)| {
                let (width, height) = (usize::try_from(w).ok()?, usize::try_from(h).ok()?);
                Some(Grid { width, height, channels: 1 })
            }),
            _ => None,
        };
        let fits = |grid: &Grid| grid.len() == length;
        pictured.filter(fits).or(flat.filter(fits)).unwrap_or_else(|| Grid::line(length))
    }

    /// Whether storage binding `i` is compared.
    pub fn is_output(&self, i: usize) -> bool {
        self.request.contract.outputs.contains(&self.elements[i].0)
    }

    /// The storage bindings that are compared.
    pub fn outputs(&self) -> impl Iterator<Item = usize> + '_ {
        (0..self.elements.len()).filter(|i| self.is_output(*i))
    }

    /// Figures over all outputs of a run.
    pub fn figures(&self, run: &Run, truth: &Truth) -> Figures {
        let mut figures = Figures::default();
        for i in self.outputs() {
            figures.add(&self.pair(i, truth, run), &self.request.contract.tolerance);
        }
        figures
    }
}
