//! The explanation of a wrong draft names the line whose value departs from the reference; and where
//! that can't be shown, none at all. `cargo test --test departures -- --ignored --nocapture` plants
//! faults in `lower`'s drafts of all samples and prints how often the right line is named.

use std::path::{Path, PathBuf};

use tokio_util::sync::CancellationToken;
use w2gpu_tui::check::check;
use w2gpu_tui::contract::{Contract, contract};
use w2gpu_tui::draft::lower;
use w2gpu_tui::execute::Limits;
use w2gpu_tui::kernel::{Digest256, Verdict};
use w2gpu_tui::source::{self, Lifted, Module};
use w2gpu_tui::verify::{Request, verify};

struct Kernel {
    module: Module,
    lifted: Option<Lifted>,
    contract: Contract,
}

impl Kernel {
    /// `samples/<name>.wat` with its sidecar, if it has one.
    fn sample(name: &str) -> Self {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples").join(name);
        let wat = std::fs::read(path.with_extension("wat")).expect("the sample is there");
        let sidecar = std::fs::read_to_string(path.with_extension("toml")).ok();
        let module = source::parse("kernel.wat", &wat).expect("the WAT parses");
        let export = module.kernels().next().expect("it has a kernel").name.clone();
        let lifted = source::lift(&module, &export).ok();
        let inferred = contract(&module, &export, lifted.as_ref(), sidecar.as_deref());
        Self { contract: inferred.expect("a contract").contract, module, lifted }
    }

    /// What is said of a draft; `None` if it is not a draft or not refused.
    fn explanation(&self, wgsl: &str) -> Option<String> {
        let checked = check(wgsl, Some(&self.contract)).ok()?;
        let request = Request {
            module: &self.module,
            contract: &self.contract,
            wgsl: Digest256::of(&checked.wgsl),
            checked: &checked,
            seed: 20,
            limits: Limits::default(),
        };
        let cancel = CancellationToken::new();
        let judgement = verify(&request, &mut |_| {}, &cancel).expect("nobody cancels");
        match judgement.evidence.verdict {
            Verdict::Differs { counterexample } if counterexample.finding.is_none() => {
                Some(counterexample.explanation)
            }
            _ => None,
        }
    }
}

/// The line that an explanation names, from 1.
fn named(explanation: &str) -> Option<usize> {
    let line = explanation.split("; ").find_map(|s| {
        s.strip_prefix("line ").filter(|s| s.contains(" departs: "))?.split(' ').next()
    })?;
    line.parse().ok()
}

/// Changes one at a time: what is looked for in a line, and what takes its place.
const SWAPS: [(&str, &str); 16] = [
    (" + ", " - "),
    (" - ", " + "),
    (" * ", " + "),
    (" / ", " * "),
    (" < ", " <= "),
    (" > ", " < "),
    (" == ", " != "),
    (" & ", " | "),
    (" ^ ", " & "),
    (" >> ", " << "),
    ("min(", "max("),
    ("max(", "min("),
    ("sqrt(", "abs("),
    ("1.0", "2.0"),
    ("0.5", "0.25"),
    ("1u", "2u"),
];

fn samples() -> Vec<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples");
    let mut found: Vec<PathBuf> = Vec::new();
    for folder in std::fs::read_dir(&root).expect("the samples are there").flatten() {
        if let Ok(files) = std::fs::read_dir(folder.path()) {
            found.extend(files.flatten().map(|file| file.path()));
        }
    }
    let wat = found.into_iter().filter(|file| file.extension().is_some_and(|e| e == "wat"));
    let names = wat.filter_map(|file| {
        let name = file.with_extension("");
        Some(name.strip_prefix(&root).ok()?.to_str()?.to_owned())
    });
    let mut names: Vec<String> = names.filter(|name| !name.starts_with("broken")).collect();
    names.sort();
    names
}

/// Faults planted in `lower`'s draft of a sample: how often the right line is named, none, a wrong one.
fn plant(name: &str) -> [usize; 3] {
    let kernel = Kernel::sample(name);
    let lowered = kernel.lifted.as_ref().map(|l| lower::lower(l, &kernel.contract, None));
    let Some(Ok(lowered)) = lowered else { return [0; 3] };
    let (draft, mut counts) = (lowered.wgsl, [0; 3]);
    let body = draft.find("fn main(").expect("a draft has an entry point");
    for (from, to) in SWAPS {
        for (at, _) in draft[body..].match_indices(from).take(3) {
            let at = body + at;
            let changed = format!("{}{to}{}", &draft[..at], &draft[at + from.len()..]);
            let Some(explanation) = kernel.explanation(&changed) else { continue };
            let line = draft[..at].matches('\n').count() + 1;
            match named(&explanation) {
                None => counts[1] += 1,
                Some(found) if found == line => counts[0] += 1,
                Some(found) => {
                    counts[2] += 1;
                    println!(
                        "{name}: line {line}, {from:?} → {to:?}, but line {found}: {explanation}"
                    );
                }
            }
        }
    }
    counts
}

#[test]
fn the_planted_line_is_named() {
    let samples = [
        ("integer/bit_reverse", 8),
        ("integer/xorshift", 8),
        ("linear/outer", 1),
        ("map/lerp", 3),
        ("map/saxpy_O0", 1),
        ("map/saxpy_O2", 1),
        ("map/saxpy_Os", 1),
        ("map/sigmoid", 3),
        ("serial/iir", 3),
        ("serial/prefix_sum", 1),
    ];
    for (name, least) in samples {
        let [right, silent, wrong] = plant(name);
        assert!(
            right >= least && wrong == 0,
            "{name}: {right} right, {silent} silent, {wrong} wrong"
        );
    }
}

#[test]
fn where_it_cannot_be_shown_no_line_is_named() {
    // Packed bytes, memory behind pointers in memory, a store that is an atomic.
    for name in ["image/grayscale", "slang/blend", "integer/histogram"] {
        let [right, silent, wrong] = plant(name);
        assert!(silent > 0 && right + wrong == 0, "{name}: {right} right, {wrong} wrong");
    }
    // A right draft is not explained; one that goes another way is, without a line.
    let kernel = Kernel::sample("map/saxpy_O2");
    let lifted = kernel.lifted.as_ref().expect("it lifts");
    let draft = lower::lower(lifted, &kernel.contract, None).expect("it lowers").wgsl;
    assert_eq!(kernel.explanation(&draft), None);
    let store = "b1[i] += b0[i] * p.s0;";
    assert!(draft.contains(store), "{draft}");
    let other = draft.replace(
        store,
        "let ratio = b1[i] / p.s0;\n    let sum = ratio + b0[i];\n    b1[i] = (sum + 1.0) * p.s0;",
    );
    let told = kernel.explanation(&other).expect("it is wrong");
    assert_eq!(named(&told), None, "{told}");
}

#[test]
#[ignore = "minutes: a measure"]
fn faults_planted_in_all_samples() {
    let only = std::env::var("SAMPLE").unwrap_or_default();
    let mut all = [0; 3];
    println!("| sample | right line | silent | wrong line |\n|---|--:|--:|--:|");
    for name in samples().iter().filter(|name| name.contains(&only)) {
        let counts = plant(name);
        println!("| {name} | {} | {} | {} |", counts[0], counts[1], counts[2]);
        (0..3).for_each(|i| all[i] += counts[i]);
    }
    println!("| all | {} | {} | {} |", all[0], all[1], all[2]);
    assert!(all[0] > 10 * all[2]);
}
