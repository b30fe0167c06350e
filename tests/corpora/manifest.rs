//! A corpus's `manifest.toml`: which kernel a draft is for, what is wrong with it, and what must
//! become of it.

use std::fmt;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use w2gpu_tui::kernel::{FindingKind, Rule};

use crate::outcome::Outcome;

/// Words that `verdict` may say.
const WORDS: [&str; 7] =
    ["differs", "inconclusive", "unsupported", "weak", "trivial", "check", "contract"];

/// A folder of drafts.
pub struct Manifest {
    pub folder: PathBuf,
    file: File,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    draft: Vec<Entry>,
}

/// One draft.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// Its file in the corpus's folder.
    pub file: String,
    /// Its kernel, from the crate's root, without extension.
    pub kernel: String,
    /// What is wrong, in one sentence; for a hostile draft.
    #[serde(default)]
    pub wrong: String,
    /// What is unusual; for an unusual one.
    #[serde(default)]
    pub style: String,
    #[serde(default)]
    verdict: Option<OneOrMore>,
    #[serde(default)]
    rules: Vec<Rule>,
    #[serde(default)]
    finding: Option<FindingKind>,
    #[serde(default)]
    code: Option<String>,
    /// The class that a verified draft must have.
    #[serde(default)]
    pub class: Option<String>,
    /// A sidecar in place of the kernel's own.
    #[serde(default)]
    pub contract: Option<String>,
    #[serde(default)]
    recipe: Option<Recipe>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum OneOrMore {
    One(String),
    More(Vec<String>),
}

/// How a text grows that nobody wants to store.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Recipe {
    repeat: String,
    count: usize,
}

/// What must become of a hostile draft.
pub struct Refusal<'a> {
    words: Vec<&'a str>,
    rules: &'a [Rule],
    finding: Option<FindingKind>,
    codes: Vec<&'a str>,
}

impl Manifest {
    /// Reads the manifest of a folder below the crate's root.
    pub fn load(folder: &str) -> Self {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
        let text = std::fs::read_to_string(folder.join("manifest.toml")).unwrap();
        let file = toml::from_str(&text).unwrap_or_else(|error| panic!("{folder:?}: {error}"));
        Self { folder, file }
    }

    /// All drafts.
    pub fn entries(&self) -> impl Iterator<Item = &Entry> {
        self.file.draft.iter()
    }
}

impl Entry {
    /// The file's name without extension.
    pub fn name(&self) -> &str {
        self.file.trim_end_matches(".wgsl")
    }

    /// The draft's text.
    pub fn text(&self, folder: &Path) -> String {
        let text = std::fs::read_to_string(folder.join(&self.file)).unwrap();
        match &self.recipe {
            Some(recipe) => {
                assert!(text.contains("/*recipe*/"), "{}: no place for the recipe", self.file);
                text.replace("/*recipe*/", &recipe.repeat.repeat(recipe.count))
            }
            None => text,
        }
    }

    /// What must become of it.
    ///
    /// # Panics
    /// If the manifest doesn't say, or says what can't be.
    pub fn refusal(&self) -> Refusal<'_> {
        let words: Vec<&str> = match &self.verdict {
            Some(OneOrMore::One(word)) => vec![word],
            Some(OneOrMore::More(words)) => words.iter().map(String::as_str).collect(),
            None => panic!("{}: no verdict", self.file),
        };
        assert!(words.iter().all(|word| WORDS.contains(word)), "{}: {words:?}", self.file);
        let judged = words.iter().any(|word| !["check", "contract"].contains(word));
        assert!(!judged || !self.rules.is_empty(), "{}: no rule", self.file);
        let codes = self.code.iter().flat_map(|codes| codes.split(' ')).collect();
        Refusal { words, rules: &self.rules, finding: self.finding, codes }
    }

    /// The draft and its outcomes, equal ones once.
    pub fn line(&self, outcomes: &[Outcome]) -> String {
        let mut said: Vec<String> = outcomes.iter().map(Outcome::to_string).collect();
        let slowest = outcomes.iter().map(|outcome| outcome.seconds).fold(0.0, f64::max);
        said.dedup();
        format!("{} ({slowest:.2} s): {}", self.name(), said.join("\n    or: "))
    }
}

impl Refusal<'_> {
    /// Whether this is a refusal for the right reason.
    pub fn allows(&self, outcome: &Outcome) -> bool {
        if !self.words.contains(&outcome.word) {
            return false;
        }
        match outcome.word {
            "check" => self.codes.iter().any(|code| outcome.codes.iter().any(|c| c == code)),
            // A refused contract says so by its diagnostics.
            "contract" => outcome.codes.iter().any(|code| code.starts_with("contract/")),
            // Verified, but not counted.
            "weak" | "trivial" => true,
            _ => {
                outcome.rule.is_some_and(|rule| self.rules.contains(&rule))
                    && self.finding.is_none_or(|kind| outcome.finding == Some(kind))
            }
        }
    }
}

impl fmt::Display for Refusal<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} by {:?}", self.words.join(" or "), self.rules)?;
        if let Some(kind) = self.finding {
            write!(f, ", finding {kind:?}")?;
        }
        if !self.codes.is_empty() {
            write!(f, ", code {}", self.codes.join(" or "))?;
        }
        Ok(())
    }
}
