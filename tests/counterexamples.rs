//! A counterexample is small, says why, and can be run again from its file.

use std::path::Path;

use tokio_util::sync::CancellationToken;
use w2gpu_tui::check::{Checked, check};
use w2gpu_tui::contract::{Contract, contract};
use w2gpu_tui::execute::Limits;
use w2gpu_tui::kernel::{Counterexample, Digest256, Rule, Scalar, Verdict};
use w2gpu_tui::source::{self, Module};
use w2gpu_tui::verify::{Recipe, Request, Small, again, shrink, verify};

const SEED: u64 = 20;

struct Kernel {
    module: Module,
    contract: Contract,
}

impl Kernel {
    /// `samples/<name>.wat` with its sidecar, if it has one.
    fn sample(name: &str) -> Self {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples").join(name);
        let wat = std::fs::read(path.with_extension("wat")).expect("the sample is there");
        let sidecar = std::fs::read_to_string(path.with_extension("toml")).ok();
        let module = source::parse("kernel.wat", &wat).expect("the WAT parses");
        let export = module.kernels().next().expect("it has a kernel").name.clone();
        let lifted = source::lift(&module, &export).ok();
        let inferred = contract(&module, &export, lifted.as_ref(), sidecar.as_deref());
        Self { contract: inferred.expect("a contract").contract, module }
    }

    fn request<'a>(&'a self, checked: &'a Checked) -> Request<'a> {
        Request {
            module: &self.module,
            contract: &self.contract,
            wgsl: Digest256::of(&checked.wgsl),
            checked,
            seed: SEED,
            limits: Limits::default(),
        }
    }

    /// What a wrong draft fails on, as it is told and as small as it was made. The file's recipe
    /// fails again in the same way, and the inputs that it holds are those.
    fn wrong(&self, wgsl: &str) -> (Counterexample, Small) {
        let cancel = CancellationToken::new();
        let checked = check(wgsl, Some(&self.contract)).unwrap_or_else(|d| panic!("{d:#?}"));
        let request = self.request(&checked);
        let evidence = verify(&request, &mut |_| {}, &cancel).expect("nobody cancels").evidence;
        let Verdict::Differs { counterexample } = evidence.verdict else {
            panic!("{:?}\n{wgsl}", evidence.verdict)
        };
        println!("{}", counterexample.explanation);
        let small = shrink(&request, &counterexample, &cancel).expect("it fails again");
        let recipe = Recipe::new("kernel.wat".into(), &request, wgsl, &counterexample);
        let recipe = recipe.with(&self.contract, &small);
        let text = serde_json::to_string(&recipe).expect("a recipe is plain data");
        let recipe: Recipe = serde_json::from_str(&text).expect("it reads back");
        assert!(recipe.inputs.is_some(), "small inputs are written out");
        let judged = again(&request, &recipe, &cancel).expect("the recipe fits");
        let Verdict::Differs { counterexample: found } = judged.evidence.verdict else {
            panic!("{:?}", judged.evidence.verdict)
        };
        assert_eq!(
            (found.rule, found.index),
            (small.counterexample.rule, small.counterexample.index)
        );
        assert_eq!(found.expected, small.counterexample.expected);
        assert_eq!(found.actual, small.counterexample.actual);
        (*counterexample, small)
    }

    /// The explanation of a wrong draft.
    fn told(&self, wgsl: &str) -> String {
        self.wrong(wgsl).0.explanation
    }
}

const SAXPY: &str = "
@group(0) @binding(0) var<storage, read> b0: array<f32>;
@group(0) @binding(1) var<storage, read_write> b1: array<f32>;
struct Params { n: i32, s0: f32 }
@group(0) @binding(2) var<uniform> p: Params;
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
    let i = i32(id.x);
    if (i >= p.n) { return; }
    BODY
}";

