//! The recipe of the corpus, seconds of it: kernels are drawn and compiled, their plain drafts take the
//! idioms of their sources, and what the verifier passes becomes pairs.
//!
//! Needs python3, clang and wasm-ld. Without them it says so; under W2GPU_REQUIRE_ADAPTER, as in CI, their lack fails it.

use std::path::Path;
use std::process::Command;

use serde_json::Value;

const KERNELS: &str = "24";

fn there(program: &str) -> bool {
    let found = Command::new(program).arg("--version").output().is_ok_and(|o| o.status.success());
    if !found {
        let text = format!("{program} is not there: the recipe was not run");
        assert!(std::env::var_os("W2GPU_REQUIRE_ADAPTER").is_none(), "{text}");
        eprintln!("skipped: {text}");
    }
    found
}

fn run(program: &str, arguments: &[&str], directory: &Path) -> String {
    let training = Path::new(env!("CARGO_MANIFEST_DIR")).join("training");
    let output = Command::new(program)
        .args(arguments)
        .current_dir(directory)
        .env("PYTHONPATH", training)
        .env("PYTHONDONTWRITEBYTECODE", "1")
        .env("W2GPU_SEED", "7")
        .output()
        .unwrap();
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    assert!(output.status.success(), "{}{}", text(&output.stdout), text(&output.stderr));
    text(&output.stdout) + &text(&output.stderr)
}

#[test]
fn drafts_take_idioms() {
    if there("python3") {
        let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("training/tests");
        let said = run("python3", &["-m", "unittest", "-v", "test_idioms"], &tests);
        assert!(said.contains("\nOK"), "{said}");
    }
}

#[test]
fn drawn_kernels_become_pairs() {
    if !["python3", "clang", "wasm-ld"].into_iter().all(there) {
        return;
    }
    let training = Path::new(env!("CARGO_MANIFEST_DIR")).join("training");
    let script = |name: &str| training.join(name).to_str().unwrap().to_owned();
    let tool = env!("CARGO_BIN_EXE_w2gpu-tui");
    let directory = tempfile::tempdir().unwrap();
    let here = directory.path();
    let seed = ["--seed", "3", "--count", KERNELS, "--out", "drawn", "--jobs", "2"];
    run("python3", &[&[script("generate.py").as_str()][..], &seed].concat(), here);
    let lower = ["--drafter", "lower", "--unjudged", "--out", "drawn/plain"];
    // A kernel that `lower` has no draft for is no failure of the recipe.
    Command::new(tool)
        .args([&["draft", "drawn/kernels"][..], &lower].concat())
        .current_dir(here)
        .output()
        .unwrap();
    let said = run("python3", &[&script("idioms.py"), "drawn", "--jobs", "2"], here);
    assert!(said.contains("grafted"), "{said}");
    let pairs = run(tool, &["corpus", "drawn", "--out", "pairs", "--plain", "0", "--json"], here);
    let count: Value = serde_json::from_str(&pairs).unwrap();
    let all = &count["all"];
    assert_eq!(all["kernels"], KERNELS.parse::<u64>().unwrap());
    // One in ten of such drawings says too little, and is refused.
    assert!(all["pairs"].as_u64().unwrap() >= 18, "{all}");
}
