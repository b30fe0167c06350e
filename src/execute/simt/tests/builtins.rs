//! Builtin by builtin, against f64 or a formula written another way.

use super::vectors::*;

/// f64 in, rounded once.
fn wide(f: impl Fn(f64) -> f64) -> impl Fn(f32, f32, f32) -> f32 {
    move |x, _, _| f(f64::from(x)) as f32
}

#[test]
fn trigonometry() {
    check_floats("sin(x)", 1, wide(f64::sin));
    check_floats("cos(x)", 1, wide(f64::cos));
    check_floats("tan(x)", 1, wide(f64::tan));
    check_floats("asin(x)", 1, wide(f64::asin));
    check_floats("acos(x)", 1, wide(f64::acos));
    check_floats("atan(x)", 1, wide(f64::atan));
    check_floats("sinh(x)", 1, wide(f64::sinh));
    check_floats("cosh(x)", 1, wide(f64::cosh));
    check_floats("tanh(x)", 1, wide(f64::tanh));
    check_floats("asinh(x)", 1, wide(f64::asinh));
    check_floats("acosh(x)", 1, wide(f64::acosh));
    check_floats("atanh(x)", 1, wide(f64::atanh));
    check_floats("atan2(x, y)", 1, |x, y, _| f64::from(x).atan2(f64::from(y)) as f32);
    check_floats("radians(x)", 1, wide(f64::to_radians));
    check_floats("degrees(x)", 1, wide(f64::to_degrees));
}

#[test]
fn exponents() {
    check_floats("exp(x)", 1, wide(f64::exp));
    check_floats("exp2(x)", 1, wide(f64::exp2));
    check_floats("log(x)", 1, wide(f64::ln));
    check_floats("log2(x)", 1, wide(f64::log2));
    check_floats("sqrt(x)", 0, wide(f64::sqrt));
    check_floats("inverseSqrt(x)", 1, wide(|x| 1.0 / x.sqrt()));
    check_floats("pow(x, y)", 1, |x, y, _| {
        if x < 0.0 || (x == 0.0 && y == 0.0) {
            f32::NAN
        } else {
            f64::from(x).abs().powf(f64::from(y)) as f32
        }
    });
}

#[test]
fn rounding() {
    check_floats("ceil(x)", 0, wide(f64::ceil));
    check_floats("floor(x)", 0, wide(f64::floor));
    check_floats("trunc(x)", 0, wide(f64::trunc));
    check_floats("round(x)", 0, wide(f64::round_ties_even));
    check_floats("fract(x)", 0, |x, _, _| x - x.floor());
    for (function, expected) in
        [("round(x)", -0.0f32), ("trunc(x)", -0.0), ("ceil(x)", -0.0), ("floor(x)", -1.0)]
    {
        let out = apply(function, "f32", "f32", [&bits(&[-0.25]), &[0], &[0]]);
        assert_eq!(out, bits(&[expected]), "{function}");
    }
}

#[test]
fn comparison_and_arithmetic() {
    check_floats("x + y", 0, |x, y, _| x + y);
    check_floats("x - y", 0, |x, y, _| x - y);
    check_floats("x * y", 0, |x, y, _| x * y);
    check_floats("x / y", 0, |x, y, _| x / y);
    check_floats("x % y", 0, |x, y, _| x % y);
    check_floats("-x", 0, |x, _, _| -x);
    check_floats("abs(x)", 0, |x, _, _| x.abs());
    check_floats("min(x, y)", 0, |x, y, _| if y < x { y } else { x });
    check_floats("max(x, y)", 0, |x, y, _| if x < y { y } else { x });
    check_floats("clamp(x, y, z)", 0, |x, low, high| {
        let v = if x < low { low } else { x };
        if high < v { high } else { v }
    });
    check_floats("saturate(x)", 0, |x, _, _| if x.is_nan() { x } else { x.clamp(0.0, 1.0) });
    check_floats("sign(x)", 0, |x, _, _| {
        if x == 0.0 {
            0.0
        } else if x.is_nan() {
            x
        } else {
            x.signum()
        }
    });
    check_floats("step(x, y)", 0, |x, y, _| if x <= y { 1.0 } else { 0.0 });
    check_floats("fma(x, y, z)", 0, |x, y, z| x.mul_add(y, z));
    check_floats("mix(x, y, z)", 0, |x, y, z| x * (1.0 - z) + y * z);
    check_floats("select(x, y, z > y)", 0, |x, y, z| if z > y { y } else { x });
}

