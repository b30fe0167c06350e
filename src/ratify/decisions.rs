//! Rejections and their undoing: `<dir>/.w2gpu/decisions.jsonl`, append-only.
//!
//! Unsigned and local to one checkout: it keeps a rejected draft from being offered again, and
//! says why. What was ratified stands in the store alone.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use serde::{Deserialize, Serialize};

use super::lock::{Lock, LockError};
use super::{canonical, time};
use crate::kernel::{Digest256, KernelId};

/// The directory of this program's own files below the watched one.
pub const DIRECTORY: &str = ".w2gpu";

/// The file.
pub const FILE: &str = "decisions.jsonl";

/// How long another writer is waited for.
const WAIT: Duration = Duration::from_secs(5);

/// The largest file that is read, in bytes.
const MAX_BYTES: u64 = 64 << 20;

/// What was decided.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "lowercase", tag = "action")]
pub enum Action {
    /// A draft was rejected.
    Reject {
        /// The draft; `None`: whatever was drafted for this WAT.
        wgsl: Option<Digest256>,
        /// Why, in the reviewer's words.
        reason: String,
    },
    /// The kernel's last rejection was taken back.
    Undo,
}

/// One line.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Decision {
    /// RFC 3339, UTC.
    pub time: String,
    /// The kernel.
    pub kernel: KernelId,
    /// Its WAT at that time.
    pub wat: Digest256,
    /// What was decided.
    #[serde(flatten)]
    pub action: Action,
}

/// Why a decision isn't recorded or can't be read.
#[derive(Debug, thiserror::Error)]
pub enum DecisionError {
    /// The disk.
    #[error("{}: {source}", path.display())]
    Io {
        /// Which file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// Another program writes.
    #[error(transparent)]
    Lock(#[from] LockError),
    /// A line that is none.
    #[error("{}:{line}: {message}; repair or remove the line", path.display())]
    Line {
        /// Which file.
        path: PathBuf,
        /// From 1.
        line: usize,
        /// What is wrong.
        message: String,
    },
    /// Nothing to take back.
    #[error("{0} has no rejection to undo")]
    Nothing(KernelId),
}

/// Makes `.w2gpu` below `directory`, hidden from git, and gives its path.
///
/// # Errors
/// The disk, or something else has its name.
pub fn own_directory(directory: &Path) -> io::Result<PathBuf> {
    let own = directory.join(DIRECTORY);
    match fs::create_dir(&own) {
        Ok(()) => fs::write(own.join(".gitignore"), "*\n")?,
        Err(e) if e.kind() == io::ErrorKind::AlreadyExists => {}
        Err(e) => return Err(e),
    }
    if fs::symlink_metadata(&own)?.is_dir() {
        return Ok(own);
    }
    Err(io::Error::other("is in the way: not a directory"))
}

/// The decisions of one watched directory.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Decisions {
    directory: PathBuf,
}

impl Decisions {
    /// Those of `directory`, the watched one. Touches nothing.
    pub fn new(directory: &Path) -> Self {
        Self { directory: directory.to_owned() }
    }

    /// Records that a draft was rejected.
    ///
    /// # Errors
    /// The disk, or another writer.
    pub fn reject(
        &self,
        kernel: &KernelId,
        wat: Digest256,
        wgsl: Option<Digest256>,
        reason: &str,
    ) -> Result<Decision, DecisionError> {
        self.append(|_| Ok((kernel.clone(), wat, Action::Reject { wgsl, reason: reason.into() })))
    }

    /// Takes back the kernel's last standing rejection, and gives it.
    ///
    /// # Errors
    /// There is none; the disk, or another writer.
    pub fn undo(&self, kernel: &KernelId) -> Result<Decision, DecisionError> {
        let mut undone = None;
        self.append(|decisions| {
            let rejection = standing(decisions, kernel).pop().cloned();
            let rejection = rejection.ok_or_else(|| DecisionError::Nothing(kernel.clone()))?;
            let wat = rejection.wat;
            undone = Some(rejection);
            Ok((kernel.clone(), wat, Action::Undo))
        })?;
        undone.ok_or_else(|| DecisionError::Nothing(kernel.clone()))
    }

    /// All decisions, the oldest first. A line that was cut off in writing never counted.
    ///
    /// # Errors
    /// The disk, or a damaged line.
    pub fn all(&self) -> Result<Vec<Decision>, DecisionError> {
        let path = self.path();
        let mut bytes = Vec::new();
        match File::open(&path) {
            Ok(file) => {
                file.take(MAX_BYTES).read_to_end(&mut bytes).map_err(|e| self.io(e))?;
            }
            Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(e) => return Err(self.io(e)),
        }
        let whole = bytes.iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
        let lines = bytes[..whole].split_inclusive(|byte| *byte == b'\n').enumerate();
        lines
            .map(|(at, line)| {
                serde_json::from_slice(line).map_err(|e| DecisionError::Line {
                    path: path.clone(),
                    line: at + 1,
                    message: e.to_string(),
                })
            })
            .collect()
    }

