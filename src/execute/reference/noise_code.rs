//! The functions of a noisy module that compute one float operation with a random legal error.
//!
//! Correctly rounded operations find what rounding lost (TwoSum; products of f32 are exact in
//! f64) and move to the other neighbour on a coin's toss, never where nothing was lost. Quotients
//! and roots err by up to their units in the last place. The coin is a linear congruential
//! generator in a global (Knuth's MMIX constants), read from its top bits.

use wasm_encoder::{BlockType, CodeSection, Function, Instruction as I, ValType};

/// A function of the noisy module, in the order in which they are appended.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Helper {
    /// f32 + f32
    Add,
    /// f32 × f32
    Mul,
    /// f32 ÷ f32
    Div,
    /// √f32
    Sqrt,
    /// f64 → f32
    Demote,
    /// f64 → f64 that is an f32
    Round,
    /// f64 ÷ f64
    DivDouble,
    /// √f64
    SqrtDouble,
    /// f32x4 + f32x4
    Add4,
    /// f32x4 × f32x4
    Mul4,
    /// f32x4 ÷ f32x4
    Div4,
    /// √f32x4
    Sqrt4,
    /// i32x4 → f32x4
    Signed4,
    /// u32x4 → f32x4
    Unsigned4,
    /// f64x2 → f32x4
    Demote2,
    /// f64x2 → f64x2 of f32
    Round2,
    /// f64x2 ÷ f64x2
    Div2,
    /// √f64x2
    Sqrt2,
}

use Helper as H;

/// All of them, in order.
pub const HELPERS: [Helper; 18] = [
    H::Add,
    H::Mul,
    H::Div,
    H::Sqrt,
    H::Demote,
    H::Round,
    H::DivDouble,
    H::SqrtDouble,
    H::Add4,
    H::Mul4,
    H::Div4,
    H::Sqrt4,
    H::Signed4,
    H::Unsigned4,
    H::Demote2,
    H::Round2,
    H::Div2,
    H::Sqrt2,
];

const F32: ValType = ValType::F32;
const F64: ValType = ValType::F64;
const V128: ValType = ValType::V128;

impl Helper {
    /// Parameter and result types.
    pub fn signature(self) -> (&'static [ValType], ValType) {
        match self {
            H::Add | H::Mul | H::Div => (&[F32, F32], F32),
            H::Sqrt => (&[F32], F32),
            H::Demote => (&[F64], F32),
            H::Round | H::SqrtDouble => (&[F64], F64),
            H::DivDouble => (&[F64, F64], F64),
            H::Add4 | H::Mul4 | H::Div4 | H::Div2 => (&[V128, V128], V128),
            H::Sqrt4 | H::Signed4 | H::Unsigned4 | H::Demote2 | H::Round2 | H::Sqrt2 => {
                (&[V128], V128)
            }
        }
    }
}

/// Appends all helpers; `random` is the generator's global, `first` the first helper's index.
pub fn append(code: &mut CodeSection, random: u32, first: u32) {
    for helper in HELPERS {
        code.function(&Code { random, first }.helper(helper));
    }
}

struct Code {
    random: u32,
    first: u32,
}

