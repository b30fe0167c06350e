//! One draft against its reference: every case, every legal setting, the verdict.

use tokio_util::sync::CancellationToken;

use super::bind::{self, Setting};
use super::compare::{Figures, Pair};
use super::constants::Constants;
use super::plan::Plan;
use super::region::Grid;
use super::truth::{Ending, Truth, truth};
use super::{Judgement, Picture, Progress, Request, largest, limits, picture};
use crate::contract::{BufferAccess, Elem, ImageFormat, Interface};
use crate::execute::Limits;
use crate::execute::reference::Reference;
use crate::execute::simt::{Program, Run, SimtError};
use crate::kernel::{
    CaseFigures, Class, Counterexample, Evidence, Finding, FindingKind, Rule, Verdict,
};

/// Rules that are applied here, as far as VERDICT.md's own text of them goes.
const RULES: [Rule; 6] = [Rule::V4, Rule::V6, Rule::V9, Rule::V10, Rule::V11, Rule::V12];

/// Versions that evidence names beside this program's; a test holds them against Cargo.lock.
pub const NAGA: &str = "30.0.1";
/// See [`NAGA`].
pub const WASMTIME: &str = "48.0.8";

/// Version of [`Evidence`]'s layout.
const SCHEMA: u32 = 2;

/// Pixels that the preview's case should not exceed.
const PREVIEW: u64 = 1 << 14;

/// One case and setting alone.
#[derive(Clone, Copy, Debug)]
pub struct Only {
    /// Number of the case.
    pub case: usize,
    /// Its setting.
    pub setting: Setting,
}

/// Judges; with `only`, that one case and setting. `None` when cancelled.
pub fn judge(
    request: &Request<'_>,
    only: Option<Only>,
    progress: &mut dyn FnMut(Progress),
    cancel: &CancellationToken,
) -> Option<Judgement> {
    let lifted = crate::source::lift(request.module, &request.contract.export).ok();
    let constants = Constants::of(request.checked, lifted.as_ref());
    let plan =
        Plan::new(request.contract, request.checked.workgroup_size, &constants, request.seed);
    let mut trial = Trial::new(request, &plan);
    let ending = match trial.run(only, progress, cancel) {
        Ok(()) => None,
        Err(Ending::Cancelled) => return None,
        Err(ending) => Some(ending),
    };
    Some(trial.finish(ending, only.is_some()))
}

/// A judgement in the making.
pub(super) struct Trial<'a> {
    pub(super) request: &'a Request<'a>,
    pub(super) plan: &'a Plan,
    interface: Interface,
    /// Name and element type of each storage binding.
    pub(super) elements: Vec<(String, Elem)>,
    dropped: Vec<(String, usize)>,
    pub(super) figures: Vec<CaseFigures>,
    findings: Vec<Finding>,
    notes: Vec<String>,
    inexact: bool,
    range: Option<(f64, f64)>,
    pub(super) misses: u64,
    pub(super) compared: u64,
    first: Option<Counterexample>,
    /// Largest case that ran: its invocations, and whether several stored.
    largest: (u128, bool),
    picture: Option<(u64, Picture)>,
}

impl<'a> Trial<'a> {
    fn new(request: &'a Request<'a>, plan: &'a Plan) -> Self {
        let interface = Interface::of(request.contract);
        Self {
            request,
            plan,
            elements: bind::elements(request.contract, &interface),
            interface,
            dropped: Vec::new(),
            figures: Vec::new(),
            findings: Vec::new(),
            notes: plan.notes.clone(),
            inexact: false,
            range: None,
            misses: 0,
            compared: 0,
            first: None,
            largest: (0, false),
            picture: None,
        }
    }

    fn run(
        &mut self,
        only: Option<Only>,
        progress: &mut dyn FnMut(Progress),
        cancel: &CancellationToken,
    ) -> Result<(), Ending> {
        let request = self.request;
        let unsupported =
            |error: &dyn std::fmt::Display| Ending::Unsupported(None, error.to_string());
        let reference =
            Reference::new(request.module, request.contract).map_err(|e| unsupported(&e))?;
        let program = Program::new(request.checked).map_err(|e| unsupported(&e))?;
        for name in &request.contract.outputs {
            if !self.elements.iter().any(|(known, _)| known == name) {
                let why = format!("the contract's output '{name}' is no buffer");
                return Err(Ending::Unsupported(Some(Rule::V4), why));
            }
        }
        if request.contract.outputs.is_empty() {
            let why = "the contract names no output".into();
            return Err(Ending::Unsupported(Some(Rule::V4), why));
        }
        let planned = self.plan.cases.len();
        for number in 0..planned {
            progress(Progress { done: number, planned });
            if cancel.is_cancelled() {
                return Err(Ending::Cancelled);
            }
            if only.is_some_and(|only| only.case != number) {
                continue;
            }
            let found = truth(request, &reference, self.plan, &self.elements, number, cancel)?;
            let truth = match found {
                Ok(truth) => truth,
                Err(why) => {
                    self.drop_case(why);
                    continue;
                }
            };
            for setting in Setting::all(request.checked) {
                let skipped = match only {
                    Some(only) => only.setting != *setting,
                    None => self.first.is_some() && *setting != Setting::Exact,
                };
                if !skipped {
                    self.case(&program, number, &truth, *setting, cancel)?;
                }
            }
            if self.first.as_ref().and_then(|c| c.finding.as_ref()).is_some() {
                // After a fatal finding figures mean little, and endless loops cost much.
                break;
            }
        }
        progress(Progress { done: planned, planned });
        Ok(())
    }

