//! One vector's two results against what WGSL promises.

use super::{Builtin, Compared, Given, Kind, Near, Rule};
use crate::execute::accuracy::Interval;
use crate::verify::compare::ulps;

/// Sums of a few products that may each be taken for zero.
pub const FLUSHED: f64 = 32.0 * f32::MIN_POSITIVE as f64;

/// Compares, and counts.
pub fn judge(
    builtin: &Builtin,
    operands: &[[u32; 4]; 3],
    simt: &[u32; 4],
    adapter: &[u32; 4],
    compared: &mut Compared,
) {
    let wide: [[f64; 4]; 3] =
        operands.map(|operand| operand.map(|word| f64::from(f32::from_bits(word))));
    let floats = builtin.given != Given::Words;
    // An implementation may take subnormal operands for zero.
    let used = if matches!(builtin.rule, Rule::Near(_)) { 4 } else { 1 };
    let subnormal = |word: &u32| f32::from_bits(*word).is_subnormal();
    if floats && operands.iter().any(|operand| operand[..used].iter().any(subnormal)) {
        compared.open += 1;
        return;
    }
    let promised = match builtin.rule {
        Rule::Bits => {
            if simt != adapter {
                miss(builtin, operands, simt, adapter, [false, true], compared);
            }
            return;
        }
        Rule::Exact => return exact(builtin, operands, simt, adapter, compared),
        Rule::Bound(operation, count, function) => {
            let given = [wide[0][0], wide[1][0], wide[2][0]];
            let exact = function(given);
            operation.allowed(&given[..count], exact).map(|interval| [interval; 4])
        }
        Rule::Near(function) => function(&wide, operands).map(|Near { exact, error }| {
            let error = error + FLUSHED;
            exact.map(|exact| Interval { lo: exact - error, hi: exact + error })
        }),
    };
    // What may overflow is promised nothing.
    let most = f64::from(f32::MAX);
    let promised =
        promised.filter(|all| all.iter().all(|found| found.lo >= -most && found.hi <= most));
    let Some(promised) = promised else {
        compared.open += 1;
        return;
    };
    let mut outside = [false; 2];
    for (lane, interval) in promised.iter().enumerate().take(components(builtin.result)) {
        let both = [simt, adapter].map(|result| number(builtin.result, result[lane]));
        for (outside, value) in outside.iter_mut().zip(both) {
            *outside |= !within(*interval, value);
        }
        let [a, b] = [simt, adapter].map(|result| f32::from_bits(result[lane]));
        if is_float(builtin.result) && a.is_finite() && b.is_finite() {
            compared.max_ulp = compared.max_ulp.max(ulps(a, b));
        }
    }
    if outside.contains(&true) {
        miss(builtin, operands, simt, adapter, outside, compared);
    }
}

/// Floats that WGSL defines without any error.
fn exact(
    builtin: &Builtin,
    operands: &[[u32; 4]; 3],
    simt: &[u32; 4],
    adapter: &[u32; 4],
    compared: &mut Compared,
) {
    let mut differs = false;
    for lane in 0..components(builtin.result) {
        let [a, b] = [simt, adapter].map(|result| f32::from_bits(result[lane]));
        if !a.is_finite() {
            compared.open += 1;
            return;
        }
        let flushed = |v: f32| if v.is_subnormal() { 0.0 } else { v };
        differs |= flushed(a) != flushed(b);
    }
    if differs {
        miss(builtin, operands, simt, adapter, [false, true], compared);
    }
}

/// Inside, or zero where a subnormal would be.
fn within(interval: Interval, value: f64) -> bool {
    let least = f64::from(f32::MIN_POSITIVE);
    interval.contains(value) || (value == 0.0 && interval.lo < least && interval.hi > -least)
}

fn number(kind: Kind, word: u32) -> f64 {
    match kind {
        Kind::Int | Kind::Int4 => (word as i32).into(),
        Kind::Bool | Kind::Uint | Kind::Uint4 => word.into(),
        _ => f32::from_bits(word).into(),
    }
}

fn is_float(kind: Kind) -> bool {
    matches!(kind, Kind::Float | Kind::Float2 | Kind::Float3 | Kind::Float4)
}

fn components(kind: Kind) -> usize {
    match kind {
        Kind::Bool | Kind::Int | Kind::Uint | Kind::Float => 1,
        Kind::Float2 => 2,
        Kind::Float3 => 3,
        Kind::Uint4 | Kind::Int4 | Kind::Float4 => 4,
    }
}

