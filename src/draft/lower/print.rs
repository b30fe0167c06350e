//! Statements in a form that can still be rearranged, and their text.

use super::text::Text;

/// A statement with its condition kept apart, so that the form can still be chosen.
pub(super) enum Out {
    Line(String),
    If {
        condition: Text,
        negated: Text,
        then: Vec<Out>,
        otherwise: Vec<Out>,
    },
    Loop(Vec<Out>),
    /// `head { body }`
    Head(String, Vec<Out>),
}

/// The lines, indented by `depth` steps.
pub(super) fn print(outs: Vec<Out>, depth: usize, text: &mut String) {
    let indent = "    ".repeat(depth);
    for out in outs {
        match out {
            Out::Line(line) => text.push_str(&format!("{indent}{line}\n")),
            Out::If { condition, negated, then, otherwise } => {
                if then.is_empty() && otherwise.is_empty() {
                    continue;
                }
                let (condition, then, otherwise) = if then.is_empty() {
                    (negated, otherwise, then)
                } else {
                    (condition, then, otherwise)
                };
                text.push_str(&format!("{indent}if ({}) {{\n", condition.code));
                print(then, depth + 1, text);
                print_else(otherwise, depth, text);
            }
            Out::Loop(body) => print_loop(body, depth, text),
            Out::Head(head, body) => {
                text.push_str(&format!("{indent}{head} {{\n"));
                print(body, depth + 1, text);
                text.push_str(&format!("{indent}}}\n"));
            }
        }
    }
}

fn print_else(mut otherwise: Vec<Out>, depth: usize, text: &mut String) {
    let indent = "    ".repeat(depth);
    if otherwise.is_empty() {
        text.push_str(&format!("{indent}}}\n"));
        return;
    }
    if otherwise.len() == 1
        && let Some(Out::If { .. }) = otherwise.first()
        && let Some(Out::If { condition, negated, then, otherwise }) = otherwise.pop()
        && !(then.is_empty() && otherwise.is_empty())
    {
        let (condition, then, otherwise) =
            if then.is_empty() { (negated, otherwise, then) } else { (condition, then, otherwise) };
        text.push_str(&format!("{indent}}} else if ({}) {{\n", condition.code));
        print(then, depth + 1, text);
        print_else(otherwise, depth, text);
        return;
    }
    text.push_str(&format!("{indent}}} else {{\n"));
    print(otherwise, depth + 1, text);
    text.push_str(&format!("{indent}}}\n"));
}

/// A loop that begins with its exit is a `while`.
fn print_loop(mut body: Vec<Out>, depth: usize, text: &mut String) {
    let indent = "    ".repeat(depth);
    let is_break = |arm: &[Out]| matches!(arm, [Out::Line(line)] if line == "break;");
    let leaves = match body.first() {
        Some(Out::If { then, otherwise, .. }) => is_break(then) || is_break(otherwise),
        _ => false,
    };
    let head = if leaves && let Out::If { condition, negated, then, otherwise } = body.remove(0) {
        let (stays, mut rest) =
            if is_break(&then) { (negated, otherwise) } else { (condition, then) };
        rest.append(&mut body);
        body = rest;
        format!("while ({})", stays.code)
    } else {
        "loop".to_owned()
    };
    text.push_str(&format!("{indent}{head} {{\n"));
    print(body, depth + 1, text);
    text.push_str(&format!("{indent}}}\n"));
}
