//! VERDICT.md V12: what counts as equal, element by element. `b` is always the reference.

use super::allowance::{Allowed, Envelope};
use super::region::Grid;
use crate::contract::{Elem, Tolerance};

/// An element's value.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Value {
    /// f32.
    Float(f32),
    /// Any integer.
    Integer(i128),
}

impl std::fmt::Display for Value {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Float(v) => write!(f, "{v:?}"),
            Self::Integer(v) => write!(f, "{v}"),
        }
    }
}

impl Value {
    /// Element `index` of packed bytes.
    pub fn read(bytes: &[u8], elem: Elem, index: usize) -> Option<Self> {
        let size = elem.size() as usize;
        let bytes = bytes.get(index * size..(index + 1) * size)?;
        let mut wide = [0; 8];
        wide[..size].copy_from_slice(bytes);
        let bits = u64::from_le_bytes(wide);
        Some(match elem {
            Elem::F32 => Self::Float(f32::from_bits(bits as u32)),
            Elem::I32 => Self::Integer((bits as u32 as i32).into()),
            Elem::I8 => Self::Integer((bits as u8 as i8).into()),
            Elem::I16 => Self::Integer((bits as u16 as i16).into()),
            Elem::I64 => Self::Integer((bits as i64).into()),
            Elem::U8 | Elem::U16 | Elem::U32 | Elem::U64 => Self::Integer(bits.into()),
        })
    }

    /// As a float, for figures.
    pub fn as_f64(self) -> f64 {
        match self {
            Self::Float(v) => v.into(),
            Self::Integer(v) => v as f64,
        }
    }
}

/// How an element compares.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Match {
    /// The same value; −0 equals +0.
    Equal,
    /// Within the tolerance.
    Within,
    /// Outside.
    Miss,
    /// The reference is not finite there.
    Undecided,
}

/// Compares the draft's `a` with the reference's `b`.
pub fn element(a: Value, b: Value, tolerance: &Tolerance) -> Match {
    allowed(a, b, tolerance, 0.0)
}

/// The same, where the reference's own noise moves `b` by up to `envelope` (VERDICT.md V1), which
/// is added to the tolerance.
pub fn allowed(a: Value, b: Value, tolerance: &Tolerance, envelope: f64) -> Match {
    match (a, b) {
        (Value::Integer(a), Value::Integer(b)) => {
            let most = tolerance.abs.unwrap_or(0.0) + envelope;
            let near = most > 0.0 && a.abs_diff(b) as f64 <= most;
            if a == b {
                Match::Equal
            } else if near {
                Match::Within
            } else {
                Match::Miss
            }
        }
        (Value::Float(a), Value::Float(b)) => float(a, b, tolerance, envelope),
        _ => Match::Miss,
    }
}

fn float(a: f32, b: f32, tolerance: &Tolerance, envelope: f64) -> Match {
    if !b.is_finite() {
        return Match::Undecided;
    }
    if a == b {
        return Match::Equal;
    }
    if !a.is_finite() {
        return Match::Miss;
    }
    let flushed = (b.is_subnormal() && a == 0.0) || (a.is_subnormal() && b == 0.0);
    let difference = (f64::from(a) - f64::from(b)).abs();
    let bare = tolerance.abs.is_none() && tolerance.rel.is_none() && tolerance.ulp.is_none();
    let default = if bare && tolerance.exact_frac.is_none() { DEFAULT } else { 0.0 };
    let abs = tolerance.abs.unwrap_or(default);
    let rel = tolerance.rel.unwrap_or(default);
    let near = difference <= abs + rel * f64::from(b).abs() + envelope;
    // In units in the last place: what is left of the difference behind the envelope.
    let closer = || {
        let left = (difference - envelope).max(0.0);
        (f64::from(b) + left.copysign(f64::from(a) - f64::from(b))) as f32
    };
    if flushed || near || tolerance.ulp.is_some_and(|most| ulps(closer(), b) <= most) {
        Match::Within
    } else {
        Match::Miss
    }
}

/// abs and rel where the contract is silent (CONTRACT.md).
pub const DEFAULT: f64 = 1e-5;

