//! The lower pane: verdict and evidence, figures, picture, contract.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::list::symbol;
use super::text::{message, wrap};
use super::{Canvas, Pieces, picture, scrolled, title};
use crate::kernel::{CaseFigures, Counterexample, Evidence, Finding, Rule, Verdict};
use crate::ratify::Status;
use crate::tui::layout::Pane;
use crate::tui::review::{Lower, Review, state_word};
use crate::tui::theme::Theme;
use crate::tui::trust;
use crate::tui::visible::visible_line;
use crate::workbench::{Activity, Decision, Kernel, Snapshot, Timed};

pub(super) fn draw(
    review: &Review,
    snapshot: &Snapshot,
    kernel: Option<&Kernel>,
    canvas: &mut Canvas,
    area: Rect,
    buffer: &mut Buffer,
) {
    if area.is_empty() {
        return;
    }
    let tabs = |kernel: &Kernel| {
        let others = Lower::ALL.into_iter().filter(|l| *l != review.lower && l.has(kernel));
        let names: Vec<_> = others.map(Lower::title).collect();
        if names.is_empty() { String::new() } else { format!("⇄ {}", names.join(" · ")) }
    };
    let about = kernel.map_or_else(String::new, tabs);
    let inner = title(review, Pane::Lower, area, review.lower.title(), &about, buffer);
    let theme = &review.theme;
    let mut lines = Vec::new();
    for trouble in snapshot.troubles.iter() {
        wrap(&mut lines, inner.width, "", &format!("! {trouble}"), theme.doubt);
    }
    let Some(kernel) = kernel else {
        return scrolled(canvas, Pane::Lower, inner, review.scrolls[2], &lines, buffer);
    };
    let judgement = kernel.judgement.as_ref();
    match (review.lower, judgement) {
        (Lower::Cases, Some(judgement)) => cases(&mut lines, &judgement.evidence, theme),
        (Lower::Picture, Some(judgement)) if judgement.picture.is_some() => {
            if let Some(picture) = &judgement.picture {
                let room = (inner.width, inner.height);
                picture::lines(&mut lines, picture, room, review.depth, theme);
            }
        }
        (Lower::Contract, _) => {
            let toml = kernel.contract_toml.lines();
            lines.extend(toml.map(|line| vec![(visible_line(line).text, theme.text)]));
        }
        (Lower::Profile, _) if kernel.profile.is_some() => {
            profile(&mut lines, kernel, inner.width, theme);
        }
        _ => evidence(&mut lines, kernel, inner.width, theme),
    }
    scrolled(canvas, Pane::Lower, inner, review.scrolls[2], &lines, buffer);
}

fn evidence(lines: &mut Vec<Pieces>, kernel: &Kernel, width: u16, theme: &Theme) {
    verdict_lines(lines, kernel, width, theme);
    standing(lines, kernel, width, theme);
    if let Some((draft, why)) = kernel.draft.as_ref().and_then(|d| Some((d, d.why_instead()?))) {
        let text = format!("· drafted by {} instead: {why}", draft.provenance.drafter);
        wrap(lines, width, "", &text, theme.doubt);
    }
    if let (Activity::Running, Some(progress)) = (kernel.activity, &kernel.progress) {
        let text = format!("case {} of {}", progress.done, progress.planned);
        lines.push(vec![(text, theme.info)]);
    }
    if let Some(failure) = &kernel.failure {
        wrap(lines, width, "", failure, theme.doubt);
    }
    if let Some(judgement) = &kernel.judgement {
        let evidence = &judgement.evidence;
        match &evidence.verdict {
            Verdict::Differs { counterexample } => {
                counter(lines, counterexample, width, theme);
            }
            verdict => {
                if let Some(reason) = verdict.reason() {
                    wrap(lines, width, "", reason, theme.doubt);
                }
            }
        }
        for finding in &evidence.findings {
            let text = finding_text(finding);
            let style = if finding.kind.is_fatal() { theme.bad } else { theme.doubt };
            wrap(lines, width, "", &text, style);
        }
        measured(lines, evidence, width, theme);
    }
    let all = kernel.draft_diagnostics.iter().chain(kernel.source_diagnostics.iter());
    for diagnostic in all.take(20) {
        message(lines, width, "", diagnostic, theme);
    }
    provenance(lines, kernel, width, theme);
}

