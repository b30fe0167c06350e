//! What the reference computed for the inputs of a counterexample, value by value, by walking the
//! lifted kernel. Memory is laid out here: the module's constants at their addresses, buffers behind
//! them.

use std::collections::HashSet;

use super::failing::Failing;
use super::{Instead, Source};
use crate::contract::{Abi, BufferAccess, Contract, ParamMeaning, RootMeaning};
use crate::execute::simt::{Step, Value};
use crate::kernel::Scalar;
use crate::source::Lifted;
use crate::source::lifted::{RootId, RootKind, Ty, ValueId, ValueKind};
use crate::source::walk::Walk;

/// Bytes of memory at most.
const MOST: usize = 8 << 20;
/// Steps of one walk.
const FUEL: u64 = 1 << 20;
/// Places among a value's rounds that are tried.
const PLACES: usize = 300;

/// Values by instruction, and all of them.
pub(super) struct Known<'a> {
    lifted: &'a Lifted,
    /// By value of the lifted kernel, in order.
    kept: Vec<Vec<u64>>,
    all: HashSet<u32>,
}

impl<'a> Known<'a> {
    /// Walks the whole kernel, or the one call that a wrong element comes from. `None` where that
    /// is not known.
    pub fn of(lifted: &'a Lifted, contract: &Contract, failing: &Failing<'_>) -> Option<Self> {
        let case = failing.case();
        let memory = Memory::of(lifted, contract, &case.buffers)?;
        let mut all: HashSet<u32> = HashSet::from([0, 1]);
        for (buffer, bytes) in contract.buffers().zip(&case.buffers) {
            if buffer.access != BufferAccess::Write {
                all.extend(bytes.as_chunks().0.iter().map(|word| u32::from_le_bytes(*word)));
            }
        }
        for (_, value) in &case.scalars {
            all.extend(low(*value));
        }
        all.extend(0..case.threads.iter().copied().max().unwrap_or(1).min(4096));
        let mut kept = vec![Vec::new(); lifted.values.len()];
        for index in indices(contract, case.threads, failing)? {
            let params = parameters(lifted, contract, &case.scalars, index, &memory)?;
            let mut walk = Walk::new(lifted, memory.bytes.clone(), params, FUEL);
            walk.run().ok()?;
            for (kept, new) in kept.iter_mut().zip(walk.kept) {
                kept.extend(new);
            }
        }
        all.extend(kept.iter().flatten().map(|bits| *bits as u32));
        let constants = lifted.values.iter().filter_map(|value| match value.kind {
            ValueKind::Const(bits) => Some(bits as u32),
            _ => None,
        });
        all.extend(constants);
        Some(Self { lifted, kept, all })
    }

    /// Whether the reference has it too, or it decides something.
    pub fn has(&self, value: Value) -> bool {
        matches!(value, Value::Bool(_)) || self.all.contains(&value.bits())
    }

    /// All that may stand instead of what `step` and its other rounds gave. Up to `until` the
    /// draft's values are right.
    pub fn instead(&self, steps: &[Step], until: usize, step: &Step) -> Vec<Instead> {
        let rounds = steps.iter().enumerate().filter(|(_, s)| s.show == step.show);
        let before = rounds.clone().filter(|(at, _)| *at < until).count();
        let given: Vec<u32> = rounds.filter_map(|(_, s)| Some(s.values.first()?.bits())).collect();
        let instead = |source, bits| Instead { source, given: given.clone(), bits };
        let ty = match step.values.first() {
            Some(Value::Bool(_)) => {
                let mut last = given.clone();
                if let Some(bit) = before.checked_sub(1).and_then(|at| last.get_mut(at)) {
                    *bit ^= 1;
                }
                let all = given.iter().map(|bit| bit ^ 1).collect();
                return vec![instead(Source::LastFlipped, last), instead(Source::Flipped, all)];
            }
            Some(Value::F32(_)) => Ty::F32,
            Some(_) => Ty::I32,
            None => return Vec::new(),
        };
        let values = (0..self.lifted.values.len() as u32).map(ValueId);
        let values = values.filter(|id| self.lifted.value(*id).ty == ty);
        values
            .flat_map(|id| {
                let found = self.rounds(id, &given, before);
                found.into_iter().map(move |bits| (Source::Value(id), bits))
            })
            .map(|(source, bits)| instead(source, bits))
            .collect()
    }

    /// The instructions that gave these values, one after the other.
    pub fn like(&self, given: &[u32]) -> Vec<ValueId> {
        let gave = |id: &ValueId| {
            given.is_empty()
                || self.kept[id.0 as usize].windows(given.len()).any(|window| {
                    window.iter().zip(given).all(|(bits, given)| *bits as u32 == *given)
                })
        };
        (0..self.lifted.values.len() as u32).map(ValueId).filter(gave).collect()
    }

