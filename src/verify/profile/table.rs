//! A profile as lines for people.

use super::{Measured, Profile, Row};

/// The table for people.
pub fn table<'a>(profile: &Profile, adapters: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut lines = Vec::new();
    for adapter in adapters {
        lines.push(adapter.to_owned());
        lines.push(
            "  elements        CPU     kernel   ± spread      GB/s   speed-up   with transfers   \
             speed-up    PSNR  misses"
                .into(),
        );
        for row in &profile.rows {
            let measured = row.adapters.iter().find(|m| m.adapter == adapter);
            lines.extend(measured.map(|measured| self::row(row, measured)));
        }
        let from = |transfers| match profile.crossover(adapter, transfers) {
            Some(elements) => format!("from {elements} elements on"),
            None => "at no size measured".into(),
        };
        lines.push(format!("  faster than the CPU {}; with transfers {}", from(false), from(true)));
    }
    lines.extend(profile.notes.iter().cloned());
    lines.extend(profile.stopped.iter().map(|why| format!("no larger sizes: {why}")));
    lines
}

fn row(row: &Row, measured: &Measured) -> String {
    let start = format!("  {:8}  {:>9}", row.elements, time(row.cpu.median));
    let Some(figures) = &measured.times else {
        return format!("{start}  {}", measured.failed.as_deref().unwrap_or("no times"));
    };
    let clock = if figures.timestamps { ' ' } else { '~' };
    format!(
        "{start} {clock}{:>9}  {:>9}  {:8.2}  {:8.2} ×        {:>9}  {:8.2} ×  {:6.1}  {:6}",
        time(figures.kernel.median),
        time(figures.kernel.most - figures.kernel.least),
        figures.gigabytes,
        figures.speedup,
        time(figures.trip.median),
        figures.speedup_trip,
        figures.psnr,
        figures.misses
    )
}

/// Seconds in the unit that reads best.
fn time(seconds: f64) -> String {
    match seconds {
        s if s < 1e-3 => format!("{:.1} µs", s * 1e6),
        s if s < 1.0 => format!("{:.2} ms", s * 1e3),
        s => format!("{s:.2} s"),
    }
}
