//! V12, V5's formula and V11's disagreement, element by element.

use super::compare::{Figures, Match, Pair, Value, disagreement, element, ulps};
use super::limits;
use super::region::Grid;
use crate::contract::{Elem, Tolerance};
use crate::kernel::Class;

fn float(a: f32, b: f32, tolerance: Tolerance) -> Match {
    element(Value::Float(a), Value::Float(b), &tolerance)
}

fn integer(a: i128, b: i128, tolerance: Tolerance) -> Match {
    element(Value::Integer(a), Value::Integer(b), &tolerance)
}

const SILENT: Tolerance =
    Tolerance { abs: None, rel: None, ulp: None, psnr: None, exact_frac: None };

#[test]
fn floats() {
    let abs = Tolerance { abs: Some(0.5), ..SILENT };
    let rel = Tolerance { rel: Some(0.1), ..SILENT };
    let both = Tolerance { abs: Some(0.5), rel: Some(0.1), ..SILENT };
    let exact = Tolerance { abs: Some(0.0), ..SILENT };
    let near = Tolerance { ulp: Some(2), ..exact };
    assert_eq!(float(1.0, 1.0, exact), Match::Equal);
    assert_eq!(float(-0.0, 0.0, exact), Match::Equal);
    assert_eq!(float(1.5, 1.0, abs), Match::Within);
    assert_eq!(float(1.5000001, 1.0, abs), Match::Miss);
    assert_eq!(float(11.0, 10.0, rel), Match::Within);
    assert_eq!(float(10.0, 11.2, rel), Match::Miss, "rel is of the reference");
    assert_eq!(float(11.5, 10.0, both), Match::Within);
    assert_eq!(float(11.6, 10.0, both), Match::Miss);
    assert_eq!(float(1.0 + 2.0 * f32::EPSILON, 1.0, near), Match::Within);
    assert_eq!(float(1.0 + 3.0 * f32::EPSILON, 1.0, near), Match::Miss);
    assert_eq!(float(1.00001, 1.0, SILENT), Match::Within, "CONTRACT.md's default");
    assert_eq!(float(1.0001, 1.0, SILENT), Match::Miss);
    let frac = Tolerance { exact_frac: Some(0.99), ..SILENT };
    assert_eq!(float(1.00001, 1.0, frac), Match::Miss);
}

#[test]
fn what_is_not_finite() {
    let loose = Tolerance { abs: Some(f64::MAX), ..SILENT };
    assert_eq!(float(f32::NAN, 1.0, loose), Match::Miss);
    assert_eq!(float(f32::INFINITY, 1.0, loose), Match::Miss);
    assert_eq!(float(1.0, f32::NAN, loose), Match::Undecided);
    assert_eq!(float(f32::INFINITY, f32::INFINITY, loose), Match::Undecided);
}

#[test]
fn subnormals_may_be_zero() {
    let exact = Tolerance { abs: Some(0.0), ..SILENT };
    let tiny = f32::from_bits(5);
    assert_eq!(float(0.0, tiny, exact), Match::Within);
    assert_eq!(float(-0.0, tiny, exact), Match::Within);
    assert_eq!(float(tiny, 0.0, exact), Match::Within);
    assert_eq!(float(f32::from_bits(6), tiny, exact), Match::Miss);
    assert_eq!(float(f32::MIN_POSITIVE, 0.0, exact), Match::Miss);
}

#[test]
fn integers_are_exact_unless_abs_is_named() {
    assert_eq!(integer(3, 3, SILENT), Match::Equal);
    assert_eq!(integer(3, 4, Tolerance { rel: Some(1.0), ulp: Some(9), ..SILENT }), Match::Miss);
    assert_eq!(integer(3, 4, Tolerance { abs: Some(1e-5), ..SILENT }), Match::Miss);
    assert_eq!(integer(3, 4, Tolerance { abs: Some(1.0), ..SILENT }), Match::Within);
    assert_eq!(
        integer(i64::MIN.into(), i64::MAX.into(), Tolerance { abs: Some(1.0), ..SILENT }),
        Match::Miss
    );
}

#[test]
fn units_in_the_last_place() {
    assert_eq!(ulps(1.0, 1.0 + f32::EPSILON), 1);
    assert_eq!(ulps(-0.0, 0.0), 0);
    assert_eq!(ulps(f32::from_bits(1), -f32::from_bits(1)), 2);
    assert_eq!(ulps(-1.0, -1.0 - f32::EPSILON), 1);
}

#[test]
fn elements_are_read_with_their_sign_and_width() {
    let bytes = [0xff, 0x80, 0x00, 0x00, 0xff, 0xff, 0xff, 0xff];
    let read = |elem| Value::read(&bytes, elem, 0);
    assert_eq!(read(Elem::U8), Some(Value::Integer(255)));
    assert_eq!(read(Elem::I8), Some(Value::Integer(-1)));
    assert_eq!(read(Elem::U16), Some(Value::Integer(0x80ff)));
    assert_eq!(read(Elem::I16), Some(Value::Integer(-32513)));
    assert_eq!(Value::read(&bytes, Elem::I32, 1), Some(Value::Integer(-1)));
    assert_eq!(Value::read(&bytes, Elem::U32, 1), Some(Value::Integer(u32::MAX.into())));
    assert_eq!(read(Elem::I64), Some(Value::Integer(-4294934273)));
    assert_eq!(Value::read(&bytes, Elem::I64, 1), None);
}

fn bytes(values: &[f32]) -> Vec<u8> {
    values.iter().flat_map(|v| v.to_le_bytes()).collect()
}

