//! Size expressions: integers, scalar names, `+ - * /` (floor), parentheses, `min`, `max`,
//! `ceil_div`.
//!
//! Never panics and never wraps: what doesn't fit 64 bits has no value. The text is foreign, so
//! its length, its nesting and the number of its nodes are limited.

use std::fmt;
use std::str::FromStr;

use super::Scalars;
use super::expr_parse::Parser;

/// An expression over scalars.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Expr {
    /// An integer.
    Int(i64),
    /// A scalar's name.
    Name(String),
    /// Sum.
    Add(Box<Expr>, Box<Expr>),
    /// Difference.
    Sub(Box<Expr>, Box<Expr>),
    /// Product.
    Mul(Box<Expr>, Box<Expr>),
    /// Floored quotient.
    Div(Box<Expr>, Box<Expr>),
    /// The smaller.
    Min(Box<Expr>, Box<Expr>),
    /// The larger.
    Max(Box<Expr>, Box<Expr>),
    /// Quotient rounded up.
    CeilDiv(Box<Expr>, Box<Expr>),
}

/// Why a text is no expression, with the bytes of the text that are to blame.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("{message}")]
pub struct ExprError {
    /// What happened.
    pub message: String,
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Expr {
    /// Parses one expression that fills the whole text.
    ///
    /// # Errors
    /// [`ExprError`] at the first byte that doesn't fit.
    pub fn parse(text: &str) -> Result<Self, ExprError> {
        let mut all = Self::parse_list(text, 1)?;
        // A list is never empty.
        Ok(all.swap_remove(0))
    }

    /// Parses one to `most` expressions between commas that fill the whole text.
    ///
    /// # Errors
    /// See [`Expr::parse`]; also when there are more.
    pub fn parse_list(text: &str, most: usize) -> Result<Vec<Self>, ExprError> {
        let mut parser = Parser::new(text)?;
        let mut all = vec![parser.sum(0)?];
        while all.len() < most && parser.take(',') {
            all.push(parser.sum(0)?);
        }
        parser.end()?;
        Ok(all)
    }

    /// A scalar by name.
    pub fn name(name: impl Into<String>) -> Self {
        Self::Name(name.into())
    }

    /// The value, with every scalar looked up by name; `None` on an unknown name, a division by
    /// zero or an overflow of i64.
    pub fn eval(&self, scalars: &Scalars) -> Option<i64> {
        self.eval_with(&|name| {
            let (_, value) = scalars.iter().find(|(known, _)| known == name)?;
            Some(value.as_i64())
        })
    }

    /// The value, with every scalar looked up by `lookup`; `None` as in [`Expr::eval`].
    pub fn eval_with(&self, lookup: &impl Fn(&str) -> Option<i64>) -> Option<i64> {
        let both = |a: &Self, b: &Self| Some((a.eval_with(lookup)?, b.eval_with(lookup)?));
        match self {
            Self::Int(value) => Some(*value),
            Self::Name(name) => lookup(name),
            Self::Add(a, b) => both(a, b).and_then(|(a, b)| a.checked_add(b)),
            Self::Sub(a, b) => both(a, b).and_then(|(a, b)| a.checked_sub(b)),
            Self::Mul(a, b) => both(a, b).and_then(|(a, b)| a.checked_mul(b)),
            Self::Div(a, b) => both(a, b).and_then(|(a, b)| floor_div(a, b)),
            Self::Min(a, b) => both(a, b).map(|(a, b)| a.min(b)),
            Self::Max(a, b) => both(a, b).map(|(a, b)| a.max(b)),
            Self::CeilDiv(a, b) => both(a, b).and_then(|(a, b)| ceil_div(a, b)),
        }
    }

    /// The names in it, in order of their first occurrence.
    pub fn names(&self) -> Vec<&str> {
        let mut names = Vec::new();
        self.collect_names(&mut names);
        names
    }

    fn collect_names<'a>(&'a self, names: &mut Vec<&'a str>) {
        match self {
            Self::Int(_) => {}
            Self::Name(name) => {
                if !names.contains(&name.as_str()) {
                    names.push(name);
                }
            }
            Self::Add(a, b)
            | Self::Sub(a, b)
            | Self::Mul(a, b)
            | Self::Div(a, b)
            | Self::Min(a, b)
            | Self::Max(a, b)
            | Self::CeilDiv(a, b) => {
                a.collect_names(names);
                b.collect_names(names);
            }
        }
    }

    /// How tightly its outermost operator binds.
    fn precedence(&self) -> u8 {
        match self {
            Self::Add(..) | Self::Sub(..) => 1,
            Self::Mul(..) | Self::Div(..) => 2,
            _ => 3,
        }
    }
}

fn floor_div(a: i64, b: i64) -> Option<i64> {
    let quotient = a.checked_div(b)?;
    Some(if a % b != 0 && (a < 0) != (b < 0) { quotient - 1 } else { quotient })
}

fn ceil_div(a: i64, b: i64) -> Option<i64> {
    let quotient = a.checked_div(b)?;
    Some(if a % b != 0 && (a < 0) == (b < 0) { quotient + 1 } else { quotient })
}

/// With as few parentheses as keep the tree: `(w + 1)*h`, `a - (b - c)`.
impl fmt::Display for Expr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (a, operator, b) = match self {
            Self::Int(value) => return write!(f, "{value}"),
            Self::Name(name) => return f.write_str(name),
            Self::Min(a, b) => return write!(f, "min({a}, {b})"),
            Self::Max(a, b) => return write!(f, "max({a}, {b})"),
            Self::CeilDiv(a, b) => return write!(f, "ceil_div({a}, {b})"),
            Self::Add(a, b) => (a, " + ", b),
            Self::Sub(a, b) => (a, " - ", b),
            Self::Mul(a, b) => (a, "*", b),
            Self::Div(a, b) => (a, "/", b),
        };
        let outer = self.precedence();
        let operand = |f: &mut fmt::Formatter<'_>, inner: &Self, least: u8| {
            if inner.precedence() < least { write!(f, "({inner})") } else { write!(f, "{inner}") }
        };
        operand(f, a, outer)?;
        f.write_str(operator)?;
        operand(f, b, outer + 1)
    }
}

