//! Conditions that say nothing new: guards in front of loops that would not run anyway.

use crate::source::lifted::{Binary, Label, Lifted, Merge, Stmt, Unary, ValueId, ValueKind};

/// `from < to`, as it holds wherever a loop runs.
#[derive(Clone, Copy, Debug)]
pub(super) struct Range {
    from: ValueId,
    to: ValueId,
    signed: bool,
}

/// The ranges of the loops named.
pub(super) fn ranges(lifted: &Lifted, labels: &[Label]) -> Vec<Range> {
    let mut found = Vec::new();
    let mut bodies: Vec<&[Stmt]> = vec![&lifted.body];
    while let Some(body) = bodies.pop() {
        for stmt in body {
            match stmt {
                Stmt::If { then, otherwise, .. } => bodies.extend([&then[..], otherwise]),
                Stmt::Loop { body, .. } | Stmt::Block { body, .. } => bodies.push(body),
                Stmt::For { label, from, to, signed, body, .. } => {
                    if labels.contains(label) {
                        found.push(Range { from: *from, to: *to, signed: *signed });
                    }
                    bodies.push(body);
                }
                _ => {}
            }
        }
    }
    found
}

/// What `condition` must be where one of `ranges` is not empty.
pub(super) fn known(lifted: &Lifted, ranges: &[Range], condition: ValueId) -> Option<bool> {
    if let Some(c) = lifted.as_i32(condition) {
        return Some(c != 0);
    }
    ranges.iter().find_map(|range| implied(lifted, *range, condition))
}

/// Whether an `if` only guards a loop that would not run otherwise: then its arm alone will do.
pub(super) fn only_guards(
    lifted: &Lifted,
    condition: ValueId,
    then: &[Stmt],
    otherwise: &[Stmt],
    merges: &[Merge],
) -> bool {
    let [Stmt::For { from, to, signed, carried, .. }] = then else { return false };
    let range = Range { from: *from, to: *to, signed: *signed };
    let carries = |merge: &Merge| {
        carried.iter().any(|c| merge.then == Some(c.phi) && merge.otherwise == Some(c.init))
    };
    otherwise.is_empty()
        && implied(lifted, range, condition) == Some(true)
        && merges.iter().all(carries)
}

fn implied(lifted: &Lifted, range: Range, condition: ValueId) -> Option<bool> {
    use Binary::*;
    let Range { from, to, signed } = range;
    let start = lifted.as_i32(from);
    let same = |a: ValueId, b: ValueId| {
        a == b || lifted.as_i32(a).is_some() && lifted.as_i32(a) == lifted.as_i32(b)
    };
    // From a constant start on, `to` is above it in both senses when that is not negative.
    let positive = start.is_some_and(|c| c >= 0) && signed;
    let (op, a, b) = match lifted.value(condition).kind {
        ValueKind::Unary(Unary::Eqz, a) => {
            return (a == to && (positive || start == Some(0))).then_some(false);
        }
        ValueKind::Binary(op, a, b) => (op, a, b),
        // The plain number as a condition.
        _ => return (condition == to && (positive || start == Some(0))).then_some(true),
    };
    // Turned so that `to` stands on the left.
    let (op, other) = if a == to {
        (op, b)
    } else if b == to {
        let turned = match op {
            LtS => GtS,
            GtS => LtS,
            LeS => GeS,
            GeS => LeS,
            LtU => GtU,
            GtU => LtU,
            LeU => GeU,
            GeU => LeU,
            op => op,
        };
        (turned, a)
    } else {
        return None;
    };
    let at_most_start = |slack: i64| match (lifted.as_i32(other), start) {
        (Some(c), Some(start)) => i64::from(c) <= i64::from(start) + slack,
        _ => slack == 0 && same(other, from),
    };
    let fits = match op {
        GtS | LeS | GeS | LtS => signed,
        GtU | LeU | GeU | LtU => !signed,
        _ => true,
    };
    if !fits {
        return None;
    }
    match op {
        GtS | GtU if at_most_start(0) => Some(true),
        LeS | LeU if at_most_start(0) => Some(false),
        GeS | GeU if at_most_start(1) => Some(true),
        LtS | LtU if at_most_start(1) => Some(false),
        Ne if same(other, from) || positive && lifted.as_i32(other) == Some(0) => Some(true),
        Eq if same(other, from) || positive && lifted.as_i32(other) == Some(0) => Some(false),
        _ => None,
    }
}
