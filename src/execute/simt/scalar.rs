//! The operations on one lane's bits, as WGSL defines them.
//!
//! Transcendental functions are computed in f64 by the `libm` crate and rounded once, so results
//! depend on no platform. Where WGSL leaves a choice, it is made here and documented:
//! - `min`/`max` with a NaN: the specification's `select(a, b, b < a)`.
//! - f32 → integer: NaN gives 0; out of range gives the nearest value that f32 can hold.
//! - `pow(x, y)` is `exp2(y·log2(x))`: NaN for x < 0 and for `pow(0, 0)`, as on a GPU.
//! - `%` on f32 is exact (C's `fmod`); `fma` rounds once.
//! - `frexp` of an infinity or a NaN: the value itself and exponent 0.

/// As f32.
#[inline(always)]
pub fn f(bits: u32) -> f32 {
    f32::from_bits(bits)
}

/// As bits of a truth value.
#[inline(always)]
pub fn mask(v: bool) -> u32 {
    0u32.wrapping_sub(v as u32)
}

/// A function of f64, rounded to f32.
#[inline(always)]
pub fn wide(x: f32, fun: impl Fn(f64) -> f64) -> u32 {
    (fun(f64::from(x)) as f32).to_bits()
}

/// Toward zero. f32 of 2²³ and more are whole already.
#[inline(always)]
pub fn trunc(x: f32) -> f32 {
    let whole = (x as i32 as f32).copysign(x);
    if x.abs() < 8_388_608.0 { whole } else { x }
}

/// Toward −∞.
#[inline(always)]
pub fn floor(x: f32) -> f32 {
    let t = trunc(x);
    if t > x { t - 1.0 } else { t }
}

/// Toward +∞; −0 where the result is zero and `x` negative.
#[inline(always)]
pub fn ceil(x: f32) -> f32 {
    -floor(-x)
}

/// To the nearest, ties to even.
#[inline(always)]
pub fn round(x: f32) -> f32 {
    // Adding and taking away 2²³ leaves no fraction bits; the addition rounds to even.
    let magic = 8_388_608.0f32;
    let whole = ((x.abs() + magic) - magic).copysign(x);
    if x.abs() < magic { whole } else { x }
}

/// −1, 0 or 1; NaN stays.
#[inline(always)]
pub fn sign(x: f32) -> f32 {
    if x > 0.0 {
        1.0
    } else if x < 0.0 {
        -1.0
    } else {
        x + 0.0
    }
}

/// Toward zero, into i32.
#[inline(always)]
pub fn to_i32(x: f32) -> u32 {
    let x = if x < 2_147_483_520.0 {
        x
    } else if !x.is_nan() {
        2_147_483_520.0
    } else {
        x
    };
    (x as i32) as u32
}

/// Toward zero, into u32.
#[inline(always)]
pub fn to_u32(x: f32) -> u32 {
    let x = if x < 4_294_967_040.0 {
        x
    } else if !x.is_nan() {
        4_294_967_040.0
    } else {
        x
    };
    x as u32
}

/// x/0 = x; the one overflow wraps.
#[inline(always)]
pub fn div_i(a: u32, b: u32) -> u32 {
    if b == 0 { a } else { (a as i32).wrapping_div(b as i32) as u32 }
}

/// x%0 = 0.
#[inline(always)]
pub fn rem_i(a: u32, b: u32) -> u32 {
    if b == 0 { 0 } else { (a as i32).wrapping_rem(b as i32) as u32 }
}

/// The highest bit that differs from the sign, or all ones.
#[inline(always)]
pub fn first_leading_i(v: u32) -> u32 {
    let v = if (v as i32) < 0 { !v } else { v };
    first_leading_u(v)
}

/// The highest one, or all ones.
#[inline(always)]
pub fn first_leading_u(v: u32) -> u32 {
    31u32.wrapping_sub(v.leading_zeros())
}

/// The lowest one, or all ones.
#[inline(always)]
pub fn first_trailing(v: u32) -> u32 {
    if v == 0 { !0 } else { v.trailing_zeros() }
}

/// `count` ones from `offset` on, cut at 32 bits.
#[inline(always)]
pub fn bit_mask(offset: u32, count: u32) -> u32 {
    let offset = offset.min(32);
    let count = count.min(32 - offset);
    (((1u64 << count) - 1) << offset) as u32
}

