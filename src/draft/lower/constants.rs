//! Constants as literals, and bit patterns that have none.
//!
//! It never changes a bit: what no literal can express is kept in a variable.

use super::text::{Binding, Kind, Text, float};
use super::writer::{Result, Writer, f64_message};
use crate::source::lifted::Ty;

impl Writer<'_> {
    pub(super) fn constant(&mut self, bits: u64, ty: Ty, want: Kind, line: u32) -> Result<Text> {
        match ty {
            Ty::I32 if want == Kind::F32 => self.float_bits(bits as u32),
            Ty::I32 => Ok(Text::integer(bits as u32, want)),
            Ty::F32 if want == Kind::F32 => self.float_bits(bits as u32),
            Ty::F32 => Ok(Text::integer(bits as u32, want)),
            Ty::I64 => {
                let word = |at: u32| Text::integer((bits >> (32 * at)) as u32, Kind::U32);
                Ok(Text::call("vec2<u32>", &[word(0), word(1)], Kind::Wide))
            }
            Ty::F64 => {
                let narrow = f64::from_bits(bits) as f32;
                if f64::from(narrow).to_bits() == bits {
                    self.float_bits(narrow.to_bits())
                } else {
                    Err(f64_message(line))
                }
            }
        }
    }

    fn float_bits(&mut self, bits: u32) -> Result<Text> {
        match float(bits) {
            Some(code) => {
                let negative = code.starts_with('-');
                let binding = if negative { Binding::Unary } else { Binding::Primary };
                Ok(Text::new(code, binding, Kind::F32))
            }
            None => Ok(self.opaque(bits)),
        }
    }

    /// A bit pattern that the compiler must not look into: constant NaN and infinity are errors.
    fn opaque(&mut self, bits: u32) -> Text {
        let name = match self.opaque.get(&bits) {
            Some(name) => name.clone(),
            None => {
                let name = self.fresh("bits");
                self.opaque.insert(bits, name.clone());
                name
            }
        };
        Text::call("bitcast<f32>", &[Text::primary(name, Kind::U32)], Kind::F32)
    }
}
