//! V2: each world against a draft made for it, and against the strict world where it may not
//! matter.

use super::*;
use crate::execute::accuracy::Operation;
use crate::execute::simt::{Contraction, Lanes, Order};

fn only(change: impl FnOnce(&mut World)) -> World {
    let mut world = World::strict();
    change(&mut world);
    world
}

fn map(expression: &str, x: &[f32], world: &World) -> Vec<f32> {
    let wgsl = format!(
        "@group(0) @binding(0) var<storage, read> x: array<f32>;
@group(0) @binding(1) var<storage, read_write> y: array<f32>;
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {{
    let i = id.x;
    if (i >= arrayLength(&x)) {{ return; }}
    let v = x[i];
    y[i] = {expression};
}}"
    );
    let buffers = [floats(x), floats(&vec![0.0; x.len()])];
    let groups = [x.len().div_ceil(64) as u32, 1, 1];
    let run = run_in(&wgsl, &buffers, groups, world, Watch::Everything);
    assert!(run.findings.iter().all(|f| !f.kind.is_fatal()), "{:?}", run.findings);
    as_floats(&run.bindings[1].1)
}

#[test]
fn errors_stay_within_the_table_and_use_it() {
    let x: Vec<f32> = (1..2000).map(|i| i as f32 * 0.37).collect();
    let noise = |seed| only(|w| w.noise = Some(seed));
    type Exact = fn(f64) -> f64;
    let cases: [(&str, Operation, Exact, Option<f64>); 6] = [
        ("v / 3.0", Operation::Div, |v| v / 3.0, Some(3.0)),
        ("exp(-v)", Operation::Exp, |v| (-v).exp(), None),
        ("log(v)", Operation::Log, f64::ln, None),
        ("v * 1.1", Operation::Mul, |v| v * f64::from(1.1f32), Some(1.1)),
        ("v + 0.1", Operation::Add, |v| v + f64::from(0.1f32), Some(0.1)),
        ("inverseSqrt(v)", Operation::InverseSqrt, |v| 1.0 / v.sqrt(), None),
    ];
    for (text, operation, exact, second) in cases {
        let strict = map(text, &x, &World::strict());
        let (one, two) = (map(text, &x, &noise(1)), map(text, &x, &noise(2)));
        assert_eq!(one, map(text, &x, &noise(1)), "{text}");
        let differ = |a: &[f32], b: &[f32]| a.iter().zip(b).filter(|(a, b)| a != b).count();
        assert!(differ(&strict, &one) > x.len() / 4, "{text}: {}", differ(&strict, &one));
        assert!(differ(&one, &two) > x.len() / 4, "{text}");
        for (&v, &got) in x.iter().zip(&one) {
            let v = if text.contains("-v") { -v } else { v };
            let exact = exact(v.abs().into());
            let operands = [f64::from(v), second.unwrap_or(0.0)];
            let allowed = operation.allowed(&operands, exact).unwrap_or_else(|| panic!("{text}"));
            // The exact result above is itself rounded once, to f64.
            let slack = exact.abs() * 1e-14;
            let got = f64::from(got);
            assert!(allowed.lo - slack <= got && got <= allowed.hi + slack, "{text} {v} {got}");
        }
    }
}

#[test]
fn errors_leave_whole_numbers_infinities_and_signs() {
    let x: Vec<f32> = (0..500).map(|i| i as f32 - 250.0).collect();
    for seed in 0..5 {
        let noise = only(|w| w.noise = Some(seed));
        for text in ["v * 3.0 + 7.0", "f32(i32(v) * 5)", "v * 0.5", "floor(v)", "abs(v) - v"] {
            assert_eq!(map(text, &x, &noise), map(text, &x, &World::strict()), "{text}");
        }
        assert!(map("exp(v)", &x, &noise).iter().all(|y| *y >= 0.0));
        assert!(map("sin(v)", &x, &noise).iter().all(|y| y.abs() <= 1.0));
        assert!(map("sqrt(1.0 - cos(v) * cos(v))", &x, &noise).iter().all(|y| !y.is_nan()));
        assert_eq!(map("exp(v * v)", &[20.0], &noise), [f32::INFINITY]);
    }
}

