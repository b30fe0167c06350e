//! Every kind of finding: a draft that has it, and a twin that hasn't.

use super::*;

#[test]
fn out_of_bounds() {
    let kernel = |body: &str| {
        format!(
            "@group(0) @binding(0) var<storage, read> x: array<f32>;
@group(0) @binding(1) var<storage, read_write> y: array<f32>;
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {{
    let i = id.x;
    {body}
}}"
        )
    };
    let buffers = || vec![floats(&[1.0; 100]), floats(&[0.0; 100])];
    let found = run(&kernel("y[i] = 2.0;"), buffers(), [2, 1, 1]);
    assert_eq!(kinds(&found), [FindingKind::OutOfBoundsWrite]);
    let f = &found.findings[0];
    assert_eq!((f.count, f.invocation), (28, Some([100, 0, 0])));
    assert_eq!(f.message, "writes 'y' at index 100, which has 100 elements");
    assert_eq!(f.span.map(|s| s.line), Some(6));
    assert_eq!(as_floats(&found.bindings[1].1), [2.0; 100]);

    let found = run(&kernel("if (i < 100u) { y[i] = x[i + 1u]; }"), buffers(), [2, 1, 1]);
    assert_eq!(kinds(&found), [FindingKind::OutOfBoundsRead]);
    assert_eq!(found.findings[0].count, 1);
    assert_eq!(as_floats(&found.bindings[1].1)[99], 0.0);

    clean(&kernel("if (i < arrayLength(&y)) { y[i] = x[i]; }"), buffers(), [2, 1, 1]);
}

#[test]
fn races_across_workgroups() {
    let kernel = |index: &str| {
        format!(
            "@group(0) @binding(0) var<storage, read_write> y: array<u32>;
@compute @workgroup_size(4)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {{ y[{index}] = 7u; }}"
        )
    };
    let found = run(&kernel("id.x / 2u"), vec![words(&[0; 8])], [4, 1, 1]);
    assert_eq!(kinds(&found), [FindingKind::Race]);
    assert_eq!(found.findings[0].invocation, Some([1, 0, 0]));
    let expected =
        "writes 'y' at index 0, which invocation (0, 0, 0) touches too, with nothing to order them";
    assert_eq!(found.findings[0].message, expected);
    clean(&kernel("id.x"), vec![words(&[0; 16])], [4, 1, 1]);
}

#[test]
fn races_between_barriers() {
    let kernel = |barrier: &str| {
        format!(
            "@group(0) @binding(0) var<storage, read_write> y: array<u32>;
var<workgroup> w: array<u32, 64>;
@compute @workgroup_size(64)
fn main(@builtin(local_invocation_index) l: u32, @builtin(global_invocation_id) id: vec3<u32>) {{
    w[l] = l;
    {barrier}
    y[id.x] = w[63u - l];
}}"
        )
    };
    let found = run(&kernel(""), vec![words(&[0; 128])], [2, 1, 1]);
    assert_eq!(kinds(&found), [FindingKind::Race]);
    let expected: Vec<u32> = (0..128).map(|i| 63 - i % 64).collect();
    let run = clean(&kernel("workgroupBarrier();"), vec![words(&[0; 128])], [2, 1, 1]);
    assert_eq!(as_words(&run.bindings[0].1), expected);
    // A storage barrier does not order workgroup memory.
    let found = super::run(&kernel("storageBarrier();"), vec![words(&[0; 128])], [2, 1, 1]);
    assert_eq!(kinds(&found), [FindingKind::Race]);
}

#[test]
fn barriers_that_not_all_reach() {
    let kernel = |guard: &str| {
        format!(
            "@group(0) @binding(0) var<storage, read_write> y: array<u32>;
var<workgroup> w: u32;
@compute @workgroup_size(64)
fn main(@builtin(local_invocation_index) l: u32) {{
    {guard}
    workgroupBarrier();
    if (l == 0u) {{ y[0] = w; }}
}}"
        )
    };
    let found = run(&kernel("if (l > 9u) { return; }"), vec![words(&[1])], [1, 1, 1]);
    assert_eq!(kinds(&found), [FindingKind::BarrierDivergence]);
    assert!(
        found.findings[0].message.starts_with("only 10 of 64 invocations"),
        "{}",
        found.findings[0].message
    );
    assert!(found.findings[0].message.contains("(10, 0, 0)"));
    clean(&kernel(""), vec![words(&[1])], [1, 1, 1]);
    clean(&kernel("if (l > 99u) { return; }"), vec![words(&[1])], [1, 1, 1]);
}

