//! Which outcomes runs reached, and what that leaves of the draft's text (V3). Never decides
//! whether it is enough.

use super::Program;
use super::code::Outcome;
use crate::kernel::{Coverage, Span, Unreached};

/// The most characters of the draft's text in a line about it.
const TEXT: usize = 60;

/// Outcomes that one or several runs of one program reached.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Reached(Vec<bool>);

impl Reached {
    pub(super) fn new(outcomes: Vec<bool>) -> Self {
        Self(outcomes)
    }

    /// Adds what another run of the same program reached.
    pub fn merge(&mut self, other: &Self) {
        if self.0.len() < other.0.len() {
            self.0.resize(other.0.len(), false);
        }
        for (mine, theirs) in self.0.iter_mut().zip(&other.0) {
            *mine |= theirs;
        }
    }

    fn has(&self, outcome: u32) -> bool {
        self.0.get(outcome as usize).copied().unwrap_or(false)
    }
}

impl Program {
    /// What `reached` leaves of this program. Every `if`, loop, comparison, operand of `&&` and
    /// `||`, and condition of `select` has two outcomes, of all its invocations and components
    /// together, and so have `min` and `max` of integers, which compare too; a stretch of statements that is reached when its first one is has one, unless a
    /// condition tells it already. A bare `return` has none, nor has a constant.
    pub fn coverage(&self, reached: &Reached) -> Coverage {
        let mut coverage = Coverage::default();
        let mut unreached = Vec::new();
        for point in &self.lowered().tables.points {
            let outcomes: &[(u32, &str)] = match point.outcome {
                Outcome::Reached(outcome) => &[(outcome, "is never reached")],
                Outcome::Either(yes, no) => &[(yes, "is never true"), (no, "is never false")],
                Outcome::Lesser(yes, no) => &[
                    (yes, "never finds its first argument the lesser"),
                    (no, "always finds its first argument the lesser"),
                ],
            };
            let range = point.span.to_range().unwrap_or(0..0);
            for (outcome, what) in outcomes {
                coverage.outcomes += 1;
                if reached.has(*outcome) {
                    coverage.reached += 1;
                    continue;
                }
                let text = excerpt(self.wgsl.get(range.clone()).unwrap_or_default());
                let span = Span::of_bytes(&self.wgsl, range.start, range.end);
                let what = format!("`{text}` {what}");
                unreached.push((range.start, Unreached { span: Some(span), what }));
            }
        }
        unreached.sort_by_key(|(start, _)| *start);
        coverage.unreached = unreached.into_iter().map(|(_, unreached)| unreached).collect();
        coverage
    }
}

/// The first line of a text, not too long.
fn excerpt(text: &str) -> String {
    let line = text.lines().next().unwrap_or_default().trim();
    if line.chars().count() <= TEXT && line.len() == text.trim().len() {
        return line.to_owned();
    }
    line.chars().take(TEXT).chain(['…']).collect()
}
