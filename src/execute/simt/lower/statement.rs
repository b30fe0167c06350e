//! Statements → structured register code; calls are inlined where they stand.

use std::rc::Rc;

use naga::{
    AtomicFunction, Barrier, Binding, Block, BuiltIn, EntryPoint, Expression, Function, Handle,
    Scalar, ScalarKind, Span, Statement, SwitchValue, TypeInner,
};

use super::place::Place;
use super::{Frame, Info, Lower, MAX_DEPTH, Val, unsupported};
use crate::execute::simt::SimtError;
use crate::execute::simt::code::{Atomic, Input, Kind, NONE, Op, V};

impl<'a> Lower<'a> {
    /// The entry point's body.
    pub(super) fn entry(
        &mut self,
        entry: &'a EntryPoint,
        info: &'a naga::valid::FunctionInfo,
    ) -> Result<(), SimtError> {
        let mut args = Vec::new();
        for argument in &entry.function.arguments {
            let mut scalars = Vec::new();
            match (&argument.binding, self.layout.inner(argument.ty)) {
                (Some(binding), _) => self.input(binding, entry.workgroup_size, &mut scalars)?,
                (None, TypeInner::Struct { members, .. }) => {
                    for member in members {
                        let Some(binding) = &member.binding else {
                            return unsupported("an entry point's argument without a builtin");
                        };
                        self.input(binding, entry.workgroup_size, &mut scalars)?;
                    }
                }
                _ => return unsupported("an entry point's argument without a builtin"),
            }
            args.push(Val::Scalars(scalars.into()));
        }
        let number = self.module.functions.len();
        self.function(&entry.function, number, info, args)?;
        Ok(())
    }

    fn input(
        &mut self,
        binding: &Binding,
        size: [u32; 3],
        out: &mut Vec<V>,
    ) -> Result<(), SimtError> {
        let Binding::BuiltIn(builtin) = binding else {
            return unsupported("an entry point's argument without a builtin");
        };
        let inputs: Vec<Input> = match builtin {
            BuiltIn::GlobalInvocationId => (0..3).map(Input::Global).collect(),
            BuiltIn::LocalInvocationId => (0..3).map(Input::Local).collect(),
            BuiltIn::LocalInvocationIndex => vec![Input::LocalIndex],
            BuiltIn::WorkGroupId => (0..3).map(Input::Group).collect(),
            BuiltIn::NumWorkGroups => (0..3).map(Input::Groups).collect(),
            BuiltIn::WorkGroupSize => {
                for axis in size {
                    out.push(self.constant(axis)?);
                }
                return Ok(());
            }
            other => {
                return unsupported(format!("the judge does not provide the builtin {other:?}"));
            }
        };
        for what in inputs {
            // An axis of one workgroup's width holds zeros only.
            if let Input::Local(axis) = what
                && size[axis as usize] == 1
            {
                out.push(self.constant(0)?);
                continue;
            }
            let d = self.temp()?;
            self.emit(Kind::Input { d, what })?;
            out.push(d);
        }
        Ok(())
    }

