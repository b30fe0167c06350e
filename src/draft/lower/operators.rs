//! Operators on i32 and f32 as WGSL's.
//!
//! It never writes wide or double arithmetic, and never lets a constant trap.

use super::kinds::is_comparison;
use super::text::{Kind, Text};
use super::writer::{Result, Writer, f64_message};
use super::{Unsupported, fold};
use crate::source::lifted::{Binary, Ty, Unary, ValueId, ValueKind};

impl Writer<'_> {
    pub(super) fn unary(
        &mut self,
        op: Unary,
        a: ValueId,
        ty: Ty,
        kind: Kind,
        line: u32,
    ) -> Result<Text> {
        use Unary::*;
        let from = self.tree.value(a).ty;
        if from == Ty::I64 || ty == Ty::I64 {
            return self.wide_unary(op, a, kind, line);
        }
        if from == Ty::F64 {
            return self.double_unary(op, a, kind, line);
        }
        if let ValueKind::Const(bits) = self.tree.value(a).kind
            && let Some(bits) = fold::unary(op, bits)
        {
            return self.constant(bits, ty, kind, line);
        }
        let call = |name: &str, text: Text, kind| Ok(Text::call(name, &[text], kind));
        match op {
            Eqz => {
                let id = a;
                if self.kind(id) == Kind::Bool {
                    return self.condition(id, true);
                }
                let zero = Text::integer(0, self.kind(id));
                Ok(self.native(id)?.binary("==", zero, Kind::Bool))
            }
            Clz => call("countLeadingZeros", self.value(a, kind)?, kind),
            Ctz => call("countTrailingZeros", self.value(a, kind)?, kind),
            Popcnt => call("countOneBits", self.value(a, kind)?, kind),
            Extend8 | Extend16 => {
                let bits = if op == Extend8 { 8 } else { 16 };
                let a = self.value(a, Kind::I32)?;
                let (zero, bits) = (Text::integer(0, Kind::U32), Text::integer(bits, Kind::U32));
                Ok(Text::call("extractBits", &[a, zero, bits], Kind::I32))
            }
            Abs => call("abs", self.value(a, Kind::F32)?, Kind::F32),
            Neg => Ok(self.value(a, Kind::F32)?.unary("-")),
            Ceil => call("ceil", self.value(a, Kind::F32)?, Kind::F32),
            Floor => call("floor", self.value(a, Kind::F32)?, Kind::F32),
            TruncF => call("trunc", self.value(a, Kind::F32)?, Kind::F32),
            Nearest => call("round", self.value(a, Kind::F32)?, Kind::F32),
            Sqrt => call("sqrt", self.value(a, Kind::F32)?, Kind::F32),
            TruncS => call("i32", self.value(a, Kind::F32)?, Kind::I32),
            TruncU => call("u32", self.value(a, Kind::F32)?, Kind::U32),
            ConvertS => call("f32", self.value(a, Kind::I32)?, Kind::F32),
            ConvertU => call("f32", self.value(a, Kind::U32)?, Kind::F32),
            Reinterpret if ty == Ty::F32 => {
                let integer = if self.kind(a) == Kind::U32 { Kind::U32 } else { Kind::I32 };
                Ok(self.value(a, integer)?.to(Kind::F32))
            }
            Reinterpret => Ok(self.value(a, Kind::F32)?.to(kind)),
            Promote | Demote | Extend32 | ExtendS | ExtendU | Wrap => Err(f64_message(line)),
        }
    }

    pub(super) fn binary(
        &mut self,
        id: ValueId,
        op: Binary,
        a: ValueId,
        b: ValueId,
        kind: Kind,
        line: u32,
    ) -> Result<Text> {
        use Binary::*;
        let ty = self.tree.value(a).ty;
        if is_comparison(op) {
            return self.comparison(op, a, b);
        }
        if ty == Ty::I64 {
            return self.wide_binary(op, a, b, line);
        }
        if let (ValueKind::Const(x), ValueKind::Const(y)) =
            (&self.tree.value(a).kind, &self.tree.value(b).kind)
            && let Some(bits) = fold::binary(op, ty, *x, *y)
        {
            return self.constant(bits, ty, kind, line);
        }
        if ty == Ty::F32 {
            return self.float_binary(op, a, b);
        }
        if let Some(axis) = self.global_index(id) {
            return Ok(self.builtin("id", axis).to(kind));
        }
        let constant = |v: ValueId| match self.tree.value(v).kind {
            ValueKind::Const(bits) => Some(bits as u32 as i32),
            _ => None,
        };
        let (ca, cb) = (constant(a), constant(b));
        if kind == Kind::Bool {
            let operator = match op {
                And => "&&",
                Or => "||",
                _ => "!=",
            };
            let (left, right) = (self.value(a, Kind::Bool)?, self.value(b, Kind::Bool)?);
            if operator == "!=" && cb == Some(1) {
                return self.condition(a, true);
            }
            return Ok(left.binary(operator, right, Kind::Bool));
        }
        let plain = match op {
            Add => "+",
            Sub => "-",
            Mul => "*",
            And => "&",
            Or => "|",
            Xor => "^",
            Shl => {
                if let Some(c) = cb {
                    let by = Text::integer(c as u32 & 31, Kind::U32);
                    return Ok(self.value(a, kind)?.binary("<<", by, kind));
                }
                let by = self.value(b, Kind::U32)?;
                return Ok(self.value(a, kind)?.binary("<<", by, kind));
            }
            ShrS | ShrU => {
                let with = if op == ShrS { Kind::I32 } else { Kind::U32 };
                let by = match cb {
                    Some(c) => Text::integer(c as u32 & 31, Kind::U32),
                    None => self.value(b, Kind::U32)?,
                };
                return Ok(self.value(a, with)?.binary(">>", by, with).to(kind));
            }
            DivS | DivU | RemS | RemU => {
                let with = if matches!(op, DivS | RemS) { Kind::I32 } else { Kind::U32 };
                let divides = matches!(op, DivS | DivU);
                if cb == Some(0) {
                    // wasm traps here, so no case does; WGSL refuses the constant.
                    return if divides { self.value(a, kind) } else { Ok(Text::integer(0, kind)) };
                }
                let operator = if divides { "/" } else { "%" };
                let (left, right) = (self.value(a, with)?, self.value(b, with)?);
                return Ok(left.binary(operator, right, with).to(kind));
            }
            Rotl | Rotr => {
                let name = if op == Rotl { "rotl" } else { "rotr" };
                self.helpers.insert(name);
                let arguments = [self.value(a, Kind::U32)?, self.value(b, Kind::U32)?];
                return Ok(Text::call(name, &arguments, Kind::U32).to(kind));
            }
            _ => return Err(Unsupported::new(line, format!("the operator {op:?}"))),
        };
        // Constants stand on the right; x + −3 reads x − 3.
        let (a, b, ca, cb) =
            if ca.is_some() && plain != "-" { (b, a, cb, ca) } else { (a, b, ca, cb) };
        match (plain, ca, cb) {
            ("+" | "-", _, Some(c)) if c < 0 && c != i32::MIN => {
                let operator = if plain == "+" { "-" } else { "+" };
                let by = Text::integer(c.unsigned_abs(), kind);
                return Ok(self.value(a, kind)?.binary(operator, by, kind));
            }
            ("-", Some(0), _) if kind == Kind::I32 => return Ok(self.value(b, kind)?.unary("-")),
            ("*", _, Some(-1)) if kind == Kind::I32 => return Ok(self.value(a, kind)?.unary("-")),
            ("^", _, Some(-1)) => return Ok(self.value(a, kind)?.unary("~")),
            _ => {}
        }
        let (left, right) = (self.value(a, kind)?, self.value(b, kind)?);
        Ok(left.binary(plain, right, kind))
    }

    fn float_binary(&mut self, op: Binary, a: ValueId, b: ValueId) -> Result<Text> {
        let (left, right) = (self.value(a, Kind::F32)?, self.value(b, Kind::F32)?);
        self.float_operator(op, left, right)
    }

    pub(super) fn float_operator(&mut self, op: Binary, left: Text, right: Text) -> Result<Text> {
        let kind = Kind::F32;
        Ok(match op {
            Binary::Add => left.binary("+", right, kind),
            Binary::Sub => left.binary("-", right, kind),
            Binary::Mul => left.binary("*", right, kind),
            Binary::Min => Text::call("min", &[left, right], kind),
            Binary::Max => Text::call("max", &[left, right], kind),
            Binary::Copysign => {
                self.helpers.insert("copysign");
                Text::call("copysign", &[left, right], kind)
            }
            _ => left.binary("/", right, kind),
        })
    }
}
