//! Values as WGSL expressions: what writing needs to know, and the way to each kind of value.
//!
//! It never writes statements.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::Unsupported;
use super::coalesce::Shared;
use super::memory::Memory;
use super::plan::Plan;
use super::text::{Kind, Text};
use super::tree::Tree;
use crate::contract::{Contract, Interface};
use crate::source::Lifted;
use crate::source::lifted::{Place, Ty, ValueId, ValueKind};

/// Everything that writing needs to know, and what it has found out on the way.
pub(super) struct Writer<'a> {
    pub(super) lifted: &'a Lifted,
    pub(super) contract: &'a Contract,
    pub(super) interface: &'a Interface,
    pub(super) tree: &'a Tree,
    pub(super) plan: Plan,
    pub(super) shared: Shared,
    pub(super) kinds: Vec<Kind>,
    pub(super) memory: Vec<Memory>,
    /// Values that have a name by now.
    pub(super) names: HashMap<ValueId, String>,
    /// Where each load reads, and its line.
    pub(super) loads: HashMap<ValueId, (Place, u32)>,
    /// Loads that are not written yet: they stand inside what uses them.
    pub(super) pending: Vec<ValueId>,
    /// Library functions used.
    pub(super) helpers: BTreeSet<&'static str>,
    /// Functions that read and write parts of cells, by name.
    pub(super) accessors: BTreeMap<String, String>,
    /// Bit patterns that no literal can express, by their variable.
    pub(super) opaque: BTreeMap<u32, String>,
    pub(super) used_names: HashSet<String>,
    pub(super) counters: HashMap<&'static str, u32>,
    /// Builtin inputs of `main` that are used.
    pub(super) builtins: BTreeSet<&'static str>,
    /// slang: the global index on an axis, where it has a name.
    pub(super) indices: BTreeMap<u8, Text>,
    pub(super) depth: u32,
}

/// One expression of more bytes than this is nobody's kernel.
const MAX_EXPRESSION: usize = 6000;
const MAX_DEPTH: u32 = 120;

pub(super) type Result<T> = std::result::Result<T, Unsupported>;

impl Writer<'_> {
    /// A name nobody has: `prefix` and a number.
    pub(super) fn fresh(&mut self, prefix: &'static str) -> String {
        loop {
            let counter = self.counters.entry(prefix).or_default();
            let name = format!("{prefix}{counter}");
            *counter += 1;
            if self.used_names.insert(name.clone()) {
                return name;
            }
        }
    }

    pub(super) fn kind(&self, id: ValueId) -> Kind {
        self.kinds.get(self.tree.resolve(id).0 as usize).copied().unwrap_or(Kind::I32)
    }

    pub(super) fn line(&self, id: ValueId) -> u32 {
        self.tree.value(id).line
    }

    /// `id` as `want`.
    pub(super) fn value(&mut self, id: ValueId, want: Kind) -> Result<Text> {
        let id = self.tree.resolve(id);
        if let ValueKind::Const(bits) = self.tree.value(id).kind {
            return self.constant(bits, self.tree.value(id).ty, want, self.line(id));
        }
        Ok(self.native(id)?.to(want))
    }

    /// `id` in its own kind.
    pub(super) fn native(&mut self, id: ValueId) -> Result<Text> {
        let id = self.tree.resolve(id);
        if let Some(name) = self.names.get(&id) {
            return Ok(Text::primary(name.clone(), self.kind(id)));
        }
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err(Unsupported::new(self.line(id), "an expression nested more than 120 deep"));
        }
        let text = self.compute(id)?;
        self.depth -= 1;
        if text.code.len() > MAX_EXPRESSION {
            return Err(Unsupported::new(self.line(id), "an expression of more than 6,000 bytes"));
        }
        Ok(text)
    }

    /// The expression behind `id`, not its name.
    pub(super) fn compute(&mut self, id: ValueId) -> Result<Text> {
        let id = self.tree.resolve(id);
        let value = self.tree.value(id).clone();
        let kind = self.kind(id);
        match &value.kind {
            ValueKind::Const(bits) => self.constant(*bits, value.ty, kind, value.line),
            ValueKind::Param(n) => self.param(*n, value.line),
            ValueKind::Phi => {
                Err(Unsupported::new(value.line, "a value that is used before it is set"))
            }
            ValueKind::Load => self.loaded(id),
            _ if value.ty == Ty::F64 => Err(f64_message(value.line)),
            ValueKind::Select { condition, yes, no } => {
                if let Some(holds) = self.settled(*condition) {
                    return self.value(if holds { *yes } else { *no }, kind);
                }
                if let Some(text) = self.minmax(*condition, *yes, *no, kind)? {
                    return Ok(text);
                }
                let condition = self.condition(*condition, false)?;
                let (no, yes) = (self.value(*no, kind)?, self.value(*yes, kind)?);
                Ok(Text::call("select", &[no, yes, condition], kind))
            }
            ValueKind::Math(function, arguments) => self.math(*function, arguments, value.line),
            ValueKind::Unary(op, a) => self.unary(*op, *a, value.ty, kind, value.line),
            ValueKind::Binary(op, a, b) => self.binary(id, *op, *a, *b, kind, value.line),
        }
    }

    pub(super) fn integer(&self, id: ValueId) -> Option<i32> {
        match self.tree.value(id).kind {
            ValueKind::Const(bits) => Some(bits as u32 as i32),
            _ => None,
        }
    }
}

pub(super) fn f64_message(line: u32) -> Unsupported {
    Unsupported::new(line, "f64 arithmetic that does not round to f32 after one step")
}