/// Distance of two finite floats in units in the last place; through zero, −0 and +0 are one.
pub fn ulps(a: f32, b: f32) -> u64 {
    let order = |v: f32| {
        let bits = i64::from(v.to_bits() & 0x7fff_ffff);
        if v.is_sign_negative() { -bits } else { bits }
    };
    order(a).abs_diff(order(b))
}

/// Figures of one case over all its outputs.
#[derive(Clone, PartialEq, Debug)]
pub struct Figures {
    /// Compared elements.
    pub elements: u64,
    /// Outside the tolerance.
    pub misses: u64,
    /// Where the reference is not finite.
    pub undecided: u64,
    /// Where the reference's own noise is too large to say anything (VERDICT.md V1).
    pub untested: u64,
    /// Some decided element is not equal.
    pub inexact: bool,
    /// Largest |a − b| over decided elements; `f64::MAX` when `a` is not finite.
    pub max_abs: f64,
    /// Over f32 elements.
    pub max_ulp: u64,
    /// Smallest PSNR over the outputs.
    pub psnr: f64,
    /// Smallest and largest decided value of the reference.
    pub range: Option<(f64, f64)>,
    /// First miss: output and index.
    pub first: Option<(usize, usize)>,
    /// VERDICT.md V5, where `exact_frac` allows misses: the first one that it doesn't excuse, with
    /// output and index, and why not.
    pub local: Option<(usize, usize, String)>,
}

impl Default for Figures {
    fn default() -> Self {
        Self {
            elements: 0,
            misses: 0,
            undecided: 0,
            untested: 0,
            inexact: false,
            max_abs: 0.0,
            max_ulp: 0,
            psnr: 99.0,
            range: None,
            first: None,
            local: None,
        }
    }
}

/// One output, whole, on both sides.
#[derive(Clone, Copy)]
pub struct Pair<'a> {
    /// Its number.
    pub output: usize,
    /// Its element type.
    pub elem: Elem,
    /// Four 8-bit channels in an u32.
    pub channels: bool,
    /// The bytes both sides started from.
    pub before: &'a [u8],
    /// What the reference left.
    pub reference: &'a [u8],
    /// What the draft left.
    pub draft: &'a [u8],
    /// The buffer starts poisoned: elements that neither side wrote are no figures.
    pub poisoned: bool,
    /// What the reference's own noise allows beside the tolerance (VERDICT.md V1); `None`: nothing.
    pub envelope: Option<&'a Envelope>,
    /// How its elements lie.
    pub grid: Grid,
}

impl Pair<'_> {
    /// What is compared one by one: packed channels apart.
    pub fn unit(&self) -> Elem {
        if self.channels { Elem::U8 } else { self.elem }
    }

    /// The element that unit `index` belongs to.
    pub fn element(&self, index: usize) -> usize {
        if self.channels { index / 4 } else { index }
    }

    /// How its units lie.
    pub fn unit_grid(&self) -> Grid {
        match self.channels {
            true => Grid { channels: 4 * self.grid.channels, ..self.grid },
            false => self.grid,
        }
    }

    /// The envelope of unit `index`.
    fn room(&self, index: usize) -> f64 {
        match self.envelope.map(|all| all.allows(self.output, self.element(index))) {
            None => 0.0,
            Some(Allowed::Within(room)) => room,
            Some(Allowed::Untested) => f64::INFINITY,
        }
    }
}

impl Figures {
    /// Adds one output.
    pub fn add(&mut self, pair: &Pair<'_>, tolerance: &Tolerance) {
        let unit = pair.unit();
        let size = unit.size() as usize;
        let mut error = Error::new(pair);
        let mut misses = Vec::new();
        // Equal bytes need no look at their values, but for NaN and the largest magnitude.
        for index in 0..pair.reference.len() / size {
            let range = index * size..(index + 1) * size;
            let same = pair.draft.get(range.clone()) == Some(&pair.reference[range.clone()]);
            if same
                && pair.poisoned
                && pair.before.get(range.clone()) == Some(&pair.reference[range])
            {
                self.elements += 1;
                continue;
            }
            let Some(b) = Value::read(pair.reference, unit, index) else { break };
            let a = Value::read(pair.draft, unit, index);
            let room = pair.room(index);
            let found = a.map_or(Match::Miss, |a| allowed(a, b, tolerance, room));
            if found == Match::Undecided {
                self.undecided += 1;
                continue;
            }
            if !room.is_finite() {
                self.untested += 1;
                continue;
            }
            self.elements += 1;
            self.inexact |= found != Match::Equal;
            if found == Match::Miss {
                self.misses += 1;
                self.first.get_or_insert((pair.output, index));
                if tolerance.exact_frac.is_some() {
                    misses.push(index);
                }
            }
            if let Some(a) = a {
                error.add(a, b);
                self.differ(a, b);
            }
        }
        self.psnr = self.psnr.min(error.psnr());
        if let (Some(frac), None) = (tolerance.exact_frac, &self.local) {
            self.local = unexcused(pair, tolerance, frac, &misses)
                .map(|(index, why)| (pair.output, index, why));
        }
    }

