//! Values in a normal form: equal values that the rules here can tell to be equal have one
//! number. Both programs of a proof share a pool, so that equality is equality of numbers.
//!
//! A rule may use what holds where the value is computed ([`Pool::assume`]); what is stored of a
//! value holds everywhere.

use std::collections::HashMap;

use super::range::{self, Range};

/// A value's number.
pub type Id = u32;

/// How a value is made.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Node {
    /// A 32-bit integer's pattern, or a bool.
    Int(i32),
    /// A float's bits.
    Float(u32),
    /// Something that the walk named.
    Leaf(String),
    /// An operation.
    Op(String, Vec<Id>),
}

/// How deep a range or a substitution looks.
const DEPTH: usize = 10;
/// How often a select's bound is moved past values at which both arms agree.
const MOVES: usize = 4;

/// All values.
#[derive(Default)]
pub struct Pool {
    nodes: Vec<(Node, Range)>,
    known: HashMap<Node, Id>,
    facts: Vec<(Id, Range)>,
}

impl Pool {
    fn add(&mut self, node: Node, range: Range) -> Id {
        if let Some(id) = self.known.get(&node) {
            return *id;
        }
        let id = self.nodes.len() as Id;
        self.known.insert(node.clone(), id);
        self.nodes.push((node, range));
        id
    }

    /// An integer or a bool.
    pub fn int(&mut self, value: i32) -> Id {
        let range = Range::Int { low: value.into(), high: value.into(), ones: value as u32 };
        self.add(Node::Int(value), range)
    }

    /// A float; −0 is 0 (VERDICT.md V12).
    pub fn float(&mut self, value: f32) -> Id {
        let value = if value == 0.0 { 0.0 } else { value };
        let wide = f64::from(value);
        let range = match value.is_nan() {
            true => Range::FLOAT,
            false => Range::Float { low: wide, high: wide, nan: false },
        };
        self.add(Node::Float(value.to_bits()), range)
    }

    /// A named value.
    pub fn leaf(&mut self, name: String, range: Range) -> Id {
        self.add(Node::Leaf(name), range)
    }

    /// How a value is made.
    pub fn node(&self, id: Id) -> &Node {
        &self.nodes[id as usize].0
    }

    /// An integer constant.
    pub fn as_int(&self, id: Id) -> Option<i32> {
        match self.node(id) {
            Node::Int(value) => Some(*value),
            _ => None,
        }
    }

    fn as_float(&self, id: Id) -> Option<f32> {
        match self.node(id) {
            Node::Float(bits) => Some(f32::from_bits(*bits)),
            _ => None,
        }
    }

    fn parts(&self, id: Id, tag: &str) -> Option<Vec<Id>> {
        match self.node(id) {
            Node::Op(known, a) if known == tag => Some(a.clone()),
            _ => None,
        }
    }

    /// How many facts there are, for [`Pool::forget`].
    pub fn facts(&self) -> usize {
        self.facts.len()
    }

    /// Leaves a place: facts from `count` on don't hold any more.
    pub fn forget(&mut self, count: usize) {
        self.facts.truncate(count);
    }

    /// What holds here of a value.
    pub fn range(&self, id: Id) -> Range {
        self.range_within(id, DEPTH)
    }

    fn range_within(&self, id: Id, depth: usize) -> Range {
        let (node, stored) = &self.nodes[id as usize];
        let mut range = *stored;
        if let (Node::Op(tag, a), true) = (node, depth > 0 && !self.facts.is_empty()) {
            let a: Vec<Range> = a.iter().map(|id| self.range_within(*id, depth - 1)).collect();
            range = range.meet(range::of(tag, &a));
        }
        self.facts
            .iter()
            .filter(|(of, _)| *of == id)
            .fold(range, |range, (_, fact)| range.meet(*fact))
    }

