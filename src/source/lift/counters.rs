//! One counter for each loop.
//!
//! Everything that a loop advances by the same amount in every round is a linear function of one
//! of them: pointers, count-downs and copies become expressions over one counter that counts
//! elements upwards.

use std::collections::HashMap;

use super::graph::{Func, bodies, bodies_mut, walk};
use super::linear::Linear;
use super::rebuild::Substitution;
use super::scope::Scopes;
use crate::source::lifted::{Binary, Carried, Label, Place, Stmt, Ty, ValueId};

/// A carried value with a fixed step.
#[derive(Clone, Debug)]
struct Counter {
    phi: ValueId,
    init: ValueId,
    step: Linear,
    /// Bytes of an element, where the value is part of an address.
    unit: i32,
    /// It may be a pointer: then it can't count.
    pointer: bool,
}

impl Counter {
    fn constant_step(&self) -> Option<i32> {
        self.step.as_constant()
    }

    /// The step in elements.
    fn elements(&self) -> Option<i32> {
        let step = self.constant_step()?;
        Some(if step % self.unit == 0 { step / self.unit } else { step })
    }
}

/// Gives every loop one counter; the substitution is still to be applied.
pub(super) fn unify(f: &mut Func) -> Substitution {
    let scopes = Scopes::of(f);
    let mut labels = Vec::new();
    walk(&f.body, &mut |stmt| {
        if let Stmt::Loop { label, carried, .. } = stmt {
            labels.push((*label, carried.clone()));
        }
    });
    let units = units(f);
    let mut continues = Continues::new();
    walk(&f.body, &mut |stmt| {
        if let Stmt::Continue { label, values } = stmt {
            continues.entry(*label).or_default().push(values.clone());
        }
    });
    let mut substitution = Substitution::new();
    let mut added: HashMap<Label, (Carried, i32)> = HashMap::new();
    for (label, carried) in labels {
        let counters = counters(f, &scopes, label, &carried, &continues, &units);
        if let Some((new, step)) = express(f, &scopes, label, &counters, &mut substitution) {
            added.insert(label, (new, step));
        }
    }
    if !added.is_empty() {
        let mut body = std::mem::take(&mut f.body);
        add(f, &mut body, &added);
        f.body = body;
    }
    substitution
}

type Continues = HashMap<Label, Vec<Vec<ValueId>>>;

/// For values in addresses: the narrowest access.
fn units(f: &mut Func) -> HashMap<ValueId, i32> {
    let mut places: Vec<Place> = Vec::new();
    walk(&f.body, &mut |stmt| {
        if let Stmt::Load { place, .. } | Stmt::Store { place, .. } = stmt {
            places.push(place.clone());
        }
    });
    let mut units: HashMap<ValueId, i32> = HashMap::new();
    for place in places {
        let mut form = Linear::default();
        for (value, factor) in &place.terms {
            form.add_value(f, *value, *factor);
        }
        for (value, factor) in form.terms {
            if factor == 1 {
                let width = i32::from(place.access.width);
                let unit = units.entry(value).or_insert(width);
                *unit = (*unit).min(width);
            }
        }
    }
    units
}

fn counters(
    f: &mut Func,
    scopes: &Scopes,
    label: Label,
    carried: &[Carried],
    continues: &Continues,
    units: &HashMap<ValueId, i32>,
) -> Vec<Counter> {
    let Some(rounds) = continues.get(&label) else { return Vec::new() };
    let mut list = Vec::new();
    for (at, Carried { phi, init }) in carried.iter().enumerate() {
        if f.ty(*phi) != Ty::I32 {
            continue;
        }
        let mut step: Option<Linear> = None;
        let mut fixed = true;
        for values in rounds {
            let Some(value) = values.get(at) else { continue };
            let next = Linear::of(f, *value);
            let advance = next.plus(&Linear { terms: vec![(*phi, 1)], constant: 0 }, -1);
            let invariant = advance.terms.iter().all(|(v, _)| {
                // A product built while looking has no home yet: it counts as not invariant.
                scopes.knows(*v) && scopes.invariant(*v, label)
            });
            fixed &= invariant && step.as_ref().is_none_or(|step| same(step, &advance));
            step = Some(advance);
        }
        if let Some(step) = step.filter(|step| fixed && step.as_constant() != Some(0)) {
            let unit = units.get(phi).copied().unwrap_or(1);
            let pointer = units.contains_key(phi) && f.as_i32(*init).is_none();
            list.push(Counter { phi: *phi, init: *init, step, unit, pointer });
        }
    }
    list
}

fn same(a: &Linear, b: &Linear) -> bool {
    a.clone().plus(b, -1).as_constant() == Some(0)
}

/// Expresses all counters by one; gives it, with its step, when it is new.
fn express(
    f: &mut Func,
    scopes: &Scopes,
    label: Label,
    counters: &[Counter],
    substitution: &mut Substitution,
) -> Option<(Carried, i32)> {
    let steps: Vec<i32> = counters.iter().filter_map(Counter::elements).collect();
    if steps.is_empty() && !counters.iter().any(|c| c.constant_step().is_none()) {
        return None;
    }
    let unit = steps.iter().fold(0, |unit, step| gcd(unit, step.unsigned_abs()));
    let unit = i32::try_from(unit).unwrap_or(1).max(1);
    let existing = counters
        .iter()
        .filter(|c| {
            !c.pointer
                && c.constant_step() == Some(unit)
                && (c.unit == 1 || c.elements() == Some(unit))
        })
        .min_by_key(|c| f.as_i32(c.init).is_none());
    let others: Vec<&Counter> =
        counters.iter().filter(|c| existing.is_none_or(|e| e.phi != c.phi)).collect();
    if others.is_empty() {
        return None;
    }
    let worthwhile = |c: &&Counter| match c.constant_step() {
        Some(step) => step % unit == 0,
        None => unit == 1,
    };
    let (main, init, new) = match existing {
        Some(counter) => (counter.phi, counter.init, None),
        None if others.iter().any(worthwhile) => {
            let (phi, init) = (f.phi(Ty::I32), f.int(0));
            (phi, init, Some((Carried { phi, init }, unit)))
        }
        None => return None,
    };
    debug_assert!(!scopes.knows(main) || !scopes.invariant(main, label));
    let elapsed = f.sub(main, init);
    for counter in others.into_iter().filter(worthwhile) {
        let advance = match counter.constant_step() {
            Some(step) => {
                let factor = f.int(step / unit);
                f.binary(Binary::Mul, elapsed, factor)
            }
            None => {
                // step · elapsed, with the step's constant factor outside.
                let step = counter.step.build(f);
                f.binary(Binary::Mul, elapsed, step)
            }
        };
        let value = f.add(counter.init, advance);
        substitution.insert(counter.phi, value);
    }
    new
}

fn gcd(mut a: u32, mut b: u32) -> u32 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}

fn add(f: &mut Func, stmts: &mut [Stmt], added: &HashMap<Label, (Carried, i32)>) {
    for stmt in stmts {
        match stmt {
            Stmt::Loop { label, carried, .. } => {
                if let Some((new, _)) = added.get(label) {
                    carried.push(new.clone());
                }
            }
            Stmt::Continue { label, values } => {
                if let Some((new, step)) = added.get(label) {
                    let step = f.int(*step);
                    values.push(f.add(new.phi, step));
                }
            }
            _ => {}
        }
        if !bodies(stmt).is_empty() {
            for body in bodies_mut(stmt) {
                add(f, body, added);
            }
        }
    }
}