#[test]
fn smoothstep_between_its_edges() {
    let mut random = Random(3);
    let low: Vec<f32> = (0..600).map(|_| random.between(-5.0, 4.0)).collect();
    let high: Vec<f32> = low.iter().map(|l| l + 0.1 + random.between(0.0, 5.0)).collect();
    let x: Vec<f32> = (0..600).map(|_| random.between(-6.0, 10.0)).collect();
    check_floats_on("smoothstep(x, y, z)", 16, [&low, &high, &x], |low, high, x| {
        let (low, high, x) = (f64::from(low), f64::from(high), f64::from(x));
        let t = ((x - low) / (high - low)).clamp(0.0, 1.0);
        // Near the lower edge t cancels: what is asked for is closeness on the scale of the result.
        let exact = (t * t * (3.0 - 2.0 * t)) as f32;
        let t32 = (((x - low) as f32) / ((high - low) as f32)).clamp(0.0, 1.0);
        let rounded = t32 * t32 * (3.0 - 2.0 * t32);
        assert!((rounded - exact).abs() < 1e-6);
        rounded
    });
}

#[test]
fn decomposition() {
    let x = numbers(0);
    let xb = bits(&x);
    let none = vec![0; x.len()];
    let fract = apply("modf(x).fract", "f32", "f32", [&xb, &none, &none]);
    let whole = apply("modf(x).whole", "f32", "f32", [&xb, &none, &none]);
    let mantissa = apply("frexp(x).fract", "f32", "f32", [&xb, &none, &none]);
    let exponent = apply("f32(frexp(x).exp)", "f32", "f32", [&xb, &none, &none]);
    for i in 0..x.len() {
        let v = x[i];
        let (f, w) = (f32::from_bits(fract[i]), f32::from_bits(whole[i]));
        let (m, e) = (f32::from_bits(mantissa[i]), f32::from_bits(exponent[i]));
        if v.is_nan() {
            assert!(w.is_nan() && m.is_nan());
            continue;
        }
        assert_eq!(w, v.trunc());
        if v.is_infinite() {
            assert_eq!((f, m, e), (0.0, v, 0.0));
            continue;
        }
        assert_eq!(f, v - v.trunc());
        assert!(v == 0.0 || (0.5..1.0).contains(&m.abs()), "frexp({v:?}) = {m:?}");
        assert_eq!(f64::from(m) * 2f64.powi(e as i32), f64::from(v));
    }
    let e: Vec<f32> = numbers(5)
        .iter()
        .map(|v| (v % 200.0).trunc())
        .map(|v| if v.is_nan() { 0.0 } else { v })
        .collect();
    let out = apply("ldexp(x, i32(y))", "f32", "f32", [&xb, &bits(&e), &none]);
    for i in 0..x.len() {
        let expected = (f64::from(x[i]) * 2f64.powi(e[i] as i32)) as f32;
        let actual = f32::from_bits(out[i]);
        assert!(
            actual == expected || (actual.is_nan() && expected.is_nan()),
            "ldexp({:?}, {})",
            x[i],
            e[i]
        );
    }
    for (e, expected) in [(i32::MAX, f32::INFINITY), (i32::MIN, 0.0)] {
        let out = apply(
            &format!(
                "ldexp(x, {})",
                if e < 0 { "i32(-2147483647 - 1)".into() } else { e.to_string() }
            ),
            "f32",
            "f32",
            [&bits(&[1.5]), &[0], &[0]],
        );
        assert_eq!(out, bits(&[expected]));
    }
}

