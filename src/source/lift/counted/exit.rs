//! What stands on the way out of a counted loop, in terms of what is known after it.

use std::collections::HashMap;

use super::Counter;
use crate::source::lift::graph::{Func, operands, values_mut, walk};
use crate::source::lift::scope::Scopes;
use crate::source::lifted::{Carried, Label, Stmt, ValueId, ValueKind as K};

/// Rewrites the exit's values.
pub(super) struct Exit<'a> {
    label: Label,
    counter: &'a Counter,
    at_top: bool,
    /// Carried values beside the counter, and theirs of the next round.
    carried: &'a [Carried],
    next: &'a [ValueId],
    /// The counter after the last round.
    pub final_counter: Option<ValueId>,
    /// A carried copy of the counter, where its last value is not known otherwise.
    pub counter_copy: Option<ValueId>,
    /// Values of the last round that the exit needs: phi, initial value, value.
    pub kept: Vec<(ValueId, ValueId, ValueId)>,
    memo: HashMap<ValueId, ValueId>,
}

impl<'a> Exit<'a> {
    pub fn new(
        label: Label,
        counter: &'a Counter,
        at_top: bool,
        carried: &'a [Carried],
        next: &'a [ValueId],
    ) -> Self {
        Self {
            label,
            counter,
            at_top,
            carried,
            next,
            final_counter: None,
            counter_copy: None,
            kept: Vec::new(),
            memo: HashMap::new(),
        }
    }

    /// The exit arm with every value rewritten.
    pub fn rewrite(
        &mut self,
        f: &mut Func,
        scopes: &Scopes,
        mut arm: Vec<Stmt>,
        step: ValueId,
    ) -> Vec<Stmt> {
        let mut bound = Vec::new();
        let mut used = Vec::new();
        walk(&arm, &mut |stmt| {
            crate::source::lift::graph::binds(stmt, |value| bound.push(value));
            crate::source::lift::graph::uses(stmt, |value| used.push(value));
        });
        for value in bound {
            self.memo.insert(value, value);
        }
        for value in used {
            self.value(f, scopes, value, step);
        }
        let memo = &self.memo;
        values_mut(&mut arm, &|value| {
            if let Some(new) = memo.get(value) {
                *value = *new;
            }
        });
        arm
    }

    fn value(&mut self, f: &mut Func, scopes: &Scopes, value: ValueId, step: ValueId) {
        let mut stack = vec![value];
        while let Some(&top) = stack.last() {
            if self.memo.contains_key(&top) {
                stack.pop();
                continue;
            }
            if let Some(new) = self.leaf(f, scopes, top, step) {
                self.memo.insert(top, new);
                stack.pop();
                continue;
            }
            let mut missing = Vec::new();
            operands(f.kind(top), |operand| {
                if !self.memo.contains_key(&operand) {
                    missing.push(operand);
                }
            });
            if missing.is_empty() {
                let new = self.rebuilt(f, top);
                self.memo.insert(top, new);
                stack.pop();
            } else {
                stack.extend(missing);
            }
        }
    }

    /// What a value is after the loop, unless it is made of other values that change.
    fn leaf(
        &mut self,
        f: &mut Func,
        scopes: &Scopes,
        value: ValueId,
        step: ValueId,
    ) -> Option<ValueId> {
        if scopes.knows(value) && scopes.invariant(value, self.label) {
            return Some(value);
        }
        if !self.at_top
            && let Some(at) = self.next.iter().position(|next| *next == value)
        {
            return Some(self.carried[at].phi);
        }
        if value == self.counter.phi {
            let after = match self.final_counter {
                Some(last) => last,
                None => match self.counter_copy {
                    Some(copy) => copy,
                    None => {
                        let copy = f.phi(f.ty(value));
                        self.counter_copy = Some(copy);
                        copy
                    }
                },
            };
            return Some(if self.at_top { after } else { f.sub(after, step) });
        }
        if self.at_top && self.carried.iter().any(|carried| carried.phi == value) {
            return Some(value);
        }
        if !matches!(f.kind(value), K::Load | K::Phi) {
            return None;
        }
        // Something of the last round: carried out under a name of its own.
        let ty = f.ty(value);
        let (phi, init) = (f.phi(ty), f.constant(ty, 0));
        self.kept.push((phi, init, value));
        Some(phi)
    }

    fn rebuilt(&self, f: &mut Func, value: ValueId) -> ValueId {
        let of = |operand: &ValueId| self.memo.get(operand).copied().unwrap_or(*operand);
        let ty = f.ty(value);
        match f.kind(value).clone() {
            K::Unary(op, a) => f.unary(op, ty, of(&a)),
            K::Binary(op, a, b) => f.binary(op, of(&a), of(&b)),
            K::Select { condition, yes, no } => f.select(of(&condition), of(&yes), of(&no)),
            K::Math(function, arguments) => {
                f.math(ty, function, arguments.iter().map(of).collect())
            }
            K::Param(_) | K::Const(_) | K::Load | K::Phi => value,
        }
    }
}
