//! The one owner of all kernels' stages: runs jobs, publishes immutable snapshots, and takes every
//! decision through one queue. Knows no terminal.

pub mod engine;
