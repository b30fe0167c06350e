//! What a drafter sends while it writes.

/// The next part of a draft, or a step back.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Piece {
    /// Text that comes next.
    Text(String),
    /// The draft ends after this many of its bytes: what followed is written again.
    Back(usize),
}

impl Piece {
    /// Does it to what came before. A step to where no character begins goes to the one before.
    pub fn apply(&self, draft: &mut String) {
        match self {
            Self::Text(text) => draft.push_str(text),
            Self::Back(bytes) => draft.truncate(draft.floor_char_boundary(*bytes)),
        }
    }
}

impl From<String> for Piece {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

#[cfg(test)]
mod tests {
    use super::Piece;

    #[test]
    fn a_step_back_ends_where_a_character_begins() {
        let mut draft = String::new();
        for piece in [Piece::Text("aé".into()), Piece::Back(9), Piece::Back(2)] {
            piece.apply(&mut draft);
        }
        assert_eq!(draft, "a");
    }
}
