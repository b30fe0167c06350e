//! WGSL functions for what WGSL has no builtin for. Each draft holds only those it calls.

use std::collections::BTreeSet;

/// Name, functions it calls, text.
type Helper = (&'static str, &'static [&'static str], &'static str);

/// Exact unless the comment in the text says otherwise; C's and wasm's rules.
const HELPERS: &[Helper] = &[
    (
        "rotl",
        &[],
        "fn rotl(x: u32, n: u32) -> u32 {
    return (x << (n & 31u)) | (x >> ((32u - n) & 31u));
}",
    ),
    (
        "rotr",
        &[],
        "fn rotr(x: u32, n: u32) -> u32 {
    return (x >> (n & 31u)) | (x << ((32u - n) & 31u));
}",
    ),
    (
        "copysign",
        &[],
        "fn copysign(x: f32, y: f32) -> f32 {
    return bitcast<f32>((bitcast<u32>(x) & 0x7fffffffu) | (bitcast<u32>(y) & 0x80000000u));
}",
    ),
    (
        "round_away",
        &[],
        "fn round_away(x: f32) -> f32 {
    let t = trunc(x);
    return select(t, t + sign(x), abs(x - t) >= 0.5);
}",
    ),
    (
        "fmod",
        &["copysign"],
        "fn fmod(x: f32, y: f32) -> f32 {
    let b = abs(y);
    var r = abs(x);
    while (r >= b && b > 0.0) {
        let a = frexp(r);
        let c = frexp(b);
        let s = ldexp(b, a.exp - c.exp - select(0, 1, c.fract > a.fract));
        r -= s;
    }
    return copysign(r, x);
}",
    ),
    (
        "hypot",
        &[],
        "fn hypot(x: f32, y: f32) -> f32 {
    let high = max(abs(x), abs(y));
    let low = min(abs(x), abs(y));
    if (high == 0.0) {
        return 0.0;
    }
    let r = low / high;
    return high * sqrt(1.0 + r * r);
}",
    ),
    (
        "cbrt",
        &["copysign"],
        "fn cbrt(x: f32) -> f32 {
    if (x == 0.0) {
        return x;
    }
    let a = abs(x);
    let r = exp2(log2(a) / 3.0);
    return copysign(r - (r - a / (r * r)) / 3.0, x);
}",
    ),
    (
        "log10",
        &[],
        "fn log10(x: f32) -> f32 {
    return log2(x) * 0.30103;
}",
    ),
    (
        "pow_c",
        &[],
        // Without conditions: a kernel may never meet the special cases, and what no case reaches
        // is not verified. C's pow(0, y) is 0, 1 or infinite; an odd y keeps the sign of x.
        "fn pow_c(x: f32, y: f32) -> f32 {
    let zero = 1.0 - sign(abs(x));
    let r = pow(abs(x) + zero, y) * (1.0 - zero * max(sign(y), 0.0));
    let odd = u32(y - 2.0 * floor(y * 0.5));
    return bitcast<f32>(bitcast<u32>(r) ^ (((bitcast<u32>(x) >> 31u) & odd) << 31u));
}",
    ),
    (
        "ldexp_c",
        &[],
        "fn ldexp_c(x: f32, n: i32) -> f32 {
    let m = clamp(n, -252, 252);
    return ldexp(ldexp(x, m / 2), m - m / 2);
}",
    ),
    (
        "extend64",
        &[],
        "fn extend64(x: i32) -> vec2<u32> {
    return vec2<u32>(u32(x), u32(x >> 31u));
}",
    ),
    (
        "add64",
        &[],
        "fn add64(a: vec2<u32>, b: vec2<u32>) -> vec2<u32> {
    let low = a.x + b.x;
    return vec2<u32>(low, a.y + b.y + u32(low < a.x));
}",
    ),
    (
        "sub64",
        &[],
        "fn sub64(a: vec2<u32>, b: vec2<u32>) -> vec2<u32> {
    return vec2<u32>(a.x - b.x, a.y - b.y - u32(a.x < b.x));
}",
    ),
    (
        "mul64",
        &[],
        "fn mul64(a: vec2<u32>, b: vec2<u32>) -> vec2<u32> {
    let al = a.x & 0xffffu;
    let ah = a.x >> 16u;
    let bl = b.x & 0xffffu;
    let bh = b.x >> 16u;
    let low = al * bl;
    let middle = ah * bl + (low >> 16u);
    let cross = al * bh + (middle & 0xffffu);
    let high = ah * bh + (middle >> 16u) + (cross >> 16u);
    return vec2<u32>((cross << 16u) | (low & 0xffffu), high + a.x * b.y + a.y * b.x);
}",
    ),
    (
        "shl64",
        &[],
        "fn shl64(a: vec2<u32>, count: u32) -> vec2<u32> {
    let n = count & 63u;
    if (n == 0u) {
        return a;
    }
    if (n >= 32u) {
        return vec2<u32>(0u, a.x << (n - 32u));
    }
    return vec2<u32>(a.x << n, (a.y << n) | (a.x >> (32u - n)));
}",
    ),
    (
        "shr64u",
        &[],
        "fn shr64u(a: vec2<u32>, count: u32) -> vec2<u32> {
    let n = count & 63u;
    if (n == 0u) {
        return a;
    }
    if (n >= 32u) {
        return vec2<u32>(a.y >> (n - 32u), 0u);
    }
    return vec2<u32>((a.x >> n) | (a.y << (32u - n)), a.y >> n);
}",
    ),
    (
        "shr64s",
        &[],
        "fn shr64s(a: vec2<u32>, count: u32) -> vec2<u32> {
    let n = count & 63u;
    let sign = u32(i32(a.y) >> 31u);
    if (n == 0u) {
        return a;
    }
    if (n >= 32u) {
        return vec2<u32>(u32(i32(a.y) >> (n - 32u)), sign);
    }
    return vec2<u32>((a.x >> n) | (a.y << (32u - n)), u32(i32(a.y) >> n));
}",
    ),
    (
        "lt64u",
        &[],
        "fn lt64u(a: vec2<u32>, b: vec2<u32>) -> bool {
    return a.y < b.y || (a.y == b.y && a.x < b.x);
}",
    ),
    (
        "lt64s",
        &[],
        "fn lt64s(a: vec2<u32>, b: vec2<u32>) -> bool {
    return i32(a.y) < i32(b.y) || (a.y == b.y && a.x < b.x);
}",
    ),
];

/// The text of `names` and of everything they call, callees first.
pub(super) fn text(names: &BTreeSet<&'static str>) -> String {
    let mut text = String::new();
    let mut wanted = names.clone();
    for (name, calls, _) in HELPERS {
        if names.contains(name) {
            wanted.extend(*calls);
        }
    }
    for (name, _, body) in HELPERS {
        if wanted.contains(name) {
            text.push_str(body);
            text.push_str("\n\n");
        }
    }
    text
}

/// Names that a draft's own variables must not take.
pub(super) fn names() -> impl Iterator<Item = &'static str> {
    HELPERS.iter().map(|(name, ..)| *name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_helper_is_valid_wgsl() {
        for (name, ..) in HELPERS {
            let text = text(&BTreeSet::from([*name]));
            let module = naga::front::wgsl::parse_str(&text)
                .unwrap_or_else(|e| panic!("{}", e.emit_to_string(&text)));
            naga::valid::Validator::new(
                naga::valid::ValidationFlags::all(),
                naga::valid::Capabilities::empty(),
            )
            .validate(&module)
            .unwrap_or_else(|e| panic!("{name}: {e:?}"));
        }
    }
}
