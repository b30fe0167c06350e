//! Function bodies, inlined where they are called: arguments, local variables, the result. Never
//! emits a call.

use std::rc::Rc;

use naga::{Expression, Function, Handle};

use super::place::Place;
use super::{Frame, Info, Lower, Val, unsupported};
use crate::execute::simt::SimtError;
use crate::execute::simt::code::{Kind, V};

impl<'a> Lower<'a> {
    /// Emits a function's body between `Enter` and `Leave`; returns the registers of its result.
    pub(super) fn function(
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
            names: Some(function),
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
            if let Some(init) = local.init {
                self.show(&frame, init, &name)?;
            }
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
        let (reach, in_case) = (self.reach, std::mem::take(&mut self.in_case));
        self.block(&mut frame, &function.body, true)?;
        (self.reach, self.in_case) = (reach, in_case);
        self.emit(Kind::Leave)?;
        self.site = outer;
        Ok(frame.result)
    }

    pub(super) fn is_constant(&self, frame: &Frame<'a>, handle: Handle<Expression>) -> bool {
        match &frame.vals[handle.index()] {
            Some(Val::Scalars(scalars)) => scalars.iter().all(|&v| self.bits(v).is_some()),
            _ => false,
        }
    }
}
