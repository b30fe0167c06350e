//! What GPU adapters say of a draft where `simt` agrees with the reference (VERDICT.md V13).
//!
//! The cases are the judge's own, drawn again from the seed, under the judge's own comparison with
//! the reference's envelope (V1). An adapter that contradicts is reported against the adapter;
//! nothing here changes a verdict.

use tokio_util::sync::CancellationToken;

use super::allowance::{DRAWS, Envelope, MOST_DRAWS};
use super::bench::Bench;
use super::bind::{self, Setting};
use super::compare::{Figures, Value};
use super::truth::{Truth, truth, widen};
use super::{Request, iterations, judge};
use crate::contract::Elem;
use crate::execute::gpu::{self, GpuError, Job, Pool, Timing};
use crate::execute::reference::Reference;
use crate::execute::simt::{Dispatch, Program, Watch, World};
use crate::execute::{Limits, Nonce};
use crate::kernel::{Adapter, Digest256, FindingKind, Scalar};

/// Failures after which an adapter is asked no more about this draft.
const MOST_FAILURES: usize = 2;

/// Elements of a case whose noise is drawn again after a miss.
const MOST_WIDENED: u128 = 1 << 14;

/// What an adapter said, and its answer to the nonce where it ran anything.
pub struct Said {
    /// For the evidence.
    pub adapter: Adapter,
    /// Which text it compiled.
    pub answer: Option<Digest256>,
}

/// Runs the draft's cases on `chosen` adapters, one after the other, each with the judgement's
/// `nonce`. Cases that the reference or `simt` can't decide are left out. Empty when cancelled.
pub fn run(
    request: &Request<'_>,
    pool: &Pool,
    chosen: &[gpu::Adapter],
    nonce: &Nonce,
    cancel: &CancellationToken,
) -> Vec<Said> {
    let mut asked: Vec<Asked<'_>> = chosen.iter().map(Asked::new).collect();
    let lifted = judge::lifted(request);
    let plan = judge::plan(request, lifted.as_ref());
    let bench = Bench::new(request, &plan);
    let parts = Reference::new(request.module, request.contract).ok();
    if let Some((reference, program)) = parts.zip(Program::new(request.checked).ok()) {
        let trial = Trial { bench: &bench, reference: &reference, pool, nonce, cancel };
        for number in 0..plan.cases.len() {
            if cancel.is_cancelled() {
                return Vec::new();
            }
            let found = truth(request, &reference, &plan, &bench.elements, number, cancel);
            if let Ok(Ok(mut truth)) = found {
                trial.case(&program, number, &mut truth, &mut asked);
            }
        }
    }
    let least = request.contract.tolerance.exact_frac;
    asked.into_iter().map(|asked| asked.finish(least)).collect()
}

struct Trial<'a> {
    bench: &'a Bench<'a>,
    reference: &'a Reference,
    pool: &'a Pool,
    nonce: &'a Nonce,
    cancel: &'a CancellationToken,
}

impl Trial<'_> {
    fn case(&self, program: &Program, number: usize, truth: &mut Truth, asked: &mut [Asked<'_>]) {
        let bench = self.bench;
        let request = bench.request;
        let Request { contract, checked, .. } = request;
        let (setting, limits) = (Setting::Exact, Limits { fuel: truth.fuel, ..request.limits });
        let dispatch = bind::dispatch(contract, &bench.interface, checked, &truth.case, setting);
        let Ok(dispatch) = dispatch else { return };
        let world = World::strict();
        let run = program.run_in(&dispatch, &world, Watch::Bounds, &limits, self.cancel);
        let Ok(simt) = run else { return };
        let judged = self.figures(number, truth, &simt.bindings);
        if judged.misses > 0 && contract.tolerance.exact_frac.is_none() {
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
            let (timing, nonce) = (Timing::ONCE, *self.nonce);
            let job = Job { checked, dispatch: &dispatch, timing, nonce };
            match self.pool.run(asked.adapter, &job, &request.limits, self.cancel) {
                Ok(done) => {
                    let figures = self.figures(number, truth, &done.bindings);
                    asked.seconds += done.times.kernel.iter().sum::<f64>();
                    asked.timestamps &= done.times.timestamps;
                    asked.answer = Some(done.answer);
                    asked.add(&figures);
                    if let Some((output, index)) = figures.first {
                        let all = [
                            &truth.answer[output],
                            &simt.bindings[output].1,
                            &done.bindings[output].1,
                        ];
                        let element = &bench.elements[output];
                        let packed = bind::packed(contract, &bench.elements) == Some(output);
                        let index = if packed { index / 4 } else { index };
                        asked.first.get_or_insert_with(|| {
                            contradiction(element, index, all, &truth.case.scalars)
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
        // All blocks of lanes share this fuel, and a block goes round at least as often as any
        // of its lanes.
        let few = Limits { fuel: limit, ..*limits };
        let world = World::strict();
        let run = program.run_in(dispatch, &world, Watch::Bounds, &few, self.cancel).ok()?;
        if run.findings.iter().all(|finding| finding.kind != FindingKind::EndlessLoop) {
            return Some(0);
        }
        iterations::most(self.bench.request.checked, dispatch, limits, self.cancel).ok()
    }

    /// Figures of a run; where something misses, the reference's noise is drawn more often first,
    /// as the judge does.
    fn figures(&self, number: usize, truth: &mut Truth, bindings: &[(u32, Vec<u8>)]) -> Figures {
        let bench = self.bench;
        let tolerance = &bench.request.contract.tolerance;
        let size = bench.plan.cases[number].size();
        let compare = |truth: &Truth| {
            let mut figures = Figures::default();
            for i in bench.outputs() {
                let left = bindings.get(i).map_or(&[][..], |(_, bytes)| bytes.as_slice());
                figures.add(&bench.beside(i, truth, left), tolerance);
            }
            figures
        };
        let mut figures = compare(truth);
        for draws in [4 * DRAWS, MOST_DRAWS] {
            let drawn = truth.envelope.as_ref().map_or(0, Envelope::draws);
            if figures.misses == 0 || drawn == 0 || drawn >= draws || size > MOST_WIDENED {
                break;
            }
            let (reference, elements) = (self.reference, &bench.elements);
            let widened =
                widen(bench.request, reference, elements, number, truth, draws, self.cancel);
            if widened.is_err() {
                break;
            }
            figures = compare(truth);
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
    answer: Option<Digest256>,
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
            answer: None,
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

    fn finish(self, least: Option<f64>) -> Said {
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
        let adapter = Adapter {
            name: self.adapter.name.clone(),
            driver: self.adapter.driver.clone(),
            cases: self.cases,
            outcome,
            reason,
            seconds: (self.timestamps && self.cases > 0).then_some(self.seconds),
        };
        Said { adapter, answer: self.answer }
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
