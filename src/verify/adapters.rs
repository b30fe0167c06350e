//! What GPU adapters say of a draft where `simt` agrees with the reference (VERDICT.md V13).
//!
//! The cases are the judge's own, drawn again from the seed. An adapter that contradicts is
//! reported against the adapter; nothing here changes a verdict.

use tokio_util::sync::CancellationToken;

use super::bind::{self, Setting};
use super::compare::{Figures, Pair, Value};
use super::plan::Plan;
use super::truth::{Truth, truth};
use super::{Request, iterations};
use crate::contract::{BufferAccess, Elem, ImageFormat, Interface};
use crate::execute::Limits;
use crate::execute::gpu::{self, GpuError, Job, Pool, Timing};
use crate::execute::reference::Reference;
use crate::execute::simt::{Dispatch, Program};
use crate::kernel::{Adapter, Scalar};

/// Failures after which an adapter is asked no more about this draft.
const MOST_FAILURES: usize = 2;

/// Runs the draft's cases on `chosen` adapters, one after the other. Cases that the reference or
/// `simt` can't decide are left out. Empty when cancelled.
pub fn run(
    request: &Request<'_>,
    pool: &Pool,
    chosen: &[gpu::Adapter],
    cancel: &CancellationToken,
) -> Vec<Adapter> {
    let mut asked: Vec<Asked<'_>> = chosen.iter().map(Asked::new).collect();
    let parts = Reference::new(request.module, request.contract).ok();
    if let Some((reference, program)) = parts.zip(Program::new(request.checked).ok()) {
        let plan = Plan::new(request.contract, request.checked.workgroup_size, request.seed);
        let trial = Trial { request, interface: Interface::of(request.contract), pool, cancel };
        let elements = bind::elements(request.contract, &trial.interface);
        for number in 0..plan.cases.len() {
            if cancel.is_cancelled() {
                return Vec::new();
            }
            let found = truth(request, &reference, &plan, &elements, number, cancel);
            if let Ok(Ok(truth)) = found {
                trial.case(&program, &truth, &elements, &mut asked);
            }
        }
    }
    let least = request.contract.tolerance.exact_frac;
    asked.into_iter().map(|asked| asked.finish(least)).collect()
}

struct Trial<'a> {
    request: &'a Request<'a>,
    interface: Interface,
    pool: &'a Pool,
    cancel: &'a CancellationToken,
}

impl Trial<'_> {
    fn case(
        &self,
        program: &Program,
        truth: &Truth,
        elements: &[(String, Elem)],
        asked: &mut [Asked<'_>],
    ) {
        let request = self.request;
        let dispatch = bind::dispatch(
            request.contract,
            &self.interface,
            request.checked,
            &truth.case,
            Setting::Exact,
        );
        let Ok(dispatch) = dispatch else { return };
        let limits = Limits { fuel: truth.fuel, ..request.limits };
        let Ok(run) = program.run(&dispatch, &limits, self.cancel) else { return };
        let judged = self.figures(elements, truth, &run.bindings);
        if judged.misses > 0 && request.contract.tolerance.exact_frac.is_none() {
            return;
        }
        // Counted once, and only where an adapter asks for it.
        let mut most = None;
        for asked in asked {
            if asked.failures >= MOST_FAILURES {
                continue;
            }
            if let Some(limit) = asked.adapter.iteration_limit() {
                let most =
                    *most.get_or_insert_with(|| self.most(program, &dispatch, limit, &limits));
                if most.is_none_or(|most| most > limit) {
                    asked.beyond(most, &truth.case.scalars);
                    continue;
                }
            }
            let job = Job { checked: request.checked, dispatch: &dispatch, timing: Timing::ONCE };
            match self.pool.run(asked.adapter, &job, &request.limits, self.cancel) {
                Ok(done) => {
                    let figures = self.figures(elements, truth, &done.bindings);
                    asked.seconds += done.times.kernel.iter().sum::<f64>();
                    asked.timestamps &= done.times.timestamps;
                    asked.add(&figures);
                    if let Some((output, index)) = figures.first {
                        let all = [
                            &truth.answer[output],
                            &run.bindings[output].1,
                            &done.bindings[output].1,
                        ];
                        asked.first.get_or_insert_with(|| {
                            contradiction(&elements[output], index, all, &truth.case.scalars)
                        });
                    }
                }
                Err(GpuError::Cancelled) => return,
                Err(error) => {
                    asked.failures += 1;
                    asked.failed.get_or_insert(error);
                }
            }
        }
    }

    /// The most iterations of one invocation; a bound suffices where it is below `limit`.
    fn most(
        &self,
        program: &Program,
        dispatch: &Dispatch,
        limit: u64,
        limits: &Limits,
    ) -> Option<u64> {
        use crate::execute::simt::Watch;
        use crate::kernel::FindingKind;
        // All blocks of lanes share this fuel, and a block goes round at least as often as any
        // of its lanes.
        let few = Limits { fuel: limit, ..*limits };
        let run = program.run_watching(dispatch, &few, Watch::Bounds, self.cancel).ok()?;
        if run.findings.iter().all(|finding| finding.kind != FindingKind::EndlessLoop) {
            return Some(0);
        }
        iterations::most(self.request.checked, dispatch, limits, self.cancel).ok()
    }

    fn figures(
        &self,
        elements: &[(String, Elem)],
        truth: &Truth,
        bindings: &[(u32, Vec<u8>)],
    ) -> Figures {
        let contract = self.request.contract;
        let mut figures = Figures::default();
        for (i, (name, elem)) in elements.iter().enumerate() {
            if !contract.outputs.contains(name) {
                continue;
            }
            let length = truth.answer[i].len();
            let channels = contract.image.as_ref().is_some_and(|image| {
                image.buffer == *name && image.format == ImageFormat::Rgba8 && elem.size() == 4
            });
            let access = contract.buffers().nth(i).map(|buffer| buffer.access);
            let left = bindings.get(i).map_or(&[][..], |(_, bytes)| bytes.as_slice());
            let pair = Pair {
                output: i,
                elem: *elem,
                channels,
                before: &truth.case.buffers[i],
                reference: &truth.answer[i],
                draft: left.get(..length).unwrap_or_default(),
                poisoned: access == Some(BufferAccess::Write),
            };
            figures.add(&pair, &contract.tolerance);
        }
        figures
    }
}