    /// From here on, and until it is forgotten, `condition` is `truth`.
    pub fn assume(&mut self, condition: Id, truth: bool) {
        let value = i64::from(truth);
        self.facts.push((condition, Range::int(value, value)));
        let Node::Op(tag, a) = self.node(condition).clone() else { return };
        match (tag.as_str(), a.as_slice(), truth) {
            ("not", [a], _) => self.assume(*a, !truth),
            ("land", [a, b], true) | ("lor", [a, b], false) => {
                self.assume(*a, truth);
                self.assume(*b, truth);
            }
            ("lt", [a, b], true) => self.below(*a, *b, 1),
            ("lt", [a, b], false) => self.below(*b, *a, 0),
            ("le", [a, b], true) => self.below(*a, *b, 0),
            ("le", [a, b], false) => self.below(*b, *a, 1),
            ("ltu", [a, b], true) if self.range(*b).natural() => {
                let most = self.range(*b).bounds().1 - 1;
                self.facts.push((*a, Range::int(0, most.max(0))));
            }
            ("leu", [a, b], true) if self.range(*b).natural() => {
                let most = self.range(*b).bounds().1;
                self.facts.push((*a, Range::int(0, most)));
            }
            ("ltu", [a, b], false) if self.range(*a).natural() && self.range(*b).natural() => {
                self.below(*b, *a, 0);
            }
            ("eq", [a, b], true) => {
                let both = self.range(*a).meet(self.range(*b));
                self.facts.push((*a, both));
                self.facts.push((*b, both));
            }
            ("flt" | "fle", [a, b], true) => {
                let ((low, high, _), (l, h, _)) =
                    (self.range(*a).floats(), self.range(*b).floats());
                self.facts.push((*a, Range::Float { low, high: high.min(h), nan: false }));
                self.facts.push((*b, Range::Float { low: l.max(low), high: h, nan: false }));
            }
            ("flt" | "fle", [a, b], false) => {
                let ((al, ah, an), (bl, bh, bn)) =
                    (self.range(*a).floats(), self.range(*b).floats());
                if !an && !bn {
                    self.facts.push((*a, Range::Float { low: al.max(bl), high: ah, nan: false }));
                    self.facts.push((*b, Range::Float { low: bl, high: bh.min(ah), nan: false }));
                }
            }
            _ => {}
        }
    }

    /// a + gap ≤ b.
    fn below(&mut self, a: Id, b: Id, gap: i64) {
        let ((low, high), (l, h)) = (self.range(a).bounds(), self.range(b).bounds());
        if low + gap <= h {
            self.facts.push((a, Range::int(low, high.min(h - gap))));
            self.facts.push((b, Range::int(l.max(low + gap), h)));
        }
    }

    fn truth(&self, id: Id) -> Option<bool> {
        match self.range(id).bounds() {
            (0, 0) => Some(false),
            (1, 1) => Some(true),
            _ => None,
        }
    }

    /// The operation `tag` in its normal form. Boolean results are 0 or 1.
    pub fn op(&mut self, tag: &str, a: &[Id]) -> Id {
        if let Some(id) = self.folded(tag, a) {
            return id;
        }
        let mut a = a.to_vec();
        let commutes = matches!(
            tag,
            "add"
                | "mul"
                | "and"
                | "or"
                | "xor"
                | "eq"
                | "feq"
                | "min"
                | "max"
                | "minu"
                | "maxu"
                | "fadd"
                | "fmul"
                | "fmin"
                | "fmax"
                | "lor"
                | "land"
        );
        if commutes {
            a.sort_unstable();
        }
        // Only what holds everywhere may be stored.
        let stored: Vec<Range> = a.iter().map(|id| self.nodes[*id as usize].1).collect();
        let mut range = range::of(tag, &stored);
        if let Some(kind) = tag.strip_prefix("m:") {
            range = if kind.ends_with('f') { Range::FLOAT } else { Range::INT };
        }
        self.add(Node::Op(tag.to_owned(), a), range)
    }

    fn folded(&mut self, tag: &str, a: &[Id]) -> Option<Id> {
        match a {
            [a] => self.unary(tag, *a),
            [a, b] => self
                .integer(tag, *a, *b)
                .or_else(|| self.compared(tag, *a, *b))
                .or_else(|| self.floating(tag, *a, *b)),
            [c, yes, no] if tag == "select" => self.select(*c, *yes, *no),
            _ => None,
        }
    }

