//! Traces: one invocation's values in the order in which they are computed.

use super::*;

#[test]
fn values_are_shown_in_order_with_rounds() {
    let wgsl = "@group(0) @binding(0) var<storage, read> x: array<f32>;
@group(0) @binding(1) var<storage, read_write> y: array<f32>;
@compute @workgroup_size(4)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
    let i = id.x;
    if (i >= arrayLength(&x)) { return; }
    var sum = 0.5;
    for (var k = 0u; k < 2u; k++) {
        let v = x[i] * f32(k);
        sum += v;
    }
    let p = vec2<i32>(i32(sum), -1);
    y[i] = sum + f32(p.y);
}";
    let program = Program::new(&checked(wgsl)).unwrap_or_else(|e| panic!("{e}"));
    let dispatch = Dispatch {
        bindings: vec![(0, floats(&[1.0, 2.0, 3.0, 4.0, 5.0, 6.0])), (1, floats(&[0.0; 6]))],
        unwritten: Vec::new(),
        groups: [2, 1, 1],
    };
    let trace = |at| {
        program
            .trace(&dispatch, at, &limits(), &CancellationToken::new())
            .unwrap_or_else(|e| panic!("{e}"))
    };
    let lines = |at: [u32; 3]| -> Vec<String> {
        let steps = trace(at).steps;
        let text = |s: &crate::execute::simt::Step| {
            let values: Vec<String> = s.values.iter().map(ToString::to_string).collect();
            format!("{}.{} {} = {}", s.span.line, s.round, s.name, values.join(", "))
        };
        steps.iter().map(text).collect()
    };
    assert_eq!(
        lines([4, 0, 0]),
        [
            "7.0 sum = 0.5",
            "8.0 k = 0",
            "5.0 i = 4",
            "6.0 i >= arrayLength(&x) = false",
            "8.0 k < 2u = true",
            "9.0 v = 0.0",
            "10.0 sum = 0.5",
            "8.0 k = 1",
            "8.1 k < 2u = true",
            "9.1 v = 5.0",
            "10.1 sum = 5.5",
            "8.1 k = 2",
            "8.2 k < 2u = false",
            "12.0 p = 5, -1",
            "13.0 y[4] = 4.5",
        ]
    );
    assert_eq!(
        lines([6, 0, 0]).last().map(String::as_str),
        Some("6.0 i >= arrayLength(&x) = true")
    );
    assert_eq!(trace([99, 0, 0]).steps, []);
}
