//! `contract`: the contract in full, in the sidecar's format.

use std::path::{Path, PathBuf};

use anyhow::bail;
use serde::Serialize;

use super::out::{Out, rendered};
use super::{Outcome, target};
use crate::kernel::{Diagnostic, Severity};
use crate::workbench::engine;

/// Print a kernel's contract, or write it as a sidecar
#[derive(clap::Args, Debug)]
pub struct Args {
    /// Kernel files, or directories of them
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Write it beside the kernel, where no sidecar is yet
    #[arg(long)]
    write: bool,
    /// With --write: replace a sidecar that is there
    #[arg(long, requires = "write")]
    force: bool,
    /// One JSON object per kernel and line
    #[arg(long)]
    json: bool,
}

#[derive(Serialize)]
struct Line<'a> {
    schema: u32,
    kernel: &'a str,
    file: &'a Path,
    hash: Option<String>,
    contract: Option<&'a str>,
    written: Option<&'a Path>,
    diagnostics: &'a [Diagnostic],
}

/// Runs it.
pub fn run(args: &Args, out: &mut Out) -> anyhow::Result<Outcome> {
    let mut good = true;
    for target in target::targets(&args.paths)? {
        let kernels = target.load();
        let several = kernels.len() > 1;
        for loaded in kernels {
            let toml = loaded.contract.as_ref().map(|contract| contract.to_toml());
            good &= toml.is_some();
            let mut written = None;
            if let (true, Some(contract), Some(toml)) = (args.write, &loaded.contract, &toml) {
                let file = match several {
                    // Each export its own, also where one for all is there already.
                    true => loaded.file.with_extension(format!("{}.toml", safe(&contract.export)?)),
                    false => engine::sidecar(&loaded.file, &contract.export),
                };
                if file.exists() && !args.force {
                    bail!("{} is there already; --force replaces it", file.display());
                }
                target::write(&file, toml)?;
                written = Some(file);
            }
            if args.json {
                out.json(&Line {
                    schema: super::line::SCHEMA,
                    kernel: loaded.id.as_str(),
                    file: &loaded.file,
                    hash: loaded.contract.as_ref().map(|contract| contract.hash().to_string()),
                    contract: toml.as_deref(),
                    written: written.as_deref(),
                    diagnostics: &loaded.diagnostics,
                })?;
                continue;
            }
            match (&toml, &written) {
                (Some(_), Some(file)) => out.say(&format!("{} written", file.display()))?,
                (Some(toml), None) => out.document(toml)?,
                (None, _) => {}
            }
            // Kept apart from the contract: that may go into a file.
            for diagnostic in &loaded.diagnostics {
                if toml.is_none() || diagnostic.severity != Severity::Note {
                    eprintln!(
                        "{}",
                        rendered(diagnostic, &target::origin(&loaded, diagnostic.origin, None))
                    );
                }
            }
        }
    }
    Ok(Outcome::from_good(good))
}

/// An export's name comes from the file and must not lead elsewhere.
fn safe(export: &str) -> anyhow::Result<&str> {
    if export.is_empty() || export.contains(['/', '\\', '\0']) {
        bail!("the export '{export}' can't be part of a file's name; write the sidecar by hand");
    }
    Ok(export)
}
