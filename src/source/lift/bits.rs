//! What is known of an integer's bits: how many may be set, how many are zero.
//!
//! It never says more than holds for every input, and looks only a few operands deep.

use super::graph::{Func, is_comparison};
use crate::source::lifted::{Binary as B, Ty, Unary as U, ValueId, ValueKind as K};

/// How far a question about an operand looks into it.
pub(super) const LOOK: u32 = 8;

/// Whether an I32 is always 0 or 1.
pub(super) fn is_bool(f: &Func, value: ValueId, look: u32) -> bool {
    f.ty(value) == Ty::I32 && bits(f, value, look) <= 1
}

/// How many low bits may be set; the type's width when nothing is known.
pub(super) fn bits(f: &Func, value: ValueId, look: u32) -> u32 {
    let width = if matches!(f.ty(value), Ty::I32 | Ty::F32) { 32 } else { 64 };
    if look == 0 {
        return width;
    }
    let known = match f.kind(value) {
        K::Const(bits) => 64 - bits.leading_zeros(),
        K::Unary(U::Eqz, _) => 1,
        K::Unary(U::ExtendU, a) => bits(f, *a, look - 1),
        K::Unary(U::Wrap, a) => bits(f, *a, look - 1).min(32),
        K::Unary(U::Clz | U::Ctz | U::Popcnt, _) => 7,
        K::Binary(op, ..) if is_comparison(*op) => 1,
        K::Binary(B::And, a, b) => bits(f, *a, look - 1).min(bits(f, *b, look - 1)),
        K::Binary(B::Or | B::Xor, a, b) => bits(f, *a, look - 1).max(bits(f, *b, look - 1)),
        K::Binary(B::ShrU, a, c) => match f.bits(*c) {
            Some(c) => bits(f, *a, look - 1).saturating_sub(c as u32 & (width - 1)),
            None => bits(f, *a, look - 1),
        },
        K::Binary(B::Add, a, b) => bits(f, *a, look - 1).max(bits(f, *b, look - 1)) + 1,
        K::Binary(B::Mul, a, b) => bits(f, *a, look - 1) + bits(f, *b, look - 1),
        K::Select { yes, no, .. } => bits(f, *yes, look - 1).max(bits(f, *no, look - 1)),
        K::Load => f.load_bits.get(&value).copied().unwrap_or(width),
        _ => width,
    };
    known.min(width)
}

/// How many low bits are certainly zero.
pub(super) fn trailing(f: &Func, value: ValueId, look: u32) -> u32 {
    if look == 0 {
        return 0;
    }
    match f.kind(value) {
        K::Const(0) => 64,
        K::Const(bits) => bits.trailing_zeros(),
        K::Binary(B::Add | B::Sub | B::Or | B::Xor, a, b) => {
            trailing(f, *a, look - 1).min(trailing(f, *b, look - 1))
        }
        K::Binary(B::And, a, b) => trailing(f, *a, look - 1).max(trailing(f, *b, look - 1)),
        K::Binary(B::Mul, a, b) => (trailing(f, *a, look - 1) + trailing(f, *b, look - 1)).min(64),
        K::Binary(B::Shl, a, c) => match f.bits(*c) {
            Some(c) => (trailing(f, *a, look - 1) + (c as u32 & 31)).min(64),
            None => trailing(f, *a, look - 1),
        },
        K::Select { yes, no, .. } => trailing(f, *yes, look - 1).min(trailing(f, *no, look - 1)),
        K::Phi => f.trailing.get(&value).copied().unwrap_or(0),
        _ => 0,
    }
}
