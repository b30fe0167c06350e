//! What the lifted kernel's roots, fields and parameters are in the contract's words.
//!
//! Looks up, never infers: a root that the contract doesn't name is internal.

use super::{
    Abi, Contract, FieldMeaning, Layout, Param, ParamMeaning, RootMeaning, ScalarType, SlangMember,
};
use crate::source::Lifted;
use crate::source::lifted::{RootId, RootKind, Ty};

/// Where AssemblyScript's array header holds the data pointer, the bytes and (in `Array<T>`) the
/// element count.
const AS_DATA: u32 = 4;
const AS_BYTES: i32 = 8;
const AS_COUNT: i32 = 12;

impl Contract {
    /// What a root is.
    pub fn root_meaning(&self, lifted: &Lifted, root: RootId) -> RootMeaning {
        match lifted.root(root).kind {
            RootKind::Param(index) if self.abi == Abi::Slang && index < 3 => RootMeaning::Struct,
            RootKind::Param(index) => match self.wasm_buffer(index) {
                Some((_, Layout::AsArray)) => RootMeaning::Struct,
                Some((param, Layout::Plain)) => RootMeaning::Buffer(param),
                None => RootMeaning::Internal,
            },
            RootKind::Field { of, offset } => self.behind_field(lifted, of, offset),
            RootKind::Absolute { address, .. } => self
                .params
                .iter()
                .position(|p| matches!(p, Param::Buffer(b) if b.base == Some(address)))
                .map_or(RootMeaning::Internal, RootMeaning::Buffer),
            RootKind::Frame { .. } => RootMeaning::Internal,
        }
    }

    /// What a load of type `ty` at byte `offset` behind a `Struct` root is; `None` if nothing.
    pub fn field_meaning(
        &self,
        lifted: &Lifted,
        root: RootId,
        offset: i32,
        ty: Ty,
    ) -> Option<FieldMeaning> {
        let meaning = match lifted.root(root).kind {
            RootKind::Param(0) if self.abi == Abi::Slang => varying(offset)?,
            RootKind::Param(index @ (1 | 2)) if self.abi == Abi::Slang => {
                self.inline_member(index, offset)?
            }
            RootKind::Param(index) => match (self.wasm_buffer(index)?, offset) {
                ((param, Layout::AsArray), AS_BYTES) => FieldMeaning::Bytes(param),
                ((param, Layout::AsArray), AS_COUNT) => {
                    FieldMeaning::Count(param, self.buffer(param)?.elem.size())
                }
                _ => return None,
            },
            RootKind::Field { of, offset: pointer } => {
                let RootKind::Param(index) = lifted.root(of).kind else { return None };
                let fields = self.uniform_struct(index, pointer)?;
                let (param, ty) = self.field_at(fields, offset)?;
                debug_assert!(self.scalar_type(param) == Some(ty));
                FieldMeaning::Scalar(param)
            }
            _ => return None,
        };
        let expected = match meaning {
            FieldMeaning::Scalar(param) => self.scalar_type(param)?.wasm(),
            _ => Ty::I32,
        };
        (expected == ty).then_some(meaning)
    }

    /// What the wasm parameter `index` is.
    pub fn param_meaning(&self, index: u32) -> ParamMeaning {
        let lead = self.index_params();
        if self.abi == Abi::Slang {
            return ParamMeaning::Pointer;
        }
        if (index as usize) < lead {
            let axis = index as u8;
            return match self.abi {
                Abi::Pixel => ParamMeaning::Coordinate(axis),
                _ => ParamMeaning::Index(axis),
            };
        }
        match self.wasm_param(index).map(|param| (param, &self.params[param])) {
            Some((param, Param::Scalar(_))) => ParamMeaning::Scalar(param),
            _ => ParamMeaning::Pointer,
        }
    }

    /// How many of the first wasm parameters are an index or a coordinate.
    pub fn index_params(&self) -> usize {
        match self.abi {
            Abi::Pixel => 2,
            Abi::Invocation => self.invocation.len(),
            Abi::C | Abi::Slang => 0,
        }
    }

    /// Positions in `params` of what the wasm function takes after its index parameters, in the
    /// wasm function's order. Not for `slang`.
    pub fn wasm_params(&self) -> impl Iterator<Item = usize> {
        let results = usize::from(self.abi == Abi::Pixel && !self.params.is_empty());
        let end = self.params.len() - results;
        (self.leading.min(end)..end)
            .filter(|&at| !matches!(&self.params[at], Param::Buffer(b) if b.base.is_some()))
    }

    /// Position in `params` of wasm parameter `index`. Not for `slang`.
    pub fn wasm_param(&self, index: u32) -> Option<usize> {
        self.wasm_params().nth((index as usize).checked_sub(self.index_params())?)
    }

    /// The buffer at a position of `params`.
    pub fn buffer(&self, param: usize) -> Option<&super::Buffer> {
        match self.params.get(param)? {
            Param::Buffer(buffer) => Some(buffer),
            Param::Scalar(_) => None,
        }
    }

    /// Position in `params` of a name.
    pub fn position(&self, name: &str) -> Option<usize> {
        self.params.iter().position(|param| param.name() == name)
    }

