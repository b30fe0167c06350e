//! What instructions refer to by number: array lengths, bindings, per-lane memory, places in the
//! draft. Never holds a binding's bytes.

use naga::Span;

use super::{Point, Show};

/// Where an instruction comes from.
#[derive(Clone, PartialEq, Debug)]
pub struct Site {
    /// Bytes of the draft.
    pub span: Span,
    /// The variable, or the operation, that a finding there is about.
    pub name: Box<str>,
}

/// An array's length.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Limit {
    /// Known.
    Fixed(u32),
    /// (buffer's words − `skip`) / `stride`.
    Runtime { buffer: u32, skip: u32, stride: u32 },
}

/// A storage or uniform variable.
#[derive(Clone, PartialEq, Debug)]
pub struct Buffer {
    /// `@binding`.
    pub binding: u32,
    /// Its name.
    pub name: String,
    /// `read_write` storage.
    pub writable: bool,
}

/// Per-lane memory.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Local {
    /// Words per lane.
    pub words: u32,
    /// First chunk of its rows in the register file, set by the assembler.
    pub base: u32,
}

/// What the code refers to by number.
#[derive(Clone, Default, Debug)]
pub struct Tables {
    /// Lengths.
    pub limits: Vec<Limit>,
    /// Constant arrays.
    pub tables: Vec<Box<[u32]>>,
    /// Bindings.
    pub buffers: Vec<Buffer>,
    /// Per-lane arrays.
    pub locals: Vec<Local>,
    /// Words of workgroup memory.
    pub workgroup_words: u32,
    /// Places in the draft.
    pub sites: Vec<Site>,
    /// Statements and conditions of the draft, for coverage.
    pub points: Vec<Point>,
    /// How many outcomes are numbered.
    pub outcomes: u32,
    /// Values that a trace shows.
    pub shows: Vec<Show>,
}
