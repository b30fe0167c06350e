//! A child process that may hang or crash: this same binary with a hidden argument, asked over its
//! pipes, killed at the deadline.
//!
//! Knows nothing of GPUs and never retries: whoever asks decides what a dead worker means. A child
//! ends by itself when its standard input closes, also in the middle of a request.

pub mod frame;
mod process;
mod serve;
mod watch;

use std::time::Duration;

pub use process::Process;
pub use serve::serve;

/// Why a worker gave no answer. It is dead after each of these.
#[derive(Clone, PartialEq, Debug, thiserror::Error)]
pub enum WorkerError {
    /// It could not be started.
    #[error("the worker process does not start: {0}")]
    Start(String),
    /// It was killed at the deadline.
    #[error("no answer within {} s; the worker was killed", .0.as_secs_f32())]
    Deadline(Duration),
    /// It was killed because it had grown beyond its limit, in bytes.
    #[error("the worker took more than {} MiB and was killed", .0 >> 20)]
    Memory(u64),
    /// It ended in the middle of a request.
    #[error("the worker {}{}", ended(*.signal, *.code), said(.stderr))]
    Crashed {
        /// The signal that ended it.
        signal: Option<i32>,
        /// Its exit code.
        code: Option<i32>,
        /// The last lines that it wrote to standard error.
        stderr: String,
    },
    /// It answered something that is no answer.
    #[error("the worker does not keep to the protocol: {0}")]
    Protocol(String),
    /// Cancelled, and the worker killed.
    #[error("cancelled")]
    Cancelled,
}

fn ended(signal: Option<i32>, code: Option<i32>) -> String {
    match (signal, code) {
        (Some(signal), _) => format!("was ended by signal {signal}"),
        (None, Some(code)) => format!("ended with exit code {code}"),
        (None, None) => "ended".into(),
    }
}

fn said(stderr: &str) -> String {
    if stderr.is_empty() { String::new() } else { format!(": {stderr}") }
}