#[test]
fn endless_loops() {
    let wgsl = "@group(0) @binding(0) var<storage, read_write> y: array<u32>;
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
    var i = 0u;
    loop {
        if (i == y[0]) { break; }
        i = i | 1u;
    }
}";
    let limits = Limits { fuel: 10_000, ..limits() };
    let found = try_run(wgsl, vec![words(&[2])], [1, 1, 1], &limits).unwrap();
    assert_eq!(kinds(&found), [FindingKind::EndlessLoop]);
    assert_eq!(found.findings[0].span.map(|s| s.line), Some(5));
    let fine = try_run(wgsl, vec![words(&[1])], [1, 1, 1], &limits).unwrap();
    assert_eq!(fine.findings, []);
    let short = Limits { deadline: std::time::Duration::from_millis(30), ..Limits::default() };
    assert!(matches!(
        try_run(wgsl, vec![words(&[2])], [1, 1, 1], &short),
        Err(SimtError::Deadline(_))
    ));
}

#[test]
fn reads_of_what_nobody_wrote() {
    let wgsl = |first: &str| {
        format!(
            "@group(0) @binding(0) var<storage, read_write> y: array<u32>;
@group(0) @binding(1) var<storage, read_write> z: array<atomic<u32>>;
@compute @workgroup_size(16)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {{
    {first}
    y[id.x] += 1u;
}}"
        )
    };
    let go = |first: &str| {
        let program = Program::new(&checked(&wgsl(first))).unwrap();
        let bindings = vec![(0, words(&[5; 32])), (1, words(&[9; 4]))];
        let dispatch = Dispatch { bindings, unwritten: vec![0, 1], groups: [2, 1, 1] };
        program.run(&dispatch, &limits(), &CancellationToken::new()).unwrap()
    };
    let found = go("");
    assert_eq!(kinds(&found), [FindingKind::UninitializedRead]);
    assert_eq!((found.findings[0].count, found.findings[0].invocation), (32, Some([0, 0, 0])));
    assert_eq!(
        found.findings[0].message,
        "reads 'y' at index 0 before any invocation has written it"
    );
    assert_eq!(go("y[id.x] = 0u;").findings, []);
    assert_eq!(go("y[id.x] = 0u; atomicStore(&z[0], 1u);").findings, []);
    let found = go("y[id.x] = 0u; atomicAdd(&z[1], 1u);");
    assert_eq!((kinds(&found), found.findings[0].count), (vec![FindingKind::UninitializedRead], 1));
}

#[test]
fn domain_errors_that_reach_storage() {
    let go = |expression: &str, x: f32| {
        let wgsl = format!(
            "@group(0) @binding(0) var<storage, read> x: array<f32>;
@group(0) @binding(1) var<storage, read_write> y: array<f32>;
@compute @workgroup_size(16)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {{
    let v = x[id.x];
    y[id.x] = {expression};
}}"
        );
        let mut input = [1.0; 16];
        input[5] = x;
        run(&wgsl, vec![floats(&input), floats(&[0.0; 16])], [1, 1, 1])
    };
    for (expression, bad) in [
        ("sqrt(v)", -1.0),
        ("log(v)", -2.0),
        ("1.0 / v", 0.0),
        ("pow(v, 2.0)", -3.0),
        ("acos(v) + 1.0", 1.5),
    ] {
        let found = go(expression, bad);
        assert_eq!(kinds(&found), [FindingKind::NotFinite], "{expression}");
        let f = &found.findings[0];
        assert_eq!(
            (f.count, f.invocation, f.span.map(|s| s.line)),
            (1, Some([5, 0, 0]), Some(6)),
            "{expression}"
        );
        assert_eq!(go(expression, 0.5).findings, [], "{expression}");
    }
    // A NaN that comes in is nobody's error, and one that is not stored reaches nothing.
    assert_eq!(go("sqrt(v)", f32::NAN).findings, []);
    let found = go("select(sqrt(v), 0.0, v < 0.0)", -1.0);
    assert_eq!(kinds(&found), [FindingKind::Suspicious]);
    assert_eq!(found.findings[0].message, "-1 gives NaN here");
    assert_eq!(kinds(&go("max(0.0, sqrt(v))", -1.0)), [FindingKind::Suspicious]);
    assert_eq!(kinds(&go("1.0 / (1.0 + exp(v))", 1000.0)), [FindingKind::Suspicious]);
    // The same in all lanes.
    assert_eq!(go("log(x[5])", -1.0).findings[0].count, 16);
}

