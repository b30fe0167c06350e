//! The few ways in which the store changes the disk, each in steps that an observer sees.
//!
//! A file appears under its name only whole and synced: written to `.tmp/`, `fsync`, renamed,
//! and its directory synced. Never follows a symbolic link out of the store.

use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Where files are written before they get their name.
pub(super) const TEMPORARY: &str = ".tmp";

/// The largest file of a store that is read, in bytes.
pub(super) const MAX_BYTES: u64 = 256 << 20;

/// Called before each change of the disk with what it is and the path; an error stops it there.
/// For tests of crashes and full disks.
pub type Observer = Arc<dyn Fn(&'static str, &Path) -> io::Result<()> + Send + Sync>;

/// What went wrong on the disk, and where.
#[derive(Debug, thiserror::Error)]
#[error("{}: {}", path.display(), describe(source))]
pub struct DiskError {
    /// Which file or directory.
    pub path: PathBuf,
    /// Why.
    pub source: io::Error,
}

fn describe(error: &io::Error) -> String {
    match error.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => {
            "the disk is full; free some space and try again".into()
        }
        ErrorKind::ReadOnlyFilesystem => "the file system is read-only".into(),
        ErrorKind::PermissionDenied => {
            "no permission to write here; check the directory's owner and mode".into()
        }
        _ => error.to_string(),
    }
}

/// A directory that is written step by step.
#[derive(Clone)]
pub(super) struct Disk {
    root: PathBuf,
    observer: Option<Observer>,
}

impl Disk {
    pub fn new(root: PathBuf, observer: Option<Observer>) -> Self {
        Self { root, observer }
    }

    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Makes the root, and the directories of `relative` below it.
    pub fn make_directory(&self, relative: &Path) -> Result<(), DiskError> {
        let mut path = self.root.clone();
        self.make_one(&path)?;
        for part in relative {
            path.push(part);
            self.make_one(&path)?;
        }
        Ok(())
    }

    fn make_one(&self, path: &Path) -> Result<(), DiskError> {
        match fs::symlink_metadata(path) {
            Ok(metadata) if metadata.is_dir() => return Ok(()),
            Ok(_) => {
                let error = io::Error::other("is in the way: not a directory (or a symbolic link)");
                return Err(DiskError { path: path.to_owned(), source: error });
            }
            Err(_) => {}
        }
        self.step("make", path, || match fs::create_dir(path) {
            Err(e) if e.kind() == ErrorKind::AlreadyExists => Ok(()),
            other => other,
        })?;
        path.parent().map_or(Ok(()), |parent| self.sync_directory(parent))
    }

    /// Puts `bytes` under `relative`, whole or not at all.
    pub fn write(&self, relative: &Path, bytes: &[u8]) -> Result<(), DiskError> {
        let path = self.root.join(relative);
        let temporary = self.temporary(relative);
        let written = self
            .write_synced(&temporary, bytes)
            .and_then(|()| self.step("rename", &path, || fs::rename(&temporary, &path)));
        if let Err(error) = written {
            // On a full disk the half of a file is the last thing that is needed.
            let _ = fs::remove_file(&temporary);
            return Err(DiskError { path, ..error });
        }
        path.parent().map_or(Ok(()), |parent| self.sync_directory(parent))
    }

    fn write_synced(&self, path: &Path, bytes: &[u8]) -> Result<(), DiskError> {
        let mut file = None;
        self.step("create", path, || {
            file = Some(File::create_new(path)?);
            Ok(())
        })?;
        let Some(mut file) = file else { return Ok(()) };
        let (first, rest) = bytes.split_at(bytes.len() / 2);
        self.step("write", path, || file.write_all(first))?;
        self.step("write", path, || file.write_all(rest))?;
        self.step("sync", path, || file.sync_all())
    }

