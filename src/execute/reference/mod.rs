//! `reference`: the WAT itself, in wasmtime, a fresh instance for every case.
//!
//! Every load and store passes a check against the declared buffers; the module's own data and
//! stack are its own. Never compares and never draws an input.

mod engine;
mod instrument;
mod layout;
mod math;
mod probe;
#[cfg(test)]
mod tests;

use std::sync::Arc;
use std::time::{Duration, Instant};

use tokio_util::sync::CancellationToken;
use wasmtime::{Val, ValType};

use super::{Case, Limits};
use crate::contract::{Abi, Contract, Layout as BufferLayout, Param, SlangMember};
use crate::kernel::Scalar;
use crate::source::Module;
use engine::{Compiled, Running};
pub use layout::Argument;
use layout::{Layout, Wanted};
pub use probe::{ProbeMember, probe, probe_slang};

/// A compiled kernel, ready to run any case of its contract.
pub struct Reference {
    compiled: Arc<Compiled>,
    contract: Contract,
    /// The pixel ABI's `out`, as a buffer's number.
    gathered: Option<usize>,
}

/// How memory is laid out and filled around the buffers (VERDICT.md V11).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Placement {
    /// 0 or 1: order and distance of the buffers.
    pub order: u8,
    /// Fills memory that nobody owns.
    pub poison: u8,
}

/// What the reference did.
#[derive(Clone, PartialEq, Debug)]
pub struct Output {
    /// Bytes of each buffer after the run, in binding order, same lengths as in the case; with
    /// a returned scalar its 4 (or 8) bytes come last, as buffer `ret`.
    pub buffers: Vec<Vec<u8>>,
    /// Wall-clock time inside the kernel.
    pub time: Duration,
}

/// Why there is no output.
#[derive(Clone, PartialEq, Debug, thiserror::Error)]
pub enum ReferenceError {
    /// The kernel trapped.
    #[error("the kernel traps: {0}")]
    Trap(String),
    /// It left a declared length: which buffer, and the byte offset it touched.
    #[error("the kernel {} byte {offset} of '{buffer}', which has {length}", if *.write { "writes" } else { "reads" })]
    OutOfBounds {
        /// The nearest buffer's name.
        buffer: String,
        /// First byte outside, relative to the buffer.
        offset: i64,
        /// The buffer's bytes.
        length: u64,
        /// A store.
        write: bool,
    },
    /// It wrote memory that no parameter owns, and the write survives.
    #[error("the kernel changes memory that no parameter owns, at address {address}: {hint}")]
    HiddenOutput {
        /// Where.
        address: u32,
        /// What to write into the sidecar.
        hint: String,
    },
    /// The deadline passed.
    #[error("the kernel did not end within {} s", .0.as_secs_f32())]
    Deadline(Duration),
    /// It wanted more memory than it may have.
    #[error("the kernel wants more memory than the limit of {} MiB", .0 >> 20)]
    Memory(u64),
    /// Cancelled.
    #[error("cancelled")]
    Cancelled,
    /// The module can't run here: an import that nobody serves, a contract that doesn't fit.
    #[error("{0}")]
    Unsupported(String),
}

/// How far one pointer was followed in a probe.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Reach {
    /// The wasm parameter, or the position in slang's globals.
    pub parameter: usize,
    /// Lowest byte offset touched, relative to the pointer; 0 if none.
    pub lowest: i64,
    /// One past the highest byte read.
    pub read_end: i64,
    /// One past the highest byte written.
    pub write_end: i64,
}

impl Reference {
    /// Compiles the module for this contract.
    ///
    /// # Errors
    /// [`ReferenceError::Unsupported`].
    pub fn new(module: &Module, contract: &Contract) -> Result<Self, ReferenceError> {
        let regions = contract.buffers().count() + 1;
        let compiled = Compiled::new(&module.wasm, &contract.export, regions, false)?;
        let gathered = match contract.abi {
            Abi::Pixel => contract.buffers().count().checked_sub(1),
            _ => None,
        };
        let reference = Self { compiled, contract: contract.clone(), gathered };
        reference.arguments(&[])?;
        Ok(reference)
    }

