//! The store: `<dir>/ratified`, where what a person signed lies beside the kernels.
//!
//! ```text
//! ratified/<kernel>.wgsl            the signed text, for people to include
//! ratified/<kernel>.json            the statement's canonical bytes
//! ratified/<kernel>.json.sig        its SSHSIG in the namespace ratify@w2gpu
//! ratified/<kernel>.evidence.json   what was measured
//! ratified/<kernel>.toml            the contract
//! ratified/log.jsonl                every ratification ever made, chained by digest
//! ratified/head.json, head.json.sig the signed end of the log
//! ratified/.objects/<digest>        all of that content, also what was replaced since
//! ```
//!
//! A ratification is written in this order: its content under `.objects/`; the journal, whose
//! rename is the moment at which it counts; then, from the journal, the log's line, the head and
//! the kernel's files; at last the journal is removed. Killed anywhere, the store verifies, and
//! the next writer finishes or forgets. Nothing is ever deleted from the log or the objects.

use std::path::{Path, PathBuf};
use std::time::Duration;

use super::canonical::CanonicalError;
use super::disk::{self, Disk, DiskError, Observer};
pub use super::index::{Index, Status};
use super::journal::{self, Journal, JournalError};
use super::lock::{self, Lock, LockError};
use super::log::{Entry, Head, Log, LogError, SCHEMA};
use super::names;
use super::proposal::{Confirmed, Proposal};
use super::sign::{self, SignError, Signer};
use crate::kernel::{Digest256, KernelId};

/// The store's directory below the watched one.
pub const DIRECTORY: &str = "ratified";

/// How often a head is signed before the lock is taken.
const ATTEMPTS: usize = 2;

/// How often the log is read again while a writer is in the way.
const READS: usize = 20;

/// The writer's lock.
pub(super) const LOCK: &str = ".lock";

/// Why a ratification isn't recorded; or, for [`StoreError::Unfinished`], is.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The key gave no signature.
    #[error("nothing was recorded: {0}")]
    Sign(#[from] SignError),
    /// The disk refused before the ratification counted.
    #[error("nothing was recorded: {0}")]
    Disk(#[from] DiskError),
    /// Another program writes.
    #[error("nothing was recorded: {0}")]
    Lock(#[from] LockError),
    /// The disk refused after the ratification counted.
    #[error(
        "{kernel} is ratified (entry {seq} of the log), but not all of its files could be written: {cause}; they will be when the store is next written to"
    )]
    Unfinished {
        /// Which kernel.
        kernel: KernelId,
        /// Its entry.
        seq: u64,
        /// What happened.
        cause: String,
    },
    /// The store is not as its log says.
    #[error("the store is damaged and was not touched: {0}; `w2gpu-tui store verify` says more")]
    Damaged(String),
    /// Another key than the one in the statement.
    #[error("nothing was recorded: the statement names the key {named}, not {actual}")]
    Key {
        /// In the statement.
        named: String,
        /// The signer's.
        actual: String,
    },
    /// A document without canonical form.
    #[error("nothing was recorded: {0}")]
    Canonical(#[from] CanonicalError),
}

impl From<LogError> for StoreError {
    fn from(error: LogError) -> Self {
        Self::Damaged(error.to_string())
    }
}

impl From<JournalError> for StoreError {
    fn from(error: JournalError) -> Self {
        match error {
            JournalError::Disk(error) => Self::Disk(error),
            damaged => Self::Damaged(damaged.to_string()),
        }
    }
}

/// What became of a ratification.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Receipt {
    /// Its number in the log.
    pub seq: u64,
    /// The WGSL file that people include.
    pub wgsl: PathBuf,
    /// The statement.
    pub statement: PathBuf,
}

/// The store of one watched directory. Making one touches nothing.
#[derive(Clone)]
pub struct Store {
    disk: Disk,
    deadline: Duration,
}

impl Store {
    /// The store of `directory`, the watched one.
    pub fn new(directory: &Path) -> Self {
        Self { disk: Disk::new(directory.join(DIRECTORY), None), deadline: lock::DEADLINE }
    }

    /// The same, with every change of the disk announced to `observer` first.
    pub fn observed(directory: &Path, observer: Observer) -> Self {
        let disk = Disk::new(directory.join(DIRECTORY), Some(observer));
        Self { disk, deadline: lock::DEADLINE }
    }

    /// The same, waiting no longer than `deadline` for another writer.
    pub fn waiting(self, deadline: Duration) -> Self {
        Self { deadline, ..self }
    }

    /// The store's directory.
    pub fn root(&self) -> &Path {
        self.disk.root()
    }

