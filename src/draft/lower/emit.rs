//! Statements as lines of WGSL.

use std::collections::{HashMap, HashSet};

use super::Unsupported;
use super::arrays::Target;
use super::plan::operands;
use super::print::Out;
use super::text::{Kind, Text};
use super::tree::{BlockId, Node};
use super::writer::{Result, Writer};
use crate::source::lifted::{Binary, Place, RootId, ValueId, ValueKind};
use crate::source::parallel::{Update, UpdateOp};

/// Writes what the function returns, as statements.
pub(super) type Results<'a> = dyn Fn(&mut Writer<'a>, &[ValueId]) -> Result<Vec<String>>;

/// Emits the body of `main`.
pub(super) struct Emitter<'a, 'w> {
    pub(super) writer: &'w mut Writer<'a>,
    stored: HashMap<BlockId, HashSet<RootId>>,
    loop_names: Vec<String>,
    /// Writes the function's results.
    results: &'w Results<'a>,
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

    fn name(&mut self, value: ValueId, text: Text, out: &mut Vec<Out>) {
        let name = self.writer.fresh("t");
        out.push(Out::Line(format!("let {name} = {};", text.code)));
        self.writer.names.insert(value, name);
    }

    /// Writes out the loads that would otherwise move across a store.
    fn flush(&mut self, roots: Option<&HashSet<RootId>>, out: &mut Vec<Out>) -> Result<()> {
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

    fn declare(&mut self, phi: ValueId, init: Option<ValueId>, out: &mut Vec<Out>) -> Result<()> {
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

    fn load(&mut self, value: ValueId, place: &Place, line: u32, out: &mut Vec<Out>) -> Result<()> {
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

    fn store(
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

    fn update(
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

    /// Assigns in parallel: nothing is read after it was overwritten.
    fn assign(&mut self, pairs: &[(ValueId, ValueId)], out: &mut Vec<Out>) -> Result<()> {
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

fn compound(op: Binary) -> Option<&'static str> {
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

fn commutes(op: Binary) -> bool {
    matches!(op, Binary::Add | Binary::Mul | Binary::And | Binary::Or | Binary::Xor)
}
