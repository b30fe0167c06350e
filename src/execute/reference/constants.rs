//! The integer constants of a kernel's code: sizes and values near them are worth testing (V3).

use std::collections::BTreeSet;

use wasmparser::Operator;

use super::own::own;
use super::parsed::Parsed;
use crate::source::Module;

/// The integer constants of the kernel's own functions, ascending, each once; i32 ones signed.
/// Those that only address memory or move bits are among them.
///
/// # Errors
/// A module that doesn't decode.
pub fn constants(module: &Module, export: &str) -> Result<Vec<i64>, String> {
    let parsed = Parsed::read(&module.wasm)?;
    let own = own(&parsed, export, &module.math_functions())?;
    let mut found = BTreeSet::new();
    for flow in own.values() {
        for (pc, operator) in flow.operators.iter().enumerate() {
            match operator {
                _ if flow.dead(pc) || flow.doomed(pc) => {}
                Operator::I32Const { value } => {
                    found.insert(i64::from(*value));
                }
                Operator::I64Const { value } => {
                    found.insert(*value);
                }
                _ => {}
            }
        }
    }
    Ok(found.into_iter().collect())
}
