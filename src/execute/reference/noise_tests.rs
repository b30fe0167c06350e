//! Noisy runs: within WGSL's bounds, over their whole width, exact where nothing is lost, and the
//! same for the same seed. Coverage, constants and mutants of small kernels.

use std::collections::BTreeSet;
use std::path::Path;

use tokio_util::sync::CancellationToken;

use super::tests::{case_of, contract, floats, module, plain, saxpy, scalar};
use super::*;
use crate::contract::{Abi, ScalarType};
use crate::execute::accuracy::{Operation, ulp};
use crate::execute::{Case, Limits};
use crate::kernel::Scalar;

const AT: Placement = Placement { order: 0, poison: 0xc5 };

fn noisy(reference: &Reference, case: &Case, seed: u64) -> Output {
    let (limits, cancel) = (Limits::default(), CancellationToken::new());
    reference.noisy(case, AT, seed, &limits, &cancel).expect("it runs")
}

fn words(bytes: &[u8]) -> Vec<f32> {
    let word = |word: &[u8]| f32::from_le_bytes(word.try_into().expect("4 bytes"));
    bytes.chunks_exact(4).map(word).collect()
}

/// `y[i] = body(x, y)` over one word each, with `extra` in the module.
fn each(body: &str, extra: &str) -> Reference {
    let module = module(&format!(
        r#"(module {extra} (memory 1) (func (export "f") (param $n i32) (param $x i32) (param $y i32)
            (loop $next
                (f32.store (local.get $y) {body})
                (local.set $x (i32.add (local.get $x) (i32.const 4)))
                (local.set $y (i32.add (local.get $y) (i32.const 4)))
                (br_if $next (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))))"#
    ));
    let params = vec![scalar("n", ScalarType::I32), plain("x"), plain("y")];
    Reference::new(&module, &contract(Abi::C, "f", params)).expect("it compiles")
}

const X: &str = "(f32.load (local.get $x))";
const Y: &str = "(f32.load (local.get $y))";

/// Results of one operation over many draws, with its exact one; in units in the last place.
fn spread(body: &str, x: f32, y: f32, exact: f64) -> (f64, f64) {
    let reference = each(body, "");
    let case = case_of(&[("n", Scalar::I32(200))], vec![floats(&[x; 200]), floats(&[y; 200])]);
    let (mut low, mut high) = (0_f64, 0_f64);
    for seed in 0..8 {
        for found in words(&noisy(&reference, &case, seed).buffers[1]) {
            let off = (f64::from(found) - exact) / ulp(exact);
            (low, high) = (low.min(off), high.max(off));
        }
    }
    (low, high)
}

#[test]
fn rounded_operations_go_to_both_neighbours() {
    let (a, b) = (1.1_f32, 0.013_f32);
    let (x, y) = (f64::from(a), f64::from(b));
    for (body, exact) in [
        (format!("(f32.add {X} {Y})"), x + y),
        (format!("(f32.sub {X} {Y})"), x - y),
        (format!("(f32.mul {X} {Y})"), x * y),
        (format!("(f32.demote_f64 (f64.mul (f64.promote_f32 {X}) (f64.promote_f32 {Y})))"), x * y),
        (format!("(f32x4.extract_lane 2 (f32x4.add (f32x4.splat {X}) (f32x4.splat {Y})))"), x + y),
        (format!("(f32x4.extract_lane 3 (f32x4.sub (f32x4.splat {X}) (f32x4.splat {Y})))"), x - y),
        (format!("(f32x4.extract_lane 1 (f32x4.mul (f32x4.splat {X}) (f32x4.splat {Y})))"), x * y),
        (format!("(f32x4.extract_lane 3 (f32x4.mul (f32x4.splat {X}) (f32x4.splat {Y})))"), x * y),
    ] {
        let (low, high) = spread(&body, a, b, exact);
        assert!(low < 0.0 && high > 0.0, "{body}: {low} {high}");
        assert!(high - low < 1.001 && low > -1.0 && high < 1.0, "{body}: {low} {high}");
    }
}

