//! `reference`: the WAT itself, in wasmtime, a fresh instance for every case.

use std::time::Duration;

use tokio_util::sync::CancellationToken;

use super::{Case, Limits};
use crate::contract::Contract;
use crate::kernel::Scalar;
use crate::source::Module;

/// A compiled kernel, ready to run any case of its contract.
pub struct Reference {}

/// How memory is laid out and filled around the buffers (VERDICT.md V11).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Placement {
    /// 0 or 1: order and distance of the buffers.
    pub order: u8,
    /// Fills memory that nobody owns.
    pub poison: u8,
}

/// What the reference did.
#[derive(Clone, PartialEq, Debug)]
pub struct Output {
    /// Bytes of each buffer after the run, in binding order, same lengths as in the case; with
    /// a returned scalar its 4 (or 8) bytes come last, as buffer `ret`.
    pub buffers: Vec<Vec<u8>>,
    /// Wall-clock time inside the kernel.
    pub time: Duration,
}

/// Why there is no output.
#[derive(Clone, PartialEq, Debug, thiserror::Error)]
pub enum ReferenceError {
    /// The kernel trapped.
    #[error("the kernel traps: {0}")]
    Trap(String),
    /// It left a declared length: which buffer, and the byte offset it touched.
    #[error("the kernel {} byte {offset} of '{buffer}', which has {length}", if *.write { "writes" } else { "reads" })]
    OutOfBounds {
        /// The nearest buffer's name.
        buffer: String,
        /// First byte outside, relative to the buffer.
        offset: i64,
        /// The buffer's bytes.
        length: u64,
        /// A store.
        write: bool,
    },
    /// It wrote memory that no parameter owns, and the write survives.
    #[error("the kernel changes memory that no parameter owns, at address {address}: {hint}")]
    HiddenOutput {
        /// Where.
        address: u32,
        /// What to write into the sidecar.
        hint: String,
    },
    /// The deadline passed.
    #[error("the kernel did not end within {} s", .0.as_secs_f32())]
    Deadline(Duration),
    /// It wanted more memory than it may have.
    #[error("the kernel wants more memory than the limit of {} MiB", .0 >> 20)]
    Memory(u64),
    /// Cancelled.
    #[error("cancelled")]
    Cancelled,
    /// The module can't run here: an import that nobody serves, a contract that doesn't fit.
    #[error("{0}")]
    Unsupported(String),
}

/// How far one pointer was followed in a probe.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Reach {
    /// The wasm parameter, or the position in slang's globals.
    pub parameter: usize,
    /// Lowest byte offset touched, relative to the pointer; 0 if none.
    pub lowest: i64,
    /// One past the highest byte read.
    pub read_end: i64,
    /// One past the highest byte written.
    pub write_end: i64,
}

impl Reference {
    /// Compiles the module for this contract.
    ///
    /// # Errors
    /// [`ReferenceError::Unsupported`].
    pub fn new(module: &Module, contract: &Contract) -> Result<Self, ReferenceError> {
        let _ = (module, contract);
        Err(ReferenceError::Unsupported("not built".into()))
    }

    /// Runs one case in a fresh instance, with every load and store checked against the buffers.
    ///
    /// # Errors
    /// See [`ReferenceError`].
    pub fn run(
        &self,
        case: &Case,
        placement: Placement,
        limits: &Limits,
        cancel: &CancellationToken,
    ) -> Result<Output, ReferenceError> {
        let _ = (case, placement, limits, cancel);
        Err(ReferenceError::Unsupported("not built".into()))
    }
}

/// Runs `export` with each pointer parameter in its own guarded region of `region` bytes filled
/// by a pattern, to see how far it reaches. `arguments[i]` is the scalar for wasm parameter `i`,
/// or `None` where the parameter is a pointer.
///
/// # Errors
/// See [`ReferenceError`]. Leaving a region is `OutOfBounds`.
pub fn probe(
    module: &Module,
    export: &str,
    arguments: &[Option<Scalar>],
    region: u32,
    limits: &Limits,
) -> Result<Vec<Reach>, ReferenceError> {
    let _ = (module, export, arguments, region, limits);
    Err(ReferenceError::Unsupported("not built".into()))
}
