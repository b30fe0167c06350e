//! Marks that only some runs want, and operations that only some worlds do their own way. Never
//! changes what the strict world computes.

use super::{Build, Rough};
use crate::execute::simt::code::{Inst, Kind};
use crate::execute::simt::lower::Lowered;

/// Leaves out the marks that nobody asked for.
pub fn strip(lowered: &mut Lowered, build: Build) {
    let wanted = |kind: &Kind| match kind {
        Kind::Probe { .. } | Kind::Mark { .. } => build.cover,
        Kind::Heed { .. } => build.rough == Rough::All,
        Kind::Show { .. } => build.show,
        _ => true,
    };
    let mut kept = 0;
    let mut moved = Vec::with_capacity(lowered.code.len());
    for inst in &lowered.code {
        moved.push(kept);
        kept += usize::from(wanted(&inst.kind));
    }
    lowered.code.retain(|inst| wanted(&inst.kind));
    for (_, _, enter) in &mut lowered.inits {
        *enter = moved.get(*enter).copied().unwrap_or(kept);
    }
}

/// Hands operations over to the machine's careful way.
pub fn roughen(code: &mut [Inst], rough: Rough) {
    for inst in code {
        if let Kind::Lane { op, d, a } = inst.kind {
            let float = op.gives_float() || op.takes_floats();
            if rough == Rough::All || (rough == Rough::Floats && float) {
                inst.kind = Kind::Rough { op, d, a };
            }
        }
    }
}
