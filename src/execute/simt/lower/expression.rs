//! Expressions → scalar registers and places. Operands always come earlier in naga's arena, so
//! nothing here recurses into them.

use std::rc::Rc;

use naga::{Expression, Handle, Literal, RelationalFunction, ScalarKind, UnaryOperator};

use super::{Frame, Lower, Val, unsupported};
use crate::execute::simt::SimtError;
use crate::execute::simt::code::{Op, V};
use crate::execute::simt::layout::MAX_LEAVES;

impl<'a> Lower<'a> {
    /// The value of an expression whose operands have theirs.
    pub(super) fn expression(
        &mut self,
        frame: &mut Frame<'a>,
        handle: Handle<Expression>,
    ) -> Result<Val, SimtError> {
        let scalars = match &frame.expressions[handle] {
            Expression::Literal(literal) => vec![self.literal(*literal)?],
            Expression::Constant(constant) => {
                let init = self.module.constants[*constant].init;
                let known = if matches!(frame.info, super::Info::Module(_)) {
                    frame.vals[init.index()].clone()
                } else {
                    self.constants[init.index()].clone()
                };
                return known.map_or_else(|| unsupported("a constant without a value"), Ok);
            }
            Expression::Override(_) => return unsupported("the judge does not run overrides"),
            Expression::ZeroValue(ty) => {
                let count = self.layout.scalars(*ty);
                if count > MAX_LEAVES {
                    return unsupported(format!("a value of more than {MAX_LEAVES} scalars"));
                }
                let zero = self.constant(0)?;
                vec![zero; count as usize]
            }
            Expression::Compose { components, .. } => {
                let mut out = Vec::new();
                for &component in components {
                    out.extend_from_slice(&self.scalars(frame, component)?);
                    if out.len() as u64 > MAX_LEAVES {
                        return unsupported(format!("a value of more than {MAX_LEAVES} scalars"));
                    }
                }
                out
            }
            Expression::Splat { size, value } => vec![self.scalar(frame, *value)?; *size as usize],
            Expression::Swizzle { size, vector, pattern } => {
                let vector = self.scalars(frame, *vector)?;
                let picked =
                    pattern[..*size as usize].iter().map(|c| vector.get(*c as usize).copied());
                picked
                    .collect::<Option<Vec<V>>>()
                    .map_or_else(|| unsupported("a swizzle out of range"), Ok)?
            }
            Expression::Access { base, index } => {
                let index = self.scalar(frame, *index)?;
                return match self.val(frame, *base)? {
                    Val::Place(place) => Ok(Val::Place(Rc::new(self.element(&place, index)?))),
                    Val::Scalars(values) => {
                        self.pick(frame, *base, &values, index).map(|v| Val::Scalars(v.into()))
                    }
                };
            }
            Expression::AccessIndex { base, index } => {
                return self.access_index(frame, *base, *index);
            }
            Expression::FunctionArgument(i) => {
                return frame
                    .args
                    .get(*i as usize)
                    .cloned()
                    .map_or_else(|| unsupported("an argument without a value"), Ok);
            }
            Expression::GlobalVariable(global) => {
                return match self.globals.get(global.index()) {
                    Some(Some(place)) => Ok(Val::Place(place.clone())),
                    _ => unsupported("a variable of a kind that the judge does not run"),
                };
            }
            Expression::LocalVariable(local) => {
                return match frame.locals.get(local.index()) {
                    Some(place) => Ok(Val::Place(place.clone())),
                    None => unsupported("a local variable outside of its function"),
                };
            }
            Expression::Load { pointer } => {
                let place = self.place(frame, *pointer)?;
                if self.is_atomic(&place) {
                    return Ok(Val::Scalars(Rc::new([self.atomic_load(&place)?])));
                }
                return Ok(Val::Scalars(self.load(&place)?));
            }
            Expression::Unary { op, expr } => {
                let kind = frame.ty(*expr, self.module).scalar_kind();
                let op = match (op, kind) {
                    (UnaryOperator::Negate, Some(ScalarKind::Float)) => Op::NegF,
                    (UnaryOperator::Negate, _) => Op::NegI,
                    (UnaryOperator::LogicalNot | UnaryOperator::BitwiseNot, _) => Op::Not,
                };
                let values = self.scalars(frame, *expr)?;
                self.each1(op, &values)?
            }
            Expression::Binary { op, left, right } => self.binary(frame, *op, *left, *right)?,
            Expression::Select { condition, accept, reject } => {
                self.probe(frame, *condition)?;
                let (c, a, r) = (
                    self.scalars(frame, *condition)?,
                    self.scalars(frame, *accept)?,
                    self.scalars(frame, *reject)?,
                );
                let mut out = Vec::with_capacity(a.len());
                for (i, (&a, &r)) in a.iter().zip(r.iter()).enumerate() {
                    let c = if c.len() == 1 { c[0] } else { c[i] };
                    out.push(self.op3(Op::Select, c, a, r)?);
                }
                out
            }
            Expression::Relational { fun, argument } => {
                let values = self.scalars(frame, *argument)?;
                match fun {
                    RelationalFunction::All => vec![self.fold(Op::And, &values)?],
                    RelationalFunction::Any => vec![self.fold(Op::Or, &values)?],
                    RelationalFunction::IsNan => self.each1(Op::IsNan, &values)?,
                    RelationalFunction::IsInf => self.each1(Op::IsInf, &values)?,
                }
            }
            Expression::Math { fun, arg, arg1, arg2, arg3 } => {
                let mut args = [const { None }; 4];
                for (slot, handle) in args.iter_mut().zip([Some(*arg), *arg1, *arg2, *arg3]) {
                    if let Some(handle) = handle {
                        *slot = Some(self.scalars(frame, handle)?);
                    }
                }
                let ty = frame.ty(*arg, self.module);
                self.math(*fun, ty, &args)?
            }
            Expression::As { expr, kind, convert } => {
                let from = frame.ty(*expr, self.module).scalar_kind();
                let values = self.scalars(frame, *expr)?;
                match convert {
                    None => values.to_vec(),
                    Some(_) => self.convert(from.unwrap_or(*kind), *kind, &values)?,
                }
            }
            Expression::ArrayLength(pointer) => {
                let place = self.place(frame, *pointer)?;
                vec![self.array_length(&place)?]
            }
            Expression::CallResult(_)
            | Expression::AtomicResult { .. }
            | Expression::WorkGroupUniformLoadResult { .. } => {
                return unsupported("a statement's result before its statement");
            }
            Expression::Derivative { .. } => {
                return unsupported("derivatives exist in fragment shaders only");
            }
            Expression::SubgroupBallotResult | Expression::SubgroupOperationResult { .. } => {
                return unsupported("the judge does not run subgroup operations");
            }
            Expression::ImageSample { .. }
            | Expression::ImageLoad { .. }
            | Expression::ImageQuery { .. } => {
                return unsupported("the judge does not run textures");
            }
            Expression::CooperativeLoad { .. } | Expression::CooperativeMultiplyAdd { .. } => {
                return unsupported("the judge does not run cooperative matrices");
            }
            Expression::RayQueryVertexPositions { .. }
            | Expression::RayQueryProceedResult
            | Expression::RayQueryGetIntersection { .. } => {
                return unsupported("the judge does not run ray queries");
            }
        };
        Ok(Val::Scalars(scalars.into()))
    }

    fn literal(&mut self, literal: Literal) -> Result<V, SimtError> {
        match literal {
            Literal::F32(v) => self.float(v),
            Literal::U32(v) => self.constant(v),
            Literal::I32(v) => self.constant(v as u32),
            Literal::Bool(v) => self.constant(if v { !0 } else { 0 }),
            other => unsupported(format!("the judge does not run literals like {other:?}")),
        }
    }
}
