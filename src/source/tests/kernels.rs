//! One function through many builds, and what slangc makes.

use wasmtime::Val;

use super::wasm::{Case, Draw, FREE, compare, compare_as, lifted, parsed};
use crate::source::{lift, listing};

const X: u32 = FREE;
const Y: u32 = FREE + 0x1_0000;
const GLOBALS: u32 = FREE + 0x8_0000;

fn wats(folder: &str) -> Vec<(String, String)> {
    let folder =
        std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/kernels").join(folder);
    let mut list: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|e| e == "wat"))
        .map(|path| {
            let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
            (name, std::fs::read_to_string(path).unwrap())
        })
        .collect();
    list.sort();
    list
}

fn saxpy_cases(arity: usize) -> Vec<Case> {
    let mut draw = Draw(7);
    [0u32, 1, 2, 3, 4, 5, 7, 8, 9, 16, 31, 100]
        .iter()
        .map(|&n| {
            let a = Val::F32(draw.float().to_bits());
            let word = |v: u32| Val::I32(v as i32);
            let arguments = match arity {
                4 => vec![word(n), a, word(X), word(Y)],
                6 => vec![word(n), a, word(X), word(n), word(Y), word(n)],
                // AssemblyScript arrays: headers in front of the data.
                _ => vec![a, word(GLOBALS), word(GLOBALS + 64)],
            };
            let header = |data: u32| {
                [0, data, n * 4, n].iter().flat_map(|v| v.to_le_bytes()).collect::<Vec<_>>()
            };
            Case {
                arguments,
                memory: vec![
                    (X, draw.floats(n as usize + 4)),
                    (Y, draw.floats(n as usize + 4)),
                    (GLOBALS, header(X)),
                    (GLOBALS + 64, header(Y)),
                ],
            }
        })
        .collect()
}

#[test]
fn every_build_of_saxpy_computes_saxpy() {
    let mut failures = Vec::new();
    for (name, wat) in wats("saxpy") {
        let module = parsed(&wat);
        match lift(&module, "saxpy") {
            Ok(kernel) => {
                let cases = saxpy_cases(kernel.params.len());
                assert_eq!(compare(&module, &kernel, &cases), cases.len(), "{name}");
                if std::env::var("SHOW").is_ok() {
                    println!("=== {name}\n{}", listing(&kernel));
                }
            }
            Err(problems) => failures.push(format!("{name}: {problems:#?}")),
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn an_unrolled_loop_and_its_remainder_are_one_loop() {
    let wats = wats("saxpy");
    for name in [
        "clang14_O2",
        "clang19_O2",
        "clang19_O3",
        "emcc_O2",
        "clang19_Os",
        "zig_small",
        "rust_O",
        "zig_fast",
    ] {
        let (_, wat) = wats.iter().find(|(other, _)| other == name).unwrap();
        let kernel = lifted(wat, "saxpy");
        let [crate::source::lifted::Stmt::For { step: 1, body, .. }] = &kernel.body[..] else {
            panic!("{name}\n{}", listing(&kernel))
        };
        assert_eq!(body.len(), 3, "{name}\n{}", listing(&kernel));
    }
}

#[test]
fn the_thread_of_a_slang_entry_point_is_lifted() {
    let wats = wats("slang");
    let (_, wat) = wats.iter().find(|(name, _)| name == "sobel").unwrap();
    let module = parsed(wat);
    let kernel = lifted(wat, "computeMain");
    let (w, h) = (11u32, 7u32);
    let mut draw = Draw(3);
    let mut cases = Vec::new();
    let uniforms = GLOBALS + 256;
    let varying = GLOBALS + 512;
    for y in 0..8u32 {
        for x in 0..12u32 {
            let words =
                |list: &[u32]| list.iter().flat_map(|v| v.to_le_bytes()).collect::<Vec<_>>();
            cases.push(Case {
                arguments: vec![Val::I32(varying as i32), Val::I32(0), Val::I32(GLOBALS as i32)],
                memory: vec![
                    (GLOBALS, words(&[uniforms, X, w * h, Y, w * h])),
                    (uniforms, words(&[w, h])),
                    (varying, words(&[x / 8, y / 8, 0, x % 8, y % 8, 0])),
                    (X, draw.floats((w * h) as usize)),
                ],
            });
        }
    }
    if std::env::var("SHOW").is_ok() {
        println!("{}", listing(&kernel));
    }
    assert_eq!(compare_as(&module, &kernel, "computeMain_Thread", &cases), cases.len());
}

#[test]
fn every_sample_lifts() {
    let samples = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("samples");
    let mut failures = Vec::new();
    let mut count = 0;
    for folder in std::fs::read_dir(samples).unwrap().map(|entry| entry.unwrap().path()) {
        if !folder.is_dir() || folder.ends_with("broken") || folder.ends_with("src") {
            continue;
        }
        for file in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            if file.extension().is_none_or(|extension| extension != "wat") {
                continue;
            }
            let module = parsed(&std::fs::read_to_string(&file).unwrap());
            for export in module.kernels() {
                count += 1;
                match lift(&module, &export.name) {
                    Ok(kernel) => {
                        if std::env::var("SHOW").is_ok() {
                            println!("=== {}\n{}", file.display(), listing(&kernel));
                        }
                    }
                    Err(problems) => failures.push(format!("{}: {problems:#?}", file.display())),
                }
            }
        }
    }
    assert!(count >= 24);
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn a_value_that_is_used_twice_at_each_of_many_levels_is_listed_once_each() {
    let doubled = "local.tee 1 local.get 1 i32.add ".repeat(64);
    let wat = format!(
        "(module (memory 1) (func (export \"f\") (param i32) (local i32) \
         i32.const 0 local.get 0 i32.load {doubled} i32.store))"
    );
    let text = listing(&lift(&parsed(&wat), "f").unwrap());
    assert!(text.lines().count() < 80, "{text}");
}
