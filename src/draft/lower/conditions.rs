//! Conditions: comparisons, their opposites, and choices that are a minimum or a maximum.
//!
//! It never inverts an order of floats: with a NaN, both sides are false.

use super::kinds::is_comparison;
use super::text::{Binding, Kind, Text};
use super::writer::{Result, Writer};
use crate::source::lifted::{Binary, Ty, Unary, ValueId, ValueKind};

impl Writer<'_> {
    /// `id` as a condition.
    pub(super) fn condition(&mut self, id: ValueId, negated: bool) -> Result<Text> {
        let id = self.tree.resolve(id);
        if !self.names.contains_key(&id) {
            match self.tree.value(id).kind.clone() {
                ValueKind::Unary(Unary::Eqz, a) if self.tree.value(a).ty == Ty::I32 => {
                    if self.kind(a) == Kind::Bool {
                        return self.condition(a, !negated);
                    }
                    let zero = Text::integer(0, self.kind(a));
                    let operator = if negated { "!=" } else { "==" };
                    return Ok(self.native(a)?.binary(operator, zero, Kind::Bool));
                }
                ValueKind::Binary(op, a, b) if is_comparison(op) && negated => {
                    let float = matches!(self.tree.value(a).ty, Ty::F32 | Ty::F64);
                    let wide = self.tree.value(a).ty == Ty::I64;
                    // With a NaN, both `a < b` and `a >= b` are false.
                    if !wide
                        && let Some(inverse) = inverse(op)
                        && (!float || matches!(op, Binary::Eq | Binary::Ne))
                    {
                        return self.comparison(inverse, a, b);
                    }
                }
                _ => {}
            }
        }
        let text = self.value(id, Kind::Bool)?;
        if negated {
            // `x != 0` came from an integer.
            if let Some(head) = text.code.strip_suffix(" != 0")
                && text.binding == Binding::Relation
                && self.kind(id) == Kind::I32
            {
                let code = format!("{head} == 0");
                return Ok(Text::new(code, text.binding, text.kind));
            }
            return Ok(text.unary("!"));
        }
        Ok(text)
    }

    /// `select(b, a, a > b)` on integers is `max(a, b)`.
    pub(super) fn minmax(
        &mut self,
        condition: ValueId,
        yes: ValueId,
        no: ValueId,
        kind: Kind,
    ) -> Result<Option<Text>> {
        let condition = self.tree.resolve(condition);
        let (yes, no) = (self.tree.resolve(yes), self.tree.resolve(no));
        if self.names.contains_key(&condition) || !matches!(kind, Kind::I32 | Kind::U32) {
            return Ok(None);
        }
        let ValueKind::Binary(op, a, b) = self.tree.value(condition).kind else { return Ok(None) };
        let (a, b) = (self.tree.resolve(a), self.tree.resolve(b));
        use Binary::*;
        let (less, with) = match op {
            LtS | LeS => (true, Kind::I32),
            GtS | GeS => (false, Kind::I32),
            LtU | LeU => (true, Kind::U32),
            GtU | GeU => (false, Kind::U32),
            _ => return Ok(None),
        };
        let takes_smaller = match (a == yes && b == no, a == no && b == yes) {
            (true, false) => less,
            (false, true) => !less,
            _ => return Ok(None),
        };
        if let (false, Kind::I32, Some(index)) = (takes_smaller, with, self.plain_maximum(a, b)) {
            return self.value(index, kind).map(Some);
        }
        let name = if takes_smaller { "min" } else { "max" };
        let arguments = [self.value(a, with)?, self.value(b, with)?];
        Ok(Some(Text::call(name, &arguments, with).to(kind)))
    }

    pub(super) fn comparison(&mut self, op: Binary, a: ValueId, b: ValueId) -> Result<Text> {
        use Binary::*;
        let ty = self.tree.value(a).ty;
        let operator = match op {
            Eq => "==",
            Ne => "!=",
            Lt | LtS | LtU => "<",
            Gt | GtS | GtU => ">",
            Le | LeS | LeU => "<=",
            _ => ">=",
        };
        if ty == Ty::I64 {
            return self.wide_comparison(op, a, b);
        }
        let with = match op {
            _ if ty == Ty::F32 => Kind::F32,
            _ if ty == Ty::F64 => {
                let (a, b) = (self.exact(a)?, self.exact(b)?);
                return Ok(a.binary(operator, b, Kind::Bool));
            }
            LtU | GtU | LeU | GeU => Kind::U32,
            LtS | GtS | LeS | GeS => Kind::I32,
            _ => match (self.kind(a), self.kind(b)) {
                (Kind::Bool, Kind::Bool) => Kind::Bool,
                (Kind::U32, _) | (_, Kind::U32) => Kind::U32,
                _ => Kind::I32,
            },
        };
        let (left, right) = (self.value(a, with)?, self.value(b, with)?);
        Ok(left.binary(operator, right, Kind::Bool))
    }
}

fn inverse(op: Binary) -> Option<Binary> {
    use Binary::*;
    Some(match op {
        Eq => Ne,
        Ne => Eq,
        Lt => Ge,
        Ge => Lt,
        Gt => Le,
        Le => Gt,
        LtS => GeS,
        GeS => LtS,
        GtS => LeS,
        LeS => GtS,
        LtU => GeU,
        GeU => LtU,
        GtU => LeU,
        LeU => GtU,
        _ => return None,
    })
}
