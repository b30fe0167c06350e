//! `eval`: a drafter measured on kernels, nobody standing in for it.

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

fn samples(folder: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("samples").join(folder)
}

fn run(arguments: &[&str]) -> (Option<i32>, String, String) {
    let home = tempfile::tempdir().unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_w2gpu-tui"))
        .arg("eval")
        .args(arguments)
        .env_clear()
        .env("HOME", home.path())
        .env("W2GPU_SEED", "7")
        .output()
        .unwrap();
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (output.status.code(), text(&output.stdout), text(&output.stderr))
}

#[test]
fn each_kernel_has_a_line_and_the_sums_come_last() {
    let map = samples("map");
    let (code, out, error) = run(&[map.to_str().unwrap(), "--drafter", "lower", "--json"]);
    assert_eq!(code, Some(0), "{error}");
    let lines: Vec<Value> = out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let (sums, kernels) = lines.split_last().unwrap();
    assert_eq!(sums["all"]["kernels"], kernels.len());
    let verified = kernels.iter().filter(|kernel| kernel["first"]["verified"] == true).count();
    assert_eq!(sums["all"]["verified"], verified);
    assert!(verified > 0, "{out}");
    for kernel in kernels {
        assert!(kernel["words"].as_u64().unwrap() > 20, "{kernel}");
        assert!(kernel["first"]["first_token"].as_f64().unwrap() > 0.0, "{kernel}");
    }
}

#[test]
fn what_has_no_contract_counts_and_is_not_verified() {
    let (code, out, error) = run(&[samples("broken").to_str().unwrap(), "--drafter", "lower"]);
    assert_eq!(code, Some(0), "{error}");
    assert!(out.contains("| lower | 2 | 0% | 0% |"), "{out}");
}

#[test]
fn a_drafter_without_chance_has_no_samples() {
    let map = samples("map");
    let (code, _, error) = run(&[map.to_str().unwrap(), "--drafter", "lower", "--samples", "2"]);
    assert_eq!(code, Some(2));
    assert!(error.contains("drafts the same each time"), "{error}");
}
