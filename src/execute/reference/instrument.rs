//! Rewrites a kernel's module so that every load and store passes a check first.
//!
//! Only appends: types, globals, two functions and exports, so that no index moves. It never
//! changes what the kernel computes; a violation is written to globals and traps.

use std::collections::BTreeSet;

use wasm_encoder::reencode::{self, Reencode};
use wasm_encoder::{
    BlockType, CodeSection, ConstExpr, ExportKind, ExportSection, Function, FunctionSection,
    GlobalSection, GlobalType, ImportSection, Instruction as I, MemorySection, Module, RawSection,
    SectionId, TypeSection, ValType,
};
use wasmparser::{FunctionBody, KnownCustom, MemArg, Operator, Parser, Payload, TypeRef};

/// Prefix of every export that is added.
pub const PREFIX: &str = "w2gpu:";

/// Above every 32-bit address: "not limited yet" while the module initialises.
const EVERYTHING: i64 = 1 << 33;

/// Bytes of a folded stack that are taken for scratch.
const FOLDED_STACK: u32 = 1024;

/// What the host needs to know about a module before it runs.
#[derive(Clone, Debug, Default)]
pub struct Facts {
    /// Bytes of memory at the start; `None` without a memory.
    pub memory: Option<u64>,
    /// First byte behind the shadow stack, where there is one.
    pub stack_top: Option<u32>,
    /// Where the shadow stack can reach down to.
    pub stack_bottom: u32,
}

/// A rewritten module.
pub struct Instrumented {
    /// The binary.
    pub wasm: Vec<u8>,
    /// What it was.
    pub facts: Facts,
}

type Result<T> = std::result::Result<T, String>;

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

#[derive(Default)]
struct Parsed<'a> {
    types: Option<wasmparser::TypeSectionReader<'a>>,
    params: Vec<u32>,
    imports: Option<wasmparser::ImportSectionReader<'a>>,
    functions: Option<wasmparser::FunctionSectionReader<'a>>,
    function_types: Vec<u32>,
    imported_functions: u32,
    imported_globals: u32,
    memories: Vec<wasmparser::MemoryType>,
    memory_section: Option<wasmparser::MemorySectionReader<'a>>,
    globals: Option<wasmparser::GlobalSectionReader<'a>>,
    defined_globals: u32,
    exports: Option<wasmparser::ExportSectionReader<'a>>,
    start: Option<u32>,
    bodies: Vec<FunctionBody<'a>>,
    /// Sections copied as they are, by id.
    raw: Vec<(u8, &'a [u8])>,
    /// Functions named in element segments and constant expressions.
    escaped: Vec<u32>,
    /// Lowest and highest byte of active data segments.
    data: Option<(u64, u64)>,
    stack_pointer: Option<u32>,
}

impl<'a> Parsed<'a> {
    fn read(wasm: &'a [u8]) -> Result<Self> {
        let mut p = Self::default();
        for payload in Parser::new(0).parse_all(wasm) {
            p.payload(wasm, payload.map_err(text)?)?;
        }
        Ok(p)
    }

