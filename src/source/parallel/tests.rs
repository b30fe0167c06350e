//! Kernels whose loops are independent, and kernels whose loops only look it.

use super::fixture::Build;
use super::*;
use crate::source::lifted::{Binary, RootId, RootKind, Stmt, Ty, ValueKind};

#[test]
fn a_map_in_place_is_parallel() {
    let mut b = Build::new();
    let (n, y) = (b.scalar("n", Ty::I32), b.pointer("y"));
    let zero = b.int(0);
    let label = b.count(zero, n, |b, i| {
        let old = b.load(Ty::F32, 4, y, &[(i, 4)], 0);
        let new = b.add(old, old);
        b.store(4, y, &[(i, 4)], 0, new);
    });
    assert_eq!(parallel(&b.finish()).loops, [label]);
}

#[test]
fn a_neighbour_in_place_is_serial() {
    let mut b = Build::new();
    let (n, y) = (b.scalar("n", Ty::I32), b.pointer("y"));
    let one = b.int(1);
    b.count(one, n, |b, i| {
        let old = b.load(Ty::F32, 4, y, &[(i, 4)], -4);
        b.store(4, y, &[(i, 4)], 0, old);
    });
    let found = parallel(&b.finish());
    assert_eq!(found.loops, []);
    assert!(found.why.contains("same element"), "{}", found.why);
}

/// `for y { for x { dst[place] = src[x] } }`, the place in bytes.
fn image(
    place: impl FnOnce(&mut Build, [ValueId; 4]) -> (Vec<(ValueId, i32)>, Vec<i32>, u8),
) -> (Lifted, Label, Label) {
    let mut b = Build::new();
    let (dst, w, h) = (b.pointer("dst"), b.scalar("w", Ty::I32), b.scalar("h", Ty::I32));
    let zero = b.int(0);
    let mut inner = None;
    let outer = b.count(zero, h, |b, y| {
        inner = Some(b.count(zero, w, |b, x| {
            let (terms, offsets, width) = place(b, [x, y, w, h]);
            for offset in offsets {
                b.store(width, dst, &terms, offset, x);
            }
        }));
    });
    (b.finish(), outer, inner.unwrap())
}

#[test]
fn rows_and_columns_are_two_axes() {
    let (lifted, y, x) = image(|b, [x, y, w, _]| {
        let row = b.mul(y, w);
        (vec![(row, 4), (x, 4)], vec![0], 4)
    });
    assert_eq!(parallel(&lifted).loops, [y, x]);
    // The same as one sum.
    let (lifted, y, x) = image(|b, [x, y, w, _]| {
        let row = b.mul(y, w);
        let at = b.add(row, x);
        (vec![(at, 4)], vec![0], 4)
    });
    assert_eq!(parallel(&lifted).loops, [y, x]);
}

#[test]
fn channels_lie_below_the_columns() {
    let pixel = |b: &mut Build, [x, y, w, _]: [ValueId; 4]| {
        let row = b.mul(y, w);
        (vec![(row, 4), (x, 4)], vec![0, 1, 2, 3], 1)
    };
    let (lifted, y, x) = image(pixel);
    assert_eq!(parallel(&lifted).loops, [y, x]);
    // Five bytes a pixel at a stride of four overlap the next pixel.
    let (lifted, ..) = image(|b, v| {
        let (terms, _, width) = pixel(b, v);
        (terms, vec![0, 1, 2, 3, 4], width)
    });
    assert_eq!(parallel(&lifted).loops, []);
}

#[test]
fn transposed_rows_are_as_long_as_the_image_is_high() {
    let (lifted, y, x) = image(|b, [x, y, _, h]| {
        let row = b.mul(x, h);
        (vec![(row, 4), (y, 4)], vec![0], 4)
    });
    assert_eq!(parallel(&lifted).loops, [y, x]);
    // Columns of height h in rows of length w may overlap.
    let (lifted, ..) = image(|b, [x, y, w, _]| {
        let row = b.mul(x, w);
        (vec![(row, 4), (y, 4)], vec![0], 4)
    });
    assert_eq!(parallel(&lifted).loops, []);
}

#[test]
fn an_unknown_stride_may_be_too_small() {
    let mut b = Build::new();
    let (dst, w, h) = (b.pointer("dst"), b.scalar("w", Ty::I32), b.scalar("h", Ty::I32));
    let stride = b.scalar("stride", Ty::I32);
    let zero = b.int(0);
    b.count(zero, h, |b, y| {
        b.count(zero, w, |b, x| {
            let row = b.mul(y, stride);
            b.store(4, dst, &[(row, 4), (x, 4)], 0, x);
        });
    });
    // Neither alone: two rows may hold the same element.
    assert_eq!(parallel(&b.finish()).loops, []);
}

