//! One file through the stages: load, draft by rules, check, verify.

use std::path::{Path, PathBuf};

use tokio::sync::mpsc;
use tokio_util::sync::CancellationToken;
use w2gpu_tui::draft::lower::Lower;
use w2gpu_tui::execute::Limits;
use w2gpu_tui::kernel::{Diagnostic, Draft, Severity};
use w2gpu_tui::workbench::engine::{self, Judged, Loaded};

/// The seed of every input in these tests.
pub const SEED: u64 = 20_261_121;

/// What became of one kernel.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Outcome {
    /// Verified; the flags are what the drafter says and what was measured.
    Verified { parallel: bool, measured: bool },
    /// Anything else: the stage it stopped at, and the message.
    Stopped { stage: &'static str, message: String },
}

/// A file below the crate's root.
pub fn path(relative: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(relative)
}

fn stopped(stage: &'static str, message: String) -> Outcome {
    Outcome::Stopped { stage, message }
}

fn render(file: &Path, diagnostics: &[Diagnostic]) -> String {
    let errors = diagnostics.iter().filter(|d| d.severity == Severity::Error);
    errors.map(|d| d.render(file)).collect::<Vec<_>>().join("\n")
}

/// Loads the one kernel of `<relative>.wat`.
pub fn load(relative: &str) -> Loaded {
    let file = path(relative).with_extension("wat");
    let mut kernels = engine::load(file.parent().unwrap(), &file);
    assert_eq!(kernels.len(), 1, "{relative}: one kernel");
    kernels.remove(0)
}

/// Drafts a loaded kernel by rules.
pub fn draft(loaded: &Loaded) -> Result<Draft, String> {
    let (tokens, mut stream) = mpsc::channel(64);
    let draft = std::thread::scope(|scope| {
        scope.spawn(move || while stream.blocking_recv().is_some() {});
        let draft = engine::draft(loaded, &Lower, &tokens, &CancellationToken::new());
        drop(tokens);
        draft
    });
    draft.map_err(|error| match error {
        w2gpu_tui::draft::DraftError::Unsupported(found) => render(&loaded.file, &found),
        other => other.to_string(),
    })
}

/// Checks and verifies a draft.
pub fn judge(loaded: &Loaded, wgsl: &str) -> Judged {
    let cancel = CancellationToken::new();
    engine::judge(loaded, wgsl, SEED, Limits::default(), &mut |_| {}, &cancel).unwrap()
}

/// All stages.
pub fn run(relative: &str) -> Outcome {
    let loaded = load(relative);
    let Some(_) = &loaded.module else {
        return stopped("parse", render(&loaded.file, &loaded.diagnostics));
    };
    if loaded.lifted.is_none() {
        return stopped("lift", render(&loaded.file, &loaded.unliftable));
    }
    if loaded.contract.is_none() {
        return stopped("contract", render(&loaded.file, &loaded.diagnostics));
    }
    let draft = match draft(&loaded) {
        Ok(draft) => draft,
        Err(message) => return stopped("draft", message),
    };
    let judged = judge(&loaded, &draft.wgsl);
    let Some(judgement) = judged.judgement else {
        let message = render(&loaded.file.with_extension("wgsl"), &judged.diagnostics);
        return stopped("compile", format!("{message}\n{}", draft.wgsl));
    };
    let evidence = judgement.evidence;
    match evidence.verdict.reason() {
        None => Outcome::Verified {
            parallel: draft.provenance.parallel == Some(true),
            measured: evidence.parallel,
        },
        Some(reason) => {
            let word = evidence.verdict.word();
            stopped("parity", format!("{word}: {reason} (drafter: {})", draft.provenance.why))
        }
    }
}
