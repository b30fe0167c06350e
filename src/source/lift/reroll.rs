//! Unrolled loops rolled up again.
//!
//! A counted round that does the same thing for i, i + 1, … is one round of a finer loop: every
//! copy must be the first one with the counter moved, and copies must not meet in memory.

use std::collections::HashMap;

use super::graph::{Func, bodies, bodies_mut, operands};
use super::linear::Linear;
use super::rebuild::Substitution;
use crate::source::lifted::{Access, Carried, Place, Stmt, Ty, ValueId, ValueKind as K};

/// More copies than this are not looked for.
const MAX_COPIES: i32 = 16;

/// Rolls up what it can; the substitution is still to be applied. `None`: nothing.
pub(super) fn reroll(f: &mut Func) -> Option<Substitution> {
    f.edit_body(|f, body| list(f, body)).then(Substitution::new)
}

fn list(f: &mut Func, stmts: &mut [Stmt]) -> bool {
    let mut found = false;
    for stmt in stmts {
        for body in bodies_mut(stmt) {
            found |= list(f, body);
        }
        if let Some(rolled) = roll(f, stmt) {
            *stmt = rolled;
            found = true;
        }
    }
    found
}

fn roll(f: &mut Func, stmt: &Stmt) -> Option<Stmt> {
    let Stmt::For { label, var, from, to, step, signed, carried, next, body } = stmt else {
        return None;
    };
    if *step < 2 || *step > MAX_COPIES || !body.iter().all(|stmt| bodies(stmt).is_empty()) {
        return None;
    }
    // All rounds are whole: else the finer loop would run on.
    let (start, end) = (Linear::of(f, *from), Linear::of(f, *to));
    let length = end.plus(&start, -1);
    if !super::counted::divides(f, *step, &length) {
        return None;
    }
    let copies = Copies::of(f, *var, *step, carried, next, body)?;
    let (kept, next) = copies.first();
    Some(Stmt::For {
        label: *label,
        var: *var,
        from: *from,
        to: *to,
        step: 1,
        signed: *signed,
        carried: carried.clone(),
        next,
        body: kept,
    })
}

/// The copies of one round.
struct Copies<'a> {
    var: ValueId,
    count: usize,
    loads: HashMap<ValueId, &'a Place>,
    stores: Vec<(&'a Place, ValueId)>,
    body: &'a [Stmt],
    /// What each copy leaves in each carried value.
    outs: Vec<Vec<ValueId>>,
}

impl<'a> Copies<'a> {
    fn of(
        f: &mut Func,
        var: ValueId,
        step: i32,
        carried: &[Carried],
        next: &[ValueId],
        body: &'a [Stmt],
    ) -> Option<Self> {
        let count = step as usize;
        let mut loads = HashMap::new();
        let mut stores = Vec::new();
        for stmt in body {
            match stmt {
                Stmt::Load { value, place, .. } => {
                    loads.insert(*value, place);
                }
                Stmt::Store { place, value, .. } => stores.push((place, *value)),
                _ => return None,
            }
        }
        if !stores.len().is_multiple_of(count) || (stores.is_empty() && carried.is_empty()) {
            return None;
        }
        let mut copies = Self { var, count, loads, stores, body, outs: Vec::new() };
        copies.outs = copies.chains(f, carried, next)?;
        if carried.is_empty() {
            copies.outs = vec![Vec::new(); count];
        }
        let order = copies.match_stores(f, carried)?;
        copies.stores = order.iter().map(|at| copies.stores[*at]).collect();
        copies.independent(f)?;
        Some(copies)
    }

    /// For each carried value, what every copy makes of it: the last one's is `next`, the one
    /// before is found inside it.
    fn chains(
        &self,
        f: &mut Func,
        carried: &[Carried],
        next: &[ValueId],
    ) -> Option<Vec<Vec<ValueId>>> {
        let mut outs = vec![Vec::new(); self.count];
        for (carried, next) in carried.iter().zip(next) {
            let mut chain = vec![*next];
            while chain.len() < self.count {
                let last = *chain.last()?;
                let before = self.parts(f, last, carried.phi).into_iter().find(|part| {
                    // The same thing one copy earlier; the innermost one starts from the phi.
                    let mut matching = Matching::new(self, 1);
                    matching.any.insert(carried.phi, None);
                    matching.shape(f, *part, last)
                })?;
                chain.push(before);
            }
            chain.reverse();
            for (out, value) in outs.iter_mut().zip(&chain) {
                out.push(*value);
            }
        }
        // Now strictly: copy c is copy 0 with what copy c − 1 left.
        for copy in 1..self.count {
            let mut matching = Matching::new(self, copy as i32);
            for (at, carried) in carried.iter().enumerate() {
                matching.any.insert(carried.phi, Some(outs[copy - 1][at]));
            }
            for (first, own) in outs[0].iter().zip(&outs[copy]) {
                if !matching.shape(f, *first, *own) {
                    return None;
                }
            }
        }
        Some(outs)
    }

