//! C's math functions for kernels that import them.
//!
//! The f32 functions are computed in f64 and rounded once, which is correctly rounded but for
//! ties nearer than 2⁻²⁹ ulp. Nothing here touches memory: `frexp` and its like are not served.

use wasmtime::{Func, FuncType, Store, ValType};

/// The host's function for an import of this name and type, if it is one of C's.
pub fn function<T: 'static>(store: &mut Store<T>, name: &str, ty: &FuncType) -> Option<Func> {
    let params: Vec<ValType> = ty.params().collect();
    let results: Vec<ValType> = ty.results().collect();
    let single = name.strip_suffix('f').unwrap_or(name);
    Some(match (params.as_slice(), results.as_slice()) {
        ([ValType::F64], [ValType::F64]) => {
            let f = unary(name)?;
            Func::wrap(store, move |x: f64| f(x))
        }
        ([ValType::F32], [ValType::F32]) => {
            let f = unary(single).or_else(|| unary(name))?;
            Func::wrap(store, move |x: f32| f(x.into()) as f32)
        }
        ([ValType::F64, ValType::F64], [ValType::F64]) => {
            let f = binary(name)?;
            Func::wrap(store, move |x: f64, y: f64| f(x, y))
        }
        ([ValType::F32, ValType::F32], [ValType::F32]) => {
            let f = binary(single).or_else(|| binary(name))?;
            Func::wrap(store, move |x: f32, y: f32| f(x.into(), y.into()) as f32)
        }
        ([ValType::F64, ValType::F64, ValType::F64], [ValType::F64]) if name == "fma" => {
            Func::wrap(store, libm::fma)
        }
        ([ValType::F32, ValType::F32, ValType::F32], [ValType::F32]) if single == "fma" => {
            Func::wrap(store, libm::fmaf)
        }
        ([ValType::F64, ValType::I32], [ValType::F64]) if name == "ldexp" || name == "scalbn" => {
            Func::wrap(store, libm::ldexp)
        }
        ([ValType::F32, ValType::I32], [ValType::F32])
            if single == "ldexp" || single == "scalbn" =>
        {
            Func::wrap(store, |x: f32, n: i32| libm::ldexp(x.into(), n) as f32)
        }
        _ => return None,
    })
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
