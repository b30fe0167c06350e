//! Control flow made plain: blocks that are only ifs become ifs, arms that only trap go.
//!
//! What follows an `If` with one arm that leaves is moved into the other arm; then a `Break` in
//! tail position is falling through, and its block dissolves. Code is never duplicated.

use std::collections::{HashMap, VecDeque};

use super::graph::{
    Func, bodies, bodies_mut, breaks_to, is_terminal, operands, size, stmt_is_terminal, walk,
};
use super::rebuild::{Substitution, resolve};
use crate::source::lifted::{Binary, Label, Merge, Stmt, Unary, ValueId, ValueKind};

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

struct Tidy<'a> {
    f: &'a mut Func,
    substitution: Substitution,
    /// Conditions that are known to hold (or not) here.
    known: HashMap<ValueId, bool>,
    /// Statements that may still be looked at; without fuel the tree stays as it is.
    fuel: usize,
}

impl Tidy<'_> {
    fn list(&mut self, stmts: VecDeque<Stmt>, depth: usize) -> Vec<Stmt> {
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
    fn forgetting<T>(&mut self, run: impl FnOnce(&mut Self) -> T) -> T {
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
                super::fold::is_bool(self.f, a, 6) && super::fold::is_bool(self.f, b, 6);
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

    fn block(
        &mut self,
        label: Label,
        results: Vec<ValueId>,
        body: Vec<Stmt>,
        rest: &mut VecDeque<Stmt>,
        out: &mut Vec<Stmt>,
        depth: usize,
    ) {
        // A block costs no depth when it dissolves.
        let mut body = self.forgetting(|tidy| tidy.list(body.into(), depth));
        let breaks = count_breaks(&body, label);
        if breaks == 0 {
            rest.clear();
            out.extend(body);
            return;
        }
        if only_traps(rest.make_contiguous()) {
            replace_breaks(&mut body, label, &mut |_| Stmt::Trap { line: 0 });
            rest.clear();
            body.into_iter().rev().for_each(|stmt| rest.push_front(stmt));
            return;
        }
        self.leave_loops_first(&mut body, label);
        if count_tail_breaks(&body, label) == count_breaks(&body, label) {
            if let Some(values) = self.fall_through(&mut body, label) {
                for (phi, value) in results.into_iter().zip(values) {
                    self.substitution.insert(phi, value);
                }
            }
            body.into_iter().rev().for_each(|stmt| rest.push_front(stmt));
            return;
        }
        if breaks == 1 && is_terminal(rest.make_contiguous()) && break_outside_loops(&body, label) {
            let mut continuation: Vec<Stmt> = rest.drain(..).collect();
            let values = put_at_break(&mut body, label, &mut continuation);
            for (phi, value) in results.into_iter().zip(values) {
                self.substitution.insert(phi, value);
            }
            body.into_iter().rev().for_each(|stmt| rest.push_front(stmt));
            return;
        }
        if rest.len() == 1
            && let Some(values) = jump_values(&rest[0])
            && values.iter().all(|v| results.contains(v) || !self.depends(*v, &results))
        {
            let jump = rest.pop_front().unwrap_or(Stmt::Trap { line: 0 });
            replace_breaks(&mut body, label, &mut |given| {
                let values = values
                    .iter()
                    .map(|v| results.iter().position(|r| r == v).map_or(*v, |at| given[at]))
                    .collect();
                with_values(jump.clone(), values)
            });
            body.into_iter().rev().for_each(|stmt| rest.push_front(stmt));
            return;
        }
        out.push(Stmt::Block { label, results, body });
    }

    /// Whether `value` is made of one of `phis`.
    fn depends(&self, value: ValueId, phis: &[ValueId]) -> bool {
        let mut todo = vec![value];
        let mut looked = 0;
        while let Some(value) = todo.pop() {
            looked += 1;
            if phis.contains(&value) || looked > 1000 {
                return true;
            }
            operands(self.f.kind(value), |operand| todo.push(operand));
        }
        false
    }

    /// A loop in tail position is left by a break of its own, which then stands behind it.
    fn leave_loops_first(&mut self, stmts: &mut Vec<Stmt>, target: Label) {
        match stmts.last_mut() {
            Some(Stmt::If { then, otherwise, .. }) => {
                self.leave_loops_first(then, target);
                self.leave_loops_first(otherwise, target);
            }
            Some(Stmt::Loop { label, results, body, .. })
                if results.is_empty() && !breaks_to(body, *label) && breaks_to(body, target) =>
            {
                let own = *label;
                let mut phis: Option<Vec<ValueId>> = None;
                let f = &mut *self.f;
                replace_breaks(body, target, &mut |values| {
                    phis.get_or_insert_with(|| values.iter().map(|v| f.phi(f.ty(*v))).collect());
                    Stmt::Break { label: own, values: values.to_vec() }
                });
                let values = phis.unwrap_or_default();
                results.clone_from(&values);
                stmts.push(Stmt::Break { label: target, values });
            }
            _ => {}
        }
    }

    /// Turns tail breaks into falling through; gives the values then.
    fn fall_through(&mut self, stmts: &mut Vec<Stmt>, target: Label) -> Option<Vec<ValueId>> {
        if let Some(Stmt::If { then, otherwise, merges, .. }) = stmts.last_mut() {
            let a = self.fall_through(then, target);
            let b = self.fall_through(otherwise, target);
            let count = a.as_ref().or(b.as_ref())?.len();
            let mut values = Vec::new();
            for at in 0..count {
                let (then, otherwise) = (a.as_ref().map(|a| a[at]), b.as_ref().map(|b| b[at]));
                let like = then.or(otherwise)?;
                let phi = self.f.phi(self.f.ty(like));
                merges.push(Merge { phi, then, otherwise });
                values.push(phi);
            }
            return Some(values);
        }
        match stmts.pop() {
            Some(Stmt::Break { label, values }) if label == target => Some(values),
            other => {
                stmts.extend(other);
                None
            }
        }
    }
}

/// A trap at the end of a counted round only says that no case gets there.
pub(super) fn drop_dead_end(stmts: &mut Vec<Stmt>) {
    if let Some(Stmt::Trap { .. }) = stmts.last() {
        stmts.pop();
    }
}

/// Whether a list does nothing that a case could see.
fn only_traps(stmts: &[Stmt]) -> bool {
    match stmts.split_last() {
        Some((Stmt::Trap { .. }, before)) => {
            before.iter().all(|stmt| matches!(stmt, Stmt::Load { .. } | Stmt::Store { .. }))
        }
        _ => false,
    }
}

fn jump_values(stmt: &Stmt) -> Option<Vec<ValueId>> {
    match stmt {
        Stmt::Break { values, .. } | Stmt::Continue { values, .. } | Stmt::Return { values } => {
            Some(values.clone())
        }
        Stmt::Trap { .. } => Some(Vec::new()),
        _ => None,
    }
}

fn with_values(jump: Stmt, values: Vec<ValueId>) -> Stmt {
    match jump {
        Stmt::Break { label, .. } => Stmt::Break { label, values },
        Stmt::Continue { label, .. } => Stmt::Continue { label, values },
        Stmt::Return { .. } => Stmt::Return { values },
        other => other,
    }
}

type CommonJump = (Stmt, Vec<ValueId>, Vec<ValueId>);

fn common_jump(then: &[Stmt], otherwise: &[Stmt]) -> Option<CommonJump> {
    let (a, b) = (then.last()?, otherwise.last()?);
    let same = match (a, b) {
        (Stmt::Break { label: a, .. }, Stmt::Break { label: b, .. })
        | (Stmt::Continue { label: a, .. }, Stmt::Continue { label: b, .. }) => a == b,
        (Stmt::Return { .. }, Stmt::Return { .. }) => true,
        _ => false,
    };
    same.then_some(())?;
    Some((a.clone(), jump_values(a)?, jump_values(b)?))
}

fn count_breaks(stmts: &[Stmt], target: Label) -> usize {
    let mut count = 0;
    walk(stmts, &mut |stmt| {
        count += usize::from(matches!(stmt, Stmt::Break { label, .. } if *label == target));
    });
    count
}

fn count_tail_breaks(stmts: &[Stmt], target: Label) -> usize {
    match stmts.last() {
        Some(Stmt::Break { label, .. }) if *label == target => 1,
        Some(Stmt::If { then, otherwise, .. }) => {
            count_tail_breaks(then, target) + count_tail_breaks(otherwise, target)
        }
        _ => 0,
    }
}

fn replace_breaks(
    stmts: &mut [Stmt],
    target: Label,
    replacement: &mut impl FnMut(&[ValueId]) -> Stmt,
) {
    for stmt in stmts {
        if let Stmt::Break { label, values } = stmt
            && *label == target
        {
            *stmt = replacement(values);
            continue;
        }
        for body in bodies_mut(stmt) {
            replace_breaks(body, target, replacement);
        }
    }
}

fn break_outside_loops(stmts: &[Stmt], target: Label) -> bool {
    stmts.iter().any(|stmt| match stmt {
        Stmt::Break { label, .. } => *label == target,
        Stmt::Loop { .. } | Stmt::For { .. } => false,
        _ => bodies(stmt).into_iter().any(|body| break_outside_loops(body, target)),
    })
}

/// Puts the continuation where the one break stands; gives the break's values.
fn put_at_break(
    stmts: &mut Vec<Stmt>,
    target: Label,
    continuation: &mut Vec<Stmt>,
) -> Vec<ValueId> {
    if let Some(Stmt::Break { label, values }) = stmts.last()
        && *label == target
    {
        let values = values.clone();
        stmts.pop();
        stmts.append(continuation);
        return values;
    }
    for stmt in stmts {
        for body in bodies_mut(stmt) {
            if breaks_to(body, target) {
                return put_at_break(body, target, continuation);
            }
        }
    }
    Vec::new()
}
