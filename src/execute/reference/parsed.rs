//! What a kernel's module holds, read once: sections, facts for the host, live functions.
//!
//! Reads only; `instrument` writes.

use std::collections::BTreeSet;

use wasm_encoder::SectionId;
use wasmparser::{FunctionBody, KnownCustom, Operator, Parser, Payload, TypeRef};

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

/// Results with a message for people.
pub type Result<T> = std::result::Result<T, String>;

/// Any error as text.
pub fn text(error: impl std::fmt::Display) -> String {
    error.to_string()
}

/// A module's sections.
#[derive(Default)]
pub struct Parsed<'a> {
    pub types: Option<wasmparser::TypeSectionReader<'a>>,
    pub params: Vec<u32>,
    pub imports: Option<wasmparser::ImportSectionReader<'a>>,
    pub functions: Option<wasmparser::FunctionSectionReader<'a>>,
    pub function_types: Vec<u32>,
    pub imported_functions: u32,
    pub imported_globals: u32,
    pub imported_tables: u32,
    pub tables: Option<wasmparser::TableSectionReader<'a>>,
    pub memories: Vec<wasmparser::MemoryType>,
    pub memory_section: Option<wasmparser::MemorySectionReader<'a>>,
    pub globals: Option<wasmparser::GlobalSectionReader<'a>>,
    pub defined_globals: u32,
    pub exports: Option<wasmparser::ExportSectionReader<'a>>,
    pub start: Option<u32>,
    pub bodies: Vec<FunctionBody<'a>>,
    /// Sections copied as they are, by id.
    pub raw: Vec<(u8, &'a [u8])>,
    /// Functions named in element segments and constant expressions.
    pub escaped: Vec<u32>,
    /// Lowest and highest byte of active data segments.
    pub data: Option<(u64, u64)>,
    pub stack_pointer: Option<u32>,
}

impl<'a> Parsed<'a> {
    pub fn read(wasm: &'a [u8]) -> Result<Self> {
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
                        TypeRef::Table(_) => self.imported_tables += 1,
                        TypeRef::Tag(_) => {}
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
            Payload::TableSection(section) => self.tables = Some(section),
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

    pub fn facts(&self) -> Result<Facts> {
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
            if found.is_none() && value as u32 >= 1024 && (value as u32).is_multiple_of(16) {
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

    /// The type of each function, imported ones first.
    pub fn signatures(&self) -> Result<Vec<u32>> {
        let mut all = Vec::new();
        for import in self.imports.clone().into_iter().flat_map(|s| s.into_imports()) {
            if let TypeRef::Func(ty) | TypeRef::FuncExact(ty) = import.map_err(text)?.ty {
                all.push(ty);
            }
        }
        all.extend(&self.function_types);
        Ok(all)
    }

    /// Parameter types of a function type, and whether it gives an f32.
    pub fn math_signature(&self, index: u32) -> Result<(Vec<wasmparser::ValType>, bool)> {
        let types = self.types.clone().into_iter().flat_map(|s| s.into_iter_err_on_gc_types());
        let found = types.into_iter().nth(index as usize).ok_or("a type is missing")?;
        let found = found.map_err(text)?;
        Ok((found.params().to_vec(), found.results() == [wasmparser::ValType::F32]))
    }

    /// Functions that may run: from the kernel, the initialisers and every escaped one.
    pub fn live(&self, kernel: &str) -> Result<BTreeSet<u32>> {
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
}

fn constant(expression: &wasmparser::ConstExpr<'_>) -> Option<i32> {
    match expression.get_operators_reader().read().ok()? {
        Operator::I32Const { value } => Some(value),
        _ => None,
    }
}
