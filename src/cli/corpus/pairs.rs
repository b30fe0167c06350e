//! Pairs on disk: what a model learns from, one JSON object a line; and why others are none.
//!
//! Files only grow. A line that was cut off is taken away when they are opened again, and what they
//! hold is not done twice.

use std::collections::HashSet;
use std::fs::{File, OpenOptions};
use std::io::{BufRead, BufReader, Seek, SeekFrom, Write};
use std::path::Path;

use anyhow::Context;
use serde::{Deserialize, Serialize};

use super::drawn::Kernel;
use crate::kernel::Digest256;

/// A pair.
#[derive(Clone, Serialize, Deserialize, Debug)]
pub struct Pair {
    /// The kernel.
    pub id: String,
    /// What it was drawn from.
    pub family: String,
    /// It only ever measures.
    pub held_out: bool,
    /// `idiomatic` or `plain`.
    pub style: String,
    /// With the listing.
    pub prompt: String,
    /// The same with WAT instead; empty where it is not known.
    pub raw: String,
    /// The same with `lower`'s draft instead; empty where it has none.
    #[serde(default)]
    pub plain: String,
    /// The draft.
    pub target: String,
}

impl Pair {
    /// Of what was judged: the kernel as it is read, and the draft.
    pub fn digest(&self) -> String {
        let mut digest = Digest256::of(format!("{}\0{}", self.prompt, self.target)).hex();
        digest.truncate(16);
        digest
    }
}

/// Why a kernel gives no pair.
#[derive(Clone, Serialize, Deserialize, Debug)]
struct Refused {
    /// The kernel.
    pub id: String,
    /// What it was drawn from.
    pub family: String,
    /// The rule of VERDICT.md, or a stage.
    pub rule: String,
    /// In words.
    pub reason: String,
}

/// Both files.
pub struct Pairs {
    pairs: File,
    refused: File,
    done: HashSet<String>,
    seen: HashSet<Digest256>,
}

impl Pairs {
    /// Opens or begins them.
    pub fn open(directory: &Path) -> anyhow::Result<Self> {
        std::fs::create_dir_all(directory).with_context(|| directory.display().to_string())?;
        let (mut done, mut seen) = (HashSet::new(), HashSet::new());
        let pairs = whole(&directory.join("pairs.jsonl"), |line| {
            let pair: Pair = serde_json::from_str(line)?;
            seen.insert(normal(&pair));
            done.insert(pair.id);
            Ok(())
        })?;
        let refused = whole(&directory.join("refused.jsonl"), |line| {
            let refused: Refused = serde_json::from_str(line)?;
            done.insert(refused.id);
            Ok(())
        })?;
        Ok(Self { pairs, refused, done, seen })
    }

    /// The kernels that were done when the files were opened.
    pub fn done(&self) -> &HashSet<String> {
        &self.done
    }

    /// Adds a pair, unless its prompt is there already; whether it did.
    pub fn add(&mut self, pair: &Pair) -> anyhow::Result<bool> {
        let new = self.seen.insert(normal(pair));
        if new {
            line(&mut self.pairs, pair)?;
        }
        Ok(new)
    }

    /// Adds a refusal: the rule, and the reason.
    pub fn refuse(
        &mut self,
        kernel: &Kernel,
        (rule, reason): &(String, String),
    ) -> anyhow::Result<()> {
        let (id, family) = (kernel.id.clone(), kernel.family.clone());
        let (rule, reason) = (rule.clone(), reason.clone());
        line(&mut self.refused, &Refused { id, family, rule, reason })
    }
}

/// What makes two pairs one: the prompt, which names nothing by its author's words.
fn normal(pair: &Pair) -> Digest256 {
    Digest256::of(&pair.prompt)
}

fn line(file: &mut File, value: &impl Serialize) -> anyhow::Result<()> {
    let mut text = serde_json::to_vec(value)?;
    text.push(b'\n');
    Ok(file.write_all(&text)?)
}

/// Opens a file of lines for more of them; what stands behind the last line's end is cut off.
pub(super) fn whole(
    path: &Path,
    mut take: impl FnMut(&str) -> Result<(), serde_json::Error>,
) -> anyhow::Result<File> {
    let open = || OpenOptions::new().read(true).write(true).create(true).truncate(false).open(path);
    let mut file = open().with_context(|| path.display().to_string())?;
    let mut reader = BufReader::new(&file);
    let (mut end, mut number, mut text) = (0u64, 0, String::new());
    loop {
        text.clear();
        let read = reader.read_line(&mut text).with_context(|| path.display().to_string())?;
        if read == 0 || !text.ends_with('\n') {
            break;
        }
        number += 1;
        take(&text).with_context(|| format!("{}:{number}", path.display()))?;
        end += read as u64;
    }
    file.set_len(end)?;
    file.seek(SeekFrom::Start(end))?;
    Ok(file)
}
