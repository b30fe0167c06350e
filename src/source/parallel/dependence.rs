//! The test itself: do different iterations of the chosen loops touch different bytes?

use std::collections::{BTreeMap, BTreeSet};

use super::facts::Facts;
use super::frames;
use super::poly::{Atom, Divisor, Poly};
use super::radix::{self, Digit};
use super::updates::{self, Update};
use crate::source::lifted::{RootId, RootKind};

/// `Ok` with the updates that must be atomic, or why the iterations are not independent.
pub(super) fn independent(facts: &mut Facts<'_>, chosen: &[usize]) -> Result<Vec<Update>, String> {
    let roots: BTreeSet<RootId> = facts.accesses.iter().map(|a| a.place.root).collect();
    let mut updates = Vec::new();
    for root in roots {
        if let RootKind::Frame { .. } = facts.lifted.root(root).kind {
            frames::private(facts, chosen, root)?;
        } else if facts.is_stored(root)
            && let Err(why) = distinct(facts, chosen, root)
        {
            let found = updates::updates_only(facts, root).ok_or(why)?;
            updates.extend(found);
        }
    }
    Ok(updates)
}

/// One access in the form that can be compared.
struct Form {
    /// Strides by loop.
    strides: BTreeMap<usize, Poly>,
    /// Strides of what has no known bounds.
    unknown: Vec<Poly>,
    /// What is the same in all iterations.
    rest: Poly,
    width: i64,
}

fn distinct(facts: &mut Facts<'_>, chosen: &[usize], root: RootId) -> Result<(), String> {
    let places: Vec<_> = facts
        .accesses
        .iter()
        .filter(|a| a.place.root == root)
        .map(|a| (a.place, a.path.clone()))
        .collect();
    let mut common: Option<Vec<usize>> = None;
    let mut forms = Vec::new();
    let mut flattened = BTreeMap::new();
    for (place, path) in places {
        if !chosen.iter().all(|of| path.contains(of)) {
            return Err("memory that the loop stores to is touched outside it".into());
        }
        match &mut common {
            Some(common) => common.retain(|of| path.contains(of)),
            None => common = Some(path.clone()),
        }
        forms.push(form(facts, place, &path, &mut flattened)?);
    }
    let common = common.unwrap_or_default();
    let positive = positive(facts, &common, &flattened);
    let positive = |atom: Atom| positive.contains(&atom);

    let (mut digits, mut unknown) = (Vec::new(), Vec::new());
    let loops: BTreeSet<usize> = forms.iter().flat_map(|f| f.strides.keys().copied()).collect();
    for of in chosen {
        if !loops.contains(of) {
            return Err("different iterations store to the same element".into());
        }
    }
    for of in loops {
        let strides: Vec<Poly> =
            forms.iter().map(|f| f.strides.get(&of).cloned().unwrap_or_default()).collect();
        let everywhere = forms.iter().all(|f| f.strides.contains_key(&of));
        let same = everywhere && strides.windows(2).all(|pair| pair[0] == pair[1]);
        if chosen.contains(&of) {
            if !same {
                return Err("an iteration touches what another one stores".into());
            }
            digits.push(digit(facts, of, &strides[0], true));
            continue;
        }
        let mut different = strides.into_iter().filter(|p| *p != Poly::default());
        let Some(first) = different.next() else { continue };
        if different.all(|p| p == first) {
            let digit = digit(facts, of, &first, everywhere);
            match digit.span {
                Some(_) => digits.push(digit),
                None => unknown.push(first),
            }
        } else {
            unknown.extend(forms.iter().filter_map(|f| f.strides.get(&of).cloned()));
        }
    }
    for (of, divisor) in &flattened {
        split_digit(facts, &mut digits, &forms, *of, *divisor)?;
    }
    unknown.extend(forms.iter().flat_map(|f| f.unknown.iter().cloned()));
    let span = offsets(&forms, &mut digits)?;
    if radix::determines(&digits, &unknown, &span, &positive) {
        Ok(())
    } else {
        Err("different iterations may touch the same element".into())
    }
}

