//! Drafts that break one rule each, and what is said about them.

use super::*;
use crate::contract::fixture::{buffer, contract, scalar};
use crate::contract::{BufferAccess, Contract, Elem, Expr, Param, ScalarType};

/// saxpy with a few more kinds of buffer.
fn kernel() -> Contract {
    let mut pixels = buffer("pixels", Elem::U8, BufferAccess::ReadWrite);
    if let Param::Buffer(buffer) = &mut pixels {
        buffer.length = Expr::parse("n*8").unwrap();
    }
    let mut kernel = contract(vec![
        scalar("n", ScalarType::I32),
        scalar("a", ScalarType::F32),
        buffer("x", Elem::F32, BufferAccess::Read),
        buffer("y", Elem::F32, BufferAccess::ReadWrite),
        pixels,
    ]);
    kernel.outputs = vec!["y".into()];
    kernel
}

const GOOD: &str = "// dispatch: ceil_div(n, 64)
@group(0) @binding(0) var<storage, read> x: array<f32>;
@group(0) @binding(1) var<storage, read_write> y: array<f32>;
@group(0) @binding(2) var<storage, read_write> pixels: array<u32>;
struct Params { n: i32, a: f32 }
@group(0) @binding(3) var<uniform> p: Params;

@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) gid: vec3<u32>) {
    let i = i32(gid.x);
    if i < p.n { y[i] = p.a * x[i] + y[i]; }
}
";

/// `LINE:COLUMN message | hint` of all diagnostics.
fn said(wgsl: &str) -> Vec<String> {
    let Err(diagnostics) = check(wgsl, Some(&kernel())) else { return Vec::new() };
    let place =
        |d: &Diagnostic| d.span.map_or(String::new(), |s| format!("{}:{} ", s.line, s.column));
    let hint = |d: &Diagnostic| d.hint.as_ref().map_or(String::new(), |hint| format!(" | {hint}"));
    diagnostics.iter().map(|d| format!("{}{}{}", place(d), d.message, hint(d))).collect()
}

#[test]
fn a_good_draft_passes() {
    let checked = check(GOOD, Some(&kernel())).unwrap();
    assert_eq!(checked.workgroup_size, [64, 1, 1]);
    assert_eq!(checked.dispatch.unwrap()[0].to_string(), "ceil_div(n, 64)");
    assert_eq!(checked.diagnostics, []);
    check("@compute @workgroup_size(1) fn main() {}", None).unwrap();
}

#[test]
fn what_a_draft_may_do_its_own_way() {
    for (from, to) in [
        ("x: array<f32>", "x: array<f32 >"),
        ("pixels: array<u32>", "pixels: array<atomic<u32>>"),
        ("pixels: array<u32>", "pixels: array<vec2<u32>>"),
        ("pixels: array<u32>", "pixels: array<vec2u>"),
        ("struct Params { n: i32, a: f32 }", "struct Params { n: i32, a: f32, }"),
        (
            "@compute",
            "var<private> t: f32; var<workgroup> w: array<u32, 4096>; const C = 1;\n@compute",
        ),
        (
            "fn main",
            "fn helper() -> f32 { return p.a; }\nstruct S { a: f32 }\n@compute @workgroup_size(16, 16) fn main",
        ),
        ("@group(0) @binding(3)", "@binding(3) @group(0)"),
    ] {
        let mut text = GOOD.replacen(from, to, 1);
        if to.contains("@compute @workgroup_size(16") {
            text = text.replacen("@compute @workgroup_size(64)\n", "", 1);
        }
        assert_ne!(text, GOOD);
        assert_eq!(said(&text), [""; 0], "{text}");
    }
}

