//! The WGSL interface that a contract fixes: bindings, `Params`, escaped names.
//!
//! Says what a draft must declare; whether it does is `check`'s affair.

use super::escape::escape;
use super::{BufferAccess, Contract, Elem, ScalarType};

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
        let buffers = contract.buffers().map(|buffer| buffer.name.as_str());
        let scalars = contract.scalars().map(|scalar| scalar.name.as_str());
        let mut names = escape(buffers.chain(scalars)).into_iter();
        let mut storage: Vec<StorageBinding> = contract
            .buffers()
            .zip(names.by_ref())
            .zip(0..)
            .map(|((buffer, name), binding)| StorageBinding {
                binding,
                name,
                elem: buffer.elem,
                writable: buffer.access != BufferAccess::Read,
            })
            .collect();
        if let Some(returned) = contract.ret() {
            let binding = storage.len() as u32;
            let elem = returned.elem();
            storage.push(StorageBinding { binding, name: "ret".into(), elem, writable: true });
        }
        let mut fields = Vec::new();
        let (mut end, mut widest) = (0_u32, 4);
        for (scalar, name) in contract.scalars().zip(names) {
            let size = scalar.ty.wgsl_size();
            let offset = end.next_multiple_of(size);
            let (ty, scalar) = (scalar.ty, scalar.name.clone());
            fields.push(ParamsField { name, scalar, ty, offset });
            (end, widest) = (offset + size, widest.max(size));
        }
        let binding = storage.len() as u32;
        let size = end.next_multiple_of(widest);
        let params = (!fields.is_empty()).then_some(ParamsBinding { binding, fields, size });
        Self { storage, params }
    }

    /// The declarations as WGSL text, one per line, as a draft begins.
    pub fn declarations(&self) -> String {
        let mut text = String::new();
        for buffer in &self.storage {
            text.push_str(&buffer.declaration());
            text.push('\n');
        }
        if let Some(params) = &self.params {
            text.push_str(&params.struct_declaration());
            text.push('\n');
            text.push_str(&params.declaration());
            text.push('\n');
        }
        text
    }

    /// The `Params` field of a scalar, by the contract's name.
    pub fn field(&self, scalar: &str) -> Option<&ParamsField> {
        self.params.as_ref()?.fields.iter().find(|field| field.scalar == scalar)
    }
}

impl StorageBinding {
    /// `@group(0) @binding(0) var<storage, read> x: array<f32>;`
    pub fn declaration(&self) -> String {
        let access = if self.writable { "read_write" } else { "read" };
        let (binding, name, elem) = (self.binding, &self.name, self.elem.wgsl());
        format!("@group(0) @binding({binding}) var<storage, {access}> {name}: array<{elem}>;")
    }
}

impl ParamsBinding {
    /// `struct Params { n: i32, a: f32 }`
    pub fn struct_declaration(&self) -> String {
        let fields: Vec<_> = self
            .fields
            .iter()
            .map(|field| format!("{}: {}", field.name, field.ty.wgsl()))
            .collect();
        format!("struct Params {{ {} }}", fields.join(", "))
    }

    /// `@group(0) @binding(2) var<uniform> p: Params;`
    pub fn declaration(&self) -> String {
        format!("@group(0) @binding({}) var<uniform> p: Params;", self.binding)
    }
}

impl Elem {
    /// The WGSL type of one array element: narrow elements lie four or two in a `u32`.
    pub fn wgsl(self) -> &'static str {
        match self {
            Self::F32 => "f32",
            Self::I32 => "i32",
            Self::U32 | Self::U8 | Self::I8 | Self::U16 | Self::I16 => "u32",
            Self::U64 | Self::I64 => "vec2<u32>",
        }
    }
}

