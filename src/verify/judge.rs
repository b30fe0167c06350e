//! One draft against its reference: every case, every legal setting, the verdict.

use tokio_util::sync::CancellationToken;

use super::bench::Bench;
use super::bind::Setting;
use super::constants::Constants;
use super::plan::Plan;
use super::report::Examiner;
use super::tally::Tally;
use super::truth::Ending;
use super::{
    Judgement, ONLY_SIMT, Progress, Request, canary, crew, deviation, largest, limits, not_finite,
    outside,
};
use crate::execute::Nonce;
use crate::execute::reference::Reference;
use crate::execute::simt::{Program, World};
use crate::kernel::Scalar;
use crate::kernel::{
    Canary, CanaryOutcome, Class, Counterexample, Coverage, Digest256, Evidence, FindingKind, Rule,
    Verdict,
};
use crate::source::Lifted;

/// Rules that are applied here, as far as VERDICT.md's own text of them goes.
const RULES: [Rule; 12] = [
    Rule::V1,
    Rule::V2,
    Rule::V3,
    Rule::V4,
    Rule::V5,
    Rule::V6,
    Rule::V7,
    Rule::V9,
    Rule::V10,
    Rule::V11,
    Rule::V12,
    Rule::V14,
];

/// Versions that evidence names beside this program's; a test holds them against Cargo.lock.
pub const NAGA: &str = "30.0.1";
/// See [`NAGA`].
pub const WASMTIME: &str = "48.0.8";

/// Version of [`Evidence`]'s layout.
const SCHEMA: u32 = 2;

/// One case and setting alone.
#[derive(Clone, Copy, Debug)]
pub struct Only {
    /// Number of the case.
    pub case: usize,
    /// Its setting.
    pub setting: Setting,
    /// Its world; 0 is the strict one.
    pub world: usize,
}

/// The cases of a request: its contract's, its draft's and its WAT's constants, its seed.
pub fn plan(request: &Request<'_>, lifted: Option<&Lifted>) -> Plan {
    let constants = Constants::of(request.checked, lifted);
    let (contract, workgroup) = (request.contract, request.checked.workgroup_size);
    Plan::within(request.limits.near, contract, workgroup, &constants, request.seed)
}

/// The kernel as the lift reads it, where it can.
pub fn lifted(request: &Request<'_>) -> Option<Lifted> {
    crate::source::lift(request.module, &request.contract.export).ok()
}

/// Judges; with `only`, that one case and setting. `None` when cancelled.
pub fn judge(
    request: &Request<'_>,
    only: Option<Only>,
    progress: &mut dyn FnMut(Progress),
    cancel: &CancellationToken,
) -> Option<Judgement> {
    let lifted = lifted(request);
    let plan = plan(request, lifted.as_ref());
    judge_plan(request, lifted.as_ref(), &plan, only, progress, cancel)
}

/// Judges by one case of these inputs alone; `only.case` is 0.
pub fn judge_inputs(
    request: &Request<'_>,
    scalars: &[(String, Scalar)],
    buffers: Vec<Vec<u8>>,
    only: Only,
    cancel: &CancellationToken,
) -> Option<Judgement> {
    let plan = Plan::of_inputs(request.contract, scalars.to_vec(), buffers);
    judge_plan(request, lifted(request).as_ref(), &plan, Some(only), &mut |_| {}, cancel)
}

fn judge_plan(
    request: &Request<'_>,
    lifted: Option<&Lifted>,
    plan: &Plan,
    only: Option<Only>,
    progress: &mut dyn FnMut(Progress),
    cancel: &CancellationToken,
) -> Option<Judgement> {
    let bench = Bench::new(request, plan);
    let mut trial = Trial {
        bench: &bench,
        lifted,
        nonce: Nonce::fresh(),
        executed: Vec::new(),
        tally: Tally::default(),
        canaries: Vec::new(),
        worlds: World::all(request.seed),
        coverage: None,
        notes: plan.notes.clone(),
    };
    let ending = match trial.run(only, progress, cancel) {
        Ok(()) => None,
        Err(Ending::Cancelled) => return None,
        Err(ending) => Some(ending),
    };
    Some(trial.finish(ending, only.is_some()))
}

