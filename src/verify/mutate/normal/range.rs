//! Which values an expression may have: bounds, and for integers the bits that may be set.
//!
//! Bounds only ever grow when in doubt. Floats are bounded with a margin for their rounding, which
//! every legal execution of WGSL's arithmetic stays within.

/// What is known of a value. Integers are 32-bit patterns, read as signed; bool is 0 or 1.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Range {
    /// `low..=high`, and the bits that may be set.
    Int { low: i64, high: i64, ones: u32 },
    /// `low..=high`, or a NaN where `nan`.
    Float { low: f64, high: f64, nan: bool },
    /// Nothing: a composite, a pointer.
    Any,
}

const LEAST: i64 = i32::MIN as i64;
const MOST: i64 = i32::MAX as i64;

impl Range {
    /// Every 32-bit pattern.
    pub const INT: Self = Self::Int { low: LEAST, high: MOST, ones: u32::MAX };
    /// Every float.
    pub const FLOAT: Self = Self::Float { low: f64::NEG_INFINITY, high: f64::INFINITY, nan: true };
    /// 0 or 1.
    pub const BOOL: Self = Self::Int { low: 0, high: 1, ones: 1 };

    /// Bounds of an integer; all patterns when they leave 32 bits.
    pub fn int(low: i64, high: i64) -> Self {
        if low < LEAST || high > MOST || low > high {
            return Self::INT;
        }
        let ones = match low {
            0.. => u32::MAX.checked_shr((high as u32).leading_zeros()).unwrap_or(0),
            _ => u32::MAX,
        };
        Self::Int { low, high, ones }
    }

    /// Bounds of a float that is no NaN, with a margin.
    pub fn float(low: f64, high: f64, nan: bool) -> Self {
        if low.is_nan() || high.is_nan() || low > high {
            return Self::FLOAT;
        }
        // None at zero: rounding never changes a sign.
        let margin = |v: f64| v.abs() * 1e-5;
        Self::Float { low: low - margin(low), high: high + margin(high), nan }
    }

    /// The bounds of an integer.
    pub fn bounds(self) -> (i64, i64) {
        match self {
            Self::Int { low, high, .. } => (low, high),
            _ => (LEAST, MOST),
        }
    }

    /// Bits that may be set.
    pub fn ones(self) -> u32 {
        match self {
            Self::Int { ones, .. } => ones,
            _ => u32::MAX,
        }
    }

    /// An integer that is not negative.
    pub fn natural(self) -> bool {
        matches!(self, Self::Int { low: 0.., .. })
    }

    /// The bounds of a float, and whether it may be a NaN.
    pub fn floats(self) -> (f64, f64, bool) {
        match self {
            Self::Float { low, high, nan } => (low, high, nan),
            _ => (f64::NEG_INFINITY, f64::INFINITY, true),
        }
    }

    /// What both know.
    pub fn meet(self, other: Self) -> Self {
        match (self, other) {
            (Self::Int { low, high, ones }, Self::Int { low: l, high: h, ones: o }) => {
                let (low, high) = (low.max(l), high.min(h));
                // A place that no execution reaches: anything holds there.
                if low > high { self } else { Self::Int { low, high, ones: ones & o } }
            }
            (Self::Float { low, high, nan }, Self::Float { low: l, high: h, nan: n }) => {
                let (low, high) = (low.max(l), high.min(h));
                if low > high { self } else { Self::Float { low, high, nan: nan && n } }
            }
            (Self::Any, other) => other,
            (known, _) => known,
        }
    }

    /// What either may be.
    pub fn join(self, other: Self) -> Self {
        match (self, other) {
            (Self::Int { low, high, ones }, Self::Int { low: l, high: h, ones: o }) => {
                Self::Int { low: low.min(l), high: high.max(h), ones: ones | o }
            }
            (Self::Float { low, high, nan }, Self::Float { low: l, high: h, nan: n }) => {
                Self::Float { low: low.min(l), high: high.max(h), nan: nan || n }
            }
            _ => Self::Any,
        }
    }
}

