//! Operations lane by lane, as the run's world has them: operands flushed, results perturbed
//! within WGSL's bounds, origins of NaNs followed. Never used by the strict world, unless it asks
//! where a NaN came from.

use super::Machine;
use crate::execute::accuracy::{Operation, perturb};
use crate::execute::simt::code::{NONE, Op, V};
use crate::execute::simt::lanes::{self, Chunk, LANES, at, place, put, varying};
use crate::execute::simt::mask::Mask;
use crate::execute::simt::scalar as s;
use crate::execute::simt::world::mix;

/// A little register file: three operands and the result.
pub(super) struct Scratch {
    regs: [Chunk; 4],
    active: Mask,
}

impl Scratch {
    pub(super) fn new() -> Self {
        Self { regs: [Chunk::splat(0); 4], active: Mask::default() }
    }

    fn apply(&mut self, op: Op, x: &[Chunk; 3], lanes: u16) -> Chunk {
        self.regs[..3].copy_from_slice(x);
        self.active = Mask::one(0, lanes);
        let operands = [0, 1, 2].map(|i| place(i, false, true));
        lanes::apply(op, place(3, false, true), operands, &mut self.regs, &self.active);
        self.regs[3]
    }
}

impl Machine<'_> {
    /// `d = op(a…)`; `pc` tells instructions apart.
    pub(super) fn rough(&mut self, pc: usize, op: Op, d: V, a: [V; 3], site: u32) {
        if !varying(d) {
            return self.rough_chunk(pc, op, d, a, site, 0, 1);
        }
        for k in self.active.chunks() {
            self.rough_chunk(pc, op, d, a, site, k, self.active.lanes(k));
        }
    }

    #[allow(clippy::too_many_arguments)]
    fn rough_chunk(&mut self, pc: usize, op: Op, d: V, a: [V; 3], site: u32, k: usize, lanes: u16) {
        let world = self.shared.world;
        let mut x = a.map(|v| if v == NONE { Chunk::splat(0) } else { self.regs[at(v, k)] });
        if world.flush && op.takes_floats() {
            let floats = if op == Op::Ldexp { 1 } else { 3 };
            x[..floats].iter_mut().for_each(flush);
        }
        let mut r = self.scratch.apply(op, &x, lanes);
        if let Some(seed) = world.noise {
            let seed = mix(seed ^ (pc as u64) << 32);
            let mut todo = lanes;
            while todo != 0 {
                let j = todo.trailing_zeros() as usize;
                todo &= todo - 1;
                r.0[j] = noisy(op, [x[0].0[j], x[1].0[j], x[2].0[j]], r.0[j], seed);
            }
        }
        if world.flush && op.gives_float() {
            flush(&mut r);
        }
        if self.shared.watch && op.is_watched() {
            self.suspicious |= outside(op, &x, &r, lanes) != 0;
        }
        if self.origins.is_some() {
            self.follow(op, d, a, &x, &r, lanes, site, k);
        }
        if !varying(d) {
            r = Chunk::splat(r.0[0]);
        }
        put(&mut self.regs, &self.active, d, k, r);
    }

    /// Remembers that an operation went outside its domain: the run is then repeated with an eye
    /// on where such values go.
    pub(super) fn suspect(&mut self, op: Op, d: V, a: [V; 3]) {
        // Nearly all results are finite: look at them before anything is copied.
        let may = |this: &Self, k: usize, lanes: u16| {
            op.clamps() || not_finite(&this.regs[at(d, k)]) & lanes != 0
        };
        let read = |this: &Self, k: usize| {
            // An operand that the result replaced can't be asked any more: it counts as finite.
            let x = a.map(|v| {
                let gone = v == NONE || at(v, k) == at(d, k);
                if gone { Chunk::splat(0) } else { this.regs[at(v, k)] }
            });
            (x, this.regs[at(d, k)])
        };
        if !varying(d) {
            if !may(self, 0, 1) {
                return;
            }
            let (x, r) = read(self, 0);
            self.suspicious |= outside(op, &x, &r, 1) != 0;
            return;
        }
        for k in self.active.chunks() {
            if !may(self, k, self.active.lanes(k)) {
                continue;
            }
            let (x, r) = read(self, k);
            self.suspicious |= outside(op, &x, &r, self.active.lanes(k)) != 0;
        }
    }
}

/// Lanes in which finite operands gave a result that isn't, or a number left an integer's range.
pub(super) fn outside(op: Op, x: &[Chunk; 3], r: &Chunk, lanes: u16) -> u16 {
    if op.clamps() {
        let mut out = 0u32;
        for j in 0..LANES {
            let v = s::f(x[0].0[j]);
            let inside = match op {
                Op::FToI => (-2_147_483_648.0..2_147_483_648.0).contains(&v),
                _ => v > -1.0 && v < 4_294_967_296.0,
            };
            out |= u32::from(!inside) << j;
        }
        return lanes & out as u16;
    }
    let lanes = lanes & not_finite(r);
    if lanes == 0 {
        return 0;
    }
    x.iter().fold(lanes, |lanes, x| lanes & !not_finite(x))
}

