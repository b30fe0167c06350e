//! Per-lane arrays, which lie in the register file. No other lane ever sees them, so nothing here
//! can race.

use crate::execute::simt::code::{Access, V};
use crate::execute::simt::lanes::{Chunk, LANES, at, blend};
use crate::execute::simt::machine::Machine;
use crate::kernel::FindingKind;

impl Machine<'_> {
    pub(super) fn load_local(&mut self, d: &[V], access: &Access, local: u32, site: u32) {
        let (base, words, rows) = self.local(local);
        for k in self.active.chunks() {
            let lanes = self.active.lanes(k);
            let row = self.row(access, k);
            let mut outside = lanes & !row.valid;
            for (&d, leaf) in d.iter().zip(&access.leaves) {
                let mut out = Chunk::splat(0);
                for j in 0..LANES {
                    let word = row.words[j] as usize + leaf.word as usize;
                    if row.valid >> j & 1 != 0 && word < words {
                        out.0[j] = self.regs[base + word * rows + k].0[j];
                    } else {
                        outside |= lanes & 1 << j;
                    }
                }
                self.regs[at(d, k)] = out;
            }
            if outside != 0 {
                self.report_outside(FindingKind::OutOfBoundsRead, access, k, outside, words, site);
            }
        }
    }

    pub(super) fn store_local(&mut self, s: &[V], access: &Access, local: u32, site: u32) {
        let (base, words, rows) = self.local(local);
        for k in self.active.chunks() {
            let lanes = self.active.lanes(k);
            if access.offset.is_none() {
                for (&s, leaf) in s.iter().zip(&access.leaves) {
                    let to = base + (access.fixed + leaf.word) as usize * rows + k;
                    self.regs[to] = blend(&self.regs[to], &self.regs[at(s, k)], lanes);
                }
                continue;
            }
            let row = self.row(access, k);
            let mut outside = lanes & !row.valid;
            for (&s, leaf) in s.iter().zip(&access.leaves) {
                let values = self.regs[at(s, k)];
                for j in 0..LANES {
                    if lanes & row.valid & (1 << j) == 0 {
                        continue;
                    }
                    let word = row.words[j] as usize + leaf.word as usize;
                    if word < words {
                        self.regs[base + word * rows + k].0[j] = values.0[j];
                    } else {
                        outside |= 1 << j;
                    }
                }
            }
            if outside != 0 {
                self.report_outside(FindingKind::OutOfBoundsWrite, access, k, outside, words, site);
            }
        }
    }

    fn local(&self, local: u32) -> (usize, usize, usize) {
        let local = self.shared.program.tables.locals[local as usize];
        (local.base as usize, local.words as usize, self.per_row)
    }

    /// Every word of a per-lane array becomes zero in the active lanes.
    pub(in crate::execute::simt) fn clear(&mut self, local: u32) {
        let (base, words, rows) = self.local(local);
        for word in 0..words {
            for k in self.active.chunks() {
                let chunk = &mut self.regs[base + word * rows + k];
                *chunk = blend(chunk, &Chunk::splat(0), self.active.lanes(k));
            }
        }
    }
}
