//! One case in a fresh instance, by the ABI of its contract.

use std::sync::{Arc, OnceLock};
use std::time::Instant;

use tokio_util::sync::CancellationToken;
use wasmtime::Val;

use super::engine::{Compiled, Running};
use super::instrument::Mode;
use super::layout::{Argument, Wanted};
use super::mutants::WatMutant;
use super::prepared::{GAP, Prepared};
use super::rows::{First, Row};
use super::{Output, Placement, Reached, Reference, ReferenceError};
use crate::contract::{Abi, Contract, Layout, Param, SlangMember};
use crate::execute::{Case, Limits};
use crate::kernel::{Coverage, Scalar};
use crate::source::Module;

impl Reference {
    /// Compiles the module for this contract.
    ///
    /// # Errors
    /// [`ReferenceError::Unsupported`].
    pub fn new(module: &Module, contract: &Contract) -> Result<Self, ReferenceError> {
        let compiled = Compiled::new(module, &contract.export, regions(contract), Mode::Plain)?;
        Self::with(module, contract, compiled)
    }

    /// Compiles a mutant of the module for the module's contract (VERDICT.md V8). It runs with
    /// all checks; branches are not recorded.
    ///
    /// # Errors
    /// [`ReferenceError::Unsupported`].
    pub fn of_mutant(
        module: &Module,
        contract: &Contract,
        mutant: &WatMutant,
    ) -> Result<Self, ReferenceError> {
        let math = module.math_functions();
        let (export, regions) = (&contract.export, regions(contract));
        let compiled = Compiled::fresh(&mutant.wasm, export, regions, Mode::Bare, &math)?;
        Self::with(module, contract, Arc::new(compiled))
    }

    pub(super) fn with(
        module: &Module,
        contract: &Contract,
        compiled: Arc<Compiled>,
    ) -> Result<Self, ReferenceError> {
        let gathered = match contract.abi {
            Abi::Pixel => contract.buffers().count().checked_sub(1),
            _ => None,
        };
        let (module, contract) = (module.clone(), contract.clone());
        let reference = Self { compiled, noisy: OnceLock::new(), module, contract, gathered };
        reference.arguments(&[])?;
        Ok(reference)
    }

    /// How many operations of the kernel can err in a noisy run; with none every noisy run is a
    /// plain one.
    pub fn noisy_operations(&self) -> usize {
        self.compiled.noisy
    }

    /// What of the WAT's branches was reached (VERDICT.md V3). Only the kernel's own functions
    /// count, without C's math functions, and only outcomes that can end well.
    pub fn coverage(&self, reached: &Reached) -> Coverage {
        self.compiled.branches.coverage(reached, &self.module)
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
        let (output, mut running, prepared) =
            self.execute(&self.compiled, 0, case, placement, limits, cancel)?;
        self.hidden(&mut running, &prepared, limits, cancel)?;
        Ok(output)
    }

    /// The same with every float operation off by a random error that WGSL allows it (VERDICT.md
    /// V1); `seed` fixes all of them. Nothing is recorded in [`Output::reached`].
    ///
    /// # Errors
    /// See [`ReferenceError`]: errors may also lead a kernel astray.
    pub fn noisy(
        &self,
        case: &Case,
        placement: Placement,
        seed: u64,
        limits: &Limits,
        cancel: &CancellationToken,
    ) -> Result<Output, ReferenceError> {
        let noisy = self.noisy.get_or_init(|| {
            let contract = &self.contract;
            Compiled::new(&self.module, &contract.export, regions(contract), Mode::Noisy)
        });
        let noisy = noisy.as_ref().map_err(ReferenceError::clone)?;
        Ok(self.execute(noisy, seed, case, placement, limits, cancel)?.0)
    }

    fn execute(
        &self,
        compiled: &Compiled,
        seed: u64,
        case: &Case,
        placement: Placement,
        limits: &Limits,
        cancel: &CancellationToken,
    ) -> Result<(Output, Running, Prepared), ReferenceError> {
        let wanted = self.wanted(case)?;
        let arguments = self.arguments(&case.scalars)?;
        let arguments = match self.contract.abi {
            Abi::Slang => self.slang_arguments(case)?,
            _ => arguments,
        };
        let mut running = Running::new(compiled, seed, limits, cancel)?;
        let prepared =
            Prepared::new(&mut running, compiled, &wanted, &arguments, placement, GAP, limits)?;
        for (i, bytes) in case.buffers.iter().take(wanted.len()).enumerate() {
            if self.gathered != Some(i) {
                prepared.write(&mut running, i, bytes);
            }
        }
        let mut gathered = self.gathered.map(|i| case.buffers[i].clone()).unwrap_or_default();
        let begin = Instant::now();
        let returned = self.call(&mut running, compiled, &prepared, case, &mut gathered);
        let time = begin.elapsed();
        let names: Vec<String> =
            self.contract.buffers().map(|buffer| buffer.name.clone()).collect();
        let returned = returned.map_err(|error| prepared.explain(&mut running, &names, error))?;
        let iterations = running.get("iterations") as u64;
        let reached = running.reached(compiled);
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
        Ok((Output { buffers, time, iterations, reached }, running, prepared))
    }

    pub(super) fn wanted(&self, case: &Case) -> Result<Vec<Wanted>, ReferenceError> {
        let buffers: Vec<_> = self.contract.buffers().collect();
        // What `ret` starts from may come last.
        let ret = usize::from(self.contract.ret().is_some());
        if !(buffers.len()..=buffers.len() + ret).contains(&case.buffers.len()) {
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
        compiled: &Compiled,
        prepared: &Prepared,
        case: &Case,
        gathered: &mut [u8],
    ) -> Result<Option<Val>, ReferenceError> {
        let [width, height, depth] = case.threads;
        match self.contract.abi {
            Abi::C | Abi::Slang => {
                let kernel = running.kernel(&compiled.export)?;
                let default = |ty| Val::default_for_ty(ty).unwrap_or(Val::I32(0));
                let mut results: Vec<Val> = compiled.results().iter().map(default).collect();
                running.call(&kernel, &prepared.values, &mut results)?;
                return Ok(results.into_iter().next());
            }
            Abi::Invocation => {
                let axes = self.contract.invocation.len();
                let row = Row::new(running, compiled, (First::Index, axes), &prepared.values)?;
                for z in 0..depth {
                    for y in 0..height {
                        let others = [y, z].map(|index| Val::I32(index as i32));
                        row.call(running, width, &others[..axes - 1], |_| Ok(()))?;
                    }
                }
            }
            Abi::Pixel => {
                let row = Row::new(running, compiled, (First::Middle, 2), &prepared.values)?;
                let mut at = 0;
                for y in 0..height {
                    let middle = Val::F32((y as f32 + 0.5).to_bits());
                    row.call(running, width, &[middle], |bytes| {
                        let place = gathered.get_mut(at..at + bytes.len()).ok_or_else(|| {
                            let message = "buffer 'out' is shorter than w·h times the results";
                            ReferenceError::Unsupported(message.into())
                        })?;
                        place.copy_from_slice(bytes);
                        at += bytes.len();
                        Ok(())
                    })?;
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
        let fresh = Running::new(&self.compiled, 0, limits, cancel)?
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

/// Checked regions: one for each buffer, one for structs.
fn regions(contract: &Contract) -> usize {
    contract.buffers().count() + 1
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
