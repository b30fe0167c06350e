//! The small changes that are made to a draft: where, and what stands there instead.
//!
//! Only inside function bodies and module constants. Every change keeps its place's type as far
//! as tokens tell; whether the result compiles is for the caller to find out.

use std::ops::Range;

use super::lexer::{Kind, Token, tokens};

/// One change.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Edit {
    /// The bytes that go.
    pub range: Range<usize>,
    /// What comes.
    pub with: String,
    /// In words.
    pub change: String,
}

impl Edit {
    /// The text after the change.
    pub fn apply(&self, text: &str) -> String {
        format!("{}{}{}", &text[..self.range.start], self.with, &text[self.range.end..])
    }
}

/// All changes of a text, in order of place.
pub fn edits(text: &str) -> Vec<Edit> {
    let tokens = tokens(text);
    let inside = inside(text, &tokens);
    let mut maker = Maker { text, tokens: &tokens, edits: Vec::new() };
    for at in (0..tokens.len()).filter(|at| inside[*at]) {
        maker.token(at);
    }
    let mut edits = maker.edits;
    edits.sort_by_key(|edit| (edit.range.start, edit.range.end));
    edits.dedup_by(|a, b| a.range == b.range && a.with == b.with);
    edits
}

/// Which tokens lie in a function's body or a module constant's value.
fn inside(text: &str, tokens: &[Token]) -> Vec<bool> {
    let word = |at: usize| tokens.get(at).map_or("", |token| &text[token.range.clone()]);
    let mut inside = vec![false; tokens.len()];
    let mut at = 0;
    while at < tokens.len() {
        let end = match word(at) {
            "fn" => {
                let open = (at..tokens.len()).find(|i| word(*i) == "{");
                open.and_then(|open| Some((open, tokens[open].partner?)))
            }
            "const" => {
                let from = (at..tokens.len()).find(|i| word(*i) == "=");
                from.and_then(|from| Some((from, (from..tokens.len()).find(|i| word(*i) == ";")?)))
            }
            "struct" => {
                let open = (at..tokens.len()).find(|i| word(*i) == "{");
                at = open.and_then(|open| tokens[open].partner).unwrap_or(at);
                None
            }
            _ => None,
        };
        if let Some((from, to)) = end {
            inside[from..to].fill(true);
            at = to;
        }
        at += 1;
    }
    inside
}

struct Maker<'a> {
    text: &'a str,
    tokens: &'a [Token],
    edits: Vec<Edit>,
}

