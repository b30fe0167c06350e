//! Rewrites a kernel's module so that every load and store passes a check first.
//!
//! Also counts the rounds of all loops, and bounds them. Only appends: types, globals, two
//! functions and exports, so that no index moves. It never changes what the kernel computes; a
//! violation is written to globals and traps.

use std::collections::BTreeSet;

use wasm_encoder::reencode::{self, Reencode};
use wasm_encoder::{
    CodeSection, ExportKind, ExportSection, Function, FunctionSection, GlobalSection,
    ImportSection, Instruction as I, MemorySection, Module, RawSection, SectionId, TypeSection,
    ValType,
};
use wasmparser::{FunctionBody, Operator};

use super::access::Access;
use super::checks::Globals;
use super::parsed::{Facts, Parsed, Result, text};

/// Prefix of every export that is added.
pub const PREFIX: &str = "w2gpu:";

/// A rewritten module.
pub struct Instrumented {
    /// The binary.
    pub wasm: Vec<u8>,
    /// What it was.
    pub facts: Facts,
}

/// Rewrites `wasm` for `regions` checked regions. With `record`, the reach into each region is
/// kept in globals. Functions that `export` can't reach lose their bodies.
///
/// # Errors
/// What about the module can't be run here.
pub fn instrument(wasm: &[u8], export: &str, regions: usize, record: bool) -> Result<Instrumented> {
    let parsed = Parsed::read(wasm)?;
    let facts = parsed.facts()?;
    let live = parsed.live(export)?;
    let wasm = parsed.write(regions, record, &live)?;
    Ok(Instrumented { wasm, facts })
}

/// Drops the maximum of a memory: buffers lie behind what the module asked for.
struct Keep;

impl Reencode for Keep {
    type Error = std::convert::Infallible;

    fn memory_type(
        &mut self,
        ty: wasmparser::MemoryType,
    ) -> std::result::Result<wasm_encoder::MemoryType, reencode::Error> {
        let mut ty = reencode::utils::memory_type(self, ty);
        ty.maximum = None;
        Ok(ty)
    }
}

impl Parsed<'_> {
    fn write(&self, regions: usize, record: bool, live: &BTreeSet<u32>) -> Result<Vec<u8>> {
        let mut types = TypeSection::new();
        if let Some(section) = self.types.clone() {
            reencode::utils::parse_type_section(&mut Keep, &mut types, section).map_err(text)?;
        }
        let check_type = self.params.len() as u32;
        types.ty().function([ValType::I32; 3], [ValType::I32]);

        let mut imports = ImportSection::new();
        if let Some(section) = self.imports.clone() {
            reencode::utils::parse_import_section(&mut Keep, &mut imports, section)
                .map_err(text)?;
        }
        let mut functions = FunctionSection::new();
        if let Some(section) = self.functions.clone() {
            reencode::utils::parse_function_section(&mut Keep, &mut functions, section)
                .map_err(text)?;
        }
        let load = self.imported_functions + self.function_types.len() as u32;
        functions.function(check_type).function(check_type);

        let mut memories = MemorySection::new();
        if let Some(section) = self.memory_section.clone() {
            reencode::utils::parse_memory_section(&mut Keep, &mut memories, section)
                .map_err(text)?;
        }
        let mut globals = GlobalSection::new();
        if let Some(section) = self.globals.clone() {
            reencode::utils::parse_global_section(&mut Keep, &mut globals, section)
                .map_err(text)?;
        }
        let mut exports = ExportSection::new();
        if let Some(section) = self.exports.clone() {
            reencode::utils::parse_export_section(&mut Keep, &mut exports, section)
                .map_err(text)?;
        }
        if !self.memories.is_empty() {
            exports.export(&format!("{PREFIX}memory"), ExportKind::Memory, 0);
        }
        let mut names = Globals::new(self.imported_globals + self.defined_globals, regions, record);
        names.declare(&mut globals, &mut exports);

        let mut code = CodeSection::new();
        for (i, body) in self.bodies.iter().enumerate() {
            let index = self.imported_functions + i as u32;
            let params = self.params[self.function_types[i] as usize];
            code.function(&if live.contains(&index) {
                rewrite(body, params, load, &names)?
            } else {
                stub()
            });
        }
        code.function(&names.check(false)).function(&names.check(true));

        let mut module = Module::new();
        let raw = |module: &mut Module, id: SectionId| {
            let id = u8::from(id);
            if let Some((_, data)) = self.raw.iter().find(|(found, _)| *found == id) {
                module.section(&RawSection { id, data });
            }
        };
        module.section(&types).section(&imports).section(&functions);
        raw(&mut module, SectionId::Table);
        module.section(&memories);
        raw(&mut module, SectionId::Tag);
        module.section(&globals).section(&exports);
        raw(&mut module, SectionId::Start);
        raw(&mut module, SectionId::Element);
        raw(&mut module, SectionId::DataCount);
        module.section(&code);
        raw(&mut module, SectionId::Data);
        Ok(module.finish())
    }
}

fn stub() -> Function {
    let mut function = Function::new([]);
    function.instruction(&I::Unreachable).instruction(&I::End);
    function
}

/// Locals that a rewritten function adds, in this order.
const TEMPS: [ValType; 6] =
    [ValType::I32, ValType::I32, ValType::I64, ValType::F32, ValType::F64, ValType::V128];

fn rewrite(body: &FunctionBody<'_>, params: u32, load: u32, names: &Globals) -> Result<Function> {
    let mut locals = Vec::new();
    let mut first = params;
    for local in body.get_locals_reader().map_err(text)? {
        let (count, ty) = local.map_err(text)?;
        first = first.checked_add(count).ok_or("it has too many locals")?;
        locals.push((count, Keep.val_type(ty).map_err(text)?));
    }
    locals.extend(TEMPS.map(|ty| (1, ty)));
    let mut f = Function::new(locals);
    let (length, second) = (first, first + 1);
    let check = |f: &mut Function, write: bool| {
        f.instruction(&I::Call(load + u32::from(write)));
    };
    for operator in body.get_operators_reader().map_err(text)? {
        let operator = operator.map_err(text)?;
        if let Some(access) = Access::of(&operator) {
            let temp = access.value.and_then(|ty| TEMPS.iter().rposition(|&temp| temp == ty));
            let temp = temp.map(|at| first + at as u32);
            if let Some(temp) = temp {
                f.instruction(&I::LocalSet(temp));
            }
            f.instruction(&I::I32Const(access.offset as u32 as i32));
            f.instruction(&I::I32Const(access.width));
            check(&mut f, access.write);
            if let Some(temp) = temp {
                f.instruction(&I::LocalGet(temp));
            }
        }
        match operator {
            Operator::MemoryFill { .. }
            | Operator::MemoryInit { .. }
            | Operator::MemoryCopy { .. } => {
                f.instruction(&I::LocalSet(length)).instruction(&I::LocalSet(second));
                f.instruction(&I::I32Const(0)).instruction(&I::LocalGet(length));
                check(&mut f, true);
                f.instruction(&I::LocalGet(second));
                if matches!(operator, Operator::MemoryCopy { .. }) {
                    f.instruction(&I::I32Const(0)).instruction(&I::LocalGet(length));
                    check(&mut f, false);
                }
                f.instruction(&I::LocalGet(length));
            }
            _ => {}
        }
        let head = matches!(operator, Operator::Loop { .. });
        f.instruction(&Keep.instruction(operator).map_err(text)?);
        if head {
            names.count(&mut f);
        }
    }
    Ok(f)
}
