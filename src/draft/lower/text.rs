//! Pieces of WGSL expressions: text with its type and how tightly it binds.
//!
//! Parentheses stand where WGSL's grammar asks for them and nowhere else. The grammar is stricter
//! than C's: shifts and bitwise operators take only unary operands, `&&` takes no bitwise ones.

/// The WGSL type of a piece of text.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub(super) enum Kind {
    I32,
    U32,
    F32,
    Bool,
    /// An i64: `vec2<u32>`, low word first.
    Wide,
}

impl Kind {
    pub(super) fn wgsl(self) -> &'static str {
        match self {
            Self::I32 => "i32",
            Self::U32 => "u32",
            Self::F32 => "f32",
            Self::Bool => "bool",
            Self::Wide => "vec2<u32>",
        }
    }
}

/// How tightly an expression binds, loosest first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Binding {
    LogicalOr,
    LogicalAnd,
    Or,
    Xor,
    And,
    Relation,
    Shift,
    Sum,
    Product,
    Unary,
    Primary,
}

/// An expression.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Text {
    pub(super) code: String,
    pub(super) binding: Binding,
    pub(super) kind: Kind,
    /// What a cast between integers was applied to.
    cast_of: Option<Box<Text>>,
}

impl Text {
    pub(super) fn new(code: String, binding: Binding, kind: Kind) -> Self {
        Self { code, binding, kind, cast_of: None }
    }

    pub(super) fn primary(code: impl Into<String>, kind: Kind) -> Self {
        Self::new(code.into(), Binding::Primary, kind)
    }

    /// An integer literal; the bits are read as `kind`.
    pub(super) fn integer(bits: u32, kind: Kind) -> Self {
        match kind {
            Kind::U32 if bits > 0xffff => Self::primary(format!("{bits:#x}u"), kind),
            Kind::U32 => Self::primary(format!("{bits}u"), kind),
            Kind::Bool => Self::primary(if bits == 0 { "false" } else { "true" }, kind),
            _ => {
                let value = bits as i32;
                let binding = if value < 0 { Binding::Unary } else { Binding::Primary };
                // The most negative literal has no positive counterpart.
                let code = if value == i32::MIN {
                    "i32(-2147483648)".to_owned()
                } else {
                    value.to_string()
                };
                let binding = if value == i32::MIN { Binding::Primary } else { binding };
                Self::new(code, binding, Kind::I32)
            }
        }
    }

    fn wrapped(&self, fits: bool) -> String {
        if fits { self.code.clone() } else { format!("({})", self.code) }
    }

    /// As an operand that must bind at least as tightly as `least`.
    pub(super) fn at_least(&self, least: Binding) -> String {
        self.wrapped(self.binding >= least)
    }

    /// `operator` applied to this.
    pub(super) fn unary(self, operator: &str) -> Self {
        let operand = self.at_least(Binding::Primary);
        Self::new(format!("{operator}{operand}"), Binding::Unary, self.kind)
    }

    /// `self operator right`, of type `kind`.
    pub(super) fn binary(self, operator: &str, right: Self, kind: Kind) -> Self {
        use Binding::*;
        let integer = self.kind != Kind::F32;
        let (binding, left, right) = match operator {
            // Integer sums may be regrouped, float sums may not.
            "+" => {
                let least = if integer { Sum } else { Product };
                (Sum, self.at_least(Sum), right.at_least(least))
            }
            "-" => (Sum, self.at_least(Sum), right.at_least(Product)),
            "*" | "/" | "%" => (Product, self.at_least(Product), right.at_least(Unary)),
            "<<" | ">>" => (Shift, self.at_least(Unary), right.at_least(Unary)),
            "<" | ">" | "<=" | ">=" | "==" | "!=" => {
                (Relation, self.at_least(Shift), right.at_least(Shift))
            }
            "&" | "|" | "^" => {
                let own = match operator {
                    "&" => And,
                    "|" => Or,
                    _ => Xor,
                };
                let side = |t: &Self| t.wrapped(t.binding >= Unary || t.binding == own);
                (own, side(&self), right.wrapped(right.binding >= Unary || right.binding == own))
            }
            _ => {
                let own = if operator == "&&" { LogicalAnd } else { LogicalOr };
                let side = |t: &Self| t.wrapped(t.binding >= Relation || t.binding == own);
                (own, side(&self), side(&right))
            }
        };
        Self::new(format!("{left} {operator} {right}"), binding, kind)
    }

