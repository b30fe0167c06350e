//! Stores to bindings and workgroup memory: sixteen neighbours at once, or lane by lane. Never
//! writes a read-only binding.

use super::finding::Said;
use crate::execute::simt::code::{Access, Root, V};
use crate::execute::simt::lanes::{FULL, LANES, at, vectors};
use crate::execute::simt::machine::Machine;
use crate::execute::simt::memory::Memory;
use crate::execute::simt::shadow::{Phase, Shadow};
use crate::kernel::FindingKind;

impl Machine<'_> {
    /// Scalars to memory.
    pub(in crate::execute::simt) fn store(&mut self, s: &[V], access: &Access, site: u32) {
        vectors(
            #[inline(always)]
            || self.store_any(s, access, site),
        );
    }

    #[inline(always)]
    fn store_any(&mut self, s: &[V], access: &Access, site: u32) {
        match access.root {
            Root::Local(local) => self.store_local(s, access, local, site),
            Root::Buffer(buffer) => {
                let shared = self.shared;
                let Some(words) = shared.buffers[buffer as usize].shared() else { return };
                let mut shadow = std::mem::take(&mut self.shadows[buffer as usize]);
                let watch = shared.watch.then_some((&mut shadow, self.phase));
                self.store_to(words, s, access, 0, watch, site);
                self.shadows[buffer as usize] = shadow;
            }
            Root::Workgroup { base, .. } => {
                let mut memory = std::mem::take(&mut self.workgroup);
                let mut shadow = std::mem::take(&mut self.workgroup_shadow);
                let watch = self.shared.watch.then_some((&mut shadow, self.workgroup_phase));
                self.store_to(&mut memory[..], s, access, base, watch, site);
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
        let size = self.size(access, memory.words());
        let storage = matches!(access.root, Root::Buffer(_));
        // A component brings the rest of its vector with it.
        let alone = access.component.is_none() || watch.is_none();
        let quick = match (s, &access.leaves[..]) {
            ([s], [leaf]) if alone => {
                self.near(access).map(|near| (near, *s, (base + leaf.word) as usize))
            }
            _ => None,
        };
        for k in self.active.chunks() {
            let lanes = self.active.lanes(k);
            let shift = self.shift(access, k);
            if let Some((near, s, to)) = quick
                && let Some(first) = self.neighbours(near, k)
            {
                let start = to + first;
                let quick = start + LANES <= size
                    && match &mut watch {
                        None => true,
                        Some((shadow, phase)) => {
                            shadow.write_row(shift + start, (k * LANES) as u32, lanes, *phase)
                        }
                    };
                if quick {
                    let (start, values) = (shift + start, &self.regs[at(s, k)].0);
                    if lanes == FULL {
                        memory.write_row(start, values);
                    } else {
                        let mut todo = lanes;
                        while todo != 0 {
                            let j = todo.trailing_zeros() as usize;
                            todo &= todo - 1;
                            memory.write(start + j, values[j]);
                        }
                    }
                    if storage {
                        self.stored.put(k, lanes);
                    }
                    continue;
                }
            }
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
                    let word = shift + word;
                    memory.write(word, values.0[j]);
                    if let Some((shadow, phase)) = &mut watch {
                        let lane = (k * LANES + j) as u32;
                        let mut other = shadow.write(word, lane, *phase);
                        if let Some(component) = access.component {
                            let number = self.regs[at(component.number, k)].0[j];
                            let vector = vector(word, number, component.of, shift + size);
                            for beside in vector.filter(|beside| *beside != word) {
                                other = other.or(shadow.pass(beside, lane, *phase));
                            }
                        }
                        if let Some(other) = other {
                            self.report_said(Said::Race { other, write: true }, access, k, j, site);
                        }
                    }
                }
            }
            if storage {
                self.stored.put(k, lanes & !outside);
            }
            if outside != 0 {
                self.report_outside(FindingKind::OutOfBoundsWrite, access, k, outside, size, site);
            }
        }
    }
}

/// The words of the vector whose component `number` is `word` (VERDICT.md V6). WGSL, "Component
/// reference from vector memory view": a write access to a component may access all memory
/// locations associated with the vector.
fn vector(word: usize, number: u32, of: u32, end: usize) -> std::ops::Range<usize> {
    let first = word.saturating_sub(number as usize);
    first..(first + of as usize).min(end)
}
