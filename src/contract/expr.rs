//! Size expressions: integers, scalar names, `+ - * /` (floor), parentheses, `min`, `max`,
//! `ceil_div`.

use super::Scalars;

/// An expression over scalars.
#[derive(Clone, PartialEq, Eq, Debug)]
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

impl Expr {
    /// The value, with every scalar looked up by name; `None` on an unknown name, a division by
    /// zero or an overflow of i64.
    pub fn eval(&self, scalars: &Scalars) -> Option<i64> {
        let _ = scalars;
        None
    }
}
