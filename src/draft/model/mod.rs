//! A small language model drafts: the text that it reads and the text that it writes.
//!
//! Both are canonical: names come from the contract's order and not from its words, the draft's
//! declarations are left out, since the contract fixes them.

mod encode;
mod names;
mod prompt;
#[cfg(test)]
mod tests;
mod words;
mod writer;

pub use encode::encode;
pub use names::Names;
pub use prompt::{Style, prompt, raw_prompt};
pub use writer::Writer;