    fn unary(&mut self, tag: &str, a: Id) -> Option<Id> {
        let range = self.range(a);
        match tag {
            "not" => match self.truth(a) {
                Some(truth) => Some(self.int((!truth).into())),
                None => {
                    if let Some(inner) = self.parts(a, "not") {
                        return inner.first().copied();
                    }
                    if let Some(p) = self.parts(a, "lt") {
                        return Some(self.op("le", &[p[1], p[0]]));
                    }
                    if let Some(p) = self.parts(a, "le") {
                        return Some(self.op("lt", &[p[1], p[0]]));
                    }
                    if let Some(p) = self.parts(a, "ltu") {
                        return Some(self.op("leu", &[p[1], p[0]]));
                    }
                    if let Some(p) = self.parts(a, "leu") {
                        return Some(self.op("ltu", &[p[1], p[0]]));
                    }
                    let (tag, p) = match self.node(a).clone() {
                        Node::Op(tag, p) if tag == "flt" => ("fle", p),
                        Node::Op(tag, p) if tag == "fle" => ("flt", p),
                        _ => return None,
                    };
                    let nan = p.iter().any(|id| self.range(*id).floats().2);
                    (!nan).then(|| self.op(tag, &[p[1], p[0]]))
                }
            },
            "neg" => self.as_int(a).map(|v| self.int(v.wrapping_neg())),
            "abs" if range.natural() => Some(a),
            "fneg" => self.as_float(a).map(|v| self.float(-v)),
            "fabs" => {
                let (low, _, nan) = range.floats();
                (low >= 0.0 && !nan).then_some(a)
            }
            "itofs" | "itofu" if range.natural() => Some(self.op("itof", &[a])),
            "itofs" => Some(self.op("itof", &[a])),
            "itofu" => Some(self.op("utof", &[a])),
            "ftou" => {
                let (low, high, nan) = range.floats();
                let same = low >= 0.0 && high < f64::from(i32::MAX) && !nan;
                same.then(|| self.op("ftoi", &[a]))
            }
            _ => None,
        }
    }

    fn integer(&mut self, tag: &str, a: Id, b: Id) -> Option<Id> {
        let (x, y) = (self.as_int(a), self.as_int(b));
        if let (Some(x), Some(y)) = (x, y) {
            let amount = y as u32 & 31;
            let value = match tag {
                "add" => x.wrapping_add(y),
                "sub" => x.wrapping_sub(y),
                "mul" => x.wrapping_mul(y),
                "and" => x & y,
                "or" => x | y,
                "xor" => x ^ y,
                "shl" => x.wrapping_shl(amount),
                "shrs" => x.wrapping_shr(amount),
                "shru" => (x as u32).wrapping_shr(amount) as i32,
                "min" => x.min(y),
                "max" => x.max(y),
                "eq" => (x == y).into(),
                "lt" => (x < y).into(),
                "le" => (x <= y).into(),
                "ltu" => ((x as u32) < y as u32).into(),
                "leu" => (x as u32 <= y as u32).into(),
                _ => return None,
            };
            return Some(self.int(value));
        }
        let (ra, rb) = (self.range(a), self.range(b));
        let natural = ra.natural() && rb.natural();
        match (tag, x, y) {
            ("add" | "or" | "xor", Some(0), _) => Some(b),
            ("add" | "sub" | "or" | "xor" | "shl" | "shrs" | "shru", _, Some(0)) => Some(a),
            ("mul", Some(1), _) => Some(b),
            ("mul" | "divs" | "divu", _, Some(1)) => Some(a),
            ("mul", Some(0), _) | ("mul", _, Some(0)) => Some(self.int(0)),
            ("and", _, Some(m)) if ra.ones() & !(m as u32) == 0 => Some(a),
            ("and", Some(m), _) if rb.ones() & !(m as u32) == 0 => Some(b),
            ("and", ..) if ra.ones() & rb.ones() == 0 => Some(self.int(0)),
            ("add" | "xor", ..) if ra.ones() & rb.ones() == 0 => Some(self.op("or", &[a, b])),
            ("and" | "or", ..) if a == b => Some(a),
            ("sub" | "xor", ..) if a == b => Some(self.int(0)),
            ("sub", _, Some(y)) => {
                let y = self.int(y.wrapping_neg());
                Some(self.op("add", &[a, y]))
            }
            ("add", _, Some(y)) => {
                let inner = self.parts(a, "add")?;
                let (at, c) =
                    inner.iter().enumerate().find_map(|(i, id)| Some((i, self.as_int(*id)?)))?;
                let sum = self.int(c.wrapping_add(y));
                Some(self.op("add", &[inner[1 - at], sum]))
            }
            ("shl" | "shrs" | "shru", _, Some(y)) if !(0..32).contains(&y) => {
                let y = self.int(y & 31);
                Some(self.op(tag, &[a, y]))
            }
            ("shrs", ..) if ra.natural() => Some(self.op("shru", &[a, b])),
            ("divs" | "divu", ..) if natural => Some(self.op("div", &[a, b])),
            ("rems" | "remu", ..) if natural => Some(self.op("rem", &[a, b])),
            ("rem", ..) if ra.bounds().1 < rb.bounds().0 => Some(a),
            ("minu", ..) if natural => Some(self.op("min", &[a, b])),
            ("maxu", ..) if natural => Some(self.op("max", &[a, b])),
            ("min", ..) if ra.bounds().1 <= rb.bounds().0 => Some(a),
            ("min", ..) if rb.bounds().1 <= ra.bounds().0 => Some(b),
            ("max", ..) if ra.bounds().1 <= rb.bounds().0 => Some(b),
            ("max", ..) if rb.bounds().1 <= ra.bounds().0 => Some(a),
            ("lor", ..) => match (self.truth(a), self.truth(b)) {
                (Some(true), _) | (_, Some(true)) => Some(self.int(1)),
                (Some(false), _) => Some(b),
                (_, Some(false)) => Some(a),
                _ => (a == b).then_some(a),
            },
            ("land", ..) => match (self.truth(a), self.truth(b)) {
                (Some(false), _) | (_, Some(false)) => Some(self.int(0)),
                (Some(true), _) => Some(b),
                (_, Some(true)) => Some(a),
                _ => (a == b).then_some(a),
            },
            _ => None,
        }
    }

