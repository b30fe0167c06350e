//! A random legal result of one operation: the noise of VERDICT.md V1 and V2.

use super::table::SIN_COS;
use super::{Bound, Interval, Operation, ceil32, floor32};

/// A result that a WGSL implementation may give for `operation`, chosen by `random`.
///
/// `exact` is the result in f64 and `residual` what is left of the true one (the error term of
/// TwoSum, the remainder of a fused multiply): only its sign matters, and only where `exact` is
/// itself an f32. A correctly rounded operation gives the exact result where it is representable
/// and otherwise either neighbour, so integers kept in floats stay exact. Outside an operation's
/// domain WGSL promises nothing; `sin`, `cos` and `tan` err there as they do inside, everything
/// else gives the nearest f32.
pub fn perturb(
    operation: Operation,
    operands: &[f64],
    exact: f64,
    residual: f64,
    random: u32,
) -> f32 {
    if !exact.is_finite() {
        return exact as f32;
    }
    match operation.bound() {
        Bound::Exact | Bound::Unbounded => exact as f32,
        Bound::Rounded => neighbour(exact, residual, random),
        _ => match operation.allowed(operands, exact) {
            Some(allowed) => within(allowed, exact, random),
            None if matches!(operation, Operation::Sin | Operation::Cos) => {
                within(Interval::point(exact).absolute(SIN_COS), exact, random)
            }
            None => exact as f32,
        },
    }
}

/// Either neighbour of `exact` + `residual` in f32; the value itself where it is one.
pub fn neighbour(exact: f64, residual: f64, random: u32) -> f32 {
    let (mut low, mut high) = (floor32(exact), ceil32(exact));
    if low == high {
        if residual > 0.0 {
            high = high.next_up();
        } else if residual < 0.0 {
            low = low.next_down();
        }
    }
    if random & 1 == 0 { low } else { high }
}

/// A result within `error` of the exact one, for functions that WGSL doesn't have.
pub fn perturb_by(exact: f64, error: f64, random: u32) -> f32 {
    if !exact.is_finite() || !error.is_finite() {
        return exact as f32;
    }
    within(Interval::point(exact).absolute(error), exact, random)
}

/// A value of the interval: one time in four an end, otherwise evenly spread.
fn within(allowed: Interval, exact: f64, random: u32) -> f32 {
    let share = match random & 7 {
        0 => 0.0,
        1 => 1.0,
        _ => f64::from(random >> 3) / f64::from(u32::MAX >> 3),
    };
    let (low, high) = (ceil32(allowed.lo), floor32(allowed.hi));
    // No f32 may lie inside a narrow interval.
    if low > high {
        return exact as f32;
    }
    ((allowed.lo + share * (allowed.hi - allowed.lo)) as f32).clamp(low, high)
}
