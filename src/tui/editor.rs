//! The inline editor: a draft under a person's hands. Refuses text that it could not show.

use ratatui::style::Style;
use ratatui_textarea::{CursorMove, Input, Key as AreaKey, TextArea};

use super::key::{Key, Press};
use super::layer::Outcome;
use super::review::{Effect, Review};
use super::visible::visible;
use crate::kernel::{Digest256, KernelId};
use crate::workbench::{Command, Snapshot};

/// The largest text that is edited here, in bytes.
const MAX: usize = 1 << 20;

/// A draft that is being edited.
pub struct Editor {
    /// Which kernel.
    pub kernel: KernelId,
    /// What is edited, with cursor and history.
    pub area: TextArea<'static>,
    parent: Option<Digest256>,
    original: String,
    /// Escape was pressed over unsaved changes.
    pub leaving: bool,
}

impl Editor {
    /// Opens `text` at `line`, from 1.
    ///
    /// # Errors
    /// The text holds characters that can't be seen, or is too long.
    pub fn new(
        kernel: KernelId,
        parent: Option<Digest256>,
        text: &str,
        line: u32,
    ) -> Result<Self, String> {
        if text.len() > MAX {
            return Err("the draft is larger than 1 MiB: press e for your own editor".into());
        }
        if let Some(number) = invisible(text) {
            return Err(format!(
                "line {number} holds characters that can't be shown here: press e for your own editor"
            ));
        }
        let mut area = TextArea::new(text.lines().map(str::to_owned).collect());
        area.set_tab_length(super::visible::TAB as u8);
        area.set_cursor_line_style(Style::new());
        let row = u16::try_from(line.saturating_sub(1)).unwrap_or(u16::MAX);
        area.move_cursor(CursorMove::Jump(row, 0));
        Ok(Self { kernel, area, parent, original: text.to_owned(), leaving: false })
    }

    /// The text as it stands, with the line end that it came with.
    pub fn text(&self) -> String {
        let mut text = self.area.lines().join("\n");
        if self.original.ends_with('\n') || self.original.is_empty() {
            text.push('\n');
        }
        text
    }

    /// A key.
    pub fn press(&mut self, _: &mut Review, _: &Snapshot, press: Press) -> Outcome {
        match press {
            Press { key: Key::Char('s'), ctrl: true, .. } => {
                let (kernel, parent) = (self.kernel.clone(), self.parent);
                let command = Command::Edit { kernel, wgsl: self.text().into(), parent };
                return Outcome::Closed(vec![Effect::Send(command)]);
            }
            Press { key: Key::Esc, .. } => {
                if self.leaving || self.text() == self.original {
                    return Outcome::Closed(Vec::new());
                }
                self.leaving = true;
                return Outcome::Consumed(Vec::new());
            }
            Press { key: Key::Char('z'), ctrl: true, .. } => {
                self.area.undo();
            }
            Press { key: Key::Char('y'), ctrl: true, .. } => {
                self.area.redo();
            }
            _ => {
                self.area.input(input(press));
            }
        }
        self.leaving = false;
        Outcome::Consumed(Vec::new())
    }

    /// Pasted text; what can't be seen comes in as its visible form.
    pub fn paste(&mut self, text: &str) {
        if self.original.len() + text.len() <= MAX {
            let text = text.replace("\r\n", "\n").replace('\r', "\n");
            self.area.insert_str(visible(&text));
        }
    }
}

/// The first line with a character that would not be shown as it is; tabs are.
fn invisible(text: &str) -> Option<usize> {
    let shows = |line: &str| {
        let line = line.replace('\t', "");
        visible(&line) == line
    };
    text.split('\n').position(|line| !shows(line)).map(|at| at + 1)
}

fn input(press: Press) -> Input {
    let key = match press.key {
        Key::Char(c) => AreaKey::Char(c),
        Key::Enter => AreaKey::Enter,
        Key::Esc => AreaKey::Esc,
        Key::Tab => AreaKey::Tab,
        Key::Backspace => AreaKey::Backspace,
        Key::Delete => AreaKey::Delete,
        Key::Up => AreaKey::Up,
        Key::Down => AreaKey::Down,
        Key::Left => AreaKey::Left,
        Key::Right => AreaKey::Right,
        Key::PageUp => AreaKey::PageUp,
        Key::PageDown => AreaKey::PageDown,
        Key::Home => AreaKey::Home,
        Key::End => AreaKey::End,
        Key::BackTab | Key::F(_) => AreaKey::Null,
    };
    Input { key, ctrl: press.ctrl, alt: press.alt, shift: false }
}