impl<'a> Maker<'a> {
    fn word(&self, at: usize) -> &'a str {
        self.tokens.get(at).map_or("", |token| &self.text[token.range.clone()])
    }

    fn between(&self, from: usize, to: usize) -> &'a str {
        &self.text[self.tokens[from].range.end..self.tokens[to].range.start]
    }

    fn replace(&mut self, at: usize, with: &str) {
        let change = format!("{} → {with}", self.word(at));
        self.edits.push(Edit { range: self.tokens[at].range.clone(), with: with.into(), change });
    }

    fn token(&mut self, at: usize) {
        let token = &self.tokens[at];
        if token.template {
            return;
        }
        match token.kind {
            Kind::Number => self.number(at),
            Kind::Word => self.name(at),
            Kind::Sign => self.sign(at),
        }
        if self.begins_statement(at) {
            self.statement(at);
        }
    }

    /// An operand ends before this token, so that a sign here is a binary operator.
    fn after_operand(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1) else { return false };
        match self.tokens[before].kind {
            Kind::Number => true,
            Kind::Word => !matches!(self.word(before), "return" | "if" | "while" | "case"),
            Kind::Sign => matches!(self.word(before), ")" | "]"),
        }
    }

    fn sign(&mut self, at: usize) {
        let binary: &[&str] = match self.word(at) {
            "+" => &["-"],
            "-" => &["+"],
            "*" => &["+"],
            "/" => &["*"],
            "%" => &["*"],
            "&" => &["|"],
            "|" => &["&"],
            "^" => &["|"],
            "<<" => &[">>"],
            ">>" => &["<<"],
            "<" => &["<=", ">="],
            "<=" => &["<", ">"],
            ">" => &[">=", "<="],
            ">=" => &[">", "<"],
            _ => &[],
        };
        if self.after_operand(at) {
            for with in binary {
                self.replace(at, with);
            }
        } else if matches!(self.word(at), "-" | "~" | "!") {
            let change = format!("{} dropped", self.word(at));
            self.edits.push(Edit {
                range: self.tokens[at].range.clone(),
                with: String::new(),
                change,
            });
        }
        let with = match self.word(at) {
            "==" => "!=",
            "!=" => "==",
            "&&" => "||",
            "||" => "&&",
            "+=" => "-=",
            "-=" => "+=",
            "*=" => "+=",
            "/=" | "%=" => "*=",
            "&=" => "|=",
            "|=" => "&=",
            "^=" => "|=",
            "<<=" => ">>=",
            ">>=" => "<<=",
            "++" => "--",
            "--" => "++",
            "[" => return self.index(at),
            _ => return,
        };
        self.replace(at, with);
    }

    /// `[e]` → `[(e) + 1]` and `[(e) - 1]`.
    fn index(&mut self, at: usize) {
        let Some(end) = self.tokens[at].partner else { return };
        if !self.after_operand(at) || end <= at + 1 {
            return;
        }
        let inner = self.between(at, end).trim();
        for sign in ["+", "-"] {
            self.edits.push(Edit {
                range: self.tokens[at + 1].range.start..self.tokens[end - 1].range.end,
                with: format!("({inner}) {sign} 1"),
                change: format!("[{inner}] → [{inner} {sign} 1]"),
            });
        }
    }

    fn number(&mut self, at: usize) {
        let literal = self.word(at);
        for with in constants(literal) {
            self.replace(at, &with);
        }
    }

    fn name(&mut self, at: usize) {
        let called = self.word(at + 1) == "(";
        let member = at > 0 && self.word(at - 1) == ".";
        let with = match self.word(at) {
            "x" | "z" if member => "y",
            "y" | "w" if member => "x",
            "r" | "b" if member => "g",
            "g" | "a" if member => "r",
            _ if member => return,
            "true" => "false",
            "false" => "true",
            "if" | "while" => return self.condition(at),
            "for" => return self.loop_condition(at),
            "select" if called => return self.swap_arms(at),
            "f32" if called => return self.convert(at),
            "abs" | "floor" | "ceil" | "round" | "trunc" | "sqrt" | "fract" | "sign" if called => {
                return self.drop_call(at);
            }
            "min" => "max",
            "max" => "min",
            "sin" => "cos",
            "cos" => "sin",
            "exp" => "exp2",
            "log" => "log2",
            "countOneBits" | "reverseBits" | "countLeadingZeros" => "countTrailingZeros",
            "countTrailingZeros" => "countLeadingZeros",
            "firstLeadingBit" => "firstTrailingBit",
            "firstTrailingBit" => "firstLeadingBit",
            "atomicAdd" => "atomicSub",
            "atomicSub" => "atomicAdd",
            "atomicMax" => "atomicMin",
            "atomicMin" => "atomicMax",
            "atomicOr" => "atomicAnd",
            "atomicAnd" => "atomicOr",
            "atomicXor" => "atomicOr",
            _ => return,
        };
        if called || member || matches!(with, "true" | "false") {
            self.replace(at, with);
        }
    }

    /// `if (c)` → `if (!(c))`.
    fn condition(&mut self, at: usize) {
        let open = at + 1;
        let Some(end) = self.tokens.get(open).and_then(|token| token.partner) else { return };
        if self.word(open) == "(" && end > open + 1 {
            self.negate(open + 1, end);
        }
    }

    fn loop_condition(&mut self, at: usize) {
        let open = at + 1;
        let Some(end) = self.tokens.get(open).and_then(|token| token.partner) else { return };
        let mut ends = (open..end).filter(|i| self.word(*i) == ";");
        if let (Some(first), Some(second)) = (ends.next(), ends.next())
            && second > first + 1
        {
            self.negate(first + 1, second);
        }
    }

    fn negate(&mut self, from: usize, to: usize) {
        let range = self.tokens[from].range.start..self.tokens[to - 1].range.end;
        let condition = &self.text[range.clone()];
        let change = format!("{condition} negated");
        self.edits.push(Edit { with: format!("!({condition})"), range, change });
    }

    /// The bytes of a call's arguments.
    fn arguments(&self, at: usize) -> Option<Vec<Range<usize>>> {
        let open = at + 1;
        let end = self.tokens.get(open)?.partner?;
        let mut arguments = Vec::new();
        let (mut from, mut i) = (open + 1, open + 1);
        while i <= end {
            if i == end || self.word(i) == "," {
                if i > from {
                    let start = self.tokens[from].range.start;
                    arguments.push(start..self.tokens[i - 1].range.end);
                }
                from = i + 1;
            }
            let nested = matches!(self.word(i), "(" | "[" | "{");
            i = if nested { self.tokens[i].partner? + 1 } else { i + 1 };
        }
        Some(arguments)
    }

    fn swap_arms(&mut self, at: usize) {
        let Some(arguments) = self.arguments(at) else { return };
        let [no, yes, _] = arguments.as_slice() else { return };
        let (first, second) = (&self.text[no.clone()], &self.text[yes.clone()]);
        let with = format!("{second}, {first}");
        self.edits.push(Edit {
            range: no.start..yes.end,
            with,
            change: "select's arms swapped".into(),
        });
    }

    /// `f32(e)` → `f32(u32(e))` and `f32(i32(e))`.
    fn convert(&mut self, at: usize) {
        let Some(arguments) = self.arguments(at) else { return };
        let [only] = arguments.as_slice() else { return };
        let inner = &self.text[only.clone()];
        for ty in ["u32", "i32"] {
            if !inner.starts_with(&format!("{ty}(")) {
                let with = format!("{ty}({inner})");
                self.edits.push(Edit {
                    range: only.clone(),
                    change: format!("f32({inner}) → f32({with})"),
                    with,
                });
            }
        }
    }

    fn drop_call(&mut self, at: usize) {
        let Some(arguments) = self.arguments(at) else { return };
        let [only] = arguments.as_slice() else { return };
        let change = format!("{} dropped", self.word(at));
        let Some(end) = self.tokens[at + 1].partner else { return };
        self.edits.push(Edit {
            range: self.tokens[at].range.start..self.tokens[end].range.end,
            with: format!("({})", &self.text[only.clone()]),
            change,
        });
    }

    fn begins_statement(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1) else { return false };
        match self.word(before) {
            "{" | "}" => true,
            // Not the parts of a `for`.
            ";" => {
                let open = (0..at).rev().find(|i| {
                    matches!(self.word(*i), "(" | "{")
                        && self.tokens[*i].partner.is_some_and(|end| end > at)
                });
                open.is_none_or(|open| self.word(open) == "{")
            }
            _ => false,
        }
    }

    /// An assignment, a call or a jump goes.
    fn statement(&mut self, at: usize) {
        let declares = matches!(
            self.word(at),
            "var"
                | "let"
                | "const"
                | "if"
                | "else"
                | "for"
                | "while"
                | "loop"
                | "switch"
                | "case"
                | "default"
                | "continuing"
                | "const_assert"
                | "}"
                | "{"
                | "@"
                | ";"
        );
        let mut end = at;
        while !declares && end < self.tokens.len() && self.word(end) != ";" {
            match self.word(end) {
                "{" | "}" => return,
                "(" | "[" => end = self.tokens[end].partner.unwrap_or(end),
                _ => {}
            }
            end += 1;
        }
        if declares || end >= self.tokens.len() {
            return;
        }
        let range = self.tokens[at].range.start..self.tokens[end].range.end;
        let change = format!("`{}` dropped", &self.text[range.clone()]);
        self.edits.push(Edit { range, with: String::new(), change });
    }
}

