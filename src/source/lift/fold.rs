//! Algebra on pure values: each rule gives an equal, simpler value.
//!
//! Integer rules are exact modulo 2ⁿ. Float rules are exact too (NaN payloads aside): nothing is
//! reassociated, and f64 narrows to f32 only where one rounding equals two.

use super::bits::{LOOK, bits, is_bool, trailing};
use super::eval;
use super::graph::{Func, is_comparison};
use super::relation::{comparison, inverse};
use crate::source::lifted::{Binary as B, Ty, Unary as U, ValueId, ValueKind as K};

pub(super) fn unary(f: &mut Func, op: U, ty: Ty, a: ValueId) -> Option<ValueId> {
    let from = f.ty(a);
    if let Some(bits) = f.bits(a) {
        let value = eval::unary(op, from, ty, bits)?;
        return Some(f.constant(ty, value));
    }
    match (op, f.kind(a).clone()) {
        (U::Eqz, K::Unary(U::Eqz, b)) if is_bool(f, b, LOOK) => Some(b),
        (U::Eqz, K::Binary(B::Ne, b, c)) if is_integer(f.ty(b)) => Some(f.binary(B::Eq, b, c)),
        (U::Eqz, K::Binary(cmp, b, c)) if is_comparison(cmp) => {
            let inverse = inverse(cmp, f.ty(b))?;
            Some(f.binary(inverse, b, c))
        }
        (U::Eqz, K::Binary(B::Sub | B::Xor, b, c)) => Some(f.binary(B::Eq, b, c)),
        (U::Eqz, K::Binary(B::Add, b, c)) if f.bits(c).is_some() => {
            let zero = f.constant(from, 0);
            let negated = f.binary(B::Sub, zero, c);
            Some(f.binary(B::Eq, b, negated))
        }
        (U::Eqz, K::Unary(U::ExtendU | U::ExtendS, b)) => Some(f.not(b)),
        (U::Reinterpret, K::Unary(U::Reinterpret, b)) if f.ty(b) == ty => Some(b),
        (U::Wrap, kind) => wrap(f, kind),
        (U::Extend8, _) if bits(f, a, LOOK) < 8 => Some(a),
        (U::Extend16, _) if bits(f, a, LOOK) < 16 => Some(a),
        (U::Extend8, K::Unary(U::Extend8, _)) => Some(a),
        (U::Extend16, K::Unary(U::Extend8 | U::Extend16, _)) => Some(a),
        (U::Neg, K::Unary(U::Neg, b)) => Some(b),
        (U::Abs, K::Unary(U::Abs, _)) => Some(a),
        (U::Abs, K::Unary(U::Neg, b)) => Some(f.unary(U::Abs, ty, b)),
        (U::Demote, kind) => demote(f, kind),
        (U::TruncS | U::TruncU, K::Unary(U::Promote, b)) => Some(f.unary(op, ty, b)),
        _ => None,
    }
}

/// i32.wrap_i64 goes down to the halves.
fn wrap(f: &mut Func, kind: K) -> Option<ValueId> {
    match kind {
        K::Unary(U::ExtendS | U::ExtendU, b) => Some(b),
        K::Binary(op @ (B::Add | B::Sub | B::Mul | B::And | B::Or | B::Xor), b, c) => {
            let (b, c) = (f.unary(U::Wrap, Ty::I32, b), f.unary(U::Wrap, Ty::I32, c));
            Some(f.binary(op, b, c))
        }
        K::Binary(B::Shl, b, c) => {
            let count = f.bits(c)? & 63;
            if count >= 32 {
                return Some(f.int(0));
            }
            let (b, count) = (f.unary(U::Wrap, Ty::I32, b), f.int(count as i32));
            Some(f.binary(B::Shl, b, count))
        }
        K::Binary(B::ShrU | B::ShrS, b, c) if f.bits(c) == Some(32) => high_half(f, b, LOOK),
        K::Select { condition, yes, no } => {
            let half = |f: &mut Func, v| match f.kind(v) {
                K::Const(_) | K::Unary(U::ExtendS | U::ExtendU, _) => {
                    Some(f.unary(U::Wrap, Ty::I32, v))
                }
                _ => None,
            };
            let (yes, no) = (half(f, yes)?, half(f, no)?);
            Some(f.select(condition, yes, no))
        }
        _ => None,
    }
}

