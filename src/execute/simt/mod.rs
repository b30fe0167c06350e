//! `simt`: WGSL on the CPU, in lockstep over naga's IR. The judge.

use std::time::Duration;

use tokio_util::sync::CancellationToken;

use super::Limits;
use crate::check::Checked;
use crate::kernel::Finding;

/// A draft compiled for this executor.
pub struct Program {}

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
        let _ = checked;
        Err(SimtError::Unsupported("not built".into()))
    }

    /// Runs all workgroups. Running out of fuel is the finding `EndlessLoop`, not an error.
    ///
    /// # Errors
    /// See [`SimtError`].
    pub fn run(
        &self,
        dispatch: &Dispatch,
        limits: &Limits,
        cancel: &CancellationToken,
    ) -> Result<Run, SimtError> {
        let _ = (dispatch, limits, cancel);
        Err(SimtError::Unsupported("not built".into()))
    }
}
