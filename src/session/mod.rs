//! One reviewer's terminal.

pub mod local;
