//! The kernel while it is being lifted: an arena of hash-consed values and a tree of statements.
//!
//! Passes append values, edit the tree, record substitutions and then rebuild. Addresses that are
//! not resolved yet are places relative to [`NOWHERE`].

use std::collections::HashMap;

use super::fold;
use crate::source::lifted::{
    Access, Binary, Carried, Label, MathFn, Merge, Place, RootId, Stmt, Ty, Unary, Value, ValueId,
    ValueKind,
};

/// The root of an address that is not resolved yet: address zero.
pub(super) const NOWHERE: RootId = RootId(u32::MAX);

/// `Param(FRAME + k)` is the stack pointer on entry of the k-th inlined activation.
pub(super) const FRAME: u32 = 1 << 30;

/// A kernel in progress.
#[derive(Clone, Debug, Default)]
pub(super) struct Func {
    pub values: Vec<Value>,
    index: HashMap<(Ty, ValueKind), ValueId>,
    /// Bits that a narrow load may set.
    pub load_bits: HashMap<ValueId, u32>,
    /// Known trailing zero bits of phis.
    pub trailing: HashMap<ValueId, u32>,
    pub body: Vec<Stmt>,
    pub labels: u32,
    /// Line given to new values.
    pub line: u32,
    /// The module has no stack pointer left: constant addresses without data are the stack.
    pub stack_at_constants: bool,
    /// Results of folding, so that shared operands are folded once.
    folded: HashMap<(Ty, ValueKind), ValueId>,
    /// How deep folding stands in itself.
    depth: u32,
}

/// Folding goes no deeper into itself: foreign chains must not decide on the stack.
const MAX_FOLD_DEPTH: u32 = 100;

impl Func {
    /// Lets a pass change the statements while it looks up, and makes, values.
    pub(super) fn edit_body<R>(&mut self, edit: impl FnOnce(&mut Self, &mut Vec<Stmt>) -> R) -> R {
        let mut body = std::mem::take(&mut self.body);
        let result = edit(self, &mut body);
        self.body = body;
        result
    }

    /// An empty kernel that goes on where `self` stands.
    pub fn successor(&self) -> Self {
        let (labels, stack_at_constants) = (self.labels, self.stack_at_constants);
        Self { labels, stack_at_constants, ..Self::default() }
    }

    pub fn value(&self, id: ValueId) -> &Value {
        &self.values[id.0 as usize]
    }

    pub fn kind(&self, id: ValueId) -> &ValueKind {
        &self.value(id).kind
    }

    pub fn ty(&self, id: ValueId) -> Ty {
        self.value(id).ty
    }

    /// A constant's bits.
    pub fn bits(&self, id: ValueId) -> Option<u64> {
        match self.kind(id) {
            ValueKind::Const(bits) => Some(*bits),
            _ => None,
        }
    }

    /// An I32 constant.
    pub fn as_i32(&self, id: ValueId) -> Option<i32> {
        match (self.ty(id), self.bits(id)) {
            (Ty::I32, Some(bits)) => Some(bits as u32 as i32),
            _ => None,
        }
    }

    pub fn label(&mut self) -> Label {
        self.labels += 1;
        Label(self.labels - 1)
    }

    /// A value that equals no other.
    pub fn fresh(&mut self, ty: Ty, kind: ValueKind) -> ValueId {
        let id = ValueId(self.values.len() as u32);
        self.values.push(Value { ty, kind, line: self.line });
        id
    }

    pub fn phi(&mut self, ty: Ty) -> ValueId {
        self.fresh(ty, ValueKind::Phi)
    }

    /// A pure value, shared with an equal one.
    pub fn intern(&mut self, ty: Ty, kind: ValueKind) -> ValueId {
        if let Some(id) = self.find(ty, &kind) {
            return id;
        }
        let id = self.fresh(ty, kind.clone());
        self.index.insert((ty, kind), id);
        id
    }

    fn find(&self, ty: Ty, kind: &ValueKind) -> Option<ValueId> {
        if let Some(id) = self.index.get(&(ty, kind.clone())) {
            return Some(*id);
        }
        match kind {
            ValueKind::Binary(op, a, b) if commutes(*op) => {
                self.index.get(&(ty, ValueKind::Binary(*op, *b, *a))).copied()
            }
            _ => None,
        }
    }

    pub fn constant(&mut self, ty: Ty, bits: u64) -> ValueId {
        self.intern(ty, ValueKind::Const(bits))
    }

    pub fn int(&mut self, value: i32) -> ValueId {
        self.constant(Ty::I32, value as u32 as u64)
    }

    /// `ty` is the result's type.
    pub fn unary(&mut self, op: Unary, ty: Ty, a: ValueId) -> ValueId {
        self.folding(ty, ValueKind::Unary(op, a), |f| fold::unary(f, op, ty, a))
    }