    /// Emits a function's body between `Enter` and `Leave`; returns the registers of its result.
    fn function(
        &mut self,
        function: &'a Function,
        number: usize,
        info: &'a naga::valid::FunctionInfo,
        args: Vec<Val>,
    ) -> Result<Vec<V>, SimtError> {
        let outer = self.site;
        let enter = self.code.len();
        self.emit(Kind::Enter)?;
        let mut frame = Frame {
            expressions: &function.expressions,
            info: Info::Function(info),
            vals: vec![None; function.expressions.len()],
            args,
            locals: Vec::new(),
            result: Vec::new(),
        };
        // Everything that is never emitted, and constants, in the arena's order.
        for (handle, expression) in function.expressions.iter() {
            let known = match expression {
                Expression::Literal(_)
                | Expression::Override(_)
                | Expression::Constant(_)
                | Expression::ZeroValue(_)
                | Expression::FunctionArgument(_)
                | Expression::GlobalVariable(_) => true,
                Expression::Compose { components, .. } => {
                    components.iter().all(|c| self.is_constant(&frame, *c))
                }
                Expression::Splat { value, .. } => self.is_constant(&frame, *value),
                _ => false,
            };
            if known {
                self.site = self.site(function.expressions.get_span(handle), "");
                let val = self.expression(&mut frame, handle)?;
                frame.vals[handle.index()] = Some(val);
            }
        }
        for (handle, local) in function.local_variables.iter() {
            let init = match local.init {
                Some(init) => Some(self.scalars(&frame, init)?),
                None => None,
            };
            self.site = self.site(function.local_variables.get_span(handle), "");
            let dynamic = self.dynamic.locals.contains(&(number, handle.index()));
            let base = self.variable(local.ty, dynamic, init.as_deref(), enter)?;
            let name = local.name.clone().unwrap_or_default();
            frame.locals.push(Rc::new(Place::whole(base, local.ty, name.into())));
        }
        for (handle, expression) in function.expressions.iter() {
            if matches!(expression, Expression::LocalVariable(_)) {
                let val = self.expression(&mut frame, handle)?;
                frame.vals[handle.index()] = Some(val);
            }
        }
        if let Some(result) = &function.result {
            let count = self.layout.scalars(result.ty);
            if count > super::super::layout::MAX_LEAVES {
                return unsupported("a result of too many scalars");
            }
            let first = self.variables(count)?;
            frame.result = (first..first + count as V).collect();
        }
        self.block(&mut frame, &function.body, true)?;
        self.emit(Kind::Leave)?;
        self.site = outer;
        Ok(frame.result)
    }

    fn is_constant(&self, frame: &Frame<'a>, handle: Handle<Expression>) -> bool {
        match &frame.vals[handle.index()] {
            Some(Val::Scalars(scalars)) => scalars.iter().all(|&v| self.bits(v).is_some()),
            _ => false,
        }
    }

