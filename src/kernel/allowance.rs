//! What the reference's own noisy runs allow a draft to differ by (VERDICT.md V1).

use serde::{Deserialize, Serialize};

/// How the allowance was drawn, and what it left untested.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct Allowance {
    /// Noisy runs of the reference per case.
    pub draws: u32,
    /// Elements whose envelope exceeds 2⁻⁸ of the output's range: not tested.
    pub untested: u64,
    /// All elements of all cases.
    pub elements: u64,
    /// Largest envelope of a tested element, as a share of its output's range.
    pub widest: f64,
    /// Time of the noisy runs over that of the plain ones, pooled over the cases.
    pub cost: f64,
}

impl Allowance {
    /// The share of elements that is untested, from 0 to 1.
    pub fn share(&self) -> f64 {
        self.untested as f64 / self.elements.max(1) as f64
    }
}
