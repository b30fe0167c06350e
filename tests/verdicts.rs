//! Right drafts are verified; each way to be wrong that somebody's verifier once let pass is not.

use std::path::Path;

use tokio_util::sync::CancellationToken;
use w2gpu_tui::check::{Checked, check};
use w2gpu_tui::contract::{Contract, contract};
use w2gpu_tui::execute::Limits;
use w2gpu_tui::kernel::{
    CanaryOutcome, Class, Counterexample, Digest256, Evidence, FindingKind, Rule, Verdict,
};
use w2gpu_tui::source::{self, Module};
use w2gpu_tui::verify::{Judgement, Recipe, Request, replay, verify, verify_again};

const SEED: u64 = 20;

struct Kernel {
    module: Module,
    contract: Contract,
}

impl Kernel {
    fn new(wat: &str, export: &str, sidecar: &str) -> Self {
        let module = source::parse("kernel.wat", wat.as_bytes()).expect("the WAT parses");
        let lifted = source::lift(&module, export).ok();
        let inferred = contract(&module, export, lifted.as_ref(), Some(sidecar));
        let inferred = inferred.unwrap_or_else(|diagnostics| panic!("{diagnostics:#?}"));
        let errors: Vec<_> = inferred
            .diagnostics
            .iter()
            .filter(|d| d.severity == w2gpu_tui::kernel::Severity::Error)
            .collect();
        assert!(errors.is_empty(), "{errors:#?}");
        Self { module, contract: inferred.contract }
    }

    fn of_file(file: &str, export: &str, sidecar: &str) -> Self {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/kernels").join(file);
        Self::new(&std::fs::read_to_string(path).expect("the kernel is there"), export, sidecar)
    }

    fn check(&self, wgsl: &str) -> Checked {
        check(wgsl, Some(&self.contract))
            .unwrap_or_else(|diagnostics| panic!("{diagnostics:#?}\n{wgsl}"))
    }

    fn request<'a>(&'a self, checked: &'a Checked, wgsl: &str, seed: u64) -> Request<'a> {
        Request {
            module: &self.module,
            contract: &self.contract,
            checked,
            wgsl: Digest256::of(wgsl),
            seed,
            limits: Limits::default(),
        }
    }

    fn judge(&self, wgsl: &str) -> Judgement {
        let checked = self.check(wgsl);
        let request = self.request(&checked, wgsl, SEED);
        verify(&request, &mut |_| {}, &CancellationToken::new()).expect("nobody cancels")
    }

    fn verified(&self, wgsl: &str) -> Evidence {
        let evidence = self.judge(wgsl).evidence;
        assert_eq!(evidence.verdict, Verdict::Verified, "{wgsl}\n{:#?}", evidence.findings);
        assert!(evidence.figures.iter().all(|figures| figures.misses == 0));
        evidence
    }

    /// The counterexample; running it again fails in the same way.
    fn differs(&self, wgsl: &str) -> Counterexample {
        let evidence = self.judge(wgsl).evidence;
        let Verdict::Differs { counterexample } = &evidence.verdict else {
            panic!("{:?}\n{wgsl}", evidence.verdict)
        };
        assert!(!counterexample.explanation.is_empty());
        let checked = self.check(wgsl);
        let request = self.request(&checked, wgsl, 1);
        let recipe = Recipe::new("kernel.wat".into(), &request, wgsl, counterexample);
        let text = serde_json::to_string(&recipe).expect("a recipe is plain data");
        let recipe: Recipe = serde_json::from_str(&text).expect("it reads back");
        let again = replay(&request, &recipe.counterexample, &CancellationToken::new());
        assert_eq!(again.expect("a known setting").evidence.verdict, evidence.verdict);
        let bytes = evidence.bytes();
        let read: Evidence = serde_json::from_slice(&bytes).expect("evidence reads back");
        assert!(read.bytes() == bytes, "no figure is lost in JSON");
        (**counterexample).clone()
    }
}

const SAXPY: &str = r#"
    outputs = ["y"]
    threads = ["n"]
    [[param]]
    name = "n"
    kind = "scalar"
    type = "i32"
    [[param]]
    name = "a"
    kind = "scalar"
    type = "f32"
    [[param]]
    name = "x"
    kind = "buffer"
    elem = "f32"
    access = "read"
    length = "n"
    [[param]]
    name = "y"
    kind = "buffer"
    elem = "f32"
    access = "read_write"
    length = "n"
"#;

fn saxpy() -> Kernel {
    Kernel::of_file("saxpy/clang19_O2.wat", "saxpy", SAXPY)
}

