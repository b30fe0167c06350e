//! The two shapes of loop that can be counted.

use crate::source::lift::graph::{Func, bodies, walk};
use crate::source::lift::linear::Linear;
use crate::source::lift::relation;
use crate::source::lifted::{
    Binary as B, Label, Merge, Stmt, Ty, Unary as U, ValueId, ValueKind as K,
};

/// A loop with one test and one exit.
pub(super) struct Shape {
    /// The test stands before everything else, so the body is what follows it.
    pub at_top: bool,
    condition: ValueId,
    /// The loop goes on when the condition holds.
    stays: bool,
    /// Everything that a round does, with its `Continue`s.
    body: Vec<Stmt>,
    exit: Vec<Stmt>,
    /// Values of every `Continue`.
    rounds: Vec<Vec<ValueId>>,
}

/// `left relation right` keeps the loop going.
pub(super) struct Test {
    pub relation: B,
    pub left: Linear,
    pub right: Linear,
}

/// Recognises a loop.
pub(super) fn of(label: Label, body: &[Stmt]) -> Option<Shape> {
    let (last, before) = body.split_last()?;
    let Stmt::If { condition, then, otherwise, merges } = last else { return None };
    if !merges.is_empty() {
        return None;
    }
    let (stay, exit, stays) = match (continues(then, label), continues(otherwise, label)) {
        (true, false) => (then, otherwise, true),
        (false, true) => (otherwise, then, false),
        _ => return None,
    };
    let at_top = before.is_empty();
    if !at_top && !matches!(stay[..], [Stmt::Continue { .. }]) {
        return None;
    }
    if leaves(before, label) || (at_top && leaves(stay, label)) || !only_tail(stay, label) {
        return None;
    }
    let mut rounds = Vec::new();
    walk(stay, &mut |stmt| {
        if let Stmt::Continue { label: l, values } = stmt
            && *l == label
        {
            rounds.push(values.clone());
        }
    });
    let mut body = before.to_vec();
    body.extend(stay.iter().cloned());
    Some(Shape { at_top, condition: *condition, stays, body, exit: exit.clone(), rounds })
}

fn continues(stmts: &[Stmt], label: Label) -> bool {
    let mut found = false;
    walk(stmts, &mut |stmt| {
        found |= matches!(stmt, Stmt::Continue { label: l, .. } if *l == label);
    });
    found
}

/// Whether something in `stmts` jumps out of them, other than by continuing the loop.
fn leaves(stmts: &[Stmt], label: Label) -> bool {
    let mut own = vec![];
    walk(stmts, &mut |stmt| {
        if let Stmt::Block { label, .. } | Stmt::Loop { label, .. } = stmt {
            own.push(*label);
        }
    });
    let mut leaves = false;
    walk(stmts, &mut |stmt| match stmt {
        Stmt::Return { .. } => leaves = true,
        Stmt::Break { label: l, .. } => leaves |= !own.contains(l),
        Stmt::Continue { label: l, .. } => leaves |= *l != label && !own.contains(l),
        _ => {}
    });
    leaves
}

/// Whether every `Continue` stands in tail position, and nothing else ends the list.
fn only_tail(stmts: &[Stmt], label: Label) -> bool {
    let Some((last, before)) = stmts.split_last() else { return false };
    if continues(before, label) {
        return false;
    }
    match last {
        Stmt::Continue { label: l, .. } => *l == label,
        Stmt::If { then, otherwise, merges, .. } => {
            let arm = |arm: &[Stmt]| {
                only_tail(arm, label) || matches!(arm.last(), Some(Stmt::Trap { .. }))
            };
            merges.is_empty() && arm(then) && arm(otherwise)
        }
        other => {
            debug_assert!(bodies(other).len() <= 2);
            false
        }
    }
}

impl Shape {
    /// The values that carried value `at` takes on.
    pub fn next(&self, at: usize) -> Vec<ValueId> {
        self.rounds.iter().filter_map(|values| values.get(at).copied()).collect()
    }

    /// The test as a comparison.
    pub fn test(&self, f: &mut Func) -> Option<Test> {
        let (mut condition, mut holds) = (self.condition, self.stays);
        while let K::Unary(U::Eqz, inner) = *f.kind(condition)
            && f.ty(inner) == Ty::I32
        {
            (condition, holds) = (inner, !holds);
        }
        match *f.kind(condition) {
            K::Binary(op, a, b)
                if crate::source::lift::graph::is_comparison(op) && f.ty(a) == Ty::I32 =>
            {
                let relation = if holds { op } else { relation::inverse(op, Ty::I32)? };
                Some(Test { relation, left: Linear::of(f, a), right: Linear::of(f, b) })
            }
            _ => {
                let relation = if holds { B::Ne } else { B::Eq };
                Some(Test { relation, left: Linear::of(f, condition), right: Linear::default() })
            }
        }
    }

    /// The round without its `Continue`s, the carried values after it (those of the counter at
    /// `skip` left out), and what happens on leaving.
    pub fn into_parts(
        self,
        f: &mut Func,
        label: Label,
        skip: usize,
    ) -> (Vec<Stmt>, Vec<ValueId>, Vec<Stmt>) {
        let mut body = self.body;
        let mut next = fall_through(f, &mut body, label).unwrap_or_default();
        if skip < next.len() {
            next.remove(skip);
        }
        (body, next, self.exit)
    }
}

fn fall_through(f: &mut Func, stmts: &mut Vec<Stmt>, target: Label) -> Option<Vec<ValueId>> {
    if let Some(Stmt::If { then, otherwise, merges, .. }) = stmts.last_mut() {
        let a = fall_through(f, then, target);
        let b = fall_through(f, otherwise, target);
        let count = a.as_ref().or(b.as_ref())?.len();
        let mut values = Vec::new();
        for at in 0..count {
            let (then, otherwise) = (a.as_ref().map(|a| a[at]), b.as_ref().map(|b| b[at]));
            let like = then.or(otherwise)?;
            let phi = f.phi(f.ty(like));
            merges.push(Merge { phi, then, otherwise });
            values.push(phi);
        }
        return Some(values);
    }
    match stmts.pop() {
        Some(Stmt::Continue { label, values }) if label == target => Some(values),
        other => {
            stmts.extend(other);
            None
        }
    }
}
