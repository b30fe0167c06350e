//! One kernel's line: the JSON object of `draft` and `verify`, and the row for people.

use std::path::{Path, PathBuf};

use serde::{Serialize, Serializer};

use super::judge::Candidate;
use crate::kernel::{Adapter, Class, Diagnostic, Severity};
use crate::workbench::engine::Seconds;

/// Version of the object's layout.
pub const SCHEMA: u32 = 1;

/// What became of one kernel.
#[derive(Serialize, Clone, PartialEq, Debug)]
pub struct Line {
    /// [`SCHEMA`].
    pub schema: u32,
    /// The kernel's name.
    pub kernel: String,
    /// Its WAT file.
    #[serde(serialize_with = "path")]
    pub file: PathBuf,
    /// What wrote the draft; null for a text that was given.
    pub drafter: Option<String>,
    /// Why that was not the chosen drafter.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub instead: Option<String>,
    /// There is a draft, and it passed naga and our own checks.
    pub compiles: bool,
    /// `verified`, `differs`, `unsupported`, `inconclusive`, or null.
    pub verdict: Option<&'static str>,
    /// How close the draft came.
    pub class: Class,
    /// dB, the worst case; null where nothing was compared.
    pub psnr: Option<f64>,
    /// Units in the last place, the worst element.
    pub max_ulp: Option<u64>,
    /// The worst element; null also where it is not finite.
    pub max_abs: Option<f64>,
    /// Measured: more than one invocation stored outputs.
    pub parallel: bool,
    /// Why it is not verified.
    pub reason: Option<String>,
    /// Where the draft lies.
    #[serde(serialize_with = "optional_path")]
    pub wgsl: Option<PathBuf>,
    /// What GPU adapters said, where they were asked.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub adapters: Vec<Adapter>,
    /// By stage.
    pub seconds: Seconds,
}

/// JSON has no bytes beyond UTF-8: a name with others must not cost the whole output.
pub fn path<P: AsRef<Path>, S: Serializer>(path: &P, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(&path.as_ref().display())
}

fn optional_path<S: Serializer>(at: &Option<PathBuf>, serializer: S) -> Result<S::Ok, S::Error> {
    match at {
        Some(at) => path(at, serializer),
        None => serializer.serialize_none(),
    }
}

impl Line {
    /// The line of a result.
    pub fn of(result: &Candidate) -> Self {
        let evidence = result.judgement.as_ref().map(|judgement| &judgement.evidence);
        Self {
            schema: SCHEMA,
            kernel: result.loaded.id.to_string(),
            file: result.loaded.file.clone(),
            drafter: result.drafter.clone(),
            instead: result.instead.clone(),
            compiles: result.compiles,
            verdict: evidence.map(|evidence| evidence.verdict.word()),
            class: evidence.map_or(Class::None, |evidence| evidence.class),
            psnr: evidence.and_then(|evidence| evidence.psnr()),
            max_ulp: evidence.and_then(|evidence| evidence.max_ulp()),
            max_abs: evidence.and_then(|evidence| evidence.max_abs()),
            parallel: evidence.is_some_and(|evidence| evidence.parallel),
            reason: reason(result),
            wgsl: result.wgsl.clone(),
            adapters: evidence.map(|evidence| evidence.adapters.clone()).unwrap_or_default(),
            seconds: result.seconds,
        }
    }

    /// The row for people; `width` cells for the kernel's name.
    pub fn row(&self, width: usize) -> String {
        let Seconds { parse, contract, draft, compile, execute } = self.seconds;
        let verdict = match self.verdict {
            Some("verified") => "✓ verified",
            Some("differs") => "✗ differs",
            Some("unsupported") => "- unsupported",
            Some(_) => "? inconclusive",
            None => "- no draft",
        };
        let verdict = if self.verdict.is_none() && self.drafter.is_none() && !self.compiles {
            "- not judged"
        } else {
            verdict
        };
        let form = if self.parallel { "parallel" } else { "" };
        let seconds = parse + contract + draft + compile + execute;
        // Without a verdict, the diagnostics follow.
        let reason = self.verdict.and(self.reason.as_deref()).unwrap_or_default();
        let row = format!(
            "{:width$}  {verdict:14}  {:9}  {form:8}  {seconds:6.2} s  {reason}",
            self.kernel, self.class
        );
        row.trim_end().to_owned()
    }

    /// Who drafted in another drafter's place, and why.
    pub fn instead_row(&self) -> Option<String> {
        let (drafter, why) = (self.drafter.as_deref()?, self.instead.as_deref()?);
        Some(format!("  drafted by {drafter}: {why}"))
    }

    /// What adapters said, a line each.
    pub fn adapter_rows(&self) -> impl Iterator<Item = String> {
        self.adapters.iter().map(|adapter| {
            let Adapter { name, cases, outcome, reason, seconds, .. } = adapter;
            let reason = reason.as_ref().map(|why| format!(": {why}")).unwrap_or_default();
            let time = seconds.map(|s| format!(", {:.3} ms on the device", s * 1e3));
            format!("  {name}, {cases} cases{}: {outcome}{reason}", time.unwrap_or_default())
        })
    }
}

/// Why it is not verified: the verdict's reason, else the first error on the way.
fn reason(result: &Candidate) -> Option<String> {
    if let Some(judgement) = &result.judgement {
        return judgement.evidence.verdict.reason().map(str::to_owned);
    }
    let error = result.diagnostics.iter().find(|d| d.severity == Severity::Error);
    let Some(error) = error.or(result.diagnostics.first()) else {
        return Some(result.failure.clone().unwrap_or_else(|| "it could not be judged".into()));
    };
    Some(brief(error))
}

/// A diagnostic on one line, without its file.
pub fn brief(diagnostic: &Diagnostic) -> String {
    let place = diagnostic.span.map(|span| format!("{}:{}: ", span.line, span.column));
    format!("{}{} [{}]", place.unwrap_or_default(), diagnostic.message, diagnostic.code)
}

/// How many of the lines so far were verified.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Tally {
    kernels: usize,
    compiles: usize,
    verified: usize,
    parallel: usize,
}

impl Tally {
    /// Counts a line.
    pub fn count(&mut self, line: &Line) {
        let verified = line.verdict == Some("verified");
        self.kernels += 1;
        self.compiles += usize::from(line.compiles);
        self.verified += usize::from(verified);
        self.parallel += usize::from(verified && line.parallel);
    }

    /// Whether every one was verified.
    pub fn all_verified(&self) -> bool {
        self.verified == self.kernels
    }

    /// For people.
    pub fn summary(&self) -> String {
        let Self { kernels, compiles, verified, parallel } = self;
        let noun = if *kernels == 1 { "kernel" } else { "kernels" };
        format!(
            "{kernels} {noun}: {compiles} compile, {verified} verified, {parallel} of them in parallel form"
        )
    }
}
