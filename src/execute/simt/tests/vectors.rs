//! Test vectors, and drafts that apply one expression to all of them.

use super::*;

/// A small generator; the same numbers every time.
pub struct Random(pub u64);

impl Random {
    pub fn next(&mut self) -> u32 {
        self.0 = self.0.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        (self.0 >> 33) as u32 ^ (self.0 >> 11) as u32
    }

    pub fn between(&mut self, low: f32, high: f32) -> f32 {
        low + (high - low) * (self.next() as f32 / u32::MAX as f32)
    }
}

pub const EDGES: [f32; 31] = [
    0.0,
    -0.0,
    1e-45,
    -1e-45,
    1.1e-38,
    -1e-40,
    f32::MIN_POSITIVE,
    1e-7,
    0.25,
    0.5,
    -0.5,
    0.999_999_94,
    1.0,
    -1.0,
    1.5,
    2.5,
    -2.5,
    3.5,
    std::f32::consts::PI,
    -std::f32::consts::FRAC_PI_2,
    10.0,
    127.5,
    8_388_607.5,
    -8_388_608.0,
    16_777_216.0,
    1e10,
    2_147_483_648.0,
    -4e9,
    f32::MAX,
    f32::INFINITY,
    f32::NEG_INFINITY,
];

/// Edge values, NaN, moderate values, and arbitrary bits: 3,000 in all.
pub fn numbers(seed: u64) -> Vec<f32> {
    let mut random = Random(seed);
    let mut out = EDGES.to_vec();
    out.push(f32::NAN);
    while out.len() < 1500 {
        out.push(random.between(-12.0, 12.0));
    }
    while out.len() < 3000 {
        out.push(f32::from_bits(random.next()));
    }
    // Another order for another seed, so that edges meet other values too.
    let shift = (seed as usize * 977) % out.len();
    out.rotate_left(shift);
    out
}

/// Edge integers in all pairs, and arbitrary ones.
pub fn integer_pairs() -> (Vec<u32>, Vec<u32>) {
    let edges = [
        0u32,
        1,
        2,
        3,
        5,
        7,
        31,
        32,
        33,
        255,
        256,
        65_535,
        0x7fff_fffe,
        0x7fff_ffff,
        0x8000_0000,
        0x8000_0001,
        !1,
        !0,
    ];
    let (mut a, mut b) = (Vec::new(), Vec::new());
    for x in edges {
        for y in edges {
            a.push(x);
            b.push(y);
        }
    }
    let mut random = Random(7);
    for i in 0..2000 {
        a.push(random.next() >> (i % 32));
        b.push(random.next() >> (i / 7 % 32));
    }
    (a, b)
}

/// Applies `expression` (over x, y, z of type `from`, giving `to`) to each triple of bits.
pub fn apply(expression: &str, from: &str, to: &str, inputs: [&[u32]; 3]) -> Vec<u32> {
    let wgsl = format!(
        "@group(0) @binding(0) var<storage, read> a: array<{from}>;
@group(0) @binding(1) var<storage, read> b: array<{from}>;
@group(0) @binding(2) var<storage, read> c: array<{from}>;
@group(0) @binding(3) var<storage, read_write> o: array<{to}>;
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {{
    let i = id.x;
    if (i >= arrayLength(&a)) {{ return; }}
    let x = a[i]; let y = b[i]; let z = c[i];
    o[i] = {expression};
}}"
    );
    let n = inputs[0].len();
    let buffers = vec![words(inputs[0]), words(inputs[1]), words(inputs[2]), words(&vec![0; n])];
    let run = run(&wgsl, buffers, [n.div_ceil(64) as u32, 1, 1]);
    assert!(run.findings.iter().all(|f| !f.kind.is_fatal()), "{:?}", run.findings);
    as_words(&run.bindings[3].1)
}

pub fn bits(values: &[f32]) -> Vec<u32> {
    values.iter().map(|v| v.to_bits()).collect()
}

/// Distance in units in the last place.
pub fn ulps(a: f32, b: f32) -> u64 {
    let order = |v: f32| {
        let bits = v.to_bits() as i32;
        i64::from(if bits < 0 { i32::MIN.wrapping_sub(bits) } else { bits })
    };
    order(a).abs_diff(order(b))
}

/// Checks a function of up to three f32 against a reference, in scalar and vector form.
pub fn check_floats(expression: &str, limit: u64, reference: impl Fn(f32, f32, f32) -> f32) {
    let (x, y, z) = (numbers(0), numbers(1), numbers(2));
    check_floats_on(expression, limit, [&x, &y, &z], reference);
}

pub fn check_floats_on(
    expression: &str,
    limit: u64,
    inputs: [&[f32]; 3],
    reference: impl Fn(f32, f32, f32) -> f32,
) {
    let [x, y, z] = inputs;
    let (xb, yb, zb) = (bits(x), bits(y), bits(z));
    let scalar = apply(expression, "f32", "f32", [&xb, &yb, &zb]);
    for i in 0..x.len() {
        let (actual, expected) = (f32::from_bits(scalar[i]), reference(x[i], y[i], z[i]));
        let fine = (actual.is_nan() && expected.is_nan())
            || actual == expected
            || ulps(actual, expected) <= limit;
        assert!(
            fine || (actual.is_nan() == expected.is_nan() && ulps(actual, expected) <= limit),
            "{expression} of {:?}, {:?}, {:?} = {actual:?}, expected {expected:?}",
            x[i],
            y[i],
            z[i]
        );
    }
    // Vectors of four, three and two give the same, component by component.
    let n = x.len() / 12 * 12;
    for size in [2usize, 3, 4] {
        let ty = format!("vec{size}<f32>");
        let pad = |v: &[u32]| -> Vec<u32> {
            if size == 3 {
                v[..n].chunks(3).flat_map(|c| [c[0], c[1], c[2], 0]).collect()
            } else {
                v[..n].to_vec()
            }
        };
        let inputs = [pad(&xb), pad(&yb), pad(&zb)];
        let out = apply_words(expression, &ty, &ty, [&inputs[0], &inputs[1], &inputs[2]]);
        let out: Vec<u32> =
            if size == 3 { out.chunks(4).flat_map(|c| [c[0], c[1], c[2]]).collect() } else { out };
        for i in 0..n {
            let nan = f32::from_bits(out[i]).is_nan() && f32::from_bits(scalar[i]).is_nan();
            assert!(nan || out[i] == scalar[i], "{expression} as {ty}, component {i}");
        }
    }
}

/// The same as [`apply`] where an element has several words.
pub fn apply_words(expression: &str, from: &str, to: &str, inputs: [&[u32]; 3]) -> Vec<u32> {
    apply(expression, from, to, inputs)
}

/// Checks a function of two integers against a reference, scalar and vector.
pub fn check_integers(expression: &str, ty: &str, reference: impl Fn(u32, u32) -> u32) {
    let (a, b) = integer_pairs();
    let out = apply(expression, ty, ty, [&a, &b, &a]);
    for i in 0..a.len() {
        assert_eq!(
            out[i],
            reference(a[i], b[i]),
            "{expression} on {ty} of {:#x}, {:#x}",
            a[i],
            b[i]
        );
    }
    let n = a.len() / 4 * 4;
    let vector = format!("vec4<{ty}>");
    let wide = apply(expression, &vector, &vector, [&a[..n], &b[..n], &a[..n]]);
    assert_eq!(wide, out[..n], "{expression} on {vector}");
}
