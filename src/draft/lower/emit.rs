//! Statements as lines of WGSL.
//!
//! It never moves a load across a store to the same memory, and never writes a value twice that
//! has a name.

use std::collections::{HashMap, HashSet};

use super::Unsupported;
use super::print::Out;
use super::text::{Kind, Text};
use super::tree::{BlockId, Node};
use super::writer::{Result, Writer};
use crate::source::lifted::{RootId, ValueId};
use crate::source::parallel::UpdateOp;

/// Writes what the function returns, as statements.
pub(super) type Results<'a> = dyn Fn(&mut Writer<'a>, &[ValueId]) -> Result<Vec<String>>;

/// Emits the body of `main`.
pub(super) struct Emitter<'a, 'w> {
    pub(super) writer: &'w mut Writer<'a>,
    pub(super) stored: HashMap<BlockId, HashSet<RootId>>,
    pub(super) loop_names: Vec<String>,
    /// Writes the function's results.
    pub(super) results: &'w Results<'a>,
}

impl<'a, 'w> Emitter<'a, 'w> {
    pub(super) fn new(writer: &'w mut Writer<'a>, results: &'w Results<'a>) -> Self {
        let mut stored: HashMap<BlockId, HashSet<RootId>> = HashMap::new();
        for (block, scope) in writer.tree.blocks.iter().enumerate() {
            for node in &scope.nodes {
                let (Node::Store { place, .. } | Node::Update { place, .. }) = node else {
                    continue;
                };
                let mut at = Some(block);
                while let Some(block) = at {
                    stored.entry(block).or_default().insert(place.root);
                    at = writer.tree.blocks[block].parent.map(|(parent, _)| parent);
                }
            }
        }
        Self { writer, stored, loop_names: Vec::new(), results }
    }

    pub(super) fn block(&mut self, block: BlockId) -> Result<Vec<Out>> {
        let mut out = Vec::new();
        let before = self.writer.pending.len();
        let tree = self.writer.tree;
        for (at, node) in tree.blocks[block].nodes.iter().enumerate() {
            for value in self.writer.plan.hoist.remove(&(block, at)).unwrap_or_default() {
                let name = self.writer.fresh("t");
                let kind = self.writer.kind(value);
                out.push(Out::Line(format!("var {name}: {};", kind.wgsl())));
                self.writer.names.insert(value, name);
            }
            for value in self.writer.plan.bind.remove(&(block, at)).unwrap_or_default() {
                let text = self.writer.compute(value)?.to(self.writer.kind(value));
                self.name(value, text, &mut out);
            }
            self.node(node, &mut out)?;
        }
        self.writer.pending.truncate(before.min(self.writer.pending.len()));
        Ok(out)
    }

    pub(super) fn name(&mut self, value: ValueId, text: Text, out: &mut Vec<Out>) {
        let name = self.writer.fresh("t");
        out.push(Out::Line(format!("let {name} = {};", text.code)));
        self.writer.names.insert(value, name);
    }

