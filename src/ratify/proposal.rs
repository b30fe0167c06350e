//! The step between a statement and its signature: a person confirms what is shown.
//!
//! A [`Confirmed`] comes from [`Proposal::confirm`] alone, and only a [`Confirmed`] can be put
//! into the store.

use std::sync::Arc;

use super::canonical::CanonicalError;
use super::statement::{Ratifiable, Reviewer, Statement};
use crate::kernel::Digest256;

/// A statement on its way to be signed: what the confirmation shows.
#[derive(Clone, Debug)]
pub struct Proposal {
    ratifiable: Ratifiable,
    statement: Statement,
    bytes: Arc<[u8]>,
    hash: Digest256,
}

/// A proposal that a person confirmed by its first six hex digits.
#[derive(Clone, Debug)]
pub struct Confirmed(Proposal);

impl Proposal {
    /// Proposes a statement.
    ///
    /// # Errors
    /// See [`Statement::bytes`].
    pub fn new(
        ratifiable: Ratifiable,
        reviewer: Reviewer,
        time: String,
    ) -> Result<Self, CanonicalError> {
        let statement = Statement::new(&ratifiable, reviewer, time);
        let bytes = statement.bytes()?;
        let hash = Digest256::of(&bytes);
        Ok(Self { ratifiable, statement, bytes: bytes.into(), hash })
    }

    /// What is signed for.
    pub fn ratifiable(&self) -> &Ratifiable {
        &self.ratifiable
    }

    /// The statement.
    pub fn statement(&self) -> &Statement {
        &self.statement
    }

    /// Its canonical bytes.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Digest of [`Proposal::bytes`].
    pub fn hash(&self) -> Digest256 {
        self.hash
    }

    /// The six hex digits that confirm it.
    pub fn digits(&self) -> String {
        self.hash.short(6)
    }

    /// Confirms with what a person typed; white space around it and upper case don't matter.
    /// `None` if the digits are wrong.
    pub fn confirm(&self, typed: &str) -> Option<Confirmed> {
        typed.trim().eq_ignore_ascii_case(&self.digits()).then(|| Confirmed(self.clone()))
    }
}

impl Confirmed {
    /// What was confirmed.
    pub fn proposal(&self) -> &Proposal {
        &self.0
    }
}