fn saxpy_draft(workgroup: u32, body: &str) -> String {
    format!(
        "@group(0) @binding(0) var<storage, read> x: array<f32>;
@group(0) @binding(1) var<storage, read_write> y: array<f32>;
struct Params {{ n: i32, a: f32 }}
@group(0) @binding(2) var<uniform> p: Params;
@compute @workgroup_size({workgroup})
fn main(@builtin(global_invocation_id) gid: vec3<u32>) {{
  let i = i32(gid.x);
  {body}
}}
"
    )
}

#[test]
fn a_right_draft_is_verified() {
    let evidence = saxpy().verified(&saxpy_draft(64, "if (i < p.n) { y[i] = p.a * x[i] + y[i]; }"));
    assert_eq!(evidence.class, Class::Exact);
    assert!(evidence.parallel);
    assert!(evidence.planned >= 28 && evidence.dropped.is_empty());
    let settings = ["exact", "slack", "extra"];
    for setting in settings {
        assert!(
            evidence.figures.iter().filter(|f| f.setting == setting).count() >= 28,
            "{setting}"
        );
    }
    assert_eq!(evidence.largest, "n = 4194240; above, axis 0 has more than 65,535 workgroups");
    assert_eq!(evidence.psnr(), Some(99.0));
    assert!(evidence.rules.contains(&Rule::V11));
    assert!(!evidence.rules.contains(&Rule::V8), "mutants are not made here");
}

#[test]
fn a_serial_draft_is_verified_and_not_parallel() {
    let wgsl = saxpy_draft(1, "for (var k = 0; k < p.n; k++) { y[k] = p.a * x[k] + y[k]; }");
    let evidence = saxpy().verified(&format!("// dispatch: 1\n{wgsl}"));
    assert!(!evidence.parallel);
    let guarded = "if (i == 0) { for (var k = 0; k < p.n; k++) { y[k] = p.a * x[k] + y[k]; } }";
    assert!(!saxpy().verified(&saxpy_draft(64, guarded)).parallel);
}

#[test]
fn wrong_saxpys_differ() {
    let kernel = saxpy();
    let wrong = [
        ("zeros", "if (i < p.n) { y[i] = 0.0; }"),
        ("off by one at the end", "if (i < p.n - 1) { y[i] = p.a * x[i] + y[i]; }"),
        ("off by one in front", "if (i > 0 && i < p.n) { y[i] = p.a * x[i] + y[i]; }"),
        ("neighbour", "if (i < p.n) { y[i] = p.a * x[max(i - 1, 0)] + y[i]; }"),
        ("missing guard", "y[i] = p.a * x[i] + y[i];"),
        ("guard that lets one through", "if (i <= p.n) { y[i] = p.a * x[i] + y[i]; }"),
        ("swapped sign", "if (i < p.n) { y[i] = p.a * x[i] - y[i]; }"),
        ("stale output", "if (i < p.n) { y[i] = p.a * x[i]; }"),
        ("untouched", "if (i < p.n && p.n < 0) { y[i] = p.a * x[i]; }"),
        ("a ignored", "if (i < p.n) { y[i] = x[i] + y[i]; }"),
        ("n ignored", "if (i < 64) { y[i] = p.a * x[i] + y[i]; }"),
        ("arrayLength for n", "if (gid.x < arrayLength(&y)) { y[i] = p.a * x[i] + y[i]; }"),
        ("only multiples", "if (i < p.n / 4 * 4) { y[i] = p.a * x[i] + y[i]; }"),
        ("only small", "if (i < min(p.n, 4096)) { y[i] = p.a * x[i] + y[i]; }"),
        ("only one group", "if (gid.x < 64 && i < p.n) { y[i] = p.a * x[i] + y[i]; }"),
        ("only positive", "if (i < p.n) { y[i] = abs(p.a * x[i] + y[i]); }"),
        ("race", "y[0] = x[0]; if (i < p.n) { y[i] = p.a * x[i] + y[i]; }"),
        (
            "no end",
            "if (i < p.n) { y[i] = p.a * x[i] + y[i]; } while (i < 70000) { if (y[0] > 1e38) { break; } }",
        ),
    ];
    for (what, body) in wrong {
        let found = kernel.differs(&saxpy_draft(64, body));
        println!("{what}: {}", found.explanation);
    }
}

#[test]
fn the_counterexample_says_where_and_why() {
    let kernel = saxpy();
    let found = kernel.differs(&saxpy_draft(64, "if (i < p.n - 1) { y[i] = p.a * x[i] + y[i]; }"));
    assert_eq!(found.buffer.as_deref(), Some("y"));
    assert!(found.expected.is_some() && found.expected != found.actual);
    assert!(found.explanation.contains("untouched"), "{}", found.explanation);
    let found = kernel.differs(&saxpy_draft(64, "y[i] = p.a * x[i] + y[i];"));
    assert_eq!(found.finding.map(|f| f.kind), Some(FindingKind::OutOfBoundsWrite));
    let body = "if (gid.x < arrayLength(&y)) { y[i] = p.a * x[i] + y[i]; }";
    let found = kernel.differs(&saxpy_draft(64, body));
    assert_eq!(found.executor, "simt, slack");
}