impl FromStr for Expr {
    type Err = ExprError;

    fn from_str(text: &str) -> Result<Self, ExprError> {
        Self::parse(text)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::kernel::Scalar;

    fn value(text: &str) -> Option<i64> {
        let scalars = [
            ("w".to_owned(), Scalar::I32(7)),
            ("h".to_owned(), Scalar::U32(5)),
            ("big".to_owned(), Scalar::I64(i64::MAX)),
        ];
        Expr::parse(text).unwrap().eval(&scalars)
    }

    #[test]
    fn values() {
        for (text, expected) in [
            ("42", Some(42)),
            (" w * h ", Some(35)),
            ("w*h*3 + 1", Some(106)),
            ("w - h - 1", Some(1)),
            ("w - (h - 1)", Some(3)),
            ("w/2", Some(3)),
            ("(0 - w)/2", Some(-4)),
            ("-7/2", Some(-4)),
            ("-w/2", Some(-4)),
            ("7/-2", Some(-4)),
            ("ceil_div(w, 2)", Some(4)),
            ("ceil_div(-7, 2)", Some(-3)),
            ("ceil_div(8, 2)", Some(4)),
            ("min(w, h) + max(w, h)", Some(12)),
            ("w/0", None),
            ("ceil_div(w, 0)", None),
            ("big + 1", None),
            ("big*2", None),
            ("-9223372036854775808/-1", None),
            ("-9223372036854775808", Some(i64::MIN)),
            ("nobody", None),
        ] {
            assert_eq!(value(text), expected, "{text}");
        }
    }

    #[test]
    fn prints_as_few_parentheses_as_the_tree_needs() {
        for (text, printed) in [
            ("((w)*(h))", "w*h"),
            ("(w+1)*h", "(w + 1)*h"),
            ("w+(1*h)", "w + 1*h"),
            ("w-(h-1)", "w - (h - 1)"),
            ("(w-h)-1", "w - h - 1"),
            ("w/(h/2)", "w/(h/2)"),
            ("ceil_div((w),( 8 ))", "ceil_div(w, 8)"),
            ("min", "min"),
            ("w - -1", "w - -1"),
        ] {
            assert_eq!(Expr::parse(text).unwrap().to_string(), printed);
        }
    }

    #[test]
    fn errors_say_where() {
        for (text, message, start) in [
            ("", "an expression is missing here", 0),
            ("w*", "an expression is missing here", 2),
            ("w h", "'h' doesn't belong here", 2),
            ("(w", "')' is missing", 2),
            ("w % h", "'%' doesn't belong here", 2),
            ("clamp(w, h)", "there is no function 'clamp'", 0),
            ("min(w)", "'min' takes two arguments", 5),
            ("99999999999999999999", "the number doesn't fit 64 bits", 0),
            ("1.5", "'.' doesn't belong here", 1),
            ("w,h", "',' doesn't belong here", 1),
        ] {
            let error = Expr::parse(text).unwrap_err();
            assert_eq!((error.message.as_str(), error.start), (message, start), "{text}");
            assert!(error.end >= error.start && error.end <= text.len().max(1), "{text}");
        }
    }

    #[test]
    fn hostile_text_ends_in_an_error() {
        for text in [
            "(".repeat(1_000_000),
            "-".repeat(1_000_000),
            format!("1{}", "+1".repeat(500_000)),
            "min(".repeat(300),
            format!("{}1", "-".repeat(900)),
            "\u{202e}w".to_owned(),
            "w\0".to_owned(),
        ] {
            assert!(Expr::parse(&text).is_err());
        }
    }

    #[test]
    fn lists_are_bounded() {
        assert_eq!(Expr::parse_list("w, ceil_div(h, 8)", 3).unwrap().len(), 2);
        assert!(Expr::parse_list("1, 2, 3, 4", 3).is_err());
        assert!(Expr::parse_list("1,", 3).is_err());
    }

    fn tree() -> impl Strategy<Value = Expr> {
        let leaf = prop_oneof![
            any::<i64>().prop_map(Expr::Int),
            "[a-z_][a-z0-9_]{0,6}".prop_map(Expr::Name)
        ];
        leaf.prop_recursive(5, 40, 2, |inner| {
            (0..7, inner.clone(), inner).prop_map(|(kind, a, b)| {
                let (a, b) = (Box::new(a), Box::new(b));
                match kind {
                    0 => Expr::Add(a, b),
                    1 => Expr::Sub(a, b),
                    2 => Expr::Mul(a, b),
                    3 => Expr::Div(a, b),
                    4 => Expr::Min(a, b),
                    5 => Expr::Max(a, b),
                    _ => Expr::CeilDiv(a, b),
                }
            })
        })
    }

    proptest! {
        #[test]
        fn what_is_printed_reads_back(tree in tree()) {
            prop_assert_eq!(Expr::parse(&tree.to_string()), Ok(tree));
        }

        #[test]
        fn any_text_is_an_expression_or_an_error(text in "[-+*/(),a-c0-9 .é]{0,40}") {
            if let Ok(tree) = Expr::parse(&text) {
                prop_assert_eq!(Expr::parse(&tree.to_string()), Ok(tree));
            }
        }
    }
}
