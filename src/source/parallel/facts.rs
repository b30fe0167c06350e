//! What the dependence test reads off a kernel in one walk: loops, accesses, and in which loops
//! each value changes.
//!
//! It never judges whether loops are independent.

use std::collections::HashMap;

use super::poly::{Atom, Divisor, Poly};
use crate::source::lifted::{
    Binary, Carried, Label, Lifted, Place, RootId, RootKind, Stmt, ValueId, ValueKind,
};

/// A `For` or a `Loop`.
pub(super) struct LoopFacts<'a> {
    pub(super) label: Label,
    /// The bounds of a `For`.
    pub(super) counted: Option<Counted>,
    pub(super) carried: &'a [Carried],
    /// Values of `carried` after one round; empty for a `Loop`.
    pub(super) next: &'a [ValueId],
    /// A `Return`, or a jump to a label outside.
    pub(super) leaves: bool,
    /// No loop around it.
    pub(super) outermost: bool,
    pub(super) body: &'a [Stmt],
}

#[derive(Clone, Copy)]
pub(super) struct Counted {
    pub(super) var: ValueId,
    pub(super) from: ValueId,
    pub(super) to: ValueId,
    pub(super) step: i32,
}

/// A load or a store.
pub(super) struct AccessFacts<'a> {
    pub(super) place: &'a Place,
    /// The value stored.
    pub(super) store: Option<ValueId>,
    /// The value loaded.
    pub(super) load: Option<ValueId>,
    /// Enclosing loops, outermost first.
    pub(super) path: Vec<usize>,
}

pub(super) struct Facts<'a> {
    pub(super) lifted: &'a Lifted,
    pub(super) loops: Vec<LoopFacts<'a>>,
    pub(super) accesses: Vec<AccessFacts<'a>>,
    /// Values returned, over all `Return`s.
    pub(super) returned: Vec<&'a [ValueId]>,
    /// For each value the loops in which it changes, as a bit set; all bits when unknown.
    varies: Vec<u64>,
    /// Carried values that are linear in their loop's variable: (loop, step per round).
    inductions: HashMap<ValueId, Induction>,
    pub(super) polys: HashMap<ValueId, Poly>,
    uses: Vec<u32>,
    /// What the arms of an `if` leave: (then, otherwise) by phi.
    merges: HashMap<ValueId, (ValueId, ValueId)>,
    /// What statements use, with the loops around them.
    used_at: Vec<(ValueId, Vec<usize>)>,
}

/// A carried value `init + round·step`.
#[derive(Clone, Copy)]
pub(super) struct Induction {
    pub(super) of: usize,
    pub(super) init: ValueId,
    pub(super) step: ValueId,
    pub(super) negative: bool,
}

/// Kernels beyond these are not worth the analysis, and no person reads them.
const MAX_LOOPS: usize = 60;
const MAX_DEPTH: usize = 120;

impl<'a> Facts<'a> {
    /// `None` for a kernel too large to analyse.
    pub(super) fn of(lifted: &'a Lifted) -> Option<Self> {
        let mut facts = Self {
            lifted,
            loops: Vec::new(),
            accesses: Vec::new(),
            returned: Vec::new(),
            varies: vec![0; lifted.values.len()],
            inductions: HashMap::new(),
            polys: HashMap::new(),
            uses: vec![0; lifted.values.len()],
            used_at: Vec::new(),
            merges: HashMap::new(),
        };
        let mut labels = Vec::new();
        facts.walk(&lifted.body, &mut Vec::new(), &mut labels, 0)?;
        facts.spread();
        facts.count_uses();
        facts.find_inductions();
        Some(facts)
    }