/// Once slack held one positive constant, and a draft whose guard had lost its `return` passed:
/// robust reads give 0, and nothing behind the buffer was negative.
#[test]
fn a_guard_by_what_lies_behind_the_buffer_differs() {
    let body = "if (i < p.n || y[i] < 0.0) { y[i] = p.a * x[i] + y[i]; }";
    let found = saxpy().differs(&saxpy_draft(64, body));
    assert!(found.executor.contains("slack"), "{found:?}");
}

#[test]
fn one_more_workgroup_needs_a_guard() {
    let unguarded = saxpy_draft(1, "for (var k = 0; k < p.n; k++) { y[k] = p.a * x[k] + y[k]; }");
    let serial = SAXPY.replace("threads = [\"n\"]", "threads = [\"1\"]");
    let kernel = Kernel::of_file("saxpy/clang19_O2.wat", "saxpy", &serial);
    let found = kernel.differs(&unguarded);
    assert_eq!(found.executor, "simt, extra");
    assert!(!kernel.verified(&format!("// dispatch: 1\n{unguarded}")).parallel);
}

const DOUBLE: &str = r#"(module (memory 1)
    (func (export "double") (param $w i32) (param $h i32) (param $src i32) (param $dst i32)
        (local $i i32)
        (block $end (loop $next
            (br_if $end (i32.ge_s (local.get $i) (i32.mul (local.get $w) (local.get $h))))
            (f32.store (i32.add (local.get $dst) (i32.shl (local.get $i) (i32.const 2)))
                (f32.add (f32.const 1) (f32.mul (f32.const 2)
                    (f32.load (i32.add (local.get $src) (i32.shl (local.get $i) (i32.const 2)))))))
            (local.set $i (i32.add (local.get $i) (i32.const 1)))
            (br $next)))))"#;

/// From the image `src` to the image `dst`, both w × h.
const IMAGE_SIDECAR: &str = r#"
    outputs = ["dst"]
    threads = ["w", "h"]
    image = { width = "w", height = "h", buffer = "dst", format = "r32f" }
    [[param]]
    name = "w"
    kind = "scalar"
    type = "i32"
    [[param]]
    name = "h"
    kind = "scalar"
    type = "i32"
    [[param]]
    name = "src"
    kind = "buffer"
    elem = "f32"
    access = "read"
    length = "w*h"
    [[param]]
    name = "dst"
    kind = "buffer"
    elem = "f32"
    access = "write"
    length = "w*h"
"#;

fn double_draft(body: &str) -> String {
    format!(
        "@group(0) @binding(0) var<storage, read> src: array<f32>;
@group(0) @binding(1) var<storage, read_write> dst: array<f32>;
struct Params {{ w: i32, h: i32 }}
@group(0) @binding(2) var<uniform> p: Params;
@compute @workgroup_size(8, 8)
fn main(@builtin(global_invocation_id) gid: vec3<u32>) {{
  let x = i32(gid.x); let y = i32(gid.y);
  {body}
}}
"
    )
}

#[test]
fn images_of_any_shape() {
    let kernel = Kernel::new(DOUBLE, "double", IMAGE_SIDECAR);
    let right = "if (x < p.w && y < p.h) { let i = y * p.w + x; dst[i] = 2.0 * src[i] + 1.0; }";
    let judgement = kernel.judge(&double_draft(right));
    assert_eq!(judgement.evidence.verdict, Verdict::Verified);
    let picture = judgement.picture.expect("the contract has an image");
    assert_eq!(picture.reference.len(), (picture.width * picture.height) as usize);
    assert_eq!(picture.reference, picture.draft);
    assert!(picture.reference.contains(&[0; 3]) && picture.reference.contains(&[255; 3]));
    for wrong in [
        "if (x < p.w && y < p.h) { let i = y * p.h + x; if (i < p.w * p.h) { dst[i] = 2.0 * src[i] + 1.0; } }",
        "if (x < p.h && y < p.w) { let i = y * p.h + x; if (x < 9 && y < 9) { dst[i] = 2.0 * src[i] + 1.0; } }",
        "if (x < p.w && y < p.w) { let i = min(y, p.h - 1) * p.w + x; dst[i] = 2.0 * src[i] + 1.0; }",
        "if (x < p.w && y < p.h) { let i = y * p.w + x; dst[i] += 2.0 * src[i] + 1.0; }",
        "if (x < p.w && y < p.h) { let i = y * p.w + x; dst[i] = dst[i] * 0.0 + 2.0 * src[i] + 1.0; }",
    ] {
        let found = kernel.differs(&double_draft(wrong));
        println!("{} {:?}", found.explanation, found.pixel);
    }
    let found = kernel.differs(&double_draft(
        "if (x < p.w && y < p.h) { let i = y * p.w + x; dst[i] = select(2.0, 3.0, x == 6 && y == 2) * src[i] + 1.0; }",
    ));
    assert_eq!(found.pixel, Some([6, 2]));
}

