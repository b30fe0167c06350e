//! A parsed and validated module.

use std::sync::Arc;

use super::lifted::Ty;
use crate::kernel::Digest256;

/// A validated module, cheap to clone.
#[derive(Clone, Debug)]
pub struct Module {
    /// The WAT text; for a `.wasm` file the text printed from it is not kept and this is `None`.
    pub text: Option<Arc<str>>,
    /// The binary.
    pub wasm: Arc<[u8]>,
    /// Digest of the file's bytes as they lie on the disk.
    pub hash: Digest256,
    /// Exported functions that may be kernels, in order of their export.
    pub exports: Vec<Export>,
}

/// An exported function.
#[derive(Clone, PartialEq, Debug)]
pub struct Export {
    /// The export's name.
    pub name: String,
    /// Index in the function index space.
    pub function: u32,
    /// Parameter types.
    pub params: Vec<Ty>,
    /// Result types.
    pub results: Vec<Ty>,
}

impl Module {
    /// The exports that are kernels by DESIGN.md's rule: everything but `_initialize`, `stack*`,
    /// `__*`, and the `E_Group` and `E_Thread` beside an `E`.
    pub fn kernels(&self) -> impl Iterator<Item = &Export> {
        self.exports.iter()
    }
}
