//! Canonical JSON: the one byte string that a value has, for hashing and signing.
//!
//! RFC 8785 (JCS) without its floating-point numbers: UTF-8, no white space, object keys sorted by
//! their UTF-16 code units, strings escaped as ECMAScript's `JSON.stringify` does, and only
//! objects, arrays, strings, integers of at most 53 bits, booleans and null. Any JCS
//! implementation gives the same bytes. Never rounds: a float is an error.

use serde::Serialize;
use serde_json::Value;

/// The largest integer that every JSON reader holds exactly: 2^53 − 1.
const MAX_INTEGER: u64 = (1 << 53) - 1;

/// Objects and arrays nest no deeper.
const MAX_DEPTH: usize = 32;

/// Why a value has no canonical form.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum CanonicalError {
    /// A number that isn't an integer, or is too large.
    #[error("the number {0} has no canonical form: only integers up to 2^53 − 1 have one")]
    Number(String),
    /// Nested too deep.
    #[error("nested deeper than {MAX_DEPTH} levels")]
    Depth,
    /// No JSON, or JSON that is not written canonically.
    #[error("{0}")]
    Json(String),
}

/// The canonical bytes of `value`.
///
/// # Errors
/// A float, a large integer, or a value that isn't JSON.
pub fn to_bytes(value: &impl Serialize) -> Result<Vec<u8>, CanonicalError> {
    let value = serde_json::to_value(value).map_err(|e| CanonicalError::Json(e.to_string()))?;
    let mut text = String::new();
    write(&value, 0, &mut text)?;
    Ok(text.into_bytes())
}

/// Reads canonical bytes, and refuses any other way of writing the same value.
///
/// # Errors
/// No JSON, not canonical, or not a `T`.
pub fn from_bytes<T: serde::de::DeserializeOwned>(bytes: &[u8]) -> Result<T, CanonicalError> {
    let value: Value =
        serde_json::from_slice(bytes).map_err(|e| CanonicalError::Json(e.to_string()))?;
    if to_bytes(&value)? != bytes {
        return Err(CanonicalError::Json("not written in canonical form".into()));
    }
    serde_json::from_value(value).map_err(|e| CanonicalError::Json(e.to_string()))
}

fn write(value: &Value, depth: usize, out: &mut String) -> Result<(), CanonicalError> {
    if depth > MAX_DEPTH {
        return Err(CanonicalError::Depth);
    }
    match value {
        Value::Null => out.push_str("null"),
        Value::Bool(value) => out.push_str(if *value { "true" } else { "false" }),
        Value::Number(number) => {
            let small = number.as_u64().is_some_and(|n| n <= MAX_INTEGER)
                || number.as_i64().is_some_and(|n| n.unsigned_abs() <= MAX_INTEGER);
            if !small {
                return Err(CanonicalError::Number(number.to_string()));
            }
            out.push_str(&number.to_string());
        }
        Value::String(text) => string(text, out),
        Value::Array(items) => {
            out.push('[');
            for (at, item) in items.iter().enumerate() {
                if at > 0 {
                    out.push(',');
                }
                write(item, depth + 1, out)?;
            }
            out.push(']');
        }
        Value::Object(members) => {
            let mut members: Vec<_> = members.iter().collect();
            members.sort_by(|(a, _), (b, _)| a.encode_utf16().cmp(b.encode_utf16()));
            out.push('{');
            for (at, (key, value)) in members.into_iter().enumerate() {
                if at > 0 {
                    out.push(',');
                }
                string(key, out);
                out.push(':');
                write(value, depth + 1, out)?;
            }
            out.push('}');
        }
    }
    Ok(())
}

fn string(text: &str, out: &mut String) {
    out.push('"');
    for character in text.chars() {
        match character {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\u{8}' => out.push_str("\\b"),
            '\t' => out.push_str("\\t"),
            '\n' => out.push_str("\\n"),
            '\u{c}' => out.push_str("\\f"),
            '\r' => out.push_str("\\r"),
            control @ '\0'..'\u{20}' => out.push_str(&format!("\\u{:04x}", u32::from(control))),
            other => out.push(other),
        }
    }
    out.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn canonical(value: Value) -> String {
        String::from_utf8(to_bytes(&value).unwrap()).unwrap()
    }

    #[test]
    fn keys_are_sorted_by_utf16_code_units() {
        // RFC 8785, 3.2.3: U+1F600 is a surrogate pair, so it sorts before U+FB33.
        let value = json!({"\u{fb33}": 1, "\u{1f600}": 2, "\u{20ac}": 3, "1": 4, "\r": 5});
        assert_eq!(
            canonical(value),
            "{\"\\r\":5,\"1\":4,\"\u{20ac}\":3,\"\u{1f600}\":2,\"\u{fb33}\":1}"
        );
    }

    #[test]
    fn strings_are_escaped_as_json_stringify_does() {
        let value = json!("\u{20ac}$\u{f}\nA'B\"\\\"/\u{8}\u{7f}\u{2028}");
        assert_eq!(canonical(value), "\"\u{20ac}$\\u000f\\nA'B\\\"\\\\\\\"/\\b\u{7f}\u{2028}\"");
    }

    #[test]
    fn numbers_without_an_exact_form_are_refused() {
        for value in [json!(0.5), json!(1e300), json!(1u64 << 53), json!(-(1i64 << 53))] {
            assert!(to_bytes(&value).is_err(), "{value}");
        }
        assert_eq!(canonical(json!([-1, 0, MAX_INTEGER])), "[-1,0,9007199254740991]");
    }

    #[test]
    fn only_one_way_of_writing_is_read() {
        assert!(from_bytes::<Value>(b"{\"a\":1,\"b\":2}").is_ok());
        for text in [
            "{\"b\":2,\"a\":1}",
            "{\"a\": 1}",
            "{\"a\":1}\n",
            "{\"a\":1,\"a\":1}",
            "[1.0]",
            "\"\\u0041\"",
        ] {
            assert!(from_bytes::<Value>(text.as_bytes()).is_err(), "{text}");
        }
    }

    #[test]
    fn deep_nesting_is_an_error() {
        let text = format!("{}{}", "[".repeat(100), "]".repeat(100));
        assert_eq!(from_bytes::<Value>(text.as_bytes()), Err(CanonicalError::Depth));
        let text = "[".repeat(100_000);
        assert!(matches!(from_bytes::<Value>(text.as_bytes()), Err(CanonicalError::Json(_))));
    }
}
