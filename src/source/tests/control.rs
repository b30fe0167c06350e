//! Loops of every shape, jumps, frames, narrow memory, bulk operators.

use wasmtime::Val;

use super::wasm::{Case, Draw, FREE, compare, lifted, parsed};
use crate::source::lifted::{Lifted, Stmt};
use crate::source::listing;

const X: u32 = FREE;
const Y: u32 = FREE + 0x1_0000;

fn module(body: &str) -> String {
    format!(
        "(module (memory (export \"memory\") 2)
           (global $__stack_pointer (mut i32) (i32.const 66560))
           {body})"
    )
}

/// Runs `f(n, x, y)` for several n; gives the kernel.
fn check(body: &str) -> Lifted {
    let wat = module(body);
    let (parsed, kernel) = (parsed(&wat), lifted(&wat, "f"));
    let mut draw = Draw(5);
    let cases: Vec<_> = [0, 1, 2, 3, 4, 7, 8, 13, 32]
        .iter()
        .map(|n| Case {
            arguments: vec![Val::I32(*n), Val::I32(X as i32), Val::I32(Y as i32)],
            memory: vec![(X, draw.ints(64, 50)), (Y, draw.ints(64, 50))],
        })
        .collect();
    assert_eq!(compare(&parsed, &kernel, &cases), cases.len());
    kernel
}

fn only_for(kernel: &Lifted) -> &Stmt {
    match &kernel.body[..] {
        [stmt @ Stmt::For { .. }] => stmt,
        _ => panic!("{}", listing(kernel)),
    }
}

#[test]
fn a_guarded_count_down_with_pointers_is_a_for() {
    let kernel = check(
        "(func (export \"f\") (param i32 i32 i32)
           local.get 0 i32.const 0 i32.gt_s
           if loop
             (i32.store (local.get 2) (i32.mul (i32.load (local.get 1)) (i32.const 3)))
             (local.set 1 (i32.add (local.get 1) (i32.const 4)))
             (local.set 2 (i32.add (local.get 2) (i32.const 4)))
             (br_if 0 (local.tee 0 (i32.sub (local.get 0) (i32.const 1))))
           end end)",
    );
    let Stmt::For { signed: true, step: 1, carried, body, .. } = only_for(&kernel) else {
        panic!("{}", listing(&kernel))
    };
    assert!(carried.is_empty());
    let [Stmt::Load { place, .. }, Stmt::Store { .. }] = &body[..] else {
        panic!("{}", listing(&kernel))
    };
    assert_eq!((place.terms.len(), place.terms[0].1, place.offset), (1, 4, 0));
}

#[test]
fn a_pointer_compared_with_its_end_counts_elements() {
    let kernel = check(
        "(func (export \"f\") (param i32 i32 i32) (local i32)
           (local.set 3 (i32.add (local.get 1) (i32.shl (local.get 0) (i32.const 2))))
           (block (loop
             (br_if 1 (i32.eq (local.get 1) (local.get 3)))
             (i32.store (local.get 2) (i32.load (local.get 1)))
             (local.set 1 (i32.add (local.get 1) (i32.const 4)))
             (local.set 2 (i32.add (local.get 2) (i32.const 4)))
             (br 0))))",
    );
    only_for(&kernel);
}

#[test]
fn a_reduction_carries_its_sum_out() {
    let kernel = check(
        "(func (export \"f\") (param i32 i32 i32) (result i32) (local i32 i32)
           (loop $l
             (if (i32.lt_s (local.get 3) (local.get 0)) (then
               (local.set 4 (i32.add (local.get 4)
                 (i32.load (i32.add (local.get 1) (i32.shl (local.get 3) (i32.const 2))))))
               (local.set 3 (i32.add (local.get 3) (i32.const 1)))
               (br $l))))
           (local.get 4))",
    );
    assert!(
        matches!(&kernel.body[..], [Stmt::For { .. }, Stmt::Return { .. }]),
        "{}",
        listing(&kernel)
    );
}

