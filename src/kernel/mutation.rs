//! How many small changes to a text the cases notice (VERDICT.md V8).

use serde::{Deserialize, Serialize};

use super::Span;

/// A mutant that nothing killed, or that is proven equivalent.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Mutant {
    /// What was changed, from what to what.
    pub change: String,
    /// Where; for wasm the WAT's line where it is known.
    pub span: Option<Span>,
    /// Why it is equivalent; absent for a mutant that is alive.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proof: Option<String>,
}

/// The mutants of one text.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct MutationScore {
    /// Noticed: refused by comparison, by a finding, by a trap or by running out of fuel.
    pub killed: u32,
    /// Proven equivalent, by rule or by a reviewed list.
    pub equivalent: u32,
    /// Neither.
    pub alive: u32,
    /// The equivalent and the alive ones, in order of place.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub listed: Vec<Mutant>,
}

impl MutationScore {
    /// Killed over killed and alive, from 0 to 1; `None` without mutants.
    pub fn score(&self) -> Option<f64> {
        let all = self.killed + self.alive;
        (all > 0).then(|| f64::from(self.killed) / f64::from(all))
    }
}

/// Both scores: of the WAT, which is the one that counts, and of the draft.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Mutation {
    /// Mutants of the WAT, independent of the draft.
    pub source: MutationScore,
    /// Mutants of the draft.
    pub draft: MutationScore,
}
