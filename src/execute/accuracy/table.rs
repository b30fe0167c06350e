//! The rows of the accuracy table, as the specification prints them.

use std::f64::consts::PI;

use super::{Bound as B, Domain, Operation as O, Row};

/// What the table is, for evidence and documents.
pub const ABOUT: &str = "W3C WebGPU Shading Language, 15.7.4.1 Accuracy of Concrete Floating \
                         Point Expressions, f32, Candidate Recommendation of 19 December 2024";

/// Absolute error of `sin` and `cos` on [−π, π].
pub(super) const SIN_COS: f64 = 1.0 / 2048.0;

/// Normal magnitudes for which ÷ and atan2 are bounded.
const NORMAL: Option<Domain> = Some(Domain::SecondMagnitude(POW_MINUS_126, POW_126));
const POW_126: f64 = (1_u128 << 126) as f64;
const POW_MINUS_126: f64 = 1.0 / POW_126;

const CIRCLE: Option<Domain> = Some(Domain::Between(-PI, PI));

const LOG: B = B::Split { absolute: 1.0 / (1 << 21) as f64, low: 0.5, high: 2.0, ulp: 3.0 };

const fn row(operation: O, bound: B) -> Row {
    Row { operation, bound, domain: None }
}

const fn ulp(base: f64) -> B {
    B::Ulp { base, slope: 0.0 }
}

/// Every operation once.
pub const TABLE: &[Row] = &[
    row(O::Add, B::Rounded),
    row(O::Sub, B::Rounded),
    row(O::Mul, B::Rounded),
    Row { operation: O::Div, bound: ulp(2.5), domain: NORMAL },
    row(O::Rem, B::Inherited("x - y * trunc(x / y)")),
    row(O::Neg, B::Exact),
    row(O::Compare, B::Exact),
    row(O::Convert, B::Rounded),
    row(O::Exact, B::Exact),
    row(O::Acos, B::Worst(6.77e-5, "atan2(sqrt(1.0 - x * x), x)")),
    row(O::Acosh, B::Inherited("log(x + sqrt(x * x - 1.0))")),
    row(O::Asin, B::Worst(6.81e-5, "atan2(x, sqrt(1.0 - x * x))")),
    row(O::Asinh, B::Inherited("log(x + sqrt(x * x + 1.0))")),
    row(O::Atan, ulp(4096.0)),
    Row { operation: O::Atan2, bound: ulp(4096.0), domain: NORMAL },
    row(O::Atanh, B::Inherited("log((1.0 + x) / (1.0 - x)) * 0.5")),
    Row { operation: O::Cos, bound: B::Absolute(SIN_COS), domain: CIRCLE },
    row(O::Cosh, B::Inherited("(exp(x) + exp(-x)) * 0.5")),
    row(O::Cross, B::Inherited("a[i] * b[j] - a[j] * b[i]")),
    row(O::Degrees, B::Inherited("x * 57.295779513082322865")),
    row(O::Determinant, B::Unbounded),
    row(O::Distance, B::Inherited("length(x - y)")),
    row(O::Dot, B::Inherited("sum of x[i] * y[i]")),
    row(O::Exp, B::Ulp { base: 3.0, slope: 2.0 }),
    row(O::Exp2, B::Ulp { base: 3.0, slope: 2.0 }),
    row(O::FaceForward, B::Inherited("select(-x, x, dot(z, y) < 0.0)")),
    row(O::Fma, B::Inherited("x * y + z")),
    row(O::Fract, B::Inherited("x - floor(x)")),
    row(O::InverseSqrt, ulp(2.0)),
    row(O::Ldexp, B::Rounded),
    row(O::Length, B::Inherited("sqrt(dot(x, x))")),
    row(O::Log, LOG),
    row(O::Log2, LOG),
    row(O::Mix, B::Inherited("x * (1.0 - z) + y * z")),
    row(O::Normalize, B::Inherited("x / length(x)")),
    row(O::Pow, B::Inherited("exp2(y * log2(x))")),
    row(O::Radians, B::Inherited("x * 0.017453292519943295474")),
    row(O::Reflect, B::Inherited("x - 2.0 * dot(x, y) * y")),
    row(O::Refract, B::Inherited("z * x - (z * dot(y, x) + sqrt(k)) * y")),
    Row { operation: O::Sin, bound: B::Absolute(SIN_COS), domain: CIRCLE },
    row(O::Sinh, B::Inherited("(exp(x) - exp(-x)) * 0.5")),
    row(O::Smoothstep, B::Inherited("t * t * (3.0 - 2.0 * t)")),
    row(O::Sqrt, B::Inherited("1.0 / inverseSqrt(x)")),
    Row { operation: O::Tan, bound: B::Inherited("sin(x) / cos(x)"), domain: CIRCLE },
    row(O::Tanh, B::Worst(1e-5, "sinh(x) / cosh(x)")),
    row(O::UnpackNorm, ulp(3.0)),
];