    /// The reason why this draft of this WAT was rejected, if it stands rejected.
    ///
    /// # Errors
    /// See [`Decisions::all`].
    pub fn rejected(
        &self,
        kernel: &KernelId,
        wat: Digest256,
        wgsl: Digest256,
    ) -> Result<Option<String>, DecisionError> {
        let decisions = self.all()?;
        let mut reasons = standing(&decisions, kernel);
        reasons.retain(|decision| decision.wat == wat);
        Ok(reasons.into_iter().rev().find_map(|decision| match &decision.action {
            Action::Reject { wgsl: of, reason } if of.is_none_or(|of| of == wgsl) => {
                Some(reason.clone())
            }
            _ => None,
        }))
    }

    fn path(&self) -> PathBuf {
        self.directory.join(DIRECTORY).join(FILE)
    }

    fn io(&self, source: io::Error) -> DecisionError {
        DecisionError::Io { path: self.path(), source }
    }

    fn append(
        &self,
        decide: impl FnOnce(&[Decision]) -> Result<(KernelId, Digest256, Action), DecisionError>,
    ) -> Result<Decision, DecisionError> {
        let own = own_directory(&self.directory).map_err(|e| self.io(e))?;
        let _lock = Lock::exclusive(&own.join(".lock"), WAIT)?;
        let (kernel, wat, action) = decide(&self.all()?)?;
        let decision = Decision { time: time::rfc3339(SystemTime::now()), kernel, wat, action };
        let mut line =
            canonical::to_bytes(&decision).map_err(|e| self.io(io::Error::other(e.to_string())))?;
        line.push(b'\n');
        append_whole(&self.path(), &line).map_err(|e| self.io(e))?;
        Ok(decision)
    }
}

/// The kernel's rejections that were not taken back, the last one last.
fn standing<'a>(decisions: &'a [Decision], kernel: &KernelId) -> Vec<&'a Decision> {
    let mut standing = Vec::new();
    for decision in decisions.iter().filter(|decision| decision.kernel == *kernel) {
        match decision.action {
            Action::Reject { .. } => standing.push(decision),
            Action::Undo => {
                standing.pop();
            }
        }
    }
    standing
}

/// Appends a line, whole or not at all: a writer that died half-way left no newline.
fn append_whole(path: &Path, line: &[u8]) -> io::Result<()> {
    let mut file =
        OpenOptions::new().read(true).write(true).create(true).truncate(false).open(path)?;
    let mut bytes = Vec::new();
    file.read_to_end(&mut bytes)?;
    let whole = bytes.iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at as u64 + 1);
    file.set_len(whole)?;
    file.seek(SeekFrom::Start(whole))?;
    if let Err(error) = file.write_all(line).and_then(|()| file.sync_all()) {
        file.set_len(whole)?;
        return Err(error);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kernel() -> KernelId {
        KernelId::from_name("k")
    }

    fn of(text: &str) -> Digest256 {
        Digest256::of(text)
    }

    #[test]
    fn a_rejection_stands_until_it_is_undone() {
        let directory = tempfile::tempdir().unwrap();
        let decisions = Decisions::new(directory.path());
        let rejected =
            |wat: &str, wgsl: &str| decisions.rejected(&kernel(), of(wat), of(wgsl)).unwrap();
        assert_eq!(rejected("wat", "a"), None);
        decisions.reject(&kernel(), of("wat"), Some(of("a")), "ignores y").unwrap();
        assert_eq!(rejected("wat", "a").as_deref(), Some("ignores y"));
        assert_eq!(rejected("wat", "b"), None);
        assert_eq!(rejected("other wat", "a"), None);
        let undone = decisions.undo(&kernel()).unwrap();
        assert!(matches!(undone.action, Action::Reject { reason, .. } if reason == "ignores y"));
        assert_eq!(rejected("wat", "a"), None);
        assert!(matches!(decisions.undo(&kernel()), Err(DecisionError::Nothing(_))));
        assert_eq!(decisions.all().unwrap().len(), 2);
    }

    #[test]
    fn a_line_that_was_cut_off_never_counted() {
        let directory = tempfile::tempdir().unwrap();
        let decisions = Decisions::new(directory.path());
        decisions.reject(&kernel(), of("wat"), None, "one").unwrap();
        let path = directory.path().join(DIRECTORY).join(FILE);
        let mut bytes = fs::read(&path).unwrap();
        let whole = bytes.clone();
        bytes.extend_from_slice(&whole[..whole.len() / 2]);
        fs::write(&path, bytes).unwrap();
        assert_eq!(decisions.all().unwrap().len(), 1);
        decisions.reject(&kernel(), of("wat"), None, "two\n\u{1b}[2J").unwrap();
        assert_eq!(decisions.all().unwrap().len(), 2);
        assert_eq!(fs::read_to_string(&path).unwrap().lines().count(), 2);
    }

    #[test]
    fn a_damaged_line_is_named() {
        let directory = tempfile::tempdir().unwrap();
        let decisions = Decisions::new(directory.path());
        decisions.reject(&kernel(), of("wat"), None, "one").unwrap();
        let path = directory.path().join(DIRECTORY).join(FILE);
        let text = fs::read_to_string(&path).unwrap();
        fs::write(&path, format!("{text}nonsense\n{text}")).unwrap();
        let error = decisions.all().unwrap_err().to_string();
        assert!(error.contains("decisions.jsonl:2: "), "{error}");
    }
}
