//! Text with what its parts are. Works in bounded steps, so that drawing never waits: what was
//! not reached yet is plain.

mod wat;
pub mod wgsl;

use std::sync::Arc;

/// Characters of one row; a longer line continues on the next.
pub const ROW: usize = 1000;

/// What a part of a text is.
#[allow(missing_docs)]
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Part {
    Comment,
    Keyword,
    Kind,
    Number,
    String,
    Name,
    Punctuation,
}

/// Bytes `start..end` are a `part`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Run {
    /// First byte.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// What they are.
    pub part: Part,
}

/// A row of a document: a line, or a piece of a long one.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Row {
    /// First byte.
    pub start: usize,
    /// One past the last, without the line feed.
    pub end: usize,
    /// From 1.
    pub line: u32,
    /// Characters of the line before this row; 0 for the first row of a line.
    pub skipped: usize,
}

/// A text in rows, highlighted as far as time allowed.
#[derive(Debug)]
pub struct Document {
    text: Arc<str>,
    rows: Vec<Row>,
    runs: Vec<Run>,
    syntax: Syntax,
}

#[derive(Debug)]
enum Syntax {
    Wat { reached: usize },
    Wgsl(Box<wgsl::Progress>),
}

impl Document {
    /// WAT.
    pub fn wat(text: Arc<str>) -> Self {
        let rows = rows(&text, 0, 1);
        Self { text, rows, runs: Vec::new(), syntax: Syntax::Wat { reached: 0 } }
    }

    /// WGSL.
    pub fn wgsl(text: Arc<str>) -> Self {
        let rows = rows(&text, 0, 1);
        Self { text, rows, runs: Vec::new(), syntax: Syntax::Wgsl(Box::default()) }
    }

    /// The text.
    pub fn text(&self) -> &Arc<str> {
        &self.text
    }

    /// The rows; at least one.
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// Replaces the text; what a longer text shares with the one before is kept.
    pub fn update(&mut self, text: Arc<str>) {
        if Arc::ptr_eq(&self.text, &text) {
            return;
        }
        if !text.starts_with(&*self.text) {
            let wat = matches!(self.syntax, Syntax::Wat { .. });
            *self = if wat { Self::wat(text) } else { Self::wgsl(text) };
            return;
        }
        // The last line may go on.
        let start = self.text.rfind('\n').map_or(0, |at| at + 1);
        self.rows.retain(|row| row.start < start);
        let line = self.rows.last().map_or(1, |row| row.line + 1);
        if start < text.len() || self.rows.is_empty() {
            self.rows.extend(rows(&text, start, line));
        }
        self.runs.truncate(self.runs.partition_point(|run| run.end <= start));
        match &mut self.syntax {
            Syntax::Wat { reached } => {
                *reached = (*reached).min(self.runs.last().map_or(0, |run| run.end));
            }
            Syntax::Wgsl(progress) => progress.back_to(start),
        }
        self.text = text;
    }

    /// Goes on highlighting, by a bounded step; `true` when there is more to do.
    pub fn advance(&mut self) -> bool {
        match &mut self.syntax {
            Syntax::Wat { reached } => wat::advance(&self.text, reached, &mut self.runs),
            Syntax::Wgsl(progress) => progress.advance(&self.text, &mut self.runs),
        }
    }

    /// The parts that overlap bytes `start..end`, in order.
    pub fn runs(&self, start: usize, end: usize) -> &[Run] {
        let from = self.runs.partition_point(|run| run.end <= start);
        let count = self.runs[from..].partition_point(|run| run.start < end);
        &self.runs[from..from + count]
    }

    /// The row in which the character `column` (from 1) of `line` (from 1) stands.
    pub fn row_of(&self, line: u32, column: u32) -> usize {
        let at = self.rows.partition_point(|row| {
            (row.line, row.skipped) <= (line, (column as usize).saturating_sub(1))
        });
        at.saturating_sub(1)
    }
}

