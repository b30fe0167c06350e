//! V3: which outcomes are asked for, and which runs reached them.

use super::*;

/// What 16 invocations leave unreached of a body, in order of place.
fn unreached(body: &str) -> Vec<String> {
    let wgsl = format!(
        "@group(0) @binding(0) var<storage, read_write> y: array<u32>;
fn f(a: u32, b: bool) -> u32 {{ if (b) {{ return a + 1u; }} return a * 2u; }}
@compute @workgroup_size(8)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {{
    let i = id.x;
    {body}
}}"
    );
    let program = Program::new(&checked(&wgsl)).unwrap_or_else(|e| panic!("{e}\n{wgsl}"));
    let dispatch =
        Dispatch { bindings: vec![(0, words(&[0; 16]))], unwritten: Vec::new(), groups: [2, 1, 1] };
    let run = |watch| {
        program
            .run_in(&dispatch, &World::strict(), watch, &limits(), &CancellationToken::new())
            .unwrap_or_else(|e| panic!("{e}\n{wgsl}"))
    };
    let (plain, covered) = (run(Watch::Everything), run(Watch::Coverage));
    assert_eq!(plain.bindings, covered.bindings, "{body}");
    assert_eq!(plain.findings, covered.findings, "{body}");
    let coverage = program.coverage(&covered.reached);
    assert_eq!(coverage.outcomes, coverage.reached + coverage.unreached.len() as u64);
    assert_eq!(program.coverage(&plain.reached).reached, 0);
    coverage.unreached.into_iter().map(|u| u.what).collect()
}

#[test]
fn conditions_have_two_outcomes() {
    for (body, expected) in [
        ("if (i < 8u) { y[i] = 1u; }", &[][..]),
        ("if (i < 16u) { y[i] = 1u; }", &["`i < 16u` is never false"]),
        ("if (i > 16u) { y[0] = 1u; } else { y[i] = 2u; }", &["`i > 16u` is never true"]),
        ("if (!(i == 3u)) { y[i] = 1u; }", &[]),
        ("let t = i == 99u; if (t) { y[i] = 1u; }", &["`i == 99u` is never true"]),
        ("y[i] = select(1u, 2u, i == 4097u);", &["`i == 4097u` is never true"]),
        ("y[i] = u32(i > 20u);", &["`i > 20u` is never true"]),
        ("y[i] = select(vec2(1u), vec2(2u), vec2(i, i + 20u) > vec2(18u)).x;", &[]),
        ("for (var k = 0u; k < i; k++) { y[i] += k; }", &[]),
        ("var k = 0u; while (k < 3u) { k++; if (k > 5u) { break; } }", &["`k > 5u` is never true"]),
        ("var k = 0u; loop { k++; continuing { break if k > 3u; } }", &[]),
        ("loop { y[i] = 1u; if (y[i] == 1u) { break; } }", &["`y[i] == 1u` is never false"]),
        ("while (true) { y[i] = 1u; break; }", &[]),
    ] {
        assert_eq!(unreached(body), expected, "{body}");
    }
}

#[test]
fn operands_of_and_and_or_have_two_outcomes() {
    for (body, expected) in [
        ("if (i < 3u && i > 1u) { y[i] = 1u; }", &[][..]),
        // The right operand is looked at only where the left one holds.
        ("if (i < 3u && i < 7u) { y[i] = 1u; }", &["`i < 7u` is never false"]),
        (
            "if (i < 20u || i > 3u) { y[i] = 1u; }",
            &["`i < 20u` is never false", "`i > 3u` is never true", "`i > 3u` is never false"],
        ),
        ("let a = i < 4u; let b = i > 2u; if (a && b) { y[i] = 1u; }", &[]),
        (
            "let a = i < 4u; let b = y[i] == 0u; if (a && b) { y[i] = 1u; }",
            &["`y[i] == 0u` is never false"],
        ),
        ("if (i < 9u && (i > 4u || i == 2u)) { y[i] = 1u; }", &[]),
    ] {
        assert_eq!(unreached(body), expected, "{body}");
    }
}

#[test]
fn statements_have_one() {
    for (body, expected) in [
        // The condition says it all.
        ("if (i >= 16u) { return; } y[i] = 1u;", &["`i >= 16u` is never true"][..]),
        ("if (i < 16u) { return; } y[i] = 1u;", &["`i < 16u` is never false"]),
        // A `return` alone doesn't count.
        ("for (var k = 0u; k < i; k++) { if (k > 2u) { return; } } return;", &[]),
        (
            "loop { if (i < 9u) { return; } if (i >= 9u) { return; } } ",
            &["`i >= 9u` is never false"],
        ),
        (
            "for (var k = 0u; k < 40u; k++) { if (k >= i) { return; } }\ny[i] = 1u;\ny[i] += 1u;",
            &["`k < 40u` is never false", "`y[i] = 1u` is never reached"],
        ),
        ("switch (i & 3u) { case 0u, 1u, 2u, 3u: { y[i] = 1u; } default: { } }", &[]),
        (
            "switch (i & 1u) { case 0u: { y[i] = 1u; } case 2u: { y[0] = 7u; } default: { break; } }",
            &["`y[0] = 7u` is never reached"],
        ),
        ("if (false) { y[i] = 1u; }", &["`y[i] = 1u` is never reached"]),
        // Either call's outcomes are the function's.
        ("y[i] = f(i, i == 2u) + f(i, true);", &[]),
        ("y[i] = f(i, true);", &["`b` is never false"]),
        (
            "if (i > 90u) { y[i] = f(i, i < 2u); }",
            &[
                "`b` is never true",
                "`b` is never false",
                "`i > 90u` is never true",
                "`i < 2u` is never true",
                "`i < 2u` is never false",
            ],
        ),
    ] {
        assert_eq!(unreached(body), expected, "{body}");
    }
}

#[test]
fn runs_add_up() {
    let wgsl = "@group(0) @binding(0) var<storage, read_write> y: array<u32>;
@compute @workgroup_size(8)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
    if (y[id.x] == 5u) { y[id.x] = 1u; }
}";
    let program = Program::new(&checked(wgsl)).unwrap_or_else(|e| panic!("{e}"));
    let reached = |value: u32| {
        let bindings = vec![(0, words(&[value; 8]))];
        let dispatch = Dispatch { bindings, unwritten: Vec::new(), groups: [1, 1, 1] };
        program
            .run_in(
                &dispatch,
                &World::strict(),
                Watch::Coverage,
                &limits(),
                &CancellationToken::new(),
            )
            .unwrap_or_else(|e| panic!("{e}"))
            .reached
    };
    let mut both = reached(5);
    let left = program.coverage(&both).unreached;
    assert_eq!(left.len(), 1);
    assert_eq!(left[0].what, "`y[id.x] == 5u` is never false");
    assert_eq!(left[0].span.map(|s| (s.line, s.column)), Some((4, 9)));
    both.merge(&reached(4));
    let coverage = program.coverage(&both);
    assert_eq!((coverage.outcomes, coverage.reached, coverage.unreached.len()), (2, 2, 0));
}