/// The upper 32 bits of an I64 that was put together from halves.
pub(super) fn high_half(f: &mut Func, value: ValueId, look: u32) -> Option<ValueId> {
    if look == 0 {
        return None;
    }
    match f.kind(value).clone() {
        K::Const(bits) => Some(f.int((bits >> 32) as i32)),
        K::Unary(U::ExtendU, _) => Some(f.int(0)),
        K::Unary(U::ExtendS, b) => {
            let sign = f.int(31);
            Some(f.binary(B::ShrS, b, sign))
        }
        K::Binary(B::Shl, b, c) if f.bits(c) == Some(32) => Some(f.unary(U::Wrap, Ty::I32, b)),
        K::Binary(op @ (B::And | B::Or | B::Xor), b, c) => {
            let (b, c) = (high_half(f, b, look - 1)?, high_half(f, c, look - 1)?);
            Some(f.binary(op, b, c))
        }
        _ => None,
    }
}

/// f32.demote_f64 of what one f32 operation computes alike: with 53 ≥ 2·24 + 2 bits, rounding
/// twice after + − × ÷ √ equals rounding once.
fn demote(f: &mut Func, kind: K) -> Option<ValueId> {
    match kind {
        K::Unary(U::Promote, b) => Some(b),
        K::Unary(
            op @ (U::Abs | U::Neg | U::Ceil | U::Floor | U::TruncF | U::Nearest | U::Sqrt),
            b,
        ) => {
            let b = narrow(f, b)?;
            Some(f.unary(op, Ty::F32, b))
        }
        K::Unary(op @ (U::ConvertS | U::ConvertU), b) if f.ty(b) == Ty::I32 => {
            Some(f.unary(op, Ty::F32, b))
        }
        K::Binary(
            op @ (B::Add | B::Sub | B::Mul | B::Div | B::Min | B::Max | B::Copysign),
            b,
            c,
        ) => {
            let (b, c) = (narrow(f, b)?, narrow(f, c)?);
            Some(f.binary(op, b, c))
        }
        K::Select { condition, yes, no } => {
            let (yes, no) = (narrow(f, yes)?, narrow(f, no)?);
            Some(f.select(condition, yes, no))
        }
        K::Math(function, arguments) => {
            let arguments =
                arguments.into_iter().map(|a| narrow(f, a)).collect::<Option<Vec<_>>>()?;
            Some(f.math(Ty::F32, function, arguments))
        }
        _ => None,
    }
}

/// The f32 (or, for ldexp, i32) that an f64 was promoted from, if no bit was lost.
fn narrow(f: &mut Func, value: ValueId) -> Option<ValueId> {
    match (f.ty(value), f.kind(value)) {
        (Ty::F64, K::Unary(U::Promote, b)) => Some(*b),
        (Ty::F64, K::Const(bits)) => {
            let wide = f64::from_bits(*bits);
            let single = wide as f32;
            (f64::from(single).to_bits() == wide.to_bits())
                .then(|| f.constant(Ty::F32, single.to_bits().into()))
        }
        (Ty::I32, _) => Some(value),
        _ => None,
    }
}

pub(super) fn is_integer(ty: Ty) -> bool {
    matches!(ty, Ty::I32 | Ty::I64)
}

