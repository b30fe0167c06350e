//! Plainer forms of the same statements: fewer levels, exits first.

use super::print::Out;
use super::text::{Kind, Text};

/// Tidies the body of `main`.
pub(super) fn tidy(body: Vec<Out>) -> Vec<Out> {
    let mut body = statements(body);
    // At the end of `main`, an `if` around everything left is an early return.
    while let Some(Out::If { then, otherwise, .. }) = body.last()
        && otherwise.is_empty()
        && size(then) > 3
        && let Some(Out::If { condition, negated, mut then, otherwise }) = body.pop()
    {
        let leave = vec![Out::Line("return;".into())];
        match body.last_mut() {
            Some(Out::If { condition: before, negated: open, then: arm, otherwise: none })
                if is(arm.first(), "return;") && none.is_empty() =>
            {
                *before = before.clone().binary("||", negated, Kind::Bool);
                *open = open.clone().binary("&&", condition, Kind::Bool);
            }
            _ => body.push(Out::If {
                condition: negated,
                negated: condition,
                then: leave,
                otherwise,
            }),
        }
        body.append(&mut then);
    }
    body
}

fn is(out: Option<&Out>, text: &str) -> bool {
    matches!(out, Some(Out::Line(line)) if line == text)
}

fn size(body: &[Out]) -> usize {
    body.iter()
        .map(|out| match out {
            Out::Line(_) => 1,
            Out::If { then, otherwise, .. } => 1 + size(then) + size(otherwise),
            Out::Loop(body) | Out::Head(_, body) => 1 + size(body),
        })
        .sum()
}

fn statements(body: Vec<Out>) -> Vec<Out> {
    let mut tidied = Vec::new();
    for out in body {
        match out {
            Out::Line(line) => tidied.push(Out::Line(line)),
            Out::If { condition, negated, then, otherwise } => {
                branch(condition, negated, statements(then), statements(otherwise), &mut tidied);
            }
            Out::Loop(body) => tidied.push(Out::Loop(exits_first(statements(body)))),
            Out::Head(head, body) => {
                let body = statements(body);
                match switched(&head, body) {
                    Ok(inner) => tidied.extend(inner),
                    Err(body) => tidied.push(Out::Head(head, body)),
                }
            }
        }
    }
    tidied
}

fn branch(condition: Text, negated: Text, then: Vec<Out>, otherwise: Vec<Out>, to: &mut Vec<Out>) {
    if then.is_empty() && otherwise.is_empty() {
        return;
    }
    if then.is_empty() {
        return branch(negated, condition, otherwise, then, to);
    }
    // `if (a) { if (b) { … } }`
    if otherwise.is_empty()
        && then.len() == 1
        && let Some(Out::If { otherwise: none, .. }) = then.first()
        && none.is_empty()
    {
        let mut then = then;
        if let Some(Out::If { condition: inner, negated: open, then, .. }) = then.pop() {
            to.push(Out::If {
                condition: condition.binary("&&", inner, Kind::Bool),
                negated: negated.binary("||", open, Kind::Bool),
                then,
                otherwise: Vec::new(),
            });
        }
        return;
    }
    to.push(Out::If { condition, negated, then, otherwise });
}

/// The body of a `switch` that nothing leaves by `break`.
fn switched(head: &str, mut body: Vec<Out>) -> Result<Vec<Out>, Vec<Out>> {
    let only = matches!(&body[..], [Out::Head(label, _)] if label == "default:");
    if head == "switch 0" && only {
        match body.pop() {
            Some(Out::Head(_, inner)) if !breaks(&inner) => return Ok(inner),
            Some(other) => body.push(other),
            None => {}
        }
    }
    Err(body)
}

/// Whether a `break` outside inner loops stands in `body`.
fn breaks(body: &[Out]) -> bool {
    body.iter().any(|out| match out {
        Out::Line(line) => line == "break;",
        Out::If { then, otherwise, .. } => breaks(then) || breaks(otherwise),
        Out::Loop(_) => false,
        Out::Head(head, body) => head == "default:" && breaks(body),
    })
}

/// Whether a `continue` of this loop stands in `body`.
fn continues(body: &[Out]) -> bool {
    body.iter().any(|out| match out {
        Out::Line(line) => line == "continue;",
        Out::If { then, otherwise, .. } => continues(then) || continues(otherwise),
        Out::Loop(_) => false,
        Out::Head(head, body) => !head.starts_with("for") && continues(body),
    })
}

fn ends(body: &[Out]) -> bool {
    is(body.last(), "break;") || is(body.last(), "return;") || is(body.last(), "continue;")
}

/// `if (c) { …; continue; } …; break;` at the end of a loop: the exit comes first.
fn exits_first(mut body: Vec<Out>) -> Vec<Out> {
    loop {
        while is(body.last(), "continue;") {
            body.pop();
        }
        if !is(body.last(), "break;") && !is(body.last(), "return;") {
            return body;
        }
        let at = body.iter().rposition(|out| {
            matches!(out, Out::If { then, otherwise, .. }
                if otherwise.is_empty() && ends(then) && continues(then))
        });
        let Some(at) = at else { return body };
        let exit: Vec<Out> = body.drain(at + 1..).collect();
        let Some(Out::If { condition, negated, mut then, .. }) = body.pop() else { return body };
        body.push(Out::If {
            condition: negated,
            negated: condition,
            then: exit,
            otherwise: Vec::new(),
        });
        body.append(&mut then);
    }
}
