//! An instance with its arguments in place and its checks armed.

use wasmtime::{Val, ValType};

use super::checks::OUT_OF_FUEL;
use super::engine::{Compiled, Running};
use super::layout::{Argument, Layout, Wanted, structs_size};
use super::{Placement, ReferenceError};
use crate::execute::Limits;

/// An instance with its arguments in place.
pub struct Prepared {
    /// Where everything lies.
    pub layout: Layout,
    /// What the wasm function is given.
    pub values: Vec<Val>,
    /// The shadow stack, `from..to`.
    pub stack: (u64, u64),
}

/// Bytes between buffers, at least.
pub const GAP: u64 = 96;

/// Bytes below the stack pointer that are poisoned.
const POISONED_STACK: u64 = 1 << 16;

impl Prepared {
    /// Lays out, poisons gaps and stack, writes structs, arms the checks.
    ///
    /// # Errors
    /// `Memory`, or `Unsupported` without a memory.
    pub fn new(
        running: &mut Running,
        compiled: &Compiled,
        wanted: &[Wanted],
        arguments: &[Argument],
        placement: Placement,
        gap: u64,
        limits: &Limits,
    ) -> Result<Self, ReferenceError> {
        let floor = running.memory().len() as u64;
        let structs = structs_size(arguments);
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
                // Fresh memory is zero already; filling it would only touch its pages.
                if let Some(gap) = memory.get_mut(from as usize..to as usize)
                    && placement.poison != 0
                {
                    gap.fill(placement.poison);
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
        running.set("iterations", 0)?;
        running.set("fuel", i64::try_from(limits.fuel).unwrap_or(i64::MAX))?;
        Ok(Self { layout, values, stack })
    }

    /// Writes a buffer's bytes.
    pub fn write(&self, running: &mut Running, buffer: usize, bytes: &[u8]) {
        let at = self.layout.address[buffer] as usize;
        if let Some(place) = running.memory().get_mut(at..at + bytes.len()) {
            place.copy_from_slice(bytes);
        }
    }

    /// Names the buffer behind a violation.
    pub fn explain(
        &self,
        running: &mut Running,
        names: &[String],
        error: ReferenceError,
    ) -> ReferenceError {
        let kind = running.get("bad_kind");
        if !matches!(error, ReferenceError::Trap(_)) || kind == 0 {
            return error;
        }
        if kind == OUT_OF_FUEL {
            return ReferenceError::Fuel(running.get("fuel") as u64);
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
