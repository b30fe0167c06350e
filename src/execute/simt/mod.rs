//! `simt`: WGSL on the CPU, in lockstep over naga's IR. The judge.
//!
//! ```text
//! naga::Module → lower → passes → machine
//! ```
//!
//! `lower` takes composites apart and inlines calls, `passes` find what all lanes share and
//! where registers lie, `machine` steps blocks of lanes through the result, one operation over
//! all lanes at once. Values are rows of 32-bit lanes that the compiler vectorises; masks are
//! bits. `scalar` says what each operation means and what was chosen where WGSL leaves a choice.
//!
//! A run lives in a [`World`]: the strict one, or another that WGSL allows as well (V2). What a
//! world, coverage (V3) or a trace needs is compiled into code of its own, so that the strict run
//! pays for none of it.
//!
//! Never compares with anything and never judges: it reports what happened. Results depend on
//! neither the platform's math library nor on threads: a run in which several threads found
//! anything is repeated on one.

mod answer;
mod code;
mod lanes;
mod layout;
mod lower;
mod machine;
mod mask;
mod memory;
mod passes;
mod pool;
mod program;
mod reached;
mod report;
mod run;
mod scalar;
mod shadow;
mod trace;
mod transfer;
mod world;

#[cfg(test)]
mod tests;

use std::time::Duration;

use crate::kernel::Finding;

pub use program::Program;
pub use reached::Reached;
pub use trace::{Step, Trace, Value};
pub use world::{Contraction, Lanes, Order, World};

/// What a run looks for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Watch {
    /// Every kind of finding.
    Everything,
    /// The same, and which outcomes the draft's conditions and statements have (V3).
    Coverage,
    /// Accesses out of bounds, divergence at barriers and fuel only: what costs nothing.
    Bounds,
}

/// What a run is given.
#[derive(Clone, PartialEq, Debug)]
pub struct Dispatch {
    /// Bytes behind each storage or uniform binding: (binding, bytes). Sizes are multiples of 4.
    pub bindings: Vec<(u32, Vec<u8>)>,
    /// Bindings that start unwritten: reading one of their words before any invocation wrote it
    /// is a finding.
    pub unwritten: Vec<u32>,
    /// Workgroups on each axis.
    pub groups: [u32; 3],
}

/// What a run did.
#[derive(Clone, PartialEq, Debug)]
pub struct Run {
    /// The bindings after the run, in the order given; none after [`Program::run_in_place`], which
    /// leaves them in the dispatch.
    pub bindings: Vec<(u32, Vec<u8>)>,
    /// Findings, one per kind and place, in order of place.
    pub findings: Vec<Finding>,
    /// How many invocations stored to a storage buffer.
    pub storing_invocations: u64,
    /// Outcomes that were reached, if [`Watch::Coverage`] asked for them.
    pub reached: Reached,
    /// Wall-clock time.
    pub time: Duration,
}

/// Why a draft can't be run.
#[derive(Clone, PartialEq, Debug, thiserror::Error)]
pub enum SimtError {
    /// The draft uses something that this executor doesn't know.
    #[error("{0}")]
    Unsupported(String),
    /// The deadline passed.
    #[error("the draft did not end within {} s", .0.as_secs_f32())]
    Deadline(Duration),
    /// It needs more memory than it may have.
    #[error("the draft wants more memory than the limit of {} MiB", .0 >> 20)]
    Memory(u64),
    /// Cancelled.
    #[error("cancelled")]
    Cancelled,
}
