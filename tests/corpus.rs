//! `corpus`: drawn kernels whose drafts are verified become pairs, once.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

const SAXPY: &str = "map/saxpy_O2.wat";

/// Three kernels as drawn: a right draft, a wrong one, and the right one's twin.
struct Drawn {
    directory: tempfile::TempDir,
}

impl Drawn {
    fn new() -> Self {
        let drawn = Self { directory: tempfile::tempdir().unwrap() };
        fs::create_dir(drawn.path("kernels")).unwrap();
        fs::create_dir(drawn.path("drafts")).unwrap();
        let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples");
        let right = drawn.lowered(&samples.join(SAXPY));
        let wrong = right.replacen('*', "-", 1);
        assert_ne!(right, wrong);
        let mut list = String::new();
        for (id, draft) in [("right", &right), ("twin", &right), ("wrong", &wrong)] {
            let file = samples.join(SAXPY);
            fs::copy(&file, drawn.path(&format!("kernels/{id}.wat"))).unwrap();
            let contract = file.with_extension("toml");
            if contract.exists() {
                fs::copy(contract, drawn.path(&format!("kernels/{id}.toml"))).unwrap();
            }
            fs::write(drawn.path(&format!("drafts/{id}.wgsl")), draft).unwrap();
            let line = serde_json::json!({"id": id, "family": "map", "held_out": false});
            list.push_str(&format!("{line}\n"));
        }
        fs::write(drawn.path("drawn.jsonl"), list).unwrap();
        drawn
    }

    fn path(&self, name: &str) -> PathBuf {
        self.directory.path().join(name)
    }

    fn run(&self, arguments: &[&str]) -> (Option<i32>, String, String) {
        let output = Command::new(env!("CARGO_BIN_EXE_w2gpu-tui"))
            .args(arguments)
            .current_dir(self.directory.path())
            .env_clear()
            .env("HOME", self.directory.path())
            .env("W2GPU_SEED", "7")
            .output()
            .unwrap();
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        (output.status.code(), text(&output.stdout), text(&output.stderr))
    }

    fn lowered(&self, wat: &Path) -> String {
        let out = self.path("lowered");
        let (code, _, error) = self.run(&[
            "draft",
            wat.to_str().unwrap(),
            "--drafter",
            "lower",
            "--out",
            out.to_str().unwrap(),
        ]);
        assert_eq!(code, Some(0), "{error}");
        let mut files = fs::read_dir(&out).unwrap().map(|entry| entry.unwrap().path());
        fs::read_to_string(files.next().unwrap()).unwrap()
    }

    fn corpus(&self) -> Value {
        let (code, out, error) =
            self.run(&["corpus", ".", "--out", "pairs", "--plain", "1", "--json"]);
        assert_eq!(code, Some(0), "{error}");
        serde_json::from_str(&out).unwrap()
    }

    fn lines(&self, name: &str) -> Vec<Value> {
        let text = fs::read_to_string(self.path(name)).unwrap();
        text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }
}

#[test]
fn verified_drafts_become_pairs_once() {
    let drawn = Drawn::new();
    let count = drawn.corpus();
    assert_eq!(count["all"]["kernels"], 3);
    assert_eq!(count["all"]["verified"], 2);
    let pairs = drawn.lines("pairs/pairs.jsonl");
    let styles: Vec<_> = pairs.iter().map(|pair| pair["style"].as_str().unwrap()).collect();
    assert_eq!(styles, ["idiomatic", "plain"]);
    assert!(pairs.iter().all(|pair| pair["id"] == "right"));
    assert!(pairs[0]["prompt"].as_str().unwrap().starts_with("idiomatic\nthreads s0\n"));
    assert!(pairs[0]["raw"].as_str().unwrap().contains("f32.mul"));
    assert!(pairs[0]["target"].as_str().unwrap().starts_with("@compute"));
    let refused = drawn.lines("pairs/refused.jsonl");
    let rules: Vec<_> = refused.iter().map(|line| (&line["id"], &line["rule"])).collect();
    assert_eq!(rules.len(), 2, "{refused:?}");
    assert!(rules.contains(&(&"twin".into(), &"duplicate".into())));
    assert!(refused.iter().any(|line| line["id"] == "wrong" && line["rule"] != "duplicate"));

    // A line that was cut off goes, what is done stays and is not done again.
    let file = drawn.path("pairs/pairs.jsonl");
    let whole = fs::read_to_string(&file).unwrap();
    fs::write(&file, format!("{whole}{{\"id\": \"to")).unwrap();
    assert_eq!(drawn.corpus()["all"]["kernels"], 0);
    assert_eq!(fs::read_to_string(&file).unwrap(), whole);
}

