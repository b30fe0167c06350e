//! WAT and WGSL: rows with line numbers, and diagnostics under the lines that they speak of.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::{Canvas, Pieces, document, put, put_pieces, title};
use crate::kernel::{Diagnostic, Origin, Severity};
use crate::tui::highlight::{Document, Part, Row};
use crate::tui::layout::Pane;
use crate::tui::review::{Review, Scroll, Shown};
use crate::tui::theme::Theme;
use crate::tui::visible::{visible, visible_line};
use crate::workbench::{Kernel, Values};

/// Diagnostics that are drawn at most; the rest is counted.
const MOST: usize = 60;

pub(super) fn draw_wat(
    review: &Review,
    kernel: Option<&Kernel>,
    canvas: &mut Canvas,
    area: Rect,
    buffer: &mut Buffer,
) {
    if area.is_empty() {
        return;
    }
    let about = kernel.map_or_else(String::new, |kernel| {
        let name = kernel.file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        visible_line(&name).text
    });
    let inner = title(review, Pane::Wat, area, tab_name(review, "WAT", "WGSL"), &about, buffer);
    let Some(kernel) = kernel else { return };
    let all = kernel.source_diagnostics.iter().chain(kernel.draft_diagnostics.iter());
    let found: Vec<_> = all.filter(|d| d.origin != Origin::Draft).collect();
    let mut slot = canvas.wat.take();
    let document = document(&mut slot, kernel.text.clone(), false);
    canvas.unfinished |= document.advance();
    let scroll = review.scrolls[0];
    draw(review, document, &found, None, Pane::Wat, scroll, false, canvas, inner, buffer);
    canvas.wat = slot;
}

pub(super) fn draw_wgsl(
    review: &Review,
    kernel: Option<&Kernel>,
    canvas: &mut Canvas,
    area: Rect,
    buffer: &mut Buffer,
) {
    if area.is_empty() {
        return;
    }
    let shown = kernel.and_then(|kernel| review.values_of(kernel));
    let about = match (kernel, shown) {
        (_, Some(shown)) => about_values(shown),
        (Some(kernel), None) => about_draft(kernel),
        (None, None) => String::new(),
    };
    let values = shown.and_then(|shown| shown.values.as_deref());
    let inner = title(review, Pane::Wgsl, area, tab_name(review, "WGSL", "WAT"), &about, buffer);
    let Some(kernel) = kernel else { return };
    let streaming = kernel.stream.is_some();
    let text = match (&kernel.stream, &kernel.draft) {
        (Some(stream), _) => stream.clone(),
        (None, Some(draft)) => draft.wgsl.clone(),
        (None, None) => return no_draft(review, kernel, canvas, inner, buffer),
    };
    let found: Vec<_> =
        kernel.draft_diagnostics.iter().filter(|d| d.origin == Origin::Draft).collect();
    let scroll = review.scrolls[1];
    let mut slot = canvas.wgsl.take();
    let document = document(&mut slot, text, true);
    canvas.unfinished |= document.advance();
    draw(review, document, &found, values, Pane::Wgsl, scroll, streaming, canvas, inner, buffer);
    canvas.wgsl = slot;
}

fn tab_name<'a>(review: &Review, this: &'a str, other: &str) -> &'a str {
    match (review.layout().tabbed, this, other) {
        (true, "WAT", _) => "WAT ⇄ wgsl",
        (true, "WGSL", _) => "WGSL ⇄ wat",
        _ => this,
    }
}

fn about_draft(kernel: &Kernel) -> String {
    let Some(draft) = &kernel.draft else {
        return match &kernel.stream {
            Some(_) => format!("streaming, {} tokens", kernel.tokens),
            None => String::new(),
        };
    };
    let mut about = draft.provenance.drafter.clone();
    if let Some(parent) = draft.provenance.parent {
        about.push_str(&format!(" after {}", parent.short(6)));
    }
    visible_line(&format!("{about} · {}", draft.hash.short(6))).text
}

fn about_values(shown: &Shown) -> String {
    let [x, y, z] = shown.invocation;
    let case = match &shown.values {
        Some(values) => visible_line(&values.case).text,
        None => "running".into(),
    };
    format!("invocation ({x}, {y}, {z}) of {case}")
}

/// What stands in place of a draft.
fn no_draft(
    review: &Review,
    kernel: &Kernel,
    canvas: &mut Canvas,
    area: Rect,
    buffer: &mut Buffer,
) {
    let theme = &review.theme;
    let mut lines: Vec<Pieces> = Vec::new();
    if let Some(failure) = &kernel.failure {
        wrap(&mut lines, area.width, "", &format!("⊘ no draft: {failure}"), theme.doubt);
    } else if kernel.contract.is_none() && kernel.wat.is_some() {
        let text = "no draft: stages 1 and 2 found errors, see the WAT and the evidence";
        wrap(&mut lines, area.width, "", text, theme.faint);
    } else {
        lines.push(vec![("waiting for the draft".into(), theme.faint)]);
    }
    for diagnostic in kernel.draft_diagnostics.iter().take(MOST) {
        message(&mut lines, area.width, "  ", diagnostic, theme);
    }
    super::scrolled(canvas, Pane::Wgsl, area, review.scrolls[1], &lines, buffer);
}

