//! `reject`: records that a kernel's draft is not wanted, and why.

use std::path::PathBuf;

use super::out::Out;
use super::{Outcome, target};
use crate::kernel::Digest256;
use crate::ratify::Decisions;

/// Record that a kernel's draft is rejected, and why
#[derive(clap::Args, Debug)]
pub struct Args {
    /// The directory with the kernels
    #[arg(value_name = "DIR")]
    directory: PathBuf,
    /// The kernel's name, as `list` prints it
    #[arg(value_name = "KERNEL")]
    kernel: String,
    /// Why
    #[arg(long, value_name = "TEXT")]
    reason: String,
    /// Only this draft, instead of every one for this WAT
    #[arg(long, value_name = "FILE")]
    wgsl: Option<PathBuf>,
    /// One JSON object instead of text
    #[arg(long)]
    json: bool,
}

/// Runs it.
pub fn run(args: &Args, out: &mut Out) -> anyhow::Result<Outcome> {
    let loaded = target::kernel(&args.directory, &args.kernel)?;
    let wgsl = match &args.wgsl {
        Some(file) => Some(Digest256::of(target::wgsl(file)?)),
        None => None,
    };
    let decisions = Decisions::new(&args.directory);
    let decision = decisions.reject(&loaded.id, loaded.hash, wgsl, &args.reason)?;
    match args.json {
        true => out.json(&decision)?,
        false => out.say(&format!("{} is rejected: {}", loaded.id, args.reason))?,
    }
    Ok(Outcome::Good)
}
