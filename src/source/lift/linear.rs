//! I32 values as linear forms: `Σ factor·value + constant`, modulo 2³².

use super::graph::Func;
use crate::source::lifted::{Binary as B, Ty, ValueId, ValueKind as K};

/// How many nodes one form may visit: shared operands make the sum larger than the graph.
const MAX_VISITS: usize = 256;

/// A sum. Factors are not zero, no value occurs twice, none is a constant.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Linear {
    pub terms: Vec<(ValueId, i32)>,
    pub constant: i32,
}

impl Linear {
    /// The form of a value.
    pub fn of(f: &mut Func, value: ValueId) -> Self {
        let mut form = Self::default();
        form.add_value(f, value, 1);
        form
    }

    /// Adds `factor · value`.
    pub fn add_value(&mut self, f: &mut Func, value: ValueId, factor: i32) {
        let mut todo = vec![(value, factor)];
        let mut visits = 0;
        while let Some((value, factor)) = todo.pop() {
            if factor == 0 {
                continue;
            }
            visits += 1;
            if visits > MAX_VISITS || f.ty(value) != Ty::I32 {
                self.add_term(value, factor);
                continue;
            }
            match f.kind(value).clone() {
                K::Const(bits) => {
                    let product = (bits as u32 as i32).wrapping_mul(factor);
                    self.constant = self.constant.wrapping_add(product);
                }
                // The left operand comes first.
                K::Binary(B::Add, a, b) => todo.extend([(b, factor), (a, factor)]),
                K::Binary(B::Sub, a, b) => {
                    todo.extend([(b, factor.wrapping_neg()), (a, factor)]);
                }
                K::Binary(B::Shl, a, b) if f.as_i32(b).is_some() => {
                    let count = f.as_i32(b).unwrap_or(0) as u32;
                    todo.push((a, factor.wrapping_mul(1i32.wrapping_shl(count))));
                }
                K::Binary(B::Mul, a, b) => match f.as_i32(b) {
                    Some(b) => todo.push((a, factor.wrapping_mul(b))),
                    None => {
                        let ((a, p), (b, q)) = (scaled(f, a), scaled(f, b));
                        let product = f.binary(B::Mul, a, b);
                        self.add_term(product, factor.wrapping_mul(p).wrapping_mul(q));
                    }
                },
                _ => self.add_term(value, factor),
            }
        }
    }

    fn add_term(&mut self, value: ValueId, factor: i32) {
        if factor == 0 {
            return;
        }
        if let Some(at) = self.terms.iter().position(|(other, _)| *other == value) {
            self.terms[at].1 = self.terms[at].1.wrapping_add(factor);
            if self.terms[at].1 == 0 {
                self.terms.remove(at);
            }
        } else {
            self.terms.push((value, factor));
        }
    }

    /// `self + factor · other`.
    pub fn plus(mut self, other: &Self, factor: i32) -> Self {
        for (value, coefficient) in &other.terms {
            self.add_term(*value, coefficient.wrapping_mul(factor));
        }
        self.constant = self.constant.wrapping_add(other.constant.wrapping_mul(factor));
        self
    }

    /// The factor of a value.
    pub fn factor(&self, value: ValueId) -> i32 {
        self.terms.iter().find(|(other, _)| *other == value).map_or(0, |(_, factor)| *factor)
    }

    /// The form without that value.
    pub fn without(mut self, value: ValueId) -> Self {
        self.terms.retain(|(other, _)| *other != value);
        self
    }

    /// The constant, if there is nothing else.
    pub fn as_constant(&self) -> Option<i32> {
        self.terms.is_empty().then_some(self.constant)
    }

    /// The form as values: sums of products, positive terms first.
    pub fn build(&self, f: &mut Func) -> ValueId {
        let mut sum: Option<ValueId> = None;
        let positive = self.terms.iter().filter(|(_, factor)| *factor > 0);
        let negative = self.terms.iter().filter(|(_, factor)| *factor <= 0);
        for (value, factor) in positive.chain(negative) {
            let magnitude = f.int(factor.wrapping_abs());
            let product = f.binary(B::Mul, *value, magnitude);
            sum = Some(match (sum, *factor > 0) {
                (None, true) => product,
                (None, false) => {
                    let start = f.int(0);
                    f.sub(start, product)
                }
                (Some(sum), true) => f.add(sum, product),
                (Some(sum), false) => f.sub(sum, product),
            });
        }
        let constant = f.int(self.constant);
        match sum {
            Some(sum) => f.add(sum, constant),
            None => constant,
        }
    }

    /// The form divided by a positive number that divides every factor and the constant.
    pub fn divided(&self, by: i32) -> Option<Self> {
        if by <= 0 || self.constant % by != 0 || self.terms.iter().any(|(_, c)| c % by != 0) {
            return None;
        }
        let terms = self.terms.iter().map(|(value, factor)| (*value, factor / by)).collect();
        Some(Self { terms, constant: self.constant / by })
    }
}

/// A value as another one times a constant.
fn scaled(f: &Func, value: ValueId) -> (ValueId, i32) {
    match f.kind(value) {
        K::Binary(B::Shl, a, b) => match f.as_i32(*b) {
            Some(count) => (*a, 1i32.wrapping_shl(count as u32)),
            None => (value, 1),
        },
        K::Binary(B::Mul, a, b) => match f.as_i32(*b) {
            Some(factor) => (*a, factor),
            None => (value, 1),
        },
        _ => (value, 1),
    }
}
