//! Workgroups with barriers that step together: only where nobody can tell, and each with memory of
//! its own.

use super::*;
use crate::execute::simt::passes::{Build, Effort};

fn groups_per_block(wgsl: &str) -> u32 {
    let program = Program::new(&checked(wgsl)).unwrap_or_else(|e| panic!("{e}"));
    program.code(Build::default()).groups_per_block
}

/// Each workgroup of 32 sums its own, after `body` has run.
fn sums(body: &str) -> String {
    format!(
        "var<workgroup> w: array<u32, 33>;
@group(0) @binding(0) var<storage, read_write> y: array<u32>;
@compute @workgroup_size(32)
fn main(@builtin(local_invocation_index) l: u32, @builtin(workgroup_id) g: vec3<u32>, @builtin(global_invocation_id) id: vec3<u32>) {{
    w[l] = y[id.x];
    workgroupBarrier();
    {body}
    for (var half = 16u; half > 0u; half /= 2u) {{
        if (l < half) {{ w[l] += w[l + half]; }}
        workgroupBarrier();
    }}
    y[id.x] = w[0] + g.x;
}}"
    )
}

#[test]
fn where_nobody_can_tell() {
    assert!(groups_per_block(&sums("")) > 1);
    assert!(groups_per_block(&sums("if (g.x > 1u) { w[l] += 1u; }")) > 1);
    // Barriers that not all workgroups of a block would reach together.
    assert_eq!(groups_per_block(&sums("if (g.x > 1u) { workgroupBarrier(); }")), 1);
    assert_eq!(groups_per_block(&sums("if (w[3] > 1u) { workgroupBarrier(); }")), 1);
    assert_eq!(groups_per_block(&sums("if (l > 40u) { return; }")), 1);
    assert_eq!(groups_per_block(&sums("for (var i = 0u; i < g.x; i++) { storageBarrier(); }")), 1);
    // Storage that a barrier orders within a workgroup.
    assert_eq!(groups_per_block(&sums("storageBarrier();")), 1);
    // Rows of lanes that two workgroups would share.
    assert_eq!(groups_per_block(&sums("").replace("size(32)", "size(24)")), 1);
}

#[test]
fn each_has_its_own_memory() {
    for groups in [1u32, 2, 31, 32, 33, 100] {
        let input: Vec<u32> = (0..groups * 32).map(|i| i.wrapping_mul(2_654_435_761)).collect();
        let run = clean(&sums(""), vec![words(&input)], [groups, 1, 1]);
        let expected: Vec<u32> = input
            .chunks(32)
            .zip(0..)
            .flat_map(|(own, g)| [own.iter().fold(g, |sum: u32, v| sum.wrapping_add(*v)); 32])
            .collect();
        assert_eq!(as_words(&run.bindings[0].1), expected, "{groups} workgroups");
    }
}

/// What is found is what a workgroup alone finds, whichever workgroup it is.
#[test]
fn findings_are_those_of_one_workgroup() {
    let bodies = [
        "if (g.x == 5u && l == 7u) { w[8] = 1u; }",
        "if (g.x == 5u) { y[id.x] = w[31u - l] + w[(l + 1u) % 32u]; w[l] = 2u; }",
        "if (g.x == 6u) { w[l + 2u] = 3u; }",
        "w[32] = 1u;",
        "if (l == 3u) { w[32] = g.x; } workgroupBarrier(); w[l] += w[32]; workgroupBarrier();",
    ];
    for (number, body) in bodies.into_iter().enumerate() {
        let wgsl = sums(body);
        assert!(groups_per_block(&wgsl) > 1, "{body}");
        let runs = [Effort::Full, Effort::Plain].map(|effort| {
            let program = Program::with_effort(&checked(&wgsl), effort).unwrap();
            let bindings = vec![(0, words(&[1; 32 * 9]))];
            let dispatch = Dispatch { bindings, unwritten: Vec::new(), groups: [9, 1, 1] };
            program.run(&dispatch, &limits(), &CancellationToken::new()).unwrap()
        });
        let said = |run: &Run| -> Vec<_> {
            let of = |f: &crate::kernel::Finding| (f.kind, f.span, f.invocation, f.count);
            run.findings.iter().map(of).collect()
        };
        assert_eq!(said(&runs[0]), said(&runs[1]), "{body}");
        assert_eq!(runs[0].findings.is_empty(), number == 4, "{body}");
    }
}

#[test]
fn in_place() {
    let program = Program::new(&checked(kernels::SAXPY)).unwrap();
    let n = 40_000usize;
    let (x, y) = (vec![2.0f32; n], (0..n).map(|i| i as f32).collect::<Vec<_>>());
    let params = words(&[n as u32, 3.0f32.to_bits()]);
    let bindings = vec![(0, floats(&x)), (1, floats(&y)), (2, params)];
    let groups = [n.div_ceil(64) as u32, 1, 1];
    let mut dispatch = Dispatch { bindings, unwritten: Vec::new(), groups };
    let before = dispatch.clone();
    let world = crate::execute::simt::World::strict();
    let cancel = CancellationToken::new();
    // Twice, so that the second run meets memory that the first one gave back.
    for _ in 0..2 {
        let copy = program.run(&dispatch, &limits(), &cancel).unwrap();
        let watch = crate::execute::simt::Watch::Everything;
        let run = program.run_in_place(&mut dispatch, &world, watch, &limits(), &cancel).unwrap();
        assert_eq!((run.bindings, run.findings), (vec![], copy.findings));
        assert_eq!(dispatch.bindings, copy.bindings);
    }
    assert_eq!(dispatch.bindings[0], before.bindings[0]);
    assert_eq!(as_floats(&dispatch.bindings[1].1)[9], 9.0 + 2.0 * 6.0);
    // After an error the bytes are as they were.
    let before = dispatch.clone();
    cancel.cancel();
    let watch = crate::execute::simt::Watch::Bounds;
    assert!(program.run_in_place(&mut dispatch, &world, watch, &limits(), &cancel).is_err());
    assert_eq!(dispatch, before);
}
