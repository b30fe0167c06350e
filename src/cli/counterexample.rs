//! Counterexamples as files: everything that is needed to see one again.

use std::io::Read;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};

use tokio_util::sync::CancellationToken;

use super::judge::Candidate;
use super::target;
use crate::check;
use crate::execute::Limits;
use crate::kernel::{Digest256, Verdict};
use crate::ratify::{decisions, names};
use crate::verify::replay::SCHEMA;
use crate::verify::{self, Recipe};

/// The largest file that is read, in bytes.
const MAX_BYTES: u64 = 16 << 20;

/// The recipe of a result that differs, with its inputs as small as they could be made.
fn recipe(result: &Candidate) -> Option<Recipe> {
    let evidence = &result.judgement.as_ref()?.evidence;
    let Verdict::Differs { counterexample } = &evidence.verdict else { return None };
    let contract = result.loaded.contract.as_ref()?;
    let (file, wgsl) = (&result.loaded.file, &result.draft.as_ref()?.wgsl);
    let checked = check::check(wgsl, Some(contract)).ok()?;
    let request = verify::Request {
        module: result.loaded.module.as_ref()?,
        contract,
        checked: &checked,
        wgsl: evidence.wgsl,
        seed: counterexample.seed,
        limits: Limits::default(),
    };
    let file = std::path::absolute(file).unwrap_or_else(|_| file.clone());
    let recipe = Recipe::new(file, &request, wgsl, counterexample);
    Some(match verify::shrink(&request, counterexample, &CancellationToken::new()) {
        Some(small) => recipe.with(contract, &small),
        None => recipe,
    })
}

/// Writes the counterexample of a result, if it has one: into `wanted`, or into the program's own
/// directory below `root`. Gives where it lies.
pub fn keep(
    root: &Path,
    wanted: Option<&Path>,
    result: &Candidate,
) -> anyhow::Result<Option<PathBuf>> {
    let Some(recipe) = recipe(result) else { return Ok(None) };
    let digest = Digest256::of(&recipe.wgsl).short(8);
    let name = names::file(&result.loaded.id, &format!(".{digest}.json"));
    let directory = match wanted {
        Some(directory) => directory.to_owned(),
        None => decisions::own_directory(root)
            .with_context(|| root.join(decisions::DIRECTORY).display().to_string())?
            .join("counterexamples"),
    };
    let path = directory.join(name);
    target::write(&path, &format!("{}\n", serde_json::to_string_pretty(&recipe)?))?;
    Ok(Some(path))
}

/// Reads a recipe.
pub fn read(file: &Path) -> anyhow::Result<Recipe> {
    let read = || -> anyhow::Result<Recipe> {
        if !std::fs::metadata(file)?.is_file() {
            bail!("not a regular file");
        }
        let mut bytes = Vec::new();
        std::fs::File::open(file)?.take(MAX_BYTES + 1).read_to_end(&mut bytes)?;
        if bytes.len() as u64 > MAX_BYTES {
            bail!("larger than {} MiB", MAX_BYTES >> 20);
        }
        let recipe: Recipe = serde_json::from_slice(&bytes).context("no counterexample")?;
        if !(1..=SCHEMA).contains(&recipe.schema) {
            bail!("written for schema {}, this program reads 1 to {SCHEMA}", recipe.schema);
        }
        Ok(recipe)
    };
    read().with_context(|| file.display().to_string())
}
