//! Elements and members of values, by an index that is known or not. Elements of variables are
//! places and are found elsewhere.

use std::rc::Rc;

use naga::{Expression, Handle, TypeInner};

use super::{Frame, Lower, Val, unsupported};
use crate::execute::simt::SimtError;
use crate::execute::simt::code::{Kind, Limit, Root, V};
use crate::execute::simt::layout::Shape;

impl<'a> Lower<'a> {
    pub(super) fn access_index(
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
    pub(super) fn pick(
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
            component: None,
        };
        self.emit(Kind::Store { s: values.into(), at: Box::new(at.clone()) })?;
        at.leaves = (0..each).map(leaf).collect();
        at.offset = Some(crate::execute::simt::code::Offset {
            index,
            scale: each as u32,
            limit,
            consecutive: false,
        });
        at.chain = Box::new([(index, limit)]);
        let d = (0..each).map(|_| self.temp()).collect::<Result<Vec<V>, _>>()?;
        self.emit(Kind::Load { d: d.clone().into(), at: Box::new(at) })?;
        Ok(d)
    }
}
