//! Findings while a draft runs: one per kind and place, with its first occurrence and a count.

use std::collections::{HashMap, HashSet};

use super::code::Site;
use crate::kernel::{Finding, FindingKind, Span};

/// What a run has found so far.
#[derive(Clone, Default, Debug)]
pub struct Report {
    found: HashMap<(FindingKind, u32), Found>,
}

#[derive(Clone, Debug)]
struct Found {
    invocation: Option<[u32; 3]>,
    message: String,
    count: u64,
}

impl Report {
    /// Notes `count` occurrences. `first` is asked for the invocation and the message only at the
    /// first one.
    pub fn note(
        &mut self,
        kind: FindingKind,
        site: u32,
        count: u64,
        first: impl FnOnce() -> (Option<[u32; 3]>, String),
    ) {
        let found = self.found.entry((kind, site)).or_insert_with(|| {
            let (invocation, message) = first();
            Found { invocation, message, count: 0 }
        });
        found.count += count;
    }

    /// Whether nothing was found.
    pub fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    /// The findings in order of place.
    pub fn findings(self, sites: &[Site], wgsl: &str) -> Vec<Finding> {
        let mut found: Vec<_> = self.found.into_iter().collect();
        // Where it went says more than that it was there.
        let places: HashSet<u32> = found
            .iter()
            .filter(|((kind, _), _)| {
                matches!(kind, FindingKind::DomainError | FindingKind::NotFinite)
            })
            .map(|((_, site), _)| *site)
            .collect();
        found
            .retain(|((kind, site), _)| *kind != FindingKind::Suspicious || !places.contains(site));
        found.sort_by_key(|((kind, site), _)| {
            let range = sites[*site as usize].span.to_range();
            (range.map_or((0, 0), |r| (r.start, r.end)), *kind, *site)
        });
        found
            .into_iter()
            .map(|((kind, site), found)| Finding {
                kind,
                span: sites[site as usize]
                    .span
                    .to_range()
                    .map(|r| Span::of_bytes(wgsl, r.start, r.end)),
                invocation: found.invocation,
                message: found.message,
                count: found.count,
            })
            .collect()
    }
}
