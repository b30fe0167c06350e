//! Loads and stores: byte places as array elements.

use super::Unsupported;
use super::memory::{Array, Memory};
use super::text::{Binding, Kind, Text};
use super::writer::{Result, Writer};
use crate::contract::FieldMeaning;
use crate::source::lifted::{Place, Ty, ValueId};

/// How a value reaches memory.
pub(super) enum Target {
    /// `left = value;`, a value of this kind.
    Assign(Text),
    /// `function(head value tail)`, likewise.
    Call { head: String, tail: String, kind: Kind },
    /// An i64 in two cells of 32 bits.
    Pair(Text, Text),
}

impl Writer<'_> {
    pub(super) fn array(&self, place: &Place, line: u32) -> Result<Array> {
        match self.memory.get(place.root.0 as usize) {
            Some(Memory::Array(array)) => Ok(array.clone()),
            _ => Err(Unsupported::new(
                line,
                "an access to a structure that the contract does not describe",
            )),
        }
    }

    /// `place` counted in `unit` bytes; `None` where it does not lie on a whole unit.
    fn index(&mut self, place: &Place, extra: i32, unit: u32) -> Result<Option<Text>> {
        let unit = unit as i32;
        let offset = place.offset.wrapping_add(extra);
        if offset % unit != 0 || place.terms.iter().any(|(_, c)| c % unit != 0) {
            return Ok(None);
        }
        let kinds: Vec<Kind> = place.terms.iter().map(|(v, _)| self.kind(*v)).collect();
        let unsigned = !kinds.is_empty() && kinds.iter().all(|k| *k == Kind::U32);
        let kind = if unsigned { Kind::U32 } else { Kind::I32 };
        let mut sum: Option<Text> = None;
        let (place, global) = self.without_global(place);
        // A positive term first, so that no sum begins with a minus.
        let mut terms: Vec<(ValueId, i32)> = place.terms.clone();
        terms.sort_by_key(|(v, c)| (*c < 0, std::cmp::Reverse(self.weight(*v, *c))));
        for (value, coefficient) in terms {
            let times = coefficient / unit;
            let text = self.value(value, kind)?;
            let magnitude = Text::integer(times.unsigned_abs(), kind);
            let product =
                if times.unsigned_abs() == 1 { text } else { text.binary("*", magnitude, kind) };
            sum = Some(match sum {
                Some(sum) if times < 0 => sum.binary("-", product, kind),
                Some(sum) => sum.binary("+", product, kind),
                None if times < 0 && kind == Kind::I32 => product.unary("-"),
                None if times < 0 => Text::integer(0, kind).binary("-", product, kind),
                None => product,
            });
        }
        if let Some((index, coefficient)) = global {
            let times = coefficient / unit;
            let index = match times {
                1 => index.to(kind),
                n => index.to(kind).binary("*", Text::integer(n as u32, kind), kind),
            };
            sum = Some(match sum {
                Some(sum) => sum.binary("+", index, kind),
                None => index,
            });
        }
        let whole = offset / unit;
        Ok(Some(match sum {
            None => Text::integer(whole as u32, Kind::I32),
            Some(sum) if whole == 0 => sum,
            Some(sum) => {
                let operator = if whole < 0 { "-" } else { "+" };
                sum.binary(operator, Text::integer(whole.unsigned_abs(), kind), kind)
            }
        }))
    }

    /// slang: takes `groupID·size + groupThreadID` out of the terms, as the global index and its
    /// coefficient.
    fn without_global(&self, place: &Place) -> (Place, Option<(Text, i32)>) {
        let mut place = place.clone();
        let meaning = |v: ValueId| {
            let (place, _) = self.loads.get(&self.tree.resolve(v))?;
            self.field(place)
        };
        for (axis, name) in &self.indices {
            let Some(size) = self.contract.workgroup.map(|s| s[usize::from(*axis).min(2)]) else {
                continue;
            };
            let position = |wanted: FieldMeaning| {
                place.terms.iter().position(|(v, _)| meaning(*v) == Some(wanted))
            };
            let group = position(FieldMeaning::GroupId(*axis));
            let local = position(FieldMeaning::GroupThreadId(*axis));
            if let (Some(group), Some(local)) = (group, local)
                && place.terms[local].1 > 0
                && i64::from(place.terms[group].1)
                    == i64::from(place.terms[local].1) * i64::from(size)
            {
                let coefficient = place.terms[local].1;
                let keep = |at: usize| at != group && at != local;
                place.terms = place
                    .terms
                    .iter()
                    .copied()
                    .enumerate()
                    .filter(|(at, _)| keep(*at))
                    .map(|(_, term)| term)
                    .collect();
                return (place, Some((name.clone(), coefficient)));
            }
        }
        (place, None)
    }

    /// Rows before columns: products and large strides first.
    fn weight(&self, value: ValueId, coefficient: i32) -> (i32, bool) {
        use crate::source::lifted::{Binary, ValueKind};
        let product = matches!(self.tree.value(value).kind, ValueKind::Binary(Binary::Mul, ..));
        (coefficient.saturating_abs(), product)
    }

    /// A cell of `array`, as it stands in an expression.
    fn cell(array: &Array, index: &str) -> Text {
        let element = format!("{}[{index}]", array.name);
        if array.atomic {
            Text::primary(format!("atomicLoad(&{element})"), array.cell)
        } else {
            Text::primary(element, array.cell)
        }
    }

    /// The value at `place`, as `want` (or as f32, for a float load).
    pub(super) fn load(&mut self, place: &Place, want: Kind, line: u32) -> Result<Text> {
        let array = self.array(place, line)?;
        let access = place.access;
        if access.ty == Ty::F64 {
            return Err(Unsupported::new(line, "f64 in memory"));
        }
        if access.ty == Ty::I64 {
            return self.load_wide(&array, place, line);
        }
        let width = u32::from(access.width);
        if width == 4 {
            return Ok(self.word(&array, place, 0, line)?.to(want));
        }
        if array.stride == width {
            let index = self.whole(place, 0, width, line)?;
            let cell = Self::cell(&array, &index.code);
            if !access.signed {
                return Ok(cell.to(want));
            }
            let bits = Text::integer(width * 8, Kind::U32);
            let zero = Text::integer(0, Kind::U32);
            let call = Text::call("extractBits", &[cell.to(Kind::I32), zero, bits], Kind::I32);
            return Ok(call.to(want));
        }
        Ok(self.narrow(&array, place, line)?.to(want))
    }

    /// A 32-bit word.
    fn word(&mut self, array: &Array, place: &Place, extra: i32, line: u32) -> Result<Text> {
        match array.stride {
            4 => {
                let index = self.whole(place, extra, 4, line)?;
                Ok(Self::cell(array, &index.code))
            }
            8 => {
                if let Some(index) = self.index(place, extra, 8)? {
                    return Ok(Text::primary(
                        format!("{}[{}].x", array.name, index.code),
                        Kind::U32,
                    ));
                }
                if let Some(index) = self.index(place, extra - 4, 8)? {
                    return Ok(Text::primary(
                        format!("{}[{}].y", array.name, index.code),
                        Kind::U32,
                    ));
                }
                let index = self.whole(place, extra, 4, line)?.to(Kind::U32);
                let least = index.at_least(Binding::Unary);
                let code = format!("{}[{least} >> 1u][{least} & 1u]", array.name);
                Ok(Text::primary(code, Kind::U32))
            }
            stride => Err(Unsupported::new(
                line,
                format!("a 32-bit access to memory of {stride}-byte elements"),
            )),
        }
    }

    fn whole(&mut self, place: &Place, extra: i32, unit: u32, line: u32) -> Result<Text> {
        // A scale like 2³¹ is meant modulo 2³²: only bytes wrap as wasm's addresses do.
        let wraps = place.terms.iter().any(|(_, scale)| scale.unsigned_abs() >= 1 << 24);
        if let Some(index) = self.index(place, extra, unit)?.filter(|_| !wraps) {
            return Ok(index);
        }
        if self.is_aligned(place, extra, unit) {
            let index = self.index(place, extra, 1)?;
            if let Some(index) = index {
                let by = Text::integer(unit.trailing_zeros(), Kind::U32);
                return Ok(index.to(Kind::U32).binary(">>", by, Kind::U32));
            }
        }
        Err(Unsupported::new(line, format!("an access at a multiple of less than {unit} bytes")))
    }

    /// Whether `place` is a multiple of `unit` though its terms don't show it.
    fn is_aligned(&self, place: &Place, extra: i32, unit: u32) -> bool {
        let zeros = |text: i64| text.trailing_zeros();
        let need = unit.trailing_zeros();
        zeros(i64::from(place.offset.wrapping_add(extra))) >= need
            && place.terms.iter().all(|(v, c)| zeros(i64::from(*c)) + self.low_zeros(*v, 8) >= need)
    }

    /// Low bits of `id` that are surely zero.
    fn low_zeros(&self, id: ValueId, depth: u32) -> u32 {
        use crate::source::lifted::{Binary, ValueKind};
        if depth == 0 {
            return 0;
        }
        let of = |v| self.low_zeros(v, depth - 1);
        match self.tree.value(id).kind {
            ValueKind::Const(bits) => (bits as u32).trailing_zeros(),
            ValueKind::Binary(op, a, b) => match op {
                Binary::Shl => of(a) + self.integer(b).map_or(0, |c| c as u32 & 31),
                Binary::Mul => of(a) + of(b),
                Binary::Add | Binary::Sub | Binary::Or | Binary::Xor => of(a).min(of(b)),
                Binary::And => of(a).max(of(b)),
                _ => 0,
            },
            ValueKind::Select { yes, no, .. } => of(yes).min(of(no)),
            _ => 0,
        }
    }

    /// One or two bytes out of a 32-bit cell.
    fn narrow(&mut self, array: &Array, place: &Place, line: u32) -> Result<Text> {
        let access = place.access;
        let width = u32::from(access.width);
        let kind = if access.signed { Kind::I32 } else { Kind::U32 };
        let part = place.offset.rem_euclid(4);
        if array.stride != 4 {
            return Err(Unsupported::new(line, "a byte of a 64-bit element"));
        }
        // Where the word is known, so is the byte in it.
        if (part as u32).is_multiple_of(width)
            && let Some(index) = self.index(place, -part, 4)?
        {
            let word = Self::cell(array, &index.code).to(Kind::U32).to(kind);
            let shift = Text::integer(part as u32 * 8, Kind::U32);
            let bits = Text::integer(width * 8, Kind::U32);
            return Ok(Text::call("extractBits", &[word, shift, bits], kind));
        }
        let index = self.whole(place, 0, width, line)?.to(Kind::U32);
        let name = self.accessor(array, "get", width, access.signed);
        Ok(Text::call(&name, &[index], kind))
    }

    /// The function that reads (`get`) or writes (`set`) parts of a cell.
    fn accessor(&mut self, array: &Array, verb: &str, width: u32, signed: bool) -> String {
        let sign = if signed { "s" } else { "" };
        let bits = width * 8;
        let mut name = format!("{verb}_{}_{sign}{bits}", array.name);
        while self.used_names.contains(&name) && !self.accessors.contains_key(&name) {
            name.push('_');
        }
        let (shift, mask) = if width == 1 { ("2u", "3u") } else { ("1u", "1u") };
        let index = format!("i >> {shift}");
        let at = format!("(i & {mask}) * {bits}u");
        let text = if verb == "get" {
            let kind = if signed { "i32" } else { "u32" };
            let word = Self::cell(array, &index).to(Kind::U32);
            let word = if signed { word.to(Kind::I32) } else { word };
            format!(
                "fn {name}(i: u32) -> {kind} {{\n    return extractBits({}, {at}, {bits}u);\n}}",
                word.code
            )
        } else if array.atomic {
            let ones = if width == 1 { "0xffu" } else { "0xffffu" };
            let element = format!("{}[{index}]", array.name);
            format!(
                "fn {name}(i: u32, value: u32) {{\n    let shift = {at};\n    \
                 atomicAnd(&{element}, ~({ones} << shift));\n    \
                 atomicOr(&{element}, (value & {ones}) << shift);\n}}"
            )
        } else {
            let word = Self::cell(array, &index).to(Kind::U32);
            let merged = format!("insertBits({}, value, {at}, {bits}u)", word.code);
            let merged = Text::primary(merged, Kind::U32).to(array.cell);
            format!(
                "fn {name}(i: u32, value: u32) {{\n    {}[{index}] = {};\n}}",
                array.name, merged.code
            )
        };
        self.used_names.insert(name.clone());
        self.accessors.insert(name.clone(), text);
        name
    }

    fn load_wide(&mut self, array: &Array, place: &Place, line: u32) -> Result<Text> {
        let access = place.access;
        if access.width == 8 {
            if array.stride == 8 {
                let index = self.whole(place, 0, 8, line)?;
                return Ok(Text::primary(format!("{}[{}]", array.name, index.code), Kind::Wide));
            }
            let low = self.word(array, place, 0, line)?.to(Kind::U32);
            let high = self.word(array, place, 4, line)?.to(Kind::U32);
            return Ok(Text::call("vec2<u32>", &[low, high], Kind::Wide));
        }
        let part = match access.width {
            4 => self.word(array, place, 0, line)?,
            _ => {
                let mut narrow = place.clone();
                narrow.access.ty = Ty::I32;
                let kind = if access.signed { Kind::I32 } else { Kind::U32 };
                self.load(&narrow, kind, line)?
            }
        };
        if access.signed {
            self.helpers.insert("extend64");
            return Ok(Text::call("extend64", &[part.to(Kind::I32)], Kind::Wide));
        }
        let zero = Text::integer(0, Kind::U32);
        Ok(Text::call("vec2<u32>", &[part.to(Kind::U32), zero], Kind::Wide))
    }

    /// Where a store goes.
    pub(super) fn target(&mut self, place: &Place, line: u32) -> Result<Target> {
        let array = self.array(place, line)?;
        let access = place.access;
        let width = u32::from(access.width);
        if access.ty == Ty::F64 {
            return Err(Unsupported::new(line, "f64 in memory"));
        }
        if width == 8 {
            if array.stride == 8 {
                let index = self.whole(place, 0, 8, line)?;
                let left = format!("{}[{}]", array.name, index.code);
                return Ok(Target::Assign(Text::primary(left, Kind::Wide)));
            }
            if array.stride != 4 || array.atomic {
                return Err(Unsupported::new(line, "a 64-bit store into packed elements"));
            }
            let low = self.word(&array, place, 0, line)?;
            return Ok(Target::Pair(low, self.word(&array, place, 4, line)?));
        }
        if width == 4 {
            if array.atomic {
                let index = self.whole(place, 0, 4, line)?;
                let head = format!("atomicStore(&{}[{}], ", array.name, index.code);
                return Ok(Target::Call { head, tail: ")".into(), kind: array.cell });
            }
            return Ok(Target::Assign(self.word(&array, place, 0, line)?));
        }
        if array.stride == width {
            let index = self.whole(place, 0, width, line)?;
            let mask = if width == 1 { "0xffu" } else { "0xffffu" };
            let head = format!("{}[{}] = {mask} & (", array.name, index.code);
            return Ok(Target::Call { head, tail: ")".into(), kind: Kind::U32 });
        }
        if array.stride != 4 {
            return Err(Unsupported::new(line, "a byte of a 64-bit element"));
        }
        let index = self.whole(place, 0, width, line)?.to(Kind::U32);
        let name = self.accessor(&array, "set", width, false);
        let head = format!("{name}({}, ", index.code);
        Ok(Target::Call { head, tail: ")".into(), kind: Kind::U32 })
    }

    /// The element behind a 32-bit place, for atomics.
    pub(super) fn element(&mut self, place: &Place, line: u32) -> Result<(String, Kind)> {
        let array = self.array(place, line)?;
        let index = self.whole(place, 0, 4, line)?;
        Ok((format!("&{}[{}]", array.name, index.code), array.cell))
    }
}
