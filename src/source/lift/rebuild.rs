//! A kernel made anew: substitutions applied, values folded and shared again, the dead dropped.

use std::collections::{HashMap, HashSet};

use super::graph::{Func, operands, walk};
use super::phis::{self, Incoming};
use crate::source::lifted::{Carried, Label, Merge, Place, Stmt, ValueId, ValueKind};

/// What replaces what.
pub(super) type Substitution = HashMap<ValueId, ValueId>;

/// The end of a chain of substitutions.
pub(super) fn resolve(substitution: &Substitution, mut value: ValueId) -> ValueId {
    let mut steps = 0;
    while let Some(next) = substitution.get(&value)
        && steps < 10_000
    {
        value = *next;
        steps += 1;
    }
    value
}

/// Rebuilds `f`.
pub(super) fn rebuild(f: &mut Func, substitution: &Substitution) {
    let old = std::mem::take(f);
    let live = Live::of(&old, substitution);
    let mut rewriter = Rewriter {
        map: vec![None; old.values.len()],
        open: HashSet::new(),
        new: old.successor(),
        carried: HashMap::new(),
        results: HashMap::new(),
        old: &old,
        live: &live,
        substitution,
    };
    let body = rewriter.stmts(&old.body);
    *f = rewriter.new;
    f.body = body;
}

/// Values that reach a store, a condition or a return.
struct Live {
    values: Vec<bool>,
}

impl Live {
    fn of(f: &Func, substitution: &Substitution) -> Self {
        let incoming: Incoming = phis::incoming(&f.body);
        let mut loads: HashMap<ValueId, &Place> = HashMap::new();
        let mut todo = Vec::new();
        walk(&f.body, &mut |stmt| match stmt {
            Stmt::Load { value, place, .. } => {
                loads.insert(*value, place);
            }
            Stmt::Store { place, value, .. } => {
                todo.extend(place.terms.iter().map(|term| term.0));
                todo.push(*value);
            }
            Stmt::If { condition, .. } => todo.push(*condition),
            Stmt::For { from, to, .. } => todo.extend([*from, *to]),
            Stmt::Return { values } => todo.extend(values),
            _ => {}
        });
        let mut values = vec![false; f.values.len()];
        while let Some(value) = todo.pop() {
            let value = resolve(substitution, value);
            if std::mem::replace(&mut values[value.0 as usize], true) {
                continue;
            }
            operands(f.kind(value), |operand| todo.push(operand));
            if let Some(place) = loads.get(&value) {
                todo.extend(place.terms.iter().map(|term| term.0));
            }
            if let Some(incoming) = incoming.get(&value) {
                todo.extend(incoming);
            }
        }
        Self { values }
    }

    fn is(&self, value: ValueId) -> bool {
        self.values[value.0 as usize]
    }
}

struct Rewriter<'a> {
    old: &'a Func,
    live: &'a Live,
    substitution: &'a Substitution,
    new: Func,
    map: Vec<Option<ValueId>>,
    /// Values on the way down: a substitution may have closed a circle.
    open: HashSet<ValueId>,
    /// Which carried values of a loop survive.
    carried: HashMap<Label, Vec<bool>>,
    results: HashMap<Label, Vec<bool>>,
}

