//! `reference`: the WAT itself, in wasmtime, a fresh instance for every case.
//!
//! Every load and store passes a check against the declared buffers; the module's own data and
//! stack are its own. Runs plainly, with random legal errors in its float operations (V1), or
//! mutated (V8), and says which ways branches went (V3). Never compares and never draws an input.

mod access;
mod branches;
mod checks;
mod constants;
mod edits;
mod engine;
mod engines;
mod flow;
mod imports;
mod instrument;
mod layout;
mod legal;
mod math;
mod mutants;
mod noise;
mod noise_code;
#[cfg(test)]
mod noise_tests;
mod own;
mod parsed;
mod plain;
mod prepared;
mod probe;
mod reach;
mod rows;
mod run;
mod swaps;
#[cfg(test)]
mod tests;
mod ticking;

use std::sync::{Arc, OnceLock};
use std::time::Duration;

use crate::contract::Contract;
use crate::source::Module;
pub use branches::Reached;
pub use constants::constants;
use engine::Compiled;
pub use mutants::{MOST_MUTANTS, WatMutant, mutants, mutations};
pub use plain::Plain;
pub use probe::{ProbeMember, probe, probe_slang};

/// A compiled kernel, ready to run any case of its contract.
pub struct Reference {
    compiled: Arc<Compiled>,
    /// Its noisy form, compiled when first needed.
    noisy: OnceLock<Result<Arc<Compiled>, ReferenceError>>,
    module: Module,
    contract: Contract,
    /// The pixel ABI's `out`, as a buffer's number.
    gathered: Option<usize>,
}

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
    /// Rounds of all loops together.
    pub iterations: u64,
    /// Which ways the WAT's branches went.
    pub reached: Reached,
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
    /// Its loops went round more often than [`Limits::fuel`](crate::execute::Limits) allows.
    #[error("the kernel's loops did not end within {0} rounds")]
    Fuel(u64),
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
