//! Every kind of statement and of variable, against plain Rust.

use super::*;

/// Runs `body` for 200 invocations; it may read `i` (u32) and `n` and writes `r` (u32), which
/// lands in `out[i]`. `items` stands at module level.
fn each(items: &str, body: &str, expected: impl Fn(u32) -> u32) {
    let wgsl = format!(
        "{items}
@group(0) @binding(0) var<storage, read_write> out: array<u32>;
@group(0) @binding(1) var<storage, read> n: array<u32>;
@compute @workgroup_size(32)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {{
    let i = id.x;
    if (i >= arrayLength(&out)) {{ return; }}
    var r = 0u;
    {body}
    out[i] = r;
}}"
    );
    let run = clean(&wgsl, vec![words(&[77; 200]), words(&[10, 3, 7, 1])], [7, 1, 1]);
    let out = as_words(&run.bindings[0].1);
    let expected: Vec<u32> = (0..200).map(expected).collect();
    assert_eq!(out, expected, "{wgsl}");
}

#[test]
fn branches() {
    each(
        "",
        "if (i % 3u == 0u) { r = 1u; } else if (i % 3u == 1u) { r = 2u; if (i > 100u) { r += 10u; } } else { r = 3u; }",
        |i| match i % 3 {
            0 => 1,
            1 => 2 + if i > 100 { 10 } else { 0 },
            _ => 3,
        },
    );
    each("", "if (n[0] == 10u) { r = i; } else { r = 1u; }", |i| i);
    each("", "if (n[0] == 11u) { r = i; } else { if (i < 9u) { r = 1u; } }", |i| u32::from(i < 9));
    each("", "r = select(1u, 2u, i > 5u && (i < 9u || i == 100u));", |i| {
        1 + u32::from((6..9).contains(&i) || i == 100)
    });
}

#[test]
fn switches() {
    let body = "switch (i % 7u) {
        case 0u: { r = 5u; }
        case 1u, 2u: { r = 6u; if (i > 50u) { break; } r += 100u; }
        case 4u: { for (var k = 0u; k < i; k++) { if (k == 5u) { break; } r += k; } }
        default: { r = 9u; }
        case 6u: { r = 1u; }
    }
    r += 1000u;";
    each("", body, |i| {
        1000 + match i % 7 {
            0 => 5,
            1 | 2 => 6 + if i > 50 { 0 } else { 100 },
            4 => (0..i.min(5)).sum(),
            6 => 1,
            _ => 9,
        }
    });
    each("", "switch (i32(i) - 3) { case -2: { r = 1u; } case 0: { r = 2u; } default: {} }", |i| {
        match i {
            1 => 1,
            3 => 2,
            _ => 0,
        }
    });
    // The selector is the same everywhere; `continue` leaves the switch and the iteration.
    each(
        "",
        "for (var k = 0u; k < 4u; k++) { switch (n[k]) { case 3u: { continue; } case 7u: { r += i; } default: { r += 1u; } } r += 10u; }",
        |i| {
            [10u32, 3, 7, 1]
                .iter()
                .map(|n| match n {
                    3 => 0,
                    7 => i + 10,
                    _ => 11,
                })
                .sum()
        },
    );
    each(
        "",
        "switch (n[1]) { case 3u: { if (i < 4u) { break; } r = 5u; } default: {} } r += 1u;",
        |i| if i < 4 { 1 } else { 6 },
    );
}

#[test]
fn loops() {
    each("", "for (var k = 0u; k < i; k++) { r += k * k; }", |i| (0..i).map(|k| k * k).sum());
    each("", "for (var k = 0u; k < n[0]; k++) { r += k + i; }", |i| (0..10).map(|k| k + i).sum());
    each(
        "",
        "var k = i; while (k != 1u && k != 0u) { if (k % 2u == 0u) { k = k / 2u; } else { k = 3u * k + 1u; } r++; }",
        |i| {
            let (mut k, mut steps) = (i, 0);
            while k > 1 {
                k = if k % 2 == 0 { k / 2 } else { 3 * k + 1 };
                steps += 1;
            }
            steps
        },
    );
    // `continue`, `continuing` and `break if`.
    each(
        "",
        "var k = 0u; loop { if (k % 3u == i % 3u) { continue; } r += k; if (r > 40u) { break; } continuing { k++; break if k > i; } }",
        |i| {
            let (mut k, mut r) = (0, 0);
            loop {
                if k % 3 != i % 3 {
                    r += k;
                    if r > 40 {
                        break;
                    }
                }
                k += 1;
                if k > i {
                    break;
                }
            }
            r
        },
    );
    // Nested, leaving both by `return`-like flags, with variables carried and fresh.
    let body = "for (var a = 0u; a < 5u; a++) {
        var fresh: u32;
        for (var b = 0u; b < i % 6u; b++) { if (b == a) { continue; } fresh += b; if (fresh > 7u) { break; } }
        r = r * 3u + fresh;
    }";
    each("", body, |i| {
        let mut r = 0u32;
        for a in 0..5 {
            let mut fresh = 0;
            for b in 0..i % 6 {
                if b == a {
                    continue;
                }
                fresh += b;
                if fresh > 7 {
                    break;
                }
            }
            r = r.wrapping_mul(3).wrapping_add(fresh);
        }
        r
    });
    // A value that lanes take with them out of a loop that they leave at different times.
    each("", "var k = 0u; loop { if (k * k > i) { break; } k++; } r = k;", |i| {
        (0..).find(|k| k * k > i).unwrap()
    });
    // A variable that some lanes store in some iterations.
    each(
        "",
        "var last = 99u; for (var k = 0u; k < 8u; k++) { if (k == i % 8u) { last = k; } if (last != 99u) { r++; } }",
        |i| 8 - i % 8,
    );
}

