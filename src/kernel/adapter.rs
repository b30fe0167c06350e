//! What one GPU adapter said of a draft.

use serde::{Deserialize, Serialize};

/// One adapter's run of the cases, beside `simt`'s.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Adapter {
    /// The adapter's own name, with its backend: `NVIDIA H100 (Vulkan)`.
    pub name: String,
    /// Its driver and the driver's version.
    pub driver: String,
    /// Cases that ran there.
    pub cases: usize,
    /// `agrees`, `contradicts simt`, `inconclusive`, `failed`: in one word or two.
    pub outcome: String,
    /// Why, where it does not agree: a value, a crash, a limit that is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// Seconds on the adapter by its timestamps, over all cases, where it has them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seconds: Option<f64>,
}
