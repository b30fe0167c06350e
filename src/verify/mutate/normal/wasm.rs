//! What of a wasm module a proof about one of its functions needs.

use wasmparser::{
    CompositeInnerType, ExternalKind, FunctionBody, Operator, Parser, Payload, TypeRef, ValType,
};

use super::stack::Signature;

/// A decoded module.
#[derive(Default)]
pub struct Wasm<'a> {
    /// By type index.
    pub types: Vec<Signature>,
    /// By function index.
    pub signatures: Vec<Signature>,
    params: Vec<Vec<ValType>>,
    /// Type index of each function.
    functions: Vec<u32>,
    imported: usize,
    exports: Vec<(&'a str, u32)>,
    bodies: Vec<FunctionBody<'a>>,
}

impl<'a> Wasm<'a> {
    /// Decodes; `None` for what is no plain module.
    pub fn read(wasm: &'a [u8]) -> Option<Self> {
        let mut module = Self::default();
        for payload in Parser::new(0).parse_all(wasm) {
            match payload.ok()? {
                Payload::TypeSection(section) => {
                    for group in section {
                        for ty in group.ok()?.types() {
                            let CompositeInnerType::Func(f) = &ty.composite_type.inner else {
                                return None;
                            };
                            let result = f.results().len();
                            module.types.push((f.params().len(), result == 1));
                            module.params.push(f.params().to_vec());
                            if result > 1 {
                                return None;
                            }
                        }
                    }
                }
                Payload::ImportSection(section) => {
                    for import in section.into_imports() {
                        if let TypeRef::Func(ty) = import.ok()?.ty {
                            module.functions.push(ty);
                            module.imported += 1;
                        }
                    }
                }
                Payload::FunctionSection(section) => {
                    for ty in section {
                        module.functions.push(ty.ok()?);
                    }
                }
                Payload::ExportSection(section) => {
                    for export in section {
                        let export = export.ok()?;
                        if export.kind == ExternalKind::Func {
                            module.exports.push((export.name, export.index));
                        }
                    }
                }
                Payload::CodeSectionEntry(body) => module.bodies.push(body),
                _ => {}
            }
        }
        let of = |ty: &u32| module.types.get(*ty as usize).copied();
        module.signatures = module.functions.iter().map(of).collect::<Option<_>>()?;
        Some(module)
    }

    /// The function behind an export.
    pub fn exported(&self, name: &str) -> Option<u32> {
        self.exports.iter().find(|(known, _)| *known == name).map(|(_, index)| *index)
    }

    /// A function's code.
    pub fn body(&self, function: u32) -> Option<&FunctionBody<'a>> {
        self.bodies.get((function as usize).checked_sub(self.imported)?)
    }

    /// Types of a function's parameters.
    pub fn params(&self, function: u32) -> Option<&[ValType]> {
        let ty = *self.functions.get(function as usize)?;
        self.params.get(ty as usize).map(Vec::as_slice)
    }

    /// Whether any function calls this one, or may.
    pub fn calls(&self, function: u32) -> bool {
        self.bodies.iter().any(|body| {
            let Ok(mut operators) = body.get_operators_reader() else { return true };
            while !operators.eof() {
                match operators.read() {
                    Ok(Operator::Call { function_index }) if function_index == function => {
                        return true;
                    }
                    Ok(Operator::CallIndirect { .. }) | Err(_) => return true,
                    Ok(_) => {}
                }
            }
            false
        })
    }
}
