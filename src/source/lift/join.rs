//! A counted loop and its remainder → one loop.
//!
//! What unrolling leaves behind: a loop to a rounded-down end, and what is left behind it, as an
//! `If` on the odd bit or as a second loop from there. Both must do the same for their index.

use std::collections::HashMap;

use super::facts::Facts;
use super::graph::{Func, bodies_mut, operands};
use super::linear::Linear;
use super::rebuild::Substitution;
use crate::source::lifted::{Binary as B, Stmt, Unary, ValueId, ValueKind as K};

/// Joins what it can; the substitution is still to be applied. `None`: nothing.
pub(super) fn join(f: &mut Func) -> Option<Substitution> {
    let mut substitution = Substitution::new();
    f.edit_body(|f, body| list(f, body, &mut substitution)).then_some(substitution)
}

fn list(f: &mut Func, stmts: &mut Vec<Stmt>, substitution: &mut Substitution) -> bool {
    let mut found = false;
    let mut at = 0;
    while at < stmts.len() {
        for body in bodies_mut(&mut stmts[at]) {
            found |= list(f, body, substitution);
        }
        if let Some(leave) = early_return(f, &mut stmts[at]) {
            stmts.insert(at + 1, leave);
            found = true;
        }
        if at > 0
            && let Some(joined) = pair(f, &stmts[at - 1], &stmts[at], substitution)
        {
            stmts.splice(at - 1..=at, [joined]);
            found = true;
            continue;
        }
        at += 1;
    }
    found
}

/// An `If` without a second arm whose first arm may return at its end: where the condition fails,
/// that return's own condition fails as well, so it can stand behind the `If`.
fn early_return(f: &mut Func, stmt: &mut Stmt) -> Option<Stmt> {
    let Stmt::If { condition, then, otherwise, merges } = stmt else { return None };
    if !otherwise.is_empty() || merges.iter().any(|m| m.then.is_none() || m.otherwise.is_none()) {
        return None;
    }
    let Stmt::If { condition: leaves, then: arm, otherwise: rest, merges: inner } = then.last()?
    else {
        return None;
    };
    let plain = matches!(&arm[..], [Stmt::Return { values }] if values.is_empty());
    if !plain || !rest.is_empty() || !inner.is_empty() || !of_parameters(f, *leaves) {
        return None;
    }
    let mut facts = Facts::default();
    facts.learn(f, *condition, false);
    let stays = match *f.kind(*leaves) {
        K::Unary(Unary::Eqz, value) => value_under(f, &facts, value)? != 0,
        _ => value_under(f, &facts, *leaves)? == 0,
    };
    if stays { then.pop() } else { None }
}

/// Whether a value is made of parameters and constants only, so that it can be used anywhere.
fn of_parameters(f: &Func, value: ValueId) -> bool {
    let mut todo = vec![value];
    let mut steps = 0;
    while let Some(value) = todo.pop() {
        steps += 1;
        if steps > 200 || matches!(f.kind(value), K::Load | K::Phi) {
            return false;
        }
        operands(f.kind(value), |operand| todo.push(operand));
    }
    true
}

/// `value` where `facts` hold, if that is a constant: masks of something small are zero.
pub(super) fn value_under(f: &mut Func, facts: &Facts, value: ValueId) -> Option<i32> {
    if let Some(constant) = f.as_i32(value) {
        return Some(constant);
    }
    let K::Binary(B::And, x, mask) = *f.kind(value) else { return None };
    let mask = f.as_i32(mask)?;
    let low = mask.trailing_zeros();
    let x = Linear::of(f, x);
    if low > 30 {
        return None;
    }
    // x ≤ 2^low − 1, unsigned, or x equal to such a constant.
    let slack = Linear { terms: Vec::new(), constant: (1 << low) - 1 }.plus(&x, -1);
    let bound = facts.bound(f, &slack);
    let exact = facts.equal(&x);
    match exact {
        Some(value) => Some(value & mask),
        None => bound.unsigned.is_some_and(|least| least >= 0).then_some(0),
    }
}

fn pair(
    f: &mut Func,
    first: &Stmt,
    second: &Stmt,
    substitution: &mut Substitution,
) -> Option<Stmt> {
    let Stmt::For { label, var, from, to, step: 1, signed, carried, next, body } = first else {
        return None;
    };
    match second {
        // for i in a..m { … } for j in m..n { … }
        Stmt::For {
            var: var2,
            from: from2,
            to: to2,
            step: 1,
            carried: carried2,
            next: next2,
            body: body2,
            ..
        } if from2 == to && carried.len() == carried2.len() => {
            let mut same = Same::new(*var, *var2, None);
            for (a, b) in carried.iter().zip(carried2) {
                if b.init != a.phi {
                    return None;
                }
                same.map.insert(a.phi, b.phi);
            }
            let alike = same.lists(f, body, body2)
                && next.iter().zip(next2).all(|(a, b)| same.values(f, *a, *b));
            if !alike || !reaches(f, *to, *to2) {
                return None;
            }
            for (a, b) in carried.iter().zip(carried2) {
                substitution.insert(b.phi, a.phi);
            }
            Some(Stmt::For {
                label: *label,
                var: *var,
                from: *from,
                to: *to2,
                step: 1,
                signed: *signed,
                carried: carried.clone(),
                next: next.clone(),
                body: body.clone(),
            })
        }
        // for i in a..n & −2 { … } if n & 1 { … }
        Stmt::If { condition, then, otherwise, merges } if otherwise.is_empty() => {
            let K::Binary(B::And, n, one) = *f.kind(*condition) else { return None };
            if f.as_i32(one) != Some(1) || !rounds_down(f, *to, n) {
                return None;
            }
            let mut same = Same::new(*var, *var, Some(*to));
            for carried in carried {
                same.map.insert(carried.phi, carried.phi);
            }
            if !same.lists(f, body, then) {
                return None;
            }
            for merge in merges {
                let (taken, other) = (merge.then?, merge.otherwise?);
                let at = carried.iter().position(|c| c.phi == other)?;
                if !same.values(f, next[at], taken) {
                    return None;
                }
                substitution.insert(merge.phi, other);
            }
            if merges.len() != carried.len() && !carried.is_empty() {
                // A carried value that is looked at without its last round.
                return None;
            }
            Some(Stmt::For {
                label: *label,
                var: *var,
                from: *from,
                to: n,
                step: 1,
                signed: *signed,
                carried: carried.clone(),
                next: next.clone(),
                body: body.clone(),
            })
        }
        _ => None,
    }
}

