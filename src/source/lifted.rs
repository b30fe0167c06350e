//! The lifted kernel: what `lift` recovers and everything to the right of it reads.
//!
//! Typed, structured, SSA. Values are pure nodes in one arena; what must happen in order (loads,
//! stores, control flow) is a statement. A pure value may be computed anywhere its operands are
//! defined; integer division and conversions are total (WGSL's rules), because a case in which
//! wasm traps is not a case.
//!
//! It never holds an absolute address, a shadow-stack slot that could be a variable, or a call.

/// A wasm value type. v128 is split into lanes while lifting.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Ty {
    /// 32-bit integer; signedness lies in the operators.
    I32,
    /// 64-bit integer.
    I64,
    /// binary32.
    F32,
    /// binary64: no WGSL form unless every path through it is `f32 → function → f32`.
    F64,
}

/// Index into [`Lifted::values`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct ValueId(pub u32);

/// Index into [`Lifted::roots`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct RootId(pub u32);

/// Names a `Block`, `Loop` or `For`; unique in the kernel.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Label(pub u32);

/// One function of one module, ready for contract and drafter.
#[derive(Clone, PartialEq, Debug)]
pub struct Lifted {
    /// The export's name.
    pub export: String,
    /// The wasm function's parameters, in order.
    pub params: Vec<LiftedParam>,
    /// Its results, in order.
    pub results: Vec<Ty>,
    /// What addresses are relative to.
    pub roots: Vec<Root>,
    /// All values; `ValueId` indexes it. Operands of a non-phi precede it.
    pub values: Vec<Value>,
    /// The body; falling off its end returns nothing (a result is always an explicit `Return`).
    pub body: Vec<Stmt>,
}

/// One wasm parameter.
#[derive(Clone, PartialEq, Debug)]
pub struct LiftedParam {
    /// Its type.
    pub ty: Ty,
    /// From the name section or a WAT identifier.
    pub name: Option<String>,
}

/// A base that addresses are formed from. Two different roots never overlap (a precondition of
/// every contract), except that `Field` lies behind, not inside, its parent.
#[derive(Clone, PartialEq, Debug)]
pub struct Root {
    /// What it is.
    pub kind: RootKind,
    /// Widths in bytes that it is accessed with, and as what, without duplicates.
    pub accesses: Vec<Access>,
}

/// See [`Root`].
#[derive(Clone, PartialEq, Debug)]
pub enum RootKind {
    /// The pointer in wasm parameter `0`.
    Param(u32),
    /// The pointer that lies at a constant byte offset behind another root: slang's globals, an
    /// AssemblyScript array's data pointer.
    Field {
        /// Where the pointer is loaded from.
        of: RootId,
        /// At which byte.
        offset: u32,
    },
    /// Memory at a constant address: a global array or a table of constants.
    Absolute {
        /// Where it begins.
        address: u32,
        /// Its bytes, where a data segment (or zero initialisation below the stack) gives them.
        data: Vec<u8>,
        /// Never stored to, so that `data` is its value.
        constant: bool,
    },
    /// An array on the shadow stack: private memory.
    Frame {
        /// Its size.
        bytes: u32,
    },
}

/// How a load or store reads memory.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Access {
    /// Bytes: 1, 2, 4 or 8.
    pub width: u8,
    /// The wasm type on the value's side.
    pub ty: Ty,
    /// For a narrow load: sign-extends.
    pub signed: bool,
    /// A store, else a load.
    pub store: bool,
}

/// A place in memory: `root + Σ coefficient·value + offset`, in bytes, modulo 2³².
#[derive(Clone, PartialEq, Debug)]
pub struct Place {
    /// What it is relative to.
    pub root: RootId,
    /// Byte coefficients; values are I32, each at most once, coefficients not zero, no constants.
    pub terms: Vec<(ValueId, i32)>,
    /// Constant bytes.
    pub offset: i32,
    /// How it is accessed.
    pub access: Access,
}

/// A value.
#[derive(Clone, PartialEq, Debug)]
pub struct Value {
    /// Its type. Comparisons yield I32, 0 or 1.
    pub ty: Ty,
    /// How it is made.
    pub kind: ValueKind,
    /// Line of the WAT (from 1) of the instruction that first made it; 0 when unknown.
    pub line: u32,
}

/// See [`Value`].
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum ValueKind {
    /// The wasm parameter `0`, as a number.
    Param(u32),
    /// A constant's bits: I32 and F32 in the low half.
    Const(u64),
    /// One operand.
    Unary(Unary, ValueId),
    /// Two operands.
    Binary(Binary, ValueId, ValueId),
    /// `if condition != 0 { yes } else { no }`, both computed.
    Select {
        /// I32.
        condition: ValueId,
        /// When not zero.
        yes: ValueId,
        /// When zero.
        no: ValueId,
    },
    /// A C math function, imported or recognised.
    Math(MathFn, Vec<ValueId>),
    /// Read by the `Stmt::Load` that names this value.
    Load,
    /// Bound by the statement that lists it: a loop's carried value, a merge, a block's result, a
    /// `For`'s variable.
    Phi,
}