#[test]
fn integers() {
    let i = |f: fn(i32, i32) -> i32| move |a: u32, b: u32| f(a as i32, b as i32) as u32;
    check_integers("x + y", "u32", u32::wrapping_add);
    check_integers("x - y", "i32", u32::wrapping_sub);
    check_integers("x * y", "i32", u32::wrapping_mul);
    check_integers("x / y", "u32", |a, b| a.checked_div(b).unwrap_or(a));
    check_integers("x % y", "u32", |a, b| if b == 0 { 0 } else { a % b });
    check_integers("x / y", "i32", i(|a, b| if b == 0 { a } else { a.wrapping_div(b) }));
    check_integers("x % y", "i32", i(|a, b| if b == 0 { 0 } else { a.wrapping_rem(b) }));
    check_integers("x & y", "u32", |a, b| a & b);
    check_integers("x | y", "i32", |a, b| a | b);
    check_integers("x ^ y", "u32", |a, b| a ^ b);
    check_integers("~x", "u32", |a, _| !a);
    check_integers("-x", "i32", |a, _| a.wrapping_neg());
    check_integers("min(x, y)", "u32", u32::min);
    check_integers("max(x, y)", "u32", u32::max);
    check_integers("min(x, y)", "i32", i(i32::min));
    check_integers("max(x, y)", "i32", i(i32::max));
    check_integers("clamp(x, min(y, z), max(y, z))", "i32", i(|a, b| a.clamp(a.min(b), a.max(b))));
    check_integers("abs(x)", "i32", i(|a, _| a.wrapping_abs()));
    check_integers("abs(x)", "u32", |a, _| a);
    check_integers("sign(x)", "i32", i(|a, _| a.signum()));
    check_integers("countOneBits(x)", "u32", |a, _| a.count_ones());
    check_integers("countLeadingZeros(x)", "i32", |a, _| a.leading_zeros());
    check_integers("countTrailingZeros(x)", "u32", |a, _| a.trailing_zeros());
    check_integers("reverseBits(x)", "u32", |a, _| a.reverse_bits());
    check_integers("firstTrailingBit(x)", "u32", |a, _| {
        (0..32).find(|b| a >> b & 1 == 1).unwrap_or(!0)
    });
    check_integers("firstLeadingBit(x)", "u32", |a, _| {
        (0..32).rev().find(|b| a >> b & 1 == 1).unwrap_or(!0)
    });
    check_integers("firstLeadingBit(x)", "i32", |a, _| {
        (0..31).rev().find(|b| a >> b & 1 != a >> 31).unwrap_or(!0)
    });
}

#[test]
fn shifts_and_bit_fields() {
    let (a, b) = integer_pairs();
    let out = |expression: &str, ty: &str| apply(expression, ty, ty, [&a, &b, &a]);
    let (left, right) = (out("x << (y & 31u)", "u32"), out("x >> (y & 31u)", "u32"));
    let arithmetic = out("x >> (u32(y) & 31u)", "i32");
    let extract = out("extractBits(x, y & 63u, (y >> 6u) & 63u)", "u32");
    let signed = out("extractBits(x, u32(y) & 63u, (u32(y) >> 6u) & 63u)", "i32");
    let insert = out("insertBits(x, z * 5u, y & 63u, (y >> 6u) & 63u)", "u32");
    for i in 0..a.len() {
        let (v, s) = (a[i], b[i] & 31);
        assert_eq!((left[i], right[i], arithmetic[i]), (v << s, v >> s, ((v as i32) >> s) as u32));
        let (offset, count) = ((b[i] & 63).min(32), (b[i] >> 6) & 63);
        let count = count.min(32 - offset);
        let field: u64 = (0..count).map(|k| (u64::from(v) >> (offset + k) & 1) << k).sum();
        assert_eq!(extract[i], field as u32);
        let negative = count > 0 && field >> (count - 1) & 1 == 1;
        let extended = if negative { field as i64 - (1i64 << count) } else { field as i64 };
        assert_eq!(signed[i] as i32, extended as i32, "{v:#x} {offset} {count}");
        let mut expected = v;
        for k in 0..count {
            let bit = v.wrapping_mul(5) >> k & 1;
            expected = expected & !(1 << (offset + k)) | bit << (offset + k);
        }
        assert_eq!(insert[i], expected);
    }
}

