//! The plain memory accesses of wasm: width, offset, kind.

use wasm_encoder::ValType;
use wasmparser::{MemArg, Operator};

/// One plain memory access: the address lies on the stack, under `value` if there is one.
pub struct Access {
    /// Bytes.
    pub width: i32,
    /// The instruction's constant offset.
    pub offset: u64,
    /// A store.
    pub write: bool,
    /// What lies above the address.
    pub value: Option<ValType>,
}

impl Access {
    /// The access of an operator, unless it is a bulk one or none.
    pub fn of(operator: &Operator<'_>) -> Option<Self> {
        use Operator as O;
        let load = |arg: &MemArg, width| {
            Some(Self { width, offset: arg.offset, write: false, value: None })
        };
        let store = |arg: &MemArg, width, ty| {
            Some(Self { width, offset: arg.offset, write: true, value: Some(ty) })
        };
        let lane = |arg: &MemArg, width| {
            Some(Self { width, offset: arg.offset, write: false, value: Some(ValType::V128) })
        };
        match operator {
            O::I32Load8S { memarg }
            | O::I32Load8U { memarg }
            | O::I64Load8S { memarg }
            | O::I64Load8U { memarg }
            | O::V128Load8Splat { memarg } => load(memarg, 1),
            O::I32Load16S { memarg }
            | O::I32Load16U { memarg }
            | O::I64Load16S { memarg }
            | O::I64Load16U { memarg }
            | O::V128Load16Splat { memarg } => load(memarg, 2),
            O::I32Load { memarg }
            | O::F32Load { memarg }
            | O::I64Load32S { memarg }
            | O::I64Load32U { memarg }
            | O::V128Load32Splat { memarg }
            | O::V128Load32Zero { memarg } => load(memarg, 4),
            O::I64Load { memarg }
            | O::F64Load { memarg }
            | O::V128Load8x8S { memarg }
            | O::V128Load8x8U { memarg }
            | O::V128Load16x4S { memarg }
            | O::V128Load16x4U { memarg }
            | O::V128Load32x2S { memarg }
            | O::V128Load32x2U { memarg }
            | O::V128Load64Splat { memarg }
            | O::V128Load64Zero { memarg } => load(memarg, 8),
            O::V128Load { memarg } => load(memarg, 16),
            O::V128Load8Lane { memarg, .. } => lane(memarg, 1),
            O::V128Load16Lane { memarg, .. } => lane(memarg, 2),
            O::V128Load32Lane { memarg, .. } => lane(memarg, 4),
            O::V128Load64Lane { memarg, .. } => lane(memarg, 8),
            O::I32Store8 { memarg } => store(memarg, 1, ValType::I32),
            O::I32Store16 { memarg } => store(memarg, 2, ValType::I32),
            O::I32Store { memarg } => store(memarg, 4, ValType::I32),
            O::I64Store8 { memarg } => store(memarg, 1, ValType::I64),
            O::I64Store16 { memarg } => store(memarg, 2, ValType::I64),
            O::I64Store32 { memarg } => store(memarg, 4, ValType::I64),
            O::I64Store { memarg } => store(memarg, 8, ValType::I64),
            O::F32Store { memarg } => store(memarg, 4, ValType::F32),
            O::F64Store { memarg } => store(memarg, 8, ValType::F64),
            O::V128Store { memarg } => store(memarg, 16, ValType::V128),
            O::V128Store8Lane { memarg, .. } => store(memarg, 1, ValType::V128),
            O::V128Store16Lane { memarg, .. } => store(memarg, 2, ValType::V128),
            O::V128Store32Lane { memarg, .. } => store(memarg, 4, ValType::V128),
            O::V128Store64Lane { memarg, .. } => store(memarg, 8, ValType::V128),
            _ => None,
        }
    }
}