/// The bounds of an operation's result, given its operands'.
pub fn of(tag: &str, a: &[Range]) -> Range {
    let int = |i: usize| a.get(i).copied().unwrap_or(Range::INT).bounds();
    let float = |i: usize| a.get(i).copied().unwrap_or(Range::FLOAT).floats();
    let ones = |i: usize| a.get(i).copied().unwrap_or(Range::INT).ones();
    let masked = |ones: u32| match ones >> 31 {
        0 => Range::Int { low: 0, high: ones.into(), ones },
        _ => Range::Int { low: LEAST, high: MOST, ones },
    };
    let natural = || a.iter().all(|range| range.natural());
    match tag {
        "add" => Range::int(int(0).0 + int(1).0, int(0).1 + int(1).1),
        "sub" => Range::int(int(0).0 - int(1).1, int(0).1 - int(1).0),
        "mul" => {
            let (a, b) = (int(0), int(1));
            let all = [a.0 * b.0, a.0 * b.1, a.1 * b.0, a.1 * b.1];
            Range::int(
                all.into_iter().min().unwrap_or(LEAST),
                all.into_iter().max().unwrap_or(MOST),
            )
        }
        "div" | "rem" | "shru" if natural() => Range::int(0, int(0).1),
        "shru" => Range::INT,
        "and" => masked(ones(0) & ones(1)),
        "or" | "xor" => masked(ones(0) | ones(1)),
        "neg" => Range::int(-int(0).1, -int(0).0),
        "abs" => {
            let (low, high) = int(0);
            let most = low.abs().max(high.abs());
            Range::int(if low <= 0 && high >= 0 { 0 } else { low.abs().min(high.abs()) }, most)
        }
        "min" => Range::int(int(0).0.min(int(1).0), int(0).1.min(int(1).1)),
        "max" => Range::int(int(0).0.max(int(1).0), int(0).1.max(int(1).1)),
        "lt" | "le" | "ltu" | "leu" | "eq" | "not" | "flt" | "fle" | "feq" | "lor" | "land" => {
            Range::BOOL
        }
        "itof" => Range::float(int(0).0 as f64, int(0).1 as f64, false),
        "utof" => Range::float(0.0, f64::from(u32::MAX), false),
        "ftoi" | "ftou" => {
            let (low, high, nan) = float(0);
            let most = MOST as f64;
            if nan || (tag == "ftou" && low < 0.0) || low < -most || high > most {
                Range::INT
            } else {
                Range::int(low.trunc() as i64, high.trunc() as i64)
            }
        }
        "select" => {
            a.get(1).copied().unwrap_or(Range::Any).join(a.get(2).copied().unwrap_or(Range::Any))
        }
        "fneg" => Range::Float { low: -float(0).1, high: -float(0).0, nan: float(0).2 },
        "fabs" => {
            let (low, high, nan) = float(0);
            let least = if low <= 0.0 && high >= 0.0 { 0.0 } else { low.abs().min(high.abs()) };
            Range::Float { low: least, high: low.abs().max(high.abs()), nan }
        }
        "fadd" | "fsub" | "fmul" => {
            let ((a, b, n), (c, d, m)) = (float(0), float(1));
            let all = match tag {
                "fadd" => [a + c, b + d, a + c, b + d],
                "fsub" => [a - d, b - c, a - d, b - c],
                _ => [a * c, a * d, b * c, b * d],
            };
            // ∞ − ∞ and 0·∞ are NaN.
            if all.iter().any(|v| !v.is_finite() || v.abs() > f64::from(f32::MAX)) {
                return Range::FLOAT;
            }
            let low = all.into_iter().fold(f64::INFINITY, f64::min);
            Range::float(low, all.into_iter().fold(f64::NEG_INFINITY, f64::max), n || m)
        }
        "fmin" | "fmax" => {
            let ((a, b, n), (c, d, m)) = (float(0), float(1));
            // Of a NaN and a number either may come out.
            let (low, high) = match (n || m, tag) {
                (true, _) => (a.min(c), b.max(d)),
                (false, "fmin") => (a.min(c), b.min(d)),
                (false, _) => (a.max(c), b.max(d)),
            };
            Range::Float { low, high, nan: n && m }
        }
        "sqrt" => {
            let (low, high, nan) = float(0);
            Range::float(low.max(0.0).sqrt(), high.max(0.0).sqrt(), nan || low < 0.0)
        }
        "fdiv" | "frem" | "ff" => Range::FLOAT,
        "divs" | "divu" | "rems" | "remu" | "shl" | "shrs" | "mins" | "maxu" | "minu" | "ii" => {
            Range::INT
        }
        _ => Range::Any,
    }
}
