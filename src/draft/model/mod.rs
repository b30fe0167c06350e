//! A small language model drafts: its weights, the text that it reads and the text that it writes.
//!
//! Both texts are canonical: names come from the contract's order and not from its words, the draft's
//! declarations are left out, since the contract fixes them.

mod cache;
mod config;
mod continuation;
mod drafter;
mod encode;
mod forward;
mod load;
mod memory;
mod names;
mod page;
mod prompt;
mod sample;
#[cfg(test)]
mod tests;
mod tokenizer;
mod wat;
#[cfg(test)]
mod weights_tests;
mod words;
mod writer;

pub use drafter::{Model, default_file};
pub use encode::encode;
pub use load::LoadError;
pub use names::Names;
pub use prompt::{Style, prompt, raw_prompt, rewrite_prompt};
pub use sample::Sampling;
pub use wat::Wat;
pub use writer::Writer;
