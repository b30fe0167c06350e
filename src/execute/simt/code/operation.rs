//! Operations on each lane by itself. Says which there are and which have a domain; never what
//! they compute.

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

    /// Whether its operands are watched.
    pub fn is_watched(self) -> bool {
        self.has_domain() || self.clamps()
    }

    /// Whether a conversion to an integer may leave the integer's range.
    pub fn clamps(self) -> bool {
        matches!(self, Self::FToI | Self::FToU)
    }

    /// Whether all operands are f32; `Ldexp`'s first is.
    pub fn takes_floats(self) -> bool {
        use Op::*;
        self.gives_float() && !matches!(self, IToF | UToF)
            || matches!(self, EqF | NeF | LtF | LeF | FrexpExp)
    }

    /// Whether the result is an f32 that was computed, rather than moved or taken apart from bits.
    pub fn gives_float(self) -> bool {
        use Op::*;
        matches!(
            self,
            NegF | AbsF
                | SignF
                | Ceil
                | Floor
                | Round
                | Trunc
                | Fract
                | Sqrt
                | InvSqrt
                | Sin
                | Cos
                | Tan
                | Asin
                | Acos
                | Atan
                | Sinh
                | Cosh
                | Tanh
                | Asinh
                | Acosh
                | Atanh
                | Exp
                | Exp2
                | Log
                | Log2
                | FrexpFract
                | IToF
                | UToF
                | AddF
                | SubF
                | MulF
                | DivF
                | RemF
                | MinF
                | MaxF
                | Atan2
                | Pow
                | Ldexp
                | Fma
        )
    }
}
