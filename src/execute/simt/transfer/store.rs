//! Stores to bindings and workgroup memory: sixteen neighbours at once, or lane by lane. Never
//! writes a read-only binding.

use super::finding::Said;
use crate::execute::simt::code::{Access, Root, V};
use crate::execute::simt::lanes::{FULL, LANES, at};
use crate::execute::simt::machine::Machine;
use crate::execute::simt::memory::{Memory, Words};
use crate::execute::simt::shadow::{Phase, Shadow};
use crate::kernel::FindingKind;

impl Machine<'_> {
    /// Scalars to memory.
    pub(in crate::execute::simt) fn store(&mut self, s: &[V], access: &Access, site: u32) {
        match access.root {
            Root::Local(local) => self.store_local(s, access, local, site),
            Root::Buffer(buffer) => {
                let shared = self.shared;
                let Words::Shared(words) = &shared.buffers[buffer as usize] else { return };
                let mut shadow = std::mem::take(&mut self.shadows[buffer as usize]);
                let watch = shared.watch.then_some((&mut shadow, self.phase));
                self.store_to(&words[..], s, access, 0, watch, site);
                self.shadows[buffer as usize] = shadow;
            }
            Root::Workgroup { base, words } => {
                let mut memory = std::mem::take(&mut self.workgroup);
                let mut shadow = std::mem::take(&mut self.workgroup_shadow);
                let watch = self.shared.watch.then_some((&mut shadow, self.workgroup_phase));
                self.store_to(&mut memory[..(base + words) as usize], s, access, base, watch, site);
                self.workgroup_shadow = shadow;
                self.workgroup = memory;
            }
        }
    }

    #[inline(always)]
    fn store_to(
        &mut self,
        mut memory: impl Memory,
        s: &[V],
        access: &Access,
        base: u32,
        mut watch: Option<(&mut Shadow, Phase)>,
        site: u32,
    ) {
        let size = memory.words();
        let storage = matches!(access.root, Root::Buffer(_));
        for i in 0..self.active.chunks.len() {
            let k = self.active.chunks[i] as usize;
            if let (Some(first), [s], [leaf]) = (self.neighbours(access, k), s, &access.leaves[..])
            {
                let start = base as usize + first + leaf.word as usize;
                let quick = start + LANES <= size
                    && match &mut watch {
                        None => true,
                        Some((shadow, phase)) => {
                            shadow.write_row(start, (k * LANES) as u32, *phase)
                        }
                    };
                if quick {
                    memory.write_row(start, &self.regs[at(*s, k)].0);
                    if storage {
                        self.stored[k] = FULL;
                    }
                    continue;
                }
            }
            let lanes = self.active.bits[k];
            let row = self.row(access, k);
            let mut outside = lanes & !row.valid;
            for (&s, leaf) in s.iter().zip(&access.leaves) {
                let values = self.regs[at(s, k)];
                let mut todo = lanes & row.valid;
                while todo != 0 {
                    let j = todo.trailing_zeros() as usize;
                    todo &= todo - 1;
                    let word = base as usize + row.words[j] as usize + leaf.word as usize;
                    if word >= size {
                        outside |= 1 << j;
                        continue;
                    }
                    memory.write(word, values.0[j]);
                    if let Some((shadow, phase)) = &mut watch
                        && let Some(other) = shadow.write(word, (k * LANES + j) as u32, *phase)
                    {
                        self.report_said(Said::Race { other, write: true }, access, k, j, site);
                    }
                }
            }
            if storage {
                self.stored[k] |= lanes & !outside;
            }
            if outside != 0 {
                self.report_outside(FindingKind::OutOfBoundsWrite, access, k, outside, size, site);
            }
        }
    }
}
