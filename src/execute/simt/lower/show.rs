//! What a trace shows: named values, what is stored where, and conditions. Never emits anything
//! that changes a value.

use naga::{Expression, Handle, ScalarKind, Span};

use super::place::{Base, Place};
use super::{Frame, Lower, Val};
use crate::execute::simt::SimtError;
use crate::execute::simt::code::{Kind, Scalar, Show, V};
use crate::execute::simt::layout::Shape;

/// The most scalars of a value that a trace shows.
const MOST: usize = 16;

impl<'a> Lower<'a> {
    /// Shows a value that the draft gives a name, or that decides something.
    pub(super) fn show(
        &mut self,
        frame: &Frame<'a>,
        handle: Handle<Expression>,
        name: &str,
    ) -> Result<(), SimtError> {
        let Some(Val::Scalars(values)) = &frame.vals[handle.index()] else { return Ok(()) };
        let values = values.clone();
        let kind = frame.ty(handle, self.module).scalar_kind();
        let scalars: Vec<Scalar> = values.iter().map(|_| scalar(kind)).collect();
        self.show_at(frame.expressions.get_span(handle), name, scalars, &[], &values)
    }

    /// Shows what a condition came to, by its own text.
    pub(super) fn show_condition(
        &mut self,
        frame: &Frame<'a>,
        handle: Handle<Expression>,
    ) -> Result<(), SimtError> {
        match frame.expressions[handle] {
            Expression::Literal(_) => Ok(()),
            _ => self.show(frame, handle, ""),
        }
    }

    /// Shows what is stored to a place.
    pub(super) fn show_store(
        &mut self,
        place: &Place,
        values: &[V],
        span: Span,
    ) -> Result<(), SimtError> {
        if place.name.is_empty() {
            return Ok(());
        }
        let scalars = match place.shape {
            Shape::Scalar(kind) => vec![scalar(Some(kind))],
            Shape::Vector(n, kind) => vec![scalar(Some(kind)); n as usize],
            Shape::Type(ty) => {
                let kind = self.layout.inner(ty).scalar_kind();
                let leaves = self.layout.leaves(place.shape, true)?;
                leaves
                    .iter()
                    .map(|leaf| match kind {
                        Some(kind) => scalar(Some(kind)),
                        None if leaf.float => Scalar::F32,
                        None => Scalar::U32,
                    })
                    .collect()
            }
        };
        let indices: Vec<V> = place.chain.iter().map(|(index, _)| *index).collect();
        let mut name = place.name.to_string();
        if indices.is_empty() && place.fixed > 0 && matches!(place.base, Base::Memory(_)) {
            name += &format!("[{}]", place.fixed);
        }
        self.show_at(span, &name, scalars, &indices, values)
    }

    fn show_at(
        &mut self,
        span: Span,
        name: &str,
        mut scalars: Vec<Scalar>,
        indices: &[V],
        values: &[V],
    ) -> Result<(), SimtError> {
        scalars.truncate(MOST);
        let values: Box<[V]> =
            indices.iter().chain(values.iter().take(scalars.len())).copied().collect();
        let show = self.tables.shows.len() as u32;
        self.tables.shows.push(Show {
            span,
            name: name.into(),
            scalars: scalars.into(),
            indices: indices.len(),
        });
        self.emit(Kind::Show { show, values })
    }
}

fn scalar(kind: Option<ScalarKind>) -> Scalar {
    match kind {
        Some(ScalarKind::Float | ScalarKind::AbstractFloat) => Scalar::F32,
        Some(ScalarKind::Sint | ScalarKind::AbstractInt) => Scalar::I32,
        Some(ScalarKind::Bool) => Scalar::Bool,
        Some(ScalarKind::Uint) | None => Scalar::U32,
    }
}
