//! A draft in lines: one that naga refuses is written again, warmer each time, and after some
//! attempts the line before it as well. When all attempts are used up, the draft stays as it comes.

use tokio_util::sync::CancellationToken;

use super::Writer;
use super::continuation::{Continuation, Mark};
use super::sample::{Sampler, Sampling};
use crate::check;
use crate::contract::Contract;
use crate::draft::{DraftError, Piece};
use crate::kernel::{Diagnostic, Severity};

/// Attempts at one line before the one above it is written again too.
const ATTEMPTS: u32 = 5;

/// Temperature of an attempt: the first again, and what each further one adds.
const WARM: (f32, f32) = (0.6, 0.15);

/// Of the tokens of an attempt.
const TOP_P: f32 = 0.95;

/// Where a good line ended.
#[derive(Debug)]
struct Line<'a> {
    mark: Mark<'a>,
    writer: Writer,
    bytes: usize,
    attempts: u32,
}

/// A draft that is being written.
#[derive(Debug)]
pub(super) struct Page<'a> {
    contract: &'a Contract,
    continuation: Continuation<'a>,
    sampling: Sampling,
    sampler: Sampler,
    writer: Writer,
    text: String,
    lines: Vec<Line<'a>>,
    again: u32,
}

impl<'a> Page<'a> {
    /// An empty one.
    pub fn new(contract: &'a Contract, continuation: Continuation<'a>, sampling: Sampling) -> Self {
        let mut page = Self {
            contract,
            continuation,
            sampling,
            sampler: Sampler::new(sampling),
            writer: Writer::new(contract),
            text: String::new(),
            lines: Vec::new(),
            again: 0,
        };
        page.keep();
        page
    }

    /// Writes all of it.
    ///
    /// # Errors
    /// The model fails, `send` or `cancel` ended it.
    pub fn write(
        mut self,
        cancel: &CancellationToken,
        send: &mut dyn FnMut(Piece) -> Result<(), DraftError>,
    ) -> Result<(), DraftError> {
        loop {
            let piece = self.continuation.next(&mut self.sampler, cancel)?;
            let new = match &piece {
                Some(piece) => self.writer.push(piece),
                None => self.writer.finish(),
            };
            self.text.push_str(&new);
            let line_ended = new.contains('\n');
            if !new.is_empty() {
                send(Piece::Text(new))?;
            }
            let checks = self.again < self.sampling.again;
            let refused = match piece {
                None if checks => self.refused(),
                Some(_) if checks && line_ended => self.refused_so_far(),
                _ => None,
            };
            match refused {
                Some(line) => send(Piece::Back(self.back(line)))?,
                None if piece.is_none() => return Ok(()),
                None if line_ended => self.keep(),
                None => {}
            }
        }
    }

    /// Where a mistake in the lines so far is, as a line of the draft.
    fn refused_so_far(&self) -> Option<usize> {
        let found = check::check_partial(&self.text);
        found.iter().find(|d| d.severity == Severity::Error || self.is_unknown(d)).map(line_of)
    }

    /// Where a mistake in the whole draft is.
    fn refused(&self) -> Option<usize> {
        let found = check::check(&self.text, Some(self.contract)).err()?;
        found.iter().find(|d| d.severity == Severity::Error).map(line_of)
    }

    /// A name that is no function's: nothing declares it later.
    fn is_unknown(&self, diagnostic: &Diagnostic) -> bool {
        let Some(span) = diagnostic.span else { return false };
        let line = self.text.lines().nth(span.line as usize - 1).unwrap_or_default();
        let after = line.chars().nth((span.column + span.length) as usize - 1);
        diagnostic.message.starts_with("no definition in scope") && after != Some('(')
    }

    /// Goes on from here.
    fn keep(&mut self) {
        let Sampling { temperature, top_p, .. } = self.sampling;
        self.sampler.warm(temperature, top_p);
        self.lines.push(Line {
            mark: self.continuation.mark(),
            writer: self.writer.clone(),
            bytes: self.text.len(),
            attempts: 0,
        });
    }

    /// Goes back to where the refused line begins, or further; gives the bytes that stay.
    fn back(&mut self, line: usize) -> usize {
        self.again += 1;
        let begins_behind = |known: &Line<'_>| {
            self.text[..known.bytes].bytes().filter(|b| *b == b'\n').count() >= line
        };
        while line > 0 && self.lines.len() > 1 && self.lines.last().is_some_and(begins_behind) {
            self.lines.pop();
        }
        if self.lines.len() > 1 && self.lines.last().is_some_and(|l| l.attempts >= ATTEMPTS) {
            self.lines.pop();
        }
        let Some(last) = self.lines.last_mut() else { return self.text.len() };
        last.attempts += 1;
        let warm = WARM.0 + WARM.1 * (last.attempts - 1).min(ATTEMPTS) as f32;
        self.sampler.warm(warm.max(self.sampling.temperature), TOP_P);
        self.continuation.back(&last.mark);
        self.writer = last.writer.clone();
        self.text.truncate(last.bytes);
        last.bytes
    }
}

/// From 1; 0 where it has no place.
fn line_of(diagnostic: &Diagnostic) -> usize {
    diagnostic.span.map_or(0, |span| span.line as usize)
}
