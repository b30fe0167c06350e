//! One wasm operator in the lift's own words.
//!
//! Some 400 opcodes become a dozen forms; what the lift can't take keeps its name for the
//! diagnostic.

use wasmparser::{BlockType, Operator as W};

use super::lifted::{Binary, Ty, Unary};

/// An operator.
#[derive(Clone, PartialEq, Debug)]
pub(super) enum Op {
    Unreachable,
    Nop,
    Block(BlockType),
    Loop(BlockType),
    If(BlockType),
    Else,
    End,
    Br(u32),
    BrIf(u32),
    BrTable(Vec<u32>, u32),
    Return,
    Call(u32),
    Drop,
    Select,
    LocalGet(u32),
    LocalSet(u32),
    LocalTee(u32),
    GlobalGet(u32),
    GlobalSet(u32),
    Load(MemoryAccess),
    Store(MemoryAccess),
    Const(Ty, u64),
    /// Operator and result type.
    Unary(Unary, Ty),
    /// Operator and result type.
    Binary(Binary, Ty),
    MemoryFill,
    MemoryCopy,
    Vector(VectorOp),
    /// The opcode's name.
    Unsupported(String),
}

/// How a load or store reads memory.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct MemoryAccess {
    pub ty: Ty,
    pub width: u8,
    pub signed: bool,
    pub offset: u32,
}

/// A v128 operator, by what it does to four 32-bit lanes.
#[derive(Clone, PartialEq, Debug)]
pub(super) enum VectorOp {
    Const([u32; 4]),
    Load(u32),
    Store(u32),
    /// `v128.load32_splat`
    LoadSplat(u32),
    /// `v128.load32_zero` and `v128.load64_zero`: how many lanes.
    LoadZero(u32, u8),
    /// `v128.load32_lane`
    LoadLane(u32, u8),
    /// `v128.store32_lane`
    StoreLane(u32, u8),
    Splat(Ty),
    Extract(Ty, u8),
    Replace(Ty, u8),
    /// By lane, from lanes of this type.
    Unary(Unary, Ty, Ty),
    /// By lane, from lanes of this type; a comparison gives all ones.
    Binary(Binary, Ty),
    /// Shift by one scalar.
    Shift(Binary),
    Not,
    AndNot,
    BitSelect,
    AnyTrue,
    AllTrue,
    /// `b < a ? b : a`, and the other way round.
    PseudoMin,
    PseudoMax,
    /// Integer minimum or maximum: the comparison that picks the first operand.
    Pick(Binary),
    /// Which of the eight lanes goes where.
    Shuffle([u8; 4]),
}

/// Translates one operator.
pub(super) fn op_of(op: &W<'_>) -> Op {
    if let Some(op) = control(op).or_else(|| memory(op)) {
        return op;
    }
    number(op).or_else(|| super::vector::vector(op)).unwrap_or_else(|| Op::Unsupported(name_of(op)))
}

/// `I32TruncF32S { … }` → `i32.trunc_f32_s`, as close as the variant's name allows.
fn name_of(op: &W<'_>) -> String {
    let debug = format!("{op:?}");
    let variant = debug.split([' ', '{', '(']).next().unwrap_or_default();
    let mut name = String::new();
    let mut previous = ' ';
    for c in variant.chars() {
        if c.is_uppercase() && previous != ' ' {
            name.push('_');
        }
        name.extend(c.to_lowercase());
        previous = c;
    }
    const PREFIXES: [&str; 14] = [
        "i32", "i64", "f32", "f64", "v128", "i8x16", "i16x8", "i32x4", "i64x2", "f32x4", "f64x2",
        "memory", "table", "ref",
    ];
    for prefix in PREFIXES {
        if let Some(rest) = name.strip_prefix(prefix).and_then(|rest| rest.strip_prefix('_')) {
            return format!("{prefix}.{rest}");
        }
    }
    name
}

