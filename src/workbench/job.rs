//! What runs on blocking threads: one file's stages 1 and 2, one kernel's stages 3 to 6, and the
//! slow parts of a ratification. Jobs own nothing; they report.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use tokio::sync::mpsc;
use tokio_util::sync::CancellationToken;

use super::Tools;
use super::engine::{self, Loaded, Seconds};
use super::snapshot::Timed;
use crate::check;
use crate::contract::Contract;
use crate::draft::{DraftError, Drafter, Lack, Piece};
use crate::execute::gpu::Pool;
use crate::kernel::{
    Diagnostic, Digest256, Draft, Evidence, KernelId, Mutation, Provenance, Verdict,
};
use crate::ratify::store::Index;
use crate::ratify::{FailedSeed, Statement, Status};
use crate::verify::profile::{self, Effort, Subject};
use crate::verify::{Judgement, Progress};

/// The stream is shown at most this often.
const FRAME: Duration = Duration::from_millis(16);

/// The stream is checked at most this often: checking must not slow the drafter down.
const CHECK: Duration = Duration::from_millis(40);

/// One kernel after stages 1 and 2, with what was kept about it.
#[derive(Debug)]
pub struct Found {
    /// Stages 1 and 2.
    pub loaded: Loaded,
    /// Where it stands in the store.
    pub status: Status,
    /// The draft to begin with, instead of a new one.
    pub draft: Option<Draft>,
    /// Why that draft was rejected, if it was.
    pub rejection: Option<String>,
}

/// What a run says on its way.
#[derive(Debug)]
pub enum Report {
    /// The draft so far, and how many tokens it has.
    Streamed(Arc<str>, u32),
    /// What is wrong with the draft so far.
    Partial(Vec<Diagnostic>),
    /// The draft is complete; why it was rejected before, if it was; seconds it took.
    Drafted(Draft, Option<String>, f64),
    /// There is no draft.
    Failed(String, Vec<Diagnostic>),
    /// The draft compiles and runs.
    Executing(Progress),
    /// Stages 4 to 6 are done.
    Judged(Box<Outcome>),
    /// The mutants of a verified draft have run (VERDICT.md V8).
    Mutated(Box<Mutation>),
    /// This program failed.
    Broken(String),
}

/// What stages 4 to 6 said.
#[derive(Debug)]
pub struct Outcome {
    /// naga's and our own diagnostics.
    pub diagnostics: Vec<Diagnostic>,
    /// Evidence and verdict, where the draft compiles.
    pub judgement: Option<Judgement>,
    /// `compile` and `execute` are set.
    pub seconds: Seconds,
}

impl Outcome {
    /// Whether the draft is verified.
    fn is_verified(&self) -> bool {
        let verdict = self.judgement.as_ref().map(|judgement| &judgement.evidence.verdict);
        verdict == Some(&Verdict::Verified)
    }
}

/// Calls `work`; a panic becomes a sentence.
pub fn guarded<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    catch_unwind(AssertUnwindSafe(work)).map_err(|panic| {
        let text = panic.downcast_ref::<String>().map(String::as_str);
        let text = text.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or("no message");
        format!("this program failed here: {text}; please report it with the file")
    })
}

/// Stages 1 and 2 of one file.
pub fn load(tools: &Tools, index: &Index, file: &Path) -> Vec<Found> {
    let loaded = engine::load(&tools.setup.directory, file);
    let found = loaded.into_iter().map(|loaded| {
        let contract = contract_hash(loaded.contract.as_ref());
        let status = index.status(&loaded.id, loaded.hash, contract);
        let kept = tools.shelf.load(&loaded.id, loaded.hash).unwrap_or_else(|error| {
            tracing::warn!(kernel = %loaded.id, %error, "the kept draft can't be read");
            None
        });
        let ratified = matches!(status, Status::Ratified(_));
        let draft = kept.or_else(|| ratified.then(|| stored(tools, &loaded.id))?);
        let rejection = draft.as_ref().and_then(|draft| rejection(tools, &loaded, draft));
        Found { loaded, status, draft, rejection }
    });
    found.collect()
}

