//! `completions`: a shell's completion script, from the same table as `--help`.

use clap_complete::Shell;

use super::Outcome;
use super::out::Out;

/// Print a completion script
#[derive(clap::Args, Debug)]
pub struct Args {
    /// For which shell
    #[arg(value_name = "SHELL")]
    shell: Shell,
}

/// Runs it.
pub fn run(args: &Args, mut command: clap::Command, out: &mut Out) -> anyhow::Result<Outcome> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut command, "w2gpu-tui", &mut script);
    out.document(&String::from_utf8_lossy(&script))?;
    Ok(Outcome::Good)
}
