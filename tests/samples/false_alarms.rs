//! Good drafts are never refused: every sample under many seeds.
//!
//! `cargo test --test samples false_alarms` takes a few seeds; the whole run is
//! `SEEDS=200 cargo test --test samples false_alarms -- --nocapture`.

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

use tokio_util::sync::CancellationToken;
use w2gpu_tui::execute::Limits;
use w2gpu_tui::kernel::Verdict;
use w2gpu_tui::workbench::engine;

use crate::pipeline;
use crate::verdicts::SAMPLES;

/// Seeds without `SEEDS` in the environment.
const FEW: u64 = 3;

#[test]
fn no_sample_is_refused_whatever_the_seed() {
    let seeds = std::env::var("SEEDS").ok().and_then(|n| n.parse().ok()).unwrap_or(FEW);
    let only = std::env::var("SAMPLE").ok();
    let wanted = |name: &str| only.as_ref().is_none_or(|only| name.contains(only));
    let names: Vec<&str> = SAMPLES.iter().map(|(name, _)| *name).filter(|n| wanted(n)).collect();
    let (next, refused) = (AtomicUsize::new(0), Mutex::new(Vec::new()));
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                while let Some(name) = names.get(next.fetch_add(1, Relaxed)) {
                    let found = refusals(name, seeds);
                    refused.lock().unwrap().extend(found);
                }
            });
        }
    });
    let refused = refused.into_inner().unwrap();
    println!(
        "{} refused of {} ({} samples × {seeds} seeds)",
        refused.len(),
        names.len() as u64 * seeds,
        names.len()
    );
    assert!(refused.is_empty(), "{}", refused.join("\n"));
}

fn refusals(name: &str, seeds: u64) -> Vec<String> {
    let loaded = pipeline::load(&format!("samples/{name}"));
    let draft = pipeline::draft(&loaded).unwrap();
    let (limits, cancel) = (Limits::default(), CancellationToken::new());
    let mut found = Vec::new();
    for seed in 0..seeds {
        // Far apart, as fresh seeds are.
        let seed = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 11;
        let judged = engine::judge(&loaded, &draft.wgsl, seed, limits, &mut |_| {}, &cancel);
        let evidence = judged.unwrap().judgement.unwrap().evidence;
        if evidence.verdict != Verdict::Verified {
            let reason = evidence.verdict.reason().unwrap_or_default();
            let rule = evidence.verdict.rule();
            found.push(format!("{name}, seed {seed}: {rule:?} {reason}"));
        }
    }
    found
}