    /// `name(arguments)`, of type `kind`.
    pub(super) fn call(name: &str, arguments: &[Self], kind: Kind) -> Self {
        // `f(a < b, c > d)` would read as a template list.
        let relations = arguments.iter().filter(|a| a.code.contains(['<', '>'])).count();
        let list: Vec<String> = arguments
            .iter()
            .map(|a| a.wrapped(relations < 2 || a.binding >= Binding::Shift))
            .collect();
        Self::primary(format!("{name}({})", list.join(", ")), kind)
    }

    /// The same value as another type: integers keep their bits, floats are reinterpreted.
    pub(super) fn to(self, kind: Kind) -> Self {
        match (self.kind, kind) {
            (from, to) if from == to => self,
            (Kind::I32 | Kind::U32, Kind::Bool) => {
                let zero = Self::integer(0, self.kind);
                self.binary("!=", zero, Kind::Bool)
            }
            (Kind::I32 | Kind::U32, Kind::I32 | Kind::U32) => self.cast(kind),
            (Kind::Bool, Kind::I32 | Kind::U32) => Self::call(kind.wgsl(), &[self], kind),
            (Kind::F32, _) | (_, Kind::F32) => {
                Self::call(&format!("bitcast<{}>", kind.wgsl()), &[self], kind)
            }
            _ => self,
        }
    }

    /// `u32(x)` and back keep the bits.
    fn cast(self, kind: Kind) -> Self {
        if let Some(before) = &self.cast_of
            && before.kind == kind
        {
            return (**before).clone();
        }
        let mut cast = Self::call(kind.wgsl(), std::slice::from_ref(&self), kind);
        cast.cast_of = Some(Box::new(self));
        cast
    }

    /// Whether it can be repeated without cost.
    pub(super) fn is_name(&self) -> bool {
        self.code.chars().all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '.')
    }
}

/// The shortest decimal that reads back as the same f32; `None` for what has no literal.
pub(super) fn float(bits: u32) -> Option<String> {
    let value = f32::from_bits(bits);
    if !value.is_finite() {
        return None;
    }
    Some(format!("{value:?}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(code: &str, kind: Kind) -> Text {
        Text::primary(code, kind)
    }

    #[test]
    fn parentheses_only_where_needed() {
        let (a, b, c) = (name("a", Kind::I32), name("b", Kind::I32), name("c", Kind::I32));
        let sum = a.clone().binary("+", b.clone(), Kind::I32);
        assert_eq!(sum.clone().binary("*", c.clone(), Kind::I32).code, "(a + b) * c");
        assert_eq!(c.clone().binary("+", sum.clone(), Kind::I32).code, "c + a + b");
        assert_eq!(c.clone().binary("-", sum.clone(), Kind::I32).code, "c - (a + b)");
        assert_eq!(sum.clone().binary("<<", c.clone(), Kind::I32).code, "(a + b) << c");
        let relation = a.clone().binary("<", b.clone(), Kind::Bool);
        let both = relation.clone().binary("&&", relation.clone(), Kind::Bool);
        assert_eq!(both.code, "a < b && a < b");
        let either = both.binary("||", relation, Kind::Bool);
        assert_eq!(either.code, "(a < b && a < b) || a < b");
        let bits = a.clone().binary("&", b, Kind::I32);
        assert_eq!(bits.clone().binary("|", c, Kind::I32).code, "(a & b) | c");
        assert_eq!(bits.binary("==", a, Kind::Bool).code, "(a & b) == a");
    }

    #[test]
    fn float_sums_keep_their_order() {
        let (a, b, c) = (name("a", Kind::F32), name("b", Kind::F32), name("c", Kind::F32));
        let sum = b.binary("+", c, Kind::F32);
        assert_eq!(a.binary("+", sum, Kind::F32).code, "a + (b + c)");
    }

    #[test]
    fn relations_in_calls_are_no_templates() {
        let less = name("a", Kind::I32).binary("<", name("b", Kind::I32), Kind::Bool);
        let more = name("c", Kind::I32).binary(">", name("d", Kind::I32), Kind::Bool);
        assert_eq!(Text::call("f", &[less, more], Kind::Bool).code, "f((a < b), (c > d))");
    }

    #[test]
    fn every_float_literal_reads_back() {
        for bits in [0, 0x8000_0000, 1, 0x0080_0000, 0x3f80_0001, 0x7f7f_ffff, 0x3dcc_cccd] {
            let text = float(bits).unwrap();
            assert_eq!(text.parse::<f32>().unwrap().to_bits(), bits, "{text}");
        }
        assert_eq!(float(0x7f80_0000), None);
        assert_eq!(float(0x7fc0_0000), None);
    }
}
