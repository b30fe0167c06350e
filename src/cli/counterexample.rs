//! Counterexamples as files: everything that is needed to see one again.

use std::io::Read;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};

use super::judge::Candidate;
use super::target;
use crate::kernel::{Digest256, Verdict};
use crate::ratify::{decisions, names};
use crate::verify::Recipe;

/// The largest file that is read, in bytes.
const MAX_BYTES: u64 = 16 << 20;

/// The recipe of a result that differs.
fn recipe(result: &Candidate) -> Option<Recipe> {
    let evidence = &result.judgement.as_ref()?.evidence;
    let Verdict::Differs { counterexample } = &evidence.verdict else { return None };
    let contract = result.loaded.contract.as_ref()?;
    let file = &result.loaded.file;
    Some(Recipe {
        schema: 1,
        file: std::path::absolute(file).unwrap_or_else(|_| file.clone()),
        wat: evidence.wat,
        export: contract.export.clone(),
        contract: contract.to_toml(),
        wgsl: result.draft.as_ref()?.wgsl.to_string(),
        counterexample: (**counterexample).clone(),
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
        if recipe.schema != 1 {
            bail!("written for schema {}, this program reads 1", recipe.schema);
        }
        Ok(recipe)
    };
    read().with_context(|| file.display().to_string())
}
