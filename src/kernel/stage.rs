//! Where a kernel stands.

use serde::{Deserialize, Serialize};

/// Where a kernel stands. Exactly one at a time; a changed file goes back to `Parse`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Stage {
    /// WAT → wasm → lifted kernel.
    Parse,
    /// The contract is inferred or read.
    Contract,
    /// WGSL streams in.
    Draft,
    /// naga and our own checks.
    Compile,
    /// The reference and the draft run.
    Execute,
    /// Results are compared; the verdict falls here.
    Parity,
    /// A person's turn, or done.
    Ratify,
}