/// Lines that stand under a row.
struct Under {
    row: usize,
    lines: Vec<Pieces>,
}

#[expect(clippy::too_many_arguments, reason = "two callers, all of it belongs to one drawing")]
fn draw(
    review: &Review,
    document: &Document,
    found: &[&Diagnostic],
    values: Option<&Values>,
    pane: Pane,
    scroll: Scroll,
    streaming: bool,
    canvas: &mut Canvas,
    area: Rect,
    buffer: &mut Buffer,
) {
    let theme = &review.theme;
    let rows = document.rows();
    let digits = rows.last().map_or(1, |row| row.line).to_string().len().max(2);
    let gutter = digits as u16 + 1;
    if area.width <= gutter || area.height == 0 {
        return;
    }
    let (above, unders) = place(document, found, area.width - gutter, scroll.column, theme);
    let total = rows.len() + above.len() + unders.iter().map(|u| u.lines.len()).sum::<usize>();
    let height = usize::from(area.height);
    let last = total.saturating_sub(height);
    let top = if streaming && !scroll.held { last } else { scroll.row.min(last) };
    let index = pane as usize;
    (canvas.totals[index], canvas.heights[index], canvas.tops[index]) = (total, height, top);
    let text = Rect { x: area.x + gutter, width: area.width - gutter, ..area };
    let mut skip = top;
    let mut y = 0;
    let mut line_at_top = None;
    let emit = |lines: &[Pieces], y: &mut u16, skip: &mut usize, buffer: &mut Buffer| {
        for pieces in lines {
            if *skip > 0 {
                *skip -= 1;
            } else if *y < area.height {
                put_pieces(buffer, text, *y, pieces, 0);
                *y += 1;
            }
        }
    };
    emit(&above, &mut y, &mut skip, buffer);
    let mut at = 0;
    let mut next = unders.iter().peekable();
    while at < rows.len() && y < area.height {
        // Whole stretches without diagnostics are skipped at once.
        let stop = next.peek().map_or(rows.len(), |under| under.row + 1);
        if skip > 0 {
            let jump = skip.min(stop - at);
            at += jump;
            skip -= jump;
        }
        while at < stop && y < area.height {
            line_at_top.get_or_insert(rows[at].line);
            number(&rows[at], digits, area, y, theme, buffer);
            let mut shown = pieces(document, &rows[at], theme);
            // Behind the last row of a line.
            let ends = rows.get(at + 1).is_none_or(|next| next.line != rows[at].line);
            if let Some(said) = values.filter(|_| ends).and_then(|v| v.lines.get(&rows[at].line)) {
                shown.push((format!("  ◂ {}", visible_line(said).text), theme.info));
            }
            put_pieces(buffer, text, y, &shown, scroll.column);
            at += 1;
            y += 1;
        }
        if at == stop
            && let Some(under) = next.next_if(|under| under.row + 1 == at)
        {
            emit(&under.lines, &mut y, &mut skip, buffer);
        }
    }
    if pane == Pane::Wgsl {
        canvas.wgsl_line = line_at_top.unwrap_or(1);
    }
    if top + height < total && area.width > 8 {
        let left = total - top - height;
        let more = format!(" ↓{left} ");
        let width = more.chars().count() as u16;
        put(buffer, area.right() - width, area.bottom() - 1, width, &more, theme.faint);
    }
}

fn number(row: &Row, digits: usize, area: Rect, y: u16, theme: &Theme, buffer: &mut Buffer) {
    let text = match row.skipped {
        0 => format!("{:>digits$}", row.line),
        _ => format!("{:>digits$}", "↳"),
    };
    put(buffer, area.x, area.y + y, digits as u16, &text, theme.faint);
}

/// A row's visible text in its colours.
fn pieces(document: &Document, row: &Row, theme: &Theme) -> Pieces {
    let text = &document.text()[row.start..row.end];
    let shown = visible_line(text);
    let mut pieces = Vec::new();
    let mut at = 0;
    for run in document.runs(row.start, row.end) {
        let start = run.start.max(row.start) - row.start;
        let end = run.end.min(row.end) - row.start;
        if start > at {
            pieces.push((shown.slice(at, start).to_owned(), theme.text));
        }
        if end > start {
            pieces.push((shown.slice(start, end).to_owned(), style(run.part, theme)));
        }
        at = at.max(end);
    }
    if at < text.len() {
        pieces.push((shown.slice(at, text.len()).to_owned(), theme.text));
    }
    pieces
}

fn style(part: Part, theme: &Theme) -> Style {
    match part {
        Part::Comment => theme.comment,
        Part::Keyword => theme.keyword,
        Part::Kind => theme.kind,
        Part::Number => theme.number,
        Part::String => theme.string,
        Part::Name => theme.name,
        Part::Punctuation => theme.punctuation,
    }
}

