//! The judge is judged here: kernels against plain Rust, builtins against f64, findings against
//! clean twins.

mod builtins;
mod coverage;
mod findings;
mod kernels;
mod programs;
mod statements;
mod tracing;
mod vectors;
mod worlds;

use std::time::Duration;

use tokio_util::sync::CancellationToken;

use super::{Dispatch, Program, Run, SimtError, Watch, World};
use crate::check::Checked;
use crate::execute::Limits;
use crate::kernel::FindingKind;

/// naga's view of a draft, without the rest of the check.
pub fn checked(wgsl: &str) -> Checked {
    let module =
        naga::front::wgsl::parse_str(wgsl).unwrap_or_else(|e| panic!("{}", e.emit_to_string(wgsl)));
    let info = naga::valid::Validator::new(
        naga::valid::ValidationFlags::all(),
        naga::valid::Capabilities::all(),
    )
    .validate(&module)
    .unwrap_or_else(|e| panic!("{}", e.emit_to_string(wgsl)));
    let workgroup_size = module.entry_points[0].workgroup_size;
    Checked {
        module,
        info,
        wgsl: wgsl.to_owned(),
        workgroup_size,
        dispatch: None,
        diagnostics: Vec::new(),
    }
}

pub fn words(values: &[u32]) -> Vec<u8> {
    values.iter().flat_map(|v| v.to_le_bytes()).collect()
}

pub fn floats(values: &[f32]) -> Vec<u8> {
    values.iter().flat_map(|v| v.to_le_bytes()).collect()
}

pub fn as_words(bytes: &[u8]) -> Vec<u32> {
    bytes.chunks_exact(4).map(|b| u32::from_le_bytes([b[0], b[1], b[2], b[3]])).collect()
}

pub fn as_floats(bytes: &[u8]) -> Vec<f32> {
    as_words(bytes).into_iter().map(f32::from_bits).collect()
}

pub fn limits() -> Limits {
    Limits { deadline: Duration::from_secs(60), ..Limits::default() }
}

pub fn try_run(
    wgsl: &str,
    buffers: Vec<Vec<u8>>,
    groups: [u32; 3],
    limits: &Limits,
) -> Result<Run, SimtError> {
    let program = Program::new(&checked(wgsl))?;
    let bindings = buffers.into_iter().enumerate().map(|(i, b)| (i as u32, b)).collect();
    let dispatch = Dispatch { bindings, unwritten: Vec::new(), groups };
    program.run(&dispatch, limits, &CancellationToken::new())
}

/// Runs a draft in a world, whose bindings are numbered from 0.
pub fn run_in(
    wgsl: &str,
    buffers: &[Vec<u8>],
    groups: [u32; 3],
    world: &World,
    watch: Watch,
) -> Run {
    let program = Program::new(&checked(wgsl)).unwrap_or_else(|e| panic!("{e}\n{wgsl}"));
    let bindings = buffers.iter().enumerate().map(|(i, b)| (i as u32, b.clone())).collect();
    let dispatch = Dispatch { bindings, unwritten: Vec::new(), groups };
    program
        .run_in(&dispatch, world, watch, &limits(), &CancellationToken::new())
        .unwrap_or_else(|e| panic!("{e}\n{wgsl}"))
}

/// Runs a draft whose bindings are numbered from 0.
pub fn run(wgsl: &str, buffers: Vec<Vec<u8>>, groups: [u32; 3]) -> Run {
    try_run(wgsl, buffers, groups, &limits()).unwrap_or_else(|e| panic!("{e}\n{wgsl}"))
}

/// The same, and nothing may be found.
pub fn clean(wgsl: &str, buffers: Vec<Vec<u8>>, groups: [u32; 3]) -> Run {
    let run = run(wgsl, buffers, groups);
    assert_eq!(run.findings, [], "{wgsl}");
    run
}

pub fn kinds(run: &Run) -> Vec<FindingKind> {
    let mut kinds: Vec<_> = run.findings.iter().map(|f| f.kind).collect();
    kinds.sort();
    kinds.dedup();
    kinds
}
