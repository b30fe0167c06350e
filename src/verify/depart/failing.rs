//! A wrong element, the invocation that stores it, and whether it is right once that invocation
//! computes something else.

use tokio_util::sync::CancellationToken;

use crate::contract::{Interface, Tolerance};
use crate::execute::Case;
use crate::execute::simt::{Dispatch, Trace};
use crate::kernel::Scalar;
use crate::verify::bind;
use crate::verify::compare::{Match, Value, element};
use crate::verify::side::{Both, Sides};

/// Invocations that are looked through for the one that stores the element.
const INVOCATIONS: u64 = 512;

/// One wrong element.
pub(super) struct Failing<'a> {
    sides: &'a Sides<'a>,
    both: Both,
    dispatch: Dispatch,
    /// Place of the output among the bindings.
    output: usize,
    index: usize,
    /// As the trace names it.
    stored: String,
    /// `global_invocation_id` of the one that stores it.
    pub invocation: [u32; 3],
    /// What that one computes.
    pub trace: Trace,
    cancel: &'a CancellationToken,
}

impl<'a> Failing<'a> {
    /// The first wrong element for these inputs; `None` if there is none, or nobody stores it.
    pub fn new(
        sides: &'a Sides<'a>,
        scalars: &[(String, Scalar)],
        buffers: &[Vec<u8>],
        cancel: &'a CancellationToken,
    ) -> Option<Self> {
        let both = sides.run(scalars, buffers)?;
        let wrong = both.fault.as_ref()?;
        let (name, index) = (wrong.buffer.as_ref()?, usize::try_from(wrong.index?).ok()?);
        let request = sides.request;
        let interface = Interface::of(request.contract);
        let elements = bind::elements(request.contract, &interface);
        let output = elements.iter().position(|(known, _)| known == name)?;
        let stored = format!("{}[{index}]", interface.storage.get(output)?.name);
        let dispatch = bind::dispatch(
            request.contract,
            &interface,
            request.checked,
            &both.truth.case,
            sides.setting,
        )
        .ok()?;
        let size = request.checked.workgroup_size;
        let [x, y, z] = [0, 1, 2].map(|axis| u64::from(dispatch.groups[axis] * size[axis].max(1)));
        let all = (0..x.saturating_mul(y).saturating_mul(z)).take(INVOCATIONS as usize);
        // Most kernels store element i in invocation i.
        let guess = [index as u64].into_iter().filter(|at| *at < x);
        let (program, limits) = (sides.program(), &request.limits);
        guess
            .chain(all)
            .find_map(|at| {
                let invocation = [(at % x) as u32, (at / x % y) as u32, (at / x / y) as u32];
                let trace = program.trace(&dispatch, invocation, limits, cancel).ok()?;
                let stores = trace.steps.iter().any(|step| step.name == stored);
                stores.then_some((invocation, trace))
            })
            .map(|(invocation, trace)| Self {
                sides,
                both,
                dispatch,
                output,
                index,
                stored: stored.clone(),
                invocation,
                trace,
                cancel,
            })
    }

    /// The inputs.
    pub fn case(&self) -> &Case {
        &self.both.truth.case
    }

    /// Whether the element is right if the invocation had computed `rounds` at `show`, and still
    /// stores it.
    pub fn repaired(&self, show: u32, rounds: &[u32]) -> bool {
        let request = self.sides.request;
        let mut dispatch = self.dispatch.clone();
        let run = self.sides.program().run_replacing(
            &mut dispatch,
            self.invocation,
            (show, rounds),
            &request.limits,
            self.cancel,
        );
        let elements = bind::elements(request.contract, &Interface::of(request.contract));
        let (Ok(trace), Some((_, elem))) = (run, elements.get(self.output)) else { return false };
        if !trace.steps.iter().any(|step| step.name == self.stored) {
            return false;
        }
        let read = |bytes: &[u8]| Value::read(bytes, *elem, self.index);
        let draft = dispatch.bindings.get(self.output).and_then(|(_, bytes)| read(bytes));
        let wanted = self.both.truth.answer.get(self.output).and_then(|bytes| read(bytes));
        let (Some(draft), Some(wanted)) = (draft, wanted) else { return false };
        // Nearly right would not do: another value may come near by chance.
        let exact = Tolerance { abs: Some(0.0), rel: Some(1e-6), ..Tolerance::default() };
        matches!(element(draft, wanted, &exact), Match::Equal | Match::Within)
    }
}
