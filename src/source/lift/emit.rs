//! The kernel in progress → [`Lifted`]: linear places, absolute roots, frames, dense numbering.

use std::collections::{BTreeSet, HashMap};

use super::graph::{
    FRAME, Func, NOWHERE, binds, bodies_mut, operands, operands_mut, uses, values_mut, walk,
};
use super::linear::Linear;
use super::problems::{Problems, line_span};
use super::rebuild::{Substitution, rebuild};
use crate::source::decode::Decoded;
use crate::source::lifted::{
    Lifted, LiftedParam, Place, Root, RootId, RootKind, Stmt, Ty, Value, ValueId, ValueKind,
};

/// Memory accesses at constant addresses that lie this close belong to one array.
const GAP: u32 = 64;
/// A table's bytes that are kept.
const MAX_DATA: u32 = 1 << 20;

/// Makes every place linear.
pub(super) fn linearise(f: &mut Func) {
    f.edit_body(|f, body| linear_list(f, body));
}

fn linear_list(f: &mut Func, stmts: &mut [Stmt]) {
    for stmt in stmts {
        if let Stmt::Load { place, .. } | Stmt::Store { place, .. } = stmt {
            let mut form = Linear { terms: Vec::new(), constant: place.offset };
            for (value, factor) in &place.terms {
                form.add_value(f, *value, *factor);
            }
            place.terms = form.terms;
            place.offset = form.constant;
        }
        for body in bodies_mut(stmt) {
            linear_list(f, body);
        }
    }
}

fn for_places(stmts: &mut [Stmt], visit: &mut impl FnMut(&mut Place, u32)) {
    for stmt in stmts {
        if let Stmt::Load { place, line, .. } | Stmt::Store { place, line, .. } = stmt {
            visit(place, *line);
        }
        for body in bodies_mut(stmt) {
            for_places(body, visit);
        }
    }
}

/// Gives addresses without a pointer an absolute root.
pub(super) fn absolute(
    f: &mut Func,
    roots: &mut Vec<Root>,
    decoded: &Decoded,
    problems: &mut Problems,
    text: Option<&str>,
) {
    let mut addresses = BTreeSet::new();
    for_places(&mut f.body, &mut |place, line| {
        if place.root != NOWHERE {
            return;
        }
        // Below this nothing is ever placed: there is no base at all.
        if (place.offset as u32) < 16 {
            problems.unsupported(
                "address",
                line_span(text, line),
                "no pointer could be found in this address".into(),
                "index from a pointer parameter or from a global array",
            );
        } else {
            addresses.insert((place.access.width, place.offset as u32));
        }
    });
    let starts = clusters(addresses);
    let ids: Vec<RootId> = starts
        .iter()
        .map(|_| {
            roots.push(Root {
                kind: RootKind::Absolute { address: 0, data: Vec::new(), constant: true },
                accesses: Vec::new(),
            });
            RootId(roots.len() as u32 - 1)
        })
        .collect();
    let mut stored = vec![false; starts.len()];
    for_places(&mut f.body, &mut |place, _| {
        if place.root != NOWHERE || (place.offset as u32) < 16 {
            return;
        }
        let at = starts.partition_point(|start| *start <= place.offset as u32) - 1;
        place.root = ids[at];
        place.offset = place.offset.wrapping_sub(starts[at] as i32);
        stored[at] |= place.access.store;
    });
    for (at, start) in starts.iter().enumerate() {
        let end = starts.get(at + 1).copied().unwrap_or(u32::MAX);
        let data = initial(decoded, *start, end);
        roots[ids[at].0 as usize].kind =
            RootKind::Absolute { address: *start, data, constant: !stored[at] };
    }
}

/// Where arrays begin, in ascending order.
fn clusters(addresses: BTreeSet<(u8, u32)>) -> Vec<u32> {
    let mut by_address: Vec<(u32, u8)> = addresses.into_iter().map(|(w, a)| (a, w)).collect();
    by_address.sort_unstable();
    let mut starts = Vec::new();
    let mut last: Option<(u32, u8)> = None;
    for (address, width) in by_address {
        let same = last.is_some_and(|(before, other)| other == width && address - before <= GAP);
        if !same {
            starts.push(address);
        }
        last = Some((address, width));
    }
    starts.dedup();
    starts
}

/// What lies at `start..end` when the module has been instantiated; as far as data reaches.
fn initial(decoded: &Decoded, start: u32, end: u32) -> Vec<u8> {
    let reach = decoded
        .data
        .iter()
        .map(|data| data.address.saturating_add(data.bytes.len() as u32))
        .filter(|to| *to > start)
        .max()
        .unwrap_or(start);
    let length = (reach.min(end) - start).min(MAX_DATA) as usize;
    let mut bytes = vec![0; length];
    for data in &decoded.data {
        for (at, byte) in data.bytes.iter().enumerate() {
            let address = data.address as usize + at;
            if let Some(slot) = address.checked_sub(start as usize).and_then(|at| bytes.get_mut(at))
            {
                *slot = *byte;
            }
        }
    }
    bytes
}