/// Splits an address into strides of loop variables and the rest. A quotient of a loop variable
/// is noted in `flattened`.
fn form(
    facts: &mut Facts<'_>,
    place: &crate::source::lifted::Place,
    path: &[usize],
    flattened: &mut BTreeMap<usize, Divisor>,
) -> Result<Form, String> {
    let mut rest = facts.address(place);
    let mut form = Form {
        strides: BTreeMap::new(),
        unknown: Vec::new(),
        rest: Poly::default(),
        width: place.access.width.into(),
    };
    let still = |facts: &Facts<'_>, poly: &Poly| poly.atoms().all(|atom| facts.is_invariant(atom));
    let nonlinear = || "an element's place is not linear in the loop's variable".to_owned();
    for of in path {
        let Some(counted) = facts.loops[*of].counted else { continue };
        let (stride, others) = rest.split(Atom::Value(counted.var)).ok_or_else(nonlinear)?;
        if !still(facts, &stride) {
            return Err(nonlinear());
        }
        rest = others;
        let quotients: BTreeSet<Atom> = rest
            .atoms()
            .filter(|atom| matches!(atom, Atom::Quotient(v, _) if *v == counted.var))
            .collect();
        for atom in &quotients {
            let Atom::Quotient(_, divisor) = *atom else { continue };
            if *flattened.entry(*of).or_insert(divisor) != divisor {
                return Err(nonlinear());
            }
        }
        if stride != Poly::default() || !quotients.is_empty() {
            form.strides.insert(*of, stride);
        }
    }
    for atom in rest.atoms().collect::<BTreeSet<_>>() {
        let of_flattened = flattened.iter().any(|(of, divisor)| {
            facts.loops[*of].counted.is_some_and(|c| atom == Atom::Quotient(c.var, *divisor))
        });
        if facts.is_invariant(atom) || of_flattened {
            continue;
        }
        let (stride, others) = rest.split(atom).ok_or_else(nonlinear)?;
        if !still(facts, &stride) {
            return Err("an element's place depends on data".into());
        }
        form.unknown.push(stride);
        rest = others;
    }
    form.rest = rest;
    Ok(form)
}

/// The digit of a loop's variable. `everywhere`: all accesses have it; else it may also be zero.
fn digit(facts: &mut Facts<'_>, of: usize, stride: &Poly, everywhere: bool) -> Digit {
    let span = facts.loops[of].counted.and_then(|counted| {
        let (from, to) = (facts.poly(counted.from, 0), facts.poly(counted.to, 0));
        if !from.atoms().chain(to.atoms()).all(|atom| facts.is_invariant(atom)) {
            return None;
        }
        let lowest = if everywhere { from } else { Poly::constant(from.as_constant()?.min(0)) };
        // The last round begins below `to`, so up to step − 1 values lie beyond it.
        let values = to.sub(&lowest).add(&Poly::constant(i64::from(counted.step) - 1));
        stride.magnitude().mul(&values)
    });
    let step = facts.loops[of].counted.map_or(1, |counted| counted.step.into());
    Digit {
        of: Some(of),
        stride: if everywhere { stride.scale(step) } else { stride.clone() },
        span,
    }
}

