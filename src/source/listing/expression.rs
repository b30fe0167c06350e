//! Values and places in the words of the listing.
//!
//! It never writes a line except the `let`s that an expression needs in front of it.

use std::collections::HashSet;
use std::fmt::Write;

use super::{Listing, MAX_DEPTH, element};
use crate::source::lifted::{Binary as B, Place, RootId, Ty, Unary as U, ValueId, ValueKind as K};

pub(super) fn type_name(ty: Ty) -> &'static str {
    match ty {
        Ty::I32 => "i32",
        Ty::I64 => "i64",
        Ty::F32 => "f32",
        Ty::F64 => "f64",
    }
}

impl Listing<'_> {
    /// Writes `let` lines for what `value` needs and is written more than once.
    pub(super) fn prepare(&mut self, value: ValueId) {
        let mut order = Vec::new();
        let mut seen = HashSet::new();
        let mut todo = vec![(value, false)];
        while let Some((value, done)) = todo.pop() {
            let kind = &self.lifted.value(value).kind;
            if self.names.contains_key(&value) || matches!(kind, K::Param(_) | K::Const(_)) {
                continue;
            }
            if done {
                order.push(value);
                continue;
            }
            if !seen.insert(value) {
                continue;
            }
            todo.push((value, true));
            crate::source::lift::operands(kind, |operand| todo.push((operand, false)));
        }
        for value in order {
            let leaf = matches!(self.lifted.value(value).kind, K::Load | K::Phi);
            let shared = self.uses[value.0 as usize] > 1;
            if leaf || self.names.contains_key(&value) {
                continue;
            }
            if shared || self.depths[value.0 as usize] >= MAX_DEPTH {
                let text = self.expression(value);
                let name = self.name(value);
                self.line(&format!("let {name} = {text}"));
            }
        }
    }

    fn operand(&mut self, value: ValueId) -> String {
        if let Some(name) = self.names.get(&value) {
            return name.clone();
        }
        match self.lifted.value(value).kind {
            K::Binary(..) | K::Select { .. } => format!("({})", self.expression(value)),
            _ => self.expression(value),
        }
    }

    fn constant(&self, ty: Ty, bits: u64) -> String {
        match ty {
            Ty::I32 => (bits as u32 as i32).to_string(),
            Ty::I64 => format!("{}L", bits as i64),
            Ty::F32 => format!("{:?}", f32::from_bits(bits as u32)),
            Ty::F64 => format!("{:?}L", f64::from_bits(bits)),
        }
    }

    pub(super) fn expression(&mut self, value: ValueId) -> String {
        if let Some(name) = self.names.get(&value) {
            return name.clone();
        }
        let lifted = self.lifted;
        let node = lifted.value(value);
        match &node.kind {
            K::Param(index) => self.naming.params[*index as usize].clone(),
            K::Const(bits) => self.constant(node.ty, *bits),
            K::Unary(op, a) => {
                let a = self.expression(*a);
                format!("{}({a})", unary(*op, node.ty))
            }
            K::Binary(op, a, b) => {
                let float = matches!(lifted.value(*a).ty, Ty::F32 | Ty::F64);
                let (a, b) = (self.operand(*a), self.operand(*b));
                match binary(*op, float) {
                    Ok(sign) => format!("{a} {sign} {b}"),
                    Err(function) => format!("{function}({a}, {b})"),
                }
            }
            K::Select { condition, yes, no } => {
                let condition = self.operand(*condition);
                let (yes, no) = (self.operand(*yes), self.operand(*no));
                format!("{condition} ? {yes} : {no}")
            }
            K::Math(function, arguments) => {
                let arguments: Vec<_> = arguments.iter().map(|a| self.expression(*a)).collect();
                let suffix = if node.ty == Ty::F64 { "L" } else { "" };
                let name = format!("{function:?}").to_lowercase();
                format!("{name}{suffix}({})", arguments.join(", "))
            }
            K::Load | K::Phi => self.name(value),
        }
    }

    pub(super) fn place(&mut self, place: &Place) -> String {
        for (value, _) in &place.terms {
            self.prepare(*value);
        }
        let width = i32::from(place.access.width);
        let whole = place.offset % width == 0 && place.terms.iter().all(|(_, c)| c % width == 0);
        let unit = if whole { width } else { 1 };
        let mut index = String::new();
        for (value, factor) in &place.terms {
            let value = self.operand(*value);
            let factor = factor / unit;
            let sign = if factor < 0 { "-" } else { "+" };
            if index.is_empty() {
                let _ = write!(index, "{}", if factor < 0 { "-" } else { "" });
            } else {
                let _ = write!(index, " {sign} ");
            }
            match factor.unsigned_abs() {
                1 => index.push_str(&value),
                factor => {
                    let _ = write!(index, "{value}*{factor}");
                }
            }
        }
        let offset = place.offset / unit;
        if index.is_empty() {
            index = offset.to_string();
        } else if offset != 0 {
            let sign = if offset < 0 { '-' } else { '+' };
            let _ = write!(index, " {sign} {}", offset.unsigned_abs());
        }
        let RootId(root) = place.root;
        let unit = if whole { "" } else { "byte " };
        let root = &self.naming.roots[root as usize];
        format!("{root}.{}[{unit}{index}]", element(place.access))
    }

    pub(super) fn list(&mut self, values: &[ValueId]) -> String {
        values.iter().for_each(|value| self.prepare(*value));
        let values: Vec<_> = values.iter().map(|value| self.expression(*value)).collect();
        values.join(", ")
    }
}

fn unary(op: U, to: Ty) -> String {
    match op {
        U::TruncS => format!("{}_s", type_name(to)),
        U::TruncU => format!("{}_u", type_name(to)),
        U::ConvertS => format!("{}_s", type_name(to)),
        U::ConvertU => format!("{}_u", type_name(to)),
        U::Reinterpret => format!("bits_{}", type_name(to)),
        U::TruncF => "trunc".into(),
        U::Eqz => "!".into(),
        U::Neg => "-".into(),
        other => format!("{other:?}").to_lowercase(),
    }
}

/// An infix sign, or a function's name.
fn binary(op: B, float: bool) -> Result<&'static str, &'static str> {
    Ok(match op {
        B::Add => "+",
        B::Sub => "-",
        B::Mul => "*",
        B::Div => "/",
        B::DivS => "/s",
        B::DivU => "/u",
        B::RemS => "%s",
        B::RemU => "%u",
        B::And => "&",
        B::Or => "|",
        B::Xor => "^",
        B::Shl => "<<",
        B::ShrS => ">>s",
        B::ShrU => ">>u",
        B::Eq => "==",
        B::Ne => "!=",
        B::Lt => "<",
        B::Gt => ">",
        B::Le => "<=",
        B::Ge => ">=",
        B::LtS => "<s",
        B::LtU => "<u",
        B::GtS => ">s",
        B::GtU => ">u",
        B::LeS => "<=s",
        B::LeU => "<=u",
        B::GeS => ">=s",
        B::GeU => ">=u",
        B::Rotl => return Err("rotl"),
        B::Rotr => return Err("rotr"),
        B::Min => return Err(if float { "min" } else { "min_s" }),
        B::Max => return Err(if float { "max" } else { "max_s" }),
        B::Copysign => return Err("copysign"),
    })
}
