//! `verify`: judges WGSL that is there already.

use std::path::{Path, PathBuf};

use anyhow::bail;

use super::gpu::Gpu;
use super::line::Tally;
use super::out::Out;
use super::target::{self, Target};
use super::{Outcome, draft, judge, parallel};
use crate::config::Config;
use crate::kernel::KernelId;
use crate::ratify::{Seeds, names};
use crate::workbench::contract_hash;
use crate::workbench::engine::Loaded;

/// Verify WGSL against the WAT it was made from
#[derive(clap::Args, Debug)]
pub struct Args {
    /// A kernel file, or a directory of them
    #[arg(value_name = "WAT")]
    wat: PathBuf,
    /// The WGSL file; for a directory, the one that `draft --out` wrote
    #[arg(value_name = "WGSL")]
    wgsl: PathBuf,
    /// Which kernel, in a file that exports several
    #[arg(long, value_name = "NAME")]
    kernel: Option<String>,
    /// Write counterexamples here, instead of into .w2gpu beside the kernels
    #[arg(long, value_name = "DIR")]
    counterexamples: Option<PathBuf>,
    /// One JSON object per kernel and line
    #[arg(long)]
    json: bool,
}

/// Runs it.
pub fn run(args: &Args, config: &Config, out: &mut Out) -> anyhow::Result<Outcome> {
    let gpu = Gpu::new(&config.gpu)?;
    let targets = target::targets(std::slice::from_ref(&args.wat))?;
    let several = args.wgsl.is_dir();
    if !several {
        // Read early: a missing file is an error of the command line, not of a kernel.
        target::wgsl(&args.wgsl)?;
        if targets.len() > 1 {
            bail!(
                "{} is a directory, so {} must be one too",
                args.wat.display(),
                args.wgsl.display()
            );
        }
    }
    let work = |target: &Target| -> Vec<judge::Candidate> {
        let wanted = |loaded: &Loaded| match &args.kernel {
            Some(name) => {
                let id = loaded.id.as_str();
                id == name || id.rsplit_once(':').is_some_and(|(_, export)| export == name)
            }
            None => true,
        };
        let one = |loaded| gpu.ask(one(args, config, &target.root, loaded), config);
        target.load().into_iter().filter(wanted).map(one).collect()
    };
    let width = draft::name_width(&targets);
    let mut tally = Tally::default();
    parallel::in_order(&targets, work, |target, results| -> anyhow::Result<()> {
        let results = results.unwrap_or_else(|| draft::crashed(target));
        if !several && results.len() > 1 {
            let names: Vec<_> = results.iter().map(|result| result.loaded.id.as_str()).collect();
            bail!("the file holds several kernels; choose one with --kernel: {}", names.join(", "));
        }
        for result in &results {
            draft::report(
                args.json,
                &args.counterexamples,
                target,
                result,
                width,
                &mut tally,
                out,
            )?;
        }
        Ok(())
    })?;
    if tally == Tally::default() {
        bail!("no kernel of that name in {}", args.wat.display());
    }
    if !args.json && several {
        out.say(&tally.summary())?;
    }
    Ok(Outcome::from_good(tally.all_verified()))
}

fn one(args: &Args, config: &Config, root: &Path, loaded: Loaded) -> judge::Candidate {
    let file = match args.wgsl.is_dir() {
        true => match beside(&args.wgsl, &loaded.id) {
            Some(file) => file,
            None => {
                let why = format!("no WGSL for it in {}", args.wgsl.display());
                return judge::Candidate::failed(loaded, why);
            }
        },
        false => args.wgsl.clone(),
    };
    match target::wgsl(&file) {
        Err(error) => judge::Candidate::failed(loaded, format!("{error:#}")),
        Ok(text) => {
            let mut result = judge::Candidate::new(loaded);
            result.wgsl = Some(file);
            if result.loaded.contract.is_none() {
                return result;
            }
            let hash = contract_hash(result.loaded.contract.as_ref());
            let regressions = match Seeds::new(root).regressions(hash) {
                Ok(seeds) => seeds,
                Err(error) => return judge::Candidate::failed(result.loaded, error.to_string()),
            };
            let seed = judge::seed(config);
            judge::judge_again(result, judge::given(text), &regressions, seed, config.limits)
        }
    }
}

/// The kernel's WGSL in a directory: as `draft --out` names it, or as people would.
fn beside(directory: &Path, kernel: &KernelId) -> Option<PathBuf> {
    let plain = Path::new(kernel.as_str());
    let inside = plain.components().all(|part| matches!(part, std::path::Component::Normal(_)));
    let by_people = inside.then(|| directory.join(format!("{kernel}.wgsl")));
    [Some(directory.join(names::file(kernel, ".wgsl"))), by_people]
        .into_iter()
        .flatten()
        .find(|file| file.is_file())
}
