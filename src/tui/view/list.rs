//! The kernels: a symbol, a name, and one word for where each stands.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::{Canvas, put, title};
use crate::tui::layout::Pane;
use crate::tui::review::{Review, state_word};
use crate::tui::theme::Theme;
use crate::tui::visible::{fit_end, visible_line};
use crate::workbench::{Activity, Kernel, Snapshot};

/// Turns with the tokens, so that it moves only when something happened.
const SPINNER: [&str; 8] = ["⠋", "⠙", "⠸", "⠴", "⠦", "⠇", "⠏", "⠟"];

/// The symbol and style of a kernel's state.
pub(super) fn symbol(kernel: &Kernel, theme: &Theme) -> (&'static str, Style) {
    match state_word(kernel) {
        "ratified" => ("◆", theme.good),
        "stale" => ("◇", theme.doubt),
        "rejected" => ("–", theme.faint),
        "verified" => ("✓", theme.good),
        "differs" => ("✗", theme.bad),
        "inconclusive" => ("?", theme.doubt),
        "unsupported" | "no draft" => ("⊘", theme.doubt),
        "error" | "contract" if kernel.activity == Activity::Resting => ("!", theme.bad),
        "waiting" => ("·", theme.faint),
        "drafting" => (SPINNER[kernel.tokens as usize / 4 % SPINNER.len()], theme.info),
        "open" => (" ", theme.faint),
        _ => ("▸", theme.info),
    }
}

/// The word, or how far it is.
fn word(kernel: &Kernel) -> String {
    match &kernel.progress {
        Some(progress) if kernel.activity == Activity::Running && progress.planned > 0 => {
            format!("{}%", progress.done * 100 / progress.planned)
        }
        _ => state_word(kernel).to_owned(),
    }
}

pub(super) fn draw(
    review: &Review,
    snapshot: &Snapshot,
    canvas: &mut Canvas,
    area: Rect,
    buffer: &mut Buffer,
) {
    if area.is_empty() {
        return;
    }
    let matching = review.matching(snapshot);
    let about = match (snapshot.listed, review.filter.is_empty()) {
        (false, _) => "looking …".to_owned(),
        (true, true) => format!("{}", matching.len()),
        (true, false) => format!(
            "{} of {} /{}",
            matching.len(),
            snapshot.kernels.len(),
            visible_line(&review.filter).text
        ),
    };
    let inner = title(review, Pane::List, area, "kernels", &about, buffer);
    let height = usize::from(inner.height);
    let selected = matching.iter().position(|kernel| Some(&kernel.id) == review.selected.as_ref());
    let at = selected.unwrap_or(0);
    // The selection stays away from the edges where it can, and the list moves no more than needed.
    let margin = (height / 4).min(3);
    let last = matching.len().saturating_sub(height);
    let top = canvas.tops[0]
        .clamp(
            (at + margin + 1).saturating_sub(height),
            at.saturating_sub(margin).max((at + margin + 1).saturating_sub(height)),
        )
        .min(last);
    (canvas.totals[0], canvas.heights[0], canvas.tops[0]) = (matching.len(), height, top);
    if matching.is_empty() && inner.height > 0 {
        let text = match (snapshot.listed, snapshot.kernels.is_empty()) {
            (false, _) => "",
            (true, true) => " no .wat or .wasm here",
            (true, false) => " nothing matches; Esc",
        };
        put(buffer, inner.x, inner.y, inner.width, text, review.theme.faint);
    }
    for (row, kernel) in matching.iter().enumerate().skip(top).take(height) {
        let y = inner.y + (row - top) as u16;
        kernel_row(review, kernel, selected == Some(row), Rect { y, height: 1, ..inner }, buffer);
    }
}

/// The end of a name, from a whole folder on where it is cut.
fn short_name(name: &str, room: usize) -> String {
    let name = fit_end(name, room);
    match (name.starts_with('…'), name.find('/')) {
        (true, Some(at)) => format!("…{}", &name[at..]),
        _ => name,
    }
}

fn kernel_row(review: &Review, kernel: &Kernel, selected: bool, area: Rect, buffer: &mut Buffer) {
    let theme = &review.theme;
    let (symbol, style) = symbol(kernel, theme);
    let over = |style: Style| if selected { theme.selected } else { style };
    if selected {
        buffer.set_style(area, theme.selected);
        put(buffer, area.x, area.y, area.width, &" ".repeat(area.width.into()), theme.selected);
    }
    let word = word(kernel);
    let narrow = area.width < 22;
    let tail = if narrow { 0 } else { word.chars().count() + 1 };
    let room = usize::from(area.width).saturating_sub(3 + tail);
    let name = short_name(&visible_line(kernel.id.as_str()).text, room);
    put(buffer, area.x + 1, area.y, 1, symbol, over(style));
    put(buffer, area.x + 3, area.y, area.width.saturating_sub(3), &name, over(theme.text));
    if !narrow {
        let width = word.chars().count() as u16;
        let x = area.right().saturating_sub(width);
        put(buffer, x, area.y, width, &word, over(style));
    }
}