    /// Runs one case in a fresh instance, with every load and store checked against the buffers.
    ///
    /// # Errors
    /// See [`ReferenceError`].
    pub fn run(
        &self,
        case: &Case,
        placement: Placement,
        limits: &Limits,
        cancel: &CancellationToken,
    ) -> Result<Output, ReferenceError> {
        let wanted = self.wanted(case)?;
        let arguments = self.arguments(&case.scalars)?;
        let arguments = match self.contract.abi {
            Abi::Slang => self.slang_arguments(case)?,
            _ => arguments,
        };
        let mut running = Running::new(&self.compiled, limits, cancel)?;
        let mut prepared = Prepared::new(
            &mut running,
            &self.compiled,
            &wanted,
            &arguments,
            placement,
            GAP,
            limits,
        )?;
        for (i, bytes) in case.buffers.iter().enumerate() {
            if self.gathered != Some(i) {
                prepared.write(&mut running, i, bytes);
            }
        }
        let mut gathered = self.gathered.map(|i| case.buffers[i].clone()).unwrap_or_default();
        let begin = Instant::now();
        let returned = self.call(&mut running, &prepared, case, &mut gathered);
        let time = begin.elapsed();
        let names: Vec<String> =
            self.contract.buffers().map(|buffer| buffer.name.clone()).collect();
        let returned = returned.map_err(|error| prepared.explain(&mut running, &names, error))?;
        self.hidden(&mut running, &prepared, limits, cancel)?;
        let memory = running.memory();
        let mut buffers: Vec<Vec<u8>> = (0..wanted.len())
            .map(|i| {
                if self.gathered == Some(i) {
                    return std::mem::take(&mut gathered);
                }
                let from = prepared.layout.address[i] as usize;
                memory[from..from + wanted[i].bytes as usize].to_vec()
            })
            .collect();
        if self.contract.ret().is_some() {
            let value = returned.ok_or_else(|| {
                ReferenceError::Unsupported(
                    "the contract says `returns`, the function doesn't".into(),
                )
            })?;
            buffers.push(value_bytes(&value));
        }
        Ok(Output { buffers, time })
    }

    fn wanted(&self, case: &Case) -> Result<Vec<Wanted>, ReferenceError> {
        let buffers: Vec<_> = self.contract.buffers().collect();
        if buffers.len() != case.buffers.len() {
            return Err(ReferenceError::Unsupported(format!(
                "the case has {} buffers, the contract {}",
                case.buffers.len(),
                buffers.len()
            )));
        }
        let wanted =
            buffers.iter().zip(&case.buffers).enumerate().map(|(i, (buffer, bytes))| Wanted {
                bytes: bytes.len() as u64,
                lead: 0,
                base: buffer.base,
                gathered: self.gathered == Some(i),
            });
        Ok(wanted.collect())
    }

    /// The wasm function's arguments behind its index or coordinate parameters. With no scalars
    /// given, zeros stand in: only the count is checked.
    fn arguments(&self, scalars: &[(String, Scalar)]) -> Result<Vec<Argument>, ReferenceError> {
        let contract = &self.contract;
        if contract.abi == Abi::Slang {
            return Ok(Vec::new());
        }
        let mut passed = Vec::new();
        for at in contract.wasm_params() {
            passed.push(match &contract.params[at] {
                Param::Scalar(scalar) => Argument::Scalar(find(scalars, &scalar.name)),
                Param::Buffer(buffer) => {
                    let earlier = &contract.params[..at];
                    let i = earlier.iter().filter(|p| matches!(p, Param::Buffer(_))).count();
                    match buffer.layout {
                        BufferLayout::Plain => Argument::Buffer(i),
                        BufferLayout::AsArray => Argument::Header(i),
                    }
                }
            });
        }
        let (given, takes) = (passed.len() + contract.index_params(), self.compiled.params().len());
        if given != takes {
            return Err(ReferenceError::Unsupported(format!(
                "the contract gives the function {given} parameters, '{}' takes {takes}",
                contract.export,
            )));
        }
        Ok(passed)
    }

    fn slang_arguments(&self, case: &Case) -> Result<Vec<Argument>, ReferenceError> {
        let workgroup = self.contract.workgroup.ok_or_else(|| {
            let message = "the contract names no workgroup size: write `workgroup = [x, y, z]`";
            ReferenceError::Unsupported(message.into())
        })?;
        let mut varying = vec![Argument::Scalar(Scalar::U32(0)); 3];
        for (threads, size) in case.threads.into_iter().zip(workgroup) {
            varying.push(Argument::Scalar(Scalar::U32(threads.div_ceil(size.max(1)))));
        }
        Ok(vec![
            Argument::Struct(varying),
            Argument::Struct(self.slang_struct(&self.contract.entry_params, case)?),
            Argument::Struct(self.slang_struct(&self.contract.globals, case)?),
        ])
    }

    fn slang_struct(
        &self,
        members: &[SlangMember],
        case: &Case,
    ) -> Result<Vec<Argument>, ReferenceError> {
        let mut all = Vec::new();
        for member in members {
            match member {
                SlangMember::Buffer { name, stride } => {
                    let found = self.contract.buffers().position(|buffer| buffer.name == *name);
                    let buffer = found.ok_or_else(|| {
                        ReferenceError::Unsupported(format!("no parameter is named '{name}'"))
                    })?;
                    all.push(Argument::Buffer(buffer));
                    all.push(Argument::Count { buffer, stride: *stride });
                }
                SlangMember::UniformPtr { fields } => {
                    let fields = fields.iter().map(|field| find(&case.scalars, field));
                    all.push(Argument::Struct(fields.map(Argument::Scalar).collect()));
                }
                SlangMember::Uniform { field } => {
                    all.push(Argument::Scalar(find(&case.scalars, field)));
                }
            }
        }
        Ok(all)
    }

