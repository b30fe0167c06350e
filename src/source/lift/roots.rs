//! Which values are pointers, and into what.
//!
//! A pointer is found by how addresses are formed: it enters them with factor one, through sums,
//! phis and selects. The base of every address is then taken out of the values: a pointer that
//! advances in a loop becomes an integer that does.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::graph::{FRAME, Func, NOWHERE, is_comparison, operands, walk};
use super::phis::{Incoming, incoming};
use super::problems::{Problems, line_span};
use super::rebuild::Substitution;
use crate::source::lifted::{
    Binary as B, Place, Root, RootId, RootKind, Stmt, Ty, Unary as U, ValueId, ValueKind as K,
};

/// What a value is relative to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Base {
    /// Not found out yet: optimistically, whatever the others are.
    Open,
    None,
    Root(RootId),
    /// Of two roots.
    Mixed,
}

impl Base {
    fn meet(self, other: Self) -> Self {
        match (self, other) {
            (Self::Open, base) | (base, Self::Open) => base,
            (a, b) if a == b => a,
            _ => Self::Mixed,
        }
    }
}

/// Everything about roots in one state of a kernel.
pub(super) struct Roots {
    pub list: Vec<Root>,
    /// Parameters (and frames) and loads that are pointers.
    pointers: BTreeMap<ValueId, RootId>,
    bases: Vec<Base>,
}

/// Resolves every address of `f`: places get their roots, pointers leave the values.
pub(super) fn resolve(f: &mut Func, problems: &mut Problems, text: Option<&str>) -> Vec<Root> {
    let incoming = incoming(&f.body);
    let roots = find(f, &incoming);
    let mut substitution = roots.compare(f);
    roots.complain(f, problems, text);
    let mut body = std::mem::take(&mut f.body);
    roots.place_all(&mut body, problems, text);
    f.body = body;
    let zero = f.int(0);
    for pointer in roots.pointers.keys() {
        substitution.insert(*pointer, zero);
    }
    super::rebuild::rebuild(f, &substitution);
    roots.list
}

fn places(f: &Func) -> Vec<(Option<ValueId>, Place)> {
    let mut places = Vec::new();
    walk(&f.body, &mut |stmt| match stmt {
        Stmt::Load { value, place, .. } => places.push((Some(*value), place.clone())),
        Stmt::Store { place, .. } => places.push((None, place.clone())),
        _ => {}
    });
    places
}

/// The values that an address may be based on: through sums, phis and selects.
fn candidates(f: &Func, incoming: &Incoming, address: ValueId) -> BTreeSet<ValueId> {
    let mut found = BTreeSet::new();
    let mut seen = BTreeSet::new();
    let mut todo = vec![address];
    while let Some(value) = todo.pop() {
        if f.ty(value) != Ty::I32 || !seen.insert(value) {
            continue;
        }
        match f.kind(value) {
            K::Param(_) => {
                found.insert(value);
            }
            K::Load if f.load_bits.get(&value).is_none_or(|bits| *bits == 32) => {
                found.insert(value);
            }
            K::Binary(B::Add, a, b) => todo.extend([*a, *b]),
            K::Binary(B::Sub, a, _) => todo.push(*a),
            K::Binary(B::And, a, b) if f.as_i32(*b).is_some_and(|mask| mask < 0) => todo.push(*a),
            K::Select { yes, no, .. } => todo.extend([*yes, *no]),
            K::Phi => todo.extend(incoming.get(&value).into_iter().flatten()),
            _ => {}
        }
    }
    found
}

/// The frame that an address or a stored value may be based on.
pub(super) fn frame_behind(f: &Func, incoming: &Incoming, value: ValueId) -> Option<u32> {
    candidates(f, incoming, value).into_iter().find_map(|value| match f.kind(value) {
        K::Param(index) if *index >= FRAME => Some(*index),
        _ => None,
    })
}

/// How often each parameter is used as a number: compared with constants, multiplied, converted.
fn numeric_uses(f: &Func) -> HashMap<ValueId, u32> {
    let mut uses: HashMap<ValueId, u32> = HashMap::new();
    for value in &f.values {
        match &value.kind {
            K::Binary(op, a, b) => {
                let scaling = matches!(
                    op,
                    B::Mul | B::Shl | B::ShrS | B::ShrU | B::DivS | B::DivU | B::RemS | B::RemU
                );
                let signed = matches!(op, B::LtS | B::GtS | B::LeS | B::GeS);
                if scaling || signed {
                    *uses.entry(*a).or_default() += 1;
                    *uses.entry(*b).or_default() += 1;
                }
            }
            K::Unary(op, a) if !matches!(op, U::Eqz) => *uses.entry(*a).or_default() += 1,
            _ => {}
        }
    }
    uses
}

