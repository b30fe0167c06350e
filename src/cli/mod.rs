//! The command line: the workbench's engine without a terminal.
//!
//! One table of subcommands and flags gives parsing, help, man page and completions. With
//! `--json` every subcommand prints one object per kernel and line. Never asks anything, except
//! for the digits that confirm a ratification.

mod builtins;
mod check;
mod completions;
mod contract;
mod corpus;
mod counterexample;
mod devices;
mod draft;
pub(crate) mod drafter;
mod eval;
mod gpu;
mod judge;
mod line;
mod list;
mod man;
mod mutate;
mod out;
mod parallel;
mod profile;
mod ratify;
mod reject;
mod replay;
mod show;
mod store;
mod target;
mod trace;
mod undo;
mod verify;

use std::ffi::OsString;
use std::io;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context;
use clap::{CommandFactory, Parser, Subcommand};

use crate::config::{Config, Settings};
use crate::tui::visible::visible;
use out::Out;

/// Drafts GPU kernels from WebAssembly, verifies them by execution, and signs what a person accepts
#[derive(Parser, Debug)]
#[command(name = "w2gpu-tui", version, about, after_help = EXIT_CODES)]
#[command(subcommand_negates_reqs = true, args_conflicts_with_subcommands = false)]
pub struct Cli {
    /// The directory with the kernels: starts the workbench
    #[arg(value_name = "DIR", required = true)]
    directory: Option<PathBuf>,
    /// Configuration file, instead of w2gpu-tui/config.toml in the configuration directory
    #[arg(
        long,
        global = true,
        env = "W2GPU_CONFIG",
        value_name = "FILE",
        help_heading = "Settings"
    )]
    config: Option<PathBuf>,
    #[command(flatten)]
    settings: Settings,
    #[command(subcommand)]
    command: Option<Command>,
}

const EXIT_CODES: &str = "\
Exit codes: 0 all verified (or done), 1 some not, 2 usage or environment.
Settings also come from W2GPU_* in the environment and from the configuration file.";

#[derive(Subcommand, Debug)]
enum Command {
    List(list::Args),
    Show(show::Args),
    Contract(contract::Args),
    Check(check::Args),
    Draft(draft::Args),
    Verify(verify::Args),
    Ratify(ratify::Args),
    Reject(reject::Args),
    Undo(undo::Args),
    Devices(devices::Args),
    Builtins(builtins::Args),
    Profile(profile::Args),
    Replay(replay::Args),
    Trace(trace::Args),
    Mutate(mutate::Args),
    Corpus(corpus::Args),
    Eval(eval::Args),
    Store(store::Args),
    Man(man::Args),
    Completions(completions::Args),
}

/// How a subcommand ended, when nothing went wrong with the program or its environment.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Outcome {
    /// All verified, or done.
    Good,
    /// Some not.
    Bad,
}

impl Outcome {
    fn from_good(good: bool) -> Self {
        if good { Self::Good } else { Self::Bad }
    }
}

/// Parses the arguments, runs, and says how it ended.
pub fn main(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    if arguments.get(1).is_some_and(|first| first == crate::execute::gpu::WORKER) {
        return crate::execute::gpu::serve(arguments.get(2).map(OsString::as_os_str));
    }
    let cli = match Cli::try_parse_from(arguments) {
        Ok(cli) => cli,
        Err(error) => {
            // A closed pipe under --help is no error either.
            let _ = error.print();
            return ExitCode::from(if error.use_stderr() { 2 } else { 0 });
        }
    };
    match run(cli) {
        Ok(code) => code,
        Err(error) if is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("w2gpu-tui: error: {}", visible(&message(&error)));
            ExitCode::from(2)
        }
    }
}

/// The whole chain, without the causes that a message names already.
fn message(error: &anyhow::Error) -> String {
    error.chain().fold(String::new(), |message, cause| {
        let cause = cause.to_string();
        match message.is_empty() {
            true => cause,
            false if message.contains(&cause) => message,
            false => format!("{message}: {cause}"),
        }
    })
}

fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        cause.downcast_ref::<io::Error>().is_some_and(|e| e.kind() == io::ErrorKind::BrokenPipe)
    })
}

fn run(cli: Cli) -> anyhow::Result<ExitCode> {
    let config = || Config::load(&cli.settings, cli.config.as_deref());
    let Some(command) = cli.command else {
        let directory = cli.directory.context("no directory given")?;
        return crate::session::local::run(config()?, directory);
    };
    let mut out = Out::stdout();
    let outcome = match command {
        Command::List(args) => list::run(&args, &mut out)?,
        Command::Show(args) => show::run(&args, &mut out)?,
        Command::Contract(args) => contract::run(&args, &mut out)?,
        Command::Check(args) => check::run(&args, &mut out)?,
        Command::Draft(args) => draft::run(&args, &config()?, &mut out)?,
        Command::Verify(args) => verify::run(&args, &config()?, &mut out)?,
        Command::Ratify(args) => ratify::run(&args, &config()?, &mut out)?,
        Command::Reject(args) => reject::run(&args, &mut out)?,
        Command::Undo(args) => undo::run(&args, &mut out)?,
        Command::Devices(args) => devices::run(&args, &mut out)?,
        Command::Builtins(args) => builtins::run(&args, &config()?, &mut out)?,
        Command::Profile(args) => profile::run(&args, &config()?, &mut out)?,
        Command::Replay(args) => replay::run(&args, &config()?, &mut out)?,
        Command::Mutate(args) => mutate::run(&args, &config()?, &mut out)?,
        Command::Corpus(args) => corpus::run(&args, &config()?, &mut out)?,
        Command::Eval(args) => eval::run(&args, &config()?, &mut out)?,
        Command::Trace(args) => trace::run(&args, &config()?, &mut out)?,
        Command::Store(args) => store::run(&args, &mut out)?,
        Command::Man(_) => man::run(Cli::command(), &mut out)?,
        Command::Completions(args) => completions::run(&args, Cli::command(), &mut out)?,
    };
    out.flush()?;
    Ok(match outcome {
        Outcome::Good => ExitCode::SUCCESS,
        Outcome::Bad => ExitCode::from(1),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cause_is_named_once() {
        let cause = || io::Error::other("the disk is full");
        let error = anyhow::Error::from(cause()).context("nothing was recorded: the disk is full");
        assert_eq!(message(&error), "nothing was recorded: the disk is full");
        let error = anyhow::Error::from(cause()).context("log.jsonl");
        assert_eq!(message(&error), "log.jsonl: the disk is full");
    }

    #[test]
    fn the_table_of_flags_is_sound() {
        Cli::command().debug_assert();
    }
}
