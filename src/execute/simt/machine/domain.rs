//! Operations outside their domain: lanes in which finite operands gave a result that isn't.
//! Remembers them; a finding comes only when such a result is stored.

use super::Machine;
use crate::execute::simt::code::{Op, V};
use crate::execute::simt::lanes::{Chunk, LANES, at, varying};

impl Machine<'_> {
    /// Remembers lanes in which finite operands gave a result that isn't.
    pub(super) fn check_domain(&mut self, op: Op, d: V, a: [V; 3], site: u32) {
        let arity = if matches!(op, Op::DivF | Op::RemF | Op::Pow) { 2 } else { 1 };
        let one = |this: &mut Self, k: usize, mut lanes: u16| {
            lanes &= not_finite(&this.regs[at(d, k)]);
            if lanes == 0 {
                return;
            }
            for &a in &a[..arity] {
                // An operand that the result replaced can't be asked any more.
                if at(a, k) != at(d, k) {
                    lanes &= !not_finite(&this.regs[at(a, k)]);
                }
            }
            for j in 0..LANES {
                if lanes >> j & 1 != 0 {
                    this.domain[k * LANES + j] = site + 1;
                    this.any_domain = true;
                }
            }
        };
        if varying(d) {
            for i in 0..self.active.chunks.len() {
                let k = self.active.chunks[i] as usize;
                one(self, k, self.active.bits[k]);
            }
        } else if not_finite(&self.regs[at(d, 0)]) & 1 != 0
            && a[..arity]
                .iter()
                .all(|&a| at(a, 0) == at(d, 0) || not_finite(&self.regs[at(a, 0)]) & 1 == 0)
        {
            self.any_domain = true;
            for &k in &self.active.chunks {
                let bits = self.active.bits[k as usize];
                for j in 0..LANES {
                    if bits >> j & 1 != 0 {
                        self.domain[k as usize * LANES + j] = site + 1;
                    }
                }
            }
        }
    }
}

/// Lanes that hold an infinity or a NaN.
#[inline(always)]
pub fn not_finite(chunk: &Chunk) -> u16 {
    let mut out = 0u32;
    for j in 0..LANES {
        out |= u32::from(chunk.0[j] & 0x7f80_0000 == 0x7f80_0000) << j;
    }
    out as u16
}
