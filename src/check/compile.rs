//! naga: WGSL text → IR, validated with all flags under WebGPU's default capabilities.
//!
//! Runs on a thread of its own with a large stack: naga recurses. Its errors become diagnostics
//! with places in characters.

use std::error::Error;

use naga::valid::{Capabilities, ModuleInfo, ValidationError, ValidationFlags, Validator};
use naga::{Module, WithSpan};

use super::{guard, hint};
use crate::kernel::{Diagnostic, Origin, Span};

/// Address space only: what isn't touched costs nothing.
const STACK_BYTES: usize = 64 << 20;

/// Runs `work` where deep recursion does no harm.
///
/// # Errors
/// One diagnostic when it breaks down: naga panics on some texts.
pub fn on_large_stack<T: Send>(work: impl FnOnce() -> T + Send) -> Result<T, Diagnostic> {
    let done = std::thread::scope(|scope| {
        let thread = std::thread::Builder::new()
            .name("check".into())
            .stack_size(STACK_BYTES)
            .spawn_scoped(scope, work);
        thread.ok()?.join().ok()
    });
    done.ok_or_else(|| {
        Diagnostic::error("check/parse", Origin::Draft, "naga breaks down on this text")
            .with_hint("shorten the draft until it compiles, then look at what was removed")
    })
}

/// Parses and validates; wants a large stack.
///
/// # Errors
/// One diagnostic, `check/limit`, `check/parse` or `check/validate`: naga stops at the first.
pub fn compile(wgsl: &str) -> Result<(Module, ModuleInfo), Box<Diagnostic>> {
    guard::before(wgsl)?;
    let module = parse(wgsl)?;
    guard::after(&module)?;
    let mut validator = Validator::new(ValidationFlags::all(), capabilities());
    match validator.validate(&module) {
        Ok(info) => Ok((module, info)),
        Err(error) => Err(Box::new(validation_diagnostic(wgsl, &module, &error))),
    }
}

/// Plain WebGPU, and with it the halves of `pack2x16float`, which need no extension.
pub fn capabilities() -> Capabilities {
    Capabilities::default() | Capabilities::SHADER_FLOAT16_IN_FLOAT32
}

/// Parses only.
pub fn parse(wgsl: &str) -> Result<Module, Box<Diagnostic>> {
    let module = naga::front::wgsl::parse_str(wgsl);
    module.map_err(|error| Box::new(parse_diagnostic(wgsl, &error)))
}

fn parse_diagnostic(wgsl: &str, error: &naga::front::wgsl::ParseError) -> Diagnostic {
    let (message, mut notes) = chain(error);
    let labels: Vec<_> = error
        .labels()
        .filter_map(|(span, label)| Some((span.to_range()?, label.to_owned())))
        .collect();
    let primary = labels.first().map(|(range, _)| range.clone());
    for (i, (range, label)) in labels.into_iter().enumerate() {
        if !label.is_empty() && !message.contains(&label) {
            notes.push(if i == 0 { label } else { placed(wgsl, range.start, &label) });
        }
    }
    notes.extend(error.notes().map(str::to_owned));
    let hint = hint::parse(wgsl, &message, primary.clone());
    finish("check/parse", wgsl, message, notes, primary, hint)
}

fn validation_diagnostic(
    wgsl: &str,
    module: &Module,
    error: &WithSpan<ValidationError>,
) -> Diagnostic {
    // The last cause says what is wrong, the others only where.
    let (first, mut notes) = chain(error);
    let message = notes.pop().unwrap_or_else(|| first.clone());
    if message != first {
        notes.insert(0, first);
    }
    let spans = || error.spans().filter_map(|(span, label)| Some((span.to_range()?, label)));
    // naga names the place and everything around it; the narrowest says most.
    let primary = spans().map(|(range, _)| range).min_by_key(|range| range.len());
    for (range, label) in spans() {
        if !label.is_empty() && Some(&range) != primary.as_ref() {
            notes.push(placed(wgsl, range.start, label));
        }
    }
    let hint = hint::validation(module, error.as_inner(), &mut notes);
    finish("check/validate", wgsl, message, notes, primary, hint)
}

fn finish(
    code: &str,
    wgsl: &str,
    message: String,
    notes: Vec<String>,
    place: Option<std::ops::Range<usize>>,
    hint: Option<String>,
) -> Diagnostic {
    let span = place.map(|range| Span::of_bytes(wgsl, range.start, range.end));
    Diagnostic { notes, hint, ..Diagnostic::error(code, Origin::Draft, message).at(span) }
}

/// The first message of an error's chain of causes, and the rest of it.
fn chain(error: &dyn Error) -> (String, Vec<String>) {
    let mut notes: Vec<String> = Vec::new();
    let first = one_line(&error.to_string());
    let mut cause = error.source();
    while let Some(error) = cause {
        let text = one_line(&error.to_string());
        if text != first && notes.last() != Some(&text) {
            notes.push(text);
        }
        cause = error.source();
    }
    (first, notes)
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").trim_end_matches('.').to_owned()
}

fn placed(wgsl: &str, start: usize, label: &str) -> String {
    let span = Span::of_bytes(wgsl, start, start);
    format!("{}:{}: {}", span.line, span.column, one_line(label))
}
