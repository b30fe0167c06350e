//! The last line: the keys that work now, or the last word to the person.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use unicode_width::UnicodeWidthStr;

use super::put;
use crate::tui::confirm::Step;
use crate::tui::keymap::{Action, TABLE};
use crate::tui::layer::Layer;
use crate::tui::review::{Review, refusal};
use crate::tui::visible::{fit, visible_line};
use crate::workbench::Snapshot;

pub(super) fn draw(review: &Review, snapshot: &Snapshot, area: Rect, buffer: &mut Buffer) {
    if area.is_empty() {
        return;
    }
    let theme = &review.theme;
    if let Some(notice) = &review.notice {
        let text = fit(&visible_line(notice).text, usize::from(area.width).saturating_sub(2));
        put(buffer, area.x, area.y, area.width, &format!(" {text}"), theme.doubt);
        return;
    }
    let keys = keys(review, snapshot);
    // Quit and help are always there: room for them is kept.
    let (tail, head): (Vec<_>, Vec<_>) =
        keys.into_iter().partition(|(_, what)| matches!(what.as_str(), "help" | "quit"));
    let width = |(key, what): &(String, String)| key.width() + what.width() + 3;
    let reserved: usize = tail.iter().map(width).sum();
    let mut x = area.x + 1;
    let mut room = usize::from(area.width).saturating_sub(1 + reserved);
    for pair in &head {
        if width(pair) > room {
            break;
        }
        room -= width(pair);
        x = hint(review, pair, x, area, buffer);
    }
    for pair in &tail {
        x = hint(review, pair, x, area, buffer);
    }
}

fn hint(
    review: &Review,
    (key, what): &(String, String),
    x: u16,
    area: Rect,
    buffer: &mut Buffer,
) -> u16 {
    let room = |x: u16| area.right().saturating_sub(x);
    let x = x + put(buffer, x, area.y, room(x), key, review.theme.key);
    let x = x + put(buffer, x, area.y, room(x), " ", review.theme.text);
    let x = x + put(buffer, x, area.y, room(x), what, review.theme.faint);
    x + 2
}

/// What works now: key and word.
fn keys(review: &Review, snapshot: &Snapshot) -> Vec<(String, String)> {
    let list = |pairs: &[(&str, &str)]| {
        pairs.iter().map(|(key, what)| ((*key).to_owned(), (*what).to_owned())).collect()
    };
    match review.layers.last() {
        Some(Layer::Help(_)) => list(&[("j k", "scroll"), ("Esc", "back")]),
        Some(Layer::Filter(..)) => {
            list(&[("Enter", "keep"), ("Esc", "as before"), ("↑ ↓", "move")])
        }
        Some(Layer::Reason(..)) => list(&[("^R", "reject"), ("Esc", "back")]),
        Some(Layer::Editor(editor)) if editor.leaving => {
            list(&[("^S", "keep and judge"), ("Esc", "drop the changes")])
        }
        Some(Layer::Editor(_)) => {
            list(&[("^S", "keep and judge"), ("^Z", "undo"), ("^Y", "redo"), ("Esc", "back")])
        }
        Some(Layer::Confirm(confirm)) => match &confirm.step {
            Step::Choosing(choice) if choice.offer.is_some() => {
                list(&[("1-9", "choose"), ("m", "make a key"), ("Esc", "back")])
            }
            Step::Choosing(_) => list(&[("1-9", "choose"), ("j k", "move"), ("Esc", "back")]),
            Step::Showing(showing) if showing.armed(review.clock) => {
                list(&[("0-9 a-f", "six digits sign"), ("j k", "scroll"), ("Esc", "back")])
            }
            Step::Showing(_) => list(&[("j k", "scroll"), ("Esc", "back")]),
            Step::Signing => Vec::new(),
            _ => list(&[("Esc", "back")]),
        },
        None => TABLE
            .iter()
            .filter(|row| !row.short.is_empty() && refusal(row.action, review, snapshot).is_none())
            .filter(|row| row.action != Action::Zoom || !review.zoomed || row.short == "zoom")
            .map(|row| (row.label(), row.short.to_owned()))
            .collect(),
    }
}