#[test]
fn a_serial_draft_right_only_for_squares_differs() {
    let kernel = Kernel::new(DOUBLE, "double", IMAGE_SIDECAR);
    let body = "if (x == 0 && y == 0) { for (var i = 0; i < p.w * p.w; i++) { dst[i] = 2.0 * src[i] + 1.0; } }";
    kernel.differs(&double_draft(body));
}

#[test]
fn bytes_are_packed_in_words() {
    let wat = r#"(module (memory 1)
        (func (export "invert") (param $n i32) (param $src i32) (param $dst i32) (local $i i32)
            (block $end (loop $next
                (br_if $end (i32.ge_s (local.get $i) (local.get $n)))
                (i32.store8 (i32.add (local.get $dst) (local.get $i))
                    (i32.sub (i32.const 255) (i32.load8_u (i32.add (local.get $src) (local.get $i)))))
                (local.set $i (i32.add (local.get $i) (i32.const 1)))
                (br $next)))))"#;
    let sidecar = r#"
        outputs = ["dst"]
        threads = ["n"]
        [[param]]
        name = "n"
        kind = "scalar"
        type = "i32"
        [[param]]
        name = "src"
        kind = "buffer"
        elem = "u8"
        access = "read"
        length = "n"
        [[param]]
        name = "dst"
        kind = "buffer"
        elem = "u8"
        access = "write"
        length = "n"
    "#;
    let kernel = Kernel::new(wat, "invert", sidecar);
    let draft = |body: &str| {
        format!(
            "@group(0) @binding(0) var<storage, read> src: array<u32>;
@group(0) @binding(1) var<storage, read_write> dst: array<atomic<u32>>;
struct Params {{ n: i32 }}
@group(0) @binding(2) var<uniform> p: Params;
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) gid: vec3<u32>) {{
  {body}
}}
"
        )
    };
    let right = "let i = gid.x; if (i >= u32(p.n)) { return; }
        let s = (i % 4u) * 8u; let v = 255u - ((src[i / 4u] >> s) & 255u);
        atomicAnd(&dst[i / 4u], ~(255u << s)); atomicOr(&dst[i / 4u], v << s);";
    assert_eq!(kernel.verified(&draft(right)).class, Class::Exact);
    kernel.differs(&draft(&right.replace("255u - ", "254u - ")));
    kernel.differs(&draft(&right.replace("atomicAnd(&dst[i / 4u], ~(255u << s));", "")));
    let words =
        "let i = gid.x; if (i >= (u32(p.n) + 3u) / 4u) { return; } atomicStore(&dst[i], ~src[i]);";
    kernel.verified(&draft(words));
}

#[test]
fn a_returned_sum() {
    let wat = r#"(module (memory 1)
        (func (export "sum") (param $n i32) (param $x i32) (result i32) (local $i i32) (local $s i32)
            (block $end (loop $next
                (br_if $end (i32.ge_s (local.get $i) (local.get $n)))
                (local.set $s (i32.add (local.get $s)
                    (i32.load (i32.add (local.get $x) (i32.shl (local.get $i) (i32.const 2))))))
                (local.set $i (i32.add (local.get $i) (i32.const 1)))
                (br $next)))
            (local.get $s)))"#;
    let sidecar = r#"
        outputs = ["ret"]
        threads = ["n"]
        returns = "i32"
        [[param]]
        name = "n"
        kind = "scalar"
        type = "i32"
        [[param]]
        name = "x"
        kind = "buffer"
        elem = "i32"
        access = "read"
        length = "n"
    "#;
    let kernel = Kernel::new(wat, "sum", sidecar);
    let draft = |body: &str| {
        format!(
            "@group(0) @binding(0) var<storage, read> x: array<i32>;
@group(0) @binding(1) var<storage, read_write> ret: array<atomic<i32>>;
struct Params {{ n: i32 }}
@group(0) @binding(2) var<uniform> p: Params;
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) gid: vec3<u32>) {{
  let i = i32(gid.x);
  {body}
}}
"
        )
    };
    kernel.verified(&draft("if (i < p.n) { atomicAdd(&ret[0], x[i]); }"));
    for wrong in [
        "if (i < p.n) { atomicSub(&ret[0], x[i]); }",
        "atomicAdd(&ret[0], x[i]);",
        "if (i <= p.n) { atomicAdd(&ret[0], x[i]); }",
        "if (i < p.n - 1) { atomicAdd(&ret[0], x[i]); }",
        "if (i < p.n && i != 0) { atomicAdd(&ret[0], x[i]); }",
        "if (i < min(p.n, 4096)) { atomicAdd(&ret[0], x[i]); }",
        "if (i < p.n) { atomicAdd(&ret[0], x[i] & 0x7fffffff); }",
        "if (i < p.n) { atomicAdd(&ret[0], i32(f32(x[i]))); }",
        "if (i < p.n) { atomicAdd(&ret[0], x[i]); } if (i == 0) { atomicAdd(&ret[0], 1); }",
        "if (i < p.n) { atomicStore(&ret[0], atomicLoad(&ret[0]) + x[i]); }",
    ] {
        kernel.differs(&draft(wrong));
    }
    let found = kernel.differs(&draft("if (i < p.n) { atomicMax(&ret[0], x[i]); }"));
    assert_eq!(found.buffer.as_deref(), Some("ret"));
}

