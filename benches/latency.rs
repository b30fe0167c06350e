//! What a person waits for: `cargo bench --bench latency`. From saving a small WAT file to its
//! verdict in the snapshot, and from opening a folder of 1,000 files to the first frame that
//! shows them. Prints medians beside the goals; asserts nothing about time.

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use ratatui::Terminal;
use ratatui::backend::TestBackend;
use tokio::sync::watch::Receiver;
use w2gpu_tui::draft::lower::Lower;
use w2gpu_tui::execute::Limits;
use w2gpu_tui::kernel::Digest256;
use w2gpu_tui::ratify::Keyring;
use w2gpu_tui::tui::review::{Depth, Msg, Review, update};
use w2gpu_tui::tui::theme::Theme;
use w2gpu_tui::tui::view::view;
use w2gpu_tui::workbench::{Setup, Snapshot, Workbench};

const SAVES: usize = 15;
const FILES: usize = 1000;
const SIZE: (u16, u16) = (120, 40);

fn main() {
    // `cargo bench` passes --bench; `cargo test --benches` must not take minutes.
    if !std::env::args().any(|argument| argument == "--bench") {
        println!("latency: run with cargo bench");
        return;
    }
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .thread_stack_size(16 << 20)
        .enable_all()
        .build()
        .expect("a runtime");
    runtime.block_on(async {
        // First, while nothing is warm: it is what a person meets first.
        let frame = first_frame().await;
        println!("| from | to | median | worst | goal |\n|---|---|--:|--:|--:|");
        println!(
            "| opening {FILES} files, cold | first frame with all names | {} | | 100 ms |",
            milliseconds(frame)
        );
        for sample in ["map/saxpy_Os", "map/scale", "loops/gcd", "image/blur3x3"] {
            let mut times = saves(sample).await;
            times.sort();
            println!(
                "| saving {sample} | its verdict | {} | {} | 150 ms |",
                milliseconds(times[times.len() / 2]),
                milliseconds(times[times.len() - 1])
            );
        }
    });
}

fn milliseconds(time: Duration) -> String {
    format!("{:.0} ms", time.as_secs_f64() * 1e3)
}

fn sample(name: &str, extension: &str) -> Option<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples").join(name);
    std::fs::read_to_string(path.with_extension(extension)).ok()
}

fn open(directory: &Path) -> Workbench {
    Workbench::open(Setup {
        directory: directory.to_owned(),
        drafter: Arc::new(Lower),
        limits: Limits::default(),
        seed: None,
        keyring: Keyring::new(directory),
        key: None,
    })
}

async fn until(snapshots: &mut Receiver<Arc<Snapshot>>, ready: impl Fn(&Snapshot) -> bool) {
    let wait = async {
        while !ready(&snapshots.borrow_and_update().clone()) {
            snapshots.changed().await.expect("the workbench lives");
        }
    };
    let patience = Duration::from_secs(60);
    tokio::time::timeout(patience, wait).await.expect("a snapshot within a minute");
}

async fn saves(name: &str) -> Vec<Duration> {
    let folder = tempfile::tempdir().expect("a folder");
    let text = sample(name, "wat").expect("the sample");
    if let Some(sidecar) = sample(name, "toml") {
        std::fs::write(folder.path().join("kernel.toml"), sidecar).expect("a sidecar");
    }
    let file = folder.path().join("kernel.wat");
    std::fs::write(&file, &text).expect("a file");
    let workbench = open(folder.path());
    let mut snapshots = workbench.snapshots();
    let judged = |hash: Digest256| {
        move |snapshot: &Snapshot| {
            snapshot.kernels.iter().any(|k| k.wat == Some(hash) && k.judgement.is_some())
        }
    };
    until(&mut snapshots, judged(Digest256::of(&text))).await;
    let mut times = Vec::new();
    for round in 0..SAVES {
        // Longer than any debouncing, so that each save stands alone.
        tokio::time::sleep(Duration::from_millis(400)).await;
        let text = format!("{text}\n;; {round}\n");
        let hash = Digest256::of(&text);
        let begin = Instant::now();
        std::fs::write(&file, text).expect("a file");
        until(&mut snapshots, judged(hash)).await;
        times.push(begin.elapsed());
    }
    times
}

async fn first_frame() -> Duration {
    let folder = tempfile::tempdir().expect("a folder");
    let text = sample("map/saxpy_Os", "wat").expect("the sample");
    for file in 0..FILES {
        let file = folder.path().join(format!("kernel_{file:04}.wat"));
        std::fs::write(file, &text).expect("a file");
    }
    let mut terminal = Terminal::new(TestBackend::new(SIZE.0, SIZE.1)).expect("a test terminal");
    let begin = Instant::now();
    let workbench = open(folder.path());
    let theme = Theme::named("dark").expect("a shipped theme");
    let mut review = Review::new(theme, Depth::Sixteen, SIZE);
    let mut snapshots = workbench.snapshots();
    until(&mut snapshots, |snapshot| snapshot.kernels.len() == FILES).await;
    let snapshot = snapshots.borrow().clone();
    update(&mut review, Msg::Snapshot, &snapshot);
    terminal.draw(|frame| view(&review, &snapshot, frame)).expect("a frame");
    let time = begin.elapsed();
    let screen = format!("{}", terminal.backend());
    assert!(screen.contains("kernel_0000"), "the frame shows no kernel:\n{screen}");
    time
}