/// V6: a NaN may be made and thrown away; it may not decide anything.
#[test]
fn nans_that_decide() {
    let go = |body: &str, x: f32| {
        let wgsl = format!(
            "@group(0) @binding(0) var<storage, read> x: array<f32>;
@group(0) @binding(1) var<storage, read_write> y: array<f32>;
var<workgroup> w: array<f32, 16>;
var<private> p: array<f32, 4>;
@compute @workgroup_size(16)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {{
    let i = id.x;
    let v = x[i];
    {body}
}}"
        );
        let mut input = [1.0; 16];
        input[5] = x;
        run(&wgsl, vec![floats(&input), floats(&[0.0; 16])], [1, 1, 1])
    };
    let branch = "finite operands give a NaN here, which decides the branch in line ";
    let index = "finite operands give a NaN or an infinity here, which becomes the index ";
    for (body, line, message) in [
        ("if (sqrt(v) > 0.5) { y[i] = 1.0; }", 9, format!("{branch}9")),
        (
            "let s = log(v);\nlet b = s < 0.0 || i == 90u;\nif (!b) { y[i] = 1.0; }",
            9,
            format!("{branch}10"),
        ),
        ("var s = sqrt(v);\nwhile (s >= 0.0) { s -= 1.0; }", 9, format!("{branch}10")),
        ("y[i + 0u * u32(sqrt(v))] = 1.0;", 9, format!("{index}5 in line 9")),
        (
            "p[i & 3u] = acos(v);\nlet k = i32(p[i & 3u]) + 2;\ny[i] = x[k & 15];",
            9,
            format!("{index}2 in line 11"),
        ),
        (
            "w[i] = sqrt(v);\nworkgroupBarrier();\nif (w[5] > 0.0) { y[i] = 1.0; }",
            9,
            format!("{branch}11"),
        ),
        (
            "y[i] = 0.0;\ny[i] = asin(v);\nif (y[i] < 9.0) { y[i] = 1.0; }",
            10,
            format!("{branch}11"),
        ),
    ] {
        let found = go(body, -3.0);
        let fatal: Vec<_> =
            found.findings.iter().filter(|f| f.kind == FindingKind::DomainError).collect();
        assert_eq!(fatal.len(), 1, "{body}\n{:?}", found.findings);
        assert_eq!(fatal[0].span.map(|s| s.line), Some(line), "{body}");
        assert_eq!(fatal[0].message, message, "{body}");
        assert!(fatal[0].kind.is_fatal());
        assert!(
            go(body, 0.5).findings.iter().all(|f| f.kind != FindingKind::DomainError),
            "{body}"
        );
        // What comes in as a NaN is nobody's error.
        assert_eq!(
            go(body, f32::NAN).findings.iter().filter(|f| f.kind.is_fatal()).count(),
            0,
            "{body}"
        );
    }
    for (body, x) in [
        // Ordered all the same: a slab test divides by zero and compares.
        ("let t = 1.0 / v;\nif (t > 2.0) { y[i] = 1.0; }", 0.0),
        // Asked on purpose.
        ("let t = 0.0 * (1.0 / v);\nif (t != t) { y[i] = 1.0; }", 1.0),
        ("let t = select(sqrt(v), 0.0, v < 0.0);\nif (t > 2.0) { y[i] = 1.0; }", -1.0),
        ("let t = min(3.0, sqrt(v));\ny[i] = x[u32(t) * 2u];", -1.0),
    ] {
        assert!(go(body, x).findings.iter().all(|f| !f.kind.is_fatal()), "{body}");
    }
    // Out of range, and defined.
    let found = go("y[i] = f32(i32(v * 1e20));", 2.0);
    assert_eq!(kinds(&found), [FindingKind::Suspicious]);
    assert_eq!(
        found.findings[0].message,
        "i32(100000000000000000000) is out of range and gives 2147483520"
    );
}

