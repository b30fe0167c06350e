//! What to do next about naga's commonest errors.
//!
//! Reads naga's messages and types; a hint never changes what is an error.

use std::ops::Range;

use naga::valid::{
    EntryPointError, ExpressionError, FunctionError, GlobalVariableError, ValidationError,
};
use naga::{Module, ScalarKind, TypeInner, VectorSize};

use super::tokens::tokens;
use crate::contract::nearest::nearest;

/// What other shading languages and C say, and what WGSL says instead.
const ELSEWHERE: [(&str, &str); 34] = [
    ("float", "f32"),
    ("double", "f32"),
    ("int", "i32"),
    ("uint", "u32"),
    ("unsigned", "u32"),
    ("float2", "vec2<f32>"),
    ("float3", "vec3<f32>"),
    ("float4", "vec4<f32>"),
    ("int2", "vec2<i32>"),
    ("int3", "vec3<i32>"),
    ("uint2", "vec2<u32>"),
    ("uint3", "vec3<u32>"),
    ("lerp", "mix"),
    ("frac", "fract"),
    ("rsqrt", "inverseSqrt"),
    ("inversesqrt", "inverseSqrt"),
    ("fabs", "abs"),
    ("fabsf", "abs"),
    ("sqrtf", "sqrt"),
    ("sinf", "sin"),
    ("cosf", "cos"),
    ("expf", "exp"),
    ("logf", "log"),
    ("powf", "pow"),
    ("floorf", "floor"),
    ("fminf", "min"),
    ("fmaxf", "max"),
    ("fmin", "min"),
    ("fmax", "max"),
    ("mod", "the operator %"),
    ("fmod", "the operator %"),
    ("fmodf", "the operator %"),
    ("popcount", "countOneBits"),
    ("barrier", "workgroupBarrier"),
];

/// A hint for an error of the parser or of its type resolution.
pub fn parse(wgsl: &str, message: &str, place: Option<Range<usize>>) -> Option<String> {
    let here = place.as_ref().and_then(|range| wgsl.get(range.clone())).unwrap_or("");
    if here == "?" || message.ends_with("found \"?\"") {
        return Some("WGSL has no `? :`; write select(otherwise, then, condition)".into());
    }
    if let Some(name) = message.strip_prefix("no definition in scope for identifier: `") {
        return unknown_name(wgsl, name.trim_end_matches('`'));
    }
    if message.starts_with("expected ") && message.contains("found") {
        return expected(wgsl, message, place?.start);
    }
    let hint = if message.starts_with("invalid left-hand side of assignment") {
        "declare what changes with `var` instead of `let`; parameters need a `var` copy"
    } else if message.starts_with("workgroup size is missing") {
        "write @workgroup_size(64) after @compute"
    } else if message.contains("is a reserved keyword") {
        "give it another name, for example with a trailing underscore"
    } else if message.contains("automatic conversions cannot convert")
        || message.contains("is expected to be")
        || message.starts_with("cannot cast")
    {
        "WGSL converts no types by itself: write f32(…), i32(…) or u32(…)"
    } else if message.starts_with("wrong type passed") || message.starts_with("inconsistent type") {
        "convert the argument: f32(…), i32(…) or u32(…)"
    } else if message.starts_with("redefinition of") {
        "give one of the two another name"
    } else if message.contains("atomic variables cannot be accessed directly") {
        "use atomicLoad(&x) and atomicStore(&x, value)"
    } else if message.contains("is recursive") || message.contains("is cyclic") {
        "WGSL has no recursion: write a loop"
    } else if message.contains("enable") && message.contains("extension") {
        "drafts use no extensions: remove the line"
    } else {
        return None;
    };
    Some(hint.into())
}

/// A hint for an error of validation; may add a note that names types as WGSL writes them.
pub fn validation(
    module: &Module,
    error: &ValidationError,
    notes: &mut Vec<String>,
) -> Option<String> {
    let function = match error {
        ValidationError::Function { source, .. } => source,
        ValidationError::EntryPoint { source: EntryPointError::Function(source), .. } => source,
        ValidationError::EntryPoint { source: EntryPointError::BindingCollision(_), .. } => {
            return Some("give each resource its own @binding number".into());
        }
        ValidationError::EntryPoint {
            source: EntryPointError::OutOfRangeWorkgroupSize, ..
        } => {
            return Some(
                "each axis of @workgroup_size is at least 1 and all together ≤ 256".into(),
            );
        }
        ValidationError::GlobalVariable { source: GlobalVariableError::InvalidBinding, .. } => {
            return Some("write @group(0) @binding(N) before `var`".into());
        }
        _ => return None,
    };
    let hint = match function {
        FunctionError::Expression {
            source: ExpressionError::InvalidBinaryOperandTypes { lhs_type, rhs_type, .. },
            ..
        } => {
            let (left, right) = (type_name(module, lhs_type), type_name(module, rhs_type));
            notes.push(format!("the left side is {left}, the right side is {right}"));
            match (scalar_name(lhs_type), scalar_name(rhs_type)) {
                (Some("bool"), _) | (_, Some("bool")) => {
                    "compare numbers first (x != 0), or use select(no, yes, condition)".into()
                }
                (Some(left), Some(right)) if left != right => {
                    format!("WGSL converts no types by itself: write {left}(…) or {right}(…)")
                }
                _ => "both sides must have the same type".into(),
            }
        }
        FunctionError::InvalidStoreTypes { .. } | FunctionError::InvalidReturnType { .. } => {
            "convert the value to the declared type: f32(…), i32(…) or u32(…)".into()
        }
        FunctionError::InvalidIfType(_) => "compare it: `if x != 0 { … }`".into(),
        FunctionError::InvalidCall { .. } => {
            "look at the callee's parameters and their types".into()
        }
        FunctionError::InvalidStorePointer(_) => {
            "bind the buffer as var<storage, read_write>, or assign to a `var`".into()
        }
        FunctionError::MissingDefaultCase => "add `default: { }`".into(),
        _ => return None,
    };
    Some(hint)
}