fn verdict_lines(lines: &mut Vec<Pieces>, kernel: &Kernel, width: u16, theme: &Theme) {
    let (symbol, style) = symbol(kernel, theme);
    let mut line = vec![(format!("{symbol} {}", state_word(kernel)), style)];
    let Some(judgement) = &kernel.judgement else { return lines.push(line) };
    let evidence = &judgement.evidence;
    let parallel = if evidence.parallel { "parallel" } else { "not parallel" };
    line.push((format!("  class {} · {parallel}", evidence.class), theme.text));
    lines.push(line);
    let mut facts = Vec::new();
    if !evidence.figures.is_empty() {
        let misses: u64 = evidence.figures.iter().map(|figure| figure.misses).sum();
        facts.push(format!("{} runs", evidence.figures.len()));
        facts.push(format!("{misses} misses"));
    }
    facts.extend(evidence.max_abs().map(|abs| format!("max |Δ| {}", short(abs))));
    facts.extend(evidence.max_ulp().filter(|ulp| *ulp > 0).map(|ulp| format!("{ulp} ULP")));
    facts.extend(evidence.psnr().map(|psnr| format!("{psnr:.1} dB")));
    if !facts.is_empty() {
        wrap(lines, width, "  ", &facts.join(" · "), theme.text);
    }
}

/// What people and the store say.
fn standing(lines: &mut Vec<Pieces>, kernel: &Kernel, width: u16, theme: &Theme) {
    match &kernel.status {
        Status::None => {}
        Status::Ratified(entry) => {
            let same = kernel.draft.as_ref().is_some_and(|draft| draft.hash == entry.wgsl);
            let what = if same { "ratified" } else { "another text is ratified" };
            let text = format!("◆ {what}: entry {}, {}, {}", entry.seq, entry.time, entry.key);
            wrap(lines, width, "", &text, theme.good);
        }
        Status::Stale { entry, changed } => {
            let text = format!(
                "◇ stale: ratified as entry {} at {}; since then the {} changed",
                entry.seq,
                entry.time,
                changed.join(" and the ")
            );
            wrap(lines, width, "", &text, theme.doubt);
        }
    }
    if let Decision::Rejected { reason } = &kernel.decision {
        wrap(lines, width, "", &format!("– rejected: {reason}"), theme.doubt);
    }
}

fn counter(lines: &mut Vec<Pieces>, counter: &Counterexample, width: u16, theme: &Theme) {
    wrap(lines, width, "", &counter.explanation, theme.bad);
    let scalars = scalars(&counter.scalars);
    let mut place = format!("case {}", counter.case);
    if !scalars.is_empty() {
        place.push_str(&format!(" ({scalars})"));
    }
    if let (Some(buffer), Some(index)) = (&counter.buffer, counter.index) {
        place.push_str(&format!(", {buffer}[{index}]"));
    }
    if let Some([x, y]) = counter.pixel {
        place.push_str(&format!(", pixel ({x}, {y})"));
    }
    place.push_str(&format!(", {}, seed {}", counter.executor, counter.seed));
    wrap(lines, width, "  ", &place, theme.text);
    if let (Some(expected), Some(actual)) = (&counter.expected, &counter.actual) {
        let piece = |text: &str| visible_line(text).text;
        lines.push(vec![
            ("  reference ".into(), theme.faint),
            (piece(expected), theme.good),
            ("   draft ".into(), theme.faint),
            (piece(actual), theme.bad),
        ]);
    }
    if let Some(finding) = &counter.finding {
        wrap(lines, width, "  ", &finding_text(finding), theme.bad);
    }
}

fn finding_text(finding: &Finding) -> String {
    let kind = serde_json::to_value(finding.kind).unwrap_or_default();
    let kind = kind.as_str().unwrap_or("finding").replace('-', " ");
    let place = finding.span.map_or_else(String::new, |s| format!(" at line {}", s.line));
    let times = if finding.count > 1 { format!(" ({}×)", finding.count) } else { String::new() };
    format!("! {kind}{place}{times}: {}", finding.message)
}

fn measured(lines: &mut Vec<Pieces>, evidence: &Evidence, width: u16, theme: &Theme) {
    for line in trust::lines(evidence) {
        // What belongs to the line before stands further in.
        let (indent, line) = match line.strip_prefix("  ") {
            Some(rest) => ("    ", rest.to_owned()),
            None => ("", format!("· {line}")),
        };
        wrap(lines, width, indent, &line, theme.text);
    }
    for note in &evidence.notes {
        wrap(lines, width, "", &format!("· {note}"), theme.text);
    }
    let dropped: Vec<_> =
        evidence.dropped.iter().map(|(why, count)| format!("{count}× {why}")).collect();
    if !dropped.is_empty() {
        let text = format!("· dropped cases: {}", dropped.join(", "));
        wrap(lines, width, "", &text, theme.text);
    }
    let about = format!(
        "{} cases planned · seed {} · rules {} · largest {}",
        evidence.planned,
        evidence.seed,
        evidence.rules.iter().map(Rule::to_string).collect::<Vec<_>>().join(" "),
        evidence.largest
    );
    wrap(lines, width, "", &about, theme.faint);
}