fn rows(text: &str, mut start: usize, mut line: u32) -> Vec<Row> {
    let mut rows = Vec::new();
    for content in text[start..].split('\n') {
        let end = start + content.len();
        if content.len() <= ROW {
            rows.push(Row { start, end, line, skipped: 0 });
        } else {
            long(content, start, line, &mut rows);
        }
        start = end + 1;
        line += 1;
    }
    // A text that ends in a line feed has no further line.
    if rows.len() > 1 && text.ends_with('\n') {
        rows.pop();
    }
    rows
}

fn long(content: &str, start: usize, line: u32, rows: &mut Vec<Row>) {
    let mut begin = 0;
    for (count, (at, _)) in content.char_indices().enumerate() {
        if count > 0 && count.is_multiple_of(ROW) {
            rows.push(Row { start: start + begin, end: start + at, line, skipped: count - ROW });
            begin = at;
        }
    }
    let skipped = content[..begin].chars().count();
    rows.push(Row { start: start + begin, end: start + content.len(), line, skipped });
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(document: &mut Document) -> Vec<(String, Part)> {
        while document.advance() {}
        let text = document.text.clone();
        document.runs.iter().map(|run| (text[run.start..run.end].to_owned(), run.part)).collect()
    }

    #[test]
    fn wat_is_read_by_its_lexer() {
        let mut document = Document::wat("(func $f ;; x\n  i32.const 7)".into());
        let parts = parts(&mut document);
        let expected = [
            ("(", Part::Punctuation),
            ("func", Part::Keyword),
            ("$f", Part::Name),
            (";; x", Part::Comment),
            ("i32.const", Part::Keyword),
            ("7", Part::Number),
            (")", Part::Punctuation),
        ];
        assert_eq!(parts, expected.map(|(text, part)| (text.to_owned(), part)));
    }

    #[test]
    fn broken_wat_is_coloured_after_the_mistake() {
        let mut document = Document::wat("(\"unterminated\n\u{1}\n(func)".into());
        assert!(parts(&mut document).contains(&("func".to_owned(), Part::Keyword)));
    }

    #[test]
    fn a_growing_text_gives_the_same_as_a_whole_one() {
        wgsl::load();
        let text = "// a\nfn main() {\n  let x = 1.5; /* over\n lines */\n}\n@compute fn g() {}\n";
        let mut whole = Document::wgsl(text.into());
        let expected = parts(&mut whole);
        assert!(expected.contains(&("// a".to_owned(), Part::Comment)), "{expected:?}");
        assert!(expected.contains(&("fn".to_owned(), Part::Keyword)), "{expected:?}");
        let mut growing = Document::wgsl("".into());
        for end in 1..=text.len() {
            growing.update(text[..end].into());
            growing.advance();
        }
        assert_eq!(parts(&mut growing), expected);
        assert_eq!(growing.rows(), whole.rows());
        whole.update(text.into());
        assert_eq!(growing.rows(), whole.rows());
        let mut growing = Document::wat("".into());
        let text = "(module (; a\n b ;) (func $x))\n ;; end";
        for end in 1..=text.len() {
            growing.update(text[..end].into());
            growing.advance();
        }
        assert_eq!(parts(&mut growing), parts(&mut Document::wat(text.into())));
    }

    #[test]
    fn long_lines_go_on_in_the_next_row() {
        let text = format!("a\n{}\nb", "ä".repeat(2 * ROW + 5));
        let document = Document::wat(text.as_str().into());
        let rows = document.rows();
        assert_eq!(rows.len(), 5);
        let skipped: Vec<_> = rows.iter().map(|row| (row.line, row.skipped)).collect();
        assert_eq!(skipped, [(1, 0), (2, 0), (2, ROW), (2, 2 * ROW), (3, 0)]);
        assert_eq!(document.row_of(2, ROW as u32 + 1), 2);
        assert_eq!(document.row_of(2, ROW as u32), 1);
        assert_eq!(document.row_of(99, 1), 4);
    }
}
