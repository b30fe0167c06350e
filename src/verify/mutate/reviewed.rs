//! Mutants that a person has looked at and found equivalent, each with the reason: data in
//! `reviewed.toml`, compiled in. An entry holds for one text and one change in it only.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::kernel::{Digest256, Span};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct List {
    #[serde(default)]
    mutant: Vec<Entry>,
}

/// One entry.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// Which kernel, for people.
    pub kernel: String,
    /// Digest of the whole text, WAT or WGSL, that the change is made in.
    pub text: Digest256,
    /// Line and column in it.
    pub at: [u32; 2],
    /// From what to what.
    pub change: String,
    /// Why nothing can tell the two apart.
    pub reason: String,
}

static LIST: LazyLock<Vec<Entry>> = LazyLock::new(|| {
    // A test reads it; a list that doesn't parse excuses nothing.
    toml::from_str::<List>(include_str!("reviewed.toml"))
        .map(|list| list.mutant)
        .unwrap_or_default()
});

/// The reason why this change in this text is equivalent, if it was reviewed.
pub fn reason(text: &str, span: Span, change: &str) -> Option<String> {
    if LIST.is_empty() {
        return None;
    }
    let digest = Digest256::of(text);
    let at = [span.line, span.column];
    let entry = LIST.iter().find(|e| e.text == digest && e.at == at && e.change == change)?;
    Some(format!("reviewed in {}: {}", entry.kernel, entry.reason))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_parses_and_every_entry_has_a_reason() {
        let list: List = toml::from_str(include_str!("reviewed.toml")).expect("it is TOML");
        assert_eq!(list.mutant.len(), LIST.len());
        for (i, entry) in list.mutant.iter().enumerate() {
            assert!(entry.reason.len() > 20 && !entry.kernel.is_empty(), "entry {i}");
            let same = |other: &Entry| {
                (other.text, other.at, &other.change) == (entry.text, entry.at, &entry.change)
            };
            assert_eq!(
                list.mutant.iter().filter(|e| same(e)).count(),
                1,
                "entry {i} is twice in it"
            );
        }
    }
}
