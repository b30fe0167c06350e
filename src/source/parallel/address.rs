//! Addresses and values as polynomials of what the kernel is given and of its loops' variables.
//!
//! It never guesses: what is no polynomial stands for itself.

use super::facts::Facts;
use super::poly::{Atom, Divisor, Poly};
use crate::source::lifted::{Binary, Place, Unary, ValueId, ValueKind};

impl<'a> Facts<'a> {
    /// The byte address of a place behind its root.
    pub(super) fn address(&mut self, place: &Place) -> Poly {
        let mut sum = Poly::constant(place.offset.into());
        for (value, coefficient) in &place.terms {
            let poly = self.poly(*value, 0);
            sum = sum.add(&poly.scale((*coefficient).into()));
        }
        sum
    }

    pub(super) fn poly(&mut self, value: ValueId, depth: usize) -> Poly {
        if let Some(poly) = self.polys.get(&value) {
            return poly.clone();
        }
        let opaque = Poly::atom(Atom::Value(value));
        if depth > 60 {
            return opaque;
        }
        let poly = match self.expand(value, depth + 1) {
            Some(poly) if !poly.is_large() => poly,
            _ => opaque,
        };
        self.polys.insert(value, poly.clone());
        poly
    }

    fn expand(&mut self, value: ValueId, depth: usize) -> Option<Poly> {
        let lifted = self.lifted;
        let constant = |v: ValueId| lifted.as_i32(v);
        match &lifted.value(value).kind {
            ValueKind::Const(bits) => Some(Poly::constant((*bits as u32 as i32).into())),
            ValueKind::Unary(Unary::Wrap, _) => None,
            ValueKind::Binary(op, a, b) => {
                let (a, b) = (*a, *b);
                match op {
                    Binary::Add => Some(self.poly(a, depth).add(&self.poly(b, depth))),
                    Binary::Sub => Some(self.poly(a, depth).sub(&self.poly(b, depth))),
                    Binary::Mul => self.poly(a, depth).mul(&self.poly(b, depth)),
                    Binary::Shl => {
                        let by = constant(b)? & 31;
                        Some(self.poly(a, depth).scale(1 << by))
                    }
                    Binary::Or => {
                        // x | c is x + c where x has no bit in common with c.
                        let (poly, c) = match (constant(a), constant(b)) {
                            (_, Some(c)) => (self.poly(a, depth), c),
                            (Some(c), _) => (self.poly(b, depth), c),
                            _ => return None,
                        };
                        let above = (c as u32).checked_add(1)?.checked_next_power_of_two()?;
                        (c > 0 && poly.is_multiple_of(above.into()))
                            .then(|| poly.add(&Poly::constant(c.into())))
                    }
                    Binary::DivS | Binary::DivU => {
                        let divisor = match constant(b) {
                            Some(c) if c > 0 && (c as u32).is_power_of_two() => {
                                Divisor::Power(c.trailing_zeros())
                            }
                            _ => Divisor::Value(b),
                        };
                        Some(Poly::atom(Atom::Quotient(a, divisor)))
                    }
                    Binary::ShrS | Binary::ShrU => {
                        let by = constant(b)? & 31;
                        Some(Poly::atom(Atom::Quotient(a, Divisor::Power(by as u32))))
                    }
                    Binary::RemS | Binary::RemU => {
                        let divisor = match constant(b) {
                            Some(c) if c > 0 && (c as u32).is_power_of_two() => {
                                Divisor::Power(c.trailing_zeros())
                            }
                            _ => Divisor::Value(b),
                        };
                        let quotient = Poly::atom(Atom::Quotient(a, divisor));
                        let taken = quotient.mul(&self.poly(b, depth))?;
                        Some(self.poly(a, depth).sub(&taken))
                    }
                    Binary::And => {
                        let c = constant(b).or_else(|| constant(a))?;
                        let x = if constant(b).is_some() { a } else { b };
                        let above = c.checked_add(1)?;
                        if c <= 0 || !(above as u32).is_power_of_two() {
                            return None;
                        }
                        let by = above.trailing_zeros();
                        let quotient = Poly::atom(Atom::Quotient(x, Divisor::Power(by)));
                        Some(self.poly(x, depth).sub(&quotient.scale(above.into())))
                    }
                    _ => None,
                }
            }
            ValueKind::Phi => {
                let induction = self.induction(value)?;
                let counted = self.loops[induction.of].counted?;
                let rounds = self.poly(counted.var, depth).sub(&self.poly(counted.from, depth));
                let sign = if induction.negative { -1 } else { 1 };
                let step = self.poly(induction.step, depth).scale(sign);
                let by = i64::from(counted.step);
                let moved = if step.is_multiple_of(by) {
                    rounds.mul(&step.divide(by))?
                } else if rounds.is_multiple_of(by) {
                    rounds.divide(by).mul(&step)?
                } else {
                    return None;
                };
                Some(self.poly(induction.init, depth).add(&moved))
            }
            _ => None,
        }
    }
}
