//! What the conditions around a place say about it.
//!
//! Differences of I32 values are bounded from below by comparisons that hold. As everywhere in
//! the lift, an index calculation that would wrap around 2³¹ is not a case.

use super::graph::Func;
use super::linear::Linear;
use super::{bits, relation};
use crate::source::lifted::{Binary as B, Ty, Unary as U, ValueId, ValueKind as K};

/// `a relation b`, kept as `b − a`.
#[derive(Clone, Debug)]
struct Fact {
    difference: Linear,
    relation: Relation,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Relation {
    Less { signed: bool },
    LessOrEqual { signed: bool },
    Equal,
    Different,
}

/// What is known about a difference.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(super) struct Bound {
    /// At least this, signed.
    pub signed: Option<i64>,
    /// At least this, unsigned.
    pub unsigned: Option<i64>,
    /// Exactly zero.
    pub zero: bool,
}

impl Bound {
    /// Above zero as a signed number.
    pub fn is_positive(self) -> bool {
        self.signed.is_some_and(|low| low >= 1)
    }

    /// Not zero.
    pub fn is_nonzero(self) -> bool {
        self.is_positive() || self.unsigned.is_some_and(|low| low >= 1)
    }
}

/// Conditions that hold, innermost last.
#[derive(Clone, Debug, Default)]
pub(super) struct Facts {
    list: Vec<Fact>,
}

impl Facts {
    /// How many facts there are, to go back to.
    pub fn mark(&self) -> usize {
        self.list.len()
    }

    /// Forgets what was learnt after the mark.
    pub fn forget(&mut self, mark: usize) {
        self.list.truncate(mark);
    }

    /// Learns that `condition` is true (or false).
    pub fn learn(&mut self, f: &mut Func, condition: ValueId, holds: bool) {
        let mut todo = vec![(condition, holds)];
        let mut steps = 0;
        while let Some((condition, holds)) = todo.pop() {
            steps += 1;
            if steps > 32 || self.list.len() > 200 {
                return;
            }
            match *f.kind(condition) {
                K::Unary(U::Eqz, a) if f.ty(a) == Ty::I32 => todo.push((a, !holds)),
                K::Binary(B::And, a, b)
                    if holds && bits::is_bool(f, a, 6) && bits::is_bool(f, b, 6) =>
                {
                    todo.extend([(a, true), (b, true)]);
                }
                K::Binary(B::Or, a, b)
                    if !holds && bits::is_bool(f, a, 6) && bits::is_bool(f, b, 6) =>
                {
                    todo.extend([(a, false), (b, false)]);
                }
                K::Binary(op, a, b) if f.ty(a) == Ty::I32 => {
                    let op = if holds { Some(op) } else { relation::inverse(op, Ty::I32) };
                    match op {
                        Some(op) if super::graph::is_comparison(op) => self.compare(f, op, a, b),
                        _ => self.different_from_zero(f, condition, holds),
                    }
                }
                _ => self.different_from_zero(f, condition, holds),
            }
        }
    }

    fn different_from_zero(&mut self, f: &mut Func, value: ValueId, different: bool) {
        if f.ty(value) == Ty::I32 {
            let relation = if different { Relation::Different } else { Relation::Equal };
            self.list.push(Fact { difference: Linear::of(f, value), relation });
        }
    }

    fn compare(&mut self, f: &mut Func, op: B, a: ValueId, b: ValueId) {
        let (relation, a, b) = match op {
            B::Eq => (Relation::Equal, a, b),
            B::Ne => (Relation::Different, a, b),
            B::LtS => (Relation::Less { signed: true }, a, b),
            B::LtU => (Relation::Less { signed: false }, a, b),
            B::LeS => (Relation::LessOrEqual { signed: true }, a, b),
            B::LeU => (Relation::LessOrEqual { signed: false }, a, b),
            B::GtS => (Relation::Less { signed: true }, b, a),
            B::GtU => (Relation::Less { signed: false }, b, a),
            B::GeS => (Relation::LessOrEqual { signed: true }, b, a),
            B::GeU => (Relation::LessOrEqual { signed: false }, b, a),
            _ => return,
        };
        let (a, b) = (Linear::of(f, a), Linear::of(f, b));
        self.list.push(Fact { difference: b.plus(&a, -1), relation });
    }