/// Frames begin at their lowest access and end at the stack pointer.
pub(super) fn frames(f: &mut Func, roots: &mut [Root]) {
    let mut lowest: HashMap<RootId, i32> = HashMap::new();
    for_places(&mut f.body, &mut |place, _| {
        if let Some(Root { kind: RootKind::Frame { .. }, .. }) = roots.get(place.root.0 as usize) {
            let low = lowest.entry(place.root).or_insert(0);
            *low = (*low).min(place.offset);
        }
    });
    for_places(&mut f.body, &mut |place, _| {
        if let Some(low) = lowest.get(&place.root) {
            place.offset = place.offset.wrapping_sub(*low);
        }
    });
    for (root, low) in lowest {
        roots[root.0 as usize].kind = RootKind::Frame { bytes: low.unsigned_abs() };
    }
}

/// Drops roots that nothing touches, lists how the others are accessed, numbers values densely.
pub(super) fn finish(
    mut f: Func,
    mut roots: Vec<Root>,
    export: &str,
    params: Vec<LiftedParam>,
    results: Vec<Ty>,
) -> Lifted {
    rebuild(&mut f, &Substitution::new());
    let mut used = BTreeSet::new();
    for_places(&mut f.body, &mut |place, _| {
        used.insert(place.root);
        if let Some(root) = roots.get_mut(place.root.0 as usize)
            && !root.accesses.contains(&place.access)
        {
            root.accesses.push(place.access);
        }
    });
    let mut todo: Vec<RootId> = used.iter().copied().collect();
    while let Some(root) = todo.pop() {
        if let Some(Root { kind: RootKind::Field { of, .. }, .. }) = roots.get(root.0 as usize)
            && used.insert(*of)
        {
            todo.push(*of);
        }
    }
    let renumbered: HashMap<RootId, RootId> =
        used.iter().enumerate().map(|(new, old)| (*old, RootId(new as u32))).collect();
    let mut list = Vec::new();
    for old in &used {
        let Some(root) = roots.get_mut(old.0 as usize) else { continue };
        root.accesses.sort_unstable();
        let mut root = root.clone();
        if let RootKind::Field { of, .. } = &mut root.kind {
            *of = renumbered[of];
        }
        list.push(root);
    }
    for_places(&mut f.body, &mut |place, _| place.root = renumbered[&place.root]);
    f.edit_body(drop_last_returns);
    let values = compact(&mut f);
    Lifted { export: export.to_owned(), params, results, roots: list, values, body: f.body }
}

/// A return of nothing at the end says nothing.
pub(super) fn drop_last_returns(f: &mut Func, stmts: &mut Vec<Stmt>) {
    match stmts.last_mut() {
        Some(Stmt::Return { values }) if values.is_empty() => {
            stmts.pop();
        }
        Some(Stmt::If { condition, then, otherwise, merges }) if merges.is_empty() => {
            drop_last_returns(f, then);
            drop_last_returns(f, otherwise);
            if then.is_empty() && otherwise.is_empty() {
                stmts.pop();
            } else if then.is_empty() {
                *condition = f.not(*condition);
                std::mem::swap(then, otherwise);
            }
        }
        _ => {}
    }
}

/// Drops values that no statement reaches; the order stays.
fn compact(f: &mut Func) -> Vec<Value> {
    let mut reached = vec![false; f.values.len()];
    let mut todo = Vec::new();
    walk(&f.body, &mut |stmt| {
        uses(stmt, |value| todo.push(value));
        binds(stmt, |value| todo.push(value));
    });
    while let Some(value) = todo.pop() {
        if !std::mem::replace(&mut reached[value.0 as usize], true) {
            operands(f.kind(value), |operand| todo.push(operand));
        }
    }
    let mut new = vec![ValueId(0); f.values.len()];
    let mut values = Vec::new();
    for (index, value) in std::mem::take(&mut f.values).into_iter().enumerate() {
        if reached[index] {
            new[index] = ValueId(values.len() as u32);
            values.push(value);
        }
    }
    let rename = |value: &mut ValueId| *value = new[value.0 as usize];
    for value in &mut values {
        operands_mut(&mut value.kind, rename);
    }
    values_mut(&mut f.body, &rename);
    values
}

/// Frame pointers that are still used as numbers.
pub(super) fn uses_frames(f: &Func) -> Option<&Value> {
    f.values.iter().find(|value| matches!(value.kind, ValueKind::Param(index) if index >= FRAME))
}