    fn compared(&mut self, tag: &str, a: Id, b: Id) -> Option<Id> {
        let ((al, ah), (bl, bh)) = (self.range(a).bounds(), self.range(b).bounds());
        let natural = al >= 0 && bl >= 0;
        let (x, y) = (self.as_int(a), self.as_int(b));
        match tag {
            "ltu" if natural => Some(self.op("lt", &[a, b])),
            "leu" if natural => Some(self.op("le", &[a, b])),
            "lt" | "ltu" if a == b => Some(self.int(0)),
            "le" | "leu" | "eq" if a == b => Some(self.int(1)),
            "lt" if ah < bl => Some(self.int(1)),
            "lt" if al >= bh => Some(self.int(0)),
            "le" if ah <= bl => Some(self.int(1)),
            "le" if al > bh => Some(self.int(0)),
            "eq" if ah < bl || bh < al => Some(self.int(0)),
            "le" => match (x, y) {
                (_, Some(y)) if y < i32::MAX => {
                    let y = self.int(y + 1);
                    Some(self.op("lt", &[a, y]))
                }
                (Some(x), _) if x > i32::MIN => {
                    let x = self.int(x - 1);
                    Some(self.op("lt", &[x, b]))
                }
                _ => None,
            },
            "leu" => match (x, y) {
                (_, Some(y)) if y != -1 => {
                    let y = self.int(y.wrapping_add(1));
                    Some(self.op("ltu", &[a, y]))
                }
                (Some(x), _) if x != 0 => {
                    let x = self.int(x.wrapping_sub(1));
                    Some(self.op("ltu", &[x, b]))
                }
                _ => None,
            },
            _ => None,
        }
    }

