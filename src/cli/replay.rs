//! `replay`: shows a counterexample again.

use std::path::{Path, PathBuf};

use anyhow::Context;

use super::counterexample::{self, Record};
use super::line::Line;
use super::out::Out;
use super::{Outcome, judge};
use crate::config::Config;
use crate::kernel::{Counterexample, Verdict};
use crate::tui::visible::visible;
use crate::workbench::engine;

/// Run a counterexample again
#[derive(clap::Args, Debug)]
pub struct Args {
    /// The counterexample's file
    #[arg(value_name = "COUNTEREXAMPLE")]
    file: PathBuf,
    /// The kernel's file, where it has moved
    #[arg(long, value_name = "WAT")]
    wat: Option<PathBuf>,
    /// One JSON object instead of text
    #[arg(long)]
    json: bool,
}

/// Runs it: 0 when the draft is verified now, 1 when it still isn't.
pub fn run(args: &Args, config: &Config, out: &mut Out) -> anyhow::Result<Outcome> {
    let record = counterexample::read(&args.file)?;
    let file = match &args.wat {
        Some(file) => file.clone(),
        None => args.file.parent().unwrap_or(Path::new(".")).join(&record.file),
    };
    std::fs::metadata(&file)
        .with_context(|| format!("{}: give the kernel's file with --wat", file.display()))?;
    let root = root(&file, &record);
    let loaded =
        engine::load(&root, &file)
            .into_iter()
            .find(|loaded| loaded.id == record.kernel)
            .with_context(|| format!("{}: no kernel '{}' in it", file.display(), record.kernel))?;
    let mut changed = Vec::new();
    if loaded.hash != record.wat {
        changed.push("WAT");
    }
    if loaded.contract.as_ref().is_some_and(|contract| contract.hash() != record.contract) {
        changed.push("contract");
    }
    if !changed.is_empty() {
        let what = changed.join(" and ");
        eprintln!("w2gpu-tui: warning: the {what} changed since; this may be another case");
    }
    let result = judge::Candidate::new(loaded);
    let result =
        judge::judge(result, judge::given(record.wgsl.clone()), record.seed, config.limits);
    let line = Line::of(&result);
    if args.json {
        out.json(&line)?;
    } else {
        out.say(&line.row(0))?;
        let verdict = result.judgement.as_ref().map(|judgement| &judgement.evidence.verdict);
        if let Some(Verdict::Differs { counterexample }) = verdict {
            for text in describe(counterexample) {
                out.say(&format!("  {text}"))?;
            }
            if **counterexample != record.counterexample {
                eprintln!("{}", visible("w2gpu-tui: note: it is not the case that was recorded"));
            }
        }
    }
    Ok(Outcome::from_good(line.verdict == Some("verified")))
}

/// The directory that the kernel was named from: as many parts above the file as its name has.
fn root(file: &Path, record: &Record) -> PathBuf {
    let depth = record.kernel.as_str().split(':').next().unwrap_or_default().split('/').count();
    file.ancestors().nth(depth).map_or_else(|| PathBuf::from("."), Path::to_owned)
}

fn describe(counterexample: &Counterexample) -> Vec<String> {
    let Counterexample { seed, case, scalars, executor, buffer, index, .. } = counterexample;
    let scalars: Vec<_> = scalars.iter().map(|(name, value)| format!("{name} = {value}")).collect();
    let mut lines = vec![format!("seed {seed}, case {case} on {executor}: {}", scalars.join(", "))];
    if let (Some(buffer), Some(index)) = (buffer, index) {
        let pixel = counterexample.pixel.map(|[x, y]| format!(" (column {x}, row {y})"));
        let expected = counterexample.expected.as_deref().unwrap_or("?");
        let actual = counterexample.actual.as_deref().unwrap_or("?");
        let pixel = pixel.unwrap_or_default();
        lines
            .push(format!("{buffer}[{index}]{pixel}: expected {expected}, the draft has {actual}"));
    }
    if let Some(finding) = &counterexample.finding {
        let place = finding.span.map(|span| format!(" at {}:{}", span.line, span.column));
        lines.push(format!("{}{}", finding.message, place.unwrap_or_default()));
    }
    lines
}
