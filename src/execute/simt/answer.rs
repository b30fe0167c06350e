//! What this executor says of the text that it compiled.

use super::Program;
use crate::execute::Nonce;
use crate::kernel::Digest256;

impl Program {
    /// SHA-256(nonce ‖ the draft's text), of the text that came with the IR that was compiled.
    pub fn answer(&self, nonce: &Nonce) -> Digest256 {
        nonce.answer(self.wgsl.as_bytes())
    }
}