#[test]
fn slangs_sobel() {
    let slang = r#"
    abi = "slang"
    workgroup = [8, 8, 1]
    globals = [{ kind = "uniform_ptr", fields = ["w", "h"] }, { kind = "buffer", name = "src", stride = 4 }, { kind = "buffer", name = "dst", stride = 4 }]
"#;
    let sidecar = format!("{slang}{IMAGE_SIDECAR}");
    let kernel = Kernel::of_file("slang/sobel.wat", "computeMain", &sidecar);
    let draft = |edge: &str| {
        double_draft(
            "if (x >= p.w || y >= p.h) { return; }
  let gx = at(x+1,y-1) + 2.0*at(x+1,y) + at(x+1,y+1) - at(x-1,y-1) - 2.0*at(x-1,y) - at(x-1,y+1);
  let gy = at(x-1,y+1) + 2.0*at(x,y+1) + at(x+1,y+1) - at(x-1,y-1) - 2.0*at(x,y-1) - at(x+1,y-1);
  dst[y * p.w + x] = sqrt(gx*gx + gy*gy);",
        ) + &format!(
            "fn at(x: i32, y: i32) -> f32 {{
  return src[clamp(y, 0, p.h - 1) * p.w + {edge}];
}}\n"
        )
    };
    let evidence = kernel.verified(&draft("clamp(x, 0, p.w - 1)"));
    assert!(evidence.parallel);
    let found = kernel.differs(&draft("max(x, 0) % p.w"));
    assert!(found.pixel.is_some());
}

#[test]
fn hidden_state_is_no_verdict() {
    let sidecar = r#"
        outputs = ["y"]
        threads = ["n"]
        [[param]]
        name = "n"
        kind = "scalar"
        type = "i32"
        [[param]]
        name = "y"
        kind = "buffer"
        elem = "i32"
        access = "write"
        length = "n"
    "#;
    let draft = "@group(0) @binding(0) var<storage, read_write> y: array<i32>;
struct Params { n: i32 }
@group(0) @binding(1) var<uniform> p: Params;
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) gid: vec3<u32>) { if (i32(gid.x) < p.n) { y[gid.x] = 1; } }
";
    let reason = |body: &str, sidecar: &str| {
        let wat = format!(
            "(module (memory 1) (func (export \"f\") (param $n i32) (param $y i32)
                (if (i32.gt_s (local.get $n) (i32.const 0)) (then {body}))))"
        );
        match Kernel::new(&wat, "f", sidecar).judge(draft).evidence.verdict {
            Verdict::Unsupported { reason, .. } | Verdict::Inconclusive { reason, .. } => reason,
            other => panic!("{body}: {other:?}"),
        }
    };
    let why = reason("(i32.store (local.get $y) (local.get $y))", sidecar);
    assert!(why.contains("hidden state: y[0]"), "an address leaks: {why}");
    let why = reason(
        "(i32.store (local.get $y) (i32.add (i32.const 1) (i32.load (local.get $y))))",
        sidecar,
    );
    assert!(why.contains("hidden state"), "a write-only buffer is read: {why}");
    let why = reason("(i32.store (i32.const 2048) (i32.const 1))", sidecar);
    assert!(why.contains("no parameter owns"), "{why}");
    let why = reason(
        "(i32.store (i32.add (local.get $y) (i32.shl (local.get $n) (i32.const 2))) (i32.const 1))",
        sidecar,
    );
    assert!(why.contains("writes"), "{why}");
    let why = reason("unreachable", sidecar);
    assert!(why.contains("unreachable"), "{why}");
}

