//! Read-modify-writes whose order does not matter: `b[f(x)] += v`.

use super::facts::Facts;
use crate::source::lifted::{Binary, RootId, Ty, ValueId, ValueKind};

/// One update: a load, an operator, and a store to the same place.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Update {
    /// The old value; nothing but the update uses it.
    pub load: ValueId,
    /// The new value, which is stored.
    pub result: ValueId,
    /// What the old value is combined with.
    pub operand: ValueId,
    /// How.
    pub op: UpdateOp,
}

/// What an update does.
#[allow(missing_docs)]
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum UpdateOp {
    Add,
    Sub,
    And,
    Or,
    Xor,
    MinS,
    MaxS,
    MinU,
    MaxU,
}

/// The updates that all accesses to `root` consist of; `None` when anything else touches it, or
/// when two of them don't commute.
pub(super) fn updates_only(facts: &Facts<'_>, root: RootId) -> Option<Vec<Update>> {
    let touching: Vec<_> = facts.accesses.iter().filter(|a| a.place.root == root).collect();
    let mut found: Vec<Update> = Vec::new();
    let mut loads = 0;
    for access in &touching {
        if access.place.access.width != 4 || access.place.access.ty != Ty::I32 {
            return None;
        }
        let Some(result) = access.store else {
            loads += 1;
            continue;
        };
        let (load, operand, op) = touching.iter().filter_map(|a| a.load).find_map(|load| {
            let (operand, op) = update(facts, result, load)?;
            Some((load, operand, op))
        })?;
        let loaded = touching.iter().find(|a| a.load == Some(load))?;
        let same = loaded.place.terms == access.place.terms
            && loaded.place.offset == access.place.offset
            && loaded.path == access.path;
        if !same || found.iter().any(|u| u.load == load) {
            return None;
        }
        found.push(Update { load, result, operand, op });
    }
    let kind = |op| if op == UpdateOp::Sub { UpdateOp::Add } else { op };
    let commute = found.windows(2).all(|pair| kind(pair[0].op) == kind(pair[1].op));
    (loads == found.len() && commute && !found.is_empty()).then_some(found)
}

/// How `result` combines `load` with something else, if `load` goes nowhere but there.
fn update(facts: &Facts<'_>, result: ValueId, load: ValueId) -> Option<(ValueId, UpdateOp)> {
    if facts.uses(result) != 1 {
        return None;
    }
    let lifted = facts.lifted;
    match &lifted.value(result).kind {
        ValueKind::Binary(op, a, b) if facts.uses(load) == 1 => {
            let op = match op {
                Binary::Add => UpdateOp::Add,
                Binary::Sub if *a == load => UpdateOp::Sub,
                Binary::And => UpdateOp::And,
                Binary::Or => UpdateOp::Or,
                Binary::Xor => UpdateOp::Xor,
                _ => return None,
            };
            let operand = if *a == load { *b } else { *a };
            ((*a == load) != (*b == load)).then_some((operand, op))
        }
        ValueKind::Select { condition, yes, no }
            if facts.uses(load) == 2 && facts.uses(*condition) == 1 =>
        {
            let ValueKind::Binary(op, a, b) = lifted.value(*condition).kind else { return None };
            // Normalised to "keep the old value where `old op operand`".
            let (keeps, operand) = match (*yes == load, *no == load) {
                (true, false) => (true, *no),
                (false, true) => (false, *yes),
                _ => return None,
            };
            let forward = match (a == load, b == load) {
                (true, false) if b == operand => true,
                (false, true) if a == operand => false,
                _ => return None,
            };
            use Binary::*;
            let (less, signed) = match op {
                LtS | LeS => (true, true),
                GtS | GeS => (false, true),
                LtU | LeU => (true, false),
                GtU | GeU => (false, false),
                _ => return None,
            };
            let keeps_smaller = (less == forward) == keeps;
            let op = match (keeps_smaller, signed) {
                (true, true) => UpdateOp::MinS,
                (false, true) => UpdateOp::MaxS,
                (true, false) => UpdateOp::MinU,
                (false, false) => UpdateOp::MaxU,
            };
            Some((operand, op))
        }
        _ => None,
    }
}
