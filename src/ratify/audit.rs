//! `store verify`: whether the store is what its log says, file by file.
//!
//! Only reads, and trusts nothing that it reads. It says which keys signed; whether they may is
//! for people to say. A store whose whole end was removed together with an old, signed head is
//! shorter, not broken: compare the number of entries with what you know.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::disk::{self, Disk, TEMPORARY};
use super::journal::{self, FILE, HEAD, HEAD_SIGNATURE, Journal, LOG, OBJECTS};
use super::lock::Lock;
use super::log::{Entry, Head, Log};
use super::statement::Statement;
use super::store::{DIRECTORY, LOCK};
use super::{names, sign};
use crate::kernel::{Digest256, KernelId};

/// How long a writer is waited for.
const WAIT: Duration = Duration::from_secs(10);

/// Directories in a store nest no deeper.
const MAX_DEPTH: usize = 64;

/// Endings that only signed content may have here.
const ENDINGS: [&str; 6] = [".wgsl", ".toml", ".json", ".jsonl", ".sig", ".wat"];

/// One thing that is wrong.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Problem {
    /// The file, relative to the store.
    pub file: PathBuf,
    /// What is wrong with it.
    pub message: String,
}

/// What a store was found to be.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Report {
    /// Ratifications in the log.
    pub entries: usize,
    /// Kernels with a ratification.
    pub kernels: usize,
    /// How many statements each key signed: fingerprint → (its last name, count).
    pub keys: BTreeMap<String, (String, usize)>,
    /// An interrupted ratification waits to be finished by the next writer.
    pub pending: bool,
    /// Everything that is wrong; empty: the store is good.
    pub problems: Vec<Problem>,
}

/// Verifies the store of `directory`, the watched one; or of the store itself, if that is given.
///
/// # Errors
/// There is no store there, or another program holds its lock.
pub fn verify(directory: &Path) -> Result<Report, String> {
    let below = directory.join(DIRECTORY);
    let root =
        if below.is_dir() || !directory.join(LOG).exists() { below } else { directory.into() };
    if !root.is_dir() {
        return Err(format!("there is no store at {}", root.display()));
    }
    let _lock = Lock::shared(&root.join(LOCK), WAIT).map_err(|e| e.to_string())?;
    let mut audit = Audit { disk: Disk::new(root, None), report: Report::default() };
    audit.run();
    audit.report.problems.sort();
    audit.report.problems.dedup();
    Ok(audit.report)
}

struct Audit {
    disk: Disk,
    report: Report,
}

impl Audit {
    fn wrong(&mut self, file: impl AsRef<Path>, message: impl Into<String>) {
        let file = file.as_ref().to_owned();
        self.report.problems.push(Problem { file, message: message.into() });
    }

    fn read(&mut self, file: &Path) -> Option<Vec<u8>> {
        self.disk.read(file).unwrap_or_else(|e| {
            self.wrong(file, e.source.to_string());
            None
        })
    }

    fn run(&mut self) {
        let journal = Journal::read(&self.disk).unwrap_or_else(|e| {
            self.wrong(FILE, e.to_string());
            None
        });
        self.report.pending = journal.is_some();
        let mut bytes = self.read(Path::new(LOG)).unwrap_or_default();
        if let Some(journal) = &journal {
            match journal.log(&bytes) {
                Ok(whole) => bytes = whole,
                Err(e) => self.wrong(LOG, e.to_string()),
            }
        }
        let log = Log::parse(&bytes).unwrap_or_else(|e| {
            self.wrong(LOG, e.to_string());
            Log::default()
        });
        self.report.entries = log.entries().len();
        self.report.kernels = log.current().len();
        for entry in log.entries() {
            self.entry(entry);
        }
        self.head(&log, journal.as_ref());
        let unfinished = journal.as_ref().and_then(|journal| journal.entry().ok());
        for (kernel, entry) in log.current() {
            let unfinished = unfinished.as_ref().filter(|unfinished| *unfinished == entry);
            self.view(kernel, entry, unfinished.is_some().then_some(&log));
        }
        self.strangers(&log);
    }