    /// Writes out the loads that would otherwise move across a store.
    pub(super) fn flush(
        &mut self,
        roots: Option<&HashSet<RootId>>,
        out: &mut Vec<Out>,
    ) -> Result<()> {
        let conflicts = |writer: &Writer<'_>, id: &ValueId| {
            let root = writer.loads.get(id).map(|(place, _)| place.root);
            roots.is_none_or(|roots| root.is_some_and(|root| roots.contains(&root)))
        };
        let waiting: Vec<ValueId> =
            self.writer.pending.iter().copied().filter(|id| conflicts(self.writer, id)).collect();
        for id in waiting {
            // Writing one load may have taken along another, in its index.
            if self.writer.pending.contains(&id) {
                let text = self.writer.native(id)?;
                self.name(id, text, out);
            }
        }
        Ok(())
    }

    fn node(&mut self, node: &Node, out: &mut Vec<Out>) -> Result<()> {
        match node {
            Node::Load { value, place, line } => self.load(*value, place, *line, out)?,
            Node::Store { place, value, line } => self.store(place, *value, *line, out)?,
            Node::Update { place, update, line } => self.update(place, update, *line, out)?,
            Node::Reduce { reduction } => {
                let name = match reduction.op {
                    UpdateOp::Or => "atomicOr",
                    UpdateOp::Xor => "atomicXor",
                    _ => "atomicAdd",
                };
                let kind = self.writer.returned_kind()?;
                if !matches!(kind, Kind::I32 | Kind::U32) {
                    return Err(Unsupported::new(0, "an integer sum returned as another type"));
                }
                let operand = self.writer.value(reduction.operand, kind)?;
                out.push(Out::Line(format!("{name}(&ret[0], {});", operand.code)));
            }
            Node::Var { phi, init } => self.declare(*phi, *init, out)?,
            Node::Assign(pairs) => self.assign(pairs, out)?,
            Node::If { condition, negated, then, otherwise } => {
                self.branch(*condition, *negated, *then, *otherwise, out)?;
            }
            Node::For { var, from, to, step, body, .. } => {
                self.counted(*var, *from, *to, *step, *body, out)?;
            }
            Node::Loop { body } => {
                self.flush(None, out)?;
                let body = self.block(*body)?;
                out.push(Out::Loop(body));
            }
            Node::Switch { body } => {
                self.flush(None, out)?;
                let body = self.block(*body)?;
                out.push(Out::Head("switch 0".into(), vec![Out::Head("default:".into(), body)]));
            }
            Node::Break => out.push(Out::Line("break;".into())),
            Node::Continue => out.push(Out::Line("continue;".into())),
            Node::Return => out.push(Out::Line("return;".into())),
            Node::Result { values } => {
                let lines = (self.results)(self.writer, values)?;
                out.extend(lines.into_iter().map(Out::Line));
            }
            Node::Flag(flag) => out.push(Out::Line(format!("var leave{flag} = false;"))),
            Node::Raise(flag) => out.push(Out::Line(format!("leave{flag} = true;"))),
            Node::IfRaised { flag, then, otherwise } => {
                self.flush(None, out)?;
                let condition = Text::primary(format!("leave{flag}"), Kind::Bool);
                let negated = condition.clone().unary("!");
                let (then, otherwise) = (self.block(*then)?, self.block(*otherwise)?);
                out.push(Out::If { condition, negated, then, otherwise });
            }
        }
        Ok(())
    }

    fn branch(
        &mut self,
        condition: ValueId,
        negated: bool,
        then: BlockId,
        otherwise: BlockId,
        out: &mut Vec<Out>,
    ) -> Result<()> {
        let pending = self.writer.pending.clone();
        let positive = self.writer.condition(condition, negated)?;
        // The other form of the same condition, from the same loads.
        let after = std::mem::replace(&mut self.writer.pending, pending);
        let negative = self.writer.condition(condition, !negated)?;
        self.writer.pending = after;
        let mut roots = self.stored.get(&then).cloned().unwrap_or_default();
        roots.extend(self.stored.get(&otherwise).into_iter().flatten().copied());
        self.flush(Some(&roots), out)?;
        let (then, otherwise) = (self.block(then)?, self.block(otherwise)?);
        out.push(Out::If { condition: positive, negated: negative, then, otherwise });
        Ok(())
    }

    fn counted(
        &mut self,
        var: ValueId,
        from: ValueId,
        to: ValueId,
        step: i32,
        body: BlockId,
        out: &mut Vec<Out>,
    ) -> Result<()> {
        let kind = self.writer.kind(var);
        let from = self.writer.value(from, kind)?;
        self.flush(None, out)?;
        let to = self.writer.value(to, kind)?;
        let name = self.loop_name();
        self.writer.names.insert(var, name.clone());
        let last = if step == 1 {
            format!("{name}++")
        } else {
            format!("{name} += {}", Text::integer(step as u32, kind).code)
        };
        let head = format!(
            "for (var {name}: {} = {}; {name} < {}; {last})",
            kind.wgsl(),
            from.code,
            to.at_least(super::text::Binding::Shift)
        );
        self.loop_names.push(name.clone());
        let body = self.block(body)?;
        self.loop_names.pop();
        self.writer.used_names.remove(&name);
        out.push(Out::Head(head, body));
        Ok(())
    }

    fn loop_name(&mut self) -> String {
        for name in ["i", "j", "k", "l", "m"] {
            if self.writer.used_names.insert(name.to_owned()) {
                return name.to_owned();
            }
        }
        self.writer.fresh("i")
    }
}
