//! Names that WGSL accepts: CONTRACT.md's rule for names that it reserves.
//!
//! Names come from wasm files and sidecars, so anything may stand in them.

use std::collections::HashSet;

use naga::keywords::wgsl::{BUILTIN_IDENTIFIER_SET, RESERVED_SET};

/// Names of the interface itself.
const OURS: [&str; 4] = ["p", "Params", "main", "ret"];

/// Predeclared aliases and extensions that naga's own lists leave out.
const MORE: [&str; 45] = [
    "vec2i",
    "vec3i",
    "vec4i",
    "vec2u",
    "vec3u",
    "vec4u",
    "vec2f",
    "vec3f",
    "vec4f",
    "vec2h",
    "vec3h",
    "vec4h",
    "mat2x2f",
    "mat2x3f",
    "mat2x4f",
    "mat3x2f",
    "mat3x3f",
    "mat3x4f",
    "mat4x2f",
    "mat4x3f",
    "mat4x4f",
    "mat2x2h",
    "mat2x3h",
    "mat2x4h",
    "mat3x2h",
    "mat3x3h",
    "mat3x4h",
    "mat4x2h",
    "mat4x3h",
    "mat4x4h",
    "i8",
    "u8",
    "i16",
    "u16",
    "binding_array",
    "acceleration_structure",
    "ray_query",
    "RayDesc",
    "RayIntersection",
    "immediate",
    "task_payload",
    "unorm8x4_bgra",
    "outerProduct",
    "inverse",
    "isNan",
];

/// The longest name, in characters.
const MAX_LENGTH: usize = 64;

/// WGSL names for `names`, in their order, each different from all others. A name that WGSL
/// accepts stays as it is, wherever it stands in the list; another gets trailing underscores.
pub fn escape<'a>(names: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    let names: Vec<&str> = names.into_iter().collect();
    let mut used = HashSet::new();
    let mut escaped: Vec<Option<String>> = names
        .iter()
        .map(|name| {
            let free = is_identifier(name) && !is_taken(name) && used.insert((*name).to_owned());
            free.then(|| (*name).to_owned())
        })
        .collect();
    for (name, slot) in names.iter().zip(&mut escaped) {
        if slot.is_none() {
            let mut candidate = identifier(name);
            while is_taken(&candidate) || used.contains(&candidate) {
                candidate.push('_');
            }
            used.insert(candidate.clone());
            *slot = Some(candidate);
        }
    }
    escaped.into_iter().flatten().collect()
}

/// Whether WGSL, or the interface, has another use for `name`.
pub fn is_taken(name: &str) -> bool {
    RESERVED_SET.contains(name)
        || BUILTIN_IDENTIFIER_SET.contains(name)
        || OURS.contains(&name)
        || MORE.contains(&name)
}

/// A plain ASCII identifier, not longer than others want to read.
pub fn is_identifier(name: &str) -> bool {
    let mut bytes = name.bytes();
    bytes.next().is_some_and(|b| b == b'_' || b.is_ascii_alphabetic())
        && bytes.all(|b| b == b'_' || b.is_ascii_alphanumeric())
        && name != "_"
        && !name.starts_with("__")
        && name.len() <= MAX_LENGTH
}

/// `name` with every character that no identifier holds replaced.
pub fn identifier(name: &str) -> String {
    let plain = |c: char| if c.is_ascii_alphanumeric() { c } else { '_' };
    let text: String = name.chars().take(MAX_LENGTH - 2).map(plain).collect();
    let text = text.trim_start_matches('_');
    match text.bytes().next() {
        None => "v".to_owned(),
        Some(first) if first.is_ascii_digit() => format!("v{text}"),
        Some(_) if name.starts_with('_') && !name.starts_with("__") => format!("_{text}"),
        Some(_) => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn table() {
        let names = [
            "x",
            "min",
            "min_",
            "p",
            "Params",
            "main",
            "ret",
            "i32",
            "array",
            "texture_2d",
            "NULL",
            "",
            "_",
            "__x",
            "_x",
            "7up",
            "größe",
            "a-b",
            "a.b",
            "x",
            "var",
            "vec3f",
            "storage",
        ];
        assert_eq!(
            escape(names),
            [
                "x",
                "min__",
                "min_",
                "p_",
                "Params_",
                "main_",
                "ret_",
                "i32_",
                "array_",
                "texture_2d_",
                "NULL_",
                "v",
                "v_",
                "x_",
                "_x",
                "v7up",
                "gr__e",
                "a_b",
                "a_b_",
                "x__",
                "var_",
                "vec3f_",
                "storage_"
            ]
        );
    }

    proptest! {
        #[test]
        fn naga_accepts_every_escaped_name(names in prop::collection::vec(".{0,80}", 1..8)) {
            let escaped = escape(names.iter().map(String::as_str));
            let distinct: HashSet<_> = escaped.iter().collect();
            prop_assert_eq!(distinct.len(), names.len());
            let text: String = escaped.iter().map(|name| format!("var<private> {name}: i32;\n")).collect();
            prop_assert!(naga::front::wgsl::parse_str(&text).is_ok(), "{}", text);
        }
    }

    #[test]
    fn naga_accepts_every_reserved_name_once_it_is_escaped() {
        let reserved = naga::keywords::wgsl::RESERVED.iter();
        let builtin = naga::keywords::wgsl::BUILTIN_IDENTIFIERS.iter();
        let names: Vec<&str> = reserved.chain(builtin).chain(&MORE).copied().collect();
        let text: String =
            escape(names).iter().map(|name| format!("var<private> {name}: i32;\n")).collect();
        naga::front::wgsl::parse_str(&text).unwrap();
    }
}
