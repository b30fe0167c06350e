//! Contract and executors → evidence and verdict, by the rules of VERDICT.md beside this file.
//!
//! A verdict never comes from the thing being judged: the reference decides what is right, and
//! the inputs are drawn after the draft is frozen.

pub mod adapters;
pub mod allowance;
mod bench;
mod bind;
pub mod builtins;
mod canary;
mod causes;
mod compare;
mod constants;
mod crew;
mod depart;
mod deviation;
mod explain;
mod fault;
mod generate;
mod iterations;
mod judge;
mod largest;
mod limits;
pub mod mutate;
mod not_finite;
mod outside;
mod picture;
mod plan;
pub mod profile;
mod region;
pub mod replay;
mod report;
mod rng;
mod shrink;
mod side;
mod sizes;
mod tally;
mod texture;
pub mod trace;
mod trivial;
mod truth;
mod why;

#[cfg(test)]
mod compare_tests;
#[cfg(test)]
mod plan_tests;

use tokio_util::sync::CancellationToken;

use crate::check::Checked;
use crate::contract::Contract;
use crate::execute::Limits;
use crate::kernel::{Digest256, Evidence};
use crate::source::Module;
pub use crew::alone;
pub use replay::{Recipe, again, replay};
pub use shrink::{Small, shrink};

/// What evidence says before any adapter was asked (VERDICT.md V13).
pub const ONLY_SIMT: &str = "only simt has run this draft";

/// What is judged, and how.
pub struct Request<'a> {
    /// The WAT.
    pub module: &'a Module,
    /// Its contract.
    pub contract: &'a Contract,
    /// The draft, checked against that contract.
    pub checked: &'a Checked,
    /// The draft's digest.
    pub wgsl: Digest256,
    /// Seed of all inputs.
    pub seed: u64,
    /// Limits of each single run.
    pub limits: Limits,
}

/// How far a verification is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Progress {
    /// Cases done.
    pub done: usize,
    /// Cases planned.
    pub planned: usize,
}

/// A picture of an image kernel's output in its largest small case, for the preview.
#[derive(Clone, PartialEq, Debug)]
pub struct Picture {
    /// Columns.
    pub width: u32,
    /// Rows.
    pub height: u32,
    /// sRGB, row by row: what the reference computes.
    pub reference: Vec<[u8; 3]>,
    /// What the draft computes.
    pub draft: Vec<[u8; 3]>,
    /// |Δ| of each channel before it was clamped for showing, from none to the largest of all.
    pub difference: Vec<[u8; 3]>,
}

/// The judge's answer.
#[derive(Clone, PartialEq, Debug)]
pub struct Judgement {
    /// What is hashed and signed.
    pub evidence: Evidence,
    /// For people only.
    pub picture: Option<Picture>,
}

/// Judges a draft. Returns `None` only when cancelled; everything else is a verdict.
///
/// Cases run on all cores, and nothing shows which was faster. After the first miss the remaining
/// cases run under the `exact` setting alone, for the figures.
pub fn verify(
    request: &Request<'_>,
    progress: &mut dyn FnMut(Progress),
    cancel: &CancellationToken,
) -> Option<Judgement> {
    let mut judgement = judge::judge(request, None, progress, cancel)?;
    why::explain(request, &mut judgement, cancel)?;
    Some(judgement)
}

/// The same after the seeds in `regressions`, which failed before under this contract, have run
/// again (VERDICT.md V14): the first that fails still is the answer.
pub fn verify_again(
    request: &Request<'_>,
    regressions: &[u64],
    progress: &mut dyn FnMut(Progress),
    cancel: &CancellationToken,
) -> Option<Judgement> {
    let seeds = regressions.iter().copied().chain([request.seed]);
    let mut last = None;
    for seed in seeds {
        let request = Request { seed, ..*request };
        let mut judgement = verify(&request, progress, cancel)?;
        judgement.evidence.regressions = regressions.to_vec();
        let passed = judgement.evidence.verdict == crate::kernel::Verdict::Verified;
        last = Some(judgement);
        if !passed {
            break;
        }
    }
    last
}
