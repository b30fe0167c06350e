//! One table of what keys do: the review looks keys up in it, the footer and the help show it.

use super::key::{self, Press};

/// What a key asks for outside of overlays.
#[allow(missing_docs)]
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Action {
    Down,
    Up,
    PageDown,
    PageUp,
    Top,
    Bottom,
    Left,
    Right,
    NextPane,
    PreviousPane,
    NextKernel,
    PreviousKernel,
    Accept,
    Edit,
    EditHere,
    Reject,
    Undo,
    Redraft,
    Measure,
    Filter,
    Cycle,
    Zoom,
    Copy,
    Refresh,
    Suspend,
    Help,
    Quit,
}

/// A row of the table.
#[derive(Debug)]
pub struct Binding {
    /// As [`key::parse`] reads them, separated by spaces; the first is the one that is shown.
    pub keys: &'static str,
    /// What they do.
    pub action: Action,
    /// In the footer; empty: only in the help.
    pub short: &'static str,
    /// In the help.
    pub help: &'static str,
}

const fn row(
    keys: &'static str,
    action: Action,
    short: &'static str,
    help: &'static str,
) -> Binding {
    Binding { keys, action, short, help }
}

/// The table, in the order in which the footer drops what doesn't fit, last first.
pub const TABLE: &[Binding] = &[
    row("a", Action::Accept, "accept", "accept: fresh run, statement, six digits, signature"),
    row("r", Action::Reject, "reject", "reject the draft, with a reason"),
    row("e", Action::Edit, "edit", "edit the draft in $EDITOR, at the line in view"),
    row("d", Action::Redraft, "redraft", "draft again from the start"),
    row("u", Action::Undo, "undo", "take back the last rejection, edit or redraft"),
    row("<tab>", Action::NextPane, "pane", "next pane"),
    row("v", Action::Cycle, "view", "evidence, cases, picture, contract, profile"),
    row("/", Action::Filter, "filter", "filter by name, verdict or stage (Esc clears)"),
    row("E", Action::EditHere, "inline", "edit the draft here"),
    row("z", Action::Zoom, "zoom", "give the pane the whole screen"),
    row("y", Action::Copy, "copy", "copy the draft to the clipboard (OSC 52)"),
    row("m", Action::Measure, "", "time the draft on the GPU adapters, over sizes"),
    row("j <down>", Action::Down, "", "down"),
    row("k <up>", Action::Up, "", "up"),
    row("<pgdn> <c-f>", Action::PageDown, "", "a page down"),
    row("<pgup> <c-b>", Action::PageUp, "", "a page up"),
    row("g <home>", Action::Top, "", "to the top"),
    row("G <end>", Action::Bottom, "", "to the bottom; follows the stream again"),
    row("h <left>", Action::Left, "", "left"),
    row("l <right>", Action::Right, "", "right"),
    row("<backtab>", Action::PreviousPane, "", "previous pane"),
    row("J n", Action::NextKernel, "", "next kernel, from any pane"),
    row("K p", Action::PreviousKernel, "", "previous kernel, from any pane"),
    row("<f5>", Action::Refresh, "", "look at the directory and the store again"),
    row("<c-z>", Action::Suspend, "", "suspend"),
    row("?", Action::Help, "help", "this help"),
    row("q <c-c>", Action::Quit, "quit", "quit; nothing is lost"),
];

/// What a key does.
pub fn action(press: Press) -> Option<Action> {
    TABLE.iter().find(|row| row.presses().contains(&press)).map(|row| row.action)
}

impl Binding {
    /// Its keys.
    pub fn presses(&self) -> Vec<Press> {
        self.keys.split(' ').flat_map(key::parse).collect()
    }

    /// Its first key, as it is shown.
    pub fn label(&self) -> String {
        self.presses().first().copied().map(key::label).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use crate::tui::key::Key;

    #[test]
    fn no_key_does_two_things() {
        let keys: Vec<_> = TABLE.iter().flat_map(Binding::presses).collect();
        assert_eq!(keys.len(), keys.iter().collect::<HashSet<_>>().len());
    }

    #[test]
    fn enter_escape_and_space_do_nothing() {
        for key in [Key::Enter, Key::Esc, Key::Char(' ')] {
            assert_eq!(action(key.into()), None);
        }
    }
}
