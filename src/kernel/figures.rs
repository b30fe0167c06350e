//! The figures of one case on one executor.

use serde::{Deserialize, Serialize};

use super::Scalar;

/// The figures of one case on one executor, all outputs pooled.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct CaseFigures {
    /// Number of the case, from 0.
    pub case: usize,
    /// Which executor ran the draft: `simt`, or an adapter's name.
    pub executor: String,
    /// Which setting: `exact` or `slack` buffers, …
    pub setting: String,
    /// Scalars by name, in the contract's order.
    pub scalars: Vec<(String, Scalar)>,
    /// Compared elements.
    pub elements: u64,
    /// Elements outside the tolerance.
    pub misses: u64,
    /// Elements left to the non-decisive suite (the reference is not finite there).
    pub undecided: u64,
    /// Elements that the reference's own noise leaves untested (VERDICT.md V1).
    #[serde(default)]
    pub untested: u64,
    /// Largest |draft − reference|.
    pub max_abs: f64,
    /// Largest distance in units in the last place, over f32 outputs.
    pub max_ulp: u64,
    /// 10·log10(peak²/MSE), capped at 99; VERDICT.md V5.
    pub psnr: f64,
    /// Seconds in the reference.
    pub reference_seconds: f64,
    /// Seconds in the executor.
    pub draft_seconds: f64,
}
