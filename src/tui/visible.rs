//! Foreign text made visible: what reaches a terminal has passed through here.
//!
//! Control characters, escape sequences, bidirectional overrides, zero-width characters and
//! spaces that only look like one are replaced by something a person can see. Nothing is dropped,
//! and every character that comes out is one or two cells wide by itself.

use unicode_width::UnicodeWidthChar;

/// Columns between tab stops.
pub const TAB: usize = 4;

/// A text that may go to a terminal: line feeds stay, tabs become spaces, everything else that
/// can't be seen is shown.
pub fn visible(text: &str) -> String {
    if text.bytes().all(|byte| byte == b'\n' || (b' '..0x7f).contains(&byte)) {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len() + 16);
    for (number, line) in text.split('\n').enumerate() {
        if number > 0 {
            out.push('\n');
        }
        let mut cells = 0;
        line.chars().for_each(|c| cells += push(&mut out, c, cells));
    }
    out
}

/// One line made visible; line feeds in it are shown too.
pub fn visible_line(text: &str) -> Shown {
    if text.bytes().all(|byte| (b' '..0x7f).contains(&byte)) {
        return Shown { text: text.to_owned(), cells: text.len(), starts: Vec::new() };
    }
    let mut shown =
        Shown { text: String::with_capacity(text.len() + 16), cells: 0, starts: vec![] };
    for (at, c) in text.char_indices() {
        let start = Start { byte: at, cell: shown.cells, shown: shown.text.len() };
        shown.starts.push(start);
        shown.cells += push(&mut shown.text, c, shown.cells);
    }
    let end = Start { byte: text.len(), cell: shown.cells, shown: shown.text.len() };
    shown.starts.push(end);
    shown
}

/// A visible line and where its characters went.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Shown {
    /// What may be drawn.
    pub text: String,
    /// Its width.
    pub cells: usize,
    /// One per character and one for the end; empty where nothing changed its place.
    starts: Vec<Start>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Start {
    byte: usize,
    cell: usize,
    shown: usize,
}

impl Shown {
    /// The cell at which the source's character `index` (from 0) begins; the width at or after
    /// its end.
    pub fn cell_of_char(&self, index: usize) -> usize {
        match self.starts.get(index) {
            Some(start) => start.cell,
            None if self.starts.is_empty() => index.min(self.cells),
            None => self.cells,
        }
    }

    /// The cell at which the source's byte `byte` is shown.
    pub fn cell_of_byte(&self, byte: usize) -> usize {
        match self.starts.is_empty() {
            true => byte.min(self.cells),
            false => self.starts[self.at(byte)].cell,
        }
    }

    /// The part of [`Shown::text`] that shows the source's bytes from `start` to `end`.
    pub fn slice(&self, start: usize, end: usize) -> &str {
        if self.starts.is_empty() {
            let end = end.min(self.text.len());
            return &self.text[start.min(end)..end];
        }
        let (start, end) = (self.at(start), self.at(end));
        &self.text[self.starts[start].shown..self.starts[end.max(start)].shown]
    }

    fn at(&self, byte: usize) -> usize {
        self.starts.partition_point(|start| start.byte < byte).min(self.starts.len() - 1)
    }
}

/// Appends what shows `c` at column `column`; returns its width.
fn push(out: &mut String, c: char, column: usize) -> usize {
    if c == '\t' {
        let cells = TAB - column % TAB;
        out.extend(std::iter::repeat_n(' ', cells));
        return cells;
    }
    if let Some(picture) = picture(c) {
        out.push(picture);
        return 1;
    }
    match c.width() {
        Some(width @ 1..=2) if !is_deceptive(c) => {
            out.push(c);
            width
        }
        _ => {
            let escape = format!("<U+{:04X}>", u32::from(c));
            out.push_str(&escape);
            escape.len()
        }
    }
}

/// Unicode's pictures of the ASCII control characters.
fn picture(c: char) -> Option<char> {
    match u32::from(c) {
        code @ 0..0x20 => char::from_u32(0x2400 + code),
        0x7f => Some('\u{2421}'),
        _ => None,
    }
}

/// Characters that some terminals give a width, and that show nothing or reorder what is shown.
fn is_deceptive(c: char) -> bool {
    (c.is_whitespace() && c != ' ')
        || matches!(u32::from(c),
            0x80..=0x9f            // C1 controls
            | 0xad                 // soft hyphen
            | 0x61c | 0x180b..=0x180f
            | 0x115f | 0x1160 | 0x17b4 | 0x17b5 | 0x3164 | 0xffa0   // fillers
            | 0x2028..=0x202e | 0x200b..=0x200f | 0x2060..=0x206f   // separators, bidi, invisible
            | 0x2800               // blank Braille pattern
            | 0xfe00..=0xfe0f | 0xfeff | 0xfff0..=0xfffb            // variation selectors, BOM
            | 0x1d173..=0x1d17a | 0x1f1e6..=0x1f1ff | 0x1f3fb..=0x1f3ff  // join with what precedes
            | 0xe0000..=0xe0fff) // tags
}