/// Bits `offset..offset + count`, zero-extended.
#[inline(always)]
pub fn extract_u(v: u32, offset: u32, count: u32) -> u32 {
    let offset = offset.min(32);
    let count = count.min(32 - offset);
    ((u64::from(v) >> offset) & ((1u64 << count) - 1)) as u32
}

/// Bits `offset..offset + count`, sign-extended.
#[inline(always)]
pub fn extract_i(v: u32, offset: u32, count: u32) -> u32 {
    let offset = offset.min(32);
    let count = count.min(32 - offset);
    if count == 0 {
        return 0;
    }
    (((v << (32 - count - offset)) as i32) >> (32 - count)) as u32
}

/// Σ aᵢ·bᵢ over signed bytes.
#[inline(always)]
pub fn dot4_i(a: u32, b: u32) -> u32 {
    let (a, b) = (a.to_le_bytes(), b.to_le_bytes());
    (0..4).map(|i| i32::from(a[i] as i8) * i32::from(b[i] as i8)).sum::<i32>() as u32
}

/// Σ aᵢ·bᵢ over unsigned bytes.
#[inline(always)]
pub fn dot4_u(a: u32, b: u32) -> u32 {
    let (a, b) = (a.to_le_bytes(), b.to_le_bytes());
    (0..4).map(|i| u32::from(a[i]) * u32::from(b[i])).sum()
}

/// libm's acosh gives −∞ or worse for some x below 1, where no value is defined.
pub fn acosh(x: f64) -> f64 {
    if x < 1.0 { f64::NAN } else { libm::acosh(x) }
}

/// `exp2(y·log2(x))`, see the module's notes.
pub fn pow(x: f32, y: f32) -> f32 {
    if x < 0.0 || (x == 0.0 && y == 0.0) {
        f32::NAN
    } else {
        libm::pow(f64::from(x).abs(), f64::from(y)) as f32
    }
}

/// x·2ᵉ, rounded once.
pub fn ldexp(x: f32, e: i32) -> f32 {
    // f64 holds every product with |e| ≤ 400 exactly; beyond that f32 is 0 or ∞ anyway.
    libm::ldexp(f64::from(x), e.clamp(-400, 400)) as f32
}

/// The fraction in [½, 1) and the exponent.
pub fn frexp(x: f32) -> (f32, i32) {
    if x == 0.0 || !x.is_finite() { (x, 0) } else { libm::frexpf(x) }
}

/// binary32 → binary16 bits, ties to even.
pub fn to_half(x: f32) -> u32 {
    let bits = x.to_bits();
    let sign = (bits >> 16) & 0x8000;
    let magnitude = bits & 0x7fff_ffff;
    if magnitude > 0x7f80_0000 {
        return sign | 0x7e00;
    }
    // 65520 is halfway between the largest half and 2¹⁶: it rounds to infinity.
    if magnitude >= 0x477f_f000 {
        return sign | 0x7c00;
    }
    if magnitude < 0x3880_0000 {
        // Subnormal halves are multiples of 2⁻²⁴; the sum below rounds to one of them.
        let scaled = f32::from_bits(magnitude) + 0.5;
        return sign | (scaled.to_bits() - 0.5f32.to_bits());
    }
    let rounded = magnitude + 0xfff + ((magnitude >> 13) & 1);
    sign | ((rounded - 0x3800_0000) >> 13)
}

/// binary16 bits (the low 16) → binary32.
pub fn from_half(h: u32) -> f32 {
    let (sign, exponent, fraction) = ((h & 0x8000) << 16, (h >> 10) & 31, h & 0x3ff);
    let magnitude = match exponent {
        0 => fraction as f32 / 16_777_216.0,
        31 => f32::from_bits(0x7f80_0000 | (fraction << 13)),
        _ => f32::from_bits(((exponent + 112) << 23) | (fraction << 13)),
    };
    f32::from_bits(magnitude.to_bits() | sign)
}

/// ⌊½ + scale·clamp(x, low, 1)⌋, as the pack functions have it.
#[inline(always)]
pub fn normalised(x: f32, low: f32, scale: f32) -> u32 {
    let x = if x > low { x } else { low };
    let x = if x < 1.0 { x } else { 1.0 };
    floor(0.5 + scale * x) as i32 as u32
}