#[test]
fn cancelling_gives_no_verdict() {
    let kernel = saxpy();
    let wgsl = saxpy_draft(64, "if (i < p.n) { y[i] = p.a * x[i] + y[i]; }");
    let checked = kernel.check(&wgsl);
    let cancel = CancellationToken::new();
    cancel.cancel();
    assert_eq!(verify(&kernel.request(&checked, &wgsl, 1), &mut |_| {}, &cancel), None);
}

#[test]
fn weak_limits_are_named() {
    let sidecar = format!("tolerance = {{ abs = 100.0, rel = 0.1 }}\n{SAXPY}");
    let kernel = Kernel::of_file("saxpy/clang19_O2.wat", "saxpy", &sidecar);
    let evidence =
        kernel.judge(&saxpy_draft(64, "if (i < p.n) { y[i] = p.a * x[i] + y[i]; }")).evidence;
    assert_eq!((evidence.verdict, evidence.class), (Verdict::Verified, Class::Weak));
}

#[test]
fn nothing_to_do_is_done_by_touching_nothing() {
    let sidecar = format!("cases = [{{ n = 0 }}]\n{SAXPY}");
    let kernel = Kernel::of_file("saxpy/clang19_O2.wat", "saxpy", &sidecar);
    let right = "if (i < p.n) { y[i] = p.a * x[i] + y[i]; }";
    let evidence = kernel.verified(&saxpy_draft(64, right));
    assert!(evidence.figures.iter().any(|figures| figures.elements == 0));
    kernel.differs(&saxpy_draft(64, "if (i < max(p.n, 1)) { y[i] = p.a * x[i] + y[i]; }"));
}

#[test]
fn one_element_a_call_with_64_bits() {
    let wat = r#"(module (memory 1)
        (func (export "mix") (param $i i32) (param $k i64) (param $x i32) (param $y i32)
            (local.set $x (i32.add (local.get $x) (i32.shl (local.get $i) (i32.const 3))))
            (i64.store (i32.add (local.get $y) (i32.shl (local.get $i) (i32.const 3)))
                (i64.xor (local.get $k) (i64.load (local.get $x))))))"#;
    let sidecar = r#"
        abi = "invocation"
        invocation = ["i"]
        outputs = ["y"]
        threads = ["n"]
        [[param]]
        name = "k"
        kind = "scalar"
        type = "i64"
        gen = "i64"
        [[param]]
        name = "x"
        kind = "buffer"
        elem = "i64"
        access = "read"
        length = "n"
        [[param]]
        name = "y"
        kind = "buffer"
        elem = "i64"
        access = "write"
        length = "n"
    "#;
    let kernel = Kernel::new(wat, "mix", sidecar);
    let draft = |value: &str| {
        format!(
            "@group(0) @binding(0) var<storage, read> x: array<vec2<u32>>;
@group(0) @binding(1) var<storage, read_write> y: array<vec2<u32>>;
struct Params {{ n: u32, k: vec2<u32> }}
@group(0) @binding(2) var<uniform> p: Params;
@compute @workgroup_size(32)
fn main(@builtin(global_invocation_id) gid: vec3<u32>) {{
  let i = gid.x;
  if (i < p.n) {{ y[i] = {value}; }}
}}
"
        )
    };
    assert_eq!(kernel.verified(&draft("x[i] ^ p.k")).class, Class::Exact);
    kernel.differs(&draft("x[i] ^ p.k.yx"));
    kernel.differs(&draft("vec2(x[i].x ^ p.k.x, x[i].y)"));
}

#[test]
fn one_pixel_a_call() {
    let wat = r#"(module
        (func (export "ramp") (param $x f32) (param $y f32) (param $t f32) (result f32 f32 f32)
            (f32.mul (local.get $x) (local.get $t))
            (f32.add (local.get $y) (local.get $t))
            (f32.const 0.5)))"#;
    let sidecar = r#"
        abi = "pixel"
        outputs = ["out"]
        threads = ["w", "h"]
        image = { width = "w", height = "h", buffer = "out", format = "rgb32f" }
        [[param]]
        name = "t"
        kind = "scalar"
        type = "f32"
    "#;
    let kernel = Kernel::new(wat, "ramp", sidecar);
    let draft = |body: &str| {
        format!(
            "@group(0) @binding(0) var<storage, read_write> out: array<f32>;
struct Params {{ w: u32, h: u32, t: f32 }}
@group(0) @binding(1) var<uniform> p: Params;
@compute @workgroup_size(8, 8)
fn main(@builtin(global_invocation_id) gid: vec3<u32>) {{
  let x = gid.x; let y = gid.y;
  if (x >= p.w || y >= p.h) {{ return; }}
  let i = (y * p.w + x) * 3;
  {body}
}}
"
        )
    };
    let right = "out[i] = (f32(x) + 0.5) * p.t; out[i + 1] = f32(y) + 0.5 + p.t; out[i + 2] = 0.5;";
    kernel.verified(&draft(right));
    kernel.differs(&draft(&right.replace("f32(x) + 0.5", "f32(x)")));
    kernel.differs(&draft(&right.replace("f32(y)", "f32(x)")));
    let found =
        kernel.differs(&draft(&right.replace("= 0.5;", "= select(0.5, 0.0, x == 3u && y == 1u);")));
    assert_eq!(found.pixel, Some([3, 1]));
}