    fn drop_case(&mut self, why: String) {
        match self.dropped.iter_mut().find(|(known, _)| *known == why) {
            Some((_, count)) => *count += 1,
            None => self.dropped.push((why, 1)),
        }
    }

    /// One case under one setting.
    fn case(
        &mut self,
        program: &Program,
        number: usize,
        truth: &Truth,
        setting: Setting,
        cancel: &CancellationToken,
    ) -> Result<(), Ending> {
        let request = self.request;
        let dispatch = bind::dispatch(
            request.contract,
            &self.interface,
            request.checked,
            &truth.case,
            setting,
        );
        let dispatch = dispatch.map_err(|why| Ending::Unsupported(Some(Rule::V10), why))?;
        let limits = Limits { fuel: truth.fuel, ..request.limits };
        let run = program.run(&dispatch, &limits, cancel).map_err(|error| match error {
            SimtError::Cancelled => Ending::Cancelled,
            SimtError::Deadline(_) => Ending::Inconclusive(Rule::V3, error.to_string()),
            _ => Ending::Unsupported(None, error.to_string()),
        })?;
        let figures = self.figures(&run, truth);
        self.note_findings(&run);
        let invocations = truth.case.threads.iter().map(|n| u128::from(*n)).product();
        if setting == Setting::Exact && invocations >= self.largest.0 {
            self.largest = (invocations, run.storing_invocations > 1);
        }
        if self.first.is_none() {
            self.first = self.fault(number, truth, setting, &run, &figures);
        }
        if setting == Setting::Exact {
            self.keep_picture(truth, &run);
        }
        self.inexact |= figures.inexact;
        self.misses += figures.misses;
        self.compared += figures.elements;
        if let Some((low, high)) = figures.range {
            let (least, most) = self.range.unwrap_or((low, high));
            self.range = Some((least.min(low), most.max(high)));
        }
        self.figures.push(CaseFigures {
            case: number,
            executor: "simt".into(),
            setting: setting.name().into(),
            scalars: truth.case.scalars.clone(),
            elements: figures.elements,
            misses: figures.misses,
            undecided: figures.undecided,
            max_abs: figures.max_abs,
            max_ulp: figures.max_ulp,
            psnr: figures.psnr,
            reference_seconds: truth.time.as_secs_f64(),
            draft_seconds: run.time.as_secs_f64(),
        });
        Ok(())
    }

    pub(super) fn pair<'b>(&self, i: usize, truth: &'b Truth, run: &'b Run) -> Pair<'b> {
        let (name, elem) = &self.elements[i];
        let length = truth.answer[i].len();
        let image = self.request.contract.image.as_ref();
        let channels = image.is_some_and(|image| {
            image.buffer == *name && image.format == ImageFormat::Rgba8 && elem.size() == 4
        });
        let access = self.request.contract.buffers().nth(i).map(|buffer| buffer.access);
        let draft = run.bindings.get(i).map_or(&[][..], |(_, bytes)| bytes.as_slice());
        Pair {
            output: i,
            elem: *elem,
            channels,
            before: &truth.case.buffers[i],
            reference: &truth.answer[i],
            draft: draft.get(..length).unwrap_or_default(),
            poisoned: access == Some(BufferAccess::Write),
            envelope: None,
            grid: Grid::line(length / elem.size() as usize),
        }
    }

    pub(super) fn is_output(&self, i: usize) -> bool {
        self.request.contract.outputs.contains(&self.elements[i].0)
    }

    fn figures(&self, run: &Run, truth: &Truth) -> Figures {
        let mut figures = Figures::default();
        for i in (0..self.elements.len()).filter(|i| self.is_output(*i)) {
            figures.add(&self.pair(i, truth, run), &self.request.contract.tolerance);
        }
        figures
    }

    fn note_findings(&mut self, run: &Run) {
        for finding in &run.findings {
            let known =
                self.findings.iter_mut().find(|f| f.kind == finding.kind && f.span == finding.span);
            match known {
                Some(known) => known.count += finding.count,
                None => self.findings.push(finding.clone()),
            }
        }
    }

