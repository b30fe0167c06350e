//! Operands that already have their value: scalars, or a pointer. Never lowers anything.

use std::rc::Rc;

use naga::{Expression, Handle};

use super::place::Place;
use super::{Frame, Lower, Val, unsupported};
use crate::execute::simt::SimtError;
use crate::execute::simt::code::V;

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
}
