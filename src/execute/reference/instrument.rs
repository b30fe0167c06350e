//! Rewrites a kernel's module so that every load and store passes a check first.
//!
//! Also counts the rounds of all loops, and bounds them; records which way branches go; or gives
//! float operations random legal errors. Only appends: types, globals, functions, a table and
//! exports, so that no index moves. But for those errors it never changes what the kernel
//! computes; a violation is written to globals and traps.

use std::collections::{BTreeMap, BTreeSet};

use wasm_encoder::reencode::{self, Reencode};
use wasm_encoder::{
    CodeSection, ExportKind, ExportSection, Function, FunctionSection, GlobalSection,
    ImportSection, Instruction as I, MemorySection, Module, RawSection, RefType, SectionId,
    TableSection, TableType, TypeSection, ValType,
};
use wasmparser::{FunctionBody, Operator};

use super::access::Access;
use super::branches::Branches;
use super::checks::Globals;
use super::flow::Flow;
use super::noise::{self, Errs};
use super::noise_code::{self, HELPERS};
use super::own::own;
use super::parsed::{Facts, Parsed, Result, text};
use super::reach;

/// Prefix of every export that is added.
pub const PREFIX: &str = "w2gpu:";

/// What a module is rewritten for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Mode {
    /// Running cases; which way branches go is recorded.
    Plain,
    /// Running cases, with nothing recorded.
    Bare,
    /// Running cases with random errors in float operations.
    Noisy,
    /// Measuring how far pointers are followed.
    Probe,
}

/// A rewritten module.
pub struct Instrumented {
    /// The binary.
    pub wasm: Vec<u8>,
    /// What it was.
    pub facts: Facts,
    /// The branches that are recorded.
    pub branches: Branches,
    /// Float operations that can err; also counted where they don't.
    pub noisy: usize,
    /// C's names of the functions that the host makes noisy, in the order of the added table.
    pub hosts: Vec<String>,
}

/// Rewrites `wasm` for `regions` checked regions. `math` lists the functions that count as C's
/// math functions. Functions that `export` can't reach lose their bodies.
///
/// # Errors
/// What about the module can't be run here.
pub fn instrument(
    wasm: &[u8],
    export: &str,
    regions: usize,
    mode: Mode,
    math: &[(u32, String)],
) -> Result<Instrumented> {
    let parsed = Parsed::read(wasm)?;
    let facts = parsed.facts()?;
    let live = parsed.live(export)?;
    let own = own(&parsed, export, math)?;
    let branches = match mode {
        Mode::Plain => Branches::of(&own),
        _ => Branches::default(),
    };
    let errs: BTreeMap<u32, Errs> =
        own.iter().map(|(index, flow)| (*index, Errs::of(flow))).collect();
    let noisy = own.iter().map(|(index, flow)| sites(&parsed, flow, errs[index], math)).sum();
    // Math functions with a body are called through a wrapper that passes their result on to the
    // host; imported ones are the host's anyway.
    let wrapped = math.iter().filter(|(index, _)| {
        mode == Mode::Noisy && *index >= parsed.imported_functions && live.contains(index)
    });
    let wrapped: Vec<&(u32, String)> = wrapped.collect();
    let hosts = wrapped.iter().map(|(_, name)| name.clone()).collect();
    let wrapped = wrapped.iter().map(|(index, _)| *index).collect();
    let writer =
        Writer { parsed: &parsed, mode, regions, live, branches: &branches, errs, wrapped };
    let wasm = writer.write()?;
    Ok(Instrumented { wasm, facts, branches, noisy, hosts })
}

/// Operators of a function that err in a noisy run.
fn sites(parsed: &Parsed<'_>, flow: &Flow<'_>, errs: Errs, math: &[(u32, String)]) -> usize {
    let calls = |operator: &Operator<'_>| {
        let Operator::Call { function_index } = operator else { return false };
        *function_index < parsed.imported_functions
            || math.iter().any(|(index, _)| index == function_index)
    };
    let errs = |operator: &&Operator<'_>| errs.instead(operator).is_some() || calls(operator);
    flow.operators.iter().filter(errs).count()
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