    pub fn binary(&mut self, op: Binary, a: ValueId, b: ValueId) -> ValueId {
        let ty = if is_comparison(op) { Ty::I32 } else { self.ty(a) };
        self.folding(ty, ValueKind::Binary(op, a, b), |f| fold::binary(f, op, a, b))
    }

    pub fn select(&mut self, condition: ValueId, yes: ValueId, no: ValueId) -> ValueId {
        let condition = fold::condition(self, condition);
        let kind = ValueKind::Select { condition, yes, no };
        self.folding(self.ty(yes), kind, |f| fold::select(f, condition, yes, no))
    }

    fn folding(
        &mut self,
        ty: Ty,
        kind: ValueKind,
        fold: impl FnOnce(&mut Self) -> Option<ValueId>,
    ) -> ValueId {
        // Two operand types may share a kind's result type: the operands' ids tell them apart.
        let key = (ty, kind);
        if let Some(id) = self.folded.get(&key) {
            return *id;
        }
        self.depth += 1;
        let folded = if self.depth < MAX_FOLD_DEPTH { fold(self) } else { None };
        self.depth -= 1;
        let id = folded.unwrap_or_else(|| self.intern(ty, key.1.clone()));
        self.folded.insert(key, id);
        id
    }

    pub fn math(&mut self, ty: Ty, function: MathFn, arguments: Vec<ValueId>) -> ValueId {
        self.intern(ty, ValueKind::Math(function, arguments))
    }

    pub fn add(&mut self, a: ValueId, b: ValueId) -> ValueId {
        self.binary(Binary::Add, a, b)
    }

    pub fn sub(&mut self, a: ValueId, b: ValueId) -> ValueId {
        self.binary(Binary::Sub, a, b)
    }

    pub fn not(&mut self, a: ValueId) -> ValueId {
        self.unary(Unary::Eqz, Ty::I32, a)
    }

    /// An unresolved place.
    pub fn place(&self, address: ValueId, offset: u32, access: Access) -> Place {
        Place { root: NOWHERE, terms: vec![(address, 1)], offset: offset as i32, access }
    }
}

pub(super) fn commutes(op: Binary) -> bool {
    use Binary::*;
    matches!(op, Add | Mul | And | Or | Xor | Eq | Ne)
}

pub(super) fn is_comparison(op: Binary) -> bool {
    use Binary::*;
    matches!(op, Eq | Ne | Lt | Gt | Le | Ge | LtS | LtU | GtS | GtU | LeS | LeU | GeS | GeU)
}

/// A kind's operands.
pub(in crate::source) fn operands(kind: &ValueKind, mut visit: impl FnMut(ValueId)) {
    match kind {
        ValueKind::Unary(_, a) => visit(*a),
        ValueKind::Binary(_, a, b) => {
            visit(*a);
            visit(*b);
        }
        ValueKind::Select { condition, yes, no } => {
            visit(*condition);
            visit(*yes);
            visit(*no);
        }
        ValueKind::Math(_, arguments) => arguments.iter().copied().for_each(visit),
        ValueKind::Param(_) | ValueKind::Const(_) | ValueKind::Load | ValueKind::Phi => {}
    }
}

/// Whether control never runs past the end of `stmts`.
pub(super) fn is_terminal(stmts: &[Stmt]) -> bool {
    stmts.last().is_some_and(stmt_is_terminal)
}

pub(super) fn stmt_is_terminal(stmt: &Stmt) -> bool {
    match stmt {
        Stmt::Break { .. } | Stmt::Continue { .. } | Stmt::Return { .. } | Stmt::Trap { .. } => {
            true
        }
        Stmt::If { then, otherwise, .. } => is_terminal(then) && is_terminal(otherwise),
        Stmt::Loop { label, body, .. } | Stmt::Block { label, body, .. } => {
            !breaks_to(body, *label)
        }
        Stmt::Load { .. } | Stmt::Store { .. } | Stmt::For { .. } => false,
    }
}

pub(super) fn breaks_to(stmts: &[Stmt], target: Label) -> bool {
    stmts.iter().any(|stmt| match stmt {
        Stmt::Break { label, .. } => *label == target,
        _ => bodies(stmt).into_iter().any(|body| breaks_to(body, target)),
    })
}

/// The statement lists inside a statement.
pub(super) fn bodies(stmt: &Stmt) -> Vec<&Vec<Stmt>> {
    match stmt {
        Stmt::If { then, otherwise, .. } => vec![then, otherwise],
        Stmt::For { body, .. } | Stmt::Loop { body, .. } | Stmt::Block { body, .. } => vec![body],
        _ => vec![],
    }
}

