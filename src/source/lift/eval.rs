//! Operators on constants: what wasm computes, bit for bit (NaN payloads aside).
//!
//! A division by zero has no value here: wasm traps there, and a trap is not a case.

use crate::source::lifted::{Binary as B, Ty, Unary as U};

fn f32_of(bits: u64) -> f32 {
    f32::from_bits(bits as u32)
}

fn f64_of(bits: u64) -> f64 {
    f64::from_bits(bits)
}

/// The value of an operator on one constant of type `from`, as type `to`.
pub(in crate::source) fn unary(op: U, from: Ty, to: Ty, a: u64) -> Option<u64> {
    let word = a as u32;
    Some(match (op, from) {
        (U::Eqz, Ty::I32) => (word == 0).into(),
        (U::Eqz, _) => (a == 0).into(),
        (U::Clz, Ty::I32) => word.leading_zeros().into(),
        (U::Clz, _) => a.leading_zeros().into(),
        (U::Ctz, Ty::I32) => word.trailing_zeros().into(),
        (U::Ctz, _) => a.trailing_zeros().into(),
        (U::Popcnt, Ty::I32) => word.count_ones().into(),
        (U::Popcnt, _) => a.count_ones().into(),
        (U::Extend8, Ty::I32) => a as i8 as i32 as u32 as u64,
        (U::Extend8, _) => a as i8 as i64 as u64,
        (U::Extend16, Ty::I32) => a as i16 as i32 as u32 as u64,
        (U::Extend16, _) => a as i16 as i64 as u64,
        (U::Extend32 | U::ExtendS, _) => a as i32 as i64 as u64,
        (U::ExtendU | U::Wrap, _) => word.into(),
        (U::Reinterpret, _) => a,
        (U::Promote, _) => f64::from(f32_of(a)).to_bits(),
        (U::Demote, _) => (f64_of(a) as f32).to_bits().into(),
        (U::TruncS | U::TruncU, Ty::F32) => truncate(op, to, f64::from(f32_of(a))),
        (U::TruncS | U::TruncU, _) => truncate(op, to, f64_of(a)),
        (U::ConvertS | U::ConvertU, _) => convert(op, from, to, a),
        (_, Ty::F32) => float32(op, f32_of(a))?.to_bits().into(),
        (_, Ty::F64) => float64(op, f64_of(a))?.to_bits(),
        _ => return None,
    })
}

fn truncate(op: U, to: Ty, x: f64) -> u64 {
    match (op, to) {
        (U::TruncS, Ty::I32) => x as i32 as u32 as u64,
        (U::TruncS, _) => x as i64 as u64,
        (_, Ty::I32) => (x as u32).into(),
        _ => x as u64,
    }
}

fn convert(op: U, from: Ty, to: Ty, a: u64) -> u64 {
    let wide = match (op, from) {
        (U::ConvertS, Ty::I32) => i128::from(a as i32),
        (U::ConvertS, _) => i128::from(a as i64),
        (_, Ty::I32) => i128::from(a as u32),
        _ => i128::from(a),
    };
    match to {
        Ty::F32 => (wide as f32).to_bits().into(),
        _ => (wide as f64).to_bits(),
    }
}

fn float32(op: U, x: f32) -> Option<f32> {
    Some(match op {
        U::Abs => x.abs(),
        U::Neg => -x,
        U::Ceil => x.ceil(),
        U::Floor => x.floor(),
        U::TruncF => x.trunc(),
        U::Nearest => x.round_ties_even(),
        U::Sqrt => x.sqrt(),
        _ => return None,
    })
}

fn float64(op: U, x: f64) -> Option<f64> {
    Some(match op {
        U::Abs => x.abs(),
        U::Neg => -x,
        U::Ceil => x.ceil(),
        U::Floor => x.floor(),
        U::TruncF => x.trunc(),
        U::Nearest => x.round_ties_even(),
        U::Sqrt => x.sqrt(),
        _ => return None,
    })
}

