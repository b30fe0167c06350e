//! v128 operators as operations on four 32-bit lanes.
//!
//! Only shapes f32x4 and i32x4 and the bitwise operators; other shapes are left to the diagnostic.

use wasmparser::Operator as W;

use super::lifted::{Binary as B, Ty, Unary as U};
use super::operator::{Op, VectorOp as V};

/// Translates a v128 operator; `None` where lanes of 32 bits don't express it.
pub(super) fn vector(op: &W<'_>) -> Option<Op> {
    memory(op).or_else(|| lanes(op)).map(Op::Vector)
}

fn memory(op: &W<'_>) -> Option<V> {
    Some(match op {
        W::V128Load { memarg } => V::Load(memarg.offset as u32),
        W::V128Store { memarg } => V::Store(memarg.offset as u32),
        W::V128Load32Splat { memarg } => V::LoadSplat(memarg.offset as u32),
        W::V128Load32Zero { memarg } => V::LoadZero(memarg.offset as u32, 1),
        W::V128Load64Zero { memarg } => V::LoadZero(memarg.offset as u32, 2),
        W::V128Load32Lane { memarg, lane } => V::LoadLane(memarg.offset as u32, *lane),
        W::V128Store32Lane { memarg, lane } => V::StoreLane(memarg.offset as u32, *lane),
        W::V128Const { value } => {
            let (words, _) = value.bytes().as_chunks::<4>();
            V::Const(std::array::from_fn(|lane| u32::from_le_bytes(words[lane])))
        }
        W::I8x16Shuffle { lanes } => {
            let mut picks = [0; 4];
            for (pick, bytes) in picks.iter_mut().zip(lanes.chunks(4)) {
                let whole = bytes[0].is_multiple_of(4)
                    && bytes.iter().zip(bytes[0]..).all(|(byte, expected)| *byte == expected);
                if !whole {
                    return None;
                }
                *pick = bytes[0] / 4;
            }
            V::Shuffle(picks)
        }
        _ => return None,
    })
}

fn lanes(op: &W<'_>) -> Option<V> {
    let (float, int) = (Ty::F32, Ty::I32);
    Some(match op {
        W::F32x4Splat => V::Splat(float),
        W::I32x4Splat => V::Splat(int),
        W::F32x4ExtractLane { lane } => V::Extract(float, *lane),
        W::I32x4ExtractLane { lane } => V::Extract(int, *lane),
        W::F32x4ReplaceLane { lane } => V::Replace(float, *lane),
        W::I32x4ReplaceLane { lane } => V::Replace(int, *lane),
        W::F32x4Add => V::Binary(B::Add, float),
        W::F32x4Sub => V::Binary(B::Sub, float),
        W::F32x4Mul => V::Binary(B::Mul, float),
        W::F32x4Div => V::Binary(B::Div, float),
        W::F32x4Min => V::Binary(B::Min, float),
        W::F32x4Max => V::Binary(B::Max, float),
        W::F32x4PMin => V::PseudoMin,
        W::F32x4PMax => V::PseudoMax,
        W::F32x4Eq => V::Binary(B::Eq, float),
        W::F32x4Ne => V::Binary(B::Ne, float),
        W::F32x4Lt => V::Binary(B::Lt, float),
        W::F32x4Gt => V::Binary(B::Gt, float),
        W::F32x4Le => V::Binary(B::Le, float),
        W::F32x4Ge => V::Binary(B::Ge, float),
        W::F32x4Abs => V::Unary(U::Abs, float, float),
        W::F32x4Neg => V::Unary(U::Neg, float, float),
        W::F32x4Sqrt => V::Unary(U::Sqrt, float, float),
        W::F32x4Ceil => V::Unary(U::Ceil, float, float),
        W::F32x4Floor => V::Unary(U::Floor, float, float),
        W::F32x4Trunc => V::Unary(U::TruncF, float, float),
        W::F32x4Nearest => V::Unary(U::Nearest, float, float),
        W::F32x4ConvertI32x4S => V::Unary(U::ConvertS, int, float),
        W::F32x4ConvertI32x4U => V::Unary(U::ConvertU, int, float),
        W::I32x4TruncSatF32x4S => V::Unary(U::TruncS, float, int),
        W::I32x4TruncSatF32x4U => V::Unary(U::TruncU, float, int),
        W::I32x4Add => V::Binary(B::Add, int),
        W::I32x4Sub => V::Binary(B::Sub, int),
        W::I32x4Mul => V::Binary(B::Mul, int),
        W::I32x4Eq => V::Binary(B::Eq, int),
        W::I32x4Ne => V::Binary(B::Ne, int),
        W::I32x4LtS => V::Binary(B::LtS, int),
        W::I32x4LtU => V::Binary(B::LtU, int),
        W::I32x4GtS => V::Binary(B::GtS, int),
        W::I32x4GtU => V::Binary(B::GtU, int),
        W::I32x4LeS => V::Binary(B::LeS, int),
        W::I32x4LeU => V::Binary(B::LeU, int),
        W::I32x4GeS => V::Binary(B::GeS, int),
        W::I32x4GeU => V::Binary(B::GeU, int),
        W::I32x4MinS => V::Pick(B::LtS),
        W::I32x4MinU => V::Pick(B::LtU),
        W::I32x4MaxS => V::Pick(B::GtS),
        W::I32x4MaxU => V::Pick(B::GtU),
        W::I32x4Shl => V::Shift(B::Shl),
        W::I32x4ShrS => V::Shift(B::ShrS),
        W::I32x4ShrU => V::Shift(B::ShrU),
        W::I32x4AllTrue => V::AllTrue,
        W::V128And => V::Binary(B::And, int),
        W::V128Or => V::Binary(B::Or, int),
        W::V128Xor => V::Binary(B::Xor, int),
        W::V128Not => V::Not,
        W::V128AndNot => V::AndNot,
        W::V128Bitselect => V::BitSelect,
        W::V128AnyTrue => V::AnyTrue,
        _ => return None,
    })
}