fn rejection(tools: &Tools, loaded: &Loaded, draft: &Draft) -> Option<String> {
    tools.decisions.rejected(&loaded.id, loaded.hash, draft.hash).unwrap_or_else(|error| {
        tracing::warn!(%error, "rejections can't be read");
        None
    })
}

/// The ratified text, with the provenance that was signed.
fn stored(tools: &Tools, kernel: &KernelId) -> Option<Draft> {
    let file = |ending| tools.store.root().join(crate::ratify::names::file(kernel, ending));
    let statement = Statement::from_bytes(&std::fs::read(file(".json")).ok()?).ok()?;
    let wgsl = std::fs::read_to_string(file(".wgsl")).ok()?;
    let drafter = statement.drafter;
    let draft = Draft::new(
        wgsl,
        Provenance {
            drafter: drafter.name,
            weights: drafter.weights,
            sampling: drafter.sampling,
            parent: drafter.parent,
            parallel: None,
            why: String::new(),
        },
    );
    (draft.hash == statement.wgsl).then_some(draft)
}

/// Stages 3 to 6 of one kernel. Ends early, without a last report, when cancelled.
pub fn run(
    tools: &Tools,
    loaded: &Loaded,
    given: Option<Draft>,
    cancel: &CancellationToken,
    report: &(dyn Fn(Report) + Sync),
) {
    let seed = || tools.setup.seed.unwrap_or_else(engine::fresh_seed);
    let judged = |draft: &Draft| judge(tools, loaded, draft, seed(), cancel, report);
    let done = |outcome| report(Report::Judged(Box::new(outcome)));
    if let Some(draft) = given {
        return judged(&draft).into_iter().for_each(done);
    }
    let drafter = &*tools.setup.drafter;
    let made = draft(tools, drafter, loaded, cancel, report);
    let (lack, why, last) = match made {
        Err(None) => return,
        Err(Some(failed)) => (Lack::Draft, no_draft(&failed), *failed),
        Ok(draft) => match judged(&draft) {
            None => return,
            Some(outcome) if outcome.is_verified() => return done(outcome),
            Some(outcome) => {
                let why = "made a draft that is not verified".to_owned();
                (Lack::Verified, why, Report::Judged(Box::new(outcome)))
            }
        },
    };
    let Some(fallback) = drafter.fallback(lack) else { return report(last) };
    let why = format!("{} {why}", drafter.name());
    match draft_instead(tools, fallback, &why, loaded, cancel, report) {
        Ok(draft) => judged(&draft).into_iter().for_each(done),
        Err(None) => {}
        // What the chosen drafter said counts.
        Err(Some(failed)) => report(if lack == Lack::Draft { last } else { *failed }),
    }
}

/// Why there is no draft, behind a drafter's name.
fn no_draft(failed: &Report) -> String {
    match failed {
        Report::Failed(why, _) | Report::Broken(why) => format!("made no draft: {why}"),
        _ => "made no draft".into(),
    }
}

/// A draft of `drafter`, which says in its provenance in whose place it stands.
fn draft_instead(
    tools: &Tools,
    drafter: &dyn Drafter,
    why: &str,
    loaded: &Loaded,
    cancel: &CancellationToken,
    report: &(dyn Fn(Report) + Sync),
) -> Result<Draft, Option<Box<Report>>> {
    let told = |told| match told {
        Report::Drafted(draft, rejection, seconds) => {
            report(Report::Drafted(draft.instead(why), rejection, seconds));
        }
        other => report(other),
    };
    draft(tools, drafter, loaded, cancel, &told).map(|draft| draft.instead(why))
}

