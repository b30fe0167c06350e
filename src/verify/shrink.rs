//! A failure in as few and as plain inputs as a bounded search finds: sizes, scalars and values
//! move towards small ones as long as the same rule refuses the draft.
//!
//! Inputs stay what the contract allows. The search counts runs, not time, so that the same
//! failure always shrinks to the same inputs.

use tokio_util::sync::CancellationToken;

use super::compare::Value;
use super::plan::Shape;
use super::side::Sides;
use super::sizes::known_values;
use super::{Request, generate};
use crate::contract::{Buffer, BufferAccess, Elem, Generator, ScalarType};
use crate::kernel::{Counterexample, FindingKind, Scalar};

/// Runs of both sides at most.
const RUNS: u32 = 240;
/// Bytes that go through all runs together: large cases are tried less often.
const WORK: usize = 24 << 20;
/// The same where each run goes round an endless loop.
const ENDLESS_RUNS: u32 = 40;
/// Bytes of a case that is shrunk at all.
const BYTES: usize = 4 << 20;
/// Elements of a buffer whose values are looked at one by one.
const ONE_BY_ONE: usize = 48;

/// Inputs that fail, as small as was found.
#[derive(Clone, PartialEq, Debug)]
pub struct Small {
    /// By the contract's names, in its order.
    pub scalars: Vec<(String, Scalar)>,
    /// Initial bytes of each buffer, in binding order.
    pub buffers: Vec<Vec<u8>>,
    /// What is wrong with them; `case` and `seed` say where they come from.
    pub counterexample: Counterexample,
}

/// Shrinks a counterexample's inputs; `None` where they can't be run again or no longer fail.
pub fn shrink(
    request: &Request<'_>,
    counterexample: &Counterexample,
    cancel: &CancellationToken,
) -> Option<Small> {
    let sides = Sides::new(request, counterexample, cancel)?;
    let drawn = sides.drawn(counterexample)?;
    if drawn.buffers.iter().map(Vec::len).sum::<usize>() > BYTES {
        return None;
    }
    let endless = counterexample.finding.as_ref().map(|finding| finding.kind);
    let runs = if endless == Some(FindingKind::EndlessLoop) { ENDLESS_RUNS } else { RUNS };
    let small = Small {
        scalars: drawn.scalars,
        buffers: drawn.buffers,
        counterexample: counterexample.clone(),
    };
    let mut search = Search { sides, wanted: counterexample, small, runs, work: WORK };
    let (scalars, buffers) = (search.small.scalars.clone(), search.small.buffers.clone());
    if !search.try_inputs(scalars, buffers) {
        return None;
    }
    loop {
        let before = (search.small.scalars.clone(), search.small.buffers.clone());
        search.sizes();
        search.scalars();
        search.values();
        let after = (&search.small.scalars, &search.small.buffers);
        if (&before.0, &before.1) == after || search.runs == 0 || cancel.is_cancelled() {
            return Some(search.small);
        }
    }
}

struct Search<'a> {
    sides: Sides<'a>,
    wanted: &'a Counterexample,
    small: Small,
    /// Runs left.
    runs: u32,
    /// Bytes left.
    work: usize,
}

