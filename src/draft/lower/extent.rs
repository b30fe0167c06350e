//! How many iterations an axis has, in the contract's words.
//!
//! It never guesses: a bound that is no expression of the parameters has no extent.

use super::tree::Axis;
use super::writer::Writer;
use crate::contract::{Contract, Expr, FieldMeaning, Param, ParamMeaning};
use crate::kernel::Scalar;
use crate::source::lifted::{Binary, ValueId, ValueKind};

/// How many iterations an axis has, in the contract's words.
pub(super) fn extent(writer: &Writer<'_>, axis: &Axis) -> Option<Expr> {
    let to = expression(writer, axis.to, 0)?;
    let count = match expression(writer, axis.from, 0)? {
        Expr::Int(0) => to,
        from => Expr::Sub(to.into(), from.into()),
    };
    Some(match axis.step {
        1 => count,
        step => Expr::CeilDiv(count.into(), Expr::Int(step.into()).into()),
    })
}

fn expression(writer: &Writer<'_>, id: ValueId, depth: u32) -> Option<Expr> {
    if depth > 20 {
        return None;
    }
    let id = writer.tree.resolve(id);
    let of = |v: ValueId| expression(writer, v, depth + 1);
    let name = |at: usize| match writer.contract.params.get(at) {
        Some(Param::Scalar(scalar)) => Some(Expr::Name(scalar.name.clone())),
        _ => None,
    };
    let length = |at: usize| match writer.contract.params.get(at) {
        Some(Param::Buffer(buffer)) => Some((buffer.length.clone(), buffer.elem.size())),
        _ => None,
    };
    let times = |expr: Expr, by: u32| match by {
        1 => expr,
        by => Expr::Mul(expr.into(), Expr::Int(by.into()).into()),
    };
    match writer.tree.value(id).kind.clone() {
        ValueKind::Const(bits) => Some(Expr::Int((bits as u32 as i32).into())),
        ValueKind::Param(n) => match writer.contract.param_meaning(n) {
            ParamMeaning::Scalar(at) => name(at),
            _ => None,
        },
        ValueKind::Load => match writer.field(&writer.loads.get(&id)?.0)? {
            FieldMeaning::Scalar(at) => name(at),
            FieldMeaning::Bytes(at) => length(at).map(|(length, size)| times(length, size)),
            FieldMeaning::Count(at, stride) => {
                let (length, size) = length(at)?;
                let stride = Expr::Int(stride.max(1).into());
                Some(Expr::Div(times(length, size).into(), stride.into()))
            }
            _ => None,
        },
        ValueKind::Select { condition, yes, no } => {
            let ValueKind::Binary(op, a, b) = writer.tree.value(condition).kind else {
                return None;
            };
            let (a, b) = (writer.tree.resolve(a), writer.tree.resolve(b));
            let (yes, no) = (writer.tree.resolve(yes), writer.tree.resolve(no));
            let less = match op {
                Binary::LtS | Binary::LeS | Binary::LtU | Binary::LeU => true,
                Binary::GtS | Binary::GeS | Binary::GtU | Binary::GeU => false,
                _ => return None,
            };
            let smaller = match (a == yes && b == no, a == no && b == yes) {
                (true, false) => less,
                (false, true) => !less,
                _ => return None,
            };
            let (a, b) = (of(a)?.into(), of(b)?.into());
            Some(if smaller { Expr::Min(a, b) } else { Expr::Max(a, b) })
        }
        ValueKind::Binary(op, a, b) => {
            let power = |v: ValueId| writer.integer(v).map(|c| Expr::Int(1 << (c & 31)));
            Some(match op {
                Binary::Add => Expr::Add(of(a)?.into(), of(b)?.into()),
                Binary::Sub => Expr::Sub(of(a)?.into(), of(b)?.into()),
                Binary::Mul => Expr::Mul(of(a)?.into(), of(b)?.into()),
                Binary::DivS | Binary::DivU => Expr::Div(of(a)?.into(), of(b)?.into()),
                Binary::Shl => Expr::Mul(of(a)?.into(), power(b)?.into()),
                Binary::ShrS | Binary::ShrU => Expr::Div(of(a)?.into(), power(b)?.into()),
                // n & −4 is n rounded down to a multiple of 4.
                Binary::And => {
                    let mask = writer.integer(b)?;
                    let unit = mask.checked_neg().filter(|u| u.count_ones() == 1)?;
                    let unit = || Box::new(Expr::Int(unit.into()));
                    Expr::Mul(Expr::Div(of(a)?.into(), unit()).into(), unit())
                }
                _ => return None,
            })
        }
        _ => None,
    }
}

/// Whether two size expressions agree, by values: sizes from a fixed pseudo-random sequence.
pub(super) fn are_equal(a: &Expr, b: &Expr, contract: &Contract) -> bool {
    let mut state = 0x2545_f491_u64;
    (0..40).all(|_| {
        let scalars: Vec<(String, Scalar)> = contract
            .scalars()
            .map(|scalar| {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                (scalar.name.clone(), Scalar::I32((state >> 40) as i32 % 300 + 1))
            })
            .collect();
        a.eval(&scalars) == b.eval(&scalars)
    })
}
