//! A number used once: proof that the text an executor ran is the text that is judged.
//!
//! The judge draws a nonce for each run; every executor answers with SHA-256(nonce ‖ its text).
//! An answer that was kept from an earlier run, or one about another text, doesn't match.

use std::hash::{BuildHasher, Hasher};

use crate::kernel::Digest256;

/// 128 bits that nobody knew before.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Nonce([u8; 16]);

impl Nonce {
    /// A fresh one.
    pub fn fresh() -> Self {
        // The standard library's hash keys are drawn from the system's entropy.
        let draw = || std::collections::hash_map::RandomState::new().build_hasher().finish();
        Self((u128::from(draw()) << 64 | u128::from(draw())).to_le_bytes())
    }

    /// 32 lower-case hex digits.
    pub fn hex(&self) -> String {
        self.0.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// The nonce of these digits.
    pub fn parse(hex: &str) -> Option<Self> {
        let digits = hex.len() == 32 && hex.bytes().all(|byte| byte.is_ascii_hexdigit());
        u128::from_str_radix(hex, 16).ok().filter(|_| digits).map(|bits| Self(bits.to_be_bytes()))
    }

    /// What an executor that holds `text` answers.
    pub fn answer(&self, text: &[u8]) -> Digest256 {
        Digest256::of([&self.0[..], text].concat())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_about_one_text_and_one_run() {
        let (one, two) = (Nonce::fresh(), Nonce::fresh());
        assert_ne!(one, two);
        assert_eq!(one.hex().len(), 32);
        assert_eq!(Nonce::parse(&one.hex()), Some(one));
        assert_eq!(Nonce::parse("+0123456789abcdef0123456789abcde"), None);
        assert_eq!(one.answer(b"fn main"), one.answer(b"fn main"));
        assert_ne!(one.answer(b"fn main"), one.answer(b"fn main "));
        assert_ne!(one.answer(b"fn main"), two.answer(b"fn main"));
    }
}