fn find(f: &Func, incoming: &Incoming) -> Roots {
    let places = places(f);
    let sets: Vec<BTreeSet<ValueId>> = places
        .iter()
        .map(|(_, place)| match place.terms[..] {
            [(address, 1)] if place.root == NOWHERE => candidates(f, incoming, address),
            _ => BTreeSet::new(),
        })
        .collect();
    let is_param = |value: &ValueId| matches!(f.kind(*value), K::Param(_));
    let is_frame = |value: &ValueId| matches!(f.kind(*value), K::Param(p) if *p >= FRAME);
    let mut pointers: BTreeSet<ValueId> = BTreeSet::new();
    for set in &sets {
        pointers.extend(set.iter().filter(|value| is_frame(value)));
        // The only candidate is the pointer.
        if let [only] = set.iter().collect::<Vec<_>>()[..]
            && is_param(only)
        {
            pointers.insert(*only);
        }
    }
    // Among several parameters: those known already, else the least numeric ones.
    let numeric = numeric_uses(f);
    for set in &sets {
        let params: Vec<_> = set.iter().filter(|value| is_param(value)).copied().collect();
        if params.is_empty() || params.iter().any(|param| pointers.contains(param)) {
            continue;
        }
        let others = set.len() > params.len();
        let uses = |param: &ValueId| numeric.get(param).copied().unwrap_or(0);
        let Some(best) = params.iter().min_by_key(|param| (uses(param), **param)) else { continue };
        // A loaded pointer plus an index parameter.
        if others && uses(best) > 0 {
            continue;
        }
        pointers.insert(*best);
    }
    let mut roots = Roots { list: Vec::new(), pointers: BTreeMap::new(), bases: Vec::new() };
    for pointer in pointers {
        if let K::Param(index) = *f.kind(pointer) {
            let kind =
                if index >= FRAME { RootKind::Frame { bytes: 0 } } else { RootKind::Param(index) };
            roots.pointers.insert(pointer, RootId(roots.list.len() as u32));
            roots.list.push(Root { kind, accesses: Vec::new() });
        }
    }
    roots.infer(f, incoming);
    // Loaded pointers, level by level.
    for _ in 0..4 {
        let mut grown = false;
        for (_, place) in &places {
            let [(address, 1)] = place.terms[..] else { continue };
            if roots.base(address) != Base::None {
                continue;
            }
            for candidate in candidates(f, incoming, address) {
                if matches!(f.kind(candidate), K::Load) {
                    grown |= roots.add_field(f, &places, candidate);
                }
            }
        }
        if !grown {
            break;
        }
        roots.infer(f, incoming);
    }
    roots
}

impl Roots {
    fn base(&self, value: ValueId) -> Base {
        self.bases.get(value.0 as usize).copied().unwrap_or(Base::None)
    }

    /// Makes a load from a constant offset behind a root a pointer.
    fn add_field(&mut self, f: &Func, places: &[(Option<ValueId>, Place)], load: ValueId) -> bool {
        if self.pointers.contains_key(&load) {
            return false;
        }
        let Some((_, place)) = places.iter().find(|(value, _)| *value == Some(load)) else {
            return false;
        };
        let [(address, 1)] = place.terms[..] else { return false };
        let Base::Root(of) = self.base(address) else { return false };
        let mut copy = f.clone();
        let form = super::linear::Linear::of(&mut copy, address);
        let mut constant = true;
        for (value, factor) in &form.terms {
            constant &= *factor == 1 && self.pointers.contains_key(value);
        }
        if !constant || form.terms.len() != 1 {
            return false;
        }
        let offset = form.constant.wrapping_add(place.offset) as u32;
        let kind = RootKind::Field { of, offset };
        let id = match self.list.iter().position(|root| root.kind == kind) {
            Some(at) => RootId(at as u32),
            None => {
                self.list.push(Root { kind, accesses: Vec::new() });
                RootId(self.list.len() as u32 - 1)
            }
        };
        self.pointers.insert(load, id);
        true
    }

    /// Finds every value's base: optimistic at phis, until nothing changes.
    fn infer(&mut self, f: &Func, incoming: &Incoming) {
        self.bases = vec![Base::Open; f.values.len()];
        for _ in 0..64 {
            let mut changed = false;
            for index in 0..f.values.len() {
                let value = ValueId(index as u32);
                let base = self.transfer(f, incoming, value);
                if base != self.bases[index] {
                    self.bases[index] = base;
                    changed = true;
                }
            }
            if !changed {
                break;
            }
        }
        for base in &mut self.bases {
            if *base == Base::Open {
                *base = Base::None;
            }
        }
    }

    /// The base of what flows into a phi: zero is a pointer that nobody has set yet.
    fn flowing(&self, f: &Func, value: ValueId) -> Base {
        if f.as_i32(value) == Some(0) { Base::Open } else { self.base(value) }
    }

