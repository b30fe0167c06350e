//! A parsed and validated module.

use std::sync::Arc;

use super::decode::Decoded;
use super::lifted::Ty;
use crate::kernel::{Digest256, Span};

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
    /// Everything else that the lift reads.
    pub(super) decoded: Arc<Decoded>,
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
    /// The exports that are kernels by this program's naming rule: everything but `_initialize`, `stack*`,
    /// `__*`, and the `E_Group` and `E_Thread` beside an `E`.
    pub fn kernels(&self) -> impl Iterator<Item = &Export> {
        self.exports.iter()
    }

    /// Where the kernel behind `export` begins in the text.
    pub fn span_of(&self, export: &str) -> Option<Span> {
        let index = self.exports.iter().find(|e| e.name == export)?.function;
        let function = self.decoded.function(index)?;
        self.span_at(*function.offsets.first()?)
    }

    /// Where operator number `operator` of a function stands in the text; functions count from
    /// the imports on. `None` where the text is not known.
    pub fn span_of_operator(&self, function: u32, operator: usize) -> Option<Span> {
        self.span_at(*self.decoded.function(function)?.offsets.get(operator)?)
    }

    /// The functions that the lift takes for C's math functions, imported or not: index and bare
    /// C name, `sin` for `sinf`, `sin` and `Math.sin`.
    pub fn math_functions(&self) -> Vec<(u32, String)> {
        let count = self.decoded.signatures.len() as u32;
        let named = |index: u32| {
            let signature = self.decoded.signature(index)?;
            let name = self.decoded.function_name(index);
            let name = super::lift::math::c_name(&name, signature)?;
            Some((index, name.to_owned()))
        };
        (0..count).filter_map(named).collect()
    }

    /// The span of the token at byte `offset` of the text; `None` where there is no text.
    pub(super) fn span_at(&self, offset: u32) -> Option<Span> {
        let text = self.text.as_deref()?;
        Some(super::parse::token_span(text, offset as usize))
    }
}
