//! What WGSL allows each of C's math functions: its builtin's bound, or that of the shortest
//! formula of builtins where there is none.

use crate::execute::accuracy::{Operation as O, perturb, perturb_by, ulp};

/// How a function's result may err.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Legal {
    /// A builtin or an operator.
    Builtin(O),
    /// `exp10(x)` = `pow(10, x)`
    Exp10,
    /// `cbrt(x)` = `sign(x) * pow(abs(x), 1/3)`
    Cbrt,
    /// `expm1(x)` = `exp(x) - 1`
    Expm1,
    /// `log1p(x)` = `log(1 + x)`
    Log1p,
    /// `log10(x)` = `log2(x) * 0.30103`
    Log10,
    /// erf, gamma and the like: a series of a few dozen f32 operations, 64 units or 2⁻²⁰.
    Series,
}

impl Legal {
    /// By the bare C name.
    pub fn of(name: &str) -> Self {
        Self::Builtin(match name {
            "sin" => O::Sin,
            "cos" => O::Cos,
            "tan" => O::Tan,
            "asin" => O::Asin,
            "acos" => O::Acos,
            "atan" => O::Atan,
            "atan2" => O::Atan2,
            "sinh" => O::Sinh,
            "cosh" => O::Cosh,
            "tanh" => O::Tanh,
            "asinh" => O::Asinh,
            "acosh" => O::Acosh,
            "atanh" => O::Atanh,
            "exp" => O::Exp,
            "exp2" => O::Exp2,
            "log" => O::Log,
            "log2" => O::Log2,
            "pow" => O::Pow,
            "sqrt" => O::Sqrt,
            "fma" => O::Fma,
            "fmod" | "remainder" => O::Rem,
            "hypot" => O::Length,
            "ldexp" | "scalbn" | "scalbln" => O::Ldexp,
            "fdim" => O::Sub,
            "fabs" | "abs" | "ceil" | "floor" | "trunc" | "round" | "rint" | "nearbyint"
            | "roundeven" | "fmin" | "fmax" | "copysign" => O::Exact,
            "exp10" => return Self::Exp10,
            "cbrt" => return Self::Cbrt,
            "expm1" => return Self::Expm1,
            "log1p" => return Self::Log1p,
            "log10" => return Self::Log10,
            _ => return Self::Series,
        })
    }

    /// A legal result, chosen by `random`.
    pub fn result(self, operands: &[f64], exact: f64, random: u32) -> f32 {
        let x = operands.first().copied().unwrap_or(0.0);
        // log errs by 2⁻²¹ on [0.5, 2], elsewhere by 3 units.
        let log = |x: f64, exact: f64| {
            if (0.5..=2.0).contains(&x) { 2f64.powi(-21) } else { 3.0 * ulp(exact) }
        };
        match self {
            // A root of two squares, not of one.
            Self::Builtin(O::Length) => {
                let both = operands.get(..2).unwrap_or(operands);
                perturb(O::Length, both, exact, 0.0, random)
            }
            Self::Builtin(operation) => perturb(operation, operands, exact, 0.0, random),
            Self::Exp10 => perturb(O::Pow, &[10.0, x], exact, 0.0, random),
            Self::Cbrt if x == 0.0 => exact as f32,
            Self::Cbrt => {
                let found = perturb(O::Pow, &[x.abs(), 1.0 / 3.0], exact.abs(), 0.0, random);
                found.copysign(exact as f32)
            }
            Self::Expm1 => {
                let error = (3.0 + 2.0 * x.abs()) * ulp(x.exp()) + ulp(exact);
                perturb_by(exact, error, random)
            }
            Self::Log1p => {
                perturb_by(exact, ulp(1.0 + x) / (1.0 + x) + log(1.0 + x, exact), random)
            }
            Self::Log10 => {
                let error = log(x, x.log2()) * std::f64::consts::LOG10_2 + 1.5 * ulp(exact);
                perturb_by(exact, error, random)
            }
            Self::Series => perturb_by(exact, (64.0 * ulp(exact)).max(2f64.powi(-20)), random),
        }
    }
}
