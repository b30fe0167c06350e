//! Control flow around barriers: what must pass, what must not, and where it says so.

use super::uniformity::check;

const HEAD: &str = "
@group(0) @binding(0) var<storage, read> x: array<f32>;
@group(0) @binding(1) var<storage, read_write> y: array<f32>;
struct Params { n: u32, m: u32 }
@group(0) @binding(2) var<uniform> p: Params;
var<workgroup> tile: array<f32, 64>;
var<workgroup> flag: u32;
var<private> mine: u32;
";

fn text(functions: &str, body: &str) -> String {
    format!(
        "{HEAD}{functions}
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) gid: vec3<u32>, @builtin(local_invocation_index) lid: u32,
        @builtin(workgroup_id) wid: vec3<u32>, @builtin(num_workgroups) groups: vec3<u32>) {{
{body}
}}"
    )
}

fn errors(functions: &str, body: &str) -> Vec<String> {
    let text = text(functions, body);
    let module = naga::front::wgsl::parse_str(&text).unwrap_or_else(|e| panic!("{body}: {e}"));
    check(&text, &module).iter().map(|d| d.render(std::path::Path::new(""))).collect()
}

#[test]
fn barriers_that_all_invocations_reach() {
    for body in [
        "workgroupBarrier();",
        "if gid.x < p.n { y[gid.x] = 1.0; } workgroupBarrier();",
        "if p.n > 3u { workgroupBarrier(); }",
        "if wid.x > 3u { workgroupBarrier(); }",
        "if groups.y > 3u { storageBarrier(); }",
        "if x[3] > 1.0 { workgroupBarrier(); }",
        "if arrayLength(&y) > 7u { workgroupBarrier(); }",
        "for (var s = 32u; s > 0u; s = s / 2u) { if lid < s { tile[lid] += tile[lid + s]; } workgroupBarrier(); }",
        "var s = 32u; loop { if s == 0u { break; } workgroupBarrier(); s >>= 1u; }",
        "var s = 32u; loop { workgroupBarrier(); continuing { s -= 1u; break if s == 0u; } }",
        "for (var i = lid; i < p.n; i += 64u) { tile[lid] += x[i]; } workgroupBarrier();",
        "for (var i = 0u; i < p.n; i++) { if i == lid { continue; } tile[lid] += 1.0; } workgroupBarrier();",
        "for (var i = 0u; i < p.n; i++) { for (var j = lid; j < 9u; j++) { if j == 3u { break; } } workgroupBarrier(); }",
        "var i = lid; i = 3u; if i == 3u { workgroupBarrier(); }",
        "let stop = workgroupUniformLoad(&flag); if stop == 0u { workgroupBarrier(); }",
        "if p.n == 0u { return; } workgroupBarrier();",
        "switch p.n { case 1u: { workgroupBarrier(); } default: { } }",
        "switch lid { case 1u: { tile[0] = 1.0; } default: { } } workgroupBarrier();",
        "switch lid { case 1u: { if p.n == 1u { break; } } default: { } } workgroupBarrier();",
        "let half = select(1u, 2u, p.n > 4u); if half == 2u { workgroupBarrier(); }",
        "var a = array<u32, 4>(); a[p.n] = p.m; if a[0] == 1u { workgroupBarrier(); }",
        "while p.n == 77u { workgroupBarrier(); }",
    ] {
        assert_eq!(errors("", body), [""; 0], "{body}");
    }
}

