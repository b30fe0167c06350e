//! What a trace shows: which value of the draft a group of registers holds. Never holds a value.

use naga::Span;

/// A value of the draft.
#[derive(Clone, PartialEq, Debug)]
pub struct Show {
    /// Where it is computed.
    pub span: Span,
    /// The name it is given, the place it is stored to, or the text of a condition.
    pub name: Box<str>,
    /// What its scalars are.
    pub scalars: Box<[Scalar]>,
    /// How many registers at the front hold indices that belong into the name's brackets.
    pub indices: usize,
}

/// How 32 bits are read.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[allow(missing_docs)]
pub enum Scalar {
    F32,
    I32,
    U32,
    Bool,
}
