//! Sizes as expressions: lengths of buffers, in the contract's words.
//!
//! It never evaluates one.

use super::Unsupported;
use super::inputs::scalar_kind;
use super::text::{Kind, Text};
use super::writer::{Result, Writer};
use crate::contract::{Elem, Expr, Param};

impl Writer<'_> {
    pub(super) fn buffer_size(&self, at: usize) -> u32 {
        match self.contract.params.get(at) {
            Some(Param::Buffer(buffer)) => buffer.elem.size(),
            _ => Elem::F32.size(),
        }
    }

    pub(super) fn length(&self, at: usize, line: u32) -> Result<Text> {
        match self.contract.params.get(at) {
            Some(Param::Buffer(buffer)) => self.expr(&buffer.length, line),
            _ => Err(Unsupported::new(line, "the length of something that is no buffer")),
        }
    }

    /// A size expression of the contract, as an i32.
    pub(super) fn expr(&self, expr: &Expr, line: u32) -> Result<Text> {
        let both = |a: &Expr, b: &Expr| Ok((self.expr(a, line)?, self.expr(b, line)?));
        Ok(match expr {
            Expr::Int(value) => match i32::try_from(*value) {
                Ok(value) => Text::integer(value as u32, Kind::I32),
                Err(_) => {
                    return Err(Unsupported::new(line, format!("the size {value}")));
                }
            },
            Expr::Name(name) => match self.interface.field(name) {
                Some(field) => {
                    let text = Text::primary(format!("p.{}", field.name), scalar_kind(field.ty));
                    match text.kind {
                        Kind::Wide => Text::primary(format!("{}.x", text.code), Kind::U32),
                        Kind::F32 => Text::call("i32", &[text], Kind::I32),
                        _ => text,
                    }
                    .to(Kind::I32)
                }
                None => return Err(Unsupported::new(line, format!("the unknown size '{name}'"))),
            },
            Expr::Add(a, b) => {
                let (a, b) = both(a, b)?;
                a.binary("+", b, Kind::I32)
            }
            Expr::Sub(a, b) => {
                let (a, b) = both(a, b)?;
                a.binary("-", b, Kind::I32)
            }
            Expr::Mul(a, b) => {
                let (a, b) = both(a, b)?;
                a.binary("*", b, Kind::I32)
            }
            Expr::Div(a, b) => {
                let (a, b) = both(a, b)?;
                a.binary("/", b, Kind::I32)
            }
            Expr::Min(a, b) => {
                let (a, b) = both(a, b)?;
                Text::call("min", &[a, b], Kind::I32)
            }
            Expr::Max(a, b) => {
                let (a, b) = both(a, b)?;
                Text::call("max", &[a, b], Kind::I32)
            }
            Expr::CeilDiv(a, b) => {
                let (a, b) = both(a, b)?;
                let one = Text::integer(1, Kind::I32);
                let more = a.binary("+", b.clone(), Kind::I32).binary("-", one, Kind::I32);
                more.binary("/", b, Kind::I32)
            }
        })
    }
}