pub(super) fn binary(f: &mut Func, op: B, a: ValueId, b: ValueId) -> Option<ValueId> {
    let ty = f.ty(a);
    let result = if is_comparison(op) { Ty::I32 } else { ty };
    if let (Some(x), Some(y)) = (f.bits(a), f.bits(b)) {
        let value = eval::binary(op, ty, x, y)?;
        return Some(f.constant(result, value));
    }
    if !is_integer(ty) {
        return float(f, op, a, b);
    }
    if is_comparison(op) {
        return comparison(f, op, a, b);
    }
    // Constants stand on the right.
    if f.bits(a).is_some() && super::graph::commutes(op) {
        return Some(f.binary(op, b, a));
    }
    match f.bits(b) {
        Some(y) => with_constant(f, op, a, b, y),
        None => without_constant(f, op, a, b),
    }
}

fn float(f: &mut Func, op: B, a: ValueId, b: ValueId) -> Option<ValueId> {
    if is_comparison(op) && f.ty(a) == Ty::F64 {
        let (a, b) = (narrow(f, a)?, narrow(f, b)?);
        return Some(f.binary(op, a, b));
    }
    let one = if f.ty(a) == Ty::F32 { 1f32.to_bits().into() } else { 1f64.to_bits() };
    match op {
        B::Mul | B::Div if f.bits(b) == Some(one) => Some(a),
        B::Mul if f.bits(a) == Some(one) => Some(b),
        _ => None,
    }
}

pub(super) fn all_ones(ty: Ty) -> u64 {
    if ty == Ty::I32 { u32::MAX.into() } else { u64::MAX }
}

fn with_constant(f: &mut Func, op: B, a: ValueId, b: ValueId, y: u64) -> Option<ValueId> {
    let ty = f.ty(a);
    let ones = all_ones(ty);
    let width = if ty == Ty::I32 { 32 } else { 64 };
    match op {
        B::Sub if y != 0 => {
            let negated = f.constant(ty, y.wrapping_neg() & ones);
            return Some(f.add(a, negated));
        }
        B::Add | B::Sub | B::Or | B::Xor if y == 0 => return Some(a),
        B::Shl | B::ShrS | B::ShrU | B::Rotl | B::Rotr if y & (width - 1) == 0 => return Some(a),
        B::Shl | B::ShrS | B::ShrU | B::Rotl | B::Rotr if y >= width => {
            let count = f.constant(ty, y & (width - 1));
            return Some(f.binary(op, a, count));
        }
        B::Mul | B::DivU | B::DivS if y == 1 => return Some(a),
        B::Mul if y == ones => {
            let zero = f.constant(ty, 0);
            return Some(f.sub(zero, a));
        }
        B::RemU | B::RemS if y == 1 => return Some(f.constant(ty, 0)),
        B::Mul | B::And if y == 0 => return Some(b),
        B::Or if y == ones => return Some(b),
        B::And if y == ones => return Some(a),
        B::And if y.count_ones() == y.trailing_ones() && bits(f, a, LOOK) <= y.trailing_ones() => {
            return Some(a);
        }
        B::Or if trailing(f, a, LOOK) >= 64 - y.leading_zeros() => return Some(f.add(a, b)),
        _ => {}
    }
    // Two constants in a row become one.
    if let K::Binary(inner, c, d) = f.kind(a).clone()
        && let Some(z) = f.bits(d)
    {
        let merged = match (inner, op) {
            (B::Add, B::Add) => Some(z.wrapping_add(y)),
            (B::Mul, B::Mul) => Some(z.wrapping_mul(y)),
            (B::And, B::And) => Some(z & y),
            (B::Or, B::Or) => Some(z | y),
            (B::Xor, B::Xor) => Some(z ^ y),
            (B::Shl, B::Shl) | (B::ShrU, B::ShrU) if z + y < width => Some(z + y),
            _ => None,
        };
        if let Some(merged) = merged {
            let constant = f.constant(ty, merged & ones);
            return Some(f.binary(inner, c, constant));
        }
        // (x << k) >>u k and (x >>u k) << k are masks.
        if inner == B::Shl && op == B::ShrU && z == y {
            let mask = f.constant(ty, ones >> y);
            return Some(f.binary(B::And, c, mask));
        }
        if inner == B::ShrU && op == B::Shl && z == y {
            let mask = f.constant(ty, (ones << y) & ones);
            return Some(f.binary(B::And, c, mask));
        }
        if ty == Ty::I32 && inner == B::Shl && op == B::ShrS && z == y && (y == 24 || y == 16) {
            let extend = if y == 24 { U::Extend8 } else { U::Extend16 };
            return Some(f.unary(extend, ty, c));
        }
    }
    None
}

