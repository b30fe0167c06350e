//! What evidence says of how hard a draft was tried, in short lines: for the lower pane and for
//! the confirmation.

use crate::kernel::{CanaryOutcome, Coverage, Evidence, MutationScore, Verdict};

/// Unreached lines and canaries that are listed one by one.
const LISTED: usize = 6;

/// The lines, foreign text in them still to be made visible.
pub fn lines(evidence: &Evidence) -> Vec<String> {
    let mut lines = Vec::new();
    for deviation in &evidence.deviations {
        lines.push(format!("contract by hand: {deviation}"));
    }
    if !evidence.worlds.is_empty() {
        lines.push(format!(
            "{} legal worlds: {}",
            evidence.worlds.len(),
            evidence.worlds.join(", ")
        ));
    }
    if let Some(allowance) = &evidence.allowance {
        lines.push(format!(
            "untested {:.2}% of {} elements, by {} noisy runs of the reference a case ({:.0}× a plain one)",
            100.0 * allowance.share(),
            allowance.elements,
            allowance.draws,
            allowance.cost
        ));
    }
    let texts = [("draft", &evidence.coverage), ("WAT", &evidence.source_coverage)];
    for (text, coverage) in texts.into_iter().filter_map(|(t, c)| Some((t, c.as_ref()?))) {
        covered(&mut lines, text, coverage);
    }
    canaries(&mut lines, evidence);
    match &evidence.mutation {
        Some(mutation) => lines.push(format!(
            "mutants killed: WAT {}, draft {}",
            score(&mutation.source),
            score(&mutation.draft)
        )),
        None if evidence.verdict == Verdict::Verified => lines.push("mutants pending".into()),
        None => {}
    }
    for adapter in &evidence.adapters {
        let why = adapter.reason.as_ref().map_or_else(String::new, |why| format!(": {why}"));
        lines.push(format!("{}, {} cases: {}{why}", adapter.name, adapter.cases, adapter.outcome));
    }
    if !evidence.regressions.is_empty() {
        let seeds: Vec<_> = evidence.regressions.iter().map(u64::to_string).collect();
        lines.push(format!("seeds that failed before, run again: {}", seeds.join(", ")));
    }
    lines
}

fn covered(lines: &mut Vec<String>, text: &str, coverage: &Coverage) {
    lines.push(format!("{text}: {} of {} outcomes reached", coverage.reached, coverage.outcomes));
    for open in coverage.unreached.iter().take(LISTED) {
        let place = open.span.map_or_else(String::new, |span| format!("line {}: ", span.line));
        lines.push(format!("  {place}{}", open.what));
    }
    let rest = coverage.unreached.len().saturating_sub(LISTED);
    if rest > 0 {
        lines.push(format!("  and {rest} more"));
    }
}

fn canaries(lines: &mut Vec<String>, evidence: &Evidence) {
    if evidence.canaries.is_empty() {
        return;
    }
    let refused = evidence.canaries.iter().filter(|c| c.outcome == CanaryOutcome::Refused).count();
    lines.push(format!("canaries: {refused} of {} refused", evidence.canaries.len()));
    let others = evidence.canaries.iter().filter(|c| c.outcome != CanaryOutcome::Refused);
    for canary in others.take(LISTED) {
        let what = match &canary.outcome {
            CanaryOutcome::Waived(why) => format!("is the answer: {why}"),
            _ => "would pass".into(),
        };
        lines.push(format!("  {} for {}: {what}", canary.name, canary.output));
    }
}

fn score(score: &MutationScore) -> String {
    let MutationScore { killed, equivalent, alive, .. } = score;
    let share = score.score().map_or("none".into(), |share| format!("{:.1}%", 100.0 * share));
    format!("{share} ({killed} killed, {equivalent} proven equivalent, {alive} alive)")
}
