//! Standard output, buffered, and safe for the terminal behind it.

use std::io::{self, BufWriter, IsTerminal, StdoutLock, Write};
use std::path::Path;

use serde::Serialize;

use crate::kernel::Diagnostic;
use crate::tui::visible::{visible, visible_line};

/// Where a subcommand prints.
pub struct Out {
    writer: BufWriter<StdoutLock<'static>>,
    terminal: bool,
}

impl Out {
    /// Standard output.
    pub fn stdout() -> Self {
        let stdout = io::stdout();
        let terminal = stdout.is_terminal();
        Self { writer: BufWriter::new(stdout.lock()), terminal }
    }

    /// A line for people; foreign text in it is made visible, line feeds too.
    pub fn say(&mut self, line: &str) -> io::Result<()> {
        writeln!(self.writer, "{}", visible_line(line).text)
    }

    /// A diagnostic for people; its further lines are indented, so that none looks like ours.
    pub fn diagnostic(&mut self, diagnostic: &Diagnostic, file: &Path) -> io::Result<()> {
        writeln!(self.writer, "{}", rendered(diagnostic, file))
    }

    /// A document, as it is; made visible only where a terminal would read it.
    pub fn document(&mut self, text: &str) -> io::Result<()> {
        if self.terminal {
            self.writer.write_all(visible(text).as_bytes())
        } else {
            self.writer.write_all(text.as_bytes())
        }
    }

    /// One JSON object on one line.
    pub fn json(&mut self, value: &impl Serialize) -> io::Result<()> {
        let mut text = serde_json::to_string(value)?;
        if self.terminal {
            text = escape(&text);
        }
        writeln!(self.writer, "{text}")
    }

    /// Everything printed so far goes out.
    pub fn flush(&mut self) -> io::Result<()> {
        self.writer.flush()
    }
}

/// A diagnostic as text that may go to a terminal.
pub fn rendered(diagnostic: &Diagnostic, file: &Path) -> String {
    visible(&diagnostic.render(file).replace('\n', "\n    "))
}

/// JSON escapes C0 controls by itself; on a terminal everything else beyond ASCII is escaped too.
fn escape(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    for character in json.chars() {
        if matches!(character, ' '..='~') {
            out.push(character);
        } else {
            for unit in character.encode_utf16(&mut [0; 2]) {
                out.push_str(&format!("\\u{unit:04x}"));
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_on_a_terminal_is_ascii() {
        let json = serde_json::to_string("a\u{1b}\u{9b}é\u{1f600}").unwrap();
        assert_eq!(escape(&json), r#""a\u001b\u009b\u00e9\ud83d\ude00""#);
        let back: String = serde_json::from_str(&escape(&json)).unwrap();
        assert_eq!(back, "a\u{1b}\u{9b}é\u{1f600}");
    }
}
