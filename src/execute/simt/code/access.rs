//! Where a load, a store or an atomic goes. Describes addresses; never computes one.

use super::V;

/// The variable behind a pointer.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Root {
    /// A storage or uniform binding, by its number in [`Tables::buffers`](super::Tables::buffers).
    Buffer(u32),
    /// Workgroup memory from this word on.
    Workgroup {
        /// First word.
        base: u32,
        /// Words.
        words: u32,
    },
    /// Per-lane memory (arrays indexed at run time), by its number in [`Tables::locals`](super::Tables::locals).
    Local(u32),
}

/// The part of an address that is known at run time only: `register · scale`, if the register is
/// below the limit.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Offset {
    /// The index.
    pub index: V,
    /// Words per step.
    pub scale: u32,
    /// Number in [`Tables::limits`](super::Tables::limits).
    pub limit: u32,
    /// The index is known to count up by one within each sixteen lanes.
    pub consecutive: bool,
}

/// A place in memory: where a load, a store or an atomic goes.
#[derive(Clone, PartialEq, Debug)]
pub struct Access {
    /// The variable.
    pub root: Root,
    /// Words from its start.
    pub fixed: u32,
    /// The dynamic part.
    pub offset: Option<Offset>,
    /// Word offsets of the scalars there, and whether each is an f32.
    pub leaves: Box<[Leaf]>,
    /// All indices on the way with their limits, outermost first, for messages.
    pub chain: Box<[(V, u32)]>,
    /// What a store goes to is one component of a vector.
    pub component: Option<Component>,
}

/// One component of a vector in memory.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Component {
    /// Its number.
    pub number: V,
    /// How many the vector has, one word each.
    pub of: u32,
}

/// One scalar of a composite.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Leaf {
    /// Words from the composite's start.
    pub word: u32,
    /// An f32.
    pub float: bool,
}

/// What an atomic does to its word.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[allow(missing_docs)]
pub enum Atomic {
    Load,
    Store,
    Add,
    Sub,
    And,
    Or,
    Xor,
    MinI,
    MaxI,
    MinU,
    MaxU,
    Exchange,
    CompareExchange,
}
