//! What a kernel's code says of its contract.
//!
//! Looks at the lifted form for what is certain (which parameters are pointers, what lies behind
//! them), and watches the kernel run for the rest (`measure`). What neither settles stays open.

mod fit;
mod guess;
mod measure;
mod names;
mod slang;
#[cfg(test)]
mod tests;
mod threads;
mod walk;

pub(super) use guess::propose;
pub(super) use measure::{complete, finish};
