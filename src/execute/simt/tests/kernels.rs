//! Whole kernels against plain Rust.

use super::*;

pub const SAXPY: &str = "
struct Params { n: u32, a: f32 }
@group(0) @binding(0) var<storage, read> x: array<f32>;
@group(0) @binding(1) var<storage, read_write> y: array<f32>;
@group(0) @binding(2) var<uniform> p: Params;
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
    let i = id.x;
    if (i >= p.n) { return; }
    y[i] = p.a * x[i] + y[i];
}";

fn params(n: u32, a: f32) -> Vec<u8> {
    words(&[n, a.to_bits()])
}

#[test]
fn saxpy_at_sizes_around_a_workgroup() {
    for n in [1usize, 63, 64, 65, 127, 1000, 5000, 100_003] {
        let x: Vec<f32> = (0..n).map(|i| i as f32 * 0.25 - 7.0).collect();
        let y: Vec<f32> = (0..n).map(|i| 3.0 - i as f32).collect();
        let groups = [n.div_ceil(64) as u32, 1, 1];
        let run = clean(SAXPY, vec![floats(&x), floats(&y), params(n as u32, 1.5)], groups);
        let expected: Vec<f32> = x.iter().zip(&y).map(|(x, y)| 1.5 * x + y).collect();
        assert_eq!(as_floats(&run.bindings[1].1), expected);
        assert_eq!(run.bindings[0].1, floats(&x));
        assert_eq!(run.storing_invocations, n as u64);
    }
}

pub const MANDELBROT: &str = "
struct Params { width: u32, height: u32, limit: u32 }
@group(0) @binding(0) var<storage, read_write> out: array<u32>;
@group(0) @binding(1) var<uniform> p: Params;
@compute @workgroup_size(8, 8)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
    if (id.x >= p.width || id.y >= p.height) { return; }
    let cx = f32(id.x) / f32(p.width) * 3.5 - 2.5;
    let cy = f32(id.y) / f32(p.height) * 2.0 - 1.0;
    var x = 0.0;
    var y = 0.0;
    var i = 0u;
    while (i < p.limit && x * x + y * y <= 4.0) {
        let t = x * x - y * y + cx;
        y = 2.0 * x * y + cy;
        x = t;
        i = i + 1u;
    }
    out[id.y * p.width + id.x] = i;
}";

pub fn mandelbrot(width: u32, height: u32, limit: u32) -> Vec<u32> {
    let mut out = Vec::new();
    for row in 0..height {
        for column in 0..width {
            let cx = column as f32 / width as f32 * 3.5 - 2.5;
            let cy = row as f32 / height as f32 * 2.0 - 1.0;
            let (mut x, mut y, mut i) = (0.0f32, 0.0f32, 0);
            while i < limit && x * x + y * y <= 4.0 {
                let t = x * x - y * y + cx;
                y = 2.0 * x * y + cy;
                x = t;
                i += 1;
            }
            out.push(i);
        }
    }
    out
}

#[test]
fn mandelbrot_bit_for_bit() {
    for (width, height) in [(64u32, 64u32), (33, 21), (1, 1)] {
        let size = (width * height) as usize;
        let groups = [width.div_ceil(8), height.div_ceil(8), 1];
        let run =
            clean(MANDELBROT, vec![words(&vec![0; size]), words(&[width, height, 256])], groups);
        assert_eq!(as_words(&run.bindings[0].1), mandelbrot(width, height, 256));
    }
}

pub const REDUCTION: &str = "
@group(0) @binding(0) var<storage, read> x: array<f32>;
@group(0) @binding(1) var<storage, read_write> sums: array<f32>;
var<workgroup> part: array<f32, 256>;
@compute @workgroup_size(256)
fn main(@builtin(global_invocation_id) id: vec3<u32>, @builtin(local_invocation_index) l: u32, @builtin(workgroup_id) g: vec3<u32>) {
    part[l] = 0.0;
    if (id.x < arrayLength(&x)) { part[l] = x[id.x]; }
    workgroupBarrier();
    for (var s = 128u; s > 0u; s = s >> 1u) {
        if (l < s) { part[l] = part[l] + part[l + s]; }
        workgroupBarrier();
    }
    if (l == 0u) { sums[g.x] = part[0]; }
}";

#[test]
fn tree_reduction() {
    for n in [1usize, 255, 256, 257, 5000] {
        let x: Vec<f32> = (0..n).map(|i| (i % 17) as f32).collect();
        let groups = n.div_ceil(256);
        let run =
            clean(REDUCTION, vec![floats(&x), floats(&vec![0.0; groups])], [groups as u32, 1, 1]);
        let sum: f32 = as_floats(&run.bindings[1].1).iter().sum();
        assert_eq!(sum, x.iter().sum::<f32>());
        assert_eq!(run.storing_invocations, groups as u64);
    }
}

