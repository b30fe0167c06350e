//! What the lift can't take: one diagnostic for each kind, on the WAT line.

use std::collections::BTreeSet;

use crate::kernel::{Diagnostic, Origin, Span};

/// Collects diagnostics.
#[derive(Debug, Default)]
pub(super) struct Problems {
    list: Vec<Diagnostic>,
    kinds: BTreeSet<String>,
}

impl Problems {
    /// Reports `message` unless the same `kind` was reported before.
    pub fn unsupported(&mut self, kind: &str, span: Option<Span>, message: String, hint: &str) {
        if self.kinds.insert(kind.to_owned()) {
            self.list.push(
                Diagnostic::error("source/unsupported", Origin::Source, message)
                    .at(span)
                    .with_hint(hint),
            );
        }
    }

    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    pub fn into_list(self) -> Vec<Diagnostic> {
        self.list
    }
}

/// The whole line `line` of `text`, without its indentation.
pub(super) fn line_span(text: Option<&str>, line: u32) -> Option<Span> {
    let content = text?.lines().nth((line as usize).checked_sub(1)?)?;
    let trimmed = content.trim_start();
    let column = (content.chars().count() - trimmed.chars().count()) as u32 + 1;
    let length = (trimmed.trim_end().chars().count() as u32).max(1);
    Some(Span { line, column, length })
}
