//! The way to a signature: the fresh-seed run, a key, and the statement with its six digits.
//!
//! Only typed digits decide, and only after the statement has been on the screen for a second.

use std::time::Duration;

use serde_json::Value;

use super::key::{Key, Press};
use super::keymap::{self, Action};
use super::layer::Outcome;
use super::review::{Effect, Review};
use super::trust;
use crate::kernel::{Digest256, KernelId};
use crate::ratify::Identity;
use crate::workbench::{Answer, Command, Proposed};

/// How long a statement must have been on the screen before digits count.
pub const ARMING: Duration = Duration::from_secs(1);

/// How many digits confirm.
pub const DIGITS: usize = 6;

/// The confirmation.
pub struct Confirm {
    /// Which kernel.
    pub kernel: KernelId,
    /// Which draft.
    pub draft: Digest256,
    /// Where it is.
    pub step: Step,
    ticket: u64,
}

/// Where a confirmation is.
pub enum Step {
    /// The draft runs again, on inputs that nobody knew before.
    Running,
    /// Which key?
    Choosing(Choice),
    /// The statement is being made.
    Proposing,
    /// The statement is on the screen.
    Showing(Showing),
    /// The key signs, the store writes.
    Signing,
    /// It can't be signed, and why.
    Refused(String),
}

/// The keys to choose from.
pub struct Choice {
    /// Keys that could sign.
    pub keys: Vec<Identity>,
    /// What went wrong while looking.
    pub problems: Vec<String>,
    /// Where a new key would go, if it may be made.
    pub offer: Option<String>,
    /// The row that is marked; the offer comes last.
    pub row: usize,
}

/// The statement on the screen.
pub struct Showing {
    /// What is signed.
    pub proposed: Proposed,
    /// Its canonical text.
    pub text: String,
    /// First row.
    pub scroll: usize,
    /// What was typed.
    pub typed: String,
    /// Since when digits are waited for.
    pub since: Duration,
    /// The last digits were wrong.
    pub wrong: bool,
}

impl Choice {
    /// How many rows there are.
    pub fn rows(&self) -> usize {
        self.keys.len() + usize::from(self.offer.is_some())
    }
}

impl Showing {
    /// Whether digits count yet.
    pub fn armed(&self, now: Duration) -> bool {
        now.saturating_sub(self.since) >= ARMING
    }
}

impl Confirm {
    /// Waits for the answer to `ticket`, the fresh-seed run.
    pub fn new(kernel: KernelId, draft: Digest256, ticket: u64) -> Self {
        Self { kernel, draft, step: Step::Running, ticket }
    }

    /// A key.
    pub fn press(&mut self, review: &mut Review, press: Press) -> Outcome {
        if press.key == Key::Esc {
            return match self.step {
                // What is with the key or the disk can't be called back.
                Step::Signing => Outcome::Consumed(Vec::new()),
                _ => Outcome::Closed(Vec::new()),
            };
        }
        let effects = match &mut self.step {
            Step::Running | Step::Proposing | Step::Signing => Vec::new(),
            Step::Refused(_) => return Outcome::Closed(Vec::new()),
            Step::Choosing(choice) => {
                choose(choice, press);
                match pick(choice, press) {
                    Some(picked) => self.picked(review, picked),
                    None => Vec::new(),
                }
            }
            Step::Showing(showing) => match showing.press(review.clock, press) {
                Some(command) => {
                    self.step = Step::Signing;
                    self.ask(review, command)
                }
                None => Vec::new(),
            },
        };
        Outcome::Consumed(effects)
    }

    /// An answer; given back if it was for somebody else.
    pub fn answered(
        &mut self,
        review: &mut Review,
        ticket: u64,
        answer: Answer,
    ) -> Result<Outcome, Answer> {
        if ticket != self.ticket {
            return Err(answer);
        }
        let effects = match answer {
            Answer::Prepared { keys, problems, offer } => {
                let single = keys.len() == 1;
                let key = keys.first().cloned();
                self.step = Step::Choosing(Choice { keys, problems, offer, row: 0 });
                match key {
                    Some(key) if single => self.picked(review, Some(key)),
                    _ => Vec::new(),
                }
            }
            Answer::Keys(keys) => {
                let made = keys.last().cloned();
                match made {
                    Some(key) => self.picked(review, Some(key)),
                    None => Vec::new(),
                }
            }
            Answer::Proposed(proposed) => {
                let mut text = pretty(proposed.proposal.bytes());
                text.push_str("\nthe evidence that is signed\n");
                for line in trust::lines(proposed.proposal.ratifiable().evidence()) {
                    text.push_str(&format!("  {line}\n"));
                }
                self.step = Step::Showing(Showing {
                    proposed,
                    text,
                    scroll: 0,
                    typed: String::new(),
                    since: review.clock,
                    wrong: false,
                });
                vec![Effect::Wake(ARMING)]
            }
            Answer::Ratified(receipt) => {
                let file = receipt.wgsl.display();
                let text = format!("signed: entry {} of the log, {file}", receipt.seq);
                review.notice = Some(super::visible::visible(&text));
                return Ok(Outcome::Closed(Vec::new()));
            }
            Answer::Refused(why) => {
                self.step = Step::Refused(why);
                Vec::new()
            }
            Answer::Done => Vec::new(),
        };
        Ok(Outcome::Consumed(effects))
    }