#[test]
fn a_row_by_row_loop_with_running_pointers_is_two_fors() {
    let kernel = check(
        "(func (export \"f\") (param i32 i32 i32) (local i32 i32)
           (if (i32.gt_s (local.get 0) (i32.const 0)) (then
             (loop $rows
               (local.set 4 (i32.const 0))
               (loop $columns
                 (i32.store (local.get 2) (i32.add (i32.load (local.get 1)) (local.get 4)))
                 (local.set 1 (i32.add (local.get 1) (i32.const 4)))
                 (local.set 2 (i32.add (local.get 2) (i32.const 4)))
                 (br_if $columns (i32.ne (local.tee 4 (i32.add (local.get 4) (i32.const 1))) (i32.const 5))))
               (br_if $rows (i32.ne (local.tee 3 (i32.add (local.get 3) (i32.const 1))) (local.get 0)))))))",
    );
    let Stmt::For { body, carried, .. } = only_for(&kernel) else { unreachable!() };
    assert!(carried.is_empty(), "{}", listing(&kernel));
    assert!(matches!(&body[..], [Stmt::For { .. }]), "{}", listing(&kernel));
}

#[test]
fn a_search_that_leaves_two_loops_at_once_stays_a_loop() {
    check(
        "(func (export \"f\") (param i32 i32 i32) (result i32) (local i32 i32)
           (block $found
             (loop $outer
               (local.set 4 (i32.const 0))
               (loop $inner
                 (br_if $found (i32.eq
                   (i32.load (i32.add (local.get 1) (i32.shl (local.get 3) (i32.const 2))))
                   (i32.load (i32.add (local.get 2) (i32.shl (local.get 4) (i32.const 2))))))
                 (br_if $inner (i32.lt_s (local.tee 4 (i32.add (local.get 4) (i32.const 1))) (local.get 0))))
               (br_if $outer (i32.lt_s (local.tee 3 (i32.add (local.get 3) (i32.const 1))) (local.get 0))))
             (return (i32.const -1)))
           (i32.add (i32.mul (local.get 3) (i32.const 100)) (local.get 4)))",
    );
}

#[test]
fn a_loop_that_depends_on_data_stays_a_loop() {
    check(
        "(func (export \"f\") (param i32 i32 i32) (result i32) (local i32)
           (local.set 0 (i32.add (local.get 0) (i32.const 1)))
           (loop $l
             (local.set 3 (i32.add (local.get 3) (i32.const 1)))
             (if (i32.and (local.get 0) (i32.const 1))
               (then (local.set 0 (i32.add (i32.mul (local.get 0) (i32.const 3)) (i32.const 1))))
               (else (local.set 0 (i32.shr_u (local.get 0) (i32.const 1)))))
             (br_if $l (i32.ne (local.get 0) (i32.const 1))))
           (local.get 3))",
    );
}

#[test]
fn an_unguarded_loop_runs_at_least_once() {
    let kernel = check(
        "(func (export \"f\") (param i32 i32 i32) (local i32)
           (loop $l
             (i32.store (i32.add (local.get 2) (i32.shl (local.get 3) (i32.const 2))) (local.get 3))
             (br_if $l (i32.lt_s (local.tee 3 (i32.add (local.get 3) (i32.const 1))) (local.get 0)))))",
    );
    assert!(matches!(&kernel.body[..], [Stmt::Loop { .. }]), "{}", listing(&kernel));
}

#[test]
fn steps_other_than_one_keep_the_last_value() {
    check(
        "(func (export \"f\") (param i32 i32 i32) (result i32) (local i32)
           (loop $l
             (if (i32.lt_s (local.get 3) (local.get 0)) (then
               (i32.store (i32.add (local.get 2) (i32.shl (local.get 3) (i32.const 2))) (local.get 3))
               (local.set 3 (i32.add (local.get 3) (i32.const 3)))
               (br $l))))
           (local.get 3))",
    );
}

