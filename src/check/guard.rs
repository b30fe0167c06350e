//! Limits before and after naga sees a draft: nothing foreign may exhaust the stack or the clock.
//!
//! naga stops by itself at 127 nested braces and 200 nested expressions; it has no limit on
//! `else if` chains (each one nests a block) and its time grows with the square of a function's
//! length: 0.04 s for 30 KB in one function, 22 s for 1 MB.

use super::tokens::tokens;
use crate::kernel::{Diagnostic, Origin, Span};

/// The largest draft, in bytes.
pub const MAX_BYTES: usize = 256 << 10;
/// Brackets of all kinds, and `else if`s, one inside the other.
const MAX_NESTING: usize = 120;
/// Operators in one expression: each makes naga's tree one deeper.
const MAX_CHAIN: usize = 2_000;
/// Functions that call one another.
const MAX_CALLS: u32 = 64;
/// Types within types.
const MAX_TYPES: u32 = 32;

/// Refuses a text before it is parsed.
pub fn before(wgsl: &str) -> Result<(), Diagnostic> {
    let refuse = |message: String| Diagnostic::error("check/limit", Origin::Draft, message);
    if wgsl.len() > MAX_BYTES {
        let message = format!("the draft has {} KiB; the limit is 256 KiB", wgsl.len() >> 10);
        return Err(refuse(message).with_hint("a kernel this long is better split"));
    }
    let mut scan = Scan::default();
    for (start, token) in tokens(wgsl) {
        if let Some(message) = scan.step(token) {
            let span = Span::of_bytes(wgsl, start, start + token.len());
            return Err(refuse(message).at(Some(span)).with_hint("split it with `let`s"));
        }
    }
    Ok(())
}

/// Refuses a module whose shape would exhaust the stack of whoever walks it.
pub fn after(module: &naga::Module) -> Result<(), Diagnostic> {
    let refuse = |message: &str| Diagnostic::error("check/limit", Origin::Draft, message);
    let mut types = vec![0_u32; module.types.len()];
    for (handle, ty) in module.types.iter() {
        let depth = |inner: naga::Handle<naga::Type>| types[inner.index()];
        let inside = match &ty.inner {
            naga::TypeInner::Array { base, .. } => depth(*base),
            naga::TypeInner::Struct { members, .. } => {
                members.iter().map(|member| depth(member.ty)).max().unwrap_or(0)
            }
            _ => 0,
        };
        types[handle.index()] = inside + 1;
        if inside >= MAX_TYPES {
            return Err(refuse("the types nest too deeply"));
        }
    }
    let mut calls = vec![0_u32; module.functions.len()];
    for (handle, function) in module.functions.iter() {
        // A callee precedes its callers: naga refuses recursion.
        let inside = function
            .expressions
            .iter()
            .filter_map(|(_, expression)| match expression {
                naga::Expression::CallResult(callee) => Some(calls[callee.index()]),
                _ => None,
            })
            .max()
            .unwrap_or(0)
            .max(void_calls(&function.body, &calls));
        calls[handle.index()] = inside + 1;
        if inside >= MAX_CALLS {
            return Err(refuse("the functions' calls nest too deeply"));
        }
    }
    Ok(())
}

/// The deepest call among the statements; the blocks' nesting is bounded by [`before`].
fn void_calls(block: &naga::Block, calls: &[u32]) -> u32 {
    use naga::Statement as S;
    let inside = |statement: &naga::Statement| match statement {
        S::Call { function, .. } => calls[function.index()],
        S::Block(body) => void_calls(body, calls),
        S::If { accept, reject, .. } => void_calls(accept, calls).max(void_calls(reject, calls)),
        S::Loop { body, continuing, .. } => {
            void_calls(body, calls).max(void_calls(continuing, calls))
        }
        S::Switch { cases, .. } => {
            cases.iter().map(|case| void_calls(&case.body, calls)).max().unwrap_or(0)
        }
        _ => 0,
    };
    block.iter().map(inside).max().unwrap_or(0)
}

