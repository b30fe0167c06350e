//! The drafter `script`: replays a recorded text, at a chosen pace.
//!
//! For tests, demonstrations and drafts that come from elsewhere. It never looks at the kernel.

use std::path::{Component, Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::mpsc;
use tokio_util::sync::CancellationToken;

use super::{DraftError, Drafter, Piece, Request};
use crate::kernel::Provenance;

/// Recordings larger than this are no drafts.
const MAX_BYTES: u64 = 4 << 20;

/// Where the text comes from.
#[derive(Clone, PartialEq, Eq, Debug)]
enum Recording {
    Text(Arc<str>),
    /// `<kernel>.wgsl` below this directory; `:<export>` becomes `.<export>`.
    Directory(PathBuf),
}

/// The drafter.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Script {
    recording: Recording,
    token_chars: usize,
    delay: Duration,
}

impl Script {
    /// Replays `text` for every kernel.
    pub fn text(text: impl Into<Arc<str>>) -> Self {
        Self::new(Recording::Text(text.into()))
    }

    /// Replays `<kernel>.wgsl` below `directory`.
    pub fn directory(directory: impl Into<PathBuf>) -> Self {
        Self::new(Recording::Directory(directory.into()))
    }

    fn new(recording: Recording) -> Self {
        Self { recording, token_chars: 8, delay: Duration::ZERO }
    }

    /// The same with tokens of `chars` characters (at least 1), `delay` apart.
    pub fn paced(mut self, chars: usize, delay: Duration) -> Self {
        self.token_chars = chars.max(1);
        self.delay = delay;
        self
    }

    fn read(&self, kernel: &str) -> Result<Arc<str>, DraftError> {
        let directory = match &self.recording {
            Recording::Text(text) => return Ok(text.clone()),
            Recording::Directory(directory) => directory,
        };
        let file = format!("{}.wgsl", kernel.replace(':', "."));
        let inside = Path::new(&file).components().all(|c| matches!(c, Component::Normal(_)));
        if !inside {
            return Err(DraftError::Failed(format!("'{kernel}' names no file below a directory")));
        }
        let path = directory.join(file);
        let failed = |e: std::io::Error| {
            DraftError::Failed(format!("the recorded draft {}: {e}", path.display()))
        };
        let size = std::fs::metadata(&path).map_err(failed)?.len();
        if size > MAX_BYTES {
            let message = format!("the recorded draft {} has {size} bytes", path.display());
            return Err(DraftError::Failed(message));
        }
        Ok(std::fs::read_to_string(&path).map_err(failed)?.into())
    }
}

impl Drafter for Script {
    fn name(&self) -> &str {
        "script"
    }

    fn draft(
        &self,
        request: &Request,
        tokens: &mpsc::Sender<Piece>,
        cancel: &CancellationToken,
    ) -> Result<Provenance, DraftError> {
        let text = self.read(request.kernel.as_str())?;
        let mut rest = &*text;
        while !rest.is_empty() {
            if cancel.is_cancelled() {
                return Err(DraftError::Cancelled);
            }
            let end = rest.char_indices().nth(self.token_chars).map_or(rest.len(), |(at, _)| at);
            let (token, after) = rest.split_at(end);
            if tokens.blocking_send(token.to_owned().into()).is_err() {
                return Err(DraftError::Cancelled);
            }
            rest = after;
            if !rest.is_empty() && !self.delay.is_zero() {
                std::thread::sleep(self.delay);
            }
        }
        Ok(Provenance {
            drafter: self.name().to_owned(),
            weights: None,
            sampling: None,
            parent: None,
            parallel: None,
            why: String::new(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stay_below_the_directory() {
        let directory = tempfile::tempdir().unwrap();
        std::fs::create_dir(directory.path().join("map")).unwrap();
        std::fs::write(directory.path().join("map/a.f.wgsl"), "// é\n").unwrap();
        let script = Script::directory(directory.path());
        assert_eq!(&*script.read("map/a:f").unwrap(), "// é\n");
        assert!(script.read("../map/a").is_err());
        assert!(script.read("/etc/passwd").is_err());
        assert!(matches!(script.read("map/b"), Err(DraftError::Failed(m)) if m.contains("b.wgsl")));
    }
}