fn miss(
    builtin: &Builtin,
    operands: &[[u32; 4]; 3],
    simt: &[u32; 4],
    adapter: &[u32; 4],
    [by_simt, by_adapter]: [bool; 2],
    compared: &mut Compared,
) {
    compared.simt_outside += usize::from(by_simt);
    compared.adapter_outside += usize::from(by_adapter);
    compared.first.get_or_insert_with(|| {
        let many = matches!(builtin.rule, Rule::Near(_));
        let operand = |words: &[u32; 4]| {
            let float = builtin.given != Given::Words;
            show(&words[..if many { 4 } else { 1 }], if float { Kind::Float } else { Kind::Uint })
        };
        let [a, b, c] = [&operands[0], &operands[1], &operands[2]].map(operand);
        let count = components(builtin.result);
        let result = |words: &[u32; 4]| show(&words[..count], builtin.result);
        format!("{a}, {b}, {c}: simt {}, the adapter {}", result(simt), result(adapter))
    });
}

fn show(words: &[u32], kind: Kind) -> String {
    let one = |word: &u32| match kind {
        Kind::Int | Kind::Int4 => (*word as i32).to_string(),
        Kind::Bool | Kind::Uint | Kind::Uint4 => format!("{word:#x}"),
        _ => format!("{:?}", f32::from_bits(*word)),
    };
    match words {
        [word] => one(word),
        words => format!("({})", words.iter().map(one).collect::<Vec<_>>().join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::verify::builtins::TABLE;

    /// What one vector counts as: open, outside by `simt`, outside by the adapter.
    fn counted(name: &str, operands: [f32; 3], simt: f32, adapter: f32) -> [usize; 3] {
        let builtin = TABLE.iter().find(|builtin| builtin.name == name).unwrap();
        let mut compared = Compared {
            builtin: builtin.name,
            vectors: 1,
            open: 0,
            simt_outside: 0,
            adapter_outside: 0,
            max_ulp: 0,
            first: None,
            failed: None,
        };
        let operands = operands.map(|operand| [operand.to_bits(); 4]);
        let [simt, adapter] = [simt, adapter].map(|result| [result.to_bits(); 4]);
        judge(builtin, &operands, &simt, &adapter, &mut compared);
        assert_eq!(compared.first.is_some(), !compared.agrees());
        [compared.open, compared.simt_outside, compared.adapter_outside]
    }

    #[test]
    fn a_wrong_result_is_outside_and_says_whose() {
        let (x, sin) = (1.0, 1_f32.sin());
        assert_eq!(counted("sin(x)", [x, 0.0, 0.0], sin, sin + 4e-4), [0, 0, 0]);
        assert_eq!(counted("sin(x)", [x, 0.0, 0.0], sin, sin + 6e-4), [0, 0, 1]);
        assert_eq!(counted("sin(x)", [x, 0.0, 0.0], -sin, sin), [0, 1, 0]);
        assert_eq!(counted("sin(x)", [x, 0.0, 0.0], sin, f32::NAN), [0, 0, 1]);
        assert_eq!(counted("x + y", [1.0, 2.0, 0.0], 3.0, 3.0_f32.next_up()), [0, 0, 1]);
        assert_eq!(counted("floor(x)", [1.5, 0.0, 0.0], 1.0, 2.0), [0, 0, 1]);
        assert_eq!(counted("x < y", [1.5, 0.0, 0.0], 0.0, 1.0), [0, 0, 1]);
        assert_eq!(counted("dot(fa, fb)", [1.0, 2.0, 0.0], 8.0, 8.1), [0, 0, 1]);
    }

    #[test]
    fn what_wgsl_leaves_open_is_not_compared() {
        let tiny = f32::from_bits(5);
        assert_eq!(counted("abs(x)", [tiny, 0.0, 0.0], tiny, 0.0), [1, 0, 0]);
        assert_eq!(counted("x / y", [1.0, 0.0, 0.0], f32::INFINITY, 0.0), [1, 0, 0]);
        assert_eq!(counted("x * y", [1e30, 1e30, 0.0], f32::INFINITY, f32::MAX), [1, 0, 0]);
        assert_eq!(counted("sign(x)", [0.0, 0.0, 0.0], 0.0, -0.0), [0, 0, 0]);
        assert_eq!(counted("x * y", [1e-30, 1e-10, 0.0], 1e-40, 0.0), [0, 0, 0]);
    }
}
