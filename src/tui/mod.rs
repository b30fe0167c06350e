//! The review: what a person sees and does. Pure state and pure drawing; knows no async runtime,
//! does no I/O and never names a terminal.

pub mod visible;
