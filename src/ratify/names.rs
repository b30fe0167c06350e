//! Kernel names → file names that are safe everywhere, distinct for distinct kernels, and never
//! outside their directory.
//!
//! Letters, digits, `-` and `_` stand for themselves, everything else is `%XX` per UTF-8 byte.
//! So no part begins with a dot, no directory's name holds one, and a kernel can't take the name
//! of another's file. A part that would grow too long ends in its digest instead.

use std::path::PathBuf;

use crate::kernel::{Digest256, KernelId};

/// Bytes of one part; file systems allow 255, and the endings need some.
const MAX_PART: usize = 160;

/// Names at the top of the store that are its own.
const RESERVED: [&str; 2] = ["head", "log"];

/// The relative path, without ending, of a kernel's files.
pub fn path(kernel: &KernelId) -> PathBuf {
    let parts: Vec<&str> = kernel.as_str().split('/').filter(|part| !part.is_empty()).collect();
    match parts.as_slice() {
        [] => PathBuf::from("%"),
        [only] if RESERVED.contains(only) => {
            let (first, rest) = only.split_at(1);
            PathBuf::from(format!("%{:02X}{rest}", first.as_bytes()[0]))
        }
        parts => parts.iter().map(|part| escape(part)).collect(),
    }
}

/// The path of one of a kernel's files, with its ending: `.wgsl`, `.json.sig`, ….
pub fn file(kernel: &KernelId, ending: &str) -> PathBuf {
    let mut path = path(kernel).into_os_string();
    path.push(ending);
    path.into()
}

fn escape(part: &str) -> String {
    let mut out = String::new();
    for byte in part.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' => out.push(byte.into()),
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    if out.len() > MAX_PART {
        let mut keep = MAX_PART / 2;
        // Not in the middle of an escape: `%h` below must stay the only lower-case one.
        while out[..keep].ends_with('%') || out[..keep - 1].ends_with('%') {
            keep -= 1;
        }
        out.truncate(keep);
        out.push_str("%h");
        out.push_str(&Digest256::of(part).short(32));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::path::Component;

    fn name(kernel: &str) -> String {
        path(&KernelId::from_name(kernel)).to_string_lossy().into_owned()
    }

    #[test]
    fn plain_names_stay_as_they_are() {
        assert_eq!(name("blur3x3"), "blur3x3");
        assert_eq!(name("image/blur-3_x"), "image/blur-3_x");
        assert_eq!(name("slang:E"), "slang%3AE");
    }

    #[test]
    fn odd_names_stay_inside() {
        assert_eq!(name("../../etc/passwd"), "%2E%2E/%2E%2E/etc/passwd");
        assert_eq!(name("/etc//passwd"), "etc/passwd");
        assert_eq!(name(".objects/x"), "%2Eobjects/x");
        assert_eq!(name("a.evidence"), "a%2Eevidence");
        assert_eq!(name("head"), "%68ead");
        assert_eq!(name("log"), "%6Cog");
        assert_eq!(name("x/head"), "x/head");
        assert_eq!(name(""), "%");
        assert_eq!(name("\u{1b}[2J"), "%1B%5B2J");
    }

    #[test]
    fn long_names_keep_their_difference() {
        let (a, b) = (format!("{}a", "é".repeat(500)), format!("{}b", "é".repeat(500)));
        assert!(name(&a).len() <= MAX_PART && name(&a) != name(&b));
    }

    proptest! {
        #[test]
        fn every_name_is_a_short_relative_path(kernel in ".{0,300}") {
            let path = path(&KernelId::from_name(kernel));
            prop_assert!(path.components().count() > 0);
            for component in path.components() {
                let Component::Normal(part) = component else {
                    return Err(TestCaseError::fail(format!("{component:?}")));
                };
                let part = part.to_string_lossy();
                prop_assert!(part.len() <= MAX_PART && !part.contains('.'));
            }
        }

        #[test]
        fn different_kernels_get_different_names(
            a in "[a-z.%:/ é]{1,8}", b in "[a-z.%:/ é]{1,8}",
        ) {
            let parts = |name: &str| -> Vec<String> {
                name.split('/').filter(|part| !part.is_empty()).map(str::to_owned).collect()
            };
            prop_assert_eq!(name(&a) == name(&b), parts(&a) == parts(&b));
        }
    }
}
