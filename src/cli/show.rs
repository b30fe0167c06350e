//! `show`: what the program understands of a kernel.

use std::path::{Path, PathBuf};

use serde::Serialize;

use super::out::Out;
use super::{Outcome, target};
use crate::kernel::Diagnostic;
use crate::source;

/// Show the lifted kernel, its contract and the diagnostics
#[derive(clap::Args, Debug)]
pub struct Args {
    /// Kernel files, or directories of them
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// One JSON object per kernel and line
    #[arg(long)]
    json: bool,
}

#[derive(Serialize)]
struct Line<'a> {
    schema: u32,
    kernel: &'a str,
    file: &'a Path,
    wat: String,
    listing: Option<String>,
    contract: Option<String>,
    diagnostics: &'a [Diagnostic],
}

/// Runs it.
pub fn run(args: &Args, out: &mut Out) -> anyhow::Result<Outcome> {
    let mut good = true;
    for target in target::targets(&args.paths)? {
        for loaded in target.load() {
            let listing = loaded.lifted.as_deref().map(source::listing);
            let contract = loaded.contract.as_ref().map(|contract| contract.to_toml());
            good &= listing.is_some() && contract.is_some();
            if args.json {
                out.json(&Line {
                    schema: super::line::SCHEMA,
                    kernel: loaded.id.as_str(),
                    file: &loaded.file,
                    wat: loaded.hash.to_string(),
                    listing,
                    contract,
                    diagnostics: &loaded.diagnostics,
                })?;
                continue;
            }
            out.say(&format!("── {} ({})", loaded.id, loaded.file.display()))?;
            if let Some(listing) = listing {
                out.document(&ended(listing))?;
            }
            if let Some(contract) = contract {
                out.say("── contract")?;
                out.document(&ended(contract))?;
            }
            for diagnostic in &loaded.diagnostics {
                out.diagnostic(diagnostic, &target::origin(&loaded, diagnostic.origin, None))?;
            }
        }
        out.flush()?;
    }
    Ok(Outcome::from_good(good))
}

fn ended(mut text: String) -> String {
    if !text.ends_with('\n') {
        text.push('\n');
    }
    text
}