    fn keep_picture(&mut self, truth: &Truth, run: &Run) {
        let contract = self.request.contract;
        let Some(image) = &contract.image else { return };
        let Some((width, height)) = picture::size(contract, &truth.case.scalars) else { return };
        let pixels = u64::from(width) * u64::from(height);
        // The largest moderate case wins, else the smallest large one.
        let better = match self.picture.as_ref().map(|(old, _)| *old) {
            None => true,
            Some(old) if old <= PREVIEW => pixels <= PREVIEW && pixels > old,
            Some(old) => pixels < old,
        };
        if let (true, Some(i)) =
            (better, self.elements.iter().position(|(name, _)| *name == image.buffer))
        {
            let pair = self.pair(i, truth, run);
            let made = picture::picture(
                contract,
                pair.elem,
                &truth.case.scalars,
                pair.reference,
                pair.draft,
            );
            if let Some(made) = made {
                self.picture = Some((pixels, made));
            }
        }
    }

    fn verdict(&mut self, ending: Option<Ending>, partial: bool) -> Verdict {
        if let Some(counterexample) = self.first.take() {
            return Verdict::Differs { counterexample: Box::new(counterexample) };
        }
        match ending {
            Some(Ending::Unsupported(rule, reason)) => {
                return Verdict::Unsupported { reason, rule };
            }
            Some(Ending::Inconclusive(rule, reason)) => {
                return Verdict::Inconclusive { reason, rule };
            }
            Some(Ending::Cancelled) | None => {}
        }
        let few = limits::too_few(self.plan.cases.len(), &self.dropped);
        if let Some(reason) = few.filter(|_| !partial) {
            return Verdict::Inconclusive { reason, rule: Rule::V4 };
        }
        if partial && self.figures.is_empty() {
            let reason = "the case was dropped".into();
            return Verdict::Inconclusive { reason, rule: Rule::V4 };
        }
        if let Some(counterexample) = self.pooled_fault() {
            return Verdict::Differs { counterexample: Box::new(counterexample) };
        }
        if self.compared == 0 {
            let reason = "no element was compared".into();
            return Verdict::Inconclusive { reason, rule: Rule::V12 };
        }
        Verdict::Verified
    }

    fn finish(mut self, ending: Option<Ending>, partial: bool) -> Judgement {
        let verdict = self.verdict(ending, partial);
        let request = self.request;
        let psnr = self.figures.iter().map(|figures| figures.psnr).reduce(f64::min);
        let class = match &verdict {
            Verdict::Verified => match limits::weak(&request.contract.tolerance, self.range) {
                Some(why) => {
                    self.notes.push(format!("the limits are too weak to count: {why}"));
                    Class::Weak
                }
                None if self.inexact => Class::Tolerance,
                None => Class::Exact,
            },
            Verdict::Differs { .. } => limits::failed_class(psnr),
            Verdict::Unsupported { .. } | Verdict::Inconclusive { .. } => Class::None,
        };
        let domain = self.findings.iter().filter(|f| f.kind == FindingKind::DomainError).count();
        if domain > 0 {
            self.notes.push(format!("values outside a builtin's domain at {domain} places"));
        }
        self.notes.push("only simt has run this draft".into());
        let cases: Vec<usize> = self.figures.iter().map(|figures| figures.case).collect();
        let ran = (0..self.plan.cases.len()).filter(|case| cases.contains(case)).count();
        let dropped: usize = self.dropped.iter().map(|(_, count)| count).sum();
        let left = self.plan.cases.len() - ran - dropped.min(self.plan.cases.len() - ran);
        if left > 0 {
            self.notes
                .push(format!("{left} of {} planned cases did not run", self.plan.cases.len()));
        }
        let program = ("w2gpu-tui".to_owned(), env!("CARGO_PKG_VERSION").to_owned());
        let evidence = Evidence {
            schema: SCHEMA,
            wat: request.module.hash,
            contract: request.contract.hash(),
            wgsl: request.wgsl,
            seed: request.seed,
            rules: RULES.to_vec(),
            worlds: Vec::new(),
            versions: vec![
                program,
                ("naga".into(), NAGA.into()),
                ("wasmtime".into(), WASMTIME.into()),
            ],
            planned: self.plan.cases.len(),
            dropped: self.dropped,
            figures: self.figures,
            allowance: None,
            coverage: None,
            source_coverage: None,
            canaries: Vec::new(),
            mutation: None,
            adapters: Vec::new(),
            regressions: Vec::new(),
            findings: self.findings,
            notes: self.notes,
            parallel: self.largest.1,
            largest: largest::largest(request.contract, request.checked),
            class,
            verdict,
        };
        Judgement { evidence, picture: self.picture.map(|(_, picture)| picture) }
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
