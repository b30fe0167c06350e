//! A kernel's interface and what equality means for it.
//!
//! Inferred from the lifted kernel, or read from the sidecar, which wins. Knows nothing of drafts.
//! CONTRACT.md beside this file is the specification: the sidecar's keys, the four ABIs, the WGSL
//! interface.

mod canonical;
mod derive;
pub mod escape;
pub mod expr;
mod expr_parse;
#[cfg(test)]
pub(crate) mod fixture;
mod generator;
mod infer;
pub mod interface;
pub mod meaning;
pub mod nearest;
mod overlay;
mod proposal;
mod settle;
mod sidecar;
#[cfg(test)]
mod tests;
mod validate;

use serde::{Deserialize, Serialize};

use crate::kernel::{Diagnostic, Digest256, Origin, Scalar};
use crate::source::{Lifted, Module};
pub use expr::Expr;
pub use interface::Interface;
#[cfg(test)]
use proposal::Proposal;
use settle::settle;
use sidecar::Sidecar;

/// The type of the extent's scalars that no wasm parameter gives.
pub const LEADING_TYPE: ScalarType = ScalarType::U32;

/// A contract in full: nothing is left to infer. Its digest is taken over its canonical TOML.
#[derive(Clone, PartialEq, Debug)]
pub struct Contract {
    /// The exported function.
    pub export: String,
    /// How the wasm function is called.
    pub abi: Abi,
    /// Names of the buffers that are compared; `ret` is the returned scalar.
    pub outputs: Vec<String>,
    /// Parallel extent, 1 to 3 expressions over scalars.
    pub threads: Vec<Expr>,
    /// Scalar values that must be among those tested.
    pub cases: Vec<Vec<(String, f64)>>,
    /// What counts as equal.
    pub tolerance: Tolerance,
    /// How an output is shown as a picture.
    pub image: Option<Image>,
    /// How a returned scalar is read.
    pub returns: Option<ScalarType>,
    /// Free text.
    pub note: Option<String>,
    /// Parameters: for `c` in the order of the wasm function's; for `invocation` and `pixel`
    /// without the index parameters, after [`Contract::leading`] scalars of the extent; for
    /// `pixel` the results' buffer `out` is last; for `slang` as `globals` and `entry_params`
    /// name them. A buffer with a `base` is no wasm parameter, wherever it stands.
    pub params: Vec<Param>,
    /// `invocation` and `pixel`: how many of the first `params` are scalars of the extent (`n`;
    /// `w`, `h`) that the wasm function doesn't take.
    pub leading: usize,
    /// `invocation`: names of the leading index parameters.
    pub invocation: Vec<String>,
    /// `slang`: the globals struct's members in declaration order.
    pub globals: Vec<SlangMember>,
    /// `slang`: the entry-point parameters struct's members.
    pub entry_params: Vec<SlangMember>,
    /// `slang`: the workgroup size.
    pub workgroup: Option<[u32; 3]>,
}

/// CONTRACT.md, "The four ABIs".
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Abi {
    /// The whole loop.
    C,
    /// One element a call.
    Invocation,
    /// One pixel a call.
    Pixel,
    /// slangc's CPU target.
    Slang,
}

/// A parameter.
#[derive(Clone, PartialEq, Debug)]
pub enum Param {
    /// Memory.
    Buffer(Buffer),
    /// A number.
    Scalar(ScalarParam),
}

/// A buffer parameter.
#[derive(Clone, PartialEq, Debug)]
pub struct Buffer {
    /// As the WGSL names it, before escaping.
    pub name: String,
    /// Element type.
    pub elem: Elem,
    /// How the kernel touches it.
    pub access: BufferAccess,
    /// Elements.
    pub length: Expr,
    /// How inputs are drawn.
    pub generator: Generator,
    /// Plain, or behind an AssemblyScript array header.
    pub layout: Layout,
    /// A constant address, for a global array (then it is no wasm parameter).
    pub base: Option<u32>,
}

