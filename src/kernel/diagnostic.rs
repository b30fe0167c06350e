//! A severity, a place, a message, and what to do next.

use std::path::Path;

use serde::{Deserialize, Serialize};

/// How bad a diagnostic is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The stage can't go on.
    Error,
    /// The stage goes on; a person should look.
    Warning,
    /// For information.
    Note,
}

/// Which text a span points into.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Origin {
    /// The WAT (or wasm) file.
    Source,
    /// The sidecar.
    Contract,
    /// The WGSL draft.
    Draft,
}

/// A place in a text. `line` and `column` count from 1; `column` and `length` count characters
/// (not bytes); what a character's width in cells is, the view decides.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct Span {
    /// From 1.
    pub line: u32,
    /// From 1, in characters.
    pub column: u32,
    /// In characters, at least 1, clipped to the line.
    pub length: u32,
}

impl Span {
    /// The span of bytes `start..end` of `text`; both are clamped to it.
    pub fn of_bytes(text: &str, start: usize, end: usize) -> Self {
        let floor = |mut at: usize| {
            at = at.min(text.len());
            while !text.is_char_boundary(at) {
                at -= 1;
            }
            at
        };
        let (start, end) = (floor(start), floor(end.max(start)));
        let line_start = text[..start].rfind('\n').map_or(0, |at| at + 1);
        let line_end = text[start..].find('\n').map_or(text.len(), |at| start + at);
        Self {
            line: text[..start].matches('\n').count() as u32 + 1,
            column: text[line_start..start].chars().count() as u32 + 1,
            length: (text[start..end.min(line_end).max(start)].chars().count() as u32).max(1),
        }
    }
}

/// A severity, a place, a message, and what to do next.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Diagnostic {
    /// How bad.
    pub severity: Severity,
    /// The rule that speaks, as `module/rule`: `check/interface`, `source/unsupported`, …
    pub code: String,
    /// Which text `span` points into.
    pub origin: Origin,
    /// Where, if it has a place.
    pub span: Option<Span>,
    /// What happened, one sentence, no trailing full stop.
    pub message: String,
    /// Further lines: the error's chain of causes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<String>,
    /// What to do next.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hint: Option<String>,
}

impl Diagnostic {
    /// An error without place or hint; add them with the `with_` methods.
    pub fn error(code: &str, origin: Origin, message: impl Into<String>) -> Self {
        Self::new(Severity::Error, code, origin, message)
    }

    /// A diagnostic without place or hint.
    pub fn new(severity: Severity, code: &str, origin: Origin, message: impl Into<String>) -> Self {
        Self {
            severity,
            code: code.to_owned(),
            origin,
            span: None,
            message: message.into(),
            notes: Vec::new(),
            hint: None,
        }
    }

    /// The same, at `span`.
    pub fn at(mut self, span: Option<Span>) -> Self {
        self.span = span;
        self
    }

    /// The same, with what to do next.
    pub fn with_hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// The same, with one more note.
    pub fn with_note(mut self, note: impl Into<String>) -> Self {
        self.notes.push(note.into());
        self
    }

    /// `FILE:LINE:COLUMN: severity: message [code]`, with notes and hint on further lines.
    pub fn render(&self, file: &Path) -> String {
        let mut text = file.display().to_string();
        if let Some(span) = self.span {
            text.push_str(&format!(":{}:{}", span.line, span.column));
        }
        let severity = match self.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "note",
        };
        text.push_str(&format!(": {severity}: {} [{}]", self.message, self.code));
        for note in &self.notes {
            text.push_str(&format!("\n  note: {note}"));
        }
        if let Some(hint) = &self.hint {
            text.push_str(&format!("\n  hint: {hint}"));
        }
        text
    }
}
