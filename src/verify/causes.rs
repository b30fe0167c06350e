//! What a wrong draft depends on: inputs are changed one at a time on both sides, and what moves
//! is compared. Named in words: an ignored input, a neighbour, a transposition, another stride, a
//! border that wraps.
//!
//! Looks for causes only; whether the draft is wrong is long decided. Counts runs, not time.

use std::collections::BTreeSet;

use super::Request;
use super::compare::{Match, Value, element};
use super::side::{Both, Sides};
use crate::contract::{Buffer, BufferAccess, Contract, Elem, ScalarType};
use crate::kernel::{Counterexample, Scalar};

/// Elements that are changed, each twice, at most.
const CHANGED: usize = 160;
/// Sentences at most.
const SENTENCES: usize = 3;

/// Inputs that are looked at.
pub struct Inputs<'a> {
    /// By the contract's names, in its order.
    pub scalars: &'a [(String, Scalar)],
    /// In binding order.
    pub buffers: &'a [Vec<u8>],
}

/// The causes that show, the plainest first; none where the inputs are too many to change each.
pub fn causes(sides: &Sides<'_>, inputs: &Inputs<'_>, wrong: &Counterexample) -> Vec<String> {
    let contract = sides.request.contract;
    let count: usize = read(contract)
        .map(|(i, buffer)| inputs.buffers[i].len() / buffer.elem.size() as usize)
        .sum();
    let Some(base) = sides.run(inputs.scalars, inputs.buffers) else { return Vec::new() };
    let output = wrong.buffer.as_ref().and_then(|name| place(contract, name));
    let Some(output) = output else { return Vec::new() };
    let mut found = Vec::new();
    if let Some(named) = values(sides.request, &base, output, inputs.scalars) {
        found.push(named);
    }
    found.extend(scalars(sides, inputs, &base));
    if count <= CHANGED {
        let moved = Moved::measure(sides, inputs, &base, output);
        found.extend(moved.ignored());
        found.extend(moved.places(inputs.scalars, wrong));
    }
    found.truncate(SENTENCES);
    found
}

/// The buffers that hold inputs.
fn read(contract: &Contract) -> impl Iterator<Item = (usize, &Buffer)> {
    contract.buffers().enumerate().filter(|(_, buffer)| buffer.access != BufferAccess::Write)
}

/// Number and element of an output; `ret` is last.
fn place(contract: &Contract, name: &str) -> Option<(usize, Elem)> {
    let known = contract.buffers().position(|buffer| buffer.name == name);
    match known {
        Some(at) => Some((at, contract.buffers().nth(at)?.elem)),
        None => Some((contract.buffers().count(), contract.ret()?.elem())),
    }
}

/// Both sides of an output: what the reference holds, and the draft.
fn answers(both: &Both, (at, elem): (usize, Elem)) -> (Vec<Value>, Vec<Value>) {
    let length = both.truth.answer.get(at).map_or(0, Vec::len) / elem.size() as usize;
    let all = |bytes: &[u8]| (0..length).map_while(|i| Value::read(bytes, elem, i)).collect();
    let draft = both.run.bindings.get(at).map_or(&[][..], |(_, bytes)| bytes.as_slice());
    (both.truth.answer.get(at).map_or_else(Vec::new, |bytes| all(bytes)), all(draft))
}

