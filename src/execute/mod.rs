//! Runs WAT (`reference`), and WGSL on the CPU (`simt`) or on an adapter in a worker process
//! (`gpu`); what float arithmetic may do to both is `accuracy`. Executors never compare and never
//! judge.

pub mod accuracy;
mod cores;
pub mod gpu;
mod nonce;
pub mod reference;
pub mod simt;
pub mod worker;

use std::time::Duration;

use crate::kernel::Scalar;
pub use cores::cores;
pub use nonce::Nonce;

/// One concrete case of a contract.
#[derive(Clone, PartialEq, Debug)]
pub struct Case {
    /// Scalars by the contract's names, in its order.
    pub scalars: Vec<(String, Scalar)>,
    /// Initial bytes of each buffer, in binding order, exactly `length · size` long.
    pub buffers: Vec<Vec<u8>>,
    /// Parallel extent; missing axes are 1.
    pub threads: [u32; 3],
}

/// Noisy runs of the reference for each case.
pub const DRAWS: u32 = 16;

/// Elements of all cases whose sizes are constants of the texts, together.
pub const NEAR: u64 = 1 << 22;

/// What a run may use, and how many a verification makes of them.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Limits {
    /// Wall-clock time.
    pub deadline: Duration,
    /// Bytes of memory.
    pub memory: u64,
    /// Steps of the executor's own counting; `u64::MAX` for no limit.
    pub fuel: u64,
    /// Noisy runs of the reference for each case, before any miss asks for more (VERDICT.md V1).
    pub draws: u32,
    /// Elements of all cases whose sizes are constants of the texts, together (VERDICT.md V3).
    pub near: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            deadline: Duration::from_secs(10),
            memory: 1 << 30,
            fuel: u64::MAX,
            draws: DRAWS,
            near: NEAR,
        }
    }
}
