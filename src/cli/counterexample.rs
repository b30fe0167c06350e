//! Counterexamples as files: everything that is needed to see one again.

use std::io::Read;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use serde::{Deserialize, Serialize};

use super::judge::Candidate;
use super::target;
use crate::kernel::{Counterexample, Digest256, KernelId, Verdict};
use crate::ratify::{decisions, names};

/// Version of the file's layout.
pub const SCHEMA: u32 = 1;

/// The largest file that is read, in bytes.
const MAX_BYTES: u64 = 16 << 20;

/// A counterexample with what it is about.
#[derive(Serialize, Deserialize, Clone, PartialEq, Debug)]
pub struct Record {
    /// [`SCHEMA`].
    pub schema: u32,
    /// The kernel's name.
    pub kernel: KernelId,
    /// Its WAT file, relative to this one's directory or absolute.
    pub file: PathBuf,
    /// Digest of the WAT.
    pub wat: Digest256,
    /// Digest of the contract.
    pub contract: Digest256,
    /// The seed of the whole run.
    pub seed: u64,
    /// The draft's text.
    pub wgsl: String,
    /// What was found.
    pub counterexample: Counterexample,
}

/// The record of a result that differs.
fn record(result: &Candidate) -> Option<Record> {
    let evidence = &result.judgement.as_ref()?.evidence;
    let Verdict::Differs { counterexample } = &evidence.verdict else { return None };
    let file = &result.loaded.file;
    Some(Record {
        schema: SCHEMA,
        kernel: result.loaded.id.clone(),
        file: std::path::absolute(file).unwrap_or_else(|_| file.clone()),
        wat: evidence.wat,
        contract: evidence.contract,
        seed: evidence.seed,
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
    let Some(record) = record(result) else { return Ok(None) };
    let digest = Digest256::of(&record.wgsl).short(8);
    let name = names::file(&record.kernel, &format!(".{digest}.json"));
    let directory = match wanted {
        Some(directory) => directory.to_owned(),
        None => decisions::own_directory(root)
            .with_context(|| root.join(decisions::DIRECTORY).display().to_string())?
            .join("counterexamples"),
    };
    let path = directory.join(name);
    target::write(&path, &format!("{}\n", serde_json::to_string_pretty(&record)?))?;
    Ok(Some(path))
}

/// Reads a record.
pub fn read(file: &Path) -> anyhow::Result<Record> {
    let read = || -> anyhow::Result<Record> {
        if !std::fs::metadata(file)?.is_file() {
            bail!("not a regular file");
        }
        let mut bytes = Vec::new();
        std::fs::File::open(file)?.take(MAX_BYTES + 1).read_to_end(&mut bytes)?;
        if bytes.len() as u64 > MAX_BYTES {
            bail!("larger than {} MiB", MAX_BYTES >> 20);
        }
        let record: Record = serde_json::from_slice(&bytes).context("no counterexample")?;
        if record.schema != SCHEMA {
            bail!("written for schema {}, this program reads {SCHEMA}", record.schema);
        }
        Ok(record)
    };
    read().with_context(|| file.display().to_string())
}
