//! One pass over a lifted kernel: every load and store, every condition, where phis come from.
//!
//! Walks with a stack of its own: nesting is foreign.

use std::collections::HashMap;

use crate::source::Lifted;
use crate::source::lifted::{Binary, Place, RootId, Stmt, Unary, Value, ValueId, ValueKind};

/// A load or a store.
pub(super) struct Touch<'a> {
    pub place: &'a Place,
    /// The value read, or the value written.
    pub value: ValueId,
    pub store: bool,
}

/// Bounds of a counted loop.
#[derive(Clone, Copy)]
pub(super) struct Counted {
    pub from: ValueId,
    pub to: ValueId,
    pub step: i32,
}

/// What inference reads of a lifted kernel.
pub(super) struct Walk<'a> {
    pub lifted: &'a Lifted,
    pub touches: Vec<Touch<'a>>,
    pub conditions: Vec<ValueId>,
    pub loops: HashMap<u32, Counted>,
    /// What a phi may hold.
    pub sources: HashMap<ValueId, Vec<ValueId>>,
    /// How many statements repeat something.
    pub repeats: bool,
    /// Values that something other than a trap depends on.
    used: Vec<bool>,
}

impl<'a> Walk<'a> {
    pub fn new(lifted: &'a Lifted) -> Self {
        let mut walk = Self {
            lifted,
            touches: Vec::new(),
            conditions: Vec::new(),
            loops: HashMap::new(),
            sources: HashMap::new(),
            repeats: false,
            used: Vec::new(),
        };
        let mut carried: HashMap<u32, Vec<ValueId>> = HashMap::new();
        let mut results: HashMap<u32, Vec<ValueId>> = HashMap::new();
        let mut roots = Vec::new();
        let mut pending: Vec<&'a Stmt> = lifted.body.iter().rev().collect();
        while let Some(statement) = pending.pop() {
            match statement {
                Stmt::Load { value, place, .. } => {
                    walk.touches.push(Touch { place, value: *value, store: false });
                }
                Stmt::Store { place, value, .. } => {
                    walk.touches.push(Touch { place, value: *value, store: true });
                    roots.push(*value);
                }
                Stmt::If { condition, then, otherwise, merges } => {
                    walk.conditions.push(*condition);
                    let traps = |arm: &[Stmt]| matches!(arm, [Stmt::Trap { .. }]);
                    if !traps(then) && !traps(otherwise) {
                        roots.push(*condition);
                    }
                    for merge in merges {
                        let from = merge.then.into_iter().chain(merge.otherwise);
                        walk.sources.entry(merge.phi).or_default().extend(from);
                    }
                    pending.extend(otherwise.iter().rev().chain(then.iter().rev()));
                }
                Stmt::For { label, var, from, to, step, carried: own, next, body, .. } => {
                    walk.repeats = true;
                    walk.loops.insert(label.0, Counted { from: *from, to: *to, step: *step });
                    walk.sources.entry(*var).or_default().push(*from);
                    roots.extend([*from, *to]);
                    for (carried, next) in own.iter().zip(next) {
                        let from = walk.sources.entry(carried.phi).or_default();
                        from.extend([carried.init, *next]);
                    }
                    pending.extend(body.iter().rev());
                }
                Stmt::Loop { label, carried: own, results: after, body } => {
                    walk.repeats = true;
                    for carried in own {
                        walk.sources.entry(carried.phi).or_default().push(carried.init);
                    }
                    carried.insert(label.0, own.iter().map(|c| c.phi).collect());
                    results.insert(label.0, after.clone());
                    pending.extend(body.iter().rev());
                }
                Stmt::Block { label, results: after, body } => {
                    results.insert(label.0, after.clone());
                    pending.extend(body.iter().rev());
                }
                Stmt::Break { label, values } | Stmt::Continue { label, values } => {
                    let to = match statement {
                        Stmt::Break { .. } => results.get(&label.0),
                        _ => carried.get(&label.0),
                    };
                    for (phi, value) in to.into_iter().flatten().zip(values) {
                        walk.sources.entry(*phi).or_default().push(*value);
                    }
                }
                Stmt::Return { values } => roots.extend(values),
                Stmt::Trap { .. } => {}
            }
        }
        for touch in &walk.touches {
            roots.extend(touch.place.terms.iter().map(|(value, _)| *value));
        }
        walk.used = walk.reachable(roots);
        walk
    }

    pub fn value(&self, id: ValueId) -> &'a Value {
        self.lifted.value(id)
    }

    /// The touches of one root.
    pub fn of_root(&self, root: RootId) -> impl Iterator<Item = &Touch<'a>> {
        self.touches.iter().filter(move |touch| touch.place.root == root)
    }

    /// Whether anything but a trap depends on wasm parameter `index`.
    pub fn is_used(&self, index: u32) -> bool {
        let params = self.lifted.values.iter().zip(&self.used);
        params.into_iter().any(|(v, used)| *used && v.kind == ValueKind::Param(index))
    }

    /// What `id` is made from, directly.
    pub fn operands(&self, id: ValueId) -> Vec<ValueId> {
        match &self.value(id).kind {
            ValueKind::Unary(_, a) => vec![*a],
            ValueKind::Binary(_, a, b) => vec![*a, *b],
            ValueKind::Select { condition, yes, no } => vec![*condition, *yes, *no],
            ValueKind::Math(_, arguments) => arguments.clone(),
            ValueKind::Phi => self.sources.get(&id).cloned().unwrap_or_default(),
            ValueKind::Param(_) | ValueKind::Const(_) | ValueKind::Load => Vec::new(),
        }
    }

    /// All values that `from` are made from, by index.
    pub fn reachable(&self, from: impl IntoIterator<Item = ValueId>) -> Vec<bool> {
        let mut seen = vec![false; self.lifted.values.len()];
        let mut pending: Vec<ValueId> = from.into_iter().collect();
        while let Some(id) = pending.pop() {
            if !std::mem::replace(&mut seen[id.0 as usize], true) {
                pending.extend(self.operands(id));
            }
        }
        seen
    }

    /// How often the values marked in `which` are operands of operators that read them as signed,
    /// and as unsigned, integers.
    pub fn signs(&self, which: impl Fn(ValueId) -> bool) -> (usize, usize) {
        use Binary as B;
        let (mut signed, mut unsigned) = (0, 0);
        for value in &self.lifted.values {
            match value.kind {
                ValueKind::Binary(op, a, b) if which(a) || which(b) => match op {
                    B::DivS | B::RemS | B::LtS | B::GtS | B::LeS | B::GeS => signed += 1,
                    B::DivU | B::RemU | B::LtU | B::GtU | B::LeU | B::GeU => unsigned += 1,
                    B::ShrS if which(a) => signed += 1,
                    B::ShrU if which(a) => unsigned += 1,
                    _ => {}
                },
                ValueKind::Unary(Unary::ConvertS | Unary::ExtendS, a) if which(a) => signed += 1,
                ValueKind::Unary(Unary::ConvertU | Unary::ExtendU, a) if which(a) => unsigned += 1,
                _ => {}
            }
        }
        (signed, unsigned)
    }
}
