//! Intervals in f64 whose operations err as WGSL's may: how "inherited from" is computed.

use std::f64::consts::PI;

/// All values from `lo` to `hi`.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Interval {
    /// Lowest.
    pub lo: f64,
    /// Highest.
    pub hi: f64,
}

/// Smallest positive f32.
const LEAST: f64 = f32::from_bits(1) as f64;

/// The unit in the last place of `x` in f32: the distance of the two floats around it, the
/// smaller one at a power of two; 2⁻¹⁴⁹ below the normal range.
pub fn ulp(x: f64) -> f64 {
    if !x.is_finite() {
        return f64::INFINITY;
    }
    let nearest = (x.abs() as f32).min(f32::MAX);
    let below = if f64::from(nearest) < x.abs() { nearest } else { nearest.next_down().max(0.0) };
    let above = below.next_up();
    let above = if above.is_finite() { f64::from(above) } else { 2.0 * 2f64.powi(127) };
    (above - f64::from(below)).max(LEAST)
}

/// The largest f32 that is not above `x`.
pub fn floor32(x: f64) -> f32 {
    let nearest = x as f32;
    if f64::from(nearest) > x { nearest.next_down() } else { nearest }
}

/// The smallest f32 that is not below `x`.
pub fn ceil32(x: f64) -> f32 {
    let nearest = x as f32;
    if f64::from(nearest) < x { nearest.next_up() } else { nearest }
}

const EVERYTHING: Interval = Interval { lo: f64::NEG_INFINITY, hi: f64::INFINITY };

impl Interval {
    /// One value.
    pub fn point(value: f64) -> Self {
        Self { lo: value, hi: value }
    }

    /// Whether `value` lies inside.
    pub fn contains(self, value: f64) -> bool {
        self.lo <= value && value <= self.hi
    }

    /// The smallest interval around both.
    pub fn hull(self, other: Self) -> Self {
        Self { lo: self.lo.min(other.lo), hi: self.hi.max(other.hi) }
    }

    fn of(values: &[f64]) -> Self {
        if values.iter().any(|value| value.is_nan()) {
            return EVERYTHING;
        }
        Self {
            lo: values.iter().copied().fold(f64::INFINITY, f64::min),
            hi: values.iter().copied().fold(f64::NEG_INFINITY, f64::max),
        }
    }

    /// Correct rounding: to either neighbour.
    pub(super) fn rounded(self) -> Self {
        Self { lo: floor32(self.lo).into(), hi: ceil32(self.hi).into() }
    }

    pub(super) fn ulps(self, count: f64) -> Self {
        Self { lo: self.lo - count * ulp(self.lo), hi: self.hi + count * ulp(self.hi) }
    }

    pub(super) fn absolute(self, error: f64) -> Self {
        Self { lo: self.lo - error, hi: self.hi + error }
    }

    pub(super) fn neg(self) -> Self {
        Self { lo: -self.hi, hi: -self.lo }
    }

    pub(super) fn add(self, other: Self) -> Self {
        Self::of(&[self.lo + other.lo, self.hi + other.hi]).rounded()
    }

    pub(super) fn sub(self, other: Self) -> Self {
        self.add(other.neg())
    }

    pub(super) fn mul(self, other: Self) -> Self {
        let corners =
            [self.lo * other.lo, self.lo * other.hi, self.hi * other.lo, self.hi * other.hi];
        Self::of(&corners).rounded()
    }

    /// 2.5 units in the last place; anything when the divisor may be zero.
    pub(super) fn div(self, other: Self) -> Self {
        if other.contains(0.0) {
            return EVERYTHING;
        }
        let corners =
            [self.lo / other.lo, self.lo / other.hi, self.hi / other.lo, self.hi / other.hi];
        Self::of(&corners).ulps(2.5)
    }

    /// Through `1.0 / inverseSqrt(x)`; zero has its root.
    pub(super) fn sqrt(self) -> Self {
        let root = |x: f64| {
            if x <= 0.0 {
                return Self::point(0.0);
            }
            Self::point(1.0).div(Self::point(1.0 / x.sqrt()).ulps(2.0))
        };
        if self.hi < 0.0 {
            EVERYTHING
        } else if self.lo == self.hi {
            root(self.lo)
        } else {
            root(self.lo).hull(root(self.hi))
        }
    }

    pub(super) fn exp(self) -> Self {
        self.exponential(f64::exp)
    }

    pub(super) fn exp2(self) -> Self {
        self.exponential(f64::exp2)
    }

    fn exponential(self, f: fn(f64) -> f64) -> Self {
        let at = |x: f64| Self::point(f(x)).ulps(3.0 + 2.0 * x.abs());
        let mut found = at(self.lo);
        if self.hi != self.lo {
            found = found.hull(at(self.hi));
        }
        found.lo = found.lo.max(0.0);
        if found.hi.is_nan() { EVERYTHING } else { found }
    }

    pub(super) fn log(self) -> Self {
        self.logarithm(f64::ln)
    }

    pub(super) fn log2(self) -> Self {
        self.logarithm(f64::log2)
    }

    fn logarithm(self, f: fn(f64) -> f64) -> Self {
        if self.lo <= 0.0 {
            return EVERYTHING;
        }
        let at = |x: f64| {
            let exact = Self::point(f(x));
            if (0.5..=2.0).contains(&x) {
                exact.absolute(1.0 / f64::from(1 << 21))
            } else {
                exact.ulps(3.0)
            }
        };
        if self.lo == self.hi { at(self.lo) } else { at(self.lo).hull(at(self.hi)) }
    }

    /// `atan2(self, x)`.
    pub(super) fn atan2(self, x: Self) -> Self {
        if x.lo <= 0.0 && self.contains(0.0) {
            return Self { lo: -PI, hi: PI }.ulps(4096.0);
        }
        let corners =
            [self.lo.atan2(x.lo), self.lo.atan2(x.hi), self.hi.atan2(x.lo), self.hi.atan2(x.hi)];
        Self::of(&corners).ulps(4096.0)
    }

    pub(super) fn truncated(self) -> Self {
        Self { lo: self.lo.trunc(), hi: self.hi.trunc() }
    }

    pub(super) fn floored(self) -> Self {
        Self { lo: self.lo.floor(), hi: self.hi.floor() }
    }

    pub(super) fn clamped(self, low: f64, high: f64) -> Self {
        Self { lo: self.lo.clamp(low, high), hi: self.hi.clamp(low, high) }
    }

    pub(super) fn dot(a: &[Self], b: &[Self]) -> Self {
        let mut products = a.iter().zip(b).map(|(a, b)| a.mul(*b));
        let first = products.next().unwrap_or(Self::point(0.0));
        products.fold(first, Self::add)
    }
}