fn put(f: &mut Function, instructions: &[I<'_>]) {
    for instruction in instructions {
        f.instruction(instruction);
    }
}

/// Moves bits by one towards or from zero: `(sign | 1)` where `take`, from two values' xor.
fn toss32(s: u32) -> [I<'static>; 4] {
    [I::LocalGet(s), I::I64Const(63), I::I64ShrU, I::I32WrapI64]
}

impl Code {
    fn helper(&self, helper: Helper) -> Function {
        let mut f = match helper {
            H::Add => self.add(),
            H::Mul => self.mul(),
            H::Div => {
                let mut f = Function::new([(3, F64), (1, ValType::I64), (1, F32)]);
                put(&mut f, &[I::LocalGet(0), I::F64PromoteF32, I::LocalGet(1)]);
                put(&mut f, &[I::F64PromoteF32, I::F64Div, I::LocalSet(2)]);
                self.within(&mut f, 2.5, [2, 3, 4], 5, 6);
                f
            }
            H::Sqrt => {
                let mut f = Function::new([(3, F64), (1, ValType::I64), (1, F32)]);
                put(&mut f, &[I::LocalGet(0), I::F64PromoteF32, I::LocalSet(1)]);
                self.root(&mut f, 1, 2, 4);
                self.within(&mut f, 2.5, [1, 2, 3], 4, 5);
                f
            }
            H::Demote => {
                let mut f = Function::new([(1, F64), (1, ValType::I64), (1, F32)]);
                self.nearby(&mut f, 0, 1, 2, 3);
                f
            }
            H::Round => self.round(),
            H::DivDouble => {
                let mut f = Function::new([(2, F64), (1, ValType::I64)]);
                put(&mut f, &[I::LocalGet(0), I::LocalGet(1), I::F64Div, I::LocalSet(2)]);
                self.spread(&mut f, 1.5, 2, 3, 4);
                self.call(&mut f, H::Round);
                f
            }
            H::SqrtDouble => {
                let mut f = Function::new([(1, F64), (1, ValType::I64)]);
                self.root(&mut f, 0, 1, 2);
                self.spread(&mut f, 1.5, 0, 1, 2);
                self.call(&mut f, H::Round);
                f
            }
            H::Add4 => self.add4(),
            H::Mul4 => self.mul4(),
            H::Div4 => self.lanes(4, 2, &[], H::Div),
            H::Sqrt4 => self.lanes(4, 1, &[], H::Sqrt),
            H::Signed4 => self.lanes(4, 1, &[I::F64ConvertI32S], H::Demote),
            H::Unsigned4 => self.lanes(4, 1, &[I::F64ConvertI32U], H::Demote),
            H::Demote2 => self.demote2(),
            H::Round2 => self.lanes(2, 1, &[], H::Round),
            H::Div2 => self.lanes(2, 2, &[], H::DivDouble),
            H::Sqrt2 => self.lanes(2, 1, &[], H::SqrtDouble),
        };
        f.instruction(&I::End);
        f
    }

    fn call(&self, f: &mut Function, helper: Helper) {
        f.instruction(&I::Call(self.first + helper as u32));
    }

    /// Draws into the i64 local `s`.
    fn draw(&self, f: &mut Function, s: u32) {
        let next = [I::I64Const(6_364_136_223_846_793_005), I::I64Mul];
        f.instruction(&I::GlobalGet(self.random));
        put(f, &next);
        put(f, &[I::I64Const(1_442_695_040_888_963_407), I::I64Add, I::LocalTee(s)]);
        f.instruction(&I::GlobalSet(self.random));
    }

    fn add(&self) -> Function {
        let mut f = Function::new([(3, F32), (1, ValType::I64)]);
        let (r, back, lost, s) = (2, 3, 4, 5);
        // TwoSum: what the sum lost, exactly; NaN when it overflows.
        put(&mut f, &[I::LocalGet(0), I::LocalGet(1), I::F32Add, I::LocalTee(r)]);
        put(&mut f, &[I::LocalGet(0), I::F32Sub, I::LocalSet(back)]);
        put(&mut f, &[I::LocalGet(0), I::LocalGet(r), I::LocalGet(back), I::F32Sub, I::F32Sub]);
        put(&mut f, &[I::LocalGet(1), I::LocalGet(back), I::F32Sub, I::F32Add]);
        f.instruction(&I::LocalSet(lost));
        self.draw(&mut f, s);
        put(&mut f, &[I::LocalGet(r), I::I32ReinterpretF32]);
        put(&mut f, &[I::LocalGet(lost), I::I32ReinterpretF32]);
        put(&mut f, &[I::LocalGet(r), I::I32ReinterpretF32, I::I32Xor, I::I32Const(31)]);
        put(&mut f, &[I::I32ShrS, I::I32Const(1), I::I32Or, I::I32Const(0)]);
        put(&mut f, &toss32(s));
        put(&mut f, &[I::LocalGet(lost), I::F32Abs, I::F32Const(0.0.into()), I::F32Gt]);
        put(&mut f, &[I::I32And, I::Select, I::I32Add, I::F32ReinterpretI32]);
        f
    }

    fn mul(&self) -> Function {
        let mut f = Function::new([(2, F64), (1, ValType::I64), (1, F32)]);
        put(&mut f, &[I::LocalGet(0), I::F64PromoteF32]);
        put(&mut f, &[I::LocalGet(1), I::F64PromoteF32, I::F64Mul, I::LocalSet(2)]);
        self.nearby(&mut f, 2, 3, 4, 5);
        f
    }

    /// The f64 local `p`, rounded to either neighbour in f32.
    fn nearby(&self, f: &mut Function, p: u32, lost: u32, s: u32, r: u32) {
        put(f, &[I::LocalGet(p), I::LocalGet(p), I::F32DemoteF64, I::LocalTee(r)]);
        put(f, &[I::F64PromoteF32, I::F64Sub, I::LocalSet(lost)]);
        self.draw(f, s);
        put(f, &[I::LocalGet(r), I::I32ReinterpretF32]);
        put(f, &[I::LocalGet(lost), I::I64ReinterpretF64]);
        put(f, &[I::LocalGet(p), I::I64ReinterpretF64, I::I64Xor, I::I64Const(63)]);
        put(f, &[I::I64ShrS, I::I32WrapI64, I::I32Const(1), I::I32Or, I::I32Const(0)]);
        put(f, &toss32(s));
        put(f, &[I::LocalGet(lost), I::F64Abs, I::F64Const(0.0.into()), I::F64Gt]);
        put(f, &[I::I32And, I::Select, I::I32Add, I::F32ReinterpretI32]);
    }

    fn round(&self) -> Function {
        let mut f = Function::new([(1, F64), (1, ValType::I64), (1, F32)]);
        let (least, most) = (f64::from(f32::MIN_POSITIVE), f64::from(f32::MAX));
        put(&mut f, &[I::LocalGet(0), I::F64Abs, I::F64Const(least.into()), I::F64Ge]);
        put(&mut f, &[I::LocalGet(0), I::F64Abs, I::F64Const(most.into()), I::F64Le]);
        put(&mut f, &[I::I32And, I::If(BlockType::Result(F64))]);
        self.nearby(&mut f, 0, 1, 2, 3);
        put(&mut f, &[I::F64PromoteF32, I::Else, I::LocalGet(0), I::End]);
        f
    }

    /// One unit in the last place of f32 at the f64 local `q`, times 2²³; infinite at zero.
    fn scale(f: &mut Function, q: u32) {
        let least = f64::from(f32::MIN_POSITIVE);
        put(f, &[I::LocalGet(q), I::I64ReinterpretF64, I::I64Const(1), I::I64Sub]);
        put(f, &[I::I64Const(0x7ff0_0000_0000_0000), I::I64And, I::F64ReinterpretI64]);
        put(f, &[I::F64Const(least.into()), I::F64Max]);
    }

    /// Pushes `q` moved by up to `ulps` units; zero and what isn't finite stay.
    fn spread(&self, f: &mut Function, ulps: f64, q: u32, scale: u32, s: u32) {
        Self::scale(f, q);
        f.instruction(&I::LocalSet(scale));
        self.draw(f, s);
        let unit = ulps * 2f64.powi(-23 - 63);
        put(f, &[I::LocalGet(q), I::LocalGet(scale), I::LocalGet(s), I::F64ConvertI64S]);
        put(f, &[I::F64Const(unit.into()), I::F64Mul, I::F64Mul, I::F64Add, I::LocalGet(q)]);
        put(f, &[I::LocalGet(q), I::F64Abs, I::F64Const(0.0.into()), I::F64Gt]);
        put(f, &[I::LocalGet(q), I::F64Abs, I::F64Const(f64::INFINITY.into()), I::F64Lt]);
        put(f, &[I::I32And, I::Select]);
    }

    /// Pushes the f64 local `q` as an f32 that is at most `ulps` units off.
    fn within(&self, f: &mut Function, ulps: f64, [q, scale, found]: [u32; 3], s: u32, r: u32) {
        self.spread(f, ulps, q, scale, s);
        put(f, &[I::F32DemoteF64, I::LocalTee(r), I::F64PromoteF32, I::LocalSet(found)]);
        put(f, &[I::LocalGet(r), I::I32ReinterpretF32]);
        // Rounding may have gone half a unit too far: then back by one float.
        put(f, &[I::I32Const(-1), I::I32Const(1)]);
        put(f, &[I::LocalGet(found), I::F64Abs, I::LocalGet(q), I::F64Abs, I::F64Gt, I::Select]);
        f.instruction(&I::I32Const(0));
        put(f, &[I::LocalGet(found), I::LocalGet(q), I::F64Sub, I::F64Abs, I::LocalGet(scale)]);
        let limit = ulps * 2f64.powi(-23);
        put(f, &[I::F64Const(limit.into()), I::F64Mul, I::F64Gt, I::Select]);
        put(f, &[I::I32Add, I::F32ReinterpretI32]);
    }

    /// Makes the f64 local `q` one over an inverse root that errs by up to 2 units.
    fn root(&self, f: &mut Function, q: u32, scale: u32, s: u32) {
        put(f, &[I::F64Const(1.0.into()), I::LocalGet(q), I::F64Sqrt, I::F64Div]);
        f.instruction(&I::LocalSet(q));
        f.instruction(&I::F64Const(1.0.into()));
        self.spread(f, 2.0, q, scale, s);
        put(f, &[I::F64Div, I::LocalSet(q)]);
    }

    fn add4(&self) -> Function {
        let mut f = Function::new([(3, V128), (1, ValType::I64)]);
        let (r, back, lost, s) = (2, 3, 4, 5);
        put(&mut f, &[I::LocalGet(0), I::LocalGet(1), I::F32x4Add, I::LocalTee(r)]);
        put(&mut f, &[I::LocalGet(0), I::F32x4Sub, I::LocalSet(back)]);
        put(&mut f, &[I::LocalGet(0), I::LocalGet(r), I::LocalGet(back), I::F32x4Sub]);
        put(&mut f, &[I::F32x4Sub, I::LocalGet(1), I::LocalGet(back), I::F32x4Sub]);
        put(&mut f, &[I::F32x4Add, I::LocalSet(lost)]);
        self.toss4(&mut f, r, lost, s);
        f
    }

    fn mul4(&self) -> Function {
        let mut f = Function::new([(2, V128), (1, ValType::I64)]);
        let (r, lost, s) = (2, 3, 4);
        put(&mut f, &[I::LocalGet(0), I::LocalGet(1), I::F32x4Mul, I::LocalSet(r)]);
        // Far from underflow when what is lost becomes f32 again; only its sign matters.
        let far = 2f64.powi(60).to_bits();
        let far = i128::from(far) | (i128::from(far) << 64);
        for high in [false, true] {
            for local in [0, 1, r] {
                f.instruction(&I::LocalGet(local));
                if high {
                    put(&mut f, &[I::LocalGet(local), I::I8x16Shuffle(UPPER)]);
                }
                f.instruction(&I::F64x2PromoteLowF32x4);
                if local == 1 {
                    f.instruction(&I::F64x2Mul);
                }
            }
            put(&mut f, &[I::F64x2Sub, I::V128Const(far), I::F64x2Mul]);
            f.instruction(&I::F32x4DemoteF64x2Zero);
        }
        put(&mut f, &[I::I8x16Shuffle(LOWER), I::LocalSet(lost)]);
        self.toss4(&mut f, r, lost, s);
        f
    }

    /// Pushes `r` with each lane that lost something moved on its own coin.
    fn toss4(&self, f: &mut Function, r: u32, lost: u32, s: u32) {
        let each = |lanes: [u32; 4]| {
            let bits = lanes.iter().rev().fold(0_u128, |bits, lane| bits << 32 | u128::from(*lane));
            I::V128Const(bits as i128)
        };
        let coins = each([1 << 31, 1 << 30, 1 << 29, 1 << 28]);
        self.draw(f, s);
        put(f, &[I::LocalGet(r), I::LocalGet(lost), I::LocalGet(r), I::V128Xor]);
        put(f, &[I::I32Const(31), I::I32x4ShrS, each([1; 4]), I::V128Or]);
        put(f, &[I::LocalGet(lost), I::F32x4Abs, I::V128Const(0), I::F32x4Gt, I::V128And]);
        put(f, &[I::LocalGet(s), I::I64Const(32), I::I64ShrU, I::I32WrapI64, I::I32x4Splat]);
        put(f, &[coins.clone(), I::V128And, coins, I::I32x4Eq, I::V128And, I::I32x4Add]);
    }

    /// A scalar helper over the lanes of one or two vectors.
    fn lanes(&self, count: u8, vectors: u32, before: &[I<'static>], helper: Helper) -> Function {
        let mut f = Function::new([]);
        f.instruction(&I::LocalGet(0));
        for lane in 0..count {
            for vector in 0..vectors {
                f.instruction(&I::LocalGet(vector));
                f.instruction(&match (count, before) {
                    (2, _) => I::F64x2ExtractLane(lane),
                    (_, []) => I::F32x4ExtractLane(lane),
                    _ => I::I32x4ExtractLane(lane),
                });
            }
            put(&mut f, before);
            self.call(&mut f, helper);
            f.instruction(&match count {
                2 => I::F64x2ReplaceLane(lane),
                _ => I::F32x4ReplaceLane(lane),
            });
        }
        f
    }

    fn demote2(&self) -> Function {
        let mut f = Function::new([]);
        f.instruction(&I::V128Const(0));
        for lane in 0..2 {
            put(&mut f, &[I::LocalGet(0), I::F64x2ExtractLane(lane)]);
            self.call(&mut f, H::Demote);
            f.instruction(&I::F32x4ReplaceLane(lane));
        }
        f
    }
}

/// The upper half of the first vector, twice.
const UPPER: [u8; 16] = [8, 9, 10, 11, 12, 13, 14, 15, 8, 9, 10, 11, 12, 13, 14, 15];

/// The lower halves of both.
const LOWER: [u8; 16] = [0, 1, 2, 3, 4, 5, 6, 7, 16, 17, 18, 19, 20, 21, 22, 23];
