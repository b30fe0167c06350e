//! Instructions, structured and assembled. What each means to the lanes; never how it is carried
//! out.

use super::{Access, Atomic, Op, V};

/// One instruction.
#[derive(Clone, PartialEq, Debug)]
pub struct Inst {
    /// What it does.
    pub kind: Kind,
    /// Number in [`Tables::sites`](super::Tables::sites).
    pub site: u32,
}

/// What an instruction does. Those above `If` stay; the structured ones are replaced by jumps
/// when the code is assembled. `Probe` to `Show` are left out of code that needs none.
#[derive(Clone, PartialEq, Debug)]
pub enum Kind {
    /// `d = op(a…)` in every lane.
    Lane { op: Op, d: V, a: [V; 3] },
    /// A built-in input.
    Input { d: V, what: Input },
    /// `d = index < limit && base is valid ? base + index·scale : invalid`.
    Index { d: V, base: V, index: V, scale: u32, limit: u32 },
    /// Scalars from memory.
    Load { d: Box<[V]>, at: Box<Access> },
    /// Scalars to memory.
    Store { s: Box<[V]>, at: Box<Access> },
    /// `d` = the word's old value; `swapped` = whether a compare-exchange exchanged.
    Atomic { fun: Atomic, d: V, swapped: V, value: V, compare: V, at: Box<Access> },
    /// `d = table[index]`, 0 beyond its end.
    Table { d: V, table: u32, index: V, chain: u32 },
    /// Every word of a per-lane array becomes zero.
    Clear { local: u32 },
    /// All invocations of the workgroup meet; which memories are ordered.
    Barrier { storage: bool, workgroup: bool },

    /// Which outcomes `cond` has, by their numbers (V3).
    Probe { cond: V, yes: u32, no: u32 },
    /// This place is reached (V3).
    Mark { outcome: u32 },
    /// `cond` decides which way lanes go: a NaN must not (V6).
    Heed { cond: V },
    /// Values for a trace, by number in [`Tables::shows`](super::Tables::shows).
    Show { show: u32, values: Box<[V]> },
    /// `d = op(a…)`, operand by operand and lane by lane, as the run's world has it.
    Rough { op: Op, d: V, a: [V; 3] },

    /// Structured: lanes where `cond` holds go on.
    If { cond: V },
    /// The others.
    Else,
    /// Both.
    EndIf,
    /// A loop's start.
    Loop,
    /// Where `continue` goes.
    Continuing,
    /// The end; `cond` (or [`NONE`](super::NONE)) leaves.
    EndLoop { cond: V },
    /// A switch: only a target for `Break`.
    Switch,
    /// Its end.
    EndSwitch,
    /// An inlined function's start.
    Enter,
    /// Where its `return`s go.
    Leave,
    /// Out of the innermost loop or switch.
    Break,
    /// To the innermost loop's `Continuing`.
    Continue,
    /// To the innermost `Leave`.
    Return,

    /// Assembled: goes to `to` when `cond` (the same in all lanes) is false.
    Branch { cond: V, to: u32 },
    /// Goes to `to`.
    Jump { to: u32 },
    /// `frame = active & !cond; active &= cond`; to `to` when none is left.
    Split { cond: V, frame: u32, to: u32 },
    /// Exchanges `frame` and the active lanes; to `to` when none is active.
    Swap { frame: u32, to: u32 },
    /// `active |= frame; frame = none`.
    Join { frame: u32 },
    /// `frame = none`.
    Reset { frame: u32 },
    /// To `to` when no lane is active.
    SkipIfNone { to: u32 },
    /// `frame |= active; active = none`; to `to`.
    Park { frame: u32, to: u32 },
    /// The same for lanes where `cond` is (or, with `negate`, is not) true; to `to` when none is
    /// left.
    ParkIf { cond: V, negate: bool, frame: u32, to: u32 },
    /// Back to `to` while a lane is active, else the lanes of `frame` go on.
    Back { to: u32, frame: u32 },
    /// The end.
    End,
}

/// An invocation's built-in inputs.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Input {
    /// `global_invocation_id`, by axis.
    Global(u8),
    /// `local_invocation_id`, by axis.
    Local(u8),
    /// `local_invocation_index`.
    LocalIndex,
    /// `workgroup_id`, by axis.
    Group(u8),
    /// `num_workgroups`, by axis.
    Groups(u8),
}
