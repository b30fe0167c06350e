//! The code in front of a conditional branch that records which way it goes.

use wasm_encoder::{Function, Instruction as I};
use wasmparser::Operator;

/// Emits it: the condition (or a table's index) lies on the stack and stays there. `global` is
/// the branch's, `temp` a free i32 local.
pub fn record(f: &mut Function, operator: &Operator<'_>, global: u32, temp: u32) {
    f.instruction(&I::LocalSet(temp)).instruction(&I::GlobalGet(global));
    match operator {
        Operator::BrTable { targets } => {
            let last = targets.len().min(63) as i32;
            f.instruction(&I::I64Const(1));
            f.instruction(&I::LocalGet(temp)).instruction(&I::I32Const(last));
            f.instruction(&I::LocalGet(temp)).instruction(&I::I32Const(last));
            f.instruction(&I::I32LtU).instruction(&I::Select);
            f.instruction(&I::I64ExtendI32U).instruction(&I::I64Shl);
        }
        _ => {
            f.instruction(&I::I64Const(2)).instruction(&I::I64Const(1));
            f.instruction(&I::LocalGet(temp)).instruction(&I::Select);
        }
    }
    f.instruction(&I::I64Or).instruction(&I::GlobalSet(global));
    f.instruction(&I::LocalGet(temp));
}
