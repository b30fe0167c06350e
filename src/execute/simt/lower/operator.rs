//! Operators and conversions → lane operations, component by component. Never touches memory.

use naga::{BinaryOperator as B, Expression, Handle, ScalarKind, TypeInner};

use super::{Frame, Lower, unsupported};
use crate::execute::simt::SimtError;
use crate::execute::simt::code::{Op, V};

impl<'a> Lower<'a> {
    pub(super) fn each1(&mut self, op: Op, values: &[V]) -> Result<Vec<V>, SimtError> {
        values.iter().map(|&v| self.op1(op, v)).collect()
    }

    /// Componentwise; a lone scalar goes with every component.
    pub(super) fn each2(&mut self, op: Op, a: &[V], b: &[V]) -> Result<Vec<V>, SimtError> {
        let at = |values: &[V], i: usize| if values.len() == 1 { values[0] } else { values[i] };
        if a.len() != b.len() && a.len() != 1 && b.len() != 1 {
            return unsupported("operands of different sizes");
        }
        (0..a.len().max(b.len())).map(|i| self.op2(op, at(a, i), at(b, i))).collect()
    }

    /// All values joined by `op`, from the left.
    pub(super) fn fold(&mut self, op: Op, values: &[V]) -> Result<V, SimtError> {
        let Some((&first, rest)) = values.split_first() else {
            return unsupported("an empty value");
        };
        rest.iter().try_fold(first, |sum, &v| self.op2(op, sum, v))
    }

    /// a·b of two vectors, summed from the left, each product and each sum rounded.
    pub(super) fn dot(&mut self, a: &[V], b: &[V]) -> Result<V, SimtError> {
        let products = self.each2(Op::MulF, a, b)?;
        self.fold(Op::AddF, &products)
    }

    pub(super) fn binary(
        &mut self,
        frame: &Frame<'a>,
        op: B,
        left: Handle<Expression>,
        right: Handle<Expression>,
    ) -> Result<Vec<V>, SimtError> {
        let (a, b) = (self.scalars(frame, left)?, self.scalars(frame, right)?);
        let (lt, rt) = (frame.ty(left, self.module), frame.ty(right, self.module));
        if op == B::Multiply
            && let Some(product) = self.matrix_product(lt, rt, &a, &b)?
        {
            return Ok(product);
        }
        let kind = lt.scalar_kind().unwrap_or(ScalarKind::Uint);
        use ScalarKind::{Float, Sint};
        let (op, swap) = match (op, kind) {
            (B::Add, Float) => (Op::AddF, false),
            (B::Add, _) => (Op::AddI, false),
            (B::Subtract, Float) => (Op::SubF, false),
            (B::Subtract, _) => (Op::SubI, false),
            (B::Multiply, Float) => (Op::MulF, false),
            (B::Multiply, _) => (Op::MulI, false),
            (B::Divide, Float) => (Op::DivF, false),
            (B::Divide, Sint) => (Op::DivI, false),
            (B::Divide, _) => (Op::DivU, false),
            (B::Modulo, Float) => (Op::RemF, false),
            (B::Modulo, Sint) => (Op::RemI, false),
            (B::Modulo, _) => (Op::RemU, false),
            (B::Equal, Float) => (Op::EqF, false),
            (B::Equal, _) => (Op::EqI, false),
            (B::NotEqual, Float) => (Op::NeF, false),
            (B::NotEqual, _) => (Op::NeI, false),
            (B::Less | B::Greater, Float) => (Op::LtF, op == B::Greater),
            (B::Less | B::Greater, Sint) => (Op::LtI, op == B::Greater),
            (B::Less | B::Greater, _) => (Op::LtU, op == B::Greater),
            (B::LessEqual | B::GreaterEqual, Float) => (Op::LeF, op == B::GreaterEqual),
            (B::LessEqual | B::GreaterEqual, Sint) => (Op::LeI, op == B::GreaterEqual),
            (B::LessEqual | B::GreaterEqual, _) => (Op::LeU, op == B::GreaterEqual),
            (B::And | B::LogicalAnd, _) => (Op::And, false),
            (B::InclusiveOr | B::LogicalOr, _) => (Op::Or, false),
            (B::ExclusiveOr, _) => (Op::Xor, false),
            (B::ShiftLeft, _) => (Op::Shl, false),
            (B::ShiftRight, Sint) => (Op::ShrI, false),
            (B::ShiftRight, _) => (Op::ShrU, false),
        };
        if swap { self.each2(op, &b, &a) } else { self.each2(op, &a, &b) }
    }

    fn matrix_product(
        &mut self,
        lt: &TypeInner,
        rt: &TypeInner,
        a: &[V],
        b: &[V],
    ) -> Result<Option<Vec<V>>, SimtError> {
        let size = |ty: &TypeInner| match *ty {
            TypeInner::Matrix { columns, rows, .. } => Some((columns as usize, rows as usize)),
            _ => None,
        };
        let is_vector = |ty: &TypeInner| matches!(ty, TypeInner::Vector { .. });
        let (columns, rows, inner) = match (size(lt), size(rt)) {
            (Some((inner, rows)), Some((columns, _))) => (columns, rows, inner),
            (Some((inner, rows)), None) if is_vector(rt) => (1, rows, inner),
            (None, Some((columns, inner))) if is_vector(lt) => (columns, 1, inner),
            _ => return Ok(None),
        };
        let mut out = Vec::with_capacity(columns * rows);
        for column in 0..columns {
            for row in 0..rows {
                let left: Vec<V> = (0..inner).map(|k| a[k * rows + row]).collect();
                out.push(self.dot(&left, &b[column * inner..(column + 1) * inner])?);
            }
        }
        Ok(Some(out))
    }

    pub(super) fn convert(
        &mut self,
        from: ScalarKind,
        to: ScalarKind,
        values: &[V],
    ) -> Result<Vec<V>, SimtError> {
        use ScalarKind::{Bool, Float, Sint, Uint};
        let op = match (from, to) {
            (Float, Sint) => Op::FToI,
            (Float, Uint) => Op::FToU,
            (Float, Bool) => Op::NonZeroF,
            (Sint, Float) => Op::IToF,
            (Uint, Float) => Op::UToF,
            (Sint | Uint, Bool) => Op::NonZero,
            (Bool, Float) => Op::BToF,
            (Bool, Sint | Uint) => Op::BToU,
            _ => return Ok(values.to_vec()),
        };
        self.each1(op, values)
    }
}