/// A draft, reported; what to report where there is none: nothing if it was cancelled.
fn draft(
    tools: &Tools,
    drafter: &dyn Drafter,
    loaded: &Loaded,
    cancel: &CancellationToken,
    report: &(dyn Fn(Report) + Sync),
) -> Result<Draft, Option<Box<Report>>> {
    let begin = Instant::now();
    let (tokens, inbox) = mpsc::channel(256);
    let drafted = std::thread::scope(|scope| {
        let writer = scope.spawn(|| {
            let tokens = tokens;
            guarded(|| engine::draft(loaded, drafter, &tokens, cancel))
        });
        stream(inbox, report);
        writer.join()
    });
    match drafted {
        Ok(Ok(Ok(draft))) => {
            let seconds = begin.elapsed().as_secs_f64();
            let rejected = rejection(tools, loaded, &draft);
            report(Report::Drafted(draft.clone(), rejected, seconds));
            Ok(draft)
        }
        Ok(Ok(Err(DraftError::Cancelled))) => Err(None),
        Ok(Ok(Err(error))) => {
            let message = error.to_string();
            let diagnostics = match error {
                DraftError::Unsupported(diagnostics) => diagnostics,
                _ => Vec::new(),
            };
            Err(Some(Box::new(Report::Failed(message, diagnostics))))
        }
        Ok(Err(broken)) => Err(Some(Box::new(Report::Broken(broken)))),
        Err(_) => {
            let message = "the drafter's thread ended without a word".into();
            Err(Some(Box::new(Report::Broken(message))))
        }
    }
}

/// Shows the tokens as they come, and checks what stands at line ends.
fn stream(mut inbox: mpsc::Receiver<Piece>, report: &(dyn Fn(Report) + Sync)) {
    let (mut text, mut count, mut unchecked) = (String::new(), 0, false);
    let mut shown = Instant::now().checked_sub(FRAME);
    let mut checked = Instant::now();
    let mut said = Vec::new();
    while let Some(token) = inbox.blocking_recv() {
        let mut next = Some(token);
        while let Some(token) = next {
            unchecked |= match &token {
                Piece::Text(text) => text.contains('\n'),
                Piece::Back(_) => true,
            };
            token.apply(&mut text);
            count += 1;
            next = inbox.try_recv().ok();
        }
        if shown.is_none_or(|shown| shown.elapsed() >= FRAME) {
            report(Report::Streamed(text.as_str().into(), count));
            shown = Some(Instant::now());
        }
        if unchecked && checked.elapsed() >= CHECK {
            let found = guarded(|| check::check_partial(&text)).unwrap_or_default();
            if found != said {
                said.clone_from(&found);
                report(Report::Partial(found));
            }
            (unchecked, checked) = (false, Instant::now());
        }
    }
}

/// The mutants of a verified draft, under the cases of its evidence. Ends without a report when
/// cancelled.
pub fn score(
    tools: &Tools,
    loaded: &Loaded,
    wgsl: &str,
    seed: u64,
    cancel: &CancellationToken,
    report: &(dyn Fn(Report) + Sync),
) {
    let limits = tools.setup.limits;
    match guarded(|| engine::score(loaded, wgsl, seed, limits, &mut |_| {}, cancel)) {
        Ok(Some(mutation)) => report(Report::Mutated(Box::new(mutation))),
        Ok(None) => {}
        Err(error) => tracing::error!(kernel = %loaded.id, %error, "its mutants"),
    }
}

