//! The drafts of `tests/hostile`, each of which must be refused for the reason its manifest names,
//! and those of `tests/unusual`, all of which must be verified. Every draft is judged with three
//! seeds. `DRAFT=name` runs those whose name holds `name` alone, `SEEDS=200` takes more seeds;
//! `--nocapture` prints the table.

mod manifest;
mod outcome;

use std::sync::atomic::{AtomicUsize, Ordering};

use manifest::{Entry, Manifest};
use outcome::{Outcome, judge_or_panic};

/// Seeds that every draft is judged with: three, and more where the environment wants more.
fn seeds() -> Vec<u64> {
    let wanted = std::env::var("SEEDS").ok().and_then(|count| count.parse().ok()).unwrap_or(0);
    [20_261_121, 7, 4_000_000_007].into_iter().chain(1000..).take(3.max(wanted)).collect()
}

/// Judges all entries on two threads; outcomes in the manifest's order.
fn judge_all(manifest: &Manifest) -> Vec<(&Entry, Vec<Outcome>)> {
    let only = std::env::var("DRAFT").unwrap_or_default();
    let entries: Vec<&Entry> = manifest.entries().filter(|e| e.name().contains(&only)).collect();
    let (next, seeds) = (AtomicUsize::new(0), seeds());
    let work = || {
        let mut done = Vec::new();
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            let Some(entry) = entries.get(at) else { return done };
            done.push((at, judge_or_panic(&manifest.folder, entry, &seeds)));
        }
    };
    let mut outcomes: Vec<(usize, Vec<Outcome>)> = std::thread::scope(|scope| {
        let threads = [scope.spawn(work), scope.spawn(work)];
        threads.into_iter().flat_map(|thread| thread.join().unwrap()).collect()
    });
    outcomes.sort_by_key(|(at, _)| *at);
    entries.into_iter().zip(outcomes.into_iter().map(|(_, found)| found)).collect()
}

#[test]
fn hostile_drafts_are_refused_for_the_right_reason() {
    let manifest = Manifest::load("tests/hostile");
    let judged = judge_all(&manifest);
    let (mut refused, mut rightly, mut wrong) = (0, 0, Vec::new());
    for (entry, outcomes) in &judged {
        let expected = entry.refusal();
        let all = outcomes.iter().all(|outcome| outcome.word != "verified");
        let right = outcomes.iter().all(|outcome| expected.allows(outcome));
        refused += usize::from(all);
        rightly += usize::from(right);
        println!("{} {}", if right { "✓" } else { "✗" }, entry.line(outcomes));
        if !right {
            wrong.push(format!("{}\n  expected: {expected}", entry.line(outcomes)));
        }
    }
    let (of, seeds) = (judged.len(), seeds().len());
    let figures = format!(
        "{refused} of {of} hostile drafts refused with each of {seeds} seeds, {rightly} of {of} for \
         the right reason"
    );
    println!("{figures}");
    assert!(wrong.is_empty(), "{figures}:\n{}", wrong.join("\n"));
}

#[test]
fn unusual_drafts_are_verified() {
    let manifest = Manifest::load("tests/unusual");
    let judged = judge_all(&manifest);
    let (mut verified, mut wrong) = (0, Vec::new());
    for (entry, outcomes) in &judged {
        let class = |outcome: &Outcome| entry.class.as_ref().is_none_or(|c| *c == outcome.class);
        let right = outcomes.iter().all(|o| o.word == "verified" && class(o));
        verified += usize::from(right);
        println!("{} {}", if right { "✓" } else { "✗" }, entry.line(outcomes));
        if !right {
            wrong.push(entry.line(outcomes));
        }
    }
    let (of, seeds) = (judged.len(), seeds().len());
    let figures = format!("{verified} of {of} unusual drafts verified with each of {seeds} seeds");
    println!("{figures}");
    assert!(wrong.is_empty(), "{figures}:\n{}", wrong.join("\n"));
}

#[test]
fn the_corpora_are_whole() {
    let (hostile, unusual) = (Manifest::load("tests/hostile"), Manifest::load("tests/unusual"));
    assert!(hostile.entries().count() >= 75 && unusual.entries().count() >= 40);
    for manifest in [&hostile, &unusual] {
        let mut listed: Vec<String> = manifest.entries().map(|e| e.file.clone()).collect();
        listed.sort();
        let files = std::fs::read_dir(&manifest.folder).unwrap();
        let mut found: Vec<String> = files
            .map(|file| file.unwrap().file_name().into_string().unwrap())
            .filter(|name| name.ends_with(".wgsl"))
            .collect();
        found.sort();
        assert_eq!(listed, found, "{}: manifest and folder", manifest.folder.display());
    }
    for entry in hostile.entries() {
        entry.refusal();
        assert!(!entry.wrong.is_empty(), "{}: says what is wrong", entry.file);
    }
    assert!(unusual.entries().all(|entry| !entry.style.is_empty()));
}
