//! Jumps that stand behind a loop or an `if`, sunk into its exits.
//!
//! It only finds where that is possible; it never moves anything itself.

use std::collections::HashSet;

use super::builder::{Builder, FrameKind, Seq, Target};
use super::exits::{breaks, leaving};
use crate::source::lifted::{Label, Merge, Stmt, ValueId};

impl<'a> Builder<'a> {
    /// `Break` as all that is left of the sequence.
    fn only_break(seq: &Seq<'a>) -> Option<(Label, &'a [ValueId])> {
        let mut slices = seq.iter().filter(|slice| !slice.is_empty());
        match (slices.next()?, slices.next()) {
            ([Stmt::Break { label, values }], None) => Some((*label, values)),
            _ => None,
        }
    }

    /// A loop before a `Break`: its exits may go there themselves.
    pub(super) fn sunk_jump(
        &self,
        seq: &Seq<'a>,
        label: Label,
        results: &[ValueId],
        body: &[Stmt],
    ) -> Option<(Label, &'a [ValueId])> {
        let mut jumps = Vec::new();
        leaving(body, &mut vec![label], &mut jumps);
        let (to, values) = Self::only_break(seq)?;
        let frame = self.frames.iter().rfind(|f| f.label == to)?;
        let others = |t: &Target| !matches!(t, Target::Return) && *t != Target::Break(to);
        if !matches!(frame.kind, FrameKind::Nested | FrameKind::Switch) || jumps.iter().any(others)
        {
            return None;
        }
        let independent = |v: &ValueId| {
            let v = self.tree.resolve(*v);
            results.contains(&v) || !self.depends(v, results)
        };
        values.iter().all(independent).then_some((to, values))
    }

    /// An `if` before a `Break` to which a loop in one of its arms goes as well: both arms end
    /// in that `Break`.
    pub(super) fn sinks(
        &self,
        seq: &Seq<'a>,
        arms: &[&'a Vec<Stmt>],
        merges: &[Merge],
    ) -> Option<Label> {
        let (to, values) = Self::only_break(seq)?;
        let frame = self.frames.iter().rfind(|f| f.label == to)?;
        let deep = |arm: &&Vec<Stmt>| breaks(arm, to, true) > breaks(arm, to, false);
        if matches!(frame.kind, FrameKind::Inline(_)) || !arms.iter().any(deep) {
            return None;
        }
        let phis: Vec<ValueId> = merges.iter().map(|m| m.phi).collect();
        let independent = |v: &ValueId| phis.contains(v) || !self.depends(*v, &phis);
        values.iter().all(independent).then_some(to)
    }

    /// Whether `value` is computed from one of `phis`.
    fn depends(&self, value: ValueId, phis: &[ValueId]) -> bool {
        let mut pending = vec![value];
        let mut seen = HashSet::new();
        while let Some(id) = pending.pop() {
            if phis.contains(&id) {
                return true;
            }
            if seen.insert(id) {
                pending.extend(super::plan::operands(&self.tree, id));
            }
        }
        false
    }
}