/// Stages 4 to 6 of a draft that is to be signed: on a fresh seed, after the seeds that failed
/// before under its contract, with its mutants. A failure is kept, and stays (VERDICT.md V14).
///
/// # Errors
/// The draft failed before, the kept seeds can't be read or written, or it was cancelled.
pub fn judge_to_sign(
    tools: &Tools,
    loaded: &Loaded,
    draft: &Draft,
    cancel: &CancellationToken,
    report: &(dyn Fn(Report) + Sync),
) -> Result<Outcome, String> {
    let contract = contract_hash(loaded.contract.as_ref());
    let kept = |error: std::io::Error| format!("the seeds that failed before: {error}");
    if let Some(why) = tools.seeds.blocked(contract, draft.hash).map_err(kept)? {
        return Err(why);
    }
    let regressions = tools.seeds.regressions(contract).map_err(kept)?;
    let run = |progress: &mut dyn FnMut(Progress)| {
        let (seed, limits) = (engine::fresh_seed(), tools.setup.limits);
        engine::judge_to_sign(loaded, &draft.wgsl, &regressions, seed, limits, progress, cancel)
    };
    let outcome = told(run, report).ok_or("the kernel changed meanwhile")?;
    if let Some(judgement) = &outcome.judgement
        && let Some(failure) = failed_seed(&judgement.evidence)
    {
        tools.seeds.keep(contract, failure).map_err(kept)?;
    }
    Ok(outcome)
}

/// What is kept of evidence that is not `verified`.
pub fn failed_seed(evidence: &Evidence) -> Option<FailedSeed> {
    let why = evidence.verdict.reason()?.to_owned();
    Some(FailedSeed { seed: evidence.seed, wgsl: evidence.wgsl, why })
}

/// Stages 4 to 6 of one draft; `None` when cancelled.
pub fn judge(
    tools: &Tools,
    loaded: &Loaded,
    draft: &Draft,
    seed: u64,
    cancel: &CancellationToken,
    report: &(dyn Fn(Report) + Sync),
) -> Option<Outcome> {
    let run = |progress: &mut dyn FnMut(Progress)| {
        engine::judge(loaded, &draft.wgsl, seed, tools.setup.limits, progress, cancel)
    };
    told(run, report)
}

/// Runs stages 4 to 6 and reports how far they are.
fn told(
    run: impl FnOnce(&mut dyn FnMut(Progress)) -> Option<engine::Judged>,
    report: &(dyn Fn(Report) + Sync),
) -> Option<Outcome> {
    let mut told: Option<Instant> = None;
    let mut progress = |progress: Progress| {
        let last = progress.done == progress.planned;
        if last || told.is_none_or(|told| told.elapsed() >= FRAME * 3) {
            told = Some(Instant::now());
            report(Report::Executing(progress));
        }
    };
    match guarded(|| run(&mut progress)) {
        Ok(judged) => judged.map(|judged| Outcome {
            diagnostics: judged.diagnostics,
            judgement: judged.judgement,
            seconds: judged.seconds,
        }),
        Err(broken) => {
            report(Report::Broken(broken));
            None
        }
    }
}

/// Times of a draft on the CPU and on all adapters.
pub fn measure(
    tools: &Tools,
    loaded: &Loaded,
    draft: &Draft,
    cancel: &CancellationToken,
) -> Result<Timed, String> {
    let (Some(module), Some(contract)) = (&loaded.module, &loaded.contract) else {
        return Err("the kernel has no contract".into());
    };
    let checked = check::check(&draft.wgsl, Some(contract))
        .map_err(|found| found.first().map_or_else(String::new, |d| d.message.clone()))?;
    let pool = match tools.gpu.get() {
        Some(pool) => pool,
        None => {
            let pool = Pool::of_this_program().map_err(|error| error.to_string())?;
            tools.gpu.get_or_init(|| pool)
        }
    };
    let adapters = pool.choose("all").map_err(|error| error.to_string())?;
    let seed = tools.setup.seed.unwrap_or_else(engine::fresh_seed);
    let subject = Subject { module, contract, checked: &checked, seed };
    let effort = Effort::default();
    let limits = &tools.setup.limits;
    let profile = profile::profile(&subject, pool, &adapters, &effort, limits, cancel)
        .map_err(|error| error.to_string())?;
    Ok(Timed::Done { profile, adapters })
}

/// A kernel's contract digest, as the store counts it.
pub fn contract_hash(contract: Option<&Arc<Contract>>) -> Digest256 {
    contract.map_or(Digest256::of(""), |contract| contract.hash())
}