#[test]
fn barriers_that_some_may_not_reach() {
    for body in [
        "if gid.x < p.n { workgroupBarrier(); }",
        "if lid == 0u { storageBarrier(); }",
        "if lid == 0u { } else { workgroupBarrier(); }",
        "if gid.x >= p.n { return; } workgroupBarrier();",
        "if y[0] > 1.0 { workgroupBarrier(); }",
        "if x[lid] > 1.0 { workgroupBarrier(); }",
        "if tile[0] > 1.0 { workgroupBarrier(); }",
        "if mine == 1u { workgroupBarrier(); }",
        "for (var i = lid; i < p.n; i += 64u) { workgroupBarrier(); }",
        "for (var i = 0u; i < p.n; i++) { if i == lid { break; } workgroupBarrier(); }",
        "for (var i = 0u; i < p.n; i++) { workgroupBarrier(); if i == lid { break; } }",
        "for (var i = 0u; i < p.n; i++) { if i == lid { continue; } workgroupBarrier(); }",
        "for (var i = 0u; i < p.n; i++) { if i == lid { return; } } workgroupBarrier();",
        "loop { workgroupBarrier(); continuing { break if lid == 3u; } }",
        "var i = 0u; if lid == 1u { i = 1u; } if i == 0u { workgroupBarrier(); }",
        "var i = 0u; loop { if i > lid { break; } i++; } if i == 3u { workgroupBarrier(); }",
        "var i = 0u; var k = 0u; loop { if i == 4u { break; } if k == 1u { workgroupBarrier(); } k = lid; i++; }",
        "switch lid { case 1u: { workgroupBarrier(); } default: { } }",
        "for (var i = 0u; i < 3u; i++) { switch lid { case 1u: { continue; } default: { } } workgroupBarrier(); }",
        "let b = p.n > 1u && lid > 3u; if b { workgroupBarrier(); }",
        "if lid > 3u && p.n > 1u { workgroupBarrier(); }",
        "let s = select(1u, lid, p.n > 4u); if s == 2u { workgroupBarrier(); }",
        "var a = array<u32, 4>(); a[lid & 3u] = 1u; if a[0] == 1u { workgroupBarrier(); }",
        "var a = array<u32, 4>(1u, 2u, 3u, 4u); if a[lid & 3u] == 1u { workgroupBarrier(); }",
        "if lid == 0u { let stop = workgroupUniformLoad(&flag); }",
        "let v = workgroupUniformLoad(&tile[lid]);",
        "{ { if lid == 0u { { workgroupBarrier(); } } } }",
        "var v = vec2<u32>(0u); v.x = lid; if v.y == 0u { workgroupBarrier(); }",
    ] {
        let errors = errors("", body);
        assert_eq!(errors.len(), 1, "{body}: {errors:?}");
        assert!(errors[0].contains("check/uniformity"), "{errors:?}");
    }
}

#[test]
fn calls_are_followed() {
    let functions = "
fn sync() { workgroupBarrier(); }
fn when(c: bool) { if c { workgroupBarrier(); } }
fn half(v: u32) -> u32 { return v / 2u; }
fn three() -> u32 { return 3u; }
fn early(v: u32) -> u32 { if v == 1u { return 1u; } return 2u; }
fn put(q: ptr<function, u32>, v: u32) { *q = v; }
fn read_it(q: ptr<function, u32>) -> u32 { return *q; }
fn shared_flag() -> u32 { return flag; }
";
    for (body, count) in [
        ("sync();", 0),
        ("if lid == 0u { sync(); }", 1),
        ("when(p.n == 1u);", 0),
        ("when(lid == 1u);", 1),
        ("when(p.n == 1u); when(lid == 1u);", 1),
        ("if half(p.n) == 1u { sync(); }", 0),
        ("if half(lid) == 1u { sync(); }", 1),
        ("if three() == 1u { sync(); }", 0),
        ("if early(p.n) == 1u { sync(); }", 0),
        ("if early(lid) == 1u { sync(); }", 1),
        ("let e = early(lid); sync();", 0),
        ("var q = 0u; put(&q, p.n); if q == 1u { sync(); }", 0),
        ("var q = 0u; put(&q, lid); if q == 1u { sync(); }", 1),
        ("var q = lid; put(&q, 1u); if q == 1u { sync(); }", 0),
        ("var q = lid; if read_it(&q) == 1u { sync(); }", 1),
        ("var q = 1u; if read_it(&q) == 1u { sync(); }", 0),
        ("if shared_flag() == 1u { sync(); }", 1),
        ("var q = 0u; if lid == 1u { put(&q, 1u); } if q == 1u { sync(); }", 1),
    ] {
        let errors = errors(functions, body);
        assert_eq!(errors.len(), count, "{body}: {errors:?}");
    }
}

#[test]
fn it_says_where_and_why() {
    let text = text("", "let i = gid.x;\n    if i < p.n {\n        workgroupBarrier();\n    }");
    let module = naga::front::wgsl::parse_str(&text).unwrap();
    let diagnostics = check(&text, &module);
    assert_eq!(
        diagnostics[0].render(std::path::Path::new("k.wgsl")),
        "k.wgsl:15:9: error: not every invocation of a workgroup may arrive at this \
         workgroupBarrier [check/uniformity]\n  note: 14:8: this may differ between invocations\n  \
         hint: move the barrier out of the `if`, the loop or what follows an early return"
    );
}

#[test]
fn tangled_flow_takes_no_exponential_time() {
    let depth = 60;
    let mut body = String::new();
    for i in 0..depth {
        body.push_str(&format!("for (var i{i} = 0u; i{i} < p.n; i{i}++) {{ "));
    }
    body.push_str("workgroupBarrier();");
    for i in (0..depth).rev() {
        body.push_str(&format!(" if i{i} == lid {{ break; }} }}"));
    }
    assert_eq!(errors("", &body).len(), 1);
}
