//! Loads, stores and atomics of a block's lanes, with their findings.
//!
//! Out of bounds: a read gives 0, a write is discarded, an atomic does nothing and gives 0. Never
//! touches memory beyond what a variable has.

mod address;
mod atomic;
mod finding;
mod load;
mod local;
mod origin;
mod store;
mod table;
