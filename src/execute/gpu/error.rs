//! Why a run on an adapter gave nothing.

use std::time::Duration;

use crate::execute::worker::WorkerError;

/// Why a run on an adapter gave nothing. None of them is a failure of this program.
#[derive(Clone, PartialEq, Debug, thiserror::Error)]
pub enum GpuError {
    /// Compilation, run and transfers together took too long; the worker was killed.
    #[error("no answer within {} s; the worker was killed", .0.as_secs_f32())]
    Deadline(Duration),
    /// The driver gave the device up.
    #[error("the device was lost: {0}")]
    DeviceLost(String),
    /// The adapter, or the worker, has not the memory.
    #[error("out of memory: {0}")]
    OutOfMemory(String),
    /// The worker died: a driver's fault.
    #[error("the driver crashed{}{}", signalled(*.signal), said(.stderr))]
    Crashed {
        /// The signal that ended it, where one did.
        signal: Option<i32>,
        /// What it said last.
        stderr: String,
    },
    /// No adapter of that name, or none at all.
    #[error("{0}")]
    NoAdapter(String),
    /// The adapter, or wgpu, doesn't take the draft.
    #[error("{0}")]
    Unsupported(String),
    /// The worker did not answer as it must, or ran another text.
    #[error("{0}")]
    Protocol(String),
    /// No worker.
    #[error("{0}")]
    Start(String),
    /// Cancelled.
    #[error("cancelled")]
    Cancelled,
}

fn signalled(signal: Option<i32>) -> String {
    signal.map(|signal| format!(" (signal {signal})")).unwrap_or_default()
}

fn said(stderr: &str) -> String {
    if stderr.is_empty() { String::new() } else { format!(": {stderr}") }
}

impl From<WorkerError> for GpuError {
    fn from(error: WorkerError) -> Self {
        match error {
            WorkerError::Deadline(deadline) => Self::Deadline(deadline),
            WorkerError::Memory(_) => Self::OutOfMemory(error.to_string()),
            WorkerError::Crashed { signal, stderr, .. } => Self::Crashed { signal, stderr },
            WorkerError::Protocol(_) => Self::Protocol(error.to_string()),
            WorkerError::Start(_) => Self::Start(error.to_string()),
            WorkerError::Cancelled => Self::Cancelled,
        }
    }
}
