//! `check`: naga's and our own diagnostics on WGSL, without running it.

use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use serde::Serialize;

use super::line;
use super::out::Out;
use super::{Outcome, target};
use crate::check;
use crate::kernel::{Diagnostic, Severity};

/// Directories are entered no deeper.
const MAX_DEPTH: usize = 32;

/// Check WGSL for errors without running it
#[derive(clap::Args, Debug)]
pub struct Args {
    /// WGSL files, or directories of them
    #[arg(required = true, value_name = "WGSL")]
    paths: Vec<PathBuf>,
    /// Also check the interface against this kernel's contract
    #[arg(long, value_name = "WAT")]
    against: Option<PathBuf>,
    /// One JSON object per file and line
    #[arg(long)]
    json: bool,
}

#[derive(Serialize)]
struct Line<'a> {
    schema: u32,
    #[serde(serialize_with = "line::path")]
    file: &'a Path,
    compiles: bool,
    diagnostics: &'a [Diagnostic],
}

/// Runs it.
pub fn run(args: &Args, out: &mut Out) -> anyhow::Result<Outcome> {
    let contract = match &args.against {
        None => None,
        Some(file) => {
            let targets = target::targets(std::slice::from_ref(file))?;
            let loaded = targets.iter().flat_map(target::Target::load).collect::<Vec<_>>();
            let [one] = loaded.as_slice() else {
                bail!("{}: give a file with exactly one kernel", file.display());
            };
            let message = || format!("{}: no contract; see `show`", file.display());
            Some(one.contract.clone().with_context(message)?)
        }
    };
    let mut good = true;
    for file in files(&args.paths)? {
        let text = target::wgsl(&file)?;
        let (compiles, diagnostics) = match check::check(&text, contract.as_deref()) {
            Ok(checked) => (true, checked.diagnostics),
            Err(diagnostics) => (false, diagnostics),
        };
        good &= compiles;
        if args.json {
            out.json(&Line {
                schema: super::line::SCHEMA,
                file: &file,
                compiles,
                diagnostics: &diagnostics,
            })?;
        } else {
            for diagnostic in &diagnostics {
                out.diagnostic(diagnostic, &file)?;
            }
            let errors = diagnostics.iter().filter(|d| d.severity == Severity::Error).count();
            let verdict = if compiles { "ok".to_owned() } else { format!("{errors} errors") };
            out.say(&format!("{}: {verdict}", file.display()))?;
        }
        out.flush()?;
    }
    Ok(Outcome::from_good(good))
}

/// All `.wgsl` files of the given files and directories; links in directories are not followed.
fn files(paths: &[PathBuf]) -> anyhow::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for path in paths {
        if !path.is_dir() {
            files.push(path.clone());
            continue;
        }
        let mut found = Vec::new();
        let mut open = vec![(path.clone(), 0)];
        while let Some((directory, depth)) = open.pop() {
            let entries =
                std::fs::read_dir(&directory).with_context(|| directory.display().to_string())?;
            for entry in entries {
                let entry = entry.with_context(|| directory.display().to_string())?;
                let kind = entry.file_type()?;
                let hidden = entry.file_name().as_encoded_bytes().starts_with(b".");
                let path = entry.path();
                if kind.is_dir() && depth < MAX_DEPTH && !hidden {
                    open.push((path, depth + 1));
                } else if kind.is_file() && path.extension().is_some_and(|e| e == "wgsl") {
                    found.push(path);
                }
            }
        }
        if found.is_empty() {
            bail!("{}: no .wgsl file below this directory", path.display());
        }
        found.sort();
        files.append(&mut found);
    }
    Ok(files)
}
