//! Shadow-stack slots → values.
//!
//! A slot is promoted when every access that may touch it stands at its constant offset. Code
//! without optimisation keeps pointers in slots, so promotion shows new addresses and goes again.
//! A frame address that was stored, or indexed, keeps everything from there upwards in memory.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::graph::{FRAME, Func, NOWHERE, bodies, is_terminal, walk};
use super::linear::Linear;
use super::phis;
use super::range::Ranges;
use super::rebuild::{Substitution, resolve};
use crate::source::lifted::{
    Access, Binary as B, Carried, Label, Merge, Place, Stmt, Ty, Unary as U, ValueId, ValueKind,
};

/// A slot: frame and byte offset from the stack pointer on entry.
type Slot = (u32, i32);

/// The frame at constant addresses, where the optimiser has folded the stack pointer.
const CONSTANT_FRAME: u32 = u32::MAX;

/// Where an address points, as far as frames go.
enum Address {
    Elsewhere,
    /// Exactly there.
    At(Slot),
    /// From there on, to before the second offset.
    Range(Slot, i32),
}

/// Promotes what can be promoted; the substitution is still to be applied. `None`: nothing.
pub(super) fn promote(f: &mut Func) -> Option<Substitution> {
    let slots = promotable(f);
    if slots.is_empty() {
        return None;
    }
    let index: BTreeMap<Slot, usize> =
        slots.keys().enumerate().map(|(at, slot)| (*slot, at)).collect();
    let types: Vec<Ty> = slots.values().map(|access| access.ty).collect();
    let environment = types.iter().map(|ty| f.constant(*ty, 0)).collect();
    let body = std::mem::take(&mut f.body);
    let mut promotion = Promotion {
        f,
        index,
        types,
        environment,
        substitution: Substitution::new(),
        labels: HashMap::new(),
    };
    let body = promotion.list(body);
    let Promotion { substitution, .. } = promotion;
    f.body = body;
    Some(substitution)
}

fn address(f: &mut Func, incoming: &phis::Incoming, ranges: &mut Ranges, place: &Place) -> Address {
    if place.root != NOWHERE {
        return Address::Elsewhere;
    }
    let mut form = Linear { terms: Vec::new(), constant: place.offset };
    for (value, factor) in &place.terms {
        form.add_value(f, *value, *factor);
    }
    let frame = form.terms.iter().find_map(|(value, factor)| match f.kind(*value) {
        ValueKind::Param(index) if *index >= FRAME => Some((*value, *index, *factor)),
        _ => None,
    });
    match frame {
        Some((value, index, 1)) => {
            let rest = form.without(value);
            if let Some(offset) = rest.as_constant() {
                return Address::At((index, offset));
            }
            match ranges.of_form(f, &rest) {
                Some((low, high)) => {
                    Address::Range((index, low), high.saturating_add(place.access.width.into()))
                }
                None => Address::Range((index, rest.constant), i32::MAX),
            }
        }
        Some((_, index, _)) => Address::Range((index, i32::MIN), i32::MAX),
        None if form.terms.is_empty() && f.stack_at_constants => {
            Address::At((CONSTANT_FRAME, form.constant))
        }
        None => {
            // A phi may carry a frame's address.
            let address = place.terms.first().map(|term| term.0);
            let base = address.and_then(|address| super::roots::frame_behind(f, incoming, address));
            match base {
                Some(index) => Address::Range((index, i32::MIN), i32::MAX),
                None => Address::Elsewhere,
            }
        }
    }
}

