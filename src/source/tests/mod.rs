//! Tests of the lift: what is lifted computes what wasm computes.

mod interpreter;
mod kernels;
mod wasm;
