//! Tests of the lift: what is lifted computes what wasm computes.

mod control;
mod diagnostics;
mod kernels;
mod operators;
mod random;
mod wasm;
