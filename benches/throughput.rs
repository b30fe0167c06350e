//! How many kernels are verified per second, and how that grows with their number:
//! `cargo bench --bench throughput`. The program itself drafts and verifies folders of 24, 240 and
//! 2,400 kernels, made from the good samples; every copy is another module, so that nothing that
//! was compiled for one serves the next. Prints a table; asserts only that all are verified.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

const COUNTS: [usize; 3] = [24, 240, 2400];
/// Has no divisor in common with the number of samples.
const STEP: usize = 5;

fn main() {
    // `cargo bench` passes --bench; `cargo test --benches` must not take minutes.
    if !std::env::args().any(|argument| argument == "--bench") {
        println!("throughput: run with cargo bench");
        return;
    }
    let cores = std::thread::available_parallelism().map_or(1, |n| n.get());
    let samples = samples();
    println!("{} samples, {cores} cores, drafter lower, release build\n", samples.len());
    println!("| kernels | seconds | kernels/s | × the first row's |");
    println!("|--:|--:|--:|--:|");
    let mut first = None;
    for count in COUNTS {
        let folder = tempfile::tempdir().expect("a folder for the copies");
        for copy in 0..count {
            // In steps, so that a few are as dear as many: neighbours are of one kind.
            place(&samples[copy * STEP % samples.len()], folder.path(), copy);
        }
        let begin = Instant::now();
        let output = Command::new(env!("CARGO_BIN_EXE_w2gpu-tui"))
            .args(["draft", "--drafter", "lower", "--json"])
            .arg(folder.path())
            .output()
            .expect("the program runs");
        let seconds = begin.elapsed().as_secs_f64();
        let said = String::from_utf8_lossy(&output.stdout);
        let verified = said.lines().filter(|line| line.contains("\"verified\"")).count();
        assert_eq!(verified, count, "{}", String::from_utf8_lossy(&output.stderr));
        let rate = count as f64 / seconds;
        let base = *first.get_or_insert(rate);
        println!("| {count} | {seconds:.1} | {rate:.1} | {:.2} |", rate / base);
    }
}

/// The good samples' WAT files, in order.
fn samples() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples");
    let mut found = Vec::new();
    for folder in fs::read_dir(&root).expect("the samples are there").flatten() {
        if folder.file_name() == "broken" || !folder.path().is_dir() {
            continue;
        }
        for file in fs::read_dir(folder.path()).expect("a folder of samples").flatten() {
            if file.path().extension().is_some_and(|extension| extension == "wat") {
                found.push(file.path());
            }
        }
    }
    found.sort();
    found
}

/// Copies a sample and its sidecar, with a custom section of its own.
fn place(sample: &Path, folder: &Path, copy: usize) {
    let text = fs::read_to_string(sample).expect("the sample is readable");
    let end = text.rfind(')').expect("a module ends with a parenthesis");
    let marked = format!("{}(@custom \"copy\" \"{copy}\"){}", &text[..end], &text[end..]);
    let stem = sample.file_stem().and_then(|stem| stem.to_str()).expect("an ASCII name");
    let name = format!("{stem}_{copy:04}");
    fs::write(folder.join(&name).with_extension("wat"), marked).expect("the copy is written");
    let sidecar = sample.with_extension("toml");
    if sidecar.exists() {
        fs::copy(sidecar, folder.join(&name).with_extension("toml")).expect("and its sidecar");
    }
}
