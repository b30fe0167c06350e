//! Blocks that dissolve once every exit falls through to their end.
//!
//! It never changes the order in which statements run.

use std::collections::VecDeque;

use super::breaks::{
    break_outside_loops, count_breaks, count_tail_breaks, jump_values, only_traps, put_at_break,
    replace_breaks, with_values,
};
use super::graph::{breaks_to, is_terminal, operands};
use super::rebuild::resolve;
use super::tidy::Tidy;
use crate::source::lifted::{Label, Merge, Stmt, ValueId};

impl Tidy<'_> {
    pub(super) fn block(
        &mut self,
        label: Label,
        results: Vec<ValueId>,
        body: Vec<Stmt>,
        rest: &mut VecDeque<Stmt>,
        out: &mut Vec<Stmt>,
        depth: usize,
    ) {
        // A block costs no depth when it dissolves.
        let mut body = self.forgetting(|tidy| tidy.list(body.into(), depth));
        let breaks = count_breaks(&body, label);
        if breaks == 0 {
            rest.clear();
            out.extend(body);
            return;
        }
        if only_traps(rest.make_contiguous()) {
            replace_breaks(&mut body, label, &mut |_| Stmt::Trap { line: 0 });
            rest.clear();
            body.into_iter().rev().for_each(|stmt| rest.push_front(stmt));
            return;
        }
        self.leave_loops_first(&mut body, label);
        if count_tail_breaks(&body, label) == count_breaks(&body, label) {
            if let Some(values) = self.fall_through(&mut body, label) {
                for (phi, value) in results.into_iter().zip(values) {
                    self.substitution.insert(phi, value);
                }
            }
            body.into_iter().rev().for_each(|stmt| rest.push_front(stmt));
            return;
        }
        if breaks == 1 && is_terminal(rest.make_contiguous()) && break_outside_loops(&body, label) {
            let mut continuation: Vec<Stmt> = rest.drain(..).collect();
            let values = put_at_break(&mut body, label, &mut continuation);
            for (phi, value) in results.into_iter().zip(values) {
                self.substitution.insert(phi, value);
            }
            body.into_iter().rev().for_each(|stmt| rest.push_front(stmt));
            return;
        }
        if rest.len() == 1
            && let Some(values) = jump_values(&rest[0])
            && let values =
                values.into_iter().map(|v| resolve(&self.substitution, v)).collect::<Vec<_>>()
            && values.iter().all(|v| results.contains(v) || !self.depends(*v, &results))
        {
            let jump = rest.pop_front().unwrap_or(Stmt::Trap { line: 0 });
            replace_breaks(&mut body, label, &mut |given| {
                let values = values
                    .iter()
                    .map(|v| results.iter().position(|r| r == v).map_or(*v, |at| given[at]))
                    .collect();
                with_values(jump.clone(), values)
            });
            body.into_iter().rev().for_each(|stmt| rest.push_front(stmt));
            return;
        }
        out.push(Stmt::Block { label, results, body });
    }

    /// Whether `value` is made of one of `phis`.
    fn depends(&self, value: ValueId, phis: &[ValueId]) -> bool {
        let mut todo = vec![value];
        let mut looked = 0;
        while let Some(value) = todo.pop() {
            looked += 1;
            // A phi that dissolved may by now stand for one of those asked about.
            let value = resolve(&self.substitution, value);
            if phis.contains(&value) || looked > 1000 {
                return true;
            }
            operands(self.f.kind(value), |operand| todo.push(operand));
        }
        false
    }

    /// A loop in tail position is left by a break of its own, which then stands behind it.
    fn leave_loops_first(&mut self, stmts: &mut Vec<Stmt>, target: Label) {
        match stmts.last_mut() {
            Some(Stmt::If { then, otherwise, .. }) => {
                self.leave_loops_first(then, target);
                self.leave_loops_first(otherwise, target);
            }
            Some(Stmt::Loop { label, results, body, .. })
                if results.is_empty() && !breaks_to(body, *label) && breaks_to(body, target) =>
            {
                let own = *label;
                let mut phis: Option<Vec<ValueId>> = None;
                let f = &mut *self.f;
                replace_breaks(body, target, &mut |values| {
                    phis.get_or_insert_with(|| values.iter().map(|v| f.phi(f.ty(*v))).collect());
                    Stmt::Break { label: own, values: values.to_vec() }
                });
                let values = phis.unwrap_or_default();
                results.clone_from(&values);
                stmts.push(Stmt::Break { label: target, values });
            }
            _ => {}
        }
    }

    /// Turns tail breaks into falling through; gives the values then.
    fn fall_through(&mut self, stmts: &mut Vec<Stmt>, target: Label) -> Option<Vec<ValueId>> {
        if let Some(Stmt::If { then, otherwise, merges, .. }) = stmts.last_mut() {
            let a = self.fall_through(then, target);
            let b = self.fall_through(otherwise, target);
            let count = a.as_ref().or(b.as_ref())?.len();
            let mut values = Vec::new();
            for at in 0..count {
                let (then, otherwise) = (a.as_ref().map(|a| a[at]), b.as_ref().map(|b| b[at]));
                let like = then.or(otherwise)?;
                let phi = self.f.phi(self.f.ty(like));
                merges.push(Merge { phi, then, otherwise });
                values.push(phi);
            }
            return Some(values);
        }
        match stmts.pop() {
            Some(Stmt::Break { label, values }) if label == target => Some(values),
            other => {
                stmts.extend(other);
                None
            }
        }
    }
}
