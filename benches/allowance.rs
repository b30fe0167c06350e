//! What the allowance of VERDICT.md V1 costs: `cargo bench --bench allowance`. Prints, for each
//! sample whose contract settles, the time of all noisy runs over that of the plain ones, once for
//! small cases and once for all, everything included: instances, compilation, copies.

use std::path::{Path, PathBuf};

use tokio_util::sync::CancellationToken;
use w2gpu_tui::execute::Limits;
use w2gpu_tui::verify::allowance::{Survey, survey};
use w2gpu_tui::workbench::engine;

/// Elements of all buffers together in a small case.
const SMALL: usize = 1 << 12;

fn main() {
    // `cargo bench` passes --bench; `cargo test --benches` must not take minutes.
    if !std::env::args().any(|argument| argument == "--bench") {
        println!("allowance: run with cargo bench");
        return;
    }
    println!(
        "| sample | draws | small cases | × plain | all cases | × plain | untested | widest |"
    );
    println!("|---|--:|--:|--:|--:|--:|--:|--:|");
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples");
    let (mut plain, mut noisy, mut worst) = (0.0, 0.0, 0.0_f64);
    for file in files(&root) {
        for loaded in engine::load(&root, &file) {
            let (Some(module), Some(contract)) = (&loaded.module, &loaded.contract) else {
                continue;
            };
            let run = |elements: usize| {
                let (limits, cancel) = (Limits::default(), CancellationToken::new());
                survey(module, contract, 20_261_121, elements, &limits, &cancel)
            };
            match (run(SMALL), run(usize::MAX)) {
                (Ok(small), Ok(all)) => {
                    row(&loaded.id.to_string(), &small, &all);
                    if small.allowance.draws > 0 {
                        (plain, noisy) = (plain + small.plain, noisy + small.noisy);
                        worst = worst.max(small.allowance.cost);
                    }
                }
                (Err(error), _) | (_, Err(error)) => println!("| {} | {error} |", loaded.id),
            }
        }
    }
    println!("\nsmall cases, pooled: {:.1} × plain; worst sample: {worst:.1} ×", noisy / plain);
}

fn row(id: &str, small: &Survey, all: &Survey) {
    println!(
        "| {id} | {} | {} | {:.1} | {} | {:.1} | {:.2}% | {:.1e} |",
        all.allowance.draws,
        small.cases,
        small.allowance.cost,
        all.cases,
        all.allowance.cost,
        100.0 * all.allowance.share(),
        all.allowance.widest,
    );
}

fn files(root: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for folder in std::fs::read_dir(root).into_iter().flatten().flatten() {
        for file in std::fs::read_dir(folder.path()).into_iter().flatten().flatten() {
            if file.path().extension().is_some_and(|extension| extension == "wat") {
                found.push(file.path());
            }
        }
    }
    found.sort();
    found
}
