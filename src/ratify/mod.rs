//! Evidence + person → signed statement → store.
//!
//! `statement` says what may be signed and what a signature covers, `sign` makes and checks
//! SSH signatures with the keys that `keys` finds, `store` keeps what was signed.

mod agent;
pub mod canonical;
pub mod keys;
pub mod sign;
pub mod statement;
pub mod time;

pub use agent::AgentError;
pub use keys::{Identity, KeyChoice, KeyError, KeySource, Keyring};
pub use sign::{NAMESPACE, SignError, Signer, VerifyError};
pub use statement::{Confirmed, NotRatifiable, Proposal, Ratifiable, Reviewer, Statement};
