//! The judge against wasmtime with fuel: mandelbrot 256², saxpy of 1 M, a workgroup reduction of
//! 1 M. Prints the best of several runs; asserts only that both compute the same.

use std::time::{Duration, Instant};

use tokio_util::sync::CancellationToken;
use w2gpu_tui::check::Checked;
use w2gpu_tui::execute::Limits;
use w2gpu_tui::execute::simt::{Dispatch, Program, Watch};
use wasmtime::{Config, Engine, Instance, Memory, Module, Store, TypedFunc, WasmParams};

const ROUNDS: usize = 15;
const N: usize = 1 << 20;

const WAT: &str = r#"(module
  (memory (export "m") 160)
  (func (export "saxpy") (param $n i32) (param $a f32) (param $x i32) (param $y i32)
    (loop $l
      (f32.store (local.get $y) (f32.add (f32.mul (local.get $a) (f32.load (local.get $x))) (f32.load (local.get $y))))
      (local.set $x (i32.add (local.get $x) (i32.const 4)))
      (local.set $y (i32.add (local.get $y) (i32.const 4)))
      (br_if $l (local.tee $n (i32.sub (local.get $n) (i32.const 1))))))
  (func (export "sum") (param $n i32) (param $x i32) (result f32) (local $s f32)
    (loop $l
      (local.set $s (f32.add (local.get $s) (f32.load (local.get $x))))
      (local.set $x (i32.add (local.get $x) (i32.const 4)))
      (br_if $l (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))
    (local.get $s))
  (func (export "mandelbrot") (param $w i32) (param $h i32) (param $limit i32) (param $out i32)
    (local $px i32) (local $py i32) (local $i i32)
    (local $cx f32) (local $cy f32) (local $x f32) (local $y f32) (local $t f32)
    (loop $rows
      (local.set $px (i32.const 0))
      (loop $columns
        (local.set $cx (f32.sub (f32.mul (f32.div (f32.convert_i32_u (local.get $px)) (f32.convert_i32_u (local.get $w))) (f32.const 3.5)) (f32.const 2.5)))
        (local.set $cy (f32.sub (f32.mul (f32.div (f32.convert_i32_u (local.get $py)) (f32.convert_i32_u (local.get $h))) (f32.const 2)) (f32.const 1)))
        (local.set $x (f32.const 0)) (local.set $y (f32.const 0)) (local.set $i (i32.const 0))
        (block $done
          (loop $l
            (br_if $done (i32.ge_u (local.get $i) (local.get $limit)))
            (br_if $done (i32.eqz (f32.le (f32.add (f32.mul (local.get $x) (local.get $x)) (f32.mul (local.get $y) (local.get $y))) (f32.const 4))))
            (local.set $t (f32.add (f32.sub (f32.mul (local.get $x) (local.get $x)) (f32.mul (local.get $y) (local.get $y))) (local.get $cx)))
            (local.set $y (f32.add (f32.mul (f32.mul (f32.const 2) (local.get $x)) (local.get $y)) (local.get $cy)))
            (local.set $x (local.get $t))
            (local.set $i (i32.add (local.get $i) (i32.const 1)))
            (br $l)))
        (i32.store (local.get $out) (local.get $i))
        (local.set $out (i32.add (local.get $out) (i32.const 4)))
        (br_if $columns (i32.lt_u (local.tee $px (i32.add (local.get $px) (i32.const 1))) (local.get $w))))
      (br_if $rows (i32.lt_u (local.tee $py (i32.add (local.get $py) (i32.const 1))) (local.get $h))))))"#;

const SAXPY: &str = "
struct Params { n: u32, a: f32 }
@group(0) @binding(0) var<storage, read> x: array<f32>;
@group(0) @binding(1) var<storage, read_write> y: array<f32>;
@group(0) @binding(2) var<uniform> p: Params;
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
    let i = id.x;
    if (i >= p.n) { return; }
    y[i] = p.a * x[i] + y[i];
}";

const MANDELBROT: &str = "
struct Params { width: u32, height: u32, limit: u32 }
@group(0) @binding(0) var<storage, read_write> out: array<u32>;
@group(0) @binding(1) var<uniform> p: Params;
@compute @workgroup_size(8, 8)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
    if (id.x >= p.width || id.y >= p.height) { return; }
    let cx = f32(id.x) / f32(p.width) * 3.5 - 2.5;
    let cy = f32(id.y) / f32(p.height) * 2.0 - 1.0;
    var x = 0.0;
    var y = 0.0;
    var i = 0u;
    while (i < p.limit && x * x + y * y <= 4.0) {
        let t = x * x - y * y + cx;
        y = 2.0 * x * y + cy;
        x = t;
        i = i + 1u;
    }
    out[id.y * p.width + id.x] = i;
}";

const REDUCTION: &str = "
@group(0) @binding(0) var<storage, read> x: array<f32>;
@group(0) @binding(1) var<storage, read_write> sums: array<f32>;
var<workgroup> part: array<f32, 256>;
@compute @workgroup_size(256)
fn main(@builtin(global_invocation_id) id: vec3<u32>, @builtin(local_invocation_index) l: u32, @builtin(workgroup_id) g: vec3<u32>) {
    part[l] = x[id.x];
    workgroupBarrier();
    for (var s = 128u; s > 0u; s = s >> 1u) {
        if (l < s) { part[l] = part[l] + part[l + s]; }
        workgroupBarrier();
    }
    if (l == 0u) { sums[g.x] = part[0]; }
}";

