//! A workbench on a directory of its own, with a recorded draft.

use std::path::Path;
use std::time::Duration;

use super::*;
use crate::draft::script::Script;
use crate::kernel::{Digest256, KernelId, Verdict};

const WAT: &str = r#"(module
  (memory (export "memory") 1)
  (func (export "copy") (param $n i32) (param $x i32) (param $y i32)
    (local $i i32)
    (if (i32.gt_s (local.get $n) (i32.const 0)) (then
      (loop $next
        (i32.store
          (i32.add (local.get $y) (i32.shl (local.get $i) (i32.const 2)))
          (i32.add (i32.const 1)
            (i32.load (i32.add (local.get $x) (i32.shl (local.get $i) (i32.const 2))))))
        (local.set $i (i32.add (local.get $i) (i32.const 1)))
        (br_if $next (i32.lt_s (local.get $i) (local.get $n))))))))
"#;

const SIDECAR: &str = r#"abi = "c"
outputs = ["y"]
threads = ["n"]
param = [
  { name = "n", kind = "scalar", type = "i32" },
  { name = "x", kind = "buffer", elem = "i32", access = "read", length = "n" },
  { name = "y", kind = "buffer", elem = "i32", access = "write", length = "n" },
]
"#;

const WGSL: &str = "@group(0) @binding(0) var<storage, read> x: array<i32>;
@group(0) @binding(1) var<storage, read_write> y: array<i32>;
struct Params { n: i32 }
@group(0) @binding(2) var<uniform> p: Params;
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
    let i = i32(id.x);
    if i < p.n {
        y[i] = x[i] + 1;
    }
}
";

fn open(directory: &Path, drafter: Script) -> Workbench {
    std::fs::write(directory.join("copy.wat"), WAT).unwrap();
    std::fs::write(directory.join("copy.toml"), SIDECAR).unwrap();
    Workbench::open(Setup {
        directory: directory.to_owned(),
        drafter: Arc::new(drafter),
        limits: Limits::default(),
        seed: Some(7),
        keyring: Keyring { socket: None, directory: directory.join(".config") },
        key: None,
    })
}

fn id() -> KernelId {
    KernelId::from_name("copy")
}

/// Waits for a snapshot in which the kernel is as wanted.
async fn until(workbench: &Workbench, wanted: impl Fn(&Kernel) -> bool) -> Arc<Kernel> {
    let mut snapshots = workbench.snapshots();
    let found = async {
        loop {
            let now = snapshots.borrow_and_update().clone();
            if let Some(kernel) = now.kernel(&id()).filter(|kernel| wanted(kernel)) {
                return kernel.clone();
            }
            snapshots.changed().await.unwrap();
        }
    };
    tokio::time::timeout(Duration::from_secs(60), found).await.expect("the kernel gets there")
}

fn verdict_is(word: &'static str) -> impl Fn(&Kernel) -> bool {
    move |kernel| {
        kernel.activity == Activity::Resting && kernel.verdict().map(Verdict::word) == Some(word)
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn decisions_pass_one_queue() {
    let directory = tempfile::tempdir().unwrap();
    let workbench = open(directory.path(), Script::text(WGSL));
    until(&workbench, verdict_is("verified")).await;
    let draft = Digest256::of(WGSL);
    let reject = |reason: &str| Command::Reject { kernel: id(), draft, reason: reason.into() };
    // Two reviewers decide on the same draft: the second one is told.
    let trace = |draft, x| Command::Trace { kernel: id(), draft, invocation: [x, 0, 0] };
    let Answer::Values(values) = workbench.ask(trace(draft, 0)).await else { panic!("values") };
    assert_eq!(values.lines.get(&7).map(String::as_str), Some("i = 0"), "{values:?}");
    assert!(values.lines[&9].starts_with("y[0] = "), "{values:?}");
    let other = workbench.ask(trace(Digest256::of("other"), 0)).await;
    assert!(matches!(other, Answer::Refused(_)));
    assert!(matches!(workbench.ask(reject("first")).await, Answer::Done));
    let Answer::Refused(why) = workbench.ask(reject("second")).await else { panic!("refused") };
    assert!(why.contains("already rejected (first)"), "{why}");
    assert!(matches!(workbench.ask(Command::Undo(id())).await, Answer::Done));
    let wrong = WGSL.replace("+ 1", "+ 2");
    let edit = Command::Edit { kernel: id(), wgsl: wrong.into(), parent: Some(draft) };
    assert!(matches!(workbench.ask(edit).await, Answer::Done));
    until(&workbench, verdict_is("differs")).await;
    // What was seen is no longer what is there.
    let Answer::Refused(why) = workbench.ask(reject("late")).await else { panic!("refused") };
    assert!(why.contains("another draft"), "{why}");
    let prepare = Command::Prepare { kernel: id(), draft: Digest256::of("other") };
    assert!(matches!(workbench.ask(prepare).await, Answer::Refused(_)));
    assert!(matches!(workbench.ask(Command::Undo(id())).await, Answer::Done));
    let kernel = until(&workbench, verdict_is("verified")).await;
    assert_eq!(kernel.draft.as_ref().map(|d| &*d.wgsl), Some(WGSL));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_changed_file_sends_its_kernel_round_again() {
    let directory = tempfile::tempdir().unwrap();
    let slow = Script::text(WGSL).paced(4, Duration::from_millis(15));
    let workbench = open(directory.path(), slow);
    let streaming = |kernel: &Kernel| kernel.stream.is_some() && kernel.tokens > 3;
    let before = until(&workbench, streaming).await;
    let changed = WAT.replace("(i32.const 1)\n", "(i32.const 5)\n");
    std::fs::write(directory.path().join("copy.wat"), &changed).unwrap();
    let after = until(&workbench, |kernel| kernel.wat == Some(Digest256::of(&changed))).await;
    assert_ne!(before.wat, after.wat);
    assert!(after.draft.is_none() && after.judgement.is_none());
    // The draft that streamed for the old file is gone; the new one is judged by the new file.
    until(&workbench, verdict_is("differs")).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_directory_that_is_gone_loses_no_kernel() {
    let directory = tempfile::tempdir().unwrap();
    let kernels = directory.path().join("kernels");
    std::fs::create_dir(&kernels).unwrap();
    let workbench = open(&kernels, Script::text(WGSL));
    until(&workbench, verdict_is("verified")).await;
    std::fs::rename(&kernels, directory.path().join("elsewhere")).unwrap();
    let mut snapshots = workbench.snapshots();
    let gone = snapshots.wait_for(|now| now.troubles.iter().any(|t| t.contains("is gone")));
    let gone = tokio::time::timeout(Duration::from_secs(60), gone).await.unwrap().unwrap().clone();
    assert!(gone.kernel(&id()).is_some());
    std::fs::rename(directory.path().join("elsewhere"), &kernels).unwrap();
    let back = snapshots.wait_for(|now| now.troubles.is_empty());
    tokio::time::timeout(Duration::from_secs(60), back).await.unwrap().unwrap();
}
