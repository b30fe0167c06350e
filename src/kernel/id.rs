//! What a kernel is called, and how its file is shown.

use std::fmt;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

/// A kernel's name: its path below the watched directory, without extension, `/` between parts,
/// with `:<export>` when its file holds several kernels.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(transparent)]
pub struct KernelId(String);

impl KernelId {
    /// Names the kernel in `file`, a path relative to the watched directory.
    pub fn new(file: &Path, export: Option<&str>) -> Self {
        let stem = file.with_extension("");
        let parts: Vec<_> = stem.iter().map(|part| part.to_string_lossy()).collect();
        let mut name = parts.join("/");
        if let Some(export) = export {
            name.push(':');
            name.push_str(export);
        }
        Self(name)
    }

    /// A name as a person typed it.
    pub fn from_name(name: impl Into<String>) -> Self {
        Self(name.into())
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for KernelId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A file's path as it is shown: relative to `root` where it lies below it.
pub fn relative(root: &Path, path: &Path) -> PathBuf {
    path.strip_prefix(root).unwrap_or(path).to_owned()
}
