//! Expressions → scalar registers and places. Operands always come earlier in naga's arena, so
//! nothing here recurses into them.

use std::rc::Rc;

use naga::{
    BinaryOperator as B, Expression, Handle, Literal, RelationalFunction, ScalarKind, TypeInner,
    UnaryOperator,
};

use super::place::{Base, Place};
use super::{Frame, Lower, Val, unsupported};
use crate::execute::simt::SimtError;
use crate::execute::simt::code::{Kind, Limit, NONE, Op, Root, V};
use crate::execute::simt::layout::{MAX_LEAVES, Shape};

impl<'a> Lower<'a> {
    /// The value of an operand.
    pub(super) fn val(
        &mut self,
        frame: &Frame<'a>,
        handle: Handle<Expression>,
    ) -> Result<Val, SimtError> {
        match &frame.vals[handle.index()] {
            Some(val) => Ok(val.clone()),
            None => unsupported("an expression that is used before it has a value"),
        }
    }

    /// The scalars of an operand.
    pub(super) fn scalars(
        &mut self,
        frame: &Frame<'a>,
        handle: Handle<Expression>,
    ) -> Result<Rc<[V]>, SimtError> {
        match self.val(frame, handle)? {
            Val::Scalars(scalars) => Ok(scalars),
            Val::Place(_) => unsupported("a pointer where a value is expected"),
        }
    }

    /// The one scalar of an operand.
    pub(super) fn scalar(
        &mut self,
        frame: &Frame<'a>,
        handle: Handle<Expression>,
    ) -> Result<V, SimtError> {
        match *self.scalars(frame, handle)? {
            [v] => Ok(v),
            _ => unsupported("a composite where a scalar is expected"),
        }
    }

    /// The pointer that an operand is.
    pub(super) fn place(
        &mut self,
        frame: &Frame<'a>,
        handle: Handle<Expression>,
    ) -> Result<Rc<Place>, SimtError> {
        match self.val(frame, handle)? {
            Val::Place(place) => Ok(place),
            Val::Scalars(_) => unsupported("a value where a pointer is expected"),
        }
    }

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

    fn access_index(
        &mut self,
        frame: &Frame<'a>,
        base: Handle<Expression>,
        index: u32,
    ) -> Result<Val, SimtError> {
        match self.val(frame, base)? {
            Val::Place(place) => {
                if let Shape::Type(ty) = place.shape
                    && matches!(self.layout.inner(ty), TypeInner::Struct { .. })
                {
                    return Ok(Val::Place(Rc::new(self.member(&place, ty, index)?)));
                }
                let index = self.constant(index)?;
                Ok(Val::Place(Rc::new(self.element(&place, index)?)))
            }
            Val::Scalars(values) => {
                let (from, count) = match *frame.ty(base, self.module) {
                    TypeInner::Struct { ref members, .. } => {
                        let index = index as usize;
                        let Some(member) = members.get(index) else {
                            return unsupported("a struct member that does not exist");
                        };
                        let before: u64 =
                            members[..index].iter().map(|m| self.layout.scalars(m.ty)).sum();
                        (before, self.layout.scalars(member.ty))
                    }
                    ref inner => {
                        let each = self.scalars_of_element(inner);
                        (u64::from(index).saturating_mul(each), each)
                    }
                };
                match values.get(from as usize..(from + count) as usize) {
                    Some(part) => Ok(Val::Scalars(part.into())),
                    None => unsupported("an index beyond the end of a value"),
                }
            }
        }
    }

    fn scalars_of_element(&self, inner: &TypeInner) -> u64 {
        match *inner {
            TypeInner::Matrix { rows, .. } => rows as u64,
            TypeInner::Array { base, .. } => self.layout.scalars(base),
            _ => 1,
        }
    }

    /// An element of a value, by an index that may be known at run time only.
    fn pick(
        &mut self,
        frame: &Frame<'a>,
        base: Handle<Expression>,
        values: &[V],
        index: V,
    ) -> Result<Vec<V>, SimtError> {
        let each = self.scalars_of_element(frame.ty(base, self.module)) as usize;
        let count = values.len() / each.max(1);
        if let Some(i) = self.bits(index)
            && (i as usize) < count
        {
            return Ok(values[i as usize * each..(i as usize + 1) * each].to_vec());
        }
        let bits: Option<Vec<u32>> = values.iter().map(|&v| self.bits(v)).collect();
        let limit = self.limit(Limit::Fixed(count as u32));
        self.name_site("a value");
        if let Some(bits) = bits {
            let mut out = Vec::with_capacity(each);
            for component in 0..each {
                let column: Box<[u32]> =
                    bits.iter().skip(component).step_by(each).copied().collect();
                let tables = &mut self.tables.tables;
                let table = *self.table_numbers.entry(column.clone()).or_insert_with(|| {
                    tables.push(column);
                    tables.len() as u32 - 1
                });
                let d = self.temp()?;
                self.emit(Kind::Table { d, table, index, chain: limit })?;
                out.push(d);
            }
            return Ok(out);
        }
        // Through memory: a value has no address to index.
        let local = self.local(values.len() as u64)?;
        let leaf =
            |word: usize| crate::execute::simt::code::Leaf { word: word as u32, float: false };
        let mut at = crate::execute::simt::code::Access {
            root: Root::Local(local),
            fixed: 0,
            offset: None,
            leaves: (0..values.len()).map(leaf).collect(),
            chain: Box::default(),
        };
        self.emit(Kind::Store { s: values.into(), at: Box::new(at.clone()) })?;
        at.leaves = (0..each).map(leaf).collect();
        at.offset = Some(crate::execute::simt::code::Offset { index, scale: each as u32, limit });
        at.chain = Box::new([(index, limit)]);
        let d = (0..each).map(|_| self.temp()).collect::<Result<Vec<V>, _>>()?;
        self.emit(Kind::Load { d: d.clone().into(), at: Box::new(at) })?;
        Ok(d)
    }

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

    fn binary(
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

    fn convert(
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

    fn is_atomic(&self, place: &Place) -> bool {
        matches!(place.shape, Shape::Type(ty) if matches!(self.layout.inner(ty), TypeInner::Atomic(_)))
    }

    /// Whether a store goes to an atomic, and there to which memory.
    pub(super) fn atomic_root(&self, place: &Place) -> Option<Root> {
        match place.base {
            Base::Memory(root) if self.is_atomic(place) => Some(root),
            _ => None,
        }
    }

    fn atomic_load(&mut self, place: &Place) -> Result<V, SimtError> {
        let Some(root) = self.atomic_root(place) else {
            return unsupported("an atomic outside of memory");
        };
        let at = self.access(place, root)?;
        let d = self.temp()?;
        self.name_site(&place.name);
        self.emit(Kind::Atomic {
            fun: crate::execute::simt::code::Atomic::Load,
            d,
            swapped: NONE,
            value: NONE,
            compare: NONE,
            at,
        })?;
        Ok(d)
    }
}