    /// Proper parts of a value that are made of the phi, nearest first.
    fn parts(&self, f: &Func, value: ValueId, phi: ValueId) -> Vec<ValueId> {
        let mut parts = Vec::new();
        let mut todo = std::collections::VecDeque::from([value]);
        while let Some(value) = todo.pop_front() {
            operands(f.kind(value), |operand| {
                if !parts.contains(&operand) && parts.len() < 64 {
                    parts.push(operand);
                    todo.push_back(operand);
                }
            });
        }
        let ty = f.ty(phi);
        parts.retain(|part| *part != phi && f.ty(*part) == ty);
        parts
    }

    /// Which stores make up the copies, copy by copy.
    fn match_stores(&self, f: &mut Func, carried: &[Carried]) -> Option<Vec<usize>> {
        let each = self.stores.len() / self.count;
        let mut order: Vec<usize> = Vec::new();
        let mut free: Vec<usize> = (0..self.stores.len()).collect();
        // The first copy: the stores that no other one is a moved copy of.
        let mut first = Vec::new();
        for at in 0..self.stores.len() {
            if first.len() == each || !free.contains(&at) {
                continue;
            }
            let mut family = vec![at];
            for copy in 1..self.count {
                let found = free.iter().copied().find(|other| {
                    !family.contains(other) && self.is_copy(f, carried, at, *other, copy)
                })?;
                family.push(found);
            }
            free.retain(|at| !family.contains(at));
            first.push(family);
        }
        if !free.is_empty() {
            return None;
        }
        for copy in 0..self.count {
            order.extend(first.iter().map(|family| family[copy]));
        }
        Some(order)
    }

    fn is_copy(&self, f: &mut Func, carried: &[Carried], a: usize, b: usize, copy: usize) -> bool {
        let mut matching = Matching::new(self, copy as i32);
        for (at, carried) in carried.iter().enumerate() {
            matching.any.insert(carried.phi, Some(self.outs[copy - 1][at]));
        }
        let ((place_a, value_a), (place_b, value_b)) = (self.stores[a], self.stores[b]);
        matching.places(f, place_a, place_b) && matching.shape(f, value_a, value_b)
    }

    /// Copies run one after the other from now on: accesses that may meet must keep their order.
    fn independent(&self, f: &mut Func) -> Option<()> {
        let each = self.stores.len() / self.count;
        let mut accesses: Vec<(&Place, usize)> = Vec::new();
        let owners = self.owners(f);
        for stmt in self.body {
            match stmt {
                Stmt::Store { place, .. } => {
                    let at = self.stores.iter().position(|(s, _)| std::ptr::eq(*s, place))?;
                    accesses.push((place, at / each));
                }
                Stmt::Load { value, place, .. } => {
                    let stored = self.stores.iter().any(|(store, _)| store.root == place.root);
                    match owners.get(value).map(Vec::as_slice) {
                        Some([owner]) => accesses.push((place, *owner)),
                        // Read once for several copies: fine where the round never writes it.
                        Some(_) if stored => return None,
                        _ => {}
                    }
                }
                _ => return None,
            }
        }
        for (at, (first, a)) in accesses.iter().enumerate() {
            for (second, b) in &accesses[at + 1..] {
                let writes = first.access.store || second.access.store;
                if writes && a > b && self.may_meet(f, first, second) {
                    return None;
                }
            }
        }
        Some(())
    }

    /// The copies that each load is read for.
    fn owners(&self, f: &Func) -> HashMap<ValueId, Vec<usize>> {
        let each = self.stores.len() / self.count;
        let mut owners: HashMap<ValueId, Vec<usize>> = HashMap::new();
        for copy in 0..self.count {
            let mut todo: Vec<ValueId> = self.outs[copy].clone();
            for (place, value) in &self.stores[copy * each..(copy + 1) * each] {
                todo.push(*value);
                todo.extend(place.terms.iter().map(|term| term.0));
            }
            let before: &[ValueId] = if copy > 0 { &self.outs[copy - 1] } else { &[] };
            let mut seen = std::collections::HashSet::new();
            while let Some(value) = todo.pop() {
                if before.contains(&value) || !seen.insert(value) {
                    continue;
                }
                if let Some(place) = self.loads.get(&value) {
                    owners.entry(value).or_default().push(copy);
                    todo.extend(place.terms.iter().map(|term| term.0));
                }
                operands(f.kind(value), |operand| todo.push(operand));
            }
        }
        owners
    }

    fn may_meet(&self, f: &mut Func, a: &Place, b: &Place) -> bool {
        if a.root != b.root {
            return false;
        }
        let (x, y) = (form(f, a), form(f, b));
        match x.plus(&y, -1).as_constant() {
            Some(distance) => {
                distance > -i32::from(a.access.width) && distance < i32::from(b.access.width)
            }
            None => true,
        }
    }

    /// The statements of the first copy and what it leaves.
    fn first(&self) -> (Vec<Stmt>, Vec<ValueId>) {
        let each = self.stores.len() / self.count;
        let kept = self
            .body
            .iter()
            .filter(|stmt| match stmt {
                Stmt::Store { place, .. } => {
                    self.stores[..each].iter().any(|(other, _)| std::ptr::eq(*other, place))
                }
                // Loads of other copies are dead now.
                _ => true,
            })
            .cloned()
            .collect();
        (kept, self.outs[0].clone())
    }
}

