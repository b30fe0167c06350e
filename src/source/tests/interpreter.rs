//! Runs a lifted kernel on concrete memory: the yardstick of the lift, for tests only.

use crate::source::lift::eval;
use crate::source::lifted::*;

/// Why a run ended early.
#[derive(Clone, PartialEq, Debug)]
pub(super) enum Stop {
    Trap,
    Fuel,
    /// The lifted form itself is broken.
    Broken(String),
}

enum Flow {
    Next,
    Break(Label, Vec<u64>),
    Continue(Label, Vec<u64>),
    Return(Vec<u64>),
}

pub(super) struct Machine<'a> {
    lifted: &'a Lifted,
    pub memory: Vec<u8>,
    params: Vec<u64>,
    bound: Vec<Option<u64>>,
    frames: Vec<Vec<u8>>,
    fuel: u64,
}

type Run<T> = Result<T, Stop>;

impl<'a> Machine<'a> {
    pub fn new(lifted: &'a Lifted, memory: Vec<u8>, params: Vec<u64>, fuel: u64) -> Self {
        let frames = lifted
            .roots
            .iter()
            .map(|root| match root.kind {
                RootKind::Frame { bytes } => vec![0; bytes as usize],
                _ => Vec::new(),
            })
            .collect();
        Self { bound: vec![None; lifted.values.len()], lifted, memory, params, frames, fuel }
    }

    /// Runs; gives the results.
    pub fn run(&mut self) -> Run<Vec<u64>> {
        match self.stmts(&self.lifted.body)? {
            Flow::Return(values) => Ok(values),
            Flow::Next if self.lifted.results.is_empty() => Ok(Vec::new()),
            _ => Err(Stop::Broken("fell off the end or left by a jump".into())),
        }
    }

    fn value(&self, id: ValueId) -> Run<u64> {
        let value = self.lifted.value(id);
        Ok(match &value.kind {
            ValueKind::Param(index) => self.params[*index as usize],
            ValueKind::Const(bits) => *bits,
            ValueKind::Unary(op, a) => {
                let from = self.lifted.value(*a).ty;
                eval::unary(*op, from, value.ty, self.value(*a)?).ok_or(Stop::Trap)?
            }
            ValueKind::Binary(op, a, b) => {
                let ty = self.lifted.value(*a).ty;
                let (a, b) = (self.value(*a)?, self.value(*b)?);
                match eval::binary(*op, ty, a, b) {
                    Some(value) => value,
                    None if b == 0 => 0,
                    // The most negative number by −1.
                    None => a,
                }
            }
            ValueKind::Select { condition, yes, no } => {
                let (yes, no) = (self.value(*yes)?, self.value(*no)?);
                if self.value(*condition)? as u32 != 0 { yes } else { no }
            }
            ValueKind::Math(function, arguments) => {
                let values = arguments.iter().map(|a| self.value(*a)).collect::<Run<Vec<_>>>()?;
                math(*function, value.ty, &values)?
            }
            ValueKind::Load | ValueKind::Phi => self.bound[id.0 as usize]
                .ok_or_else(|| Stop::Broken(format!("{id:?} used before it is bound")))?,
        })
    }

    fn values(&self, ids: &[ValueId]) -> Run<Vec<u64>> {
        ids.iter().map(|id| self.value(*id)).collect()
    }

    fn bind(&mut self, ids: &[ValueId], values: Vec<u64>) -> Run<()> {
        if ids.len() != values.len() {
            return Err(Stop::Broken("a jump with another number of values".into()));
        }
        for (id, value) in ids.iter().zip(values) {
            self.bound[id.0 as usize] = Some(value);
        }
        Ok(())
    }

    fn base(&self, root: RootId) -> Run<u32> {
        Ok(match &self.lifted.root(root).kind {
            RootKind::Param(index) => self.params[*index as usize] as u32,
            RootKind::Field { of, offset } => {
                let at = self.base(*of)?.wrapping_add(*offset) as usize;
                let bytes = self.memory.get(at..at + 4).ok_or(Stop::Trap)?;
                u32::from_le_bytes(bytes.try_into().unwrap())
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
            if self.fuel == 0 {
                return Err(Stop::Fuel);
            }
            self.fuel -= 1;
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
                    if self.fuel == 0 {
                        return Err(Stop::Fuel);
                    }
                    self.fuel -= 1;
                    self.bound[var.0 as usize] = Some(at.into());
                    let flow = self.stmts(body)?;
                    if !matches!(flow, Flow::Next) {
                        return Ok(flow);
                    }
                    let values = self.values(next)?;
                    self.bind(&phis, values)?;
                    at = at.wrapping_add(*step as u32);
                }
                self.bound[var.0 as usize] = None;
            }
            Stmt::Loop { label, carried, results, body } => {
                let phis: Vec<_> = carried.iter().map(|c| c.phi).collect();
                let inits: Vec<_> = carried.iter().map(|c| c.init).collect();
                let mut values = self.values(&inits)?;
                loop {
                    if self.fuel == 0 {
                        return Err(Stop::Fuel);
                    }
                    self.fuel -= 1;
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

fn math(function: MathFn, ty: Ty, values: &[u64]) -> Run<u64> {
    let x = |at: usize| f32::from_bits(values[at] as u32);
    let single = match (function, ty) {
        (MathFn::Sin, Ty::F32) => libm::sinf(x(0)),
        (MathFn::Cos, Ty::F32) => libm::cosf(x(0)),
        (MathFn::Exp, Ty::F32) => libm::expf(x(0)),
        (MathFn::Pow, Ty::F32) => libm::powf(x(0), x(1)),
        (MathFn::Fmod, Ty::F32) => libm::fmodf(x(0), x(1)),
        (MathFn::Atan2, Ty::F32) => libm::atan2f(x(0), x(1)),
        _ => return Err(Stop::Broken(format!("{function:?} is not in the test's library"))),
    };
    Ok(single.to_bits().into())
}