/// What the values alone say: a factor, a constant, a transposition.
fn values(
    request: &Request<'_>,
    base: &Both,
    output: (usize, Elem),
    scalars: &[(String, Scalar)],
) -> Option<String> {
    let (wanted, got) = answers(base, output);
    let tolerance = &request.contract.tolerance;
    let miss = |i: &usize| element(got[*i], wanted[*i], tolerance) == Match::Miss;
    let misses: Vec<usize> = (0..wanted.len().min(got.len())).filter(miss).collect();
    let name = request.contract.buffers().nth(output.0).map_or("ret", |buffer| &buffer.name);
    if misses.len() < 2 || got.len() != wanted.len() {
        return None;
    }
    for (rows, columns) in shapes(scalars) {
        let turned = |i: usize| (i % columns) * rows + i / columns;
        if rows * columns == wanted.len()
            && rows > 1
            && columns > 1
            && (0..wanted.len())
                .all(|i| element(got[turned(i)], wanted[i], tolerance) != Match::Miss)
        {
            return Some(format!("{name} is transposed"));
        }
    }
    let pairs = || misses.iter().map(|i| (got[*i].as_f64(), wanted[*i].as_f64()));
    let (first_got, first_wanted) = pairs().next()?;
    let near = |a: f64, b: f64| (a - b).abs() <= 1e-4 * b.abs().max(1e-3);
    let factor = first_got / first_wanted;
    if factor.is_finite()
        && factor != 0.0
        && near(factor * 60.0, (factor * 60.0).round())
        && pairs().all(|(g, w)| near(g, w * factor))
    {
        return Some(match factor {
            -1.0 => return None,
            _ => format!("{name} is {} times what it should be", plain(factor)),
        });
    }
    let by = first_got - first_wanted;
    if by != 0.0 && by.is_finite() && pairs().all(|(g, w)| near(g - w, by)) {
        let more = if by > 0.0 { "large" } else { "small" };
        return Some(format!("{name} is too {more} by {} wherever it is wrong", plain(by.abs())));
    }
    None
}

fn plain(value: f64) -> String {
    let rounded = (value * 1e4).round() / 1e4;
    format!("{rounded}")
}

/// Pairs of scalars that may be rows and columns.
fn shapes(scalars: &[(String, Scalar)]) -> Vec<(usize, usize)> {
    let sizes: Vec<usize> = sizes(scalars).into_iter().map(|(_, value)| value as usize).collect();
    let pairs = sizes.iter().enumerate().flat_map(|(i, a)| {
        sizes.iter().enumerate().filter(move |(j, _)| i != *j).map(move |(_, b)| (*a, *b))
    });
    pairs.collect()
}

/// Positive integer scalars.
fn sizes(scalars: &[(String, Scalar)]) -> Vec<(&str, i64)> {
    let whole = scalars.iter().filter(|(_, v)| !matches!(v, Scalar::F32(_) | Scalar::Bool(_)));
    let named = whole.map(|(name, value)| (name.as_str(), value.as_i64()));
    named.filter(|(_, value)| (1..1 << 20).contains(value)).collect()
}

/// Scalars that one side depends on and the other doesn't.
fn scalars(sides: &Sides<'_>, inputs: &Inputs<'_>, base: &Both) -> Vec<String> {
    let contract = sides.request.contract;
    let mut found = Vec::new();
    for (at, param) in contract.scalars().enumerate() {
        let shapes = contract.threads.iter().chain(contract.buffers().map(|b| &b.length));
        let is_size = shapes.into_iter().any(|expr| expr.names().contains(&param.name.as_str()));
        if is_size || matches!(param.ty, ScalarType::I64 | ScalarType::U64) {
            continue;
        }
        let mut moved = (false, false);
        for step in [1.0, 2.5] {
            let mut scalars = inputs.scalars.to_vec();
            scalars[at].1 = match scalars[at].1 {
                Scalar::I32(v) => Scalar::I32(v.wrapping_add(step as i32)),
                Scalar::U32(v) => Scalar::U32(v.wrapping_add(step as u32)),
                Scalar::F32(v) => Scalar::F32(v + step as f32),
                Scalar::Bool(v) => Scalar::Bool(!v),
                other => other,
            };
            let Some(both) = sides.run(&scalars, inputs.buffers) else { continue };
            moved.0 |= both.truth.answer != base.truth.answer;
            moved.1 |= both.run.bindings[..base.truth.answer.len().min(both.run.bindings.len())]
                != base.run.bindings[..base.truth.answer.len().min(base.run.bindings.len())];
        }
        match moved {
            (true, false) => found.push(format!("the draft ignores {}", param.name)),
            (false, true) => {
                found.push(format!("the draft depends on {}, the kernel doesn't", param.name));
            }
            _ => {}
        }
    }
    found
}

/// A place in a buffer.
type Place = (usize, usize);

/// For each element of the output, the input elements that move it.
struct Moved<'a> {
    contract: &'a Contract,
    output: String,
    wanted: Vec<BTreeSet<Place>>,
    got: Vec<BTreeSet<Place>>,
    misses: Vec<usize>,
    grid: Option<(usize, usize)>,
}

