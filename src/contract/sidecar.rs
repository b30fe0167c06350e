//! The sidecar's text → its keys, each with its place. Every key is optional here: what is
//! missing is inferred.
//!
//! Knows the format, not the kernel; whether the keys fit the kernel, `overlay` says.

use std::ops::Range;

use serde::Deserialize;
use toml::Spanned;

use super::{Abi, BufferAccess, Elem, Expr, Generator, ImageFormat, Layout, ScalarType, Tolerance};
use crate::contract::nearest::nearest;
use crate::kernel::{Diagnostic, Origin, Span};

/// A sidecar's keys (CONTRACT.md).
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Sidecar {
    pub export: Option<Spanned<String>>,
    pub abi: Option<Spanned<Abi>>,
    pub outputs: Option<Spanned<Vec<Spanned<String>>>>,
    pub threads: Option<Spanned<Vec<Spanned<ExprText>>>>,
    pub cases: Option<Vec<Spanned<CaseText>>>,
    pub tolerance: Option<Spanned<Tolerance>>,
    pub image: Option<Spanned<ImageText>>,
    pub returns: Option<Spanned<ScalarType>>,
    pub note: Option<String>,
    pub invocation: Option<Spanned<Vec<Spanned<String>>>>,
    pub globals: Option<Spanned<Vec<Spanned<MemberText>>>>,
    pub entry_params: Option<Spanned<Vec<Spanned<MemberText>>>>,
    pub workgroup: Option<Spanned<[u32; 3]>>,
    #[serde(rename = "param")]
    pub params: Option<Vec<Spanned<ParamText>>>,
}

/// `[[param]]`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ParamText {
    pub name: Spanned<String>,
    pub kind: Option<Kind>,
    pub elem: Option<Spanned<Elem>>,
    pub access: Option<Spanned<BufferAccess>>,
    pub length: Option<Spanned<ExprText>>,
    #[serde(rename = "gen")]
    pub generator: Option<Spanned<GeneratorText>>,
    pub layout: Option<Spanned<Layout>>,
    pub base: Option<Spanned<u32>>,
    #[serde(rename = "type")]
    pub ty: Option<Spanned<ScalarType>>,
}

/// `kind`.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Kind {
    Buffer,
    Scalar,
}

/// `image`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ImageText {
    pub width: ExprText,
    pub height: ExprText,
    pub buffer: Spanned<String>,
    pub format: ImageFormat,
}

/// A member of `globals` or `entry_params`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct MemberText {
    pub kind: MemberKind,
    pub name: Option<String>,
    pub stride: Option<u32>,
    pub fields: Option<Vec<String>>,
    pub field: Option<String>,
}

/// A member's `kind`.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum MemberKind {
    Buffer,
    UniformPtr,
    Uniform,
}

/// An expression; a bare integer counts as one.
#[derive(Clone, PartialEq, Debug, Deserialize)]
#[serde(try_from = "IntOrText")]
pub(super) struct ExprText(pub Expr);

#[derive(Deserialize)]
#[serde(untagged)]
enum IntOrText {
    Int(i64),
    Text(String),
}

impl TryFrom<IntOrText> for ExprText {
    type Error = String;

    fn try_from(text: IntOrText) -> Result<Self, String> {
        match text {
            IntOrText::Int(value) => Ok(Self(Expr::Int(value))),
            IntOrText::Text(text) => Expr::parse(&text).map(Self).map_err(|e| {
                let column = text[..e.start].chars().count() + 1;
                format!("{} (character {column} of the expression)", e.message)
            }),
        }
    }
}

/// A `gen`.
#[derive(Clone, PartialEq, Debug, Deserialize)]
#[serde(try_from = "String")]
pub(super) struct GeneratorText(pub Generator);

impl TryFrom<String> for GeneratorText {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        text.parse().map(Self)
    }
}

/// A line of `cases`: values by name, in the order they are written.
#[derive(Clone, PartialEq, Debug, Default)]
pub(super) struct CaseText(pub Vec<(String, f64)>);