/// V3: a draft that is wrong only where its own constants say so meets those constants.
#[test]
fn constants_of_the_draft_are_tried() {
    let kernel = saxpy();
    for trigger in ["i == 4999", "p.n > 100000", "p.n == 777", "p.a == 2.75"] {
        let body = format!("if (i < p.n) {{ y[i] = p.a * x[i] + select(y[i], 0.5, {trigger}); }}");
        let found = kernel.differs(&saxpy_draft(64, &body));
        println!("{trigger}: {}", found.explanation);
    }
}

/// V3: what no case reaches is not verified; the line is named.
#[test]
fn what_no_case_reaches_is_inconclusive() {
    let body = "if (i < p.n) {
    if (p.a * 3.0 == 5.123456) { y[i] = 0.0; } else { y[i] = p.a * x[i] + y[i]; } }";
    let evidence = saxpy().judge(&saxpy_draft(64, body)).evidence;
    let Verdict::Inconclusive { reason, rule } = &evidence.verdict else {
        panic!("{:?}", evidence.verdict)
    };
    assert_eq!(*rule, Rule::V3);
    assert!(reason.contains("line 9") && reason.contains("never true"), "{reason}");
    let coverage = evidence.coverage.expect("it was measured");
    assert!(coverage.reached < coverage.outcomes && !coverage.unreached.is_empty());
}

/// V7: inputs that a clamp leaves alone can't tell it from nothing.
#[test]
fn cases_that_cannot_tell_a_clamp_from_nothing_are_inconclusive() {
    let wat = r#"(module (memory 1)
        (func (export "clamp") (param $n i32) (param $y i32) (local $i i32) (local $at i32)
            (block $end (loop $next
                (br_if $end (i32.ge_s (local.get $i) (local.get $n)))
                (local.set $at (i32.add (local.get $y) (i32.shl (local.get $i) (i32.const 2))))
                (f32.store (local.get $at)
                    (f32.min (f32.const 1) (f32.max (f32.const 0) (f32.load (local.get $at)))))
                (local.set $i (i32.add (local.get $i) (i32.const 1)))
                (br $next)))))"#;
    let sidecar = |gen_: &str| {
        format!(
            r#"
        outputs = ["y"]
        threads = ["n"]
        [[param]]
        name = "n"
        kind = "scalar"
        type = "i32"
        [[param]]
        name = "y"
        kind = "buffer"
        elem = "f32"
        access = "read_write"
        length = "n"
        gen = "{gen_}"
    "#
        )
    };
    let draft = "@group(0) @binding(0) var<storage, read_write> y: array<f32>;
struct Params { n: i32 }
@group(0) @binding(1) var<uniform> p: Params;
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) gid: vec3<u32>) {
  if (i32(gid.x) < p.n) { y[gid.x] = clamp(y[gid.x], 0.0, 1.0); }
}
";
    let told = Kernel::new(wat, "clamp", &sidecar("f32:0:1")).judge(draft).evidence;
    assert_eq!(told.verdict.rule(), Some(Rule::V7), "{:?}", told.verdict);
    assert!(told.verdict.reason().is_some_and(|why| why.contains("untouched")));
    let told = Kernel::new(wat, "clamp", &sidecar("f32:-1:2")).verified(draft);
    assert!(told.canaries.len() > 5 && !told.deviations.is_empty(), "{told:?}");
    assert!(told.canaries.iter().all(|c| c.outcome == CanaryOutcome::Refused));
}

