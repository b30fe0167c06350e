//! Where each kernel stands in the store: ratified, stale, or not at all.
//!
//! A snapshot for asking often. It trusts the log; `audit` is what checks it.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use super::log::{Entry, Log};
use super::{disk, names};
use crate::kernel::{Digest256, KernelId};

/// Every kernel's last ratification, as the log had it.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Index {
    root: PathBuf,
    entries: HashMap<KernelId, Entry>,
}

/// Where a kernel stands in the store.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Status {
    /// Never ratified.
    None,
    /// Ratified as it is now.
    Ratified(Box<Entry>),
    /// Ratified, but something has changed since.
    Stale {
        /// The last ratification.
        entry: Box<Entry>,
        /// What has changed: `WAT`, `contract`, or the stored WGSL.
        changed: Vec<&'static str>,
    },
}

impl Index {
    /// What `log` says about the store at `root`.
    pub(super) fn new(root: &Path, log: &Log) -> Self {
        let entries =
            log.current().into_iter().map(|(kernel, entry)| (kernel.clone(), entry.clone()));
        Self { root: root.to_owned(), entries: entries.collect() }
    }

    /// Where the kernel with these digests stands. Reads the stored WGSL to see that it is what
    /// was signed.
    pub fn status(&self, kernel: &KernelId, wat: Digest256, contract: Digest256) -> Status {
        let Some(entry) = self.entries.get(kernel) else { return Status::None };
        let stored = disk::read(&self.root.join(names::file(kernel, ".wgsl")));
        let intact = matches!(stored, Ok(Some(bytes)) if Digest256::of(&bytes) == entry.wgsl);
        let changed: Vec<_> = [
            (entry.wat != wat, "WAT"),
            (entry.contract != contract, "contract"),
            (!intact, "stored WGSL"),
        ]
        .into_iter()
        .filter_map(|(differs, what)| differs.then_some(what))
        .collect();
        let entry = Box::new(entry.clone());
        if changed.is_empty() { Status::Ratified(entry) } else { Status::Stale { entry, changed } }
    }

    /// The last ratification of a kernel.
    pub fn entry(&self, kernel: &KernelId) -> Option<&Entry> {
        self.entries.get(kernel)
    }

    /// How many kernels are ratified.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether none is.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }
}
