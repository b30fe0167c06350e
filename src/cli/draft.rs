//! `draft`: drafts every kernel, and judges what was drafted.

use std::path::{Path, PathBuf};

use super::gpu::Gpu;
use super::line::{Line, Tally};
use super::out::Out;
use super::target::{self, Target};
use super::{Outcome, counterexample, drafter, judge, parallel};
use crate::config::Config;
use crate::draft::Drafter;
use crate::kernel::{KernelId, Severity, relative};
use crate::ratify::names;
use crate::tui::visible::visible;

/// Draft kernels and verify the drafts
#[derive(clap::Args, Debug)]
pub struct Args {
    /// Kernel files, or directories of them
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Write each draft below this directory
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Write counterexamples here, instead of into .w2gpu beside the kernels
    #[arg(long, value_name = "DIR")]
    counterexamples: Option<PathBuf>,
    /// Write the drafts and judge none of them
    #[arg(long, requires = "out", conflicts_with = "counterexamples")]
    unjudged: bool,
    /// One JSON object per kernel and line
    #[arg(long)]
    json: bool,
}

/// Runs it.
pub fn run(args: &Args, config: &Config, out: &mut Out) -> anyhow::Result<Outcome> {
    let drafter = drafter::configured(config)?;
    if let (true, Some(directory)) = (args.unjudged, &args.out) {
        return unjudged(args, directory, drafter.as_ref(), out);
    }
    let gpu = Gpu::new(&config.gpu)?;
    let targets = target::targets(&args.paths)?;
    let work = |target: &Target| -> Vec<judge::Candidate> {
        let judge = |loaded| {
            let seed = judge::seed(config);
            gpu.ask(judge::draft(loaded, drafter.as_ref(), seed, config.limits), config)
        };
        target.load().into_iter().map(judge).collect()
    };
    let width = name_width(&targets);
    let mut tally = Tally::default();
    parallel::in_order(&targets, work, |target, results| -> anyhow::Result<()> {
        for mut result in results.unwrap_or_else(|| crashed(target)) {
            if let (Some(directory), Some(draft)) = (&args.out, &result.draft) {
                let file = directory.join(names::file(&result.loaded.id, ".wgsl"));
                target::write(&file, &draft.wgsl)?;
                result.wgsl = Some(file);
            }
            report(args.json, &args.counterexamples, target, &result, width, &mut tally, out)?;
        }
        Ok(())
    })?;
    if !args.json {
        out.say(&tally.summary())?;
    }
    Ok(Outcome::from_good(tally.all_verified()))
}

/// Writes the drafts. What a drafter has none of is said, and is no failure of the others.
fn unjudged(
    args: &Args,
    directory: &Path,
    drafter: &dyn Drafter,
    out: &mut Out,
) -> anyhow::Result<Outcome> {
    let targets = target::targets(&args.paths)?;
    let work = |target: &Target| -> Vec<judge::Candidate> {
        target.load().into_iter().map(|loaded| judge::drafted(loaded, drafter)).collect()
    };
    let (mut written, mut missing) = (0_u64, 0_u64);
    parallel::in_order(&targets, work, |target, results| -> anyhow::Result<()> {
        for result in results.unwrap_or_else(|| crashed(target)) {
            let id = &result.loaded.id;
            let file = directory.join(names::file(id, ".wgsl"));
            let why = match &result.draft {
                Some(draft) => {
                    target::write(&file, &draft.wgsl)?;
                    written += 1;
                    None
                }
                None => {
                    missing += 1;
                    Some(Line::of(&result).reason.unwrap_or_default())
                }
            };
            if args.json {
                let file = why.is_none().then_some(file);
                out.json(&serde_json::json!({
                    "schema": 1, "kernel": id, "draft": file, "reason": why,
                }))?;
            } else if let Some(why) = why {
                out.say(&format!("{id}  {why}"))?;
            }
        }
        Ok(())
    })?;
    if !args.json {
        out.say(&format!("{written} drafts written, none judged; {missing} kernels without one"))?;
    }
    Ok(Outcome::from_good(missing == 0))
}

/// Prints one result, and keeps its counterexample.
pub fn report(
    json: bool,
    counterexamples: &Option<PathBuf>,
    target: &Target,
    result: &judge::Candidate,
    width: usize,
    tally: &mut Tally,
    out: &mut Out,
) -> anyhow::Result<()> {
    let line = Line::of(result);
    tally.count(&line);
    let kept = counterexample::keep(&target.root, counterexamples.as_deref(), result);
    if json {
        out.json(&line)?;
    } else {
        out.say(&line.row(width))?;
        for row in line.instead_row().into_iter().chain(line.adapter_rows()) {
            out.say(&row)?;
        }
        if !result.compiles {
            problems(&line, result, out)?;
        }
        if let Ok(Some(file)) = &kept {
            out.say(&format!("  see it again: w2gpu-tui replay {}", file.display()))?;
        }
    }
    match kept {
        // Asked for and not there is an error; otherwise the verdict is what counts.
        Err(error) if counterexamples.is_some() => Err(error),
        Err(error) => {
            let message = format!("w2gpu-tui: warning: the counterexample was not kept: {error:#}");
            eprintln!("{}", visible(&message));
            Ok(out.flush()?)
        }
        Ok(_) => Ok(out.flush()?),
    }
}

/// What keeps a draft from being judged: the first error in full, and how many more there are.
fn problems(line: &Line, result: &judge::Candidate, out: &mut Out) -> std::io::Result<()> {
    let errors = result.diagnostics.iter().filter(|d| d.severity == Severity::Error);
    let errors: Vec<_> = errors.collect();
    let Some(first) = errors.first() else {
        return out.say(&format!("  {}", line.reason.as_deref().unwrap_or_default()));
    };
    let file = target::origin(&result.loaded, first.origin, result.wgsl.as_deref());
    out.diagnostic(first, &file)?;
    match errors.len() {
        1 => Ok(()),
        many => out.say(&format!(
            "  and {} more: w2gpu-tui show {}",
            many - 1,
            result.loaded.file.display()
        )),
    }
}

/// A file on which the program itself failed.
pub fn crashed(target: &Target) -> Vec<judge::Candidate> {
    let why = "the program failed on this kernel; please report it with the file";
    let loaded = crate::workbench::engine::Loaded {
        id: KernelId::new(&relative(&target.root, &target.file), None),
        file: target.file.clone(),
        text: "".into(),
        hash: crate::kernel::Digest256::of([]),
        module: None,
        lifted: None,
        unliftable: Vec::new(),
        contract: None,
        diagnostics: Vec::new(),
        seconds: crate::workbench::engine::Seconds::default(),
    };
    vec![judge::Candidate::failed(loaded, why)]
}

/// Cells for the kernels' names.
pub fn name_width(targets: &[Target]) -> usize {
    let width = |target: &Target| {
        KernelId::new(&relative(&target.root, &target.file), None).as_str().chars().count()
    };
    targets.iter().map(width).max().unwrap_or(0).min(40)
}