impl<'a> Moved<'a> {
    fn measure(sides: &Sides<'a>, inputs: &Inputs<'_>, base: &Both, output: (usize, Elem)) -> Self {
        let contract = sides.request.contract;
        let (wanted, got) = answers(base, output);
        let miss = |i: &usize| element(got[*i], wanted[*i], &contract.tolerance) == Match::Miss;
        let misses = (0..wanted.len().min(got.len())).filter(miss).collect();
        let name = contract.buffers().nth(output.0).map_or("ret", |buffer| &buffer.name);
        let grid = match contract.threads.as_slice() {
            [w, h] => w.eval(inputs.scalars).zip(h.eval(inputs.scalars)),
            _ => None,
        };
        let grid =
            grid.map(|(w, h)| (w as usize, h as usize)).filter(|(w, h)| w * h == wanted.len());
        let mut moved = Self {
            contract,
            output: name.to_owned(),
            wanted: vec![BTreeSet::new(); wanted.len()],
            got: vec![BTreeSet::new(); wanted.len()],
            misses,
            grid,
        };
        for (i, buffer) in read(contract) {
            let size = buffer.elem.size() as usize;
            for j in 0..inputs.buffers[i].len() / size {
                for step in [1, 3] {
                    let mut buffers = inputs.buffers.to_vec();
                    change(&mut buffers[i][j * size..(j + 1) * size], buffer.elem, step);
                    let Some(both) = sides.run(inputs.scalars, &buffers) else { continue };
                    let (w, g) = answers(&both, output);
                    let differs = |a: &Value, b: &Value| a.to_string() != b.to_string();
                    for at in 0..w.len().min(wanted.len()) {
                        // What both merely left as it was says nothing.
                        if differs(&w[at], &wanted[at]) {
                            moved.wanted[at].insert((i, j));
                        }
                        if g.get(at).zip(got.get(at)).is_some_and(|(a, b)| differs(a, b)) {
                            moved.got[at].insert((i, j));
                        }
                    }
                }
            }
        }
        moved
    }

    fn name(&self, buffer: usize) -> &str {
        self.contract.buffers().nth(buffer).map_or("?", |buffer| buffer.name.as_str())
    }

    /// Buffers that one side depends on and the other doesn't at all.
    fn ignored(&self) -> Vec<String> {
        let uses = |sets: &[BTreeSet<Place>], i: usize| {
            sets.iter().flatten().any(|(buffer, _)| *buffer == i)
        };
        let named = read(self.contract).filter_map(|(i, buffer)| {
            match (uses(&self.wanted, i), uses(&self.got, i)) {
                (true, false) => Some(format!("{} ignores {}", self.output, buffer.name)),
                (false, true) => {
                    Some(format!("{} depends on {}, it should not", self.output, buffer.name))
                }
                _ => None,
            }
        });
        named.collect()
    }

    /// Elements of a buffer that move output `at`.
    fn of(sets: &[BTreeSet<Place>], at: usize, buffer: usize) -> Vec<usize> {
        sets[at].iter().filter(|(i, _)| *i == buffer).map(|(_, j)| *j).collect()
    }

    /// Where a buffer is read at the wrong places.
    fn places(&self, scalars: &[(String, Scalar)], wrong: &Counterexample) -> Vec<String> {
        let mut found = Vec::new();
        for (buffer, shape) in read(self.contract) {
            let mut pairs: Vec<(usize, usize)> = Vec::new();
            let mut uneven = None;
            for at in 0..self.wanted.len() {
                let (w, g) = (Self::of(&self.wanted, at, buffer), Self::of(&self.got, at, buffer));
                if w.len() == g.len() {
                    pairs.extend(w.into_iter().zip(g));
                } else if uneven.is_none()
                    && self.misses.contains(&at)
                    && !w.is_empty()
                    && !g.is_empty()
                {
                    uneven = Some((at, w, g));
                }
            }
            if let Some(text) = self.border(buffer) {
                found.push(text);
            } else if pairs.iter().any(|(w, g)| w != g) {
                found.push(self.displaced(buffer, &pairs, scalars, wrong));
            } else if let Some((at, w, g)) = uneven {
                let (o, x) = (&self.output, &shape.name);
                let more = g.iter().find(|j| !w.contains(j));
                let less = w.iter().find(|j| !g.contains(j));
                found.extend(less.map(|j| format!("{o}[{at}] ignores {x}[{j}]")));
                found.extend(more.map(|j| format!("{o}[{at}] depends on {x}[{j}], it should not")));
            }
        }
        found
    }

