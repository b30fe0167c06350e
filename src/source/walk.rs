//! Walks a lifted kernel on concrete memory and keeps what each of its values was: the yardstick of
//! the lift, and what a draft's values are laid beside. Never a judge: that is the reference.

use super::lift::eval;
use super::lifted::*;

/// Operands of operands at most: what nests deeper is not walked.
const MAX_DEPTH: u32 = 512;
/// Values kept at most.
const MAX_KEPT: usize = 1 << 18;

/// Why a walk ended early.
#[derive(Clone, PartialEq, Debug)]
pub enum Stop {
    /// The original traps there.
    Trap,
    /// Too many steps.
    Fuel,
    /// Not walked, or the lifted form itself is broken.
    Broken(String),
}

enum Flow {
    Next,
    Break(Label, Vec<u64>),
    Continue(Label, Vec<u64>),
    Return(Vec<u64>),
}

/// A value as it was last computed.
#[derive(Clone, Copy, Default)]
struct Known {
    bits: u64,
    /// When it was last looked at: it holds until something is bound again.
    seen: u64,
    /// When the last of what it depends on was bound.
    stamp: u64,
}

/// A lifted kernel under way.
pub struct Walk<'a> {
    lifted: &'a Lifted,
    /// The module's memory.
    pub memory: Vec<u8>,
    /// What each value was, one after the other: its bits, I32 and F32 in the low half.
    pub kept: Vec<Vec<u64>>,
    room: usize,
    params: Vec<u64>,
    known: Vec<Known>,
    now: u64,
    depth: u32,
    frames: Vec<Vec<u8>>,
    fuel: u64,
}

type Run<T> = Result<T, Stop>;

impl<'a> Walk<'a> {
    /// Of a call with these parameters. `memory` has what pointers point to, and constants at
    /// their addresses; one unit of fuel is one statement or one value.
    pub fn new(lifted: &'a Lifted, memory: Vec<u8>, params: Vec<u64>, fuel: u64) -> Self {
        let frames = lifted
            .roots
            .iter()
            .map(|root| match root.kind {
                RootKind::Frame { bytes } => vec![0; bytes as usize],
                _ => Vec::new(),
            })
            .collect();
        let values = lifted.values.len();
        Self {
            lifted,
            memory,
            kept: vec![Vec::new(); values],
            room: MAX_KEPT,
            params,
            known: vec![Known::default(); values],
            now: 1,
            depth: 0,
            frames,
            fuel,
        }
    }

    /// From the first statement to the last; gives the results.
    ///
    /// # Errors
    /// See [`Stop`].
    pub fn run(&mut self) -> Run<Vec<u64>> {
        match self.stmts(&self.lifted.body)? {
            Flow::Return(values) => Ok(values),
            Flow::Next if self.lifted.results.is_empty() => Ok(Vec::new()),
            _ => Err(Stop::Broken("fell off the end or left by a jump".into())),
        }
    }

    fn spend(&mut self) -> Run<()> {
        self.fuel = self.fuel.checked_sub(1).ok_or(Stop::Fuel)?;
        Ok(())
    }

    fn value(&mut self, id: ValueId) -> Run<u64> {
        Ok(self.look(id)?.bits)
    }

