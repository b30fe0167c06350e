//! Where lifted statements let control out: exits by label, ends, traps.
//!
//! It only looks; it never builds or changes a statement.

use super::Unsupported;
use super::builder::Target;
use crate::source::lifted::{Label, Stmt, ValueId};

const MAX_NESTING: usize = 150;

/// What follows looks into nested statements again and again, and by recursion.
pub(super) fn check_depth(body: &[Stmt]) -> Result<(), Unsupported> {
    let mut bodies = vec![(body, 0)];
    while let Some((body, depth)) = bodies.pop() {
        if depth > MAX_NESTING {
            return Err(Unsupported::new(0, "control flow nested more than 150 deep"));
        }
        for stmt in body {
            match stmt {
                Stmt::If { then, otherwise, .. } => {
                    bodies.extend([(&then[..], depth + 1), (otherwise, depth + 1)]);
                }
                Stmt::For { body, .. } | Stmt::Loop { body, .. } | Stmt::Block { body, .. } => {
                    bodies.push((body, depth + 1));
                }
                _ => {}
            }
        }
    }
    Ok(())
}

/// Whether control never comes out at the end.
pub(super) fn diverges(body: &[Stmt]) -> bool {
    body.iter().any(|stmt| match stmt {
        Stmt::Break { .. } | Stmt::Continue { .. } | Stmt::Return { .. } | Stmt::Trap { .. } => {
            true
        }
        Stmt::If { then, otherwise, .. } => diverges(then) && diverges(otherwise),
        Stmt::Loop { label, body, .. } | Stmt::Block { label, body, .. } => {
            !has_break(body, *label)
        }
        _ => false,
    })
}

/// Whether every path ends in a trap.
pub(super) fn traps(body: &[Stmt]) -> bool {
    for stmt in body {
        match stmt {
            Stmt::Trap { .. } => return true,
            Stmt::If { then, otherwise, .. } if traps(then) && traps(otherwise) => return true,
            Stmt::Break { .. } | Stmt::Continue { .. } | Stmt::Return { .. } => return false,
            Stmt::If { then, otherwise, .. } if diverges(then) || diverges(otherwise) => {
                return false;
            }
            Stmt::Loop { .. } | Stmt::Block { .. } | Stmt::For { .. } => return false,
            _ => {}
        }
    }
    false
}

pub(super) fn has_break(body: &[Stmt], label: Label) -> bool {
    breaks(body, label, true) > 0
}

/// Exits to `label`; with `deep` also those inside inner loops.
pub(super) fn breaks(body: &[Stmt], label: Label, deep: bool) -> usize {
    let count = |stmt: &Stmt| match stmt {
        Stmt::Break { label: to, .. } => usize::from(*to == label),
        Stmt::If { then, otherwise, .. } => {
            breaks(then, label, deep) + breaks(otherwise, label, deep)
        }
        Stmt::Block { body, .. } => breaks(body, label, deep),
        Stmt::For { body, .. } | Stmt::Loop { body, .. } if deep => breaks(body, label, deep),
        _ => 0,
    };
    body.iter().map(count).sum()
}

pub(super) fn collect_breaks<'a>(body: &'a [Stmt], label: Label, exits: &mut Vec<&'a [ValueId]>) {
    for stmt in body {
        match stmt {
            Stmt::Break { label: to, values } if *to == label => exits.push(values),
            Stmt::If { then, otherwise, .. } => {
                collect_breaks(then, label, exits);
                collect_breaks(otherwise, label, exits);
            }
            Stmt::Block { body, .. } | Stmt::For { body, .. } | Stmt::Loop { body, .. } => {
                collect_breaks(body, label, exits);
            }
            _ => {}
        }
    }
}

/// Whether every exit to `label` can stand at the end of nested arms.
pub(super) fn tailable(body: &[Stmt], label: Label) -> bool {
    body.iter().all(|stmt| match stmt {
        Stmt::If { then, otherwise, .. } => [then, otherwise]
            .into_iter()
            .all(|arm| breaks(arm, label, true) == 0 || diverges(arm) && tailable(arm, label)),
        Stmt::Block { label: own, body, .. } if breaks(body, label, true) > 0 => {
            let once = breaks(body, *own, true) == 1 && breaks(body, *own, false) == 1;
            once && tailable(body, label)
        }
        Stmt::For { body, .. } | Stmt::Loop { body, .. } => breaks(body, label, true) == 0,
        _ => true,
    })
}

/// Jumps out of `body`.
pub(super) fn leaving(body: &[Stmt], inside: &mut Vec<Label>, jumps: &mut Vec<Target>) {
    for stmt in body {
        match stmt {
            Stmt::Break { label, .. } if !inside.contains(label) => {
                jumps.push(Target::Break(*label));
            }
            Stmt::Continue { label, .. } if !inside.contains(label) => {
                jumps.push(Target::Continue(*label));
            }
            Stmt::Return { .. } => jumps.push(Target::Return),
            Stmt::If { then, otherwise, .. } => {
                leaving(then, inside, jumps);
                leaving(otherwise, inside, jumps);
            }
            Stmt::Block { label, body, .. }
            | Stmt::For { label, body, .. }
            | Stmt::Loop { label, body, .. } => {
                inside.push(*label);
                leaving(body, inside, jumps);
                inside.pop();
            }
            _ => {}
        }
    }
}