#[test]
fn quotients_and_roots_err_by_their_units() {
    for (x, y) in [(1.0_f32, 3.0_f32), (0.99999, 1.0), (-7.3, 0.11), (4.0, 2.0), (3.9999998, 2.0)] {
        let exact = f64::from(x) / f64::from(y);
        for body in [
            format!("(f32.div {X} {Y})"),
            format!("(f32x4.extract_lane 2 (f32x4.div (f32x4.splat {X}) (f32x4.splat {Y})))"),
        ] {
            let (low, high) = spread(&body, x, y, exact);
            assert!(low >= -2.5 && high <= 2.5, "{body} {x} {y}: {low} {high}");
            // An exact quotient's neighbours are whole units away, two above a power of two.
            let least = if exact == f64::from(exact as f32) { 0.9 } else { 1.4 };
            assert!(low < -least && high > least, "{body} {x} {y}: {low} {high}");
        }
    }
    for x in [2.0_f32, 0.37, 1234.5, 1e-30] {
        let exact = f64::from(x).sqrt();
        let allowed = Operation::Sqrt.allowed(&[x.into()], exact).expect("bounded");
        let (low, high) = spread(&format!("(f32.sqrt {X})"), x, 0.0, exact);
        assert!(exact + low * ulp(exact) >= allowed.lo, "√{x}: {low}");
        assert!(exact + high * ulp(exact) <= allowed.hi, "√{x}: {high}");
        assert!(low < -2.0 && high > 2.0, "√{x}: {low} {high}");
    }
}

#[test]
fn specials_stay_what_they_are() {
    let cases = [
        (format!("(f32.div {X} {Y})"), 1.0, 0.0, f32::INFINITY),
        (format!("(f32.div {X} {Y})"), 0.0, 3.0, 0.0),
        (format!("(f32.sqrt {X})"), 0.0, 0.0, 0.0),
        (format!("(f32.add {X} {Y})"), f32::INFINITY, 1.5, f32::INFINITY),
        (format!("(f32.mul {X} {Y})"), f32::NEG_INFINITY, 2.0, f32::NEG_INFINITY),
        (format!("(f32.convert_i32_s (i32.trunc_f32_s {X}))"), -77.0, 0.0, -77.0),
    ];
    for (body, x, y, expected) in cases {
        let reference = each(&body, "");
        let case = case_of(&[("n", Scalar::I32(1))], vec![floats(&[x]), floats(&[y])]);
        for seed in 0..20 {
            assert_eq!(words(&noisy(&reference, &case, seed).buffers[1]), [expected], "{body}");
        }
    }
}

#[test]
fn math_errs_as_its_builtin_whoever_has_it() {
    let imported = r#"(import "env" "expf" (func $f (param f32) (result f32)))"#;
    let double = r#"(import "env" "exp" (func $exp (param f64) (result f64)))
        (func $f (param f32) (result f32)
            (f32.demote_f64 (call $exp (f64.promote_f32 (local.get 0)))))"#;
    // A body of its own, exact here for 2: what counts is its name.
    let own = r#"(func $expf (param f32) (result f32) (f32.const 7.3890562))"#;
    for (extra, call) in [(imported, "$f"), (double, "$f"), (own, "$expf")] {
        let reference = each(&format!("(call {call} {X})"), extra);
        assert!(reference.noisy_operations() > 0);
        let case =
            case_of(&[("n", Scalar::I32(300))], vec![floats(&[2.0; 300]), floats(&[0.0; 300])]);
        let exact = 2f64.exp();
        let found = words(&noisy(&reference, &case, 5).buffers[1]);
        let off = found.iter().map(|v| (f64::from(*v) - exact).abs() / ulp(exact));
        let worst = off.fold(0.0, f64::max);
        // 3 + 2·|x| = 7, and one more where the result is rounded again from f64.
        assert!(worst > 5.0 && worst <= 8.0, "{extra}: {worst}");
    }
}

