//! Drafts of kernels built by hand: their text, and what they compute.

use tokio_util::sync::CancellationToken;

use super::*;
use crate::check;
use crate::contract::fixture::{buffer, contract, scalar};
use crate::contract::{BufferAccess, Elem, Expr, ScalarType};
use crate::execute::Limits;
use crate::execute::simt::{Dispatch, Program};
use crate::source::lifted::{Binary, Carried, Merge, Stmt, Ty, Unary, ValueId, ValueKind};
use crate::source::parallel::fixture::Build;

fn wgsl(lifted: &Lifted, contract: &Contract) -> Lowered {
    let lowered = lower(lifted, contract, None).unwrap_or_else(|d| panic!("{d:?}"));
    if let Err(diagnostics) = check::check(&lowered.wgsl, Some(contract)) {
        panic!("{}\n{diagnostics:#?}", lowered.wgsl);
    }
    lowered
}

/// Runs a draft in `groups` workgroups; returns the words of binding 0.
fn run(wgsl: &str, contract: &Contract, bindings: &[&[u32]], groups: u32) -> Vec<u32> {
    let checked = check::check(wgsl, Some(contract)).unwrap();
    let bytes = |words: &[u32]| words.iter().flat_map(|w| w.to_le_bytes()).collect::<Vec<u8>>();
    let dispatch = Dispatch {
        bindings: (0..).zip(bindings.iter().map(|words| bytes(words))).collect(),
        unwritten: Vec::new(),
        groups: [groups, 1, 1],
    };
    let program = Program::new(&checked).unwrap();
    let run = program.run(&dispatch, &Limits::default(), &CancellationToken::new()).unwrap();
    assert_eq!(run.findings, [], "{wgsl}");
    run.bindings[0].1.chunks(4).map(|c| u32::from_le_bytes([c[0], c[1], c[2], c[3]])).collect()
}

#[test]
fn saxpy_reads_like_saxpy() {
    let mut b = Build::new();
    let (n, a) = (b.scalar("n", Ty::I32), b.scalar("a", Ty::F32));
    let (x, y) = (b.pointer("x"), b.pointer("y"));
    let zero = b.int(0);
    b.count(zero, n, |b, i| {
        let product = {
            let x = b.load(Ty::F32, 4, x, &[(i, 4)], 0);
            b.mul(a, x)
        };
        let old = b.load(Ty::F32, 4, y, &[(i, 4)], 0);
        let sum = b.add(product, old);
        b.store(4, y, &[(i, 4)], 0, sum);
    });
    let mut contract = contract(vec![
        scalar("n", ScalarType::I32),
        scalar("a", ScalarType::F32),
        buffer("x", Elem::F32, BufferAccess::Read),
        buffer("y", Elem::F32, BufferAccess::ReadWrite),
    ]);
    contract.threads = vec![Expr::Name("n".into())];
    let lowered = wgsl(&b.finish(), &contract);
    assert!(lowered.parallel);
    assert_eq!(
        lowered.wgsl,
        "@group(0) @binding(0) var<storage, read> x: array<f32>;
@group(0) @binding(1) var<storage, read_write> y: array<f32>;
struct Params { n: i32, a: f32 }
@group(0) @binding(2) var<uniform> p: Params;

@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
    let i = i32(id.x);
    if (i >= p.n) {
        return;
    }
    y[i] += p.a * x[i];
}
"
    );
    // A contract that implies another number of workgroups gets its line.
    contract.threads = vec![Expr::Int(1)];
    let lowered = wgsl(&map(), &contract);
    assert!(lowered.wgsl.starts_with("// dispatch: ceil_div(n, 64)\n"), "{}", lowered.wgsl);
}

/// A map over n elements with saxpy's parameters.
fn map() -> Lifted {
    let mut b = Build::new();
    let (n, a) = (b.scalar("n", Ty::I32), b.scalar("a", Ty::F32));
    let (_, y) = (b.pointer("x"), b.pointer("y"));
    let zero = b.int(0);
    b.count(zero, n, |b, i| b.store(4, y, &[(i, 4)], 0, a));
    b.finish()
}

/// One output of i32 and the scalar n.
fn one_output() -> Contract {
    contract(vec![buffer("out_", Elem::I32, BufferAccess::ReadWrite), scalar("n", ScalarType::I32)])
}