#[test]
fn counting_down_to_and_including_zero() {
    let kernel = check(
        "(func (export \"f\") (param i32 i32 i32) (local i32)
           (local.set 3 (i32.sub (local.get 0) (i32.const 1)))
           (block (loop
             (br_if 1 (i32.lt_s (local.get 3) (i32.const 0)))
             (i32.store (i32.add (local.get 2) (i32.shl (local.get 3) (i32.const 2)))
               (i32.load offset=4 (i32.add (local.get 1) (i32.shl (local.get 3) (i32.const 2)))))
             (local.set 3 (i32.sub (local.get 3) (i32.const 1)))
             (br 0))))",
    );
    only_for(&kernel);
}

#[test]
fn bytes_and_shorts_keep_their_width_and_sign() {
    check(
        "(func (export \"f\") (param i32 i32 i32) (local i32)
           (loop $l (if (i32.lt_u (local.get 3) (local.get 0)) (then
             (i32.store8 (i32.add (local.get 2) (local.get 3))
               (i32.add (i32.load8_s (i32.add (local.get 1) (local.get 3))) (i32.const 200)))
             (i32.store16 offset=64 (i32.add (local.get 2) (i32.shl (local.get 3) (i32.const 1)))
               (i32.load16_s (i32.add (local.get 1) (i32.shl (local.get 3) (i32.const 1)))))
             (local.set 3 (i32.add (local.get 3) (i32.const 1)))
             (br $l)))))",
    );
}

#[test]
fn a_private_array_with_a_dynamic_index_stays_in_memory() {
    let kernel = check(
        "(func (export \"f\") (param i32 i32 i32) (result i32) (local i32 i32)
           (local.set 4 (i32.sub (global.get $__stack_pointer) (i32.const 64)))
           (loop $l
             (i32.store (i32.add (local.get 4) (i32.shl (local.get 3) (i32.const 2)))
               (i32.load (i32.add (local.get 1) (i32.shl (local.get 3) (i32.const 2)))))
             (br_if $l (i32.ne (local.tee 3 (i32.add (local.get 3) (i32.const 1))) (i32.const 8))))
           (i32.store offset=40 (local.get 4) (i32.const 5))
           (i32.add (i32.load offset=40 (local.get 4))
             (i32.load (i32.add (local.get 4) (i32.shl (i32.and (local.get 0) (i32.const 7)) (i32.const 2))))))",
    );
    let text = listing(&kernel);
    assert!(text.contains("private i32, 64 bytes"), "{text}");
    assert!(!text.contains("[10]"), "the scalar beside the array is no memory\n{text}");
}

#[test]
fn bulk_operators_become_loops() {
    check(
        "(func (export \"f\") (param i32 i32 i32)
           (memory.fill (local.get 2) (i32.const 7) (i32.shl (local.get 0) (i32.const 2)))
           (memory.copy (i32.add (local.get 2) (i32.const 128)) (local.get 1) (i32.shl (local.get 0) (i32.const 2)))
           (memory.fill (i32.add (local.get 2) (i32.const 512)) (i32.const 300) (local.get 0)))",
    );
}

#[test]
fn halves_of_an_i64_are_copied_as_they_are() {
    check(
        "(func (export \"f\") (param i32 i32 i32)
           (i64.store (local.get 2) (i64.load (local.get 1)))
           (i64.store offset=8 (local.get 2) (i64.const 0))
           (i32.store offset=16 (local.get 2)
             (i32.wrap_i64 (i64.shr_u (i64.load offset=8 (local.get 1)) (i64.const 32)))))",
    );
}

#[test]
fn lanes_of_vectors_compute_alone() {
    check(
        "(func (export \"f\") (param i32 i32 i32) (result i32) (local v128)
           (local.set 3 (i32x4.add (v128.load (local.get 1)) (i32x4.splat (local.get 0))))
           (v128.store (local.get 2) (i32x4.max_s (local.get 3) (v128.load offset=16 (local.get 1))))
           (v128.store offset=16 (local.get 2)
             (f32x4.mul (f32x4.convert_i32x4_s (local.get 3)) (f32x4.splat (f32.const 0.5))))
           (v128.store offset=32 (local.get 2) (v128.bitselect (local.get 3) (v128.load (local.get 2))
             (i32x4.gt_s (local.get 3) (v128.const i32x4 20 30 40 50))))
           (i32x4.extract_lane 2 (i8x16.shuffle 4 5 6 7 0 1 2 3 28 29 30 31 8 9 10 11
             (local.get 3) (v128.load (local.get 1)))))",
    );
}