#[test]
fn the_border_of_a_stencil_leaves_room() {
    let mut b = Build::new();
    let (dst, w, h) = (b.pointer("dst"), b.scalar("w", Ty::I32), b.scalar("h", Ty::I32));
    let one = b.int(1);
    let (last, bottom) = (b.binary(Binary::Sub, w, one), b.binary(Binary::Sub, h, one));
    let mut inner = None;
    let outer = b.count(one, bottom, |b, y| {
        inner = Some(b.count(one, last, |b, x| {
            let row = b.mul(y, w);
            b.store(4, dst, &[(row, 4), (x, 4)], 0, x);
        }));
    });
    assert_eq!(parallel(&b.finish()).loops, [outer, inner.unwrap()]);
}

#[test]
fn matmul_keeps_its_sum_serial() {
    let mut b = Build::new();
    let (a, c, n) = (b.pointer("a"), b.pointer("c"), b.scalar("n", Ty::I32));
    let (zero, start) = (b.int(0), b.float(0.0));
    let mut inner = None;
    let outer = b.count(zero, n, |b, i| {
        inner = Some(b.count(zero, n, |b, j| {
            let row = b.mul(i, n);
            let mut sum = start;
            b.carry(zero, n, 1, vec![start], |b, k, carried| {
                let x = b.load(Ty::F32, 4, a, &[(row, 4), (k, 4)], 0);
                sum = carried[0];
                vec![b.add(carried[0], x)]
            });
            b.store(4, c, &[(row, 4), (j, 4)], 0, sum);
        }));
    });
    assert_eq!(parallel(&b.finish()).loops, [outer, inner.unwrap()]);
}

#[test]
fn column_sums_are_parallel_over_the_columns() {
    let mut b = Build::new();
    let (src, dst) = (b.pointer("src"), b.pointer("dst"));
    let (w, h) = (b.scalar("w", Ty::I32), b.scalar("h", Ty::I32));
    let zero = b.int(0);
    let mut inner = None;
    b.count(zero, h, |b, y| {
        inner = Some(b.count(zero, w, |b, x| {
            let row = b.mul(y, w);
            let pixel = b.load(Ty::F32, 4, src, &[(row, 4), (x, 4)], 0);
            let old = b.load(Ty::F32, 4, dst, &[(x, 4)], 0);
            let new = b.add(old, pixel);
            b.store(4, dst, &[(x, 4)], 0, new);
        }));
    });
    assert_eq!(parallel(&b.finish()).loops, [inner.unwrap()]);
}

#[test]
fn a_flattened_image_may_be_written_in_any_order() {
    let flat = |transposed: bool| {
        let mut b = Build::new();
        let (dst, w, h) = (b.pointer("dst"), b.scalar("w", Ty::I32), b.scalar("h", Ty::I32));
        let zero = b.int(0);
        let n = b.mul(w, h);
        let label = b.count(zero, n, |b, i| {
            let (y, x) = (b.binary(Binary::DivS, i, w), b.binary(Binary::RemS, i, w));
            let at = if transposed {
                let row = b.mul(x, h);
                b.add(row, y)
            } else {
                let row = b.mul(y, w);
                b.add(row, x)
            };
            b.store(4, dst, &[(at, 4)], 0, i);
        });
        (b.finish(), label)
    };
    for transposed in [false, true] {
        let (lifted, label) = flat(transposed);
        assert_eq!(parallel(&lifted).loops, [label], "transposed: {transposed}");
    }
}

#[test]
fn pointers_that_advance_are_indices() {
    let mut b = Build::new();
    let (n, y) = (b.scalar("n", Ty::I32), b.pointer("y"));
    let (zero, four) = (b.int(0), b.int(4));
    let label = b.carry(zero, n, 1, vec![zero], |b, i, carried| {
        b.store(4, y, &[(carried[0], 1)], 0, i);
        vec![b.add(carried[0], four)]
    });
    let found = parallel(&b.finish());
    assert_eq!(found.loops, [label]);
    assert_eq!(found.inductions.len(), 1);
}