/// `u32(f32(i) / f32(w))` is one too small where the quotient may come out below a whole number.
#[test]
fn an_index_from_a_quotient_falls_short() {
    let x: Vec<f32> = (0..4096).map(|i| i as f32).collect();
    let strict = map("f32(u32(f32(i) / 64.0))", &x, &World::strict());
    assert!(strict.iter().enumerate().all(|(i, y)| *y == (i / 64) as f32));
    let noisy = map("f32(u32(f32(i) / 64.0))", &x, &only(|w| w.noise = Some(3)));
    assert_ne!(strict, noisy);
}

#[test]
fn products_and_sums_become_one() {
    // (1 + 2⁻¹²)² needs one bit more than f32 has: 2⁻²⁴ is lost when the product is rounded.
    let v = [1.0 + 1.0 / 4096.0];
    let lost = 2f32.powi(-24);
    let (first, second) =
        (only(|w| w.contract = Contraction::First), only(|w| w.contract = Contraction::Second));
    let product = "v * v - (1.0 + 1.0 / 2048.0)";
    assert_eq!(map(product, &v, &World::strict()), [0.0]);
    assert_eq!(map(product, &v, &first), [lost]);
    assert_eq!(map(product, &v, &second), [lost]);
    for (text, one, two) in [
        ("v * v - v * v", lost, -lost),
        ("-(v * v) + v * v", -lost, lost),
        ("(1.0 + 1.0 / 2048.0) - v * v", -lost, -lost),
        ("dot(vec2(v, v), vec2(v, -v))", lost, -lost),
    ] {
        assert_eq!(map(text, &v, &World::strict()), [0.0], "{text}");
        assert_eq!(map(text, &v, &first), [one], "{text}");
        assert_eq!(map(text, &v, &second), [two], "{text}");
    }
    let wgsl = "@group(0) @binding(0) var<storage, read_write> y: array<f32>;
@compute @workgroup_size(1)
fn main() {
    var p = y[0] * y[0];
    let c = 1.0 + 1.0 / 2048.0;
    var s = -c;
    for (var i = 0; i < 2; i++) { s += p; p = 0.0; }
    y[1] = p - c + c;
    p = y[0] * y[0];
    p -= c;
    y[2] = p;
    y[3] = s;
}";
    let buffers = [floats(&[v[0], 9.0, 9.0, 9.0])];
    let got =
        |w: &World| as_floats(&run_in(wgsl, &buffers, [1, 1, 1], w, Watch::Bounds).bindings[0].1);
    assert_eq!(got(&World::strict())[1..], [0.0, 0.0, 0.0]);
    // Through a variable, but not around a loop.
    assert_eq!(got(&first)[1..], [0.0, lost, 0.0]);
}

#[test]
fn subnormals_become_zero() {
    let flush = only(|w| w.flush = true);
    let x = [1e-40, -1e-40, 1.0, 2e-38];
    let bits = |v: Vec<f32>| v.into_iter().map(f32::to_bits).collect::<Vec<_>>();
    let zero = |v: f32| v.to_bits();
    assert_eq!(map("v * 2.0", &x, &World::strict())[0], 2.0 * x[0]);
    assert_eq!(bits(map("v * 2.0", &x, &flush)), [zero(0.0), zero(-0.0), zero(2.0), zero(4e-38)]);
    assert_eq!(map("v * 0.1", &x, &flush)[3], 0.0);
    assert_eq!(map("select(1.0, 2.0, v > 0.0)", &x, &flush)[0], 1.0);
    assert_eq!(map("select(1.0, 2.0, v > 0.0)", &x, &World::strict())[0], 2.0);
    // A copy is no operation.
    assert_eq!(map("v", &x, &flush), x);
}