    fn walk(
        &mut self,
        body: &'a [Stmt],
        path: &mut Vec<usize>,
        labels: &mut Vec<(Label, usize)>,
        depth: usize,
    ) -> Option<()> {
        if depth > MAX_DEPTH || self.loops.len() > MAX_LOOPS {
            return None;
        }
        let bits = |path: &[usize]| path.iter().fold(0, |bits, at| bits | 1u64 << at);
        for stmt in body {
            match stmt {
                Stmt::Load { value, place, .. } => {
                    self.varies[value.0 as usize] = bits(path);
                    self.used(path, place.terms.iter().map(|(v, _)| *v));
                    let path = path.clone();
                    self.accesses.push(AccessFacts {
                        place,
                        store: None,
                        load: Some(*value),
                        path,
                    });
                }
                Stmt::Store { place, value, .. } => {
                    self.used(path, place.terms.iter().map(|(v, _)| *v).chain([*value]));
                    let path = path.clone();
                    self.accesses.push(AccessFacts {
                        place,
                        store: Some(*value),
                        load: None,
                        path,
                    });
                }
                Stmt::If { condition, then, otherwise, merges } => {
                    self.used(path, [*condition]);
                    for merge in merges {
                        self.varies[merge.phi.0 as usize] = bits(path);
                        self.used(path, merge.then.into_iter().chain(merge.otherwise));
                        if let (Some(then), Some(otherwise)) = (merge.then, merge.otherwise) {
                            self.merges.insert(merge.phi, (then, otherwise));
                        }
                    }
                    self.walk(then, path, labels, depth + 1)?;
                    self.walk(otherwise, path, labels, depth + 1)?;
                    // A merge may choose differently in every round, and outside all loops it
                    // is still no function of the parameters that a host could evaluate.
                    for merge in merges {
                        self.varies[merge.phi.0 as usize] = bits(path);
                    }
                }
                Stmt::For { label, var, from, to, step, carried, next, body, .. } => {
                    self.used(path, carried.iter().map(|c| c.init).chain([*from, *to]));
                    let counted = Counted { var: *var, from: *from, to: *to, step: *step };
                    self.enter(*label, Some(counted), carried, next, body, path, labels, depth)?;
                }
                Stmt::Loop { label, carried, results, body } => {
                    self.used(path, carried.iter().map(|c| c.init));
                    for result in results {
                        self.varies[result.0 as usize] = bits(path);
                    }
                    self.enter(*label, None, carried, &[], body, path, labels, depth)?;
                }
                Stmt::Block { label, results, body } => {
                    for result in results {
                        self.varies[result.0 as usize] = bits(path);
                    }
                    labels.push((*label, path.len()));
                    self.walk(body, path, labels, depth + 1)?;
                    labels.pop();
                }
                Stmt::Break { label, values } | Stmt::Continue { label, values } => {
                    self.used(path, values.iter().copied());
                    let inner = labels.iter().rev().find(|(l, _)| l == label).map(|(_, d)| *d);
                    // Every loop deeper than the label's construct is left.
                    for at in &path[inner.unwrap_or(0).min(path.len())..] {
                        self.loops[*at].leaves = true;
                    }
                }
                Stmt::Return { values } => {
                    self.used(path, values.iter().copied());
                    self.returned.push(values);
                    for at in path.iter() {
                        self.loops[*at].leaves = true;
                    }
                }
                Stmt::Trap { .. } => {}
            }
        }
        Some(())
    }

    #[allow(clippy::too_many_arguments)]
    fn enter(
        &mut self,
        label: Label,
        counted: Option<Counted>,
        carried: &'a [Carried],
        next: &'a [ValueId],
        body: &'a [Stmt],
        path: &mut Vec<usize>,
        labels: &mut Vec<(Label, usize)>,
        depth: usize,
    ) -> Option<()> {
        let index = self.loops.len();
        path.push(index);
        let bits = path.iter().fold(0, |bits, at| bits | 1u64 << at);
        if let Some(counted) = counted {
            self.varies[counted.var.0 as usize] = bits;
        }
        for carried in carried {
            self.varies[carried.phi.0 as usize] = bits;
        }
        let outermost = path.len() == 1;
        self.loops.push(LoopFacts {
            label,
            counted,
            carried,
            next,
            leaves: false,
            outermost,
            body,
        });
        self.used(path, next.iter().copied());
        labels.push((label, path.len()));
        self.walk(body, path, labels, depth + 1)?;
        labels.pop();
        path.pop();
        Some(())
    }

    fn used(&mut self, path: &[usize], values: impl IntoIterator<Item = ValueId>) {
        for value in values {
            self.uses[value.0 as usize] += 1;
            self.used_at.push((value, path.to_vec()));
        }
    }

    fn spread(&mut self) {
        for (at, value) in self.lifted.values.iter().enumerate() {
            let bits = operands(&value.kind).fold(0, |bits, v| bits | self.varies[v.0 as usize]);
            self.varies[at] |= bits;
        }
    }

    fn count_uses(&mut self) {
        // Only values that something live uses count; a parent's id is above its operands'.
        for at in (0..self.lifted.values.len()).rev() {
            if self.uses[at] > 0 {
                for operand in operands(&self.lifted.values[at].kind) {
                    self.uses[operand.0 as usize] += 1;
                }
            }
        }
    }