    fn floating(&mut self, tag: &str, a: Id, b: Id) -> Option<Id> {
        let ((al, ah, an), (bl, bh, bn)) = (self.range(a).floats(), self.range(b).floats());
        let sure = !an && !bn;
        let one = |id: Id, pool: &Self| pool.as_float(id) == Some(1.0);
        let zero = |id: Id, pool: &Self| pool.as_float(id) == Some(0.0);
        match tag {
            "fmul" if one(a, self) => Some(b),
            "fmul" | "fdiv" if one(b, self) => Some(a),
            // −0 + 0 is 0, which equals −0 (V12).
            "fadd" if zero(a, self) => Some(b),
            "fadd" | "fsub" if zero(b, self) => Some(a),
            "flt" if sure && ah < bl => Some(self.int(1)),
            "flt" if sure && al >= bh => Some(self.int(0)),
            "fle" if sure && ah <= bl => Some(self.int(1)),
            "fle" if sure && al > bh => Some(self.int(0)),
            "feq" if sure && (ah < bl || bh < al) => Some(self.int(0)),
            "fmin" if sure && ah <= bl => Some(a),
            "fmin" if sure && bh <= al => Some(b),
            "fmax" if sure && ah <= bl => Some(b),
            "fmax" if sure && bh <= al => Some(a),
            _ => None,
        }
    }

    fn select(&mut self, c: Id, yes: Id, no: Id) -> Option<Id> {
        if let Some(truth) = self.truth(c) {
            return Some(if truth { yes } else { no });
        }
        if yes == no {
            return Some(yes);
        }
        if let Some(inner) = self.parts(c, "not") {
            return Some(self.op("select", &[inner[0], no, yes]));
        }
        // Booleans.
        let boolean = |pool: &Self, id: Id| {
            let (low, high) = pool.nodes[id as usize].1.bounds();
            low >= 0 && high <= 1
        };
        if boolean(self, yes) && boolean(self, no) {
            if self.truth(yes) == Some(true) {
                return Some(self.op("lor", &[c, no]));
            }
            if self.truth(no) == Some(false) {
                return Some(self.op("land", &[c, yes]));
            }
        }
        self.moved(c, yes, no)
    }

    /// A bound at which both arms agree is moved past.
    fn moved(&mut self, c: Id, yes: Id, no: Id) -> Option<Id> {
        let Node::Op(tag, p) = self.node(c).clone() else { return None };
        let [a, b] = p.as_slice() else { return None };
        let agree = |pool: &mut Self, x: Id, at: Id| {
            pool.with(yes, x, at, DEPTH) == pool.with(no, x, at, DEPTH)
        };
        match (tag.as_str(), self.as_int(*a), self.as_int(*b)) {
            ("lt", None, Some(bound)) => {
                let mut least = bound;
                for _ in 0..MOVES {
                    let at = self.int(least.checked_sub(1)?);
                    if !agree(self, *a, at) {
                        break;
                    }
                    least -= 1;
                }
                let bound = (least != bound).then(|| self.int(least))?;
                let c = self.op("lt", &[*a, bound]);
                Some(self.plain_select(c, yes, no))
            }
            ("lt", Some(bound), None) => {
                let mut most = bound;
                for _ in 0..MOVES {
                    let at = self.int(most.checked_add(1)?);
                    if !agree(self, *b, at) {
                        break;
                    }
                    most += 1;
                }
                let bound = (most != bound).then(|| self.int(most))?;
                let c = self.op("lt", &[bound, *b]);
                Some(self.plain_select(c, yes, no))
            }
            ("fle", ..) => {
                let (x, at) = match (self.as_float(*a), self.as_float(*b)) {
                    (None, Some(_)) => (*a, *b),
                    (Some(_), None) => (*b, *a),
                    _ => return None,
                };
                if !agree(self, x, at) {
                    return None;
                }
                let c = self.op("flt", &[*a, *b]);
                Some(self.plain_select(c, yes, no))
            }
            _ => None,
        }
    }

    /// Without a further look: two arms that agree everywhere would have no end.
    fn plain_select(&mut self, c: Id, yes: Id, no: Id) -> Id {
        let range = self.nodes[yes as usize].1.join(self.nodes[no as usize].1);
        self.add(Node::Op("select".into(), vec![c, yes, no]), range)
    }

    /// `id` with `to` in place of `from`.
    fn with(&mut self, id: Id, from: Id, to: Id, depth: usize) -> Id {
        if id == from {
            return to;
        }
        match self.node(id).clone() {
            // A load in there would be another load.
            Node::Op(tag, a) if depth > 0 && !tag.starts_with("load") => {
                let a: Vec<Id> = a.iter().map(|id| self.with(*id, from, to, depth - 1)).collect();
                self.op(&tag, &a)
            }
            _ => id,
        }
    }
}
