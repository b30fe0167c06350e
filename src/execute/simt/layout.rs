//! How naga's types lie in memory, in 32-bit words.
//!
//! Two layouts: WGSL's own for buffers, and a packed one (no padding) for everything that only
//! the draft itself can see.

use naga::{ArraySize, Handle, Module, ScalarKind, Type, TypeInner};

use super::SimtError;
use super::code::Leaf;

/// The most scalars that one value may have.
pub const MAX_LEAVES: u64 = 1 << 12;
/// The deepest nesting of types.
const MAX_NESTING: u32 = 64;

/// A type behind a pointer; parts of vectors and matrices need no handle.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Shape {
    /// Any type.
    Type(Handle<Type>),
    /// A vector of so many components.
    Vector(u32, ScalarKind),
    /// One component.
    Scalar(ScalarKind),
}

/// Sizes of all types of a module.
pub struct Layout<'a> {
    module: &'a Module,
    packed: Vec<u64>,
    bytes: naga::proc::Layouter,
}

/// One step into a composite.
#[derive(Clone, Copy, Debug)]
pub struct Step {
    /// What lies there.
    pub shape: Shape,
    /// Words between neighbours.
    pub stride: u32,
    /// How many there are; `None` for a runtime-sized array.
    pub length: Option<u32>,
}

impl<'a> Layout<'a> {
    /// Looks at every type once, innermost first as the arena holds them.
    pub fn new(module: &'a Module) -> Result<Self, SimtError> {
        let mut bytes = naga::proc::Layouter::default();
        bytes
            .update(module.to_ctx())
            .map_err(|e| SimtError::Unsupported(format!("a type has no layout: {e}")))?;
        let mut packed: Vec<u64> = Vec::new();
        let mut nesting: Vec<u32> = Vec::new();
        for (_, ty) in module.types.iter() {
            let (size, depth) = match &ty.inner {
                TypeInner::Scalar(_) | TypeInner::Atomic(_) => (1, 0),
                TypeInner::Vector { size, .. } => (*size as u64, 0),
                TypeInner::Matrix { columns, rows, .. } => (*columns as u64 * *rows as u64, 0),
                TypeInner::Array { base, size, .. } => {
                    let count = match size {
                        ArraySize::Constant(count) => u64::from(count.get()),
                        _ => 0,
                    };
                    (packed[base.index()].saturating_mul(count), nesting[base.index()] + 1)
                }
                TypeInner::Struct { members, .. } => (
                    members.iter().fold(0u64, |sum, m| sum.saturating_add(packed[m.ty.index()])),
                    members.iter().map(|m| nesting[m.ty.index()]).max().unwrap_or(0) + 1,
                ),
                _ => (0, 0),
            };
            if depth > MAX_NESTING {
                return Err(SimtError::Unsupported(format!(
                    "types nested more than {MAX_NESTING} deep"
                )));
            }
            packed.push(size);
            nesting.push(depth);
        }
        Ok(Self { module, packed, bytes })
    }

    /// The type.
    pub fn inner(&self, ty: Handle<Type>) -> &'a TypeInner {
        &self.module.types[ty].inner
    }

    /// How many scalars a value of the type has.
    pub fn scalars(&self, ty: Handle<Type>) -> u64 {
        self.packed[ty.index()]
    }

    /// Words that a variable of the type takes.
    pub fn words(&self, ty: Handle<Type>, packed: bool) -> u64 {
        if packed { self.scalars(ty) } else { u64::from(self.bytes[ty].size.div_ceil(4)) }
    }

    /// What indexing leads to.
    pub fn element(&self, shape: Shape, packed: bool) -> Option<Step> {
        let vector = |n: u32, kind| Step { shape: Shape::Scalar(kind), stride: 1, length: Some(n) };
        match shape {
            Shape::Scalar(_) => None,
            Shape::Vector(n, kind) => Some(vector(n, kind)),
            Shape::Type(ty) => match *self.inner(ty) {
                TypeInner::Vector { size, scalar } => Some(vector(size as u32, scalar.kind)),
                TypeInner::Matrix { columns, rows, scalar } => Some(Step {
                    shape: Shape::Vector(rows as u32, scalar.kind),
                    stride: column(rows as u32, packed),
                    length: Some(columns as u32),
                }),
                TypeInner::Array { base, size, stride } => Some(Step {
                    shape: Shape::Type(base),
                    stride: if packed {
                        u32::try_from(self.scalars(base)).ok()?
                    } else {
                        stride / 4
                    },
                    length: match size {
                        ArraySize::Constant(count) => Some(count.get()),
                        _ => None,
                    },
                }),
                _ => None,
            },
        }
    }

    /// A struct's member and its offset in words.
    pub fn member(&self, ty: Handle<Type>, index: u32, packed: bool) -> Option<(Shape, u32)> {
        let TypeInner::Struct { members, .. } = self.inner(ty) else { return None };
        let member = members.get(index as usize)?;
        let offset = if packed {
            let before: u64 = members[..index as usize].iter().map(|m| self.scalars(m.ty)).sum();
            u32::try_from(before).ok()?
        } else {
            member.offset / 4
        };
        Some((Shape::Type(member.ty), offset))
    }

    /// The scalars of a value, in the order in which the register code holds them.
    pub fn leaves(&self, shape: Shape, packed: bool) -> Result<Vec<Leaf>, SimtError> {
        let mut out = Vec::new();
        self.collect(shape, 0, packed, &mut out)?;
        Ok(out)
    }

    fn collect(
        &self,
        shape: Shape,
        at: u32,
        packed: bool,
        out: &mut Vec<Leaf>,
    ) -> Result<(), SimtError> {
        if out.len() as u64 >= MAX_LEAVES {
            return Err(SimtError::Unsupported(format!(
                "a value of more than {MAX_LEAVES} scalars"
            )));
        }
        let ty = match shape {
            Shape::Scalar(kind) => {
                out.push(Leaf { word: at, float: kind == ScalarKind::Float });
                return Ok(());
            }
            Shape::Vector(n, kind) => {
                out.extend((0..n).map(|i| Leaf { word: at + i, float: kind == ScalarKind::Float }));
                return Ok(());
            }
            Shape::Type(ty) => ty,
        };
        match self.inner(ty) {
            TypeInner::Scalar(scalar) | TypeInner::Atomic(scalar) => {
                self.collect(Shape::Scalar(scalar.kind), at, packed, out)
            }
            TypeInner::Struct { members, .. } => {
                for index in 0..members.len() as u32 {
                    let (shape, offset) = self.member(ty, index, packed).ok_or_else(too_large)?;
                    self.collect(shape, at + offset, packed, out)?;
                }
                Ok(())
            }
            _ => {
                let step = self.element(shape, packed).ok_or_else(|| {
                    SimtError::Unsupported("a value of a type that is neither number, vector, matrix, array nor struct".into())
                })?;
                if self.scalars(ty) > MAX_LEAVES {
                    return Err(too_large());
                }
                for i in 0..step.length.unwrap_or(0) {
                    self.collect(step.shape, at + i * step.stride, packed, out)?;
                }
                Ok(())
            }
        }
    }
}

fn too_large() -> SimtError {
    SimtError::Unsupported(format!("a value of more than {MAX_LEAVES} scalars"))
}

fn column(rows: u32, packed: bool) -> u32 {
    if rows == 3 && !packed { 4 } else { rows }
}
