//! Which loops of a lifted kernel may run as independent invocations.
//!
//! Two iterations are independent when no carried value links them and no byte that one of them
//! stores is touched by the other. Addresses are compared as polynomials over the loop variables
//! and the parameters; what can't be shown is serial. Only reads the lifted kernel: never
//! rewrites it and never decides how a draft looks.

mod address;
mod dependence;
mod facts;
#[cfg(test)]
pub(crate) mod fixture;
mod frames;
mod poly;
mod radix;
#[cfg(test)]
mod tests;
mod updates;

use std::collections::BTreeSet;

use super::lifted::{Binary, Label, Lifted, RootKind, Ty, ValueId, ValueKind};
use facts::Facts;
pub use updates::{Update, UpdateOp};

/// What the dependence test found.
#[derive(Clone, PartialEq, Debug)]
pub struct Parallel {
    /// `For` loops that may become invocation axes, outermost first, at most three; their bounds
    /// are the same for every invocation. Empty: the kernel is serial. Loops between them, or
    /// around them, stay loops inside each invocation.
    pub loops: Vec<Label>,
    /// Read-modify-writes that must be atomic because different iterations meet there.
    pub updates: Vec<Update>,
    /// Carried values of the parallel loops that are linear in the loop's variable.
    pub inductions: Vec<Induction>,
    /// The sum that the kernel returns, when that is what the loop computes.
    pub reduction: Option<Reduction>,
    /// Why, in one sentence.
    pub why: String,
}

/// A returned integer that each round of a loop adds to (or combines with), from zero.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Reduction {
    /// The carried value.
    pub phi: ValueId,
    /// What each round adds.
    pub operand: ValueId,
    /// `Add`, `Or` or `Xor`.
    pub op: UpdateOp,
}

/// A carried value that is `init + round·step` in each round of its loop.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Induction {
    /// The loop.
    pub label: Label,
    /// The carried value.
    pub phi: ValueId,
    /// Its value in the first round.
    pub init: ValueId,
    /// What each round adds.
    pub step: ValueId,
    /// Each round takes `step` away instead.
    pub negative: bool,
}

impl Parallel {
    pub(crate) fn serial(why: impl Into<String>) -> Self {
        Self {
            loops: Vec::new(),
            updates: Vec::new(),
            inductions: Vec::new(),
            reduction: None,
            why: why.into(),
        }
    }
}

/// A loop with fewer rounds than this stays a loop where another one can be parallel.
const FEW_ROUNDS: i64 = 16;

/// Tests the loops of `lifted`.
pub fn parallel(lifted: &Lifted) -> Parallel {
    let Some(mut facts) = Facts::of(lifted) else {
        return Parallel::serial("the kernel is too large for the dependence test");
    };
    if !facts.loops.iter().any(|l| l.counted.is_some()) {
        return Parallel::serial("the kernel has no counted loop");
    }
    if facts.returned.iter().any(|values| !values.is_empty()) {
        return reduction(&facts).unwrap_or_else(|| {
            Parallel::serial("the kernel returns a value that depends on all iterations")
        });
    }
    let spine = match spine(&facts) {
        Ok(spine) => spine,
        Err(why) => return Parallel::serial(why),
    };
    let mut why = None;
    let mut candidates = Vec::new();
    for of in &spine {
        match candidate(&facts, *of) {
            Ok(()) => candidates.push(*of),
            Err(reason) => {
                why.get_or_insert(reason);
            }
        }
    }
    if candidates.len() > 6 {
        candidates.truncate(6);
    }
    for chosen in subsets(&facts, &candidates) {
        match dependence::independent(&mut facts, &chosen) {
            Ok(updates) => {
                let labels: Vec<Label> = chosen.iter().map(|of| facts.loops[*of].label).collect();
                let inductions = inductions(&facts, &chosen);
                let why = success(chosen.len(), !updates.is_empty());
                return Parallel { loops: labels, updates, inductions, reduction: None, why };
            }
            Err(reason) => {
                why.get_or_insert(reason);
            }
        }
    }
    Parallel::serial(why.unwrap_or_else(|| "no loop holds all stores".into()))
}

fn success(loops: usize, updates: bool) -> String {
    let mut why = match loops {
        1 => "the loop's iterations touch different elements".to_owned(),
        n => format!("the iterations of {n} nested loops touch different elements"),
    };
    if updates {
        why.push_str(", except for updates whose order does not matter");
    }
    why
}

/// The loops around all stores, outermost first.
fn spine(facts: &Facts<'_>) -> Result<Vec<usize>, String> {
    let private = |root| matches!(facts.lifted.root(root).kind, RootKind::Frame { .. });
    let mut stores = facts.accesses.iter().filter(|a| a.store.is_some() && !private(a.place.root));
    let Some(first) = stores.next() else { return Err("the kernel stores nothing".into()) };
    let mut common = first.path.clone();
    for store in stores {
        let shared = common.iter().zip(&store.path).take_while(|(a, b)| a == b).count();
        common.truncate(shared);
    }
    if common.is_empty() { Err("not all stores lie in one loop nest".into()) } else { Ok(common) }
}