#[test]
fn conversions() {
    let x = numbers(0);
    let xb = bits(&x);
    let none = vec![0; x.len()];
    let signed = apply("i32(x)", "f32", "i32", [&xb, &none, &none]);
    let unsigned = apply("u32(x)", "f32", "u32", [&xb, &none, &none]);
    let boolean = apply("u32(bool(x))", "f32", "u32", [&xb, &none, &none]);
    for i in 0..x.len() {
        let v = f64::from(x[i]);
        let near = |low: f64, high: f64| if v.is_nan() { 0.0 } else { v.trunc().clamp(low, high) };
        assert_eq!(signed[i] as i32, near(-2_147_483_648.0, 2_147_483_520.0) as i32, "i32({v})");
        assert_eq!(unsigned[i], near(0.0, 4_294_967_040.0) as u32, "u32({v})");
        assert_eq!(boolean[i], u32::from(x[i] != 0.0));
    }
    let (a, _) = integer_pairs();
    let from_u = apply("f32(x)", "u32", "f32", [&a, &a, &a]);
    let from_i = apply("f32(x)", "i32", "f32", [&a, &a, &a]);
    let from_b = apply("f32(bool(x))", "u32", "f32", [&a, &a, &a]);
    let cast = apply("bitcast<f32>(x ^ y)", "u32", "f32", [&a, &none[..a.len()], &a]);
    for i in 0..a.len() {
        assert_eq!(f32::from_bits(from_u[i]), a[i] as f32);
        assert_eq!(f32::from_bits(from_i[i]), a[i] as i32 as f32);
        assert_eq!(f32::from_bits(from_b[i]), if a[i] == 0 { 0.0 } else { 1.0 });
        assert_eq!(cast[i], a[i]);
    }
}

fn half(x: f32) -> f32 {
    // Rounds |x| to a multiple of its half-precision step, in f64 where that is exact.
    let v = f64::from(x.abs());
    if x.is_nan() || x.is_infinite() || v == 0.0 {
        return x;
    }
    let exponent = v.log2().floor().max(-14.0) as i32;
    let step = 2f64.powi(exponent - 10);
    let rounded = (v / step).round_ties_even() * step;
    let magnitude = if rounded >= 65_520.0 { f32::INFINITY } else { rounded as f32 };
    magnitude.copysign(x)
}