/// A type as WGSL writes it, where it is short.
pub fn type_name(module: &Module, inner: &TypeInner) -> String {
    let scalar = |scalar: naga::Scalar| scalar_word(scalar.kind, scalar.width);
    match inner {
        TypeInner::Scalar(s) => scalar(*s).into(),
        TypeInner::Vector { size, scalar: s } => format!("vec{}<{}>", lanes(*size), scalar(*s)),
        TypeInner::Matrix { columns, rows, scalar: s } => {
            format!("mat{}x{}<{}>", lanes(*columns), lanes(*rows), scalar(*s))
        }
        TypeInner::Atomic(s) => format!("atomic<{}>", scalar(*s)),
        TypeInner::Pointer { base, .. } => {
            format!("a pointer to {}", type_name(module, &module.types[*base].inner))
        }
        TypeInner::ValuePointer { .. } => "a pointer".into(),
        TypeInner::Array { base, size, .. } => {
            let base = match &module.types[*base].inner {
                TypeInner::Array { .. } => "…".into(),
                inner => type_name(module, inner),
            };
            match size {
                naga::ArraySize::Constant(count) => format!("array<{base}, {count}>"),
                _ => format!("array<{base}>"),
            }
        }
        TypeInner::Struct { .. } => "a struct".into(),
        _ => "something else".into(),
    }
}

fn lanes(size: VectorSize) -> u32 {
    size as u32
}

fn scalar_name(inner: &TypeInner) -> Option<&'static str> {
    inner.scalar().map(|scalar| scalar_word(scalar.kind, scalar.width))
}

fn scalar_word(kind: ScalarKind, width: u8) -> &'static str {
    match (kind, width) {
        (ScalarKind::Float, 4) => "f32",
        (ScalarKind::Float, 2) => "f16",
        (ScalarKind::Float, _) => "f64",
        (ScalarKind::Sint, 4) => "i32",
        (ScalarKind::Sint, _) => "i64",
        (ScalarKind::Uint, 4) => "u32",
        (ScalarKind::Uint, _) => "u64",
        (ScalarKind::Bool, _) => "bool",
        (ScalarKind::AbstractInt, _) => "an integer literal",
        (ScalarKind::AbstractFloat, _) => "a float literal",
    }
}

fn expected(wgsl: &str, message: &str, start: usize) -> Option<String> {
    let before = wgsl.get(..start)?;
    let last = before.trim_end();
    let new_line = before[last.len()..].contains('\n');
    let unfinished = !last.ends_with([';', '{', '}', ',', '(']);
    if unfinished && (new_line || message.starts_with("expected `;`")) {
        let line = last.matches('\n').count() + 1;
        return Some(format!("a ';' may be missing at the end of line {line}"));
    }
    let word = tokens(&wgsl[start..]).next().map_or("", |(_, token)| token);
    match word {
        "int" | "float" | "uint" | "double" | "void" | "bool" => Some(
            "declare with `let x: f32 = …;`, `var x: i32 = …;` or `fn f(x: f32) -> f32`".into(),
        ),
        "while" | "for" | "if" => Some("close the statement before it".into()),
        "" => Some("close what is open: a brace or a parenthesis is missing".into()),
        _ => None,
    }
}

fn unknown_name(wgsl: &str, name: &str) -> Option<String> {
    if let Some((_, here)) = ELSEWHERE.iter().find(|(there, _)| *there == name) {
        return Some(format!("in WGSL that is {here}"));
    }
    if name.starts_with("gl_") || name == "thread_position_in_grid" {
        return Some(
            "take it as a parameter: @builtin(global_invocation_id) gid: vec3<u32>".into(),
        );
    }
    let declared = declared(wgsl);
    let builtins = naga::keywords::wgsl::BUILTIN_IDENTIFIERS.iter().copied();
    nearest(name, declared.into_iter().chain(builtins))
        .map(|near| format!("did you mean '{near}'?"))
        .or_else(|| Some(format!("declare '{name}' with `let`, `var`, `const` or `fn` first")))
}

/// Names that the text declares: what follows a declaring word, or stands before a colon.
fn declared(wgsl: &str) -> Vec<&str> {
    let mut names: Vec<&str> = Vec::new();
    let mut last = "";
    for (_, token) in tokens(wgsl) {
        if matches!(last, "let" | "const" | "fn" | "struct" | "var" | "alias" | ">") {
            names.push(token);
        }
        if token == ":" {
            names.push(last);
        }
        last = token;
    }
    names.retain(|name| name.starts_with(|c: char| c == '_' || c.is_alphabetic()));
    names
}
