//! `undo`: takes a rejection back.

use std::path::PathBuf;

use super::{Outcome, out::Out};
use crate::kernel::KernelId;
use crate::ratify::{Action, DecisionError, Decisions};

/// Take back a kernel's last rejection
#[derive(clap::Args, Debug)]
pub struct Args {
    /// The directory with the kernels
    #[arg(value_name = "DIR")]
    directory: PathBuf,
    /// The kernel's name, as `list` prints it
    #[arg(value_name = "KERNEL")]
    kernel: String,
    /// One JSON object instead of text
    #[arg(long)]
    json: bool,
}

/// Runs it. The kernel's file may be gone by now.
pub fn run(args: &Args, out: &mut Out) -> anyhow::Result<Outcome> {
    let kernel = KernelId::from_name(&*args.kernel);
    let undone = match Decisions::new(&args.directory).undo(&kernel) {
        Err(error @ DecisionError::Nothing(_)) => {
            eprintln!("w2gpu-tui: {}", crate::tui::visible::visible(&error.to_string()));
            return Ok(Outcome::Bad);
        }
        other => other?,
    };
    match (args.json, &undone.action) {
        (true, _) => out.json(&undone)?,
        (false, Action::Reject { reason, .. }) => {
            out.say(&format!("{kernel}: the rejection of {} is undone ({reason})", undone.time))?;
        }
        (false, Action::Undo) => {}
    }
    Ok(Outcome::Good)
}