/// The same, to edit.
pub(super) fn bodies_mut(stmt: &mut Stmt) -> Vec<&mut Vec<Stmt>> {
    match stmt {
        Stmt::If { then, otherwise, .. } => vec![then, otherwise],
        Stmt::For { body, .. } | Stmt::Loop { body, .. } | Stmt::Block { body, .. } => vec![body],
        _ => vec![],
    }
}

/// Visits every statement, outer ones first.
pub(in crate::source) fn walk<'a>(stmts: &'a [Stmt], visit: &mut impl FnMut(&'a Stmt)) {
    for stmt in stmts {
        visit(stmt);
        for body in bodies(stmt) {
            walk(body, visit);
        }
    }
}

/// The values that a statement itself uses (not those of its bodies, not what it binds).
pub(in crate::source) fn uses(stmt: &Stmt, mut visit: impl FnMut(ValueId)) {
    match stmt {
        Stmt::Load { place, .. } => place.terms.iter().for_each(|(value, _)| visit(*value)),
        Stmt::Store { place, value, .. } => {
            place.terms.iter().for_each(|(value, _)| visit(*value));
            visit(*value);
        }
        Stmt::If { condition, merges, .. } => {
            visit(*condition);
            for Merge { then, otherwise, .. } in merges {
                then.iter().chain(otherwise).for_each(|value| visit(*value));
            }
        }
        Stmt::For { from, to, carried, next, .. } => {
            visit(*from);
            visit(*to);
            carried.iter().for_each(|carried| visit(carried.init));
            next.iter().copied().for_each(visit);
        }
        Stmt::Loop { carried, .. } => carried.iter().for_each(|carried| visit(carried.init)),
        Stmt::Block { .. } | Stmt::Trap { .. } => {}
        Stmt::Break { values, .. } | Stmt::Continue { values, .. } | Stmt::Return { values } => {
            values.iter().copied().for_each(visit);
        }
    }
}

/// The values that a statement binds, those in its bodies not included.
pub(super) fn binds(stmt: &Stmt, mut visit: impl FnMut(ValueId)) {
    match stmt {
        Stmt::Load { value, .. } => visit(*value),
        Stmt::If { merges, .. } => merges.iter().for_each(|merge| visit(merge.phi)),
        Stmt::For { var, carried, .. } => {
            visit(*var);
            carried.iter().for_each(|Carried { phi, .. }| visit(*phi));
        }
        Stmt::Loop { carried, results, .. } => {
            carried.iter().for_each(|carried| visit(carried.phi));
            results.iter().copied().for_each(visit);
        }
        Stmt::Block { results, .. } => results.iter().copied().for_each(visit),
        _ => {}
    }
}

/// How many statements there are in all.
pub(super) fn size(stmts: &[Stmt]) -> usize {
    let mut count = 0;
    walk(stmts, &mut |_| count += 1);
    count
}

/// A kind's operands, to edit.
pub(super) fn operands_mut(kind: &mut ValueKind, mut visit: impl FnMut(&mut ValueId)) {
    match kind {
        ValueKind::Unary(_, a) => visit(a),
        ValueKind::Binary(_, a, b) => {
            visit(a);
            visit(b);
        }
        ValueKind::Select { condition, yes, no } => {
            visit(condition);
            visit(yes);
            visit(no);
        }
        ValueKind::Math(_, arguments) => arguments.iter_mut().for_each(visit),
        ValueKind::Param(_) | ValueKind::Const(_) | ValueKind::Load | ValueKind::Phi => {}
    }
}

/// Every value that the statements use or bind, to edit.
pub(super) fn values_mut(stmts: &mut [Stmt], visit: &impl Fn(&mut ValueId)) {
    for stmt in stmts {
        match stmt {
            Stmt::Load { value, place, .. } | Stmt::Store { value, place, .. } => {
                place.terms.iter_mut().for_each(|(value, _)| visit(value));
                visit(value);
            }
            Stmt::If { condition, merges, .. } => {
                visit(condition);
                for Merge { phi, then, otherwise } in merges {
                    visit(phi);
                    then.iter_mut().chain(otherwise).for_each(visit);
                }
            }
            Stmt::For { var, from, to, carried, next, .. } => {
                [var, from, to].into_iter().for_each(visit);
                for Carried { phi, init } in carried {
                    visit(phi);
                    visit(init);
                }
                next.iter_mut().for_each(visit);
            }
            Stmt::Loop { carried, results, .. } => {
                for Carried { phi, init } in carried {
                    visit(phi);
                    visit(init);
                }
                results.iter_mut().for_each(visit);
            }
            Stmt::Block { results, .. } => results.iter_mut().for_each(visit),
            Stmt::Break { values, .. }
            | Stmt::Continue { values, .. }
            | Stmt::Return { values } => values.iter_mut().for_each(visit),
            Stmt::Trap { .. } => {}
        }
        for body in bodies_mut(stmt) {
            values_mut(body, visit);
        }
    }
}
