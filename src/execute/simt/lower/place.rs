//! Pointers: a variable, a fixed offset, and at most one dynamic part.

use std::rc::Rc;

use naga::{Handle, Type};

use super::{Lower, unsupported};
use crate::execute::simt::SimtError;
use crate::execute::simt::code::{Access, Component, Kind, Limit, NONE, Offset, Op, Root, V};
use crate::execute::simt::layout::Shape;

/// Where a variable lives.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Base {
    /// In registers, from this one on.
    Registers(V),
    /// In memory.
    Memory(Root),
}

/// A pointer.
#[derive(Clone, PartialEq, Debug)]
pub struct Place {
    /// The variable.
    pub base: Base,
    /// Its name.
    pub name: Rc<str>,
    /// What lies there.
    pub shape: Shape,
    /// Words from the variable's start.
    pub fixed: u32,
    /// The part that is known at run time only.
    pub offset: Option<Offset>,
    /// Every index on the way, with its limit.
    pub chain: Vec<(V, u32)>,
    /// One component of a vector.
    pub component: Option<Component>,
}

impl Place {
    /// A whole variable.
    pub fn whole(base: Base, ty: Handle<Type>, name: Rc<str>) -> Self {
        let shape = Shape::Type(ty);
        Self { base, name, shape, fixed: 0, offset: None, chain: Vec::new(), component: None }
    }

    /// Only buffers have WGSL's padding.
    pub fn packed(&self) -> bool {
        !matches!(self.base, Base::Memory(Root::Buffer(_)))
    }
}

impl Lower<'_> {
    /// A struct's member.
    pub(super) fn member(
        &self,
        place: &Place,
        ty: Handle<Type>,
        index: u32,
    ) -> Result<Place, SimtError> {
        let Some((shape, offset)) = self.layout.member(ty, index, place.packed()) else {
            return unsupported("a struct member that does not exist");
        };
        Ok(Place { shape, fixed: place.fixed.wrapping_add(offset), ..place.clone() })
    }

    /// An element, column or component.
    pub(super) fn element(&mut self, place: &Place, index: V) -> Result<Place, SimtError> {
        let Some(step) = self.layout.element(place.shape, place.packed()) else {
            return unsupported("an index into something that has no elements");
        };
        let component = match (step.shape, step.length) {
            (Shape::Scalar(_), Some(of)) => Some(Component { number: index, of }),
            _ => None,
        };
        let mut out = Place { shape: step.shape, component, ..place.clone() };
        if let (Some(i), Some(length)) = (self.bits(index), step.length)
            && i < length
        {
            out.fixed = place.fixed.wrapping_add(i.wrapping_mul(step.stride));
            return Ok(out);
        }
        let limit = match (step.length, place.base) {
            (Some(length), _) => Limit::Fixed(length),
            (None, Base::Memory(Root::Buffer(buffer))) => {
                Limit::Runtime { buffer, skip: place.fixed, stride: step.stride }
            }
            (None, _) => return unsupported("a runtime-sized array outside of a storage buffer"),
        };
        let limit = self.limit(limit);
        out.chain.push((index, limit));
        out.offset = Some(match place.offset {
            None => Offset { index, scale: step.stride, limit, consecutive: false },
            Some(before) => {
                let base = self.temp()?;
                self.emit(Kind::Index {
                    d: base,
                    base: NONE,
                    index: before.index,
                    scale: before.scale,
                    limit: before.limit,
                })?;
                let sum = self.temp()?;
                self.emit(Kind::Index { d: sum, base, index, scale: step.stride, limit })?;
                // The sum is valid or the marker for an index that was out of bounds.
                let limit = self.limit(Limit::Fixed(u32::MAX));
                Offset { index: sum, scale: 1, limit, consecutive: false }
            }
        });
        Ok(out)
    }

    /// How many elements the runtime-sized array there has.
    pub(super) fn array_length(&mut self, place: &Place) -> Result<V, SimtError> {
        let step = self.layout.element(place.shape, false);
        let (Some(step), Base::Memory(Root::Buffer(buffer))) = (step, place.base) else {
            return unsupported("arrayLength of something that is not a storage buffer's array");
        };
        let limit = self.limit(Limit::Runtime { buffer, skip: place.fixed, stride: step.stride });
        self.reg(crate::execute::simt::code::Reg::Limit(limit))
    }

    /// What memory instructions need to know of the place.
    pub(super) fn access(&self, place: &Place, root: Root) -> Result<Box<Access>, SimtError> {
        Ok(Box::new(Access {
            root,
            fixed: place.fixed,
            offset: place.offset,
            leaves: self.layout.leaves(place.shape, place.packed())?.into(),
            chain: place.chain.clone().into(),
            component: None,
        }))
    }

    /// Sets the site of the next instructions to this place in the draft and this variable.
    pub(super) fn name_site(&mut self, name: &str) {
        let span = self.tables.sites[self.site as usize].span;
        self.site = self.site(span, name);
    }

    /// The value there.
    pub(super) fn load(&mut self, place: &Place) -> Result<Rc<[V]>, SimtError> {
        match place.base {
            Base::Registers(first) => {
                let leaves = self.layout.leaves(place.shape, true)?;
                let mut out = Vec::with_capacity(leaves.len());
                for leaf in leaves {
                    let d = self.temp()?;
                    self.emit(Kind::Lane {
                        op: Op::Mov,
                        d,
                        a: [first + place.fixed + leaf.word, NONE, NONE],
                    })?;
                    out.push(d);
                }
                Ok(out.into())
            }
            Base::Memory(root) => {
                let at = self.access(place, root)?;
                let d =
                    (0..at.leaves.len()).map(|_| self.temp()).collect::<Result<Box<[V]>, _>>()?;
                self.name_site(&place.name);
                self.emit(Kind::Load { d: d.clone(), at })?;
                Ok(Rc::from(d))
            }
        }
    }

    /// Puts a value there.
    pub(super) fn store(&mut self, place: &Place, value: &[V]) -> Result<(), SimtError> {
        match place.base {
            Base::Registers(first) => {
                let leaves = self.layout.leaves(place.shape, true)?;
                for (leaf, &v) in leaves.iter().zip(value) {
                    let d = first + place.fixed + leaf.word;
                    self.emit(Kind::Lane { op: Op::Mov, d, a: [v, NONE, NONE] })?;
                }
                Ok(())
            }
            Base::Memory(root) => {
                let mut at = self.access(place, root)?;
                if !matches!(root, Root::Local(_)) {
                    at.component = place.component;
                }
                if at.leaves.len() != value.len() {
                    return unsupported("a store of a value that does not fit its variable");
                }
                self.name_site(&place.name);
                self.emit(Kind::Store { s: value.into(), at })
            }
        }
    }
}
