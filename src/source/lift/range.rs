//! Between which bounds I32 values lie, as far as counted loops and masks show it.

use std::collections::HashMap;

use super::bits;
use super::graph::{Func, walk};
use super::linear::Linear;
use crate::source::lifted::{Binary as B, Stmt, ValueId, ValueKind as K};

/// Bounds of one state of a kernel.
#[derive(Default)]
pub(super) struct Ranges {
    /// Inclusive, signed.
    vars: HashMap<ValueId, (i64, i64)>,
}

impl Ranges {
    /// Takes the bounds of the counted loops' variables.
    pub fn of(f: &Func) -> Self {
        let mut ranges = Self::default();
        let mut loops = Vec::new();
        walk(&f.body, &mut |stmt| {
            if let Stmt::For { var, from, to, .. } = stmt {
                loops.push((*var, *from, *to));
            }
        });
        for (var, from, to) in loops {
            let (from, to) = (ranges.of_value(f, from, 8), ranges.of_value(f, to, 8));
            if let (Some((low, _)), Some((_, high))) = (from, to)
                && low < high
            {
                ranges.vars.insert(var, (low, high - 1));
            }
        }
        ranges
    }

    /// The bounds of a value.
    pub fn of_value(&self, f: &Func, value: ValueId, look: u32) -> Option<(i64, i64)> {
        if let Some(range) = self.vars.get(&value) {
            return Some(*range);
        }
        if look == 0 {
            return None;
        }
        let bits = bits::bits(f, value, 6);
        match f.kind(value) {
            K::Const(_) => f.as_i32(value).map(|value| (value.into(), value.into())),
            _ if bits < 31 => Some((0, (1 << bits) - 1)),
            K::Binary(B::Add, a, b) => {
                let (a, b) = (self.of_value(f, *a, look - 1)?, self.of_value(f, *b, look - 1)?);
                Some((a.0 + b.0, a.1 + b.1))
            }
            K::Binary(B::RemU, _, b) => match f.as_i32(*b) {
                Some(divisor) if divisor > 0 => Some((0, i64::from(divisor) - 1)),
                _ => None,
            },
            K::Select { yes, no, .. } => {
                let (a, b) = (self.of_value(f, *yes, look - 1)?, self.of_value(f, *no, look - 1)?);
                Some((a.0.min(b.0), a.1.max(b.1)))
            }
            _ => None,
        }
    }

    /// The bounds of a sum.
    pub fn of_form(&mut self, f: &Func, form: &Linear) -> Option<(i32, i32)> {
        let (mut low, mut high) = (i64::from(form.constant), i64::from(form.constant));
        for (value, factor) in &form.terms {
            let (a, b) = self.of_value(f, *value, 6)?;
            let (a, b) = (a * i64::from(*factor), b * i64::from(*factor));
            low += a.min(b);
            high += a.max(b);
        }
        Some((low.try_into().ok()?, high.try_into().ok()?))
    }
}
