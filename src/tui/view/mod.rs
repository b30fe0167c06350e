//! Pure drawing: a review and a snapshot onto a frame. Decides nothing and remembers only what it
//! would otherwise work out again.

mod evidence;
mod footer;
mod list;
mod overlay;
mod picture;
mod text;

use std::sync::Arc;

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::highlight::Document;
use super::layer::Layer;
use super::layout::Pane;
use super::review::Review;
use super::visible::fit;
use crate::workbench::Snapshot;

/// What drawing remembers: documents, and what fitted where.
#[derive(Default)]
pub struct Canvas {
    wat: Option<Document>,
    wgsl: Option<Document>,
    /// Rows of each pane's content.
    pub totals: [usize; 4],
    /// Rows of each pane that show content.
    pub heights: [usize; 4],
    /// First content row on the screen.
    pub tops: [usize; 4],
    /// Line of the WGSL, from 1, at the top of its pane.
    pub wgsl_line: u32,
    /// Something would look better in another frame.
    pub unfinished: bool,
}

/// Draws everything.
pub fn view(review: &Review, snapshot: &Snapshot, frame: &mut Frame<'_>) {
    let canvas = &mut *review.canvas.borrow_mut();
    canvas.unfinished = false;
    let layout = review.layout();
    let buffer = frame.buffer_mut();
    let area = buffer.area;
    buffer.set_style(area, review.theme.text);
    list::draw(review, snapshot, canvas, layout.list, buffer);
    let kernel = review.kernel(snapshot);
    text::draw_wat(review, kernel, canvas, layout.wat, buffer);
    text::draw_wgsl(review, kernel, canvas, layout.wgsl, buffer);
    evidence::draw(review, snapshot, kernel, canvas, layout.lower, buffer);
    lines(review, &layout, buffer);
    footer::draw(review, snapshot, layout.footer, buffer);
    let body = Rect { height: area.height.saturating_sub(1), ..area };
    for layer in &review.layers {
        match layer {
            Layer::Editor(editor) => overlay::editor(review, editor, body, frame),
            _ => overlay::draw(review, snapshot, layer, body, frame.buffer_mut()),
        }
    }
}

/// The lines between panes.
fn lines(review: &Review, layout: &super::layout::Layout, buffer: &mut Buffer) {
    for pane in [layout.wgsl, layout.wat, layout.lower] {
        if pane.is_empty() || pane.x == 0 {
            continue;
        }
        for y in pane.y..pane.bottom() {
            let symbol = match y == pane.y && pane.y > 0 && pane.x == layout.lower.x {
                true => "├",
                false => "│",
            };
            put(buffer, pane.x - 1, y, 1, symbol, review.theme.line);
        }
    }
}

/// A pane's title line; gives the area below it.
fn title(
    review: &Review,
    pane: Pane,
    area: Rect,
    name: &str,
    about: &str,
    buffer: &mut Buffer,
) -> Rect {
    if area.is_empty() {
        return area;
    }
    let focused = review.focus == pane;
    let style = if focused { review.theme.focus } else { review.theme.title };
    let rule = "─".repeat(usize::from(area.width));
    put(buffer, area.x, area.y, area.width, &rule, review.theme.line);
    let mark = if focused { "▸" } else { " " };
    let head = format!("{mark}{name} ");
    let used = put(buffer, area.x, area.y, area.width, &head, style);
    let room = area.width.saturating_sub(used);
    if room > 3 && !about.is_empty() {
        let about = format!("{} ", fit(about, usize::from(room) - 2));
        put(buffer, area.x + used, area.y, room, &about, review.theme.faint);
    }
    Rect { y: area.y + 1, height: area.height - 1, ..area }
}

/// Puts visible text into at most `width` cells; returns how many it took. The one way text gets
/// onto the screen.
fn put(buffer: &mut Buffer, x: u16, y: u16, width: u16, text: &str, style: Style) -> u16 {
    let area = buffer.area;
    if y < area.y || y >= area.bottom() || x < area.x || x >= area.right() {
        return 0;
    }
    let width = width.min(area.right() - x);
    let (end, _) = buffer.set_stringn(x, y, text, usize::from(width), style);
    end - x
}

/// A line of styled, visible pieces.
type Pieces = Vec<(String, Style)>;

fn put_pieces(buffer: &mut Buffer, area: Rect, row: u16, pieces: &[(String, Style)], skip: usize) {
    let (mut x, mut skip) = (area.x, skip);
    for (text, style) in pieces {
        let mut rest = text.as_str();
        while skip > 0
            && let Some(c) = rest.chars().next()
        {
            rest = &rest[c.len_utf8()..];
            skip = skip.saturating_sub(unicode_width::UnicodeWidthChar::width(c).unwrap_or(0));
        }
        x += put(buffer, x, area.y + row, area.right().saturating_sub(x), rest, *style);
    }
}

/// Rows `top..` of `lines`, with what the canvas needs to know about them.
fn scrolled(
    canvas: &mut Canvas,
    pane: Pane,
    area: Rect,
    scroll: super::review::Scroll,
    lines: &[Pieces],
    buffer: &mut Buffer,
) {
    let height = usize::from(area.height);
    let top = scroll.row.min(lines.len().saturating_sub(height));
    (canvas.totals[pane as usize], canvas.heights[pane as usize]) = (lines.len(), height);
    canvas.tops[pane as usize] = top;
    for (row, pieces) in lines.iter().skip(top).take(height).enumerate() {
        put_pieces(buffer, area, row as u16, pieces, scroll.column);
    }
}

/// The document for `text`, made or brought up to date.
fn document(slot: &mut Option<Document>, text: Arc<str>, wgsl: bool) -> &mut Document {
    match slot {
        Some(document) => document.update(text),
        None if wgsl => *slot = Some(Document::wgsl(text)),
        None => *slot = Some(Document::wat(text)),
    }
    slot.get_or_insert_with(|| Document::wat("".into()))
}
