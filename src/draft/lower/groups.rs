//! The guard of whole workgroups, for kernels that the reference runs by the group.
//!
//! It never guards by invocation, and never where the kernel does so itself.

use super::inputs::AXES;
use super::invocation::guard;
use super::print::{Out, print};
use super::text::{Kind, Text};
use super::writer::{Result, Writer};
use crate::contract::Expr;

/// The reference runs whole groups, so the guard is by group; a kernel that begins with its own
/// guard on every axis needs none.
pub(super) fn group_guard(writer: &mut Writer<'_>, body: &[Out]) -> Result<String> {
    let declares = |out: &&Out| matches!(out, Out::Line(line) if line.starts_with("let "));
    let at = body.iter().position(|out| !declares(&out)).unwrap_or(0);
    let own = body.get(at).and_then(|out| match out {
        Out::If { condition, then, .. } if matches!(then[..], [Out::Line(ref l)] if l == "return;") => {
            Some(condition.code.clone())
        }
        Out::If { negated, otherwise, .. } if otherwise.is_empty() && at + 1 == body.len() => {
            Some(negated.code.clone())
        }
        _ => None,
    });
    let size = writer.contract.workgroup.unwrap_or([1; 3]);
    let mut conditions: Vec<Text> = Vec::new();
    let mut guarded = own.is_some();
    for (axis, extent) in writer.contract.threads.iter().enumerate().take(3) {
        let bound = writer.expr(extent, 0)?;
        let test = plain(&format!("{} >= {}", AXES[axis], bound.code));
        guarded &=
            own.as_ref().is_some_and(|own| own.split(" || ").any(|part| plain(part) == test));
        let groups = match size[axis] {
            1 => bound,
            n => {
                writer.expr(&Expr::CeilDiv(extent.clone().into(), Expr::Int(n.into()).into()), 0)?
            }
        };
        let group = Text::primary(format!("group.{}", AXES[axis]), Kind::U32).to(Kind::I32);
        conditions.push(group.binary(">=", groups, Kind::Bool));
    }
    if guarded {
        return Ok(String::new());
    }
    writer.builtins.insert("group");
    let mut text = String::new();
    let mut out = Vec::new();
    guard(conditions, &mut out);
    print(out, 1, &mut text);
    Ok(text)
}

/// A comparison without its casts between integers: neither side is negative.
fn plain(comparison: &str) -> String {
    comparison.replace("i32(", "").replace("u32(", "").replace(')', "")
}
