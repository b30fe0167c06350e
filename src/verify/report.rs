//! What one case came to: examined on any thread, told in one piece.

use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

use tokio_util::sync::CancellationToken;

use super::allowance::{DRAWS, Envelope, MOST_DRAWS};
use super::bench::Bench;
use super::bind::Setting;
use super::compare::Figures;
use super::judge::Only;
use super::truth::{Ending, Truth, truth, widen};
use super::{Picture, picture};
use crate::execute::reference::Reference;
use crate::execute::simt::{Program, Reached, Run, Watch, World};
use crate::kernel::{CaseFigures, Counterexample, Finding, Rule};

/// Elements of a case whose noise is drawn again after a miss.
const MOST_WIDENED: u128 = 1 << 14;

/// One case.
pub enum Report {
    /// It is no case, and why.
    Dropped(String),
    /// Another case was asked for.
    Skipped,
    /// It ran.
    Ran(Box<Ran>),
}

/// A case that ran.
pub struct Ran {
    /// What the reference says.
    pub truth: Truth,
    /// Its runs, the strict and exact one first.
    pub runs: Vec<Told>,
    /// The first thing that is wrong.
    pub fault: Option<Counterexample>,
    /// Its untested elements count for V1's share.
    pub pooled: bool,
    /// Its picture with the number of pixels, where it has one.
    pub picture: Option<(u64, Picture)>,
}

/// One run.
pub struct Told {
    /// How.
    pub setting: Setting,
    /// In which world; 0 is the strict one.
    pub world: usize,
    /// How close.
    pub figures: Figures,
    /// The same for the evidence.
    pub case: CaseFigures,
    /// What it revealed.
    pub findings: Vec<Finding>,
    /// Invocations that stored.
    pub storing: u64,
    /// Outcomes of the draft's conditions and statements.
    pub reached: Reached,
}

impl Told {
    /// The strict run at exact lengths, which always takes place.
    pub fn is_plain(&self) -> bool {
        self.world == 0 && self.setting == Setting::Exact
    }
}

/// What examines cases.
pub struct Examiner<'a> {
    /// The draft and its plan.
    pub bench: &'a Bench<'a>,
    /// The WAT.
    pub reference: &'a Reference,
    /// The draft.
    pub program: &'a Program,
    /// The legal worlds, the strict one first.
    pub worlds: &'a [World],
    /// One case and setting alone.
    pub only: Option<Only>,
    /// The first case that is known to fail: later ones run for their figures alone.
    pub failed: AtomicUsize,
    /// Ends all of it.
    pub cancel: &'a CancellationToken,
}

