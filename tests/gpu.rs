//! GPU adapters through worker processes: what they compute, and that whatever happens to a
//! worker leaves everything else alone.
//!
//! Needs an adapter; Mesa's llvmpipe is enough. Without one these tests say so and pass, unless
//! `W2GPU_REQUIRE_ADAPTER` is set.

use std::path::{Path, PathBuf};
use std::time::Duration;

use tokio_util::sync::CancellationToken;
use w2gpu_tui::check;
use w2gpu_tui::draft;
use w2gpu_tui::execute::gpu::{Adapter, GpuError, Job, Pool, Timing, Trick};
use w2gpu_tui::execute::simt::Dispatch;
use w2gpu_tui::execute::{Limits, Nonce};
use w2gpu_tui::kernel::{Digest256, Verdict};
use w2gpu_tui::verify::{self, Request, adapters};
use w2gpu_tui::workbench::engine;

fn pool() -> Pool {
    Pool::new(env!("CARGO_BIN_EXE_w2gpu-tui").into())
}

/// The first adapter on the CPU, which is the same on every machine that has Mesa; else any.
fn adapter(pool: &Pool) -> Option<Adapter> {
    let all = pool.adapters().expect("the worker lists adapters");
    let found = all.iter().find(|adapter| adapter.name.contains("llvmpipe")).or(all.first());
    if found.is_none() {
        assert!(
            std::env::var_os("W2GPU_REQUIRE_ADAPTER").is_none(),
            "no adapter, and W2GPU_REQUIRE_ADAPTER is set: install mesa-vulkan-drivers, libvulkan1"
        );
        eprintln!("skipped: no adapter here (on Debian: mesa-vulkan-drivers, libvulkan1)");
    }
    found.cloned()
}

fn samples() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("samples")
}

/// Verifies a kernel's draft, by `lower` or as given, and asks the adapters.
fn verified(file: &Path, wgsl: Option<&str>, asked: Option<(&Pool, &Adapter)>) -> Outcome {
    let root = file.parent().unwrap();
    let loaded = engine::load(root, file).remove(0);
    let cancel = CancellationToken::new();
    let wgsl = match wgsl {
        Some(wgsl) => wgsl.to_owned(),
        None => {
            let lower = draft::named("lower").unwrap();
            let (tokens, _) = tokio::sync::mpsc::channel(1);
            engine::draft(&loaded, lower.as_ref(), &tokens, &cancel).unwrap().wgsl.to_string()
        }
    };
    let (module, contract) = (loaded.module.unwrap(), loaded.contract.unwrap());
    let checked = check::check(&wgsl, Some(&contract)).unwrap();
    let request = Request {
        module: &module,
        contract: &contract,
        checked: &checked,
        wgsl: Digest256::of(&wgsl),
        seed: 11,
        limits: Limits::default(),
    };
    let judgement = verify::verify(&request, &mut |_| {}, &cancel).unwrap();
    let said = asked.map(|(pool, adapter)| {
        let nonce = Nonce::fresh();
        let one = std::slice::from_ref(adapter);
        let said = adapters::run(&request, pool, one, &nonce, &cancel).remove(0);
        assert!(said.answer.is_none_or(|answer| answer == nonce.answer(wgsl.as_bytes())));
        said.adapter
    });
    Outcome { verdict: judgement.evidence.verdict, said }
}

struct Outcome {
    verdict: Verdict,
    said: Option<w2gpu_tui::kernel::Adapter>,
}

#[test]
fn right_drafts_agree() {
    let pool = pool();
    let Some(adapter) = adapter(&pool) else { return };
    for sample in ["map/saxpy_O2", "reduce/sum", "image/sobel", "linear/matmul", "map/clamp_u8"] {
        let file = samples().join(format!("{sample}.wat"));
        let outcome = verified(&file, None, Some((&pool, &adapter)));
        let said = outcome.said.unwrap();
        assert_eq!(outcome.verdict, Verdict::Verified, "{sample}");
        assert_eq!(said.outcome, "agrees", "{sample}: {:?}", said.reason);
        assert!(said.cases >= 20, "{sample}: {} cases", said.cases);
    }
}

/// One invocation computes all elements, each in `rounds` rounds.
fn long(rounds: u32) -> String {
    format!(
        "// dispatch: 1
@group(0) @binding(0) var<storage, read_write> b0: array<i32>;
struct Params {{ n: i32 }}
@group(0) @binding(1) var<uniform> p: Params;
@compute @workgroup_size(1)
fn main() {{
    for (var j = 0; j < p.n; j++) {{
        var x = j;
        for (var i = 0; i < {rounds}; i++) {{ x = x * 1664525 + 1013904223; }}
        b0[j] = x;
    }}
}}
"
    )
}

