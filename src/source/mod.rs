//! WAT text → wasm module → lifted kernel.
//!
//! Never runs a kernel and never decides what its parameters mean: that is the contract's job.

pub mod lifted;
pub mod module;
pub mod watch;