#[test]
fn inputs_shrink_to_the_smallest_that_fail() {
    let kernel = Kernel::sample("map/saxpy_O2");
    let last = "if (i < 2) { b1[i] += b0[i] * p.s0; }";
    let (_, small) = kernel.wrong(&SAXPY.replace("BODY", last));
    let n = small.scalars.iter().find(|(name, _)| name == "n").expect("n is there").1;
    assert_eq!(n, Scalar::I32(3), "{small:?}");
    assert_eq!(small.counterexample.index, Some(2));
    let floats = |bytes: &[u8]| -> Vec<f32> {
        bytes.chunks(4).map(|b| f32::from_le_bytes([b[0], b[1], b[2], b[3]])).collect()
    };
    let values: Vec<f32> = small.buffers.iter().flat_map(|bytes| floats(bytes)).collect();
    let plain = values.iter().filter(|value| **value == 0.0).count();
    assert!(plain >= 4 && values.iter().all(|value| value.fract() == 0.0), "{values:?}");
}

#[test]
fn ignored_inputs_and_scalars_are_named() {
    let kernel = Kernel::sample("map/saxpy_O2");
    let told = kernel.told(&SAXPY.replace("BODY", "b1[i] += p.s0;"));
    assert!(told.contains("b1 ignores b0"), "{told}");
    let told = kernel.told(&SAXPY.replace("BODY", "b1[i] += b0[i];"));
    assert!(told.contains("the draft ignores s0"), "{told}");
}

#[test]
fn neighbours_and_factors_are_named() {
    let kernel = Kernel::sample("map/saxpy_O2");
    let shifted = "b1[i] += b0[min(i + 1, p.n - 1)] * p.s0;";
    let told = kernel.told(&SAXPY.replace("BODY", shifted));
    assert!(told.contains("depends on b0[1], it should depend on b0[0]"), "{told}");
    assert!(told.contains("too high"), "{told}");
    let told = kernel.told(
        &SAXPY.replace("BODY", "b1[i] = select(1.0, 2.0, p.n > 4) * (b1[i] + b0[i] * p.s0);"),
    );
    assert!(told.contains("2 times what it should be"), "{told}");
    let told = kernel
        .told(&SAXPY.replace("BODY", "b1[i] = b1[i] + b0[i] * p.s0 - select(0.0, 0.5, p.n > 4);"));
    assert!(told.contains("too small by 0.5"), "{told}");
}

const MATMUL: &str = "
@group(0) @binding(0) var<storage, read> a: array<f32>;
@group(0) @binding(1) var<storage, read> b: array<f32>;
@group(0) @binding(2) var<storage, read_write> c: array<f32>;
struct Params { m: i32, n: i32, k: i32 }
@group(0) @binding(3) var<uniform> p: Params;
@compute @workgroup_size(8, 8)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
    let x = i32(id.x);
    let y = i32(id.y);
    if (x >= p.n || y >= p.m) { return; }
    var sum = 0.0;
    for (var i = 0; i < p.k; i++) { sum += TERM; }
    c[y * p.n + x] = sum;
}";

#[test]
fn a_wrong_stride_is_named() {
    let kernel = Kernel::sample("linear/matmul");
    let told = kernel.told(&MATMUL.replace("TERM", "a[y * p.n + i] * b[i * p.n + x]"));
    assert!(
        told.contains("stride") || told.contains("depends on a") || told.contains("a["),
        "{told}"
    );
}

#[test]
fn a_finding_shrinks_too() {
    let kernel = Kernel::sample("map/saxpy_O2");
    let body = "b1[0] = b1[0]; b1[i] += b0[i] * p.s0;";
    let (found, small) = kernel.wrong(&SAXPY.replace("BODY", body));
    assert_eq!(found.rule, small.counterexample.rule);
    assert!(matches!(found.rule, Rule::V6 | Rule::V12));
    let n = small.scalars.iter().find(|(name, _)| name == "n").expect("n is there").1;
    assert!(n.as_i64() <= 2, "{small:?}");
}

#[test]
fn the_same_failure_shrinks_to_the_same_inputs() {
    let kernel = Kernel::sample("linear/matmul");
    let wgsl = MATMUL.replace("TERM", "a[y * p.k + i] * b[i * p.k + x]");
    let (first, second) = (kernel.wrong(&wgsl), kernel.wrong(&wgsl));
    assert_eq!(first, second);
}