struct Reference {
    store: Store<()>,
    instance: Instance,
    memory: Memory,
}

impl Reference {
    fn new() -> Self {
        let engine = Engine::new(Config::new().consume_fuel(true)).expect("an engine with fuel");
        let module = Module::new(&engine, wat::parse_str(WAT).expect("the bench's own WAT"))
            .expect("the bench's own WAT");
        let mut store = Store::new(&engine, ());
        store.set_fuel(u64::MAX).expect("fuel is on");
        let instance = Instance::new(&mut store, &module, &[]).expect("no imports");
        let memory = instance.get_memory(&mut store, "m").expect("an exported memory");
        Self { store, instance, memory }
    }

    fn time<P: WasmParams + Copy, R: wasmtime::WasmResults>(
        &mut self,
        name: &str,
        args: P,
    ) -> (Duration, R) {
        let function: TypedFunc<P, R> =
            self.instance.get_typed_func(&mut self.store, name).expect("an export");
        let mut best = Duration::MAX;
        let mut result = None;
        for _ in 0..ROUNDS {
            let start = Instant::now();
            result = Some(function.call(&mut self.store, args).expect("no trap"));
            best = best.min(start.elapsed());
        }
        (best, result.expect("at least one round"))
    }
}

fn compile(wgsl: &str) -> (Program, Duration) {
    let start = Instant::now();
    let module = naga::front::wgsl::parse_str(wgsl).expect("the bench's own WGSL");
    let info = naga::valid::Validator::new(
        naga::valid::ValidationFlags::all(),
        naga::valid::Capabilities::empty(),
    )
    .validate(&module)
    .expect("the bench's own WGSL");
    let workgroup_size = module.entry_points[0].workgroup_size;
    let checked = Checked {
        module,
        info,
        wgsl: wgsl.into(),
        workgroup_size,
        dispatch: None,
        diagnostics: Vec::new(),
    };
    let program = Program::new(&checked).expect("a draft that the judge runs");
    (program, start.elapsed())
}

fn judge(
    name: &str,
    wgsl: &str,
    buffers: Vec<Vec<u8>>,
    groups: [u32; 3],
    reference: Duration,
) -> Vec<Vec<u8>> {
    let (program, compiled) = compile(wgsl);
    let bindings = buffers.into_iter().enumerate().map(|(i, b)| (i as u32, b)).collect();
    let dispatch = Dispatch { bindings, unwritten: Vec::new(), groups };
    // A fuel that never runs out, so that it is counted.
    let limits =
        Limits { fuel: u64::MAX - 1, deadline: Duration::from_secs(60), ..Limits::default() };
    let mut times = [Duration::MAX; 2];
    let mut last = Vec::new();
    for _ in 0..ROUNDS {
        for (watch, best) in [Watch::Bounds, Watch::Everything].into_iter().zip(&mut times) {
            let run = program
                .run_watching(&dispatch, &limits, watch, &CancellationToken::new())
                .expect("a run");
            assert!(run.findings.is_empty(), "{:?}", run.findings);
            *best = run.time.min(*best);
            last = run.bindings.into_iter().map(|(_, b)| b).collect();
        }
    }
    let ms = |d: Duration| d.as_secs_f64() * 1e3;
    let [plain, watched] = times;
    println!(
        "{name:<12} {:>8.2} {:>8.2} {:>6.2} {:>8.2} {:>6.2} {:>8.2}",
        ms(reference),
        ms(plain),
        plain.as_secs_f64() / reference.as_secs_f64(),
        ms(watched),
        watched.as_secs_f64() / plain.as_secs_f64(),
        ms(compiled)
    );
    last
}

fn main() {
    println!(
        "{:<12} {:>8} {:>8} {:>6} {:>8} {:>6} {:>8}",
        "ms", "wasmtime", "simt", "×", "findings", "×", "compile"
    );
    let mut reference = Reference::new();
    let bytes = |words: &[u32]| words.iter().flat_map(|w| w.to_le_bytes()).collect::<Vec<u8>>();
    let floats =
        |f: &dyn Fn(usize) -> f32| (0..N).flat_map(|i| f(i).to_le_bytes()).collect::<Vec<u8>>();

    let (time, ()) = reference.time("mandelbrot", (256, 256, 256, 0));
    let expected = reference.memory.data(&reference.store)[..4 << 16].to_vec();
    let out = judge(
        "mandelbrot",
        MANDELBROT,
        vec![vec![0; 4 << 16], bytes(&[256, 256, 256])],
        [32, 32, 1],
        time,
    );
    assert!(out[0] == expected, "mandelbrot differs");

    let (x, y) = (floats(&|i| (i % 1000) as f32 * 0.5), floats(&|i| i as f32));
    let store = |reference: &mut Reference| {
        reference.memory.write(&mut reference.store, 0, &x).expect("room");
        reference.memory.write(&mut reference.store, 4 * N, &y).expect("room");
    };
    store(&mut reference);
    let (time, ()) = reference.time("saxpy", (N as i32, 1.5f32, 0, 4 * N as i32));
    let params = bytes(&[N as u32, 1.5f32.to_bits()]);
    judge("saxpy 1 M", SAXPY, vec![x.clone(), y.clone(), params], [N as u32 / 64, 1, 1], time);

    store(&mut reference);
    let (time, _): (Duration, f32) = reference.time("sum", (N as i32, 0));
    judge("reduction", REDUCTION, vec![x, vec![0; N / 64]], [N as u32 / 256, 1, 1], time);
}