#[test]
fn functions() {
    let items = "
fn collatz(start: u32) -> u32 {
    var k = start;
    for (var steps = 0u; steps < 500u; steps++) { if (k <= 1u) { return steps; } if (k % 2u == 0u) { k /= 2u; } else { k = 3u * k + 1u; } }
    return 999u;
}
fn bump(p: ptr<function, u32>, by: u32) { if (by == 3u) { return; } *p += by; }
struct Pair { a: u32, b: vec2<f32> }
fn pair(v: u32) -> Pair { if (v > 100u) { return Pair(1u, vec2(2.0, 3.0)); } return Pair(v, vec2(f32(v), 0.5)); }
fn fill(p: ptr<function, array<u32, 4>>, i: u32) { (*p)[i % 4u] = i; }
var<private> counter: u32 = 5u;
fn count() -> u32 { counter += 1u; return counter; }";
    let collatz = |i: u32| {
        let (mut k, mut steps) = (i, 0);
        while k > 1 {
            k = if k % 2 == 0 { k / 2 } else { 3 * k + 1 };
            steps += 1;
        }
        steps
    };
    each(items, "r = collatz(i) + 1000u * collatz(i + 1u);", |i| {
        collatz(i) + 1000 * collatz(i + 1)
    });
    each(items, "var v = i; bump(&v, 2u); bump(&v, i % 5u); r = v;", |i| {
        i + 2 + if i % 5 == 3 { 0 } else { i % 5 }
    });
    each(items, "let p = pair(i); r = p.a + u32(p.b.x * 10.0 + p.b.y * 2.0);", |i| {
        if i > 100 { 27 } else { 11 * i + 1 }
    });
    each(
        items,
        "var a: array<u32, 4>; fill(&a, i); fill(&a, i + 1u); r = a[0] + 10u * a[1] + 100u * a[2] + 1000u * a[3];",
        |i| {
            let mut a = [0; 4];
            a[(i % 4) as usize] = i;
            a[((i + 1) % 4) as usize] = i + 1;
            a[0] + 10 * a[1] + 100 * a[2] + 1000 * a[3]
        },
    );
    each(items, "if (i % 2u == 0u) { r = count(); } r = r * 10u + count();", |i| {
        if i % 2 == 0 { 67 } else { 6 }
    });
    each(
        items,
        "for (var k = 0u; k < 3u; k++) { r += collatz(i + k); if (r > 60u) { break; } }",
        |i| {
            let mut r = 0;
            for k in 0..3 {
                r += collatz(i + k);
                if r > 60 {
                    break;
                }
            }
            r
        },
    );
}

