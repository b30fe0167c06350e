//! Keys as the review knows them, whatever terminal they come from.

/// A key without its modifiers.
#[allow(missing_docs)]
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Key {
    Char(char),
    Enter,
    Esc,
    Tab,
    BackTab,
    Backspace,
    Delete,
    Up,
    Down,
    Left,
    Right,
    PageUp,
    PageDown,
    Home,
    End,
    F(u8),
}

/// A key that was pressed.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Press {
    /// Which. A shifted letter is its capital.
    pub key: Key,
    /// With Ctrl.
    pub ctrl: bool,
    /// With Alt.
    pub alt: bool,
}

impl From<Key> for Press {
    fn from(key: Key) -> Self {
        Self { key, ctrl: false, alt: false }
    }
}

/// Reads keys as the keymap and tests write them: characters stand for themselves; `<tab>`,
/// `<pgdn>`, `<f5>`, `<c-z>` are others. An unknown name in brackets stands for its characters.
pub fn parse(text: &str) -> Vec<Press> {
    let mut keys = Vec::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let named = rest.strip_prefix('<').and_then(|inner| {
            let (name, after) = inner.split_once('>')?;
            Some((named(name)?, after))
        });
        let (press, after) = named.unwrap_or_else(|| (Key::Char(c).into(), &rest[c.len_utf8()..]));
        keys.push(press);
        rest = after;
    }
    keys
}

fn named(name: &str) -> Option<Press> {
    let control = name.strip_prefix("c-").and_then(|letter| letter.chars().next());
    if let Some(letter) = control {
        return Some(Press { key: Key::Char(letter), ctrl: true, alt: false });
    }
    let key = match name {
        "enter" => Key::Enter,
        "esc" => Key::Esc,
        "space" => Key::Char(' '),
        "tab" => Key::Tab,
        "backtab" => Key::BackTab,
        "backspace" => Key::Backspace,
        "del" => Key::Delete,
        "up" => Key::Up,
        "down" => Key::Down,
        "left" => Key::Left,
        "right" => Key::Right,
        "pgup" => Key::PageUp,
        "pgdn" => Key::PageDown,
        "home" => Key::Home,
        "end" => Key::End,
        _ => Key::F(name.strip_prefix('f')?.parse().ok()?),
    };
    Some(key.into())
}

/// How a key is shown to a person.
pub fn label(press: Press) -> String {
    let name = match press.key {
        Key::Char(' ') => "Space".into(),
        Key::Char(c) => c.to_string(),
        Key::Enter => "Enter".into(),
        Key::Esc => "Esc".into(),
        Key::Tab => "Tab".into(),
        Key::BackTab => "⇧Tab".into(),
        Key::Backspace => "⌫".into(),
        Key::Delete => "Del".into(),
        Key::Up => "↑".into(),
        Key::Down => "↓".into(),
        Key::Left => "←".into(),
        Key::Right => "→".into(),
        Key::PageUp => "PgUp".into(),
        Key::PageDown => "PgDn".into(),
        Key::Home => "Home".into(),
        Key::End => "End".into(),
        Key::F(n) => format!("F{n}"),
    };
    if press.ctrl { format!("^{}", name.to_uppercase()) } else { name }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_read_as_written() {
        let keys: Vec<_> = parse("j<tab><c-z><<f5>").into_iter().map(label).collect();
        assert_eq!(keys, ["j", "Tab", "^Z", "<", "F5"]);
    }
}
