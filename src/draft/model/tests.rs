//! Prompts of samples, and drafts that come back from their targets.

use std::path::{Path, PathBuf};

use super::*;
use crate::check::check;
use crate::contract::{Contract, contract};
use crate::draft::lower;
use crate::source::{self, Lifted};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// A kernel's lifted form and contract, by its path without extension.
pub(super) fn kernel(path: &Path, sidecar: Option<&str>) -> Option<(Option<Lifted>, Contract)> {
    let wat = std::fs::read(path.with_extension("wat")).ok()?;
    let own = std::fs::read_to_string(path.with_extension("toml")).ok();
    let module = source::parse("kernel.wat", &wat).ok()?;
    let export = module.kernels().next()?.name.clone();
    let lifted = source::lift(&module, &export).ok();
    let sidecar = sidecar.or(own.as_deref());
    let found = contract(&module, &export, lifted.as_ref(), sidecar).ok()?;
    Some((lifted, found.contract))
}

/// Words of a program, without what is blank or said twice.
fn bare(wgsl: &str) -> Vec<String> {
    let kept = |(_, token): (usize, &str)| token.to_owned();
    crate::check::tokens::tokens(wgsl).map(kept).collect()
}

/// The draft that comes back, streamed in pieces of `size` characters.
fn back(contract: &Contract, target: &str, size: usize) -> String {
    let mut writer = Writer::new(contract);
    let letters: Vec<char> = target.chars().collect();
    let mut out: String =
        letters.chunks(size).map(|c| writer.push(&c.iter().collect::<String>())).collect();
    out.push_str(&writer.finish());
    out
}

fn comes_back(contract: &Contract, wgsl: &str, name: &str) {
    let target = encode(contract, wgsl).unwrap_or_else(|| panic!("{name}\n{wgsl}"));
    assert!(!target.contains("@group"), "{target}");
    for size in [1, 2, 7, 4096] {
        let again = back(contract, &target, size);
        check(&again, Some(contract)).unwrap_or_else(|d| panic!("{name} {d:#?}\n{again}"));
        // The declarations come first now, wherever they stood.
        let (mut was, mut is) = (bare(wgsl), bare(&again));
        was.sort();
        is.sort();
        was.retain(|word| word != ";");
        is.retain(|word| word != ";");
        was.retain(|word| word != ",");
        is.retain(|word| word != ",");
        assert_eq!(was, is, "{name}\n{target}\n{again}");
        assert_eq!(encode(contract, &again).as_ref(), Some(&target), "{name}");
    }
}

#[test]
fn prompts() {
    for name in ["map/saxpy_O2", "stencil/laplacian1d", "shader/circle", "slang/blend"] {
        let (lifted, contract) = kernel(&root().join("samples").join(name), None).expect(name);
        let text = prompt(&contract, &lifted.expect(name), Style::Idiomatic);
        insta::assert_snapshot!(name.replace('/', "_"), text);
    }
}

#[test]
fn drafts_of_lower_come_back() {
    let mut count = 0;
    for folder in std::fs::read_dir(root().join("samples")).expect("samples").flatten() {
        let Ok(files) = std::fs::read_dir(folder.path()) else { continue };
        for file in files.flatten().filter(|f| f.path().extension().is_some_and(|e| e == "wat")) {
            let Some((Some(lifted), contract)) = kernel(&file.path().with_extension(""), None)
            else {
                continue;
            };
            let Ok(lowered) = lower::lower(&lifted, &contract, None) else { continue };
            comes_back(&contract, &lowered.wgsl, &file.path().display().to_string());
            count += 1;
        }
    }
    assert!(count > 30, "{count}");
}

#[derive(serde::Deserialize)]
struct Manifest {
    draft: Vec<Entry>,
}

#[derive(serde::Deserialize)]
struct Entry {
    file: String,
    kernel: String,
    contract: Option<String>,
}

#[test]
fn unusual_drafts_come_back() {
    let folder = root().join("tests/unusual");
    let text = std::fs::read_to_string(folder.join("manifest.toml")).expect("a manifest");
    let manifest: Manifest = toml::from_str(&text).expect("it reads");
    let (mut count, mut left) = (0, Vec::new());
    for entry in &manifest.draft {
        let sidecar = entry.contract.as_deref();
        let Some((_, contract)) = kernel(&root().join(&entry.kernel), sidecar) else { continue };
        let wgsl = std::fs::read_to_string(folder.join(&entry.file)).expect("the draft");
        if check(&wgsl, Some(&contract)).is_err() {
            continue;
        }
        match encode(&contract, &wgsl) {
            Some(_) => comes_back(&contract, &wgsl, &entry.file),
            None => left.push(&entry.file),
        }
        count += 1;
    }
    assert!(count > 40 && left.len() < 4, "{count}, left out: {left:?}");
}

/// What a model writes is any text: names that would hide a buffer, a head that never ends, nothing.
#[test]
fn any_target_is_written() {
    let (_, contract) =
        kernel(&root().join("samples/stencil/laplacian1d"), None).expect("it is there");
    let target = "// dispatch: 3\noverride b1: array<atomic<u32>>;\nfn f(u: f32) -> f32 {\n\treturn u + 0x1p-2f + p.s0 + b0[1].x;\n}";
    let wgsl = back(&contract, target, 3);
    assert!(
        wgsl.starts_with(
            "// dispatch: 3\n@group(0) @binding(0) var<storage, read> u: array<f32>;\n"
        ),
        "{wgsl}"
    );
    assert!(wgsl.contains("out: array<atomic<u32>>;"), "{wgsl}");
    assert!(
        wgsl.ends_with("fn f(u_: f32) -> f32 {\n    return u_ + 0x1p-2f + p.n + u[1].x;\n}"),
        "{wgsl}"
    );
    for text in ["", "override b", "// dispatch: 1", "override b99: array<f32>;\nb99", "ü.p.s99"] {
        let whole = back(&contract, text, 1);
        assert!(whole.contains("@group(0)"), "{whole}");
    }
}

#[test]
fn a_function_is_printed_without_its_names() {
    let named = "(module (func $not (import \"env\" \"not\")) (memory 1)
        (func $twice (export \"twice\") (param $x i32) (result i32) (local $y i32)
          (local.set $y (i32.shl (local.get $x) (i32.const 1))) (local.get $y)))";
    let bare = "(module (import \"env\" \"not\" (func)) (memory 1)
        (func (export \"twice\") (param i32) (result i32) (local i32)
          local.get 0 i32.const 1 i32.shl local.set 1 local.get 1))";
    let texts = [named, bare].map(|wat| {
        let module = source::parse("kernel.wat", wat.as_bytes()).unwrap();
        let text = Wat::of(&module).unwrap();
        assert_eq!(text.function(&module, "once"), None);
        text.function(&module, "twice").unwrap()
    });
    let lines = "(local i32)\nlocal.get 0\ni32.const 1\ni32.shl\nlocal.set 1\nlocal.get 1\n";
    assert_eq!(texts, [lines, lines]);
}
