//! What lies over the panes: help, one-line prompts, the confirmation, the inline editor.

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Modifier;

use super::text::wrap;
use super::{Pieces, put, put_pieces};
use crate::ratify::KeySource;
use crate::tui::confirm::{ARMING, Choice, Confirm, DIGITS, Showing, Step};
use crate::tui::editor::Editor;
use crate::tui::keymap::TABLE;
use crate::tui::layer::{Input, Layer};
use crate::tui::review::Review;
use crate::tui::visible::{fit, visible_line};
use crate::workbench::Snapshot;

pub(super) fn draw(
    review: &Review,
    snapshot: &Snapshot,
    layer: &Layer,
    body: Rect,
    buffer: &mut Buffer,
) {
    match layer {
        Layer::Help(row) => help(review, *row, body, buffer),
        Layer::Filter(input, _) => prompt(review, "filter", input, body, buffer),
        Layer::Reason(kernel, draft, input) => {
            let title = format!("why reject {} ({})", kernel.as_str(), draft.short(6));
            prompt(review, &title, input, body, buffer);
        }
        Layer::Confirm(confirm) => confirmation(review, snapshot, confirm, body, buffer),
        Layer::Editor(_) => {}
    }
}

/// A cleared area with a frame in the middle of `body`; gives its inside.
fn window(
    review: &Review,
    title: &str,
    (width, height): (u16, u16),
    body: Rect,
    buffer: &mut Buffer,
) -> Rect {
    let width = width.min(body.width);
    let height = height.min(body.height);
    let area = Rect {
        x: body.x + (body.width - width) / 2,
        y: body.y + (body.height - height) / 2,
        width,
        height,
    };
    frame(review, title, area, buffer)
}

fn frame(review: &Review, title: &str, area: Rect, buffer: &mut Buffer) -> Rect {
    if area.width < 3 || area.height < 3 {
        return Rect::default();
    }
    for y in area.y..area.bottom() {
        for x in area.x..area.right() {
            if let Some(cell) = buffer.cell_mut((x, y)) {
                cell.reset();
                cell.set_style(review.theme.text);
            }
        }
    }
    let style = review.theme.overlay;
    let across = "─".repeat(usize::from(area.width) - 2);
    put(buffer, area.x, area.y, area.width, &format!("┌{across}┐"), style);
    let last = area.bottom() - 1;
    put(buffer, area.x, last, area.width, &format!("└{across}┘"), style);
    for y in area.y + 1..last {
        put(buffer, area.x, y, 1, "│", style);
        put(buffer, area.right() - 1, y, 1, "│", style);
    }
    let room = usize::from(area.width) - 4;
    let title = fit(&visible_line(title).text, room.saturating_sub(2));
    let style = style.add_modifier(Modifier::BOLD);
    put(buffer, area.x + 2, area.y, area.width - 3, &format!(" {title} "), style);
    Rect { x: area.x + 2, y: area.y + 1, width: area.width - 4, height: area.height - 2 }
}

fn help(review: &Review, row: usize, body: Rect, buffer: &mut Buffer) {
    let theme = &review.theme;
    let mut lines: Vec<Pieces> = TABLE
        .iter()
        .map(|row| {
            let keys: Vec<_> = row.presses().into_iter().map(crate::tui::key::label).collect();
            vec![
                (format!("{:>10}  ", keys.join(" ")), theme.key),
                (row.help.to_owned(), theme.text),
            ]
        })
        .collect();
    let marks = "✓ verified  ✗ differs  ? inconclusive  ⊘ unsupported  ! error  ◆ ratified  ◇ stale  – rejected";
    lines.push(Vec::new());
    wrap(&mut lines, 62, "", marks, theme.faint);
    let inner = window(review, "keys", (70, lines.len() as u16 + 2), body, buffer);
    let height = usize::from(inner.height);
    let top = row.min(lines.len().saturating_sub(height));
    for (at, line) in lines.iter().skip(top).take(height).enumerate() {
        put_pieces(buffer, inner, at as u16, line, 0);
    }
}

/// A line of typing at the bottom.
fn prompt(review: &Review, title: &str, input: &Input, body: Rect, buffer: &mut Buffer) {
    let height = 3.min(body.height);
    let area = Rect { y: body.bottom() - height, height, ..body };
    let inner = frame(review, title, area, buffer);
    if inner.is_empty() {
        return;
    }
    let text = visible_line(&input.0).text;
    // The end of what is typed stays in view.
    let room = usize::from(inner.width).saturating_sub(1);
    let skip = text.chars().count().saturating_sub(room);
    let tail: String = text.chars().skip(skip).collect();
    let used = put(buffer, inner.x, inner.y, inner.width, &tail, review.theme.text);
    put(buffer, inner.x + used, inner.y, 1, "▏", review.theme.focus);
}