    fn payload(&mut self, wasm: &'a [u8], payload: Payload<'a>) -> Result<()> {
        match payload {
            Payload::TypeSection(section) => {
                for group in section.clone() {
                    for ty in group.map_err(text)?.types() {
                        self.params.push(match &ty.composite_type.inner {
                            wasmparser::CompositeInnerType::Func(f) => f.params().len() as u32,
                            _ => 0,
                        });
                    }
                }
                self.types = Some(section);
            }
            Payload::ImportSection(section) => {
                for import in section.clone().into_imports() {
                    match import.map_err(text)?.ty {
                        TypeRef::Func(_) | TypeRef::FuncExact(_) => self.imported_functions += 1,
                        TypeRef::Global(_) => self.imported_globals += 1,
                        TypeRef::Memory(memory) => self.memories.push(memory),
                        TypeRef::Table(_) | TypeRef::Tag(_) => {}
                    }
                }
                self.imports = Some(section);
            }
            Payload::FunctionSection(section) => {
                self.function_types = section
                    .clone()
                    .into_iter()
                    .collect::<std::result::Result<_, _>>()
                    .map_err(text)?;
                self.functions = Some(section);
            }
            Payload::MemorySection(section) => {
                for memory in section.clone() {
                    self.memories.push(memory.map_err(text)?);
                }
                self.memory_section = Some(section);
            }
            Payload::GlobalSection(section) => {
                self.defined_globals = section.count();
                self.globals = Some(section);
            }
            Payload::ExportSection(section) => self.exports = Some(section),
            Payload::StartSection { func, range } => {
                self.start = Some(func);
                self.raw.push((SectionId::Start.into(), &wasm[range]));
            }
            Payload::TableSection(s) => self.raw.push((SectionId::Table.into(), &wasm[s.range()])),
            Payload::TagSection(s) => self.raw.push((SectionId::Tag.into(), &wasm[s.range()])),
            Payload::ElementSection(section) => {
                self.elements(section.clone())?;
                self.raw.push((SectionId::Element.into(), &wasm[section.range()]));
            }
            Payload::DataCountSection { range, .. } => {
                self.raw.push((SectionId::DataCount.into(), &wasm[range]));
            }
            Payload::DataSection(section) => {
                self.data_range(section.clone())?;
                self.raw.push((SectionId::Data.into(), &wasm[section.range()]));
            }
            Payload::CodeSectionEntry(body) => self.bodies.push(body),
            Payload::CustomSection(section) => {
                if let KnownCustom::Name(names) = section.as_known() {
                    self.find_named_stack_pointer(names);
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn elements(&mut self, section: wasmparser::ElementSectionReader<'a>) -> Result<()> {
        for element in section {
            match element.map_err(text)?.items {
                wasmparser::ElementItems::Functions(functions) => {
                    for function in functions {
                        self.escaped.push(function.map_err(text)?);
                    }
                }
                wasmparser::ElementItems::Expressions(_, expressions) => {
                    for expression in expressions {
                        for operator in expression.map_err(text)?.get_operators_reader() {
                            if let Operator::RefFunc { function_index } = operator.map_err(text)? {
                                self.escaped.push(function_index);
                            }
                        }
                    }
                }
            }
        }
        Ok(())
    }

    fn data_range(&mut self, section: wasmparser::DataSectionReader<'a>) -> Result<()> {
        for data in section {
            let data = data.map_err(text)?;
            if let wasmparser::DataKind::Active { offset_expr, .. } = data.kind
                && let Some(at) = constant(&offset_expr)
            {
                let (from, to) =
                    (u64::from(at as u32), u64::from(at as u32) + data.data.len() as u64);
                let (low, high) = self.data.unwrap_or((from, to));
                self.data = Some((low.min(from), high.max(to)));
            }
        }
        Ok(())
    }

    fn find_named_stack_pointer(&mut self, names: wasmparser::NameSectionReader<'a>) {
        for name in names.into_iter().flatten() {
            if let wasmparser::Name::Global(map) = name {
                for naming in map.into_iter().flatten() {
                    if naming.name.ends_with("__stack_pointer") {
                        self.stack_pointer = Some(naming.index);
                    }
                }
            }
        }
    }

    fn facts(&self) -> Result<Facts> {
        let mut facts = Facts::default();
        match self.memories.as_slice() {
            [] => return Ok(facts),
            [memory] => {
                if memory.memory64 || memory.shared || memory.page_size_log2.is_some() {
                    return Err("its memory is 64-bit, shared or of unusual pages".into());
                }
                facts.memory = Some(memory.initial << 16);
            }
            _ => return Err("it has several memories".into()),
        }
        let top = self.stack_top()?;
        if let Some(top) = top {
            facts.stack_top = Some(top);
            // With the stack first nothing lies below it; else data and zeroed globals do, and
            // the linkers' default of 64 KiB is the stack.
            let first = self.data.is_none_or(|(low, _)| low >= u64::from(top));
            facts.stack_bottom = if first && top > 1 << 17 {
                0
            } else {
                let below = self.data.map_or(0, |(_, high)| high);
                let below = if below <= u64::from(top) { below as u32 } else { 0 };
                top.saturating_sub(1 << 16).max(below)
            };
        } else {
            // wasm-opt folds the pointer of a stack that only the kernel uses into constants just
            // below where wasm-ld put its top: one stack above the data.
            let below = self.data.map_or(1024, |(_, high)| high.next_multiple_of(16));
            let top = below.saturating_add(1 << 16);
            if top <= facts.memory.unwrap_or(0) {
                facts.stack_top = u32::try_from(top).ok();
                facts.stack_bottom = facts.stack_top.map_or(0, |top| top - FOLDED_STACK);
            }
        }
        Ok(facts)
    }

    /// The initial value of the shadow stack's pointer: the global of that name, or else the
    /// first mutable i32 that starts at a plausible address.
    fn stack_top(&self) -> Result<Option<u32>> {
        let named = self.named_in_exports()?.or(self.stack_pointer);
        let mut found = None;
        for (i, global) in self.globals.clone().into_iter().flatten().enumerate() {
            let global = global.map_err(text)?;
            if !global.ty.mutable || global.ty.content_type != wasmparser::ValType::I32 {
                continue;
            }
            let Some(value) = constant(&global.init_expr) else { continue };
            let index = self.imported_globals + i as u32;
            if named == Some(index) {
                return Ok(Some(value as u32));
            }
            if found.is_none() && value as u32 >= 1024 && value as u32 % 16 == 0 {
                found = Some(value as u32);
            }
        }
        Ok(found)
    }

    fn named_in_exports(&self) -> Result<Option<u32>> {
        for export in self.exports.clone().into_iter().flatten() {
            let export = export.map_err(text)?;
            if export.name == "__stack_pointer" && export.kind == wasmparser::ExternalKind::Global {
                return Ok(Some(export.index));
            }
        }
        Ok(None)
    }

    /// Functions that may run: from the kernel, the initialisers and every escaped one.
    fn live(&self, kernel: &str) -> Result<BTreeSet<u32>> {
        let mut todo = self.escaped.clone();
        todo.extend(self.start);
        let mut found = false;
        for export in self.exports.clone().into_iter().flatten() {
            let export = export.map_err(text)?;
            if export.kind == wasmparser::ExternalKind::Func
                && (export.name == kernel || export.name == "_initialize")
            {
                found |= export.name == kernel;
                todo.push(export.index);
            }
        }
        if !found {
            return Err(format!("it exports no function '{kernel}'"));
        }
        let mut live = BTreeSet::new();
        while let Some(function) = todo.pop() {
            if !live.insert(function) || function < self.imported_functions {
                continue;
            }
            let Some(body) = self.bodies.get((function - self.imported_functions) as usize) else {
                continue;
            };
            for operator in body.get_operators_reader().map_err(text)? {
                match operator.map_err(text)? {
                    Operator::Call { function_index }
                    | Operator::ReturnCall { function_index }
                    | Operator::RefFunc { function_index } => todo.push(function_index),
                    _ => {}
                }
            }
        }
        Ok(live)
    }

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
                rewrite(body, params, load)?
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

fn text(error: impl std::fmt::Display) -> String {
    error.to_string()
}

fn constant(expression: &wasmparser::ConstExpr<'_>) -> Option<i32> {
    match expression.get_operators_reader().read().ok()? {
        Operator::I32Const { value } => Some(value),
        _ => None,
    }
}

fn stub() -> Function {
    let mut function = Function::new([]);
    function.instruction(&I::Unreachable).instruction(&I::End);
    function
}

/// The globals through which host and checks speak.
struct Globals {
    next: u32,
    list: Vec<(String, i64)>,
    regions: usize,
    record: bool,
}

impl Globals {
    fn new(next: u32, regions: usize, record: bool) -> Self {
        let mut list = Vec::new();
        for i in 0..regions {
            list.push((format!("lo{i}"), EVERYTHING));
            list.push((format!("hi{i}"), 0));
        }
        for (name, value) in [
            ("floor", EVERYTHING),
            ("stack_lo", 0),
            ("stack_hi", 0),
            ("dirty_lo", EVERYTHING),
            ("dirty_hi", 0),
            ("bad_from", 0),
            ("bad_to", 0),
            ("bad_kind", 0),
        ] {
            list.push((name.into(), value));
        }
        if record {
            for i in 0..regions {
                list.push((format!("lowest{i}"), EVERYTHING));
                list.push((format!("read_end{i}"), 0));
                list.push((format!("write_end{i}"), 0));
            }
        }
        Self { next, list, regions, record }
    }

    fn declare(&mut self, globals: &mut GlobalSection, exports: &mut ExportSection) {
        for (i, (name, value)) in self.list.iter().enumerate() {
            let ty = GlobalType { val_type: ValType::I64, mutable: true, shared: false };
            globals.global(ty, &ConstExpr::i64_const(*value));
            exports.export(&format!("{PREFIX}{name}"), ExportKind::Global, self.next + i as u32);
        }
    }

    fn index(&self, name: &str) -> u32 {
        let at = self.list.iter().position(|(found, _)| found == name);
        self.next + at.expect("every name that checks use is in the list") as u32
    }

    /// `(address, offset, length) -> address`, or a trap.
    fn check(&self, write: bool) -> Function {
        let mut f = Function::new([(2, ValType::I64)]);
        let (from, to) = (3, 4);
        let within = |f: &mut Function, lo: u32, hi: u32| {
            f.instruction(&I::LocalGet(from)).instruction(&I::GlobalGet(lo));
            f.instruction(&I::I64GeU).instruction(&I::LocalGet(to)).instruction(&I::GlobalGet(hi));
            f.instruction(&I::I64LeU).instruction(&I::I32And).instruction(&I::If(BlockType::Empty));
        };
        let leave = |f: &mut Function| {
            f.instruction(&I::LocalGet(0)).instruction(&I::Return).instruction(&I::End);
        };
        f.instruction(&I::LocalGet(0)).instruction(&I::I64ExtendI32U);
        f.instruction(&I::LocalGet(1)).instruction(&I::I64ExtendI32U);
        f.instruction(&I::I64Add).instruction(&I::LocalTee(from));
        f.instruction(&I::LocalGet(2)).instruction(&I::I64ExtendI32U);
        f.instruction(&I::I64Add).instruction(&I::LocalSet(to));
        for i in 0..self.regions {
            within(&mut f, self.index(&format!("lo{i}")), self.index(&format!("hi{i}")));
            if self.record {
                extreme(&mut f, self.index(&format!("lowest{i}")), from, I::I64LtU);
                let end = if write { "write_end" } else { "read_end" };
                extreme(&mut f, self.index(&format!("{end}{i}")), to, I::I64GtU);
            }
            leave(&mut f);
        }
        if write {
            within(&mut f, self.index("stack_lo"), self.index("stack_hi"));
            leave(&mut f);
        }
        f.instruction(&I::LocalGet(to)).instruction(&I::GlobalGet(self.index("floor")));
        f.instruction(&I::I64LeU).instruction(&I::If(BlockType::Empty));
        if write {
            extreme(&mut f, self.index("dirty_lo"), from, I::I64LtU);
            extreme(&mut f, self.index("dirty_hi"), to, I::I64GtU);
        }
        leave(&mut f);
        f.instruction(&I::LocalGet(2)).instruction(&I::I32Eqz);
        f.instruction(&I::If(BlockType::Empty));
        leave(&mut f);
        f.instruction(&I::LocalGet(from)).instruction(&I::GlobalSet(self.index("bad_from")));
        f.instruction(&I::LocalGet(to)).instruction(&I::GlobalSet(self.index("bad_to")));
        f.instruction(&I::I64Const(1 + i64::from(write)));
        f.instruction(&I::GlobalSet(self.index("bad_kind")));
        f.instruction(&I::Unreachable).instruction(&I::End);
        f
    }
}

/// `if local better global { global = local }`
fn extreme(f: &mut Function, global: u32, local: u32, better: I<'_>) {
    f.instruction(&I::LocalGet(local)).instruction(&I::GlobalGet(global)).instruction(&better);
    f.instruction(&I::If(BlockType::Empty)).instruction(&I::LocalGet(local));
    f.instruction(&I::GlobalSet(global)).instruction(&I::End);
}

/// Locals that a rewritten function adds, in this order.
const TEMPS: [ValType; 6] =
    [ValType::I32, ValType::I32, ValType::I64, ValType::F32, ValType::F64, ValType::V128];

fn rewrite(body: &FunctionBody<'_>, params: u32, load: u32) -> Result<Function> {
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
        f.instruction(&Keep.instruction(operator).map_err(text)?);
    }
    Ok(f)
}

/// One plain memory access: the address lies on the stack, under `value` if there is one.
struct Access {
    width: i32,
    offset: u64,
    write: bool,
    value: Option<ValType>,
}

impl Access {
    fn of(operator: &Operator<'_>) -> Option<Self> {
        use Operator as O;
        let load = |arg: &MemArg, width| {
            Some(Self { width, offset: arg.offset, write: false, value: None })
        };
        let store = |arg: &MemArg, width, ty| {
            Some(Self { width, offset: arg.offset, write: true, value: Some(ty) })
        };
        let lane = |arg: &MemArg, width| {
            Some(Self { width, offset: arg.offset, write: false, value: Some(ValType::V128) })
        };
        match operator {
            O::I32Load8S { memarg }
            | O::I32Load8U { memarg }
            | O::I64Load8S { memarg }
            | O::I64Load8U { memarg }
            | O::V128Load8Splat { memarg } => load(memarg, 1),
            O::I32Load16S { memarg }
            | O::I32Load16U { memarg }
            | O::I64Load16S { memarg }
            | O::I64Load16U { memarg }
            | O::V128Load16Splat { memarg } => load(memarg, 2),
            O::I32Load { memarg }
            | O::F32Load { memarg }
            | O::I64Load32S { memarg }
            | O::I64Load32U { memarg }
            | O::V128Load32Splat { memarg }
            | O::V128Load32Zero { memarg } => load(memarg, 4),
            O::I64Load { memarg }
            | O::F64Load { memarg }
            | O::V128Load8x8S { memarg }
            | O::V128Load8x8U { memarg }
            | O::V128Load16x4S { memarg }
            | O::V128Load16x4U { memarg }
            | O::V128Load32x2S { memarg }
            | O::V128Load32x2U { memarg }
            | O::V128Load64Splat { memarg }
            | O::V128Load64Zero { memarg } => load(memarg, 8),
            O::V128Load { memarg } => load(memarg, 16),
            O::V128Load8Lane { memarg, .. } => lane(memarg, 1),
            O::V128Load16Lane { memarg, .. } => lane(memarg, 2),
            O::V128Load32Lane { memarg, .. } => lane(memarg, 4),
            O::V128Load64Lane { memarg, .. } => lane(memarg, 8),
            O::I32Store8 { memarg } => store(memarg, 1, ValType::I32),
            O::I32Store16 { memarg } => store(memarg, 2, ValType::I32),
            O::I32Store { memarg } => store(memarg, 4, ValType::I32),
            O::I64Store8 { memarg } => store(memarg, 1, ValType::I64),
            O::I64Store16 { memarg } => store(memarg, 2, ValType::I64),
            O::I64Store32 { memarg } => store(memarg, 4, ValType::I64),
            O::I64Store { memarg } => store(memarg, 8, ValType::I64),
            O::F32Store { memarg } => store(memarg, 4, ValType::F32),
            O::F64Store { memarg } => store(memarg, 8, ValType::F64),
            O::V128Store { memarg } => store(memarg, 16, ValType::V128),
            O::V128Store8Lane { memarg, .. } => store(memarg, 1, ValType::V128),
            O::V128Store16Lane { memarg, .. } => store(memarg, 2, ValType::V128),
            O::V128Store32Lane { memarg, .. } => store(memarg, 4, ValType::V128),
            O::V128Store64Lane { memarg, .. } => store(memarg, 8, ValType::V128),
            _ => None,
        }
    }
}
