//! w2gpu-tui: a terminal workbench that turns WebAssembly kernels into verified, signed WGSL.
#![warn(missing_docs)]
#![forbid(unsafe_code)]

pub mod check;
pub mod cli;
pub mod config;
pub mod contract;
pub mod draft;
pub mod execute;
pub mod kernel;
pub mod ratify;
pub mod session;
pub mod source;
pub mod tui;
pub mod verify;
pub mod workbench;
