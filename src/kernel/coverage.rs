//! Which outcomes of a text's statements and conditions the cases reached (VERDICT.md V3).

use serde::{Deserialize, Serialize};

use super::Span;

/// An outcome that no decisive case reached.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Unreached {
    /// Where; for wasm the WAT's line where it is known.
    pub span: Option<Span>,
    /// Which outcome: `never true`, `never false`, `never reached`, with the text it is about.
    pub what: String,
}

/// Outcomes of one text: each statement has one, each condition two.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Coverage {
    /// How many there are.
    pub outcomes: u64,
    /// How many of them were reached.
    pub reached: u64,
    /// The others, in order of place.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unreached: Vec<Unreached>,
}