#[test]
fn out_of_bounds_in_every_memory() {
    let go = |items: &str, body: &str| {
        let wgsl = format!(
            "struct P {{ v: array<vec4<f32>, 3> }}
@group(0) @binding(0) var<storage, read_write> y: array<f32>;
@group(0) @binding(1) var<uniform> p: P;
@group(0) @binding(2) var<storage, read_write> c: array<atomic<u32>>;
{items}
@compute @workgroup_size(8)
fn main(@builtin(local_invocation_index) l: u32) {{
    var r = 0.0;
    {body}
    y[l] = r;
}}"
        );
        run(&wgsl, vec![floats(&[0.0; 8]), floats(&[4.0; 12]), words(&[0; 4])], [1, 1, 1])
    };
    let bad = [
        (
            "",
            "r = p.v[l].x;",
            FindingKind::OutOfBoundsRead,
            5,
            "reads 'p' at index 3, which has 3 elements",
        ),
        (
            "",
            "var a: array<f32, 6>; r = a[l];",
            FindingKind::OutOfBoundsRead,
            2,
            "reads 'a' at index 6, which has 6 elements",
        ),
        (
            "",
            "var a: array<f32, 6>; a[i32(l) - 1] = 1.0; r = a[0];",
            FindingKind::OutOfBoundsWrite,
            2,
            "writes 'a' at index -1 (4294967295 as u32), which has 6 elements",
        ),
        (
            "var<workgroup> w: array<array<f32, 4>, 2>;",
            "w[l / 4u][l % 5u] = 1.0;",
            FindingKind::OutOfBoundsWrite,
            1,
            "writes 'w' at index 4, which has 4 elements",
        ),
        (
            "var<private> q: array<f32, 7>;",
            "r = q[l];",
            FindingKind::OutOfBoundsRead,
            1,
            "reads 'q' at index 7, which has 7 elements",
        ),
        (
            "",
            "atomicAdd(&c[l], 1u);",
            FindingKind::OutOfBoundsWrite,
            4,
            "writes 'c' at index 4, which has 4 elements",
        ),
        (
            "",
            "r = array<f32, 3>(1.0, 2.0, 3.0)[l];",
            FindingKind::OutOfBoundsRead,
            5,
            "reads 'a value' at index 3, which has 3 elements",
        ),
        (
            "",
            "let v = vec3(f32(l), 1.0, 2.0); r = v[l];",
            FindingKind::OutOfBoundsRead,
            5,
            "reads 'a value' at index 3, which has 3 elements",
        ),
    ];
    for (items, body, kind, count, message) in bad {
        let found = go(items, body);
        assert_eq!(kinds(&found), [kind], "{body}");
        assert_eq!(
            (found.findings[0].count, found.findings[0].message.as_str()),
            (count, message),
            "{body}"
        );
        assert_eq!(found.findings[0].span.map(|s| s.line), Some(9), "{body}");
    }
    let clean = [
        ("", "r = p.v[l % 3u].x;"),
        ("", "var a: array<f32, 6>; a[l % 6u] = 1.0; r = a[l % 6u];"),
        ("var<workgroup> w: array<array<f32, 4>, 2>;", "w[l / 4u][l % 4u] = 1.0;"),
        ("", "atomicAdd(&c[l % 4u], 1u);"),
    ];
    for (items, body) in clean {
        assert_eq!(go(items, body).findings, [], "{body}");
    }
}