#[test]
fn carried_values_change_places_at_once() {
    // a, b = b, a + b: neither may see the other's new value.
    let mut b = Build::new();
    let (out, n) = (b.pointer("out"), b.scalar("n", Ty::I32));
    let (zero, one) = (b.int(0), b.int(1));
    b.carry(zero, n, 1, vec![zero, one], |b, i, carried| {
        b.store(4, out, &[(i, 4)], 0, carried[0]);
        let sum = b.add(carried[0], carried[1]);
        vec![carried[1], sum]
    });
    let contract = one_output();
    let lowered = wgsl(&b.finish(), &contract);
    assert!(!lowered.parallel);
    assert!(lowered.wgsl.starts_with("// dispatch: 1\n"), "{}", lowered.wgsl);
    let words = run(&lowered.wgsl, &contract, &[&[0; 8], &[8]], 1);
    assert_eq!(words, [0, 1, 1, 2, 3, 5, 8, 13]);
}

fn compare(b: &mut Build, op: Binary, x: ValueId, y: ValueId) -> ValueId {
    b.value(Ty::I32, ValueKind::Binary(op, x, y))
}

#[test]
fn leaving_two_loops_at_once() {
    // The first pair i, j with i·j ≥ n, searched row by row, as i·100 + j; else −1.
    let mut b = Build::new();
    let (out, n) = (b.pointer("out"), b.scalar("n", Ty::I32));
    let (zero, one, ten) = (b.int(0), b.int(1), b.int(10));
    let hundred = b.int(100);
    let none = b.int(-1);
    let (block, outer, inner) = (b.label(), b.label(), b.label());
    let found = b.phi(Ty::I32);
    let body = b.list(|b| {
        let i = b.phi(Ty::I32);
        let body = b.list(|b| {
            let j = b.phi(Ty::I32);
            let body = b.list(|b| {
                let product = b.mul(i, j);
                let hit = compare(b, Binary::GeS, product, n);
                let rows = b.mul(i, hundred);
                let answer = b.add(rows, j);
                let leave = vec![Stmt::Break { label: block, values: vec![answer] }];
                let (otherwise, merges) = (Vec::new(), Vec::new());
                b.push(Stmt::If { condition: hit, then: leave, otherwise, merges });
                let next = b.add(j, one);
                let more = compare(b, Binary::LtS, next, ten);
                b.push(Stmt::If {
                    condition: more,
                    then: vec![Stmt::Continue { label: inner, values: vec![next] }],
                    otherwise: vec![Stmt::Break { label: inner, values: Vec::new() }],
                    merges: Vec::new(),
                });
            });
            let carried = vec![Carried { phi: j, init: zero }];
            b.push(Stmt::Loop { label: inner, carried, results: Vec::new(), body });
            let next = b.add(i, one);
            let more = compare(b, Binary::LtS, next, ten);
            b.push(Stmt::If {
                condition: more,
                then: vec![Stmt::Continue { label: outer, values: vec![next] }],
                otherwise: vec![Stmt::Break { label: outer, values: Vec::new() }],
                merges: Vec::new(),
            });
        });
        let carried = vec![Carried { phi: i, init: zero }];
        b.push(Stmt::Loop { label: outer, carried, results: Vec::new(), body });
        b.push(Stmt::Break { label: block, values: vec![none] });
    });
    b.push(Stmt::Block { label: block, results: vec![found], body });
    b.store(4, out, &[], 0, found);
    let contract = one_output();
    let lowered = wgsl(&b.finish(), &contract);
    for n in [0, 1, 17, 63, 81, 82] {
        let search = (0..10).flat_map(|i| (0..10).map(move |j| (i, j)));
        let expected = search.clone().find(|(i, j)| i * j >= n).map_or(-1, |(i, j)| i * 100 + j);
        let words = run(&lowered.wgsl, &contract, &[&[7], &[n as u32]], 1);
        assert_eq!(words, [expected as u32], "n = {n}\n{}", lowered.wgsl);
    }
}

