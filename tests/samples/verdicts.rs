//! Every sample through all stages, against one table of expected forms.

use crate::pipeline::{self, Outcome};

/// How a sample's draft runs.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Form {
    /// One invocation per iteration.
    Parallel,
    /// One invocation that runs the loop whole.
    Serial,
}
use Form::{Parallel, Serial};

/// All samples that must be verified, with the form their drafts must have.
pub const SAMPLES: &[(&str, Form)] = &[
    ("image/blur3x3", Parallel),
    ("image/brightness", Parallel),
    ("image/gamma", Parallel),
    ("image/grayscale", Parallel),
    ("image/sobel", Parallel),
    ("image/threshold", Parallel),
    ("integer/bit_reverse", Parallel),
    ("integer/byteswap", Parallel),
    ("integer/crc32", Parallel),
    ("integer/histogram", Parallel),
    ("integer/popcount", Parallel),
    ("integer/xorshift", Parallel),
    ("linear/dot", Serial),
    ("linear/matmul", Parallel),
    ("linear/matvec", Parallel),
    ("linear/outer", Parallel),
    ("linear/transpose", Parallel),
    ("loops/collatz", Parallel),
    ("loops/gcd", Parallel),
    ("loops/isqrt", Parallel),
    ("loops/mandelbrot", Parallel),
    ("map/clamp_u8", Parallel),
    ("map/lerp", Parallel),
    ("map/relu", Parallel),
    ("map/saxpy_O0", Parallel),
    ("map/saxpy_O2", Parallel),
    ("map/saxpy_Os", Parallel),
    ("map/scale", Parallel),
    ("map/sigmoid", Parallel),
    ("reduce/maximum", Serial),
    ("reduce/sum", Parallel),
    ("serial/iir", Serial),
    ("serial/prefix_sum", Serial),
    ("shader/circle", Parallel),
    ("shader/escape", Parallel),
    ("shader/gradient", Parallel),
    ("slang/blend", Parallel),
    ("slang/plasma", Parallel),
    ("slang/smooth", Parallel),
    ("stencil/heat2d", Parallel),
    ("stencil/laplacian1d", Parallel),
    ("stencil/life", Parallel),
];

/// One function through 25 builds; those that this version can't take, with the stage they stop at.
const SAXPY: &[(&str, Option<&str>)] = &[
    ("asc_O", None),
    ("asc_O0", None),
    ("asc_arr", None),
    ("binaryen_O4", None),
    ("clang14_O2", None),
    ("clang19_O0", None),
    ("clang19_O2", None),
    ("clang19_O2_g", None),
    ("clang19_O2_import", None),
    ("clang19_O2_nowasmopt", None),
    ("clang19_O2_simd", None),
    ("clang19_O2_strip", None),
    ("clang19_O3", None),
    ("clang19_Os", None),
    ("clang19_Os_nowasmopt", None),
    ("emcc_O2", None),
    ("emcc_O3_simd", None),
    ("rust_O", None),
    ("rust_O_simd", None),
    ("rust_idx", None),
    ("zig_fast", None),
    ("zig_safe", None),
    ("zig_small", None),
    ("zigcc_O2", None),
    ("zigcc_Os", None),
];

/// Runs all kernels on two threads; the outcomes in the table's order.
fn run_all(paths: &[String]) -> Vec<Outcome> {
    let half = paths.len().div_ceil(2);
    std::thread::scope(|scope| {
        let work = |part: &[String]| part.iter().map(|path| pipeline::run(path)).collect();
        let parts: Vec<_> =
            paths.chunks(half).map(|part| scope.spawn(move || work(part))).collect();
        parts.into_iter().flat_map(|part| -> Vec<_> { part.join().unwrap() }).collect()
    })
}

#[test]
fn the_table_lists_every_sample() {
    let mut found = Vec::new();
    let mut folders = vec![pipeline::path("samples")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() && !path.ends_with("broken") && !path.ends_with("ratified") {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "wat") {
                let name = path.strip_prefix(pipeline::path("samples")).unwrap();
                found.push(name.with_extension("").to_str().unwrap().to_owned());
            }
        }
    }
    found.sort();
    assert_eq!(found, SAMPLES.iter().map(|(name, _)| *name).collect::<Vec<_>>());
}

