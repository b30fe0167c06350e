//! The register code: what naga's IR is lowered to, and what the machine steps through.
//!
//! Plain data. Every value is 32 bits wide: f32 by its bits, bool as 0 or all ones. While passes
//! run, an operand is a virtual register ([`V`]); [`super::passes::assemble`] replaces it by a
//! place in the register file.

use naga::Span;

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

/// An operation on each lane by itself. Three operands at most; unused ones are [`NONE`].
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[allow(missing_docs)]
pub enum Op {
    Mov,
    Not,
    NegI,
    AbsI,
    SignI,
    Clz,
    Ctz,
    Popcnt,
    Reverse,
    FirstTrailing,
    FirstLeadingI,
    FirstLeadingU,
    NegF,
    AbsF,
    SignF,
    Ceil,
    Floor,
    Round,
    Trunc,
    Fract,
    Sqrt,
    InvSqrt,
    Sin,
    Cos,
    Tan,
    Asin,
    Acos,
    Atan,
    Sinh,
    Cosh,
    Tanh,
    Asinh,
    Acosh,
    Atanh,
    Exp,
    Exp2,
    Log,
    Log2,
    ToHalfAndBack,
    FrexpFract,
    FrexpExp,
    FToI,
    FToU,
    IToF,
    UToF,
    BToU,
    BToF,
    NonZero,
    NonZeroF,
    IsNan,
    IsInf,
    Snorm8,
    Unorm8,
    Snorm16,
    Unorm16,
    ToHalf,
    FromSnorm8,
    FromUnorm8,
    FromSnorm16,
    FromUnorm16,
    FromHalf,
    AddI,
    SubI,
    MulI,
    DivI,
    DivU,
    RemI,
    RemU,
    And,
    Or,
    Xor,
    Shl,
    ShrI,
    ShrU,
    EqI,
    NeI,
    LtI,
    LeI,
    LtU,
    LeU,
    MinI,
    MaxI,
    MinU,
    MaxU,
    AddF,
    SubF,
    MulF,
    DivF,
    RemF,
    EqF,
    NeF,
    LtF,
    LeF,
    MinF,
    MaxF,
    Atan2,
    Pow,
    Ldexp,
    BitMask,
    Dot4I,
    Dot4U,
    Select,
    Fma,
    ExtractI,
    ExtractU,
}

impl Op {
    /// Whether a non-finite result of finite operands means that an operand lies outside the
    /// operation's domain.
    pub fn has_domain(self) -> bool {
        use Op::*;
        matches!(
            self,
            DivF | RemF
                | Sqrt
                | InvSqrt
                | Asin
                | Acos
                | Acosh
                | Atanh
                | Log
                | Log2
                | Pow
                | Exp
                | Exp2
                | Sinh
                | Cosh
                | Tan
        )
    }
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

/// The variable behind a pointer.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Root {
    /// A storage or uniform binding, by its number in [`Tables::buffers`].
    Buffer(u32),
    /// Workgroup memory from this word on.
    Workgroup {
        /// First word.
        base: u32,
        /// Words.
        words: u32,
    },
    /// Per-lane memory (arrays indexed at run time), by its number in [`Tables::locals`].
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
    /// Number in [`Tables::limits`].
    pub limit: u32,
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

/// One instruction.
#[derive(Clone, PartialEq, Debug)]
pub struct Inst {
    /// What it does.
    pub kind: Kind,
    /// Number in [`Tables::sites`].
    pub site: u32,
}

/// What an instruction does. Those above `If` stay; the structured ones are replaced by jumps
/// when the code is assembled.
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
    /// The end; `cond` (or [`NONE`]) leaves.
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
}

impl Kind {
    /// Calls `f` on every operand, with whether it is written.
    pub fn operands(&mut self, f: &mut dyn FnMut(&mut V, bool)) {
        let access = |at: &mut Access, f: &mut dyn FnMut(&mut V, bool)| {
            if let Some(offset) = &mut at.offset {
                f(&mut offset.index, false);
            }
            for (index, _) in at.chain.iter_mut() {
                f(index, false);
            }
        };
        match self {
            Self::Lane { d, a, .. } => {
                a.iter_mut().filter(|v| **v != NONE).for_each(|v| f(v, false));
                f(d, true);
            }
            Self::Input { d, .. } => f(d, true),
            Self::Index { d, base, index, .. } => {
                if *base != NONE {
                    f(base, false);
                }
                f(index, false);
                f(d, true);
            }
            Self::Load { d, at } => {
                access(at, f);
                d.iter_mut().for_each(|d| f(d, true));
            }
            Self::Store { s, at } => {
                s.iter_mut().for_each(|s| f(s, false));
                access(at, f);
            }
            Self::Atomic { d, swapped, value, compare, at, .. } => {
                for v in [value, compare] {
                    if *v != NONE {
                        f(v, false);
                    }
                }
                access(at, f);
                for v in [d, swapped] {
                    if *v != NONE {
                        f(v, true);
                    }
                }
            }
            Self::Table { d, index, .. } => {
                f(index, false);
                f(d, true);
            }
            Self::If { cond }
            | Self::EndLoop { cond }
            | Self::Branch { cond, .. }
            | Self::Split { cond, .. }
            | Self::ParkIf { cond, .. }
                if *cond != NONE =>
            {
                f(cond, false);
            }
            _ => {}
        }
    }

    /// Calls `f` on every operand, with whether it is written.
    pub fn each(&self, f: &mut dyn FnMut(V, bool)) {
        // Cloning is dear only for memory instructions, which are few.
        match self {
            Self::Lane { d, a, .. } => {
                a.iter().filter(|v| **v != NONE).for_each(|v| f(*v, false));
                f(*d, true);
            }
            _ => self.clone().operands(&mut |v, write| f(*v, write)),
        }
    }
}
