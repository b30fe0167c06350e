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
//! Never compares with anything and never judges: it reports what happened. Results depend on
//! neither the platform's math library nor on threads: a run in which several threads found
//! anything is repeated on one.

mod answer;
mod code;
mod lanes;
mod layout;
mod lower;
mod machine;
mod memory;
mod passes;
mod report;
mod run;
mod scalar;
mod shadow;
mod transfer;

#[cfg(test)]
mod tests;

use std::time::Duration;

use tokio_util::sync::CancellationToken;

use super::Limits;
use crate::check::Checked;
use crate::kernel::Finding;

/// A draft compiled for this executor.
#[derive(Debug)]
pub struct Program {
    code: passes::Assembled,
    size: [u32; 3],
    wgsl: String,
}

/// What a run looks for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Watch {
    /// Every kind of finding.
    Everything,
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
    /// The bindings after the run, in the order given.
    pub bindings: Vec<(u32, Vec<u8>)>,
    /// Findings, one per kind and place, in order of place.
    pub findings: Vec<Finding>,
    /// How many invocations stored to a storage buffer.
    pub storing_invocations: u64,
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

impl Program {
    /// Compiles a checked draft.
    ///
    /// # Errors
    /// [`SimtError::Unsupported`].
    pub fn new(checked: &Checked) -> Result<Self, SimtError> {
        Self::with_effort(checked, passes::Effort::Full)
    }

    fn with_effort(checked: &Checked, effort: passes::Effort) -> Result<Self, SimtError> {
        let lowered = lower::lower(&checked.module, &checked.info)?;
        let size = checked.workgroup_size;
        let group = size.iter().try_fold(1u32, |product, axis| product.checked_mul(*axis));
        let group = match group {
            Some(group @ 1..=MAX_GROUP) => group,
            _ => {
                return Err(SimtError::Unsupported(format!(
                    "a workgroup of {} × {} × {} invocations; the most is {MAX_GROUP}",
                    size[0], size[1], size[2]
                )));
            }
        };
        Ok(Self { code: passes::finish(lowered, group, effort), size, wgsl: checked.wgsl.clone() })
    }

    /// Runs all workgroups. Running out of fuel is the finding `EndlessLoop`, not an error.
    ///
    /// One unit of fuel is one iteration of one loop by one block of lanes: a workgroup, or, for a
    /// draft without barriers and workgroup memory, as many whole workgroups as make up to 1,024
    /// lanes. All blocks draw on the same fuel. `u64::MAX` leaves endless loops to the deadline.
    ///
    /// # Errors
    /// See [`SimtError`].
    pub fn run(
        &self,
        dispatch: &Dispatch,
        limits: &Limits,
        cancel: &CancellationToken,
    ) -> Result<Run, SimtError> {
        self.run_watching(dispatch, limits, Watch::Everything, cancel)
    }

    /// The same, looking only for what `watch` names.
    ///
    /// # Errors
    /// See [`SimtError`].
    pub fn run_watching(
        &self,
        dispatch: &Dispatch,
        limits: &Limits,
        watch: Watch,
        cancel: &CancellationToken,
    ) -> Result<Run, SimtError> {
        run::run(&self.code, self.size, &self.wgsl, dispatch, limits, watch, cancel)
    }
}

/// The most invocations of a workgroup; WebGPU's own default limit is 256.
const MAX_GROUP: u32 = 1024;