#[test]
fn every_broken_rule_is_named_on_its_line() {
    let mut transcript = String::new();
    for (from, to) in [
        ("// dispatch: ceil_div(n, 64)", "// dispatch: ceil_div(m, 64)"),
        ("x: array<f32>", "xs: array<f32>"),
        ("x: array<f32>", "x: array<i32>"),
        ("x: array<f32>", "x: array<vec4<f32>>"),
        ("x: array<f32>", "x: array<vec3<f32>>"),
        ("x: array<f32>", "x: array<f32, 64>"),
        ("storage, read> x", "storage, read_write> x"),
        ("y: array<f32>", "y: array<atomic<f32>>"),
        ("pixels: array<u32>", "pixels: array<vec4<u32>>"),
        ("pixels: array<u32>", "pixels: array<i32>"),
        ("n: i32, a: f32", "n: u32, a: f32"),
        ("n: i32, a: f32", "a: f32, n: i32"),
        ("n: i32, a: f32", "n: i32"),
        ("n: i32, a: f32", "n: i32, a: f32, b: f32"),
        ("n: i32, a: f32", "n: i32, @align(16) a: f32"),
        ("@group(0) @binding(3)", "@group(1) @binding(3)"),
        ("@compute", "@group(0) @binding(4) var<storage, read> more: array<f32>;\n@compute"),
        ("@compute", "@group(0) @binding(9) var t: texture_2d<f32>;\n@compute"),
        ("@compute", "override size: u32 = 4;\n@compute"),
        ("@workgroup_size(64)", "@workgroup_size(32, 32)"),
        ("@workgroup_size(64)", "@workgroup_size(1, 1, 65)"),
        ("fn main", "fn kernel"),
        ("@compute", "@compute @workgroup_size(1) fn other() {}\n@compute"),
        ("@compute", "var<workgroup> w: array<vec4<f32>, 1025>;\n@compute"),
        ("let i = ", "var big: array<f32, 4096>; let i = "),
        ("@group(0) @binding(2) var<storage, read_write> pixels: array<u32>;\n", ""),
        ("// dispatch", "enable f16;\n// dispatch"),
        ("// dispatch", "requires packed_4x8_integer_dot_product;\n// dispatch"),
    ] {
        let text = GOOD.replacen(from, to, 1);
        assert_ne!(text, GOOD, "{from}");
        let said = said(&text);
        assert!(!said.is_empty(), "accepted: {to}");
        transcript.push_str(&format!("{to}\n"));
        for line in said {
            transcript.push_str(&format!("    {}\n", line.replace('\n', "\n        ")));
        }
    }
    insta::assert_snapshot!(transcript);
}

#[test]
fn nagas_errors_come_with_hints() {
    let mut transcript = String::new();
    for body in [
        "let i = 1\n    let j = 2;",
        "var x: f32 = 1.0\n    x = 2.0;",
        "let f = p.a * p.n;",
        "let f = p.a * i32(1);",
        "let n = lenght;",
        "let idx = 1u; let k = idxx;",
        "let k = gl_GlobalInvocationID.x;",
        "let k = sinf(1.0);",
        "let k = float(1);",
        "int i = 0;",
        "let k = 1; k = 2;",
        "let k = p.n > 0 ? 1 : 2;",
        "if p.n { }",
        "var k: f32 = 1i;",
        "var k: i32; k = p.a;",
        "x[0] = 1.0;",
        "let k = sin(1i);",
        "let k = vec4<f32>(1.0, 2.0);",
        "for (var i = 0; i < p.n; i++ { }",
        "y[0] = x[0] + true;",
        "let b = p.n && true;",
        "switch p.n { case 0: { } }",
        "let array = 1; let fn = 2;",
        "return 1.0;",
        "let k = unpack(1u);",
        "é = 1;",
        "let k = \"text\";",
        "y[0] = y[0] +;",
    ] {
        let text =
            GOOD.replacen("let i = i32(gid.x);", &format!("let i = i32(gid.x);\n    {body}"), 1);
        let Err(diagnostics) = check(&text, Some(&kernel())) else { panic!("accepted: {body}") };
        for diagnostic in diagnostics {
            let text = diagnostic.render(std::path::Path::new("k.wgsl"));
            transcript.push_str(&format!("{body}\n    {}\n", text.replace('\n', "\n    ")));
        }
    }
    insta::assert_snapshot!(transcript);
}

#[test]
fn hostile_texts_end_in_a_diagnostic() {
    for text in [
        String::new(),
        "\0".into(),
        "\u{feff}".into(),
        "@".repeat(10_000),
        "/*".repeat(100_000),
        "a<".repeat(3_000),
        "fn f(){}".repeat(30_000),
        "fn f() { f(); }".into(),
        "alias A = B; alias B = A;".into(),
        "const a = array<i32, 1000000000>();".into(),
        "const a = array<array<array<i32, 65536>, 65536>, 65536>();".into(),
        "fn main() { let x = 1 / 0; }".into(),
        "const_assert false;".into(),
        "\u{202e}fn main() {}".into(),
        "@compute @workgroup_size(4294967295, 4294967295, 4294967295) fn main() {}".into(),
        "@compute @workgroup_size(0) fn main() {}".into(),
        "@compute @workgroup_size(-1) fn main() {}".into(),
        "@vertex fn main() -> @builtin(position) vec4<f32> { return vec4<f32>(); }".into(),
        "@compute fn main() {}".into(),
    ] {
        let diagnostics = check(&text, Some(&kernel())).unwrap_err();
        assert!(!diagnostics.is_empty());
        for diagnostic in diagnostics {
            assert!(!diagnostic.message.is_empty());
        }
    }
}