    /// Learns `from ≤ var < to` of a counted loop.
    pub fn learn_range(
        &mut self,
        f: &mut Func,
        var: ValueId,
        from: ValueId,
        to: ValueId,
        signed: bool,
    ) {
        let op = |signed_op, unsigned_op| if signed { signed_op } else { unsigned_op };
        self.compare(f, op(B::LeS, B::LeU), from, var);
        self.compare(f, op(B::LtS, B::LtU), var, to);
    }

    /// What is known about `b − a`.
    pub fn bound(&self, f: &mut Func, difference: &Linear) -> Bound {
        let mut bound = self.direct(difference);
        if let [(value, factor)] = difference.terms[..]
            && difference.constant == 0
            && factor > 0
        {
            bound = self.through(f, value, factor, bound);
        }
        bound
    }

    /// The constant that a sum is known to equal.
    pub fn equal(&self, form: &Linear) -> Option<i32> {
        self.list.iter().filter(|fact| fact.relation == Relation::Equal).find_map(|fact| {
            // fact: difference = 0, so form = form ± difference.
            let same = form.clone().plus(&fact.difference, -1).as_constant();
            same.or_else(|| form.clone().plus(&fact.difference, 1).as_constant())
        })
    }

    fn direct(&self, difference: &Linear) -> Bound {
        if let Some(constant) = difference.as_constant() {
            let unsigned = (constant >= 0).then_some(i64::from(constant));
            return Bound { signed: Some(constant.into()), unsigned, zero: constant == 0 };
        }
        let mut bound = Bound::default();
        let mut excluded = Vec::new();
        for fact in &self.list {
            let same = difference.clone().plus(&fact.difference, -1).as_constant();
            let opposite = difference.clone().plus(&fact.difference, 1).as_constant();
            match fact.relation {
                Relation::Less { signed } | Relation::LessOrEqual { signed } => {
                    let least = i64::from(matches!(fact.relation, Relation::Less { .. }));
                    let Some(shift) = same else { continue };
                    let low = least + i64::from(shift);
                    let slot = if signed { &mut bound.signed } else { &mut bound.unsigned };
                    *slot = Some(slot.map_or(low, |old| old.max(low)));
                }
                Relation::Equal => {
                    if let Some(value) = same.or(opposite) {
                        bound.signed = Some(value.into());
                        bound.zero |= value == 0;
                    }
                }
                Relation::Different => excluded.extend(same.into_iter().chain(opposite)),
            }
        }
        // A bound that is itself excluded moves up.
        for _ in 0..excluded.len() {
            for value in &excluded {
                let value = i64::from(*value);
                for low in [&mut bound.signed, &mut bound.unsigned].into_iter().flatten() {
                    if *low == value {
                        *low += 1;
                    }
                }
                if value == 0 && bound.unsigned.is_none_or(|low| low < 1) {
                    bound.unsigned = Some(1);
                }
            }
        }
        // What is not negative is the same number both ways.
        if let (Some(signed), Some(unsigned)) = (bound.signed, bound.unsigned)
            && signed >= 0
        {
            bound.signed = Some(signed.max(unsigned));
        }
        bound
    }

    /// Masks and shifts of something that is large enough.
    fn through(&self, f: &mut Func, value: ValueId, factor: i32, mut bound: Bound) -> Bound {
        let unit = Linear { terms: vec![(value, 1)], constant: 0 };
        if factor > 1 {
            let inner = self.bound(f, &unit);
            if inner.is_positive() {
                bound.signed = Some(factor.into());
            }
            return bound;
        }
        let (inner, shift, keeps_sign) = match *f.kind(value) {
            K::Binary(B::And, x, mask) => {
                let Some(mask) = f.as_i32(mask) else { return bound };
                let shift = mask.trailing_zeros();
                let all = (mask as u32 | ((1u64 << shift) - 1) as u32) & 0x7fff_ffff;
                if shift > 30 || all != 0x7fff_ffff {
                    return bound;
                }
                (x, shift, mask < 0)
            }
            K::Binary(B::ShrU | B::ShrS, x, count) => {
                let Some(count) = f.as_i32(count) else { return bound };
                (x, count as u32 & 31, false)
            }
            _ => return bound,
        };
        let form = Linear::of(f, inner);
        let known = self.direct(&form);
        let least = 1i64 << shift;
        if known.signed.is_some_and(|low| low >= least) {
            bound.signed = Some(bound.signed.unwrap_or(1).max(1));
        } else if known.unsigned.is_some_and(|low| low >= least) && keeps_sign {
            bound.unsigned = Some(bound.unsigned.unwrap_or(1).max(1));
        }
        bound
    }
}