    /// Calls the kernel as often as its ABI says; gives what a `c` kernel returns.
    fn call(
        &self,
        running: &mut Running,
        prepared: &Prepared,
        case: &Case,
        gathered: &mut [u8],
    ) -> Result<Option<Val>, ReferenceError> {
        let kernel = running.kernel(&self.compiled.export)?;
        let mut results: Vec<Val> = self
            .compiled
            .results()
            .iter()
            .map(|ty| Val::default_for_ty(ty).unwrap_or(Val::I32(0)))
            .collect();
        let [width, height, depth] = case.threads;
        match self.contract.abi {
            Abi::C | Abi::Slang => {
                running.call(&kernel, &prepared.values, &mut results)?;
                return Ok(results.into_iter().next());
            }
            Abi::Invocation => {
                let axes = self.contract.invocation.len();
                let mut values = vec![Val::I32(0); axes];
                values.extend(prepared.values.iter().cloned());
                for (z, y, x) in indices(width, height, depth) {
                    for (value, index) in values.iter_mut().zip([x, y, z]).take(axes) {
                        *value = Val::I32(index as i32);
                    }
                    running.call(&kernel, &values, &mut results)?;
                }
            }
            Abi::Pixel => {
                let mut values = vec![Val::F32(0); 2];
                values.extend(prepared.values.iter().cloned());
                let mut at = 0;
                for (_, y, x) in indices(width, height, 1) {
                    values[0] = Val::F32((x as f32 + 0.5).to_bits());
                    values[1] = Val::F32((y as f32 + 0.5).to_bits());
                    running.call(&kernel, &values, &mut results)?;
                    for result in &results {
                        let bytes = value_bytes(result);
                        let Some(place) = gathered.get_mut(at..at + bytes.len()) else {
                            let message = "buffer 'out' is shorter than w·h times the results";
                            return Err(ReferenceError::Unsupported(message.into()));
                        };
                        place.copy_from_slice(&bytes);
                        at += bytes.len();
                    }
                }
            }
        }
        Ok(None)
    }

    /// Stores outside buffers and stack that survive (VERDICT.md V11).
    fn hidden(
        &self,
        running: &mut Running,
        prepared: &Prepared,
        limits: &Limits,
        cancel: &CancellationToken,
    ) -> Result<(), ReferenceError> {
        let (lo, hi) = *prepared.layout.regions.last().unwrap_or(&(0, 0));
        let structs = &running.memory().get(lo as usize..hi as usize).unwrap_or_default();
        if let Some(at) = structs.iter().zip(&prepared.layout.structs).position(|(a, b)| a != b) {
            return Err(ReferenceError::HiddenOutput {
                address: lo as u32 + at as u32,
                hint: "it writes to its own parameter block; this can't be expressed in WGSL"
                    .into(),
            });
        }
        let (from, to) =
            (running.get("dirty_lo").max(0) as usize, running.get("dirty_hi").max(0) as usize);
        if from >= to {
            return Ok(());
        }
        let fresh = Running::new(&self.compiled, limits, cancel)?
            .memory()
            .get(from..to)
            .map(<[u8]>::to_vec);
        let fresh = fresh.unwrap_or_default();
        let owned = |at: u64| {
            let based = self.contract.buffers().zip(&prepared.layout.regions);
            let (bottom, top) = prepared.stack;
            (bottom..top).contains(&at)
                || based
                    .into_iter()
                    .any(|(b, (lo, hi))| b.base.is_some() && (*lo..*hi).contains(&at))
        };
        let after = running.memory().get(from..to).unwrap_or_default();
        for (i, (before, after)) in fresh.iter().zip(after).enumerate() {
            let at = (from + i) as u64;
            if before != after && !owned(at) {
                return Err(ReferenceError::HiddenOutput {
                    address: at as u32,
                    hint: format!("declare it as a buffer with `base = {at}`"),
                });
            }
        }
        Ok(())
    }
}

/// z, y, x in row order.
fn indices(width: u32, height: u32, depth: u32) -> impl Iterator<Item = (u32, u32, u32)> {
    (0..depth).flat_map(move |z| (0..height).flat_map(move |y| (0..width).map(move |x| (z, y, x))))
}

fn find(scalars: &[(String, Scalar)], name: &str) -> Scalar {
    let found = scalars.iter().find(|(known, _)| known == name);
    found.map_or(Scalar::I32(0), |(_, scalar)| *scalar)
}