/// A scalar parameter.
#[derive(Clone, PartialEq, Debug)]
pub struct ScalarParam {
    /// As the WGSL names it, before escaping.
    pub name: String,
    /// Its type.
    pub ty: ScalarType,
    /// How it is drawn; `None`: CONTRACT.md's rules.
    pub generator: Option<Generator>,
}

/// Element types of buffers.
#[allow(missing_docs)]
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Elem {
    F32,
    I32,
    U32,
    U8,
    I8,
    U16,
    I16,
    U64,
    I64,
}

impl Elem {
    /// Bytes of one element.
    pub fn size(self) -> u32 {
        match self {
            Self::U8 | Self::I8 => 1,
            Self::U16 | Self::I16 => 2,
            Self::F32 | Self::I32 | Self::U32 => 4,
            Self::U64 | Self::I64 => 8,
        }
    }
}

/// Types of scalars.
#[allow(missing_docs)]
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ScalarType {
    I32,
    U32,
    F32,
    I64,
    U64,
    Bool,
}

/// How a buffer is touched.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BufferAccess {
    /// Only read.
    Read,
    /// Only written: starts poisoned.
    Write,
    /// Both.
    ReadWrite,
}

/// CONTRACT.md, `gen`.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Generator {
    /// The element type's default range.
    Default(Elem),
    /// `TYPE:LOW:HIGH`, inclusive.
    Range(Elem, f64, f64),
    /// 0 or 1.
    Bits,
    /// All zero.
    Zeros,
    /// Element i = i, wrapped.
    Ramp,
    /// Ascending, inclusive bounds, in the buffer's own type.
    Sorted(f64, f64),
}

/// How a buffer lies behind its pointer.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Layout {
    /// The pointer is the data.
    #[default]
    Plain,
    /// AssemblyScript: data pointer at +4, bytes at +8.
    AsArray,
}

/// What counts as equal (VERDICT.md V12). All given must hold together.
#[derive(Clone, Copy, PartialEq, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tolerance {
    /// |a−b| ≤ abs + rel·|b|
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub abs: Option<f64>,
    /// See `abs`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rel: Option<f64>,
    /// Or within this many units in the last place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ulp: Option<u64>,
    /// At least this many dB.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub psnr: Option<f64>,
    /// Share of elements within tolerance, pooled over all cases.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub exact_frac: Option<f64>,
}

/// How an output is shown as a picture.
#[derive(Clone, PartialEq, Debug)]
pub struct Image {
    /// Columns.
    pub width: Expr,
    /// Rows.
    pub height: Expr,
    /// Which buffer.
    pub buffer: String,
    /// What a pixel is.
    pub format: ImageFormat,
}

/// What a pixel is.
#[allow(missing_docs)]
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ImageFormat {
    R32f,
    Rgb32f,
    Rgba32f,
    Rgba8,
    U32,
}

/// A member of slangc's globals or entry-point parameters.
#[derive(Clone, PartialEq, Debug)]
pub enum SlangMember {
    /// {pointer, count or bytes}.
    Buffer {
        /// The parameter's name.
        name: String,
        /// Bytes of one element as slang counts them; 1 for a ByteAddressBuffer.
        stride: u32,
    },
    /// One pointer to a struct with C layout; names of the scalars in it, in order.
    UniformPtr {
        /// The scalars' names.
        fields: Vec<String>,
    },
    /// A loose scalar, inline.
    Uniform {
        /// The scalar's name.
        field: String,
    },
}

/// What a root of the lifted kernel is, in the contract's words.
#[derive(Clone, PartialEq, Debug)]
pub enum RootMeaning {
    /// `Contract::params[0]`, a buffer; its byte 0 is the root's byte 0.
    Buffer(usize),
    /// A struct of scalars, pointers and invocation indices: loads at constant offsets mean
    /// [`FieldMeaning`].
    Struct,
    /// Constants or private memory: no parameter.
    Internal,
}