const TICKET: &str = "@group(0) @binding(0) var<storage, read_write> next: atomic<u32>;
@group(0) @binding(1) var<storage, read_write> y: array<u32>;
@compute @workgroup_size(2)
fn main(@builtin(global_invocation_id) id: vec3<u32>) { y[atomicAdd(&next, 1u)] = id.x; }";

#[test]
fn workgroups_come_in_other_orders() {
    let buffers = [words(&[0]), words(&[0; 200])];
    let got = |w: &World| {
        as_words(&run_in(TICKET, &buffers, [100, 1, 1], w, Watch::Everything).bindings[1].1)
    };
    let forward: Vec<u32> = (0..200).collect();
    assert_eq!(got(&World::strict()), forward);
    let reversed: Vec<u32> = (0..100).rev().flat_map(|g| [2 * g, 2 * g + 1]).collect();
    assert_eq!(got(&only(|w| w.groups = Order::Reversed)), reversed);
    let mut shuffled = got(&only(|w| w.groups = Order::Shuffled(4)));
    assert!(shuffled != forward && shuffled != reversed);
    // Lanes of a workgroup stay side by side: only atomics in another order part them.
    assert!(shuffled.chunks(2).all(|pair| pair[0] + 1 == pair[1]));
    let mut atomics = got(&only(|w| w.atomics = Some(9)));
    assert!(atomics.chunks(2).any(|pair| pair[0] + 1 != pair[1]));
    shuffled.sort_unstable();
    atomics.sort_unstable();
    assert_eq!((shuffled, atomics), (forward.clone(), forward));
}

/// Findings name the invocation, whatever the order.
#[test]
fn invocations_keep_their_names() {
    let wgsl = "@group(0) @binding(0) var<storage, read_write> y: array<u32>;
@compute @workgroup_size(4)
fn main(@builtin(global_invocation_id) id: vec3<u32>) { if (id.x == 13u) { y[id.x + 100u] = 1u; } }";
    for world in World::all(3) {
        let run = run_in(wgsl, &[words(&[0; 40])], [10, 1, 1], &world, Watch::Everything);
        assert_eq!(kinds(&run), [FindingKind::OutOfBoundsWrite], "{}", world.name);
        assert_eq!(run.findings[0].invocation, Some([13, 0, 0]), "{}", world.name);
    }
}

fn float_sum() -> (String, Vec<Vec<u8>>) {
    let wgsl = "@group(0) @binding(0) var<storage, read> x: array<f32>;
@group(0) @binding(1) var<storage, read_write> s: atomic<u32>;
@compute @workgroup_size(32)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
    var old = atomicLoad(&s);
    loop {
        let sum = bitcast<u32>(bitcast<f32>(old) + x[id.x]);
        let r = atomicCompareExchangeWeak(&s, old, sum);
        if (r.exchanged) { break; }
        old = r.old_value;
    }
}";
    let x: Vec<f32> = (0..256).map(|i| 1.0 / (1.0 + i as f32)).collect();
    (wgsl.into(), vec![floats(&x), words(&[0])])
}

/// A sum through compare-and-swap is right in every world, and rounded differently in some.
#[test]
fn sums_by_atomics_depend_on_the_order() {
    let (wgsl, buffers) = float_sum();
    let got = |w: &World| {
        let run = run_in(&wgsl, &buffers, [8, 1, 1], w, Watch::Everything);
        assert_eq!(run.findings, [], "{}", w.name);
        as_floats(&run.bindings[1].1)[0]
    };
    let strict = got(&World::strict());
    let sums: Vec<f32> = World::all(1).iter().map(got).collect();
    assert!(sums.iter().all(|s| (s - strict).abs() < 1e-4), "{sums:?}");
    let others: Vec<f32> = (0..4).map(|seed| got(&only(|w| w.atomics = Some(seed)))).collect();
    assert!(others.iter().any(|s| *s != strict), "{others:?}");
}

