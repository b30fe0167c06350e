//! Parallel extents from the loops that the dependence test frees.

use super::walk::{Counted, Walk};
use crate::contract::Expr;
use crate::source::lifted::{Binary, ValueId, ValueKind};
use crate::source::parallel;

/// Extents, innermost loop first; `None` where a bound is no expression over parameters.
pub(super) fn extents(
    walk: &Walk<'_>,
    name: &dyn Fn(ValueId) -> Option<Expr>,
) -> Option<Vec<Expr>> {
    let free = parallel::parallel(walk.lifted).loops;
    if free.is_empty() {
        return Some(vec![Expr::Int(1)]);
    }
    free.iter()
        .rev()
        .map(|label| {
            let counted = walk.loops.get(&label.0)?;
            extent(walk, counted, name)
        })
        .collect()
}

fn extent(
    walk: &Walk<'_>,
    counted: &Counted,
    name: &dyn Fn(ValueId) -> Option<Expr>,
) -> Option<Expr> {
    let from = symbol(walk, counted.from, name, 0)?;
    let to = symbol(walk, counted.to, name, 0)?;
    let rounds = match (&to, &from) {
        // A border of a few elements: the guard leaves them out.
        (Expr::Sub(inner, border), _) if matches!(**border, Expr::Int(1..=8)) => (**inner).clone(),
        (_, Expr::Int(0..=8)) => to,
        _ => Expr::Sub(Box::new(to), Box::new(from)),
    };
    Some(match counted.step {
        1 => rounds,
        step => Expr::CeilDiv(Box::new(rounds), Box::new(Expr::Int(step.into()))),
    })
}

/// A value as an expression over what `name` knows.
pub(super) fn symbol(
    walk: &Walk<'_>,
    id: ValueId,
    name: &dyn Fn(ValueId) -> Option<Expr>,
    depth: u32,
) -> Option<Expr> {
    if depth > 16 {
        return None;
    }
    if let Some(expr) = name(id) {
        return Some(expr);
    }
    if let Some(value) = walk.lifted.as_i32(id) {
        return Some(Expr::Int(value.into()));
    }
    let ValueKind::Binary(op, a, b) = walk.value(id).kind else { return None };
    let left = symbol(walk, a, name, depth + 1)?;
    let right = symbol(walk, b, name, depth + 1)?;
    let boxed = |build: fn(Box<Expr>, Box<Expr>) -> Expr, a, b| build(Box::new(a), Box::new(b));
    Some(match (op, right) {
        (Binary::Add, Expr::Int(v)) if v < 0 => boxed(Expr::Sub, left, Expr::Int(-v)),
        (Binary::Add, right) => boxed(Expr::Add, left, right),
        (Binary::Sub, right) => boxed(Expr::Sub, left, right),
        (Binary::Mul, right) => boxed(Expr::Mul, left, right),
        (Binary::Shl, Expr::Int(by @ 0..=30)) => boxed(Expr::Mul, left, Expr::Int(1 << by)),
        (Binary::ShrU | Binary::ShrS, Expr::Int(by @ 0..=30)) => {
            boxed(Expr::Div, left, Expr::Int(1 << by))
        }
        (Binary::DivS | Binary::DivU, Expr::Int(by @ 1..)) => boxed(Expr::Div, left, Expr::Int(by)),
        _ => return None,
    })
}
