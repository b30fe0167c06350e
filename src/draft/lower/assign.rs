//! Variables behind phis: their declarations and assignments.
//!
//! Assignments happen all at once; it never reads a variable after it was overwritten.

use std::collections::HashSet;

use super::Unsupported;
use super::emit::Emitter;
use super::plan::operands;
use super::print::Out;
use super::text::{Kind, Text};
use super::writer::Result;
use crate::source::lifted::{Binary, ValueId, ValueKind};

impl<'a, 'w> Emitter<'a, 'w> {
    pub(super) fn declare(
        &mut self,
        phi: ValueId,
        init: Option<ValueId>,
        out: &mut Vec<Out>,
    ) -> Result<()> {
        if !self.writer.plan.uses.contains_key(&phi) {
            return Ok(());
        }
        let kind = self.writer.kind(phi);
        if let Some((other, holds)) = self.writer.shared.get(&phi).copied()
            && self.writer.kind(other) == kind
            && let Some(name) = self.writer.names.get(&other).cloned()
        {
            if let Some(init) = init.filter(|_| !holds) {
                let text = self.writer.value(init, kind)?;
                if text.code != name {
                    out.push(Out::Line(format!("{name} = {};", text.code)));
                }
            }
            self.writer.names.insert(phi, name);
            return Ok(());
        }
        let first = match init {
            // A literal alone would choose its own type.
            Some(init) => format!(": {} = {};", kind.wgsl(), self.writer.value(init, kind)?.code),
            None => format!(": {};", kind.wgsl()),
        };
        let name = self.writer.fresh("v");
        out.push(Out::Line(format!("var {name}{first}")));
        self.writer.names.insert(phi, name);
        Ok(())
    }

    /// Assigns in parallel: nothing is read after it was overwritten.
    pub(super) fn assign(
        &mut self,
        pairs: &[(ValueId, ValueId)],
        out: &mut Vec<Out>,
    ) -> Result<()> {
        let tree = self.writer.tree;
        let mut rest: Vec<(ValueId, ValueId)> = pairs
            .iter()
            .map(|(p, v)| (*p, tree.resolve(*v)))
            .filter(|(p, v)| p != v && self.writer.plan.uses.contains_key(p))
            .collect();
        while !rest.is_empty() {
            let reads: Vec<HashSet<ValueId>> =
                rest.iter().map(|(_, value)| self.variables(*value)).collect();
            let free = (0..rest.len()).find(|at| {
                let phi = rest[*at].0;
                reads.iter().enumerate().all(|(other, reads)| other == *at || !reads.contains(&phi))
            });
            match free {
                Some(at) => {
                    let (phi, value) = rest.remove(at);
                    let line = self.assignment(phi, value)?;
                    if !line.is_empty() {
                        out.push(Out::Line(line));
                    }
                }
                None => {
                    // A cycle: one of the new values waits under a name.
                    let (phi, value) = rest.remove(0);
                    let kind = self.writer.kind(phi);
                    let text = self.writer.value(value, kind)?;
                    let name = self.writer.fresh("t");
                    out.push(Out::Line(format!("let {name} = {};", text.code)));
                    self.assign(&rest, out)?;
                    let left = self.writer.names.get(&phi).cloned().unwrap_or_default();
                    out.push(Out::Line(format!("{left} = {name};")));
                    return Ok(());
                }
            }
        }
        Ok(())
    }

    /// Named variables that writing `value` would read.
    fn variables(&self, value: ValueId) -> HashSet<ValueId> {
        let tree = self.writer.tree;
        let mut found = HashSet::new();
        let mut pending = vec![tree.resolve(value)];
        let mut seen = HashSet::new();
        while let Some(id) = pending.pop() {
            if !seen.insert(id) {
                continue;
            }
            match &tree.value(id).kind {
                ValueKind::Phi => {
                    // Two phis may share a variable.
                    let name = self.writer.names.get(&id);
                    let sharing = self.writer.names.iter().filter(|(_, n)| Some(*n) == name);
                    found.extend(sharing.map(|(id, _)| *id));
                    found.insert(id);
                }
                _ if self.writer.names.contains_key(&id) => {}
                ValueKind::Load => {
                    if let Some((place, _)) = self.writer.loads.get(&id) {
                        pending.extend(place.terms.iter().map(|(v, _)| tree.resolve(*v)));
                    }
                }
                _ => pending.extend(operands(tree, id)),
            }
        }
        found
    }

    fn assignment(&mut self, phi: ValueId, value: ValueId) -> Result<String> {
        let kind = self.writer.kind(phi);
        let Some(left) = self.writer.names.get(&phi).cloned() else {
            return Err(Unsupported::new(
                self.writer.tree.value(phi).line,
                "a value that is set outside its scope",
            ));
        };
        if !self.writer.names.contains_key(&value)
            && let ValueKind::Binary(op, a, b) = self.writer.tree.value(value).kind
            && let Some(operator) = compound(op)
            && self.writer.kind(value) == kind
            && self.writer.tree.value(value).ty == self.writer.tree.value(a).ty
            && matches!(kind, Kind::I32 | Kind::U32 | Kind::F32)
        {
            let (a, b) = (self.writer.tree.resolve(a), self.writer.tree.resolve(b));
            let operand = match (a == phi, b == phi) {
                (true, _) => Some(b),
                (false, true) if commutes(op) => Some(a),
                _ => None,
            };
            if let Some(operand) = operand {
                if let (Some(c), "+") = (self.writer.integer(operand), operator)
                    && c < 0
                    && c != i32::MIN
                    && kind != Kind::F32
                {
                    let by = Text::integer(c.unsigned_abs(), kind);
                    return Ok(format!("{left} -= {};", by.code));
                }
                let right = self.writer.value(operand, kind)?;
                return Ok(format!("{left} {operator}= {};", right.code));
            }
        }
        let right = self.writer.value(value, kind)?;
        if right.code == left {
            return Ok(String::new());
        }
        Ok(format!("{left} = {};", right.code))
    }
}

pub(super) fn compound(op: Binary) -> Option<&'static str> {
    Some(match op {
        Binary::Add => "+",
        Binary::Sub => "-",
        Binary::Mul => "*",
        Binary::Div => "/",
        Binary::And => "&",
        Binary::Or => "|",
        Binary::Xor => "^",
        _ => return None,
    })
}

pub(super) fn commutes(op: Binary) -> bool {
    matches!(op, Binary::Add | Binary::Mul | Binary::And | Binary::Or | Binary::Xor)
}
