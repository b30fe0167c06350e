//! Loads and stores as lines, compound and atomic ones included.
//!
//! It never decides where a place lies in memory.

use std::collections::HashSet;

use super::Unsupported;
use super::arrays::Target;
use super::assign::{commutes, compound};
use super::emit::Emitter;
use super::print::Out;
use super::text::{Kind, Text};
use super::writer::{Result, Writer};
use crate::source::lifted::{Place, ValueId, ValueKind};
use crate::source::parallel::{Update, UpdateOp};

impl<'a, 'w> Emitter<'a, 'w> {
    pub(super) fn load(
        &mut self,
        value: ValueId,
        place: &Place,
        line: u32,
        out: &mut Vec<Out>,
    ) -> Result<()> {
        self.writer.loads.insert(value, (place.clone(), line));
        let uses = self.writer.plan.uses.get(&value).copied().unwrap_or(0);
        if uses == 0 || self.writer.field(place).is_some() {
            return Ok(());
        }
        if self.writer.plan.hoisted.contains(&value) {
            let kind = self.writer.kind(value);
            let text = self.writer.load(place, kind, line)?;
            let name = self.writer.names.get(&value).cloned().unwrap_or_default();
            out.push(Out::Line(format!("{name} = {};", text.code)));
            return Ok(());
        }
        self.writer.pending.push(value);
        if !self.writer.plan.inline_loads.contains(&value) {
            let text = self.writer.native(value)?;
            self.name(value, text, out);
        }
        Ok(())
    }

    pub(super) fn store(
        &mut self,
        place: &Place,
        value: ValueId,
        line: u32,
        out: &mut Vec<Out>,
    ) -> Result<()> {
        let mut lines = Vec::new();
        if let Some(text) = self.compound_store(place, value, line)? {
            lines.push(text);
        } else {
            match self.writer.target(place, line)? {
                Target::Assign(left) => {
                    let right = self.writer.value(value, left.kind)?;
                    lines.push(format!("{} = {};", left.code, right.code));
                }
                Target::Call { head, tail, kind } => {
                    let right = self.stored_bits(value, kind)?;
                    lines.push(format!("{head}{}{tail};", right.code));
                }
                Target::Pair(low, high) => {
                    let right = self.writer.value(value, Kind::Wide)?;
                    let right = if right.is_name() {
                        right.code
                    } else {
                        let name = self.writer.fresh("t");
                        lines.push(format!("let {name} = {};", right.code));
                        name
                    };
                    for (left, part) in [(low, "x"), (high, "y")] {
                        let part = Text::primary(format!("{right}.{part}"), Kind::U32);
                        lines.push(format!("{} = {};", left.code, part.to(left.kind).code));
                    }
                }
            }
        }
        self.flush(Some(&HashSet::from([place.root])), out)?;
        out.extend(lines.into_iter().map(Out::Line));
        Ok(())
    }

    fn stored_bits(&mut self, value: ValueId, kind: Kind) -> Result<Text> {
        let text = self.writer.value(value, kind)?;
        if text.kind == Kind::Wide {
            let code = format!("{}.x", text.at_least(super::text::Binding::Primary));
            return Ok(Text::primary(code, Kind::U32).to(kind));
        }
        Ok(text)
    }

    /// `y[i] += x` where the old value comes from the same place.
    fn compound_store(
        &mut self,
        place: &Place,
        value: ValueId,
        line: u32,
    ) -> Result<Option<String>> {
        let value = self.writer.tree.resolve(value);
        if place.access.width != 4 || self.writer.names.contains_key(&value) {
            return Ok(None);
        }
        let ValueKind::Binary(op, a, b) = self.writer.tree.value(value).kind else {
            return Ok(None);
        };
        let a = self.writer.tree.resolve(a);
        let b = self.writer.tree.resolve(b);
        let Some(operator) = compound(op) else { return Ok(None) };
        let same = |writer: &Writer<'_>, id: ValueId| {
            writer.pending.contains(&id)
                && writer.loads.get(&id).is_some_and(|(from, _)| {
                    from.root == place.root
                        && from.offset == place.offset
                        && from.terms == place.terms
                        && from.access.width == 4
                })
        };
        let operand = if same(self.writer, a) {
            b
        } else if same(self.writer, b) && commutes(op) {
            a
        } else {
            return Ok(None);
        };
        let old = if operand == b { a } else { b };
        if a == b || self.writer.array(place, line)?.atomic {
            return Ok(None);
        }
        let kind = self.writer.kind(value);
        self.writer.pending.retain(|id| *id != old);
        let Target::Assign(left) = self.writer.target(place, line)? else { return Ok(None) };
        if left.kind != kind {
            self.writer.pending.push(old);
            return Ok(None);
        }
        let right = self.writer.value(operand, kind)?;
        Ok(Some(format!("{} {operator}= {};", left.code, right.code)))
    }

    pub(super) fn update(
        &mut self,
        place: &Place,
        update: &Update,
        line: u32,
        out: &mut Vec<Out>,
    ) -> Result<()> {
        let (element, cell) = self.writer.element(place, line)?;
        let (name, needs) = match update.op {
            UpdateOp::Add => ("atomicAdd", None),
            UpdateOp::Sub => ("atomicSub", None),
            UpdateOp::And => ("atomicAnd", None),
            UpdateOp::Or => ("atomicOr", None),
            UpdateOp::Xor => ("atomicXor", None),
            UpdateOp::MinS => ("atomicMin", Some(Kind::I32)),
            UpdateOp::MaxS => ("atomicMax", Some(Kind::I32)),
            UpdateOp::MinU => ("atomicMin", Some(Kind::U32)),
            UpdateOp::MaxU => ("atomicMax", Some(Kind::U32)),
        };
        if needs.is_some_and(|kind| kind != cell) || cell == Kind::F32 {
            return Err(Unsupported::new(line, "an atomic minimum or maximum of the other sign"));
        }
        let operand = self.writer.value(update.operand, cell)?;
        out.push(Out::Line(format!("{name}({element}, {});", operand.code)));
        Ok(())
    }
}