/// V7: a copy is the right answer where the kernel is a copy, and the class says so.
#[test]
fn a_copy_is_trivial() {
    let wat = DOUBLE.replace(
        "(f32.add (f32.const 1) (f32.mul (f32.const 2)
                    (f32.load (i32.add (local.get $src) (i32.shl (local.get $i) (i32.const 2)))))))",
        "(f32.load (i32.add (local.get $src) (i32.shl (local.get $i) (i32.const 2)))))",
    );
    assert_ne!(wat, DOUBLE);
    let kernel = Kernel::new(&wat, "double", IMAGE_SIDECAR);
    let right = "if (x < p.w && y < p.h) { let i = y * p.w + x; dst[i] = src[i]; }";
    let told = kernel.verified(&double_draft(right));
    assert_eq!(told.class, Class::Trivial);
    assert!(told.canaries.iter().any(|c| matches!(c.outcome, CanaryOutcome::Waived(_))));
}

/// V1: a sum in another order is as good as the reference's own, where terms nearly cancel.
#[test]
fn a_sum_in_another_order_is_allowed() {
    let wat = r#"(module (memory 1)
        (func (export "sum") (param $n i32) (param $x i32) (result f32) (local $i i32) (local $s f32)
            (block $end (loop $next
                (br_if $end (i32.ge_s (local.get $i) (local.get $n)))
                (local.set $s (f32.add (local.get $s)
                    (f32.load (i32.add (local.get $x) (i32.shl (local.get $i) (i32.const 2))))))
                (local.set $i (i32.add (local.get $i) (i32.const 1)))
                (br $next)))
            (local.get $s)))"#;
    let sidecar = r#"
        outputs = ["ret"]
        threads = ["1"]
        returns = "f32"
        tolerance = { rel = 1e-6 }
        [[param]]
        name = "n"
        kind = "scalar"
        type = "i32"
        [[param]]
        name = "x"
        kind = "buffer"
        elem = "f32"
        access = "read"
        length = "n"
    "#;
    let kernel = Kernel::new(wat, "sum", sidecar);
    let draft = |body: &str| {
        format!(
            "// dispatch: 1
@group(0) @binding(0) var<storage, read> x: array<f32>;
@group(0) @binding(1) var<storage, read_write> ret: array<f32>;
struct Params {{ n: i32 }}
@group(0) @binding(2) var<uniform> p: Params;
@compute @workgroup_size(1)
fn main() {{
  var s = 0.0;
  {body}
  ret[0] = s;
}}
"
        )
    };
    let backwards = "for (var i = p.n - 1; i >= 0; i--) { s += x[i]; }";
    let told = kernel.judge(&draft(backwards)).evidence;
    assert_eq!(told.verdict, Verdict::Verified);
    let allowance = told.allowance.expect("it was drawn");
    assert!(allowance.draws >= 16 && allowance.widest > 0.0);
    kernel.differs(&draft("for (var i = 0; i < p.n; i++) { s += x[i]; } s *= 1.0001;"));
    kernel.differs(&draft("for (var i = 0; i < p.n; i++) { s += abs(x[i]); }"));
}

/// V14: a seed that failed runs again before the fresh one.
#[test]
fn regressions_run_first() {
    let kernel = saxpy();
    let wgsl = saxpy_draft(64, "if (i < p.n) { y[i] = p.a * x[i] + y[i]; }");
    let checked = kernel.check(&wgsl);
    let request = kernel.request(&checked, &wgsl, 5);
    let cancel = CancellationToken::new();
    let told = verify_again(&request, &[3, 4], &mut |_| {}, &cancel).expect("nobody cancels");
    assert_eq!(told.evidence.verdict, Verdict::Verified);
    assert_eq!((told.evidence.seed, told.evidence.regressions), (5, vec![3, 4]));
    let wrong = saxpy_draft(64, "if (i < p.n) { y[i] = p.a * x[i] - y[i]; }");
    let checked = kernel.check(&wrong);
    let request = kernel.request(&checked, &wrong, 5);
    let told = verify_again(&request, &[3], &mut |_| {}, &cancel).expect("nobody cancels");
    assert_eq!((told.evidence.verdict.word(), told.evidence.seed), ("differs", 3));
}

/// V10: what an executor ran is what was judged, and no answer is as good twice.
#[test]
fn the_text_that_ran_is_the_text_that_is_judged() {
    let kernel = saxpy();
    let wgsl = saxpy_draft(64, "if (i < p.n) { y[i] = p.a * x[i] + y[i]; }");
    let (one, two) = (kernel.verified(&wgsl), kernel.verified(&wgsl));
    assert_eq!(one.executed.len(), 1);
    assert_ne!(one.nonce, two.nonce);
    assert_ne!(one.executed, two.executed);
    let checked = kernel.check(&wgsl);
    let request =
        Request { wgsl: Digest256::of("another"), ..kernel.request(&checked, &wgsl, SEED) };
    let told = verify(&request, &mut |_| {}, &CancellationToken::new()).expect("not cancelled");
    assert_eq!(told.evidence.verdict.rule(), Some(Rule::V10));
}
