//! Counted loops: a `Loop` with one exit, left on a test of its counter, becomes a `For`.
//!
//! Tests at the top make a `For` as they are; tests at the bottom need to know that the first
//! round happens: the conditions around the loop say so, or it stays a `Loop`.

mod exit;
mod shape;
mod trip;

use std::collections::HashMap;

use super::facts::Facts;
use super::graph::{Func, bodies_mut, is_terminal};
use super::rebuild::Substitution;
use super::scope::Scopes;
use crate::source::lifted::{Carried, Label, Stmt, Ty, ValueId};
use exit::Exit;
use shape::{Shape, Test};
pub(super) use trip::divides;

/// Turns what it can; the substitution is still to be applied. `None`: nothing changed.
pub(super) fn count(f: &mut Func) -> Option<Substitution> {
    let scopes = Scopes::of(f);
    let mut body = std::mem::take(&mut f.body);
    let mut counting =
        Counting { f, scopes, facts: Facts::default(), substitution: HashMap::new(), found: false };
    counting.list(&mut body);
    let Counting { substitution, found, .. } = counting;
    f.body = body;
    found.then_some(substitution)
}

struct Counting<'a> {
    f: &'a mut Func,
    scopes: Scopes,
    facts: Facts,
    substitution: Substitution,
    found: bool,
}

impl Counting<'_> {
    fn list(&mut self, stmts: &mut Vec<Stmt>) {
        let mark = self.facts.mark();
        let mut at = 0;
        while at < stmts.len() {
            match &mut stmts[at] {
                Stmt::If { condition, then, otherwise, .. } => {
                    let condition = *condition;
                    let inner = self.facts.mark();
                    self.facts.learn(self.f, condition, true);
                    self.list(then);
                    self.facts.forget(inner);
                    self.facts.learn(self.f, condition, false);
                    self.list(otherwise);
                    self.facts.forget(inner);
                    // What follows runs only behind the arm that does not leave.
                    match (is_terminal(then), is_terminal(otherwise)) {
                        (true, false) => self.facts.learn(self.f, condition, false),
                        (false, true) => self.facts.learn(self.f, condition, true),
                        _ => {}
                    }
                }
                Stmt::For { var, from, to, signed, body, .. } => {
                    let (var, from, to, signed) = (*var, *from, *to, *signed);
                    let inner = self.facts.mark();
                    self.facts.learn_range(self.f, var, from, to, signed);
                    self.list(body);
                    self.facts.forget(inner);
                }
                Stmt::Loop { .. } => {
                    let found = std::mem::take(&mut self.found);
                    for body in bodies_mut(&mut stmts[at]) {
                        self.list(body);
                    }
                    // What an inner loop leaves behind may be a counter of this one: next round.
                    let inner = self.found;
                    self.found |= found;
                    if !inner && let Some(replacement) = self.try_loop(&stmts[at]) {
                        let count = replacement.len();
                        stmts.splice(at..=at, replacement);
                        self.found = true;
                        at += count;
                        continue;
                    }
                }
                other => {
                    for body in bodies_mut(other) {
                        self.list(body);
                    }
                }
            }
            at += 1;
        }
        self.facts.forget(mark);
    }

    fn try_loop(&mut self, stmt: &Stmt) -> Option<Vec<Stmt>> {
        let Stmt::Loop { label, carried, results, body } = stmt else { return None };
        let shape = shape::of(*label, body)?;
        let counter = self.counter(*label, carried, &shape)?;
        let trip = trip::of(self.f, &self.facts, &counter, &shape)?;
        Some(self.build(*label, carried, results, shape, &counter, trip))
    }

    /// The one carried value that the test is about.
    fn counter(&mut self, label: Label, carried: &[Carried], shape: &Shape) -> Option<Counter> {
        let Test { left, right, .. } = &shape.test(self.f)?;
        let mut found = None;
        for (at, Carried { phi, init }) in carried.iter().enumerate() {
            let factor = left.clone().plus(right, -1).factor(*phi);
            if factor != 0 {
                if found.is_some() || f_is_not_int(self.f, *phi) {
                    return None;
                }
                let mut step = None;
                for next in shape.next(at) {
                    let form = super::linear::Linear::of(self.f, next);
                    let itself = super::linear::Linear { terms: vec![(*phi, 1)], constant: 0 };
                    let advance = form.plus(&itself, -1).as_constant()?;
                    if step.replace(advance).is_some_and(|other| other != advance) {
                        return None;
                    }
                }
                let step = step.filter(|step| *step > 0)?;
                found = Some(Counter { at, phi: *phi, init: *init, step, factor });
            }
        }
        let counter = found?;
        let others = left.terms.iter().chain(&right.terms).filter(|(v, _)| *v != counter.phi);
        for (value, _) in others {
            if !self.scopes.knows(*value) || !self.scopes.invariant(*value, label) {
                return None;
            }
        }
        Some(counter)
    }

    fn build(
        &mut self,
        label: Label,
        carried: &[Carried],
        results: &[ValueId],
        shape: Shape,
        counter: &Counter,
        trip: trip::Trip,
    ) -> Vec<Stmt> {
        let var = self.f.phi(Ty::I32);
        let step = self.f.int(counter.step);
        let others: Vec<Carried> = carried
            .iter()
            .enumerate()
            .filter(|(at, _)| *at != counter.at)
            .map(|(_, carried)| carried.clone())
            .collect();
        let at_top = shape.at_top;
        let (mut body, next, exit_arm) = shape.into_parts(self.f, label, counter.at);
        // The counter is the variable, shifted where the trip says so.
        let here = self.f.add(var, trip.shift);
        self.substitution.insert(counter.phi, here);
        let mut exit = Exit::new(label, counter, at_top, &others, &next);
        let final_value = trip.last.map(|last| self.f.add(last, trip.shift));
        exit.final_counter = final_value;
        let exit_arm = exit.rewrite(self.f, &self.scopes, exit_arm, step);
        let Exit { kept, counter_copy, .. } = exit;
        let mut all_carried = others;
        let mut all_next = next;
        for (phi, init, value) in kept {
            all_carried.push(Carried { phi, init });
            all_next.push(value);
        }
        if let Some(copy) = counter_copy {
            all_carried.push(Carried { phi: copy, init: counter.init });
            all_next.push(self.f.add(here, step));
        }
        super::tidy::drop_dead_end(&mut body);
        let for_label = self.f.label();
        let mut out = vec![Stmt::For {
            label: for_label,
            var,
            from: trip.from,
            to: trip.to,
            step: counter.step,
            signed: trip.signed,
            carried: all_carried,
            next: all_next,
            body,
        }];
        out.push(Stmt::Block { label, results: results.to_vec(), body: exit_arm });
        out
    }
}

fn f_is_not_int(f: &Func, value: ValueId) -> bool {
    f.ty(value) != Ty::I32
}

/// A loop's counter.
struct Counter {
    /// Which of the carried values.
    at: usize,
    phi: ValueId,
    init: ValueId,
    /// Positive.
    step: i32,
    /// Its factor in the test.
    factor: i32,
}
