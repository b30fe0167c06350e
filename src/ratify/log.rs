//! The log: one canonical JSON line per ratification, numbered without gaps, each naming the
//! digest of the line before. The head names the last line and is signed.
//!
//! Only reads and checks; `store` is what writes.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::canonical::{self, CanonicalError};
use crate::kernel::{Digest256, KernelId};

/// Version of the lines' and the head's layout.
pub const SCHEMA: u32 = 1;

/// One line of the log.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// [`SCHEMA`].
    pub schema: u32,
    /// Always `ratified`, until there are other records.
    pub kind: String,
    /// From 1, without gaps.
    pub seq: u64,
    /// Digest of the line before, without its newline; null in the first.
    pub prev: Option<Digest256>,
    /// The kernel's name.
    pub kernel: KernelId,
    /// Digest of the WAT.
    pub wat: Digest256,
    /// Digest of the contract's TOML.
    pub contract: Digest256,
    /// Digest of the WGSL.
    pub wgsl: Digest256,
    /// Digest of the evidence.
    pub evidence: Digest256,
    /// Digest of the statement.
    pub statement: Digest256,
    /// Digest of the statement's signature file.
    pub signature: Digest256,
    /// Fingerprint of the key that signed the statement and the head.
    pub key: String,
    /// The statement's time.
    pub time: String,
}

/// The signed end of the log.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Head {
    /// [`SCHEMA`].
    pub schema: u32,
    /// Always `head`.
    pub kind: String,
    /// The last entry's number: how many there are.
    pub seq: u64,
    /// Digest of the last line, without its newline.
    pub entry: Digest256,
}

impl Entry {
    /// The line, without its newline.
    ///
    /// # Errors
    /// None in practice: an entry holds no floats and is flat.
    pub fn line(&self) -> Result<Vec<u8>, CanonicalError> {
        canonical::to_bytes(self)
    }
}

impl Head {
    /// The head's bytes after `line`, the entry `seq`.
    ///
    /// # Errors
    /// None in practice: a head holds no floats and is flat.
    pub fn bytes(seq: u64, line: &[u8]) -> Result<Vec<u8>, CanonicalError> {
        let entry = Digest256::of(line);
        canonical::to_bytes(&Self { schema: SCHEMA, kind: "head".into(), seq, entry })
    }
}

/// A line that breaks the log.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("log.jsonl:{line}: {message}")]
pub struct LogError {
    /// From 1.
    pub line: usize,
    /// What is wrong.
    pub message: String,
}

/// The whole log, checked.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Log {
    entries: Vec<Entry>,
    /// The last line, without its newline.
    last: Vec<u8>,
}

impl Log {
    /// Reads and checks the chain.
    ///
    /// # Errors
    /// The first line that is not what it must be.
    pub fn parse(bytes: &[u8]) -> Result<Self, LogError> {
        let mut log = Self::default();
        let Some(body) = bytes.strip_suffix(b"\n") else {
            if bytes.is_empty() {
                return Ok(log);
            }
            let line = bytes.split(|byte| *byte == b'\n').count();
            return Err(LogError { line, message: "the last line is cut off".into() });
        };
        for (at, line) in body.split(|byte| *byte == b'\n').enumerate() {
            let failed = |message: String| LogError { line: at + 1, message };
            let entry: Entry = canonical::from_bytes(line).map_err(|e| failed(e.to_string()))?;
            if entry.schema != SCHEMA || entry.kind != "ratified" {
                let message = format!("a '{}' of schema {}", entry.kind, entry.schema);
                return Err(failed(format!("{message}: this program is too old, or it is forged")));
            }
            if entry.seq != at as u64 + 1 {
                let message = format!("number {} where {} was expected", entry.seq, at + 1);
                return Err(failed(format!("{message}: a line is missing or was moved")));
            }
            let expected = (at > 0).then(|| Digest256::of(&log.last));
            if entry.prev != expected {
                let message = "it does not name the line before it: one of them was changed";
                return Err(failed(message.into()));
            }
            log.entries.push(entry);
            log.last = line.to_vec();
        }
        Ok(log)
    }

    /// All entries, the oldest first.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The number of the next entry.
    pub fn next(&self) -> u64 {
        self.entries.len() as u64 + 1
    }

    /// What the next entry names as `prev`.
    pub fn prev(&self) -> Option<Digest256> {
        (!self.entries.is_empty()).then(|| Digest256::of(&self.last))
    }

    /// The bytes that the head must have; `None` while the log is empty.
    pub fn head(&self) -> Option<Vec<u8>> {
        let last = self.entries.last()?;
        Head::bytes(last.seq, &self.last).ok()
    }

    /// The last entry of each kernel.
    pub fn current(&self) -> BTreeMap<&KernelId, &Entry> {
        self.entries.iter().map(|entry| (&entry.kernel, entry)).collect()
    }
}