#[test]
fn composites() {
    let items = "
struct Inner { m: mat3x2<f32>, f: array<vec3<u32>, 3> }
struct Outer { flag: bool, inner: array<Inner, 2>, tail: u32 }
const TABLE = array<u32, 5>(3u, 1u, 4u, 1u, 5u);
var<private> p: Outer;
const ROWS = array<vec2<u32>, 3>(vec2(1u, 2u), vec2(3u, 4u), vec2(5u, 6u));";
    each(items, "r = TABLE[i % 5u] * 10u + ROWS[i % 3u].y;", |i| {
        [3, 1, 4, 1, 5][(i % 5) as usize] * 10 + [2, 4, 6][(i % 3) as usize]
    });
    each(
        items,
        "var v = vec4(1u, 2u, 3u, 4u); v[i % 4u] = 9u; let w = v.wzyx; r = w.x + 10u * w[(i + 1u) % 4u];",
        |i| {
            let mut v = [1, 2, 3, 4];
            v[(i % 4) as usize] = 9;
            v[3] + 10 * v[3 - ((i + 1) % 4) as usize]
        },
    );
    let body = "
    var o: Outer;
    o.tail = i; o.flag = i > 9u;
    o.inner[i % 2u].f[i % 3u] = vec3(i, 2u, 3u);
    o.inner[1].f[2][i % 3u] += 7u;
    o.inner[0].m[i % 3u][1] = f32(i);
    let copy = o;
    o.inner[0].f[0] = vec3(1000u);
    p = copy;
    for (var a = 0u; a < 2u; a++) { for (var b = 0u; b < 3u; b++) { r = r * 3u + p.inner[a].f[b].x + p.inner[a].f[b].y + p.inner[a].f[b].z + u32(p.inner[a].m[b].y); } }
    if (p.flag) { r += copy.tail; }";
    each(items, body, |i| {
        let mut f = [[[0u32; 3]; 3]; 2];
        let mut m = [0u32; 3];
        f[(i % 2) as usize][(i % 3) as usize] = [i, 2, 3];
        f[1][2][(i % 3) as usize] += 7;
        m[(i % 3) as usize] = i;
        let mut r = 0u32;
        for (a, rows) in f.iter().enumerate() {
            for (b, row) in rows.iter().enumerate() {
                let sum: u32 = row.iter().sum();
                r = r.wrapping_mul(3).wrapping_add(sum + if a == 0 { m[b] } else { 0 });
            }
        }
        if i > 9 { r.wrapping_add(i) } else { r }
    });
    // A value indexed at run time: through memory.
    each(items, "let v = vec4(i, i + 1u, i + 2u, i + 3u); r = v[i % 4u];", |i| i + i % 4);
    each(items, "let a = array<u32, 3>(i, n[1], 8u); r = a[(i + 1u) % 3u];", |i| {
        [i, 3, 8][((i + 1) % 3) as usize]
    });
    each(
        items,
        "var a = array<u32, 3>(1u, 2u, 3u); let b = a; a[i % 3u] = 50u; r = b[0] + b[1] + b[2] + a[0];",
        |i| if i % 3 == 0 { 56 } else { 7 },
    );
    each(items, "r = select(0u, 1u, all(vec2(i, 2u) == vec2(4u, 2u)));", |i| u32::from(i == 4));
}

#[test]
fn storage_layouts() {
    let wgsl = "
struct Item { a: vec3<f32>, b: u32, m: mat2x3<f32>, c: array<vec2<u32>, 2> }
struct All { head: u32, items: array<Item> }
struct Uniforms { scale: f32, @align(16) offset: vec3<i32>, m: mat3x3<f32>, v: array<vec4<u32>, 2> }
@group(0) @binding(0) var<storage, read_write> s: All;
@group(0) @binding(1) var<uniform> u: Uniforms;
@compute @workgroup_size(4)
fn main(@builtin(global_invocation_id) id: vec3<u32>, @builtin(num_workgroups) g: vec3<u32>) {
    let i = id.x;
    if (i >= arrayLength(&s.items)) { return; }
    var item = s.items[i];
    item.b += arrayLength(&s.items) + g.x;
    item.a = item.a * u.scale + vec3<f32>(u.offset) + u.m[2];
    item.m[1] += item.m[0];
    item.c[1] = u.v[i % 2u].zw;
    s.items[i] = item;
    s.items[i].c[0].y = s.head;
}";
    // An item takes 16 words: a at 0, b at 3, the columns at 4 and 8, c at 12.
    let mut s = vec![41u32, 0, 0, 0];
    for i in 0..5u32 {
        for k in 0..16 {
            let value = 10 * i + k;
            s.push(if k == 3 || k >= 12 { value } else { (value as f32).to_bits() });
        }
    }
    let mut u = vec![0u32; 28];
    u[0] = 2.0f32.to_bits();
    u[4..7].copy_from_slice(&[1, !0, 3]);
    for k in 0..3 {
        u[16 + k] = (0.5f32 + k as f32).to_bits();
    }
    u[20..28].copy_from_slice(&[1, 2, 3, 4, 5, 6, 7, 8]);
    let run = clean(wgsl, vec![words(&s), words(&u)], [2, 1, 1]);
    let mut expected = s.clone();
    for i in 0..5usize {
        let item = &mut expected[4 + 16 * i..20 + 16 * i];
        for k in 0..3 {
            let offset = [1.0, -1.0, 3.0][k];
            item[k] = (f32::from_bits(item[k]) * 2.0 + offset + (0.5 + k as f32)).to_bits();
            item[8 + k] = (f32::from_bits(item[8 + k]) + f32::from_bits(item[4 + k])).to_bits();
        }
        item[3] += 5 + 2;
        item[13] = 41;
        let v = if i % 2 == 0 { [3, 4] } else { [7, 8] };
        item[14..16].copy_from_slice(&v);
    }
    assert_eq!(as_words(&run.bindings[0].1), expected);
}

