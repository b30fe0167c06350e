//! VERDICT.md V8: small changes to the WAT and to the draft, and how many of them the cases of a
//! verification notice.
//!
//! A mutant is killed when the judge's own rules refuse it: a value outside the tolerance, a
//! fatal finding, a trap, fuel. What is left is equivalent where a rule proves it or a reviewed
//! list says why, and alive otherwise. Nothing here draws an input of its own, and nothing is
//! called equivalent because it was not killed.

mod draft;
mod edits;
mod lexer;
mod normal;
mod proof;
mod reviewed;
mod suite;
mod wasm;

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

use tokio_util::sync::CancellationToken;

use super::{Progress, Request};
use crate::kernel::{Mutant, Mutation, MutationScore, Span};
use suite::Suite;

/// How much is tried.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Budget {
    /// Mutants of each of the two texts; of more, these are spread evenly over the text.
    pub mutants: usize,
}

impl Default for Budget {
    fn default() -> Self {
        Self { mutants: 200 }
    }
}

/// What became of one mutant.
#[derive(Clone, PartialEq, Eq, Debug)]
enum Fate {
    Killed,
    Equivalent(String),
    Alive,
    /// It can't be run: no mutant.
    Void,
    Cancelled,
}

/// Scores the suite by mutants of both texts. The same request and budget give the same score.
/// `None` only when cancelled; a kernel that can't be judged has no mutants.
pub fn score(
    request: &Request<'_>,
    budget: Budget,
    progress: &mut dyn FnMut(Progress),
    cancel: &CancellationToken,
) -> Option<Mutation> {
    let suite = Suite::new(request, cancel)?;
    if suite.is_empty() {
        return Some(Mutation::default());
    }
    let (sources, drafts) = (wasm::of(request), draft::mutants(request));
    let (sources, drafts) = (spread(sources, budget.mutants), spread(drafts, budget.mutants));
    let planned = sources.len() + drafts.len();
    let original = proof::Original::new(request);
    let mut told = |done| progress(Progress { done, planned });
    let source =
        each(&sources, &mut told, &|mutant| wasm::fate(request, &suite, &original, mutant, cancel));
    let mut told = |done| progress(Progress { done: sources.len() + done, planned });
    let draft = each(&drafts, &mut told, &|mutant| draft::fate(request, &suite, mutant, cancel));
    let stopped = [&source, &draft].iter().any(|fates| fates.contains(&Fate::Cancelled));
    if cancel.is_cancelled() || stopped {
        return None;
    }
    let of_source = sources.iter().map(|mutant| (mutant.change.clone(), mutant.span));
    let of_draft = drafts.iter().map(|mutant| (mutant.change.clone(), Some(mutant.span)));
    Some(Mutation { source: tally(of_source, source), draft: tally(of_draft, draft) })
}

/// At most `most` of them, evenly spaced.
fn spread<T>(all: Vec<T>, most: usize) -> Vec<T> {
    let count = all.len();
    if count <= most {
        return all;
    }
    // Those at ⌊k·count/most⌋ for k in 0..most.
    let kept = |i: usize| i * most % count < most;
    all.into_iter().enumerate().filter(|(i, _)| kept(*i)).map(|(_, item)| item).collect()
}

/// Works on all items over all cores, in any order; results in theirs.
fn each<T: Sync>(
    items: &[T],
    progress: &mut dyn FnMut(usize),
    work: &(dyn Fn(&T) -> Fate + Sync),
) -> Vec<Fate> {
    let cores = crate::execute::cores().min(8);
    let next = AtomicUsize::new(0);
    let fates = Mutex::new(vec![Fate::Void; items.len()]);
    let one = || -> Option<usize> {
        let at = next.fetch_add(1, Relaxed);
        let fate = work(items.get(at)?);
        fates.lock().unwrap_or_else(|poisoned| poisoned.into_inner())[at] = fate;
        Some(at)
    };
    std::thread::scope(|scope| {
        for _ in 1..cores.min(items.len()) {
            scope.spawn(|| while one().is_some() {});
        }
        while let Some(at) = one() {
            progress(at);
        }
    });
    progress(items.len());
    fates.into_inner().unwrap_or_else(|poisoned| poisoned.into_inner())
}

fn tally(places: impl Iterator<Item = (String, Option<Span>)>, fates: Vec<Fate>) -> MutationScore {
    let mut score = MutationScore::default();
    for ((change, span), fate) in places.zip(fates) {
        let proof = match fate {
            Fate::Killed => {
                score.killed += 1;
                continue;
            }
            Fate::Void | Fate::Cancelled => continue,
            Fate::Equivalent(proof) => {
                score.equivalent += 1;
                Some(proof)
            }
            Fate::Alive => {
                score.alive += 1;
                None
            }
        };
        score.listed.push(Mutant { change, span, proof });
    }
    score.listed.sort_by_key(|mutant| mutant.span.map(|span| (span.line, span.column)));
    score
}

#[cfg(test)]
mod tests {
    use super::spread;

    #[test]
    fn a_spread_is_even() {
        assert_eq!(spread((0..5).collect(), 9), [0, 1, 2, 3, 4]);
        for (count, most) in [(10, 5), (1000, 200), (7, 3), (201, 200)] {
            let kept = spread((0..count).collect::<Vec<_>>(), most);
            assert_eq!(kept.len(), most);
            let gaps: Vec<_> = kept.windows(2).map(|pair| pair[1] - pair[0]).collect();
            assert!(gaps.iter().all(|gap| gap - count / most <= 1), "{count} {most} {gaps:?}");
        }
    }
}