impl<'de> Deserialize<'de> for CaseText {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;
        impl<'de> serde::de::Visitor<'de> for Visitor {
            type Value = CaseText;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("a table of scalar values such as { w = 33, h = 21 }")
            }

            fn visit_map<A: serde::de::MapAccess<'de>>(
                self,
                mut map: A,
            ) -> Result<CaseText, A::Error> {
                let mut values = Vec::new();
                while let Some((name, Number(value))) = map.next_entry()? {
                    values.push((name, value));
                }
                Ok(CaseText(values))
            }
        }
        deserializer.deserialize_map(Visitor)
    }
}

struct Number(f64);

impl<'de> Deserialize<'de> for Number {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;
        impl serde::de::Visitor<'_> for Visitor {
            type Value = Number;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("a finite number, true or false")
            }

            fn visit_bool<E>(self, value: bool) -> Result<Number, E> {
                Ok(Number(f64::from(u8::from(value))))
            }

            fn visit_i64<E: serde::de::Error>(self, value: i64) -> Result<Number, E> {
                // Beyond this f64 skips integers.
                if value.unsigned_abs() > 1 << 53 {
                    return Err(E::custom("the value is beyond ±2^53"));
                }
                Ok(Number(value as f64))
            }

            fn visit_u64<E: serde::de::Error>(self, _: u64) -> Result<Number, E> {
                Err(E::custom("the value is beyond ±2^53"))
            }

            fn visit_f64<E: serde::de::Error>(self, value: f64) -> Result<Number, E> {
                if !value.is_finite() {
                    return Err(E::custom("the value is not finite"));
                }
                Ok(Number(value))
            }
        }
        deserializer.deserialize_any(Visitor)
    }
}

impl Sidecar {
    /// Reads a sidecar.
    ///
    /// # Errors
    /// One diagnostic: TOML stops at the first mistake.
    pub fn parse(text: &str) -> Result<Self, Diagnostic> {
        toml::from_str(text).map_err(|error| diagnostic(text, &error))
    }
}

/// An error at a place of the sidecar.
pub(super) fn error(text: &str, place: Range<usize>, message: impl Into<String>) -> Diagnostic {
    if text.is_empty() {
        // Inference alone spoke.
        return Diagnostic::error("contract/infer", Origin::Source, message);
    }
    let span = Span::of_bytes(text, place.start, place.end);
    Diagnostic::error("contract/sidecar", Origin::Contract, message).at(Some(span))
}

fn diagnostic(text: &str, error: &toml::de::Error) -> Diagnostic {
    let said = error.message().trim_end_matches('.');
    let span = error.span().map(|place| Span::of_bytes(text, place.start, place.end));
    let build =
        |message: String| Diagnostic::error("contract/sidecar", Origin::Contract, message).at(span);
    // serde: unknown field `x`, expected one of `a`, `b`
    let unknown = [("unknown field `", "key"), ("unknown variant `", "value")];
    for (prefix, what) in unknown {
        if let Some((name, expected)) = said.strip_prefix(prefix).and_then(|r| r.split_once('`')) {
            let known: Vec<&str> = expected.split('`').skip(1).step_by(2).collect();
            let hint = match nearest(name, known.iter().copied()) {
                Some(near) => format!("did you mean '{near}'?"),
                None => format!("known here: {}", known.join(", ")),
            };
            return build(format!("unknown {what} '{}'", name.escape_debug())).with_hint(hint);
        }
    }
    let message: String = said.lines().collect::<Vec<_>>().join(", ");
    let diagnostic = build(message.replace(
        "data did not match any variant of untagged enum IntOrText",
        "an expression is a string or an integer",
    ));
    match said {
        _ if said.contains("missing field `name`") => {
            diagnostic.with_hint("every [[param]] begins with its name")
        }
        _ if said.contains("no way to draw inputs") => diagnostic.with_hint(
            "write a type (f32), a range (i32:0:9), bits, zeros, ramp or sorted:LOW:HIGH",
        ),
        _ if said.contains("expression") => {
            diagnostic.with_hint("known: integers, scalars, + - * / ( ) min max ceil_div")
        }
        _ => diagnostic,
    }
}
