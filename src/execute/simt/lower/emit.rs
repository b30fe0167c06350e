//! Emits instructions and numbers what they refer to: registers, lengths, places in the draft.
//! Folds operations on constants; never reorders.

use naga::Span;

use super::{Lower, unsupported};
use crate::execute::simt::SimtError;
use crate::execute::simt::code::{Inst, Kind, Limit, NONE, Op, Reg, Site, V};
use crate::execute::simt::lanes;

/// The most instructions that a draft may come to.
const MAX_CODE: usize = 1 << 19;
/// The most registers.
const MAX_REGS: usize = 1 << 20;

impl Lower<'_> {
    pub(super) fn emit(&mut self, kind: Kind) -> Result<(), SimtError> {
        if self.code.len() >= MAX_CODE {
            return unsupported(format!(
                "the draft comes to more than {MAX_CODE} instructions once its calls are inlined"
            ));
        }
        self.code.push(Inst { kind, site: self.site });
        Ok(())
    }

    pub(super) fn site(&mut self, span: Span, name: &str) -> u32 {
        let key = (span.to_range().map(|r| (r.start, r.end)), name.into());
        let sites = &mut self.tables.sites;
        *self.site_numbers.entry(key).or_insert_with(|| {
            sites.push(Site { span, name: name.into() });
            sites.len() as u32 - 1
        })
    }

    pub(super) fn reg(&mut self, reg: Reg) -> Result<V, SimtError> {
        if let Some(&v) = self.consts.get(&reg) {
            return Ok(v);
        }
        if self.regs.len() >= MAX_REGS {
            return unsupported(format!("the draft needs more than {MAX_REGS} registers"));
        }
        self.regs.push(reg);
        let v = self.regs.len() as V - 1;
        if matches!(reg, Reg::Const(_) | Reg::Limit(_)) {
            self.consts.insert(reg, v);
        }
        Ok(v)
    }

    pub(super) fn constant(&mut self, bits: u32) -> Result<V, SimtError> {
        self.reg(Reg::Const(bits))
    }

    pub(super) fn float(&mut self, value: f32) -> Result<V, SimtError> {
        self.reg(Reg::Const(value.to_bits()))
    }

    pub(super) fn temp(&mut self) -> Result<V, SimtError> {
        self.reg(Reg::Temp)
    }

    /// So many fresh variables with neighbouring numbers.
    pub(super) fn variables(&mut self, count: u64) -> Result<V, SimtError> {
        if self.regs.len() as u64 + count > MAX_REGS as u64 {
            return unsupported(format!("the draft needs more than {MAX_REGS} registers"));
        }
        let first = self.regs.len() as V;
        self.regs.extend((0..count).map(|_| Reg::Var));
        Ok(first)
    }

    pub(super) fn bits(&self, v: V) -> Option<u32> {
        match self.regs[v as usize] {
            Reg::Const(bits) => Some(bits),
            _ => None,
        }
    }

    pub(super) fn limit(&mut self, limit: Limit) -> u32 {
        let limits = &mut self.tables.limits;
        *self.limits.entry(limit).or_insert_with(|| {
            limits.push(limit);
            limits.len() as u32 - 1
        })
    }

    /// `op` on scalars; folded when all are constants.
    pub(super) fn op(&mut self, op: Op, a: [V; 3]) -> Result<V, SimtError> {
        let mut bits = [0; 3];
        let folded = a.iter().zip(&mut bits).all(|(&v, out)| {
            if v == NONE {
                return true;
            }
            self.bits(v).map(|b| *out = b).is_some()
        });
        if folded {
            return self.constant(lanes::fold(op, bits));
        }
        let d = self.temp()?;
        self.emit(Kind::Lane { op, d, a })?;
        Ok(d)
    }

    pub(super) fn op1(&mut self, op: Op, a: V) -> Result<V, SimtError> {
        self.op(op, [a, NONE, NONE])
    }

    pub(super) fn op2(&mut self, op: Op, a: V, b: V) -> Result<V, SimtError> {
        self.op(op, [a, b, NONE])
    }

    pub(super) fn op3(&mut self, op: Op, a: V, b: V, c: V) -> Result<V, SimtError> {
        self.op(op, [a, b, c])
    }
}