#[test]
fn halves_and_packing() {
    let mut x = numbers(0);
    let mut random = Random(11);
    x.extend((0..3000).map(|_| random.between(-70_000.0, 70_000.0)));
    x.extend((0..3000).map(|_| random.between(-1e-4, 1e-4)));
    x.extend([
        65_519.0,
        65_520.0,
        65_504.0,
        2f32.powi(-24),
        2f32.powi(-25),
        1.5 * 2f32.powi(-25),
        2f32.powi(-14),
    ]);
    let xb = bits(&x);
    let none = vec![0; x.len()];
    let quantised = apply("quantizeToF16(x)", "f32", "f32", [&xb, &none, &none]);
    let there_and_back =
        apply("unpack2x16float(pack2x16float(vec2(y, x))).y", "f32", "f32", [&xb, &none, &none]);
    for i in 0..x.len() {
        let expected = half(x[i]);
        for actual in [quantised[i], there_and_back[i]] {
            let actual = f32::from_bits(actual);
            assert!(
                actual.to_bits() == expected.to_bits() || (actual.is_nan() && expected.is_nan()),
                "half({:?}) = {actual:?}, expected {expected:?}",
                x[i]
            );
        }
    }
    let small: Vec<f32> =
        (0..500).map(|_| random.between(-1.5, 1.5)).chain([-1.0, 1.0, 0.0, 0.5]).collect();
    let sb = bits(&small);
    let none = vec![0; small.len()];
    let pack = |f: &str| apply(f, "f32", "u32", [&sb, &none, &none]);
    let (s8, u8s, s16, u16s) = (
        pack("pack4x8snorm(vec4(x, -x, 0.0, 1.0))"),
        pack("pack4x8unorm(vec4(x, -x, 0.0, 1.0))"),
        pack("pack2x16snorm(vec2(x, -x))"),
        pack("pack2x16unorm(vec2(x, -x))"),
    );
    for (i, &v) in small.iter().enumerate() {
        let field =
            |v: f32, low: f32, scale: f32| (0.5 + scale * v.clamp(low, 1.0)).floor() as i32 as u32;
        let bytes = |f: &dyn Fn(f32) -> u32| {
            f(v) & 255 | (f(-v) & 255) << 8 | (f(0.0) & 255) << 16 | (f(1.0) & 255) << 24
        };
        assert_eq!(s8[i], bytes(&|v| field(v, -1.0, 127.0)));
        assert_eq!(u8s[i], bytes(&|v| field(v, 0.0, 255.0)));
        assert_eq!(s16[i], field(v, -1.0, 32767.0) & 0xffff | field(-v, -1.0, 32767.0) << 16);
        assert_eq!(u16s[i], field(v, 0.0, 65535.0) & 0xffff | field(-v, 0.0, 65535.0) << 16);
    }
    let (a, b) = integer_pairs();
    let word = |f: &str, to: &str| apply(f, "u32", to, [&a, &b, &a]);
    let (s, u, hs, hu) = (
        word("unpack4x8snorm(x).z", "f32"),
        word("unpack4x8unorm(x).w", "f32"),
        word("unpack2x16snorm(x).y", "f32"),
        word("unpack2x16unorm(x).x", "f32"),
    );
    let (pi, pu, ci, cu) = (
        word("pack4xI8(vec4<i32>(i32(x), i32(y), 1, -1))", "u32"),
        word("pack4xU8(vec4<u32>(x, y, 1u, 999u))", "u32"),
        word("pack4xI8Clamp(vec4<i32>(i32(x), i32(y), 1, -1))", "u32"),
        word("pack4xU8Clamp(vec4<u32>(x, y, 1u, 999u))", "u32"),
    );
    let (ui, uu) = (word("u32(unpack4xI8(x).y)", "u32"), word("unpack4xU8(x).z", "u32"));
    let (di, du) = (word("u32(dot4I8Packed(x, y))", "u32"), word("dot4U8Packed(x, y)", "u32"));
    for i in 0..a.len() {
        let (x, y) = (a[i], b[i]);
        let f = f32::from_bits;
        assert_eq!(f(s[i]), ((x >> 16) as i8 as f32 / 127.0).max(-1.0));
        assert_eq!(f(u[i]), (x >> 24) as f32 / 255.0);
        assert_eq!(f(hs[i]), ((x >> 16) as i16 as f32 / 32767.0).max(-1.0));
        assert_eq!(f(hu[i]), (x & 0xffff) as f32 / 65535.0);
        assert_eq!(pi[i], x & 255 | (y & 255) << 8 | 1 << 16 | 255 << 24);
        assert_eq!(pu[i], x & 255 | (y & 255) << 8 | 1 << 16 | 231 << 24);
        let clamp = |v: u32| (v as i32).clamp(-128, 127) as u32 & 255;
        assert_eq!(ci[i], clamp(x) | clamp(y) << 8 | 1 << 16 | 255 << 24);
        assert_eq!(cu[i], x.min(255) | y.min(255) << 8 | 1 << 16 | 255 << 24);
        assert_eq!(ui[i], (x >> 8) as i8 as i32 as u32);
        assert_eq!(uu[i], (x >> 16) & 255);
        let signed = |k: u32| i32::from((x >> (8 * k)) as i8) * i32::from((y >> (8 * k)) as i8);
        assert_eq!(di[i] as i32, (0..4).map(signed).sum::<i32>());
        assert_eq!(du[i], (0..4).map(|k| (x >> (8 * k) & 255) * (y >> (8 * k) & 255)).sum::<u32>());
    }
}

