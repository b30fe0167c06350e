//! What a model writes, piece by piece → the draft: the contract's declarations first, then its
//! names for the canonical ones. Never checks what is written.

use super::names::Names;
use crate::contract::Contract;

/// Turns a target into a draft while it streams.
#[derive(Clone, Debug)]
pub struct Writer {
    names: Names,
    /// Of the target's head, until something else than a dispatch or an override comes.
    head: Option<String>,
    /// A name that may go on.
    word: String,
    /// The last two pieces that are not blank.
    last: [String; 2],
    /// A number is being read, so that letters belong to it.
    number: bool,
}

impl Writer {
    /// For a contract.
    pub fn new(contract: &Contract) -> Self {
        Self {
            names: Names::of(contract),
            head: Some(String::new()),
            word: String::new(),
            last: [String::new(), String::new()],
            number: false,
        }
    }

    /// The draft's next text; empty while nothing is certain.
    pub fn push(&mut self, piece: &str) -> String {
        let Some(head) = &mut self.head else { return self.body(piece) };
        head.push_str(piece);
        let text = std::mem::take(head);
        let mut rest = text.as_str();
        while let Some((line, after)) = rest.split_once('\n') {
            if !is_head(line) {
                break;
            }
            rest = after;
        }
        let open = rest.split_once('\n').is_none()
            && ["// dispatch:", "override b"]
                .iter()
                .any(|h| h.starts_with(rest) || rest.starts_with(h));
        if open {
            self.head = Some(text);
            return String::new();
        }
        self.head = None;
        let lines = &text[..text.len() - rest.len()];
        let begin = self.declarations(lines);
        let rest = rest.to_owned();
        begin + &self.body(&rest)
    }

    /// What is left when nothing more comes.
    pub fn finish(&mut self) -> String {
        match self.head.take() {
            Some(text) => {
                let begin = self.declarations(&text);
                begin + &self.flush()
            }
            None => self.flush(),
        }
    }

    fn declarations(&self, head: &str) -> String {
        let (mut out, mut overrides) = (String::new(), Vec::new());
        for line in head.lines() {
            if line.starts_with("// dispatch:") {
                out.push_str(line);
                out.push('\n');
            } else if let Some((name, ty)) = overridden(line) {
                overrides.push((name, ty));
            }
        }
        for (at, buffer) in self.names.interface.storage.iter().enumerate() {
            let usual = buffer.declaration();
            let own = overrides.iter().find(|(place, _)| *place == at);
            match (own, usual.split_once(": ")) {
                (Some((_, ty)), Some((begin, _))) => out.push_str(&format!("{begin}: {ty};")),
                _ => out.push_str(&usual),
            }
            out.push('\n');
        }
        if let Some(params) = &self.names.interface.params {
            out.push_str(&params.struct_declaration());
            out.push('\n');
            out.push_str(&params.declaration());
            out.push('\n');
        }
        out.push('\n');
        out
    }

    fn body(&mut self, piece: &str) -> String {
        let mut out = String::new();
        for c in piece.chars() {
            let inside = c == '_' || c.is_alphanumeric();
            if inside && self.word.is_empty() {
                self.number = c.is_ascii_digit();
            }
            if inside {
                self.word.push(c);
                continue;
            }
            out.push_str(&self.flush());
            match c {
                '\t' => out.push_str("    "),
                c => out.push(c),
            }
            if !c.is_whitespace() {
                self.seen(c.to_string());
            }
        }
        out
    }

    fn seen(&mut self, piece: String) {
        self.last.swap(0, 1);
        self.last[1] = piece;
    }

    fn flush(&mut self) -> String {
        if self.word.is_empty() {
            return String::new();
        }
        let word = std::mem::take(&mut self.word);
        let member = self.last[1] == ".";
        let named = if self.number {
            word.clone()
        } else if member && self.last[0] == "p" {
            self.names.field(&word).unwrap_or(&word).to_owned()
        } else if member {
            word.clone()
        } else if let Some(known) = self.names.known(&word) {
            known
        } else if self.names.canonical(&word).is_some() {
            // A name of the draft's own must not hide a buffer.
            format!("{word}_")
        } else {
            word.clone()
        };
        self.seen(word);
        named
    }
}

fn is_head(line: &str) -> bool {
    line.starts_with("// dispatch:") || overridden(line).is_some()
}

/// `override b3: array<atomic<u32>>;`
fn overridden(line: &str) -> Option<(usize, &str)> {
    let (name, ty) = line.strip_prefix("override b")?.strip_suffix(';')?.split_once(": ")?;
    Some((name.parse().ok()?, ty))
}