    fn differ(&mut self, a: Value, b: Value) {
        let (low, high) = self.range.unwrap_or((b.as_f64(), b.as_f64()));
        self.range = Some((low.min(b.as_f64()), high.max(b.as_f64())));
        let difference = (a.as_f64() - b.as_f64()).abs();
        let difference = if difference.is_finite() { difference } else { f64::MAX };
        self.max_abs = self.max_abs.max(difference);
        if let (Value::Float(a), Value::Float(b)) = (a, b)
            && a.is_finite()
        {
            self.max_ulp = self.max_ulp.max(ulps(a, b));
        }
    }
}

/// The first miss that `exact_frac` doesn't excuse (VERDICT.md V5): one where the reference's own
/// noise would not miss, or one of many in one place.
fn unexcused(
    pair: &Pair<'_>,
    tolerance: &Tolerance,
    frac: f64,
    misses: &[usize],
) -> Option<(usize, String)> {
    if pair.envelope.is_some() {
        let steady = |index: &&usize| {
            let b = Value::read(pair.reference, pair.unit(), **index).map_or(0.0, Value::as_f64);
            let most = tolerance.abs.unwrap_or(0.0) + tolerance.rel.unwrap_or(0.0) * b.abs();
            pair.room(**index) <= most
        };
        if let Some(index) = misses.iter().find(steady) {
            let why = "the reference's own noise changes nothing there".into();
            return Some((*index, why));
        }
    }
    pair.unit_grid().gathered(misses, 1.0 - frac).map(|(why, index)| (index, why))
}

/// Squared error of one output (VERDICT.md V5).
struct Error {
    sum: f64,
    count: f64,
    peak: f64,
    bytes: bool,
}

impl Error {
    fn new(pair: &Pair<'_>) -> Self {
        let bytes = matches!(pair.unit(), Elem::U8 | Elem::I8);
        Self { sum: 0.0, count: 0.0, peak: 1.0, bytes }
    }

    fn add(&mut self, a: Value, b: Value) {
        let (a, b) = (a.as_f64(), b.as_f64());
        self.sum += (a - b) * (a - b);
        self.count += 1.0;
        self.peak = self.peak.max(b.abs());
    }

    /// 10·log10(peak²/MSE), within ±99 dB.
    fn psnr(&self) -> f64 {
        let peak = if self.bytes { 255.0 } else { self.peak };
        if self.sum == 0.0 || self.count == 0.0 {
            return 99.0;
        }
        let psnr = 10.0 * (peak * peak * self.count / self.sum).log10();
        if psnr.is_nan() { -99.0 } else { psnr.clamp(-99.0, 99.0) }
    }
}

/// Whether two runs of the reference agree (VERDICT.md V11): element by element the same bits, or
/// both left what they started from. Gives the first element where they don't.
pub fn disagreement(elem: Elem, first: (&[u8], &[u8]), second: (&[u8], &[u8])) -> Option<usize> {
    if first.1 == second.1 {
        return None;
    }
    let size = elem.size() as usize;
    (0..first.1.len() / size).find(|index| {
        let range = index * size..(index + 1) * size;
        let [a0, a, b0, b] =
            [first.0, first.1, second.0, second.1].map(|bytes| bytes.get(range.clone()));
        let nan = |bytes: Option<&[u8]>| match (elem, bytes) {
            (Elem::F32, Some(&[a, b, c, d])) => f32::from_le_bytes([a, b, c, d]).is_nan(),
            _ => false,
        };
        a != b && !(a == a0 && b == b0) && !(nan(a) && nan(b))
    })
}
