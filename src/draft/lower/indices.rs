//! What is known of an invocation's index: it is never negative. Conditions that ask for it say
//! nothing, and would stand in the draft untested.

use super::writer::Writer;
use crate::contract::ParamMeaning;
use crate::source::lifted::{Binary, ValueId, ValueKind};

impl Writer<'_> {
    /// Whether an I32 is the invocation's index on an axis.
    pub(super) fn is_index(&self, id: ValueId) -> bool {
        let id = self.tree.resolve(id);
        let counts = |from| self.integer(from).is_some_and(|from| from >= 0);
        match self.tree.value(id).kind {
            ValueKind::Param(n) => {
                matches!(self.contract.param_meaning(n), ParamMeaning::Index(_))
            }
            _ if self.global_index(id).is_some() => true,
            _ => {
                let mut axes = self.tree.axes.iter();
                axes.any(|axis| axis.var == id && axis.signed && axis.step > 0 && counts(axis.from))
            }
        }
    }

    /// What a comparison of an index with a constant below it must say.
    pub(super) fn settled(&self, condition: ValueId) -> Option<bool> {
        let condition = self.tree.resolve(condition);
        let ValueKind::Binary(op, a, b) = self.tree.value(condition).kind else { return None };
        if !self.is_index(a) {
            return None;
        }
        let bound = self.integer(self.tree.resolve(b))?;
        match op {
            Binary::GeS if bound <= 0 => Some(true),
            Binary::GtS if bound < 0 => Some(true),
            Binary::LtS if bound <= 0 => Some(false),
            Binary::LeS if bound < 0 => Some(false),
            _ => None,
        }
    }

    /// The index of a maximum that is the index whatever it is: `max(i, 0)`.
    pub(super) fn plain_maximum(&self, a: ValueId, b: ValueId) -> Option<ValueId> {
        let low = |id| self.integer(self.tree.resolve(id)).is_some_and(|bound| bound <= 0);
        match (self.is_index(a) && low(b), self.is_index(b) && low(a)) {
            (true, _) => Some(a),
            (_, true) => Some(b),
            _ => None,
        }
    }
}