fn value_bytes(value: &Val) -> Vec<u8> {
    match value {
        Val::I32(v) => v.to_le_bytes().to_vec(),
        Val::I64(v) => v.to_le_bytes().to_vec(),
        Val::F32(v) => v.to_le_bytes().to_vec(),
        Val::F64(v) => (f64::from_bits(*v) as f32).to_le_bytes().to_vec(),
        _ => Vec::new(),
    }
}

/// An instance with its arguments in place.
struct Prepared {
    layout: Layout,
    values: Vec<Val>,
    stack: (u64, u64),
}

/// Bytes between buffers, at least.
const GAP: u64 = 96;

/// Bytes below the stack pointer that are poisoned.
const POISONED_STACK: u64 = 1 << 16;

impl Prepared {
    fn new(
        running: &mut Running,
        compiled: &Compiled,
        wanted: &[Wanted],
        arguments: &[Argument],
        placement: Placement,
        gap: u64,
        limits: &Limits,
    ) -> Result<Self, ReferenceError> {
        let floor = running.memory().len() as u64;
        let structs = layout::structs_size(arguments);
        let mut layout = Layout::new(floor, wanted, structs, placement, gap, limits.memory)?;
        let params = compiled.params();
        let types = &params[params.len().saturating_sub(arguments.len())..];
        let mut used = 0;
        let values: Vec<Val> = arguments
            .iter()
            .zip(types.iter().chain(std::iter::repeat(&ValType::I32)))
            .map(|(argument, ty)| layout.value(argument, ty, wanted, &mut used))
            .collect();
        let stack = compiled
            .facts
            .stack_top
            .map_or((0, 0), |top| (u64::from(compiled.facts.stack_bottom), u64::from(top)));
        if compiled.facts.memory.is_some() {
            running.reserve(layout.end)?;
            let memory = running.memory();
            let low = stack.1.saturating_sub(POISONED_STACK).max(stack.0);
            for (from, to) in layout.gaps.iter().copied().chain([(low, stack.1)]) {
                if let Some(gap) = memory.get_mut(from as usize..to as usize) {
                    if placement.poison != 0 {
                        gap.fill(placement.poison);
                    }
                }
            }
            let at = layout.regions.last().map_or(0, |(from, _)| *from as usize);
            if let Some(place) = memory.get_mut(at..at + layout.structs.len()) {
                place.copy_from_slice(&layout.structs);
            }
        } else if wanted.iter().any(|wanted| !wanted.gathered) {
            return Err(ReferenceError::Unsupported("the module has no memory".into()));
        }
        for (i, (lo, hi)) in layout.regions.iter().enumerate() {
            running.set(&format!("lo{i}"), *lo as i64)?;
            running.set(&format!("hi{i}"), *hi as i64)?;
        }
        running.set("floor", floor as i64)?;
        running.set("stack_lo", stack.0 as i64)?;
        running.set("stack_hi", stack.1 as i64)?;
        running.set("dirty_lo", i64::MAX)?;
        running.set("dirty_hi", 0)?;
        Ok(Self { layout, values, stack })
    }

    fn write(&self, running: &mut Running, buffer: usize, bytes: &[u8]) {
        let at = self.layout.address[buffer] as usize;
        if let Some(place) = running.memory().get_mut(at..at + bytes.len()) {
            place.copy_from_slice(bytes);
        }
    }

    /// Names the buffer behind a violation.
    fn explain(
        &self,
        running: &mut Running,
        names: &[String],
        error: ReferenceError,
    ) -> ReferenceError {
        let kind = running.get("bad_kind");
        if !matches!(error, ReferenceError::Trap(_)) || kind == 0 {
            return error;
        }
        let (from, to) = (running.get("bad_from"), running.get("bad_to"));
        let mut near: Option<(i64, ReferenceError)> = None;
        for (i, (lo, hi)) in self.layout.regions.iter().take(names.len()).enumerate() {
            let (lo, hi) = (*lo as i64, *hi as i64);
            let away = if to > hi { (from - hi).max(0) } else { (lo - from).max(0) };
            if self.layout.address[i] == 0 || near.as_ref().is_some_and(|(least, _)| *least <= away)
            {
                continue;
            }
            let (start, first) =
                (self.layout.address[i] as i64, if from < lo { from } else { from.max(hi) });
            let error = ReferenceError::OutOfBounds {
                buffer: names[i].clone(),
                offset: first - start,
                length: (hi - start) as u64,
                write: kind == 2,
            };
            near = Some((away, error));
        }
        near.map_or_else(
            || ReferenceError::Trap(format!("it touches address {from}, which nobody owns")),
            |(_, error)| error,
        )
    }
}
