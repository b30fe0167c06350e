//! naga's IR → register code with structured control flow, all calls inlined.
//!
//! Composites are taken apart: a value is a list of scalar registers. Scalars of local and
//! private variables live in registers too, unless the draft indexes them at run time. Nothing
//! here knows lanes or masks.

mod dynamic;
mod expression;
mod math;
mod place;
mod statement;

use std::collections::HashMap;
use std::rc::Rc;

use naga::valid::{FunctionInfo, ModuleInfo};
use naga::{AddressSpace, Arena, Expression, Handle, Module, Span, TypeInner};

use super::SimtError;
use super::code::{Inst, Kind, Limit, Local, NONE, Op, Reg, Root, Site, Tables, V};
use super::lanes;
use super::layout::Layout;
use dynamic::Dynamic;
use place::{Base, Place};

/// The most instructions that a draft may come to.
const MAX_CODE: usize = 1 << 19;
/// The most registers.
const MAX_REGS: usize = 1 << 20;
/// How deep blocks and calls may nest together.
const MAX_DEPTH: u32 = 192;
/// Words of per-lane memory.
const MAX_LOCAL_WORDS: u64 = 1 << 16;
/// Words of workgroup memory.
const MAX_WORKGROUP_WORDS: u64 = 1 << 22;

/// Register code before any pass.
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
}

fn unsupported<T>(what: impl Into<String>) -> Result<T, SimtError> {
    Err(SimtError::Unsupported(what.into()))
}

/// Lowers the module's one compute entry point.
pub fn lower(module: &Module, info: &ModuleInfo) -> Result<Lowered, SimtError> {
    check_types(module)?;
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
    };
    lower.site = lower.site(Span::UNDEFINED, "");
    lower.constants()?;
    lower.emit(Kind::Enter)?;
    lower.globals()?;
    lower.entry(entry, info.get_entry_point(number))?;
    lower.emit(Kind::Leave)?;
    Ok(Lowered { code: lower.code, regs: lower.regs, tables: lower.tables, inits: lower.inits })
}

fn check_types(module: &Module) -> Result<(), SimtError> {
    for (_, ty) in module.types.iter() {
        let scalar = match &ty.inner {
            TypeInner::Scalar(s) | TypeInner::Atomic(s) => *s,
            TypeInner::Vector { scalar, .. }
            | TypeInner::Matrix { scalar, .. }
            | TypeInner::ValuePointer { scalar, .. } => *scalar,
            TypeInner::Array { .. } | TypeInner::Struct { .. } | TypeInner::Pointer { .. } => {
                continue;
            }
            other => {
                let what = match other {
                    TypeInner::Image { .. } | TypeInner::Sampler { .. } => "textures and samplers",
                    TypeInner::BindingArray { .. } => "binding arrays",
                    TypeInner::CooperativeMatrix { .. } => "cooperative matrices",
                    _ => "ray queries",
                };
                return unsupported(format!("the judge does not run {what}"));
            }
        };
        let word = match scalar.kind {
            naga::ScalarKind::Bool => true,
            naga::ScalarKind::Float | naga::ScalarKind::Sint | naga::ScalarKind::Uint => {
                scalar.width == 4
            }
            _ => false,
        };
        if !word {
            let bits = u32::from(scalar.width) * 8;
            return unsupported(format!(
                "the judge does not run {bits}-bit {:?} values",
                scalar.kind
            ));
        }
    }
    Ok(())
}

impl<'a> Lower<'a> {
    fn emit(&mut self, kind: Kind) -> Result<(), SimtError> {
        if self.code.len() >= MAX_CODE {
            return unsupported(format!(
                "the draft comes to more than {MAX_CODE} instructions once its calls are inlined"
            ));
        }
        self.code.push(Inst { kind, site: self.site });
        Ok(())
    }

    fn site(&mut self, span: Span, name: &str) -> u32 {
        let key = (span.to_range().map(|r| (r.start, r.end)), name.into());
        let sites = &mut self.tables.sites;
        *self.site_numbers.entry(key).or_insert_with(|| {
            sites.push(Site { span, name: name.into() });
            sites.len() as u32 - 1
        })
    }

    fn reg(&mut self, reg: Reg) -> Result<V, SimtError> {
        if let Some(&v) = self.consts.get(&reg) {
            return Ok(v);
        }
        if self.regs.len() >= MAX_REGS {
            return unsupported(format!("the draft needs more than {MAX_REGS} registers"));
        }
        self.regs.push(reg);
        let v = self.regs.len() as V - 1;
        if matches!(reg, Reg::Const(_) | Reg::Limit(_)) {
            self.consts.insert(reg, v);
        }
        Ok(v)
    }

    fn constant(&mut self, bits: u32) -> Result<V, SimtError> {
        self.reg(Reg::Const(bits))
    }

    fn float(&mut self, value: f32) -> Result<V, SimtError> {
        self.reg(Reg::Const(value.to_bits()))
    }

    fn temp(&mut self) -> Result<V, SimtError> {
        self.reg(Reg::Temp)
    }

    /// So many fresh variables with neighbouring numbers.
    fn variables(&mut self, count: u64) -> Result<V, SimtError> {
        if self.regs.len() as u64 + count > MAX_REGS as u64 {
            return unsupported(format!("the draft needs more than {MAX_REGS} registers"));
        }
        let first = self.regs.len() as V;
        self.regs.extend((0..count).map(|_| Reg::Var));
        Ok(first)
    }

