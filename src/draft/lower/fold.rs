//! Constant operands, computed here: WGSL refuses constant expressions that overflow.

use crate::source::lifted::{Binary, Ty, Unary};

/// The bits of `op` on a constant, where that is one.
pub(super) fn unary(op: Unary, bits: u64) -> Option<u64> {
    let integer = bits as u32;
    let float = f32::from_bits(integer);
    let from = |value: f32| Some(u64::from(value.to_bits()));
    match op {
        Unary::Abs => from(float.abs()),
        Unary::Neg => from(-float),
        Unary::Ceil => from(float.ceil()),
        Unary::Floor => from(float.floor()),
        Unary::TruncF => from(float.trunc()),
        Unary::Nearest => from(float.round_ties_even()),
        Unary::Sqrt => from(float.sqrt()),
        Unary::TruncS => Some((float as i32 as u32).into()),
        Unary::TruncU => Some((float as u32).into()),
        Unary::ConvertS => from(integer as i32 as f32),
        Unary::ConvertU => from(integer as f32),
        Unary::Reinterpret => Some(integer.into()),
        Unary::Clz => Some(integer.leading_zeros().into()),
        Unary::Ctz => Some(integer.trailing_zeros().into()),
        Unary::Popcnt => Some(integer.count_ones().into()),
        Unary::Extend8 => Some((integer as i8 as i32 as u32).into()),
        Unary::Extend16 => Some((integer as i16 as i32 as u32).into()),
        _ => None,
    }
}

/// The bits of `op` on two constants of type `ty`, where that is one.
pub(super) fn binary(op: Binary, ty: Ty, x: u64, y: u64) -> Option<u64> {
    use Binary::*;
    let (a, b) = (x as u32, y as u32);
    let bits = match ty {
        Ty::I32 => match op {
            Add => a.wrapping_add(b),
            Sub => a.wrapping_sub(b),
            Mul => a.wrapping_mul(b),
            And => a & b,
            Or => a | b,
            Xor => a ^ b,
            Shl => a.wrapping_shl(b),
            ShrS => (a as i32).wrapping_shr(b) as u32,
            ShrU => a.wrapping_shr(b),
            Rotl => a.rotate_left(b % 32),
            Rotr => a.rotate_right(b % 32),
            DivS => (a as i32).checked_div(b as i32)? as u32,
            DivU => a.checked_div(b)?,
            RemS => (a as i32).wrapping_rem(if b == 0 { return None } else { b as i32 }) as u32,
            RemU => a.checked_rem(b)?,
            _ => return None,
        },
        Ty::F32 => {
            let (a, b) = (f32::from_bits(a), f32::from_bits(b));
            let value = match op {
                Add => a + b,
                Sub => a - b,
                Mul => a * b,
                Div => a / b,
                Copysign => a.copysign(b),
                _ => return None,
            };
            value.to_bits()
        }
        _ => return None,
    };
    Some(bits.into())
}
