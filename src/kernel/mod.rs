//! The shared vocabulary: what every stage hands to the next.
//!
//! Plain data only. Nothing here parses, runs, draws or touches a disk, and nothing here names a
//! terminal or an async runtime.

mod adapter;
mod allowance;
mod canary;
mod coverage;
mod diagnostic;
mod digest;
mod draft;
mod evidence;
mod figures;
mod finding;
mod id;
mod mutation;
mod rule;
mod scalar;
mod stage;
mod verdict;

pub use adapter::Adapter;
pub use allowance::Allowance;
pub use canary::{Canary, CanaryOutcome};
pub use coverage::{Coverage, Unreached};
pub use diagnostic::{Diagnostic, Origin, Severity, Span};
pub use digest::Digest256;
pub use draft::{Draft, Provenance};
pub use evidence::Evidence;
pub use figures::CaseFigures;
pub use finding::{Finding, FindingKind};
pub use id::{KernelId, relative};
pub use mutation::{Mutant, Mutation, MutationScore};
pub use rule::Rule;
pub use scalar::Scalar;
pub use stage::Stage;
pub use verdict::{Class, Counterexample, Verdict};
