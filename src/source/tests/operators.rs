//! Every operator, on values that hurt, against wasmtime; on parameters and on constants.

use wasmtime::Val;

use super::wasm::{Case, compare, lifted, parsed};

const INTS: [i64; 12] =
    [0, 1, -1, 2, 7, 31, 33, 255, 0x8000_0000, 0x7fff_ffff, 0x1234_5678_9abc_def0, i64::MIN];

const FLOATS: [f64; 16] = [
    0.0,
    -0.0,
    1.0,
    -1.0,
    0.5,
    1.5,
    2.5,
    -2.5,
    1e10,
    -1e10,
    3.4e38,
    1e-40,
    f64::INFINITY,
    f64::NEG_INFINITY,
    f64::NAN,
    16_777_217.0,
];

fn values(ty: &str) -> Vec<Val> {
    match ty {
        "i32" => INTS.iter().map(|v| Val::I32(*v as i32)).collect(),
        "i64" => INTS.iter().map(|v| Val::I64(*v)).collect(),
        "f32" => FLOATS.iter().map(|v| Val::F32((*v as f32).to_bits())).collect(),
        _ => FLOATS.iter().map(|v| Val::F64(v.to_bits())).collect(),
    }
}

fn constant(value: &Val) -> String {
    match value {
        Val::I32(v) => format!("(i32.const {v})"),
        Val::I64(v) => format!("(i64.const {v})"),
        Val::F32(v) => format!("(f32.reinterpret_i32 (i32.const {}))", *v as i32),
        Val::F64(v) => format!("(f64.reinterpret_i64 (i64.const {}))", *v as i64),
        other => panic!("{other:?}"),
    }
}

fn check(operator: &str, operands: &[&str], result: &str) {
    let memory = "(memory (export \"memory\") 1)";
    let params = operands.join(" ");
    let gets: Vec<_> = (0..operands.len()).map(|i| format!("(local.get {i})")).collect();
    let gets = gets.join(" ");
    let wat = format!(
        "(module {memory} (func (export \"f\") (param {params}) (result {result}) ({operator} {gets})))"
    );
    let mut cases = vec![vec![]];
    for operand in operands {
        let old = std::mem::take(&mut cases);
        for case in old {
            for value in values(operand) {
                let mut case: Vec<Val> = case.clone();
                case.push(value);
                cases.push(case);
            }
        }
    }
    let module = parsed(&wat);
    let kernel = lifted(&wat, "f");
    let as_cases: Vec<_> =
        cases.iter().map(|c| Case { arguments: c.clone(), memory: vec![] }).collect();
    let ran = compare(&module, &kernel, &as_cases);
    assert!(ran * 3 >= cases.len(), "{operator}: only {ran} of {} ran", cases.len());
    // All of them once more, folded: their exclusive or, as bits.
    for chunk in cases.chunks(40) {
        let mut body = String::from("(i64.const 0)");
        for case in chunk {
            if result.starts_with('f')
                || operator.contains("div")
                || operator.contains("rem")
                || operator.contains("trunc_f")
            {
                continue;
            }
            let operands: Vec<_> = case.iter().map(constant).collect();
            let call = format!("({operator} {})", operands.join(" "));
            let wide = if result == "i32" { format!("(i64.extend_i32_u {call})") } else { call };
            body = format!("(i64.add (i64.rotl {body} (i64.const 7)) {wide})");
        }
        let wat = format!("(module {memory} (func (export \"f\") (result i64) {body}))");
        compare(&parsed(&wat), &lifted(&wat, "f"), &[Case::default()]);
    }
}

#[test]
fn integer_operators() {
    for ty in ["i32", "i64"] {
        for op in [
            "add", "sub", "mul", "div_s", "div_u", "rem_s", "rem_u", "and", "or", "xor", "shl",
            "shr_s", "shr_u", "rotl", "rotr",
        ] {
            check(&format!("{ty}.{op}"), &[ty, ty], ty);
        }
        for op in ["eq", "ne", "lt_s", "lt_u", "gt_s", "gt_u", "le_s", "le_u", "ge_s", "ge_u"] {
            check(&format!("{ty}.{op}"), &[ty, ty], "i32");
        }
        for op in ["clz", "ctz", "popcnt", "extend8_s", "extend16_s"] {
            check(&format!("{ty}.{op}"), &[ty], ty);
        }
        check(&format!("{ty}.eqz"), &[ty], "i32");
    }
    check("i64.extend32_s", &["i64"], "i64");
    check("i64.extend_i32_s", &["i32"], "i64");
    check("i64.extend_i32_u", &["i32"], "i64");
    check("i32.wrap_i64", &["i64"], "i32");
}

#[test]
fn float_operators() {
    for ty in ["f32", "f64"] {
        for op in ["add", "sub", "mul", "div", "min", "max", "copysign"] {
            check(&format!("{ty}.{op}"), &[ty, ty], ty);
        }
        for op in ["eq", "ne", "lt", "gt", "le", "ge"] {
            check(&format!("{ty}.{op}"), &[ty, ty], "i32");
        }
        for op in ["abs", "neg", "ceil", "floor", "trunc", "nearest", "sqrt"] {
            check(&format!("{ty}.{op}"), &[ty], ty);
        }
        for int in ["i32", "i64"] {
            for sign in ["s", "u"] {
                check(&format!("{int}.trunc_sat_{ty}_{sign}"), &[ty], int);
                check(&format!("{ty}.convert_{int}_{sign}"), &[int], ty);
            }
        }
    }
    check("f64.promote_f32", &["f32"], "f64");
    check("f32.demote_f64", &["f64"], "f32");
    check("i32.reinterpret_f32", &["f32"], "i32");
    check("f32.reinterpret_i32", &["i32"], "f32");
    check("i64.reinterpret_f64", &["f64"], "i64");
    check("f64.reinterpret_i64", &["i64"], "f64");
}
