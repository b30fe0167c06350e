//! Seeds under which a draft failed on its way to a signature, kept by contract below
//! `<dir>/.w2gpu/seeds/` (VERDICT.md V14).
//!
//! They run again before every fresh seed, and the draft that failed stays refused until it or
//! its contract changes: nobody tries until it passes.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::decisions::{self, own_directory};
use super::disk;
use crate::kernel::Digest256;

/// What failed.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct FailedSeed {
    /// The seed.
    pub seed: u64,
    /// The draft.
    pub wgsl: Digest256,
    /// Why, in one sentence.
    pub why: String,
}

/// The failures of one contract.
#[derive(Serialize, Deserialize)]
struct Page {
    contract: Digest256,
    failures: Vec<FailedSeed>,
}

/// The failed seeds of one watched directory.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Seeds {
    directory: PathBuf,
}

impl Seeds {
    /// Those of `directory`, the watched one. Touches nothing.
    pub fn new(directory: &Path) -> Self {
        Self { directory: directory.to_owned() }
    }

    /// All failures under this contract, the oldest first.
    ///
    /// # Errors
    /// The disk, or a damaged file: a failure that can't be read must not be forgotten.
    pub fn failures(&self, contract: Digest256) -> io::Result<Vec<FailedSeed>> {
        let path = self.path(contract);
        let Some(bytes) = disk::read(&path)? else { return Ok(Vec::new()) };
        let damaged = |why: String| {
            let message = format!("{} is damaged ({why}): repair or remove it", path.display());
            io::Error::new(io::ErrorKind::InvalidData, message)
        };
        let page: Page =
            serde_json::from_slice(&bytes).map_err(|error| damaged(error.to_string()))?;
        if page.contract != contract {
            return Err(damaged("it is about another contract".into()));
        }
        Ok(page.failures)
    }

    /// The seeds to run again under this contract, without duplicates.
    ///
    /// # Errors
    /// As [`Seeds::failures`].
    pub fn regressions(&self, contract: Digest256) -> io::Result<Vec<u64>> {
        let mut seeds = Vec::new();
        for failure in self.failures(contract)? {
            if !seeds.contains(&failure.seed) {
                seeds.push(failure.seed);
            }
        }
        Ok(seeds)
    }

    /// Why this draft can't be signed under this contract any more, if it failed before.
    ///
    /// # Errors
    /// As [`Seeds::failures`].
    pub fn blocked(&self, contract: Digest256, wgsl: Digest256) -> io::Result<Option<String>> {
        let failed = self.failures(contract)?.into_iter().find(|failure| failure.wgsl == wgsl);
        Ok(failed.map(|failure| {
            format!(
                "this draft failed before, on seed {}: {}; it can be signed once the draft or the \
                 contract has changed",
                failure.seed, failure.why
            )
        }))
    }

    /// Keeps a failure.
    ///
    /// # Errors
    /// As [`Seeds::failures`].
    pub fn keep(&self, contract: Digest256, failure: FailedSeed) -> io::Result<()> {
        let mut failures = self.failures(contract)?;
        if failures.contains(&failure) {
            return Ok(());
        }
        failures.push(failure);
        own_directory(&self.directory)?;
        let path = self.path(contract);
        let parent = path.parent().unwrap_or(&self.directory);
        fs::create_dir_all(parent)?;
        let mut file = tempfile::NamedTempFile::new_in(parent)?;
        file.write_all(&serde_json::to_vec(&Page { contract, failures })?)?;
        file.as_file().sync_all()?;
        file.persist(path)?;
        Ok(())
    }

    fn path(&self, contract: Digest256) -> PathBuf {
        let name = format!("{}.json", contract.short(32));
        self.directory.join(decisions::DIRECTORY).join("seeds").join(name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_failed_is_run_again_and_its_draft_stays_refused() {
        let directory = tempfile::tempdir().unwrap();
        let seeds = Seeds::new(directory.path());
        let (contract, draft, other) =
            (Digest256::of("contract"), Digest256::of("draft"), Digest256::of("other"));
        assert!(seeds.regressions(contract).unwrap().is_empty());
        for (seed, wgsl) in [(7, draft), (8, other), (7, draft), (7, other)] {
            let failure = FailedSeed { seed, wgsl, why: "y[3] is 1, the reference has 2".into() };
            seeds.keep(contract, failure).unwrap();
        }
        assert_eq!(seeds.failures(contract).unwrap().len(), 3);
        assert_eq!(seeds.regressions(contract).unwrap(), [7, 8]);
        let why = seeds.blocked(contract, draft).unwrap().expect("it failed");
        assert!(why.contains("seed 7") && why.contains("y[3]"), "{why}");
        assert_eq!(seeds.blocked(contract, Digest256::of("better")).unwrap(), None);
        assert!(seeds.regressions(Digest256::of("looser")).unwrap().is_empty());
        fs::write(seeds.path(contract), "{").unwrap();
        assert!(seeds.blocked(contract, draft).is_err(), "what can't be read is not forgotten");
    }
}