#[test]
fn races_of_readers_and_writers() {
    let kernel = |first: &str, barrier: &str, second: &str| {
        format!(
            "@group(0) @binding(0) var<storage, read_write> y: array<u32>;
@compute @workgroup_size(64)
fn main(@builtin(local_invocation_index) l: u32, @builtin(global_invocation_id) id: vec3<u32>, @builtin(workgroup_id) g: vec3<u32>) {{
    let base = g.x * 64u;
    {first}
    {barrier}
    {second}
}}"
        )
    };
    let go = |first, barrier, second| {
        run(&kernel(first, barrier, second), vec![words(&[0; 192])], [3, 1, 1])
    };
    let race = [FindingKind::Race];
    let (own, next) = ("y[id.x] = l;", "y[id.x] = y[base + (l + 1u) % 64u];");
    assert_eq!(kinds(&go(own, "", next)), race);
    // Between barriers: read by one, written by another.
    assert_eq!(kinds(&go(own, "storageBarrier();", next)), race);
    assert_eq!(
        go(
            own,
            "storageBarrier();",
            "let v = y[base + (l + 1u) % 64u]; storageBarrier(); y[id.x] = v;"
        )
        .findings,
        []
    );
    // A workgroup barrier orders workgroup memory only.
    assert_eq!(kinds(&go(own, "workgroupBarrier();", "let v = y[base + (l + 1u) % 64u];")), race);
    // No barrier reaches across workgroups: many read what one writes, one reads what many wrote.
    assert_eq!(
        kinds(&go("let v = y[0];", "storageBarrier();", "if (id.x == 70u) { y[0] = 1u; }")),
        race
    );
    assert_eq!(kinds(&go("if (id.x == 70u) { y[0] = 1u; }", "", "let v = y[0];")), race);
    assert_eq!(
        go("let v = y[0];", "storageBarrier();", "if (id.x > 0u) { y[id.x] = v; }").findings,
        []
    );
    // The same value, and the whole vector of which one component is touched.
    assert_eq!(kinds(&go("y[5] = 1u;", "", "")), race);
}

/// A store to one component may access the whole vector, of which loads of components and other
/// vectors know nothing.
#[test]
fn components_of_a_vector_are_one_memory() {
    let kernel = |body: &str| {
        format!(
            "struct P {{ head: f32, v: vec3<f32>, tail: f32, m: mat2x3<f32> }}
@group(0) @binding(0) var<storage, read_write> y: array<vec4<f32>>;
@group(0) @binding(1) var<storage, read_write> p: array<P>;
var<workgroup> w: array<vec3<f32>, 64>;
fn put(v: ptr<function, vec3<f32>>, at: u32) {{ (*v)[at] = 1.0; }}
@compute @workgroup_size(64)
fn main(@builtin(local_invocation_index) l: u32, @builtin(global_invocation_id) id: vec3<u32>) {{
    let i = id.x;
    {body}
}}"
        )
    };
    let go = |body: &str| {
        run(&kernel(body), vec![floats(&[0.0; 512]), floats(&[0.0; 128 * 24])], [2, 1, 1])
    };
    for body in [
        "y[i / 4u][i % 4u] = 1.0;",
        "if (i % 2u == 0u) { y[i / 2u].x = 1.0; } else { y[i / 2u].w = 1.0; }",
        "y[i / 2u][i % 2u + 1u] = f32(i);",
        "if (i % 2u == 0u) { y[i / 2u].x = 1.0; } else { let v = y[i / 2u].w; }",
        "if (i % 2u == 1u) { let v = y[i / 2u].w; } else { y[i / 2u].x = 1.0; }",
        "w[l / 3u][l % 3u] = 1.0;",
        "w[l].x = 1.0; workgroupBarrier(); if (l == 3u) { w[5].y = 2.0; } if (l == 4u) { w[5].z = 2.0; }",
        "if (i < 3u) { p[1].v[i] = 1.0; }",
        "if (i < 6u) { p[2].m[i / 3u][i % 3u] = 1.0; }",
    ] {
        let run = go(body);
        assert_eq!(kinds(&run), [FindingKind::Race], "{body}: {:?}", run.findings);
    }
    for body in [
        "y[i].x = 1.0; y[i].y = 2.0; y[i][l % 4u] += 4.0;",
        "y[i] = vec4<f32>(1.0); y[i].w = y[i].x + y[i][2];",
        "let v = y[i / 4u][i % 4u];",
        "w[l].x = 1.0; w[l].z = w[l].y;",
        "w[l].x = 1.0; workgroupBarrier(); w[63u - l].y = 2.0;",
        "if (l % 2u == 0u) { w[l / 2u].x = 1.0; } storageBarrier(); workgroupBarrier(); if (l % 2u == 1u) { w[l / 2u].y = 1.0; }",
        // The twelve bytes of a vector, not what lies beside it; the columns of a matrix.
        "switch (i) { case 0u: { p[1].v.z = 1.0; } case 1u: { p[1].head = 1.0; } case 2u: { p[1].tail = 1.0; } default: {} }",
        "if (i < 2u) { p[2].m[i].y = 1.0; p[2].m[i][2] = 1.0; }",
        "var v = vec3<f32>(); put(&v, i % 3u); w[l] = v;",
    ] {
        let run = go(body);
        assert_eq!(run.findings, [], "{body}");
    }
}

