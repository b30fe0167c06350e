//! All builtins and operators that `simt` runs, with what WGSL promises of each.
//!
//! Expressions are over `x, y, z` (`f32`), `fa, fb, fc` (`vec4<f32>`), `a, b, c` (`vec4<u32>`), `ia, ib,
//! ic` (`vec4<i32>`), and for atomics the word `t[i]`, which starts as `a.x`.

use super::rule::FLUSHED;
use super::{Builtin, Floats, Given, Kind, Near, Rule, Words};
use crate::execute::accuracy::Operation as O;

const fn float(name: &'static str, given: Given, rule: Rule) -> Builtin {
    Builtin { name, result: Kind::Float, given, rule }
}

/// One operand between `low` and `high`.
const fn one(name: &'static str, op: O, low: f32, high: f32, f: fn([f64; 3]) -> f64) -> Builtin {
    float(name, Given::Between([(low, high), (0.0, 0.0), (0.0, 0.0)]), Rule::Bound(op, 1, f))
}

const fn two(
    name: &'static str,
    op: O,
    x: (f32, f32),
    y: (f32, f32),
    f: fn([f64; 3]) -> f64,
) -> Builtin {
    float(name, Given::Between([x, y, (0.0, 0.0)]), Rule::Bound(op, 2, f))
}

const fn three(name: &'static str, op: O, all: [(f32, f32); 3], f: fn([f64; 3]) -> f64) -> Builtin {
    float(name, Given::Between(all), Rule::Bound(op, 3, f))
}

const fn exact(name: &'static str) -> Builtin {
    float(name, Given::Floats, Rule::Exact)
}

const fn bits(name: &'static str, result: Kind) -> Builtin {
    Builtin { name, result, given: Given::Words, rule: Rule::Bits }
}

const fn compares(name: &'static str) -> Builtin {
    Builtin { name, result: Kind::Bool, given: Given::Floats, rule: Rule::Bits }
}

const fn near(
    name: &'static str,
    result: Kind,
    given: Given,
    f: fn(&Floats, &Words) -> Option<Near>,
) -> Builtin {
    Builtin { name, result, given, rule: Rule::Near(f) }
}

const BIG: (f32, f32) = (-1e6, 1e6);
const TEN: (f32, f32) = (-10.0, 10.0);
const UNIT: (f32, f32) = (0.0, 1.0);
const TENS: Given = Given::Between([TEN; 3]);
const PI: f32 = std::f32::consts::PI;
/// Several roundings of f32, relative to the sum of all magnitudes.
const ROUNDINGS: f64 = 1.0 / (1 << 19) as f64;

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

fn size(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| (a * b).abs()).sum()
}

fn length(a: &[f64]) -> f64 {
    dot(a, a).sqrt()
}

fn scalar(exact: f64, error: f64) -> Option<Near> {
    Some(Near { exact: [exact, 0.0, 0.0, 0.0], error })
}

fn dots<const N: usize>(v: &Floats, _: &Words) -> Option<Near> {
    let (a, b) = (&v[0][..N], &v[1][..N]);
    scalar(dot(a, b), size(a, b) * ROUNDINGS)
}

fn lengths<const N: usize>(v: &Floats, _: &Words) -> Option<Near> {
    let l = length(&v[0][..N]);
    // Squares below the normal range may be lost.
    (l > 1e-15 || l == 0.0).then_some(())?;
    scalar(l, l * ROUNDINGS)
}

fn distances(v: &Floats, _: &Words) -> Option<Near> {
    let d: Vec<f64> = v[0].iter().zip(v[1]).map(|(a, b)| a - b).collect();
    (length(&d) > 1e-15).then_some(())?;
    scalar(length(&d), (length(&v[0]) + length(&v[1])) * ROUNDINGS)
}

fn normals(v: &Floats, _: &Words) -> Option<Near> {
    let l = length(&v[0]);
    (l > 1e-15).then(|| Near { exact: v[0].map(|x| x / l), error: ROUNDINGS })
}

fn crosses(v: &Floats, _: &Words) -> Option<Near> {
    let (a, b) = (v[0], v[1]);
    let at = |i: usize, j: usize| a[i] * b[j] - a[j] * b[i];
    let error = length(&a[..3]) * length(&b[..3]) * ROUNDINGS;
    Some(Near { exact: [at(1, 2), at(2, 0), at(0, 1), 0.0], error })
}