#[test]
fn histogram_by_workgroup_and_storage_atomics() {
    let wgsl = "
@group(0) @binding(0) var<storage, read> x: array<u32>;
@group(0) @binding(1) var<storage, read_write> bins: array<atomic<u32>, 16>;
var<workgroup> part: array<atomic<u32>, 16>;
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>, @builtin(local_invocation_index) l: u32) {
    if (id.x < arrayLength(&x)) { atomicAdd(&part[x[id.x] % 16u], 1u); }
    workgroupBarrier();
    if (l < 16u) { atomicAdd(&bins[l], atomicLoad(&part[l])); }
}";
    let x: Vec<u32> = (0..3001u32).map(|i| i * i / 7).collect();
    let mut bins = [0u32; 16];
    x.iter().for_each(|v| bins[(v % 16) as usize] += 1);
    let run = clean(wgsl, vec![words(&x), words(&[0; 16])], [47, 1, 1]);
    assert_eq!(as_words(&run.bindings[1].1), bins);
}

#[test]
fn matrix_product_in_tiles() {
    let wgsl = "
struct P { m: u32, k: u32, n: u32 }
@group(0) @binding(0) var<storage, read> a: array<f32>;
@group(0) @binding(1) var<storage, read> b: array<f32>;
@group(0) @binding(2) var<storage, read_write> c: array<f32>;
@group(0) @binding(3) var<uniform> p: P;
var<workgroup> ta: array<array<f32, 8>, 8>;
var<workgroup> tb: array<array<f32, 8>, 8>;
@compute @workgroup_size(8, 8)
fn main(@builtin(global_invocation_id) id: vec3<u32>, @builtin(local_invocation_id) l: vec3<u32>) {
    var sum = 0.0;
    for (var t = 0u; t < (p.k + 7u) / 8u; t++) {
        let ka = t * 8u + l.x;
        let kb = t * 8u + l.y;
        ta[l.y][l.x] = select(0.0, a[min(id.y, p.m - 1u) * p.k + min(ka, p.k - 1u)], ka < p.k && id.y < p.m);
        tb[l.y][l.x] = select(0.0, b[min(kb, p.k - 1u) * p.n + min(id.x, p.n - 1u)], kb < p.k && id.x < p.n);
        workgroupBarrier();
        for (var k = 0u; k < 8u; k++) { sum += ta[l.y][k] * tb[k][l.x]; }
        workgroupBarrier();
    }
    if (id.x < p.n && id.y < p.m) { c[id.y * p.n + id.x] = sum; }
}";
    let (m, k, n) = (19usize, 23usize, 11usize);
    let a: Vec<f32> = (0..m * k).map(|i| (i % 13) as f32 - 6.0).collect();
    let b: Vec<f32> = (0..k * n).map(|i| (i % 7) as f32 * 0.5).collect();
    let groups = [n.div_ceil(8) as u32, m.div_ceil(8) as u32, 1];
    let params = words(&[m as u32, k as u32, n as u32]);
    let run = clean(wgsl, vec![floats(&a), floats(&b), floats(&vec![0.0; m * n]), params], groups);
    let product = |i: usize| (0..k).map(|t| a[i / n * k + t] * b[t * n + i % n]).sum::<f32>();
    assert_eq!(as_floats(&run.bindings[2].1), (0..m * n).map(product).collect::<Vec<_>>());
}

#[test]
fn prefix_sum() {
    let wgsl = "
@group(0) @binding(0) var<storage, read_write> x: array<u32>;
var<workgroup> w: array<u32, 128>;
@compute @workgroup_size(128)
fn main(@builtin(local_invocation_index) l: u32) {
    w[l] = x[l];
    workgroupBarrier();
    for (var step = 1u; step < 128u; step *= 2u) {
        var before = 0u;
        if (l >= step) { before = w[l - step]; }
        workgroupBarrier();
        w[l] += before;
        workgroupBarrier();
    }
    x[l] = w[l];
}";
    let x: Vec<u32> = (0..128).map(|i| i * 37 % 101).collect();
    let run = clean(wgsl, vec![words(&x)], [1, 1, 1]);
    let sums: Vec<u32> = x
        .iter()
        .scan(0, |sum, v| {
            *sum += v;
            Some(*sum)
        })
        .collect();
    assert_eq!(as_words(&run.bindings[0].1), sums);
}
