//! One WGSL text and where it comes from.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::Digest256;

/// Where a draft comes from.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Provenance {
    /// `lower`, `model`, `remote`, `script`, or `person` for an edited draft.
    pub drafter: String,
    /// The weights' digest, for a neural drafter.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub weights: Option<Digest256>,
    /// Sampling settings in the drafter's own words, for a neural drafter.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sampling: Option<String>,
    /// The draft that this one was edited from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<Digest256>,
    /// What the drafter says about parallelism; the evidence holds what was measured.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parallel: Option<bool>,
    /// Why it is parallel, or why not, in one sentence.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub why: String,
}

/// One WGSL text with its provenance.
#[derive(Clone, PartialEq, Debug)]
pub struct Draft {
    /// The text, exactly as it is judged, signed and stored.
    pub wgsl: Arc<str>,
    /// Its digest.
    pub hash: Digest256,
    /// Where it comes from.
    pub provenance: Provenance,
}

/// Begins the reason of a draft that stands in another's place.
const INSTEAD: &str = "instead: ";

impl Draft {
    /// A draft of this text.
    pub fn new(wgsl: impl Into<Arc<str>>, provenance: Provenance) -> Self {
        let wgsl = wgsl.into();
        Self { hash: Digest256::of(wgsl.as_bytes()), wgsl, provenance }
    }

    /// The same text, saying why it stands in another draft's place.
    pub fn instead(mut self, why: &str) -> Self {
        let provenance = &mut self.provenance;
        provenance.why = match provenance.why.is_empty() {
            true => format!("{INSTEAD}{why}"),
            false => format!("{INSTEAD}{why}; {}", provenance.why),
        };
        self
    }

    /// Why it stands in another draft's place, and its own drafter's words; `None` for any other.
    pub fn why_instead(&self) -> Option<&str> {
        self.provenance.why.strip_prefix(INSTEAD)
    }
}
