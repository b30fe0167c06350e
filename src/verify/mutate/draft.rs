//! Mutants of the draft: those of its changes that compile, and what becomes of each.

use std::collections::HashSet;

use tokio_util::sync::CancellationToken;

use super::super::Request;
use super::super::judge::judge;
use super::edits::{self, Edit};
use super::suite::{Noticed, Suite};
use super::{Fate, proof};
use crate::check::{self, Checked};
use crate::kernel::{Digest256, Span, Verdict};

/// A changed draft that compiles.
pub struct DraftMutant {
    /// From what to what.
    pub change: String,
    /// Where.
    pub span: Span,
    /// The whole text, checked against the contract.
    pub checked: Checked,
}

/// All mutants that the checks let through, in order of place.
pub fn mutants(request: &Request<'_>) -> Vec<DraftMutant> {
    let text = &request.checked.wgsl;
    let mut known: HashSet<String> = HashSet::from([text.clone()]);
    edits::edits(text).iter().filter_map(|edit| mutant(request, edit, &mut known)).collect()
}

fn mutant(request: &Request<'_>, edit: &Edit, known: &mut HashSet<String>) -> Option<DraftMutant> {
    let text = &request.checked.wgsl;
    let changed = edit.apply(text);
    if !known.insert(changed.clone()) {
        return None;
    }
    let checked = check::check(&changed, Some(request.contract)).ok()?;
    let span = Span::of_bytes(text, edit.range.start, edit.range.end);
    Some(DraftMutant { change: edit.change.clone(), span, checked })
}

/// What becomes of one: the suite first, then a proof, then the whole judge with the plan that
/// the mutant itself would get.
pub fn fate(
    request: &Request<'_>,
    suite: &Suite<'_>,
    mutant: &DraftMutant,
    cancel: &CancellationToken,
) -> Fate {
    match suite.put_to_draft(&mutant.checked, cancel) {
        Noticed::Yes => return Fate::Killed,
        Noticed::Void => return Fate::Void,
        Noticed::Cancelled => return Fate::Cancelled,
        Noticed::No => {}
    }
    if let Some(why) = proof::of_draft(request, mutant) {
        return Fate::Equivalent(why);
    }
    let wgsl = Digest256::of(&mutant.checked.wgsl);
    let changed = Request { checked: &mutant.checked, wgsl, ..*request };
    match judge(&changed, None, &mut |_| {}, cancel) {
        None => Fate::Cancelled,
        Some(judged) if matches!(judged.evidence.verdict, Verdict::Differs { .. }) => Fate::Killed,
        Some(_) => Fate::Alive,
    }
}
