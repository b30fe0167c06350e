//! The parser behind [`Expr::parse`](super::Expr::parse): recursive descent with limits.

use super::expr::{Expr, ExprError};

/// The longest text, in bytes.
const MAX_BYTES: usize = 2_000;
/// The deepest nesting of parentheses, calls and signs.
const MAX_DEPTH: u32 = 64;
/// The most nodes: bounds every recursion over the tree, whose left side can be as deep.
const MAX_NODES: u32 = 256;

pub(super) struct Parser<'a> {
    text: &'a str,
    at: usize,
    nodes: u32,
}

impl<'a> Parser<'a> {
    pub(super) fn new(text: &'a str) -> Result<Self, ExprError> {
        if text.len() > MAX_BYTES {
            let message = format!("the expression is longer than {MAX_BYTES} bytes");
            return Err(ExprError { message, start: 0, end: text.len() });
        }
        Ok(Self { text, at: 0, nodes: 0 })
    }

    /// Takes `symbol` if it is next.
    pub(super) fn take(&mut self, symbol: char) -> bool {
        let found = self.peek() == Some(symbol);
        if found {
            self.at += symbol.len_utf8();
        }
        found
    }

    /// Fails unless everything is read.
    pub(super) fn end(&mut self) -> Result<(), ExprError> {
        match self.peek() {
            None => Ok(()),
            Some(found) => {
                Err(self.error(format!("'{}' doesn't belong here", found.escape_debug()), found))
            }
        }
    }

    pub(super) fn sum(&mut self, depth: u32) -> Result<Expr, ExprError> {
        let mut left = self.product(depth)?;
        loop {
            let build = match self.peek() {
                Some('+') => Expr::Add,
                Some('-') => Expr::Sub,
                _ => return Ok(left),
            };
            self.at += 1;
            let right = self.product(depth)?;
            self.count()?;
            left = build(Box::new(left), Box::new(right));
        }
    }

    fn product(&mut self, depth: u32) -> Result<Expr, ExprError> {
        let mut left = self.atom(depth)?;
        loop {
            let build = match self.peek() {
                Some('*') => Expr::Mul,
                Some('/') => Expr::Div,
                _ => return Ok(left),
            };
            self.at += 1;
            let right = self.atom(depth)?;
            self.count()?;
            left = build(Box::new(left), Box::new(right));
        }
    }

    fn atom(&mut self, depth: u32) -> Result<Expr, ExprError> {
        self.count()?;
        if depth >= MAX_DEPTH {
            return Err(self.here("the expression nests too deeply"));
        }
        match self.peek() {
            Some('(') => {
                self.at += 1;
                let inner = self.sum(depth + 1)?;
                self.close()?;
                Ok(inner)
            }
            Some('-') => {
                self.at += 1;
                if self.peek().is_some_and(|c| c.is_ascii_digit()) {
                    return self.integer(true);
                }
                let inner = self.atom(depth + 1)?;
                Ok(Expr::Sub(Box::new(Expr::Int(0)), Box::new(inner)))
            }
            Some(c) if c.is_ascii_digit() => self.integer(false),
            Some(c) if c == '_' || c.is_alphabetic() => self.name_or_call(depth),
            _ => Err(self.here("an expression is missing here")),
        }
    }

    fn integer(&mut self, negative: bool) -> Result<Expr, ExprError> {
        let start = self.at;
        self.at += self.text[start..].bytes().take_while(u8::is_ascii_digit).count();
        let value = self.text[start..self.at].parse::<i128>().ok();
        let value = value.and_then(|v| i64::try_from(if negative { -v } else { v }).ok());
        value.map(Expr::Int).ok_or_else(|| ExprError {
            message: "the number doesn't fit 64 bits".into(),
            start,
            end: self.at,
        })
    }

    fn name_or_call(&mut self, depth: u32) -> Result<Expr, ExprError> {
        let start = self.at;
        let rest = &self.text[start..];
        self.at += rest.find(|c: char| c != '_' && !c.is_alphanumeric()).unwrap_or(rest.len());
        let name = &self.text[start..self.at];
        if self.peek() != Some('(') {
            return Ok(Expr::Name(name.to_owned()));
        }
        let build = match name {
            "min" => Expr::Min,
            "max" => Expr::Max,
            "ceil_div" => Expr::CeilDiv,
            _ => {
                let message = format!("there is no function '{name}'");
                return Err(ExprError { message, start, end: start + name.len() });
            }
        };
        self.at += 1;
        let first = self.sum(depth + 1)?;
        if !self.take(',') {
            return Err(self.here(&format!("'{name}' takes two arguments")));
        }
        let second = self.sum(depth + 1)?;
        self.close()?;
        Ok(build(Box::new(first), Box::new(second)))
    }

    fn close(&mut self) -> Result<(), ExprError> {
        if self.take(')') { Ok(()) } else { Err(self.here("')' is missing")) }
    }

    fn peek(&mut self) -> Option<char> {
        let rest = &self.text[self.at..];
        let blank = rest.len() - rest.trim_start_matches([' ', '\t']).len();
        self.at += blank;
        self.text[self.at..].chars().next()
    }

    fn count(&mut self) -> Result<(), ExprError> {
        self.nodes += 1;
        if self.nodes > MAX_NODES {
            return Err(self.here("the expression is too large"));
        }
        Ok(())
    }

    fn here(&mut self, message: &str) -> ExprError {
        let next = self.peek().unwrap_or('\0');
        self.error(message.to_owned(), next)
    }

    fn error(&self, message: String, next: char) -> ExprError {
        let end = (self.at + next.len_utf8()).min(self.text.len());
        ExprError { message, start: self.at, end: end.max(self.at) }
    }
}
