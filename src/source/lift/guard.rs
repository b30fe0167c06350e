//! Guards around counted loops that say only what the loops' own bounds say.

use super::facts::Facts;
use super::graph::{Func, bodies_mut, walk};
use super::linear::Linear;
use super::rebuild::Substitution;
use crate::source::lifted::{Merge, Stmt, ValueId};

/// Removes needless guards; the substitution is still to be applied. `None`: there was none.
pub(super) fn remove(f: &mut Func) -> Option<Substitution> {
    let mut substitution = Substitution::new();
    f.edit_body(|f, body| list(f, body, &mut substitution)).then_some(substitution)
}

fn list(f: &mut Func, stmts: &mut Vec<Stmt>, substitution: &mut Substitution) -> bool {
    let mut found = false;
    let mut at = 0;
    while at < stmts.len() {
        for body in bodies_mut(&mut stmts[at]) {
            found |= list(f, body, substitution);
        }
        if let Stmt::If { condition, then, otherwise, merges } = &stmts[at]
            && otherwise.is_empty()
            && !then.is_empty()
            && let Some(replaced) = needless(f, *condition, then, merges)
        {
            substitution.extend(replaced);
            if let Stmt::If { then, .. } = stmts.remove(at) {
                let count = then.len();
                stmts.splice(at..at, then);
                at += count;
            }
            found = true;
            continue;
        }
        at += 1;
    }
    found
}

/// What stands for the merges when the guard goes; `None` when it has to stay.
fn needless(
    f: &mut Func,
    condition: ValueId,
    then: &[Stmt],
    merges: &[Merge],
) -> Option<Vec<(ValueId, ValueId)>> {
    let mut facts = Facts::default();
    facts.learn(f, condition, false);
    if !vanishes(f, &facts, then) {
        return None;
    }
    // Without a round a carried value is its initial one.
    let mut replaced = Vec::new();
    for merge in merges {
        let (Some(taken), Some(other)) = (merge.then, merge.otherwise) else { return None };
        let mut fits = false;
        for stmt in then {
            if let Stmt::For { carried, .. } = stmt {
                fits |= carried.iter().any(|c| c.phi == taken && c.init == other);
            }
        }
        if !fits {
            // A value that is the other one anyway where the guard fails.
            let value = super::join::value_under(f, &facts, taken);
            if value.is_none() || value != f.as_i32(other) {
                return None;
            }
        }
        replaced.push((merge.phi, taken));
    }
    Some(replaced)
}

/// Whether statements do nothing where `facts` hold.
fn vanishes(f: &mut Func, facts: &Facts, stmts: &[Stmt]) -> bool {
    let mut leaves = false;
    walk(stmts, &mut |stmt| {
        leaves |= matches!(
            stmt,
            Stmt::Return { .. } | Stmt::Break { .. } | Stmt::Continue { .. } | Stmt::Trap { .. }
        );
    });
    !leaves && stmts.iter().all(|stmt| does_nothing(f, facts, stmt))
}

fn does_nothing(f: &mut Func, facts: &Facts, stmt: &Stmt) -> bool {
    match stmt {
        Stmt::For { from, to, signed, carried, body, .. } => {
            empty(f, facts, *from, *to, *signed) || (carried.is_empty() && vanishes(f, facts, body))
        }
        _ => false,
    }
}

/// Whether `from < to` fails.
fn empty(f: &mut Func, facts: &Facts, from: ValueId, to: ValueId, signed: bool) -> bool {
    if let (Some(from), Some(to)) =
        (super::join::value_under(f, facts, from), super::join::value_under(f, facts, to))
    {
        return if signed { from >= to } else { from as u32 >= to as u32 };
    }
    let (start, end) = (Linear::of(f, from), Linear::of(f, to));
    let backwards = facts.bound(f, &start.plus(&end, -1));
    backwards.zero || (signed && backwards.signed.is_some_and(|low| low >= 0))
}