impl Examiner<'_> {
    /// Runs case `number` in all its ways.
    pub fn examine(&self, number: usize) -> Result<Report, Ending> {
        if self.cancel.is_cancelled() {
            return Err(Ending::Cancelled);
        }
        if self.only.is_some_and(|only| only.case != number) {
            return Ok(Report::Skipped);
        }
        let bench = self.bench;
        let request = bench.request;
        let found =
            truth(request, self.reference, bench.plan, &bench.elements, number, self.cancel)?;
        let mut truth = match found {
            Ok(truth) => truth,
            Err(why) => return Ok(Report::Dropped(why)),
        };
        let (mut runs, mut fault, mut picture) = (Vec::new(), None, None);
        for (setting, world) in self.ways(number) {
            let plain = setting == Setting::Exact && world == 0;
            let skipped = match self.only {
                Some(only) => (only.setting, only.world) != (setting, world),
                None => !plain && self.failed.load(Relaxed) < number,
            };
            // A later setting tells nothing new of a case that failed.
            if skipped || (fault.is_some() && self.only.is_none()) {
                continue;
            }
            let named = &self.worlds[world];
            // Where a compare-exchange may fail, the path of a failure is reached (VERDICT.md V3).
            let covers = plain || named.atomics.is_some();
            let watch = if covers { Watch::Coverage } else { Watch::Everything };
            let run = bench.run_in(self.program, &truth, setting, named, watch, self.cancel)?;
            let figures = self.figures(number, &mut truth, &run)?;
            if fault.is_none() {
                fault = bench.fault(number, &truth, setting, &run, &figures);
                if let (Some(found), true) = (&mut fault, world > 0) {
                    elsewhere(found, named, setting);
                }
            }
            if plain {
                picture = self.picture(&truth, &run);
            }
            let case = case_figures(number, setting, world, named, &truth, &run, &figures);
            runs.push(Told {
                setting,
                world,
                figures,
                case,
                findings: run.findings,
                storing: run.storing_invocations,
                reached: run.reached,
            });
        }
        if fault.is_some() {
            self.failed.fetch_min(number, Relaxed);
        }
        let pooled = !bench.plan.cases[number].is_cancelling();
        Ok(Report::Ran(Box::new(Ran { truth, runs, fault, picture, pooled })))
    }

    /// All ways in which a case runs: each setting in the strict world, then the other worlds in
    /// which this draft can do anything else (VERDICT.md V2).
    fn ways(&self, number: usize) -> Vec<(Setting, usize)> {
        let (bench, program) = (self.bench, self.program);
        let settings = Setting::all(bench.request.checked).iter();
        let subnormal = bench.plan.cases[number].is_subnormal();
        let others = bench.plan.worlds(number, self.worlds.len()).into_iter().filter(|world| {
            let world = &self.worlds[*world];
            // WGSL lets subnormal inputs be zero, and branches on them go another way.
            program.differs_in(world) && !(world.flush && subnormal)
        });
        settings
            .map(|setting| (*setting, 0))
            .chain(others.map(|world| (Setting::Exact, world)))
            .collect()
    }

    /// Figures of a run; where something misses, the reference's noise is drawn more often first
    /// (VERDICT.md V1).
    fn figures(&self, number: usize, truth: &mut Truth, run: &Run) -> Result<Figures, Ending> {
        let bench = self.bench;
        let mut figures = bench.figures(run, truth);
        let tolerance = &bench.request.contract.tolerance;
        let size = bench.plan.cases[number].size();
        for draws in [4 * DRAWS, MOST_DRAWS] {
            let misses = match tolerance.exact_frac {
                None => figures.misses > 0,
                Some(_) => figures.local.is_some(),
            };
            let drawn = truth.envelope.as_ref().map_or(0, Envelope::draws);
            if !misses || drawn == 0 || drawn >= draws || size > MOST_WIDENED {
                break;
            }
            let (reference, elements) = (self.reference, &bench.elements);
            widen(bench.request, reference, elements, number, truth, draws, self.cancel)?;
            figures = bench.figures(run, truth);
        }
        Ok(figures)
    }

    fn picture(&self, truth: &Truth, run: &Run) -> Option<(u64, Picture)> {
        let contract = self.bench.request.contract;
        let image = contract.image.as_ref()?;
        let (width, height) = picture::size(contract, &truth.case.scalars)?;
        let i = self.bench.elements.iter().position(|(name, _)| *name == image.buffer)?;
        let pair = self.bench.pair(i, truth, run);
        let scalars = &truth.case.scalars;
        let made = picture::picture(contract, pair.elem, scalars, pair.reference, pair.draft)?;
        Some((u64::from(width) * u64::from(height), made))
    }
}

/// Says that a draft fails in another legal world only.
pub fn elsewhere(found: &mut Counterexample, world: &World, setting: Setting) {
    found.executor = format!("simt in {}, {}", world.name, setting.name());
    // A finding alone stays one; a wrong value that comes with it is wrong here only.
    if found.finding.is_none() || found.buffer.is_some() {
        found.rule = Rule::V2;
    }
    let why = format!("; only in another world that WGSL allows: {}", world.name);
    found.explanation.push_str(&why);
}

fn case_figures(
    number: usize,
    setting: Setting,
    world: usize,
    named: &World,
    truth: &Truth,
    run: &Run,
    figures: &Figures,
) -> CaseFigures {
    CaseFigures {
        case: number,
        executor: if world == 0 { "simt".into() } else { format!("simt in {}", named.name) },
        setting: setting.name().into(),
        scalars: truth.case.scalars.clone(),
        elements: figures.elements,
        misses: figures.misses,
        undecided: figures.undecided,
        untested: figures.untested,
        max_abs: figures.max_abs,
        max_ulp: figures.max_ulp,
        psnr: figures.psnr,
        reference_seconds: truth.time.as_secs_f64(),
        draft_seconds: run.time.as_secs_f64(),
    }
}
