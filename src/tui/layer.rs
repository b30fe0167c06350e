//! Overlays: a stack in which each layer answers Ignored or Consumed, the top one first.

use super::confirm::Confirm;
use super::editor::Editor;
use super::key::{Key, Press};
use super::keymap::{self, Action};
use super::review::{Effect, Review};
use crate::kernel::{Digest256, KernelId};
use crate::workbench::{Answer, Command, Snapshot};

/// What a layer did with what it was given.
#[derive(Debug)]
pub enum Outcome {
    /// Nothing: the layer below may have it.
    Ignored,
    /// It is used up.
    Consumed(Vec<Effect>),
    /// It is used up, and the layer goes away.
    Closed(Vec<Effect>),
}

/// An overlay.
pub enum Layer {
    /// All keys; scrolled to a row.
    Help(usize),
    /// The filter as it is typed, and as it was before.
    Filter(Input, String),
    /// Why a draft is rejected.
    Reason(KernelId, Digest256, Input),
    /// The way to a signature.
    Confirm(Box<Confirm>),
    /// A draft under a person's hands.
    Editor(Box<Editor>),
}

/// One line of typed text.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Input(pub String);

/// The longest text that a line takes, in characters.
const MAX_INPUT: usize = 400;

impl Input {
    /// Takes a key; `false` if it means nothing here.
    pub fn press(&mut self, press: Press) -> bool {
        match press {
            Press { key: Key::Char('u'), ctrl: true, .. } => self.0.clear(),
            Press { key: Key::Char('w'), ctrl: true, .. } => {
                let end = self.0.trim_end().rfind(' ').map_or(0, |at| at + 1);
                self.0.truncate(end);
            }
            Press { key: Key::Char(c), ctrl: false, alt: false } => self.insert(&c.to_string()),
            Press { key: Key::Backspace, .. } => {
                self.0.pop();
            }
            _ => return false,
        }
        true
    }

    /// Takes text; control characters become spaces.
    pub fn insert(&mut self, text: &str) {
        let room = MAX_INPUT.saturating_sub(self.0.chars().count());
        let clean = text.chars().map(|c| if c.is_control() { ' ' } else { c });
        self.0.extend(clean.take(room));
    }
}

impl Layer {
    /// The help.
    pub fn help() -> Self {
        Self::Help(0)
    }

    /// The filter, to be changed.
    pub fn filter(now: &str) -> Self {
        Self::Filter(Input(now.to_owned()), now.to_owned())
    }

    /// A rejection's reason.
    pub fn reason(kernel: KernelId, draft: Digest256) -> Self {
        Self::Reason(kernel, draft, Input::default())
    }

    /// The confirmation, waiting for the fresh-seed run.
    pub fn confirm(kernel: KernelId, draft: Digest256, ticket: u64) -> Self {
        Self::Confirm(Box::new(Confirm::new(kernel, draft, ticket)))
    }

    /// The inline editor.
    ///
    /// # Errors
    /// Why this text can't be edited here.
    pub fn editor(
        kernel: KernelId,
        parent: Option<Digest256>,
        text: &str,
        line: u32,
    ) -> Result<Self, String> {
        Ok(Self::Editor(Box::new(Editor::new(kernel, parent, text, line)?)))
    }

    /// A key.
    pub fn press(&mut self, review: &mut Review, snapshot: &Snapshot, press: Press) -> Outcome {
        match self {
            Self::Help(row) => help(row, press),
            Self::Filter(input, before) => {
                match press.key {
                    Key::Enter => return Outcome::Closed(Vec::new()),
                    Key::Esc => {
                        review.filter = std::mem::take(before);
                        return Outcome::Closed(Vec::new());
                    }
                    Key::Up | Key::Down => return Outcome::Ignored,
                    _ => {}
                }
                input.press(press);
                review.filter.clone_from(&input.0);
                Outcome::Consumed(Vec::new())
            }
            Self::Reason(kernel, draft, input) => reason(kernel, *draft, input, review, press),
            Self::Confirm(confirm) => confirm.press(review, press),
            Self::Editor(editor) => editor.press(review, snapshot, press),
        }
    }

    /// Pasted text. Never decides anything.
    pub fn paste(&mut self, review: &mut Review, _: &Snapshot, text: &str) -> Outcome {
        match self {
            Self::Help(_) | Self::Confirm(_) => {}
            Self::Filter(input, _) => {
                input.insert(text);
                review.filter.clone_from(&input.0);
            }
            Self::Reason(.., input) => input.insert(text),
            Self::Editor(editor) => editor.paste(text),
        }
        Outcome::Consumed(Vec::new())
    }

    /// An answer to a question that a layer asked; given back if this one didn't.
    pub fn answered(
        &mut self,
        review: &mut Review,
        ticket: u64,
        answer: Answer,
    ) -> Result<Outcome, Answer> {
        match self {
            Self::Confirm(confirm) => confirm.answered(review, ticket, answer),
            _ => Err(answer),
        }
    }
}

fn help(row: &mut usize, press: Press) -> Outcome {
    match keymap::action(press) {
        Some(Action::Down) => *row = row.saturating_add(1),
        Some(Action::Up) => *row = row.saturating_sub(1),
        Some(Action::PageDown) => *row = row.saturating_add(10),
        Some(Action::PageUp | Action::Top) => *row = row.saturating_sub(10),
        _ => return Outcome::Closed(Vec::new()),
    }
    *row = (*row).min(keymap::TABLE.len());
    Outcome::Consumed(Vec::new())
}

/// Rejecting takes Ctrl-R, because Enter never decides.
fn reason(
    kernel: &KernelId,
    draft: Digest256,
    input: &mut Input,
    review: &mut Review,
    press: Press,
) -> Outcome {
    match press {
        Press { key: Key::Esc, .. } => return Outcome::Closed(Vec::new()),
        Press { key: Key::Char('r'), ctrl: true, .. } => {
            let reason = input.0.trim().to_owned();
            if reason.is_empty() {
                review.notice = Some("write why, so that the next reviewer knows".into());
                return Outcome::Consumed(Vec::new());
            }
            let kernel = kernel.clone();
            let command = Command::Reject { kernel, draft, reason };
            return Outcome::Closed(vec![Effect::Send(command)]);
        }
        _ => {}
    }
    input.press(press);
    Outcome::Consumed(Vec::new())
}