    /// A value, computed anew only if what it depends on was bound again.
    fn look(&mut self, id: ValueId) -> Run<Known> {
        let at = id.0 as usize;
        let known = self.known[at];
        if known.seen == self.now {
            return Ok(known);
        }
        let lifted = self.lifted;
        let value = lifted.value(id);
        if matches!(value.kind, ValueKind::Load | ValueKind::Phi) {
            if known.stamp == 0 {
                return Err(Stop::Broken(format!("{id:?} used before it is bound")));
            }
            return Ok(known);
        }
        self.spend()?;
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err(Stop::Broken("its expressions nest too deep".into()));
        }
        let (mut operands, mut stamp, mut result) = (Vec::new(), 1, Ok(()));
        super::lift::operands(&value.kind, |operand| operands.push(operand));
        for operand in operands {
            match self.look(operand) {
                Ok(known) => stamp = stamp.max(known.stamp),
                Err(stop) => result = Err(stop),
            }
        }
        self.depth -= 1;
        result?;
        let bits = if known.stamp == stamp { known.bits } else { self.compute(value)? };
        self.known[at] = Known { bits, seen: self.now, stamp };
        if known.stamp != stamp && !matches!(value.kind, ValueKind::Const(_)) {
            self.keep(id, bits);
        }
        Ok(self.known[at])
    }

    fn keep(&mut self, id: ValueId, bits: u64) {
        if let Some(room) = self.room.checked_sub(1) {
            self.room = room;
            self.kept[id.0 as usize].push(bits);
        }
    }

    /// From operands that are known.
    fn compute(&self, value: &Value) -> Run<u64> {
        let known = |id: &ValueId| self.known[id.0 as usize].bits;
        let ty = |id: &ValueId| self.lifted.value(*id).ty;
        Ok(match &value.kind {
            ValueKind::Param(index) => {
                let missing = || Stop::Broken("a parameter is missing".into());
                *self.params.get(*index as usize).ok_or_else(missing)?
            }
            ValueKind::Const(bits) => *bits,
            ValueKind::Unary(op, a) => {
                eval::unary(*op, ty(a), value.ty, known(a)).ok_or(Stop::Trap)?
            }
            ValueKind::Binary(op, a, b) => match eval::binary(*op, ty(a), known(a), known(b)) {
                Some(value) => value,
                None if known(b) == 0 => 0,
                // The most negative number by −1.
                None => known(a),
            },
            ValueKind::Select { condition, yes, no } => {
                if known(condition) as u32 != 0 {
                    known(yes)
                } else {
                    known(no)
                }
            }
            ValueKind::Math(function, arguments) => {
                let values: Vec<u64> = arguments.iter().map(known).collect();
                math(*function, value.ty, &values)?
            }
            ValueKind::Load | ValueKind::Phi => {
                return Err(Stop::Broken("used before it is bound".into()));
            }
        })
    }

    fn values(&mut self, ids: &[ValueId]) -> Run<Vec<u64>> {
        ids.iter().map(|id| self.value(*id)).collect()
    }

    fn bind(&mut self, ids: &[ValueId], values: Vec<u64>) -> Run<()> {
        if ids.len() != values.len() {
            return Err(Stop::Broken("a jump with another number of values".into()));
        }
        self.now += 1;
        for (id, bits) in ids.iter().zip(values) {
            self.known[id.0 as usize] = Known { bits, seen: self.now, stamp: self.now };
            self.keep(*id, bits);
        }
        Ok(())
    }

    fn base(&self, root: RootId) -> Run<u32> {
        Ok(match &self.lifted.root(root).kind {
            RootKind::Param(index) => {
                self.params.get(*index as usize).copied().unwrap_or(u64::MAX) as u32
            }
            RootKind::Field { of, offset } => {
                let at = self.base(*of)?.wrapping_add(*offset) as usize;
                let bytes = self.memory.get(at..).and_then(|bytes| bytes.first_chunk());
                u32::from_le_bytes(*bytes.ok_or(Stop::Trap)?)
            }
            RootKind::Absolute { address, .. } => *address,
            RootKind::Frame { .. } => 0,
        })
    }

    fn bytes(&mut self, place: &Place) -> Run<&mut [u8]> {
        let mut address = self.base(place.root)?.wrapping_add(place.offset as u32);
        for (value, factor) in &place.terms {
            let value = self.value(*value)? as u32;
            address = address.wrapping_add(value.wrapping_mul(*factor as u32));
        }
        let frame = matches!(self.lifted.root(place.root).kind, RootKind::Frame { .. });
        let memory = if frame { &mut self.frames[place.root.0 as usize] } else { &mut self.memory };
        let at = address as usize;
        memory.get_mut(at..at + place.access.width as usize).ok_or(Stop::Trap)
    }

    fn stmts(&mut self, stmts: &'a [Stmt]) -> Run<Flow> {
        for stmt in stmts {
            self.spend()?;
            let flow = self.stmt(stmt)?;
            if !matches!(flow, Flow::Next) {
                return Ok(flow);
            }
        }
        Ok(Flow::Next)
    }

    fn stmt(&mut self, stmt: &'a Stmt) -> Run<Flow> {
        match stmt {
            Stmt::Load { value, place, .. } => {
                let access = place.access;
                let bytes = self.bytes(place)?;
                let mut word = [0; 8];
                word[..bytes.len()].copy_from_slice(bytes);
                let raw = u64::from_le_bytes(word);
                let bits = match (access.width, access.signed) {
                    (1, true) => raw as u8 as i8 as i32 as u32 as u64,
                    (2, true) => raw as u16 as i16 as i32 as u32 as u64,
                    _ => raw,
                };
                self.bind(&[*value], vec![bits])?;
            }
            Stmt::Store { place, value, .. } => {
                let value = self.value(*value)?.to_le_bytes();
                let bytes = self.bytes(place)?;
                bytes.copy_from_slice(&value[..bytes.len()]);
            }
            Stmt::If { condition, then, otherwise, merges } => {
                let taken = self.value(*condition)? as u32 != 0;
                let flow = self.stmts(if taken { then } else { otherwise })?;
                if !matches!(flow, Flow::Next) {
                    return Ok(flow);
                }
                let mut values = Vec::new();
                for merge in merges {
                    let value = if taken { merge.then } else { merge.otherwise };
                    let value = value.ok_or_else(|| Stop::Broken("merge without value".into()))?;
                    values.push(self.value(value)?);
                }
                let phis: Vec<_> = merges.iter().map(|merge| merge.phi).collect();
                self.bind(&phis, values)?;
            }
            Stmt::For { var, from, to, step, signed, carried, next, body, .. } => {
                let phis: Vec<_> = carried.iter().map(|c| c.phi).collect();
                let inits: Vec<_> = carried.iter().map(|c| c.init).collect();
                let values = self.values(&inits)?;
                self.bind(&phis, values)?;
                let (mut at, to) = (self.value(*from)? as u32, self.value(*to)? as u32);
                while if *signed { (at as i32) < to as i32 } else { at < to } {
                    self.spend()?;
                    self.bind(&[*var], vec![at.into()])?;
                    let flow = self.stmts(body)?;
                    if !matches!(flow, Flow::Next) {
                        return Ok(flow);
                    }
                    let values = self.values(next)?;
                    self.bind(&phis, values)?;
                    at = at.wrapping_add(*step as u32);
                }
                self.known[var.0 as usize] = Known::default();
            }
            Stmt::Loop { label, carried, results, body } => {
                let phis: Vec<_> = carried.iter().map(|c| c.phi).collect();
                let inits: Vec<_> = carried.iter().map(|c| c.init).collect();
                let mut values = self.values(&inits)?;
                loop {
                    self.spend()?;
                    self.bind(&phis, values)?;
                    match self.stmts(body)? {
                        Flow::Continue(to, next) if to == *label => values = next,
                        Flow::Break(to, left) if to == *label => {
                            self.bind(results, left)?;
                            break;
                        }
                        Flow::Next => return Err(Stop::Broken("fell off a loop".into())),
                        other => return Ok(other),
                    }
                }
            }
            Stmt::Block { label, results, body } => match self.stmts(body)? {
                Flow::Break(to, left) if to == *label => self.bind(results, left)?,
                Flow::Next => return Err(Stop::Broken("fell off a block".into())),
                other => return Ok(other),
            },
            Stmt::Break { label, values } => return Ok(Flow::Break(*label, self.values(values)?)),
            Stmt::Continue { label, values } => {
                return Ok(Flow::Continue(*label, self.values(values)?));
            }
            Stmt::Return { values } => return Ok(Flow::Return(self.values(values)?)),
            Stmt::Trap { .. } => return Err(Stop::Trap),
        }
        Ok(Flow::Next)
    }
}

/// C's functions, correctly rounded but for the last bit.
fn math(function: MathFn, ty: Ty, values: &[u64]) -> Run<u64> {
    let x = |at: usize| f64::from(f32::from_bits(values.get(at).map_or(0, |bits| *bits as u32)));
    let wide = match function {
        _ if ty != Ty::F32 => return Err(Stop::Broken(format!("{function:?} of f64"))),
        MathFn::Sin => libm::sin(x(0)),
        MathFn::Cos => libm::cos(x(0)),
        MathFn::Tan => libm::tan(x(0)),
        MathFn::Atan => libm::atan(x(0)),
        MathFn::Atan2 => libm::atan2(x(0), x(1)),
        MathFn::Tanh => libm::tanh(x(0)),
        MathFn::Exp => libm::exp(x(0)),
        MathFn::Exp2 => libm::exp2(x(0)),
        MathFn::Log => libm::log(x(0)),
        MathFn::Log2 => libm::log2(x(0)),
        MathFn::Pow => libm::pow(x(0), x(1)),
        MathFn::Fmod => libm::fmod(x(0), x(1)),
        _ => return Err(Stop::Broken(format!("{function:?} is not walked"))),
    };
    Ok((wide as f32).to_bits().into())
}