    fn bits(&self, v: V) -> Option<u32> {
        match self.regs[v as usize] {
            Reg::Const(bits) => Some(bits),
            _ => None,
        }
    }

    fn limit(&mut self, limit: Limit) -> u32 {
        let limits = &mut self.tables.limits;
        *self.limits.entry(limit).or_insert_with(|| {
            limits.push(limit);
            limits.len() as u32 - 1
        })
    }

    /// `op` on scalars; folded when all are constants.
    fn op(&mut self, op: Op, a: [V; 3]) -> Result<V, SimtError> {
        let mut bits = [0; 3];
        let folded = a.iter().zip(&mut bits).all(|(&v, out)| {
            if v == NONE {
                return true;
            }
            self.bits(v).map(|b| *out = b).is_some()
        });
        if folded {
            return self.constant(lanes::fold(op, bits));
        }
        let d = self.temp()?;
        self.emit(Kind::Lane { op, d, a })?;
        Ok(d)
    }

    fn op1(&mut self, op: Op, a: V) -> Result<V, SimtError> {
        self.op(op, [a, NONE, NONE])
    }

    fn op2(&mut self, op: Op, a: V, b: V) -> Result<V, SimtError> {
        self.op(op, [a, b, NONE])
    }

    fn op3(&mut self, op: Op, a: V, b: V, c: V) -> Result<V, SimtError> {
        self.op(op, [a, b, c])
    }

    fn constants(&mut self) -> Result<(), SimtError> {
        let arena = &self.module.global_expressions;
        let mut frame = Frame {
            expressions: arena,
            info: Info::Module(self.info),
            vals: vec![None; arena.len()],
            args: Vec::new(),
            locals: Vec::new(),
            result: Vec::new(),
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

    fn globals(&mut self) -> Result<(), SimtError> {
        for (handle, global) in self.module.global_variables.iter() {
            let name = global.name.clone().unwrap_or_default();
            let base = match global.space {
                AddressSpace::Storage { .. } | AddressSpace::Uniform => {
                    let Some(binding) = &global.binding else {
                        self.globals.push(None);
                        continue;
                    };
                    let writable = matches!(global.space, AddressSpace::Storage { access } if access.contains(naga::StorageAccess::STORE));
                    self.tables.buffers.push(super::code::Buffer {
                        binding: binding.binding,
                        name: name.clone(),
                        writable,
                    });
                    Base::Memory(Root::Buffer(self.tables.buffers.len() as u32 - 1))
                }
                AddressSpace::WorkGroup => {
                    let words = self.layout.words(global.ty, true);
                    let base = self.tables.workgroup_words;
                    if u64::from(base) + words > MAX_WORKGROUP_WORDS {
                        return unsupported(format!(
                            "more than {} MiB of workgroup memory",
                            MAX_WORKGROUP_WORDS >> 18
                        ));
                    }
                    self.tables.workgroup_words += words as u32;
                    Base::Memory(Root::Workgroup { base, words: words as u32 })
                }
                AddressSpace::Private => {
                    let dynamic = self.dynamic.globals.contains(&handle.index());
                    let init = match global.init {
                        Some(init) => match self.constants.get(init.index()).cloned().flatten() {
                            Some(Val::Scalars(values)) => Some(values),
                            _ => {
                                return unsupported(format!(
                                    "'{name}' starts as a value that is not constant"
                                ));
                            }
                        },
                        None => None,
                    };
                    let base = self.variable(global.ty, dynamic, init.as_deref(), 0)?;
                    self.globals.push(Some(Rc::new(Place::whole(base, global.ty, name.into()))));
                    continue;
                }
                _ => {
                    return unsupported(format!(
                        "the judge does not run variables like '{name}' in {:?}",
                        global.space
                    ));
                }
            };
            self.globals.push(Some(Rc::new(Place::whole(base, global.ty, name.into()))));
        }
        Ok(())
    }

    /// A function-local or private variable. `enter` is the index of its function's `Enter`.
    fn variable(
        &mut self,
        ty: Handle<naga::Type>,
        dynamic: bool,
        init: Option<&[V]>,
        enter: usize,
    ) -> Result<Base, SimtError> {
        let words = self.layout.scalars(ty);
        if dynamic || words > super::layout::MAX_LEAVES {
            let local = self.local(words)?;
            self.emit(Kind::Clear { local })?;
            if let Some(init) = init {
                let place = Place::whole(Base::Memory(Root::Local(local)), ty, "".into());
                self.store(&place, init)?;
            }
            return Ok(Base::Memory(Root::Local(local)));
        }
        let first = self.variables(words)?;
        let zero = self.constant(0)?;
        for i in 0..words as u32 {
            let value = init.and_then(|init| init.get(i as usize)).copied().unwrap_or(zero);
            self.inits.push((first + i, value, enter));
        }
        Ok(Base::Registers(first))
    }

    fn local(&mut self, words: u64) -> Result<u32, SimtError> {
        self.local_words += words;
        if self.local_words > MAX_LOCAL_WORDS {
            return unsupported(format!(
                "more than {MAX_LOCAL_WORDS} words of arrays per invocation"
            ));
        }
        self.tables.locals.push(Local { words: words as u32, base: 0 });
        Ok(self.tables.locals.len() as u32 - 1)
    }
}
