//! Jumps out of constructs: `break`, `continue`, `return`, or a flag where WGSL has no statement.
//!
//! It never looks at values; what a jump hands over is assigned before it.

use super::Unsupported;
use super::builder::{Builder, Frame, FrameKind, Seq, Target};
use super::exits::leaving;
use super::tree::{BlockId, Node};
use crate::source::lifted::Stmt;

impl<'a> Builder<'a> {
    /// Whether all jumps in `arm` that leave it have a statement of WGSL here.
    pub(super) fn is_native(&self, arm: &'a [Stmt]) -> bool {
        let mut jumps = Vec::new();
        leaving(arm, &mut Vec::new(), &mut jumps);
        jumps.iter().all(|target| self.native(*target).is_some())
    }

    /// The statement that goes to `target` from here, if one does.
    fn native(&self, target: Target) -> Option<Node> {
        let construct =
            |frame: &&Frame<'_>| matches!(frame.kind, FrameKind::Loop | FrameKind::Switch);
        match target {
            Target::Return => return Some(Node::Return),
            Target::Break(label) => {
                let innermost = self.frames.iter().rev().find(construct).map(|f| f.label);
                let sunk = innermost.and_then(|l| self.sunk.get(&l)).map(|(to, _)| *to);
                if innermost == Some(label) || sunk == Some(label) {
                    return Some(Node::Break);
                }
                let frame = self.frames.iter().rfind(|f| f.label == label)?;
                if matches!(frame.kind, FrameKind::Inline(_)) {
                    // What follows is built there; whether that ends is its own affair.
                    return None;
                }
                for alias in self.alias.get(&label)? {
                    if let Some(node) = self.native(*alias) {
                        return Some(node);
                    }
                }
            }
            Target::Continue(label) => {
                let inner = self.frames.iter().rfind(|f| matches!(f.kind, FrameKind::Loop));
                if inner.is_some_and(|f| f.label == label) {
                    return Some(Node::Continue);
                }
            }
        }
        None
    }

    pub(super) fn jump(&mut self, target: Target, falls: &[Target], block: BlockId) {
        let mut targets = vec![target];
        if let Target::Break(label) = target {
            targets.extend(self.alias.get(&label).into_iter().flatten().copied());
        }
        if targets.iter().any(|target| falls.contains(target)) {
            return;
        }
        if let Some(node) = self.native(target) {
            self.push(block, node);
            return;
        }
        // Leave the innermost construct; a flag says where to go on from there.
        let depth = self
            .frames
            .iter()
            .rposition(|f| matches!(f.kind, FrameKind::Loop | FrameKind::Switch))
            .unwrap_or(0);
        let fresh = self.fresh;
        let flag = *self.flags.entry(target).or_insert(fresh);
        self.fresh += u32::from(flag == fresh);
        self.push(block, Node::Raise(flag));
        let raised = self.raised.entry(depth).or_default();
        if !raised.contains(&target) {
            raised.push(target);
        }
        let label = self.frames.get(depth).map(|f| f.label);
        if !label.is_some_and(|label| falls.contains(&Target::Break(label))) {
            self.push(block, Node::Break);
        }
    }

    /// After a construct: goes on to where a flag raised inside points. `true` when that took
    /// the rest of the sequence along.
    pub(super) fn after(
        &mut self,
        seq: &mut Seq<'a>,
        falls: &[Target],
        block: BlockId,
    ) -> Result<bool, Unsupported> {
        let depth = self.frames.len();
        let Some(raised) = self.raised.remove(&depth) else { return Ok(false) };
        for (at, target) in raised.iter().enumerate() {
            let Some(flag) = self.flags.remove(target) else { continue };
            // The construct is the last node; the flag is declared in front of it.
            let place = self.tree.blocks[block].nodes.len() - 1 - at;
            self.insert(block, place.min(self.tree.blocks[block].nodes.len() - 1), flag);
            let then = self.block(block, 0);
            let otherwise = self.block(block, 0);
            if self.native(*target).is_some() {
                self.jump(*target, &[], then);
                self.push(block, Node::IfRaised { flag, then, otherwise });
                continue;
            }
            self.jump(*target, falls, then);
            if at + 1 < raised.len() {
                return Err(Unsupported::new(0, "several exits through several loops"));
            }
            self.build(std::mem::take(seq), falls.to_vec(), otherwise)?;
            self.push(block, Node::IfRaised { flag, then, otherwise });
            return Ok(true);
        }
        Ok(false)
    }

    pub(super) fn insert(&mut self, block: BlockId, at: usize, flag: u32) {
        self.tree.blocks[block].nodes.insert(at, Node::Flag(flag));
        for inner in &mut self.tree.blocks {
            if let Some((parent, index)) = &mut inner.parent
                && *parent == block
                && *index >= at
            {
                *index += 1;
            }
        }
    }
}
