//! WGSL text → words, numbers and symbols, without comments: enough to count and to find names.
//!
//! Never fails and never recurses; naga does the real parsing.

/// The tokens of a text with the byte where each begins. A run of operator characters is several
/// tokens.
pub fn tokens(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        at = skip_blank(text, at);
        let rest = &text[at..];
        let first = rest.chars().next()?;
        let word = |c: char| c == '_' || c.is_alphanumeric();
        let length = if word(first) {
            rest.find(|c: char| !word(c)).unwrap_or(rest.len())
        } else {
            first.len_utf8()
        };
        let start = at;
        at += length;
        Some((start, &rest[..length]))
    })
}

/// The first byte from `at` on that belongs to no white space and no comment. Block comments nest.
fn skip_blank(text: &str, mut at: usize) -> usize {
    loop {
        let rest = &text[at..];
        at += rest.len() - rest.trim_start().len();
        let rest = &text[at..];
        if rest.starts_with("//") {
            at += rest.find('\n').unwrap_or(rest.len());
        } else if rest.starts_with("/*") {
            at += block_comment(rest.as_bytes());
        } else {
            return at;
        }
    }
}

fn block_comment(bytes: &[u8]) -> usize {
    let (mut depth, mut at) = (0_usize, 0);
    while at < bytes.len() {
        let step = match &bytes[at..bytes.len().min(at + 2)] {
            b"/*" => {
                depth += 1;
                2
            }
            b"*/" => {
                depth -= 1;
                2
            }
            _ => 1,
        };
        at += step;
        if depth == 0 {
            return at;
        }
    }
    bytes.len()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn table() {
        let text = "fn f(a_1: i32) { /* x /* y */ z */ a+=2.5; // end\n}é·/*";
        let found: Vec<_> = tokens(text).map(|(_, token)| token).collect();
        assert_eq!(
            found,
            [
                "fn", "f", "(", "a_1", ":", "i32", ")", "{", "a", "+", "=", "2", ".", "5", ";",
                "}", "é", "·"
            ]
        );
    }

    proptest! {
        #[test]
        fn any_text_ends(text in "[-a/*é\n ]{0,60}") {
            for (start, token) in tokens(&text) {
                prop_assert!(!token.is_empty() && text[start..].starts_with(token));
            }
        }
    }
}
