//! `gen`: how inputs are drawn, as text. Drawing itself is `verify`'s affair.

use std::fmt;
use std::str::FromStr;

use super::{Elem, Generator};

impl Elem {
    /// All element types, by the contract's words.
    pub const ALL: [(&'static str, Self); 9] = [
        ("f32", Self::F32),
        ("i32", Self::I32),
        ("u32", Self::U32),
        ("u8", Self::U8),
        ("i8", Self::I8),
        ("u16", Self::U16),
        ("i16", Self::I16),
        ("u64", Self::U64),
        ("i64", Self::I64),
    ];

    /// The contract's word.
    pub fn word(self) -> &'static str {
        Self::ALL.iter().find(|(_, elem)| *elem == self).map_or("", |(word, _)| word)
    }

    /// Smallest and largest value, as far as f64 holds them.
    pub fn range(self) -> (f64, f64) {
        match self {
            Self::F32 => (f64::from(f32::MIN), f64::from(f32::MAX)),
            Self::I32 => (f64::from(i32::MIN), f64::from(i32::MAX)),
            Self::U32 => (0.0, f64::from(u32::MAX)),
            Self::U8 => (0.0, 255.0),
            Self::I8 => (-128.0, 127.0),
            Self::U16 => (0.0, 65_535.0),
            Self::I16 => (-32_768.0, 32_767.0),
            Self::U64 => (0.0, u64::MAX as f64),
            Self::I64 => (i64::MIN as f64, i64::MAX as f64),
        }
    }
}

impl fmt::Display for Elem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

/// As a sidecar writes it: `f32:0:1`.
impl fmt::Display for Generator {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Default(elem) => write!(f, "{elem}"),
            Self::Range(elem, low, high) => write!(f, "{elem}:{low}:{high}"),
            Self::Bits => f.write_str("bits"),
            Self::Zeros => f.write_str("zeros"),
            Self::Ramp => f.write_str("ramp"),
            Self::Sorted(low, high) => write!(f, "sorted:{low}:{high}"),
        }
    }
}

impl FromStr for Generator {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let mut parts = text.split(':');
        let word = parts.next().unwrap_or("");
        let bounds: Vec<&str> = parts.collect();
        let elem = Elem::ALL.iter().find(|(known, _)| *known == word).map(|(_, elem)| *elem);
        match (word, elem, bounds.as_slice()) {
            ("bits", _, []) => Ok(Self::Bits),
            ("zeros", _, []) => Ok(Self::Zeros),
            ("ramp", _, []) => Ok(Self::Ramp),
            ("sorted", _, [low, high]) => {
                let (low, high) = ordered(low, high)?;
                Ok(Self::Sorted(low, high))
            }
            (_, Some(elem), []) => Ok(Self::Default(elem)),
            (_, Some(elem), [low, high]) => {
                let (low, high) = ordered(low, high)?;
                let (least, most) = elem.range();
                if low < least || high > most {
                    return Err(format!("{low} to {high} does not fit {elem}"));
                }
                if elem != Elem::F32 && (low.fract() != 0.0 || high.fract() != 0.0) {
                    return Err(format!("{elem} needs whole numbers, not {low} to {high}"));
                }
                Ok(Self::Range(elem, low, high))
            }
            (_, Some(_), _) | ("sorted", ..) => {
                Err(format!("'{word}' takes a lower and an upper bound: {word}:LOW:HIGH"))
            }
            ("bits" | "zeros" | "ramp", ..) => Err(format!("'{word}' takes no bounds")),
            _ => Err(format!("'{}' is no way to draw inputs", text.escape_debug())),
        }
    }
}

fn ordered(low: &str, high: &str) -> Result<(f64, f64), String> {
    let number = |text: &str| {
        let value = text.parse::<f64>().ok().filter(|value| value.is_finite());
        value.ok_or_else(|| format!("'{}' is not a finite number", text.escape_debug()))
    };
    let (low, high) = (number(low)?, number(high)?);
    if low > high { Err(format!("{low} is above {high}")) } else { Ok((low, high)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_back() {
        for text in [
            "f32",
            "u8",
            "f32:-4:4",
            "f32:0.25:1",
            "i32:-100:100",
            "u8:0:255",
            "bits",
            "zeros",
            "ramp",
            "sorted:0:1000",
            "sorted:-1.5:2.5",
            "u64:0:9007199254740992",
        ] {
            assert_eq!(text.parse::<Generator>().unwrap().to_string(), text);
        }
    }

    #[test]
    fn errors() {
        for (text, message) in [
            ("", "'' is no way to draw inputs"),
            ("f64", "'f64' is no way to draw inputs"),
            ("f32:1", "'f32' takes a lower and an upper bound: f32:LOW:HIGH"),
            ("f32:1:2:3", "'f32' takes a lower and an upper bound: f32:LOW:HIGH"),
            ("f32:2:1", "2 is above 1"),
            ("f32:0:inf", "'inf' is not a finite number"),
            ("f32:nan:1", "'nan' is not a finite number"),
            ("u8:0:256", "0 to 256 does not fit u8"),
            ("i32:0:0.5", "i32 needs whole numbers, not 0 to 0.5"),
            ("bits:0:1", "'bits' takes no bounds"),
            ("sorted", "'sorted' takes a lower and an upper bound: sorted:LOW:HIGH"),
        ] {
            assert_eq!(text.parse::<Generator>().unwrap_err(), message, "{text}");
        }
    }
}