/// Unary operators, named as wasm names them.
#[allow(missing_docs)]
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Unary {
    Eqz,
    Clz,
    Ctz,
    Popcnt,
    /// Sign-extends the low 8 bits.
    Extend8,
    /// Sign-extends the low 16 bits.
    Extend16,
    /// Sign-extends the low 32 bits of an I64.
    Extend32,
    /// i64.extend_i32_s
    ExtendS,
    /// i64.extend_i32_u
    ExtendU,
    /// i32.wrap_i64
    Wrap,
    Abs,
    Neg,
    Ceil,
    Floor,
    TruncF,
    Nearest,
    Sqrt,
    /// Float → signed integer, saturating or trapping alike (a trap is not a case); NaN gives 0.
    TruncS,
    /// Float → unsigned integer, likewise.
    TruncU,
    /// Signed integer → float.
    ConvertS,
    /// Unsigned integer → float.
    ConvertU,
    /// f64.promote_f32
    Promote,
    /// f32.demote_f64
    Demote,
    /// Same bits, the other kind of the same width.
    Reinterpret,
}

/// Binary operators, named as wasm names them; float ones take the type of their operands.
#[allow(missing_docs)]
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Binary {
    Add,
    Sub,
    Mul,
    /// Float division.
    Div,
    DivS,
    DivU,
    RemS,
    RemU,
    And,
    Or,
    Xor,
    Shl,
    ShrS,
    ShrU,
    Rotl,
    Rotr,
    Min,
    Max,
    Copysign,
    Eq,
    Ne,
    /// Float comparison.
    Lt,
    /// Float comparison.
    Gt,
    /// Float comparison.
    Le,
    /// Float comparison.
    Ge,
    LtS,
    LtU,
    GtS,
    GtU,
    LeS,
    LeU,
    GeS,
    GeU,
}

/// C's math functions, by their f32 name without the `f`.
#[allow(missing_docs)]
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum MathFn {
    Sin,
    Cos,
    Tan,
    Asin,
    Acos,
    Atan,
    Atan2,
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
    Log10,
    Pow,
    Fmod,
    Hypot,
    Cbrt,
    Round,
    Fma,
    Fmin,
    Fmax,
    Ldexp,
}

/// A carried value of a loop.
#[derive(Clone, PartialEq, Debug)]
pub struct Carried {
    /// The value inside the loop. After a `For` it holds its last value.
    pub phi: ValueId,
    /// On entry.
    pub init: ValueId,
}

/// What an `If` leaves behind.
#[derive(Clone, PartialEq, Debug)]
pub struct Merge {
    /// The value after the `If`.
    pub phi: ValueId,
    /// From the first arm; `None` when that arm never reaches its end.
    pub then: Option<ValueId>,
    /// From the second arm, likewise.
    pub otherwise: Option<ValueId>,
}

/// What happens, in order.
#[derive(Clone, PartialEq, Debug)]
pub enum Stmt {
    /// Reads memory into a `Load` value.
    Load {
        /// The value.
        value: ValueId,
        /// From where.
        place: Place,
        /// WAT line.
        line: u32,
    },
    /// Writes memory. A narrow store keeps the low bits.
    Store {
        /// Where.
        place: Place,
        /// What.
        value: ValueId,
        /// WAT line.
        line: u32,
    },
    /// Two arms.
    If {
        /// I32; not zero takes `then`.
        condition: ValueId,
        /// First arm.
        then: Vec<Stmt>,
        /// Second arm, may be empty.
        otherwise: Vec<Stmt>,
        /// What both arms leave.
        merges: Vec<Merge>,
    },
    /// A counted loop, without `Break` or `Continue` to its label inside:
    /// `for (var = from; var < to; var += step) { body; carried = next }`.
    /// `carried` and `next` have the same length. After it, each carried phi holds its last value,
    /// and `var`'s phi must not be used.
    For {
        /// Unique name.
        label: Label,
        /// An I32 phi.
        var: ValueId,
        /// First value, defined outside.
        from: ValueId,
        /// Exclusive end, defined outside.
        to: ValueId,
        /// Positive.
        step: i32,
        /// The comparison `var < to` is signed.
        signed: bool,
        /// Other carried values.
        carried: Vec<Carried>,
        /// Their values after one round.
        next: Vec<ValueId>,
        /// One round.
        body: Vec<Stmt>,
    },
    /// Any other loop. The body never falls off its end: it ends in `Continue`, `Break`,
    /// `Return` or `Trap` on every path.
    Loop {
        /// Unique name.
        label: Label,
        /// Carried values, replaced by `Continue`.
        carried: Vec<Carried>,
        /// Phis after the loop, given by `Break`.
        results: Vec<ValueId>,
        /// One round.
        body: Vec<Stmt>,
    },
    /// A block that can be left early. The body never falls off its end.
    Block {
        /// Unique name.
        label: Label,
        /// Phis after the block, given by `Break`.
        results: Vec<ValueId>,
        /// Its statements.
        body: Vec<Stmt>,
    },
    /// Leaves the `Block` or `Loop` of that label.
    Break {
        /// Which.
        label: Label,
        /// One for each of its results.
        values: Vec<ValueId>,
    },
    /// Starts the next round of the `Loop` of that label.
    Continue {
        /// Which.
        label: Label,
        /// One for each of its carried values.
        values: Vec<ValueId>,
    },
    /// Leaves the function.
    Return {
        /// One for each result.
        values: Vec<ValueId>,
    },
    /// `unreachable`, or a call to something like `abort`: no case reaches it.
    Trap {
        /// WAT line.
        line: u32,
    },
}

impl Lifted {
    /// The value behind an id.
    pub fn value(&self, id: ValueId) -> &Value {
        &self.values[id.0 as usize]
    }

    /// The root behind an id.
    pub fn root(&self, id: RootId) -> &Root {
        &self.roots[id.0 as usize]
    }

    /// An I32 constant's value.
    pub fn as_i32(&self, id: ValueId) -> Option<i32> {
        match self.value(id) {
            Value { ty: Ty::I32, kind: ValueKind::Const(bits), .. } => Some(*bits as u32 as i32),
            _ => None,
        }
    }
}
