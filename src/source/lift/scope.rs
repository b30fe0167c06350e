//! Where values are defined: the statement list that binds a load or phi, and for a pure value
//! the innermost list among what it is made of.

use std::collections::HashMap;

use super::graph::{Func, binds, bodies, operands};
use crate::source::lifted::{Label, Stmt, ValueId, ValueKind};

/// A statement list; 0 is the function's body.
pub(super) type ScopeId = u32;

/// Scopes of one state of a kernel; an edit makes it stale.
pub(super) struct Scopes {
    /// Enclosing list and depth.
    lists: Vec<(ScopeId, u32)>,
    /// By value.
    home: Vec<ScopeId>,
    /// Body of each loop and block.
    inside: HashMap<Label, ScopeId>,
}

impl Scopes {
    pub fn of(f: &Func) -> Self {
        let mut scopes =
            Self { lists: vec![(0, 0)], home: vec![0; f.values.len()], inside: HashMap::new() };
        scopes.list(&f.body, 0);
        // Operands of a pure value stand before it.
        for (index, value) in f.values.iter().enumerate() {
            if matches!(value.kind, ValueKind::Phi | ValueKind::Load) {
                continue;
            }
            let mut home = 0;
            operands(&value.kind, |operand| {
                let other = scopes.home[operand.0 as usize];
                if scopes.lists[other as usize].1 > scopes.lists[home as usize].1 {
                    home = other;
                }
            });
            scopes.home[index] = home;
        }
        scopes
    }

    fn list(&mut self, stmts: &[Stmt], scope: ScopeId) {
        for stmt in stmts {
            let inner: Vec<ScopeId> = bodies(stmt)
                .iter()
                .map(|_| {
                    let depth = self.lists[scope as usize].1 + 1;
                    self.lists.push((scope, depth));
                    self.lists.len() as u32 - 1
                })
                .collect();
            binds(stmt, |value| self.home[value.0 as usize] = scope);
            match stmt {
                Stmt::Loop { label, carried, .. } => {
                    self.inside.insert(*label, inner[0]);
                    for carried in carried {
                        self.home[carried.phi.0 as usize] = inner[0];
                    }
                }
                Stmt::For { label, var, .. } => {
                    self.inside.insert(*label, inner[0]);
                    self.home[var.0 as usize] = inner[0];
                }
                Stmt::Block { label, .. } => {
                    self.inside.insert(*label, inner[0]);
                }
                _ => {}
            }
            for (body, scope) in bodies(stmt).into_iter().zip(inner) {
                self.list(body, scope);
            }
        }
    }

    /// The list that binds a value, or the innermost one among its parts.
    pub fn home(&self, value: ValueId) -> ScopeId {
        self.home.get(value.0 as usize).copied().unwrap_or(0)
    }

    /// Whether the value was there when the scopes were taken.
    pub fn knows(&self, value: ValueId) -> bool {
        (value.0 as usize) < self.home.len()
    }

    /// Whether `inner` is `outer` or lies in it.
    pub fn encloses(&self, outer: ScopeId, mut inner: ScopeId) -> bool {
        let depth = self.lists[outer as usize].1;
        while self.lists[inner as usize].1 > depth {
            inner = self.lists[inner as usize].0;
        }
        inner == outer
    }

    /// Whether `value` can be used in `scope`.
    pub fn visible(&self, value: ValueId, scope: ScopeId) -> bool {
        self.encloses(self.home(value), scope)
    }

    /// Whether `value` is the same in every round of the loop.
    pub fn invariant(&self, value: ValueId, label: Label) -> bool {
        let Some(inside) = self.inside.get(&label) else { return false };
        !self.encloses(*inside, self.home(value))
    }

    /// The list in which the loop or block stands.
    pub fn outside(&self, label: Label) -> ScopeId {
        self.inside.get(&label).map_or(0, |inside| self.lists[*inside as usize].0)
    }
}