/// Whether `m` is `n` without its lowest bit.
fn rounds_down(f: &Func, m: ValueId, n: ValueId) -> bool {
    match *f.kind(m) {
        K::Binary(B::And, x, mask) => {
            x == n && f.as_i32(mask).is_some_and(|mask| mask == -2 || mask == 0x7fff_fffe)
        }
        _ => false,
    }
}

/// Whether the second loop's end is not before its start: it is that number rounded down.
fn reaches(f: &Func, m: ValueId, n: ValueId) -> bool {
    match *f.kind(m) {
        K::Binary(B::And, x, mask) => {
            x == n
                && f.as_i32(mask).is_some_and(|mask| {
                    let low = mask.trailing_zeros();
                    low < 31 && (mask as u32 | ((1 << low) - 1)) & 0x7fff_ffff == 0x7fff_ffff
                })
        }
        _ => false,
    }
}

/// Whether two lists do the same, one with `var`, the other with another variable or with a value
/// in its place.
struct Same {
    var: ValueId,
    /// What stands for the variable in the second list.
    index: ValueId,
    map: HashMap<ValueId, ValueId>,
    steps: usize,
}

impl Same {
    fn new(var: ValueId, var2: ValueId, value: Option<ValueId>) -> Self {
        let index = value.unwrap_or(var2);
        Self { var, index, map: HashMap::from([(var, index)]), steps: 0 }
    }

    fn lists(&mut self, f: &mut Func, a: &[Stmt], b: &[Stmt]) -> bool {
        a.len() == b.len() && a.iter().zip(b).all(|(a, b)| self.stmts(f, a, b))
    }

    fn stmts(&mut self, f: &mut Func, a: &Stmt, b: &Stmt) -> bool {
        match (a, b) {
            (Stmt::Load { value: v, place: p, .. }, Stmt::Load { value: w, place: q, .. }) => {
                self.map.insert(*v, *w);
                self.places(f, p, q)
            }
            (Stmt::Store { value: v, place: p, .. }, Stmt::Store { value: w, place: q, .. }) => {
                self.places(f, p, q) && self.values(f, *v, *w)
            }
            _ => false,
        }
    }

    fn places(
        &mut self,
        f: &mut Func,
        a: &crate::source::lifted::Place,
        b: &crate::source::lifted::Place,
    ) -> bool {
        if a.root != b.root || a.access != b.access {
            return false;
        }
        let form = |f: &mut Func, place: &crate::source::lifted::Place| {
            let mut form = Linear { terms: Vec::new(), constant: place.offset };
            for (value, factor) in &place.terms {
                form.add_value(f, *value, *factor);
            }
            form
        };
        let (a, b) = (form(f, a), form(f, b));
        // The variable becomes a sum of its own where a value stands for it.
        let factor = a.factor(self.var);
        let mut expected = a.clone().without(self.var);
        expected.add_value(f, self.index, factor);
        let difference = expected.clone().plus(&b, -1);
        if difference.as_constant() == Some(0) {
            return true;
        }
        expected.constant == b.constant
            && expected.terms.len() == b.terms.len()
            && expected
                .terms
                .iter()
                .zip(&b.terms)
                .all(|((x, p), (y, q))| p == q && self.values(f, *x, *y))
    }

    fn values(&mut self, f: &mut Func, a: ValueId, b: ValueId) -> bool {
        self.steps += 1;
        if self.steps > 4000 {
            return false;
        }
        if let Some(other) = self.map.get(&a) {
            return *other == b;
        }
        let answer = match (f.kind(a).clone(), f.kind(b).clone()) {
            _ if a == b => !self.depends(f, a),
            (K::Unary(p, x), K::Unary(q, y)) => {
                p == q && f.ty(a) == f.ty(b) && self.values(f, x, y)
            }
            (K::Binary(p, x, y), K::Binary(q, z, w)) => {
                p == q && self.values(f, x, z) && self.values(f, y, w)
            }
            (
                K::Select { condition: c, yes: x, no: y },
                K::Select { condition: d, yes: z, no: w },
            ) => self.values(f, c, d) && self.values(f, x, z) && self.values(f, y, w),
            (K::Math(p, x), K::Math(q, y)) => {
                p == q
                    && x.len() == y.len()
                    && x.into_iter().zip(y).all(|(x, y)| self.values(f, x, y))
            }
            _ => false,
        };
        if answer {
            self.map.insert(a, b);
        }
        answer
    }

    fn depends(&self, f: &Func, value: ValueId) -> bool {
        let mut todo = vec![value];
        let mut steps = 0;
        while let Some(value) = todo.pop() {
            steps += 1;
            if steps > 500 || self.map.get(&value).is_some_and(|other| *other != value) {
                return true;
            }
            operands(f.kind(value), |operand| todo.push(operand));
        }
        false
    }
}