    /// Puts `bytes` at offset `base` of `relative`, which ends there or holds their beginning.
    pub fn append(&self, relative: &Path, base: u64, bytes: &[u8]) -> Result<(), DiskError> {
        let path = self.root.join(relative);
        let mut file = None;
        self.step("open", &path, || {
            regular(&path)?;
            let options =
                OpenOptions::new().write(true).create(true).truncate(false).open(&path)?;
            file = Some(options);
            Ok(())
        })?;
        let Some(mut file) = file else { return Ok(()) };
        let (first, rest) = bytes.split_at(bytes.len() / 2);
        self.step("append", &path, || {
            file.seek(SeekFrom::Start(base))?;
            file.write_all(first)
        })?;
        self.step("append", &path, || file.write_all(rest))?;
        self.step("sync", &path, || file.sync_all())?;
        path.parent().map_or(Ok(()), |parent| self.sync_directory(parent))
    }

    /// Removes a file, if it is there.
    pub fn remove(&self, relative: &Path) -> Result<(), DiskError> {
        let path = self.root.join(relative);
        self.step("remove", &path, || match fs::remove_file(&path) {
            Err(e) if e.kind() == ErrorKind::NotFound => Ok(()),
            other => other,
        })?;
        path.parent().map_or(Ok(()), |parent| self.sync_directory(parent))
    }

    /// Removes what an interrupted writer left.
    pub fn clean(&self) -> Result<(), DiskError> {
        let Ok(entries) = fs::read_dir(self.root.join(TEMPORARY)) else { return Ok(()) };
        for entry in entries.flatten() {
            self.remove(&Path::new(TEMPORARY).join(entry.file_name()))?;
        }
        Ok(())
    }

    /// Reads a file; `None` if it isn't there.
    pub fn read(&self, relative: &Path) -> Result<Option<Vec<u8>>, DiskError> {
        let path = self.root.join(relative);
        read(&path).map_err(|source| DiskError { path, source })
    }

    fn temporary(&self, relative: &Path) -> PathBuf {
        use std::sync::atomic::{AtomicU64, Ordering};
        static COUNTER: AtomicU64 = AtomicU64::new(0);
        let number = COUNTER.fetch_add(1, Ordering::Relaxed);
        let ending = relative.extension().unwrap_or_default().to_string_lossy().into_owned();
        self.root.join(TEMPORARY).join(format!("{}-{number}.{ending}", std::process::id()))
    }

    #[cfg(unix)]
    fn sync_directory(&self, path: &Path) -> Result<(), DiskError> {
        let path = if path.as_os_str().is_empty() { Path::new(".") } else { path };
        self.step("sync", path, || match File::open(path).and_then(|file| file.sync_all()) {
            // Some file systems can't sync directories.
            Err(e) if e.kind() == ErrorKind::InvalidInput => Ok(()),
            other => other,
        })
    }

    #[cfg(not(unix))]
    fn sync_directory(&self, _: &Path) -> Result<(), DiskError> {
        Ok(())
    }

    fn step(
        &self,
        what: &'static str,
        path: &Path,
        change: impl FnOnce() -> io::Result<()>,
    ) -> Result<(), DiskError> {
        self.observer
            .as_ref()
            .map_or(Ok(()), |observer| observer(what, path))
            .and_then(|()| change())
            .map_err(|source| DiskError { path: path.to_owned(), source })
    }
}

/// Reads a regular file of bounded size; `None` if it isn't there.
pub(super) fn read(path: &Path) -> io::Result<Option<Vec<u8>>> {
    if !regular(path)? {
        return Ok(None);
    }
    let mut bytes = Vec::new();
    File::open(path)?.take(MAX_BYTES + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > MAX_BYTES {
        return Err(io::Error::other("larger than 256 MiB"));
    }
    Ok(Some(bytes))
}

/// Whether the file is there; an error if something else has its name.
fn regular(path: &Path) -> io::Result<bool> {
    match fs::symlink_metadata(path) {
        Ok(metadata) if metadata.is_file() => Ok(true),
        Ok(_) => Err(io::Error::other("not a regular file")),
        Err(e) if matches!(e.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => Ok(false),
        Err(e) => Err(e),
    }
}