impl Rewriter<'_> {
    /// A phi or load survives when it is used and not replaced.
    fn keeps(&self, value: ValueId) -> bool {
        self.live.is(value) && !self.substitution.contains_key(&value)
    }

    fn value(&mut self, value: ValueId) -> ValueId {
        let value = resolve(self.substitution, value);
        if let Some(new) = self.map[value.0 as usize] {
            return new;
        }
        let mut stack = vec![value];
        while let Some(&top) = stack.last() {
            if self.map[top.0 as usize].is_some() {
                stack.pop();
                continue;
            }
            let mut missing = Vec::new();
            operands(self.old.kind(top), |operand| {
                let operand = resolve(self.substitution, operand);
                if self.map[operand.0 as usize].is_none() {
                    missing.push(operand);
                }
            });
            if missing.is_empty() || !self.open.insert(top) {
                let new = self.make(top);
                self.map[top.0 as usize] = Some(new);
                self.open.remove(&top);
                stack.pop();
            } else {
                stack.extend(missing);
            }
        }
        self.map[value.0 as usize].unwrap_or(value)
    }

    fn mapped(&mut self, operand: ValueId) -> ValueId {
        let operand = resolve(self.substitution, operand);
        match self.map[operand.0 as usize] {
            Some(new) => new,
            // Only a circle gets here.
            None => self.new.phi(self.old.ty(operand)),
        }
    }

    fn make(&mut self, value: ValueId) -> ValueId {
        let old = self.old.value(value);
        self.new.line = old.line;
        match &old.kind {
            ValueKind::Param(_) | ValueKind::Const(_) => self.new.intern(old.ty, old.kind.clone()),
            ValueKind::Unary(op, a) => {
                let a = self.mapped(*a);
                self.new.unary(*op, old.ty, a)
            }
            ValueKind::Binary(op, a, b) => {
                let (a, b) = (self.mapped(*a), self.mapped(*b));
                self.new.binary(*op, a, b)
            }
            ValueKind::Select { condition, yes, no } => {
                let condition = self.mapped(*condition);
                let (yes, no) = (self.mapped(*yes), self.mapped(*no));
                self.new.select(condition, yes, no)
            }
            ValueKind::Math(function, arguments) => {
                let arguments = arguments.iter().map(|a| self.mapped(*a)).collect();
                self.new.math(old.ty, *function, arguments)
            }
            ValueKind::Load | ValueKind::Phi => {
                let new = self.new.fresh(old.ty, old.kind.clone());
                if let Some(bits) = self.old.load_bits.get(&value) {
                    self.new.load_bits.insert(new, *bits);
                }
                if let Some(zeros) = self.old.trailing.get(&value) {
                    self.new.trailing.insert(new, *zeros);
                }
                new
            }
        }
    }

    fn place(&mut self, place: &Place) -> Place {
        let terms =
            place.terms.iter().map(|(value, factor)| (self.value(*value), *factor)).collect();
        Place { terms, ..place.clone() }
    }

    fn kept(&mut self, values: &[ValueId], mask: Option<Vec<bool>>) -> Vec<ValueId> {
        let mask = mask.unwrap_or_else(|| vec![true; values.len()]);
        let kept = values.iter().zip(mask).filter(|(_, keep)| *keep);
        kept.map(|(value, _)| self.value(*value)).collect()
    }

    fn stmts(&mut self, stmts: &[Stmt]) -> Vec<Stmt> {
        stmts.iter().filter_map(|stmt| self.stmt(stmt)).collect()
    }

    fn stmt(&mut self, stmt: &Stmt) -> Option<Stmt> {
        Some(match stmt {
            Stmt::Load { value, place, line } => {
                if !self.keeps(*value) {
                    return None;
                }
                let place = self.place(place);
                Stmt::Load { value: self.value(*value), place, line: *line }
            }
            Stmt::Store { place, value, line } => {
                let place = self.place(place);
                Stmt::Store { place, value: self.value(*value), line: *line }
            }
            Stmt::If { condition, then, otherwise, merges } => {
                let condition = self.value(*condition);
                let (then, otherwise) = (self.stmts(then), self.stmts(otherwise));
                let merges = merges
                    .iter()
                    .filter(|merge| self.keeps(merge.phi))
                    .cloned()
                    .collect::<Vec<_>>();
                let merges = merges
                    .into_iter()
                    .map(|merge| Merge {
                        phi: self.value(merge.phi),
                        then: merge.then.map(|value| self.value(value)),
                        otherwise: merge.otherwise.map(|value| self.value(value)),
                    })
                    .collect();
                let condition = super::fold::condition(&self.new, condition);
                Stmt::If { condition, then, otherwise, merges }
            }
            Stmt::For { label, var, from, to, step, signed, carried, next, body } => {
                let (from, to) = (self.value(*from), self.value(*to));
                let mask: Vec<_> = carried.iter().map(|c| self.keeps(c.phi)).collect();
                let carried = self.carried(carried, &mask);
                let var = self.value(*var);
                let body = self.stmts(body);
                let next = self.kept(next, Some(mask));
                let (label, step, signed) = (*label, *step, *signed);
                Stmt::For { label, var, from, to, step, signed, carried, next, body }
            }
            Stmt::Loop { label, carried, results, body } => {
                let mask: Vec<_> = carried.iter().map(|c| self.keeps(c.phi)).collect();
                let carried = self.carried(carried, &mask);
                self.carried.insert(*label, mask);
                let results = self.results(*label, results);
                Stmt::Loop { label: *label, carried, results, body: self.stmts(body) }
            }
            Stmt::Block { label, results, body } => {
                let results = self.results(*label, results);
                Stmt::Block { label: *label, results, body: self.stmts(body) }
            }
            Stmt::Break { label, values } => {
                let mask = self.results.get(label).cloned();
                Stmt::Break { label: *label, values: self.kept(values, mask) }
            }
            Stmt::Continue { label, values } => {
                let mask = self.carried.get(label).cloned();
                Stmt::Continue { label: *label, values: self.kept(values, mask) }
            }
            Stmt::Return { values } => Stmt::Return { values: self.kept(values, None) },
            Stmt::Trap { line } => Stmt::Trap { line: *line },
        })
    }

    fn carried(&mut self, carried: &[Carried], mask: &[bool]) -> Vec<Carried> {
        let kept = carried.iter().zip(mask).filter(|(_, keep)| **keep);
        kept.map(|(c, _)| Carried { phi: self.value(c.phi), init: self.value(c.init) }).collect()
    }

    fn results(&mut self, label: Label, results: &[ValueId]) -> Vec<ValueId> {
        let mask: Vec<_> = results.iter().map(|phi| self.keeps(*phi)).collect();
        self.results.insert(label, mask.clone());
        self.kept(results, Some(mask))
    }
}