    fn find_inductions(&mut self) {
        for of in 0..self.loops.len() {
            let facts = &self.loops[of];
            if facts.counted.is_none() {
                continue;
            }
            for (carried, next) in facts.carried.iter().zip(facts.next) {
                let ValueKind::Binary(op, a, b) = self.lifted.value(*next).kind else { continue };
                let (step, negative) = match op {
                    Binary::Add if a == carried.phi => (b, false),
                    Binary::Add if b == carried.phi => (a, false),
                    Binary::Sub if a == carried.phi => (b, true),
                    _ => continue,
                };
                if self.varies[step.0 as usize] >> of & 1 == 0 {
                    let induction = Induction { of, init: carried.init, step, negative };
                    self.inductions.insert(carried.phi, induction);
                }
            }
        }
    }

    /// Whether `value` is the same in the whole call.
    pub(super) fn is_invariant(&self, atom: Atom) -> bool {
        let still = |v: ValueId| self.varies[v.0 as usize] == 0;
        match atom {
            Atom::Value(v) | Atom::Quotient(v, Divisor::Power(_)) => still(v),
            Atom::Quotient(a, Divisor::Value(b)) => still(a) && still(b),
        }
    }

    /// Statements and live values that use `value`.
    pub(super) fn uses(&self, value: ValueId) -> u32 {
        self.uses[value.0 as usize]
    }

    /// What the arms of an `if` leave in `phi`.
    pub(super) fn merge(&self, phi: ValueId) -> Option<(ValueId, ValueId)> {
        self.merges.get(&phi).copied()
    }

    /// Whether `value` is computed from `phi`.
    pub(super) fn depends(&self, value: ValueId, phi: ValueId) -> bool {
        let mut depends = vec![false; self.lifted.values.len()];
        depends[phi.0 as usize] = true;
        for (at, value) in self.lifted.values.iter().enumerate() {
            depends[at] |= operands(&value.kind).any(|v| depends[v.0 as usize]);
        }
        depends[value.0 as usize]
    }

    /// Uses of `phi` by live values and by statements inside loop `of`.
    pub(super) fn uses_inside(&self, phi: ValueId, of: usize) -> u32 {
        let outside =
            self.used_at.iter().filter(|(v, path)| *v == phi && !path.contains(&of)).count();
        self.uses(phi) - outside as u32
    }

    /// Whether anything outside loop `of` depends on `phi`.
    pub(super) fn is_used_outside(&self, phi: ValueId, of: usize) -> bool {
        let mut depends = vec![false; self.lifted.values.len()];
        depends[phi.0 as usize] = true;
        for (at, value) in self.lifted.values.iter().enumerate() {
            depends[at] |= operands(&value.kind).any(|v| depends[v.0 as usize]);
        }
        self.used_at.iter().any(|(value, path)| depends[value.0 as usize] && !path.contains(&of))
    }

    pub(super) fn induction(&self, phi: ValueId) -> Option<Induction> {
        self.inductions.get(&phi).copied()
    }

    pub(super) fn is_stored(&self, root: RootId) -> bool {
        self.accesses.iter().any(|a| a.store.is_some() && a.place.root == root)
    }

    /// Whether a host could evaluate `value` from the parameters, and from constants that lie at
    /// fixed places in memory that nobody stores to.
    pub(super) fn is_uniform(&self, value: ValueId) -> bool {
        let mut pending = vec![value];
        let mut seen = 0;
        while let Some(value) = pending.pop() {
            seen += 1;
            if seen > 200 {
                return false;
            }
            match &self.lifted.value(value).kind {
                ValueKind::Phi => return false,
                ValueKind::Load => {
                    let access = self.accesses.iter().find(|a| a.load == Some(value));
                    let Some(access) = access else { return false };
                    let root = access.place.root;
                    let private = matches!(self.lifted.root(root).kind, RootKind::Frame { .. });
                    if private || !access.place.terms.is_empty() || self.is_stored(root) {
                        return false;
                    }
                }
                kind => pending.extend(operands(kind)),
            }
        }
        true
    }
}

/// The operands of a pure value.
pub(super) fn operands(kind: &ValueKind) -> impl Iterator<Item = ValueId> + '_ {
    let (fixed, list): ([Option<ValueId>; 3], &[ValueId]) = match kind {
        ValueKind::Unary(_, a) => ([Some(*a), None, None], &[]),
        ValueKind::Binary(_, a, b) => ([Some(*a), Some(*b), None], &[]),
        ValueKind::Select { condition, yes, no } => {
            ([Some(*condition), Some(*yes), Some(*no)], &[])
        }
        ValueKind::Math(_, list) => ([None; 3], list),
        ValueKind::Param(_) | ValueKind::Const(_) | ValueKind::Load | ValueKind::Phi => {
            ([None; 3], &[])
        }
    };
    fixed.into_iter().flatten().chain(list.iter().copied())
}