impl Search<'_> {
    /// Whether these inputs fail in the same way; they are kept then.
    fn try_inputs(&mut self, scalars: Vec<(String, Scalar)>, buffers: Vec<Vec<u8>>) -> bool {
        if self.runs == 0 {
            return false;
        }
        self.runs -= 1;
        let bytes = buffers.iter().map(Vec::len).sum();
        let Some(left) = self.work.checked_sub(bytes) else {
            self.runs = 0;
            return false;
        };
        self.work = left;
        let Some(fault) = self.sides.run(&scalars, &buffers).and_then(|both| both.fault) else {
            return false;
        };
        let kind = |c: &Counterexample| c.finding.as_ref().map(|finding| finding.kind);
        if fault.rule != self.wanted.rule
            || fault.buffer.is_some() != self.wanted.buffer.is_some()
            || (self.wanted.buffer.is_none() && kind(&fault) != kind(self.wanted))
        {
            return false;
        }
        let Counterexample { seed, case, .. } = *self.wanted;
        self.small =
            Small { scalars, buffers, counterexample: Counterexample { seed, case, ..fault } };
        true
    }

    /// Sizes become smaller; buffers lose their ends.
    fn sizes(&mut self) {
        let contract = self.sides.request.contract;
        let params: Vec<_> = contract.scalars().cloned().collect();
        for (at, param) in params.iter().enumerate() {
            let shapes = contract.threads.iter().chain(contract.buffers().map(|b| &b.length));
            if !shapes.into_iter().any(|expr| expr.names().contains(&param.name.as_str())) {
                continue;
            }
            let now = self.small.scalars[at].1.as_i64();
            let mut wanted = vec![1, 2, 3, 4, 5, 7, 8, now / 4, now / 2, now - now / 4, now - 1];
            wanted.retain(|value| *value < now && *value > 0);
            wanted.sort_unstable();
            wanted.dedup();
            for value in wanted {
                if !allowed(
                    param.ty,
                    param.generator.as_ref(),
                    &known(contract, &param.name),
                    value as f64,
                ) {
                    continue;
                }
                let mut scalars = self.small.scalars.clone();
                scalars[at].1 = generate::integer_scalar(value.into(), param.ty);
                let Some(buffers) = self.cut(&scalars) else { continue };
                if self.try_inputs(scalars, buffers) {
                    break;
                }
            }
        }
    }

    /// The buffers at the lengths of other scalars.
    fn cut(&self, scalars: &[(String, Scalar)]) -> Option<Vec<Vec<u8>>> {
        let contract = self.sides.request.contract;
        let shape = Shape::of(contract, scalars).ok()?;
        let mut buffers = self.small.buffers.clone();
        for ((buffer, bytes), length) in contract.buffers().zip(&mut buffers).zip(shape.lengths) {
            let wanted = length * buffer.elem.size() as usize;
            if wanted > bytes.len() {
                return None;
            }
            bytes.truncate(wanted);
        }
        Some(buffers)
    }

    /// Other scalars become plain.
    fn scalars(&mut self) {
        let contract = self.sides.request.contract;
        let params: Vec<_> = contract.scalars().cloned().collect();
        for (at, param) in params.iter().enumerate() {
            let known = known(contract, &param.name);
            for value in [0.0, 1.0, 2.0, 3.0, -1.0] {
                let scalar = generate::given(value, param.ty);
                if scalar == self.small.scalars[at].1 {
                    break;
                }
                if !allowed(param.ty, param.generator.as_ref(), &known, value) {
                    continue;
                }
                let mut scalars = self.small.scalars.clone();
                scalars[at].1 = scalar;
                let Some(buffers) = self.cut(&scalars) else { continue };
                if buffers == self.small.buffers && self.try_inputs(scalars, buffers) {
                    break;
                }
            }
        }
    }

    /// Values become plain: whole buffers, then parts, then one element after the other.
    fn values(&mut self) {
        let contract = self.sides.request.contract;
        let shapes: Vec<Buffer> = contract.buffers().cloned().collect();
        for (at, buffer) in shapes.iter().enumerate() {
            let size = buffer.elem.size() as usize;
            let count = self.small.buffers[at].len() / size;
            if buffer.access == BufferAccess::Write || count == 0 {
                continue;
            }
            let plain: Vec<f64> =
                [0.0, 1.0, 2.0, 3.0].into_iter().filter(|v| fits(buffer, *v)).collect();
            let Some(plainest) = plain.first().copied() else { continue };
            let mut length = count;
            while length >= 1 && (count <= ONE_BY_ONE || length * 32 >= count) {
                for from in (0..count).step_by(length) {
                    let range = from..(from + length).min(count);
                    if length > 1 {
                        self.fill(at, buffer.elem, range, plainest);
                    } else if !plain.iter().any(|v| self.fill(at, buffer.elem, range.clone(), *v)) {
                        self.round(at, buffer, from);
                    }
                }
                length /= 2;
            }
        }
    }

    /// Puts one value into a range of elements; `true` where it stands there afterwards.
    fn fill(&mut self, at: usize, elem: Elem, range: std::ops::Range<usize>, value: f64) -> bool {
        let size = elem.size() as usize;
        let mut buffers = self.small.buffers.clone();
        let bytes = bytes_of(elem, value);
        for index in range {
            buffers[at][index * size..(index + 1) * size].copy_from_slice(&bytes[..size]);
        }
        if buffers == self.small.buffers {
            return true;
        }
        let scalars = self.small.scalars.clone();
        self.try_inputs(scalars, buffers)
    }

    /// A float becomes a whole number.
    fn round(&mut self, at: usize, buffer: &Buffer, index: usize) {
        let value = Value::read(&self.small.buffers[at], buffer.elem, index);
        let Some(Value::Float(value)) = value else { return };
        let whole = f64::from(value.round());
        if whole != f64::from(value) && fits(buffer, whole) {
            self.fill(at, buffer.elem, index..index + 1, whole);
        }
    }
}

fn known(contract: &crate::contract::Contract, name: &str) -> Vec<f64> {
    known_values(contract, name).collect()
}

/// Whether the contract draws this value for a scalar, or may.
fn allowed(ty: ScalarType, generator: Option<&Generator>, known: &[f64], value: f64) -> bool {
    let size = generator.is_none() && known.is_empty() && value >= 1.0;
    size || generate::interval(ty, generator, known)
        .is_some_and(|(low, high)| (low..=high).contains(&value))
        || (generator.is_none()
            && !known.is_empty()
            && value >= 1.0
            && known.iter().all(|v| *v >= 1.0))
}

/// Whether a buffer may hold this value at any place.
fn fits(buffer: &Buffer, value: f64) -> bool {
    match buffer.generator {
        Generator::Default(_) => {
            value >= 0.0
                || matches!(buffer.elem, Elem::F32 | Elem::I32 | Elem::I64 | Elem::I8 | Elem::I16)
        }
        Generator::Range(_, low, high) => (low..=high).contains(&value),
        Generator::Bits => value == 0.0 || value == 1.0,
        // The order, or each place, is part of what the contract says.
        Generator::Zeros | Generator::Ramp | Generator::Sorted(..) => false,
    }
}

/// A small whole number as an element, in the first bytes.
fn bytes_of(elem: Elem, value: f64) -> [u8; 8] {
    let mut bytes = [0; 8];
    match elem {
        Elem::F32 => bytes[..4].copy_from_slice(&(value as f32).to_le_bytes()),
        _ => bytes = (value as i64).to_le_bytes(),
    }
    bytes
}