fn faces(v: &Floats, _: &Words) -> Option<Near> {
    let d = dot(&v[1], &v[2]);
    // Which way it faces is open where the products cancel.
    (d.abs() > size(&v[1], &v[2]) * ROUNDINGS + FLUSHED)
        .then(|| Near { exact: v[0].map(|x| if d < 0.0 { x } else { -x }), error: 0.0 })
}

fn reflections(v: &Floats, _: &Words) -> Option<Near> {
    let d = 2.0 * dot(&v[1], &v[0]);
    let exact = std::array::from_fn(|i| v[0][i] - d * v[1][i]);
    let error = (length(&v[0]) + 2.0 * size(&v[0], &v[1]) * length(&v[1])) * ROUNDINGS;
    Some(Near { exact, error })
}

fn refractions(v: &Floats, _: &Words) -> Option<Near> {
    let (a, n, eta) = (v[0], v[1], v[2][0]);
    let d = dot(&n, &a);
    let k = 1.0 - eta * eta * (1.0 - d * d);
    let scale = 1.0 + eta * eta * (1.0 + size(&n, &a).powi(2));
    // Near total reflection the root magnifies every rounding.
    if k.abs() < scale * 1e-3 {
        return None;
    }
    let s = if k < 0.0 { 0.0 } else { eta * d + k.sqrt() };
    let exact = std::array::from_fn(|i| if k < 0.0 { 0.0 } else { eta * a[i] - s * n[i] });
    let size = (eta.abs() * (length(&a) + size(&n, &a) * length(&n)) + scale * length(&n)) * 64.0;
    Some(Near { exact, error: size * ROUNDINGS })
}

fn determinants(v: &Floats, _: &Words) -> Option<Near> {
    let [a, b, c] = *v;
    let minor = |i: usize, j: usize| b[i] * c[j] - b[j] * c[i];
    let exact = a[0] * minor(1, 2) - a[1] * minor(0, 2) + a[2] * minor(0, 1);
    scalar(exact, length(&a[..3]) * length(&b[..3]) * length(&c[..3]) * 8.0 * ROUNDINGS)
}

/// The columns a, b, c, each of four rows, by the vector of their own first rows.
fn products(v: &Floats, _: &Words) -> Option<Near> {
    let [a, b, c] = *v;
    let by = [a[0], b[0], c[0]];
    let row = |i: usize| [a[i], b[i], c[i]];
    let exact = std::array::from_fn(|i| dot(&row(i), &by));
    let error = (0..4).map(|i| size(&row(i), &by)).fold(0.0, f64::max) * ROUNDINGS;
    Some(Near { exact, error })
}

fn rows_product(v: &Floats, _: &Words) -> Option<Near> {
    let [a, b, c] = *v;
    let exact = [dot(&a, &a), dot(&a, &b), dot(&a, &c), 0.0];
    let error = [size(&a, &a), size(&a, &b), size(&a, &c)].into_iter().fold(0.0, f64::max);
    Some(Near { exact, error: error * ROUNDINGS })
}

fn transposed(v: &Floats, _: &Words) -> Option<Near> {
    Some(Near { exact: [v[0][1], v[1][1], v[2][1], 0.0], error: 0.0 })
}

/// f16: eleven bits, or a step of 2⁻²⁴; subnormal halves may be zero.
fn halves(v: &Floats, _: &Words) -> Option<Near> {
    let most = v[0].iter().fold(0.0_f64, |most, x| most.max(x.abs()));
    let error = (most / 1024.0).max(1.0 / 16384.0);
    Some(Near { exact: v[0], error })
}

fn half(v: &Floats, _: &Words) -> Option<Near> {
    let x = v[0][0];
    let error = if x.abs() < 1.0 / 16384.0 { 1.0 / 16384.0 } else { x.abs() / 1024.0 };
    scalar(x, error)
}

/// ⌊0.5 + most · e⌋ of a clamped e; a rounding decides only next to a tie.
fn steps(v: &[f64; 4], low: f64, most: f64) -> Option<Near> {
    let scaled = v.map(|x| 0.5 + most * x.clamp(low, 1.0));
    let tie = |s: &f64| (s - s.round()).abs() < most * 1e-6;
    (!scaled.iter().any(tie)).then(|| Near { exact: scaled.map(f64::floor), error: 0.0 })
}