#[test]
fn what_was_verified_before_is_not_judged_again() {
    let drawn = Drawn::new();
    drawn.corpus();
    let pair = &drawn.lines("pairs/pairs.jsonl")[0];
    assert!(pair["plain"].as_str().unwrap().starts_with("idiomatic of plain\nthreads s0\n"));
    // The wrong draft, as if some earlier run had verified it: nobody looks again.
    let target = pair["target"].as_str().unwrap().replacen('*', "-", 1);
    let text = format!("{}\0{target}", pair["prompt"].as_str().unwrap());
    let known = w2gpu_tui::kernel::Digest256::of(text).hex();
    fs::write(drawn.path("known.txt"), format!("{}\n", &known[..16])).unwrap();
    fs::remove_dir_all(drawn.path("pairs")).unwrap();
    let (code, _, error) =
        drawn.run(&["corpus", ".", "--out", "pairs", "--plain", "0", "--known", "known.txt"]);
    assert_eq!(code, Some(0), "{error}");
    let refused = drawn.lines("pairs/refused.jsonl");
    assert!(refused.iter().all(|line| line["rule"] == "duplicate"), "{refused:?}");
}

#[test]
fn a_models_drafts_are_judged_once() {
    let drawn = Drawn::new();
    drawn.corpus();
    let right = drawn.lines("pairs/pairs.jsonl")[0]["target"].as_str().unwrap().to_owned();
    let samples = [
        ("right", 0, right.clone()),
        ("right", 1, right.replacen('*', "-", 1)),
        ("right", 2, right.replacen("let", "led", 1)),
        ("twin", 0, right),
    ];
    let lines = samples.map(|(id, k, target)| {
        let line = serde_json::json!({"id": id, "k": k, "style": "idiomatic", "target": target});
        format!("{line}\n")
    });
    fs::write(drawn.path("drafts.jsonl"), lines.concat()).unwrap();
    let judge = || {
        let asked = ["corpus", ".", "--out", "judged", "--sampled", "drafts.jsonl", "--json"];
        let (code, out, error) = drawn.run(&asked);
        assert_eq!(code, Some(0), "{error}");
        serde_json::from_str::<Value>(&out).unwrap()
    };
    let all = &judge()["all"];
    assert_eq!((&all["kernels"], &all["drafts"]), (&2.into(), &4.into()));
    assert_eq!((&all["verified"], &all["solved"]), (&2.into(), &2.into()));
    assert_eq!(all["false_accepts"], 0);
    let results = drawn.lines("judged/results.jsonl");
    let verified: Vec<_> = results.iter().map(|line| line["verified"] == true).collect();
    assert_eq!(verified, [true, false, false, true]);
    assert_eq!(results[0]["parallel"], true);
    assert_eq!(results[2]["rule"], "check");
    // A line that was cut off goes, what is judged is not judged again.
    let file = drawn.path("judged/results.jsonl");
    let whole = fs::read_to_string(&file).unwrap();
    fs::write(&file, format!("{whole}{{\"id\": \"ri")).unwrap();
    assert_eq!(judge()["all"]["drafts"], 0);
    assert_eq!(fs::read_to_string(&file).unwrap(), whole);
}

#[test]
fn drafts_are_written_without_a_verdict() {
    let drawn = Drawn::new();
    let (code, out, error) =
        drawn.run(&["draft", "kernels", "--drafter", "lower", "--unjudged", "--out", "plain"]);
    assert_eq!(code, Some(0), "{error}");
    assert_eq!(out, "3 drafts written, none judged; 0 kernels without one\n");
    let right = fs::read_to_string(drawn.path("drafts/right.wgsl")).unwrap();
    assert_eq!(fs::read_to_string(drawn.path("plain/right.wgsl")).unwrap(), right);
}

#[test]
fn what_is_no_drawing_is_refused() {
    let drawn = Drawn::new();
    fs::write(drawn.path("drawn.jsonl"), "{\"id\": \"right\"}\n").unwrap();
    let (code, _, error) = drawn.run(&["corpus", ".", "--out", "pairs"]);
    assert_eq!(code, Some(2), "{error}");
    assert!(error.contains("drawn.jsonl:1") && error.contains("family"), "{error}");
}