    fn transfer(&self, f: &Func, incoming: &Incoming, value: ValueId) -> Base {
        if let Some(root) = self.pointers.get(&value) {
            return Base::Root(*root);
        }
        if f.ty(value) != Ty::I32 {
            return Base::None;
        }
        match f.kind(value) {
            K::Binary(B::Add, a, b) => match (self.base(*a), self.base(*b)) {
                (Base::Open, _) | (_, Base::Open) => Base::Open,
                (base, Base::None) | (Base::None, base) => base,
                _ => Base::Mixed,
            },
            K::Binary(B::Sub, a, b) => match (self.base(*a), self.base(*b)) {
                (Base::Open, _) | (_, Base::Open) => Base::Open,
                (base, Base::None) => base,
                (Base::Root(a), Base::Root(b)) if a == b => Base::None,
                _ => Base::Mixed,
            },
            K::Binary(B::And, a, b) if f.as_i32(*b).is_some_and(|mask| mask < 0) => self.base(*a),
            K::Select { yes, no, .. } => self.flowing(f, *yes).meet(self.flowing(f, *no)),
            K::Phi => match incoming.get(&value) {
                Some(values) => {
                    values.iter().map(|value| self.flowing(f, *value)).fold(Base::Open, Base::meet)
                }
                None => Base::None,
            },
            _ => Base::None,
        }
    }

    /// Which of two roots lies first in memory, as the contract lays buffers out.
    fn order(&self, a: RootId, b: RootId) -> std::cmp::Ordering {
        let rank = |id: RootId| match self.list[id.0 as usize].kind {
            RootKind::Absolute { .. } => (0, id.0),
            RootKind::Frame { .. } => (1, id.0),
            RootKind::Param(index) => (2, index),
            RootKind::Field { .. } => (3, id.0),
        };
        rank(a).cmp(&rank(b))
    }

    /// Comparisons of pointers: inside one root they compare offsets, signed (an offset may be
    /// negative, none is 2³¹); across roots the answer is known; no pointer is null.
    fn compare(&self, f: &mut Func) -> Substitution {
        let mut substitution = Substitution::new();
        for index in 0..f.values.len() {
            let value = ValueId(index as u32);
            match *f.kind(value) {
                K::Unary(U::Eqz, a) => {
                    if let Base::Root(_) = self.base(a) {
                        let no = f.int(0);
                        substitution.insert(value, no);
                    }
                }
                K::Binary(op, a, b) if is_comparison(op) => {
                    let answer = match (self.base(a), self.base(b)) {
                        (Base::Root(x), Base::Root(y)) if x == y => {
                            let signed = match op {
                                B::LtU => B::LtS,
                                B::GtU => B::GtS,
                                B::LeU => B::LeS,
                                B::GeU => B::GeS,
                                _ => continue,
                            };
                            f.binary(signed, a, b)
                        }
                        (Base::Root(x), Base::Root(y)) => {
                            let less = self.order(x, y).is_lt();
                            let answer = match op {
                                B::Eq => false,
                                B::Ne => true,
                                B::LtU | B::LtS | B::LeU | B::LeS => less,
                                _ => !less,
                            };
                            f.int(answer.into())
                        }
                        (Base::Root(_), Base::None) if f.as_i32(b) == Some(0) => match op {
                            B::Eq => f.int(0),
                            B::Ne | B::GtU => f.int(1),
                            _ => continue,
                        },
                        _ => continue,
                    };
                    if answer != value {
                        substitution.insert(value, answer);
                    }
                }
                _ => {}
            }
        }
        substitution
    }

    /// Pointers may be added to, compared and subtracted, and nothing else.
    fn complain(&self, f: &Func, problems: &mut Problems, text: Option<&str>) {
        let hint = "keep pointers in parameters and index from them";
        let based = |value: ValueId| {
            matches!(self.bases.get(value.0 as usize), Some(Base::Root(_) | Base::Mixed))
        };
        walk(&f.body, &mut |stmt| match stmt {
            Stmt::Store { value, line, .. } if based(*value) => problems.unsupported(
                "pointer stored",
                line_span(text, *line),
                "the kernel stores a pointer in memory".into(),
                hint,
            ),
            Stmt::Return { values } if values.iter().any(|value| based(*value)) => {
                problems.unsupported(
                    "pointer returned",
                    None,
                    "the kernel returns a pointer".into(),
                    hint,
                );
            }
            _ => {}
        });
        for value in &f.values {
            let fine = match &value.kind {
                K::Binary(op, ..) => matches!(op, B::Add | B::Sub | B::And) || is_comparison(*op),
                K::Unary(U::Eqz, _) | K::Select { .. } => true,
                _ => false,
            };
            if fine {
                continue;
            }
            let mut pointer = false;
            operands(&value.kind, |operand| pointer |= based(operand));
            if pointer {
                problems.unsupported(
                    "pointer arithmetic",
                    line_span(text, value.line),
                    "the kernel calculates with a pointer as if it were a number".into(),
                    hint,
                );
            }
        }
    }

    fn place_all(&self, stmts: &mut [Stmt], problems: &mut Problems, text: Option<&str>) {
        for stmt in stmts {
            if let Stmt::Load { place, line, .. } | Stmt::Store { place, line, .. } = stmt
                && let [(address, 1)] = place.terms[..]
                && place.root == NOWHERE
            {
                match self.base(address) {
                    Base::Root(root) => place.root = root,
                    Base::Mixed => problems.unsupported(
                        "mixed pointers",
                        line_span(text, *line),
                        "this address may lie in either of two buffers".into(),
                        "choose between values, not between pointers",
                    ),
                    Base::None | Base::Open => {}
                }
            }
            for body in super::graph::bodies_mut(stmt) {
                self.place_all(body, problems, text);
            }
        }
    }
}
