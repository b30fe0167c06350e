//! WGSL → diagnostics: naga, the interface that the contract fixes, barriers.
//!
//! Never runs a draft. What passes here compiles.

mod compile;
mod dispatch;
mod guard;
mod hint;
mod interface;
mod partial;
pub(crate) mod tokens;
mod uniformity;
#[cfg(test)]
mod uniformity_tests;

use crate::contract::Contract;
use crate::kernel::{Diagnostic, Severity};

pub use compile::capabilities;
pub(crate) use compile::on_large_stack;
pub use guard::MAX_BYTES;

/// A draft that naga accepts, with what the rest needs of it.
#[derive(Debug)]
pub struct Checked {
    /// naga's IR.
    pub module: naga::Module,
    /// naga's analysis, validated with all flags.
    pub info: naga::valid::ModuleInfo,
    /// The text.
    pub wgsl: String,
    /// `@workgroup_size`.
    pub workgroup_size: [u32; 3],
    /// The `// dispatch:` line, if the draft has one: workgroups per axis.
    pub dispatch: Option<[crate::contract::Expr; 3]>,
    /// Warnings and notes.
    pub diagnostics: Vec<Diagnostic>,
}

/// Parses, validates and checks a draft; with a contract also its interface.
///
/// # Errors
/// All diagnostics, errors among them.
pub fn check(wgsl: &str, contract: Option<&Contract>) -> Result<Checked, Vec<Diagnostic>> {
    compile::on_large_stack(|| check_here(wgsl, contract)).unwrap_or_else(|error| Err(vec![error]))
}

fn check_here(wgsl: &str, contract: Option<&Contract>) -> Result<Checked, Vec<Diagnostic>> {
    let (module, info) = compile::compile(wgsl).map_err(|diagnostic| vec![*diagnostic])?;
    let mut diagnostics = interface::check(wgsl, &module, contract);
    diagnostics.extend(uniformity::check(wgsl, &module));
    let dispatch = dispatch::dispatch(wgsl, contract).unwrap_or_else(|diagnostic| {
        diagnostics.push(*diagnostic);
        None
    });
    diagnostics.sort_by_key(|diagnostic| diagnostic.span.map(|span| (span.line, span.column)));
    if diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error) {
        return Err(diagnostics);
    }
    let workgroup_size = module.entry_points.first().map_or([1; 3], |entry| entry.workgroup_size);
    let wgsl = wgsl.to_owned();
    Ok(Checked { module, info, wgsl, workgroup_size, dispatch, diagnostics })
}

/// Diagnostics for a draft that is still streaming: those that touch the last unfinished line, or
/// only say that the text ends too soon, are held back.
pub fn check_partial(wgsl: &str) -> Vec<Diagnostic> {
    partial::check(wgsl)
}

#[cfg(test)]
mod tests;