/// Lanes that hold an infinity or a NaN.
#[inline(always)]
pub(super) fn not_finite(chunk: &Chunk) -> u16 {
    let mut out = 0u32;
    for j in 0..LANES {
        out |= u32::from(chunk.0[j] & 0x7f80_0000 == 0x7f80_0000) << j;
    }
    out as u16
}

fn flush(chunk: &mut Chunk) {
    for bits in &mut chunk.0 {
        if *bits & 0x7f80_0000 == 0 {
            *bits &= 0x8000_0000;
        }
    }
}

/// Another result that WGSL allows; `bits` is the strict world's. Infinities and NaNs stay, and no
/// function leaves its range: what is never negative, or never above 1, stays so.
fn noisy(op: Op, [x, y, z]: [u32; 3], bits: u32, seed: u64) -> u32 {
    if !s::f(bits).is_finite() {
        return bits;
    }
    let [a, b, c] = [x, y, z].map(|v| f64::from(s::f(v)));
    let sum = |a: f64, b: f64| {
        // Knuth's TwoSum: the error of the sum is exact.
        let sum = a + b;
        let part = sum - a;
        (sum, (a - (sum - part)) + (b - part))
    };
    use Operation as O;
    let (operation, (exact, residual)) = match op {
        Op::AddF => (O::Add, sum(a, b)),
        Op::SubF => (O::Sub, sum(a, -b)),
        Op::MulF => (O::Mul, (a * b, 0.0)),
        Op::DivF => (O::Div, (a / b, 0.0)),
        Op::RemF => (O::Rem, (libm::fmod(a, b), 0.0)),
        Op::Fma => (O::Fma, sum(a * b, c)),
        Op::Fract => (O::Fract, (a - a.floor(), 0.0)),
        Op::Sqrt => (O::Sqrt, (a.sqrt(), 0.0)),
        Op::InvSqrt => (O::InverseSqrt, (1.0 / a.sqrt(), 0.0)),
        Op::Sin => (O::Sin, (libm::sin(a), 0.0)),
        Op::Cos => (O::Cos, (libm::cos(a), 0.0)),
        Op::Tan => (O::Tan, (libm::tan(a), 0.0)),
        Op::Asin => (O::Asin, (libm::asin(a), 0.0)),
        Op::Acos => (O::Acos, (libm::acos(a), 0.0)),
        Op::Atan => (O::Atan, (libm::atan(a), 0.0)),
        Op::Sinh => (O::Sinh, (libm::sinh(a), 0.0)),
        Op::Cosh => (O::Cosh, (libm::cosh(a), 0.0)),
        Op::Tanh => (O::Tanh, (libm::tanh(a), 0.0)),
        Op::Asinh => (O::Asinh, (libm::asinh(a), 0.0)),
        Op::Acosh => (O::Acosh, (s::acosh(a), 0.0)),
        Op::Atanh => (O::Atanh, (libm::atanh(a), 0.0)),
        Op::Exp => (O::Exp, (libm::exp(a), 0.0)),
        Op::Exp2 => (O::Exp2, (libm::exp2(a), 0.0)),
        Op::Log => (O::Log, (libm::log(a), 0.0)),
        Op::Log2 => (O::Log2, (libm::log2(a), 0.0)),
        Op::Atan2 => (O::Atan2, (libm::atan2(a, b), 0.0)),
        Op::Pow => (O::Pow, (libm::pow(a, b), 0.0)),
        Op::Ldexp => (O::Ldexp, (libm::ldexp(a, (y as i32).clamp(-400, 400)), 0.0)),
        Op::IToF => (O::Convert, (f64::from(x as i32), 0.0)),
        Op::UToF => (O::Convert, (f64::from(x), 0.0)),
        Op::FromSnorm8 | Op::FromUnorm8 | Op::FromSnorm16 | Op::FromUnorm16 => {
            (O::UnpackNorm, (f64::from(s::f(bits)), 0.0))
        }
        _ => return bits,
    };
    let random = mix(seed ^ u64::from(x) ^ mix(u64::from(y) << 32 | u64::from(z))) as u32;
    let b = if op == Op::Ldexp { f64::from(y as i32) } else { b };
    let a = if matches!(op, Op::IToF | Op::UToF) { exact } else { a };
    let result = perturb(operation, &[a, b, c], exact, residual, random);
    let kept = match op {
        Op::Exp
        | Op::Exp2
        | Op::Sqrt
        | Op::InvSqrt
        | Op::Pow
        | Op::Acosh
        | Op::Acos
        | Op::Fract => result.max(0.0),
        Op::Cosh => result.max(1.0),
        Op::Sin | Op::Cos | Op::Tanh => result.clamp(-1.0, 1.0),
        _ => result,
    };
    if kept.is_nan() { bits } else { kept.to_bits() }
}
