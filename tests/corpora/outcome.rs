//! One draft through the stages, and what was said of it.

use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::time::Instant;

use tokio_util::sync::CancellationToken;
use w2gpu_tui::check::check;
use w2gpu_tui::contract::{Contract, contract};
use w2gpu_tui::execute::Limits;
use w2gpu_tui::kernel::{Class, Diagnostic, Digest256, FindingKind, Rule, Severity, Verdict};
use w2gpu_tui::source::{self, Module};
use w2gpu_tui::verify::{Request, verify};
use w2gpu_tui::workbench::engine;

use crate::manifest::Entry;

/// What became of a draft.
pub struct Outcome {
    /// The verdict's word, `weak` and `trivial` for a verdict that doesn't count, `check` and
    /// `contract` where there is none, `panicked` if judging did.
    pub word: &'static str,
    /// The rule that refuses it.
    pub rule: Option<Rule>,
    /// The fatal finding of the counterexample.
    pub finding: Option<FindingKind>,
    /// Codes of the diagnostics that refuse it.
    pub codes: Vec<String>,
    /// `exact`, `tolerance`, …
    pub class: String,
    /// What was said.
    pub reason: String,
    /// Wall-clock time.
    pub seconds: f64,
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word)?;
        if let Some(rule) = self.rule {
            write!(f, " {rule}")?;
        }
        if let Some(finding) = self.finding {
            write!(f, " {finding:?}")?;
        }
        if !self.codes.is_empty() {
            write!(f, " {}", self.codes.join(" "))?;
        }
        write!(f, " ({}) {}", self.class, self.reason)
    }
}

fn refused(word: &'static str, diagnostics: &[Diagnostic]) -> Outcome {
    let errors: Vec<&Diagnostic> =
        diagnostics.iter().filter(|d| d.severity == Severity::Error).collect();
    Outcome {
        word,
        rule: None,
        finding: None,
        codes: errors.iter().map(|d| d.code.clone()).collect(),
        class: Class::None.to_string(),
        reason: errors.iter().map(|d| d.message.as_str()).collect::<Vec<_>>().join("; "),
        seconds: 0.0,
    }
}

/// The kernel with its own sidecar, or with that of the manifest.
fn load(entry: &Entry) -> Result<(Module, Contract), Vec<Diagnostic>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let file = root.join(&entry.kernel).with_extension("wat");
    let mut kernels = engine::load(file.parent().unwrap(), &file);
    assert_eq!(kernels.len(), 1, "{}: one kernel", entry.kernel);
    let loaded = kernels.remove(0);
    let module = loaded.module.unwrap_or_else(|| panic!("{}: no module", entry.kernel));
    let settled = match &entry.contract {
        None => loaded.contract.map(|contract| (*contract).clone()).ok_or(loaded.diagnostics)?,
        Some(sidecar) => {
            let export = module.kernels().next().unwrap().name.clone();
            let lifted = source::lift(&module, &export).ok();
            let found = contract(&module, &export, lifted.as_ref(), Some(sidecar))?;
            if found.diagnostics.iter().any(|d| d.severity == Severity::Error) {
                return Err(found.diagnostics);
            }
            found.contract
        }
    };
    Ok(((*module).clone(), settled))
}

/// [`judge`], where a panic is an outcome: no draft may cause one.
pub fn judge_or_panic(folder: &Path, entry: &Entry, seeds: &[u64]) -> Vec<Outcome> {
    let judged = catch_unwind(AssertUnwindSafe(|| judge(folder, entry, seeds)));
    judged.unwrap_or_else(|why| {
        let text = why.downcast_ref::<String>().cloned();
        let text = text.or_else(|| why.downcast_ref::<&str>().map(|text| (*text).to_owned()));
        vec![Outcome { reason: text.unwrap_or_default(), ..refused("panicked", &[]) }]
    })
}

/// Judges a draft with each seed; a draft that never runs has one outcome.
fn judge(folder: &Path, entry: &Entry, seeds: &[u64]) -> Vec<Outcome> {
    let (module, contract) = match load(entry) {
        Ok(loaded) => loaded,
        Err(diagnostics) => return vec![refused("contract", &diagnostics)],
    };
    let text = entry.text(folder);
    let checked = match check(&text, Some(&contract)) {
        Ok(checked) => checked,
        Err(diagnostics) => return vec![refused("check", &diagnostics)],
    };
    let judge = |seed: &u64| {
        let request = Request {
            module: &module,
            contract: &contract,
            checked: &checked,
            wgsl: Digest256::of(&text),
            seed: *seed,
            limits: Limits::default(),
        };
        let begin = Instant::now();
        let judged = verify(&request, &mut |_| {}, &CancellationToken::new());
        let evidence = judged.expect("nobody cancels").evidence;
        let finding = match &evidence.verdict {
            Verdict::Differs { counterexample } => counterexample.finding.as_ref().map(|f| f.kind),
            _ => None,
        };
        Outcome {
            word: match (&evidence.verdict, evidence.class) {
                (Verdict::Verified, Class::Weak) => "weak",
                (Verdict::Verified, Class::Trivial) => "trivial",
                (verdict, _) => verdict.word(),
            },
            rule: evidence.verdict.rule(),
            finding,
            codes: Vec::new(),
            class: evidence.class.to_string(),
            reason: evidence.verdict.reason().unwrap_or_default().to_owned(),
            seconds: begin.elapsed().as_secs_f64(),
        }
    };
    seeds.iter().map(judge).collect()
}
