//! Mutants of the WAT: they are independent of the draft, so that theirs is the score that is
//! signed. Says what becomes of each.

use tokio_util::sync::CancellationToken;

use super::super::Request;
use super::suite::{Noticed, Suite};
use super::{Fate, proof};
use crate::execute::reference::{Reference, WatMutant, mutants};

/// The mutants of a request's WAT, in order of place; none where the module can't be changed.
pub fn of(request: &Request<'_>) -> Vec<WatMutant> {
    mutants(request.module, &request.contract.export).unwrap_or_default()
}

/// What becomes of one: the suite first, then a proof.
pub fn fate(
    request: &Request<'_>,
    suite: &Suite<'_>,
    original: &proof::Original,
    mutant: &WatMutant,
    cancel: &CancellationToken,
) -> Fate {
    let Ok(reference) = Reference::of_mutant(request.module, request.contract, mutant) else {
        return Fate::Void;
    };
    match suite.put_to_wasm(&reference, cancel) {
        Noticed::Yes => Fate::Killed,
        Noticed::Void => Fate::Void,
        Noticed::Cancelled => Fate::Cancelled,
        Noticed::No => match original.of_wasm(request, mutant) {
            Some(why) => Fate::Equivalent(why),
            None => Fate::Alive,
        },
    }
}
