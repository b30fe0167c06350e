//! Lane operations over the register file: chunks of 16 lanes that the compiler vectorises.
//!
//! The file is one array of chunks. A register that differs between lanes takes one chunk per 16
//! lanes of a block; one that is the same everywhere takes a single chunk.

use std::sync::LazyLock;

use pulp::Arch;

use super::code::{Op, V};
use super::mask::{Chunks, Mask};
use super::scalar::{self as s, f, mask as m};

/// Lanes of a chunk.
pub const LANES: usize = 16;
/// A chunk with all lanes active.
pub const FULL: u16 = u16::MAX;

/// Sixteen lanes of one register.
#[derive(Clone, Copy, PartialEq, Debug)]
#[repr(align(64))]
pub struct Chunk(pub [u32; LANES]);

impl Chunk {
    /// The same in all lanes.
    pub const fn splat(bits: u32) -> Self {
        Self([bits; LANES])
    }
}

/// A packed operand: first chunk << 2 | written under the mask << 1 | one chunk per 16 lanes.
pub const fn place(chunk: u32, masked: bool, varying: bool) -> V {
    chunk << 2 | (masked as u32) << 1 | varying as u32
}

/// Whether the operand differs between lanes.
#[inline(always)]
pub fn varying(v: V) -> bool {
    v & 1 != 0
}

/// The chunk of operand `v` for the block's chunk `k`.
#[inline(always)]
pub fn at(v: V, k: usize) -> usize {
    (v >> 2) as usize + (k & 0usize.wrapping_sub((v & 1) as usize))
}

/// The sign bits of a chunk, one per lane: of a truth value, the lanes where it holds.
#[inline(always)]
pub fn truth(chunk: &Chunk) -> u16 {
    let mut sum = 0u32;
    for j in 0..LANES {
        sum |= chunk.0[j] & (1 << j);
    }
    sum as u16
}

/// The lanes in which a value that is `first` in the first lane, and one more in each next, is
/// below `bound`.
#[inline(always)]
pub fn below(first: u32, bound: u32) -> u16 {
    if first > u32::MAX - LANES as u32 {
        let below = |j: u32| u32::from(first.wrapping_add(j) < bound) << j;
        return (0..LANES as u32).map(below).sum::<u32>() as u16;
    }
    ((1u32 << bound.saturating_sub(first).min(LANES as u32)) - 1) as u16
}

/// `new` in the lanes of `lanes`, `old` elsewhere.
#[inline(always)]
pub fn blend(old: &Chunk, new: &Chunk, lanes: u16) -> Chunk {
    let mut out = *old;
    for j in 0..LANES {
        let take = m(u32::from(lanes) & (1 << j) != 0);
        out.0[j] = (new.0[j] & take) | (old.0[j] & !take);
    }
    out
}

/// The chunks that an operation with result `d` is computed for: one stands for all where all
/// lanes are the same.
#[inline(always)]
fn chunks(d: V, active: &Mask) -> Chunks {
    if varying(d) { active.chunks() } else { Chunks::ONE }
}

/// Puts a result where it belongs: under the mask, where `d` is masked.
#[inline(always)]
pub fn put(regs: &mut [Chunk], active: &Mask, d: V, k: usize, mut r: Chunk) {
    let out = &mut regs[at(d, k)];
    if d & 2 != 0 && active.lanes(k) != FULL {
        r = blend(out, &r, active.lanes(k));
    }
    *out = r;
}

#[inline(always)]
fn map(
    regs: &mut [Chunk],
    active: &Mask,
    d: V,
    a: [V; 3],
    fun: impl Fn(u32, u32, u32) -> u32,
    arity: usize,
) {
    for k in chunks(d, active) {
        let x = regs[at(a[0], k)];
        let y = if arity > 1 { regs[at(a[1], k)] } else { x };
        let z = if arity > 2 { regs[at(a[2], k)] } else { x };
        let mut r = Chunk::splat(0);
        for j in 0..LANES {
            r.0[j] = fun(x.0[j], y.0[j], z.0[j]);
        }
        put(regs, active, d, k, r);
    }
}

