//! WAT by the lexer that also parses it.

use wast::lexer::{Lexer, TokenKind};

use super::{Part, Run};

/// Bytes that one step reads at most, to the end of a token.
const STEP: usize = 256 << 10;

/// Lexes on from `reached`; `true` when there is more.
pub fn advance(text: &str, reached: &mut usize, runs: &mut Vec<Run>) -> bool {
    let mut lexer = Lexer::new(text);
    lexer.allow_confusing_unicode(true);
    let end = reached.saturating_add(STEP);
    while *reached < end {
        let start = *reached;
        match lexer.parse(reached) {
            Ok(Some(token)) => {
                let from = token.offset;
                let to = (from + token.src(text).len()).min(text.len());
                let word = &text[from..to];
                if let Some(part) = part(token.kind, word) {
                    runs.push(Run { start: from, end: to, part });
                }
                *reached = (*reached).max(start + 1);
            }
            Ok(None) => {
                *reached = text.len();
                return false;
            }
            // What can't be read stays plain up to its line's end.
            Err(_) => match text.get(start..).and_then(|rest| rest.find('\n')) {
                Some(at) => *reached = start + at + 1,
                None => {
                    *reached = text.len();
                    return false;
                }
            },
        }
    }
    *reached < text.len()
}

fn part(kind: TokenKind, word: &str) -> Option<Part> {
    Some(match kind {
        TokenKind::LineComment | TokenKind::BlockComment => Part::Comment,
        TokenKind::Whitespace => return None,
        TokenKind::LParen | TokenKind::RParen => Part::Punctuation,
        TokenKind::String => Part::String,
        TokenKind::Id => Part::Name,
        TokenKind::Keyword | TokenKind::Annotation => match word {
            "i32" | "i64" | "f32" | "f64" | "v128" | "funcref" | "externref" | "mut" => Part::Kind,
            _ => Part::Keyword,
        },
        TokenKind::Integer(_) | TokenKind::Float(_) => Part::Number,
        TokenKind::Reserved => return None,
    })
}
