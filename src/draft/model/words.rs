//! WGSL cut into names and what lies between, byte for byte.

/// A piece of a text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Word<'a> {
    /// An identifier or keyword; `member` behind a dot.
    Name {
        /// As written.
        text: &'a str,
        /// Behind a dot.
        member: bool,
    },
    /// A member of `p`, the uniform buffer.
    Field {
        /// As written.
        text: &'a str,
    },
    /// Anything else; numbers with their suffixes too.
    Other(&'a str),
}

/// The pieces of a text without comments; together they are the text.
pub fn words(text: &str) -> impl Iterator<Item = Word<'_>> {
    let mut at = 0;
    // The last two pieces that are not blank.
    let (mut last, mut before) = ("", "");
    std::iter::from_fn(move || {
        let rest = &text[at..];
        let first = rest.chars().next()?;
        let inside = |c: char| c == '_' || c.is_alphanumeric();
        let length = match first {
            c if c.is_ascii_digit() => number(rest),
            c if inside(c) => rest.find(|c| !inside(c)).unwrap_or(rest.len()),
            c => c.len_utf8(),
        };
        at += length;
        let piece = &rest[..length];
        let word = match first {
            c if c.is_ascii_digit() || !inside(c) => Word::Other(piece),
            _ if last == "." && before == "p" => Word::Field { text: piece },
            _ => Word::Name { text: piece, member: last == "." },
        };
        if !first.is_whitespace() {
            (before, last) = (last, piece);
        }
        Some(word)
    })
}

/// Bytes of a number: `0x1p-4`, `1.5e+3f`, `7u`.
fn number(text: &str) -> usize {
    let bytes = text.as_bytes();
    let hex = text.starts_with("0x") || text.starts_with("0X");
    let mut end = 1;
    while let Some(&byte) = bytes.get(end) {
        let sign = matches!(byte, b'+' | b'-')
            && matches!((bytes[end - 1], hex), (b'p' | b'P', true) | (b'e' | b'E', false));
        if !(byte.is_ascii_alphanumeric() || byte == b'.' || sign) {
            break;
        }
        end += 1;
    }
    end
}