/// The slots that may become values, with their widest access.
fn promotable(f: &mut Func) -> BTreeMap<Slot, Access> {
    let incoming = phis::incoming(&f.body);
    let mut ranges = Ranges::of(f);
    let mut places = Vec::new();
    let mut stored = Vec::new();
    walk(&f.body, &mut |stmt| match stmt {
        Stmt::Load { place, .. } => places.push(place.clone()),
        Stmt::Store { place, value, .. } => {
            places.push(place.clone());
            stored.push(*value);
        }
        _ => {}
    });
    let mut slots: BTreeMap<Slot, BTreeSet<Access>> = BTreeMap::new();
    let mut closed: Vec<(Slot, i32)> = Vec::new();
    for place in &places {
        match address(f, &incoming, &mut ranges, place) {
            Address::Elsewhere => {}
            Address::At(slot) => {
                slots.entry(slot).or_default().insert(place.access);
            }
            Address::Range(slot, end) => closed.push((slot, end)),
        }
    }
    if slots.is_empty() {
        return BTreeMap::new();
    }
    // An address that is stored may come back from anywhere.
    for value in stored {
        let Some(index) = super::roots::frame_behind(f, &incoming, value) else { continue };
        let form = Linear::of(f, value);
        let offset = if form.terms.len() == 1 { form.constant } else { i32::MIN };
        closed.push(((index, offset), i32::MAX));
    }
    let width = |accesses: &BTreeSet<Access>| accesses.iter().map(|a| a.width).max().unwrap_or(0);
    let spans: Vec<(Slot, i32)> = slots
        .iter()
        .map(|((frame, offset), accesses)| {
            ((*frame, *offset), offset.saturating_add(width(accesses).into()))
        })
        .collect();
    let mut kept = BTreeMap::new();
    for (slot, accesses) in &slots {
        let end = slot.1.saturating_add(width(accesses).into());
        let touches = |(other, other_end): &(Slot, i32)| {
            other.0 == slot.0 && other.1 < end && slot.1 < *other_end
        };
        let alone = spans.iter().filter(|span| span.0 != *slot).all(|span| !touches(span));
        if alone
            && !closed.iter().any(touches)
            && let Some(widest) = widest(accesses)
        {
            kept.insert(*slot, widest);
        }
    }
    kept
}

/// The access that gives a slot its type; narrower ones must be parts of an integer.
fn widest(accesses: &BTreeSet<Access>) -> Option<Access> {
    let width = accesses.iter().map(|access| access.width).max()?;
    let of_width = || accesses.iter().filter(|access| access.width == width);
    let widest = of_width().find(|a| a.store).or_else(|| of_width().next())?;
    let narrower = accesses.iter().any(|access| access.width < width);
    let mut widest = *widest;
    if narrower {
        if width > 4 {
            return None;
        }
        widest.ty = Ty::I32;
    }
    Some(widest)
}

struct Promotion<'a> {
    f: &'a mut Func,
    index: BTreeMap<Slot, usize>,
    types: Vec<Ty>,
    environment: Vec<ValueId>,
    substitution: Substitution,
    /// Which slots a label carries along, beside what it carried before.
    labels: HashMap<Label, (Vec<usize>, Vec<usize>)>,
}

