//! `gpu`: WGSL through wgpu, in a worker process, on any adapter that wgpu lists.
//!
//! ```text
//! Pool → worker process (this binary, hidden argument) → Host → wgpu → adapter
//! ```
//!
//! A driver that hangs, crashes, loses its device or runs out of memory costs one worker and
//! gives a [`GpuError`]; the next request starts another. Each run carries a nonce, and the worker
//! answers the digest of the nonce and the text that it compiled: the executed text is the text
//! judged. Never compares and never judges, and never runs a driver in this process.

mod adapter;
mod error;
mod host;
mod job;
mod message;
mod pool;
mod ready;
mod rounds;

pub use adapter::{Adapter, LLVMPIPE_ITERATIONS};
pub use error::GpuError;
pub use host::serve;
pub use job::{Done, Job, Times, Timing};
pub use message::Trick;
pub use pool::{NONE, Pool};

/// The hidden argument that makes this program a worker.
pub const WORKER: &str = "__gpu-worker";
/// A second one, for tests: the worker may be asked to hang, crash or babble.
pub const TRICKS: &str = "__tricks";
/// Another, for tests too: the worker runs another text than it is given.
pub const LIES: &str = "__lies";
