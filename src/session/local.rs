//! The workbench in the terminal that the program was started from.

use std::path::PathBuf;
use std::process::ExitCode;

use crate::config::Config;

/// Runs the workbench on `directory` until the reviewer leaves it.
///
/// # Errors
/// No terminal, or no directory.
pub fn run(config: Config, directory: PathBuf) -> anyhow::Result<ExitCode> {
    let _ = (config, directory);
    anyhow::bail!("the workbench is not built in yet; see `w2gpu-tui --help`")
}