impl Promotion<'_> {
    fn slot(&mut self, place: &Place) -> Option<usize> {
        if place.root != NOWHERE {
            return None;
        }
        let mut form = Linear { terms: Vec::new(), constant: place.offset };
        for (value, factor) in &place.terms {
            form.add_value(self.f, *value, *factor);
        }
        if form.terms.is_empty() {
            return self.index.get(&(CONSTANT_FRAME, form.constant)).copied();
        }
        let [(value, 1)] = form.terms[..] else { return None };
        match self.f.kind(value) {
            ValueKind::Param(frame) if *frame >= FRAME => {
                self.index.get(&(*frame, form.constant)).copied()
            }
            _ => None,
        }
    }

    /// The slots that a list stores to.
    fn stored(&mut self, stmts: &[Stmt]) -> Vec<usize> {
        let mut places = Vec::new();
        walk(stmts, &mut |stmt| {
            if let Stmt::Store { place, .. } = stmt {
                places.push(place);
            }
        });
        let slots: BTreeSet<usize> =
            places.into_iter().filter_map(|place| self.slot(place)).collect();
        slots.into_iter().collect()
    }

    fn phis(&mut self, slots: &[usize]) -> Vec<ValueId> {
        slots.iter().map(|slot| self.f.phi(self.types[*slot])).collect()
    }

    fn current(&self, slots: &[usize]) -> impl Iterator<Item = ValueId> {
        slots.iter().map(|slot| self.environment[*slot])
    }

    fn assign(&mut self, slots: &[usize], values: &[ValueId]) {
        for (slot, value) in slots.iter().zip(values) {
            self.environment[*slot] = *value;
        }
    }

    /// What a load sees of a slot's value.
    fn extract(&mut self, slot: usize, access: Access) -> ValueId {
        let value = resolve(&self.substitution, self.environment[slot]);
        let value = self.as_type(value, access.ty);
        match (access.width, access.signed) {
            (1, true) => self.f.unary(U::Extend8, Ty::I32, value),
            (2, true) => self.f.unary(U::Extend16, Ty::I32, value),
            (width @ (1 | 2), false) => {
                let mask = self.f.int((1 << (8 * width)) - 1);
                self.f.binary(B::And, value, mask)
            }
            _ => value,
        }
    }

    /// A slot's value after a store.
    fn insert(&mut self, slot: usize, access: Access, value: ValueId) -> ValueId {
        let value = resolve(&self.substitution, value);
        if access.width >= 4 {
            return self.as_type(value, self.types[slot]);
        }
        let mask = (1 << (8 * access.width)) - 1;
        let (low, high) = (self.f.int(mask), self.f.int(!mask));
        let old = self.environment[slot];
        let (old, new) = (self.f.binary(B::And, old, high), self.f.binary(B::And, value, low));
        self.f.binary(B::Or, old, new)
    }

    fn as_type(&mut self, value: ValueId, ty: Ty) -> ValueId {
        if self.f.ty(value) == ty { value } else { self.f.unary(U::Reinterpret, ty, value) }
    }

    fn list(&mut self, stmts: Vec<Stmt>) -> Vec<Stmt> {
        let mut out = Vec::new();
        for stmt in stmts {
            self.stmt(stmt, &mut out);
        }
        out
    }

    fn stmt(&mut self, stmt: Stmt, out: &mut Vec<Stmt>) {
        match stmt {
            Stmt::Load { value, ref place, .. } => match self.slot(place) {
                Some(slot) => {
                    let seen = self.extract(slot, place.access);
                    self.substitution.insert(value, seen);
                }
                None => out.push(stmt),
            },
            Stmt::Store { ref place, value, .. } => match self.slot(place) {
                Some(slot) => {
                    let stored = self.insert(slot, place.access, value);
                    self.environment[slot] = stored;
                }
                None => out.push(stmt),
            },
            Stmt::If { condition, then, otherwise, mut merges } => {
                let entry = self.environment.clone();
                let then = self.list(then);
                let after_then = std::mem::replace(&mut self.environment, entry);
                let otherwise = self.list(otherwise);
                let open = (!is_terminal(&then), !is_terminal(&otherwise));
                for (slot, a) in after_then.into_iter().enumerate() {
                    let b = self.environment[slot];
                    if a == b || open == (false, false) {
                        continue;
                    }
                    let phi = self.f.phi(self.types[slot]);
                    merges.push(Merge {
                        phi,
                        then: open.0.then_some(a),
                        otherwise: open.1.then_some(b),
                    });
                    self.environment[slot] = phi;
                }
                out.push(Stmt::If { condition, then, otherwise, merges });
            }
            Stmt::For { label, var, from, to, step, signed, mut carried, mut next, body } => {
                let slots = self.stored(&body);
                let phis = self.phis(&slots);
                let inits: Vec<_> = self.current(&slots).collect();
                carried
                    .extend(phis.iter().zip(inits).map(|(phi, init)| Carried { phi: *phi, init }));
                self.assign(&slots, &phis);
                let body = self.list(body);
                next.extend(self.current(&slots));
                self.assign(&slots, &phis);
                out.push(Stmt::For { label, var, from, to, step, signed, carried, next, body });
            }
            Stmt::Loop { label, mut carried, mut results, body } => {
                let slots = self.stored(&body);
                let (inside, after) = (self.phis(&slots), self.phis(&slots));
                let inits: Vec<_> = self.current(&slots).collect();
                carried.extend(
                    inside.iter().zip(inits).map(|(phi, init)| Carried { phi: *phi, init }),
                );
                results.extend(&after);
                self.labels.insert(label, (slots.clone(), slots.clone()));
                self.assign(&slots, &inside);
                let body = self.list(body);
                self.assign(&slots, &after);
                out.push(Stmt::Loop { label, carried, results, body });
            }
            Stmt::Block { label, mut results, body } => {
                let slots = self.stored(&body);
                let after = self.phis(&slots);
                results.extend(&after);
                self.labels.insert(label, (Vec::new(), slots.clone()));
                let body = self.list(body);
                self.assign(&slots, &after);
                out.push(Stmt::Block { label, results, body });
            }
            Stmt::Break { label, mut values } => {
                if let Some((_, slots)) = self.labels.get(&label).cloned() {
                    values.extend(self.current(&slots));
                }
                out.push(Stmt::Break { label, values });
            }
            Stmt::Continue { label, mut values } => {
                if let Some((slots, _)) = self.labels.get(&label).cloned() {
                    values.extend(self.current(&slots));
                }
                out.push(Stmt::Continue { label, values });
            }
            other => {
                debug_assert!(bodies(&other).is_empty());
                out.push(other);
            }
        }
    }
}
