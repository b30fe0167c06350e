//! WGSL by syntect's grammar, line by line.

use std::sync::OnceLock;

use syntect::parsing::{ParseState, Scope, ScopeStack, SyntaxReference, SyntaxSet};

use super::{Part, Run};

/// Lines that one step reads at most.
const LINES: usize = 150;

/// Bytes that one step reads at most, to the end of a line.
const BYTES: usize = 16 << 10;

/// A longer line stays plain: its cost can't be foreseen.
const LONG: usize = 2000;

/// The grammars: constant data, the same for every session.
static GRAMMARS: OnceLock<Option<Grammar>> = OnceLock::new();

struct Grammar {
    set: SyntaxSet,
    wgsl: SyntaxReference,
    prefixes: Vec<(Scope, Part)>,
}

/// Loads the grammars, which takes some tens of milliseconds: for a thread of its own. Until
/// then, text is plain.
pub fn load() {
    GRAMMARS.get_or_init(|| {
        let set = two_face::syntax::extra_newlines();
        let wgsl = set.find_syntax_by_extension("wgsl")?.clone();
        let prefixes = [
            ("comment", Part::Comment),
            ("keyword.operator", Part::Punctuation),
            ("keyword", Part::Keyword),
            ("storage.type", Part::Kind),
            ("storage", Part::Keyword),
            ("constant", Part::Number),
            ("string", Part::String),
            ("entity.name.type", Part::Kind),
            ("support.type", Part::Kind),
            ("meta.attribute", Part::String),
            ("entity.other.attribute-name", Part::String),
            ("entity", Part::Name),
            ("support", Part::Name),
            ("punctuation", Part::Punctuation),
        ];
        let prefixes = prefixes
            .into_iter()
            .filter_map(|(name, part)| Some((Scope::new(name).ok()?, part)))
            .collect();
        Some(Grammar { set, wgsl, prefixes })
    });
}

/// How far a text was read.
#[derive(Debug, Default)]
pub struct Progress {
    /// Bytes, to the beginning of a line.
    reached: usize,
    /// The state there; `None` at the beginning.
    state: Option<(ParseState, ScopeStack)>,
    /// The unfinished last line was read, without changing `state`.
    tail: usize,
}

impl Progress {
    /// The text from `start`, a line's beginning, on may be another.
    pub fn back_to(&mut self, start: usize) {
        self.tail = 0;
        if start < self.reached {
            *self = Self::default();
        }
    }

    /// Reads on; `true` when there is more.
    pub fn advance(&mut self, text: &str, runs: &mut Vec<Run>) -> bool {
        let Some(grammar) = GRAMMARS.get() else { return false };
        let Some(grammar) = grammar else { return false };
        if self.tail == text.len() && self.tail > 0 {
            return false;
        }
        let end = self.reached.saturating_add(BYTES);
        runs.truncate(runs.partition_point(|run| run.end <= self.reached));
        for _ in 0..LINES {
            let rest = &text[self.reached.min(text.len())..];
            if rest.is_empty() {
                return false;
            }
            let (mut state, mut stack) = self
                .state
                .clone()
                .unwrap_or_else(|| (ParseState::new(&grammar.wgsl), ScopeStack::new()));
            let line = rest.find('\n').map_or(rest, |at| &rest[..=at]);
            if line.len() <= LONG {
                grammar.line(&mut state, &mut stack, line, self.reached, runs);
            }
            if !line.ends_with('\n') {
                self.tail = text.len();
                return false;
            }
            self.reached += line.len();
            self.state = Some((state, stack));
            if self.reached >= end {
                return self.reached < text.len();
            }
        }
        self.reached < text.len()
    }
}

impl Grammar {
    fn line(
        &self,
        state: &mut ParseState,
        stack: &mut ScopeStack,
        line: &str,
        offset: usize,
        runs: &mut Vec<Run>,
    ) {
        let Ok(operations) = state.parse_line(line, &self.set) else { return };
        let mut emit = |stack: &ScopeStack, from: usize, to: usize| {
            if from < to
                && !line[from..to].trim().is_empty()
                && let Some(part) = self.part(stack)
            {
                // The grammar counts these among the types.
                let part = match line[from..to].trim() {
                    "let" | "var" | "const" | "struct" | "override" | "alias" => Part::Keyword,
                    _ => part,
                };
                runs.push(Run { start: offset + from, end: offset + to, part });
            }
        };
        let mut from = 0;
        for (at, operation) in &operations {
            emit(stack, from, *at);
            from = *at;
            if stack.apply(operation).is_err() {
                return;
            }
        }
        emit(stack, from, line.len());
    }

    /// The innermost scope that means something here; comments win over what is in them.
    fn part(&self, stack: &ScopeStack) -> Option<Part> {
        let parts = stack.as_slice().iter().rev().filter_map(|scope| {
            self.prefixes.iter().find(|(prefix, _)| prefix.is_prefix_of(*scope)).map(|(_, p)| *p)
        });
        let parts: Vec<_> = parts.collect();
        let comment = parts.contains(&Part::Comment).then_some(Part::Comment);
        comment.or_else(|| parts.first().copied())
    }
}
