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
