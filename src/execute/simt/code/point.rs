//! What coverage asks for (V3): the outcomes of a text's statements and conditions. Never says
//! which were reached.

use naga::Span;

/// A statement or a condition of the draft, however often it was inlined.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Point {
    /// Bytes of the draft.
    pub span: Span,
    /// Its outcomes.
    pub outcome: Outcome,
}

/// Outcomes, each by its number.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Outcome {
    /// The statement is reached, and with it what follows without a way around.
    Reached(u32),
    /// The condition holds; it doesn't.
    Either(u32, u32),
    /// `min` or `max` finds its first argument the lesser; it doesn't.
    Lesser(u32, u32),
}
