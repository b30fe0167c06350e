//! Atomics. Those on f32, and on anything but storage and workgroup memory, are refused.

use std::rc::Rc;

use naga::{AtomicFunction, Expression, Handle, Scalar, ScalarKind, TypeInner};

use super::place::{Base, Place};
use super::{Frame, Lower, Val, unsupported};
use crate::execute::simt::SimtError;
use crate::execute::simt::code::{Atomic, Kind, NONE, Root, V};
use crate::execute::simt::layout::Shape;

impl<'a> Lower<'a> {
    pub(super) fn is_atomic(&self, place: &Place) -> bool {
        matches!(place.shape, Shape::Type(ty) if matches!(self.layout.inner(ty), TypeInner::Atomic(_)))
    }

    /// Whether a store goes to an atomic, and there to which memory.
    pub(super) fn atomic_root(&self, place: &Place) -> Option<Root> {
        match place.base {
            Base::Memory(root) if self.is_atomic(place) => Some(root),
            _ => None,
        }
    }

    pub(super) fn atomic_load(&mut self, place: &Place) -> Result<V, SimtError> {
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

    pub(super) fn atomic(
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