/// A judgement in the making.
struct Trial<'a> {
    bench: &'a Bench<'a>,
    lifted: Option<&'a Lifted>,
    nonce: Nonce,
    executed: Vec<(String, Digest256)>,
    tally: Tally,
    canaries: Vec<Canary>,
    worlds: Vec<World>,
    /// Of the draft and of the WAT.
    coverage: Option<(Coverage, Coverage)>,
    notes: Vec<String>,
}

impl Trial<'_> {
    fn run(
        &mut self,
        only: Option<Only>,
        progress: &mut dyn FnMut(Progress),
        cancel: &CancellationToken,
    ) -> Result<(), Ending> {
        let bench = self.bench;
        let request = bench.request;
        let unsupported =
            |error: &dyn std::fmt::Display| Ending::Unsupported(None, error.to_string());
        let reference =
            Reference::new(request.module, request.contract).map_err(|e| unsupported(&e))?;
        let program = Program::new(request.checked).map_err(|e| unsupported(&e))?;
        self.ask_for_texts(&program)?;
        for name in &request.contract.outputs {
            if !bench.elements.iter().any(|(known, _)| known == name) {
                let why = format!("the contract's output '{name}' is no buffer");
                return Err(Ending::Unsupported(Some(Rule::V4), why));
            }
        }
        if request.contract.outputs.is_empty() {
            let why = "the contract names no output".into();
            return Err(Ending::Unsupported(Some(Rule::V4), why));
        }
        let planned = bench.plan.cases.len();
        let examiner = Examiner {
            bench,
            reference: &reference,
            program: &program,
            worlds: &self.worlds,
            only,
            failed: usize::MAX.into(),
            cancel,
        };
        let mut ending = None;
        progress(Progress { done: 0, planned });
        let work = |number| examiner.examine(number);
        crew::in_order(planned, crew::threads(), work, |number, report| match report {
            Ok(report) => {
                progress(Progress { done: number + 1, planned });
                self.tally.take(number, report)
            }
            Err(found) => {
                ending = Some(found);
                false
            }
        });
        progress(Progress { done: planned, planned });
        if let Some(ending) = ending {
            return Err(ending);
        }
        let reached = (&mut self.tally.reached, &mut self.tally.source_reached);
        if only.is_none() && self.tally.first.is_none() {
            outside::explore(bench, &reference, &program, reached, cancel);
        }
        self.coverage = Some((
            program.coverage(&self.tally.reached),
            reference.coverage(&self.tally.source_reached),
        ));
        if self.tally.first.is_none() && only.is_none() {
            let seen = &self.tally.truths;
            self.canaries = canary::canaries(bench, &reference, seen, self.lifted, cancel)?;
            self.notes.extend(not_finite::note(bench, &reference, &program, cancel)?);
        }
        Ok(())
    }

    /// Each executor must hold the text that is judged.
    fn ask_for_texts(&mut self, program: &Program) -> Result<(), Ending> {
        let request = self.bench.request;
        let wanted = self.nonce.answer(request.checked.wgsl.as_bytes());
        let answer = program.answer(&self.nonce);
        if answer != wanted || Digest256::of(&request.checked.wgsl) != request.wgsl {
            let why = "simt holds another text than the one that is judged".into();
            return Err(Ending::Unsupported(Some(Rule::V10), why));
        }
        self.executed.push(("simt".into(), answer));
        Ok(())
    }

    fn verdict(&mut self, ending: Option<Ending>, partial: bool) -> Verdict {
        if let Some(counterexample) = self.tally.first.take() {
            return Verdict::Differs { counterexample: Box::new(counterexample) };
        }
        let inconclusive = |rule, reason| Verdict::Inconclusive { reason, rule };
        match ending {
            Some(Ending::Unsupported(rule, reason)) => {
                return Verdict::Unsupported { reason, rule };
            }
            Some(Ending::Inconclusive(rule, reason)) => return inconclusive(rule, reason),
            Some(Ending::Cancelled) | None => {}
        }
        let few = limits::too_few(self.bench.plan.cases.len(), &self.tally.dropped);
        if let Some(reason) = few.filter(|_| !partial) {
            return inconclusive(Rule::V4, reason);
        }
        if partial && self.tally.figures.is_empty() {
            return inconclusive(Rule::V4, "the case was dropped".into());
        }
        if let Some(counterexample) = self.pooled_fault() {
            return Verdict::Differs { counterexample: Box::new(counterexample) };
        }
        if let Some((rule, reason)) = self.tally.pool.inconclusive() {
            return inconclusive(rule, reason);
        }
        if self.tally.shares.get(&0).is_none_or(|(_, compared)| *compared == 0) {
            return inconclusive(Rule::V12, "no element was compared".into());
        }
        if partial {
            return Verdict::Verified;
        }
        if let Some(reason) = self.uncovered() {
            return inconclusive(Rule::V3, reason);
        }
        let passed = self.canaries.iter().find(|c| c.outcome == CanaryOutcome::Passed);
        // Limits that are too weak to count let canaries pass; the class says so.
        let weak = limits::weak(&self.bench.request.contract.tolerance, self.tally.range);
        if let Some(canary) = passed.filter(|_| weak.is_none()) {
            let reason = format!(
                "'{}' in place of {} would pass: the cases or the limits are too weak",
                canary.name, canary.output
            );
            return inconclusive(Rule::V7, reason);
        }
        Verdict::Verified
    }

    /// V3: an outcome of the draft that no case reached, if there are more of them than in the
    /// WAT.
    fn uncovered(&self) -> Option<String> {
        let (draft, source) = self.coverage.as_ref()?;
        let (open, known) = (draft.unreached.len(), source.unreached.len());
        if open <= known {
            return None;
        }
        let first = draft.unreached.first()?;
        let line = first.span.map_or_else(String::new, |span| format!("line {}: ", span.line));
        let more = match open {
            1 => String::new(),
            _ => format!("; {} more such outcomes", open - 1),
        };
        let why = match known {
            0 => "the WAT has none like it".to_owned(),
            _ => format!("the WAT has only {known} such outcomes"),
        };
        Some(format!("{line}{}, in no case{more}; {why}", first.what))
    }

    /// V12: the share of elements within tolerance, pooled over all cases, in each world.
    fn pooled_fault(&self) -> Option<Counterexample> {
        let (request, tally) = (self.bench.request, &self.tally);
        let least = request.contract.tolerance.exact_frac?;
        let share = |(misses, compared): (u64, u64)| 1.0 - misses as f64 / compared.max(1) as f64;
        let (world, (misses, compared)) =
            tally.shares.iter().map(|(w, s)| (*w, *s)).find(|(_, s)| share(*s) < least)?;
        let share = share((misses, compared));
        let worst = match world {
            0 => tally.figures.iter().max_by_key(|figures| figures.misses)?,
            _ => tally.worst.get(&world)?,
        };
        Some(Counterexample {
            seed: request.seed,
            case: worst.case,
            scalars: worst.scalars.clone(),
            executor: format!("{}, {}", worst.executor, worst.setting),
            buffer: None,
            index: None,
            pixel: None,
            expected: Some(format!("at least {least} within tolerance")),
            actual: Some(format!("{share:.6}")),
            finding: None,
            rule: if world == 0 { Rule::V12 } else { Rule::V2 },
            explanation: format!(
                "{} of {} elements are outside the tolerance: a share of {share:.4} is within, the \
                 contract wants {least}",
                misses, compared
            ),
        })
    }

    fn class(&mut self, verdict: &Verdict) -> Class {
        let request = self.bench.request;
        let psnr = self.tally.figures.iter().map(|figures| figures.psnr).reduce(f64::min);
        match verdict {
            Verdict::Verified => {
                match limits::weak(&request.contract.tolerance, self.tally.range) {
                    Some(why) => {
                        self.notes.push(format!("the limits are too weak to count: {why}"));
                        Class::Weak
                    }
                    None if canary::is_trivial(self.bench, &self.canaries) => Class::Trivial,
                    None if self.tally.inexact => Class::Tolerance,
                    None => Class::Exact,
                }
            }
            Verdict::Differs { .. } => limits::failed_class(psnr),
            Verdict::Unsupported { .. } | Verdict::Inconclusive { .. } => Class::None,
        }
    }

    fn finish(mut self, ending: Option<Ending>, partial: bool) -> Judgement {
        let verdict = self.verdict(ending, partial);
        let class = self.class(&verdict);
        let Bench { request, plan, .. } = self.bench;
        let tally = self.tally;
        let places = |kind| tally.findings.iter().filter(|f| f.kind == kind).count();
        let stored = places(FindingKind::NotFinite);
        if stored > 0 {
            self.notes
                .push(format!("NaN or infinity from finite values is stored at {stored} places"));
        }
        self.notes.push(ONLY_SIMT.into());
        let planned = plan.cases.len();
        let ran = (0..planned).filter(|n| tally.figures.iter().any(|f| f.case == *n)).count();
        let dropped: usize = tally.dropped.iter().map(|(_, count)| count).sum();
        let left = planned - ran - dropped.min(planned - ran);
        if left > 0 {
            self.notes.push(format!("{left} of {planned} planned cases did not run"));
        }
        let (coverage, source_coverage) = self.coverage.unzip();
        let program = ("w2gpu-tui".to_owned(), env!("CARGO_PKG_VERSION").to_owned());
        let evidence = Evidence {
            schema: SCHEMA,
            wat: request.module.hash,
            contract: request.contract.hash(),
            wgsl: request.wgsl,
            seed: request.seed,
            rules: RULES.to_vec(),
            worlds: self.worlds.into_iter().map(|world| world.name).collect(),
            versions: vec![
                program,
                ("naga".into(), NAGA.into()),
                ("wasmtime".into(), WASMTIME.into()),
            ],
            planned,
            dropped: tally.dropped,
            figures: tally.figures.into_iter().chain(tally.worst.into_values()).collect(),
            allowance: Some(tally.pool.allowance()),
            coverage,
            source_coverage,
            canaries: self.canaries,
            mutation: None,
            adapters: Vec::new(),
            nonce: self.nonce.hex(),
            executed: self.executed,
            deviations: deviation::deviations(request, self.lifted),
            regressions: Vec::new(),
            findings: tally.findings,
            notes: self.notes,
            parallel: tally.largest.1,
            largest: largest::largest(request.contract, request.checked),
            class,
            verdict,
        };
        Judgement { evidence, picture: tally.picture.map(|(_, picture)| picture) }
    }
}

#[cfg(test)]
mod tests {
    use super::super::truth::POISONS;
    use super::{NAGA, WASMTIME};

    #[test]
    fn the_versions_are_those_of_the_lock_file() {
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.lock");
        let lock = std::fs::read_to_string(path).expect("the lock file is there");
        for (name, version) in [("naga", NAGA), ("wasmtime", WASMTIME)] {
            let entry = format!("name = \"{name}\"\nversion = \"{version}\"");
            assert!(lock.contains(&entry), "{name} is not {version}");
        }
    }

    #[test]
    fn poison_is_large_and_finite_as_f32() {
        for poison in POISONS {
            let value = f32::from_le_bytes([poison; 4]);
            assert!(value.is_finite() && value.abs() > 1000.0);
        }
    }
}
