//! Pictures by half blocks, two pixels in a cell: the reference, the draft, and where they differ.

use ratatui::style::{Color, Style};

use super::Pieces;
use crate::tui::review::Depth;
use crate::tui::theme::Theme;
use crate::verify::Picture;

/// Adds the picture at a size that fits into `room` cells.
pub(super) fn lines(
    lines: &mut Vec<Pieces>,
    picture: &Picture,
    room: (u16, u16),
    depth: Depth,
    theme: &Theme,
) {
    let count = (picture.width as usize).checked_mul(picture.height as usize);
    let whole = |pixels: &[[u8; 3]]| Some(pixels.len()) == count && !pixels.is_empty();
    if ![&picture.reference, &picture.draft, &picture.difference]
        .into_iter()
        .all(|side| whole(side))
    {
        lines.push(vec![("no picture: its sizes don't fit together".into(), theme.faint)]);
        return;
    }
    let three = room.0 >= 60;
    let columns = if three { 3 } else { 2 };
    let cells = (room.0 / columns).saturating_sub(2).max(4);
    let rows = room.1.saturating_sub(1).max(2) * 2;
    let (width, height) = fit(picture.width, picture.height, cells.into(), rows.into());
    let images = [
        ("reference", &picture.reference),
        ("draft", &picture.draft),
        ("|Δ|, largest white", &picture.difference),
    ];
    let images = &images[..usize::from(columns)];
    let pad = |name: &str| format!("{name:<w$}  ", w = width as usize);
    let titles = images.iter().map(|(name, _)| {
        let name: String = name.chars().take(width as usize).collect();
        (pad(&name), theme.faint)
    });
    lines.push(titles.collect());
    for y in (0..height).step_by(2) {
        let mut line: Pieces = Vec::new();
        for (_, pixels) in images {
            for x in 0..width {
                let upper = sample(picture, pixels, (x, y), (width, height));
                let lower =
                    (y + 1 < height).then(|| sample(picture, pixels, (x, y + 1), (width, height)));
                let (symbol, style) = cell(upper, lower, depth);
                match line.last_mut() {
                    Some((text, last)) if *last == style => text.push_str(symbol),
                    _ => line.push((symbol.to_owned(), style)),
                }
            }
            line.push(("  ".into(), Style::new()));
        }
        lines.push(line);
    }
}

/// The largest size with the same proportions, never larger than the picture.
fn fit(width: u32, height: u32, cells: u32, rows: u32) -> (u32, u32) {
    let scale =
        (f64::from(cells) / f64::from(width)).min(f64::from(rows) / f64::from(height)).min(1.0);
    let scaled = |side: u32| ((f64::from(side) * scale).round() as u32).max(1);
    (scaled(width).min(cells), scaled(height).min(rows))
}

/// The mean of the pixels under a cell's half.
fn sample(picture: &Picture, pixels: &[[u8; 3]], at: (u32, u32), size: (u32, u32)) -> [u8; 3] {
    let range = |at: u32, size: u32, full: u32| {
        let from = u64::from(at) * u64::from(full) / u64::from(size);
        let to = (u64::from(at) + 1) * u64::from(full) / u64::from(size);
        // A few samples tell as much as all of a large picture.
        let step = ((to - from) / 4).max(1);
        (from..to.max(from + 1)).step_by(step as usize)
    };
    let (mut sum, mut count) = ([0u32; 3], 0);
    for y in range(at.1, size.1, picture.height) {
        for x in range(at.0, size.0, picture.width) {
            let pixel = pixels[(y * u64::from(picture.width) + x) as usize];
            (0..3).for_each(|c| sum[c] += u32::from(pixel[c]));
            count += 1;
        }
    }
    sum.map(|channel| (channel / count.max(1)) as u8)
}

fn cell(upper: [u8; 3], lower: Option<[u8; 3]>, depth: Depth) -> (&'static str, Style) {
    let below = lower.unwrap_or(upper);
    if depth == Depth::None {
        let light = (luminance(upper) + luminance(below)) / 2;
        return ([" ", "░", "▒", "▓", "█"][usize::from(light) * 5 / 256], Style::new());
    }
    let style = Style::new().fg(colour(upper, depth));
    match lower {
        Some(below) => ("▀", style.bg(colour(below, depth))),
        None => ("▀", style),
    }
}

fn luminance([r, g, b]: [u8; 3]) -> u16 {
    (u16::from(r) * 3 + u16::from(g) * 6 + u16::from(b)) / 10
}

fn colour([r, g, b]: [u8; 3], depth: Depth) -> Color {
    match depth {
        Depth::True => Color::Rgb(r, g, b),
        Depth::Indexed => {
            let step = |channel: u8| (u16::from(channel) * 5 + 127) / 255;
            Color::Indexed((16 + 36 * step(r) + 6 * step(g) + step(b)) as u8)
        }
        _ => nearest([r, g, b]),
    }
}

/// The 16 colours as xterm has them.
const SIXTEEN: [(Color, [u8; 3]); 16] = [
    (Color::Black, [0, 0, 0]),
    (Color::Red, [205, 0, 0]),
    (Color::Green, [0, 205, 0]),
    (Color::Yellow, [205, 205, 0]),
    (Color::Blue, [0, 0, 238]),
    (Color::Magenta, [205, 0, 205]),
    (Color::Cyan, [0, 205, 205]),
    (Color::Gray, [229, 229, 229]),
    (Color::DarkGray, [127, 127, 127]),
    (Color::LightRed, [255, 0, 0]),
    (Color::LightGreen, [0, 255, 0]),
    (Color::LightYellow, [255, 255, 0]),
    (Color::LightBlue, [92, 92, 255]),
    (Color::LightMagenta, [255, 0, 255]),
    (Color::LightCyan, [0, 255, 255]),
    (Color::White, [255, 255, 255]),
];

fn nearest(pixel: [u8; 3]) -> Color {
    let distance =
        |of: [u8; 3]| -> u32 { (0..3).map(|c| u32::from(of[c].abs_diff(pixel[c])).pow(2)).sum() };
    SIXTEEN.iter().min_by_key(|(_, of)| distance(*of)).map_or(Color::Reset, |(colour, _)| *colour)
}