/// What a store to a component may touch, nobody has written by it, and it is not out of bounds.
#[test]
fn a_component_is_all_that_is_written() {
    let wgsl = |component: &str| {
        format!(
            "@group(0) @binding(0) var<storage, read_write> y: array<vec4<f32>>;
@compute @workgroup_size(8)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {{
    y[id.x].x = 1.0;
    y[id.x].w = y[id.x].{component};
}}"
        )
    };
    for (component, found) in [("x", vec![]), ("y", vec![FindingKind::UninitializedRead])] {
        let program = Program::new(&checked(&wgsl(component))).unwrap();
        let bindings = vec![(0, floats(&[0.0; 32]))];
        let dispatch = Dispatch { bindings, unwritten: vec![0], groups: [1, 1, 1] };
        let run = program.run(&dispatch, &limits(), &CancellationToken::new()).unwrap();
        assert_eq!(kinds(&run), found, "{component}");
    }
}

#[test]
fn barriers_in_loops_that_lanes_leave() {
    let kernel = |bound: &str| {
        format!(
            "var<workgroup> w: array<u32, 32>;
@group(0) @binding(0) var<storage, read_write> y: array<u32>;
@compute @workgroup_size(32)
fn main(@builtin(local_invocation_index) l: u32) {{
    for (var k = 0u; k < {bound}; k++) {{
        w[l] += k;
        workgroupBarrier();
    }}
    y[l] = w[l] + workgroupUniformLoad(&w[3]);
}}"
        )
    };
    assert_eq!(
        kinds(&run(&kernel("l"), vec![words(&[0; 32])], [1, 1, 1])),
        [FindingKind::BarrierDivergence]
    );
    let run = clean(&kernel("5u"), vec![words(&[0; 32])], [1, 1, 1]);
    assert_eq!(as_words(&run.bindings[0].1), [20; 32]);
}

/// What several threads do must look like what one does.
#[test]
fn threads_do_not_show() {
    let wgsl = |index: &str| {
        format!(
            "@group(0) @binding(0) var<storage, read_write> y: array<u32>;
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {{
    var v = id.x;
    for (var k = 0u; k < 50u; k++) {{ v = v * 1664525u + 1013904223u; }}
    y[{index}] = v | 1u;
}}"
        )
    };
    let n = 1 << 18;
    let buffers = || vec![words(&vec![0; n])];
    let groups = [n as u32 / 64, 1, 1];
    let first = clean(&wgsl("id.x"), buffers(), groups);
    assert_eq!(first.bindings, clean(&wgsl("id.x"), buffers(), groups).bindings);
    assert_eq!(first.storing_invocations, n as u64);
    // Every word twice, by invocations half the dispatch apart.
    let racy = wgsl("id.x % 131072u");
    let (a, b) = (run(&racy, buffers(), groups), run(&racy, buffers(), groups));
    assert_eq!(kinds(&a), [FindingKind::Race]);
    assert_eq!(a.findings[0].count, 131_072);
    assert_eq!((a.bindings, a.findings), (b.bindings, b.findings));
}

