//! VERDICT.md V13: every builtin and operator of WGSL that `simt` runs, on 10,000 vectors, across
//! `simt` and an adapter.
//!
//! What both compute must lie where the accuracy table allows it; what WGSL defines exactly must
//! be the same bits. What WGSL leaves open (subnormals, NaN, infinities, the sign of zero, results
//! outside a bound's domain) is counted and not compared. Judges no draft.

mod rule;
mod table;
mod vectors;

use serde::Serialize;
use tokio_util::sync::CancellationToken;

use crate::check;
use crate::execute::gpu::{Adapter, GpuError, Job, Pool, Timing};
use crate::execute::simt::{Dispatch, Program, Watch};
use crate::execute::{Limits, Nonce};
pub use table::TABLE;

/// Vectors for each builtin.
pub const VECTORS: usize = 10_000;

/// What WGSL says of a builtin's result.
#[derive(Clone, Copy)]
pub enum Rule {
    /// Integers: the same bits.
    Bits,
    /// Floats without any error: the same value.
    Exact,
    /// Within the accuracy table's bound; operands are the first of x, y, z, and the function
    /// gives the exact result.
    Bound(crate::execute::accuracy::Operation, usize, fn([f64; 3]) -> f64),
    /// Within an error of the exact results; `None` where nothing is promised.
    Near(fn(&[[f64; 4]; 3], &[[u32; 4]; 3]) -> Option<Near>),
}

/// Exact components and the error that is allowed of each.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Near {
    /// Up to four.
    pub exact: [f64; 4],
    /// Absolute.
    pub error: f64,
}

/// What operands a builtin is given.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Given {
    /// Finite floats of every magnitude.
    Floats,
    /// Floats of x, y and z between these.
    Between([(f32, f32); 3]),
    /// Integers.
    Words,
}

/// A builtin or operator.
pub struct Builtin {
    /// Its expression in WGSL, as evidence names it.
    pub name: &'static str,
    /// The expression's type.
    pub result: Kind,
    /// Its operands.
    pub given: Given,
    /// What is promised.
    pub rule: Rule,
}

/// Types of results.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[allow(missing_docs)]
pub enum Kind {
    Bool,
    Int,
    Uint,
    Uint4,
    Int4,
    Float,
    Float2,
    Float3,
    Float4,
}

/// What a comparison found.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Compared {
    /// The builtin.
    pub builtin: &'static str,
    /// Vectors given.
    pub vectors: usize,
    /// Of them, those of which WGSL promises nothing.
    pub open: usize,
    /// Where `simt` is outside of what WGSL promises.
    pub simt_outside: usize,
    /// Where the adapter is.
    pub adapter_outside: usize,
    /// Largest distance of the two results in units in the last place, where something is
    /// promised; 0 for integers.
    pub max_ulp: u64,
    /// The first vector outside, with both results.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first: Option<String>,
    /// Why it did not run.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub failed: Option<String>,
}

impl Compared {
    /// Whether both kept what WGSL promises, everywhere.
    pub fn agrees(&self) -> bool {
        self.failed.is_none() && self.simt_outside == 0 && self.adapter_outside == 0
    }
}

/// The draft that applies a builtin to every vector.
pub fn wgsl(builtin: &Builtin) -> String {
    let e = builtin.name;
    let packed = match builtin.result {
        Kind::Bool => format!("vec4<u32>(select(0u, 1u, {e}), 0u, 0u, 0u)"),
        Kind::Int | Kind::Float => format!("vec4<u32>(bitcast<u32>({e}), 0u, 0u, 0u)"),
        Kind::Uint => format!("vec4<u32>({e}, 0u, 0u, 0u)"),
        Kind::Uint4 => e.to_owned(),
        Kind::Int4 | Kind::Float4 => format!("bitcast<vec4<u32>>({e})"),
        Kind::Float2 => format!("vec4<u32>(bitcast<vec2<u32>>({e}), 0u, 0u)"),
        Kind::Float3 => format!("vec4<u32>(bitcast<vec3<u32>>({e}), 0u)"),
    };
    format!(
        "@group(0) @binding(0) var<storage, read> p: array<vec4<u32>>;
@group(0) @binding(1) var<storage, read> q: array<vec4<u32>>;
@group(0) @binding(2) var<storage, read> r: array<vec4<u32>>;
@group(0) @binding(3) var<storage, read_write> o: array<vec4<u32>>;
@group(0) @binding(4) var<storage, read_write> t: array<atomic<u32>>;
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {{
    let i = id.x;
    if (i >= arrayLength(&o)) {{ return; }}
    let a = p[i];
    let b = q[i];
    let c = r[i];
    let fa = bitcast<vec4<f32>>(a);
    let fb = bitcast<vec4<f32>>(b);
    let fc = bitcast<vec4<f32>>(c);
    let ia = bitcast<vec4<i32>>(a);
    let ib = bitcast<vec4<i32>>(b);
    let ic = bitcast<vec4<i32>>(c);
    let x = fa.x;
    let y = fb.x;
    let z = fc.x;
    atomicStore(&t[i], a.x);
    o[i] = {packed};
}}
"
    )
}

/// Compares one builtin across `simt` and an adapter.
///
/// # Errors
/// What became of the adapter's worker, but for what concerns this builtin alone.
pub fn compare(
    builtin: &Builtin,
    pool: &Pool,
    adapter: &Adapter,
    limits: &Limits,
    cancel: &CancellationToken,
) -> Result<Compared, GpuError> {
    let mut compared = Compared {
        builtin: builtin.name,
        vectors: VECTORS,
        open: 0,
        simt_outside: 0,
        adapter_outside: 0,
        max_ulp: 0,
        first: None,
        failed: None,
    };
    let text = wgsl(builtin);
    let checked = match check::check(&text, None) {
        Ok(checked) => checked,
        Err(found) => {
            compared.failed = found.first().map(|diagnostic| diagnostic.message.clone());
            return Ok(compared);
        }
    };
    let inputs = vectors::inputs(builtin.given);
    let bytes = |words: &[[u32; 4]]| -> Vec<u8> {
        words.iter().flatten().flat_map(|word| word.to_le_bytes()).collect()
    };
    let mut bindings: Vec<_> = (0..).zip(inputs.iter().map(|words| bytes(words))).collect();
    bindings.push((3, vec![0; 16 * VECTORS]));
    bindings.push((4, vec![0; 4 * VECTORS]));
    let groups = [VECTORS.div_ceil(64) as u32, 1, 1];
    let dispatch = Dispatch { bindings, unwritten: Vec::new(), groups };
    let simt = Program::new(&checked)
        .and_then(|program| program.run_watching(&dispatch, limits, Watch::Bounds, cancel));
    let simt = match simt {
        Ok(run) => vectors::words(&run.bindings[3].1),
        Err(error) => {
            compared.failed = Some(format!("simt: {error}"));
            return Ok(compared);
        }
    };
    let nonce = Nonce::fresh();
    let job = Job { checked: &checked, dispatch: &dispatch, timing: Timing::ONCE, nonce };
    let adapter = match pool.run(adapter, &job, limits, cancel) {
        Ok(done) => vectors::words(&done.bindings[3].1),
        Err(error @ GpuError::Unsupported(_)) => {
            compared.failed = Some(error.to_string());
            return Ok(compared);
        }
        Err(error) => return Err(error),
    };
    for (i, (simt, adapter)) in simt.iter().zip(&adapter).enumerate() {
        let operands = [inputs[0][i], inputs[1][i], inputs[2][i]];
        rule::judge(builtin, &operands, simt, adapter, &mut compared);
    }
    Ok(compared)
}
