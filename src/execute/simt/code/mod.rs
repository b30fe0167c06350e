//! The register code: what naga's IR is lowered to, and what the machine steps through.
//!
//! Plain data. Every value is 32 bits wide: f32 by its bits, bool as 0 or all ones. While passes
//! run, an operand is a virtual register ([`V`]); [`super::passes::assemble`] replaces it by a
//! place in the register file. Never runs anything.

mod access;
mod instruction;
mod operands;
mod operation;
mod point;
mod show;
mod tables;

pub use access::{Access, Atomic, Component, Leaf, Offset, Root};
pub use instruction::{Input, Inst, Kind};
pub use operation::Op;
pub use point::{Outcome, Point};
pub use show::{Scalar, Show};
pub use tables::{Buffer, Limit, Local, Site, Tables};

/// A virtual register, later a packed [`Place`](super::lanes::at).
pub type V = u32;
/// No operand.
pub const NONE: V = u32::MAX;

/// What a virtual register is.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Reg {
    /// The same bits in every lane, for ever.
    Const(u32),
    /// An array's length, by its number in [`Tables::limits`]: fixed during a run.
    Limit(u32),
    /// Written by one instruction.
    Temp,
    /// Written by any number of instructions, under their masks.
    Var,
}