#[test]
fn what_is_not_run_says_so() {
    let refuse = |wgsl: &str, part: &str| match Program::new(&checked(wgsl)) {
        Err(SimtError::Unsupported(message)) => assert!(message.contains(part), "{message}"),
        other => panic!("{wgsl}: {}", other.is_ok()),
    };
    let main = "@compute @workgroup_size(1) fn main() {";
    refuse(
        &format!(
            "@group(0) @binding(0) var t: texture_2d<f32>; {main} let x = textureLoad(t, vec2(0), 0); }}"
        ),
        "textures",
    );
    refuse(&format!("enable f16; {main} var x = 1h; }}"), "16-bit");
    refuse(&format!("{main} var x = 1lu; }}"), "64-bit");
    refuse(&format!("override n: u32 = 3; {main} var x = n; }}"), "overrides");
    refuse(
        "@compute @workgroup_size(1) fn main(@builtin(subgroup_size) s: u32) { var x = s; }",
        "SubgroupSize",
    );
    refuse("@compute @workgroup_size(64, 64, 1) fn main() {}", "workgroup of 64 × 64 × 1");
    refuse(
        "@compute @workgroup_size(1) fn a() {} @compute @workgroup_size(1) fn b() {}",
        "second entry point",
    );
    // Calls that double twenty-five times.
    let mut deep = "fn f0(x: u32) -> u32 { return x * 3u + 1u; }\n".to_owned();
    for k in 1..25 {
        deep +=
            &format!("fn f{k}(x: u32) -> u32 {{ return f{p}(x) + f{p}(x + 1u); }}\n", p = k - 1);
    }
    refuse(&format!("{deep} {main} var x = f24(1u); }}"), "more than");
    // Values too large to take apart, memory too large to have.
    refuse(
        &format!("var<workgroup> w: array<u32, 9999999>; {main} w[1] = 1u; }}"),
        "workgroup memory",
    );
    refuse(&format!("{main} var a: array<u32, 99999>; a[1] = 1u; }}"), "words of arrays");
}

#[test]
fn memory_and_cancellation() {
    let small = Limits { memory: 1 << 16, ..limits() };
    let buffers = || vec![floats(&[1.0; 10_000]), floats(&[1.0; 10_000]), words(&[10_000, 0])];
    assert_eq!(
        try_run(kernels::SAXPY, buffers(), [157, 1, 1], &small),
        Err(SimtError::Memory(1 << 16))
    );
    let cancel = CancellationToken::new();
    cancel.cancel();
    let program = Program::new(&checked(kernels::SAXPY)).unwrap();
    let bindings =
        buffers().into_iter().enumerate().map(|(i, b)| (i as u32, b)).collect::<Vec<_>>();
    let dispatch =
        Dispatch { bindings: bindings.clone(), unwritten: Vec::new(), groups: [157, 1, 1] };
    assert_eq!(program.run(&dispatch, &limits(), &cancel), Err(SimtError::Cancelled));
    let dispatch = Dispatch { bindings: bindings[..2].to_vec(), ..dispatch };
    assert!(
        matches!(program.run(&dispatch, &limits(), &CancellationToken::new()), Err(SimtError::Unsupported(m)) if m.contains("'p'"))
    );
    // No workgroup at all, and buffers with nothing in them.
    let empty = Dispatch {
        bindings: vec![(0, vec![]), (1, vec![]), (2, words(&[9, 0]))],
        unwritten: vec![],
        groups: [0, 1, 1],
    };
    assert_eq!(program.run(&empty, &limits(), &CancellationToken::new()).unwrap().findings, []);
    let empty = Dispatch { groups: [1, 1, 1], ..empty };
    let run = program.run(&empty, &limits(), &CancellationToken::new()).unwrap();
    assert_eq!(kinds(&run), [FindingKind::OutOfBoundsWrite, FindingKind::OutOfBoundsRead]);
}
