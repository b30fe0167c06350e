//! One reviewer's terminal. The only place that names terminal I/O.

mod editor;
mod keys;
pub mod local;
mod terminal;