fn without_constant(f: &mut Func, op: B, a: ValueId, b: ValueId) -> Option<ValueId> {
    let ty = f.ty(a);
    match op {
        B::Sub | B::Xor if a == b => return Some(f.constant(ty, 0)),
        B::And | B::Or if a == b => return Some(a),
        _ => {}
    }
    match (op, f.kind(a).clone(), f.kind(b).clone()) {
        (B::Add, K::Binary(B::Sub, x, y), _) if y == b => Some(x),
        (B::Add, _, K::Binary(B::Sub, x, y)) if y == a => Some(x),
        (B::Sub, K::Binary(B::Add, x, y), _) if y == b => Some(x),
        (B::Sub, K::Binary(B::Add, x, y), _) if x == b => Some(y),
        (B::Sub, _, K::Binary(B::Sub, x, y)) if x == a => Some(y),
        // 0 − (0 − x), and x + (0 − y)
        (B::Add, _, K::Binary(B::Sub, zero, y)) if f.bits(zero) == Some(0) => Some(f.sub(a, y)),
        (B::Add, K::Binary(B::Sub, zero, y), _) if f.bits(zero) == Some(0) => Some(f.sub(b, y)),
        (B::Sub, _, K::Binary(B::Sub, zero, y)) if f.bits(zero) == Some(0) => Some(f.add(a, y)),
        // Constants move outwards, so that they meet.
        (B::Add, K::Binary(B::Add, x, c), _) if f.bits(c).is_some() => {
            let sum = f.add(x, b);
            Some(f.add(sum, c))
        }
        (B::Add, _, K::Binary(B::Add, x, c)) if f.bits(c).is_some() => {
            let sum = f.add(a, x);
            Some(f.add(sum, c))
        }
        (B::Sub, K::Binary(B::Add, x, c), _) if f.bits(c).is_some() => {
            let difference = f.sub(x, b);
            Some(f.add(difference, c))
        }
        (B::Sub, _, K::Binary(B::Add, x, c)) if f.bits(c).is_some() => {
            let difference = f.sub(a, x);
            Some(f.sub(difference, c))
        }
        _ => None,
    }
}

pub(super) fn select(
    f: &mut Func,
    condition: ValueId,
    yes: ValueId,
    no: ValueId,
) -> Option<ValueId> {
    if let Some(bits) = f.bits(condition) {
        return Some(if bits as u32 != 0 { yes } else { no });
    }
    if yes == no {
        return Some(yes);
    }
    match f.kind(condition).clone() {
        K::Unary(U::Eqz, inner) if f.ty(inner) == Ty::I32 => return Some(f.select(inner, no, yes)),
        K::Binary(B::Ne, x, zero) if f.as_i32(zero) == Some(0) => {
            return Some(f.select(x, yes, no));
        }
        _ => {}
    }
    match (f.as_i32(yes), f.as_i32(no)) {
        (Some(1), Some(0)) if is_bool(f, condition, LOOK) => Some(condition),
        (Some(1), Some(0)) => {
            let zero = f.int(0);
            Some(f.binary(B::Ne, condition, zero))
        }
        (Some(0), Some(1)) => Some(f.not(condition)),
        _ => None,
    }
}

/// A value that is zero exactly when `condition` is, without needless comparisons.
pub(super) fn condition(f: &Func, mut condition: ValueId) -> ValueId {
    while let K::Binary(B::Ne, x, zero) = f.kind(condition)
        && f.as_i32(*zero) == Some(0)
    {
        condition = *x;
    }
    condition
}