fn provenance(lines: &mut Vec<Pieces>, kernel: &Kernel, width: u16, theme: &Theme) {
    if let Some(draft) = &kernel.draft {
        let provenance = &draft.provenance;
        let parallel = match provenance.parallel {
            Some(true) => ", parallel",
            Some(false) => ", not parallel",
            None => "",
        };
        let mut text = format!("draft by {}{parallel}", provenance.drafter);
        if !provenance.why.is_empty() && draft.why_instead().is_none() {
            text.push_str(&format!(": {}", provenance.why));
        }
        wrap(lines, width, "", &text, theme.faint);
    }
    let s = &kernel.seconds;
    let times = [
        ("parse", s.parse),
        ("contract", s.contract),
        ("draft", s.draft),
        ("compile", s.compile),
        ("execute", s.execute),
    ];
    let spent: Vec<_> = times
        .iter()
        .filter(|(_, seconds)| *seconds > 0.0)
        .map(|(name, seconds)| format!("{name} {}", duration(*seconds)))
        .collect();
    if !spent.is_empty() {
        wrap(lines, width, "", &spent.join(" · "), theme.faint);
    }
}

fn cases(lines: &mut Vec<Pieces>, evidence: &Evidence, theme: &Theme) {
    let head = [
        "case", "executor", "setting", "elements", "misses", "max |Δ|", "ULP", "dB", "ref",
        "draft", "scalars",
    ];
    let mut rows: Vec<Vec<String>> = vec![head.iter().map(|h| (*h).to_owned()).collect()];
    rows.extend(evidence.figures.iter().map(row));
    let widths: Vec<usize> = (0..head.len())
        .map(|column| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or(0))
        .collect();
    for (at, row) in rows.iter().enumerate() {
        let figure = at.checked_sub(1).and_then(|at| evidence.figures.get(at));
        let style = match figure {
            None => theme.faint,
            Some(figure) if figure.misses > 0 => theme.bad,
            Some(_) => theme.text,
        };
        let mark = match figure {
            Some(figure) if figure.misses > 0 => "✗ ",
            _ => "  ",
        };
        let mut text = mark.to_owned();
        for (column, cell) in row.iter().enumerate() {
            let pad = widths[column] - cell.chars().count();
            let left = matches!(column, 1 | 2 | 10);
            let pad = " ".repeat(pad);
            text.push_str(&if left { format!("{cell}{pad}  ") } else { format!("{pad}{cell}  ") });
        }
        lines.push(vec![(text.trim_end().to_owned(), style)]);
    }
}

fn profile(lines: &mut Vec<Pieces>, kernel: &Kernel, width: u16, theme: &Theme) {
    match kernel.profile.as_deref() {
        Some(Timed::Done { profile, adapters }) => {
            let names = adapters.iter().map(|adapter| adapter.name.as_str());
            let table = crate::verify::profile::table(profile, names);
            lines.extend(table.iter().map(|line| vec![(visible_line(line).text, theme.text)]));
        }
        Some(Timed::Failed(why)) => wrap(lines, width, "", &format!("! {why}"), theme.doubt),
        Some(Timed::Waiting) | None => {
            lines.push(vec![("the draft is being timed".into(), theme.info)]);
        }
    }
}

fn row(figure: &CaseFigures) -> Vec<String> {
    vec![
        figure.case.to_string(),
        visible_line(&figure.executor).text,
        visible_line(&figure.setting).text,
        figure.elements.to_string(),
        figure.misses.to_string(),
        short(figure.max_abs),
        figure.max_ulp.to_string(),
        format!("{:.1}", figure.psnr),
        duration(figure.reference_seconds),
        duration(figure.draft_seconds),
        visible_line(&scalars(&figure.scalars)).text,
    ]
}

fn scalars(scalars: &[(String, crate::kernel::Scalar)]) -> String {
    let scalars: Vec<_> = scalars.iter().map(|(name, value)| format!("{name}={value}")).collect();
    scalars.join(" ")
}

fn short(value: f64) -> String {
    match value.abs() {
        0.0 => "0".to_owned(),
        0.001..10_000.0 => format!("{value:.4}").trim_end_matches('0').trim_end_matches('.').into(),
        _ => format!("{value:.1e}"),
    }
}

fn duration(seconds: f64) -> String {
    match seconds {
        s if s >= 1.0 => format!("{s:.1} s"),
        s if s >= 1e-3 => format!("{:.1} ms", s * 1e3),
        s => format!("{:.0} µs", s * 1e6),
    }
}