fn form(f: &mut Func, place: &Place) -> Linear {
    let mut form = Linear { terms: Vec::new(), constant: place.offset };
    for (value, factor) in &place.terms {
        form.add_value(f, *value, *factor);
    }
    form.terms.sort_unstable();
    form
}

/// Whether a value is another one with the counter moved on.
struct Matching<'a, 'b> {
    copies: &'b Copies<'a>,
    shift: i32,
    /// What a carried value stands for in the later copy; `None`: whatever it meets.
    any: HashMap<ValueId, Option<ValueId>>,
    done: HashMap<(ValueId, ValueId), bool>,
    steps: usize,
}

impl<'a, 'b> Matching<'a, 'b> {
    fn new(copies: &'b Copies<'a>, shift: i32) -> Self {
        Self { copies, shift, any: HashMap::new(), done: HashMap::new(), steps: 0 }
    }

    fn places(&mut self, f: &mut Func, a: &Place, b: &Place) -> bool {
        let same = |x: Access, y: Access| x == y;
        a.root == b.root && same(a.access, b.access) && {
            let (x, y) = (form(f, a), form(f, b));
            self.forms(f, x, y)
        }
    }

    /// Sums: the counter's factor times the shift lies between the constants.
    fn forms(&mut self, f: &mut Func, a: Linear, b: Linear) -> bool {
        let factor = a.factor(self.copies.var);
        let moved = a.constant.wrapping_add(factor.wrapping_mul(self.shift));
        if moved != b.constant || a.terms.len() != b.terms.len() {
            return false;
        }
        let mut rest = b.terms;
        a.terms.iter().all(|(value, factor)| {
            let found = rest.iter().position(|(other, other_factor)| {
                factor == other_factor
                    && (value == other && *value == self.copies.var
                        || self.shape(f, *value, *other))
            });
            found.map(|at| rest.remove(at)).is_some()
        })
    }

    fn shape(&mut self, f: &mut Func, a: ValueId, b: ValueId) -> bool {
        self.steps += 1;
        // Deep or wide values are not worth it.
        if self.steps > 4000 {
            return false;
        }
        if let Some(meaning) = self.any.get(&a).copied() {
            return match meaning {
                Some(value) => value == b,
                None => {
                    self.any.insert(a, Some(b));
                    true
                }
            };
        }
        if let Some(known) = self.done.get(&(a, b)) {
            return *known;
        }
        let answer = self.same(f, a, b);
        self.done.insert((a, b), answer);
        answer
    }

    fn same(&mut self, f: &mut Func, a: ValueId, b: ValueId) -> bool {
        if a == b {
            return !self.changes(f, a);
        }
        if f.ty(a) != f.ty(b) {
            return false;
        }
        match (f.kind(a).clone(), f.kind(b).clone()) {
            (K::Load, K::Load) => {
                match (self.copies.loads.get(&a).copied(), self.copies.loads.get(&b).copied()) {
                    (Some(x), Some(y)) => self.places(f, x, y),
                    _ => false,
                }
            }
            (K::Unary(p, x), K::Unary(q, y)) if p == q => self.shape(f, x, y),
            (K::Binary(p, x, y), K::Binary(q, z, w))
                if p == q && self.shape(f, x, z) && self.shape(f, y, w) =>
            {
                true
            }
            (
                K::Select { condition: c, yes: x, no: y },
                K::Select { condition: d, yes: z, no: w },
            ) => self.shape(f, c, d) && self.shape(f, x, z) && self.shape(f, y, w),
            (K::Math(p, x), K::Math(q, y)) if p == q && x.len() == y.len() => {
                x.into_iter().zip(y).all(|(x, y)| self.shape(f, x, y))
            }
            _ if f.ty(a) == Ty::I32 => {
                let (x, y) = (Linear::of(f, a), Linear::of(f, b));
                let opaque =
                    |form: &Linear, value| form.terms == [(value, 1)] && form.constant == 0;
                let var = self.copies.var;
                (a == var || !opaque(&x, a) || !opaque(&y, b)) && {
                    // A sum that is its own only term would go round in circles.
                    let circles = x.terms.iter().any(|(v, _)| *v == a && a != var);
                    !circles && self.forms(f, x, y)
                }
            }
            _ => false,
        }
    }

    /// Whether a value depends on the counter, a carried value or a load of the round.
    fn changes(&self, f: &Func, value: ValueId) -> bool {
        let mut todo = vec![value];
        let mut steps = 0;
        while let Some(value) = todo.pop() {
            steps += 1;
            let bound = value == self.copies.var || self.any.contains_key(&value);
            let load = self.copies.loads.get(&value);
            if bound || steps > 500 {
                return true;
            }
            match load {
                // Reading the same place again is fine where nothing in the round writes it.
                Some(place) => {
                    if self.copies.stores.iter().any(|(store, _)| store.root == place.root) {
                        return true;
                    }
                    todo.extend(place.terms.iter().map(|term| term.0));
                }
                None => operands(f.kind(value), |operand| todo.push(operand)),
            }
        }
        false
    }
}
