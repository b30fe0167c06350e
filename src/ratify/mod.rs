//! Evidence + person → signed statement → store.
//!
//! `statement` says what may be signed and what a signature covers, `sign` makes and checks
//! SSH signatures with the keys that `keys` finds, `store` keeps what was signed, `audit` checks
//! what a store keeps.

mod agent;
pub mod audit;
pub mod canonical;
pub mod decisions;
mod disk;
pub mod index;
mod journal;
pub mod keys;
#[cfg(test)]
mod keys_tests;
mod lock;
pub mod log;
pub mod names;
pub mod proposal;
pub mod seeds;
pub mod shelf;
pub mod sign;
pub mod statement;
pub mod store;
pub mod time;

pub use agent::AgentError;
pub use decisions::{Action, Decision, DecisionError, Decisions};
pub use disk::{DiskError, Observer};
pub use index::{Index, Status};
pub use keys::{Identity, KeyChoice, KeyError, KeySource, Keyring};
pub use lock::LockError;
pub use log::Entry;
pub use proposal::{Confirmed, Proposal};
pub use seeds::{FailedSeed, Seeds};
pub use shelf::DraftShelf;
pub use sign::{NAMESPACE, SignError, Signer, VerifyError};
pub use statement::{NotRatifiable, Ratifiable, Reviewer, Statement};
pub use store::{Receipt, Store, StoreError};
