//! What the rules see as the same, and what they must not.

use super::*;
use crate::contract::{BufferAccess, Elem, Expr, fixture};

/// `src` and `dst` of n elements; `a` in 1 to 9.
fn contract() -> Contract {
    let mut a = fixture::scalar("a", ScalarType::I32);
    if let Param::Scalar(a) = &mut a {
        a.generator = Some(Generator::Range(Elem::I32, 1.0, 9.0));
    }
    let mut contract = fixture::contract(vec![
        fixture::buffer("src", Elem::F32, BufferAccess::Read),
        fixture::buffer("dst", Elem::F32, BufferAccess::ReadWrite),
        fixture::scalar("n", ScalarType::I32),
        a,
    ]);
    contract.threads = vec![Expr::name("n")];
    contract
}

fn draft(body: &str) -> Checked {
    let wgsl = format!(
        "@group(0) @binding(0) var<storage, read> src: array<f32>;
@group(0) @binding(1) var<storage, read_write> dst: array<f32>;
struct Params {{ n: i32, a: i32 }}
@group(0) @binding(2) var<uniform> p: Params;
fn twice(x: f32, y: i32) -> f32 {{ if (y < 0) {{ return 0.0; }} return x + x; }}
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {{
    let i = i32(id.x);
    if (i >= p.n) {{ return; }}
    {body}
}}"
    );
    check::check(&wgsl, None).unwrap_or_else(|d| panic!("{d:#?}\n{wgsl}"))
}

fn alike(a: &str, b: &str) -> bool {
    same(&contract(), &draft(a), &draft(b))
}

#[test]
fn what_the_rules_prove() {
    for (a, b) in [
        ("dst[i] = 1.0;", "dst[i + 0] = 1.0;"),
        ("dst[i] = f32(i);", "dst[i] = f32(u32(i));"),
        ("dst[i] = f32(i >> 1u);", "dst[i] = f32(u32(i) >> 1u);"),
        (
            "dst[i] = select(min(src[i], 1.0), 0.0, src[i] < 0.0);",
            "dst[i] = select(min(src[i], 1.0), 0.0, src[i] <= 0.0);",
        ),
        (
            "dst[i] = f32(select(min(i - 3, 8), 0, i - 3 < 0));",
            "dst[i] = f32(select(min(i - 3, 8), 0, i - 3 < 1));",
        ),
        (
            "var v = 0.0; if (p.a > 0) { v = 1.0; } dst[i] = v;",
            "var v = 5.0; if (p.a > -1) { v = 1.0; } dst[i] = v;",
        ),
        ("if (p.a > 0) { dst[i] = 1.0; }", "dst[i] = 1.0;"),
        ("dst[i] = f32((i << 4u) | 3);", "dst[i] = f32((i << 4u) ^ 3);"),
        ("dst[i] = f32((i << 4u) | 3);", "dst[i] = f32((i << 4u) + 3);"),
        ("dst[i] = twice(src[i], p.a);", "dst[i] = src[i] + src[i];"),
        ("dst[i] = f32(p.a & 31);", "dst[i] = f32(p.a & 63);"),
        ("dst[i] = abs(f32(p.a));", "dst[i] = f32(p.a);"),
    ] {
        assert!(alike(a, b), "{a}\n{b}");
    }
}