fn confirmation(
    review: &Review,
    snapshot: &Snapshot,
    confirm: &Confirm,
    body: Rect,
    buffer: &mut Buffer,
) {
    let theme = &review.theme;
    let title = format!("ratify {}", confirm.kernel.as_str());
    let small = (64.min(body.width), 8);
    let mut lines: Vec<Pieces> = Vec::new();
    let width = small.0.saturating_sub(4);
    match &confirm.step {
        Step::Running => {
            let progress = snapshot.kernel(&confirm.kernel).and_then(|k| k.progress);
            let done =
                progress.map_or_else(String::new, |p| format!("{} of {}", p.done, p.planned));
            wrap(&mut lines, width, "", "running once more on a fresh seed:", theme.text);
            wrap(&mut lines, width, "", "that evidence is shown, hashed and signed", theme.text);
            lines.push(Vec::new());
            lines.push(vec![(format!("▸ {done}"), theme.info)]);
        }
        Step::Proposing => lines.push(vec![("making the statement".into(), theme.info)]),
        Step::Signing => {
            let text = "signing and storing; an agent may ask you to confirm";
            wrap(&mut lines, width, "", text, theme.info);
        }
        Step::Refused(why) => {
            wrap(&mut lines, width, "", "✗ not signed", theme.bad);
            wrap(&mut lines, width, "", why, theme.text);
        }
        Step::Choosing(choice) => keys(review, choice, width, &mut lines),
        Step::Showing(showing) => return statement(review, showing, &title, body, buffer),
    }
    let height = (lines.len() as u16).saturating_add(2).max(small.1);
    let inner = window(review, &title, (small.0, height), body, buffer);
    for (at, line) in lines.iter().take(inner.height.into()).enumerate() {
        put_pieces(buffer, inner, at as u16, line, 0);
    }
}

fn keys(review: &Review, choice: &Choice, width: u16, lines: &mut Vec<Pieces>) {
    let theme = &review.theme;
    let text = match choice.keys.is_empty() {
        true => "no key is at hand",
        false => "which key signs?",
    };
    lines.push(vec![(text.into(), theme.text)]);
    lines.push(Vec::new());
    for (at, key) in choice.keys.iter().enumerate() {
        let place = match &key.source {
            KeySource::Agent(_) => "agent".to_owned(),
            KeySource::File(file) => file.display().to_string(),
        };
        let mark = if at == choice.row { "▸" } else { " " };
        let style = if at == choice.row { theme.focus } else { theme.text };
        let name = format!("{mark}{} {}", at + 1, key.comment);
        lines.push(vec![(fit(&visible_line(&name).text, width.into()), style)]);
        let about = visible_line(&format!("   {} · {place}", key.fingerprint)).text;
        lines.push(vec![(fit(&about, width.into()), theme.faint)]);
    }
    if let Some(offer) = &choice.offer {
        let text = format!(" m make an ed25519 key of this program's own, at {offer}");
        wrap(lines, width, "", &text, theme.key);
    }
    for problem in &choice.problems {
        wrap(lines, width, "", &format!("! {problem}"), theme.doubt);
    }
}

fn statement(review: &Review, showing: &Showing, title: &str, body: Rect, buffer: &mut Buffer) {
    let theme = &review.theme;
    let proposal = &showing.proposed.proposal;
    let mut lines: Vec<Pieces> = Vec::new();
    let width = body.width.min(100);
    for line in showing.text.lines() {
        wrap(&mut lines, width.saturating_sub(4), "", line, theme.text);
    }
    let height = (lines.len() as u16).saturating_add(6);
    let inner = window(review, title, (width, height), body, buffer);
    if inner.height < 5 {
        put(buffer, inner.x, inner.y, inner.width, "too small to show the statement", theme.bad);
        return;
    }
    let room = usize::from(inner.height) - 4;
    let top = showing.scroll.min(lines.len().saturating_sub(room));
    for (at, line) in lines.iter().skip(top).take(room).enumerate() {
        put_pieces(buffer, inner, at as u16, line, 0);
    }
    let left = lines.len().saturating_sub(top + room);
    let y = inner.bottom() - 4;
    if left > 0 {
        let more = format!("↓ {left} more lines");
        put(buffer, inner.x, y, inner.width, &more, theme.faint);
    }
    let hash = proposal.hash().to_string();
    put(buffer, inner.x, y + 1, inner.width, &hash, theme.info);
    let armed = showing.armed(review.clock);
    let text = match (armed, showing.wrong) {
        (false, true) => "✗ these are not its first six digits; again in a second".to_owned(),
        (false, false) => format!("read it; digits count after {} s", ARMING.as_secs()),
        (true, _) => format!("type {} to sign: ", proposal.digits()),
    };
    let style = if showing.wrong && !armed { theme.bad } else { theme.text };
    let used = put(buffer, inner.x, y + 3, inner.width, &text, style);
    if armed {
        let open = "_".repeat(DIGITS.saturating_sub(showing.typed.len()));
        let typed = format!("{}{open}", showing.typed);
        let room = inner.width.saturating_sub(used);
        put(buffer, inner.x + used, y + 3, room, &typed, theme.focus);
    }
}

/// The inline editor over the whole body.
pub(super) fn editor(review: &Review, editor: &Editor, body: Rect, frame_: &mut Frame<'_>) {
    let changed = if editor.leaving { " · unsaved changes" } else { "" };
    let title = format!("{} · WGSL{changed}", editor.kernel.as_str());
    let inner = frame(review, &title, body, frame_.buffer_mut());
    if inner.is_empty() {
        return;
    }
    frame_.render_widget(&editor.area, inner);
}
