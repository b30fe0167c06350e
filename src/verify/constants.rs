//! Constants of the draft and of the WAT (VERDICT.md V3): where a text compares with a number,
//! inputs must come near that number.
//!
//! Reads naga's IR and the lifted kernel; what is made of the numbers is the plan's business.

use naga::{BinaryOperator, Block, Expression, Function, Literal, Statement, SwitchValue};

use crate::check::Checked;
use crate::contract::Expr;
use crate::source::Lifted;
use crate::source::lifted::{Ty, ValueKind};

/// Numbers that are kept of each kind: the smallest ones.
const MOST: usize = 48;

/// Numbers that occur in a draft or its WAT, sorted, without duplicates.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Constants {
    /// Integers, each with its neighbours.
    pub integers: Vec<i128>,
    /// Finite floats.
    pub floats: Vec<f64>,
}

impl Constants {
    /// Those of a draft and of the kernel that it was made from.
    pub fn of(checked: &Checked, lifted: Option<&Lifted>) -> Self {
        let (mut integers, mut floats) = (Vec::<i128>::new(), Vec::<f64>::new());
        let module = &checked.module;
        let entries = module.entry_points.iter().map(|entry| &entry.function);
        let functions: Vec<&Function> =
            module.functions.iter().map(|(_, function)| function).chain(entries).collect();
        for function in &functions {
            labels(&function.body, &mut integers);
            shifts(function, &mut integers);
        }
        for (expr, size) in checked.dispatch.iter().flatten().zip(checked.workgroup_size) {
            extents(expr, size.into(), &mut integers);
        }
        let local = functions.iter().flat_map(|function| function.expressions.iter());
        for (_, expression) in local.chain(module.global_expressions.iter()) {
            match expression {
                Expression::Literal(Literal::I32(v)) => integers.push((*v).into()),
                Expression::Literal(Literal::U32(v)) => integers.push((*v).into()),
                Expression::Literal(Literal::I64(v) | Literal::AbstractInt(v)) => {
                    integers.push((*v).into());
                }
                Expression::Literal(Literal::U64(v)) => integers.push((*v).into()),
                Expression::Literal(Literal::F32(v)) => floats.push((*v).into()),
                Expression::Literal(Literal::F64(v) | Literal::AbstractFloat(v)) => {
                    floats.push(*v);
                }
                _ => {}
            }
        }
        for value in lifted.into_iter().flat_map(|lifted| &lifted.values) {
            let ValueKind::Const(bits) = value.kind else { continue };
            match value.ty {
                Ty::I32 => integers.push((bits as u32 as i32).into()),
                Ty::I64 => integers.push((bits as i64).into()),
                Ty::F32 => floats.push(f32::from_bits(bits as u32).into()),
                Ty::F64 => floats.push(f64::from_bits(bits)),
            }
        }
        integers.sort_unstable_by_key(|v| (v.abs(), *v));
        integers.dedup();
        integers.truncate(MOST);
        let mut near: Vec<i128> = integers.iter().flat_map(|v| [v - 1, *v, v + 1]).collect();
        near.sort_unstable_by_key(|v| (v.abs(), *v));
        near.dedup();
        floats.retain(|v| v.is_finite());
        floats.sort_unstable_by(|a, b| a.abs().total_cmp(&b.abs()).then(a.total_cmp(b)));
        floats.dedup();
        floats.truncate(MOST);
        Self { integers: near, floats }
    }

    /// The integers within `low..=high`.
    pub fn between(&self, low: i128, high: i128) -> impl Iterator<Item = i128> + '_ {
        self.integers.iter().copied().filter(move |v| (low..=high).contains(v))
    }

    /// Both kinds as floats, within `low..=high`.
    pub fn floats_between(&self, low: f64, high: f64) -> impl Iterator<Item = f64> + '_ {
        let integers = self.integers.iter().map(|v| *v as f64);
        self.floats.iter().copied().chain(integers).filter(move |v| (low..=high).contains(v))
    }
}

/// What the cases of `switch` compare with. The blocks' nesting was bounded when they were parsed.
fn labels(block: &Block, integers: &mut Vec<i128>) {
    for statement in block {
        match statement {
            Statement::Block(body) => labels(body, integers),
            Statement::If { accept, reject, .. } => {
                labels(accept, integers);
                labels(reject, integers);
            }
            Statement::Loop { body, continuing, .. } => {
                labels(body, integers);
                labels(continuing, integers);
            }
            Statement::Switch { cases, .. } => {
                for case in cases {
                    match case.value {
                        SwitchValue::I32(value) => integers.push(value.into()),
                        SwitchValue::U32(value) => integers.push(value.into()),
                        SwitchValue::Default => {}
                    }
                    labels(&case.body, integers);
                }
            }
            _ => {}
        }
    }
}

/// A shift by k tells numbers below 2ᵏ from the others.
fn shifts(function: &Function, integers: &mut Vec<i128>) {
    for (_, expression) in function.expressions.iter() {
        let Expression::Binary { op, right, .. } = expression else { continue };
        if !matches!(op, BinaryOperator::ShiftLeft | BinaryOperator::ShiftRight) {
            continue;
        }
        if let Expression::Literal(Literal::U32(by @ 2..=31)) = function.expressions[*right] {
            integers.push(1 << by);
        }
    }
}

/// A number in the dispatch line limits workgroups: as many invocations as they have. The line's
/// nesting was bounded when it was parsed.
fn extents(expr: &Expr, size: i128, integers: &mut Vec<i128>) {
    match expr {
        Expr::Int(value) => {
            integers.extend([i128::from(*value), i128::from(*value).saturating_mul(size)]);
        }
        Expr::Name(_) => {}
        Expr::Add(a, b)
        | Expr::Sub(a, b)
        | Expr::Mul(a, b)
        | Expr::Div(a, b)
        | Expr::Min(a, b)
        | Expr::Max(a, b)
        | Expr::CeilDiv(a, b) => {
            extents(a, size, integers);
            extents(b, size, integers);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::check;

    #[test]
    fn numbers_of_a_draft_with_their_neighbours() {
        let wgsl = "const N = 4096u + 1u;
@group(0) @binding(0) var<storage, read_write> y: array<f32>;
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) gid: vec3<u32>) {
  if (gid.x == N) { y[gid.x] = 77.5; }
}";
        let checked = check(wgsl, None).expect("a draft");
        let found = Constants::of(&checked, None);
        for wanted in [4096, 4097, 4098] {
            assert!(found.integers.contains(&wanted), "{found:?}");
        }
        assert!(found.floats.contains(&77.5));
        assert_eq!(found.between(4097, 5000).collect::<Vec<_>>(), [4097, 4098]);
    }

    /// None of these is a literal that a comparison holds, and each once hid a wrong draft.
    #[test]
    fn numbers_that_stand_elsewhere() {
        let wgsl = "// dispatch: min(4, 100)
@group(0) @binding(0) var<storage, read_write> y: array<u32>;
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) gid: vec3<u32>) {
  switch gid.x { case 1234567u: { y[0] = gid.x >> 17u; } default: { } }
}";
        let found = Constants::of(&check(wgsl, None).expect("a draft"), None);
        for wanted in [6401, 1_234_567, (1 << 17) + 1] {
            assert!(found.integers.contains(&wanted), "{wanted}: {found:?}");
        }
    }
}
