//! A sequence of lifted statements as nodes of the tree, one after the other.
//!
//! It never decides how control leaves a construct; that is up to the jumps.

use super::builder::{Builder, Frame, FrameKind, Seq, Target, push_slice};
use super::exits::{breaks, diverges, has_break, tailable, traps};
use super::tree::{Axis, BlockId, Node};
use super::{Unsupported, guards};
use crate::source::lifted::{Merge, Stmt};

impl<'a> Builder<'a> {
    pub(super) fn build_seq(
        &mut self,
        mut seq: Seq<'a>,
        falls: Vec<Target>,
        block: BlockId,
    ) -> Result<(), Unsupported> {
        while let Some(slice) = seq.pop() {
            let Some((stmt, rest)) = slice.split_first() else { continue };
            if !rest.is_empty() {
                seq.push(rest);
            }
            match stmt {
                Stmt::Load { value, place, line } => {
                    if !self.skipped_loads.contains(value) {
                        let place = place.clone();
                        self.push(block, Node::Load { value: *value, place, line: *line });
                    }
                }
                Stmt::Store { place, value, line } => {
                    let (place, line) = (place.clone(), *line);
                    let node = match self.updates.get(value) {
                        Some(update) => Node::Update { place, update: *update, line },
                        None => Node::Store { place, value: *value, line },
                    };
                    self.push(block, node);
                }
                Stmt::If { condition, then, otherwise, merges } => {
                    let known = guards::known(self.lifted, &self.ranges, *condition);
                    if traps(then) || known == Some(false) {
                        self.same_all(merges.iter().map(|m| (m.phi, m.otherwise)));
                        push_slice(&mut seq, otherwise);
                        continue;
                    }
                    if traps(otherwise) || known == Some(true) {
                        self.same_all(merges.iter().map(|m| (m.phi, m.then)));
                        push_slice(&mut seq, then);
                        continue;
                    }
                    if guards::only_guards(self.lifted, *condition, then, otherwise, merges) {
                        self.same_all(merges.iter().map(|m| (m.phi, m.then)));
                        push_slice(&mut seq, then);
                        continue;
                    }
                    let (ends, other_ends) = (diverges(then), diverges(otherwise));
                    if ends || other_ends {
                        let (arm, other, negated) =
                            if ends { (then, otherwise, false) } else { (otherwise, then, true) };
                        self.same_all(
                            merges
                                .iter()
                                .map(|m| (m.phi, if negated { m.then } else { m.otherwise })),
                        );
                        if ends && other_ends {
                            seq.clear();
                        }
                        push_slice(&mut seq, other);
                        let at_end = seq.iter().all(|s| s.is_empty());
                        if !at_end && self.is_native(arm) {
                            let then = self.block(block, 0);
                            let otherwise = self.block(block, 0);
                            self.build(vec![arm], Vec::new(), then)?;
                            let node = Node::If { condition: *condition, negated, then, otherwise };
                            self.push(block, node);
                            continue;
                        }
                        let then = self.block(block, 0);
                        let otherwise = self.block(block, 0);
                        self.build(vec![arm], falls.clone(), then)?;
                        self.build(seq, falls, otherwise)?;
                        let node = Node::If { condition: *condition, negated, then, otherwise };
                        self.push(block, node);
                        return Ok(());
                    }
                    let mut assigns = (Vec::new(), Vec::new());
                    for merge in merges {
                        let (Some(yes), Some(no)) = (merge.then, merge.otherwise) else {
                            let one = merge.then.or(merge.otherwise);
                            self.same_all([(merge.phi, one)].into_iter());
                            continue;
                        };
                        let early = otherwise.is_empty();
                        self.push(block, Node::Var { phi: merge.phi, init: early.then_some(no) });
                        assigns.0.push((merge.phi, yes));
                        if !early {
                            assigns.1.push((merge.phi, no));
                        }
                    }
                    if self.sinks(&seq, &[then, otherwise], merges).is_some() {
                        let blocks = [self.block(block, 0), self.block(block, 0)];
                        for (at, arm) in [then, otherwise].into_iter().enumerate() {
                            let mut arm_seq = seq.clone();
                            push_slice(&mut arm_seq, arm);
                            let value = |m: &Merge| if at == 0 { m.then } else { m.otherwise };
                            self.same_all(merges.iter().map(|m| (m.phi, value(m))));
                            self.build(arm_seq, falls.clone(), blocks[at])?;
                            for merge in merges {
                                self.tree.same.remove(&merge.phi);
                            }
                        }
                        let [then, otherwise] = blocks;
                        let condition = *condition;
                        self.push(block, Node::If { condition, negated: false, then, otherwise });
                        return Ok(());
                    }
                    let last = seq.iter().all(|s| s.is_empty());
                    let inner = if last && merges.is_empty() { falls.clone() } else { Vec::new() };
                    let then_block = self.block(block, 0);
                    let otherwise_block = self.block(block, 0);
                    self.build(vec![then], inner.clone(), then_block)?;
                    self.build(vec![otherwise], inner, otherwise_block)?;
                    for (arm, assigns) in [(then_block, assigns.0), (otherwise_block, assigns.1)] {
                        if !assigns.is_empty() {
                            self.push(arm, Node::Assign(assigns));
                        }
                    }
                    let (then, otherwise) = (then_block, otherwise_block);
                    let condition = *condition;
                    self.push(block, Node::If { condition, negated: false, then, otherwise });
                }
                Stmt::For { label, var, from, to, step, signed, carried, next, body } => {
                    if self.parallel.loops.contains(label) {
                        let (var, from, to) = (*var, *from, *to);
                        let (step, signed) = (*step, *signed);
                        self.tree.axes.push(Axis { var, from, to, step, signed });
                        self.inductions(*label, var, from, step);
                        if let Some(reduction) = self.parallel.reduction {
                            self.build(vec![body], Vec::new(), block)?;
                            self.push(block, Node::Reduce { reduction });
                            continue;
                        }
                        push_slice(&mut seq, body);
                        continue;
                    }
                    for carried in carried {
                        let node = Node::Var { phi: carried.phi, init: Some(carried.init) };
                        self.push(block, node);
                    }
                    let inner = self.block(block, 1);
                    self.frames.push(Frame { kind: FrameKind::Loop, label: *label });
                    self.build(vec![body], Vec::new(), inner)?;
                    self.frames.pop();
                    if !carried.is_empty() && !diverges(body) {
                        let assigns = carried.iter().map(|c| c.phi).zip(next.iter().copied());
                        self.push(inner, Node::Assign(assigns.collect()));
                    }
                    let (var, from, to, step) = (*var, *from, *to, *step);
                    let node = Node::For { var, from, to, step, signed: *signed, body: inner };
                    self.push(block, node);
                    if self.after(&mut seq, &falls, block)? {
                        return Ok(());
                    }
                }
                Stmt::Loop { label, carried, results, body } => {
                    for carried in carried {
                        let node = Node::Var { phi: carried.phi, init: Some(carried.init) };
                        self.push(block, node);
                    }
                    let sunk = self.sunk_jump(&seq, *label, results, body);
                    match sunk {
                        Some((to, values)) => {
                            self.sunk.insert(*label, (to, values));
                            self.results.insert(*label, results.clone());
                        }
                        None => self.loop_results(*label, carried, results, body, block),
                    }
                    self.carried.insert(*label, carried);
                    let inner = self.block(block, 1);
                    self.frames.push(Frame { kind: FrameKind::Loop, label: *label });
                    if seq.iter().all(|s| s.is_empty()) {
                        self.alias.insert(*label, falls.clone());
                    }
                    self.build(vec![body], vec![Target::Continue(*label)], inner)?;
                    self.frames.pop();
                    self.push(block, Node::Loop { body: inner });
                    if !has_break(body, *label) {
                        seq.clear();
                    }
                    if let Some((to, _)) = sunk {
                        if has_break(body, *label) || has_break(body, to) {
                            self.jump(Target::Break(to), &falls, block);
                        }
                        return Ok(());
                    }
                    if self.after(&mut seq, &falls, block)? {
                        return Ok(());
                    }
                }
                Stmt::Block { label, results, body } => {
                    let sites = breaks(body, *label, false);
                    let deep = breaks(body, *label, true) != sites;
                    let last = seq.iter().all(|s| s.is_empty());
                    self.results.insert(*label, results.clone());
                    if sites == 1 && !deep {
                        // The frame stays on the stack until this scope ends.
                        let kind = FrameKind::Inline(std::mem::take(&mut seq));
                        self.frames.push(Frame { kind, label: *label });
                        push_slice(&mut seq, body);
                        continue;
                    }
                    for phi in results {
                        self.push(block, Node::Var { phi: *phi, init: None });
                    }
                    if last {
                        self.alias.insert(*label, falls.clone());
                    }
                    if tailable(body, *label) {
                        self.frames.push(Frame { kind: FrameKind::Nested, label: *label });
                        let mut inner = vec![Target::Break(*label)];
                        if last {
                            inner.extend(falls.iter().copied());
                        }
                        self.build(vec![body], inner, block)?;
                        self.frames.pop();
                    } else {
                        let inner = self.block(block, 0);
                        self.frames.push(Frame { kind: FrameKind::Switch, label: *label });
                        self.build(vec![body], vec![Target::Break(*label)], inner)?;
                        self.frames.pop();
                        self.push(block, Node::Switch { body: inner });
                        if self.after(&mut seq, &falls, block)? {
                            return Ok(());
                        }
                    }
                    if sites == 0 {
                        seq.clear();
                    }
                }
                Stmt::Break { label, values } => {
                    let results = self.results.get(label).cloned().unwrap_or_default();
                    let frame = self.frames.iter().rposition(|f| f.label == *label);
                    if let Some(at) = frame
                        && let FrameKind::Inline(rest) = self.frames[at].kind.clone()
                    {
                        self.same_all(results.iter().copied().zip(values.iter().map(|v| Some(*v))));
                        seq = rest;
                        continue;
                    }
                    let (mut results, mut values, mut label) = (results, values.clone(), *label);
                    if let Some((to, given)) = self.sunk.get(&label).copied() {
                        // What stands behind the loop is done here, with this exit's values.
                        values = given
                            .iter()
                            .map(|v| self.tree.resolve(*v))
                            .map(|v| match results.iter().position(|phi| *phi == v) {
                                Some(at) => values.get(at).copied().unwrap_or(v),
                                None => v,
                            })
                            .collect();
                        results = self.results.get(&to).cloned().unwrap_or_default();
                        label = to;
                    }
                    let assigns: Vec<_> = results
                        .into_iter()
                        .zip(values.iter().map(|value| self.tree.resolve(*value)))
                        .filter(|(phi, value)| self.tree.resolve(*phi) != *value)
                        .collect();
                    if !assigns.is_empty() {
                        self.push(block, Node::Assign(assigns));
                    }
                    self.jump(Target::Break(label), &falls, block);
                    return Ok(());
                }
                Stmt::Continue { label, values } => {
                    let carried = self.carried.get(label).copied().unwrap_or_default();
                    let assigns: Vec<_> = carried
                        .iter()
                        .zip(values)
                        .map(|(c, value)| (c.phi, *value))
                        .filter(|(phi, value)| phi != value)
                        .collect();
                    if !assigns.is_empty() {
                        self.push(block, Node::Assign(assigns));
                    }
                    self.jump(Target::Continue(*label), &falls, block);
                    return Ok(());
                }
                Stmt::Return { values } => {
                    if !values.is_empty() && self.parallel.reduction.is_none() {
                        self.push(block, Node::Result { values: values.clone() });
                    }
                    self.jump(Target::Return, &falls, block);
                    return Ok(());
                }
                Stmt::Trap { .. } => return Ok(()),
            }
        }
        Ok(())
    }
}
