//! Which integers a draft holds as u32 or bool rather than i32.
//!
//! wasm's i32 has no sign; the operators have. A value takes the type that most of its uses and
//! sources suggest, so that casts stand only where signs really meet.

use std::collections::HashMap;

use super::plan::operands;
use super::text::Kind;
use super::tree::{Node, Tree};
use crate::source::lifted::{Binary, Ty, Unary, ValueId, ValueKind};

/// The kind of each value. `fixed` knows parameters and loads.
pub(super) fn kinds(tree: &Tree, fixed: &dyn Fn(ValueId) -> Option<Kind>) -> Vec<Kind> {
    let sources = sources(tree);
    let mut kinds: Vec<Kind> = (0..tree.values.len() as u32)
        .map(|at| {
            let value = &tree.values[at as usize];
            match value.ty {
                Ty::F32 | Ty::F64 => Kind::F32,
                Ty::I64 => Kind::Wide,
                Ty::I32 => match &value.kind {
                    ValueKind::Param(_) | ValueKind::Load => {
                        fixed(ValueId(at)).filter(|k| *k == Kind::U32).unwrap_or(Kind::I32)
                    }
                    _ => Kind::I32,
                },
            }
        })
        .collect();
    for (node, var) in axes(tree) {
        if !node {
            kinds[var.0 as usize] = Kind::U32;
        }
    }
    bools(tree, &sources, &mut kinds);
    // Only grows, so it ends; few rounds are ever needed.
    for _ in 0..8 {
        let mut changed = false;
        for at in 0..tree.values.len() {
            if kinds[at] == Kind::I32 && is_unsigned(tree, &sources, &kinds, ValueId(at as u32)) {
                kinds[at] = Kind::U32;
                changed = true;
            }
        }
        if !changed {
            break;
        }
    }
    kinds
}

/// Variables of counted loops, with the sign of their comparison.
fn axes(tree: &Tree) -> Vec<(bool, ValueId)> {
    let nodes = tree.blocks.iter().flat_map(|block| &block.nodes);
    nodes
        .filter_map(|node| match node {
            Node::For { var, signed, .. } => Some((*signed, *var)),
            _ => None,
        })
        .chain(tree.axes.iter().map(|axis| (axis.signed, axis.var)))
        .collect()
}

/// What each phi may be.
fn sources(tree: &Tree) -> HashMap<ValueId, Vec<ValueId>> {
    let mut sources: HashMap<ValueId, Vec<ValueId>> = HashMap::new();
    for node in tree.blocks.iter().flat_map(|block| &block.nodes) {
        match node {
            Node::Var { phi, init: Some(init) } => {
                sources.entry(*phi).or_default().push(tree.resolve(*init));
            }
            Node::Assign(pairs) => {
                for (phi, value) in pairs {
                    sources.entry(*phi).or_default().push(tree.resolve(*value));
                }
            }
            _ => {}
        }
    }
    sources
}

fn is_bit(tree: &Tree, id: ValueId) -> bool {
    matches!(tree.values[id.0 as usize].kind, ValueKind::Const(bits) if bits as u32 <= 1)
}

/// Starts with everything that could be a bool and takes back what is not.
fn bools(tree: &Tree, sources: &HashMap<ValueId, Vec<ValueId>>, kinds: &mut [Kind]) {
    let could = |id: usize| -> bool {
        let value = &tree.values[id];
        value.ty == Ty::I32
            && match &value.kind {
                ValueKind::Unary(op, _) => *op == Unary::Eqz,
                ValueKind::Binary(op, ..) => {
                    is_comparison(*op) || matches!(op, Binary::And | Binary::Or | Binary::Xor)
                }
                ValueKind::Select { .. } => true,
                ValueKind::Phi => sources.contains_key(&ValueId(id as u32)),
                _ => false,
            }
    };
    let mut bool_like: Vec<bool> = (0..tree.values.len()).map(could).collect();
    let loop_vars: Vec<ValueId> = axes(tree).into_iter().map(|(_, var)| var).collect();
    for var in loop_vars {
        bool_like[var.0 as usize] = false;
    }
    loop {
        let mut changed = false;
        for at in 0..tree.values.len() {
            if !bool_like[at] {
                continue;
            }
            let id = ValueId(at as u32);
            let like = |v: &ValueId| bool_like[v.0 as usize];
            let keep = match &tree.values[at].kind {
                ValueKind::Unary(..) => true,
                ValueKind::Binary(op, ..) if is_comparison(*op) => true,
                ValueKind::Binary(..) => {
                    let operands = operands(tree, id);
                    operands.iter().all(|v| like(v) || is_bit(tree, *v))
                        && operands.iter().any(like)
                }
                ValueKind::Select { .. } => {
                    let arms = &operands(tree, id)[1..];
                    arms.iter().all(|v| like(v) || is_bit(tree, *v)) && arms.iter().any(like)
                }
                _ => {
                    let from = &sources[&id];
                    from.iter().all(|v| like(v) || is_bit(tree, *v)) && from.iter().any(like)
                }
            };
            if !keep {
                bool_like[at] = false;
                changed = true;
            }
        }
        if !changed {
            break;
        }
    }
    for (at, like) in bool_like.iter().enumerate() {
        if *like {
            kinds[at] = Kind::Bool;
        }
    }
}

fn is_unsigned(
    tree: &Tree,
    sources: &HashMap<ValueId, Vec<ValueId>>,
    kinds: &[Kind],
    id: ValueId,
) -> bool {
    let unsigned = |v: &ValueId| kinds[v.0 as usize] == Kind::U32;
    let constant = |v: &ValueId| matches!(tree.values[v.0 as usize].kind, ValueKind::Const(_));
    let all = |list: &[ValueId]| {
        list.iter().any(unsigned) && list.iter().all(|v| unsigned(v) || constant(v))
    };
    match &tree.values[id.0 as usize].kind {
        ValueKind::Binary(op, ..) => match op {
            Binary::DivU | Binary::RemU | Binary::ShrU | Binary::Rotl | Binary::Rotr => true,
            Binary::Add | Binary::Sub | Binary::Mul | Binary::And | Binary::Or | Binary::Xor => {
                all(&operands(tree, id))
            }
            Binary::Shl => unsigned(&operands(tree, id)[0]),
            _ => false,
        },
        ValueKind::Unary(op, _) => match op {
            Unary::TruncU => true,
            Unary::Clz | Unary::Ctz | Unary::Popcnt => unsigned(&operands(tree, id)[0]),
            _ => false,
        },
        ValueKind::Select { .. } => all(&operands(tree, id)[1..]),
        ValueKind::Phi => sources.get(&id).is_some_and(|from| {
            from.iter().any(unsigned)
                && from.iter().all(|v| unsigned(v) || constant(v) || mentions(tree, *v, id, 6))
        }),
        _ => false,
    }
}

/// Whether `value` is computed from `phi`, not looking deeper than `depth`.
fn mentions(tree: &Tree, value: ValueId, phi: ValueId, depth: u32) -> bool {
    value == phi
        || depth > 0 && operands(tree, value).iter().any(|v| mentions(tree, *v, phi, depth - 1))
}

pub(super) fn is_comparison(op: Binary) -> bool {
    use Binary::*;
    matches!(op, Eq | Ne | Lt | Gt | Le | Ge | LtS | LtU | GtS | GtU | LeS | LeU | GeS | GeU)
}