#[test]
fn a_running_sum_is_serial() {
    let mut b = Build::new();
    let (n, x, y) = (b.scalar("n", Ty::I32), b.pointer("x"), b.pointer("y"));
    let zero = b.int(0);
    b.carry(zero, n, 1, vec![zero], |b, i, carried| {
        let value = b.load(Ty::I32, 4, x, &[(i, 4)], 0);
        let sum = b.add(carried[0], value);
        b.store(4, y, &[(i, 4)], 0, sum);
        vec![sum]
    });
    let found = parallel(&b.finish());
    assert_eq!(found.loops, []);
    assert!(found.why.contains("one before"), "{}", found.why);
}

/// `for i { bins[x[i]] op= 1 }`.
fn histogram(op: Binary, extra_use: bool) -> Parallel {
    let mut b = Build::new();
    let (n, x, bins) = (b.scalar("n", Ty::I32), b.pointer("x"), b.pointer("bins"));
    let (zero, one) = (b.int(0), b.int(1));
    b.count(zero, n, |b, i| {
        let bin = b.load(Ty::I32, 4, x, &[(i, 4)], 0);
        let old = b.load(Ty::I32, 4, bins, &[(bin, 4)], 0);
        let new = b.binary(op, old, one);
        b.store(4, bins, &[(bin, 4)], 0, new);
        if extra_use {
            b.store(4, x, &[(i, 4)], 0, old);
        }
    });
    parallel(&b.finish())
}

#[test]
fn counting_is_an_atomic_update() {
    let found = histogram(Binary::Add, false);
    assert_eq!((found.loops.len(), found.updates.len()), (1, 1));
    assert_eq!(found.updates[0].op, UpdateOp::Add);
    assert_eq!(histogram(Binary::Mul, false).loops, []);
    assert_eq!(histogram(Binary::Add, true).loops, []);
}

#[test]
fn data_dependent_places_are_serial() {
    let mut b = Build::new();
    let (n, x, y) = (b.scalar("n", Ty::I32), b.pointer("x"), b.pointer("y"));
    let zero = b.int(0);
    b.count(zero, n, |b, i| {
        let at = b.load(Ty::I32, 4, x, &[(i, 4)], 0);
        b.store(4, y, &[(at, 4)], 0, i);
    });
    assert_eq!(parallel(&b.finish()).loops, []);
}

#[test]
fn an_early_exit_is_serial() {
    let mut b = Build::new();
    let (n, y) = (b.scalar("n", Ty::I32), b.pointer("y"));
    let zero = b.int(0);
    b.count(zero, n, |b, i| {
        b.store(4, y, &[(i, 4)], 0, i);
        let condition = b.binary(Binary::Eq, i, n);
        let then = b.list(|b| b.push(Stmt::Return { values: Vec::new() }));
        b.push(Stmt::If { condition, then, otherwise: Vec::new(), merges: Vec::new() });
    });
    let found = parallel(&b.finish());
    assert_eq!(found.loops, []);
    assert!(found.why.contains("end the whole loop"), "{}", found.why);
}

/// `for i { local[0..4] = x[i]; y[i] = local[x[i]] }`, or the other way round.
fn with_frame(store_first: bool) -> Parallel {
    let mut b = Build::new();
    let (n, x, y) = (b.scalar("n", Ty::I32), b.pointer("x"), b.pointer("y"));
    let local: RootId = b.root(RootKind::Frame { bytes: 16 });
    let (zero, four) = (b.int(0), b.int(4));
    b.count(zero, n, |b, i| {
        let fill = |b: &mut Build| {
            b.count(zero, four, |b, k| b.store(4, local, &[(k, 4)], 0, k));
        };
        if store_first {
            fill(b);
        }
        let at = b.load(Ty::I32, 4, x, &[(i, 4)], 0);
        let value = b.load(Ty::I32, 4, local, &[(at, 4)], 0);
        b.store(4, y, &[(i, 4)], 0, value);
        if !store_first {
            fill(b);
        }
    });
    parallel(&b.finish())
}

#[test]
fn an_array_on_the_stack_is_private_when_written_first() {
    assert_eq!(with_frame(true).loops.len(), 1);
    let found = with_frame(false);
    assert_eq!(found.loops, []);
    assert!(found.why.contains("stack"), "{}", found.why);
}

#[test]
fn bounds_from_memory_are_no_extents() {
    let mut b = Build::new();
    let (x, y) = (b.pointer("x"), b.pointer("y"));
    let zero = b.int(0);
    let start = b.load(Ty::I32, 4, x, &[], 0);
    let n = b.value(Ty::I32, ValueKind::Binary(Binary::Add, start, start));
    b.count(zero, n, |b, i| b.store(4, y, &[(i, 4)], 0, i));
    // A constant place that nobody stores to: an array's length, say.
    assert_eq!(parallel(&b.finish()).loops.len(), 1);
}
