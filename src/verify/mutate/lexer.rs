//! WGSL text → tokens as the language has them: whole operators, whole numbers, no comments.
//!
//! Never fails: a character that belongs to no token is a token of its own, and what is made of
//! it has to compile afterwards anyway.

use std::ops::Range;

/// What a token is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// A keyword or a name.
    Word,
    /// A literal number with its suffix.
    Number,
    /// An operator, a bracket or another character.
    Sign,
}

/// A token and its bytes.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Token {
    /// What it is.
    pub kind: Kind,
    /// Where it lies.
    pub range: Range<usize>,
    /// Inside a template list: `array<f32, 4>`. Brackets of the list included.
    pub template: bool,
    /// The bracket's other half, where it is one and has one.
    pub partner: Option<usize>,
}

/// Longest first.
const SIGNS: [&str; 25] = [
    "<<=", ">>=", "<<", ">>", "<=", ">=", "==", "!=", "&&", "||", "+=", "-=", "*=", "/=", "%=",
    "&=", "|=", "^=", "++", "--", "->", "::", "+", "-", "*",
];

/// Names that a `<` behind them opens a template list for.
fn generic(word: &str) -> bool {
    matches!(word, "array" | "atomic" | "bitcast" | "ptr" | "var")
        || word.starts_with("vec")
        || word.starts_with("mat")
}

/// All tokens of a text.
pub fn tokens(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some((kind, range)) = next(text, at) {
        at = range.end;
        tokens.push(Token { kind, range, template: false, partner: None });
    }
    templates(text, &mut tokens);
    partners(text, &mut tokens);
    tokens
}

fn next(text: &str, from: usize) -> Option<(Kind, Range<usize>)> {
    let at = skip_blank(text, from);
    let rest = &text[at..];
    let first = rest.chars().next()?;
    let second = rest.chars().nth(1);
    let length = |keep: &dyn Fn(char) -> bool| rest.find(|c| !keep(c)).unwrap_or(rest.len());
    if first.is_ascii_digit() || (first == '.' && second.is_some_and(|c| c.is_ascii_digit())) {
        return Some((Kind::Number, at..at + number(rest)));
    }
    if first == '_' || first.is_alphabetic() {
        return Some((Kind::Word, at..at + length(&|c| c == '_' || c.is_alphanumeric())));
    }
    let sign = SIGNS.iter().find(|sign| rest.starts_with(**sign));
    Some((Kind::Sign, at..at + sign.map_or(first.len_utf8(), |sign| sign.len())))
}

/// Bytes of the number at the start of `rest`.
fn number(rest: &str) -> usize {
    let bytes = rest.as_bytes();
    let hex = rest.starts_with("0x") || rest.starts_with("0X");
    let mut at = if hex { 2 } else { 0 };
    while let Some(byte) = bytes.get(at) {
        let exponent = if hex { matches!(byte, b'p' | b'P') } else { matches!(byte, b'e' | b'E') };
        if exponent && matches!(bytes.get(at + 1), Some(b'+' | b'-')) {
            at += 2;
        } else if byte.is_ascii_alphanumeric() || *byte == b'.' {
            at += 1;
        } else {
            break;
        }
    }
    at
}

/// The first byte from `at` on that belongs to no white space and no comment; comments nest.
fn skip_blank(text: &str, mut at: usize) -> usize {
    loop {
        let rest = &text[at..];
        at += rest.len() - rest.trim_start().len();
        let rest = &text[at..];
        if rest.starts_with("//") {
            at += rest.find('\n').unwrap_or(rest.len());
        } else if rest.starts_with("/*") {
            let (mut depth, mut inner) = (0_usize, 0);
            loop {
                let here = &rest[inner..];
                inner += match here.chars().next() {
                    None => break,
                    Some(_) if here.starts_with("/*") => {
                        depth += 1;
                        2
                    }
                    Some(_) if here.starts_with("*/") => {
                        depth -= 1;
                        2
                    }
                    Some(c) => c.len_utf8(),
                };
                if depth == 0 {
                    break;
                }
            }
            at += inner;
        } else {
            return at;
        }
    }
}

/// Marks template lists, and splits `>>` where it closes two.
fn templates(text: &str, tokens: &mut Vec<Token>) {
    let mut at = 1;
    while at < tokens.len() {
        let opens = &text[tokens[at].range.clone()] == "<"
            && tokens[at - 1].kind == Kind::Word
            && generic(&text[tokens[at - 1].range.clone()]);
        if !opens {
            at += 1;
            continue;
        }
        let mut depth = 0_usize;
        while at < tokens.len() {
            let range = tokens[at].range.clone();
            tokens[at].template = true;
            match &text[range.clone()] {
                "<" => depth += 1,
                ">" => depth -= 1,
                ">>" | ">=" | ">>=" => {
                    let rest = Token { range: range.start + 1..range.end, ..tokens[at].clone() };
                    tokens[at].range.end = range.start + 1;
                    tokens.insert(at + 1, Token { template: false, ..rest });
                    depth -= 1;
                }
                ";" | "{" | "}" => depth = 0,
                _ => {}
            }
            at += 1;
            if depth == 0 {
                break;
            }
        }
    }
}

fn partners(text: &str, tokens: &mut [Token]) {
    let mut open: Vec<(usize, &str)> = Vec::new();
    for at in 0..tokens.len() {
        match &text[tokens[at].range.clone()] {
            sign @ ("(" | "[" | "{") => open.push((at, sign)),
            sign @ (")" | "]" | "}") => {
                let wanted = match sign {
                    ")" => "(",
                    "]" => "[",
                    _ => "{",
                };
                if let Some((other, _)) = open.pop_if(|(_, sign)| *sign == wanted) {
                    tokens[at].partner = Some(other);
                    tokens[other].partner = Some(at);
                }
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn shown(text: &str) -> Vec<String> {
        let mark = |token: &Token| if token.template { "'" } else { "" };
        tokens(text).iter().map(|t| format!("{}{}", &text[t.range.clone()], mark(t))).collect()
    }

    #[test]
    fn table() {
        let found = shown("a+=2.5e-3f<<1u; /* x /* é */ */ b>=.5; // end");
        assert_eq!(found, ["a", "+=", "2.5e-3f", "<<", "1u", ";", "b", ">=", ".5", ";"]);
        let found = shown("var x: array<vec2<u32>>=a<b");
        let wanted =
            ["var", "x", ":", "array", "<'", "vec2'", "<'", "u32'", ">'", ">'", "=", "a", "<", "b"];
        assert_eq!(found, wanted);
    }

    #[test]
    fn brackets_know_each_other() {
        let found = tokens("f(a[1])");
        assert_eq!(found[1].partner, Some(6));
        assert_eq!(found[5].partner, Some(3));
    }

    proptest! {
        #[test]
        fn any_text_ends(text in "[-a/*é<>=()\\[\\]{}; 0-9.\n]{0,60}") {
            let mut last = 0;
            for token in tokens(&text) {
                prop_assert!(token.range.start >= last && !token.range.is_empty());
                last = token.range.end;
            }
        }
    }
}
