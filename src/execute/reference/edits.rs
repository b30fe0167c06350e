//! The small changes that can be made to one operator of a kernel, in words and instructions.

use wasm_encoder::Instruction as I;
use wasmparser::{FuncType, Operator as O, ValType};

use super::access::Access;
use super::swaps;

/// A change to one operator.
#[derive(Clone, Debug)]
pub enum Edit {
    /// Other instructions in its place.
    Instead(Vec<I<'static>>),
    /// Instructions in front of it.
    Before(Vec<I<'static>>),
    /// Another constant offset of its memory access.
    Offset(u64),
}

/// What is known around an operator.
pub struct Around<'a> {
    /// Types of the function's parameters and locals.
    pub locals: &'a [ValType],
    /// The type of each function.
    pub callee: &'a dyn Fn(u32) -> Option<FuncType>,
}

/// All changes to `operator`, each with what it was and what it is.
pub fn edits(operator: &O<'_>, around: &Around<'_>) -> Vec<(Edit, String, String)> {
    let mut found: Vec<(Edit, String, String)> = Vec::new();
    let mut add = |edit: Edit, was: &str, now: &str| found.push((edit, was.into(), now.into()));
    for (to, was, now) in swaps::operators(operator).into_iter().chain(swaps::loads(operator)) {
        add(Edit::Instead(vec![to]), was, now);
    }
    if let Some(access) = Access::of(operator) {
        let (kind, width) = (if access.write { "store" } else { "load" }, access.width as u64);
        let at = |offset: u64| format!("{kind} at offset {offset}");
        add(Edit::Offset(access.offset + width), &at(access.offset), &at(access.offset + width));
        if let Some(less) = access.offset.checked_sub(width) {
            add(Edit::Offset(less), &at(access.offset), &at(less));
        }
        if access.write {
            add(Edit::Instead(vec![I::Drop, I::Drop]), "store", "nothing stored");
        }
    }
    match operator {
        O::I32Const { value } => {
            for now in near(i64::from(*value)) {
                let words = (format!("i32.const {value}"), format!("i32.const {}", now as i32));
                add(Edit::Instead(vec![I::I32Const(now as i32)]), &words.0, &words.1);
            }
        }
        O::I64Const { value } => {
            for now in near(*value) {
                let words = (format!("i64.const {value}"), format!("i64.const {now}"));
                add(Edit::Instead(vec![I::I64Const(now)]), &words.0, &words.1);
            }
        }
        O::F32Const { value } => {
            let value = f32::from_bits(value.bits());
            for now in other(value.into()) {
                let words = (format!("f32.const {value}"), format!("f32.const {now}"));
                add(Edit::Instead(vec![I::F32Const((now as f32).into())]), &words.0, &words.1);
            }
        }
        O::F64Const { value } => {
            let value = f64::from_bits(value.bits());
            for now in other(value) {
                let words = (format!("f64.const {value}"), format!("f64.const {now}"));
                add(Edit::Instead(vec![I::F64Const(now.into())]), &words.0, &words.1);
            }
        }
        O::I32Eqz => {
            add(Edit::Instead(vec![I::I32Const(0), I::I32Ne]), "i32.eqz", "i32.ne 0");
        }
        O::I64Eqz => {
            add(Edit::Instead(vec![I::I64Const(0), I::I64Ne]), "i64.eqz", "i64.ne 0");
        }
        O::If { .. } => {
            add(Edit::Before(vec![I::I32Eqz]), "if", "if not");
            add(Edit::Before(vec![I::Drop, I::I32Const(0)]), "if", "if never");
            add(Edit::Before(vec![I::Drop, I::I32Const(1)]), "if", "if always");
        }
        O::BrIf { relative_depth } => {
            let go = I::Br(*relative_depth);
            add(Edit::Before(vec![I::I32Eqz]), "br_if", "br_if not");
            add(Edit::Instead(vec![I::Drop]), "br_if", "br_if never");
            add(Edit::Instead(vec![I::Drop, go]), "br_if", "br_if always");
        }
        O::Select | O::TypedSelect { .. } => {
            add(Edit::Before(vec![I::I32Eqz]), "select", "select with its values swapped");
        }
        O::MemoryFill { .. } => {
            add(Edit::Instead(vec![I::Drop, I::Drop, I::Drop]), "memory.fill", "nothing filled");
        }
        O::MemoryCopy { .. } => {
            add(Edit::Instead(vec![I::Drop, I::Drop, I::Drop]), "memory.copy", "nothing copied");
        }
        O::Call { function_index } => {
            if let Some(nothing) = (around.callee)(*function_index).and_then(|ty| nothing(&ty)) {
                add(Edit::Instead(nothing), "call", "no call, zero for its result");
            }
        }
        O::LocalGet { local_index } => {
            if let Some(now) = another(around.locals, *local_index) {
                let words = (format!("local.get {local_index}"), format!("local.get {now}"));
                add(Edit::Instead(vec![I::LocalGet(now)]), &words.0, &words.1);
            }
        }
        _ => {}
    }
    found
}

fn near(value: i64) -> Vec<i64> {
    let mut all = vec![value.wrapping_add(1), value.wrapping_sub(1)];
    if value.unsigned_abs() > 1 {
        all.push(0);
    }
    all
}

fn other(value: f64) -> Vec<f64> {
    if value == 0.0 { vec![1.0] } else { vec![-value, 2.0 * value, 0.0] }
}

/// Drops the arguments and gives zeros.
fn nothing(ty: &FuncType) -> Option<Vec<I<'static>>> {
    let mut all = vec![I::Drop; ty.params().len()];
    for result in ty.results() {
        all.push(match result {
            ValType::I32 => I::I32Const(0),
            ValType::I64 => I::I64Const(0),
            ValType::F32 => I::F32Const(0.0.into()),
            ValType::F64 => I::F64Const(0.0.into()),
            ValType::V128 => I::V128Const(0),
            ValType::Ref(_) => return None,
        });
    }
    Some(all)
}

/// The next local of the same type, around the end.
fn another(locals: &[ValType], index: u32) -> Option<u32> {
    let ty = locals.get(index as usize)?;
    let count = locals.len() as u32;
    (1..count).map(|step| (index + step) % count).find(|at| locals[*at as usize] == *ty)
}