#[test]
fn else_if_chains_from_nested_blocks() {
    // block a { block b { if n < 0 break b; break a(1) } ; if n == -5 break a(2); break a(3) }
    let mut b = Build::new();
    let (out, n) = (b.pointer("out"), b.scalar("n", Ty::I32));
    let (zero, minus) = (b.int(0), b.int(-5));
    let (one, two, three) = (b.int(1), b.int(2), b.int(3));
    let (outer, inner) = (b.label(), b.label());
    let result = b.phi(Ty::I32);
    let body = b.list(|b| {
        let body = b.list(|b| {
            let negative = compare(b, Binary::LtS, n, zero);
            b.push(Stmt::If {
                condition: negative,
                then: vec![Stmt::Break { label: inner, values: Vec::new() }],
                otherwise: Vec::new(),
                merges: Vec::new(),
            });
            b.push(Stmt::Break { label: outer, values: vec![one] });
        });
        b.push(Stmt::Block { label: inner, results: Vec::new(), body });
        let special = compare(b, Binary::Eq, n, minus);
        b.push(Stmt::If {
            condition: special,
            then: vec![Stmt::Break { label: outer, values: vec![two] }],
            otherwise: Vec::new(),
            merges: Vec::new(),
        });
        b.push(Stmt::Break { label: outer, values: vec![three] });
    });
    b.push(Stmt::Block { label: outer, results: vec![result], body });
    b.store(4, out, &[], 0, result);
    let contract = one_output();
    let lowered = wgsl(&b.finish(), &contract);
    assert!(!lowered.wgsl.contains("switch"), "{}", lowered.wgsl);
    for (n, expected) in [(4, 1), (0, 1), (-5, 2), (-6, 3)] {
        let words = run(&lowered.wgsl, &contract, &[&[0], &[n as u32]], 1);
        assert_eq!(words, [expected], "n = {n}\n{}", lowered.wgsl);
    }
}

#[test]
fn a_load_does_not_move_across_a_store() {
    // t = out[0]; out[0] = n; out[1] = t
    let mut b = Build::new();
    let (out, n) = (b.pointer("out"), b.scalar("n", Ty::I32));
    let old = b.load(Ty::I32, 4, out, &[], 0);
    b.store(4, out, &[], 0, n);
    b.store(4, out, &[], 4, old);
    let contract = one_output();
    let lowered = wgsl(&b.finish(), &contract);
    assert_eq!(run(&lowered.wgsl, &contract, &[&[5, 0], &[9]], 1), [9, 5]);
}

/// Once the scale was divided like any other, and the index was -(n * 536870912): right modulo
/// 2³² in bytes, far outside in elements. -2³¹ also has no absolute value.
#[test]
fn an_address_wraps_as_in_wasm() {
    for scale in [1 << 30, i32::MIN] {
        let mut b = Build::new();
        let (out, n) = (b.pointer("out"), b.scalar("n", Ty::I32));
        b.store(4, out, &[(n, scale)], 4, n);
        let contract = one_output();
        let lowered = wgsl(&b.finish(), &contract);
        assert_eq!(run(&lowered.wgsl, &contract, &[&[5, 0], &[8]], 1), [5, 8], "{}", lowered.wgsl);
    }
}

#[test]
fn merges_become_variables() {
    let mut b = Build::new();
    let (out, n) = (b.pointer("out"), b.scalar("n", Ty::I32));
    let (zero, two) = (b.int(0), b.int(2));
    b.count(zero, n, |b, i| {
        let small = compare(b, Binary::LtS, i, two);
        let phi = b.phi(Ty::I32);
        let mut doubled = i;
        let then = b.list(|b| {
            let old = b.load(Ty::I32, 4, out, &[(i, 4)], 0);
            doubled = b.add(old, old);
        });
        let merges = vec![Merge { phi, then: Some(doubled), otherwise: Some(i) }];
        b.push(Stmt::If { condition: small, then, otherwise: Vec::new(), merges });
        b.store(4, out, &[(i, 4)], 0, phi);
    });
    let mut contract = one_output();
    contract.threads = vec![Expr::Name("n".into())];
    let lowered = wgsl(&b.finish(), &contract);
    assert!(lowered.parallel, "{}", lowered.why);
    assert_eq!(run(&lowered.wgsl, &contract, &[&[7, 8, 9, 10], &[4]], 1), [14, 16, 2, 3]);
}

#[test]
fn bytes_share_words() {
    let mut b = Build::new();
    let (out, n) = (b.pointer("out"), b.scalar("n", Ty::I32));
    let zero = b.int(0);
    b.count(zero, n, |b, i| {
        let old = b.load(Ty::I32, 1, out, &[(i, 1)], 0);
        let new = b.add(old, i);
        b.store(1, out, &[(i, 1)], 0, new);
    });
    let lifted = b.finish();
    let mut contract = contract(vec![
        buffer("out_", Elem::U8, BufferAccess::ReadWrite),
        scalar("n", ScalarType::I32),
    ]);
    contract.threads = vec![Expr::Name("n".into())];
    let lowered = wgsl(&lifted, &contract);
    assert!(lowered.parallel && lowered.wgsl.contains("atomic<u32>"), "{}", lowered.wgsl);
    let words = run(&lowered.wgsl, &contract, &[&[0x0403_02ff, 0x0807_0605], &[6]], 1);
    assert_eq!(words, [0x0705_03ff, 0x0807_0b09]);
}

