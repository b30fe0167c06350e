//! A draft in lines: one that naga refuses is written again, warmer each time, and after some
//! attempts the line before it as well. When all attempts are used up, the draft stays as it comes.

use tokio_util::sync::CancellationToken;

use super::Writer;
use super::continuation::Tokens;
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
struct Line<M> {
    mark: M,
    writer: Writer,
    bytes: usize,
    attempts: u32,
}

/// A draft that is being written.
pub(super) struct Page<'a, T: Tokens> {
    contract: &'a Contract,
    tokens: T,
    sampling: Sampling,
    sampler: Sampler,
    writer: Writer,
    text: String,
    lines: Vec<Line<T::Mark>>,
    again: u32,
}

impl<'a, T: Tokens> Page<'a, T> {
    /// An empty one.
    pub fn new(contract: &'a Contract, tokens: T, sampling: Sampling) -> Self {
        let mut page = Self {
            contract,
            tokens,
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
            let piece = self.tokens.next(&mut self.sampler, cancel)?;
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
        found.iter().find(|d| d.severity == Severity::Error || Self::is_unknown(d)).map(line_of)
    }

    /// Where a mistake in the whole draft is.
    fn refused(&self) -> Option<usize> {
        let found = check::check(&self.text, Some(self.contract)).err()?;
        found.iter().find(|d| d.severity == Severity::Error).map(line_of)
    }

    /// A name that nothing declares: functions stand above `main` in a model's draft.
    fn is_unknown(diagnostic: &Diagnostic) -> bool {
        diagnostic.message.starts_with("no definition in scope")
    }

    /// Goes on from here.
    fn keep(&mut self) {
        let Sampling { temperature, top_p, .. } = self.sampling;
        self.sampler.warm(temperature, top_p);
        self.lines.push(Line {
            mark: self.tokens.mark(),
            writer: self.writer.clone(),
            bytes: self.text.len(),
            attempts: 0,
        });
    }

    /// Goes back to where the refused line begins, or further; gives the bytes that stay.
    fn back(&mut self, line: usize) -> usize {
        self.again += 1;
        let begins_behind = |known: &Line<T::Mark>| {
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
        self.tokens.back(&last.mark);
        self.writer = last.writer.clone();
        self.text.truncate(last.bytes);
        last.bytes
    }
}

/// From 1; 0 where it has no place.
fn line_of(diagnostic: &Diagnostic) -> usize {
    diagnostic.span.map_or(0, |span| span.line as usize)
}

#[cfg(test)]
mod tests {
    use super::super::tests::kernel;
    use super::*;

    /// A draft whose lines come in several versions, one after the other.
    struct Script {
        lines: Vec<Vec<&'static str>>,
        visits: Vec<usize>,
        at: usize,
    }

    impl Tokens for Script {
        type Mark = usize;

        fn next(
            &mut self,
            _: &mut Sampler,
            _: &CancellationToken,
        ) -> Result<Option<String>, DraftError> {
            let Some(versions) = self.lines.get(self.at) else { return Ok(None) };
            let visit = self.visits[self.at].min(versions.len() - 1);
            self.visits[self.at] += 1;
            self.at += 1;
            Ok(Some(format!("{}\n", versions[visit])))
        }

        fn mark(&self) -> usize {
            self.at
        }

        fn back(&mut self, mark: &usize) {
            self.at = *mark;
        }
    }

    /// The draft of saxpy that is left, and how often it stepped back.
    fn write(lines: Vec<Vec<&'static str>>, again: u32) -> (String, usize) {
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/map/saxpy_O2");
        let (_, contract) = kernel(&path, None).unwrap();
        let script = Script { visits: vec![0; lines.len()], lines, at: 0 };
        let page = Page::new(&contract, script, Sampling { again, ..Sampling::default() });
        let (mut draft, mut steps) = (String::new(), 0);
        let sent = page.write(&CancellationToken::new(), &mut |piece| {
            steps += usize::from(matches!(piece, Piece::Back(_)));
            piece.apply(&mut draft);
            Ok(())
        });
        sent.unwrap();
        (draft, steps)
    }

    fn saxpy(body: Vec<Vec<&'static str>>) -> Vec<Vec<&'static str>> {
        let head = [
            "@compute @workgroup_size(64)",
            "fn main(@builtin(global_invocation_id) id: vec3<u32>) {",
            "\tlet i = i32(id.x);",
            "\tif (i >= p.s0) {",
            "\t\treturn;",
            "\t}",
        ];
        head.iter().map(|line| vec![*line]).chain(body).chain([vec!["}"]]).collect()
    }

    #[test]
    fn a_line_that_cannot_stand_is_written_again() {
        let (bad, good) = ("\tlet v = 1.5 + i;", "\tlet v = b0[i] * p.s1;");
        let unknown = "\tb1[i] += w;";
        let (draft, steps) =
            write(saxpy(vec![vec![bad, good], vec![unknown, "\tb1[i] += v;"]]), 48);
        assert_eq!(steps, 2);
        assert!(draft.contains("[i] += v;") && !draft.contains("1.5"), "{draft}");
    }

    #[test]
    fn the_line_before_is_written_again_when_none_can_follow_it() {
        let lines =
            saxpy(vec![vec!["\tlet v = i;", "\tlet v = b0[i];"], vec!["\tb1[i] += v * p.s1;"]]);
        let (draft, steps) = write(lines, 48);
        assert!(draft.contains("let v = ") && !draft.contains("let v = i;"), "{draft}");
        assert!(steps as u32 > ATTEMPTS, "{steps}");
    }

    #[test]
    fn after_all_attempts_the_draft_stays() {
        let bad = saxpy(vec![vec!["\tb1[i] = 1u;"]]);
        let (draft, steps) = write(bad.clone(), 7);
        assert_eq!(steps, 7);
        assert!(draft.contains("= 1u;") && draft.ends_with("}\n"), "{draft}");
        assert_eq!(write(bad, 0).1, 0);
    }
}
