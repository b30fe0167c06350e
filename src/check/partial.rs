//! Diagnostics while a draft streams: what is wrong in its finished lines, whatever may follow.
//!
//! The finished part is cut after its last whole statement and its open braces are closed, so that
//! naga gets as far as types. What later text could put right is held back, or is a warning.

use super::{compile, dispatch, tokens::tokens};
use crate::kernel::{Diagnostic, Severity, Span};

/// Beyond this naga takes longer than a line takes to arrive.
const MAX_BYTES: usize = 32 << 10;

/// See [`super::check_partial`].
pub fn check(wgsl: &str) -> Vec<Diagnostic> {
    let finished = &wgsl[..wgsl.rfind('\n').map_or(0, |at| at + 1)];
    if finished.is_empty() || finished.len() > MAX_BYTES {
        return Vec::new();
    }
    let mut diagnostics: Vec<Diagnostic> =
        dispatch::dispatch(finished, None).err().map(|error| *error).into_iter().collect();
    let (whole, closed) = close(finished);
    let end = Span::of_bytes(finished, whole, whole);
    let found = compile::on_large_stack(|| compile::compile(&closed).err());
    if let Ok(Some(diagnostic)) = found {
        diagnostics.extend(keep(*diagnostic, end));
    }
    diagnostics
}

/// What stays of an error in the closed text.
fn keep(mut diagnostic: Diagnostic, end: Span) -> Option<Diagnostic> {
    let before = |span: Span| (span.line, span.column + span.length) <= (end.line, end.column);
    if diagnostic.span.is_some_and(|span| !before(span) && span.line >= end.line) {
        return None;
    }
    let said = diagnostic.message.as_str();
    if said.starts_with("no definition in scope") {
        // Declarations may follow their use.
        diagnostic.severity = Severity::Warning;
        return Some(diagnostic);
    }
    // What a function, a struct or a `switch` still lacks may come with its end.
    let lacks = ["`return` expression", "missing a `default`", "workgroup size is missing"];
    let empty = ["at least one", "must have", "is missing", "empty"];
    let is_open = lacks.iter().chain(&empty).any(|part| said.contains(part))
        || diagnostic.code == "check/validate" && diagnostic.span.is_none();
    (!is_open).then_some(diagnostic)
}

/// The bytes up to the last whole statement, and a text in which everything open there is closed.
fn close(finished: &str) -> (usize, String) {
    let mut open: Vec<Open> = Vec::new();
    let (mut whole, mut braces, mut last) = (0, 0, "");
    for (start, token) in tokens(finished) {
        let to_brace = |open: &mut Vec<Open>| {
            // A bracket that a brace or a semicolon cuts short is a mistake, not unfinished.
            while open.last().is_some_and(|bracket| *bracket == Open::Bracket) {
                open.pop();
            }
        };
        match token {
            "(" if last == "for" => open.push(Open::For),
            "(" | "[" => open.push(Open::Bracket),
            ")" | "]" => drop(open.pop_if(|bracket| *bracket != Open::Brace)),
            "{" => {
                to_brace(&mut open);
                open.push(Open::Brace);
            }
            "}" => {
                to_brace(&mut open);
                open.pop();
            }
            ";" => to_brace(&mut open),
            _ => {}
        }
        last = token;
        if matches!(token, "{" | "}" | ";") && open.iter().all(|b| *b == Open::Brace) {
            whole = start + token.len();
            braces = open.len();
        }
    }
    // Past the last whole statement: what is wrong there may only be unfinished.
    (whole, format!("{}\n{}", &finished[..whole], "}".repeat(braces)))
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Open {
    Brace,
    Bracket,
    /// A `for`'s parenthesis: semicolons belong in it.
    For,
}

#[cfg(test)]
mod tests {
    use super::*;

    const DRAFT: &str = "// dispatch: ceil_div(n, 64)
@group(0) @binding(0) var<storage, read> x: array<f32>;
@group(0) @binding(1) var<storage, read_write> y: array<f32>;
struct Params {
    n: i32,
    a: f32,
}
@group(0) @binding(2) var<uniform> p: Params;

fn pick(v: i32) -> f32 {
    switch v {
        case 0, 1: { return 1.0; }
        case 2: {
            return 2.0;
        }
        default: { }
    }
    var sum = 0.0;
    for (var i = 0;
         i < 4;
         i++) {
        sum += x[i];
    }
    loop {
        sum -= 1.0;
        if sum < 0.0 { break; }
        else if sum > 9.0 {
            continue;
        }
        continuing {
            sum -= 0.5;
        }
    }
    return
        sum;
}

@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) gid: vec3<u32>) {
    let i = i32(gid.x);
    if i >= p.n { return; }
    y[i] = fma(
        p.a,
        x[i],
        y[i]
    ) + pick(i);
}
";

    #[test]
    fn a_good_draft_is_never_complained_about() {
        super::super::check(DRAFT, None).unwrap();
        for (at, _) in DRAFT.char_indices() {
            assert_eq!(check(&DRAFT[..at]), [], "{}", &DRAFT[..at]);
        }
    }

    #[test]
    fn a_mistake_shows_as_soon_as_its_statement_is_finished() {
        for (from, to, line) in [
            ("let i = i32(gid.x);", "let i = i32(gid.x;", 40),
            ("let i = i32(gid.x);", "let i = i32(gid.x) + 1.5f;", 40),
            ("let i = i32(gid.x);", "let i = i32(gid.x); let i = 2;", 40),
            ("sum += x[i];", "sum += y[i] * p.n;", 22),
            ("sum += x[i];", "sum := x[i];", 22),
            ("var sum = 0.0;", "float sum = 0.0;", 18),
            ("// dispatch: ceil_div(n, 64)", "// dispatch: ceil_div(n 64)", 1),
        ] {
            let text = DRAFT.replacen(from, to, 1);
            assert_ne!(text, DRAFT);
            let mut found = Vec::new();
            for (at, _) in text.char_indices().filter(|(_, c)| *c == '\n') {
                found = check(&text[..=at]);
                let lines = text[..=at].lines().count() as u32;
                if !found.is_empty() {
                    assert!(lines <= line + 3, "{to}: only at line {lines}");
                    break;
                }
            }
            let errors = found.iter().filter(|d| d.severity == Severity::Error);
            let lines: Vec<_> = errors.map(|d| d.span.map(|span| span.line)).collect();
            assert_eq!(lines, [Some(line)], "{to}: {found:?}");
        }
    }

    #[test]
    fn a_name_that_may_still_come_is_a_warning() {
        let text = DRAFT.replace("sum += x[i];", "sum += x[i] * factor;");
        let found = check(&text[..text.find("loop").unwrap()]);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].severity, Severity::Warning);
        assert_eq!(found[0].span.unwrap().line, 22);
    }
}
