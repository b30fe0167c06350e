//! Control flow made plain: blocks that are only ifs become ifs, arms that only trap go.
//!
//! What follows an `If` with one arm that leaves is moved into the other arm; then a `Break` in
//! tail position is falling through, and its block dissolves. Code is never duplicated.

use std::collections::{HashMap, VecDeque};

use super::breaks::{common_jump, only_traps, with_values};
use super::graph::{Func, is_terminal, size, stmt_is_terminal, walk};
use super::rebuild::{Substitution, resolve};
use crate::source::lifted::{Binary, Merge, Stmt, Unary, ValueId, ValueKind};

/// Continuations are moved into arms only up to this depth, for those who read the tree.
const MAX_DEPTH: usize = 40;

/// Tidies `f`; the substitution is still to be applied.
pub(super) fn tidy(f: &mut Func) -> Substitution {
    let body = std::mem::take(&mut f.body);
    let fuel = size(&body) * 30 + 10_000;
    let mut tidy = Tidy { f, substitution: HashMap::new(), known: HashMap::new(), fuel };
    let body = tidy.list(body.into(), 0);
    let Tidy { substitution, .. } = tidy;
    f.body = body;
    substitution
}

pub(super) struct Tidy<'a> {
    pub(super) f: &'a mut Func,
    pub(super) substitution: Substitution,
    /// Conditions that are known to hold (or not) here.
    pub(super) known: HashMap<ValueId, bool>,
    /// Statements that may still be looked at; without fuel the tree stays as it is.
    pub(super) fuel: usize,
}