#[test]
fn builtins_of_position() {
    let wgsl = "
@group(0) @binding(0) var<storage, read_write> out: array<u32>;
struct In { @builtin(local_invocation_id) l: vec3<u32>, @builtin(workgroup_id) w: vec3<u32> }
@compute @workgroup_size(3, 2, 2)
fn main(in: In, @builtin(global_invocation_id) g: vec3<u32>, @builtin(local_invocation_index) k: u32, @builtin(num_workgroups) n: vec3<u32>) {
    let at = ((g.z * n.y * 2u + g.y) * n.x * 3u + g.x) * 2u;
    out[at] = in.l.x + 10u * in.l.y + 100u * in.l.z + 1000u * k;
    out[at + 1u] = in.w.x + 10u * in.w.y + 100u * in.w.z + 1000u * n.x + 10000u * n.y + 100000u * n.z;
}";
    let groups = [2, 3, 2];
    let run = clean(wgsl, vec![words(&[0; 6 * 6 * 4 * 2])], groups);
    let out = as_words(&run.bindings[0].1);
    for z in 0..4u32 {
        for y in 0..6 {
            for x in 0..6 {
                let at = (((z * 6 + y) * 6 + x) * 2) as usize;
                let (l, w) = ([x % 3, y % 2, z % 2], [x / 3, y / 2, z / 2]);
                let k = l[0] + 3 * l[1] + 6 * l[2];
                assert_eq!(out[at], l[0] + 10 * l[1] + 100 * l[2] + 1000 * k);
                assert_eq!(
                    out[at + 1],
                    w[0] + 10 * w[1] + 100 * w[2] + 1000 * 2 + 10000 * 3 + 100000 * 2
                );
            }
        }
    }
    assert_eq!(run.storing_invocations, 144);
}

#[test]
fn atomics() {
    let wgsl = "
@group(0) @binding(0) var<storage, read_write> a: array<atomic<u32>, 8>;
@group(0) @binding(1) var<storage, read_write> b: array<atomic<i32>, 2>;
@group(0) @binding(2) var<storage, read_write> seen: array<u32>;
@compute @workgroup_size(32)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
    let i = id.x;
    atomicAdd(&a[0], i);
    atomicSub(&a[1], 2u);
    atomicMax(&a[2], i * 7u % 100u);
    atomicMin(&a[3], i * 7u % 100u + 5u);
    atomicOr(&a[4], 1u << (i % 20u));
    atomicAnd(&a[5], ~(1u << (i % 3u)));
    atomicXor(&a[6], i);
    atomicMin(&b[0], 50 - i32(i));
    atomicMax(&b[1], i32(i) - 50);
    // Everybody gets another ticket.
    let ticket = atomicAdd(&a[7], 1u);
    seen[ticket] = 1u;
}";
    let run = clean(
        wgsl,
        vec![words(&[0, 0, 0, !0, 0, !0, 0, 0]), words(&[0, (-100i32) as u32]), words(&[0; 128])],
        [4, 1, 1],
    );
    let xor = (0..128).fold(0, |a, b| a ^ b);
    assert_eq!(
        as_words(&run.bindings[0].1),
        [127 * 64, 0u32.wrapping_sub(256), 99, 5, (1 << 20) - 1, !7, xor, 128]
    );
    assert_eq!(as_words(&run.bindings[1].1), [(-77i32) as u32, 77]);
    assert_eq!(as_words(&run.bindings[2].1), [1; 128]);
    let wgsl = "
@group(0) @binding(0) var<storage, read_write> a: array<atomic<u32>, 3>;
@group(0) @binding(1) var<storage, read_write> won: array<u32>;
@compute @workgroup_size(16)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
    let r = atomicCompareExchangeWeak(&a[0], 5u, id.x + 10u);
    won[id.x] = select(0u, 1u, r.exchanged) + 10u * r.old_value;
    let before = atomicExchange(&a[1], id.x);
    atomicAdd(&a[2], before + atomicLoad(&a[0]));
    if (id.x == 31u) { atomicStore(&a[0], 1u); }
}";
    let run = clean(wgsl, vec![words(&[5, 100, 0]), words(&[0; 32])], [2, 1, 1]);
    let mut won = [100; 32];
    won[0] = 51;
    assert_eq!(as_words(&run.bindings[1].1), won);
    // Exchanges form a chain: every value but the last one in is seen once.
    assert_eq!(as_words(&run.bindings[0].1), [1, 31, 100 + (0..31).sum::<u32>() + 32 * 10]);
}
