//! Which operator a mutant has in another's place: same types, another meaning.

use wasm_encoder::{Instruction as I, MemArg};
use wasmparser::Operator as O;

/// `(replacement, name of the original, name of the replacement)`
pub type Swap = (I<'static>, &'static str, &'static str);

macro_rules! swaps {
    ($operator:expr, $($from:ident $name:literal: $($to:ident $to_name:literal)+;)*) => {
        match $operator {
            $(O::$from => vec![$((I::$to, $name, $to_name)),+],)*
            _ => Vec::new(),
        }
    };
}

/// Operators without immediates.
pub fn operators(operator: &O<'_>) -> Vec<Swap> {
    let found = integers(operator);
    if found.is_empty() { floats(operator) } else { found }
}

fn integers(operator: &O<'_>) -> Vec<Swap> {
    swaps! { operator,
        I32Add "i32.add": I32Sub "i32.sub";
        I32Sub "i32.sub": I32Add "i32.add";
        I32Mul "i32.mul": I32Add "i32.add";
        I32DivS "i32.div_s": I32DivU "i32.div_u" I32Mul "i32.mul";
        I32DivU "i32.div_u": I32DivS "i32.div_s" I32Mul "i32.mul";
        I32RemS "i32.rem_s": I32RemU "i32.rem_u" I32DivS "i32.div_s";
        I32RemU "i32.rem_u": I32RemS "i32.rem_s" I32DivU "i32.div_u";
        I32And "i32.and": I32Or "i32.or" I32Xor "i32.xor";
        I32Or "i32.or": I32And "i32.and" I32Xor "i32.xor";
        I32Xor "i32.xor": I32Or "i32.or" I32And "i32.and";
        I32Shl "i32.shl": I32ShrU "i32.shr_u";
        I32ShrS "i32.shr_s": I32ShrU "i32.shr_u" I32Shl "i32.shl";
        I32ShrU "i32.shr_u": I32ShrS "i32.shr_s" I32Shl "i32.shl";
        I32Rotl "i32.rotl": I32Rotr "i32.rotr" I32Shl "i32.shl";
        I32Rotr "i32.rotr": I32Rotl "i32.rotl" I32ShrU "i32.shr_u";
        I32Clz "i32.clz": I32Ctz "i32.ctz";
        I32Ctz "i32.ctz": I32Clz "i32.clz";
        I32Popcnt "i32.popcnt": I32Clz "i32.clz";
        I32Eq "i32.eq": I32Ne "i32.ne";
        I32Ne "i32.ne": I32Eq "i32.eq";
        I32LtS "i32.lt_s": I32LeS "i32.le_s" I32LtU "i32.lt_u" I32GeS "i32.ge_s";
        I32LtU "i32.lt_u": I32LeU "i32.le_u" I32LtS "i32.lt_s" I32GeU "i32.ge_u";
        I32GtS "i32.gt_s": I32GeS "i32.ge_s" I32GtU "i32.gt_u" I32LeS "i32.le_s";
        I32GtU "i32.gt_u": I32GeU "i32.ge_u" I32GtS "i32.gt_s" I32LeU "i32.le_u";
        I32LeS "i32.le_s": I32LtS "i32.lt_s" I32LeU "i32.le_u" I32GtS "i32.gt_s";
        I32LeU "i32.le_u": I32LtU "i32.lt_u" I32LeS "i32.le_s" I32GtU "i32.gt_u";
        I32GeS "i32.ge_s": I32GtS "i32.gt_s" I32GeU "i32.ge_u" I32LtS "i32.lt_s";
        I32GeU "i32.ge_u": I32GtU "i32.gt_u" I32GeS "i32.ge_s" I32LtU "i32.lt_u";
        I32Extend8S "i32.extend8_s": I32Extend16S "i32.extend16_s";
        I32Extend16S "i32.extend16_s": I32Extend8S "i32.extend8_s";
        I64Add "i64.add": I64Sub "i64.sub";
        I64Sub "i64.sub": I64Add "i64.add";
        I64Mul "i64.mul": I64Add "i64.add";
        I64DivS "i64.div_s": I64DivU "i64.div_u";
        I64DivU "i64.div_u": I64DivS "i64.div_s";
        I64RemS "i64.rem_s": I64RemU "i64.rem_u";
        I64RemU "i64.rem_u": I64RemS "i64.rem_s";
        I64And "i64.and": I64Or "i64.or";
        I64Or "i64.or": I64And "i64.and" I64Xor "i64.xor";
        I64Xor "i64.xor": I64Or "i64.or";
        I64Shl "i64.shl": I64ShrU "i64.shr_u";
        I64ShrS "i64.shr_s": I64ShrU "i64.shr_u";
        I64ShrU "i64.shr_u": I64ShrS "i64.shr_s" I64Shl "i64.shl";
        I64Eq "i64.eq": I64Ne "i64.ne";
        I64Ne "i64.ne": I64Eq "i64.eq";
        I64LtS "i64.lt_s": I64LeS "i64.le_s" I64LtU "i64.lt_u";
        I64LtU "i64.lt_u": I64LeU "i64.le_u" I64LtS "i64.lt_s";
        I64GtS "i64.gt_s": I64GeS "i64.ge_s" I64GtU "i64.gt_u";
        I64GtU "i64.gt_u": I64GeU "i64.ge_u" I64GtS "i64.gt_s";
        I64LeS "i64.le_s": I64LtS "i64.lt_s" I64LeU "i64.le_u";
        I64LeU "i64.le_u": I64LtU "i64.lt_u" I64LeS "i64.le_s";
        I64GeS "i64.ge_s": I64GtS "i64.gt_s" I64GeU "i64.ge_u";
        I64GeU "i64.ge_u": I64GtU "i64.gt_u" I64GeS "i64.ge_s";
        I64ExtendI32S "i64.extend_i32_s": I64ExtendI32U "i64.extend_i32_u";
        I64ExtendI32U "i64.extend_i32_u": I64ExtendI32S "i64.extend_i32_s";
        I32x4Add "i32x4.add": I32x4Sub "i32x4.sub";
        I32x4Sub "i32x4.sub": I32x4Add "i32x4.add";
        I32x4Mul "i32x4.mul": I32x4Add "i32x4.add";
        I32x4Shl "i32x4.shl": I32x4ShrU "i32x4.shr_u";
        I32x4ShrS "i32x4.shr_s": I32x4ShrU "i32x4.shr_u";
        I32x4ShrU "i32x4.shr_u": I32x4ShrS "i32x4.shr_s" I32x4Shl "i32x4.shl";
        I32x4MinS "i32x4.min_s": I32x4MaxS "i32x4.max_s";
        I32x4MaxS "i32x4.max_s": I32x4MinS "i32x4.min_s";
        I32x4LtS "i32x4.lt_s": I32x4LeS "i32x4.le_s";
        I32x4GtS "i32x4.gt_s": I32x4GeS "i32x4.ge_s";
        I32x4Eq "i32x4.eq": I32x4Ne "i32x4.ne";
        V128And "v128.and": V128Or "v128.or";
        V128Or "v128.or": V128And "v128.and" V128Xor "v128.xor";
        V128Xor "v128.xor": V128Or "v128.or";
        V128AnyTrue "v128.any_true": I32x4AllTrue "i32x4.all_true";
    }
}

fn floats(operator: &O<'_>) -> Vec<Swap> {
    swaps! { operator,
        F32Add "f32.add": F32Sub "f32.sub" F32Mul "f32.mul";
        F32Sub "f32.sub": F32Add "f32.add";
        F32Mul "f32.mul": F32Div "f32.div" F32Add "f32.add";
        F32Div "f32.div": F32Mul "f32.mul";
        F32Min "f32.min": F32Max "f32.max";
        F32Max "f32.max": F32Min "f32.min";
        F32Abs "f32.abs": F32Neg "f32.neg";
        F32Neg "f32.neg": F32Abs "f32.abs";
        F32Sqrt "f32.sqrt": F32Abs "f32.abs";
        F32Ceil "f32.ceil": F32Floor "f32.floor";
        F32Floor "f32.floor": F32Ceil "f32.ceil";
        F32Trunc "f32.trunc": F32Floor "f32.floor";
        F32Nearest "f32.nearest": F32Trunc "f32.trunc";
        F32Eq "f32.eq": F32Ne "f32.ne";
        F32Ne "f32.ne": F32Eq "f32.eq";
        F32Lt "f32.lt": F32Le "f32.le" F32Gt "f32.gt";
        F32Gt "f32.gt": F32Ge "f32.ge" F32Lt "f32.lt";
        F32Le "f32.le": F32Lt "f32.lt" F32Ge "f32.ge";
        F32Ge "f32.ge": F32Gt "f32.gt" F32Le "f32.le";
        F32ConvertI32S "f32.convert_i32_s": F32ConvertI32U "f32.convert_i32_u";
        F32ConvertI32U "f32.convert_i32_u": F32ConvertI32S "f32.convert_i32_s";
        I32TruncF32S "i32.trunc_f32_s": I32TruncF32U "i32.trunc_f32_u";
        I32TruncF32U "i32.trunc_f32_u": I32TruncF32S "i32.trunc_f32_s";
        I32TruncSatF32S "i32.trunc_sat_f32_s": I32TruncSatF32U "i32.trunc_sat_f32_u";
        I32TruncSatF32U "i32.trunc_sat_f32_u": I32TruncSatF32S "i32.trunc_sat_f32_s";
        F64Add "f64.add": F64Sub "f64.sub";
        F64Sub "f64.sub": F64Add "f64.add";
        F64Mul "f64.mul": F64Div "f64.div" F64Add "f64.add";
        F64Div "f64.div": F64Mul "f64.mul";
        F64Min "f64.min": F64Max "f64.max";
        F64Max "f64.max": F64Min "f64.min";
        F64Abs "f64.abs": F64Neg "f64.neg";
        F64Neg "f64.neg": F64Abs "f64.abs";
        F64Sqrt "f64.sqrt": F64Abs "f64.abs";
        F64Lt "f64.lt": F64Le "f64.le" F64Gt "f64.gt";
        F64Gt "f64.gt": F64Ge "f64.ge" F64Lt "f64.lt";
        F64Le "f64.le": F64Lt "f64.lt" F64Ge "f64.ge";
        F64Ge "f64.ge": F64Gt "f64.gt" F64Le "f64.le";
        F64ConvertI32S "f64.convert_i32_s": F64ConvertI32U "f64.convert_i32_u";
        F64ConvertI32U "f64.convert_i32_u": F64ConvertI32S "f64.convert_i32_s";
        F32x4Add "f32x4.add": F32x4Sub "f32x4.sub";
        F32x4Sub "f32x4.sub": F32x4Add "f32x4.add";
        F32x4Mul "f32x4.mul": F32x4Add "f32x4.add";
        F32x4Div "f32x4.div": F32x4Mul "f32x4.mul";
        F32x4Min "f32x4.min": F32x4Max "f32x4.max";
        F32x4Max "f32x4.max": F32x4Min "f32x4.min";
        F32x4PMin "f32x4.pmin": F32x4PMax "f32x4.pmax";
        F32x4PMax "f32x4.pmax": F32x4PMin "f32x4.pmin";
        F32x4Abs "f32x4.abs": F32x4Neg "f32x4.neg";
        F32x4Neg "f32x4.neg": F32x4Abs "f32x4.abs";
        F32x4Lt "f32x4.lt": F32x4Le "f32x4.le";
        F32x4Gt "f32x4.gt": F32x4Ge "f32x4.ge";
        F32x4Le "f32x4.le": F32x4Lt "f32x4.lt";
        F32x4Ge "f32x4.ge": F32x4Gt "f32x4.gt";
    }
}

/// Narrow loads, signed for unsigned and the other way round.
pub fn loads(operator: &O<'_>) -> Option<Swap> {
    let mem = |arg: &wasmparser::MemArg| MemArg {
        offset: arg.offset,
        align: arg.align.into(),
        memory_index: arg.memory,
    };
    Some(match operator {
        O::I32Load8S { memarg } => (I::I32Load8U(mem(memarg)), "i32.load8_s", "i32.load8_u"),
        O::I32Load8U { memarg } => (I::I32Load8S(mem(memarg)), "i32.load8_u", "i32.load8_s"),
        O::I32Load16S { memarg } => (I::I32Load16U(mem(memarg)), "i32.load16_s", "i32.load16_u"),
        O::I32Load16U { memarg } => (I::I32Load16S(mem(memarg)), "i32.load16_u", "i32.load16_s"),
        O::I64Load32S { memarg } => (I::I64Load32U(mem(memarg)), "i64.load32_s", "i64.load32_u"),
        O::I64Load32U { memarg } => (I::I64Load32S(mem(memarg)), "i64.load32_u", "i64.load32_s"),
        _ => return None,
    })
}