    /// `last`: nothing but the end of the function follows, so a `return` there is none.
    fn block(
        &mut self,
        frame: &mut Frame<'a>,
        block: &'a Block,
        last: bool,
    ) -> Result<(), SimtError> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return unsupported(format!("blocks and calls nested more than {MAX_DEPTH} deep"));
        }
        let count = block.len();
        for (i, (statement, span)) in block.span_iter().enumerate() {
            self.statement(frame, statement, *span, last && i + 1 == count)?;
        }
        self.depth -= 1;
        Ok(())
    }

    fn statement(
        &mut self,
        frame: &mut Frame<'a>,
        statement: &'a Statement,
        span: Span,
        last: bool,
    ) -> Result<(), SimtError> {
        self.site = self.site(span, "");
        match statement {
            Statement::Emit(range) => {
                for handle in range.clone() {
                    if frame.vals[handle.index()].is_some() && self.is_constant(frame, handle) {
                        continue;
                    }
                    self.site = self.site(frame.expressions.get_span(handle), "");
                    let val = self.expression(frame, handle)?;
                    frame.vals[handle.index()] = Some(val);
                }
                Ok(())
            }
            Statement::Block(block) => self.block(frame, block, last),
            Statement::If { condition, accept, reject } => {
                let cond = self.scalar(frame, *condition)?;
                self.emit(Kind::If { cond })?;
                self.block(frame, accept, false)?;
                if !reject.is_empty() {
                    self.emit(Kind::Else)?;
                    self.block(frame, reject, false)?;
                }
                self.emit(Kind::EndIf)
            }
            Statement::Switch { selector, cases } => self.switch(frame, *selector, cases),
            Statement::Loop { body, continuing, break_if } => {
                let site = self.site;
                self.emit(Kind::Loop)?;
                self.block(frame, body, false)?;
                self.emit(Kind::Continuing)?;
                self.block(frame, continuing, false)?;
                let cond = match break_if {
                    Some(condition) => self.scalar(frame, *condition)?,
                    None => NONE,
                };
                self.site = site;
                self.emit(Kind::EndLoop { cond })
            }
            Statement::Break => self.emit(Kind::Break),
            Statement::Continue => self.emit(Kind::Continue),
            Statement::Return { value } => {
                if let Some(value) = value {
                    let values = self.scalars(frame, *value)?;
                    for (&d, &v) in frame.result.iter().zip(values.iter()) {
                        self.emit(Kind::Lane { op: Op::Mov, d, a: [v, NONE, NONE] })?;
                    }
                }
                if last { Ok(()) } else { self.emit(Kind::Return) }
            }
            Statement::ControlBarrier(flags) => {
                if flags.contains(Barrier::SUB_GROUP) {
                    return unsupported("the judge does not run subgroup operations");
                }
                let (storage, workgroup) =
                    (flags.contains(Barrier::STORAGE), flags.contains(Barrier::WORK_GROUP));
                self.emit(Kind::Barrier { storage, workgroup })
            }
            // Orders one invocation's own accesses, which are in order anyway.
            Statement::MemoryBarrier(_) => Ok(()),
            Statement::Store { pointer, value } => {
                let place = self.place(frame, *pointer)?;
                let values = self.scalars(frame, *value)?;
                match self.atomic_root(&place) {
                    None => self.store(&place, &values),
                    Some(root) => {
                        let at = self.access(&place, root)?;
                        self.name_site(&place.name);
                        let value = self.scalar(frame, *value)?;
                        self.emit(Kind::Atomic {
                            fun: Atomic::Store,
                            d: NONE,
                            swapped: NONE,
                            value,
                            compare: NONE,
                            at,
                        })
                    }
                }
            }
            Statement::Atomic { pointer, fun, value, result } => {
                self.atomic(frame, *pointer, *fun, *value, *result)
            }
            Statement::WorkGroupUniformLoad { pointer, result } => {
                let place = self.place(frame, *pointer)?;
                self.emit(Kind::Barrier { storage: false, workgroup: true })?;
                let loaded = match self.atomic_root(&place) {
                    None => self.load(&place)?,
                    Some(root) => {
                        let at = self.access(&place, root)?;
                        let d = self.temp()?;
                        self.emit(Kind::Atomic {
                            fun: Atomic::Load,
                            d,
                            swapped: NONE,
                            value: NONE,
                            compare: NONE,
                            at,
                        })?;
                        Rc::new([d]) as Rc<[V]>
                    }
                };
                self.site = self.site(span, "");
                self.emit(Kind::Barrier { storage: false, workgroup: true })?;
                frame.vals[result.index()] = Some(Val::Scalars(loaded));
                Ok(())
            }
            Statement::Call { function, arguments, result } => {
                let args =
                    arguments.iter().map(|a| self.val(frame, *a)).collect::<Result<Vec<_>, _>>()?;
                self.depth += 1;
                if self.depth > MAX_DEPTH {
                    return unsupported(format!(
                        "blocks and calls nested more than {MAX_DEPTH} deep"
                    ));
                }
                let callee = &self.module.functions[*function];
                let values =
                    self.function(callee, function.index(), &self.info[*function], args)?;
                self.depth -= 1;
                if let Some(result) = result {
                    // A later call may write the same variables in a loop: take the values now.
                    let mut out = Vec::with_capacity(values.len());
                    for v in values {
                        let d = self.temp()?;
                        self.emit(Kind::Lane { op: Op::Mov, d, a: [v, NONE, NONE] })?;
                        out.push(d);
                    }
                    frame.vals[result.index()] = Some(Val::Scalars(out.into()));
                }
                Ok(())
            }
            Statement::Kill => unsupported("discard exists in fragment shaders only"),
            Statement::ImageStore { .. } | Statement::ImageAtomic { .. } => {
                unsupported("the judge does not run textures")
            }
            Statement::RayQuery { .. } | Statement::RayPipelineFunction(_) => {
                unsupported("the judge does not run ray queries")
            }
            Statement::SubgroupBallot { .. }
            | Statement::SubgroupGather { .. }
            | Statement::SubgroupCollectiveOperation { .. } => {
                unsupported("the judge does not run subgroup operations")
            }
            Statement::CooperativeStore { .. } => {
                unsupported("the judge does not run cooperative matrices")
            }
        }
    }

    fn switch(
        &mut self,
        frame: &mut Frame<'a>,
        selector: Handle<Expression>,
        cases: &'a [naga::SwitchCase],
    ) -> Result<(), SimtError> {
        let selector = self.scalar(frame, selector)?;
        let site = self.site;
        self.emit(Kind::Switch)?;
        let mut any = self.constant(0)?;
        for case in cases {
            if let Some(value) = case_value(case.value) {
                let value = self.constant(value)?;
                let equal = self.op2(Op::EqI, selector, value)?;
                any = self.op2(Op::Or, any, equal)?;
            }
        }
        let default = self.op1(Op::Not, any)?;
        let mut pending: Option<V> = None;
        for case in cases {
            self.site = site;
            let mut cond = match case_value(case.value) {
                Some(value) => {
                    let value = self.constant(value)?;
                    self.op2(Op::EqI, selector, value)?
                }
                None => default,
            };
            if let Some(before) = pending.take() {
                cond = self.op2(Op::Or, before, cond)?;
            }
            if case.fall_through {
                if !case.body.is_empty() {
                    return unsupported("a switch case that falls through into the next");
                }
                pending = Some(cond);
                continue;
            }
            self.emit(Kind::If { cond })?;
            self.block(frame, &case.body, false)?;
            self.emit(Kind::EndIf)?;
        }
        self.site = site;
        self.emit(Kind::EndSwitch)
    }

    fn atomic(
        &mut self,
        frame: &mut Frame<'a>,
        pointer: Handle<Expression>,
        fun: AtomicFunction,
        value: Handle<Expression>,
        result: Option<Handle<Expression>>,
    ) -> Result<(), SimtError> {
        let place = self.place(frame, pointer)?;
        let Some(root) = self.atomic_root(&place) else {
            return unsupported("an atomic operation outside of storage and workgroup memory");
        };
        let at = self.access(&place, root)?;
        let kind = match self.layout.inner(match place.shape {
            super::super::layout::Shape::Type(ty) => ty,
            _ => return unsupported("an atomic operation on a part of a vector"),
        }) {
            TypeInner::Atomic(Scalar { kind, .. }) => *kind,
            _ => return unsupported("an atomic operation on something that is not atomic"),
        };
        if kind == ScalarKind::Float {
            return unsupported("the judge does not run atomics on f32");
        }
        let signed = kind == ScalarKind::Sint;
        let mut compare = NONE;
        let fun = match fun {
            AtomicFunction::Add => Atomic::Add,
            AtomicFunction::Subtract => Atomic::Sub,
            AtomicFunction::And => Atomic::And,
            AtomicFunction::ExclusiveOr => Atomic::Xor,
            AtomicFunction::InclusiveOr => Atomic::Or,
            AtomicFunction::Min if signed => Atomic::MinI,
            AtomicFunction::Min => Atomic::MinU,
            AtomicFunction::Max if signed => Atomic::MaxI,
            AtomicFunction::Max => Atomic::MaxU,
            AtomicFunction::Exchange { compare: None } => Atomic::Exchange,
            AtomicFunction::Exchange { compare: Some(expected) } => {
                compare = self.scalar(frame, expected)?;
                Atomic::CompareExchange
            }
        };
        let value = self.scalar(frame, value)?;
        let d = if result.is_some() { self.temp()? } else { NONE };
        let swapped = if compare != NONE && result.is_some() { self.temp()? } else { NONE };
        self.name_site(&place.name);
        self.emit(Kind::Atomic { fun, d, swapped, value, compare, at })?;
        if let Some(result) = result {
            let values: Rc<[V]> =
                if compare != NONE { Rc::new([d, swapped]) } else { Rc::new([d]) };
            frame.vals[result.index()] = Some(Val::Scalars(values));
        }
        Ok(())
    }
}

fn case_value(value: SwitchValue) -> Option<u32> {
    match value {
        SwitchValue::I32(v) => Some(v as u32),
        SwitchValue::U32(v) => Some(v),
        SwitchValue::Default => None,
    }
}
