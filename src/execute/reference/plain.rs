//! The module as it is, for timing: no checks, no counters, no deadline inside.
//!
//! Only for cases that the checked reference has run to its end: nothing here stops an endless
//! loop. Never gives results to a judge.

use std::sync::OnceLock;
use std::time::Instant;

use tokio_util::sync::CancellationToken;
use wasm_encoder::reencode::{self, Reencode};
use wasm_encoder::{ExportKind, ExportSection};
use wasmtime::{Config, Engine};

use super::engine::{Compiled, Running};
use super::instrument::PREFIX;
use super::layout::{Layout, structs_size};
use super::parsed::Parsed;
use super::prepared::{GAP, Prepared};
use super::{Placement, Reference, ReferenceError};
use crate::contract::{Abi, Contract};
use crate::execute::{Case, Limits};
use crate::source::Module;

/// A kernel compiled without instruments.
pub struct Plain(Reference);

impl Plain {
    /// Compiles the module for this contract.
    ///
    /// # Errors
    /// [`ReferenceError::Unsupported`].
    pub fn new(module: &Module, contract: &Contract) -> Result<Self, ReferenceError> {
        let refused = |why: String| {
            ReferenceError::Unsupported(format!("the module can't run without instruments: {why}"))
        };
        let wasm = &module.wasm;
        let facts = Parsed::read(wasm).and_then(|parsed| parsed.facts()).map_err(refused)?;
        let mut out = wasm_encoder::Module::new();
        let mut open = Open { memory: facts.memory.is_some() };
        open.parse_core_module(&mut out, wasmparser::Parser::new(0), wasm)
            .map_err(|e| refused(e.to_string()))?;
        let compiled = Compiled::with(engine()?, &out.finish(), facts, &contract.export)?;
        Ok(Self(Reference::with(module, contract, compiled.into())?))
    }

    /// Seconds of `rounds` runs of one case after a first one that isn't counted, all in one
    /// instance; before each the buffers hold the case's bytes.
    ///
    /// # Errors
    /// See [`ReferenceError`].
    pub fn time(
        &self,
        case: &Case,
        rounds: usize,
        limits: &Limits,
        cancel: &CancellationToken,
    ) -> Result<Vec<f64>, ReferenceError> {
        let reference = &self.0;
        let wanted = reference.wanted(case)?;
        let arguments = match reference.contract.abi {
            Abi::Slang => reference.slang_arguments(case)?,
            _ => reference.arguments(&case.scalars)?,
        };
        let mut running = Running::new(&reference.compiled, 0, limits, cancel)?;
        let floor = running.memory().len() as u64;
        let structs = structs_size(&arguments);
        let placement = Placement { order: 0, poison: 0 };
        let mut layout = Layout::new(floor, &wanted, structs, placement, GAP, limits.memory)?;
        let params = reference.compiled.params();
        let types = &params[params.len().saturating_sub(arguments.len())..];
        let mut used = 0;
        let values = arguments
            .iter()
            .zip(types.iter().chain(std::iter::repeat(&wasmtime::ValType::I32)))
            .map(|(argument, ty)| layout.value(argument, ty, &wanted, &mut used))
            .collect();
        if reference.compiled.facts.memory.is_some() {
            running.reserve(layout.end)?;
            let at = layout.regions.last().map_or(0, |(from, _)| *from as usize);
            if let Some(place) = running.memory().get_mut(at..at + layout.structs.len()) {
                place.copy_from_slice(&layout.structs);
            }
        }
        let prepared = Prepared { layout, values, stack: (0, 0) };
        let mut seconds = Vec::new();
        for round in 0..=rounds {
            for (i, bytes) in case.buffers.iter().take(wanted.len()).enumerate() {
                if reference.gathered != Some(i) {
                    prepared.write(&mut running, i, bytes);
                }
            }
            let mut gathered =
                reference.gathered.map(|i| case.buffers[i].clone()).unwrap_or_default();
            let begin = Instant::now();
            reference.call(&mut running, &reference.compiled, &prepared, case, &mut gathered)?;
            if round > 0 {
                seconds.push(begin.elapsed().as_secs_f64());
            }
        }
        Ok(seconds)
    }
}

fn engine() -> Result<&'static Engine, ReferenceError> {
    static ENGINE: OnceLock<Result<Engine, String>> = OnceLock::new();
    let made = ENGINE.get_or_init(|| {
        Engine::new(&Config::new()).map_err(|error| format!("wasmtime doesn't start: {error}"))
    });
    made.as_ref().map_err(|error| ReferenceError::Unsupported(error.clone()))
}

/// Opens the memory: exported under our name, and without a maximum.
struct Open {
    memory: bool,
}

impl Reencode for Open {
    type Error = std::convert::Infallible;

    fn memory_type(
        &mut self,
        ty: wasmparser::MemoryType,
    ) -> Result<wasm_encoder::MemoryType, reencode::Error> {
        let mut ty = reencode::utils::memory_type(self, ty);
        ty.maximum = None;
        Ok(ty)
    }

    fn parse_export_section(
        &mut self,
        exports: &mut ExportSection,
        section: wasmparser::ExportSectionReader<'_>,
    ) -> Result<(), reencode::Error> {
        reencode::utils::parse_export_section(self, exports, section)?;
        if self.memory {
            exports.export(&format!("{PREFIX}memory"), ExportKind::Memory, 0);
        }
        Ok(())
    }
}