#[test]
fn samples_are_verified_in_their_form() {
    let paths: Vec<_> = SAMPLES.iter().map(|(name, _)| format!("samples/{name}")).collect();
    let mut wrong = Vec::new();
    for ((name, form), outcome) in SAMPLES.iter().zip(run_all(&paths)) {
        let parallel = *form == Parallel;
        match outcome {
            Outcome::Verified { parallel: p, measured: m } if p == parallel && m == parallel => {}
            Outcome::Verified { parallel: p, measured: m } => wrong.push(format!(
                "{name}: verified, but not {form:?}: the drafter says {p}, measured {m}"
            )),
            Outcome::Stopped { stage, message } => {
                wrong.push(format!("{name}: {stage}: {message}"))
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), paths.len(), wrong.join("\n"));
}

#[test]
fn one_function_through_25_builds() {
    let paths: Vec<_> =
        SAXPY.iter().map(|(name, _)| format!("tests/kernels/saxpy/{name}")).collect();
    let mut wrong = Vec::new();
    let mut verified = 0;
    for ((name, stop), outcome) in SAXPY.iter().zip(run_all(&paths)) {
        match outcome {
            Outcome::Verified { .. } => {
                verified += 1;
                if let Some(stage) = stop {
                    wrong.push(format!("{name}: verified, where a stop at {stage} is listed"));
                }
            }
            Outcome::Stopped { stage, .. } if *stop == Some(stage) => {}
            Outcome::Stopped { stage, message } => {
                wrong.push(format!("{name}: {stage}: {message}"))
            }
        }
    }
    assert!(wrong.is_empty(), "{verified} verified; wrong:\n{}", wrong.join("\n"));
    assert!(verified >= 18, "{verified}");
}

#[test]
fn a_shader_through_slangc() {
    let outcome = pipeline::run("tests/kernels/slang/sobel");
    assert_eq!(outcome, Outcome::Verified { parallel: true, measured: true });
}

#[test]
fn broken_samples_end_with_their_diagnostics() {
    let syntax = pipeline::load("samples/broken/syntax");
    let [diagnostic] = &syntax.diagnostics[..] else { panic!("{:?}", syntax.diagnostics) };
    assert!(syntax.module.is_none());
    assert_eq!(diagnostic.span.unwrap().line, 8, "{diagnostic:?}");

    let indirect = pipeline::load("samples/broken/indirect");
    assert!(indirect.module.is_some() && indirect.lifted.is_none());
    let [diagnostic, ..] = &indirect.unliftable[..] else { panic!() };
    assert_eq!(diagnostic.span.unwrap().line, 16, "{diagnostic:?}");
    assert!(diagnostic.message.contains("call_indirect"), "{diagnostic:?}");
}

/// A draft that is wrong in one place must not pass: what these tests call verified means little
/// otherwise.
#[test]
fn a_spoiled_draft_differs() {
    for (name, right, wrong) in [
        ("map/saxpy_Os", " * ", " + "),
        ("stencil/life", "3", "4"),
        ("image/blur3x3", "+", "-"),
        ("stencil/heat2d", "+", "-"),
    ] {
        let loaded = pipeline::load(&format!("samples/{name}"));
        let draft = pipeline::draft(&loaded).unwrap();
        let body = draft.wgsl.find("fn main").unwrap();
        let spoiled = spoil(&loaded, &draft.wgsl, body, right, wrong);
        assert!(spoiled, "{name}: no single change of '{right}' to '{wrong}' is refused");
    }
}

/// Whether changing one occurrence of `right` after `from` gives a draft that still compiles and
/// is judged wrong; one that is verified as well fails at once unless it computes the same.
fn spoil(
    loaded: &w2gpu_tui::workbench::engine::Loaded,
    wgsl: &str,
    from: usize,
    right: &str,
    wrong: &str,
) -> bool {
    wgsl[from..].match_indices(right).any(|(at, _)| {
        let (before, after) = wgsl.split_at(from + at);
        let text = format!("{before}{wrong}{}", &after[right.len()..]);
        let judged = pipeline::judge(loaded, &text);
        judged.judgement.is_some_and(|j| j.evidence.verdict.word() == "differs")
    })
}
