//! Which ways the kernel's conditional branches went (VERDICT.md V3).

use std::collections::{BTreeSet, HashMap};

use wasmparser::Operator;

use super::flow::Flow;
use super::own::Own;
use crate::kernel::{Coverage, Unreached};
use crate::source::Module;

/// Bits kept for one branch; further entries of a `br_table` share the last.
const MOST: u32 = 63;

/// A conditional branch.
#[derive(Clone, Debug)]
pub struct Branch {
    /// Index of its function.
    pub function: u32,
    /// Index of its operator.
    pub operator: usize,
    /// Each outcome's bits and what is said when it is missing.
    pub outcomes: Vec<(u64, String)>,
}

/// Outcomes of the WAT's branches that runs reached; runs are merged by [`Reached::merge`].
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Reached(pub(super) Vec<u64>);

impl Reached {
    /// Adds what another run of the same kernel reached.
    pub fn merge(&mut self, other: &Self) {
        if self.0.len() < other.0.len() {
            self.0.resize(other.0.len(), 0);
        }
        for (mine, theirs) in self.0.iter_mut().zip(&other.0) {
            *mine |= theirs;
        }
    }

    /// Whether `other` reached an outcome that this one lacks.
    pub fn lacks(&self, other: &Self) -> bool {
        let at = |i| self.0.get(i).copied().unwrap_or(0);
        other.0.iter().enumerate().any(|(i, theirs)| theirs & !at(i) != 0)
    }
}

/// All branches, in order of function and operator.
#[derive(Clone, Debug, Default)]
pub struct Branches {
    /// In order.
    pub list: Vec<Branch>,
    places: HashMap<(u32, usize), usize>,
}

impl Branches {
    /// Those of the kernel's own functions. Outcomes that can only trap are none.
    pub fn of(own: &Own<'_>) -> Self {
        let mut found = Self::default();
        for (function, flow) in own {
            for (pc, operator) in flow.operators.iter().enumerate() {
                if flow.dead(pc) {
                    continue;
                }
                let outcomes = outcomes(flow, pc, operator);
                if outcomes.len() > 1 {
                    found.places.insert((*function, pc), found.list.len());
                    found.list.push(Branch { function: *function, operator: pc, outcomes });
                }
            }
        }
        found
    }

    /// The number of the branch at this operator.
    pub fn number(&self, function: u32, operator: usize) -> Option<usize> {
        self.places.get(&(function, operator)).copied()
    }

    /// What was reached of all, with the WAT's lines where they are known.
    pub fn coverage(&self, reached: &Reached, module: &Module) -> Coverage {
        let mut coverage = Coverage::default();
        for (i, branch) in self.list.iter().enumerate() {
            let bits = reached.0.get(i).copied().unwrap_or(0);
            for (mask, what) in &branch.outcomes {
                coverage.outcomes += 1;
                if bits & mask != 0 {
                    coverage.reached += 1;
                } else {
                    let span = module.span_of_operator(branch.function, branch.operator);
                    coverage.unreached.push(Unreached { span, what: what.clone() });
                }
            }
        }
        coverage
    }
}

fn outcomes(flow: &Flow<'_>, pc: usize, operator: &Operator<'_>) -> Vec<(u64, String)> {
    let doomed = |target: Option<usize>| target.is_some_and(|target| flow.doomed(target));
    let two = |name: &str, no: Option<usize>, yes: Option<usize>| {
        let mut found = Vec::new();
        if !doomed(no) {
            found.push((1, format!("{name} never false")));
        }
        if !doomed(yes) {
            found.push((2, format!("{name} never true")));
        }
        found
    };
    match operator {
        Operator::If { .. } => two("if", Some(flow.otherwise(pc)), Some(pc + 1)),
        Operator::BrIf { relative_depth } => {
            two("br_if", Some(pc + 1), flow.target(pc, *relative_depth))
        }
        Operator::Select | Operator::TypedSelect { .. } => two("select", None, None),
        Operator::BrTable { targets } => {
            let mut labels: Vec<u32> = targets.targets().flatten().collect();
            labels.push(targets.default());
            let different: BTreeSet<u32> = labels.iter().copied().collect();
            let masks = different.into_iter().filter(|label| !doomed(flow.target(pc, *label)));
            masks
                .map(|label| {
                    let entries = labels.iter().enumerate().filter(|(_, to)| **to == label);
                    let mask = entries.fold(0, |mask, (i, _)| mask | 1 << (i as u32).min(MOST));
                    (mask, format!("br_table never goes to label {label}"))
                })
                .collect()
        }
        _ => Vec::new(),
    }
}
