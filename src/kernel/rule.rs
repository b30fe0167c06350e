//! The rules of VERDICT.md, by number: what evidence lists and what a refusal names.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A rule of `src/verify/VERDICT.md`. Displays and serialises as `V1` to `V14`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub enum Rule {
    /// The allowance comes from the reference, never from the draft.
    V1,
    /// Several legal worlds.
    V2,
    /// Nothing untested inside the draft.
    V3,
    /// Contracts can't launder.
    V4,
    /// Pictures don't hide local errors.
    V5,
    /// What WGSL defines is not an error; findings are.
    V6,
    /// Canaries must be refused.
    V7,
    /// Mutants must be killed.
    V8,
    /// Sizes are decoupled.
    V9,
    /// Dispatch and interface.
    V10,
    /// The reference doesn't lie.
    V11,
    /// Comparison.
    V12,
    /// Common mode.
    V13,
    /// Winning is not evidence.
    V14,
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self:?}")
    }
}