/// Three random vec4 per case, moderate so that nothing overflows.
fn vectors() -> [Vec<f32>; 3] {
    let mut random = Random(21);
    std::array::from_fn(|_| (0..1200).map(|_| random.between(-3.0, 3.0)).collect())
}

fn close(actual: f32, expected: f64, scale: f64, what: &str) {
    let error = (f64::from(actual) - expected).abs();
    assert!(error <= 4e-6 * scale.max(1.0), "{what}: {actual} instead of {expected}");
}

#[test]
fn geometry() {
    let [a, b, c] = vectors();
    let (ab, bb, cb) = (bits(&a), bits(&b), bits(&c));
    let run = |f: &str, to: &str| apply(f, "vec4<f32>", to, [&ab, &bb, &cb]);
    let scalars = |f: &str| run(f, "f32").into_iter().map(f32::from_bits).collect::<Vec<_>>();
    let vectors = |f: &str| run(f, "vec4<f32>").into_iter().map(f32::from_bits).collect::<Vec<_>>();
    let (dot, length, distance) =
        (scalars("dot(x, y)"), scalars("length(x)"), scalars("distance(x, y)"));
    let (short, flat) = (scalars("length(x.x)"), scalars("dot(x.xy, y.zw)"));
    let (normal, reflected) = (vectors("normalize(x)"), vectors("reflect(x, y)"));
    let (forward, cross) =
        (vectors("faceForward(x, y, z)"), vectors("vec4(cross(x.xyz, y.xyz), 0.0)"));
    let refracted = vectors("refract(normalize(x), normalize(y), 0.9)");
    let bent = vectors("refract(normalize(x), normalize(y), 1.7)");
    let integer = run("f32(dot(vec4<i32>(x * 100.0), vec4<i32>(y * 100.0)))", "f32");
    for i in 0..a.len() / 4 {
        let v = |s: &[f32]| -> [f64; 4] { std::array::from_fn(|k| f64::from(s[4 * i + k])) };
        let (x, y, z) = (v(&a), v(&b), v(&c));
        let dot4 = |a: [f64; 4], b: [f64; 4]| (0..4).map(|k| a[k] * b[k]).sum::<f64>();
        let unit = |a: [f64; 4]| a.map(|v| v / dot4(a, a).sqrt());
        close(dot[i], dot4(x, y), 36.0, "dot");
        close(length[i], dot4(x, x).sqrt(), 6.0, "length");
        close(short[i], x[0].abs(), 1.0, "length of a scalar");
        close(flat[i], x[0] * y[2] + x[1] * y[3], 18.0, "dot of vec2");
        let difference: [f64; 4] = std::array::from_fn(|k| x[k] - y[k]);
        close(distance[i], dot4(difference, difference).sqrt(), 12.0, "distance");
        let crossed =
            [x[1] * y[2] - x[2] * y[1], x[2] * y[0] - x[0] * y[2], x[0] * y[1] - x[1] * y[0], 0.0];
        for k in 0..4 {
            close(normal[4 * i + k], unit(x)[k], 1.0, "normalize");
            close(reflected[4 * i + k], x[k] - 2.0 * dot4(y, x) * y[k], 250.0, "reflect");
            close(cross[4 * i + k], crossed[k], 18.0, "cross");
            let sign = if dot4(y, z) < 0.0 { 1.0 } else { -1.0 };
            if dot4(y, z).abs() > 1e-4 {
                close(forward[4 * i + k], sign * x[k], 1.0, "faceForward");
            }
            for (eta, out) in [(0.9f32, &refracted), (1.7f32, &bent)] {
                let (incident, normal, eta) = (unit(x), unit(y), f64::from(eta));
                let d = dot4(normal, incident);
                let root = 1.0 - eta * eta * (1.0 - d * d);
                if root.abs() > 1e-3 {
                    let expected = if root < 0.0 {
                        0.0
                    } else {
                        eta * incident[k] - (eta * d + root.sqrt()) * normal[k]
                    };
                    close(out[4 * i + k], expected, 40.0, "refract");
                }
            }
        }
        let hundred = |s: &[f32], k: usize| (s[4 * i + k] * 100.0) as i32;
        let expected: i32 = (0..4).map(|k| hundred(&a, k) * hundred(&b, k)).sum();
        assert_eq!(f32::from_bits(integer[i]), expected as f32);
    }
}