#[test]
fn doubles_round_like_f32_unless_they_are_taken_apart() {
    let sum = "(f32.demote_f64 (f64.sub (f64.add (f64.promote_f32 (f32.load (local.get $x))) \
               (f64.const 0.1)) (f64.const 0.1)))";
    let reference = each(sum, "");
    let case = case_of(&[("n", Scalar::I32(64))], vec![floats(&[1.0; 64]), floats(&[0.0; 64])]);
    let distinct: BTreeSet<u32> =
        words(&noisy(&reference, &case, 1).buffers[1]).iter().map(|v| v.to_bits()).collect();
    assert!(distinct.len() > 2, "{distinct:?}");
    let shift = "(f32.demote_f64 (f64.sub (f64.add (f64.promote_f32 (f32.load (local.get $x))) \
                 (f64.const 6755399441055744)) (f64.const 6755399441055744)))";
    let reference = each(shift, "");
    let found = words(&noisy(&reference, &case, 1).buffers[1]);
    assert_eq!(found, [1.0; 64], "a shift that rounds doesn't blow up");
}

#[test]
fn every_build_of_saxpy_runs_noisy() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/kernels/saxpy");
    let mut seen = 0;
    for entry in std::fs::read_dir(folder).expect("the kernels are there") {
        let path = entry.expect("a readable entry").path();
        if path.extension().is_none_or(|extension| extension != "wat") {
            continue;
        }
        let file = path.file_name().and_then(|name| name.to_str()).expect("ASCII").to_owned();
        let module = module(&std::fs::read_to_string(&path).expect("readable"));
        let (contract, mut case, answer) = saxpy(&file, 333);
        let reference = Reference::new(&module, &contract).expect("it compiles");
        let exact = noisy(&reference, &case, 1);
        assert_eq!(exact.buffers[1], answer, "{file}: what is exact stays exact");
        case.scalars[1].1 = Scalar::F32(1.1);
        let first = noisy(&reference, &case, 1);
        assert_eq!(first.buffers, noisy(&reference, &case, 1).buffers, "{file}: same seed");
        assert_ne!(first.buffers, noisy(&reference, &case, 2).buffers, "{file}: another seed");
        let (x, y) = (words(&case.buffers[0]), words(&case.buffers[1]));
        let mut moved = 0;
        for ((x, y), found) in x.iter().zip(&y).zip(words(&first.buffers[1])) {
            let product = f64::from(1.1_f32) * f64::from(*x);
            let exact = product + f64::from(*y);
            let most = ulp(product) + ulp(exact) * 1.001;
            assert!((f64::from(found) - exact).abs() <= most, "{file}: {found} for {exact}");
            moved += usize::from(found != 1.1_f32 * x + y);
        }
        assert!(moved > 50, "{file}: {moved} of 333 moved");
        seen += 1;
    }
    assert_eq!(seen, 25);
}

const BRANCHES: &str = r#"(module (memory 1)
    (func $unused (param i32) (if (local.get 0) (then (nop))))
    (func (export "f") (param $n i32) (param $y i32)
        (if (i32.gt_s (local.get $n) (i32.const 100)) (then (unreachable)))
        (block $two (block $one (block $zero
            (br_table $zero $one $two (local.get $n)))
            (i32.store (local.get $y) (i32.const 7)) (return))
            (i32.store (local.get $y) (i32.const 8)) (return))
        (i32.store (local.get $y)
            (select (i32.const 1) (i32.const 2) (i32.eq (local.get $n) (i32.const 41))))))"#;