/// Diagnostics as lines: those without a place above the text, the others under their rows.
fn place(
    document: &Document,
    found: &[&Diagnostic],
    width: u16,
    column: usize,
    theme: &Theme,
) -> (Vec<Pieces>, Vec<Under>) {
    let mut above = Vec::new();
    let mut unders: Vec<Under> = Vec::new();
    for diagnostic in found.iter().take(MOST) {
        let in_this_text = diagnostic.origin != Origin::Contract;
        match diagnostic.span.filter(|_| in_this_text) {
            Some(span) => {
                let at = document.row_of(span.line, span.column);
                let row = document.rows()[at];
                let shown = visible_line(&document.text()[row.start..row.end]);
                let first = (span.column as usize).saturating_sub(1 + row.skipped);
                let start = shown.cell_of_char(first);
                let end = shown.cell_of_char(first + span.length.max(1) as usize).max(start + 1);
                let mut lines = Vec::new();
                let carets = caret_line(start, end, column, width);
                lines.push(vec![(carets, severity(diagnostic, theme).1)]);
                message(&mut lines, width, "", diagnostic, theme);
                unders.push(Under { row: at, lines });
            }
            None => message(&mut above, width, "", diagnostic, theme),
        }
    }
    if found.len() > MOST {
        let more = format!("… and {} more", found.len() - MOST);
        above.push(vec![(more, theme.faint)]);
    }
    unders.sort_by_key(|under| under.row);
    // Several under one row stand together.
    let mut merged: Vec<Under> = Vec::new();
    for under in unders {
        match merged.last_mut() {
            Some(last) if last.row == under.row => last.lines.extend(under.lines),
            _ => merged.push(under),
        }
    }
    (above, merged)
}

fn caret_line(start: usize, end: usize, column: usize, width: u16) -> String {
    let width = usize::from(width);
    let start = start.saturating_sub(column).min(width.saturating_sub(1));
    let count = end.saturating_sub(column).saturating_sub(start).clamp(1, (width - start).max(1));
    format!("{}{}", " ".repeat(start), "^".repeat(count))
}

pub(super) fn severity(diagnostic: &Diagnostic, theme: &Theme) -> (&'static str, Style) {
    match diagnostic.severity {
        Severity::Error => ("✗ ", theme.bad),
        Severity::Warning => ("! ", theme.doubt),
        Severity::Note => ("· ", theme.info),
    }
}

/// A diagnostic's words, wrapped.
pub(super) fn message(
    lines: &mut Vec<Pieces>,
    width: u16,
    indent: &str,
    diagnostic: &Diagnostic,
    theme: &Theme,
) {
    let (mark, style) = severity(diagnostic, theme);
    let mut text = format!("{mark}{}", diagnostic.message);
    if let (Origin::Contract, Some(span)) = (diagnostic.origin, diagnostic.span) {
        text.push_str(&format!(" (sidecar, line {})", span.line));
    }
    text.push_str(&format!(" [{}]", diagnostic.code));
    wrap(lines, width, indent, &text, style);
    for note in &diagnostic.notes {
        wrap(lines, width, indent, &format!("  = {note}"), theme.faint);
    }
    if let Some(hint) = &diagnostic.hint {
        wrap(lines, width, indent, &format!("  → {hint}"), theme.info);
    }
}

/// Breaks text at spaces into lines of `width` cells; further lines keep the indent. Makes it
/// visible.
pub(super) fn wrap(lines: &mut Vec<Pieces>, width: u16, indent: &str, text: &str, style: Style) {
    use unicode_width::UnicodeWidthStr;
    let width = usize::from(width).max(8);
    for line in visible(text).split('\n') {
        let own = line.len() - line.trim_start_matches(' ').len();
        let lead = format!("{indent}{}", " ".repeat(own.min(width / 2)));
        let mut current = lead.clone();
        let mut empty = true;
        for word in line.trim_start_matches(' ').split(' ') {
            let mut word = word;
            if !empty && current.width() + 1 + word.width() > width {
                lines.push(vec![(std::mem::take(&mut current), style)]);
                // Whole words, digests above all, matter more than the indent.
                let fits = lead.width() + 2 + word.width() <= width;
                current = if fits { format!("{lead}  ") } else { String::new() };
                empty = true;
            }
            if !empty {
                current.push(' ');
            }
            // A word longer than a line is cut into pieces.
            while current.width() + word.width() > width {
                let room = width.saturating_sub(current.width()).max(1);
                let cut = cells_to_bytes(word, room);
                current.push_str(&word[..cut]);
                word = &word[cut..];
                lines.push(vec![(std::mem::take(&mut current), style)]);
                current = format!("{lead}  ");
            }
            current.push_str(word);
            empty = false;
        }
        lines.push(vec![(current, style)]);
    }
}

/// How many bytes of `text` fit into `cells`, at least one character.
fn cells_to_bytes(text: &str, cells: usize) -> usize {
    let mut width = 0;
    for (at, c) in text.char_indices() {
        width += unicode_width::UnicodeWidthChar::width(c).unwrap_or(0);
        if width > cells && at > 0 {
            return at;
        }
    }
    text.len()
}
