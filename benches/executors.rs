//! `simt` beside wasmtime (with fuel, as the reference runs) on the same work, in one run:
//! `cargo bench --bench executors`, or with the start of a kernel's name for that one only. Prints a
//! table of medians: `simt` looking for accesses out of bounds only, with its ratio to wasmtime, then
//! for every finding, with its ratio to the former; goals stand beside the ratios; then Mesa's
//! llvmpipe, where it is installed: the kernel alone, by its timestamps. The executors take turns, so
//! that a busy machine slows all of them. Asserts only that `simt` and wasmtime agree.

use std::time::{Duration, Instant};

use tokio_util::sync::CancellationToken;
use w2gpu_tui::check;
use w2gpu_tui::execute::gpu::{Adapter, Job, Pool, Timing};
use w2gpu_tui::execute::simt::{Dispatch, Program, Watch, World};
use w2gpu_tui::execute::{Limits, Nonce};
use wasmtime::{Config, Engine, Instance, Module, Store, Val};

const ROUNDS: usize = 15;
const MILLION: usize = 1 << 20;

const MANDELBROT: &str = "\
struct Params { w: u32, h: u32, limit: i32 }
@group(0) @binding(0) var<storage, read_write> counts: array<u32>;
@group(0) @binding(1) var<uniform> p: Params;
@compute @workgroup_size(16, 16)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
    if (id.x >= p.w || id.y >= p.h) { return; }
    let cr = -2.0 + 3.0 * f32(id.x) / f32(p.w);
    let ci = -1.25 + 2.5 * f32(id.y) / f32(p.h);
    var zr = 0.0;
    var zi = 0.0;
    var i = 0;
    while (i < p.limit && zr * zr + zi * zi <= 4.0) {
        let t = zr * zr - zi * zi + cr;
        zi = 2.0 * zr * zi + ci;
        zr = t;
        i++;
    }
    counts[id.y * p.w + id.x] = u32(i);
}
";

const SAXPY: &str = "\
struct Params { n: u32, a: f32 }
@group(0) @binding(0) var<storage, read> x: array<f32>;
@group(0) @binding(1) var<storage, read_write> y: array<f32>;
@group(0) @binding(2) var<uniform> p: Params;
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
    if (id.x < p.n) { y[id.x] = p.a * x[id.x] + y[id.x]; }
}
";

const SUM: &str = "\
@group(0) @binding(0) var<storage, read> values: array<i32>;
@group(0) @binding(1) var<storage, read_write> sums: array<i32>;
var<workgroup> part: array<i32, 256>;
@compute @workgroup_size(256)
fn main(
    @builtin(global_invocation_id) id: vec3<u32>,
    @builtin(local_invocation_index) lane: u32,
    @builtin(workgroup_id) group: vec3<u32>,
) {
    part[lane] = values[id.x];
    workgroupBarrier();
    for (var half = 128u; half > 0u; half /= 2u) {
        if (lane < half) { part[lane] += part[lane + half]; }
        workgroupBarrier();
    }
    if (lane == 0u) { sums[group.x] = part[0]; }
}
";

fn main() {
    // `cargo bench` passes --bench; `cargo test --benches` must not take minutes.
    if !std::env::args().any(|argument| argument == "--bench") {
        println!("executors: run with cargo bench");
        return;
    }
    let cores = std::thread::available_parallelism().map_or(1, |n| n.get());
    println!(
        "{ROUNDS} rounds each, medians in ms; release build; {cores} cores; wasmtime with fuel, one thread\n"
    );
    println!(
        "| kernel | wasmtime | simt, bounds | × wasmtime | goal | all findings | × bounds | goal | × wasmtime | compile | llvmpipe | × wasmtime |"
    );
    println!("|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|");
    let kernels: [(&str, fn()); 3] = [("mandelbrot", mandelbrot), ("saxpy", saxpy), ("sum", sum)];
    let wanted: Vec<String> = std::env::args().skip(1).filter(|a| !a.starts_with('-')).collect();
    for (name, kernel) in kernels {
        if wanted.is_empty() || wanted.iter().any(|w| name.starts_with(w.as_str())) {
            kernel();
        }
    }
}

/// Most that all findings may cost, in runs that look for accesses out of bounds only.
const FINDINGS: f64 = 3.0;

/// Medians of one kernel's runs, and what `simt`'s computed.
struct Timed {
    wasm: Duration,
    bounds: Duration,
    everything: Duration,
    compile: Duration,
    /// Absent without the adapter.
    llvmpipe: Option<Duration>,
    bindings: Vec<Vec<u8>>,
}

/// Mesa's adapter on the CPU, in its worker.
struct Llvmpipe {
    pool: Pool,
    adapter: Adapter,
}

