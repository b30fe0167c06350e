//! WAT text → wasm module → lifted kernel.
//!
//! Never runs a kernel and never decides what its parameters mean: that is the contract's job.

mod decode;
mod lift;
pub mod lifted;
mod listing;
pub mod module;
mod operator;
pub mod parallel;
mod parse;
mod vector;
pub mod walk;
pub mod watch;

pub use lifted::Lifted;
pub use listing::Naming;
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
    parse::parse(name, bytes)
}

/// Lifts the function behind `export`.
///
/// # Errors
/// Diagnostics on the WAT line that names the first unsupported construct of each kind.
pub fn lift(module: &Module, export: &str) -> Result<Lifted, Vec<Diagnostic>> {
    lift::lift(module, export)
}

/// The canonical listing of a lifted kernel: what a person (and a model) reads.
pub fn listing(lifted: &Lifted) -> String {
    listing::listing(lifted)
}

/// The same under other names.
pub fn listing_named(lifted: &Lifted, naming: &Naming) -> String {
    listing::named(lifted, naming)
}

/// An export's name in one line: what is not printable is escaped.
fn visible_name(name: &str) -> String {
    name.chars().flat_map(|c| c.escape_debug()).collect()
}

#[cfg(test)]
mod tests;
