//! The weights in `models/`: what a new clone drafts with; and what happens where they can't be used.

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

fn root(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// Lines of `draft --json` with nothing configured but a seed.
fn draft(arguments: &[&str]) -> Vec<Value> {
    let home = tempfile::tempdir().unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_w2gpu-tui"))
        .args(["draft", "--json"])
        .args(arguments)
        .env_clear()
        .env("HOME", home.path())
        .env("W2GPU_SEED", "7")
        .output()
        .unwrap();
    let out = String::from_utf8(output.stdout).unwrap();
    assert!(!out.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
    out.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn a_new_clone_drafts_with_the_model() {
    let lines = draft(&[root("samples/map").to_str().unwrap()]);
    assert!(lines.iter().all(|line| line["drafter"] == "model"), "{lines:#?}");
    let verified = lines.iter().filter(|line| line["verdict"] == "verified").count();
    assert!(verified * 10 >= lines.len() * 8, "{verified} of {}: {lines:#?}", lines.len());
}

#[test]
fn the_weights_stay_small() {
    let bytes = std::fs::metadata(root("models/w2gpu-draft.gguf")).unwrap().len();
    assert!((1 << 20..40_000_000).contains(&bytes), "{bytes}");
}

#[test]
fn a_seed_and_a_temperature_give_one_draft() {
    let home = tempfile::tempdir().unwrap();
    let text = |name: &str, seed: &str| {
        let out = home.path().join(name);
        let kernel = root("samples/map/relu.wat");
        let sampling = ["--temperature", "1.5", "--seed", seed, "--out", out.to_str().unwrap()];
        draft(&[&[kernel.to_str().unwrap()], &sampling[..]].concat());
        std::fs::read_to_string(out.join("relu.wgsl")).unwrap()
    };
    assert_eq!(text("a", "3"), text("b", "3"));
}

/// Bad weights: `lower` drafts, and why is said.
fn drafts_instead(model: &Path, why: &str) {
    let drafter = format!("model:{}", model.display());
    let kernel = root("samples/map/relu.wat");
    let lines = draft(&[kernel.to_str().unwrap(), "--drafter", &drafter]);
    assert_eq!(lines[0]["drafter"], "lower", "{lines:#?}");
    assert_eq!(lines[0]["verdict"], "verified");
    let instead = lines[0]["instead"].as_str().unwrap();
    assert!(instead.starts_with("model made no draft: "), "{instead}");
    assert!(instead.contains(why), "{instead}");
}

#[test]
fn without_good_weights_lower_drafts() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("m.gguf");
    drafts_instead(&file, "it can't be read");
    let whole = std::fs::read(root("models/w2gpu-draft.gguf")).unwrap();
    std::fs::write(&file, &whole[..whole.len() / 2]).unwrap();
    std::fs::copy(root("models/tokenizer.json"), folder.path().join("tokenizer.json")).unwrap();
    drafts_instead(&file, "not a whole GGUF file");
    std::fs::write(&file, &whole).unwrap();
    std::fs::write(folder.path().join("tokenizer.json"), "{}").unwrap();
    drafts_instead(&file, "the tokenizer");
}
