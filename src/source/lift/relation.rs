//! Comparisons: their opposites, their mirror images, and simpler ones that are equal.
//!
//! It never inverts an order of floats.

use super::bits::{LOOK, is_bool};
use super::fold::{all_ones, is_integer};
use super::graph::Func;
use crate::source::lifted::{Binary as B, Ty, Unary as U, ValueId, ValueKind as K};

/// The comparison that is true exactly when `op` is false; a float's order has none (NaN).
pub(super) fn inverse(op: B, ty: Ty) -> Option<B> {
    Some(match op {
        B::Eq => B::Ne,
        B::Ne => B::Eq,
        _ if !is_integer(ty) => return None,
        B::LtS => B::GeS,
        B::LtU => B::GeU,
        B::GtS => B::LeS,
        B::GtU => B::LeU,
        B::LeS => B::GtS,
        B::LeU => B::GtU,
        B::GeS => B::LtS,
        B::GeU => B::LtU,
        _ => return None,
    })
}

/// The same comparison with its operands exchanged.
pub(super) fn mirrored(op: B) -> B {
    match op {
        B::LtS => B::GtS,
        B::LtU => B::GtU,
        B::GtS => B::LtS,
        B::GtU => B::LtU,
        B::LeS => B::GeS,
        B::LeU => B::GeU,
        B::GeS => B::LeS,
        B::GeU => B::LeU,
        B::Lt => B::Gt,
        B::Gt => B::Lt,
        B::Le => B::Ge,
        B::Ge => B::Le,
        other => other,
    }
}

pub(super) fn comparison(f: &mut Func, op: B, a: ValueId, b: ValueId) -> Option<ValueId> {
    let ty = f.ty(a);
    if a == b {
        return Some(f.int(matches!(op, B::Eq | B::LeS | B::LeU | B::GeS | B::GeU).into()));
    }
    if f.bits(a).is_some() {
        return Some(f.binary(mirrored(op), b, a));
    }
    let Some(y) = f.bits(b) else { return comparison_of_extended(f, op, a, b) };
    let ones = all_ones(ty);
    match (op, y) {
        (B::Eq, 0) => return Some(f.not(a)),
        (B::Ne, 0) | (B::GtU, 0) if is_bool(f, a, LOOK) => return Some(a),
        (B::Eq, 1) if is_bool(f, a, LOOK) => return Some(a),
        (B::Ne, 1) if is_bool(f, a, LOOK) => return Some(f.not(a)),
        (B::GtU, 0) => return Some(f.binary(B::Ne, a, b)),
        (B::GeU, 0) => return Some(f.int(1)),
        (B::LtU, 0) => return Some(f.int(0)),
        (B::LtU, 1) | (B::LeU, 0) => return Some(f.not(a)),
        (B::GeU, 1) => {
            let zero = f.constant(ty, 0);
            return Some(f.binary(B::Ne, a, zero));
        }
        // One spelling for each: 0 rather than ±1.
        (B::LtS, 1) | (B::GeS, 1) => {
            let zero = f.constant(ty, 0);
            let op = if op == B::LtS { B::LeS } else { B::GtS };
            return Some(f.binary(op, a, zero));
        }
        (B::GtS, y) | (B::LeS, y) if y == ones => {
            let zero = f.constant(ty, 0);
            let op = if op == B::GtS { B::GeS } else { B::LtS };
            return Some(f.binary(op, a, zero));
        }
        _ => {}
    }
    if let K::Binary(B::Add, x, c) = f.kind(a).clone()
        && let (B::Eq | B::Ne, Some(z)) = (op, f.bits(c))
    {
        let constant = f.constant(ty, y.wrapping_sub(z) & ones);
        return Some(f.binary(op, x, constant));
    }
    if let (B::Ne, 0, K::Binary(B::Sub | B::Xor, x, z)) = (op, y, f.kind(a).clone()) {
        return Some(f.binary(B::Ne, x, z));
    }
    comparison_of_extended(f, op, a, b)
}

/// Comparisons of i64 that came from i32 on both sides.
fn comparison_of_extended(f: &mut Func, op: B, a: ValueId, b: ValueId) -> Option<ValueId> {
    if f.ty(a) != Ty::I64 {
        return None;
    }
    let signed = matches!(op, B::LtS | B::GtS | B::LeS | B::GeS);
    let half = |f: &mut Func, v| match f.kind(v).clone() {
        K::Unary(U::ExtendU, x) => Some((x, false, true)),
        K::Unary(U::ExtendS, x) => Some((x, true, true)),
        K::Const(bits) if bits <= i32::MAX as u64 => Some((f.int(bits as i32), false, false)),
        _ => None,
    };
    let ((x, x_signed, x_free), (y, y_signed, y_free)) = (half(f, a)?, half(f, b)?);
    let extended_signed = if x_free { x_signed } else { y_signed };
    if (x_free && x_signed != extended_signed) || (y_free && y_signed != extended_signed) {
        return None;
    }
    let op = match (op, extended_signed, signed) {
        (B::Eq | B::Ne, ..) | (_, true, true) | (_, false, false) => op,
        // Zero-extended values are not negative: a signed comparison is the unsigned one.
        (_, false, true) => match op {
            B::LtS => B::LtU,
            B::GtS => B::GtU,
            B::LeS => B::LeU,
            _ => B::GeU,
        },
        (_, true, false) => return None,
    };
    Some(f.binary(op, x, y))
}