fn control(op: &W<'_>) -> Option<Op> {
    Some(match op {
        W::Unreachable => Op::Unreachable,
        W::Nop => Op::Nop,
        W::Block { blockty } => Op::Block(*blockty),
        W::Loop { blockty } => Op::Loop(*blockty),
        W::If { blockty } => Op::If(*blockty),
        W::Else => Op::Else,
        W::End => Op::End,
        W::Br { relative_depth } => Op::Br(*relative_depth),
        W::BrIf { relative_depth } => Op::BrIf(*relative_depth),
        W::BrTable { targets } => {
            let depths = targets.targets().collect::<Result<Vec<_>, _>>().ok()?;
            Op::BrTable(depths, targets.default())
        }
        W::Return => Op::Return,
        W::Call { function_index } => Op::Call(*function_index),
        W::Drop => Op::Drop,
        W::Select | W::TypedSelect { .. } => Op::Select,
        W::LocalGet { local_index } => Op::LocalGet(*local_index),
        W::LocalSet { local_index } => Op::LocalSet(*local_index),
        W::LocalTee { local_index } => Op::LocalTee(*local_index),
        W::GlobalGet { global_index } => Op::GlobalGet(*global_index),
        W::GlobalSet { global_index } => Op::GlobalSet(*global_index),
        W::MemoryFill { mem: 0 } => Op::MemoryFill,
        W::MemoryCopy { dst_mem: 0, src_mem: 0 } => Op::MemoryCopy,
        W::I32Const { value } => Op::Const(Ty::I32, *value as u32 as u64),
        W::I64Const { value } => Op::Const(Ty::I64, *value as u64),
        W::F32Const { value } => Op::Const(Ty::F32, value.bits() as u64),
        W::F64Const { value } => Op::Const(Ty::F64, value.bits()),
        _ => return None,
    })
}

fn memory(op: &W<'_>) -> Option<Op> {
    let load = |memarg: &wasmparser::MemArg, ty, width, signed| {
        Op::Load(MemoryAccess { ty, width, signed, offset: memarg.offset as u32 })
    };
    let store = |memarg: &wasmparser::MemArg, ty, width| {
        Op::Store(MemoryAccess { ty, width, signed: false, offset: memarg.offset as u32 })
    };
    Some(match op {
        W::I32Load { memarg } => load(memarg, Ty::I32, 4, false),
        W::I64Load { memarg } => load(memarg, Ty::I64, 8, false),
        W::F32Load { memarg } => load(memarg, Ty::F32, 4, false),
        W::F64Load { memarg } => load(memarg, Ty::F64, 8, false),
        W::I32Load8S { memarg } => load(memarg, Ty::I32, 1, true),
        W::I32Load8U { memarg } => load(memarg, Ty::I32, 1, false),
        W::I32Load16S { memarg } => load(memarg, Ty::I32, 2, true),
        W::I32Load16U { memarg } => load(memarg, Ty::I32, 2, false),
        W::I64Load8S { memarg } => load(memarg, Ty::I64, 1, true),
        W::I64Load8U { memarg } => load(memarg, Ty::I64, 1, false),
        W::I64Load16S { memarg } => load(memarg, Ty::I64, 2, true),
        W::I64Load16U { memarg } => load(memarg, Ty::I64, 2, false),
        W::I64Load32S { memarg } => load(memarg, Ty::I64, 4, true),
        W::I64Load32U { memarg } => load(memarg, Ty::I64, 4, false),
        W::I32Store { memarg } => store(memarg, Ty::I32, 4),
        W::I64Store { memarg } => store(memarg, Ty::I64, 8),
        W::F32Store { memarg } => store(memarg, Ty::F32, 4),
        W::F64Store { memarg } => store(memarg, Ty::F64, 8),
        W::I32Store8 { memarg } => store(memarg, Ty::I32, 1),
        W::I32Store16 { memarg } => store(memarg, Ty::I32, 2),
        W::I64Store8 { memarg } => store(memarg, Ty::I64, 1),
        W::I64Store16 { memarg } => store(memarg, Ty::I64, 2),
        W::I64Store32 { memarg } => store(memarg, Ty::I64, 4),
        _ => return None,
    })
}

/// Arms for the operators that exist alike for both widths.
macro_rules! both {
    ($op:expr, $form:ident, $($i32:ident $i64:ident => $name:ident: $ty32:ident $ty64:ident,)*) => {
        match $op {
            $(W::$i32 => return Some(Op::$form($form::$name, Ty::$ty32)),
              W::$i64 => return Some(Op::$form($form::$name, Ty::$ty64)),)*
            _ => {}
        }
    };
}