/// The first `cells` cells of a visible text, with `…` in the last one where something is cut.
pub fn fit(text: &str, cells: usize) -> String {
    let mut width = 0;
    let mut cut = None;
    for (at, c) in text.char_indices() {
        let next = width + c.width().unwrap_or(0);
        if next > cells {
            let keep = cut.unwrap_or(0);
            let ellipsis = if cells > 0 { "…" } else { "" };
            return format!("{}{ellipsis}", &text[..keep]);
        }
        if next < cells {
            cut = Some(at + c.len_utf8());
        }
        width = next;
    }
    text.to_owned()
}

/// The last `cells` cells of a visible text, with `…` in front where something is cut: the end of
/// a path tells more than its beginning.
pub fn fit_end(text: &str, cells: usize) -> String {
    let total: usize = text.chars().filter_map(UnicodeWidthChar::width).sum();
    if total <= cells {
        return text.to_owned();
    }
    let mut left = total;
    let rest = text.char_indices().find(|(_, c)| {
        let fits = left < cells;
        left -= c.width().unwrap_or(0).min(left);
        fits
    });
    match rest {
        Some((at, _)) => format!("…{}", &text[at..]),
        None => if cells > 0 { "…" } else { "" }.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use unicode_width::UnicodeWidthStr;

    #[test]
    fn what_can_not_be_seen_is_shown() {
        assert_eq!(visible("a\x1b[31mred"), "a␛[31mred");
        assert_eq!(visible("\u{9b}31m"), "<U+009B>31m");
        assert_eq!(visible("x\u{202e}y"), "x<U+202E>y");
        assert_eq!(visible("a\u{200b}b\u{ad}c\u{feff}"), "a<U+200B>b<U+00AD>c<U+FEFF>");
        assert_eq!(visible("e\u{301}"), "e<U+0301>");
        assert_eq!(visible("a\u{a0}b\u{3164}"), "a<U+00A0>b<U+3164>");
        assert_eq!(visible("漢字 ok"), "漢字 ok");
    }

    #[test]
    fn lines_stay_lines_and_tabs_keep_their_stops() {
        assert_eq!(visible("a\n\tb\r\n"), "a\n    b␍\n");
        assert_eq!(visible("ab\tc"), "ab  c");
        assert_eq!(visible_line("a\nb").text, "a␊b");
    }

    #[test]
    fn spans_land_on_cells() {
        let shown = visible_line("\t漢x\x1by");
        assert_eq!(shown.text, "    漢x␛y");
        let cells: Vec<_> = (0..7).map(|index| shown.cell_of_char(index)).collect();
        assert_eq!(cells, [0, 4, 6, 7, 8, 9, 9]);
        assert_eq!(shown.cell_of_byte(4), 6);
        assert_eq!(shown.slice(1, 5), "漢x");
        assert_eq!(shown.slice(4, 900), "x␛y");
        let plain = visible_line("plain");
        assert_eq!((plain.cell_of_char(3), plain.cell_of_char(99)), (3, 5));
        assert_eq!(plain.slice(1, 3), "la");
    }

    #[test]
    fn fitting_keeps_whole_characters() {
        assert_eq!(fit("abcdef", 4), "abc…");
        assert_eq!(fit("abcd", 4), "abcd");
        assert_eq!(fit("漢字漢", 4), "漢…");
        assert_eq!(fit("ab", 0), "");
        assert_eq!(fit_end("abcdef", 4), "…def");
        assert_eq!(fit_end("abcd", 4), "abcd");
        assert_eq!(fit_end("漢字漢", 4), "…漢");
        assert_eq!(fit_end("ab", 0), "");
        assert_eq!(fit_end("ab", 1), "…");
    }

    proptest! {
        #[test]
        fn nothing_invisible_comes_out(text in any::<String>()) {
            let line = visible_line(&text);
            let safe = |c: char| !c.is_control() && !is_deceptive(c) && c.width() >= Some(1);
            prop_assert!(line.text.chars().all(safe));
            prop_assert!(visible(&text).chars().all(|c| c == '\n' || safe(c)));
            let sum: usize = line.text.chars().filter_map(UnicodeWidthChar::width).sum();
            prop_assert_eq!(sum, line.cells);
            for (index, (byte, _)) in text.char_indices().enumerate() {
                prop_assert_eq!(line.cell_of_char(index), line.cell_of_byte(byte));
            }
            for cells in 0..6 {
                prop_assert!(fit(&line.text, cells).chars().map(|c| c.width().unwrap_or(0)).sum::<usize>() <= cells);
            }
            let _ = line.text.width();
        }
    }
}
