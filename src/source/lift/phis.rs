//! Phis: what flows into them, and which of them are only another name.

use std::collections::HashMap;

use super::graph::{Func, bodies, walk};
use super::scope::Scopes;
use crate::source::lifted::{Label, Stmt, ValueId};

/// What flows into each phi. A `For`'s variable has no entry.
pub(super) type Incoming = HashMap<ValueId, Vec<ValueId>>;

/// Phis of the labels around a statement.
#[derive(Default)]
struct Targets<'a> {
    carried: HashMap<Label, Vec<ValueId>>,
    results: HashMap<Label, &'a [ValueId]>,
}

/// Everything that flows into phis.
pub(super) fn incoming(body: &[Stmt]) -> Incoming {
    let mut targets = Targets::default();
    walk(body, &mut |stmt| match stmt {
        Stmt::Loop { label, carried, results, .. } => {
            targets.carried.insert(*label, carried.iter().map(|c| c.phi).collect());
            targets.results.insert(*label, results);
        }
        Stmt::Block { label, results, .. } => {
            targets.results.insert(*label, results);
        }
        _ => {}
    });
    let mut incoming = Incoming::new();
    let mut flow = |phi: ValueId, value: ValueId| incoming.entry(phi).or_default().push(value);
    walk(body, &mut |stmt| match stmt {
        Stmt::If { merges, .. } => {
            for merge in merges {
                merge.then.into_iter().chain(merge.otherwise).for_each(|v| flow(merge.phi, v));
            }
        }
        Stmt::For { carried, next, .. } => {
            for (carried, next) in carried.iter().zip(next) {
                flow(carried.phi, carried.init);
                flow(carried.phi, *next);
            }
        }
        Stmt::Loop { carried, .. } => carried.iter().for_each(|c| flow(c.phi, c.init)),
        Stmt::Break { label, values } => {
            let phis = targets.results.get(label).copied().unwrap_or_default();
            phis.iter().zip(values).for_each(|(phi, value)| flow(*phi, *value));
        }
        Stmt::Continue { label, values } => {
            if let Some(phis) = targets.carried.get(label) {
                phis.iter().zip(values).for_each(|(phi, value)| flow(*phi, *value));
            }
        }
        _ => {}
    });
    incoming
}

/// In which scope each phi is bound.
fn scopes_of_phis(body: &[Stmt], scopes: &Scopes) -> HashMap<ValueId, u32> {
    let mut homes = HashMap::new();
    walk(body, &mut |stmt| {
        let outer = |label: &Label| scopes.outside(*label);
        match stmt {
            Stmt::Loop { carried, results, label, .. } => {
                // A carried phi may stand for what is visible inside.
                carried.iter().for_each(|c| {
                    homes.insert(c.phi, scopes.home(c.phi));
                });
                results.iter().for_each(|r| {
                    homes.insert(*r, outer(label));
                });
            }
            _ => super::graph::binds(stmt, |phi| {
                homes.insert(phi, scopes.home(phi));
            }),
        }
    });
    homes
}

/// Finds phis that always equal another value, which is visible where the phi is: optimistically,
/// so that phis that only pass each other around are seen through.
pub(super) fn trivial(f: &Func) -> HashMap<ValueId, ValueId> {
    let incoming = incoming(&f.body);
    let scopes = Scopes::of(f);
    let homes = scopes_of_phis(&f.body, &scopes);
    let mut order: Vec<ValueId> = incoming.keys().copied().collect();
    order.sort();
    let mut meaning: HashMap<ValueId, ValueId> = HashMap::new();
    let mut rounds = 0;
    loop {
        let mut changed = false;
        for phi in &order {
            let now = meaning.get(phi).copied();
            if now == Some(*phi) {
                continue;
            }
            let mut found: Option<ValueId> = None;
            for value in &incoming[phi] {
                let value = if incoming.contains_key(value) {
                    match meaning.get(value) {
                        Some(meaning) => *meaning,
                        None => continue,
                    }
                } else {
                    *value
                };
                if value == *phi {
                    continue;
                }
                match found {
                    None => found = Some(value),
                    Some(other) if other == value => {}
                    Some(_) => found = Some(*phi),
                }
                if found == Some(*phi) {
                    break;
                }
            }
            let Some(mut next) = found else { continue };
            let home = homes.get(phi).copied().unwrap_or(0);
            if next != *phi && !scopes.visible(next, home) {
                next = *phi;
            }
            if now != Some(next) {
                meaning.insert(*phi, next);
                changed = true;
            }
        }
        rounds += 1;
        if !changed {
            break;
        }
        // Unfinished optimism is wrong: then nothing is known.
        if rounds > 200 {
            return HashMap::new();
        }
    }
    meaning.retain(|phi, meaning| phi != meaning);
    meaning
}

/// Trailing zero bits of integer phis, optimistically.
pub(super) fn trailing_zeros(f: &mut Func) {
    let mut incoming = incoming(&f.body);
    walk_for_vars(&f.body.clone(), f, &mut incoming);
    let mut order: Vec<ValueId> = incoming.keys().copied().collect();
    order.sort();
    f.trailing = order.iter().map(|phi| (*phi, 64)).collect();
    for _ in 0..100 {
        let mut changed = false;
        for phi in &order {
            let zeros = incoming[phi]
                .iter()
                .map(|value| super::bits::trailing(f, *value, 12))
                .min()
                .unwrap_or(0);
            if f.trailing.get(phi) != Some(&zeros) {
                f.trailing.insert(*phi, zeros);
                changed = true;
            }
        }
        if !changed {
            return;
        }
    }
    f.trailing.clear();
}

/// A `For`'s variable: its start and its step flow into it.
fn walk_for_vars(stmts: &[Stmt], f: &mut Func, incoming: &mut Incoming) {
    for stmt in stmts {
        if let Stmt::For { var, from, step, .. } = stmt {
            let step = f.int(*step);
            incoming.insert(*var, vec![*from, step]);
        }
        for body in bodies(stmt) {
            walk_for_vars(body, f, incoming);
        }
    }
}