#[test]
fn a_store_through_a_table_of_constants_finds_its_data() {
    let wat = "(module (memory (export \"memory\") 2)
        (data (i32.const 1024) \"\\01\\00\\00\\00\\0a\\00\\00\\00\\64\\00\\00\\00\\e8\\03\\00\\00\")
        (func (export \"f\") (param i32 i32 i32)
          (i32.store (local.get 2) (i32.load offset=1024
            (i32.shl (i32.and (local.get 0) (i32.const 3)) (i32.const 2))))))";
    let (module, kernel) = (parsed(wat), lifted(wat, "f"));
    let cases: Vec<_> = (0..4)
        .map(|n| Case {
            arguments: vec![Val::I32(n), Val::I32(X as i32), Val::I32(Y as i32)],
            memory: vec![(X, vec![0; 4])],
        })
        .collect();
    assert_eq!(compare(&module, &kernel, &cases), 4);
    assert!(listing(&kernel).contains("const i32 at 1024, 16 bytes"), "{}", listing(&kernel));
}

#[test]
fn an_unrolled_reduction_is_rolled_up() {
    let load = |offset: u32| {
        format!(
            "(i32.load offset={offset} (i32.add (local.get 1) (i32.shl (local.get 3) (i32.const 2))))"
        )
    };
    let kernel = check(&format!(
        "(func (export \"f\") (param i32 i32 i32) (result i32) (local i32 i32 i32)
           (local.set 5 (i32.and (local.get 0) (i32.const -4)))
           (block (loop
             (br_if 1 (i32.ge_s (local.get 3) (local.get 5)))
             (local.set 4 (i32.xor (i32.mul (local.get 4) (i32.const 31)) {}))
             (local.set 4 (i32.xor (i32.mul (local.get 4) (i32.const 31)) {}))
             (local.set 4 (i32.xor (i32.mul (local.get 4) (i32.const 31)) {}))
             (local.set 4 (i32.xor (i32.mul (local.get 4) (i32.const 31)) {}))
             (local.set 3 (i32.add (local.get 3) (i32.const 4)))
             (br 0)))
           (local.get 4))",
        load(0),
        load(4),
        load(8),
        load(12)
    ));
    assert!(
        matches!(&kernel.body[..], [Stmt::For { step: 1, .. }, Stmt::Return { .. }]),
        "{}",
        listing(&kernel)
    );
}

#[test]
fn copies_that_meet_in_memory_are_not_reordered() {
    // All loads first, then all stores: element i + 1 must be read before it is written.
    check(
        "(func (export \"f\") (param i32 i32 i32) (local i32 i32 i32)
           (local.set 5 (i32.and (local.get 0) (i32.const -2)))
           (block (loop
             (br_if 1 (i32.ge_s (local.get 3) (local.get 5)))
             (local.set 4 (i32.add (local.get 1) (i32.shl (local.get 3) (i32.const 2))))
             (i64.store offset=4 (local.get 4) (i64.load (local.get 4)))
             (local.set 3 (i32.add (local.get 3) (i32.const 2)))
             (br 0))))",
    );
    check(
        "(func (export \"f\") (param i32 i32 i32) (local i32 i32 i32 i32 i32)
           (local.set 5 (i32.and (local.get 0) (i32.const -2)))
           (block (loop
             (br_if 1 (i32.ge_s (local.get 3) (local.get 5)))
             (local.set 4 (i32.add (local.get 1) (i32.shl (local.get 3) (i32.const 2))))
             (local.set 6 (i32.load (local.get 4)))
             (local.set 7 (i32.load offset=4 (local.get 4)))
             (i32.store offset=4 (local.get 4) (local.get 6))
             (i32.store offset=8 (local.get 4) (local.get 7))
             (local.set 3 (i32.add (local.get 3) (i32.const 2)))
             (br 0))))",
    );
}
