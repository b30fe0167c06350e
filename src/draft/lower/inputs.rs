//! What the kernel is given: parameters, scalars in structures, indices of the invocation.
//!
//! It never reads an array; places in arrays are written elsewhere.

use super::Unsupported;
use super::text::{Kind, Text};
use super::writer::{Result, Writer};
use crate::contract::{FieldMeaning, Param, ParamMeaning, RootMeaning, ScalarType};
use crate::source::lifted::{Binary, Place, ValueId, ValueKind};

pub(super) const AXES: [&str; 3] = ["x", "y", "z"];

impl Writer<'_> {
    pub(super) fn param(&mut self, n: u32, line: u32) -> Result<Text> {
        match self.contract.param_meaning(n) {
            ParamMeaning::Scalar(at) => self.scalar(at, line),
            ParamMeaning::Index(axis) => {
                self.builtins.insert("id");
                let axis = AXES.get(usize::from(axis)).copied().unwrap_or("x");
                Ok(Text::primary(format!("id.{axis}"), Kind::U32).to(Kind::I32))
            }
            ParamMeaning::Coordinate(axis) => {
                self.builtins.insert("id");
                let axis = AXES.get(usize::from(axis)).copied().unwrap_or("x");
                let index = Text::primary(format!("f32(id.{axis})"), Kind::F32);
                Ok(index.binary("+", Text::primary("0.5", Kind::F32), Kind::F32))
            }
            ParamMeaning::Pointer => {
                Err(Unsupported::new(line, format!("the pointer in parameter {n} as a number")))
            }
        }
    }

    /// A scalar parameter, by its place in the contract.
    pub(super) fn scalar(&self, at: usize, line: u32) -> Result<Text> {
        let before = self.contract.params.iter().take(at);
        let index = before.filter(|p| matches!(p, Param::Scalar(_))).count();
        let fields = self.interface.params.as_ref().map(|p| p.fields.as_slice());
        let Some(field) = fields.and_then(|fields| fields.get(index)) else {
            return Err(Unsupported::new(line, "a scalar that the contract does not name"));
        };
        Ok(Text::primary(format!("p.{}", field.name), scalar_kind(field.ty)))
    }

    /// A load from a structure of scalars, or from an array.
    pub(super) fn loaded(&mut self, id: ValueId) -> Result<Text> {
        let Some((place, line)) = self.loads.get(&id).cloned() else {
            return Err(Unsupported::new(self.line(id), "a load that is used before it happens"));
        };
        if let Some(meaning) = self.field(&place) {
            return match meaning {
                FieldMeaning::Scalar(at) => Ok(self.scalar(at, line)?.to(self.kind(id))),
                FieldMeaning::Count(at, stride) => {
                    let size = self.buffer_size(at);
                    let length = self.length(at, line)?;
                    let times = size / stride.max(1);
                    let exact = size.is_multiple_of(stride.max(1));
                    match (exact, times) {
                        (true, 1) => Ok(length.to(self.kind(id))),
                        (true, n) => {
                            let by = Text::integer(n, Kind::I32);
                            Ok(length.binary("*", by, Kind::I32).to(self.kind(id)))
                        }
                        _ => {
                            let by = Text::integer(size, Kind::I32);
                            let bytes =
                                if size == 1 { length } else { length.binary("*", by, Kind::I32) };
                            let stride = Text::integer(stride, Kind::I32);
                            Ok(bytes.binary("/", stride, Kind::I32).to(self.kind(id)))
                        }
                    }
                }
                FieldMeaning::Bytes(at) => {
                    let by = Text::integer(self.buffer_size(at), Kind::I32);
                    let length = self.length(at, line)?;
                    let bytes =
                        if by.code == "1" { length } else { length.binary("*", by, Kind::I32) };
                    Ok(bytes.to(self.kind(id)))
                }
                FieldMeaning::GroupId(axis) => Ok(self.builtin("group", axis).to(self.kind(id))),
                FieldMeaning::GroupThreadId(axis) => {
                    Ok(self.builtin("local", axis).to(self.kind(id)))
                }
            };
        }
        let Some(at) = self.pending.iter().position(|v| *v == id) else {
            return Err(Unsupported::new(line, "a load that is used before it happens"));
        };
        self.pending.remove(at);
        self.load(&place, self.kind(id), line)
    }

    /// What a place in a structure of scalars means.
    pub(super) fn field(&self, place: &Place) -> Option<FieldMeaning> {
        if !place.terms.is_empty() {
            return None;
        }
        match self.contract.root_meaning(self.lifted, place.root) {
            RootMeaning::Struct => {
                let ty = place.access.ty;
                self.contract.field_meaning(self.lifted, place.root, place.offset, ty)
            }
            _ => None,
        }
    }

    pub(super) fn builtin(&mut self, name: &'static str, axis: u8) -> Text {
        self.builtins.insert(name);
        let axis = AXES.get(usize::from(axis)).copied().unwrap_or("x");
        Text::primary(format!("{name}.{axis}"), Kind::U32)
    }

    /// slang: `groupID·size + groupThreadID` is the global index on its axis.
    pub(super) fn global_index(&self, id: ValueId) -> Option<u8> {
        let size = self.contract.workgroup?;
        let meaning = |v: ValueId| {
            let (place, _) = self.loads.get(&self.tree.resolve(v))?;
            self.field(place)
        };
        let ValueKind::Binary(Binary::Add, a, b) = self.tree.value(id).kind else { return None };
        [(a, b), (b, a)].into_iter().find_map(|(group, local)| {
            let Some(FieldMeaning::GroupThreadId(axis)) = meaning(local) else { return None };
            let size = *size.get(usize::from(axis))?;
            let (of, times) = match self.tree.value(group).kind {
                ValueKind::Binary(Binary::Shl, a, b) => (a, 1u32 << (self.integer(b)? & 31)),
                ValueKind::Binary(Binary::Mul, a, b) => (a, self.integer(b)? as u32),
                _ => (group, 1),
            };
            (meaning(of) == Some(FieldMeaning::GroupId(axis)) && times == size).then_some(axis)
        })
    }
}

pub(super) fn scalar_kind(ty: ScalarType) -> Kind {
    match ty {
        ScalarType::F32 => Kind::F32,
        ScalarType::I32 => Kind::I32,
        ScalarType::U32 | ScalarType::Bool => Kind::U32,
        ScalarType::I64 | ScalarType::U64 => Kind::Wide,
    }
}
