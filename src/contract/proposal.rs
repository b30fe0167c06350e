//! What inference proposes before the sidecar is laid over it: a contract with gaps.

use super::{Abi, BufferAccess, Elem, Expr, Generator, Layout, ScalarType, SlangMember};
use crate::source::Export;
use crate::source::lifted::Ty;

/// A contract with gaps. Keys that follow from others (outputs, cases, tolerance, image) are not
/// in it: they are derived once everything else is settled.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Proposal {
    pub abi: Abi,
    pub params: Vec<Guess>,
    pub threads: Option<Vec<Expr>>,
    pub invocation: Vec<String>,
    pub globals: Vec<SlangMember>,
    pub entry_params: Vec<SlangMember>,
    pub workgroup: Option<[u32; 3]>,
}

/// A parameter as far as it is known. For `c`, `invocation` and `pixel`, those without `base` are
/// the wasm parameters after the index, in order.
#[derive(Clone, PartialEq, Debug)]
pub(super) enum Guess {
    Buffer(BufferGuess),
    Scalar(ScalarGuess),
}

#[derive(Clone, PartialEq, Debug)]
pub(super) struct BufferGuess {
    pub name: String,
    pub elem: Option<Elem>,
    pub access: Option<BufferAccess>,
    pub length: Option<Expr>,
    pub generator: Option<Generator>,
    pub layout: Layout,
    pub base: Option<u32>,
}

#[derive(Clone, PartialEq, Debug)]
pub(super) struct ScalarGuess {
    pub name: String,
    pub ty: ScalarType,
    pub generator: Option<Generator>,
    /// It could as well be a pointer: nothing was seen of how it is used.
    pub unsure: bool,
}

impl Guess {
    pub fn name(&self) -> &str {
        match self {
            Self::Buffer(buffer) => &buffer.name,
            Self::Scalar(scalar) => &scalar.name,
        }
    }

    /// Whether it stands for one of the wasm function's parameters.
    pub fn is_wasm(&self) -> bool {
        !matches!(self, Self::Buffer(BufferGuess { base: Some(_), .. }))
    }
}

impl Proposal {
    /// Knows only the function's type.
    pub fn of_signature(abi: Abi, index_params: usize, export: &Export) -> Self {
        let taken = if abi == Abi::Slang { export.params.len() } else { index_params };
        let params = export.params.iter().enumerate().skip(taken);
        let params = params.map(|(at, ty)| Guess::Scalar(ScalarGuess::unsure(at, *ty))).collect();
        Self {
            abi,
            params,
            threads: None,
            invocation: Vec::new(),
            globals: Vec::new(),
            entry_params: Vec::new(),
            workgroup: None,
        }
    }
}

impl ScalarGuess {
    fn unsure(at: usize, ty: Ty) -> Self {
        let (ty, unsure) = match ty {
            Ty::I32 => (ScalarType::I32, true),
            Ty::I64 => (ScalarType::I64, false),
            Ty::F32 | Ty::F64 => (ScalarType::F32, false),
        };
        Self { name: format!("a{at}"), ty, generator: None, unsure }
    }
}
