//! One writer at a time: an advisory lock on a file that stays, waited for with a deadline. The
//! system frees it when its process ends, however it ends.

use std::fs::{File, OpenOptions, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// How long a lock is waited for: as long as another's agent may take to sign, and some more.
pub(super) const DEADLINE: Duration = Duration::from_secs(75);

/// Why there is no lock.
#[derive(Debug, thiserror::Error)]
pub enum LockError {
    /// Somebody else holds it.
    #[error(
        "{}: another program has been writing here for {} s; wait for it to end, or end it, and try again",
        path.display(),
        waited.as_secs()
    )]
    Held {
        /// The lock's file.
        path: PathBuf,
        /// How long it was waited for.
        waited: Duration,
    },
    /// The lock's file can't be made or locked.
    #[error("{}: {source}", path.display())]
    Io {
        /// The lock's file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
}

/// Held until it is dropped.
#[derive(Debug)]
pub(super) struct Lock(#[expect(dead_code, reason = "dropping the file frees the lock")] File);

impl Lock {
    /// Waits for the writer's lock.
    pub fn exclusive(path: &Path, deadline: Duration) -> Result<Self, LockError> {
        let file = OpenOptions::new()
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .open(path)
            .map_err(|source| LockError::Io { path: path.to_owned(), source })?;
        wait(path, deadline, file, File::try_lock)
    }

    /// Waits for a reader's lock; `None` where no writer ever was, or where it can't be read.
    pub fn shared(path: &Path, deadline: Duration) -> Result<Option<Self>, LockError> {
        let Ok(file) = File::open(path) else { return Ok(None) };
        wait(path, deadline, file, File::try_lock_shared).map(Some)
    }
}

fn wait(
    path: &Path,
    deadline: Duration,
    file: File,
    attempt: impl Fn(&File) -> Result<(), TryLockError>,
) -> Result<Lock, LockError> {
    let begin = Instant::now();
    loop {
        match attempt(&file) {
            Ok(()) => return Ok(Lock(file)),
            Err(TryLockError::Error(source)) => {
                return Err(LockError::Io { path: path.to_owned(), source });
            }
            Err(TryLockError::WouldBlock) if begin.elapsed() >= deadline => {
                return Err(LockError::Held { path: path.to_owned(), waited: deadline });
            }
            Err(TryLockError::WouldBlock) => std::thread::sleep(Duration::from_millis(20)),
        }
    }
}