    /// An entry's content: present, as its digests say, and saying what the entry says.
    fn entry(&mut self, entry: &Entry) {
        let seq = entry.seq;
        let mut content = BTreeMap::new();
        for (ending, digest) in journal::files(entry) {
            let file = journal::object(digest);
            match self.read(&file) {
                None => self.wrong(&file, format!("missing: the {ending} of entry {seq}")),
                Some(bytes) if Digest256::of(&bytes) != digest => {
                    self.wrong(&file, format!("changed: it is the {ending} of entry {seq}"));
                }
                Some(bytes) => {
                    content.insert(ending, bytes);
                }
            }
        }
        let (Some(statement), Some(signature)) = (content.get(".json"), content.get(".json.sig"))
        else {
            return;
        };
        let file = journal::object(entry.statement);
        match Statement::from_bytes(statement) {
            Err(e) => self.wrong(&file, e.to_string()),
            Ok(parsed) => {
                if !agree(entry, &parsed) {
                    self.wrong(&file, format!("it does not say what entry {seq} of the log says"));
                }
                let key = entry.key.clone();
                let count = self.report.keys.entry(key).or_default();
                *count = (parsed.reviewer.name, count.1 + 1);
            }
        }
        match sign::verify(signature, statement) {
            Ok(key) if key == entry.key => {}
            Ok(key) => {
                let message = format!("signed by {key}, not by {} as entry {seq} says", entry.key);
                self.wrong(journal::object(entry.signature), message);
            }
            Err(e) => self.wrong(journal::object(entry.signature), e.to_string()),
        }
        if let Some(evidence) = content.get(".evidence.json")
            && !evidence_agrees(entry, evidence)
        {
            let message = format!("it is not evidence that entry {seq} is verified");
            self.wrong(journal::object(entry.evidence), message);
        }
    }

    /// The head; while a journal waits, the head before it is good as well.
    fn head(&mut self, log: &Log, journal: Option<&Journal>) {
        let mut good: Vec<(Vec<u8>, String)> = Vec::new();
        if let (Some(head), Some(entry)) = (log.head(), log.entries().last()) {
            good.push((head, entry.key.clone()));
        }
        if let Some(journal) = journal {
            let signature = journal.head_signature.as_bytes();
            match (good.first(), sign::verify(signature, journal.head.as_bytes())) {
                (Some((head, key)), Ok(by)) if head == journal.head.as_bytes() && *key == by => {}
                _ => self.wrong(FILE, "its head is not the signed end of the log"),
            }
            if let [.., before, _] = log.entries() {
                let head = before.line().ok().and_then(|line| Head::bytes(before.seq, &line).ok());
                good.extend(head.map(|head| (head, before.key.clone())));
            }
        }
        let first = journal.is_some() && log.entries().len() == 1;
        match (self.read(Path::new(HEAD)), good.is_empty()) {
            (None, true) => {}
            (None, false) if first => {}
            (None, false) => self.wrong(HEAD, "missing"),
            (Some(_), true) => self.wrong(HEAD, "the log it belongs to is missing or damaged"),
            (Some(head), false) => {
                if !good.iter().any(|(expected, _)| *expected == head) {
                    self.wrong(HEAD, "it does not name the log's last line");
                }
            }
        }
        match (self.read(Path::new(HEAD_SIGNATURE)), good.is_empty()) {
            (None, true) => {}
            (None, false) if first => {}
            (None, false) => self.wrong(HEAD_SIGNATURE, "missing"),
            (Some(_), true) => self.wrong(HEAD_SIGNATURE, "the log it belongs to is missing"),
            (Some(signature), false) => {
                let fits = |(head, key): &(Vec<u8>, String)| {
                    sign::verify(&signature, head).is_ok_and(|by| by == *key)
                };
                if !good.iter().any(fits) {
                    self.wrong(HEAD_SIGNATURE, "it is not a signature of the log's end by its key");
                }
            }
        }
    }