impl Llvmpipe {
    fn find() -> Option<Self> {
        let pool = Pool::new(env!("CARGO_BIN_EXE_w2gpu-tui").into());
        let adapter = pool.choose("llvmpipe").ok()?.into_iter().next()?;
        Some(Self { pool, adapter })
    }

    fn time(&self, checked: &check::Checked, dispatch: &Dispatch, limits: &Limits) -> Duration {
        let timing = Timing { warm: 1, rounds: 1, trips: 1 };
        let job = Job { checked, dispatch, timing, nonce: Nonce::fresh() };
        let done = self.pool.run(&self.adapter, &job, limits, &CancellationToken::new());
        let times = done.expect("llvmpipe runs it").times;
        Duration::from_secs_f64(times.kernel[0])
    }
}

/// `goal`: the most that `simt` may take, in runs of wasmtime.
fn row(kernel: &str, goal: f64, timed: &Timed) {
    let ms = |time: Duration| time.as_secs_f64() * 1e3;
    let (wasm, bounds, everything) = (ms(timed.wasm), ms(timed.bounds), ms(timed.everything));
    println!(
        "| {kernel} | {wasm:.2} | {bounds:.2} | {:.2} | ≤ {goal} | {everything:.2} | {:.2} | ≤ {FINDINGS} | {:.2} | {:.2} | {} |",
        bounds / wasm,
        everything / bounds,
        everything / wasm,
        ms(timed.compile),
        match timed.llvmpipe.map(ms) {
            Some(llvmpipe) => format!("{llvmpipe:.2} | {:.2}", llvmpipe / wasm),
            None => "not installed | ".into(),
        }
    );
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times[times.len() / 2]
}

/// A sample's instance with fuel, and the address behind its own data.
struct Wasm {
    store: Store<()>,
    instance: Instance,
    free: usize,
}

impl Wasm {
    fn new(sample: &str, bytes: usize) -> Self {
        let file = format!("{}/samples/{sample}.wat", env!("CARGO_MANIFEST_DIR"));
        let engine = Engine::new(Config::new().consume_fuel(true)).expect("an engine with fuel");
        let wasm = wat::parse_file(file).expect("the sample parses");
        let module = Module::new(&engine, wasm).expect("the sample compiles");
        let mut store = Store::new(&engine, ());
        store.set_fuel(u64::MAX).expect("fuel is on");
        let instance = Instance::new(&mut store, &module, &[]).expect("the sample has no imports");
        let memory = instance.get_memory(&mut store, "memory").expect("the sample has a memory");
        let pages = memory.grow(&mut store, bytes.div_ceil(65536) as u64).expect("memory grows");
        Self { store, instance, free: pages as usize * 65536 }
    }

    fn write(&mut self, at: usize, bytes: &[u8]) {
        let memory = self.instance.get_memory(&mut self.store, "memory").expect("a memory");
        memory.write(&mut self.store, self.free + at, bytes).expect("in bounds");
    }

    fn read(&mut self, at: usize, length: usize) -> Vec<u8> {
        let memory = self.instance.get_memory(&mut self.store, "memory").expect("a memory");
        memory.data(&self.store)[self.free + at..][..length].to_vec()
    }

    fn time(&mut self, export: &str, arguments: &[Val], results: &mut [Val]) -> Duration {
        let function = self.instance.get_func(&mut self.store, export).expect("the export");
        let begin = Instant::now();
        function.call(&mut self.store, arguments, results).expect("no trap");
        begin.elapsed()
    }
}

/// From the text to the program: parsing, validation and `simt`'s own passes.
fn compile(wgsl: &str) -> (Program, Duration) {
    let begin = Instant::now();
    let checked = check::check(wgsl, None).expect("the bench's WGSL is valid");
    let program = Program::new(&checked).expect("simt takes it");
    (program, begin.elapsed())
}