/// Everything that writing takes.
struct Writer<'a> {
    parsed: &'a Parsed<'a>,
    mode: Mode,
    regions: usize,
    live: BTreeSet<u32>,
    branches: &'a Branches,
    /// What errs in the kernel's own functions.
    errs: BTreeMap<u32, Errs>,
    /// Math functions with bodies, in a noisy module.
    wrapped: Vec<u32>,
}

impl Writer<'_> {
    fn write(&self) -> Result<Vec<u8>> {
        let parsed = self.parsed;
        let noisy = self.mode == Mode::Noisy;
        let mut types = TypeSection::new();
        if let Some(section) = parsed.types.clone() {
            reencode::utils::parse_type_section(&mut Keep, &mut types, section).map_err(text)?;
        }
        let check_type = parsed.params.len() as u32;
        types.ty().function([ValType::I32; 3], [ValType::I32]);
        let host_type = check_type + 1;
        if noisy {
            types.ty().function([ValType::F64; 4], [ValType::F64]);
            for helper in HELPERS {
                let (given, result) = helper.signature();
                types.ty().function(given.iter().copied(), [result]);
            }
        }

        let mut imports = ImportSection::new();
        if let Some(section) = parsed.imports.clone() {
            reencode::utils::parse_import_section(&mut Keep, &mut imports, section)
                .map_err(text)?;
        }
        let mut functions = FunctionSection::new();
        if let Some(section) = parsed.functions.clone() {
            reencode::utils::parse_function_section(&mut Keep, &mut functions, section)
                .map_err(text)?;
        }
        let load = parsed.imported_functions + parsed.function_types.len() as u32;
        functions.function(check_type).function(check_type);
        let helpers = load + 2;
        let originals = helpers + HELPERS.len() as u32;
        if noisy {
            for number in 0..HELPERS.len() as u32 {
                functions.function(host_type + 1 + number);
            }
            for index in &self.wrapped {
                let at = (index - parsed.imported_functions) as usize;
                functions.function(parsed.function_types[at]);
            }
        }
        let mut tables = TableSection::new();
        if let Some(section) = parsed.tables.clone() {
            reencode::utils::parse_table_section(&mut Keep, &mut tables, section).map_err(text)?;
        }
        let hosts = parsed.imported_tables + tables.len();

        let mut memories = MemorySection::new();
        if let Some(section) = parsed.memory_section.clone() {
            reencode::utils::parse_memory_section(&mut Keep, &mut memories, section)
                .map_err(text)?;
        }
        let mut globals = GlobalSection::new();
        if let Some(section) = parsed.globals.clone() {
            reencode::utils::parse_global_section(&mut Keep, &mut globals, section)
                .map_err(text)?;
        }
        let mut exports = ExportSection::new();
        if let Some(section) = parsed.exports.clone() {
            reencode::utils::parse_export_section(&mut Keep, &mut exports, section)
                .map_err(text)?;
        }
        if !parsed.memories.is_empty() {
            exports.export(&format!("{PREFIX}memory"), ExportKind::Memory, 0);
        }
        if !self.wrapped.is_empty() {
            let count = self.wrapped.len() as u64;
            tables.table(TableType {
                element_type: RefType::FUNCREF,
                table64: false,
                minimum: count,
                maximum: Some(count),
                shared: false,
            });
            exports.export(&format!("{PREFIX}math"), ExportKind::Table, hosts);
        }
        let first = parsed.imported_globals + parsed.defined_globals;
        let mut names = Globals::new(first, self.regions, self.mode, self.branches.list.len());
        names.declare(&mut globals, &mut exports);

        let mut code = CodeSection::new();
        let rewriter = Rewriter { load, helpers, names: &names, branches: self.branches };
        for (i, body) in parsed.bodies.iter().enumerate() {
            let index = parsed.imported_functions + i as u32;
            let params = parsed.params[parsed.function_types[i] as usize];
            let errs = self.errs.get(&index).copied().filter(|_| noisy);
            code.function(&if !self.live.contains(&index) {
                stub()
            } else if let Some(number) = self.wrapped.iter().position(|found| *found == index) {
                self.wrapper(i, number as u32, originals, (host_type, hosts))?
            } else {
                rewriter.rewrite(index, body, params, errs)?
            });
        }
        code.function(&names.check(false)).function(&names.check(true));
        if noisy {
            noise_code::append(&mut code, names.index("random"), helpers);
            for index in &self.wrapped {
                let at = (index - parsed.imported_functions) as usize;
                let params = parsed.params[parsed.function_types[at] as usize];
                code.function(&rewriter.rewrite(*index, &parsed.bodies[at], params, None)?);
            }
        }

        let mut module = Module::new();
        let raw = |module: &mut Module, id: SectionId| {
            let id = u8::from(id);
            if let Some((_, data)) = parsed.raw.iter().find(|(found, _)| *found == id) {
                module.section(&RawSection { id, data });
            }
        };
        module.section(&types).section(&imports).section(&functions);
        if !tables.is_empty() {
            module.section(&tables);
        }
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

    /// Calls the original, then the host's function `number` with the arguments and the result.
    fn wrapper(
        &self,
        at: usize,
        number: u32,
        originals: u32,
        (host_type, hosts): (u32, u32),
    ) -> Result<Function> {
        let ty = self.parsed.function_types[at];
        let (params, single) = self.parsed.math_signature(ty)?;
        let mut f = Function::new([]);
        for i in 0..3 {
            match params.get(i as usize) {
                Some(wasmparser::ValType::F32) => {
                    f.instruction(&I::LocalGet(i)).instruction(&I::F64PromoteF32);
                }
                Some(wasmparser::ValType::F64) => {
                    f.instruction(&I::LocalGet(i));
                }
                Some(_) => {
                    f.instruction(&I::LocalGet(i)).instruction(&I::F64ConvertI32S);
                }
                None => {
                    f.instruction(&I::F64Const(0.0.into()));
                }
            }
        }
        for i in 0..params.len() as u32 {
            f.instruction(&I::LocalGet(i));
        }
        f.instruction(&I::Call(originals + number));
        if single {
            f.instruction(&I::F64PromoteF32);
        }
        f.instruction(&I::I32Const(number as i32));
        f.instruction(&I::CallIndirect { type_index: host_type, table_index: hosts });
        if single {
            f.instruction(&I::F32DemoteF64);
        }
        f.instruction(&I::End);
        Ok(f)
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

/// Rewrites bodies.
struct Rewriter<'a> {
    /// The check of loads; that of stores follows.
    load: u32,
    /// The first noisy helper.
    helpers: u32,
    names: &'a Globals,
    branches: &'a Branches,
}

impl Rewriter<'_> {
    fn rewrite(
        &self,
        index: u32,
        body: &FunctionBody<'_>,
        params: u32,
        errs: Option<Errs>,
    ) -> Result<Function> {
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
            f.instruction(&I::Call(self.load + u32::from(write)));
        };
        for (pc, operator) in body.get_operators_reader().map_err(text)?.into_iter().enumerate() {
            let operator = operator.map_err(text)?;
            if let Some(instead) = errs.and_then(|errs| errs.instead(&operator)) {
                noise::emit(&mut f, &instead, self.helpers);
                continue;
            }
            if let Some(number) = self.branches.number(index, pc) {
                reach::record(&mut f, &operator, self.names.branch(number), length);
            }
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
                self.names.count(&mut f);
            }
        }
        Ok(f)
    }
}
