//! Math functions, 64-bit integers, and the doubles that are floats in disguise.

use super::Unsupported;
use super::text::{Kind, Text};
use super::writer::{Result, Writer, f64_message};
use crate::source::lifted::{Binary, MathFn, Ty, Unary, ValueId, ValueKind};

impl Writer<'_> {
    pub(super) fn math(
        &mut self,
        function: MathFn,
        arguments: &[ValueId],
        line: u32,
    ) -> Result<Text> {
        let mut texts = Vec::new();
        for argument in arguments {
            let ty = self.tree.value(*argument).ty;
            texts.push(match ty {
                Ty::F64 => self.exact(*argument)?,
                Ty::F32 => self.value(*argument, Kind::F32)?,
                Ty::I32 => self.value(*argument, Kind::I32)?,
                Ty::I64 => {
                    return Err(Unsupported::new(line, "a 64-bit argument of a math function"));
                }
            });
        }
        use MathFn::*;
        let (name, helper) = match function {
            Sin => ("sin", false),
            Cos => ("cos", false),
            Tan => ("tan", false),
            Asin => ("asin", false),
            Acos => ("acos", false),
            Atan => ("atan", false),
            Atan2 => ("atan2", false),
            Sinh => ("sinh", false),
            Cosh => ("cosh", false),
            Tanh => ("tanh", false),
            Asinh => ("asinh", false),
            Acosh => ("acosh", false),
            Atanh => ("atanh", false),
            Exp => ("exp", false),
            Exp2 => ("exp2", false),
            Log => ("log", false),
            Log2 => ("log2", false),
            Log10 => ("log10", true),
            Pow => ("pow_c", true),
            Fmod => ("fmod", true),
            Hypot => ("hypot", true),
            Cbrt => ("cbrt", true),
            Round => ("round_away", true),
            Fma => ("fma", false),
            Fmin => ("min", false),
            Fmax => ("max", false),
            Ldexp => ("ldexp_c", true),
        };
        if helper {
            self.helpers.insert(name);
        }
        Ok(Text::call(name, &texts, Kind::F32))
    }

    /// An f64 whose value is exactly an f32.
    pub(super) fn exact(&mut self, id: ValueId) -> Result<Text> {
        let id = self.tree.resolve(id);
        let value = self.tree.value(id).clone();
        match &value.kind {
            ValueKind::Const(bits) => self.constant(*bits, Ty::F64, Kind::F32, value.line),
            ValueKind::Unary(Unary::Promote, a) => self.value(*a, Kind::F32),
            ValueKind::Unary(op, a) => {
                let name = match op {
                    Unary::Neg => return Ok(self.exact(*a)?.unary("-")),
                    Unary::Abs => "abs",
                    Unary::Ceil => "ceil",
                    Unary::Floor => "floor",
                    Unary::TruncF => "trunc",
                    Unary::Nearest => "round",
                    _ => return Err(f64_message(value.line)),
                };
                Ok(Text::call(name, &[self.exact(*a)?], Kind::F32))
            }
            ValueKind::Binary(op @ (Binary::Min | Binary::Max | Binary::Copysign), a, b) => {
                let (a, b) = (self.exact(*a)?, self.exact(*b)?);
                self.float_operator(*op, a, b)
            }
            ValueKind::Select { condition, yes, no } => {
                let condition = self.condition(*condition, false)?;
                let (no, yes) = (self.exact(*no)?, self.exact(*yes)?);
                Ok(Text::call("select", &[no, yes, condition], Kind::F32))
            }
            _ => Err(f64_message(value.line)),
        }
    }

    /// An operator on an f64 that yields something else.
    pub(super) fn double_unary(
        &mut self,
        op: Unary,
        a: ValueId,
        kind: Kind,
        line: u32,
    ) -> Result<Text> {
        match op {
            Unary::Demote => self.rounded(a),
            Unary::TruncS => Ok(Text::call("i32", &[self.exact(a)?], Kind::I32).to(kind)),
            Unary::TruncU => Ok(Text::call("u32", &[self.exact(a)?], Kind::U32).to(kind)),
            _ => Err(f64_message(line)),
        }
    }

    /// An f64, rounded to f32. One operation on f32 operands in f64, then rounded, is that
    /// operation in f32: f64 has more than twice the digits and two.
    fn rounded(&mut self, id: ValueId) -> Result<Text> {
        let id = self.tree.resolve(id);
        let value = self.tree.value(id).clone();
        match &value.kind {
            ValueKind::Binary(
                op @ (Binary::Add | Binary::Sub | Binary::Mul | Binary::Div),
                a,
                b,
            ) => {
                let (a, b) = (self.exact(*a)?, self.exact(*b)?);
                self.float_operator(*op, a, b)
            }
            ValueKind::Unary(Unary::Sqrt, a) => {
                Ok(Text::call("sqrt", &[self.exact(*a)?], Kind::F32))
            }
            ValueKind::Unary(op @ (Unary::ConvertS | Unary::ConvertU), a)
                if self.tree.value(*a).ty == Ty::I32 =>
            {
                let from = if *op == Unary::ConvertS { Kind::I32 } else { Kind::U32 };
                Ok(Text::call("f32", &[self.value(*a, from)?], Kind::F32))
            }
            ValueKind::Math(function, arguments) => self.math(*function, arguments, value.line),
            ValueKind::Const(bits) => {
                let narrow = f64::from_bits(*bits) as f32;
                self.constant(narrow.to_bits().into(), Ty::F32, Kind::F32, value.line)
            }
            _ => self.exact(id),
        }
    }

    pub(super) fn wide_comparison(&mut self, op: Binary, a: ValueId, b: ValueId) -> Result<Text> {
        use Binary::*;
        let (a, b) = (self.value(a, Kind::Wide)?, self.value(b, Kind::Wide)?);
        let (name, swap, negate) = match op {
            Eq => {
                let equal = a.binary("==", b, Kind::Bool);
                return Ok(Text::call("all", &[equal], Kind::Bool));
            }
            Ne => {
                let differs = a.binary("!=", b, Kind::Bool);
                return Ok(Text::call("any", &[differs], Kind::Bool));
            }
            LtU => ("lt64u", false, false),
            GtU => ("lt64u", true, false),
            LeU => ("lt64u", true, true),
            GeU => ("lt64u", false, true),
            LtS => ("lt64s", false, false),
            GtS => ("lt64s", true, false),
            LeS => ("lt64s", true, true),
            _ => ("lt64s", false, true),
        };
        self.helpers.insert(name);
        let arguments = if swap { [b, a] } else { [a, b] };
        let text = Text::call(name, &arguments, Kind::Bool);
        Ok(if negate { text.unary("!") } else { text })
    }

    pub(super) fn wide_unary(
        &mut self,
        op: Unary,
        a: ValueId,
        kind: Kind,
        line: u32,
    ) -> Result<Text> {
        let part = |text: Text, part: &str| {
            Text::primary(
                format!("{}.{part}", text.at_least(super::text::Binding::Primary)),
                Kind::U32,
            )
        };
        Ok(match op {
            Unary::Wrap => part(self.value(a, Kind::Wide)?, "x").to(kind),
            Unary::ExtendU => {
                let low = self.value(a, Kind::U32)?;
                Text::call("vec2<u32>", &[low, Text::integer(0, Kind::U32)], Kind::Wide)
            }
            Unary::ExtendS => {
                self.helpers.insert("extend64");
                Text::call("extend64", &[self.value(a, Kind::I32)?], Kind::Wide)
            }
            Unary::Extend32 | Unary::Extend16 | Unary::Extend8 => {
                self.helpers.insert("extend64");
                let low = part(self.value(a, Kind::Wide)?, "x").to(Kind::I32);
                let bits = match op {
                    Unary::Extend8 => 8,
                    Unary::Extend16 => 16,
                    _ => return Ok(Text::call("extend64", &[low], Kind::Wide)),
                };
                let (zero, bits) = (Text::integer(0, Kind::U32), Text::integer(bits, Kind::U32));
                let low = Text::call("extractBits", &[low, zero, bits], Kind::I32);
                Text::call("extend64", &[low], Kind::Wide)
            }
            Unary::Eqz => {
                let zero = self.constant(0, Ty::I64, Kind::Wide, line)?;
                let equal = self.value(a, Kind::Wide)?.binary("==", zero, Kind::Bool);
                Text::call("all", &[equal], Kind::Bool)
            }
            _ => {
                return Err(Unsupported::new(line, format!("{op:?} on 64-bit integers")));
            }
        })
    }

    pub(super) fn wide_binary(
        &mut self,
        op: Binary,
        a: ValueId,
        b: ValueId,
        line: u32,
    ) -> Result<Text> {
        let left = self.value(a, Kind::Wide)?;
        let name = match op {
            Binary::And | Binary::Or | Binary::Xor => {
                let operator = match op {
                    Binary::And => "&",
                    Binary::Or => "|",
                    _ => "^",
                };
                return Ok(left.binary(operator, self.value(b, Kind::Wide)?, Kind::Wide));
            }
            Binary::Add => "add64",
            Binary::Sub => "sub64",
            Binary::Mul => "mul64",
            Binary::Shl => "shl64",
            Binary::ShrU => "shr64u",
            Binary::ShrS => "shr64s",
            _ => return Err(Unsupported::new(line, format!("{op:?} on 64-bit integers"))),
        };
        self.helpers.insert(name);
        let shifts = matches!(op, Binary::Shl | Binary::ShrU | Binary::ShrS);
        let right = match self.tree.value(b).kind {
            ValueKind::Const(bits) if shifts => Text::integer(bits as u32 & 63, Kind::U32),
            _ if shifts => {
                let count = self.value(b, Kind::Wide)?;
                let count = count.at_least(super::text::Binding::Primary);
                Text::primary(format!("{count}.x"), Kind::U32)
            }
            _ => self.value(b, Kind::Wide)?,
        };
        Ok(Text::call(name, &[left, right], Kind::Wide))
    }
}
