//! The table is whole; noise stays within its bounds, reaches them, and spares what is exact.

use super::*;

fn randoms() -> impl Iterator<Item = u32> {
    let mut state = 1_u64;
    (0..2000).map(move |_| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        (state >> 32) as u32
    })
}

#[test]
fn every_operation_has_one_row() {
    for row in TABLE {
        let rows = TABLE.iter().filter(|other| other.operation == row.operation).count();
        assert_eq!(rows, 1, "{:?}", row.operation);
        assert_eq!(row.operation.row(), row);
    }
    assert_eq!(TABLE.len(), O::UnpackNorm as usize + 1, "an operation has no row");
}

#[test]
fn a_unit_in_the_last_place_is_the_distance_of_the_floats_around() {
    assert_eq!(ulp(1.5), 2f64.powi(-23));
    assert_eq!(ulp(1.0), 2f64.powi(-24));
    assert_eq!(ulp(-1.0 - 1e-12), 2f64.powi(-23));
    assert_eq!(ulp(0.0), 2f64.powi(-149));
    assert_eq!(ulp(1e-40), 2f64.powi(-149));
    assert_eq!(ulp(f32::MAX.into()), 2f64.powi(104));
}

#[test]
fn what_is_exact_stays_exact() {
    for random in randoms() {
        assert_eq!(perturb(O::Add, &[3.0, 4.0], 7.0, 0.0, random), 7.0);
        assert_eq!(perturb(O::Mul, &[3.0, 0.5], 1.5, 0.0, random), 1.5);
        assert_eq!(perturb(O::Convert, &[16_777_216.0], 16_777_216.0, 0.0, random), 16_777_216.0);
    }
}

#[test]
fn a_rounded_result_is_either_neighbour() {
    let exact = 1.0 + 2f64.powi(-30);
    let mut seen: Vec<f32> = randoms().map(|r| perturb(O::Add, &[1.0], exact, 0.0, r)).collect();
    seen.sort_by(f32::total_cmp);
    seen.dedup();
    assert_eq!(seen, [1.0, 1.0_f32.next_up()]);
    // The f64 sum of 1 and −2⁻⁸⁰ is 1; the residual says that the true one is below.
    let mut seen: Vec<f32> =
        randoms().map(|r| perturb(O::Add, &[], 1.0, -(2f64.powi(-80)), r)).collect();
    seen.sort_by(f32::total_cmp);
    seen.dedup();
    assert_eq!(seen, [1.0_f32.next_down(), 1.0]);
}

/// Operands and exact results inside each domain.
fn examples() -> Vec<(Operation, Vec<f64>, f64)> {
    let mut all = Vec::new();
    for x in [0.013, 0.31, 0.77, 0.999] {
        for (operation, f) in [
            (O::Acos, f64::acos as fn(f64) -> f64),
            (O::Asin, f64::asin),
            (O::Asinh, f64::asinh),
            (O::Atan, f64::atan),
            (O::Atanh, f64::atanh),
            (O::Cos, f64::cos),
            (O::Cosh, f64::cosh),
            (O::Exp, f64::exp),
            (O::Exp2, f64::exp2),
            (O::Fract, f64::fract),
            (O::Log, f64::ln),
            (O::Log2, f64::log2),
            (O::Sin, f64::sin),
            (O::Sinh, f64::sinh),
            (O::Sqrt, f64::sqrt),
            (O::Tan, f64::tan),
            (O::Tanh, f64::tanh),
            (O::Degrees, f64::to_degrees),
            (O::Radians, f64::to_radians),
        ] {
            all.push((operation, vec![x], f(x)));
        }
        all.push((O::Acosh, vec![x + 1.5], (x + 1.5).acosh()));
        all.push((O::Div, vec![x, 3.7], x / 3.7));
        all.push((O::Rem, vec![x, 0.2], x % 0.2));
        all.push((O::InverseSqrt, vec![x], 1.0 / x.sqrt()));
        all.push((O::Pow, vec![x, 2.5], x.powf(2.5)));
        all.push((O::Atan2, vec![x, -0.4], x.atan2(-0.4)));
        all.push((O::Fma, vec![x, 0.7, -0.2], x * 0.7 - 0.2));
        all.push((O::Mix, vec![x, 2.0, 0.3], x * 0.7 + 2.0 * 0.3));
        all.push((O::Dot, vec![x, 2.0, 3.0, -x], 3.0 * x - 2.0 * x));
        all.push((O::Length, vec![x, 2.0, 3.0], (x * x + 13.0).sqrt()));
        all.push((O::Distance, vec![x, 2.0, 0.0, 1.0], (x * x + 1.0).sqrt()));
        all.push((O::Normalize, vec![x, x, 2.0], x / (x * x + 4.0).sqrt()));
        all.push((O::Cross, vec![x, 2.0, 0.3, 0.1], 2.0 * x - 0.03));
        let t = x / 1.2;
        all.push((O::Smoothstep, vec![0.0, 1.2, x], t * t * (3.0 - 2.0 * t)));
    }
    all
}

#[test]
fn noise_stays_inside_its_interval_and_moves() {
    for (operation, operands, exact) in examples() {
        let operands: Vec<f64> = operands;
        let allowed = operation.allowed(&operands, exact).expect("inside the domain");
        assert!(allowed.contains(exact), "{operation:?} {operands:?}: {exact} in {allowed:?}");
        let mut distinct = std::collections::BTreeSet::new();
        for random in randoms() {
            let found = perturb(operation, &operands, exact, 0.0, random);
            assert!(allowed.contains(found.into()), "{operation:?} {operands:?}: {found}");
            distinct.insert(found.to_bits());
        }
        assert!(distinct.len() > 1, "{operation:?} {operands:?} never moves");
        let relative = operation.error(&operands, exact).expect("bounded") / exact.abs().max(0.1);
        assert!(relative < 2e-2, "{operation:?} {operands:?}: {relative}");
    }
}

#[test]
fn a_quotient_errs_by_up_to_two_and_a_half_units() {
    let (x, y) = (1.0, 3.0);
    let exact = x / y;
    let worst = randoms()
        .map(|r| (f64::from(perturb(O::Div, &[x, y], exact, 0.0, r)) - exact).abs() / ulp(exact))
        .fold(0.0, f64::max);
    assert!((2.0..=2.5).contains(&worst), "{worst}");
    assert_eq!(O::Div.allowed(&[1.0, 1e-39], 1e39), None);
    assert_eq!(O::Sin.allowed(&[4.0], 4f64.sin()), None);
    assert_eq!(O::Determinant.allowed(&[1.0], 1.0), None);
}

#[test]
fn absolute_bounds_are_the_table_s() {
    assert_eq!(O::Cos.error(&[1.0], 1f64.cos()), Some(1.0 / 2048.0));
    assert_eq!(O::Log.error(&[1.0], 0.0), Some(2f64.powi(-21)));
    let error = O::Log.error(&[8.0], 8f64.ln()).expect("bounded");
    assert!((error / ulp(8f64.ln()) - 3.0).abs() < 1e-6);
    let error = O::Exp.error(&[4.0], 4f64.exp()).expect("bounded");
    assert!((error / ulp(4f64.exp()) - 11.0).abs() < 1e-6);
    assert!(O::Asin.error(&[0.0], 0.0).expect("bounded") >= 6.81e-5);
    let error = O::Sqrt.error(&[2.0], 2f64.sqrt()).expect("bounded");
    assert!((3.0..8.0).contains(&(error / ulp(2f64.sqrt()))), "{error}");
}
