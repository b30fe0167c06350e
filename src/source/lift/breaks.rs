//! Jumps in lists of statements: counted, compared, replaced.
//!
//! It never decides where control should go.

use super::graph::{bodies, bodies_mut, breaks_to, walk};
use crate::source::lifted::{Label, Stmt, ValueId};

/// Whether a list does nothing that a case could see.
pub(super) fn only_traps(stmts: &[Stmt]) -> bool {
    match stmts.split_last() {
        Some((Stmt::Trap { .. }, before)) => {
            before.iter().all(|stmt| matches!(stmt, Stmt::Load { .. } | Stmt::Store { .. }))
        }
        _ => false,
    }
}

pub(super) fn jump_values(stmt: &Stmt) -> Option<Vec<ValueId>> {
    match stmt {
        Stmt::Break { values, .. } | Stmt::Continue { values, .. } | Stmt::Return { values } => {
            Some(values.clone())
        }
        Stmt::Trap { .. } => Some(Vec::new()),
        _ => None,
    }
}

pub(super) fn with_values(jump: Stmt, values: Vec<ValueId>) -> Stmt {
    match jump {
        Stmt::Break { label, .. } => Stmt::Break { label, values },
        Stmt::Continue { label, .. } => Stmt::Continue { label, values },
        Stmt::Return { .. } => Stmt::Return { values },
        other => other,
    }
}

type CommonJump = (Stmt, Vec<ValueId>, Vec<ValueId>);

pub(super) fn common_jump(then: &[Stmt], otherwise: &[Stmt]) -> Option<CommonJump> {
    let (a, b) = (then.last()?, otherwise.last()?);
    let same = match (a, b) {
        (Stmt::Break { label: a, .. }, Stmt::Break { label: b, .. })
        | (Stmt::Continue { label: a, .. }, Stmt::Continue { label: b, .. }) => a == b,
        (Stmt::Return { .. }, Stmt::Return { .. }) => true,
        _ => false,
    };
    same.then_some(())?;
    Some((a.clone(), jump_values(a)?, jump_values(b)?))
}

pub(super) fn count_breaks(stmts: &[Stmt], target: Label) -> usize {
    let mut count = 0;
    walk(stmts, &mut |stmt| {
        count += usize::from(matches!(stmt, Stmt::Break { label, .. } if *label == target));
    });
    count
}

pub(super) fn count_tail_breaks(stmts: &[Stmt], target: Label) -> usize {
    match stmts.last() {
        Some(Stmt::Break { label, .. }) if *label == target => 1,
        Some(Stmt::If { then, otherwise, .. }) => {
            count_tail_breaks(then, target) + count_tail_breaks(otherwise, target)
        }
        _ => 0,
    }
}

pub(super) fn replace_breaks(
    stmts: &mut [Stmt],
    target: Label,
    replacement: &mut impl FnMut(&[ValueId]) -> Stmt,
) {
    for stmt in stmts {
        if let Stmt::Break { label, values } = stmt
            && *label == target
        {
            *stmt = replacement(values);
            continue;
        }
        for body in bodies_mut(stmt) {
            replace_breaks(body, target, replacement);
        }
    }
}

pub(super) fn break_outside_loops(stmts: &[Stmt], target: Label) -> bool {
    stmts.iter().any(|stmt| match stmt {
        Stmt::Break { label, .. } => *label == target,
        Stmt::Loop { .. } | Stmt::For { .. } => false,
        _ => bodies(stmt).into_iter().any(|body| break_outside_loops(body, target)),
    })
}

/// Puts the continuation where the one break stands; gives the break's values.
pub(super) fn put_at_break(
    stmts: &mut Vec<Stmt>,
    target: Label,
    continuation: &mut Vec<Stmt>,
) -> Vec<ValueId> {
    if let Some(Stmt::Break { label, values }) = stmts.last()
        && *label == target
    {
        let values = values.clone();
        stmts.pop();
        stmts.append(continuation);
        return values;
    }
    for stmt in stmts {
        for body in bodies_mut(stmt) {
            if breaks_to(body, target) {
                return put_at_break(body, target, continuation);
            }
        }
    }
    Vec::new()
}
