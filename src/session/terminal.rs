//! The terminal's modes: taken, given back, and given back in a panic too.

use std::io::{self, Stdout, stdout};

use crossterm::clipboard::CopyToClipboard;
use crossterm::cursor::{Hide, Show};
use crossterm::event::{DisableBracketedPaste, EnableBracketedPaste};
use crossterm::execute;
use crossterm::terminal::{
    EnterAlternateScreen, LeaveAlternateScreen, SetTitle, disable_raw_mode, enable_raw_mode,
};
use ratatui::Terminal;
use ratatui::backend::CrosstermBackend;
use ratatui::layout::Rect;

use crate::tui::review::Depth;
use crate::tui::visible::visible_line;

/// The screen, as long as it is ours. Given back when dropped.
pub struct Screen {
    /// Where frames go.
    pub terminal: Terminal<CrosstermBackend<Stdout>>,
}

impl Screen {
    /// Takes the terminal.
    pub fn take(title: &str) -> io::Result<Self> {
        restore_in_panics();
        enter()?;
        // The title is foreign text as well.
        execute!(stdout(), SetTitle(visible_line(title).text))?;
        Ok(Self { terminal: Terminal::new(CrosstermBackend::new(stdout()))? })
    }

    /// Gives the terminal back for a while.
    pub fn leave(&mut self) {
        leave();
    }

    /// Takes it again; the next frame is drawn from nothing.
    pub fn again(&mut self) -> io::Result<()> {
        enter()?;
        // `clear` would ask the terminal for its cursor, and not every terminal answers.
        let size = self.terminal.size()?;
        self.terminal.resize(Rect::new(0, 0, size.width, size.height))
    }

    /// Puts text into the terminal's clipboard (OSC 52).
    pub fn copy(&mut self, text: &str) -> io::Result<()> {
        execute!(stdout(), CopyToClipboard::to_clipboard_from(text))
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        leave();
    }
}

fn enter() -> io::Result<()> {
    enable_raw_mode()?;
    execute!(stdout(), EnterAlternateScreen, EnableBracketedPaste, Hide)
}

/// A terminal that is gone can't be restored: nothing here may fail.
fn leave() {
    let _ = execute!(stdout(), DisableBracketedPaste, LeaveAlternateScreen, Show);
    let _ = disable_raw_mode();
}

/// A panic of the session's own thread gives the terminal back before it is reported. Panics of
/// jobs are caught and shown as a kernel's trouble: they must not write over the screen.
fn restore_in_panics() {
    static ONCE: std::sync::Once = std::sync::Once::new();
    let session = std::thread::current().id();
    ONCE.call_once(|| {
        let before = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            if std::thread::current().id() == session {
                leave();
                before(panic);
            } else {
                tracing::error!(%panic, "a job failed");
            }
        }));
    });
}

/// How many colours the terminal says it has; none where NO_COLOR is set.
pub fn depth() -> Depth {
    let variable = |name| std::env::var(name).unwrap_or_default();
    if !variable("NO_COLOR").is_empty() {
        return Depth::None;
    }
    match (variable("COLORTERM").as_str(), variable("TERM").as_str()) {
        ("truecolor" | "24bit", _) => Depth::True,
        (_, "dumb") => Depth::None,
        (_, term) if term.contains("256color") => Depth::Indexed,
        _ => Depth::Sixteen,
    }
}