#[test]
fn matrices() {
    let [a, b, _] = vectors();
    let wgsl = "
@group(0) @binding(0) var<storage, read> a: array<mat4x4<f32>>;
@group(0) @binding(1) var<storage, read> b: array<mat4x4<f32>>;
@group(0) @binding(2) var<storage, read_write> o: array<f32>;
@compute @workgroup_size(16)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
    if (id.x >= arrayLength(&a)) { return; }
    let m = a[id.x]; let n = b[id.x];
    let at = id.x * 128u;
    let p = m * n; let t = transpose(m); let s = m + n - 2.0 * m;
    let v = m * n[1]; let w = n[1] * m;
    let m3 = mat3x3(m[0].xyz, m[1].xyz, m[2].xyz);
    let m2 = mat2x2(m[0].xy, m[1].xy);
    let r = mat2x3(m[0].xyz, m[1].xyz); // two columns of three
    let u = r * m[2].xy; let rt = transpose(r); let rr = r * rt;
    for (var c = 0u; c < 4u; c++) {
        for (var k = 0u; k < 4u; k++) {
            o[at + 4u * c + k] = p[c][k];
            o[at + 16u + 4u * c + k] = t[c][k];
            o[at + 48u + 4u * c + k] = s[c][k];
        }
        o[at + 64u + c] = v[c];
        o[at + 68u + c] = w[c];
    }
    o[at + 72u] = determinant(m); o[at + 73u] = determinant(m3); o[at + 74u] = determinant(m2);
    o[at + 75u] = u.x; o[at + 76u] = u.y; o[at + 77u] = u.z;
    o[at + 78u] = rr[2][1];
}";
    let count = a.len() / 16;
    let out = super::clean(
        wgsl,
        vec![super::floats(&a), super::floats(&b), super::floats(&vec![0.0; count * 128])],
        [count.div_ceil(16) as u32, 1, 1],
    );
    let out = super::as_floats(&out.bindings[2].1);
    for i in 0..count {
        let m = |c: usize, r: usize| f64::from(a[16 * i + 4 * c + r]);
        let n = |c: usize, r: usize| f64::from(b[16 * i + 4 * c + r]);
        let at = |k: usize| out[128 * i + k];
        for c in 0..4 {
            for r in 0..4 {
                close(at(4 * c + r), (0..4).map(|k| m(k, r) * n(c, k)).sum(), 36.0, "m·n");
                assert_eq!(f64::from(at(16 + 4 * c + r)), m(r, c));
                close(at(48 + 4 * c + r), n(c, r) - m(c, r), 9.0, "m + n − 2m");
            }
            close(at(64 + c), (0..4).map(|k| m(k, c) * n(1, k)).sum(), 36.0, "m·v");
            close(at(68 + c), (0..4).map(|k| n(1, k) * m(c, k)).sum(), 36.0, "v·m");
        }
        let det = |size: usize| -> f64 {
            // Gaussian elimination with pivots: nothing in common with the expansion by minors.
            let mut x: Vec<Vec<f64>> =
                (0..size).map(|r| (0..size).map(|c| m(c, r)).collect()).collect();
            let mut det = 1.0;
            for i in 0..size {
                let pivot =
                    (i..size).max_by(|&a, &b| x[a][i].abs().total_cmp(&x[b][i].abs())).unwrap();
                if pivot != i {
                    x.swap(pivot, i);
                    det = -det;
                }
                det *= x[i][i];
                for r in i + 1..size {
                    let factor = x[r][i] / x[i][i];
                    let above = x[i].clone();
                    x[r].iter_mut().zip(above).for_each(|(v, above)| *v -= factor * above);
                }
            }
            det
        };
        close(at(72), det(4), 500.0, "det 4");
        close(at(73), det(3), 100.0, "det 3");
        close(at(74), det(2), 20.0, "det 2");
        for r in 0..3 {
            close(at(75 + r), m(0, r) * m(2, 0) + m(1, r) * m(2, 1), 20.0, "2×3 · vec2");
        }
        close(at(78), m(0, 1) * m(0, 2) + m(1, 1) * m(1, 2), 20.0, "2×3 · 3×2");
    }
}