#[test]
fn constants_that_wgsl_has_no_literal_for() {
    let mut b = Build::new();
    let (out, _) = (b.pointer("out"), b.scalar("n", Ty::I32));
    for (at, bits) in [0x7f80_0000_u32, 0xff80_0000, 0x7fc0_0000, 0x8000_0000].iter().enumerate() {
        let value = b.value(Ty::F32, ValueKind::Const((*bits).into()));
        let bits = b.value(Ty::I32, ValueKind::Unary(Unary::Reinterpret, value));
        b.store(4, out, &[], 4 * at as i32, bits);
    }
    let smallest = b.int(i32::MIN);
    b.store(4, out, &[], 16, smallest);
    let contract = one_output();
    let lowered = wgsl(&b.finish(), &contract);
    let words = run(&lowered.wgsl, &contract, &[&[0; 5], &[1]], 1);
    assert_eq!(words, [0x7f80_0000, 0xff80_0000, 0x7fc0_0000, 0x8000_0000, 0x8000_0000]);
}

#[test]
fn doubles_are_named_where_they_stand() {
    let mut b = Build::new();
    let (out, n) = (b.pointer("out"), b.scalar("n", Ty::I32));
    let double = b.value(Ty::F64, ValueKind::Unary(Unary::ConvertS, n));
    let product = b.mul(double, double);
    let sum = b.add(product, double);
    let narrow = b.value(Ty::F32, ValueKind::Unary(Unary::Demote, sum));
    b.store(4, out, &[], 0, narrow);
    let diagnostics = lower(&b.finish(), &one_output(), Some("(module)")).unwrap_err();
    assert_eq!(diagnostics[0].code, "draft/unsupported");
    assert!(diagnostics[0].message.contains("f64"), "{}", diagnostics[0].message);
    assert_eq!(diagnostics[0].span.map(|span| span.line), Some(1));
}

#[test]
fn sixty_four_bits_in_two_words() {
    let mut b = Build::new();
    let (out, n) = (b.pointer("out"), b.scalar("n", Ty::I32));
    let wide = b.value(Ty::I64, ValueKind::Unary(Unary::ExtendS, n));
    let square = b.mul(wide, wide);
    let by = b.value(Ty::I64, ValueKind::Const(33));
    let shifted = b.binary(Binary::ShrS, square, by);
    let less = b.binary(Binary::Sub, shifted, wide);
    b.store(8, out, &[], 0, less);
    let contract = one_output();
    let lowered = wgsl(&b.finish(), &contract);
    for n in [3_i32, -70_000, i32::MAX, i32::MIN] {
        let wide = i64::from(n);
        let expected = ((wide.wrapping_mul(wide)) >> 33).wrapping_sub(wide) as u64;
        let words = run(&lowered.wgsl, &contract, &[&[0, 0], &[n as u32]], 1);
        assert_eq!(words, [expected as u32, (expected >> 32) as u32], "n = {n}");
    }
}

#[test]
fn an_integer_sum_is_added_atomically() {
    let mut b = Build::new();
    let (x, n) = (b.pointer("x"), b.scalar("n", Ty::I32));
    let zero = b.int(0);
    let mut sum = zero;
    b.carry(zero, n, 1, vec![zero], |b, i, carried| {
        let value = b.load(Ty::I32, 4, x, &[(i, 4)], 0);
        let square = b.mul(value, value);
        sum = carried[0];
        vec![b.add(carried[0], square)]
    });
    b.push(Stmt::Return { values: vec![sum] });
    b.lifted.results = vec![Ty::I32];
    let mut contract =
        contract(vec![buffer("x", Elem::I32, BufferAccess::Read), scalar("n", ScalarType::I32)]);
    contract.returns = Some(ScalarType::I32);
    contract.threads = vec![Expr::Name("n".into())];
    let lowered = wgsl(&b.finish(), &contract);
    assert!(lowered.parallel, "{}", lowered.why);
    assert!(lowered.wgsl.contains("atomicAdd(&ret[0], "), "{}", lowered.wgsl);
}

#[test]
fn nesting_without_end_is_refused() {
    let mut b = Build::new();
    let (out, n) = (b.pointer("out"), b.scalar("n", Ty::I32));
    let mut body = b.list(|b| b.store(4, out, &[], 0, n));
    for _ in 0..500 {
        let (otherwise, merges) = (Vec::new(), Vec::new());
        body = vec![Stmt::If { condition: n, then: body, otherwise, merges }];
    }
    let mut lifted = b.finish();
    lifted.body = body;
    let diagnostics = lower(&lifted, &one_output(), None).unwrap_err();
    assert!(diagnostics[0].message.contains("deep"), "{}", diagnostics[0].message);
}