/// For functions that are dear: inactive lanes are left out, and one lane stands for all where
/// all are the same.
#[inline(always)]
fn slow(
    regs: &mut [Chunk],
    active: &Mask,
    d: V,
    a: [V; 3],
    fun: impl Fn(u32, u32) -> u32,
    arity: usize,
) {
    for k in chunks(d, active) {
        let x = regs[at(a[0], k)];
        let y = if arity > 1 { regs[at(a[1], k)] } else { x };
        let mut todo = if varying(d) { active.lanes(k) } else { 1 };
        let mut r = Chunk::splat(0);
        while todo != 0 {
            let j = todo.trailing_zeros() as usize;
            todo &= todo - 1;
            r.0[j] = fun(x.0[j], y.0[j]);
        }
        if !varying(d) {
            r = Chunk::splat(r.0[0]);
        }
        put(regs, active, d, k, r);
    }
}

static ARCH: LazyLock<Arch> = LazyLock::new(Arch::new);

/// Runs it with the widest vectors that this processor has. Never changes a result: Rust fuses no
/// operations by itself.
#[inline(always)]
pub fn vectors<R>(work: impl FnOnce() -> R) -> R {
    ARCH.dispatch(work)
}

/// `d = op(a…)` in the active lanes (others may receive anything, unless `d` is masked).
pub fn apply(op: Op, d: V, a: [V; 3], regs: &mut [Chunk], active: &Mask) {
    vectors(
        #[inline(always)]
        || operate(op, d, a, regs, active),
    );
}

