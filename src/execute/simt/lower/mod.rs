//! naga's IR → register code with structured control flow, all calls inlined.
//!
//! Composites are taken apart: a value is a list of scalar registers. Scalars of local and
//! private variables live in registers too, unless the draft indexes them at run time. Nothing
//! here knows lanes or masks.

mod atomic;
mod cover;
mod dynamic;
mod element;
mod emit;
mod entry;
mod expression;
mod function;
mod math;
mod operand;
mod operator;
mod place;
mod show;
mod statement;
mod switch;
mod types;
mod variable;

use std::collections::HashMap;
use std::rc::Rc;

use naga::valid::{FunctionInfo, ModuleInfo};
use naga::{Arena, Expression, Function, Handle, Module, Span, TypeInner};

use super::SimtError;
use super::code::{Inst, Kind, Limit, Reg, Tables, V};
use super::layout::Layout;
use dynamic::Dynamic;
use place::Place;

/// How deep blocks and calls may nest together.
const MAX_DEPTH: u32 = 192;

/// Register code before any pass.
#[derive(Clone, Debug)]
pub struct Lowered {
    /// Instructions.
    pub code: Vec<Inst>,
    /// What each register is.
    pub regs: Vec<Reg>,
    /// What the code refers to.
    pub tables: Tables,
    /// Starting values of variables: (variable, value, index of its function's `Enter`).
    pub inits: Vec<(V, V, usize)>,
}

/// What an expression came to.
#[derive(Clone)]
enum Val {
    /// Scalars, in the order of [`Layout::leaves`].
    Scalars(Rc<[V]>),
    /// A pointer.
    Place(Rc<Place>),
}

/// One inlined call, or the module's constants.
struct Frame<'a> {
    expressions: &'a Arena<Expression>,
    info: Info<'a>,
    vals: Vec<Option<Val>>,
    args: Vec<Val>,
    locals: Vec<Rc<Place>>,
    result: Vec<V>,
    /// The function's own expressions that the draft gives a name.
    names: Option<&'a Function>,
}

#[derive(Clone, Copy)]
enum Info<'a> {
    Function(&'a FunctionInfo),
    Module(&'a ModuleInfo),
}

impl<'a> Frame<'a> {
    fn ty(&self, handle: Handle<Expression>, module: &'a Module) -> &'a TypeInner {
        let resolution = match self.info {
            Info::Function(info) => &info[handle].ty,
            Info::Module(info) => &info[handle],
        };
        resolution.inner_with(&module.types)
    }
}

/// Bytes of the draft, and a name.
type SiteKey = (Option<(usize, usize)>, Box<str>);

struct Lower<'a> {
    module: &'a Module,
    info: &'a ModuleInfo,
    layout: Layout<'a>,
    dynamic: Dynamic,
    code: Vec<Inst>,
    regs: Vec<Reg>,
    consts: HashMap<Reg, V>,
    limits: HashMap<Limit, u32>,
    tables: Tables,
    table_numbers: HashMap<Box<[u32]>, u32>,
    site_numbers: HashMap<SiteKey, u32>,
    globals: Vec<Option<Rc<Place>>>,
    constants: Vec<Option<Val>>,
    inits: Vec<(V, V, usize)>,
    local_words: u64,
    depth: u32,
    site: u32,
    reach: cover::Reach,
    in_case: bool,
    around: Span,
    conditions: HashMap<(usize, usize), (u32, u32)>,
    stretches: HashMap<(usize, usize), u32>,
}

fn unsupported<T>(what: impl Into<String>) -> Result<T, SimtError> {
    Err(SimtError::Unsupported(what.into()))
}

/// Lowers the module's one compute entry point.
pub fn lower(module: &Module, info: &ModuleInfo) -> Result<Lowered, SimtError> {
    types::check_types(module)?;
    let mut entries = module
        .entry_points
        .iter()
        .enumerate()
        .filter(|(_, e)| e.stage == naga::ShaderStage::Compute);
    let Some((number, entry)) = entries.next() else {
        return unsupported("the draft has no compute entry point");
    };
    if let Some((_, second)) = entries.next() {
        return unsupported(format!("a second entry point, '{}'", second.name));
    }
    if entry.workgroup_size_overrides.is_some() {
        return unsupported("a workgroup size given by overrides");
    }
    let mut lower = Lower {
        module,
        info,
        layout: Layout::new(module)?,
        dynamic: Dynamic::of(module),
        code: Vec::new(),
        regs: Vec::new(),
        consts: HashMap::new(),
        limits: HashMap::new(),
        tables: Tables::default(),
        table_numbers: HashMap::new(),
        site_numbers: HashMap::new(),
        globals: Vec::new(),
        constants: Vec::new(),
        inits: Vec::new(),
        local_words: 0,
        depth: 0,
        site: 0,
        reach: cover::Reach::Told,
        in_case: false,
        around: Span::UNDEFINED,
        conditions: HashMap::new(),
        stretches: HashMap::new(),
    };
    lower.site = lower.site(Span::UNDEFINED, "");
    lower.constants()?;
    lower.emit(Kind::Enter)?;
    lower.globals()?;
    lower.entry(entry, info.get_entry_point(number))?;
    lower.emit(Kind::Leave)?;
    Ok(Lowered { code: lower.code, regs: lower.regs, tables: lower.tables, inits: lower.inits })
}

impl<'a> Lower<'a> {
    fn constants(&mut self) -> Result<(), SimtError> {
        let arena = &self.module.global_expressions;
        let mut frame = Frame {
            expressions: arena,
            info: Info::Module(self.info),
            vals: vec![None; arena.len()],
            args: Vec::new(),
            locals: Vec::new(),
            result: Vec::new(),
            names: None,
        };
        for (handle, _) in arena.iter() {
            // Expressions that only an override could give a value are never asked for.
            if let Ok(val) = self.expression(&mut frame, handle) {
                frame.vals[handle.index()] = Some(val);
            }
        }
        self.constants = frame.vals;
        Ok(())
    }
}
