//! What the screen says after which keys, on hand-made snapshots. No jobs, no terminal.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Buffer;
use w2gpu_tui::kernel::{
    CaseFigures, Class, Counterexample, Diagnostic, Digest256, Draft, Evidence, Finding,
    FindingKind, KernelId, Origin, Provenance, Rule, Scalar, Severity, Span, Stage, Verdict,
};
use w2gpu_tui::ratify::{Entry, Identity, KeySource, Status};
use w2gpu_tui::tui::highlight::wgsl;
use w2gpu_tui::tui::review::Depth;
use w2gpu_tui::tui::theme::Theme;
use w2gpu_tui::tui::{Effect, Msg, Review, key, update, view};
use w2gpu_tui::verify::{Judgement, Picture, Progress};
use w2gpu_tui::workbench::{Activity, Answer, Command, Decision, Kernel, Snapshot};

const WAT: &str = "(module
  (memory (export \"memory\") 1)
  ;; y = a*x + y
  (func (export \"saxpy\") (param $n i32) (param $a f32) (param $x i32) (param $y i32)
    (local $i i32)
    (loop $next
      (f32.store (local.get $y) (f32.const 1.5))
      (br_if $next (i32.lt_s (local.get $i) (local.get $n))))))
";

const WGSL: &str = "struct Params { n: i32, a: f32 }
@group(0) @binding(0) var<storage, read> x: array<f32>;
@group(0) @binding(1) var<storage, read_write> y: array<f32>;
@group(0) @binding(2) var<uniform> p: Params;

@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
    // one element each
    let i = i32(id.x);
    if i < p.n {
        y[i] = p.a * x[i] + y[i];
    }
}
";

fn draft(text: &str) -> Draft {
    Draft::new(
        text,
        Provenance {
            drafter: "lower".into(),
            weights: None,
            sampling: None,
            parent: None,
            parallel: Some(true),
            why: "the iterations are independent".into(),
        },
    )
}

fn figures(case: usize, n: i32, misses: u64) -> CaseFigures {
    CaseFigures {
        case,
        executor: "simt".into(),
        setting: "exact".into(),
        scalars: vec![("n".into(), Scalar::I32(n)), ("a".into(), Scalar::F32(1.5))],
        elements: n as u64,
        misses,
        undecided: 0,
        untested: 0,
        max_abs: if misses > 0 { 0.25 } else { 0.0 },
        max_ulp: misses * 900,
        psnr: if misses > 0 { 31.5 } else { 99.0 },
        reference_seconds: 0.000_012,
        draft_seconds: 0.000_340,
    }
}

fn evidence(verdict: Verdict, misses: u64) -> Evidence {
    Evidence {
        schema: 1,
        wat: Digest256::of(WAT),
        contract: Digest256::of("contract"),
        wgsl: Digest256::of(WGSL),
        seed: 4711,
        rules: vec![Rule::V6, Rule::V9, Rule::V10, Rule::V11, Rule::V12],
        worlds: Vec::new(),
        allowance: None,
        coverage: None,
        source_coverage: None,
        canaries: Vec::new(),
        mutation: Some(w2gpu_tui::kernel::Mutation::default()),
        adapters: Vec::new(),
        nonce: String::new(),
        executed: Vec::new(),
        deviations: Vec::new(),
        regressions: Vec::new(),
        versions: vec![("naga".into(), "30.0.1".into())],
        planned: 24,
        dropped: vec![("the kernel traps".into(), 2)],
        figures: [1, 63, 64, 65, 4099]
            .iter()
            .enumerate()
            .map(|(c, n)| figures(c, *n, misses))
            .collect(),
        findings: Vec::new(),
        notes: vec!["n and a are not distinguished by sign".into()],
        parallel: true,
        largest: "n = 4194240".into(),
        class: if misses > 0 { Class::Psnr20To40 } else { Class::Exact },
        verdict,
    }
}

fn kernel(name: &str) -> Kernel {
    let mut kernel =
        Kernel::listed(KernelId::from_name(name), PathBuf::from(format!("{name}.wat")));
    kernel.text = WAT.into();
    kernel.wat = Some(Digest256::of(WAT));
    kernel.contract_toml = "export = \"saxpy\"\nabi = \"c\"\noutputs = [\"y\"]\n".into();
    kernel.activity = Activity::Resting;
    kernel
}

fn verified(name: &str) -> Kernel {
    let mut kernel = kernel(name);
    kernel.contract = Some(contract());
    kernel.stage = Stage::Ratify;
    kernel.draft = Some(draft(WGSL));
    let evidence = evidence(Verdict::Verified, 0);
    kernel.judgement = Some(Arc::new(Judgement { evidence, picture: None }));
    kernel.seconds.parse = 0.0012;
    kernel.seconds.execute = 0.043;
    kernel
}

fn contract() -> Arc<w2gpu_tui::contract::Contract> {
    use w2gpu_tui::contract::{Abi, Contract, Expr, Tolerance};
    Arc::new(Contract {
        export: "saxpy".into(),
        abi: Abi::C,
        outputs: vec!["y".into()],
        threads: vec![Expr::Name("n".into())],
        cases: Vec::new(),
        tolerance: Tolerance::default(),
        image: None,
        returns: None,
        note: None,
        params: Vec::new(),
        leading: 0,
        invocation: Vec::new(),
        globals: Vec::new(),
        entry_params: Vec::new(),
        workgroup: None,
    })
}

fn entry(wgsl: Digest256) -> Box<Entry> {
    let zero = Digest256::of("");
    Box::new(Entry {
        schema: 1,
        kind: "ratified".into(),
        seq: 7,
        prev: None,
        kernel: KernelId::from_name("k"),
        wat: zero,
        contract: zero,
        wgsl,
        evidence: zero,
        statement: zero,
        signature: zero,
        key: "SHA256:abcdef".into(),
        time: "2026-11-21T10:00:00Z".into(),
    })
}

fn differing() -> Kernel {
    let mut kernel = verified("blur3x3");
    kernel.stage = Stage::Parity;
    let counterexample = Counterexample {
        seed: 4711,
        case: 3,
        scalars: vec![("w".into(), Scalar::I32(33)), ("h".into(), Scalar::I32(21))],
        executor: "simt".into(),
        buffer: Some("dst".into()),
        index: Some(66),
        pixel: Some([0, 2]),
        expected: Some("0.25".into()),
        actual: Some("0.5".into()),
        finding: None,
        rule: Rule::V12,
        explanation: "the output ignores y".into(),
    };
    let mut evidence = evidence(Verdict::Differs { counterexample: Box::new(counterexample) }, 12);
    evidence.findings.push(Finding {
        kind: FindingKind::OutOfBoundsRead,
        span: Some(Span { line: 11, column: 22, length: 4 }),
        message: "x[64] of 64 elements".into(),
        invocation: None,
        count: 3,
    });
    let pixels = |shift: u32| {
        (0..32 * 16).map(|i| [((i % 32) * 8 + shift) as u8, (i / 32 * 16) as u8, 40]).collect()
    };
    let picture = Picture { width: 32, height: 16, reference: pixels(0), draft: pixels(16) };
    kernel.judgement = Some(Arc::new(Judgement { evidence, picture: Some(picture) }));
    kernel.draft_diagnostics = Arc::new([Diagnostic::new(
        Severity::Warning,
        "check/uniformity",
        Origin::Draft,
        "the barrier stands in non-uniform control flow",
    )
    .at(Some(Span { line: 10, column: 8, length: 7 }))
    .with_hint("move it out of the if")]);
    kernel
}

fn snapshot() -> Snapshot {
    let mut broken = kernel("broken");
    broken.stage = Stage::Parse;
    broken.source_diagnostics =
        Arc::new([Diagnostic::error("source/syntax", Origin::Source, "expected `)`")
            .at(Some(Span { line: 4, column: 9, length: 7 }))
            .with_note("while parsing the func")
            .with_hint("close the func")]);
    let mut running = verified("mandelbrot");
    running.stage = Stage::Execute;
    running.activity = Activity::Running;
    running.judgement = None;
    running.progress = Some(Progress { done: 6, planned: 24 });
    let mut ratified = verified("reduce/sum");
    ratified.status = Status::Ratified(entry(Digest256::of(WGSL)));
    let mut stale = verified("stencil");
    stale.status = Status::Stale { entry: entry(Digest256::of("old")), changed: vec!["WAT"] };
    let mut rejected = verified("sort");
    rejected.decision = Decision::Rejected { reason: "reads far too much".into() };
    rejected.undo = Some("the rejection");
    let mut streaming = kernel("transpose");
    streaming.stage = Stage::Draft;
    streaming.activity = Activity::Running;
    streaming.contract = Some(contract());
    streaming.stream = Some(WGSL[..300].into());
    streaming.tokens = 75;
    let mut waiting = kernel("zzz");
    waiting.stage = Stage::Draft;
    waiting.activity = Activity::Waiting;
    let kernels = [
        differing(),
        broken,
        running,
        ratified,
        verified("saxpy"),
        rejected,
        stale,
        streaming,
        waiting,
    ];
    of(kernels.into())
}

fn of(mut kernels: Vec<Kernel>) -> Snapshot {
    kernels.sort_by(|a, b| a.id.cmp(&b.id));
    let mut snapshot = Snapshot::empty(&PathBuf::from("/k"), "lower");
    snapshot.kernels = kernels.into_iter().map(Arc::new).collect();
    snapshot.listed = true;
    snapshot
}

/// A session without a terminal.
struct Desk {
    review: Review,
    snapshot: Snapshot,
    effects: Vec<Effect>,
}

impl Desk {
    fn new(theme: &str, size: (u16, u16), snapshot: Snapshot) -> Self {
        wgsl::load();
        let review = Review::new(Theme::named(theme).unwrap(), Depth::Sixteen, size);
        let mut desk = Self { review, snapshot, effects: Vec::new() };
        desk.send(Msg::Snapshot);
        desk.effects.clear();
        desk
    }

    fn send(&mut self, msg: Msg) {
        let effects = update(&mut self.review, msg, &self.snapshot);
        let decides = |effect: &Effect| !matches!(effect, Effect::Send(Command::Focus { .. }));
        self.effects.extend(effects.into_iter().filter(decides));
        self.buffer();
    }

    fn press(&mut self, keys: &str) -> &mut Self {
        key::parse(keys).into_iter().for_each(|press| self.send(Msg::Press(press)));
        self
    }

    fn clock(&mut self, seconds: u64) {
        self.send(Msg::Clock(Duration::from_secs(seconds)));
    }

    fn show(&mut self, snapshot: Snapshot) {
        self.snapshot = snapshot;
        self.send(Msg::Snapshot);
    }

    fn buffer(&self) -> Buffer {
        let (width, height) = self.review.size;
        let mut terminal = Terminal::new(TestBackend::new(width, height)).unwrap();
        loop {
            terminal.draw(|frame| view(&self.review, &self.snapshot, frame)).unwrap();
            if !self.review.wants_frame() {
                return terminal.backend().buffer().clone();
            }
        }
    }

    fn screen(&self) -> String {
        let buffer = self.buffer();
        let mut text = String::new();
        for y in 0..buffer.area.height {
            let row: String = (0..buffer.area.width).map(|x| buffer[(x, y)].symbol()).collect();
            text.push_str(row.trim_end());
            text.push('\n');
        }
        text
    }

    fn selected(&self) -> &str {
        self.review.selected.as_ref().map_or("", KernelId::as_str)
    }

    fn footer(&self) -> String {
        self.screen().lines().last().unwrap_or_default().to_owned()
    }

    fn take(&mut self) -> Vec<Effect> {
        std::mem::take(&mut self.effects)
    }
}

/// Every cell's style, as runs.
fn styles(buffer: &Buffer) -> String {
    let mut text = String::new();
    for y in 0..buffer.area.height {
        let mut runs: Vec<(u16, String)> = Vec::new();
        for x in 0..buffer.area.width {
            let cell = &buffer[(x, y)];
            let style = format!("{:?} on {:?} {:?}", cell.fg, cell.bg, cell.modifier);
            match runs.last_mut() {
                Some((_, last)) if *last == style => {}
                _ => runs.push((x, style)),
            }
        }
        let runs: Vec<_> = runs.into_iter().map(|(x, style)| format!("{x}: {style}")).collect();
        text.push_str(&format!("{y:>2} | {}\n", runs.join(" | ")));
    }
    text
}

/// The same text with every digest's digits as zeros: what they are is not the screen's doing.
fn without_digests(text: &str) -> String {
    let words = text.split_inclusive(|c: char| !c.is_ascii_hexdigit());
    let blank = |word: &str| {
        let digits = word.trim_end_matches(|c: char| !c.is_ascii_hexdigit());
        match digits.len() {
            64 => word.replace(digits, &"0".repeat(64)),
            _ => word.to_owned(),
        }
    };
    words.map(blank).collect()
}

#[test]
fn every_theme_at_both_sizes() {
    for theme in ["dark", "light", "contrast"] {
        for size in [(80, 24), (120, 40)] {
            let mut desk = Desk::new(theme, size, snapshot());
            let name = format!("{theme}_{}x{}", size.0, size.1);
            let screen = desk.press("jjjj").screen();
            insta::assert_snapshot!(name.as_str(), screen);
        }
    }
}

#[test]
fn colours_of_every_theme() {
    for theme in ["dark", "light", "contrast"] {
        let desk = Desk::new(theme, (80, 24), snapshot());
        insta::assert_snapshot!(format!("colours_{theme}"), styles(&desk.buffer()));
    }
}

#[test]
fn the_states_of_a_kernel() {
    let mut desk = Desk::new("dark", (120, 40), snapshot());
    for name in
        ["differs", "broken", "running", "ratified", "verified", "rejected", "stale", "streaming"]
    {
        insta::assert_snapshot!(format!("state_{name}"), desk.screen());
        desk.press("j");
    }
}

#[test]
fn overlays() {
    let mut desk = Desk::new("dark", (80, 24), snapshot());
    insta::assert_snapshot!("picture", desk.press("<tab><tab><tab>vv").screen());
    insta::assert_snapshot!("cases", desk.press("vvv").screen());
    insta::assert_snapshot!("help", desk.press("v?").screen());
    insta::assert_snapshot!("filter", desk.press("<esc>/ver").screen());
    insta::assert_snapshot!("reason", desk.press("<esc>rno good").screen());
    insta::assert_snapshot!("inline", desk.press("<esc>E").screen());
}

#[test]
fn moving_and_filtering() {
    let mut desk = Desk::new("dark", (80, 24), snapshot());
    assert_eq!(desk.press("jj").selected(), "mandelbrot");
    assert_eq!(desk.press("G").selected(), "zzz");
    assert_eq!(desk.press("g").selected(), "blur3x3");
    desk.press("/verif<enter>");
    assert_eq!(desk.selected(), "saxpy");
    assert!(desk.screen().contains("1 of 9 /verif"));
    desk.press("<esc>");
    assert_eq!(desk.selected(), "saxpy");
    assert!(!desk.screen().contains("/verif"));
    desk.press("/x<esc>");
    assert_eq!(desk.review.filter, "");
}

#[test]
fn the_selection_stays_on_its_kernel() {
    let mut desk = Desk::new("dark", (80, 24), snapshot());
    desk.press("jj");
    let mut more = vec![verified("a_new_one")];
    more.extend(snapshot().kernels.iter().map(|kernel| (**kernel).clone()));
    desk.show(of(more));
    assert_eq!(desk.selected(), "mandelbrot");
    desk.show(of(vec![verified("a"), verified("b")]));
    assert_eq!(desk.selected(), "b");
    desk.show(of(Vec::new()));
    assert_eq!(desk.selected(), "");
    assert!(desk.screen().contains("no .wat or .wasm here"));
}

#[test]
fn the_footer_shows_what_works() {
    let mut desk = Desk::new("dark", (120, 40), snapshot());
    assert!(!desk.footer().contains("a accept"), "{}", desk.footer());
    assert!(desk.footer().contains("r reject"));
    desk.press("/saxpy<enter>");
    assert!(desk.footer().contains("a accept"), "{}", desk.footer());
    assert!(!desk.footer().contains("u undo"));
    desk.press("<esc>/sort<enter>");
    assert!(desk.footer().contains("u undo"), "{}", desk.footer());
    assert!(!desk.footer().contains("a accept"));
    // What doesn't work says why instead.
    desk.press("a");
    assert!(desk.footer().contains("was rejected"), "{}", desk.footer());
    assert!(desk.take().is_empty());
    for size in [(40, 10), (80, 24)] {
        desk.send(Msg::Resize(size.0, size.1));
        desk.press("<f12>");
        assert!(desk.footer().contains("? help") && desk.footer().contains("q quit"));
    }
}

#[test]
fn enter_escape_space_and_paste_decide_nothing() {
    let mut desk = Desk::new("dark", (120, 40), snapshot());
    for keys in ["", "r", "/", "?", "a"] {
        desk.press("<esc><esc>/saxpy<enter>").take();
        desk.press(keys);
        let asked = desk.take();
        assert!(asked.len() <= 1, "only the fresh run is asked for");
        desk.press("<enter><space>");
        desk.send(Msg::Paste("yes\nyes\n".into()));
        desk.press("<enter>");
        assert!(desk.take().is_empty(), "after {keys}");
    }
}

#[test]
fn rejecting_takes_a_reason_and_a_key_of_its_own() {
    let mut desk = Desk::new("dark", (80, 24), snapshot());
    desk.press("r<c-r>");
    assert!(desk.take().is_empty());
    desk.press("ignores y<c-r>");
    let effects = desk.take();
    let [Effect::Send(Command::Reject { kernel, draft, reason })] = &effects[..] else {
        panic!("{effects:?}")
    };
    assert_eq!((kernel.as_str(), reason.as_str()), ("blur3x3", "ignores y"));
    assert_eq!(*draft, Digest256::of(WGSL));
}

fn identity() -> Identity {
    Identity {
        source: KeySource::File("/home/me/.config/w2gpu-tui/id_ed25519".into()),
        fingerprint: "SHA256:0123456789".into(),
        algorithm: "ssh-ed25519".into(),
        comment: "me\u{1b}[31m\u{202e}".into(),
    }
}

fn proposed(desk: &Desk) -> w2gpu_tui::workbench::Proposed {
    use w2gpu_tui::ratify::{Proposal, Ratifiable, Reviewer};
    let kernel = desk.snapshot.kernel(&KernelId::from_name("saxpy")).unwrap();
    let contract = contract();
    let mut evidence = evidence(Verdict::Verified, 0);
    evidence.contract = contract.hash();
    let draft = kernel.draft.clone().unwrap();
    let ratifiable =
        Ratifiable::new(&kernel.id, Digest256::of(WAT), &contract, &draft, &evidence).unwrap();
    let key = identity();
    let reviewer = Reviewer { name: key.comment.clone(), key: key.fingerprint.clone() };
    let proposal = Proposal::new(ratifiable, reviewer, "2026-11-21T10:00:00Z".into()).unwrap();
    w2gpu_tui::workbench::Proposed { proposal: Arc::new(proposal), key }
}

/// Up to the statement on the screen.
fn confirming(size: (u16, u16)) -> (Desk, String) {
    let mut desk = Desk::new("dark", size, snapshot());
    desk.press("/saxpy<enter>a");
    let effects = desk.take();
    let [Effect::Ask(ticket, Command::Prepare { .. })] = &effects[..] else {
        panic!("{effects:?}")
    };
    let keys = vec![identity()];
    let prepared = Answer::Prepared { keys, problems: Vec::new(), offer: None };
    desk.send(Msg::Answered(*ticket, prepared));
    let effects = desk.take();
    let [Effect::Ask(ticket, Command::Propose { .. })] = &effects[..] else {
        panic!("{effects:?}")
    };
    let proposed = proposed(&desk);
    let digits = proposed.proposal.digits();
    desk.send(Msg::Answered(*ticket, Answer::Proposed(proposed)));
    assert!(matches!(desk.take()[..], [Effect::Wake(_)]));
    (desk, digits)
}

#[test]
fn six_digits_sign_after_a_second() {
    let (mut desk, digits) = confirming((120, 40));
    assert!(!desk.screen().contains('\u{1b}') && !desk.screen().contains('\u{202e}'));
    desk.press(&digits);
    assert!(desk.take().is_empty(), "not armed yet");
    desk.clock(2);
    let text = desk.screen();
    for member in ["kernel: \"saxpy\"", "wat: ", "contract: ", "wgsl: ", "evidence: ", "reviewer"] {
        assert!(text.contains(member), "{member} in {text}");
    }
    let wrong: String = digits.chars().map(|c| if c == '0' { '1' } else { '0' }).collect();
    desk.press(&wrong);
    assert!(desk.take().is_empty());
    assert!(desk.screen().contains("not its first six digits"));
    desk.press(&digits);
    assert!(desk.take().is_empty(), "armed again only after a second");
    desk.clock(4);
    desk.press(&digits[..5]);
    assert!(desk.take().is_empty());
    desk.press(&digits[5..]);
    let effects = desk.take();
    assert!(matches!(&effects[..], [Effect::Ask(_, Command::Ratify { .. })]), "{effects:?}");
}

#[test]
fn the_whole_statement_can_be_read_on_a_small_screen() {
    let (mut desk, _) = confirming((80, 24));
    insta::assert_snapshot!("statement", without_digests(&desk.screen()));
    let mut seen = desk.screen();
    for _ in 0..60 {
        desk.press("j");
        seen.push_str(&desk.screen());
    }
    for member in ["tool: ", "time: ", "verdict: ", "rules: "] {
        assert!(seen.contains(member), "{member}");
    }
    desk.press("<esc>");
    assert!(desk.review.layers.is_empty() && desk.take().is_empty());
}

#[test]
fn an_answer_to_a_closed_confirmation_opens_nothing() {
    let mut desk = Desk::new("dark", (80, 24), snapshot());
    desk.press("/saxpy<enter>a");
    let effects = desk.take();
    let [Effect::Ask(ticket, _)] = effects[..] else { panic!("{effects:?}") };
    desk.press("<esc>");
    let prepared = Answer::Prepared { keys: vec![identity()], problems: vec![], offer: None };
    desk.send(Msg::Answered(ticket, prepared));
    assert!(desk.review.layers.is_empty() && desk.take().is_empty());
}

#[test]
fn without_a_key_one_can_be_made() {
    let mut desk = Desk::new("dark", (80, 24), snapshot());
    desk.press("/saxpy<enter>a");
    let effects = desk.take();
    let [Effect::Ask(ticket, _)] = effects[..] else { panic!("{effects:?}") };
    let offer = Some("/home/me/.config/w2gpu-tui/id_ed25519".to_owned());
    desk.send(Msg::Answered(ticket, Answer::Prepared { keys: vec![], problems: vec![], offer }));
    insta::assert_snapshot!("keys", desk.screen());
    desk.press("<enter>1");
    assert!(desk.take().is_empty());
    desk.press("m");
    assert!(matches!(desk.take()[..], [Effect::Ask(_, Command::MakeKey)]));
}

fn stream(lines: usize, running: bool) -> Snapshot {
    let text: String = (1..=lines).map(|line| format!("// line {line}\n")).collect();
    let mut kernel = kernel("long");
    kernel.contract = Some(contract());
    kernel.stage = Stage::Draft;
    if running {
        kernel.activity = Activity::Running;
        kernel.stream = Some(text.into());
    } else {
        kernel.draft = Some(draft(&text));
    }
    of(vec![kernel])
}

#[test]
fn scrolling_up_stops_following_the_stream() {
    let mut desk = Desk::new("dark", (80, 24), stream(50, true));
    assert!(desk.screen().contains("line 50"));
    desk.show(stream(80, true));
    assert!(desk.screen().contains("line 80"));
    desk.press("<tab><tab>k");
    desk.show(stream(120, true));
    assert!(!desk.screen().contains("line 120"));
    assert!(desk.screen().contains("line 79"), "{}", desk.screen());
    desk.press("G");
    desk.show(stream(150, true));
    assert!(desk.screen().contains("line 150"));
}

#[test]
fn all_of_a_text_can_be_reached() {
    let mut desk = Desk::new("dark", (80, 24), stream(100, false));
    desk.press("<tab><tab>");
    let mut seen = String::new();
    for _ in 0..12 {
        seen.push_str(&desk.screen());
        desk.press("<pgdn>");
    }
    for line in 1..=100 {
        assert!(
            seen.contains(&format!("// line {line}\n"))
                || seen.contains(&format!("// line {line} ")),
            "{line}"
        );
    }
    // Past the end, one key goes back by one line.
    let bottom = desk.press("GGG").screen();
    assert_ne!(desk.press("k").screen(), bottom);
}

#[test]
fn hostile_text_never_reaches_the_screen() {
    let evil = "\u{1b}[2J\u{202e}\u{200b}\u{7}\u{9b}31m\u{ad}\u{feff}\r";
    let mut hostile = differing();
    hostile.id = KernelId::from_name(evil);
    hostile.file = PathBuf::from(format!("{evil}.wat"));
    hostile.text = format!("(module ;; {evil}\n{evil}").into();
    hostile.contract_toml = evil.into();
    let provenance = Provenance { drafter: evil.into(), why: evil.into(), ..draft("").provenance };
    hostile.draft = Some(Draft::new(format!("// {evil}\n{evil}"), provenance));
    let diagnostic = Diagnostic::error(evil, Origin::Draft, evil)
        .at(Some(Span { line: 2, column: 3, length: 99 }))
        .with_note(evil)
        .with_hint(evil);
    hostile.draft_diagnostics = Arc::new([diagnostic.clone()]);
    hostile.source_diagnostics = Arc::new([Diagnostic { origin: Origin::Source, ..diagnostic }]);
    hostile.status = Status::Ratified(entry(Digest256::of("other")));
    let judgement = Arc::make_mut(hostile.judgement.as_mut().unwrap());
    judgement.evidence.notes.push(evil.into());
    judgement.evidence.figures[0].executor = evil.into();
    if let Verdict::Differs { counterexample } = &mut judgement.evidence.verdict {
        counterexample.explanation = evil.into();
        counterexample.expected = Some(evil.into());
        counterexample.buffer = Some(evil.into());
    }
    let mut snapshot = of(vec![hostile]);
    snapshot.troubles = Arc::new([evil.to_owned()]);
    let mut desk = Desk::new("dark", (120, 40), snapshot);
    let clean = |desk: &Desk, keys: &str| {
        let buffer = desk.buffer();
        for cell in buffer.content() {
            let bad = cell.symbol().chars().find(|c| {
                c.is_control() || matches!(u32::from(*c), 0x80..=0x9f | 0xad | 0x200b..=0x200f | 0x202a..=0x202e | 0xfeff)
            });
            assert_eq!(bad, None, "after {keys}");
        }
    };
    for keys in
        ["", "v", "v", "v", "<tab>", "<tab>z", "z", "?", "<esc>/", "<esc>r", "<esc>E", "<esc>a"]
    {
        desk.press(keys);
        clean(&desk, keys);
    }
    desk.send(Msg::Paste(evil.into()));
    desk.send(Msg::Notice(evil.into()));
    clean(&desk, "paste and notice");
    desk.press("<esc><esc>r");
    desk.send(Msg::Paste(evil.into()));
    clean(&desk, "a pasted reason");
}

#[test]
fn the_editor_opens_at_the_first_error() {
    let mut desk = Desk::new("dark", (80, 24), snapshot());
    desk.press("e");
    let effects = desk.take();
    let [Effect::Edit { line, text, .. }] = &effects[..] else { panic!("{effects:?}") };
    assert_eq!((*line, text.as_str()), (10, WGSL));
    desk.press("Exy<c-s>");
    let effects = desk.take();
    let [Effect::Send(Command::Edit { wgsl, .. })] = &effects[..] else { panic!("{effects:?}") };
    assert!(wgsl.contains("xy    if i < p.n {") && wgsl.ends_with("}\n"), "{wgsl}");
}

#[test]
fn any_size_can_be_drawn() {
    let mut desk = Desk::new("dark", (120, 40), snapshot());
    for width in (0..130).step_by(7) {
        for height in (0..45).step_by(4) {
            desk.send(Msg::Resize(width, height));
            desk.press("<tab>jkv?<esc>r<esc>E<esc>a<esc>");
        }
    }
}

#[test]
fn a_picture_without_colours_is_made_of_shades() {
    let mut desk = Desk::new("dark", (120, 40), snapshot());
    desk.review.theme = Theme::named("dark").unwrap().without_colours();
    desk.review.depth = Depth::None;
    let screen = desk.press("<tab><tab><tab>vv").screen();
    assert!(screen.contains('░') && !screen.contains('▀'), "{screen}");
    for cell in desk.buffer().content() {
        let plain = |c| c == ratatui::style::Color::Reset;
        assert!(plain(cell.fg) && plain(cell.bg));
    }
}
