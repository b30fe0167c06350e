//! Loads that a loop repeats for nothing.
//!
//! Once addresses have roots, and different roots never overlap, a load at the head of a loop
//! whose place does not change and whose root the loop never writes is read once, before it.

use std::collections::HashSet;

use super::graph::{Func, bodies_mut, walk};
use super::scope::Scopes;
use crate::source::lifted::{Label, RootId, Stmt};

/// Hoists; says whether anything moved.
pub(super) fn hoist(f: &mut Func) -> bool {
    let scopes = Scopes::of(f);
    let mut body = std::mem::take(&mut f.body);
    let moved = list(&scopes, &mut body);
    f.body = body;
    moved
}

fn list(scopes: &Scopes, stmts: &mut Vec<Stmt>) -> bool {
    let mut moved = false;
    let mut at = 0;
    while at < stmts.len() {
        for body in bodies_mut(&mut stmts[at]) {
            moved |= list(scopes, body);
        }
        if let Stmt::Loop { label, body, .. } = &mut stmts[at] {
            let label = *label;
            let loads = at_head(scopes, label, body);
            moved |= !loads.is_empty();
            let count = loads.len();
            stmts.splice(at..at, loads);
            at += count;
        }
        at += 1;
    }
    moved
}

fn at_head(scopes: &Scopes, label: Label, body: &mut Vec<Stmt>) -> Vec<Stmt> {
    let mut stored: HashSet<RootId> = HashSet::new();
    walk(body, &mut |stmt| {
        if let Stmt::Store { place, .. } = stmt {
            stored.insert(place.root);
        }
    });
    let head = body.iter().take_while(|stmt| matches!(stmt, Stmt::Load { .. })).count();
    let mut hoisted = Vec::new();
    let mut kept = Vec::new();
    for stmt in body.drain(..head) {
        let fixed = match &stmt {
            Stmt::Load { place, .. } => {
                !stored.contains(&place.root)
                    && place
                        .terms
                        .iter()
                        .all(|(value, _)| scopes.knows(*value) && scopes.invariant(*value, label))
            }
            _ => false,
        };
        if fixed { hoisted.push(stmt) } else { kept.push(stmt) }
    }
    body.splice(0..0, kept);
    hoisted
}
