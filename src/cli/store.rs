//! `store verify`: whether a store is what its log says.

use std::path::{Path, PathBuf};

use serde::Serialize;

use super::Outcome;
use super::out::Out;
use crate::ratify::audit;

/// Look after the store of ratified kernels
#[derive(clap::Args, Debug)]
pub struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(clap::Subcommand, Debug)]
enum Command {
    /// Verify signatures, chain and digests of everything in the store
    Verify {
        /// The directory with the kernels, or the store itself
        #[arg(value_name = "DIR")]
        directory: PathBuf,
        /// One JSON object instead of text
        #[arg(long)]
        json: bool,
    },
}

#[derive(Serialize)]
struct Line<'a> {
    schema: u32,
    good: bool,
    entries: usize,
    kernels: usize,
    pending: bool,
    keys: Vec<Key<'a>>,
    problems: Vec<Problem<'a>>,
}

#[derive(Serialize)]
struct Key<'a> {
    key: &'a str,
    name: &'a str,
    statements: usize,
}

#[derive(Serialize)]
struct Problem<'a> {
    file: &'a Path,
    message: &'a str,
}

/// Runs it.
pub fn run(args: &Args, out: &mut Out) -> anyhow::Result<Outcome> {
    let Command::Verify { directory, json } = &args.command;
    let report = audit::verify(directory).map_err(anyhow::Error::msg)?;
    let good = report.problems.is_empty();
    if *json {
        out.json(&Line {
            schema: super::line::SCHEMA,
            good,
            entries: report.entries,
            kernels: report.kernels,
            pending: report.pending,
            keys: report
                .keys
                .iter()
                .map(|(key, (name, statements))| Key { key, name, statements: *statements })
                .collect(),
            problems: report
                .problems
                .iter()
                .map(|problem| Problem { file: &problem.file, message: &problem.message })
                .collect(),
        })?;
        return Ok(Outcome::from_good(good));
    }
    for problem in &report.problems {
        out.say(&format!("{}: {}", problem.file.display(), problem.message))?;
    }
    for (key, (name, statements)) in &report.keys {
        out.say(&format!("{statements} statements signed by {key} ({name})"))?;
    }
    if report.pending {
        out.say("a ratification was interrupted; it counts, and the next one will finish it")?;
    }
    let (entries, kernels) = (report.entries, report.kernels);
    let verdict = match report.problems.len() {
        0 => "good".to_owned(),
        1 => "1 problem".to_owned(),
        many => format!("{many} problems"),
    };
    out.say(&format!("{entries} ratifications of {kernels} kernels: {verdict}"))?;
    Ok(Outcome::from_good(good))
}