/// What a load at a constant offset of a `Struct` root is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum FieldMeaning {
    /// `Contract::params[0]`, a scalar.
    Scalar(usize),
    /// A buffer's element count in slang's {pointer, count}, `Contract::params[0]`: bytes / stride.
    Count(usize, u32),
    /// A buffer's size in bytes (AssemblyScript's header).
    Bytes(usize),
    /// slang: groupID, axis 0–2.
    GroupId(u8),
    /// slang: groupThreadID, axis 0–2.
    GroupThreadId(u8),
}

/// What a wasm parameter is when it isn't a pointer.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ParamMeaning {
    /// `Contract::params[0]`, a scalar.
    Scalar(usize),
    /// `invocation`: the index on this axis, an i32.
    Index(u8),
    /// `pixel`: the coordinate on this axis, an f32, `index + 0.5`.
    Coordinate(u8),
    /// A pointer: see [`Contract::root_meaning`].
    Pointer,
}

impl Contract {
    /// The type of `ret`: the returned scalar of every ABI but `pixel`, whose results go to `out`.
    pub fn ret(&self) -> Option<ScalarType> {
        self.returns.filter(|_| self.abi != Abi::Pixel)
    }

    /// The buffers, in order of their bindings, without `ret`.
    pub fn buffers(&self) -> impl Iterator<Item = &Buffer> {
        self.params.iter().filter_map(|param| match param {
            Param::Buffer(buffer) => Some(buffer),
            Param::Scalar(_) => None,
        })
    }

    /// The scalars, in order of `Params`.
    pub fn scalars(&self) -> impl Iterator<Item = &ScalarParam> {
        self.params.iter().filter_map(|param| match param {
            Param::Scalar(scalar) => Some(scalar),
            Param::Buffer(_) => None,
        })
    }

    /// Digest of [`Contract::to_toml`].
    pub fn hash(&self) -> Digest256 {
        Digest256::of(self.to_toml())
    }
}

/// What inference settled, and what it could not.
#[derive(Clone, PartialEq, Debug)]
pub struct Inferred {
    /// Complete where `questions` is empty.
    pub contract: Contract,
    /// Warnings and notes; errors where a person must answer, each with a proposed sidecar as hint.
    pub diagnostics: Vec<Diagnostic>,
}

/// Infers the contract of `export`, then lays the sidecar's text (if there is one) over it.
/// `lifted` is what `source::lift` said: a kernel that can't be lifted may still have a contract
/// from its sidecar and by probing.
///
/// # Errors
/// Diagnostics with spans into the sidecar (origin `Contract`) or the WAT.
pub fn contract(
    module: &Module,
    export: &str,
    lifted: Option<&Lifted>,
    sidecar: Option<&str>,
) -> Result<Inferred, Vec<Diagnostic>> {
    let text = sidecar.unwrap_or("");
    let mut text = text;
    let mut sidecar = Sidecar::parse(text).map_err(|diagnostic| vec![diagnostic])?;
    if let Some(named) = sidecar.export.take().filter(|named| named.get_ref() != export) {
        let known = || module.kernels().map(|known| known.name.as_str());
        if !known().any(|name| name == named.get_ref()) {
            let message = format!("there is no kernel '{}'", named.get_ref().escape_debug());
            let hint = format!("kernels here: {}", known().collect::<Vec<_>>().join(", "));
            return Err(vec![sidecar::error(text, named.span(), message).with_hint(hint)]);
        }
        // It speaks of another kernel of this file.
        (sidecar, text) = (Sidecar::default(), "");
    }
    let Some(function) = module.exports.iter().find(|known| known.name == export) else {
        let message = format!("the module exports no function '{}'", export.escape_debug());
        return Err(vec![Diagnostic::error("contract/export", Origin::Source, message)]);
    };
    let abi = sidecar.abi.as_ref().map(|abi| *abi.get_ref());
    let indices = sidecar.invocation.as_ref().map_or(0, |names| names.get_ref().len());
    let proposal = infer::propose(module, function, lifted, abi, indices);
    settle(proposal, &sidecar, text, function, Some((module, lifted)))
}

/// Scalars by name, for [`Expr::eval`].
pub type Scalars = [(String, Scalar)];
