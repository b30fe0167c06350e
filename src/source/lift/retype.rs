//! Bits that are only ever looked at as floats become floats.
//!
//! Vector lanes and slots of mixed use travel as I32; loads, stores and phis that only meet
//! reinterpretations take the other type.

use std::collections::{HashMap, HashSet};

use super::graph::{Func, bodies_mut, operands, uses, walk};
use super::phis::{Incoming, incoming};
use super::rebuild::Substitution;
use crate::source::lifted::{Label, Stmt, Ty, Unary as U, ValueId, ValueKind as K};

/// Retypes; the substitution is still to be applied.
pub(super) fn retype(f: &mut Func) -> Substitution {
    let incoming = incoming(&f.body);
    let floats = candidates(f, &incoming);
    let mut substitution = Substitution::new();
    let mut renamed = HashMap::new();
    let mut order: Vec<_> = floats.iter().copied().collect();
    order.sort();
    for old in order {
        let new = f.fresh(Ty::F32, f.kind(old).clone());
        let bits = f.unary(U::Reinterpret, Ty::I32, new);
        substitution.insert(old, bits);
        renamed.insert(old, new);
    }
    let mut body = std::mem::take(&mut f.body);
    let mut labels = HashMap::new();
    edit(f, &mut body, &renamed, &mut labels);
    f.body = body;
    substitution
}

fn is_float_bits(f: &Func, value: ValueId) -> bool {
    matches!(f.kind(value), K::Unary(U::Reinterpret, a) if f.ty(*a) == Ty::F32)
}

/// I32 loads and phis that only floats flow into and that are only used as floats.
fn candidates(f: &Func, incoming: &Incoming) -> HashSet<ValueId> {
    let mut full_loads = HashSet::new();
    let mut flows: HashMap<ValueId, Vec<ValueId>> = HashMap::new();
    for (phi, values) in incoming {
        for value in values {
            flows.entry(*value).or_default().push(*phi);
        }
    }
    let mut seen_otherwise = HashSet::new();
    walk(&f.body, &mut |stmt| match stmt {
        Stmt::Load { value, place, .. } => {
            if place.access.width == 4 {
                full_loads.insert(*value);
            }
            uses(stmt, |value| {
                seen_otherwise.insert(value);
            });
        }
        // What these use flows into phis, and is looked at there.
        Stmt::Break { .. } | Stmt::Continue { .. } | Stmt::Loop { .. } => {}
        Stmt::If { condition, .. } => {
            seen_otherwise.insert(*condition);
        }
        Stmt::For { from, to, .. } => seen_otherwise.extend([*from, *to]),
        _ => uses(stmt, |value| {
            seen_otherwise.insert(value);
        }),
    });
    let mut as_float = HashSet::new();
    for value in &f.values {
        if let K::Unary(U::Reinterpret, a) = value.kind {
            as_float.insert(a);
        } else {
            operands(&value.kind, |operand| {
                seen_otherwise.insert(operand);
            });
        }
    }
    let mut list: HashSet<ValueId> = (0..f.values.len() as u32)
        .map(ValueId)
        .filter(|value| f.ty(*value) == Ty::I32 && !seen_otherwise.contains(value))
        .filter(|value| match f.kind(*value) {
            K::Load => full_loads.contains(value),
            K::Phi => incoming.contains_key(value),
            _ => false,
        })
        .collect();
    loop {
        let keep: HashSet<ValueId> = list
            .iter()
            .copied()
            .filter(|value| {
                let fits = |other: &ValueId| {
                    list.contains(other) || is_float_bits(f, *other) || f.bits(*other) == Some(0)
                };
                let sources = incoming.get(value).is_none_or(|values| values.iter().all(fits));
                let targets = flows.get(value);
                let stays = targets.is_none_or(|phis| phis.iter().all(|phi| list.contains(phi)));
                let wanted = as_float.contains(value) || targets.is_some();
                sources && stays && wanted
            })
            .collect();
        if keep.len() == list.len() {
            return keep;
        }
        list = keep;
    }
}

/// Positions of a label's retyped carried values and results.
type Labels = HashMap<Label, (Vec<bool>, Vec<bool>)>;

fn edit(
    f: &mut Func,
    stmts: &mut [Stmt],
    renamed: &HashMap<ValueId, ValueId>,
    labels: &mut Labels,
) {
    for stmt in stmts {
        let mut inner = true;
        match stmt {
            Stmt::Load { value, place, .. } => {
                if let Some(new) = renamed.get(value) {
                    (*value, place.access.ty) = (*new, Ty::F32);
                }
            }
            Stmt::Store { value, place, .. } => {
                let access = &mut place.access;
                if (access.width, access.ty) == (4, Ty::I32)
                    && let K::Unary(U::Reinterpret, inner) = *f.kind(*value)
                {
                    (*value, access.ty) = (inner, Ty::F32);
                } else if (access.width, access.ty) == (4, Ty::I32) && renamed.contains_key(value) {
                    access.ty = Ty::F32;
                    *value = f.unary(U::Reinterpret, Ty::F32, *value);
                }
            }
            Stmt::If { merges, .. } => {
                for merge in merges {
                    if let Some(new) = renamed.get(&merge.phi) {
                        merge.phi = *new;
                        for value in merge.then.iter_mut().chain(&mut merge.otherwise) {
                            *value = f.unary(U::Reinterpret, Ty::F32, *value);
                        }
                    }
                }
            }
            Stmt::For { carried, next, .. } => {
                for (carried, next) in carried.iter_mut().zip(next) {
                    if let Some(new) = renamed.get(&carried.phi) {
                        carried.phi = *new;
                        carried.init = f.unary(U::Reinterpret, Ty::F32, carried.init);
                        *next = f.unary(U::Reinterpret, Ty::F32, *next);
                    }
                }
            }
            Stmt::Loop { label, carried, results, .. } => {
                let mut mask = Vec::new();
                for carried in carried.iter_mut() {
                    let new = renamed.get(&carried.phi);
                    mask.push(new.is_some());
                    if let Some(new) = new {
                        carried.phi = *new;
                        carried.init = f.unary(U::Reinterpret, Ty::F32, carried.init);
                    }
                }
                labels.insert(*label, (mask, rename(results, renamed)));
            }
            Stmt::Block { label, results, .. } => {
                labels.insert(*label, (Vec::new(), rename(results, renamed)));
            }
            Stmt::Break { label, values } => {
                inner = false;
                let mask = labels.get(label).map(|masks| masks.1.clone());
                floated(f, values, mask);
            }
            Stmt::Continue { label, values } => {
                inner = false;
                let mask = labels.get(label).map(|masks| masks.0.clone());
                floated(f, values, mask);
            }
            Stmt::Return { .. } | Stmt::Trap { .. } => inner = false,
        }
        if inner {
            for body in bodies_mut(stmt) {
                edit(f, body, renamed, labels);
            }
        }
    }
}

fn rename(values: &mut [ValueId], renamed: &HashMap<ValueId, ValueId>) -> Vec<bool> {
    let mut mask = Vec::new();
    for value in values {
        let new = renamed.get(value);
        mask.push(new.is_some());
        if let Some(new) = new {
            *value = *new;
        }
    }
    mask
}

fn floated(f: &mut Func, values: &mut [ValueId], mask: Option<Vec<bool>>) {
    for (value, float) in values.iter_mut().zip(mask.unwrap_or_default()) {
        if float {
            *value = f.unary(U::Reinterpret, Ty::F32, *value);
        }
    }
}