#[test]
fn what_they_must_not() {
    for (a, b) in [
        ("dst[i] = 1.0;", "dst[i + 1] = 1.0;"),
        ("dst[i] = f32(i - 1);", "dst[i] = f32(u32(i - 1));"),
        (
            "dst[i] = select(min(src[i], 1.0), 0.0, src[i] < 0.0);",
            "dst[i] = select(min(src[i], 1.0), 0.0, src[i] < 0.5);",
        ),
        (
            "dst[i] = f32(select(min(i - 3, 8), 0, i - 3 < 0));",
            "dst[i] = f32(select(min(i - 3, 8), 0, i - 3 < 2));",
        ),
        ("if (p.a > 1) { dst[i] = 1.0; }", "dst[i] = 1.0;"),
        ("if (p.a < 9) { dst[i] = 1.0; }", "dst[i] = 1.0;"),
        ("dst[i] = f32((i << 4u) | 16);", "dst[i] = f32((i << 4u) ^ 16);"),
        ("dst[i] = f32(p.a & 7);", "dst[i] = f32(p.a & 15);"),
        ("dst[i] = src[i] - src[i];", "dst[i] = 0.0;"),
        ("dst[i] = dst[i]; dst[i] = dst[i] + 1.0;", "dst[i] = dst[i] + 1.0;"),
        ("let v = dst[i]; dst[i] = 2.0; dst[i] = v;", "dst[i] = 2.0; let v = dst[i]; dst[i] = v;"),
        (
            "var v = 0; for (var k = 0; k < 5; k++) { v += k; } dst[i] = f32(v);",
            "var v = 0; for (var k = 0; k < 6; k++) { v += k; } dst[i] = f32(v);",
        ),
        (
            "var v = 0; loop { v += 1; if (v > 3) { break; } } dst[i] = f32(v);",
            "var v = 1; loop { v += 1; if (v > 3) { break; } } dst[i] = f32(v);",
        ),
        (
            "var v = 0; loop { v += 1; if (v > 3) { break; } v += 1; } dst[i] = f32(v);",
            "var v = 0; loop { v += 1; if (v > 3) { break; } v += 2; } dst[i] = f32(v);",
        ),
    ] {
        assert!(!alike(a, b), "{a}\n{b}");
    }
}

const COUNTED: &str = "(module (memory 1) (func (export \"f\") (param $n i32) (param $p i32)
    (local $i i32)
    (block $end
        (br_if $end (i32.lt_s (local.get $n) (i32.const 1)))
        (loop $next
            (i32.store (i32.add (local.get $p) (i32.shl (local.get $i) (i32.const 2)))
                (i32.or (i32.shl (local.get $i) (i32.const 3)) (i32.const 5)))
            (br_if $next (i32.lt_s
                (local.tee $i (i32.add (local.get $i) (i32.const 1)))
                (local.get $n)))))))";

fn wasm(change: (&str, &str)) -> Vec<u8> {
    let text = COUNTED.replacen(change.0, change.1, 1);
    assert_eq!(text == COUNTED, change.0 == change.1, "{change:?}");
    wat::parse_str(text).expect("it is WAT")
}

fn unchanged(contract: &Contract, change: (&str, &str)) -> bool {
    same_function(contract, &wasm(("f", "f")), &wasm(change), 0)
}

#[test]
fn wasm_functions() {
    let mut contract = fixture::contract(vec![
        fixture::scalar("n", ScalarType::I32),
        fixture::buffer("p", Elem::I32, BufferAccess::Write),
    ]);
    contract.export = "f".into();
    contract.threads = vec![Expr::name("n")];
    let guard = ("i32.lt_s (local.get $n) (i32.const 1)", "i32.lt_s (local.get $n) (i32.const 0)");
    assert!(unchanged(&contract, guard), "a size is at least 1 (V9)");
    let never = ("(br_if $end (i32.lt_s (local.get $n) (i32.const 1)))", "(drop (i32.const 1))");
    assert!(unchanged(&contract, never));
    assert!(unchanged(&contract, ("br_if $next (i32.lt_s", "br_if $next (i32.lt_u")));
    assert!(unchanged(&contract, ("i32.or", "i32.xor")));
    assert!(!unchanged(&contract, ("i32.const 5", "i32.const 6")));
    assert!(!unchanged(
        &contract,
        (
            "i32.or (i32.shl (local.get $i) (i32.const 3))",
            "i32.or (i32.shl (local.get $i) (i32.const 4))"
        )
    ));
    assert!(!unchanged(&contract, ("br_if $next (i32.lt_s", "br_if $next (i32.le_s")));
    assert!(!unchanged(
        &contract,
        ("i32.lt_s (local.get $n) (i32.const 1)", "i32.lt_s (local.get $n) (i32.const 2)")
    ));
    assert!(!unchanged(
        &contract,
        ("(local.get $i) (i32.const 1)", "(local.get $i) (i32.const 2)")
    ));
    // Without the extent nothing says that n is a size.
    contract.threads.clear();
    contract.params.pop();
    assert!(!unchanged(&contract, guard));
}