    /// Successive values of one instruction that begin as the draft's do.
    fn rounds(&self, id: ValueId, given: &[u32], before: usize) -> Vec<Vec<u32>> {
        let kept = &self.kept[id.0 as usize];
        let mut found: Vec<Vec<u32>> = Vec::new();
        for window in kept.windows(given.len().min(kept.len()).max(1)) {
            let mut bits: Vec<u32> = window.iter().map(|bits| *bits as u32).collect();
            // Rounds that the reference does not have stay.
            bits.extend(given.iter().skip(bits.len()));
            let begins = bits[..before] == given[..before];
            if begins && bits != given && !found.contains(&bits) {
                found.push(bits);
            }
            if found.len() == PLACES {
                break;
            }
        }
        found
    }
}

fn low(value: Scalar) -> Option<u32> {
    Some(match value {
        Scalar::F32(v) => v.to_bits(),
        Scalar::I32(v) => v as u32,
        Scalar::U32(v) => v,
        _ => return None,
    })
}

/// Which calls: the whole kernel is one, without an index.
fn indices(contract: &Contract, threads: [u32; 3], failing: &Failing<'_>) -> Option<Vec<[u32; 3]>> {
    match contract.abi {
        Abi::C => Some(vec![[0; 3]]),
        Abi::Slang => None,
        Abi::Invocation | Abi::Pixel => {
            let at = failing.invocation;
            (0..3).all(|axis| at[axis] < threads[axis].max(1)).then(|| vec![at])
        }
    }
}

/// Memory, and where each buffer lies in it.
struct Memory {
    bytes: Vec<u8>,
    /// By position in the contract's parameters.
    at: Vec<u32>,
}

impl Memory {
    fn of(lifted: &Lifted, contract: &Contract, buffers: &[Vec<u8>]) -> Option<Self> {
        let mut end = 16_usize;
        for root in &lifted.roots {
            match &root.kind {
                RootKind::Absolute { address, data, .. } => {
                    end = end.max(*address as usize + data.len());
                }
                RootKind::Field { .. } => return None,
                RootKind::Param(_) | RootKind::Frame { .. } => {}
            }
        }
        let total = end + buffers.iter().map(|bytes| bytes.len() + 32).sum::<usize>();
        if total > MOST {
            return None;
        }
        let mut memory = vec![0; total];
        for root in &lifted.roots {
            if let RootKind::Absolute { address, data, .. } = &root.kind {
                memory.get_mut(*address as usize..)?.get_mut(..data.len())?.copy_from_slice(data);
            }
        }
        let mut at = vec![0; contract.params.len()];
        for (param, bytes) in places(contract).zip(buffers) {
            let buffer = contract.buffer(param)?;
            let from = match buffer.base {
                Some(base) => base as usize,
                None => end.next_multiple_of(16),
            };
            end = end.max(from + bytes.len());
            memory.get_mut(from..)?.get_mut(..bytes.len())?.copy_from_slice(bytes);
            at[param] = from as u32;
        }
        let plain = (0..lifted.roots.len() as u32)
            .map(RootId)
            .all(|root| !matches!(contract.root_meaning(lifted, root), RootMeaning::Struct));
        plain.then_some(Self { bytes: memory, at })
    }
}

fn places(contract: &Contract) -> impl Iterator<Item = usize> {
    (0..contract.params.len()).filter(|param| contract.buffer(*param).is_some())
}

/// The arguments of one call.
fn parameters(
    lifted: &Lifted,
    contract: &Contract,
    scalars: &[(String, Scalar)],
    index: [u32; 3],
    memory: &Memory,
) -> Option<Vec<u64>> {
    let each = (0..lifted.params.len() as u32).map(|number| {
        Some(match contract.param_meaning(number) {
            ParamMeaning::Index(axis) => index[usize::from(axis) % 3].into(),
            ParamMeaning::Coordinate(axis) => {
                (index[usize::from(axis) % 3] as f32 + 0.5).to_bits().into()
            }
            ParamMeaning::Scalar(param) => {
                let name = contract.params[param].name();
                let (_, value) = scalars.iter().find(|(known, _)| known == name)?;
                bits(*value)
            }
            ParamMeaning::Pointer => memory.at[contract.wasm_param(number)?].into(),
        })
    });
    each.collect()
}

fn bits(value: Scalar) -> u64 {
    match value {
        Scalar::F32(v) => v.to_bits().into(),
        Scalar::I32(v) => (v as u32).into(),
        Scalar::U32(v) => v.into(),
        Scalar::I64(v) => v as u64,
        Scalar::U64(v) => v,
        Scalar::Bool(v) => v.into(),
    }
}