fn number(op: &W<'_>) -> Option<Op> {
    both!(op, Binary,
        I32Add I64Add => Add: I32 I64, I32Sub I64Sub => Sub: I32 I64, I32Mul I64Mul => Mul: I32 I64,
        I32DivS I64DivS => DivS: I32 I64, I32DivU I64DivU => DivU: I32 I64,
        I32RemS I64RemS => RemS: I32 I64, I32RemU I64RemU => RemU: I32 I64,
        I32And I64And => And: I32 I64, I32Or I64Or => Or: I32 I64, I32Xor I64Xor => Xor: I32 I64,
        I32Shl I64Shl => Shl: I32 I64, I32ShrS I64ShrS => ShrS: I32 I64,
        I32ShrU I64ShrU => ShrU: I32 I64, I32Rotl I64Rotl => Rotl: I32 I64,
        I32Rotr I64Rotr => Rotr: I32 I64,
        I32Eq I64Eq => Eq: I32 I32, I32Ne I64Ne => Ne: I32 I32,
        I32LtS I64LtS => LtS: I32 I32, I32LtU I64LtU => LtU: I32 I32,
        I32GtS I64GtS => GtS: I32 I32, I32GtU I64GtU => GtU: I32 I32,
        I32LeS I64LeS => LeS: I32 I32, I32LeU I64LeU => LeU: I32 I32,
        I32GeS I64GeS => GeS: I32 I32, I32GeU I64GeU => GeU: I32 I32,
        F32Add F64Add => Add: F32 F64, F32Sub F64Sub => Sub: F32 F64, F32Mul F64Mul => Mul: F32 F64,
        F32Div F64Div => Div: F32 F64, F32Min F64Min => Min: F32 F64, F32Max F64Max => Max: F32 F64,
        F32Copysign F64Copysign => Copysign: F32 F64,
        F32Eq F64Eq => Eq: I32 I32, F32Ne F64Ne => Ne: I32 I32, F32Lt F64Lt => Lt: I32 I32,
        F32Gt F64Gt => Gt: I32 I32, F32Le F64Le => Le: I32 I32, F32Ge F64Ge => Ge: I32 I32,
    );
    both!(op, Unary,
        I32Eqz I64Eqz => Eqz: I32 I32, I32Clz I64Clz => Clz: I32 I64, I32Ctz I64Ctz => Ctz: I32 I64,
        I32Popcnt I64Popcnt => Popcnt: I32 I64,
        I32Extend8S I64Extend8S => Extend8: I32 I64, I32Extend16S I64Extend16S => Extend16: I32 I64,
        F32Abs F64Abs => Abs: F32 F64, F32Neg F64Neg => Neg: F32 F64,
        F32Ceil F64Ceil => Ceil: F32 F64, F32Floor F64Floor => Floor: F32 F64,
        F32Trunc F64Trunc => TruncF: F32 F64, F32Nearest F64Nearest => Nearest: F32 F64,
        F32Sqrt F64Sqrt => Sqrt: F32 F64,
        I32TruncF32S I64TruncF32S => TruncS: I32 I64, I32TruncF64S I64TruncF64S => TruncS: I32 I64,
        I32TruncF32U I64TruncF32U => TruncU: I32 I64, I32TruncF64U I64TruncF64U => TruncU: I32 I64,
        I32TruncSatF32S I64TruncSatF32S => TruncS: I32 I64,
        I32TruncSatF64S I64TruncSatF64S => TruncS: I32 I64,
        I32TruncSatF32U I64TruncSatF32U => TruncU: I32 I64,
        I32TruncSatF64U I64TruncSatF64U => TruncU: I32 I64,
        F32ConvertI32S F64ConvertI32S => ConvertS: F32 F64,
        F32ConvertI64S F64ConvertI64S => ConvertS: F32 F64,
        F32ConvertI32U F64ConvertI32U => ConvertU: F32 F64,
        F32ConvertI64U F64ConvertI64U => ConvertU: F32 F64,
        I32ReinterpretF32 I64ReinterpretF64 => Reinterpret: I32 I64,
        F32ReinterpretI32 F64ReinterpretI64 => Reinterpret: F32 F64,
    );
    Some(match op {
        W::I64Extend32S => Op::Unary(Unary::Extend32, Ty::I64),
        W::I64ExtendI32S => Op::Unary(Unary::ExtendS, Ty::I64),
        W::I64ExtendI32U => Op::Unary(Unary::ExtendU, Ty::I64),
        W::I32WrapI64 => Op::Unary(Unary::Wrap, Ty::I32),
        W::F64PromoteF32 => Op::Unary(Unary::Promote, Ty::F64),
        W::F32DemoteF64 => Op::Unary(Unary::Demote, Ty::F32),
        _ => return None,
    })
}
