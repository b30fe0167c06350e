//! What running a draft revealed beside its outputs (VERDICT.md V6).

use serde::{Deserialize, Serialize};

use super::Span;

/// What running a draft revealed beside its outputs (VERDICT.md V6).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FindingKind {
    /// Fatal.
    OutOfBoundsWrite,
    /// A note when its value is discarded, else fatal through the outputs.
    OutOfBoundsRead,
    /// Fatal: conflicting non-atomic accesses, equal values too.
    Race,
    /// Fatal: a barrier that not every invocation of the workgroup reaches.
    BarrierDivergence,
    /// Fatal: fuel ran out.
    EndlessLoop,
    /// Fatal: a read of write-only output storage that nobody wrote.
    UninitializedRead,
    /// Fatal: a NaN that finite operands gave decides a branch, or such a NaN or an infinity becomes
    /// an index.
    DomainError,
    /// A NaN or an infinity that finite operands gave is stored to a binding. A note: the element
    /// is compared (V12), a miss where the reference is finite and undecided where it isn't.
    NotFinite,
    /// A note: what WGSL defines and hardly anybody means, such as an operation outside its domain
    /// whose result is discarded, or a conversion out of range.
    Suspicious,
}

impl FindingKind {
    /// Whether the draft fails even if its outputs agree.
    pub fn is_fatal(self) -> bool {
        !matches!(self, Self::OutOfBoundsRead | Self::NotFinite | Self::Suspicious)
    }
}

/// One finding, at its first occurrence.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Finding {
    /// What kind.
    pub kind: FindingKind,
    /// Where in the draft.
    pub span: Option<Span>,
    /// `global_invocation_id` of the invocation, if one is to blame.
    pub invocation: Option<[u32; 3]>,
    /// What happened, with names, index and length.
    pub message: String,
    /// How often it happened in this run.
    pub count: u64,
}