#[test]
fn coverage_counts_outcomes_that_can_end_well() {
    let module = module(BRANCHES);
    let params = vec![scalar("n", ScalarType::I32), plain("y")];
    let reference = Reference::new(&module, &contract(Abi::C, "f", params)).expect("it compiles");
    let mut reached = Reached::default();
    let run = |n: i32| {
        let case = case_of(&[("n", Scalar::I32(n))], vec![vec![0; 4]]);
        let (limits, cancel) = (Limits::default(), CancellationToken::new());
        reference.run(&case, AT, &limits, &cancel).expect("it runs").reached
    };
    // The `if` can only trap when true: not two outcomes, so no branch at all.
    assert_eq!(reference.coverage(&reached).outcomes, 5);
    for (n, expected) in [(0, 1), (1, 2), (5, 4), (0, 4), (41, 5)] {
        let found = run(n);
        assert_eq!(reached.lacks(&found), reference.coverage(&reached).reached < expected, "{n}");
        reached.merge(&found);
        let coverage = reference.coverage(&reached);
        assert_eq!(coverage.reached, expected, "n = {n}");
        assert_eq!(coverage.unreached.len() as u64, 5 - expected);
        if n == 5 {
            assert_eq!(coverage.unreached[0].what, "select never true");
            assert_eq!(coverage.unreached[0].span.map(|span| span.line), Some(10));
        }
    }
    let found = constants(&module, "f").expect("it decodes");
    assert_eq!(found, [1, 2, 7, 8, 41, 100]);
}

#[test]
fn mutants_are_valid_and_different_and_named() {
    let module = module(BRANCHES);
    let found = mutants(&module, "f").expect("it decodes");
    assert_eq!(found.len(), mutations(&module, "f").expect("it decodes"));
    let changes: Vec<&str> = found.iter().map(|mutant| mutant.change.as_str()).collect();
    for expected in [
        "i32.eq → i32.ne",
        "i32.const 41 → i32.const 42",
        "select → select with its values swapped",
        "store → nothing stored",
        "if → if always",
        "i32.gt_s → i32.ge_s",
    ] {
        assert!(changes.contains(&expected), "{expected}: {changes:?}");
    }
    let params = vec![scalar("n", ScalarType::I32), plain("y")];
    let contract = contract(Abi::C, "f", params);
    let case = |n: i32| case_of(&[("n", Scalar::I32(n))], vec![vec![0; 4]]);
    let run = |reference: &Reference, n: i32| {
        let (limits, cancel) = (Limits::default(), CancellationToken::new());
        reference.run(&case(n), AT, &limits, &cancel).map(|output| output.buffers)
    };
    let plain = Reference::new(&module, &contract).expect("it compiles");
    let mut killed = 0;
    for mutant in &found {
        assert!(mutant.span.is_some(), "{}", mutant.change);
        assert_ne!(mutant.wasm, module.wasm, "{}", mutant.change);
        let reference = Reference::of_mutant(&module, &contract, mutant)
            .unwrap_or_else(|error| panic!("{}: {error}", mutant.change));
        let noticed =
            [0, 1, 2, 40, 41, 42, 100].into_iter().any(|n| run(&reference, n) != run(&plain, n));
        killed += usize::from(noticed);
    }
    assert!(killed * 3 > found.len() * 2, "{killed} of {}", found.len());
}

#[test]
fn mutants_of_every_saxpy_compile_and_most_are_noticed() {
    let (mut all, mut noticed) = (0, 0);
    for file in ["clang19_O2.wat", "clang19_O2_simd.wat", "rust_idx.wat", "clang19_O0.wat"] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/kernels/saxpy").join(file);
        let module = module(&std::fs::read_to_string(&path).expect("readable"));
        let (contract, case, answer) = saxpy(file, 13);
        let found = mutants(&module, &contract.export).expect("it decodes");
        assert!(found.len() > 20 && found.len() <= MOST_MUTANTS, "{file}: {}", found.len());
        let limits = Limits { fuel: 100_000, ..Limits::default() };
        for mutant in &found {
            let reference = Reference::of_mutant(&module, &contract, mutant)
                .unwrap_or_else(|error| panic!("{file}: {}: {error}", mutant.change));
            let output = reference.run(&case, AT, &limits, &CancellationToken::new());
            all += 1;
            noticed += usize::from(!output.is_ok_and(|output| output.buffers[1] == answer));
        }
    }
    assert!(noticed * 2 > all, "{noticed} of {all}");
}