    /// Signs and records what a person confirmed.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub fn commit(&self, confirmed: &Confirmed, signer: &Signer) -> Result<Receipt, StoreError> {
        let proposal = confirmed.proposal();
        let statement = proposal.statement();
        let ratifiable = proposal.ratifiable();
        if statement.reviewer != *signer.reviewer() {
            return Err(StoreError::Key {
                named: statement.reviewer.key.clone(),
                actual: signer.reviewer().key.clone(),
            });
        }
        let signature = signer.sign(proposal.bytes())?;
        let (_lock, base, next) = self.reserve(proposal, &signature, signer)?;
        for bytes in [
            ratifiable.draft().wgsl.as_bytes(),
            ratifiable.contract_toml().as_bytes(),
            ratifiable.evidence_bytes(),
            proposal.bytes(),
            signature.as_bytes(),
        ] {
            self.keep(bytes)?;
        }
        let Next { entry, line, head, head_signature } = next;
        let journal = Journal::new(base, &line, &head, head_signature);
        let written =
            self.disk.write(Path::new(journal::FILE), &super::canonical::to_bytes(&journal)?);
        if let Err(error) = written {
            // The rename may have happened although its directory could not be synced.
            if !matches!(Journal::read(&self.disk), Ok(Some(found)) if found == journal) {
                return Err(error.into());
            }
        }
        journal.apply(&self.disk).map_err(|cause| StoreError::Unfinished {
            kernel: entry.kernel.clone(),
            seq: entry.seq,
            cause: cause.to_string(),
        })?;
        let file = |ending| self.root().join(names::file(&entry.kernel, ending));
        Ok(Receipt { seq: entry.seq, wgsl: file(".wgsl"), statement: file(".json") })
    }

    /// Takes the lock, with the log's next entry and its head signed. A key may ask a person, so
    /// the head is signed first and the lock taken then, unless others keep being faster.
    fn reserve(
        &self,
        proposal: &Proposal,
        signature: &str,
        signer: &Signer,
    ) -> Result<(Lock, u64, Next), StoreError> {
        for _ in 0..ATTEMPTS {
            let next = Next::new(&self.log()?, proposal, signature, signer)?;
            let (lock, log, base) = self.begin()?;
            if log.prev() == next.entry.prev {
                return Ok((lock, base, next));
            }
        }
        let (lock, log, base) = self.begin()?;
        Ok((lock, base, Next::new(&log, proposal, signature, signer)?))
    }

    /// Takes the lock, finishes what an interrupted writer began, and reads the log and its size.
    fn begin(&self) -> Result<(Lock, Log, u64), StoreError> {
        self.disk.make_directory(Path::new(disk::TEMPORARY))?;
        self.disk.make_directory(Path::new(journal::OBJECTS))?;
        let lock = Lock::exclusive(&self.root().join(LOCK), self.deadline)?;
        if let Some(journal) = Journal::read(&self.disk)? {
            journal.apply(&self.disk)?;
        }
        self.disk.clean()?;
        let bytes = self.disk.read(Path::new(journal::LOG))?.unwrap_or_default();
        let log = Log::parse(&bytes)?;
        self.check_head(&log)?;
        Ok((lock, log, bytes.len() as u64))
    }

    fn check_head(&self, log: &Log) -> Result<(), StoreError> {
        let head = self.disk.read(Path::new(journal::HEAD))?;
        if head != log.head() {
            let message = format!("{} does not name the log's last line", journal::HEAD);
            return Err(StoreError::Damaged(message));
        }
        let Some(head) = head else { return Ok(()) };
        let signature = self.disk.read(Path::new(journal::HEAD_SIGNATURE))?.unwrap_or_default();
        match sign::verify(&signature, &head) {
            Ok(_) => Ok(()),
            Err(e) => Err(StoreError::Damaged(format!("{}: {e}", journal::HEAD_SIGNATURE))),
        }
    }

    /// Keeps content under its digest.
    fn keep(&self, bytes: &[u8]) -> Result<(), StoreError> {
        let file = journal::object(Digest256::of(bytes));
        if self.disk.read(&file)?.as_deref() != Some(bytes) {
            self.disk.write(&file, bytes)?;
        }
        Ok(())
    }

    /// Every kernel's last ratification. Only reads; what an interrupted writer began counts.
    ///
    /// # Errors
    /// [`StoreError::Damaged`], or the disk.
    pub fn index(&self) -> Result<Index, StoreError> {
        Ok(Index::new(self.root(), &self.log()?))
    }

    /// The log as it is, or as a waiting journal says it will be; without a lock.
    fn log(&self) -> Result<Log, StoreError> {
        let mut attempts = 0;
        loop {
            let read = self.read_log();
            // A writer may have come between the two files: then the next look is better.
            if read.is_ok() || attempts == READS {
                return read;
            }
            attempts += 1;
            std::thread::sleep(Duration::from_millis(10));
        }
    }

    fn read_log(&self) -> Result<Log, StoreError> {
        let mut bytes = self.disk.read(Path::new(journal::LOG))?.unwrap_or_default();
        if let Some(journal) = Journal::read(&self.disk)? {
            bytes = journal.log(&bytes)?;
        }
        Ok(Log::parse(&bytes)?)
    }
}

/// The log's next entry, and the head after it.
struct Next {
    entry: Entry,
    line: Vec<u8>,
    head: Vec<u8>,
    head_signature: String,
}

impl Next {
    fn new(
        log: &Log,
        proposal: &Proposal,
        signature: &str,
        signer: &Signer,
    ) -> Result<Self, StoreError> {
        let statement = proposal.statement();
        let entry = Entry {
            schema: SCHEMA,
            kind: "ratified".into(),
            seq: log.next(),
            prev: log.prev(),
            kernel: statement.kernel.clone(),
            wat: statement.wat,
            contract: statement.contract,
            wgsl: statement.wgsl,
            evidence: statement.evidence,
            statement: proposal.hash(),
            signature: Digest256::of(signature),
            key: statement.reviewer.key.clone(),
            time: statement.time.clone(),
        };
        let line = entry.line()?;
        let head = Head::bytes(entry.seq, &line)?;
        let head_signature = signer.sign(&head)?;
        Ok(Self { entry, line, head, head_signature })
    }
}
