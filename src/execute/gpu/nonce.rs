//! A number used once, so that an answer proves which text was run.

use std::hash::{BuildHasher, Hasher};

use crate::kernel::Digest256;

/// 256 bits that nobody could know before, as hex digits.
pub fn fresh() -> String {
    let mut bytes = Vec::new();
    for _ in 0..4 {
        // The standard library's hash keys come from the system's entropy.
        let mut hasher = std::collections::hash_map::RandomState::new().build_hasher();
        hasher.write_usize(bytes.len());
        bytes.extend(hasher.finish().to_le_bytes());
    }
    Digest256::of(bytes).hex()
}

/// What only somebody who holds both can say: SHA-256 of the nonce's digits and the text.
pub fn proof(nonce: &str, text: &str) -> Digest256 {
    Digest256::of([nonce.as_bytes(), text.as_bytes()].concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_text_or_nonce_gives_another_proof() {
        let (a, b) = (fresh(), fresh());
        assert_ne!(a, b);
        assert_eq!(proof(&a, "fn"), proof(&a, "fn"));
        assert_ne!(proof(&a, "fn"), proof(&a, "fn "));
        assert_ne!(proof(&a, "fn"), proof(&b, "fn"));
    }
}