    /// The files that people read. `unfinished`: a journal is about to replace them.
    fn view(&mut self, kernel: &KernelId, entry: &Entry, unfinished: Option<&Log>) {
        let before = unfinished.map(|log| {
            log.entries().iter().rev().find(|other| other.kernel == *kernel && *other != entry)
        });
        for (at, (ending, digest)) in journal::files(entry).into_iter().enumerate() {
            let file = names::file(kernel, ending);
            let found = self.read(&file).map(|bytes| Digest256::of(&bytes));
            let good = match (found, before) {
                (None, Some(None)) => true,
                (None, _) => false,
                (Some(found), Some(Some(before))) => {
                    found == digest || found == journal::files(before)[at].1
                }
                (Some(found), _) => found == digest,
            };
            if !good {
                let message = if found.is_none() { "missing" } else { "not what was signed" };
                self.wrong(file, format!("{message} (entry {} of the log)", entry.seq));
            }
        }
    }

    /// Files that nobody signed, but that look as if.
    fn strangers(&mut self, log: &Log) {
        let mut known: BTreeSet<PathBuf> =
            [LOG, HEAD, HEAD_SIGNATURE, FILE, LOCK].map(PathBuf::from).into();
        for (kernel, entry) in log.current() {
            known.extend(journal::files(entry).map(|(ending, _)| names::file(kernel, ending)));
        }
        let mut open = vec![(PathBuf::new(), 0)];
        while let Some((directory, depth)) = open.pop() {
            let entries = match fs::read_dir(self.disk.root().join(&directory)) {
                Ok(entries) => entries,
                Err(e) => {
                    self.wrong(directory, e.to_string());
                    continue;
                }
            };
            for entry in entries.flatten() {
                let path = directory.join(entry.file_name());
                let is_directory = entry.file_type().is_ok_and(|kind| kind.is_dir());
                if path == Path::new(TEMPORARY) || known.contains(&path) {
                    continue;
                }
                if is_directory && depth < MAX_DEPTH {
                    open.push((path, depth + 1));
                } else if directory == Path::new(OBJECTS) {
                    self.object(&path);
                } else if is_directory || looks_signed(&path) {
                    self.wrong(path, "nobody signed it: the log does not name it");
                }
            }
        }
    }

    /// Content must be what its name says, also where a writer died before it was named.
    fn object(&mut self, path: &Path) {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let good = match disk::read(&self.disk.root().join(path)) {
            Ok(Some(bytes)) => Digest256::of(&bytes).hex() == name,
            _ => false,
        };
        if !good {
            self.wrong(path, "its content is not what its name says");
        }
    }
}

fn looks_signed(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
    ENDINGS.iter().any(|ending| name.ends_with(ending))
}

fn agree(entry: &Entry, statement: &Statement) -> bool {
    entry.kernel == statement.kernel
        && entry.wat == statement.wat
        && entry.contract == statement.contract
        && entry.wgsl == statement.wgsl
        && entry.evidence == statement.evidence
        && entry.key == statement.reviewer.key
        && entry.time == statement.time
        && statement.verdict == "verified"
}

/// Read as plain JSON: figures that are not finite are null there.
fn evidence_agrees(entry: &Entry, bytes: &[u8]) -> bool {
    let Ok(evidence) = serde_json::from_slice::<serde_json::Value>(bytes) else { return false };
    let says = |key: &str, value: &str| evidence.get(key).and_then(|v| v.as_str()) == Some(value);
    says("wat", &entry.wat.to_string())
        && says("contract", &entry.contract.to_string())
        && says("wgsl", &entry.wgsl.to_string())
        && says("verdict", "verified")
}
