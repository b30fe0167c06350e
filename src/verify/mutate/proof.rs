//! Why a mutant that was not noticed can't be: rules, each with the reason that it gives.

use super::super::Request;
use super::draft::DraftMutant;

/// The proof that a mutant of the draft computes what the draft does, if a rule finds one.
pub fn of_draft(_request: &Request<'_>, _mutant: &DraftMutant) -> Option<String> {
    None
}
