//! One case in a fresh instance, by the ABI of its contract.

use std::sync::Arc;
use std::time::Instant;

use tokio_util::sync::CancellationToken;
use wasmtime::Val;

use super::engine::{Compiled, Running};
use super::layout::{Argument, Wanted};
use super::prepared::{GAP, Prepared};
use super::{Output, Placement, Reference, ReferenceError};
use crate::contract::{Abi, Contract, Layout, Param, SlangMember};
use crate::execute::{Case, Limits};
use crate::kernel::Scalar;
use crate::source::Module;

impl Reference {
    /// Compiles the module for this contract.
    ///
    /// # Errors
    /// [`ReferenceError::Unsupported`].
    pub fn new(module: &Module, contract: &Contract) -> Result<Self, ReferenceError> {
        let regions = contract.buffers().count() + 1;
        let compiled = Compiled::new(&module.wasm, &contract.export, regions, false)?;
        let reference = Self::of_compiled(compiled, contract);
        reference.arguments(&[])?;
        Ok(reference)
    }

    /// The reference around a compiled module.
    pub(super) fn of_compiled(compiled: Arc<Compiled>, contract: &Contract) -> Self {
        let gathered = match contract.abi {
            Abi::Pixel => contract.buffers().count().checked_sub(1),
            _ => None,
        };
        Self { compiled, contract: contract.clone(), gathered }
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
        let prepared = Prepared::new(
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
        let iterations = running.get("iterations") as u64;
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
        Ok(Output { buffers, time, iterations })
    }

    pub(super) fn wanted(&self, case: &Case) -> Result<Vec<Wanted>, ReferenceError> {
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
    pub(super) fn arguments(
        &self,
        scalars: &[(String, Scalar)],
    ) -> Result<Vec<Argument>, ReferenceError> {
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
                        Layout::Plain => Argument::Buffer(i),
                        Layout::AsArray => Argument::Header(i),
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

    pub(super) fn slang_arguments(&self, case: &Case) -> Result<Vec<Argument>, ReferenceError> {
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
    pub(super) fn call(
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
