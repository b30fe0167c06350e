//! `profile`: times of kernels on the CPU and of their drafts on GPU adapters, over sizes.

use std::path::PathBuf;
use std::time::Duration;

use anyhow::bail;
use serde::Serialize;
use tokio_util::sync::CancellationToken;

use super::out::Out;
use super::{Outcome, drafter, judge, target};
use crate::check;
use crate::config::Config;
use crate::execute::gpu::{Adapter, Pool};
use crate::kernel::Severity;
use crate::verify::profile::{self, Effort, Profile, Subject};
use crate::workbench::engine::{self, Loaded};

/// Time kernels on the CPU and their drafts on GPU adapters, over sizes
#[derive(clap::Args, Debug)]
pub struct Args {
    /// Kernel files, or directories of them
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// This draft, for a file with one kernel, instead of the drafter's
    #[arg(long, value_name = "FILE")]
    wgsl: Option<PathBuf>,
    /// The adapters: `all`, a number, a name or a part of it
    #[arg(long, value_name = "NAME", default_value = "all")]
    adapter: String,
    /// Elements, ascending, instead of powers of 4 from 256 to 16,777,216
    #[arg(long, value_name = "N,…", value_delimiter = ',')]
    sizes: Vec<u64>,
    /// Seconds for one kernel
    #[arg(long, value_name = "SECONDS", default_value_t = 10.0)]
    budget: f64,
    /// One JSON object per kernel and line
    #[arg(long)]
    json: bool,
}

#[derive(Serialize)]
struct Line {
    kernel: String,
    #[serde(flatten)]
    profile: Option<Profile>,
    failed: Option<String>,
}

/// Runs it: 0 when every kernel was measured, 1 when not.
pub fn run(args: &Args, config: &Config, out: &mut Out) -> anyhow::Result<Outcome> {
    let pool = Pool::of_this_program()?;
    let adapters = pool.choose(&args.adapter)?;
    let mut effort = Effort::default();
    if !args.sizes.is_empty() {
        effort.sizes.clone_from(&args.sizes);
    }
    effort.budget = match Duration::try_from_secs_f64(args.budget) {
        Ok(budget) if !budget.is_zero() => budget,
        _ => bail!("--budget {}: must be above 0 seconds", args.budget),
    };
    let mut good = true;
    // One after the other: nothing else of ours may run beside what is timed.
    for target in target::targets(&args.paths)? {
        for loaded in target.load() {
            let (profile, failed) = match one(args, config, &loaded, &pool, &adapters, &effort) {
                Ok(profile) => (Some(profile), None),
                Err(error) => (None, Some(format!("{error:#}"))),
            };
            good &= failed.is_none();
            let line = Line { kernel: loaded.id.to_string(), profile, failed };
            if args.json {
                out.json(&line)?;
            } else {
                print(&line, &adapters, out)?;
            }
            out.flush()?;
        }
    }
    Ok(Outcome::from_good(good))
}

fn one(
    args: &Args,
    config: &Config,
    loaded: &Loaded,
    pool: &Pool,
    adapters: &[Adapter],
    effort: &Effort,
) -> anyhow::Result<Profile> {
    let cancel = CancellationToken::new();
    let (Some(module), Some(contract)) = (&loaded.module, &loaded.contract) else {
        let error = loaded.diagnostics.iter().find(|d| d.severity == Severity::Error);
        bail!("{}", error.map_or("no contract", |d| d.message.as_str()));
    };
    let draft = match &args.wgsl {
        Some(file) => judge::given(target::wgsl(file)?),
        None => {
            let drafter = drafter::configured(config)?;
            let (tokens, _) = tokio::sync::mpsc::channel(1);
            engine::draft(loaded, drafter.as_ref(), &tokens, &cancel)?
        }
    };
    let checked = match check::check(&draft.wgsl, Some(contract)) {
        Ok(checked) => checked,
        Err(found) => bail!("the draft: {}", found.first().map_or("", |d| d.message.as_str())),
    };
    let seed = judge::seed(config);
    let subject = Subject { module, contract, checked: &checked, seed };
    Ok(profile::profile(&subject, pool, adapters, effort, &config.limits, &cancel)?)
}

fn print(line: &Line, adapters: &[Adapter], out: &mut Out) -> anyhow::Result<()> {
    out.say(&line.kernel)?;
    let Some(profile) = &line.profile else {
        out.say(&format!("  not measured: {}", line.failed.as_deref().unwrap_or_default()))?;
        return Ok(());
    };
    for text in profile::table(profile, adapters.iter().map(|adapter| adapter.name.as_str())) {
        out.say(&format!("  {text}"))?;
    }
    Ok(())
}
