//! Statements in the words of the listing, line by line.
//!
//! It never reorders them.

use super::Listing;
use crate::source::lifted::{Label, Stmt, ValueId, ValueKind as K};

impl Listing<'_> {
    pub(super) fn block(&mut self, stmts: &[Stmt]) {
        self.indent += 1;
        // A `let` is visible in its own block only.
        let names = self.names.clone();
        for stmt in stmts {
            self.stmt(stmt);
        }
        let kept: Vec<_> = self
            .names
            .iter()
            .filter(|(value, _)| {
                names.contains_key(value)
                    || matches!(self.lifted.value(**value).kind, K::Load | K::Phi)
            })
            .map(|(value, name)| (*value, name.clone()))
            .collect();
        self.names = kept.into_iter().collect();
        self.indent -= 1;
    }

    fn carried(&mut self, phis: impl Iterator<Item = (ValueId, ValueId)>) -> String {
        let mut text = Vec::new();
        for (phi, init) in phis {
            self.prepare(init);
            let init = self.expression(init);
            text.push(format!("{} = {init}", self.name(phi)));
        }
        text.join(", ")
    }

    fn stmt(&mut self, stmt: &Stmt) {
        match stmt {
            Stmt::Load { value, place, .. } => {
                let place = self.place(place);
                let name = self.name(*value);
                self.line(&format!("let {name} = {place}"));
            }
            Stmt::Store { place, value, .. } => {
                let place = self.place(place);
                self.prepare(*value);
                let value = self.expression(*value);
                self.line(&format!("{place} = {value}"));
            }
            Stmt::If { condition, then, otherwise, merges } => {
                self.prepare(*condition);
                let condition = self.expression(*condition);
                let names: Vec<_> = merges.iter().map(|merge| self.name(merge.phi)).collect();
                if !names.is_empty() {
                    self.line(&format!("var {}", names.join(", ")));
                }
                self.line(&format!("if {condition} {{"));
                self.arm(then, merges.iter().map(|m| (m.phi, m.then)));
                if !otherwise.is_empty() || !merges.is_empty() {
                    self.line("} else {");
                    self.arm(otherwise, merges.iter().map(|m| (m.phi, m.otherwise)));
                }
                self.line("}");
            }
            Stmt::For { var, from, to, step, signed, carried, next, body, .. } => {
                let carried = self.carried(carried.iter().map(|c| (c.phi, c.init)));
                self.prepare(*from);
                self.prepare(*to);
                let (from, to) = (self.expression(*from), self.expression(*to));
                let var = self.name(*var);
                let sign = if *signed { "<s" } else { "<u" };
                let with = if carried.is_empty() { "" } else { " with " };
                self.line(&format!(
                    "for {var} = {from}; {var} {sign} {to}; {var} += {step}{with}{carried} {{"
                ));
                self.block(body);
                if !next.is_empty() {
                    self.indent += 1;
                    let next = self.list(next);
                    self.line(&format!("next {next}"));
                    self.indent -= 1;
                }
                self.line("}");
            }
            Stmt::Loop { label, carried, results, body } => {
                let carried = self.carried(carried.iter().map(|c| (c.phi, c.init)));
                let results = self.results(results);
                let label = self.label(*label);
                let with = if carried.is_empty() { "" } else { " with " };
                self.line(&format!("{results}loop {label}{with}{carried} {{"));
                self.block(body);
                self.line("}");
            }
            Stmt::Block { label, results, body } => {
                let results = self.results(results);
                let label = self.label(*label);
                self.line(&format!("{results}block {label} {{"));
                self.block(body);
                self.line("}");
            }
            Stmt::Break { label, values } => self.jump("break", Some(*label), values),
            Stmt::Continue { label, values } => self.jump("continue", Some(*label), values),
            Stmt::Return { values } => self.jump("return", None, values),
            Stmt::Trap { .. } => self.line("trap"),
        }
    }

    pub(super) fn results(&mut self, results: &[ValueId]) -> String {
        let names: Vec<_> = results.iter().map(|phi| self.name(*phi)).collect();
        if names.is_empty() { String::new() } else { format!("{} = ", names.join(", ")) }
    }

    fn jump(&mut self, word: &str, label: Option<Label>, values: &[ValueId]) {
        let mut parts = vec![word.to_owned()];
        parts.extend(label.map(|label| self.label(label)));
        let values = self.list(values);
        if !values.is_empty() {
            parts.push(values);
        }
        self.line(&parts.join(" "));
    }

    fn arm(&mut self, stmts: &[Stmt], merges: impl Iterator<Item = (ValueId, Option<ValueId>)>) {
        let names = self.names.clone();
        self.block(stmts);
        self.indent += 1;
        for (phi, value) in merges {
            if let Some(value) = value {
                self.prepare(value);
                let (phi, value) = (self.name(phi), self.expression(value));
                self.line(&format!("{phi} = {value}"));
            }
        }
        self.indent -= 1;
        let lifted = self.lifted;
        self.names.retain(|value, _| {
            names.contains_key(value) || matches!(lifted.value(*value).kind, K::Load | K::Phi)
        });
    }
}
