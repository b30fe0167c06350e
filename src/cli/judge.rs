//! One kernel through the engine, from a loaded file to its verdict: what `draft`, `verify`,
//! `ratify` and `replay` share.

use std::path::PathBuf;

use tokio::sync::mpsc;
use tokio_util::sync::CancellationToken;

use crate::config::Config;
use crate::draft::{DraftError, Drafter, Lack};
use crate::execute::Limits;
use crate::kernel::{Diagnostic, Draft, Verdict};
use crate::verify::Judgement;
use crate::workbench::engine::{self, Loaded, Seconds};

/// What became of one kernel.
#[derive(Debug)]
pub struct Candidate {
    /// The kernel.
    pub loaded: Loaded,
    /// What wrote the draft.
    pub drafter: Option<String>,
    /// Why that was not the chosen drafter.
    pub instead: Option<String>,
    /// The draft, where there is one.
    pub draft: Option<Draft>,
    /// It passed naga and our own checks.
    pub compiles: bool,
    /// What was said on the way.
    pub diagnostics: Vec<Diagnostic>,
    /// What went wrong without a diagnostic.
    pub failure: Option<String>,
    /// Evidence and verdict.
    pub judgement: Option<Judgement>,
    /// Where the draft lies.
    pub wgsl: Option<PathBuf>,
    /// By stage.
    pub seconds: Seconds,
}

impl Candidate {
    /// A kernel of which nothing is known yet.
    pub fn new(loaded: Loaded) -> Self {
        Self {
            drafter: None,
            instead: None,
            draft: None,
            compiles: false,
            diagnostics: loaded.diagnostics.clone(),
            failure: None,
            judgement: None,
            wgsl: None,
            seconds: loaded.seconds,
            loaded,
        }
    }

    /// Why there is no draft, behind a drafter's name.
    fn no_draft(&self) -> String {
        let said = self.diagnostics.first().map(|diagnostic| diagnostic.message.as_str());
        match self.failure.as_deref().or(said) {
            Some(why) => format!("made no draft: {why}"),
            None => "made no draft".into(),
        }
    }

    /// A kernel that the program itself failed on.
    pub fn failed(loaded: Loaded, why: impl Into<String>) -> Self {
        Self { failure: Some(why.into()), diagnostics: Vec::new(), ..Self::new(loaded) }
    }
}

/// The seed to judge with: the configured one, or a fresh one.
pub fn seed(config: &Config) -> u64 {
    config.seed.unwrap_or_else(engine::fresh_seed)
}

/// Drafts a kernel and judges the draft. The drafter's fallback drafts where it has one for what is lacking.
pub fn draft(loaded: Loaded, drafter: &dyn Drafter, seed: u64, limits: Limits) -> Candidate {
    let first = draft_once(loaded, drafter, None, seed, limits);
    let verdict = first.judgement.as_ref().map(|judgement| &judgement.evidence.verdict);
    let (lack, why) = match verdict {
        Some(Verdict::Verified) => return first,
        None if first.loaded.contract.is_none() => return first,
        None if first.draft.is_none() => (Lack::Draft, first.no_draft()),
        _ => (Lack::Verified, "made a draft that is not verified".into()),
    };
    let Some(fallback) = drafter.fallback(lack) else { return first };
    let why = format!("{} {why}", drafter.name());
    let mut second = draft_once(first.loaded.clone(), fallback, Some(&why), seed, limits);
    if second.draft.is_none() {
        return first;
    }
    second.seconds.draft += first.seconds.draft;
    Candidate { instead: Some(why), ..second }
}

fn draft_once(
    loaded: Loaded,
    drafter: &dyn Drafter,
    instead: Option<&str>,
    seed: u64,
    limits: Limits,
) -> Candidate {
    let mut result = drafted(loaded, drafter);
    let Some(draft) = result.draft.take() else { return result };
    let draft = match instead {
        Some(why) => draft.instead(why),
        None => draft,
    };
    judge(result, draft, seed, limits)
}

/// Drafts a kernel and judges nothing.
pub fn drafted(loaded: Loaded, drafter: &dyn Drafter) -> Candidate {
    let mut result = Candidate::new(loaded);
    result.drafter = Some(drafter.name().to_owned());
    if result.loaded.contract.is_none() {
        return result;
    }
    // Nobody reads along: the engine keeps the text itself.
    let (tokens, _) = mpsc::channel(1);
    let begin = std::time::Instant::now();
    let drafted = engine::draft(&result.loaded, drafter, &tokens, &CancellationToken::new());
    result.seconds.draft = begin.elapsed().as_secs_f64();
    match drafted {
        Ok(draft) => {
            result.drafter = Some(draft.provenance.drafter.clone());
            Candidate { draft: Some(draft), ..result }
        }
        Err(DraftError::Unsupported(diagnostics)) if !diagnostics.is_empty() => {
            Candidate { diagnostics, ..result }
        }
        Err(error) => {
            Candidate { failure: Some(error.to_string()), diagnostics: Vec::new(), ..result }
        }
    }
}

/// Judges a draft.
pub fn judge(result: Candidate, draft: Draft, seed: u64, limits: Limits) -> Candidate {
    judge_again(result, draft, &[], seed, limits)
}

/// Judges a draft after the seeds that failed before under its contract (VERDICT.md V14).
pub fn judge_again(
    result: Candidate,
    draft: Draft,
    regressions: &[u64],
    seed: u64,
    limits: Limits,
) -> Candidate {
    let cancel = CancellationToken::new();
    let (loaded, wgsl) = (&result.loaded, &draft.wgsl);
    let judged = engine::judge_again(loaded, wgsl, regressions, seed, limits, &mut |_| {}, &cancel);
    taken(Candidate { draft: Some(draft), ..result }, judged)
}

/// Judges the candidate's draft, where it has one, for a signature: with its mutants.
pub fn judge_to_sign(
    result: Candidate,
    regressions: &[u64],
    seed: u64,
    limits: Limits,
) -> Candidate {
    let cancel = CancellationToken::new();
    let (loaded, Some(draft)) = (&result.loaded, &result.draft) else { return result };
    let wgsl = &draft.wgsl;
    let judged =
        engine::judge_to_sign(loaded, wgsl, regressions, seed, limits, &mut |_| {}, &cancel);
    taken(result, judged)
}

fn taken(mut result: Candidate, judged: Option<engine::Judged>) -> Candidate {
    let Some(judged) = judged else {
        return Candidate { failure: Some("cancelled".into()), ..result };
    };
    result.compiles = judged.checked.is_some();
    result.diagnostics = judged.diagnostics;
    result.judgement = judged.judgement;
    result.seconds.compile = judged.seconds.compile;
    result.seconds.execute = judged.seconds.execute;
    result
}

/// A text that was given, not drafted.
pub fn given(wgsl: String) -> Draft {
    let provenance = crate::kernel::Provenance {
        drafter: "person".into(),
        weights: None,
        sampling: None,
        parent: None,
        parallel: None,
        why: String::new(),
    };
    Draft::new(wgsl, provenance)
}