#[test]
fn what_llvmpipe_cuts_short_is_inconclusive_there() {
    let pool = pool();
    let Some(adapter) = adapter(&pool) else { return };
    if adapter.iteration_limit().is_none() {
        eprintln!("skipped: no llvmpipe here");
        return;
    }
    let directory = tempfile::tempdir().unwrap();
    let file = directory.path().join("lcg.wat");
    let wat = r#"(module
  (memory (export "memory") 1)
  (func (export "lcg") (param $out i32) (param $n i32)
    (local $j i32) (local $i i32) (local $x i32)
    (block $done
      (loop $outer
        (br_if $done (i32.ge_s (local.get $j) (local.get $n)))
        (local.set $x (local.get $j))
        (local.set $i (i32.const 0))
        (loop $inner
          (local.set $x (i32.add (i32.mul (local.get $x) (i32.const 1664525))
                                 (i32.const 1013904223)))
          (br_if $inner (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 1)))
                                  (i32.const 300))))
        (i32.store (i32.add (local.get $out) (i32.shl (local.get $j) (i32.const 2)))
                   (local.get $x))
        (local.set $j (i32.add (local.get $j) (i32.const 1)))
        (br $outer)))))
"#;
    std::fs::write(&file, wat).unwrap();
    // Small cases stay below the limit and agree; from n = 218 on they don't.
    let outcome = verified(&file, Some(&long(300)), Some((&pool, &adapter)));
    let said = outcome.said.unwrap();
    assert_eq!(outcome.verdict, Verdict::Verified);
    assert_eq!(said.outcome, "inconclusive on llvmpipe", "{:?}", said.reason);
    assert!(said.reason.unwrap().contains("65535"));
    assert!(said.cases > 0, "small cases are compared");

    // And this is why: llvmpipe reports success, and the result is wrong.
    let run = |rounds: u32| {
        let text = long(rounds);
        let checked = check::check(&text, None).unwrap();
        let bindings = vec![(0, vec![0; 4]), (1, 1_i32.to_le_bytes().to_vec())];
        let dispatch = Dispatch { bindings, unwritten: Vec::new(), groups: [1; 3] };
        let job = Job {
            checked: &checked,
            dispatch: &dispatch,
            timing: Timing::ONCE,
            nonce: Nonce::fresh(),
        };
        let done = pool.run(&adapter, &job, &Limits::default(), &CancellationToken::new());
        let bytes = done.unwrap().bindings[0].1.clone();
        let expected =
            (0..rounds).fold(0_u32, |x, _| x.wrapping_mul(1664525).wrapping_add(1013904223));
        bytes == expected.to_le_bytes()
    };
    assert!(run(60_000));
    assert!(!run(70_000), "llvmpipe has lost its limit: take it out of `iteration_limit`");
}

/// Whatever a worker does, a kernel that is verified meanwhile notices nothing, and the next
/// request is answered.
fn beside_a_verification(work: impl FnOnce(&Pool, &Adapter) + Send) {
    let pool = pool().with_tricks();
    let Some(adapter) = adapter(&pool) else { return };
    std::thread::scope(|scope| {
        scope.spawn(|| work(&pool, &adapter));
        let file = samples().join("image/blur3x3.wat");
        let outcome = verified(&file, None, Some((&pool, &adapter)));
        assert_eq!(outcome.verdict, Verdict::Verified);
        assert_eq!(outcome.said.unwrap().outcome, "agrees");
    });
    let outcome = verified(&samples().join("map/scale.wat"), None, Some((&pool, &adapter)));
    assert_eq!(outcome.said.unwrap().outcome, "agrees");
}

#[test]
fn a_worker_that_hangs_is_killed_at_its_deadline() {
    beside_a_verification(|pool, _| {
        let deadline = Duration::from_millis(300);
        assert_eq!(pool.trick(Trick::Hang, deadline, None), Err(GpuError::Deadline(deadline)));
    });
}

#[test]
fn an_endless_loop_ends() {
    beside_a_verification(|pool, adapter| {
        let text = "@group(0) @binding(0) var<storage, read_write> o: array<u32>;
@compute @workgroup_size(1)
fn main() { while (o[0] == 0u) { o[1] += 1u; } }";
        let checked = check::check(text, None).unwrap();
        let bindings = vec![(0, vec![0; 8])];
        let dispatch = Dispatch { bindings, unwritten: Vec::new(), groups: [1; 3] };
        let job = Job {
            checked: &checked,
            dispatch: &dispatch,
            timing: Timing::ONCE,
            nonce: Nonce::fresh(),
        };
        let limits = Limits { deadline: Duration::from_secs(3), ..Limits::default() };
        match pool.run(adapter, &job, &limits, &CancellationToken::new()) {
            // llvmpipe cuts it short and says that all is well.
            Ok(_) => assert!(adapter.iteration_limit().is_some()),
            Err(error) => {
                assert!(matches!(error, GpuError::Deadline(_) | GpuError::DeviceLost(_)), "{error}")
            }
        }
    });
}

