//! WAT text → wasm module → lifted kernel.
//!
//! Never runs a kernel and never decides what its parameters mean: that is the contract's job.

pub mod lifted;
pub mod module;
pub mod parallel;
pub mod watch;

pub use lifted::Lifted;
pub use module::{Export, Module};

use crate::kernel::Diagnostic;

/// The largest source file that is read, in bytes.
pub const MAX_SOURCE_BYTES: u64 = 16 << 20;

/// Parses and validates WAT text or a wasm binary. `name` is the file's name, for messages only.
///
/// # Errors
/// Diagnostics with spans into the file: not UTF-8, a syntax error, a validation error, a feature
/// outside what this program runs.
pub fn parse(name: &str, bytes: &[u8]) -> Result<Module, Vec<Diagnostic>> {
    let _ = (name, bytes);
    Err(Vec::new())
}

/// Lifts the function behind `export`.
///
/// # Errors
/// Diagnostics on the WAT line that names the first unsupported construct of each kind.
pub fn lift(module: &Module, export: &str) -> Result<Lifted, Vec<Diagnostic>> {
    let _ = (module, export);
    Err(Vec::new())
}

/// The canonical listing of a lifted kernel: what a person (and a model) reads.
pub fn listing(lifted: &Lifted) -> String {
    let _ = lifted;
    String::new()
}