/// WGSL has no `inverse`; naga's IR does, and other front ends use it.
#[test]
fn inverse() {
    let [a, ..] = vectors();
    for size in [2usize, 3, 4] {
        let stride = if size == 2 { 2 } else { 4 };
        let wgsl = format!(
            "@group(0) @binding(0) var<storage, read> a: array<mat{size}x{size}<f32>>;
@group(0) @binding(1) var<storage, read_write> o: array<mat{size}x{size}<f32>>;
@compute @workgroup_size(16)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {{
    if (id.x < arrayLength(&a)) {{ o[id.x] = transpose(a[id.x]); }}
}}"
        );
        let mut checked = super::checked(&wgsl);
        for (_, expression) in checked.module.entry_points[0].function.expressions.iter_mut() {
            if let naga::Expression::Math { fun: fun @ naga::MathFunction::Transpose, .. } =
                expression
            {
                *fun = naga::MathFunction::Inverse;
            }
        }
        let program = super::Program::new(&checked).unwrap();
        let words = size * stride;
        let n = a.len() / words;
        let bindings =
            vec![(0, super::floats(&a[..n * words])), (1, super::floats(&vec![0.0; n * words]))];
        let dispatch = super::Dispatch {
            bindings,
            unwritten: Vec::new(),
            groups: [n.div_ceil(16) as u32, 1, 1],
        };
        let run = program.run(&dispatch, &super::limits(), &Default::default()).unwrap();
        let out = super::as_floats(&run.bindings[1].1);
        for i in 0..n {
            let m = |s: &[f32], c: usize, r: usize| f64::from(s[i * words + c * stride + r]);
            let largest =
                (0..size * size).map(|k| m(&out, k / size, k % size).abs()).fold(1.0, f64::max);
            for c in 0..size {
                for r in 0..size {
                    let product: f64 = (0..size).map(|k| m(&a, k, r) * m(&out, c, k)).sum();
                    let expected = if c == r { 1.0 } else { 0.0 };
                    assert!(
                        (product - expected).abs() < 1e-4 * largest,
                        "{size}: {product} instead of {expected}"
                    );
                }
            }
        }
    }
}

#[test]
fn relations() {
    let x = numbers(0);
    let y = numbers(1);
    let (xb, yb) = (bits(&x), bits(&y));
    let none = vec![0; x.len()];
    let count = |f: &str| apply(f, "f32", "u32", [&xb, &yb, &none]);
    let comparisons = count(
        "u32(x < y) | u32(x <= y) << 1u | u32(x > y) << 2u | u32(x >= y) << 3u | u32(x == y) << 4u | u32(x != y) << 5u",
    );
    let all = count(
        "u32(all(vec2(x, y) > vec2(0.0))) | u32(any(vec2(x, y) > vec2(0.0))) << 1u | u32(!(x > y) && y > 0.0) << 2u | u32(x > 1.0 || y > 1.0) << 3u",
    );
    for i in 0..x.len() {
        let (x, y) = (x[i], y[i]);
        let bits = [x < y, x <= y, x > y, x >= y, x == y, x != y];
        let expected: u32 = bits.iter().enumerate().map(|(k, b)| u32::from(*b) << k).sum();
        assert_eq!(comparisons[i], expected, "{x:?} {y:?}");
        #[allow(clippy::neg_cmp_op_on_partial_ord)]
        let bits =
            [x > 0.0 && y > 0.0, x > 0.0 || y > 0.0, !(x > y) && y > 0.0, x > 1.0 || y > 1.0];
        let expected: u32 = bits.iter().enumerate().map(|(k, b)| u32::from(*b) << k).sum();
        assert_eq!(all[i], expected);
    }
}
