//! WGSL's math functions → lane operations.
//!
//! Functions that the specification defines by a formula are lowered to that formula, each step
//! rounded to f32; the others are one lane operation each.

use std::rc::Rc;

use naga::{MathFunction as M, ScalarKind, TypeInner};

use super::{Lower, unsupported};
use crate::execute::simt::SimtError;
use crate::execute::simt::code::{NONE, Op, V};

type Args = [Option<Rc<[V]>>; 4];

impl Lower<'_> {
    /// The value of `fun`; `ty` is the first argument's type.
    pub(super) fn math(
        &mut self,
        fun: M,
        ty: &TypeInner,
        args: &Args,
    ) -> Result<Vec<V>, SimtError> {
        let arg = |i: usize| -> Result<&[V], SimtError> {
            args[i]
                .as_deref()
                .map_or_else(|| unsupported("a math function without all its arguments"), Ok)
        };
        let a = arg(0)?;
        let kind = ty.scalar_kind().unwrap_or(ScalarKind::Float);
        let by_kind = |f, i, u| match kind {
            ScalarKind::Float => f,
            ScalarKind::Sint => i,
            _ => u,
        };
        let unary = match fun {
            M::Abs => Some(by_kind(Op::AbsF, Op::AbsI, Op::Mov)),
            M::Sign => Some(by_kind(Op::SignF, Op::SignI, Op::Mov)),
            M::Cos => Some(Op::Cos),
            M::Cosh => Some(Op::Cosh),
            M::Sin => Some(Op::Sin),
            M::Sinh => Some(Op::Sinh),
            M::Tan => Some(Op::Tan),
            M::Tanh => Some(Op::Tanh),
            M::Acos => Some(Op::Acos),
            M::Asin => Some(Op::Asin),
            M::Atan => Some(Op::Atan),
            M::Asinh => Some(Op::Asinh),
            M::Acosh => Some(Op::Acosh),
            M::Atanh => Some(Op::Atanh),
            M::Ceil => Some(Op::Ceil),
            M::Floor => Some(Op::Floor),
            M::Round => Some(Op::Round),
            M::Fract => Some(Op::Fract),
            M::Trunc => Some(Op::Trunc),
            M::Exp => Some(Op::Exp),
            M::Exp2 => Some(Op::Exp2),
            M::Log => Some(Op::Log),
            M::Log2 => Some(Op::Log2),
            M::Sqrt => Some(Op::Sqrt),
            M::InverseSqrt => Some(Op::InvSqrt),
            M::QuantizeToF16 => Some(Op::ToHalfAndBack),
            M::CountTrailingZeros => Some(Op::Ctz),
            M::CountLeadingZeros => Some(Op::Clz),
            M::CountOneBits => Some(Op::Popcnt),
            M::ReverseBits => Some(Op::Reverse),
            M::FirstTrailingBit => Some(Op::FirstTrailing),
            M::FirstLeadingBit => {
                Some(by_kind(Op::FirstLeadingU, Op::FirstLeadingI, Op::FirstLeadingU))
            }
            _ => None,
        };
        if let Some(op) = unary {
            return self.each1(op, a);
        }
        let binary = match fun {
            M::Min => Some(by_kind(Op::MinF, Op::MinI, Op::MinU)),
            M::Max => Some(by_kind(Op::MaxF, Op::MaxI, Op::MaxU)),
            M::Atan2 => Some(Op::Atan2),
            M::Pow => Some(Op::Pow),
            M::Ldexp => Some(Op::Ldexp),
            M::Dot4I8Packed => Some(Op::Dot4I),
            M::Dot4U8Packed => Some(Op::Dot4U),
            _ => None,
        };
        if let Some(op) = binary {
            return self.each2(op, a, arg(1)?);
        }
        let (zero, one) = (self.float(0.0)?, self.float(1.0)?);
        match fun {
            M::Clamp => {
                let low = self.each2(by_kind(Op::MaxF, Op::MaxI, Op::MaxU), a, arg(1)?)?;
                self.each2(by_kind(Op::MinF, Op::MinI, Op::MinU), &low, arg(2)?)
            }
            M::Saturate => {
                let low = self.each2(Op::MaxF, a, &[zero])?;
                self.each2(Op::MinF, &low, &[one])
            }
            M::Radians | M::Degrees => {
                let factor = if fun == M::Radians {
                    std::f64::consts::PI / 180.0
                } else {
                    180.0 / std::f64::consts::PI
                };
                let factor = self.float(factor as f32)?;
                self.each2(Op::MulF, a, &[factor])
            }
            M::Modf => {
                let whole = self.each1(Op::Trunc, a)?;
                let mut out = Vec::with_capacity(2 * a.len());
                for (&a, &whole) in a.iter().zip(&whole) {
                    // ∞ − ∞ has no fraction: the difference is taken of a finite value only.
                    let difference = self.op2(Op::SubF, a, whole)?;
                    let infinite = self.op1(Op::IsInf, a)?;
                    out.push(self.op3(Op::Select, infinite, zero, difference)?);
                }
                out.extend(whole);
                Ok(out)
            }
            M::Frexp => {
                let mut out = self.each1(Op::FrexpFract, a)?;
                out.extend(self.each1(Op::FrexpExp, a)?);
                Ok(out)
            }
            M::Dot if kind == ScalarKind::Float => Ok(vec![self.dot(a, arg(1)?)?]),
            M::Dot => {
                let products = self.each2(Op::MulI, a, arg(1)?)?;
                Ok(vec![self.fold(Op::AddI, &products)?])
            }
            M::Outer => {
                let mut out = Vec::new();
                for &column in arg(1)? {
                    out.extend(self.each2(Op::MulF, a, &[column])?);
                }
                Ok(out)
            }
            M::Cross => match (a, arg(1)?) {
                (&[a0, a1, a2], &[b0, b1, b2]) => {
                    [(a1, b2, a2, b1), (a2, b0, a0, b2), (a0, b1, a1, b0)]
                        .into_iter()
                        .map(|m| self.minor(m))
                        .collect()
                }
                _ => unsupported("a cross product of something else than vec3"),
            },
            M::Distance => {
                let difference = self.each2(Op::SubF, a, arg(1)?)?;
                Ok(vec![self.length(&difference)?])
            }
            M::Length => Ok(vec![self.length(a)?]),
            M::Normalize => {
                let length = self.length(a)?;
                self.each2(Op::DivF, a, &[length])
            }
            M::FaceForward => {
                let dot = self.dot(arg(1)?, arg(2)?)?;
                let keep = self.op2(Op::LtF, dot, zero)?;
                let negated = self.each1(Op::NegF, a)?;
                a.iter().zip(negated).map(|(&a, n)| self.op3(Op::Select, keep, a, n)).collect()
            }
            M::Reflect => {
                let normal = arg(1)?;
                let dot = self.dot(normal, a)?;
                let two = self.float(2.0)?;
                let twice = self.op2(Op::MulF, two, dot)?;
                let along = self.each2(Op::MulF, normal, &[twice])?;
                self.each2(Op::SubF, a, &along)
            }
            M::Refract => {
                let (normal, eta) = (arg(1)?, arg(2)?[0]);
                let dot = self.dot(normal, a)?;
                let square = self.op2(Op::MulF, dot, dot)?;
                let rest = self.op2(Op::SubF, one, square)?;
                let eta2 = self.op2(Op::MulF, eta, eta)?;
                let bent = self.op2(Op::MulF, eta2, rest)?;
                let k = self.op2(Op::SubF, one, bent)?;
                let total = self.op2(Op::LtF, k, zero)?;
                // Total reflection takes no root of a negative number.
                let safe = self.op3(Op::Select, total, zero, k)?;
                let root = self.op1(Op::Sqrt, safe)?;
                let scaled = self.op2(Op::MulF, eta, dot)?;
                let sum = self.op2(Op::AddF, scaled, root)?;
                let left = self.each2(Op::MulF, a, &[eta])?;
                let right = self.each2(Op::MulF, normal, &[sum])?;
                let out = self.each2(Op::SubF, &left, &right)?;
                out.into_iter().map(|v| self.op3(Op::Select, total, zero, v)).collect()
            }
            M::Fma => {
                let (b, c) = (arg(1)?, arg(2)?);
                (0..a.len()).map(|i| self.op3(Op::Fma, a[i], b[i], c[i])).collect()
            }
            M::Mix => {
                let (b, t) = (arg(1)?, arg(2)?);
                let rest =
                    t.iter().map(|&t| self.op2(Op::SubF, one, t)).collect::<Result<Vec<V>, _>>()?;
                let left = self.each2(Op::MulF, a, &rest)?;
                let right = self.each2(Op::MulF, b, t)?;
                self.each2(Op::AddF, &left, &right)
            }
            M::Step => {
                let below = self.each2(Op::LeF, a, arg(1)?)?;
                below.into_iter().map(|v| self.op3(Op::Select, v, one, zero)).collect()
            }
            M::SmoothStep => {
                let (high, x) = (arg(1)?, arg(2)?);
                let over = self.each2(Op::SubF, x, a)?;
                let range = self.each2(Op::SubF, high, a)?;
                let ratio = self.each2(Op::DivF, &over, &range)?;
                let ratio = self.each2(Op::MaxF, &ratio, &[zero])?;
                let t = self.each2(Op::MinF, &ratio, &[one])?;
                let (two, three) = (self.float(2.0)?, self.float(3.0)?);
                let twice = self.each2(Op::MulF, &t, &[two])?;
                let rest = self.each2(Op::SubF, &[three], &twice)?;
                let square = self.each2(Op::MulF, &t, &t)?;
                self.each2(Op::MulF, &square, &rest)
            }
            M::Transpose | M::Determinant | M::Inverse => self.matrix(fun, ty, a),
            M::ExtractBits => {
                let op = if kind == ScalarKind::Sint { Op::ExtractI } else { Op::ExtractU };
                let (offset, count) = (arg(1)?[0], arg(2)?[0]);
                a.iter().map(|&v| self.op3(op, v, offset, count)).collect()
            }
            M::InsertBits => {
                let (new, offset, count) = (arg(1)?, arg(2)?[0], arg(3)?[0]);
                let mask = self.op2(Op::BitMask, offset, count)?;
                let keep = self.op1(Op::Not, mask)?;
                let mut out = Vec::with_capacity(a.len());
                for (&old, &new) in a.iter().zip(new) {
                    let old = self.op2(Op::And, old, keep)?;
                    let new = self.op2(Op::Shl, new, offset)?;
                    let new = self.op2(Op::And, new, mask)?;
                    out.push(self.op2(Op::Or, old, new)?);
                }
                Ok(out)
            }
            M::Pack4x8snorm => self.pack(a, Some(Op::Snorm8), 8),
            M::Pack4x8unorm => self.pack(a, Some(Op::Unorm8), 8),
            M::Pack2x16snorm => self.pack(a, Some(Op::Snorm16), 16),
            M::Pack2x16unorm => self.pack(a, Some(Op::Unorm16), 16),
            M::Pack2x16float => self.pack(a, Some(Op::ToHalf), 16),
            M::Pack4xI8 | M::Pack4xU8 => self.pack(a, None, 8),
            M::Pack4xI8Clamp => {
                let (low, high) = (self.constant(-128i32 as u32)?, self.constant(127)?);
                let a = self.each2(Op::MaxI, a, &[low])?;
                let a = self.each2(Op::MinI, &a, &[high])?;
                self.pack(&a, None, 8)
            }
            M::Pack4xU8Clamp => {
                let high = self.constant(255)?;
                let a = self.each2(Op::MinU, a, &[high])?;
                self.pack(&a, None, 8)
            }
            M::Unpack4x8snorm => self.unpack(a[0], Op::FromSnorm8, 8),
            M::Unpack4x8unorm => self.unpack(a[0], Op::FromUnorm8, 8),
            M::Unpack2x16snorm => self.unpack(a[0], Op::FromSnorm16, 16),
            M::Unpack2x16unorm => self.unpack(a[0], Op::FromUnorm16, 16),
            M::Unpack2x16float => self.unpack(a[0], Op::FromHalf, 16),
            M::Unpack4xI8 | M::Unpack4xU8 => {
                let op = if fun == M::Unpack4xI8 { Op::ExtractI } else { Op::ExtractU };
                let eight = self.constant(8)?;
                let mut out = Vec::with_capacity(4);
                for i in 0..4 {
                    let offset = self.constant(8 * i)?;
                    out.push(self.op3(op, a[0], offset, eight)?);
                }
                Ok(out)
            }
            other => unsupported(format!("the judge does not run {other:?}")),
        }
    }

    /// √(v·v), or |v| of a scalar.
    fn length(&mut self, v: &[V]) -> Result<V, SimtError> {
        if let [v] = *v {
            return self.op1(Op::AbsF, v);
        }
        let square = self.dot(v, v)?;
        self.op1(Op::Sqrt, square)
    }

    /// a·b − c·d
    fn minor(&mut self, (a, b, c, d): (V, V, V, V)) -> Result<V, SimtError> {
        let left = self.op2(Op::MulF, a, b)?;
        let right = self.op2(Op::MulF, c, d)?;
        self.op2(Op::SubF, left, right)
    }

    /// Fields of `32 / a.len()` bits, the first lowest.
    fn pack(&mut self, a: &[V], op: Option<Op>, bits: u32) -> Result<Vec<V>, SimtError> {
        let field = self.constant((1 << bits) - 1)?;
        let mut parts = Vec::with_capacity(a.len());
        for (i, &v) in a.iter().enumerate() {
            let v = op.map_or(Ok(v), |op| self.op1(op, v))?;
            let v = self.op2(Op::And, v, field)?;
            let shift = self.constant(bits * i as u32)?;
            parts.push(self.op2(Op::Shl, v, shift)?);
        }
        Ok(vec![self.fold(Op::Or, &parts)?])
    }

    fn unpack(&mut self, v: V, op: Op, bits: u32) -> Result<Vec<V>, SimtError> {
        (0..32 / bits)
            .map(|i| {
                let shift = self.constant(bits * i)?;
                let field = self.op2(Op::ShrU, v, shift)?;
                self.op1(op, field)
            })
            .collect()
    }

    fn matrix(&mut self, fun: M, ty: &TypeInner, m: &[V]) -> Result<Vec<V>, SimtError> {
        let TypeInner::Matrix { columns, rows, .. } = *ty else {
            return unsupported("a matrix function of something else");
        };
        let (columns, rows) = (columns as usize, rows as usize);
        if fun == M::Transpose {
            return Ok((0..rows)
                .flat_map(|r| (0..columns).map(move |c| m[c * rows + r]))
                .collect());
        }
        if columns != rows {
            return unsupported("a determinant of a matrix that is not square");
        }
        let all: Vec<usize> = (0..columns).collect();
        let determinant = self.determinant(m, columns, &all, &all)?;
        if fun == M::Determinant {
            return Ok(vec![determinant]);
        }
        // Cramer's rule: inverse(c, r) = cofactor(r, c) / determinant.
        let mut out = Vec::with_capacity(m.len());
        for column in 0..columns {
            for row in 0..columns {
                let other =
                    |skip: usize| all.iter().copied().filter(|&i| i != skip).collect::<Vec<_>>();
                let (minor_columns, minor_rows) = (other(row), other(column));
                let mut cofactor = self.determinant(m, columns, &minor_columns, &minor_rows)?;
                if (column + row) % 2 == 1 {
                    cofactor = self.op1(Op::NegF, cofactor)?;
                }
                out.push(self.op2(Op::DivF, cofactor, determinant)?);
            }
        }
        Ok(out)
    }

    /// Expanded along the first of `columns`; four at most.
    fn determinant(
        &mut self,
        m: &[V],
        size: usize,
        columns: &[usize],
        rows: &[usize],
    ) -> Result<V, SimtError> {
        let at = |c: usize, r: usize| m[c * size + r];
        if let ([c], [r]) = (columns, rows) {
            return Ok(at(*c, *r));
        }
        if let ([c0, c1], [r0, r1]) = (columns, rows) {
            return self.minor((at(*c0, *r0), at(*c1, *r1), at(*c1, *r0), at(*c0, *r1)));
        }
        let mut sum = NONE;
        for (i, &row) in rows.iter().enumerate() {
            let rest: Vec<usize> = rows.iter().copied().filter(|&r| r != row).collect();
            let minor = self.determinant(m, size, &columns[1..], &rest)?;
            let term = self.op2(Op::MulF, at(columns[0], row), minor)?;
            sum = match (sum, i % 2) {
                (NONE, _) => term,
                (sum, 0) => self.op2(Op::AddF, sum, term)?,
                (sum, _) => self.op2(Op::SubF, sum, term)?,
            };
        }
        Ok(sum)
    }
}
