//! How far the elements of one output spread over the draws.

use super::Allowed;
use crate::contract::Elem;
use crate::verify::compare::Value;

/// Errors add up like a random walk, and a draft takes a walk of its own: its error may be some
/// times the root mean square of the reference's. Six leave one element in 50,000 outside after
/// 16 draws (Student's t), and fewer than one in 10⁸ after 256.
const SIGMAS: f64 = 6.0;

/// An envelope above this share of the output's range leaves the element untested.
const UNTESTED: f64 = 1.0 / 256.0;

/// An output of fewer elements has no range of its own: a sum that nearly cancels is its own
/// range. It is that of all cases, which [`Pool`](super::Pool) knows.
const FEW: usize = 34;

/// One output's elements.
#[derive(Clone, Debug)]
pub struct Spread {
    elem: Elem,
    channels: bool,
    /// Elements of which the reference's value is finite.
    finite: u64,
    count: usize,
    /// Largest less smallest finite value, zero included; 256 where elements have 8 bits.
    range: f64,
    /// Largest difference and sum of squares for each element; empty while all draws agree.
    drawn: Vec<(f64, f64)>,
}

impl Spread {
    /// Of an output with this answer.
    pub fn new(elem: Elem, channels: bool, answer: &[u8]) -> Self {
        let count = answer.len() / elem.size() as usize;
        let values = (0..count).filter_map(|i| Value::read(answer, elem, i)).map(Value::as_f64);
        let (mut low, mut high, mut finite) = (0_f64, 0_f64, 0);
        for value in values.filter(|value| value.is_finite()) {
            (low, high, finite) = (low.min(value), high.max(value), finite + 1);
        }
        let bytes = channels || matches!(elem, Elem::U8 | Elem::I8);
        let range = if bytes { 256.0 } else { high - low };
        Self { elem, channels, finite, count, range, drawn: Vec::new() }
    }

    /// Adds one draw.
    pub fn add(&mut self, plain: &[u8], noisy: &[u8]) {
        if plain == noisy {
            return;
        }
        self.drawn.resize(self.count, (0.0, 0.0));
        let size = self.elem.size() as usize;
        let pairs = plain.chunks_exact(size).zip(noisy.chunks_exact(size));
        for (i, (plain, noisy)) in pairs.enumerate() {
            if plain == noisy {
                continue;
            }
            let far = self.difference(plain, noisy);
            if let Some((widest, squares)) = self.drawn.get_mut(i) {
                *widest = widest.max(far);
                *squares += far * far;
            }
        }
    }

    /// Infinite where only one of both is finite; zero where the plain value is not.
    fn difference(&self, plain: &[u8], noisy: &[u8]) -> f64 {
        if self.channels {
            let far = plain.iter().zip(noisy).map(|(a, b)| f64::from(a.abs_diff(*b)));
            return far.fold(0.0, f64::max);
        }
        let read = |bytes| Value::read(bytes, self.elem, 0);
        match (read(plain), read(noisy)) {
            (Some(Value::Integer(a)), Some(Value::Integer(b))) => a.abs_diff(b) as f64,
            (Some(Value::Float(a)), Some(Value::Float(b))) => {
                let far = (f64::from(a) - f64::from(b)).abs();
                if !a.is_finite() && !b.is_finite() {
                    0.0
                } else if far.is_finite() {
                    far
                } else {
                    f64::INFINITY
                }
            }
            _ => f64::INFINITY,
        }
    }

    fn width(&self, (widest, squares): (f64, f64), draws: u32) -> f64 {
        if self.elem == Elem::F32 {
            // Infinity stays: rms of it is infinite too.
            widest.max(SIGMAS * (squares / f64::from(draws.max(1))).sqrt())
        } else {
            widest
        }
    }

    /// What element `index` may differ by.
    pub fn allows(&self, index: usize, draws: u32) -> Allowed {
        let width = self.drawn.get(index).map_or(0.0, |drawn| self.width(*drawn, draws));
        let beyond = if self.is_small() { !width.is_finite() } else { self.is_wide(width) };
        if beyond { Allowed::Untested } else { Allowed::Within(width) }
    }

    /// Whether the range of all cases decides what is untested.
    pub fn is_small(&self) -> bool {
        self.count < FEW
    }

    fn is_wide(&self, width: f64) -> bool {
        width > UNTESTED * self.range
    }

    /// Raises the range to that of all cases.
    pub fn widen(&mut self, range: f64) {
        self.range = self.range.max(range);
    }

    /// See [`Spread`].
    pub fn range(&self) -> f64 {
        self.range
    }

    /// Finite elements, untested ones, and the widest tested envelope as a share of the range.
    pub fn figures(&self, draws: u32) -> (u64, u64, f64) {
        let (mut untested, mut widest) = (0, 0_f64);
        for drawn in &self.drawn {
            let width = self.width(*drawn, draws);
            if self.is_wide(width) {
                untested += 1;
            } else if width > 0.0 {
                widest = widest.max(width / self.range);
            }
        }
        (self.finite.max(untested), untested, widest)
    }
}
