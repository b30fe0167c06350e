//! Which variables may share one name: a copy at the end of a scope needs no second variable.
//!
//! `var q = init; …; p = q;` becomes `p = init; …` when nothing in between reads `p`.

use std::collections::{HashMap, HashSet};

use super::plan::{operands, operands_of};
use super::tree::{BlockId, Node, Tree};
use crate::source::lifted::{ValueId, ValueKind};

/// For a variable the one whose name it takes, and whether that one already holds its first
/// value.
pub(super) type Shared = HashMap<ValueId, (ValueId, bool)>;

pub(super) fn coalesce(tree: &Tree) -> Shared {
    let mut shared = Shared::new();
    let places = load_terms(tree);
    for block in 0..tree.blocks.len() {
        let nodes = &tree.blocks[block].nodes;
        let Some(Node::Assign(pairs)) = nodes.last() else { continue };
        for (p, q) in pairs {
            let q = tree.resolve(*q);
            let declared =
                nodes.iter().position(|n| matches!(n, Node::Var { phi, .. } if *phi == q));
            let (Some(at), false) = (declared, *p == q) else { continue };
            let others = pairs.iter().filter(|(other, _)| other != p).map(|(_, value)| *value);
            let read_beside = others.into_iter().any(|value| reads(tree, &places, value, *p));
            let between = at + 1..nodes.len() - 1;
            if read_beside || between.into_iter().any(|i| reads_in(tree, &places, (block, i), *p)) {
                continue;
            }
            let Node::Var { init, .. } = &nodes[at] else { continue };
            let first = init.map(|init| tree.resolve(init));
            let holds = match first {
                None => true,
                Some(init) => init == *p || held_before(tree, block, *p, init),
            };
            shared.insert(q, (*p, holds));
        }
    }
    shared
}

/// Whether `p` is declared with this value directly in front of what holds `block`.
fn held_before(tree: &Tree, block: BlockId, p: ValueId, value: ValueId) -> bool {
    let Some((parent, at)) = tree.blocks[block].parent else { return false };
    let holder = &tree.blocks[parent].nodes[at];
    if !matches!(holder, Node::If { .. }) {
        return false;
    }
    let before = tree.blocks[parent].nodes[..at].iter().rev();
    before.take_while(|n| matches!(n, Node::Var { .. })).any(|node| {
        matches!(node, Node::Var { phi, init: Some(init) }
            if *phi == p && tree.resolve(*init) == value)
    })
}

fn load_terms(tree: &Tree) -> HashMap<ValueId, Vec<ValueId>> {
    let nodes = tree.blocks.iter().flat_map(|block| &block.nodes);
    nodes
        .filter_map(|node| match node {
            Node::Load { value, place, .. } => {
                Some((*value, place.terms.iter().map(|(v, _)| *v).collect()))
            }
            _ => None,
        })
        .collect()
}

/// Whether writing `value` may read the variable `p`.
fn reads(tree: &Tree, places: &HashMap<ValueId, Vec<ValueId>>, value: ValueId, p: ValueId) -> bool {
    let mut pending = vec![tree.resolve(value)];
    let mut seen = HashSet::new();
    while let Some(id) = pending.pop() {
        if !seen.insert(id) {
            continue;
        }
        if id == p {
            return true;
        }
        if let ValueKind::Load = tree.values[id.0 as usize].kind {
            let terms = places.get(&id).into_iter().flatten();
            pending.extend(terms.map(|v| tree.resolve(*v)));
        }
        pending.extend(operands(tree, id));
    }
    false
}

/// Whether a node, or anything inside it, may read `p`.
fn reads_in(
    tree: &Tree,
    places: &HashMap<ValueId, Vec<ValueId>>,
    at: (BlockId, usize),
    p: ValueId,
) -> bool {
    let mut pending = vec![at];
    while let Some((block, index)) = pending.pop() {
        let node = &tree.blocks[block].nodes[index];
        if operands_of(node).iter().any(|(value, _)| reads(tree, places, *value, p)) {
            return true;
        }
        let inner: &[BlockId] = match node {
            Node::If { then, otherwise, .. } | Node::IfRaised { then, otherwise, .. } => {
                &[*then, *otherwise]
            }
            Node::For { body, .. } | Node::Loop { body } | Node::Switch { body } => &[*body],
            _ => &[],
        };
        for block in inner {
            pending.extend((0..tree.blocks[*block].nodes.len()).map(|index| (*block, index)));
        }
    }
    false
}
