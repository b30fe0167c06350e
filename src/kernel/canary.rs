//! Answers that are wrong on purpose and must be refused (VERDICT.md V7).

use serde::{Deserialize, Serialize};

/// What became of a canary.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum CanaryOutcome {
    /// The comparison refused it, as it must.
    Refused,
    /// It is no different from the right answer in any case, so that it can't be refused; why the
    /// lifted kernel proves that it is the answer.
    Waived(String),
    /// It passed: the cases or the limits are too weak.
    Passed,
}

/// One canary of one output.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Canary {
    /// `zeros`, `constant`, `noise`, `copy of x`, `untouched`, `last row`, …
    pub name: String,
    /// The output, with `.r`, `.g`, … for one channel of an image.
    pub output: String,
    /// What became of it.
    pub outcome: CanaryOutcome,
}