/// Replaces the digit of a flattened loop `i = divisor·q + r` by those of `q` and `r`.
fn split_digit(
    facts: &mut Facts<'_>,
    digits: &mut Vec<Digit>,
    forms: &[Form],
    of: usize,
    divisor: Divisor,
) -> Result<(), String> {
    let nonlinear = || "an element's place is not linear in the loop's variable".to_owned();
    let counted = facts.loops[of].counted.ok_or_else(nonlinear)?;
    let from = facts.lifted.as_i32(counted.from);
    if counted.step != 1 || from != Some(0) {
        return Err(nonlinear());
    }
    let by = match divisor {
        Divisor::Value(v) => facts.poly(v, 0),
        Divisor::Power(bits) => Poly::constant(1 << bits.min(31)),
    };
    let atom = Atom::Quotient(counted.var, divisor);
    let mut both = None;
    for form in forms {
        let stride = form.strides.get(&of).cloned().unwrap_or_default();
        let (factor, _) = form.rest.split(atom).ok_or_else(nonlinear)?;
        let above = stride.mul(&by).ok_or_else(nonlinear)?.add(&factor);
        if !above.atoms().all(|atom| facts.is_invariant(atom)) {
            return Err(nonlinear());
        }
        if both.get_or_insert((stride.clone(), above.clone())) != &(stride, above) {
            return Err("an iteration touches what another one stores".into());
        }
    }
    let Some((low, high)) = both else { return Ok(()) };
    let total = facts.poly(counted.to, 0);
    let rows = quotient(&total, &by);
    digits.retain(|digit| digit.of != Some(of));
    digits.push(Digit { of: None, span: low.magnitude().mul(&by), stride: low });
    let span = rows.and_then(|rows| high.magnitude().mul(&rows));
    digits.push(Digit { of: None, stride: high, span });
    Ok(())
}

/// `total / by` where it divides exactly.
fn quotient(total: &Poly, by: &Poly) -> Option<Poly> {
    if let Some(by) = by.as_constant() {
        return total.is_multiple_of(by).then(|| total.divide(by));
    }
    let mut atoms = by.atoms();
    let (atom, None) = (atoms.next()?, atoms.next()) else { return None };
    let (factor, rest) = total.split(atom)?;
    (rest == Poly::default()).then_some(factor)
}

/// Atoms that are at least one wherever the loops run at all.
fn positive(
    facts: &mut Facts<'_>,
    common: &[usize],
    flattened: &BTreeMap<usize, Divisor>,
) -> BTreeSet<Atom> {
    let mut positive = BTreeSet::new();
    for of in common {
        let Some(counted) = facts.loops[*of].counted else { continue };
        let rounds = facts.poly(counted.to, 0).sub(&facts.poly(counted.from, 0));
        let constant = rounds.constant_part();
        let mut atoms = rounds.atoms();
        if let (Some(atom), None) = (atoms.next(), atoms.next())
            && constant <= 0
            && rounds == Poly::atom(atom).add(&Poly::constant(constant))
        {
            positive.insert(atom);
        }
        // A flattened loop over w·h rounds with w as divisor: neither is zero, and sizes are
        // never negative.
        if let Some(Divisor::Value(v)) = flattened.get(of) {
            positive.extend(facts.poly(*v, 0).atoms());
            positive.extend(rounds.atoms());
        }
    }
    positive
}

/// How many bytes the accesses of one iteration span, taking what differs by a symbol as one
/// more digit.
fn offsets(forms: &[Form], digits: &mut Vec<Digit>) -> Result<Poly, String> {
    let fixed = |poly: &Poly| poly.sub(&Poly::constant(poly.constant_part()));
    let Some(first) = forms.first() else { return Ok(Poly::default()) };
    let base = fixed(&first.rest);
    let (mut unit, mut lowest, mut highest) = (None, 0, 0);
    for form in forms {
        let difference = fixed(&form.rest).sub(&base);
        if difference == Poly::default() {
            continue;
        }
        let unit = unit.get_or_insert_with(|| difference.clone());
        let times = difference
            .ratio(unit)
            .ok_or_else(|| "accesses lie at unrelated distances".to_owned())?;
        lowest = lowest.min(times);
        highest = highest.max(times);
    }
    if let Some(unit) = unit {
        let span = Some(unit.magnitude().scale(highest - lowest + 1));
        digits.push(Digit { of: None, stride: unit, span });
    }
    let low = forms.iter().map(|f| f.rest.constant_part()).min().unwrap_or(0);
    let high = forms.iter().map(|f| f.rest.constant_part() + f.width).max().unwrap_or(0);
    Ok(Poly::constant(high - low))
}
