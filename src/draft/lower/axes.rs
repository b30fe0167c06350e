//! Loops as invocation axes: each axis' variable from the invocation's index, and the bounds.
//!
//! It never decides which loops these are.

use super::Unsupported;
use super::extent::{are_equal, extent};
use super::inputs::AXES;
use super::invocation::{Form, LINE, NAMES, WORKGROUPS, guard, index_name};
use super::print::Out;
use super::text::{Kind, Text};
use super::tree::Axis;
use super::writer::{Result, Writer};
use crate::contract::Expr;
use crate::source::lifted::{ValueId, ValueKind};

/// `c`, parallel: each axis' variable from the invocation's index, and the bounds.
pub(super) fn axes(writer: &mut Writer<'_>, main: &mut Vec<Out>) -> Result<Form> {
    writer.builtins.insert("id");
    let axes: Vec<Axis> = writer.tree.axes.clone();
    let count = axes.len();
    let mut conditions = Vec::new();
    let mut extents = Vec::new();
    // Innermost first: x varies fastest.
    for (at, axis) in axes.iter().rev().enumerate() {
        for bound in [axis.from, axis.to] {
            if !is_known(writer, bound) {
                return Err(Unsupported::new(0, "loop bounds that are not parameters"));
            }
        }
        let kind = writer.kind(axis.var);
        let candidates = if count == 1 { LINE } else { NAMES.get(at).copied().unwrap_or(LINE) };
        let name = index_name(writer, candidates);
        let mut text = Text::primary(format!("id.{}", AXES[at.min(2)]), Kind::U32).to(kind);
        if axis.step != 1 {
            let step = Text::integer(axis.step as u32, kind);
            text = text.binary("*", step, kind);
        }
        if writer.integer(axis.from) != Some(0) {
            let from = writer.value(axis.from, kind)?;
            text = if writer.tree.value(axis.from).kind.is_constant() {
                text.binary("+", from, kind)
            } else {
                from.binary("+", text, kind)
            };
        }
        main.push(Out::Line(format!("let {name} = {};", text.code)));
        writer.names.insert(axis.var, name.clone());
        let to = writer.value(axis.to, kind)?;
        conditions.push(Text::primary(name, kind).binary(">=", to, Kind::Bool));
        extents.push(extent(writer, axis));
    }
    guard(conditions, main);
    let workgroup = WORKGROUPS[(count - 1).min(2)].to_vec();
    let same = (0..3).all(|at| {
        let implied = writer.contract.threads.get(at).cloned().unwrap_or(Expr::Int(1));
        match extents.get(at) {
            Some(Some(extent)) => are_equal(&implied, extent, writer.contract),
            Some(None) => false,
            None => implied == Expr::Int(1),
        }
    });
    if same {
        return Ok(Form { workgroup, dispatch: None });
    }
    let mut dispatch = Vec::new();
    for (extent, size) in extents.into_iter().zip(&workgroup) {
        let Some(extent) = extent else {
            return Err(Unsupported::new(0, "a number of iterations that is no expression"));
        };
        dispatch.push(format!("ceil_div({extent}, {size})"));
    }
    Ok(Form { workgroup, dispatch: Some(dispatch.join(", ")) })
}

/// Whether a bound is made of parameters and constants only.
fn is_known(writer: &Writer<'_>, id: ValueId) -> bool {
    let mut pending = vec![writer.tree.resolve(id)];
    let mut seen = 0;
    while let Some(id) = pending.pop() {
        seen += 1;
        if seen > 100 {
            return false;
        }
        match writer.tree.value(id).kind {
            ValueKind::Phi => return false,
            ValueKind::Load => {
                if !writer.loads.contains_key(&id) {
                    return false;
                }
            }
            _ => pending.extend(super::plan::operands(writer.tree, id)),
        }
    }
    true
}

impl ValueKind {
    fn is_constant(&self) -> bool {
        matches!(self, Self::Const(_))
    }
}
