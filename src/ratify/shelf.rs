//! Drafts that people edited, kept under `<dir>/.w2gpu/drafts/` until they are signed: one file
//! for a kernel and its WAT, replaced whole or not at all.
//!
//! What lies there is a proposal like any other: it is judged again after loading.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::decisions::{self, own_directory};
use super::{disk, names};
use crate::kernel::{Digest256, Draft, KernelId, Provenance};

/// The edited drafts of one watched directory.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DraftShelf {
    directory: PathBuf,
}

#[derive(Serialize, Deserialize)]
struct Shelved {
    kernel: KernelId,
    wat: Digest256,
    provenance: Provenance,
    wgsl: String,
}

impl DraftShelf {
    /// That of `directory`, the watched one. Touches nothing.
    pub fn new(directory: &Path) -> Self {
        Self { directory: directory.to_owned() }
    }

    /// Keeps the draft of this kernel for this WAT, instead of the one before.
    ///
    /// # Errors
    /// The disk; the draft before is then still there.
    pub fn save(&self, kernel: &KernelId, wat: Digest256, draft: &Draft) -> io::Result<()> {
        own_directory(&self.directory)?;
        let path = self.path(kernel, wat);
        let parent = path.parent().unwrap_or(&self.directory);
        fs::create_dir_all(parent)?;
        let shelved = Shelved {
            kernel: kernel.clone(),
            wat,
            provenance: draft.provenance.clone(),
            wgsl: draft.wgsl.to_string(),
        };
        let mut file = tempfile::NamedTempFile::new_in(parent)?;
        file.write_all(&serde_json::to_vec(&shelved)?)?;
        file.as_file().sync_all()?;
        file.persist(path)?;
        Ok(())
    }

    /// The draft that was kept; `None` if there is none, or if it is damaged.
    ///
    /// # Errors
    /// The disk.
    pub fn load(&self, kernel: &KernelId, wat: Digest256) -> io::Result<Option<Draft>> {
        let Some(bytes) = disk::read(&self.path(kernel, wat))? else { return Ok(None) };
        Ok(serde_json::from_slice::<Shelved>(&bytes)
            .ok()
            .filter(|shelved| shelved.kernel == *kernel && shelved.wat == wat)
            .map(|shelved| Draft::new(shelved.wgsl, shelved.provenance)))
    }

    /// Forgets the draft, if there is one.
    ///
    /// # Errors
    /// The disk.
    pub fn remove(&self, kernel: &KernelId, wat: Digest256) -> io::Result<()> {
        match fs::remove_file(self.path(kernel, wat)) {
            Err(e) if e.kind() == io::ErrorKind::NotFound => Ok(()),
            other => other,
        }
    }

    fn path(&self, kernel: &KernelId, wat: Digest256) -> PathBuf {
        let ending = format!(".{}.json", wat.short(16));
        self.directory.join(decisions::DIRECTORY).join("drafts").join(names::file(kernel, &ending))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft(text: &str) -> Draft {
        let provenance = Provenance {
            drafter: "person".into(),
            weights: None,
            sampling: None,
            parent: Some(Digest256::of("before")),
            parallel: None,
            why: String::new(),
        };
        Draft::new(text, provenance)
    }

    #[test]
    fn a_draft_comes_back_as_it_was() {
        let directory = tempfile::tempdir().unwrap();
        let shelf = DraftShelf::new(directory.path());
        let (kernel, wat) = (KernelId::from_name("../x:y"), Digest256::of("wat"));
        assert_eq!(shelf.load(&kernel, wat).unwrap(), None);
        for text in ["one", "two\r\n\t\u{feff}é"] {
            shelf.save(&kernel, wat, &draft(text)).unwrap();
            assert_eq!(shelf.load(&kernel, wat).unwrap(), Some(draft(text)));
        }
        assert_eq!(shelf.load(&kernel, Digest256::of("changed")).unwrap(), None);
        shelf.remove(&kernel, wat).unwrap();
        shelf.remove(&kernel, wat).unwrap();
        assert_eq!(shelf.load(&kernel, wat).unwrap(), None);
        assert!(!directory.path().parent().unwrap().join("x%3Ay").exists());
    }

    #[test]
    fn a_damaged_file_is_no_draft() {
        let directory = tempfile::tempdir().unwrap();
        let shelf = DraftShelf::new(directory.path());
        let (kernel, wat) = (KernelId::from_name("k"), Digest256::of("wat"));
        shelf.save(&kernel, wat, &draft("one")).unwrap();
        fs::write(shelf.path(&kernel, wat), "{").unwrap();
        assert_eq!(shelf.load(&kernel, wat).unwrap(), None);
    }
}
