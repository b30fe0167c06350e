//! Wasm binary → what the lift walks: functions as flat operators, globals, data, names.
//!
//! Decodes only; it judges nothing. The binary has been validated before.

use std::collections::HashMap;

use wasmparser::{
    BinaryReaderError, BlockType, ConstExpr, DataKind, ExternalKind, FunctionBody, KnownCustom,
    Name, Operator, Parser, Payload, TypeRef, ValType,
};

use super::lifted::Ty;
use super::operator::{Op, op_of};

/// A wasm value type; v128 exists only here.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum WasmTy {
    Number(Ty),
    V128,
    Reference,
}

/// A function type.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Signature {
    pub params: Vec<WasmTy>,
    pub results: Vec<WasmTy>,
}

/// A defined function.
#[derive(Debug, Default)]
pub(super) struct Function {
    /// Types of the locals behind the parameters.
    pub locals: Vec<WasmTy>,
    /// Operators, the final `End` included.
    pub ops: Vec<Op>,
    /// Line of the WAT for each operator; 0 when unknown.
    pub lines: Vec<u32>,
    /// Byte offset in the WAT for each operator; empty when unknown.
    pub offsets: Vec<u32>,
    /// Names of parameters and locals.
    pub names: HashMap<u32, String>,
}

/// A global.
#[derive(Debug)]
pub(super) struct Global {
    pub ty: WasmTy,
    pub mutable: bool,
    /// Bits of its initial value, if it is a constant.
    pub value: Option<u64>,
    pub name: Option<String>,
}

/// An active data segment at a constant address.
#[derive(Debug)]
pub(super) struct Data {
    pub address: u32,
    pub bytes: Vec<u8>,
}

/// The decoded module.
#[derive(Debug, Default)]
pub(super) struct Decoded {
    pub types: Vec<Signature>,
    /// Type of each function, imported ones first.
    pub signatures: Vec<u32>,
    /// `module` and `name` of imported functions.
    pub imports: Vec<(String, String)>,
    pub functions: Vec<Function>,
    pub function_names: HashMap<u32, String>,
    pub globals: Vec<Global>,
    pub data: Vec<Data>,
    /// Exported functions, in order.
    pub exports: Vec<(String, u32)>,
}

impl Decoded {
    /// A defined function by its index in the function index space.
    pub fn function(&self, index: u32) -> Option<&Function> {
        self.functions.get((index as usize).checked_sub(self.imports.len())?)
    }

    /// The type of any function.
    pub fn signature(&self, index: u32) -> Option<&Signature> {
        self.types.get(*self.signatures.get(index as usize)? as usize)
    }

    /// How messages call a function.
    pub fn function_name(&self, index: u32) -> String {
        if let Some((_, name)) = self.imports.get(index as usize) {
            return name.clone();
        }
        self.function_names.get(&index).cloned().unwrap_or_else(|| format!("function {index}"))
    }

    /// Parameters and results of a block.
    pub fn block_signature(&self, ty: BlockType) -> Signature {
        match ty {
            BlockType::Empty => Signature::default(),
            BlockType::Type(ty) => Signature { params: vec![], results: vec![wasm_ty(ty)] },
            BlockType::FuncType(index) => {
                self.types.get(index as usize).cloned().unwrap_or_default()
            }
        }
    }
}

fn wasm_ty(ty: ValType) -> WasmTy {
    match ty {
        ValType::I32 => WasmTy::Number(Ty::I32),
        ValType::I64 => WasmTy::Number(Ty::I64),
        ValType::F32 => WasmTy::Number(Ty::F32),
        ValType::F64 => WasmTy::Number(Ty::F64),
        ValType::V128 => WasmTy::V128,
        ValType::Ref(_) => WasmTy::Reference,
    }
}