/// A kernel that only returns an integer sum over one loop.
fn reduction(facts: &Facts<'_>) -> Option<Parallel> {
    if facts.accesses.iter().any(|access| access.store.is_some()) {
        return None;
    }
    let zero = |v: ValueId| facts.lifted.as_i32(v) == Some(0);
    let mut sum = None;
    for values in &facts.returned {
        let [value] = values[..] else { return None };
        if !zero(value) && *sum.get_or_insert(value) != value {
            return None;
        }
    }
    // A guard in front of the loop merges the sum with zero.
    let mut phi = sum?;
    if let Some((then, otherwise)) = facts.merge(phi) {
        phi = if zero(otherwise) {
            then
        } else if zero(then) {
            otherwise
        } else {
            return None;
        };
    }
    let carries = |l: &facts::LoopFacts<'_>| l.carried.iter().any(|c| c.phi == phi);
    let of = facts.loops.iter().position(carries)?;
    let looped = &facts.loops[of];
    let counted = looped.counted.filter(|_| !looped.leaves && looped.outermost)?;
    if !facts.is_uniform(counted.from) || !facts.is_uniform(counted.to) {
        return None;
    }
    for (carried, next) in looped.carried.iter().zip(looped.next) {
        if carried.phi != phi {
            let linear = facts.induction(carried.phi).is_some_and(|i| i.of == of);
            if !linear || facts.is_used_outside(carried.phi, of) {
                return None;
            }
            continue;
        }
        let ValueKind::Binary(op, a, b) = facts.lifted.value(*next).kind else { return None };
        let op = match op {
            Binary::Add => UpdateOp::Add,
            Binary::Or => UpdateOp::Or,
            Binary::Xor => UpdateOp::Xor,
            _ => return None,
        };
        let operand = if a == phi { b } else { a };
        let once = (a == phi) != (b == phi) && !facts.depends(operand, phi);
        // The sum itself goes nowhere but into the next round.
        let inside = facts.uses_inside(phi, of) == 1 && facts.uses(*next) == 1;
        let integer = facts.lifted.value(phi).ty == Ty::I32;
        if !once || !inside || !integer || !zero(carried.init) {
            return None;
        }
        let why = "the returned sum does not depend on the order of its terms".to_owned();
        return Some(Parallel {
            loops: vec![looped.label],
            updates: Vec::new(),
            inductions: inductions(facts, &[of])
                .into_iter()
                .filter(|induction| induction.phi != phi)
                .collect(),
            reduction: Some(Reduction { phi, operand, op }),
            why,
        });
    }
    None
}

/// Whether one loop could be an axis as far as its own form goes.
fn candidate(facts: &Facts<'_>, of: usize) -> Result<(), String> {
    let looped = &facts.loops[of];
    let Some(counted) = looped.counted else {
        return Err("a loop around the stores is not counted".into());
    };
    if looped.leaves {
        return Err("an iteration may end the whole loop".into());
    }
    if !facts.is_uniform(counted.from) || !facts.is_uniform(counted.to) {
        return Err("the loop's bounds are not known before the kernel runs".into());
    }
    for carried in looped.carried {
        if facts.induction(carried.phi).is_none_or(|induction| induction.of != of) {
            return Err("each iteration needs a value from the one before".into());
        }
        if facts.is_used_outside(carried.phi, of) {
            return Err("a value of the last iteration is needed after the loop".into());
        }
    }
    Ok(())
}

/// Choices of one to three loops: more axes first, then outer loops first; loops of a few rounds
/// only where nothing else works.
fn subsets(facts: &Facts<'_>, candidates: &[usize]) -> Vec<Vec<usize>> {
    let short = |of: &usize| {
        let Some(counted) = facts.loops[*of].counted else { return false };
        let (from, to) = (facts.lifted.as_i32(counted.from), facts.lifted.as_i32(counted.to));
        from.zip(to).is_some_and(|(from, to)| {
            (i64::from(to) - i64::from(from)) / i64::from(counted.step.max(1)) <= FEW_ROUNDS
        })
    };
    let mut all: Vec<Vec<usize>> = (1u32..1 << candidates.len())
        .map(|bits| {
            let chosen = candidates.iter().enumerate().filter(|(at, _)| bits >> at & 1 == 1);
            chosen.map(|(_, of)| *of).collect::<Vec<usize>>()
        })
        .filter(|chosen| chosen.len() <= 3)
        .collect();
    all.sort_by_key(|chosen| {
        let few = chosen.iter().filter(|of| short(of)).count();
        (few > 0, std::cmp::Reverse(chosen.len()), chosen.clone())
    });
    all
}

fn inductions(facts: &Facts<'_>, chosen: &[usize]) -> Vec<Induction> {
    let chosen: BTreeSet<usize> = chosen.iter().copied().collect();
    let phis = chosen.iter().flat_map(|of| facts.loops[*of].carried.iter().map(|c| c.phi));
    phis.filter_map(|phi| {
        let found = facts.induction(phi)?;
        let label = facts.loops[found.of].label;
        let facts::Induction { init, step, negative, .. } = found;
        Some(Induction { label, phi, init, step, negative })
    })
    .collect()
}