    fn ask(&mut self, review: &mut Review, command: Command) -> Vec<Effect> {
        self.ticket = review.ticket();
        vec![Effect::Ask(self.ticket, command)]
    }

    fn picked(&mut self, review: &mut Review, key: Option<Identity>) -> Vec<Effect> {
        self.step = Step::Proposing;
        match key {
            Some(key) => {
                let kernel = self.kernel.clone();
                self.ask(review, Command::Propose { kernel, key })
            }
            None => self.ask(review, Command::MakeKey),
        }
    }
}

fn choose(choice: &mut Choice, press: Press) {
    let last = choice.rows().saturating_sub(1);
    match keymap::action(press) {
        Some(Action::Down) => choice.row = (choice.row + 1).min(last),
        Some(Action::Up) => choice.row = choice.row.saturating_sub(1),
        _ => {}
    }
}

/// The key of a row's number; `None` inside: make one. Choosing a key decides nothing yet.
fn pick(choice: &Choice, press: Press) -> Option<Option<Identity>> {
    let row = match press.key {
        Key::Enter => choice.row,
        Key::Char(c @ '1'..='9') => c as usize - '1' as usize,
        // Making a key writes to the disk: that takes a key of its own.
        Key::Char('m') if choice.offer.is_some() => return Some(None),
        _ => return None,
    };
    choice.keys.get(row).cloned().map(Some)
}

impl Showing {
    /// Takes a key; the command once six right digits stand there.
    fn press(&mut self, now: Duration, press: Press) -> Option<Command> {
        match press {
            Press { key: Key::Backspace, .. } => {
                self.typed.pop();
            }
            Press { key: Key::Char(c), ctrl: false, alt: false } if c.is_ascii_hexdigit() => {
                if !self.armed(now) {
                    return None;
                }
                self.wrong = false;
                self.typed.push(c.to_ascii_lowercase());
                if self.typed.len() < DIGITS {
                    return None;
                }
                let typed = std::mem::take(&mut self.typed);
                if typed == self.proposed.proposal.digits() {
                    return Some(Command::Ratify { proposed: self.proposed.clone(), typed });
                }
                self.wrong = true;
                self.since = now;
            }
            _ => self.scroll(press),
        }
        None
    }

    fn scroll(&mut self, press: Press) {
        let rows = self.text.lines().count();
        self.scroll = match keymap::action(press) {
            Some(Action::Down) => self.scroll + 1,
            Some(Action::Up) => self.scroll.saturating_sub(1),
            Some(Action::PageDown) => self.scroll + 10,
            Some(Action::PageUp) => self.scroll.saturating_sub(10),
            _ => self.scroll,
        }
        .min(rows.saturating_sub(1));
    }
}

/// The statement's members, one per line. What is signed is the canonical form of the same.
fn pretty(bytes: &[u8]) -> String {
    match serde_json::from_slice::<Value>(bytes) {
        Ok(Value::Object(members)) => {
            let mut text = String::new();
            for (name, value) in &members {
                match value {
                    Value::Object(inner) => {
                        text.push_str(&format!("{name}\n"));
                        for (name, value) in inner {
                            text.push_str(&format!("  {name}: {value}\n"));
                        }
                    }
                    Value::Array(items) => {
                        let items: Vec<_> = items.iter().map(Value::to_string).collect();
                        text.push_str(&format!("{name}: {}\n", items.join(" ")));
                    }
                    _ => text.push_str(&format!("{name}: {value}\n")),
                }
            }
            text
        }
        _ => String::from_utf8_lossy(bytes).into_owned(),
    }
}