/// Counts nesting as tokens go by.
#[derive(Default)]
struct Scan {
    /// For each open bracket, how many `else`s hang on the `if` that stands in it.
    open: Vec<usize>,
    /// The same outside of all brackets.
    outside: usize,
    /// All of them together.
    hanging: usize,
    /// Operators since the last separator.
    chain: usize,
    /// The last token was a closing brace.
    closed: bool,
}

impl Scan {
    fn step(&mut self, token: &str) -> Option<String> {
        if std::mem::take(&mut self.closed) {
            let level = self.open.last_mut().unwrap_or(&mut self.outside);
            if token == "else" {
                *level += 1;
                self.hanging += 1;
            } else {
                self.hanging -= std::mem::take(level);
            }
        }
        match token {
            "(" | "[" | "{" => self.open.push(0),
            ")" | "]" | "}" => {
                self.hanging -= self.open.pop().unwrap_or(0);
                self.closed = token == "}";
            }
            _ => {}
        }
        if self.open.len() + self.hanging > MAX_NESTING {
            return Some(format!("more than {MAX_NESTING} brackets or `else`s lie in one another"));
        }
        match token {
            ";" | "{" | "}" | "," => self.chain = 0,
            "." | "[" => self.chain += 1,
            _ if token.starts_with(|c: char| "+-*/%&|^<>=!~".contains(c)) => self.chain += 1,
            _ => {}
        }
        (self.chain > MAX_CHAIN)
            .then(|| format!("more than {MAX_CHAIN} operators in one expression"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn main(body: &str) -> String {
        format!("@compute @workgroup_size(1) fn main() {{ var a = 1; var b = true; {body} }}")
    }

    #[test]
    fn deep_texts_are_refused_before_naga_sees_them() {
        for body in [
            format!("a = {}1{};", "(".repeat(50_000), ")".repeat(50_000)),
            format!("a = {}1;", "- ".repeat(50_000)),
            format!("b = {}true;", "!".repeat(100_000)),
            format!("a = 1{};", "+1".repeat(50_000)),
            format!("b = b{};", "&&b".repeat(50_000)),
            format!("if b {{}} {}", "else if b {}".repeat(15_000)),
            format!("if b {{}} {}", "else/**/if(b){}".repeat(15_000)),
            format!("{}{}", "{".repeat(50_000), "}".repeat(50_000)),
            format!("a{} = 1;", "[0]".repeat(50_000)),
            format!("a{} = 1;", ".x".repeat(50_000)),
            format!("var x: {}i32{};", "array<".repeat(20_000), ",2>".repeat(20_000)),
            "a = 1;".repeat(100_000),
        ] {
            let text = main(&body);
            let diagnostic = before(&text).unwrap_err();
            assert_eq!(diagnostic.code, "check/limit");
        }
    }

    #[test]
    fn what_people_write_passes() {
        for body in [
            "if b { a = 1; } else if a == 2 { a = 3; } else { a = 4; }".repeat(300),
            format!("a = 1{};", " + a*2".repeat(500)),
            format!("{}{}", "if b {".repeat(60), "}".repeat(60)),
        ] {
            let text = main(&body);
            before(&text).unwrap();
            let module = naga::front::wgsl::parse_str(&text).unwrap();
            after(&module).unwrap();
        }
    }

    #[test]
    fn calls_and_types_may_not_nest_without_end() {
        let mut text = String::from("fn f0() {} ");
        for i in 1..200 {
            text.push_str(&format!("fn f{i}() {{ f{}(); }} ", i - 1));
        }
        let module = naga::front::wgsl::parse_str(&text).unwrap();
        assert!(after(&module).unwrap_err().message.contains("calls"));
        let mut text = String::from("struct S0 { x: i32 } ");
        for i in 1..200 {
            text.push_str(&format!("struct S{i} {{ x: S{} }} ", i - 1));
        }
        let module = naga::front::wgsl::parse_str(&text).unwrap();
        assert!(after(&module).unwrap_err().message.contains("types"));
    }
}