impl ScalarType {
    /// The WGSL type of its `Params` field.
    pub fn wgsl(self) -> &'static str {
        match self {
            Self::F32 => "f32",
            Self::I32 => "i32",
            Self::U32 | Self::Bool => "u32",
            Self::U64 | Self::I64 => "vec2<u32>",
        }
    }

    /// Bytes (and alignment) of its `Params` field.
    pub fn wgsl_size(self) -> u32 {
        match self {
            Self::U64 | Self::I64 => 8,
            _ => 4,
        }
    }

    /// The element type that `ret` has for it.
    pub fn elem(self) -> Elem {
        match self {
            Self::F32 => Elem::F32,
            Self::I32 => Elem::I32,
            Self::U32 | Self::Bool => Elem::U32,
            Self::I64 => Elem::I64,
            Self::U64 => Elem::U64,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contract::fixture::{buffer, contract, scalar};
    use crate::contract::{Abi, Param};

    fn declarations(params: Vec<Param>) -> String {
        let text = Interface::of(&contract(params)).declarations();
        naga::front::wgsl::parse_str(&text).unwrap_or_else(|e| panic!("{text}\n{e}"));
        text
    }

    #[test]
    fn buffers_then_params_in_order() {
        let text = declarations(vec![
            scalar("n", ScalarType::I32),
            scalar("a", ScalarType::F32),
            buffer("x", Elem::F32, BufferAccess::Read),
            buffer("y", Elem::F32, BufferAccess::ReadWrite),
        ]);
        assert_eq!(
            text,
            "@group(0) @binding(0) var<storage, read> x: array<f32>;\n\
             @group(0) @binding(1) var<storage, read_write> y: array<f32>;\n\
             struct Params { n: i32, a: f32 }\n\
             @group(0) @binding(2) var<uniform> p: Params;\n"
        );
    }

    #[test]
    fn packed_and_wide_elements() {
        let text = declarations(vec![
            buffer("src", Elem::U8, BufferAccess::Read),
            buffer("dst", Elem::I16, BufferAccess::Write),
            buffer("sums", Elem::U64, BufferAccess::ReadWrite),
        ]);
        assert_eq!(
            text,
            "@group(0) @binding(0) var<storage, read> src: array<u32>;\n\
             @group(0) @binding(1) var<storage, read_write> dst: array<u32>;\n\
             @group(0) @binding(2) var<storage, read_write> sums: array<vec2<u32>>;\n"
        );
    }

    #[test]
    fn offsets_are_those_of_naga() {
        use ScalarType::*;
        for types in [
            vec![I32, F32, U32],
            vec![I32, I64],
            vec![I32, U64, Bool, Bool, I64, F32],
            vec![Bool],
            vec![I64],
        ] {
            let params: Vec<_> =
                types.iter().enumerate().map(|(i, ty)| scalar(&format!("s{i}"), *ty)).collect();
            let interface = Interface::of(&contract(params));
            let text = interface.declarations();
            let module = naga::front::wgsl::parse_str(&text).unwrap();
            let (members, span) = module
                .types
                .iter()
                .find_map(|(_, ty)| match &ty.inner {
                    naga::TypeInner::Struct { members, span } => Some((members, *span)),
                    _ => None,
                })
                .unwrap();
            let params = interface.params.unwrap();
            let ours: Vec<_> = params.fields.iter().map(|field| field.offset).collect();
            let theirs: Vec<_> = members.iter().map(|member| member.offset).collect();
            assert_eq!((ours, params.size), (theirs, span), "{text}");
        }
    }

    #[test]
    fn reserved_names_are_escaped_in_params_too() {
        let text = declarations(vec![
            scalar("min", ScalarType::I32),
            scalar("ret", ScalarType::I32),
            scalar("p", ScalarType::I32),
            buffer("array", Elem::F32, BufferAccess::Read),
            buffer("main", Elem::F32, BufferAccess::Read),
        ]);
        assert!(text.contains(" array_: ") && text.contains(" main_: "), "{text}");
        assert!(text.contains("struct Params { min_: i32, ret_: i32, p_: i32 }"), "{text}");
    }

    #[test]
    fn ret_follows_the_buffers_except_for_pixels() {
        let mut kernel = contract(vec![
            scalar("n", ScalarType::I32),
            buffer("x", Elem::F32, BufferAccess::Read),
        ]);
        kernel.returns = Some(ScalarType::F32);
        let interface = Interface::of(&kernel);
        assert_eq!(interface.storage[1].name, "ret");
        assert!(interface.storage[1].writable);
        assert_eq!(interface.params.unwrap().binding, 2);
        kernel.abi = Abi::Pixel;
        assert_eq!(Interface::of(&kernel).storage.len(), 1);
    }

    #[test]
    fn no_scalars_no_params() {
        assert_eq!(Interface::of(&contract(Vec::new())).declarations(), "");
    }
}
