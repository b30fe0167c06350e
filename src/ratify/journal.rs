//! The journal of one ratification: everything that must become true together.
//!
//! Its appearance under its name is the one moment at which a ratification counts. Before it,
//! only content that nothing names was added. From it on, [`Journal::apply`] makes log, head and
//! files agree, as often as it is interrupted, and at last removes the journal.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::canonical;
use super::disk::{Disk, DiskError};
use super::log::{Entry, SCHEMA};
use super::names;
use crate::kernel::{Digest256, KernelId};

/// Where the journal lies.
pub(super) const FILE: &str = ".journal.json";
/// Where content lies under its digest.
pub(super) const OBJECTS: &str = ".objects";
/// The log.
pub(super) const LOG: &str = "log.jsonl";
/// The head.
pub(super) const HEAD: &str = "head.json";
/// The head's signature.
pub(super) const HEAD_SIGNATURE: &str = "head.json.sig";

/// The files of a kernel: ending, and which of an entry's digests it holds.
pub(super) fn files(entry: &Entry) -> [(&'static str, Digest256); 5] {
    [
        (".wgsl", entry.wgsl),
        (".toml", entry.contract),
        (".evidence.json", entry.evidence),
        (".json", entry.statement),
        (".json.sig", entry.signature),
    ]
}

/// Where the content with this digest lies.
pub(super) fn object(digest: Digest256) -> PathBuf {
    Path::new(OBJECTS).join(digest.hex())
}

/// What must become true.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Journal {
    /// [`SCHEMA`].
    pub schema: u32,
    /// Always `journal`.
    pub kind: String,
    /// Bytes of the log before this entry.
    pub base: u64,
    /// The log's new line, without its newline.
    pub line: String,
    /// The new head.
    pub head: String,
    /// Its signature.
    pub head_signature: String,
}

/// Why a journal can't be carried out.
#[derive(Debug, thiserror::Error)]
pub(super) enum JournalError {
    #[error(transparent)]
    Disk(#[from] DiskError),
    #[error("{file}: {message}")]
    Damaged { file: String, message: String },
}

fn damaged(file: impl AsRef<Path>, message: impl Into<String>) -> JournalError {
    JournalError::Damaged { file: file.as_ref().display().to_string(), message: message.into() }
}

impl Journal {
    pub fn new(base: u64, line: &[u8], head: &[u8], head_signature: String) -> Self {
        Self {
            schema: SCHEMA,
            kind: "journal".into(),
            base,
            line: String::from_utf8_lossy(line).into_owned(),
            head: String::from_utf8_lossy(head).into_owned(),
            head_signature,
        }
    }

    /// The journal that waits, if one does.
    pub fn read(disk: &Disk) -> Result<Option<Self>, JournalError> {
        let Some(bytes) = disk.read(Path::new(FILE))? else { return Ok(None) };
        let journal: Self =
            canonical::from_bytes(&bytes).map_err(|e| damaged(FILE, e.to_string()))?;
        if journal.kind != "journal" || journal.schema != SCHEMA {
            return Err(damaged(
                FILE,
                format!("a '{}' of schema {}", journal.kind, journal.schema),
            ));
        }
        Ok(Some(journal))
    }

    /// Its entry.
    pub fn entry(&self) -> Result<Entry, JournalError> {
        canonical::from_bytes(self.line.as_bytes()).map_err(|e| damaged(FILE, e.to_string()))
    }

    /// The whole log as it will be, from its bytes as they are.
    pub fn log(&self, bytes: &[u8]) -> Result<Vec<u8>, JournalError> {
        let line = format!("{}\n", self.line);
        let cut = || damaged(LOG, "shorter than the journal says: its end was removed");
        let base = usize::try_from(self.base).map_err(|_| cut())?;
        let (before, tail) = bytes.split_at_checked(base).ok_or_else(cut)?;
        if !line.as_bytes().starts_with(tail) {
            return Err(damaged(LOG, "its end is not what the journal was about to write"));
        }
        Ok([before, line.as_bytes()].concat())
    }

    /// Carries it out, and removes it.
    pub fn apply(&self, disk: &Disk) -> Result<(), JournalError> {
        let entry = self.entry()?;
        let log = disk.read(Path::new(LOG))?.unwrap_or_default();
        if self.log(&log)? != log {
            disk.append(Path::new(LOG), self.base, format!("{}\n", self.line).as_bytes())?;
        }
        replace(disk, Path::new(HEAD), self.head.as_bytes())?;
        replace(disk, Path::new(HEAD_SIGNATURE), self.head_signature.as_bytes())?;
        view(disk, &entry.kernel, &entry)?;
        disk.remove(Path::new(FILE))?;
        Ok(())
    }
}

/// Puts the kernel's files, as people read them, where they belong.
fn view(disk: &Disk, kernel: &KernelId, entry: &Entry) -> Result<(), JournalError> {
    if let Some(parent) = names::path(kernel).parent() {
        disk.make_directory(parent)?;
    }
    for (ending, digest) in files(entry) {
        let from = object(digest);
        let bytes = disk.read(&from)?.ok_or_else(|| damaged(&from, "is missing"))?;
        if Digest256::of(&bytes) != digest {
            return Err(damaged(&from, "its content was changed"));
        }
        replace(disk, &names::file(kernel, ending), &bytes)?;
    }
    Ok(())
}

fn replace(disk: &Disk, file: &Path, bytes: &[u8]) -> Result<(), JournalError> {
    if disk.read(file)?.as_deref() != Some(bytes) {
        disk.write(file, bytes)?;
    }
    Ok(())
}
