//! Arrays on the stack: private to an iteration when it writes them before it reads them.

use super::facts::Facts;
use crate::source::lifted::{Label, Place, RootId, Stmt};

/// `Ok` where each invocation may have its own copy of `root`.
pub(super) fn private(facts: &Facts<'_>, chosen: &[usize], root: RootId) -> Result<(), String> {
    let Some(innermost) = chosen.last() else { return Ok(()) };
    let touching: Vec<_> = facts.accesses.iter().filter(|a| a.place.root == root).collect();
    let inside = |path: &[usize]| path.contains(innermost);
    let stored_inside =
        touching.iter().any(|a| a.store.is_some() && chosen.iter().any(|of| a.path.contains(of)));
    if !stored_inside {
        return Ok(());
    }
    if !touching.iter().all(|a| inside(&a.path)) {
        return Err("an array on the stack is shared by several iterations".into());
    }
    let mut written = Written::default();
    if covers(facts, facts.loops[*innermost].body, root, &mut written, 0) {
        Ok(())
    } else {
        Err("an array on the stack may be read before this iteration wrote it".into())
    }
}

/// Byte ranges that are written on every path so far.
#[derive(Clone, Default)]
struct Written(Vec<(i64, i64)>);

impl Written {
    fn add(&mut self, start: i64, end: i64) {
        self.0.push((start, end));
        self.0.sort_unstable();
        let mut merged: Vec<(i64, i64)> = Vec::new();
        for (start, end) in self.0.drain(..) {
            match merged.last_mut() {
                Some(last) if start <= last.1 => last.1 = last.1.max(end),
                _ => merged.push((start, end)),
            }
        }
        self.0 = merged;
    }

    fn holds(&self, start: i64, end: i64) -> bool {
        self.0.iter().any(|(a, b)| *a <= start && end <= *b)
    }
}

/// Whether every load from `root` reads what was written before on the same path. A load at a
/// variable place stays inside the array that its constant offset names.
fn covers(
    facts: &Facts<'_>,
    body: &[Stmt],
    root: RootId,
    written: &mut Written,
    depth: usize,
) -> bool {
    if depth > 100 {
        return false;
    }
    for stmt in body {
        match stmt {
            Stmt::Load { place, .. } if place.root == root => {
                let start = i64::from(place.offset);
                if !written.holds(start, start + i64::from(place.access.width)) {
                    return false;
                }
            }
            Stmt::Store { place, .. } if place.root == root && place.terms.is_empty() => {
                let start = i64::from(place.offset);
                written.add(start, start + i64::from(place.access.width));
            }
            Stmt::If { then, otherwise, .. } => {
                for arm in [then, otherwise] {
                    if !covers(facts, arm, root, &mut written.clone(), depth + 1) {
                        return false;
                    }
                }
            }
            Stmt::For { label, body, .. } => {
                if !covers(facts, body, root, &mut written.clone(), depth + 1) {
                    return false;
                }
                for range in filled(facts, *label, body, root) {
                    written.add(range.0, range.1);
                }
            }
            // What comes first in the body happens at least once.
            Stmt::Loop { body, .. } | Stmt::Block { body, .. }
                if !covers(facts, body, root, &mut written.clone(), depth + 1) =>
            {
                return false;
            }
            _ => {}
        }
    }
    true
}

/// Ranges that a counted loop with constant bounds fills without gaps.
fn filled(facts: &Facts<'_>, label: Label, body: &[Stmt], root: RootId) -> Vec<(i64, i64)> {
    let looped = facts.loops.iter().find(|l| l.label == label);
    let Some(counted) = looped.and_then(|l| l.counted.filter(|_| !l.leaves)) else {
        return Vec::new();
    };
    let bounds = facts.lifted.as_i32(counted.from).zip(facts.lifted.as_i32(counted.to));
    let Some((from, to)) = bounds.filter(|(from, to)| from < to) else { return Vec::new() };
    let (from, to, step) = (i64::from(from), i64::from(to), i64::from(counted.step));
    if step < 1 {
        return Vec::new();
    }
    let last = from + (to - 1 - from) / step * step;
    let stores: Vec<&Place> = body
        .iter()
        .filter_map(|stmt| match stmt {
            Stmt::Store { place, .. } if place.root == root => Some(place),
            _ => None,
        })
        .collect();
    let mut ranges = Vec::new();
    for place in &stores {
        let [(value, coefficient)] = place.terms[..] else { continue };
        let stride = i64::from(coefficient) * step;
        if value != counted.var || stride < 1 {
            continue;
        }
        // The stores of one round together must reach the next round's first byte.
        let alike = stores.iter().filter(|p| p.terms == place.terms);
        let mut round = Written::default();
        for p in alike {
            let start = i64::from(p.offset);
            round.add(start, start + i64::from(p.access.width));
        }
        let start = i64::from(place.offset);
        if round.holds(start, start + stride) {
            let end = start + i64::from(coefficient) * last + stride;
            ranges.push((start + i64::from(coefficient) * from, end));
        }
    }
    ranges
}
