//! `list`: the kernels of a directory, and what stands in the store about them.

use std::path::{Path, PathBuf};

use serde::Serialize;

use super::line;
use super::line::brief;
use super::out::Out;
use super::target::{self, Target};
use super::{Outcome, draft, parallel};
use crate::kernel::Severity;
use crate::ratify::{Index, Status, Store};
use crate::workbench::engine::Loaded;

/// List kernels and what stands in the store
#[derive(clap::Args, Debug)]
pub struct Args {
    /// Directories, or kernel files
    #[arg(required = true, value_name = "DIR")]
    paths: Vec<PathBuf>,
    /// One JSON object per kernel and line
    #[arg(long)]
    json: bool,
}

#[derive(Serialize)]
struct Line<'a> {
    schema: u32,
    kernel: &'a str,
    #[serde(serialize_with = "line::path")]
    file: &'a Path,
    wat: String,
    abi: Option<String>,
    ready: bool,
    status: &'static str,
    changed: Vec<&'static str>,
    reason: Option<String>,
}

/// Runs it.
pub fn run(args: &Args, out: &mut Out) -> anyhow::Result<Outcome> {
    for path in &args.paths {
        let targets = target::targets(std::slice::from_ref(path))?;
        let root = targets.first().map_or(path.clone(), |target| target.root.clone());
        let index = Store::new(&root).index()?;
        let width = draft::name_width(&targets);
        parallel::in_order(&targets, Target::load, |target, loaded| -> anyhow::Result<()> {
            let failed = || draft::crashed(target).into_iter().map(|r| r.loaded).collect();
            for kernel in loaded.unwrap_or_else(failed) {
                let line = line(&kernel, &index);
                match args.json {
                    true => out.json(&line)?,
                    false => out.say(&row(&line, width))?,
                }
            }
            Ok(out.flush()?)
        })?;
    }
    Ok(Outcome::Good)
}

fn line<'a>(loaded: &'a Loaded, index: &Index) -> Line<'a> {
    let contract = loaded.contract.as_ref();
    let status = match contract {
        Some(contract) => index.status(&loaded.id, loaded.hash, contract.hash()),
        // Without a contract nothing can be as it was signed.
        None => match index.entry(&loaded.id) {
            None => Status::None,
            Some(entry) => {
                Status::Stale { entry: Box::new(entry.clone()), changed: vec!["contract"] }
            }
        },
    };
    let (status, changed) = match status {
        Status::None => ("none", Vec::new()),
        Status::Ratified(_) => ("ratified", Vec::new()),
        Status::Stale { changed, .. } => ("stale", changed),
    };
    let error = loaded.diagnostics.iter().find(|d| d.severity == Severity::Error);
    Line {
        schema: super::line::SCHEMA,
        kernel: loaded.id.as_str(),
        file: &loaded.file,
        wat: loaded.hash.to_string(),
        abi: contract.map(|contract| format!("{:?}", contract.abi).to_lowercase()),
        ready: contract.is_some() && loaded.lifted.is_some(),
        status,
        changed,
        reason: error.map(brief),
    }
}

fn row(line: &Line<'_>, width: usize) -> String {
    let abi = line.abi.as_deref().unwrap_or("-");
    let status = match line.status {
        "ratified" => "✓ ratified".to_owned(),
        "stale" => format!("! stale: {} changed", line.changed.join(", ")),
        _ => String::new(),
    };
    let reason = line.reason.as_deref().unwrap_or_default();
    let row = format!("{:width$}  {abi:10}  {status:10}  {reason}", line.kernel);
    row.trim_end().to_owned()
}
