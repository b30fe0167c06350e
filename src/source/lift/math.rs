//! C's math functions by name and type.

use super::graph::Func;
use crate::source::decode::{Signature, WasmTy};
use crate::source::lifted::{MathFn as M, Ty, Unary, ValueId};

/// What a function of that name and type computes.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) enum Known {
    /// A function of the lifted form.
    Function(M, Ty),
    /// One wasm operator.
    Operator(Unary, Ty),
}

/// Recognises `sinf`, `sin`, `Math.sin`, …; the type decides between f32 and f64.
pub(super) fn known(name: &str, signature: &Signature) -> Option<Known> {
    let [WasmTy::Number(ty @ (Ty::F32 | Ty::F64))] = signature.results[..] else { return None };
    let name = name.rsplit('.').next().unwrap_or(name);
    let base = match (name, ty) {
        ("modf" | "erf", _) => return None,
        (_, Ty::F32) => name.strip_suffix('f').unwrap_or(name),
        _ => name,
    };
    let (known, arity) = match base {
        "fabs" | "abs" => (Known::Operator(Unary::Abs, ty), 1),
        "sqrt" => (Known::Operator(Unary::Sqrt, ty), 1),
        "floor" => (Known::Operator(Unary::Floor, ty), 1),
        "ceil" => (Known::Operator(Unary::Ceil, ty), 1),
        "trunc" => (Known::Operator(Unary::TruncF, ty), 1),
        "rint" | "nearbyint" => (Known::Operator(Unary::Nearest, ty), 1),
        _ => {
            let (function, arity) = function(base)?;
            (Known::Function(function, ty), arity)
        }
    };
    let mut expected = vec![WasmTy::Number(ty); arity];
    if base == "ldexp" {
        expected[1] = WasmTy::Number(Ty::I32);
    }
    (signature.params == expected).then_some(known)
}

/// The bare C name of what [`known`] recognises: `sin` for `sinf`, `sin` and `Math.sin`.
pub(in crate::source) fn c_name<'a>(name: &'a str, signature: &Signature) -> Option<&'a str> {
    known(name, signature)?;
    let name = name.rsplit('.').next().unwrap_or(name);
    Some(match signature.results[..] {
        [WasmTy::Number(Ty::F32)] => name.strip_suffix('f').unwrap_or(name),
        _ => name,
    })
}

fn function(base: &str) -> Option<(M, usize)> {
    Some(match base {
        "sin" => (M::Sin, 1),
        "cos" => (M::Cos, 1),
        "tan" => (M::Tan, 1),
        "asin" => (M::Asin, 1),
        "acos" => (M::Acos, 1),
        "atan" => (M::Atan, 1),
        "atan2" => (M::Atan2, 2),
        "sinh" => (M::Sinh, 1),
        "cosh" => (M::Cosh, 1),
        "tanh" => (M::Tanh, 1),
        "asinh" => (M::Asinh, 1),
        "acosh" => (M::Acosh, 1),
        "atanh" => (M::Atanh, 1),
        "exp" => (M::Exp, 1),
        "exp2" => (M::Exp2, 1),
        "log" => (M::Log, 1),
        "log2" => (M::Log2, 1),
        "log10" => (M::Log10, 1),
        "pow" => (M::Pow, 2),
        "fmod" => (M::Fmod, 2),
        "hypot" => (M::Hypot, 2),
        "cbrt" => (M::Cbrt, 1),
        "round" => (M::Round, 1),
        "fma" => (M::Fma, 3),
        "fmin" => (M::Fmin, 2),
        "fmax" => (M::Fmax, 2),
        "ldexp" | "scalbn" | "scalbln" => (M::Ldexp, 2),
        _ => return None,
    })
}

/// The value of a call.
pub(super) fn call(f: &mut Func, known: Known, arguments: Vec<ValueId>) -> ValueId {
    match known {
        Known::Operator(op, ty) => f.unary(op, ty, arguments[0]),
        Known::Function(function, ty) => f.math(ty, function, arguments),
    }
}