#[inline(always)]
fn operate(op: Op, d: V, a: [V; 3], regs: &mut [Chunk], active: &Mask) {
    macro_rules! un {
        ($fun:expr) => {{
            let fun = $fun;
            map(regs, active, d, a, |x, _, _| fun(x), 1)
        }};
    }
    macro_rules! bin {
        ($fun:expr) => {{
            let fun = $fun;
            map(regs, active, d, a, |x, y, _| fun(x, y), 2)
        }};
    }
    macro_rules! tri {
        ($fun:expr) => {
            map(regs, active, d, a, $fun, 3)
        };
    }
    macro_rules! unf {
        ($fun:expr) => {{
            let fun = $fun;
            un!(|x: u32| -> u32 { fun(f(x)).to_bits() })
        }};
    }
    macro_rules! binf {
        ($fun:expr) => {{
            let fun = $fun;
            bin!(|x: u32, y: u32| -> u32 { fun(f(x), f(y)).to_bits() })
        }};
    }
    macro_rules! cmpf {
        ($fun:expr) => {{
            let fun = $fun;
            bin!(|x: u32, y: u32| m(fun(&f(x), &f(y))))
        }};
    }
    macro_rules! wide {
        ($fun:path) => {
            slow(regs, active, d, a, |x, _| s::wide(f(x), $fun), 1)
        };
    }
    match op {
        Op::Mov => un!(|x: u32| x),
        Op::Not => un!(|x: u32| !x),
        Op::NegI => un!(|x: u32| x.wrapping_neg()),
        Op::AbsI => un!(|x: u32| (x as i32).wrapping_abs() as u32),
        Op::SignI => un!(|x: u32| (x as i32).signum() as u32),
        Op::Clz => un!(|x: u32| x.leading_zeros()),
        Op::Ctz => un!(|x: u32| x.trailing_zeros()),
        Op::Popcnt => un!(|x: u32| x.count_ones()),
        Op::Reverse => un!(|x: u32| x.reverse_bits()),
        Op::FirstTrailing => un!(s::first_trailing),
        Op::FirstLeadingI => un!(s::first_leading_i),
        Op::FirstLeadingU => un!(s::first_leading_u),
        Op::NegF => un!(|x: u32| x ^ 0x8000_0000),
        Op::AbsF => un!(|x: u32| x & 0x7fff_ffff),
        Op::SignF => unf!(s::sign),
        Op::Ceil => unf!(s::ceil),
        Op::Floor => unf!(s::floor),
        Op::Round => unf!(s::round),
        Op::Trunc => unf!(s::trunc),
        Op::Fract => unf!(|x: f32| x - s::floor(x)),
        Op::Sqrt => unf!(f32::sqrt),
        Op::InvSqrt => unf!(|x: f32| (1.0 / f64::from(x).sqrt()) as f32),
        Op::Sin => wide!(libm::sin),
        Op::Cos => wide!(libm::cos),
        Op::Tan => wide!(libm::tan),
        Op::Asin => wide!(libm::asin),
        Op::Acos => wide!(libm::acos),
        Op::Atan => wide!(libm::atan),
        Op::Sinh => wide!(libm::sinh),
        Op::Cosh => wide!(libm::cosh),
        Op::Tanh => wide!(libm::tanh),
        Op::Asinh => wide!(libm::asinh),
        Op::Acosh => wide!(s::acosh),
        Op::Atanh => wide!(libm::atanh),
        Op::Exp => wide!(libm::exp),
        Op::Exp2 => wide!(libm::exp2),
        Op::Log => wide!(libm::log),
        Op::Log2 => wide!(libm::log2),
        Op::ToHalfAndBack => {
            slow(regs, active, d, a, |x, _| s::from_half(s::to_half(f(x))).to_bits(), 1)
        }
        Op::FrexpFract => slow(regs, active, d, a, |x, _| s::frexp(f(x)).0.to_bits(), 1),
        Op::FrexpExp => slow(regs, active, d, a, |x, _| s::frexp(f(x)).1 as u32, 1),
        Op::FToI => un!(|x: u32| s::to_i32(f(x))),
        Op::FToU => un!(|x: u32| s::to_u32(f(x))),
        Op::IToF => un!(|x: u32| (x as i32 as f32).to_bits()),
        Op::UToF => un!(|x: u32| (x as f32).to_bits()),
        Op::BToU => un!(|x: u32| x & 1),
        Op::BToF => un!(|x: u32| x & 0x3f80_0000),
        Op::NonZero => un!(|x: u32| m(x != 0)),
        Op::NonZeroF => un!(|x: u32| m(f(x) != 0.0)),
        Op::IsNan => un!(|x: u32| m((x & 0x7fff_ffff) > 0x7f80_0000)),
        Op::IsInf => un!(|x: u32| m((x & 0x7fff_ffff) == 0x7f80_0000)),
        Op::Snorm8 => un!(|x: u32| s::normalised(f(x), -1.0, 127.0)),
        Op::Unorm8 => un!(|x: u32| s::normalised(f(x), 0.0, 255.0)),
        Op::Snorm16 => un!(|x: u32| s::normalised(f(x), -1.0, 32767.0)),
        Op::Unorm16 => un!(|x: u32| s::normalised(f(x), 0.0, 65535.0)),
        Op::ToHalf => slow(regs, active, d, a, |x, _| s::to_half(f(x)), 1),
        Op::FromSnorm8 => un!(|x: u32| (((x as i8 as f32) / 127.0).max(-1.0)).to_bits()),
        Op::FromUnorm8 => un!(|x: u32| ((x as u8 as f32) / 255.0).to_bits()),
        Op::FromSnorm16 => un!(|x: u32| (((x as i16 as f32) / 32767.0).max(-1.0)).to_bits()),
        Op::FromUnorm16 => un!(|x: u32| ((x as u16 as f32) / 65535.0).to_bits()),
        Op::FromHalf => slow(regs, active, d, a, |x, _| s::from_half(x & 0xffff).to_bits(), 1),
        Op::AddI => bin!(u32::wrapping_add),
        Op::SubI => bin!(u32::wrapping_sub),
        Op::MulI => bin!(u32::wrapping_mul),
        Op::DivI => bin!(s::div_i),
        Op::DivU => bin!(|x: u32, y: u32| x.checked_div(y).unwrap_or(x)),
        Op::RemI => bin!(s::rem_i),
        Op::RemU => bin!(|x: u32, y: u32| x.checked_rem(y).unwrap_or(0)),
        Op::And => bin!(|x: u32, y: u32| x & y),
        Op::Or => bin!(|x: u32, y: u32| x | y),
        Op::Xor => bin!(|x: u32, y: u32| x ^ y),
        Op::Shl => bin!(|x: u32, y: u32| x << (y & 31)),
        Op::ShrI => bin!(|x: u32, y: u32| ((x as i32) >> (y & 31)) as u32),
        Op::ShrU => bin!(|x: u32, y: u32| x >> (y & 31)),
        Op::EqI => bin!(|x: u32, y: u32| m(x == y)),
        Op::NeI => bin!(|x: u32, y: u32| m(x != y)),
        Op::LtI => bin!(|x: u32, y: u32| m((x as i32) < y as i32)),
        Op::LeI => bin!(|x: u32, y: u32| m(x as i32 <= y as i32)),
        Op::LtU => bin!(|x: u32, y: u32| m(x < y)),
        Op::LeU => bin!(|x: u32, y: u32| m(x <= y)),
        Op::MinI => bin!(|x: u32, y: u32| (x as i32).min(y as i32) as u32),
        Op::MaxI => bin!(|x: u32, y: u32| (x as i32).max(y as i32) as u32),
        Op::MinU => bin!(|x: u32, y: u32| x.min(y)),
        Op::MaxU => bin!(|x: u32, y: u32| x.max(y)),
        Op::AddF => binf!(|x: f32, y: f32| x + y),
        Op::SubF => binf!(|x: f32, y: f32| x - y),
        Op::MulF => binf!(|x: f32, y: f32| x * y),
        Op::DivF => binf!(|x: f32, y: f32| x / y),
        Op::RemF => slow(regs, active, d, a, |x, y| libm::fmodf(f(x), f(y)).to_bits(), 2),
        Op::EqF => cmpf!(f32::eq),
        Op::NeF => cmpf!(f32::ne),
        Op::LtF => cmpf!(f32::lt),
        Op::LeF => cmpf!(f32::le),
        Op::MinF => binf!(|x: f32, y: f32| if y < x { y } else { x }),
        Op::MaxF => binf!(|x: f32, y: f32| if x < y { y } else { x }),
        Op::Atan2 => slow(
            regs,
            active,
            d,
            a,
            |x, y| (libm::atan2(f(x).into(), f(y).into()) as f32).to_bits(),
            2,
        ),
        Op::Pow => slow(regs, active, d, a, |x, y| s::pow(f(x), f(y)).to_bits(), 2),
        Op::Ldexp => slow(regs, active, d, a, |x, y| s::ldexp(f(x), y as i32).to_bits(), 2),
        Op::BitMask => bin!(s::bit_mask),
        Op::Dot4I => bin!(s::dot4_i),
        Op::Dot4U => bin!(s::dot4_u),
        Op::Select => tri!(|c, x, y| (x & c) | (y & !c)),
        Op::Fma => tri!(|x, y, z| libm::fmaf(f(x), f(y), f(z)).to_bits()),
        Op::ExtractI => tri!(s::extract_i),
        Op::ExtractU => tri!(s::extract_u),
    }
}

/// The operation on constants.
pub fn fold(op: Op, a: [u32; 3]) -> u32 {
    let mut regs = [Chunk::splat(a[0]), Chunk::splat(a[1]), Chunk::splat(a[2]), Chunk::splat(0)];
    let places = [place(0, false, false), place(1, false, false), place(2, false, false)];
    apply(op, place(3, false, false), places, &mut regs, &Mask::default());
    regs[3].0[0]
}
