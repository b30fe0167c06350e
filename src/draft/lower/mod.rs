//! The drafter `lower`: lifted kernel and contract → WGSL, by rules.
//!
//! Always right, or a diagnostic that names the construct it can't express. It never runs what it
//! writes and never guesses.

mod arrays;
mod assemble;
mod assign;
mod axes;
mod builder;
mod coalesce;
mod conditions;
mod constants;
mod emit;
mod entry;
mod exits;
mod extent;
mod fold;
mod groups;
mod guards;
mod helpers;
mod indices;
mod inputs;
mod invocation;
mod jumps;
mod kinds;
mod memory;
mod numbers;
mod operators;
mod plan;
mod print;
mod results;
mod sequence;
mod sinking;
mod sizes;
mod stores;
#[cfg(test)]
mod tests;
mod text;
mod tidy;
mod tree;
mod writer;

use tokio::sync::mpsc;
use tokio_util::sync::CancellationToken;

use super::{DraftError, Drafter, Piece, Request};
use crate::contract::Contract;
use crate::kernel::{Diagnostic, Origin, Provenance, Span};
use crate::source::Lifted;

/// The drafter.
#[derive(Clone, Copy, Debug, Default)]
pub struct Lower;

/// What it writes.
#[derive(Clone, PartialEq, Debug)]
pub struct Lowered {
    /// The draft.
    pub wgsl: String,
    /// Whether iterations became invocations.
    pub parallel: bool,
    /// Why, or why not, in one sentence.
    pub why: String,
}

/// Writes the draft of a lifted kernel. `text` is the WAT, for the spans of diagnostics.
///
/// # Errors
/// `draft/unsupported`, at the WAT line of the construct.
pub fn lower(
    lifted: &Lifted,
    contract: &Contract,
    text: Option<&str>,
) -> Result<Lowered, Vec<Diagnostic>> {
    entry::write(lifted, contract).map_err(|unsupported| vec![unsupported.diagnostic(text)])
}

impl Drafter for Lower {
    fn name(&self) -> &str {
        "lower"
    }

    fn draft(
        &self,
        request: &Request,
        tokens: &mpsc::Sender<Piece>,
        cancel: &CancellationToken,
    ) -> Result<Provenance, DraftError> {
        let Some(lifted) = &request.lifted else {
            return Err(DraftError::Unsupported(request.unliftable.clone()));
        };
        let lowered = lower(lifted, &request.contract, request.module.text.as_deref())
            .map_err(DraftError::Unsupported)?;
        for line in lowered.wgsl.split_inclusive('\n') {
            if cancel.is_cancelled() || tokens.blocking_send(line.to_owned().into()).is_err() {
                return Err(DraftError::Cancelled);
            }
        }
        Ok(Provenance {
            drafter: self.name().to_owned(),
            weights: None,
            sampling: None,
            parent: None,
            parallel: Some(lowered.parallel),
            why: lowered.why,
        })
    }
}

/// A construct that has no WGSL form here, at a line of the WAT (0: unknown).
#[derive(Clone, PartialEq, Eq, Debug)]
struct Unsupported {
    line: u32,
    what: String,
}

impl Unsupported {
    fn new(line: u32, what: impl Into<String>) -> Self {
        Self { line, what: what.into() }
    }

    fn diagnostic(&self, text: Option<&str>) -> Diagnostic {
        let span = (self.line > 0).then(|| {
            let line = text.and_then(|text| text.lines().nth(self.line as usize - 1)).unwrap_or("");
            let column = line.chars().take_while(|c| c.is_whitespace()).count() as u32 + 1;
            let length = (line.trim().chars().count() as u32).max(1);
            Span { line: self.line, column, length }
        });
        let message = format!("no WGSL form for {}", self.what);
        Diagnostic::error("draft/unsupported", Origin::Source, message)
            .at(span)
            .with_hint("write the WGSL by hand, or rewrite the kernel without it")
    }
}