/// What a literal becomes: one more, one less, its negative, zero, twice as much.
fn constants(literal: &str) -> Vec<String> {
    let hex = literal.starts_with("0x") || literal.starts_with("0X");
    let (digits, suffix) = match literal.as_bytes() {
        [.., b'i' | b'u'] => literal.split_at(literal.len() - 1),
        [.., b'f' | b'h'] if !hex => literal.split_at(literal.len() - 1),
        _ => (literal, ""),
    };
    let float = matches!(suffix, "f" | "h")
        || (!hex && digits.contains(['.', 'e', 'E']))
        || (hex && digits.contains(['.', 'p', 'P']));
    let mut found = Vec::new();
    if float {
        let Ok(value) = digits.parse::<f64>() else { return found };
        for changed in [value + 1.0, value - 1.0, -value, 0.0, 2.0 * value] {
            if changed != value {
                found.push(format!("{changed:?}{suffix}"));
            }
        }
    } else {
        let value = match hex {
            true => i64::from_str_radix(&digits[2..], 16),
            false => digits.parse(),
        };
        let Ok(value) = value else { return found };
        let most = if suffix == "u" || value > i64::from(i32::MAX) {
            u32::MAX.into()
        } else {
            i64::from(i32::MAX)
        };
        let least = if suffix == "u" || value > i64::from(i32::MAX) { 0 } else { -most };
        for changed in [value + 1, value - 1, -value, 0, value.saturating_mul(2)] {
            if changed != value && (least..=most).contains(&changed) {
                found.push(format!("{changed}{suffix}"));
            }
        }
    }
    // `a -1` and `a--1` are other things than `a - 1`.
    for text in &mut found {
        if text.starts_with('-') {
            *text = format!("({text})");
        }
    }
    found.dedup();
    let mut seen: Vec<String> = Vec::new();
    found.retain(|text| {
        let new = !seen.contains(text);
        seen.push(text.clone());
        new
    });
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn changes(body: &str) -> Vec<String> {
        let text = format!("struct P {{ x: array<f32, 4> }}\nfn f(a: i32) {{ {body} }}");
        edits(&text).iter().map(|edit| edit.change.clone()).collect()
    }

    #[test]
    fn each_kind_of_change() {
        assert_eq!(changes("let a = b + c;"), ["+ → -"]);
        assert_eq!(changes("let a = -b;"), ["- dropped"]);
        assert_eq!(changes("let a = b < c;"), ["< → <=", "< → >="]);
        assert_eq!(changes("let a = 2;"), ["2 → 3", "2 → 1", "2 → (-2)", "2 → 0", "2 → 4"]);
        assert_eq!(changes("let a = 0u;"), ["0u → 1u"]);
        assert_eq!(changes("let a = 0x2u;").len(), 4);
        assert_eq!(changes("let a = 1.0;"), ["1.0 → 2.0", "1.0 → 0.0", "1.0 → (-1.0)"]);
        assert_eq!(changes("let a = max(b, c);"), ["max → min"]);
        assert_eq!(changes("let a = select(b, c, d);"), ["select's arms swapped"]);
        assert_eq!(changes("let a = b[c];"), ["[c] → [c + 1]", "[c] → [c - 1]"]);
        assert_eq!(changes("let a = id.x;"), ["x → y"]);
        assert_eq!(changes("workgroupBarrier();"), ["`workgroupBarrier();` dropped"]);
        assert_eq!(changes("if (b) { return; }"), ["b negated", "`return;` dropped"]);
        assert_eq!(changes("b += c;"), ["`b += c;` dropped", "+= → -="]);
        assert_eq!(changes("for (;a;) {}"), ["a negated"]);
        assert_eq!(changes("let a = array<f32, 4>();"), Vec::<String>::new());
        assert_eq!(changes("var a: i32;"), Vec::<String>::new());
        let found = changes("let a = f32(b);");
        assert_eq!(found, ["f32(b) → f32(u32(b))", "f32(b) → f32(i32(b))"]);
    }

    #[test]
    fn arms_are_swapped_whole() {
        let text = "fn f() { let a = select(g(1, b), c[2], d); }";
        let swap = edits(text).into_iter().find(|edit| edit.change.starts_with("select")).unwrap();
        assert_eq!(swap.apply(text), "fn f() { let a = select(c[2], g(1, b), d); }");
    }

    #[test]
    fn nothing_outside_bodies_changes() {
        let text = "@group(0) @binding(1) var<uniform> p: P;\nconst A = 3;\n@workgroup_size(64)\nfn f() {}";
        assert!(edits(text).iter().all(|edit| edit.change.starts_with("3 →")));
    }
}