/// The weak compare-exchange fails now and then where atomics are shuffled, even with nobody else
/// around: a loop is right and goes both ways, a draft that tries once is not.
#[test]
fn compare_exchanges_fail_for_no_reason() {
    let kernel = |tries: &str| {
        format!(
            "@group(0) @binding(0) var<storage, read_write> y: array<atomic<u32>>;
var<workgroup> w: atomic<u32>;
@compute @workgroup_size(1)
fn main(@builtin(workgroup_id) g: vec3<u32>) {{
    var old = atomicLoad(&y[0]);
    loop {{
        let r = atomicCompareExchangeWeak(&y[0], old, old + 1u);
        if (r.exchanged) {{ break; }}
        old = r.old_value;
        {tries}
    }}
    loop {{ if (atomicCompareExchangeWeak(&w, 0u, g.x + 1u).exchanged) {{ break; }} {tries} }}
    atomicAdd(&y[1], atomicLoad(&w));
}}"
        )
    };
    let go = |wgsl: &str, world: &World| {
        let run = run_in(wgsl, &[words(&[0, 0])], [200, 1, 1], world, Watch::Coverage);
        assert_eq!(run.findings, [], "{}", world.name);
        let program = Program::new(&checked(wgsl)).unwrap_or_else(|e| panic!("{e}"));
        let open = program.coverage(&run.reached).unreached.len();
        (as_words(&run.bindings[0].1), open)
    };
    let (again, once) = (kernel(""), kernel("break;"));
    let all = vec![200, 20_100];
    for seed in 0..20 {
        let world = only(|w| w.atomics = Some(seed));
        assert_eq!(go(&again, &world), (all.clone(), 0), "{seed}");
        let (missed, _) = go(&once, &world);
        assert!((140..200).contains(&missed[0]), "{seed}: {missed:?}");
        assert!(missed[1] < all[1], "{seed}: {missed:?}");
        assert_eq!(go(&once, &world).0, missed, "{seed}");
    }
    let strict = World::strict();
    assert_eq!(go(&again, &strict).0, all);
    assert!(go(&again, &strict).1 > 0);
    assert_eq!(go(&once, &strict).0, all);
}

fn reduction(barrier: &str) -> String {
    format!(
        "@group(0) @binding(0) var<storage, read> x: array<u32>;
@group(0) @binding(1) var<storage, read_write> y: array<u32>;
var<workgroup> w: array<u32, 64>;
@compute @workgroup_size(64)
fn main(@builtin(local_invocation_index) l: u32, @builtin(workgroup_id) g: vec3<u32>) {{
    w[l] = x[g.x * 64u + l];
    workgroupBarrier();
    for (var s = 32u; s > 0u; s >>= 1u) {{
        if (l < s) {{ w[l] += w[l + s]; }}
        {barrier}
    }}
    if (l == 0u) {{ y[g.x] = w[0]; }}
}}"
    )
}

/// Below 32 lanes lockstep hides that barriers are missing. One lane at a time doesn't, nor do the
/// tags of the strict world.
#[test]
fn a_reduction_without_barriers_is_caught() {
    let alone = |seed| only(|w| w.lanes = Lanes::OneAtATime(seed));
    let buffers = [words(&(0..128).collect::<Vec<_>>()), words(&[0; 2])];
    let sums = vec![2016, 6112];
    let bad = reduction("if (s > 16u) { workgroupBarrier(); }");
    let strict = run_in(&bad, &buffers, [2, 1, 1], &World::strict(), Watch::Everything);
    assert_eq!(as_words(&strict.bindings[1].1), sums);
    assert_eq!(kinds(&strict), [FindingKind::Race]);
    for seed in 0..4 {
        let run = run_in(&bad, &buffers, [2, 1, 1], &alone(seed), Watch::Bounds);
        assert_ne!(as_words(&run.bindings[1].1), sums, "{seed}");
        let good = reduction("workgroupBarrier();");
        let run = run_in(&good, &buffers, [2, 1, 1], &alone(seed), Watch::Everything);
        assert_eq!(as_words(&run.bindings[1].1), sums, "{seed}");
        assert_eq!(run.findings, [], "{seed}");
    }
}

