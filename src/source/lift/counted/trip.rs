//! From where to where a loop's counter runs.

use super::Counter;
use super::shape::{Shape, Test};
use crate::source::lift::facts::Facts;
use crate::source::lift::graph::Func;
use crate::source::lift::linear::Linear;
use crate::source::lift::{bits, relation};
use crate::source::lifted::{Binary as B, ValueId};

/// `for (var = from; var < to; var += step)`, where the counter is `var + shift`.
pub(super) struct Trip {
    pub from: ValueId,
    pub to: ValueId,
    pub signed: bool,
    pub shift: ValueId,
    /// The variable after the loop, where it is known.
    pub last: Option<ValueId>,
}

/// Solves the test for the counter; `None` where that is not possible or, for a test at the
/// bottom, where the first round is not certain.
pub(super) fn of(f: &mut Func, facts: &Facts, counter: &Counter, shape: &Shape) -> Option<Trip> {
    let Test { relation, left, right } = shape.test(f)?;
    // factor · counter + rest  relation  0
    let difference = left.clone().plus(&right, -1);
    let mut rest = difference.without(counter.phi);
    if !shape.at_top {
        // The test sees the counter of the next round: written in terms of that one.
        rest.constant = rest.constant.wrapping_sub(counter.factor.wrapping_mul(counter.step));
    }
    let magnitude = counter.factor.wrapping_abs();
    // counter  relation  bound, with the relation turned where the factor is negative.
    let (relation, bound) = if counter.factor > 0 {
        (relation, Linear::default().plus(&rest, -1).divided(magnitude)?)
    } else {
        (relation::mirrored(relation), rest.divided(magnitude)?)
    };
    match relation {
        B::LtS | B::LtU | B::LeS | B::LeU => {
            let signed = matches!(relation, B::LtS | B::LeS);
            let moved = left.factor(counter.phi) != 1
                || left.clone().without(counter.phi).as_constant() != Some(0)
                || magnitude != 1;
            // Unsigned, only the plain form says the same after moving terms across.
            if !signed && moved && !moves_plainly(&left, &right, counter, shape) {
                return None;
            }
            let mut bound = bound;
            if matches!(relation, B::LeS | B::LeU) {
                bound.constant = bound.constant.wrapping_add(1);
            }
            ordered(f, facts, counter, shape, &bound, signed)
        }
        B::Ne => until_equal(f, facts, counter, shape, &bound),
        _ => None,
    }
}

/// `counter + step < bound` at the bottom of the loop is the plain test of the next round.
fn moves_plainly(left: &Linear, right: &Linear, counter: &Counter, shape: &Shape) -> bool {
    let constant = left.clone().without(counter.phi).as_constant();
    let alone = right.factor(counter.phi) == 0 && left.factor(counter.phi) == 1;
    let mirrored = right.factor(counter.phi) == 1 && left.factor(counter.phi) == 0;
    let offset = if mirrored { right.clone().without(counter.phi).as_constant() } else { constant };
    let expected = if shape.at_top { 0 } else { counter.step };
    (alone || mirrored) && offset == Some(expected)
}

fn ordered(
    f: &mut Func,
    facts: &Facts,
    counter: &Counter,
    shape: &Shape,
    bound: &Linear,
    signed: bool,
) -> Option<Trip> {
    let start = Linear::of(f, counter.init);
    let length = bound.clone().plus(&start, -1);
    let known = facts.bound(f, &length);
    let both_constant = f.as_i32(counter.init).is_some() && bound.as_constant().is_some();
    let certain = known.is_positive() || (!signed && known.is_nonzero());
    if !shape.at_top && !certain {
        return None;
    }
    let to = bound.build(f);
    let whole = divides(f, counter.step, &length);
    let not_negative = certain || known.signed.is_some_and(|low| low >= 0);
    let last = if !whole {
        None
    } else if not_negative || (both_constant && known.is_positive()) {
        Some(to)
    } else {
        let op = if signed { B::LtS } else { B::LtU };
        let runs = f.binary(op, counter.init, to);
        Some(f.select(runs, to, counter.init))
    };
    let shift = f.int(0);
    Some(Trip { from: counter.init, to, signed, shift, last })
}

/// Whether the steps hit the end exactly.
pub(in crate::source::lift) fn divides(f: &Func, step: i32, length: &Linear) -> bool {
    if step == 1 {
        return true;
    }
    if length.divided(step).is_some() {
        return true;
    }
    if !(step as u32).is_power_of_two() {
        return false;
    }
    let zeros = (step as u32).trailing_zeros();
    let constant = length.constant == 0 || length.constant.trailing_zeros() >= zeros;
    constant
        && length
            .terms
            .iter()
            .all(|(value, factor)| bits::trailing(f, *value, 12) + factor.trailing_zeros() >= zeros)
}

fn until_equal(
    f: &mut Func,
    facts: &Facts,
    counter: &Counter,
    shape: &Shape,
    bound: &Linear,
) -> Option<Trip> {
    let start = Linear::of(f, counter.init);
    let length = bound.clone().plus(&start, -1);
    if !divides(f, counter.step, &length) {
        return None;
    }
    let known = facts.bound(f, &length);
    if !shape.at_top && !known.is_nonzero() {
        return None;
    }
    // Counting from the start itself says the same only where nothing wraps.
    let signed = known.is_positive() || known.signed.is_some_and(|low| low >= 0);
    let zero = f.int(0);
    if signed || start.as_constant() == Some(0) {
        let to = bound.build(f);
        return Some(Trip { from: counter.init, to, signed, shift: zero, last: Some(to) });
    }
    let to = length.build(f);
    Some(Trip { from: zero, to, signed: false, shift: counter.init, last: Some(to) })
}
