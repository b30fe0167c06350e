//! What was drawn: `drawn.jsonl`, `kernels/` and `drafts/` in one directory.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use serde::Deserialize;

use crate::kernel::KernelId;
use crate::ratify::names;

/// A line of `drawn.jsonl`.
#[derive(Clone, Deserialize, Debug)]
pub struct Kernel {
    /// As the program names it: `unit:export`.
    pub id: String,
    /// What it was drawn from.
    pub family: String,
    /// It only ever measures.
    pub held_out: bool,
}

/// All of it.
#[derive(Debug)]
pub struct Drawn {
    directory: PathBuf,
    kernels: HashMap<String, Kernel>,
}

impl Drawn {
    /// Reads the list.
    pub fn read(directory: &Path) -> anyhow::Result<Self> {
        let file = directory.join("drawn.jsonl");
        let text = std::fs::read_to_string(&file).with_context(|| file.display().to_string())?;
        let mut kernels = HashMap::new();
        for (line, at) in text.lines().zip(1..) {
            let kernel: Kernel =
                serde_json::from_str(line).with_context(|| format!("{}:{at}", file.display()))?;
            kernels.insert(kernel.id.clone(), kernel);
        }
        if kernels.is_empty() {
            bail!("{}: no kernel; training/generate.py draws some", file.display());
        }
        Ok(Self { directory: directory.to_owned(), kernels })
    }

    /// Where the kernels lie.
    pub fn kernels(&self) -> PathBuf {
        self.directory.join("kernels")
    }

    /// The draft of a kernel.
    pub fn draft(&self, id: &KernelId) -> PathBuf {
        self.directory.join("drafts").join(names::file(id, ".wgsl"))
    }

    /// What the list says of a kernel.
    pub fn kernel(&self, id: &KernelId) -> Option<&Kernel> {
        self.kernels.get(id.as_str())
    }
}
