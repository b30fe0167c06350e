//! Whether an address determines the loop variables it is made of.
//!
//! An address `Σ stride·digit + offset` determines its digits when, taken in some order, each
//! stride is at least as large as everything below it can span: how `(y·w + x)·4 + c` is read
//! back as y, x and c when x < w and c < 4.

use super::poly::{Atom, Poly};

/// A variable in an address.
#[derive(Clone, Debug)]
pub(super) struct Digit {
    /// The loop whose variable it is.
    pub(super) of: Option<usize>,
    /// Bytes that one step of the variable moves the address.
    pub(super) stride: Poly,
    /// Upper bound of `stride·(count − 1) + stride`, or `None` when the count is unknown: then
    /// the digit can only stand above all others.
    pub(super) span: Option<Poly>,
}

/// Whether the digits can be told apart when what lies below them spans `span` bytes. `unknown`
/// are strides of variables without bounds. Atoms that satisfy `positive` are at least one.
pub(super) fn determines(
    digits: &[Digit],
    unknown: &[Poly],
    span: &Poly,
    positive: &dyn Fn(Atom) -> bool,
) -> bool {
    let mut rest: Vec<&Digit> = digits.iter().collect();
    // The likely order first; any order that works will do.
    rest.sort_by_key(|d| (d.stride.degree(), d.stride.constant_part()));
    search(&mut rest, unknown, span, positive)
}

fn search(
    rest: &mut Vec<&Digit>,
    unknown: &[Poly],
    span: &Poly,
    positive: &dyn Fn(Atom) -> bool,
) -> bool {
    let holds = |stride: &Poly| stride.magnitude().sub(span).is_nonnegative(positive);
    if rest.is_empty() {
        let Some(first) = unknown.first() else { return true };
        let smallest = unknown.iter().min_by_key(|p| p.magnitude().constant_part().abs());
        let unit = smallest.unwrap_or(first);
        return holds(unit) && unknown.iter().all(|p| p.ratio(unit).is_some());
    }
    for at in 0..rest.len() {
        let digit = rest[at];
        if !holds(&digit.stride) {
            continue;
        }
        let last = rest.len() == 1 && unknown.is_empty();
        if last {
            return true;
        }
        let Some(above) = &digit.span else { continue };
        rest.remove(at);
        // Everything below spans at most one stride, so the digits up to here span `above`.
        let found = search(rest, unknown, above, positive);
        rest.insert(at, digit);
        if found {
            return true;
        }
    }
    false
}
