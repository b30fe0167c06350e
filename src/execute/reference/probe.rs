//! Probing: each pointer in a guarded region of its own, to see how far the kernel follows it.

use tokio_util::sync::CancellationToken;
use wasmtime::Val;

use super::engine::{Compiled, Running};
use super::instrument::Mode;
use super::layout::{Argument, Wanted};
use super::prepared::Prepared;
use super::{Placement, Reach, ReferenceError};
use crate::execute::Limits;
use crate::kernel::Scalar;
use crate::source::Module;

/// Bytes in front of each pointer that may be touched, so that negative reach is seen.
const LEAD: u64 = 4096;

/// Bytes between regions: an index that overshoots must not land in another region.
const FAR: u64 = 16 << 20;

/// A member of slangc's globals or entry-point parameters, with a value.
#[derive(Clone, PartialEq, Debug)]
pub enum ProbeMember {
    /// `{pointer, region / stride}`.
    Buffer {
        /// Bytes of one element; 1 for a ByteAddressBuffer.
        stride: u32,
    },
    /// A pointer to a struct with these scalars in C layout.
    UniformPtr(Vec<Scalar>),
    /// A loose scalar, inline.
    Uniform(Scalar),
}

/// Bytes of a region until a kernel wants more: few pages to fill.
const SMALL: u32 = 1 << 16;

/// Runs `export` with each pointer parameter in its own guarded region of at most `region` bytes
/// filled by a pattern, to see how far it reaches. Regions start small, and the kernel runs again
/// with larger ones when it leaves them. `arguments[i]` is the scalar for wasm parameter `i`,
/// or `None` where the parameter is a pointer. The pattern is the 32-bit words 0 to 4 in turn.
///
/// # Errors
/// See [`ReferenceError`]. Leaving a region is `OutOfBounds`.
pub fn probe(
    module: &Module,
    export: &str,
    arguments: &[Option<Scalar>],
    region: u32,
    limits: &Limits,
) -> Result<Vec<Reach>, ReferenceError> {
    let mut parameters = Vec::new();
    let mut given = Vec::new();
    for (i, argument) in arguments.iter().enumerate() {
        given.push(match argument {
            Some(scalar) => Argument::Scalar(*scalar),
            None => {
                parameters.push(i);
                Argument::Buffer(parameters.len() - 1)
            }
        });
    }
    run(module, export, &given, &parameters, region, limits)
}

/// The same for slangc's `E`: runs `groups` workgroups. [`Reach::parameter`] is the position in
/// `globals`, or `globals.len()` plus the position in `entry_params`.
///
/// # Errors
/// See [`ReferenceError`]. Leaving a region is `OutOfBounds`.
pub fn probe_slang(
    module: &Module,
    export: &str,
    globals: &[ProbeMember],
    entry_params: &[ProbeMember],
    groups: [u32; 3],
    region: u32,
    limits: &Limits,
) -> Result<Vec<Reach>, ReferenceError> {
    let mut parameters = Vec::new();
    let mut members = |members: &[ProbeMember], first: usize| {
        let mut all = Vec::new();
        for (i, member) in members.iter().enumerate() {
            match member {
                ProbeMember::Buffer { stride } => {
                    parameters.push(first + i);
                    let buffer = parameters.len() - 1;
                    all.push(Argument::Buffer(buffer));
                    all.push(Argument::Count { buffer, stride: *stride });
                }
                ProbeMember::UniformPtr(fields) => {
                    all.push(Argument::Struct(
                        fields.iter().copied().map(Argument::Scalar).collect(),
                    ));
                }
                ProbeMember::Uniform(scalar) => all.push(Argument::Scalar(*scalar)),
            }
        }
        Argument::Struct(all)
    };
    let global_struct = members(globals, 0);
    let entry_struct = members(entry_params, globals.len());
    let mut varying = vec![Argument::Scalar(Scalar::U32(0)); 3];
    varying.extend(groups.map(|count| Argument::Scalar(Scalar::U32(count))));
    let given = [Argument::Struct(varying), entry_struct, global_struct];
    run(module, export, &given, &parameters, region, limits)
}

fn run(
    module: &Module,
    export: &str,
    arguments: &[Argument],
    parameters: &[usize],
    region: u32,
    limits: &Limits,
) -> Result<Vec<Reach>, ReferenceError> {
    let mut bytes = region.min(SMALL);
    loop {
        match run_in(module, export, arguments, parameters, bytes, limits) {
            Err(ReferenceError::OutOfBounds { offset, .. }) if offset >= 0 && bytes < region => {
                bytes = bytes.saturating_mul(16).min(region);
            }
            done => return done,
        }
    }
}

fn run_in(
    module: &Module,
    export: &str,
    arguments: &[Argument],
    parameters: &[usize],
    region: u32,
    limits: &Limits,
) -> Result<Vec<Reach>, ReferenceError> {
    let compiled = Compiled::new(module, export, parameters.len() + 1, Mode::Probe)?;
    let expected = compiled.params().len();
    if expected != arguments.len() {
        return Err(ReferenceError::Unsupported(format!(
            "'{export}' takes {expected} parameters, the probe has {}",
            arguments.len()
        )));
    }
    let one = Wanted { bytes: region.into(), lead: LEAD, base: None, gathered: false };
    let wanted = vec![one; parameters.len()];
    let cancel = CancellationToken::new();
    let mut running = Running::new(&compiled, 0, limits, &cancel)?;
    let placement = Placement { order: 0, poison: 0 };
    let gap = FAR.min(limits.memory / (4 * (parameters.len() as u64 + 2)));
    let prepared =
        Prepared::new(&mut running, &compiled, &wanted, arguments, placement, gap, limits)?;
    let period: Vec<u8> = (0..5_u32).flat_map(u32::to_le_bytes).collect();
    let mut pattern = period.repeat((region as usize).div_ceil(period.len()));
    pattern.truncate(region as usize);
    for buffer in 0..parameters.len() {
        prepared.write(&mut running, buffer, &pattern);
    }
    let names: Vec<String> = parameters.iter().map(|i| format!("parameter {i}")).collect();
    let kernel = running.kernel(export)?;
    let results = compiled.results();
    let mut results: Vec<Val> =
        results.iter().map(|ty| Val::default_for_ty(ty).unwrap_or(Val::I32(0))).collect();
    let done = running.call(&kernel, &prepared.values, &mut results);
    done.map_err(|error| prepared.explain(&mut running, &names, error))?;
    let mut reaches = Vec::new();
    for (i, parameter) in parameters.iter().enumerate() {
        let address = prepared.layout.address[i] as i64;
        let mut end = |name: &str| match running.get(&format!("{name}{i}")) {
            0 => 0,
            end => end - address,
        };
        let (read_end, write_end) = (end("read_end"), end("write_end"));
        let lowest = running.get(&format!("lowest{i}"));
        let touched = lowest < 1 << 33;
        reaches.push(Reach {
            parameter: *parameter,
            lowest: if touched { lowest - address } else { 0 },
            read_end,
            write_end,
        });
    }
    Ok(reaches)
}
