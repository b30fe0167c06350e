//! The WGSL interface that a contract fixes: bindings, `Params`, escaped names.

use super::{Contract, Elem, ScalarType};

/// The interface of one contract.
#[derive(Clone, PartialEq, Debug)]
pub struct Interface {
    /// Storage buffers in order of their binding, `ret` last.
    pub storage: Vec<StorageBinding>,
    /// The uniform `p: Params`, if there are scalars.
    pub params: Option<ParamsBinding>,
}

/// One storage buffer.
#[derive(Clone, PartialEq, Debug)]
pub struct StorageBinding {
    /// `@binding`.
    pub binding: u32,
    /// Escaped name.
    pub name: String,
    /// The contract's element type; narrow ones are packed in `array<u32>`, 64-bit ones are
    /// `array<vec2<u32>>`.
    pub elem: Elem,
    /// `read_write`, else `read`.
    pub writable: bool,
}

/// The uniform buffer.
#[derive(Clone, PartialEq, Debug)]
pub struct ParamsBinding {
    /// `@binding`.
    pub binding: u32,
    /// Fields in order; 64-bit ones are `vec2<u32>`, bool is u32.
    pub fields: Vec<ParamsField>,
    /// Size of the uniform buffer in bytes.
    pub size: u32,
}

/// A field of `Params`.
#[derive(Clone, PartialEq, Debug)]
pub struct ParamsField {
    /// Escaped name.
    pub name: String,
    /// The contract's name.
    pub scalar: String,
    /// Its type.
    pub ty: ScalarType,
    /// Byte offset in WGSL's own alignment.
    pub offset: u32,
}

impl Interface {
    /// The interface of a contract.
    pub fn of(contract: &Contract) -> Self {
        let _ = contract;
        Self { storage: Vec::new(), params: None }
    }

    /// The declarations as WGSL text, one per line, as a draft begins.
    pub fn declarations(&self) -> String {
        String::new()
    }
}