/// An adapter in the course of the cases.
struct Asked<'a> {
    adapter: &'a gpu::Adapter,
    cases: usize,
    misses: u64,
    compared: u64,
    seconds: f64,
    timestamps: bool,
    first: Option<String>,
    beyond: Option<(usize, String)>,
    failures: usize,
    failed: Option<GpuError>,
}

impl<'a> Asked<'a> {
    fn new(adapter: &'a gpu::Adapter) -> Self {
        Self {
            adapter,
            cases: 0,
            misses: 0,
            compared: 0,
            seconds: 0.0,
            timestamps: true,
            first: None,
            beyond: None,
            failures: 0,
            failed: None,
        }
    }

    fn add(&mut self, figures: &Figures) {
        self.cases += 1;
        self.misses += figures.misses;
        self.compared += figures.elements;
    }

    fn beyond(&mut self, most: Option<u64>, scalars: &[(String, Scalar)]) {
        let limit = self.adapter.iteration_limit().unwrap_or_default();
        let count = most.map_or("too many to count".into(), |most| most.to_string());
        let (cases, _) = self.beyond.get_or_insert_with(|| {
            let at = named(scalars);
            (0, format!("an invocation's loops go round {count} times ({at}); it ends them after {limit} and reports success"))
        });
        *cases += 1;
    }

    fn finish(self, least: Option<f64>) -> Adapter {
        let share = 1.0 - self.misses as f64 / self.compared.max(1) as f64;
        let contradicts = self.misses > 0 && least.is_none_or(|least| share < least);
        let (outcome, reason) = if contradicts {
            let share = format!("{} of {} elements differ", self.misses, self.compared);
            (
                "contradicts simt".into(),
                Some(format!("{share}; {}", self.first.unwrap_or_default())),
            )
        } else if let Some(error) = self.failed {
            ("failed".into(), Some(error.to_string()))
        } else if let Some((cases, why)) = self.beyond {
            let who = self.adapter.name.split(' ').next().unwrap_or_default();
            (format!("inconclusive on {who}"), Some(format!("{cases} cases: {why}")))
        } else if self.cases == 0 {
            ("inconclusive".into(), Some("no case could be run there".into()))
        } else {
            ("agrees".into(), None)
        };
        Adapter {
            name: self.adapter.name.clone(),
            driver: self.adapter.driver.clone(),
            cases: self.cases,
            outcome,
            reason,
            seconds: (self.timestamps && self.cases > 0).then_some(self.seconds),
        }
    }
}

fn contradiction(
    (name, elem): &(String, Elem),
    index: usize,
    [reference, simt, adapter]: [&Vec<u8>; 3],
    scalars: &[(String, Scalar)],
) -> String {
    let show = |bytes: &[u8]| {
        Value::read(bytes, *elem, index).map_or("nothing".into(), |value| value.to_string())
    };
    format!(
        "{name}[{index}] with {}: the adapter has {}, simt {}, the reference {}",
        named(scalars),
        show(adapter),
        show(simt),
        show(reference)
    )
}

fn named(scalars: &[(String, Scalar)]) -> String {
    let all: Vec<_> = scalars.iter().map(|(name, value)| format!("{name} = {value}")).collect();
    all.join(", ")
}
