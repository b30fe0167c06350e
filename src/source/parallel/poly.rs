//! Polynomials over values: the normal form in which two byte addresses can be compared.
//!
//! Arithmetic is wasm's, modulo 2³²; coefficients are kept as signed 32-bit residues.

use std::collections::BTreeMap;

use crate::source::lifted::ValueId;

/// What a polynomial is made of.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(super) enum Atom {
    /// A value that is not taken apart.
    Value(ValueId),
    /// The quotient of two values, shared by the division and the remainder of the same pair.
    Quotient(ValueId, Divisor),
}

/// What an [`Atom::Quotient`] divides by.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(super) enum Divisor {
    /// A value.
    Value(ValueId),
    /// A power of two, by shifting.
    Power(u32),
}

/// A sum of products, each with its coefficient; no coefficient is zero. The empty product is the
/// constant.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub(super) struct Poly(BTreeMap<Vec<Atom>, i64>);

/// More products than this, or longer ones, are not worth comparing.
const MAX_TERMS: usize = 48;
const MAX_DEGREE: usize = 5;

impl Poly {
    pub(super) fn constant(value: i64) -> Self {
        let mut poly = Self::default();
        poly.add_term(Vec::new(), value);
        poly
    }

    pub(super) fn atom(atom: Atom) -> Self {
        Self(BTreeMap::from([(vec![atom], 1)]))
    }

    fn add_term(&mut self, product: Vec<Atom>, coefficient: i64) {
        let sum = self.0.get(&product).copied().unwrap_or(0).wrapping_add(coefficient) as i32;
        if sum == 0 {
            self.0.remove(&product);
        } else {
            self.0.insert(product, sum.into());
        }
    }

    pub(super) fn add(&self, other: &Self) -> Self {
        let mut sum = self.clone();
        for (product, coefficient) in &other.0 {
            sum.add_term(product.clone(), *coefficient);
        }
        sum
    }

    pub(super) fn sub(&self, other: &Self) -> Self {
        self.add(&other.scale(-1))
    }

    pub(super) fn scale(&self, factor: i64) -> Self {
        let mut scaled = Self::default();
        for (product, coefficient) in &self.0 {
            scaled.add_term(product.clone(), coefficient.wrapping_mul(factor));
        }
        scaled
    }

    /// `None` when the product would grow beyond what is worth comparing.
    pub(super) fn mul(&self, other: &Self) -> Option<Self> {
        if self.0.len() * other.0.len() > MAX_TERMS {
            return None;
        }
        let mut result = Self::default();
        for (a, x) in &self.0 {
            for (b, y) in &other.0 {
                let mut product = [a.as_slice(), b.as_slice()].concat();
                if product.len() > MAX_DEGREE {
                    return None;
                }
                product.sort_unstable();
                result.add_term(product, x.wrapping_mul(*y));
            }
        }
        Some(result)
    }

    pub(super) fn is_large(&self) -> bool {
        self.0.len() > MAX_TERMS
    }

    /// The value, if it is a constant.
    pub(super) fn as_constant(&self) -> Option<i64> {
        match self.0.len() {
            0 => Some(0),
            1 => self.0.get(&[][..]).copied(),
            _ => None,
        }
    }

    pub(super) fn constant_part(&self) -> i64 {
        self.0.get(&[][..]).copied().unwrap_or(0)
    }

    pub(super) fn degree(&self) -> usize {
        self.0.keys().map(Vec::len).max().unwrap_or(0)
    }

    /// Whether every coefficient is a multiple of `factor`.
    pub(super) fn is_multiple_of(&self, factor: i64) -> bool {
        factor != 0 && self.0.values().all(|coefficient| coefficient % factor == 0)
    }

    /// Divides every coefficient; call [`Poly::is_multiple_of`] before.
    pub(super) fn divide(&self, factor: i64) -> Self {
        Self(self.0.iter().map(|(product, c)| (product.clone(), c / factor)).collect())
    }

    pub(super) fn atoms(&self) -> impl Iterator<Item = Atom> + '_ {
        self.0.keys().flatten().copied()
    }

    /// Splits off what contains `atom`: `self = atom·factor + rest`. `None` if it occurs squared.
    pub(super) fn split(&self, atom: Atom) -> Option<(Self, Self)> {
        let (mut factor, mut rest) = (Self::default(), Self::default());
        for (product, coefficient) in &self.0 {
            match product.iter().filter(|a| **a == atom).count() {
                0 => rest.add_term(product.clone(), *coefficient),
                1 => {
                    let others = product.iter().copied().filter(|a| *a != atom).collect();
                    factor.add_term(others, *coefficient);
                }
                _ => return None,
            }
        }
        Some((factor, rest))
    }

    /// `k` with `self = k·other`, for a constant `k`.
    pub(super) fn ratio(&self, other: &Self) -> Option<i64> {
        let (product, coefficient) = other.0.iter().next()?;
        let k = self.0.get(product).copied().unwrap_or(0) / coefficient;
        (other.scale(k) == *self).then_some(k)
    }

    /// Whether the value is at least zero wherever every atom of `positive` is at least one:
    /// no other atom occurs, and what the negative coefficients take the positive ones give.
    pub(super) fn is_nonnegative(&self, positive: &dyn Fn(Atom) -> bool) -> bool {
        if !self.atoms().all(positive) {
            return false;
        }
        let negative: i64 = self.0.values().filter(|c| **c < 0).sum();
        if negative == 0 {
            return true;
        }
        // A product of atoms ≥ 1 is ≥ any of its sub-products, so a negative term may be paid for
        // by positive terms that contain it.
        let mut funds: Vec<(&Vec<Atom>, i64)> =
            self.0.iter().filter(|(_, c)| **c > 0).map(|(p, c)| (p, *c)).collect();
        for (product, coefficient) in self.0.iter().filter(|(_, c)| **c < 0) {
            let mut debt = -coefficient;
            for (fund, left) in &mut funds {
                if debt > 0 && contains(fund, product) {
                    let paid = debt.min(*left);
                    *left -= paid;
                    debt -= paid;
                }
            }
            if debt > 0 {
                return false;
            }
        }
        true
    }

    /// The negation when every coefficient is negative: the magnitude of a stride.
    pub(super) fn magnitude(&self) -> Self {
        if self.0.values().all(|coefficient| *coefficient < 0) {
            self.scale(-1)
        } else {
            self.clone()
        }
    }
}

fn contains(large: &[Atom], small: &[Atom]) -> bool {
    let mut rest = large.to_vec();
    small.iter().all(|atom| match rest.iter().position(|other| other == atom) {
        Some(at) => {
            rest.swap_remove(at);
            true
        }
        None => false,
    })
}