    /// All places that are read wrongly, in one rule where there is one.
    fn displaced(
        &self,
        buffer: usize,
        pairs: &[(usize, usize)],
        scalars: &[(String, Scalar)],
        wrong: &Counterexample,
    ) -> String {
        let x = self.name(buffer);
        let sizes = sizes(scalars);
        for (s, stride) in &sizes {
            for (t, other) in &sizes {
                let (stride, other) = (*stride as usize, *other as usize);
                if stride == other {
                    continue;
                }
                if pairs.iter().all(|(w, g)| w / stride * other + w % stride == *g) {
                    return format!("{x} is read with {t} as its stride where {s} belongs");
                }
            }
        }
        for (rows, columns) in shapes(scalars) {
            if pairs.iter().all(|(w, g)| (w % columns) * rows + w / columns == *g) {
                return format!("{x} is read transposed");
            }
        }
        let shown = wrong.index.map(|at| at as usize).filter(|at| *at < self.wanted.len());
        let at = shown
            .into_iter()
            .chain(0..self.wanted.len())
            .find(|at| Self::of(&self.wanted, *at, buffer) != Self::of(&self.got, *at, buffer));
        let Some(at) = at else { return format!("{x} is read at other places") };
        let (w, g) = (Self::of(&self.wanted, at, buffer), Self::of(&self.got, at, buffer));
        let list = |all: &[usize]| match all {
            [one] => format!("{x}[{one}]"),
            [first, .., last] => format!("{x}[{first}] … {x}[{last}]"),
            [] => format!("nothing of {x}"),
        };
        let mut text = format!(
            "{}[{at}] depends on {}, it should depend on {}",
            self.output,
            list(&g),
            list(&w)
        );
        let by: BTreeSet<i64> =
            pairs.iter().filter(|(w, g)| w != g).map(|(w, g)| *g as i64 - *w as i64).collect();
        if let ([by], true) = (by.iter().copied().collect::<Vec<_>>().as_slice(), pairs.len() > 1) {
            let (many, way) = (by.abs(), if *by > 0 { "high" } else { "low" });
            text.push_str(&format!(": the index into {x} is {many} too {way}"));
        }
        text
    }

    /// A border that wraps round on one side and not on the other.
    fn border(&self, buffer: usize) -> Option<String> {
        let (width, height) = self.grid?;
        if width < 3 || height < 3 || self.misses.is_empty() {
            return None;
        }
        let far = |at: usize, j: usize| {
            let (x, y, u, v) = (at % width, at / width, j % width, j / width);
            x.abs_diff(u) + 1 == width || y.abs_diff(v) + 1 == height
        };
        let wraps = |sets: &[BTreeSet<Place>]| {
            self.misses.iter().all(|at| Self::of(sets, *at, buffer).iter().any(|j| far(*at, *j)))
        };
        match (wraps(&self.wanted), wraps(&self.got)) {
            (false, true) => Some(format!(
                "at the border the draft reads {0} from the opposite side, the kernel doesn't: it \
                 wraps where it should clamp or stop",
                self.name(buffer)
            )),
            (true, false) => Some(format!(
                "at the border the kernel reads {} from the opposite side, the draft doesn't wrap",
                self.name(buffer)
            )),
            _ => None,
        }
    }
}

/// Another value of the same kind.
fn change(bytes: &mut [u8], elem: Elem, step: u8) {
    match (elem, <[u8; 4]>::try_from(&*bytes)) {
        (Elem::F32, Ok(value)) => {
            let value = f32::from_le_bytes(value);
            let changed = if step == 1 { value + 1.0 } else { -value - 1.5 };
            bytes.copy_from_slice(&changed.to_le_bytes());
        }
        _ => bytes[0] ^= step,
    }
}
