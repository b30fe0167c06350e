//! C's math functions for kernels that import them.
//!
//! The f32 functions are computed in f64 and rounded once, which is correctly rounded but for
//! ties nearer than 2⁻²⁹ ulp. In a noisy run each errs as WGSL's builtin may (VERDICT.md V1), the
//! f64 ones as well: f32 → f64 function → f32 counts as the f32 function. Nothing here touches
//! memory: `frexp` and its like are not served.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use wasmtime::{Func, FuncType, Store, ValType};

use super::legal::Legal;

/// The host's random numbers in a noisy run (SplitMix64).
#[derive(Clone)]
pub struct Dice(Arc<AtomicU64>);

impl Dice {
    /// From a seed.
    pub fn new(seed: u64) -> Self {
        Self(Arc::new(AtomicU64::new(seed)))
    }

    /// The next number.
    pub fn next_u64(&self) -> u64 {
        let state = self.0.fetch_add(0x9e37_79b9_7f4a_7c15, Ordering::Relaxed);
        let mut z = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn next_u32(&self) -> u32 {
        (self.next_u64() >> 32) as u32
    }
}

/// What the host does to a result: nothing, or a random legal error.
#[derive(Clone)]
struct Noise(Option<(Dice, Legal)>);

impl Noise {
    fn of(name: &str, dice: Option<&Dice>) -> Self {
        Self(dice.map(|dice| (dice.clone(), Legal::of(name))))
    }

    /// As f64; beyond f32's range nothing errs.
    fn apply(&self, operands: &[f64], exact: f64) -> f64 {
        match &self.0 {
            Some((dice, legal)) if exact.abs() <= f32::MAX.into() => {
                legal.result(operands, exact, dice.next_u32()).into()
            }
            _ => exact,
        }
    }
}

/// The host's function for an import of this name and type, if it is one of C's. With `dice`
/// its results err.
pub fn function<T: 'static>(
    store: &mut Store<T>,
    name: &str,
    ty: &FuncType,
    dice: Option<&Dice>,
) -> Option<Func> {
    let params: Vec<ValType> = ty.params().collect();
    let results: Vec<ValType> = ty.results().collect();
    let single = name.strip_suffix('f').unwrap_or(name);
    let noise = |name: &str| Noise::of(name, dice);
    Some(match (params.as_slice(), results.as_slice()) {
        ([ValType::F64], [ValType::F64]) => {
            let (f, noise) = (unary(name)?, noise(name));
            Func::wrap(store, move |x: f64| noise.apply(&[x], f(x)))
        }
        ([ValType::F32], [ValType::F32]) => {
            let (f, name) =
                unary(single).map_or_else(|| (unary(name), name), |f| (Some(f), single));
            let (f, noise) = (f?, noise(name));
            Func::wrap(store, move |x: f32| noise.apply(&[x.into()], f(x.into())) as f32)
        }
        ([ValType::F64, ValType::F64], [ValType::F64]) => {
            let (f, noise) = (binary(name)?, noise(name));
            Func::wrap(store, move |x: f64, y: f64| noise.apply(&[x, y], f(x, y)))
        }
        ([ValType::F32, ValType::F32], [ValType::F32]) => {
            let (f, name) =
                binary(single).map_or_else(|| (binary(name), name), |f| (Some(f), single));
            let (f, noise) = (f?, noise(name));
            Func::wrap(store, move |x: f32, y: f32| {
                let (x, y) = (f64::from(x), f64::from(y));
                noise.apply(&[x, y], f(x, y)) as f32
            })
        }
        ([ValType::F64, ValType::F64, ValType::F64], [ValType::F64]) if name == "fma" => {
            let noise = noise("fma");
            Func::wrap(store, move |x: f64, y: f64, z: f64| {
                noise.apply(&[x, y, z], libm::fma(x, y, z))
            })
        }
        ([ValType::F32, ValType::F32, ValType::F32], [ValType::F32]) if single == "fma" => {
            let noise = noise("fma");
            Func::wrap(store, move |x: f32, y: f32, z: f32| match &noise.0 {
                None => libm::fmaf(x, y, z),
                Some(_) => {
                    let [x, y, z] = [x, y, z].map(f64::from);
                    noise.apply(&[x, y, z], libm::fma(x, y, z)) as f32
                }
            })
        }
        ([ValType::F64, ValType::I32], [ValType::F64]) if name == "ldexp" || name == "scalbn" => {
            let noise = noise("ldexp");
            Func::wrap(store, move |x: f64, n: i32| noise.apply(&[x], libm::ldexp(x, n)))
        }
        ([ValType::F32, ValType::I32], [ValType::F32])
            if single == "ldexp" || single == "scalbn" =>
        {
            let noise = noise("ldexp");
            Func::wrap(store, move |x: f32, n: i32| {
                noise.apply(&[x.into()], libm::ldexp(x.into(), n)) as f32
            })
        }
        _ => return None,
    })
}

/// The host's part of a math function that the module has itself: up to three arguments and the
/// function's own result → that result with a legal error.
pub fn noisy<T: 'static>(store: &mut Store<T>, name: &str, dice: &Dice) -> Func {
    let noise = Noise::of(name, Some(dice));
    Func::wrap(store, move |x: f64, y: f64, z: f64, exact: f64| noise.apply(&[x, y, z], exact))
}

fn unary(name: &str) -> Option<fn(f64) -> f64> {
    Some(match name {
        "sin" => libm::sin,
        "cos" => libm::cos,
        "tan" => libm::tan,
        "asin" => libm::asin,
        "acos" => libm::acos,
        "atan" => libm::atan,
        "sinh" => libm::sinh,
        "cosh" => libm::cosh,
        "tanh" => libm::tanh,
        "asinh" => libm::asinh,
        "acosh" => libm::acosh,
        "atanh" => libm::atanh,
        "exp" => libm::exp,
        "exp2" => libm::exp2,
        "exp10" => libm::exp10,
        "expm1" => libm::expm1,
        "log" => libm::log,
        "log2" => libm::log2,
        "log10" => libm::log10,
        "log1p" => libm::log1p,
        "sqrt" => libm::sqrt,
        "cbrt" => libm::cbrt,
        "fabs" => libm::fabs,
        "ceil" => libm::ceil,
        "floor" => libm::floor,
        "trunc" => libm::trunc,
        "round" => libm::round,
        "rint" | "nearbyint" | "roundeven" => libm::roundeven,
        "erf" => libm::erf,
        "erfc" => libm::erfc,
        "tgamma" => libm::tgamma,
        "lgamma" => libm::lgamma,
        _ => return None,
    })
}

fn binary(name: &str) -> Option<fn(f64, f64) -> f64> {
    Some(match name {
        "atan2" => libm::atan2,
        "pow" => libm::pow,
        "fmod" => libm::fmod,
        "remainder" => libm::remainder,
        "hypot" => libm::hypot,
        "fmin" => libm::fmin,
        "fmax" => libm::fmax,
        "fdim" => libm::fdim,
        "copysign" => libm::copysign,
        _ => return None,
    })
}