/// Decodes a valid binary.
pub(super) fn decode(wasm: &[u8]) -> Result<Decoded, BinaryReaderError> {
    let mut module = Decoded::default();
    for payload in Parser::new(0).parse_all(wasm) {
        match payload? {
            Payload::TypeSection(section) => {
                for ty in section.into_iter_err_on_gc_types() {
                    let ty = ty?;
                    module.types.push(Signature {
                        params: ty.params().iter().copied().map(wasm_ty).collect(),
                        results: ty.results().iter().copied().map(wasm_ty).collect(),
                    });
                }
            }
            Payload::ImportSection(section) => {
                for import in section.into_imports() {
                    let import = import?;
                    match import.ty {
                        TypeRef::Func(ty) => {
                            module.imports.push((import.module.into(), import.name.into()));
                            module.signatures.push(ty);
                        }
                        TypeRef::Global(ty) => module.globals.push(Global {
                            ty: wasm_ty(ty.content_type),
                            mutable: ty.mutable,
                            value: None,
                            name: Some(import.name.into()),
                        }),
                        _ => {}
                    }
                }
            }
            Payload::FunctionSection(section) => {
                for ty in section {
                    module.signatures.push(ty?);
                }
            }
            Payload::GlobalSection(section) => {
                for global in section {
                    let global = global?;
                    module.globals.push(Global {
                        ty: wasm_ty(global.ty.content_type),
                        mutable: global.ty.mutable,
                        value: constant(&global.init_expr),
                        name: None,
                    });
                }
            }
            Payload::ExportSection(section) => {
                for export in section {
                    let export = export?;
                    match export.kind {
                        ExternalKind::Func | ExternalKind::FuncExact => {
                            module.exports.push((export.name.to_owned(), export.index));
                        }
                        ExternalKind::Global if export.name == "__stack_pointer" => {
                            if let Some(global) = module.globals.get_mut(export.index as usize) {
                                global.name = Some(export.name.to_owned());
                            }
                        }
                        _ => {}
                    }
                }
            }
            Payload::CodeSectionEntry(body) => module.functions.push(function(&body)?),
            Payload::DataSection(section) => {
                for data in section {
                    let data = data?;
                    if let DataKind::Active { memory_index: 0, offset_expr } = data.kind
                        && let Some(address) = constant(&offset_expr)
                    {
                        let (address, bytes) = (address as u32, data.data.to_vec());
                        module.data.push(Data { address, bytes });
                    }
                }
            }
            Payload::CustomSection(section) => {
                if let KnownCustom::Name(names) = section.as_known() {
                    for name in names {
                        // A broken name section only costs the names.
                        let Ok(name) = name else { break };
                        let _ = read_names(&mut module, name);
                    }
                }
            }
            _ => {}
        }
    }
    Ok(module)
}

fn read_names(module: &mut Decoded, name: Name<'_>) -> Result<(), BinaryReaderError> {
    match name {
        Name::Function(map) => {
            for naming in map {
                let naming = naming?;
                module.function_names.insert(naming.index, naming.name.to_owned());
            }
        }
        Name::Local(map) => {
            let imports = module.imports.len() as u32;
            for function in map {
                let function = function?;
                let Some(index) = function.index.checked_sub(imports) else { continue };
                for naming in function.names {
                    let naming = naming?;
                    if let Some(function) = module.functions.get_mut(index as usize) {
                        function.names.insert(naming.index, naming.name.to_owned());
                    }
                }
            }
        }
        Name::Global(map) => {
            for naming in map {
                let naming = naming?;
                if let Some(global) = module.globals.get_mut(naming.index as usize) {
                    global.name.get_or_insert_with(|| naming.name.to_owned());
                }
            }
        }
        _ => {}
    }
    Ok(())
}

fn function(body: &FunctionBody<'_>) -> Result<Function, BinaryReaderError> {
    let mut function = Function::default();
    for local in body.get_locals_reader()? {
        let (count, ty) = local?;
        function.locals.extend(std::iter::repeat_n(wasm_ty(ty), count as usize));
    }
    for op in body.get_operators_reader()? {
        function.ops.push(op_of(&op?));
    }
    function.lines = vec![0; function.ops.len()];
    Ok(function)
}

/// The bits of a constant expression that is one constant instruction.
fn constant(expr: &ConstExpr<'_>) -> Option<u64> {
    match expr.get_operators_reader().read().ok()? {
        Operator::I32Const { value } => Some(value as u32 as u64),
        Operator::I64Const { value } => Some(value as u64),
        Operator::F32Const { value } => Some(value.bits() as u64),
        Operator::F64Const { value } => Some(value.bits()),
        _ => None,
    }
}
