//! Why a mutant that was not noticed can't be: rules, each with the reason that it gives.

use super::super::Request;
use super::draft::DraftMutant;
use super::normal;

/// The proof that a mutant of the draft does what the draft does, if there is one.
pub fn of_draft(request: &Request<'_>, mutant: &DraftMutant) -> Option<String> {
    normal::same(request.contract, request.checked, &mutant.checked)
        .then(|| "both have the same normal form under the contract".into())
}