fn figures(reference: &[f32], draft: &[f32], before: Option<&[f32]>) -> Figures {
    let (reference, draft) = (bytes(reference), bytes(draft));
    let start = before.map_or_else(|| vec![0; reference.len()], bytes);
    let mut figures = Figures::default();
    let pair = Pair {
        output: 2,
        elem: Elem::F32,
        channels: false,
        before: &start,
        reference: &reference,
        draft: &draft,
        poisoned: before.is_some(),
        envelope: None,
        grid: Grid::line(reference.len() / 4),
    };
    figures.add(&pair, &SILENT);
    figures
}

#[test]
fn figures_of_one_output() {
    let found = figures(&[1.0, 2.0, f32::NAN, 4.0], &[1.0, 2.0, 0.0, 3.0], None);
    assert_eq!((found.elements, found.misses, found.undecided), (3, 1, 1));
    assert_eq!(found.first, Some((2, 3)));
    assert_eq!(found.max_abs, 1.0);
    // MSE = 1/3, peak = 4.
    assert!((found.psnr - 10.0 * 48_f64.log10()).abs() < 1e-9);
    assert_eq!(figures(&[0.25], &[0.25], None).psnr, 99.0);
    assert_eq!(figures(&[0.25], &[f32::NAN], None).psnr, -99.0);
    assert_eq!(figures(&[0.25, 0.5], &[0.25], None).misses, 1, "a short draft misses");
}

#[test]
fn what_nobody_wrote_raises_no_psnr() {
    let poison = f32::from_le_bytes([0xc5; 4]);
    let found = figures(&[0.5, poison], &[0.25, poison], Some(&[poison, poison]));
    assert_eq!((found.elements, found.misses), (2, 1));
    assert!((found.psnr - 10.0 * 16_f64.log10()).abs() < 1e-9, "{}", found.psnr);
    let found = figures(&[0.5, poison], &[0.5, 0.0], Some(&[poison, poison]));
    assert_eq!(found.misses, 1, "what the reference left alone must hold what it held");
}

#[test]
fn packed_colours_have_four_channels() {
    let (reference, draft) = ([10, 20, 30, 255], [10, 20, 30, 0]);
    let mut found = Figures::default();
    let pair = Pair {
        output: 0,
        elem: Elem::U32,
        channels: true,
        before: &[0; 4],
        reference: &reference,
        draft: &draft,
        poisoned: false,
        envelope: None,
        grid: Grid::line(1),
    };
    found.add(&pair, &SILENT);
    assert!((found.psnr - 10.0 * 4_f64.log10()).abs() < 1e-9);
}

#[test]
fn two_runs_of_the_reference() {
    let (old_a, old_b) = (bytes(&[7.0, 7.0]), bytes(&[8.0, 8.0]));
    let at =
        |a: &[f32], b: &[f32]| disagreement(Elem::F32, (&old_a, &bytes(a)), (&old_b, &bytes(b)));
    assert_eq!(at(&[1.0, 2.0], &[1.0, 2.0]), None);
    assert_eq!(at(&[1.0, 7.0], &[1.0, 8.0]), None, "both left it alone");
    assert_eq!(at(&[1.0, 7.0], &[1.0, 2.0]), Some(1));
    assert_eq!(at(&[1.5, 2.0], &[1.0, 2.0]), Some(0));
    assert_eq!(at(&[f32::NAN, 2.0], &[-f32::NAN, 2.0]), None);
}

#[test]
fn weak_limits() {
    let range = Some((0.0, 1.0));
    let weak = |tolerance, range| limits::weak(&tolerance, range).is_some();
    assert!(!weak(SILENT, range));
    assert!(!weak(Tolerance { abs: Some(0.002), rel: Some(1e-3), ..SILENT }, range));
    assert!(weak(Tolerance { abs: Some(0.005), ..SILENT }, range));
    assert!(!weak(Tolerance { abs: Some(0.005), ..SILENT }, Some((-100.0, 100.0))));
    assert!(weak(Tolerance { rel: Some(2e-3), ..SILENT }, range));
    assert!(weak(Tolerance { exact_frac: Some(0.9), ..SILENT }, range));
    assert!(!weak(Tolerance { exact_frac: Some(0.97), ..SILENT }, range));
    assert!(weak(Tolerance { ulp: Some(10_000), ..SILENT }, range));
    assert!(!weak(Tolerance { abs: Some(1e-5), ..SILENT }, Some((3.0, 3.0))));
    assert!(weak(Tolerance { abs: Some(1e-5), ..SILENT }, Some((0.0, 1e-4))));
}

#[test]
fn too_few_cases() {
    let dropped = |count| vec![("the kernel traps".to_owned(), count)];
    assert_eq!(limits::too_few(28, &[]), None);
    assert_eq!(limits::too_few(28, &dropped(8)), None);
    let reason = limits::too_few(28, &dropped(9)).expect("19 are left");
    assert!(reason.contains("19 of 28") && reason.contains("the kernel traps"), "{reason}");
    assert!(limits::too_few(60, &dropped(31)).is_some(), "more than half");
    assert_eq!(limits::too_few(60, &dropped(30)), None);
}

#[test]
fn classes_of_what_fails() {
    assert_eq!(limits::failed_class(Some(40.5)), Class::PsnrAbove40);
    assert_eq!(limits::failed_class(Some(40.0)), Class::Psnr20To40);
    assert_eq!(limits::failed_class(Some(19.9)), Class::PsnrBelow20);
    assert_eq!(limits::failed_class(None), Class::None);
}