impl Tidy<'_> {
    pub(super) fn list(&mut self, stmts: VecDeque<Stmt>, depth: usize) -> Vec<Stmt> {
        let mut rest = stmts;
        let mut out = Vec::new();
        while let Some(stmt) = rest.pop_front() {
            if self.fuel == 0 {
                out.push(stmt);
                continue;
            }
            self.fuel -= 1;
            match stmt {
                Stmt::If { condition, then, otherwise, merges } => {
                    self.arms(condition, then, otherwise, merges, &mut rest, &mut out, depth);
                }
                Stmt::Block { label, results, body } => {
                    self.block(label, results, body, &mut rest, &mut out, depth);
                }
                Stmt::Loop { label, carried, results, body } => {
                    let body = self.forgetting(|tidy| tidy.list(body.into(), depth + 1));
                    let mut again = false;
                    walk(&body, &mut |stmt| {
                        again |= matches!(stmt, Stmt::Continue { label: l, .. } if *l == label);
                    });
                    if again {
                        out.push(Stmt::Loop { label, carried, results, body });
                    } else {
                        for carried in carried {
                            self.substitution.insert(carried.phi, carried.init);
                        }
                        rest.push_front(Stmt::Block { label, results, body });
                    }
                }
                Stmt::For { label, var, from, to, step, signed, carried, next, body } => {
                    let body = self.forgetting(|tidy| tidy.list(body.into(), depth + 1));
                    out.push(Stmt::For { label, var, from, to, step, signed, carried, next, body });
                }
                plain => out.push(plain),
            }
            if out.last().is_some_and(stmt_is_terminal) {
                rest.clear();
            }
        }
        out
    }

    /// Runs with what is known here, and forgets what was learnt.
    pub(super) fn forgetting<T>(&mut self, run: impl FnOnce(&mut Self) -> T) -> T {
        let known = self.known.clone();
        let result = run(self);
        self.known = known;
        result
    }

    fn learn(&mut self, condition: ValueId, holds: bool) {
        let condition = resolve(&self.substitution, condition);
        self.known.insert(condition, holds);
        let inverse = self.f.not(condition);
        self.known.insert(inverse, !holds);
        if let ValueKind::Binary(op @ (Binary::And | Binary::Or), a, b) = *self.f.kind(condition) {
            let both_are_bools =
                super::bits::is_bool(self.f, a, 6) && super::bits::is_bool(self.f, b, 6);
            if both_are_bools && (op == Binary::And) == holds {
                self.learn(a, holds);
                self.learn(b, holds);
            }
        }
    }

    fn outcome(&self, condition: ValueId) -> Option<bool> {
        let condition = resolve(&self.substitution, condition);
        match self.f.bits(condition) {
            Some(bits) => Some(bits as u32 != 0),
            None => self.known.get(&condition).copied(),
        }
    }

    #[allow(clippy::too_many_arguments)]
    fn arms(
        &mut self,
        condition: ValueId,
        mut then: Vec<Stmt>,
        mut otherwise: Vec<Stmt>,
        mut merges: Vec<Merge>,
        rest: &mut VecDeque<Stmt>,
        out: &mut Vec<Stmt>,
        depth: usize,
    ) {
        let mut condition = resolve(&self.substitution, condition);
        condition = super::fold::condition(self.f, condition);
        if let ValueKind::Unary(Unary::Eqz, inner) = *self.f.kind(condition)
            && self.f.ty(inner) == crate::source::lifted::Ty::I32
        {
            condition = inner;
            std::mem::swap(&mut then, &mut otherwise);
            merges.iter_mut().for_each(|m| std::mem::swap(&mut m.then, &mut m.otherwise));
        }
        let decided = self.outcome(condition).or_else(|| {
            // No case reaches a trap: the other arm is what happens.
            if only_traps(&then) && !only_traps(&otherwise) {
                Some(false)
            } else if only_traps(&otherwise) && !only_traps(&then) {
                Some(true)
            } else {
                None
            }
        });
        if let Some(outcome) = decided {
            let arm = if outcome { then } else { otherwise };
            for merge in merges {
                let value = if outcome { merge.then } else { merge.otherwise };
                if let Some(value) = value {
                    self.substitution.insert(merge.phi, value);
                }
            }
            arm.into_iter().rev().for_each(|stmt| rest.push_front(stmt));
            return;
        }
        let (then_leaves, otherwise_leaves) = (is_terminal(&then), is_terminal(&otherwise));
        if then_leaves != otherwise_leaves && !rest.is_empty() && depth < MAX_DEPTH {
            for merge in merges.drain(..) {
                let value = if then_leaves { merge.otherwise } else { merge.then };
                if let Some(value) = value {
                    self.substitution.insert(merge.phi, value);
                }
            }
            let arm = if then_leaves { &mut otherwise } else { &mut then };
            arm.extend(rest.drain(..));
        }
        let then = self.forgetting(|tidy| {
            tidy.learn(condition, true);
            tidy.list(then.into(), depth + 1)
        });
        let otherwise = self.forgetting(|tidy| {
            tidy.learn(condition, false);
            tidy.list(otherwise.into(), depth + 1)
        });
        self.join(condition, then, otherwise, merges, rest, out);
    }

    /// Puts an `If` with tidy arms into the list, or what it amounts to.
    fn join(
        &mut self,
        mut condition: ValueId,
        mut then: Vec<Stmt>,
        mut otherwise: Vec<Stmt>,
        mut merges: Vec<Merge>,
        rest: &mut VecDeque<Stmt>,
        out: &mut Vec<Stmt>,
    ) {
        if only_traps(&then) != only_traps(&otherwise) {
            // The arm only now turned out to trap.
            rest.push_front(Stmt::If { condition, then, otherwise, merges });
            return;
        }
        // Both arms end in the same jump: it moves behind them.
        if let Some((jump, then_values, otherwise_values)) = common_jump(&then, &otherwise) {
            then.pop();
            otherwise.pop();
            let mut values = Vec::new();
            for (a, b) in then_values.into_iter().zip(otherwise_values) {
                if a == b {
                    values.push(a);
                    continue;
                }
                let phi = self.f.phi(self.f.ty(a));
                merges.push(Merge { phi, then: Some(a), otherwise: Some(b) });
                values.push(phi);
            }
            rest.clear();
            rest.push_front(with_values(jump, values));
        }
        if then.is_empty() && otherwise.is_empty() {
            for merge in merges {
                if let (Some(a), Some(b)) = (merge.then, merge.otherwise) {
                    let (a, b) = (resolve(&self.substitution, a), resolve(&self.substitution, b));
                    let value = self.f.select(condition, a, b);
                    self.substitution.insert(merge.phi, value);
                }
            }
            return;
        }
        if then.is_empty() {
            condition = self.f.not(condition);
            std::mem::swap(&mut then, &mut otherwise);
            merges.iter_mut().for_each(|m| std::mem::swap(&mut m.then, &mut m.otherwise));
        }
        out.push(Stmt::If { condition, then, otherwise, merges });
    }
}

/// A trap at the end of a counted round only says that no case gets there.
pub(super) fn drop_dead_end(stmts: &mut Vec<Stmt>) {
    if let Some(Stmt::Trap { .. }) = stmts.last() {
        stmts.pop();
    }
}
