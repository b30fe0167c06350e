//! The functions that are the kernel's own: what noise, coverage and mutants are about.
//!
//! Reachable from the kernel's export through calls that can return, without the bodies of C's
//! math functions: those are one operation each, like WGSL's builtins.

use std::collections::BTreeMap;

use wasmparser::{ExternalKind, Operator};

use super::flow::Flow;
use super::parsed::{Parsed, Result, text};

/// The kernel's own functions by index.
pub type Own<'a> = BTreeMap<u32, Flow<'a>>;

/// Finds them. `math` lists the functions that count as one operation.
///
/// # Errors
/// Bytes that don't decode.
pub fn own<'a>(parsed: &Parsed<'a>, export: &str, math: &[(u32, String)]) -> Result<Own<'a>> {
    let mut todo = Vec::new();
    for found in parsed.exports.clone().into_iter().flatten() {
        let found = found.map_err(text)?;
        if found.kind == ExternalKind::Func && found.name == export {
            todo.push(found.index);
        }
    }
    let mut own = Own::new();
    while let Some(function) = todo.pop() {
        let defined = function.checked_sub(parsed.imported_functions);
        let Some(body) = defined.and_then(|i| parsed.bodies.get(i as usize)) else { continue };
        if own.contains_key(&function) || math.iter().any(|(index, _)| *index == function) {
            continue;
        }
        let flow = Flow::of(body)?;
        for (pc, operator) in flow.operators.iter().enumerate() {
            match operator {
                _ if flow.dead(pc) || flow.doomed(pc) => {}
                Operator::Call { function_index } | Operator::ReturnCall { function_index } => {
                    todo.push(*function_index);
                }
                Operator::CallIndirect { .. } => todo.extend(&parsed.escaped),
                _ => {}
            }
        }
        own.insert(function, flow);
    }
    Ok(own)
}