#[test]
fn a_worker_that_crashes_is_a_result() {
    beside_a_verification(|pool, _| {
        let error = pool.trick(Trick::Crash, Duration::from_secs(20), None).unwrap_err();
        let GpuError::Crashed { signal, stderr } = error else { panic!("{error}") };
        assert!(!cfg!(unix) || signal == Some(6), "{signal:?}");
        assert_eq!(stderr, "the driver's last words");
    });
}

#[test]
#[cfg(target_os = "linux")]
fn a_worker_that_babbles_or_grows_is_killed() {
    let pool = pool().with_tricks();
    let error = pool.trick(Trick::Garbage, Duration::from_secs(20), None).unwrap_err();
    assert!(matches!(error, GpuError::Protocol(_)), "{error}");
    let error = pool.trick(Trick::Grow, Duration::from_secs(20), Some(256 << 20)).unwrap_err();
    assert!(matches!(error, GpuError::OutOfMemory(_)), "{error}");
}

#[test]
fn no_worker_does_tricks_unasked() {
    let error = pool().trick(Trick::Crash, Duration::from_secs(20), None).unwrap_err();
    assert!(matches!(error, GpuError::Protocol(_)), "{error}");
}

#[test]
fn another_text_than_the_one_judged_is_noticed() {
    let honest = pool();
    let Some(adapter) = adapter(&honest) else { return };
    let text = "@group(0) @binding(0) var<storage, read_write> o: array<u32>;
@compute @workgroup_size(1) fn main() { o[0] = 7u; }
";
    let checked = check::check(text, None).unwrap();
    let dispatch =
        Dispatch { bindings: vec![(0, vec![0; 4])], unwritten: Vec::new(), groups: [1; 3] };
    let job =
        Job { checked: &checked, dispatch: &dispatch, timing: Timing::ONCE, nonce: Nonce::fresh() };
    let run = |pool: &Pool| pool.run(&adapter, &job, &Limits::default(), &CancellationToken::new());
    assert_eq!(run(&honest).unwrap().bindings[0].1, [7, 0, 0, 0]);
    let error = run(&pool().with_lies()).unwrap_err();
    assert!(error.to_string().contains("another text"), "{error}");
}

#[test]
fn a_text_that_the_driver_refuses_is_a_result() {
    let pool = pool();
    let Some(adapter) = adapter(&pool) else { return };
    // 400 KB of workgroup memory: more than WebGPU's default limit.
    let text = "var<workgroup> w: array<u32, 100000>;
@group(0) @binding(0) var<storage, read_write> o: array<u32>;
@compute @workgroup_size(1) fn main() { w[o[0]] = 1u; o[0] = w[o[1]]; }";
    let checked = check::check(text, None).unwrap();
    let dispatch =
        Dispatch { bindings: vec![(0, vec![0; 8])], unwritten: Vec::new(), groups: [1; 3] };
    let job =
        Job { checked: &checked, dispatch: &dispatch, timing: Timing::ONCE, nonce: Nonce::fresh() };
    let done = pool.run(&adapter, &job, &Limits::default(), &CancellationToken::new());
    assert!(matches!(done, Err(GpuError::Unsupported(_))), "{done:?}");
    let few = Limits { memory: 8, ..Limits::default() };
    let done = pool.run(&adapter, &job, &few, &CancellationToken::new());
    assert!(matches!(done, Err(GpuError::OutOfMemory(_))), "{done:?}");
}

#[test]
#[cfg(target_os = "linux")]
fn workers_go_with_their_pool() {
    let pool = pool();
    let Some(adapter) = adapter(&pool) else { return };
    let file = samples().join("map/scale.wat");
    verified(&file, None, Some((&pool, &adapter)));
    let workers = pool.idle();
    assert_eq!(workers.len(), 1, "one worker is kept warm");
    drop(pool);
    for worker in workers {
        assert!(!Path::new(&format!("/proc/{worker}")).exists(), "{worker} is still there");
    }
}

#[test]
fn a_worker_ends_when_its_parent_does() {
    use std::process::{Command, Stdio};
    let mut worker = Command::new(env!("CARGO_BIN_EXE_w2gpu-tui"))
        .arg(w2gpu_tui::execute::gpu::WORKER)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    drop(worker.stdin.take());
    assert!(worker.wait().unwrap().success());
}