fn fields(words: &Words, count: usize, low: f64, of: fn(u32, usize) -> f64, most: f64) -> Near {
    let exact =
        std::array::from_fn(|i| if i < count { (of(words[0][0], i) / most).max(low) } else { 0.0 });
    Near { exact, error: 3.0 / (1 << 23) as f64 }
}

fn half_value(word: u32, lane: usize) -> Option<(f64, bool)> {
    let bits = word >> (16 * lane);
    let (exponent, fraction) = ((bits >> 10) & 31, f64::from(bits & 1023));
    let sign = if bits & 0x8000 == 0 { 1.0 } else { -1.0 };
    match exponent {
        31 => None,
        0 => Some((sign * fraction / 16_777_216.0, true)),
        e => Some((sign * (1.0 + fraction / 1024.0) * 2f64.powi(e as i32 - 15), false)),
    }
}

fn unpacked_halves(_: &Floats, w: &Words) -> Option<Near> {
    let (low, high) = (half_value(w[0][0], 0)?, half_value(w[0][0], 1)?);
    let error = if low.1 || high.1 { 1.0 / 16384.0 } else { 0.0 };
    Some(Near { exact: [low.0, high.0, 0.0, 0.0], error })
}

/// Every row once.
pub const TABLE: &[Builtin] = &[
    // Operators of floats.
    two("x + y", O::Add, BIG, BIG, |[x, y, _]| x + y),
    two("x - y", O::Sub, BIG, BIG, |[x, y, _]| x - y),
    two("x * y", O::Mul, BIG, BIG, |[x, y, _]| x * y),
    two("x / y", O::Div, BIG, BIG, |[x, y, _]| x / y),
    two("x % y", O::Rem, (-100.0, 100.0), (0.5, 100.0), |[x, y, _]| x % y),
    exact("-x"),
    compares("x == y"),
    compares("x != y"),
    compares("x < y"),
    compares("x <= y"),
    compares("x > y"),
    compares("x >= y"),
    // Floats without any error.
    exact("abs(x)"),
    exact("sign(x)"),
    exact("ceil(x)"),
    exact("floor(x)"),
    exact("trunc(x)"),
    exact("round(x)"),
    exact("min(x, y)"),
    exact("max(x, y)"),
    exact("saturate(x)"),
    exact("clamp(x, min(y, z), max(y, z))"),
    exact("step(x, y)"),
    exact("select(x, y, z > x)"),
    exact("modf(x).whole"),
    float("modf(x).fract", Given::Between([BIG; 3]), Rule::Exact),
    exact("frexp(x).fract"),
    Builtin { name: "frexp(x).exp", result: Kind::Int, given: Given::Floats, rule: Rule::Bits },
    // Floats with a bound.
    one("sin(x)", O::Sin, -PI, PI, |[x, ..]| x.sin()),
    one("cos(x)", O::Cos, -PI, PI, |[x, ..]| x.cos()),
    one("tan(x)", O::Tan, -1.5, 1.5, |[x, ..]| x.tan()),
    one("asin(x)", O::Asin, -1.0, 1.0, |[x, ..]| x.asin()),
    one("acos(x)", O::Acos, -1.0, 1.0, |[x, ..]| x.acos()),
    one("atan(x)", O::Atan, -1e4, 1e4, |[x, ..]| x.atan()),
    two("atan2(x, y)", O::Atan2, BIG, BIG, |[y, x, _]| y.atan2(x)),
    one("sinh(x)", O::Sinh, -80.0, 80.0, |[x, ..]| x.sinh()),
    one("cosh(x)", O::Cosh, -80.0, 80.0, |[x, ..]| x.cosh()),
    one("tanh(x)", O::Tanh, -80.0, 80.0, |[x, ..]| x.tanh()),
    one("asinh(x)", O::Asinh, -1e4, 1e4, |[x, ..]| x.asinh()),
    one("acosh(x)", O::Acosh, 1.0, 1e4, |[x, ..]| x.acosh()),
    one("atanh(x)", O::Atanh, -0.99, 0.99, |[x, ..]| x.atanh()),
    one("exp(x)", O::Exp, -85.0, 85.0, |[x, ..]| x.exp()),
    one("exp2(x)", O::Exp2, -125.0, 125.0, |[x, ..]| x.exp2()),
    one("log(x)", O::Log, 1e-30, 1e30, |[x, ..]| x.ln()),
    one("log2(x)", O::Log2, 1e-30, 1e30, |[x, ..]| x.log2()),
    two("pow(x, y)", O::Pow, (1e-6, 100.0), TEN, |[x, y, _]| x.powf(y)),
    one("sqrt(x)", O::Sqrt, 0.0, 1e30, |[x, ..]| x.sqrt()),
    one("inverseSqrt(x)", O::InverseSqrt, 1e-30, 1e30, |[x, ..]| 1.0 / x.sqrt()),
    one("fract(x)", O::Fract, -1e6, 1e6, |[x, ..]| x - x.floor()),
    one("radians(x)", O::Radians, -1e6, 1e6, |[x, ..]| x.to_radians()),
    one("degrees(x)", O::Degrees, -1e6, 1e6, |[x, ..]| x.to_degrees()),
    three("fma(x, y, z)", O::Fma, [BIG; 3], |[x, y, z]| x * y + z),
    three("mix(x, y, z)", O::Mix, [TEN, TEN, UNIT], |[x, y, z]| x * (1.0 - z) + y * z),
    three(
        "smoothstep(x, y, z)",
        O::Smoothstep,
        [(-10.0, -1.0), (1.0, 10.0), TEN],
        |[low, high, x]| {
            let t = ((x - low) / (high - low)).clamp(0.0, 1.0);
            t * t * (3.0 - 2.0 * t)
        },
    ),
    two("ldexp(x, i32(y))", O::Ldexp, BIG, (-100.0, 100.0), |[x, y, _]| {
        x * 2f64.powi(y.trunc() as i32)
    }),
    near("quantizeToF16(x)", Kind::Float, Given::Between([(-6e4, 6e4); 3]), half),
    // Conversions.
    Builtin {
        name: "f32(ia.x)",
        result: Kind::Float,
        given: Given::Words,
        rule: Rule::Near(|_, w| {
            let exact = f64::from(w[0][0] as i32);
            scalar(exact, (exact as f32 as f64 - exact).abs().max(exact.abs() / (1 << 23) as f64))
        }),
    },
    Builtin {
        name: "f32(a.x)",
        result: Kind::Float,
        given: Given::Words,
        rule: Rule::Near(|_, w| {
            let exact = f64::from(w[0][0]);
            scalar(exact, exact / (1 << 23) as f64)
        }),
    },
    Builtin { name: "i32(x)", result: Kind::Int, given: Given::Floats, rule: Rule::Bits },
    Builtin { name: "u32(x)", result: Kind::Uint, given: Given::Floats, rule: Rule::Bits },
    Builtin { name: "bool(x)", result: Kind::Bool, given: Given::Floats, rule: Rule::Bits },
    exact("f32(x > y)"),
    bits("bitcast<u32>(bitcast<i32>(a.x))", Kind::Uint),
    bits("i32(a.x)", Kind::Int),
    bits("u32(ia.x)", Kind::Uint),
    bits("bool(a.x)", Kind::Bool),
    bits("u32(a.x > b.x)", Kind::Uint),
    // Vectors and matrices.
    near("dot(fa.xy, fb.xy)", Kind::Float, TENS, dots::<2>),
    near("dot(fa.xyz, fb.xyz)", Kind::Float, TENS, dots::<3>),
    near("dot(fa, fb)", Kind::Float, TENS, dots::<4>),
    near("length(fa.xy)", Kind::Float, TENS, lengths::<2>),
    near("length(fa.xyz)", Kind::Float, TENS, lengths::<3>),
    near("length(fa)", Kind::Float, TENS, lengths::<4>),
    near("distance(fa, fb)", Kind::Float, TENS, distances),
    near("normalize(fa)", Kind::Float4, TENS, normals),
    near("cross(fa.xyz, fb.xyz)", Kind::Float3, TENS, crosses),
    near("faceForward(fa, fb, fc)", Kind::Float4, TENS, faces),
    near("reflect(fa, fb)", Kind::Float4, TENS, reflections),
    near(
        "refract(fa, fb, z)",
        Kind::Float4,
        Given::Between([(-1.0, 1.0), (-1.0, 1.0), (0.0, 2.0)]),
        refractions,
    ),
    near("determinant(mat3x3<f32>(fa.xyz, fb.xyz, fc.xyz))", Kind::Float, TENS, determinants),
    near("transpose(mat3x4<f32>(fa, fb, fc))[1]", Kind::Float3, TENS, transposed),
    near("mat3x4<f32>(fa, fb, fc) * vec3<f32>(x, y, z)", Kind::Float4, TENS, products),
    near("fa * mat3x4<f32>(fa, fb, fc)", Kind::Float3, TENS, rows_product),
    // Integers.
    bits("ia.x + ib.x", Kind::Int),
    bits("ia.x - ib.x", Kind::Int),
    bits("ia.x * ib.x", Kind::Int),
    bits("ia.x / ib.x", Kind::Int),
    bits("ia.x % ib.x", Kind::Int),
    bits("-ia.x", Kind::Int),
    bits("a.x + b.x", Kind::Uint),
    bits("a.x - b.x", Kind::Uint),
    bits("a.x * b.x", Kind::Uint),
    bits("a.x / b.x", Kind::Uint),
    bits("a.x % b.x", Kind::Uint),
    bits("~a.x", Kind::Uint),
    bits("a.x & b.x", Kind::Uint),
    bits("a.x | b.x", Kind::Uint),
    bits("a.x ^ b.x", Kind::Uint),
    bits("a.x << b.x", Kind::Uint),
    bits("a.x >> b.x", Kind::Uint),
    bits("ia.x << b.x", Kind::Int),
    bits("ia.x >> b.x", Kind::Int),
    bits("a.x == b.x", Kind::Bool),
    bits("a.x != b.x", Kind::Bool),
    bits("a.x < b.x", Kind::Bool),
    bits("a.x <= b.x", Kind::Bool),
    bits("a.x > b.x", Kind::Bool),
    bits("a.x >= b.x", Kind::Bool),
    bits("ia.x < ib.x", Kind::Bool),
    bits("ia.x <= ib.x", Kind::Bool),
    bits("ia.x > ib.x", Kind::Bool),
    bits("ia.x >= ib.x", Kind::Bool),
    bits("!(a.x < b.x)", Kind::Bool),
    bits("(a.x < b.x) && (b.x < c.x)", Kind::Bool),
    bits("(a.x < b.x) || (b.x < c.x)", Kind::Bool),
    bits("(a.x < b.x) & (b.x < c.x)", Kind::Bool),
    bits("(a.x < b.x) | (b.x < c.x)", Kind::Bool),
    bits("(a.x < b.x) != (b.x < c.x)", Kind::Bool),
    bits("any(a < b)", Kind::Bool),
    bits("all(a < b)", Kind::Bool),
    bits("select(a, b, b < c)", Kind::Uint4),
    bits("abs(ia.x)", Kind::Int),
    bits("abs(a.x)", Kind::Uint),
    bits("sign(ia.x)", Kind::Int),
    bits("min(ia.x, ib.x)", Kind::Int),
    bits("max(ia.x, ib.x)", Kind::Int),
    bits("min(a.x, b.x)", Kind::Uint),
    bits("max(a.x, b.x)", Kind::Uint),
    bits("clamp(ia.x, min(ib.x, ic.x), max(ib.x, ic.x))", Kind::Int),
    bits("clamp(a.x, min(b.x, c.x), max(b.x, c.x))", Kind::Uint),
    bits("dot(ia, ib)", Kind::Int),
    bits("dot(a, b)", Kind::Uint),
    bits("countLeadingZeros(a.x)", Kind::Uint),
    bits("countTrailingZeros(a.x)", Kind::Uint),
    bits("countOneBits(a.x)", Kind::Uint),
    bits("reverseBits(a.x)", Kind::Uint),
    bits("firstLeadingBit(a.x)", Kind::Uint),
    bits("firstLeadingBit(ia.x)", Kind::Int),
    bits("firstTrailingBit(a.x)", Kind::Uint),
    bits("extractBits(a.x, b.x % 40u, c.x % 40u)", Kind::Uint),
    bits("extractBits(ia.x, b.x % 40u, c.x % 40u)", Kind::Int),
    bits("insertBits(a.x, b.x, c.x % 40u, c.y % 40u)", Kind::Uint),
    bits("dot4U8Packed(a.x, b.x)", Kind::Uint),
    bits("dot4I8Packed(a.x, b.x)", Kind::Int),
    bits("pack4xI8(ia)", Kind::Uint),
    bits("pack4xU8(a)", Kind::Uint),
    bits("pack4xI8Clamp(ia)", Kind::Uint),
    bits("pack4xU8Clamp(a)", Kind::Uint),
    bits("unpack4xI8(a.x)", Kind::Int4),
    bits("unpack4xU8(a.x)", Kind::Uint4),
    // Floats in fields of bits.
    near("unpack4xI8(pack4x8snorm(fa))", Kind::Int4, Given::Between([(-1.5, 1.5); 3]), |v, _| {
        steps(&v[0], -1.0, 127.0)
    }),
    near("unpack4xU8(pack4x8unorm(fa))", Kind::Uint4, Given::Between([(-0.5, 1.5); 3]), |v, _| {
        steps(&v[0], 0.0, 255.0)
    }),
    near(
        "vec4<i32>(extractBits(bitcast<i32>(pack2x16snorm(fa.xy)), 0u, 16u), extractBits(bitcast<i32>(pack2x16snorm(fa.xy)), 16u, 16u), extractBits(bitcast<i32>(pack2x16snorm(fa.zw)), 0u, 16u), extractBits(bitcast<i32>(pack2x16snorm(fa.zw)), 16u, 16u))",
        Kind::Int4,
        Given::Between([(-1.5, 1.5); 3]),
        |v, _| steps(&v[0], -1.0, 32767.0),
    ),
    near(
        "vec4<u32>(pack2x16unorm(fa.xy) & 65535u, pack2x16unorm(fa.xy) >> 16u, pack2x16unorm(fa.zw) & 65535u, pack2x16unorm(fa.zw) >> 16u)",
        Kind::Uint4,
        Given::Between([(-0.5, 1.5); 3]),
        |v, _| steps(&v[0], 0.0, 65535.0),
    ),
    near(
        "vec4<f32>(unpack2x16float(pack2x16float(fa.xy)), unpack2x16float(pack2x16float(fa.zw)))",
        Kind::Float4,
        Given::Between([(-6e4, 6e4); 3]),
        halves,
    ),
    near("unpack4x8snorm(a.x)", Kind::Float4, Given::Words, |_, w| {
        Some(fields(w, 4, -1.0, |word, i| f64::from((word >> (8 * i)) as u8 as i8), 127.0))
    }),
    near("unpack4x8unorm(a.x)", Kind::Float4, Given::Words, |_, w| {
        Some(fields(w, 4, 0.0, |word, i| f64::from((word >> (8 * i)) as u8), 255.0))
    }),
    near("unpack2x16snorm(a.x)", Kind::Float2, Given::Words, |_, w| {
        Some(fields(w, 2, -1.0, |word, i| f64::from((word >> (16 * i)) as u16 as i16), 32767.0))
    }),
    near("unpack2x16unorm(a.x)", Kind::Float2, Given::Words, |_, w| {
        Some(fields(w, 2, 0.0, |word, i| f64::from((word >> (16 * i)) as u16), 65535.0))
    }),
    near("unpack2x16float(a.x)", Kind::Float2, Given::Words, unpacked_halves),
    // Atomics: the old value, then the new one.
    bits("vec4<u32>(atomicAdd(&t[i], b.x), atomicLoad(&t[i]), 0u, 0u)", Kind::Uint4),
    bits("vec4<u32>(atomicSub(&t[i], b.x), atomicLoad(&t[i]), 0u, 0u)", Kind::Uint4),
    bits("vec4<u32>(atomicMax(&t[i], b.x), atomicLoad(&t[i]), 0u, 0u)", Kind::Uint4),
    bits("vec4<u32>(atomicMin(&t[i], b.x), atomicLoad(&t[i]), 0u, 0u)", Kind::Uint4),
    bits("vec4<u32>(atomicAnd(&t[i], b.x), atomicLoad(&t[i]), 0u, 0u)", Kind::Uint4),
    bits("vec4<u32>(atomicOr(&t[i], b.x), atomicLoad(&t[i]), 0u, 0u)", Kind::Uint4),
    bits("vec4<u32>(atomicXor(&t[i], b.x), atomicLoad(&t[i]), 0u, 0u)", Kind::Uint4),
    bits("vec4<u32>(atomicExchange(&t[i], b.x), atomicLoad(&t[i]), 0u, 0u)", Kind::Uint4),
    bits(
        "vec4<u32>(atomicCompareExchangeWeak(&t[i], b.x, c.x).old_value, atomicLoad(&t[i]), 0u, 0u)",
        Kind::Uint4,
    ),
];