/// The value of an operator on two constants of type `ty`.
pub(in crate::source) fn binary(op: B, ty: Ty, a: u64, b: u64) -> Option<u64> {
    match ty {
        Ty::I32 => int32(op, a as u32, b as u32),
        Ty::I64 => int64(op, a, b),
        Ty::F32 => {
            let (x, y) = (f32_of(a), f32_of(b));
            Some(match op {
                B::Add => (x + y).to_bits().into(),
                B::Sub => (x - y).to_bits().into(),
                B::Mul => (x * y).to_bits().into(),
                B::Div => (x / y).to_bits().into(),
                B::Min => {
                    f32::from_bits(minimum(x.into(), y.into(), a as u32, b as u32)).to_bits().into()
                }
                B::Max => {
                    f32::from_bits(maximum(x.into(), y.into(), a as u32, b as u32)).to_bits().into()
                }
                B::Copysign => x.copysign(y).to_bits().into(),
                _ => compare(op, x.into(), y.into())?.into(),
            })
        }
        Ty::F64 => {
            let (x, y) = (f64_of(a), f64_of(b));
            Some(match op {
                B::Add => (x + y).to_bits(),
                B::Sub => (x - y).to_bits(),
                B::Mul => (x * y).to_bits(),
                B::Div => (x / y).to_bits(),
                B::Min if x.is_nan() || y.is_nan() => f64::NAN.to_bits(),
                B::Max if x.is_nan() || y.is_nan() => f64::NAN.to_bits(),
                B::Min if x == y => a | b,
                B::Max if x == y => a & b,
                B::Min => x.min(y).to_bits(),
                B::Max => x.max(y).to_bits(),
                B::Copysign => x.copysign(y).to_bits(),
                _ => compare(op, x, y)?.into(),
            })
        }
    }
}

/// wasm's min: NaN wins, and −0 is less than +0 (equal values differ at most in the sign bit).
fn minimum(x: f64, y: f64, a: u32, b: u32) -> u32 {
    match () {
        () if x.is_nan() || y.is_nan() => f32::NAN.to_bits(),
        () if x == y => a | b,
        () if x < y => a,
        () => b,
    }
}

fn maximum(x: f64, y: f64, a: u32, b: u32) -> u32 {
    match () {
        () if x.is_nan() || y.is_nan() => f32::NAN.to_bits(),
        () if x == y => a & b,
        () if x > y => a,
        () => b,
    }
}

fn compare(op: B, x: f64, y: f64) -> Option<bool> {
    Some(match op {
        B::Eq => x == y,
        B::Ne => x != y,
        B::Lt => x < y,
        B::Gt => x > y,
        B::Le => x <= y,
        B::Ge => x >= y,
        _ => return None,
    })
}

fn int32(op: B, a: u32, b: u32) -> Option<u64> {
    let (s, t) = (a as i32, b as i32);
    Some(u64::from(match op {
        B::Add => a.wrapping_add(b),
        B::Sub => a.wrapping_sub(b),
        B::Mul => a.wrapping_mul(b),
        B::DivS => s.checked_div(t)? as u32,
        B::DivU => a.checked_div(b)?,
        B::RemS if t == 0 => return None,
        B::RemS => s.wrapping_rem(t) as u32,
        B::RemU => a.checked_rem(b)?,
        B::And => a & b,
        B::Or => a | b,
        B::Xor => a ^ b,
        B::Shl => a.wrapping_shl(b),
        B::ShrS => s.wrapping_shr(b) as u32,
        B::ShrU => a.wrapping_shr(b),
        B::Rotl => a.rotate_left(b & 31),
        B::Rotr => a.rotate_right(b & 31),
        B::Eq => (a == b).into(),
        B::Ne => (a != b).into(),
        B::LtS => (s < t).into(),
        B::LtU => (a < b).into(),
        B::GtS => (s > t).into(),
        B::GtU => (a > b).into(),
        B::LeS => (s <= t).into(),
        B::LeU => (a <= b).into(),
        B::GeS => (s >= t).into(),
        B::GeU => (a >= b).into(),
        _ => return None,
    }))
}

fn int64(op: B, a: u64, b: u64) -> Option<u64> {
    let (s, t) = (a as i64, b as i64);
    Some(match op {
        B::Add => a.wrapping_add(b),
        B::Sub => a.wrapping_sub(b),
        B::Mul => a.wrapping_mul(b),
        B::DivS => s.checked_div(t)? as u64,
        B::DivU => a.checked_div(b)?,
        B::RemS if t == 0 => return None,
        B::RemS => s.wrapping_rem(t) as u64,
        B::RemU => a.checked_rem(b)?,
        B::And => a & b,
        B::Or => a | b,
        B::Xor => a ^ b,
        B::Shl => a.wrapping_shl(b as u32),
        B::ShrS => s.wrapping_shr(b as u32) as u64,
        B::ShrU => a.wrapping_shr(b as u32),
        B::Rotl => a.rotate_left((b & 63) as u32),
        B::Rotr => a.rotate_right((b & 63) as u32),
        B::Eq => (a == b).into(),
        B::Ne => (a != b).into(),
        B::LtS => (s < t).into(),
        B::LtU => (a < b).into(),
        B::GtS => (s > t).into(),
        B::GtU => (a > b).into(),
        B::LeS => (s <= t).into(),
        B::LeU => (a <= b).into(),
        B::GeS => (s >= t).into(),
        B::GeU => (a >= b).into(),
        _ => return None,
    })
}