    /// The members of slang's globals (wasm parameter 2) or entry-point parameters (1) with their
    /// byte offsets.
    pub fn slang_members(&self, parameter: u32) -> Vec<(u32, &SlangMember)> {
        let members = if parameter == 1 { &self.entry_params } else { &self.globals };
        let mut end = 0_u32;
        members
            .iter()
            .map(|member| {
                let (size, align) = match member {
                    SlangMember::Buffer { .. } => (8, 4),
                    SlangMember::UniformPtr { .. } => (4, 4),
                    SlangMember::Uniform { field } => {
                        let size = self.named_scalar(field).map_or(4, |(_, ty)| ty.c_size());
                        (size, size)
                    }
                };
                let offset = end.next_multiple_of(align);
                end = offset + size;
                (offset, member)
            })
            .collect()
    }

    /// The scalars of a struct in C layout: byte offset and position in `params`.
    pub fn c_layout(&self, fields: &[String]) -> Vec<(u32, usize)> {
        let mut end = 0_u32;
        fields
            .iter()
            .filter_map(|field| {
                let (param, ty) = self.named_scalar(field)?;
                let offset = end.next_multiple_of(ty.c_size());
                end = offset + ty.c_size();
                Some((offset, param))
            })
            .collect()
    }

    fn behind_field(&self, lifted: &Lifted, of: RootId, offset: u32) -> RootMeaning {
        let RootKind::Param(index) = lifted.root(of).kind else { return RootMeaning::Internal };
        if self.abi != Abi::Slang {
            return match self.wasm_buffer(index) {
                Some((param, Layout::AsArray)) if offset == AS_DATA => RootMeaning::Buffer(param),
                _ => RootMeaning::Internal,
            };
        }
        let members = self.slang_members(index);
        match members.iter().find(|(at, _)| *at == offset) {
            Some((_, SlangMember::Buffer { name, .. })) => {
                self.position(name).map_or(RootMeaning::Internal, RootMeaning::Buffer)
            }
            Some((_, SlangMember::UniformPtr { .. })) => RootMeaning::Struct,
            _ => RootMeaning::Internal,
        }
    }

    fn inline_member(&self, parameter: u32, offset: i32) -> Option<FieldMeaning> {
        self.slang_members(parameter).into_iter().find_map(|(at, member)| match member {
            SlangMember::Buffer { name, stride } if at as i32 + 4 == offset => {
                Some(FieldMeaning::Count(self.position(name)?, *stride))
            }
            SlangMember::Uniform { field } if at as i32 == offset => {
                Some(FieldMeaning::Scalar(self.position(field)?))
            }
            _ => None,
        })
    }

    fn uniform_struct(&self, parameter: u32, offset: u32) -> Option<&[String]> {
        if self.abi != Abi::Slang {
            return None;
        }
        self.slang_members(parameter).into_iter().find_map(|(at, member)| match member {
            SlangMember::UniformPtr { fields } if at == offset => Some(fields.as_slice()),
            _ => None,
        })
    }

    fn field_at(&self, fields: &[String], offset: i32) -> Option<(usize, ScalarType)> {
        let (_, param) = self
            .c_layout(fields)
            .into_iter()
            .find(|(at, _)| i64::from(*at) == i64::from(offset))?;
        Some((param, self.scalar_type(param)?))
    }

    fn wasm_buffer(&self, index: u32) -> Option<(usize, Layout)> {
        let param = self.wasm_param(index)?;
        Some((param, self.buffer(param)?.layout))
    }

    fn named_scalar(&self, name: &str) -> Option<(usize, ScalarType)> {
        let param = self.position(name)?;
        Some((param, self.scalar_type(param)?))
    }

    fn scalar_type(&self, param: usize) -> Option<ScalarType> {
        match self.params.get(param)? {
            Param::Scalar(scalar) => Some(scalar.ty),
            Param::Buffer(_) => None,
        }
    }
}

impl Param {
    /// Its name.
    pub fn name(&self) -> &str {
        match self {
            Self::Buffer(buffer) => &buffer.name,
            Self::Scalar(scalar) => &scalar.name,
        }
    }
}

impl ScalarType {
    /// Bytes (and alignment) in C's layout for wasm32.
    pub fn c_size(self) -> u32 {
        match self {
            Self::Bool => 1,
            Self::I32 | Self::U32 | Self::F32 => 4,
            Self::I64 | Self::U64 => 8,
        }
    }

    /// The wasm type that holds it.
    pub fn wasm(self) -> Ty {
        match self {
            Self::F32 => Ty::F32,
            Self::I64 | Self::U64 => Ty::I64,
            Self::I32 | Self::U32 | Self::Bool => Ty::I32,
        }
    }
}

/// `ComputeThreadVaryingInput`: groupID.xyz, groupThreadID.xyz.
fn varying(offset: i32) -> Option<FieldMeaning> {
    match offset {
        0 | 4 | 8 => Some(FieldMeaning::GroupId((offset / 4) as u8)),
        12 | 16 | 20 => Some(FieldMeaning::GroupThreadId((offset / 4 - 3) as u8)),
        _ => None,
    }
}
