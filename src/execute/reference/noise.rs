//! Which operators err, and what stands in their place in a noisy module (VERDICT.md V1).
//!
//! f32 and f32x4 arithmetic errs as WGSL's does. WGSL has no f64, so a draft computes doubles in
//! f32: each f64 operation's result is rounded to either neighbour in f32, as are constants that
//! are no f32, and values beyond f32's range stay as they are. A function that takes doubles
//! apart as bits, or adds a constant to shift digits out, is a library routine written for f64:
//! its arithmetic stays exact, and only what leaves it as f32 errs. Loads, stores, comparisons,
//! minima, maxima and integers never err.

use wasm_encoder::{Function, Instruction as I};
use wasmparser::Operator as O;

use super::flow::Flow;
use super::noise_code::Helper;

/// What errs in one function.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Errs {
    doubles: bool,
}

impl Errs {
    /// Looks at a function.
    pub fn of(flow: &Flow<'_>) -> Self {
        Self { doubles: !flow.operators.iter().any(takes_apart) }
    }

    /// The replacement of an operator: instructions of wasm in front, then a helper. `None`
    /// for what never errs.
    pub fn instead(self, operator: &O<'_>) -> Option<(Vec<I<'static>>, Helper)> {
        use Helper as H;
        Some(match operator {
            O::F32Add => (vec![], H::Add),
            O::F32Sub => (vec![I::F32Neg], H::Add),
            O::F32Mul => (vec![], H::Mul),
            O::F32Div => (vec![], H::Div),
            O::F32Sqrt => (vec![], H::Sqrt),
            O::F32ConvertI32S => (vec![I::F64ConvertI32S], H::Demote),
            O::F32ConvertI32U => (vec![I::F64ConvertI32U], H::Demote),
            O::F32ConvertI64S => (vec![I::F64ConvertI64S], H::Demote),
            O::F32ConvertI64U => (vec![I::F64ConvertI64U], H::Demote),
            O::F32DemoteF64 => (vec![], H::Demote),
            O::F32x4Add => (vec![], H::Add4),
            O::F32x4Sub => (vec![I::F32x4Neg], H::Add4),
            O::F32x4Mul => (vec![], H::Mul4),
            O::F32x4Div => (vec![], H::Div4),
            O::F32x4Sqrt => (vec![], H::Sqrt4),
            O::F32x4ConvertI32x4S => (vec![], H::Signed4),
            O::F32x4ConvertI32x4U => (vec![], H::Unsigned4),
            O::F32x4DemoteF64x2Zero => (vec![], H::Demote2),
            _ if self.doubles => return double(operator),
            _ => return None,
        })
    }
}

fn double(operator: &O<'_>) -> Option<(Vec<I<'static>>, Helper)> {
    use Helper as H;
    Some(match operator {
        O::F64Add => (vec![I::F64Add], H::Round),
        O::F64Sub => (vec![I::F64Sub], H::Round),
        O::F64Mul => (vec![I::F64Mul], H::Round),
        O::F64Div => (vec![], H::DivDouble),
        O::F64Sqrt => (vec![], H::SqrtDouble),
        O::F64ConvertI32S => (vec![I::F64ConvertI32S], H::Round),
        O::F64ConvertI32U => (vec![I::F64ConvertI32U], H::Round),
        O::F64ConvertI64S => (vec![I::F64ConvertI64S], H::Round),
        O::F64ConvertI64U => (vec![I::F64ConvertI64U], H::Round),
        O::F64Const { value } => {
            let value = f64::from_bits(value.bits());
            if !value.is_finite() || f64::from(value as f32) == value {
                return None;
            }
            (vec![I::F64Const(value.into())], H::Round)
        }
        O::F64x2Add => (vec![I::F64x2Add], H::Round2),
        O::F64x2Sub => (vec![I::F64x2Sub], H::Round2),
        O::F64x2Mul => (vec![I::F64x2Mul], H::Round2),
        O::F64x2Div => (vec![], H::Div2),
        O::F64x2Sqrt => (vec![], H::Sqrt2),
        O::F64x2ConvertLowI32x4S => (vec![I::F64x2ConvertLowI32x4S], H::Round2),
        O::F64x2ConvertLowI32x4U => (vec![I::F64x2ConvertLowI32x4U], H::Round2),
        _ => return None,
    })
}

/// Doubles as bits, or 2⁵² and its like, which round by shifting digits out.
fn takes_apart(operator: &O<'_>) -> bool {
    match operator {
        O::I64ReinterpretF64 | O::F64ReinterpretI64 => true,
        O::F64Const { value } => {
            const STEP: f64 = (1_u64 << 51) as f64;
            let value = f64::from_bits(value.bits()).abs();
            (STEP..=16.0 * STEP).contains(&value) && value % STEP == 0.0
        }
        _ => false,
    }
}

/// Emits a replacement; `helpers` is the first helper's index.
pub fn emit(f: &mut Function, (before, helper): &(Vec<I<'static>>, Helper), helpers: u32) {
    for instruction in before {
        f.instruction(instruction);
    }
    f.instruction(&I::Call(helpers + *helper as u32));
}
