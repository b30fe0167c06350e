//! What roles look like. Themes are shipped files, parsed when a review starts; they use the 16
//! colours that every terminal lets its owner choose.

use ratatui::style::{Color, Modifier, Style};
use serde::Deserialize;

macro_rules! roles {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {
        /// A style for everything that is drawn.
        #[derive(Clone, PartialEq, Debug)]
        pub struct Theme { $($(#[$doc])* pub $name: Style),* }

        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct File { $($name: String),* }

        impl Theme {
            fn from_file(file: &File) -> Result<Self, String> {
                Ok(Self { $($name: style(&file.$name)
                    .map_err(|e| format!("{}: {e}", stringify!($name)))?),* })
            }

            fn styles(&mut self) -> Vec<&mut Style> {
                vec![$(&mut self.$name),*]
            }
        }
    };
}

roles! {
    /// Everything without another role.
    text,
    /// Line numbers, hints, what matters less.
    faint,
    /// Lines between panes.
    line,
    /// A pane's title.
    title,
    /// The title of the pane that has the keys.
    focus,
    /// The selected kernel.
    selected,
    /// A key in the footer.
    key,
    /// verified, ratified.
    good,
    /// differs, errors.
    bad,
    /// inconclusive, unsupported, stale, warnings.
    doubt,
    /// Notes, progress, what runs.
    info,
    /// An overlay's frame.
    overlay,
    /// Source text: comments.
    comment,
    /// Source text: keywords.
    keyword,
    /// Source text: types.
    kind,
    /// Source text: numbers.
    number,
    /// Source text: strings and attributes.
    string,
    /// Source text: names, functions.
    name,
    /// Source text: brackets and operators.
    punctuation,
}

/// The shipped themes: name and file.
pub const SHIPPED: [(&str, &str); 3] = [
    ("dark", include_str!("../../themes/dark.toml")),
    ("light", include_str!("../../themes/light.toml")),
    ("contrast", include_str!("../../themes/contrast.toml")),
];

impl Theme {
    /// The shipped theme of this name.
    ///
    /// # Errors
    /// There is none of this name; the sentence lists those that are.
    pub fn named(name: &str) -> Result<Self, String> {
        let (_, text) = SHIPPED.iter().find(|(known, _)| *known == name).ok_or_else(|| {
            let known: Vec<_> = SHIPPED.iter().map(|(name, _)| *name).collect();
            format!("there is no theme '{name}': choose one of {}", known.join(", "))
        })?;
        Self::parse(text)
    }

    /// Reads a theme: every role, and nothing else.
    ///
    /// # Errors
    /// The first thing that is wrong, with its place.
    pub fn parse(text: &str) -> Result<Self, String> {
        let file: File = toml::from_str(text).map_err(|e| e.to_string())?;
        Self::from_file(&file)
    }

    /// The same without colours (NO_COLOR): bold, underlined and reversed stay.
    pub fn without_colours(mut self) -> Self {
        for style in self.styles() {
            style.fg = None;
            style.bg = None;
        }
        self.selected = self.selected.add_modifier(Modifier::REVERSED);
        self.focus = self.focus.add_modifier(Modifier::BOLD | Modifier::UNDERLINED);
        self
    }
}

/// `bold yellow on black`: words in any order; `on` makes the next colour the background.
fn style(text: &str) -> Result<Style, String> {
    let mut style = Style::new();
    let mut background = false;
    for word in text.split_whitespace() {
        let modifier = match word {
            "on" => {
                background = true;
                continue;
            }
            "bold" => Some(Modifier::BOLD),
            "dim" => Some(Modifier::DIM),
            "italic" => Some(Modifier::ITALIC),
            "underlined" => Some(Modifier::UNDERLINED),
            "reversed" => Some(Modifier::REVERSED),
            _ => None,
        };
        match modifier {
            Some(modifier) => style = style.add_modifier(modifier),
            None if std::mem::take(&mut background) => style = style.bg(colour(word)?),
            None => style = style.fg(colour(word)?),
        }
    }
    Ok(style)
}

fn colour(word: &str) -> Result<Color, String> {
    Ok(match word {
        "default" => Color::Reset,
        "black" => Color::Black,
        "red" => Color::Red,
        "green" => Color::Green,
        "yellow" => Color::Yellow,
        "blue" => Color::Blue,
        "magenta" => Color::Magenta,
        "cyan" => Color::Cyan,
        "gray" => Color::Gray,
        "darkgray" => Color::DarkGray,
        "lightred" => Color::LightRed,
        "lightgreen" => Color::LightGreen,
        "lightyellow" => Color::LightYellow,
        "lightblue" => Color::LightBlue,
        "lightmagenta" => Color::LightMagenta,
        "lightcyan" => Color::LightCyan,
        "white" => Color::White,
        _ => return Err(format!("'{word}' is neither a colour nor a modifier")),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_shipped_theme_can_be_read() {
        for (name, _) in SHIPPED {
            let theme = Theme::named(name).unwrap();
            for style in theme.without_colours().styles() {
                assert_eq!((style.fg, style.bg), (None, None));
            }
        }
        assert!(Theme::named("neon").unwrap_err().contains("dark, light, contrast"));
    }

    #[test]
    fn mistakes_are_named() {
        let text = SHIPPED[0].1.replace("\"lightgreen\"", "\"gren\"");
        assert!(Theme::parse(&text).unwrap_err().starts_with("good: 'gren'"));
        assert!(Theme::parse("extra = \"red\"").is_err());
    }
}