/// All executors in turns. Bytes are in place before the clock runs, for `simt` as for wasmtime.
fn measure(
    wgsl: &str,
    bindings: Vec<(u32, Vec<u8>)>,
    groups: [u32; 3],
    mut wasm: impl FnMut() -> Duration,
) -> Timed {
    let compiles = (0..ROUNDS).map(|_| compile(wgsl).1).collect();
    let (program, _) = compile(wgsl);
    let dispatch = Dispatch { bindings, unwritten: Vec::new(), groups };
    // A fuel that never runs out, so that it is counted.
    let limits =
        Limits { fuel: u64::MAX - 1, deadline: Duration::from_secs(120), ..Limits::default() };
    let world = World::strict();
    let llvmpipe = Llvmpipe::find();
    let checked = check::check(wgsl, None).expect("the bench's WGSL is valid");
    let (mut times, mut mesa) = ([Vec::new(), Vec::new(), Vec::new()], Vec::new());
    let mut last = Vec::new();
    for _ in 0..ROUNDS {
        mesa.extend(llvmpipe.as_ref().map(|llvmpipe| llvmpipe.time(&checked, &dispatch, &limits)));
        times[0].push(wasm());
        for (watch, times) in [Watch::Bounds, Watch::Everything].into_iter().zip(&mut times[1..]) {
            let mut dispatch = dispatch.clone();
            let run = program
                .run_in_place(&mut dispatch, &world, watch, &limits, &CancellationToken::new())
                .expect("it runs");
            times.push(run.time);
            assert!(run.findings.is_empty(), "{:?}", run.findings);
            last = dispatch.bindings.into_iter().map(|(_, bytes)| bytes).collect();
        }
    }
    let [wasm, bounds, everything] = times.map(median);
    let llvmpipe = (!mesa.is_empty()).then(|| median(mesa));
    Timed { wasm, bounds, everything, compile: median(compiles), llvmpipe, bindings: last }
}

fn bytes<T: Copy, const N: usize>(values: &[T], to: impl Fn(T) -> [u8; N]) -> Vec<u8> {
    values.iter().flat_map(|value| to(*value)).collect()
}

fn mandelbrot() {
    let (w, h, limit) = (256u32, 256u32, 256i32);
    let size = (w * h * 4) as usize;
    let mut wasm = Wasm::new("loops/mandelbrot", size);
    let arguments = [wasm.free as i32, w as i32, h as i32, limit].map(Val::I32);
    let params = [w, h, limit as u32].iter().flat_map(|v| v.to_le_bytes()).collect();
    let timed =
        measure(MANDELBROT, vec![(0, vec![0; size]), (1, params)], [w / 16, h / 16, 1], || {
            wasm.time("mandelbrot", &arguments, &mut [])
        });
    let expected = wasm.read(0, size);
    assert!(timed.bindings[0] == expected, "mandelbrot: simt and wasmtime differ");
    let total: u64 = expected
        .chunks(4)
        .map(|word| u64::from(u32::from_le_bytes([word[0], word[1], word[2], word[3]])))
        .sum();
    row(&format!("mandelbrot 256² ({:.1} M iterations)", total as f64 / 1e6), 1.5, &timed);
}

fn saxpy() {
    let x: Vec<f32> = (0..MILLION).map(|i| (i % 1000) as f32 * 0.25).collect();
    let y: Vec<f32> = (0..MILLION).map(|i| (i % 777) as f32).collect();
    let (x, y) = (bytes(&x, f32::to_le_bytes), bytes(&y, f32::to_le_bytes));
    let mut wasm = Wasm::new("map/saxpy_O2", x.len() + y.len());
    wasm.write(0, &x);
    let (px, py) = (wasm.free as i32, (wasm.free + x.len()) as i32);
    let arguments = [Val::I32(MILLION as i32), 1.5f32.into(), Val::I32(px), Val::I32(py)];
    let params = [MILLION as u32, 1.5f32.to_bits()].iter().flat_map(|v| v.to_le_bytes()).collect();
    let groups = [(MILLION / 64) as u32, 1, 1];
    let timed = measure(SAXPY, vec![(0, x.clone()), (1, y.clone()), (2, params)], groups, || {
        wasm.write(x.len(), &y);
        wasm.time("saxpy", &arguments, &mut [])
    });
    let expected = wasm.read(x.len(), y.len());
    assert!(timed.bindings[1] == expected, "saxpy: simt and wasmtime differ");
    row("saxpy, 1 M elements", 3.0, &timed);
}

fn sum() {
    let values: Vec<i32> = (0..MILLION as i32).map(|i| i.wrapping_mul(48_271) >> 3).collect();
    let values = bytes(&values, i32::to_le_bytes);
    let mut wasm = Wasm::new("reduce/sum", values.len());
    wasm.write(0, &values);
    let arguments = [wasm.free as i32, MILLION as i32].map(Val::I32);
    let mut result = [Val::I32(0)];
    let groups = (MILLION / 256) as u32;
    let bindings = vec![(0, values), (1, vec![0; groups as usize * 4])];
    let timed =
        measure(SUM, bindings, [groups, 1, 1], || wasm.time("sum", &arguments, &mut result));
    let total = timed.bindings[1]
        .chunks(4)
        .map(|word| i32::from_le_bytes([word[0], word[1], word[2], word[3]]))
        .fold(0i32, i32::wrapping_add);
    assert_eq!(Some(total), result[0].i32(), "sum: simt and wasmtime differ");
    row("sum of 1 M, tree with barriers", 3.0, &timed);
}