#[test]
fn barriers_are_missed_one_at_a_time_too() {
    let wgsl = reduction("if (l < 40u) { workgroupBarrier(); }");
    let buffers = [words(&[1; 64]), words(&[0; 1])];
    let alone = only(|w| w.lanes = Lanes::OneAtATime(2));
    let run = run_in(&wgsl, &buffers, [1, 1, 1], &alone, Watch::Bounds);
    assert_eq!(kinds(&run), [FindingKind::BarrierDivergence]);
}

/// No workgroup may wait for another: what the order forward happens to grant, another refuses.
#[test]
fn waiting_for_another_workgroup_never_ends() {
    let wgsl = "@group(0) @binding(0) var<storage, read_write> flag: array<atomic<u32>>;
@group(0) @binding(1) var<storage, read_write> y: array<u32>;
var<workgroup> w: u32;
@compute @workgroup_size(32)
fn main(@builtin(workgroup_id) g: vec3<u32>, @builtin(local_invocation_index) l: u32) {
    if (l == 0u) {
        w = 1u;
        var sum = g.x;
        if (g.x > 0u) {
            while (atomicLoad(&flag[g.x - 1u]) == 0u) { }
            sum += atomicLoad(&flag[g.x - 1u]) - 1u;
        }
        atomicStore(&flag[g.x], sum + 1u);
        y[g.x] = sum;
    }
}";
    let buffers = [words(&[0; 8]), words(&[0; 8])];
    let go = |w: &World| run_in(wgsl, &buffers, [8, 1, 1], w, Watch::Everything);
    let forward = go(&World::strict());
    assert_eq!(forward.findings, []);
    assert_eq!(as_words(&forward.bindings[1].1), [0, 1, 3, 6, 10, 15, 21, 28]);
    for order in [Order::Reversed, Order::Shuffled(1)] {
        let run = go(&only(|w| w.groups = order));
        assert_eq!(kinds(&run), [FindingKind::EndlessLoop], "{order:?}");
        assert_eq!(run.findings[0].span.map(|s| s.line), Some(10));
    }
    // Workgroups that step together wait for each other at once.
    let together = wgsl.replace("w = 1u;", "").replace("var<workgroup> w: u32;", "");
    let run = run_in(&together, &buffers, [8, 1, 1], &World::strict(), Watch::Bounds);
    assert_eq!(kinds(&run), [FindingKind::EndlessLoop]);
    let endless = "@compute @workgroup_size(64) fn main() { var i = 0u; loop { i = i & 3u; } }";
    for world in World::all(2) {
        let run = run_in(endless, &[], [3, 1, 1], &world, Watch::Bounds);
        assert_eq!(kinds(&run), [FindingKind::EndlessLoop], "{}", world.name);
    }
}

#[test]
fn a_program_knows_which_worlds_it_can_tell_apart() {
    let differs = |wgsl: &str| {
        let program = Program::new(&checked(wgsl)).unwrap_or_else(|e| panic!("{e}"));
        let worlds = World::all(1);
        let differs: Vec<bool> = worlds.iter().map(|w| program.differs_in(w)).collect();
        differs
    };
    let copy = "@group(0) @binding(0) var<storage, read_write> y: array<u32>;
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) { y[id.x] = id.x; }";
    assert_eq!(differs(copy), [false; 9]);
    assert_eq!(differs(TICKET), [false, false, false, false, false, false, true, true, true]);
    let (sum, _) = float_sum();
    assert_eq!(differs(&sum), [false, true, true, false, false, true, true, true, true]);
    let fused = copy.replace("id.x; }", "u32(f32(id.x) * 2.0 + 1.0); }");
    assert_eq!(differs(&fused), [false, true, true, true, true, true, false, false, false]);
}
