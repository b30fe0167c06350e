//! Loads from bindings and workgroup memory: sixteen neighbours at once, or lane by lane. Never
//! writes memory.

use super::finding::read_said;
use crate::execute::simt::code::{Access, Root, V};
use crate::execute::simt::lanes::{Chunk, LANES, at, varying, vectors};
use crate::execute::simt::machine::Machine;
use crate::execute::simt::memory::{Memory, Words};
use crate::execute::simt::shadow::{Phase, Shadow};
use crate::kernel::FindingKind;

impl Machine<'_> {
    /// Scalars from memory.
    pub(in crate::execute::simt) fn load(&mut self, d: &[V], access: &Access, site: u32) {
        vectors(
            #[inline(always)]
            || self.load_any(d, access, site),
        );
    }

    #[inline(always)]
    fn load_any(&mut self, d: &[V], access: &Access, site: u32) {
        match access.root {
            Root::Local(local) => self.load_local(d, access, local, site),
            Root::Buffer(buffer) => {
                let shared = self.shared;
                match &shared.buffers[buffer as usize] {
                    Words::Fixed(bytes) => self.load_from(*bytes, d, access, 0, None, site),
                    words => {
                        let Some(words) = words.shared() else { return };
                        let mut shadow = std::mem::take(&mut self.shadows[buffer as usize]);
                        let watch = shared.watch.then_some((
                            &mut shadow,
                            self.phase,
                            shared.unwritten[buffer as usize],
                        ));
                        self.load_from(words, d, access, 0, watch, site);
                        self.shadows[buffer as usize] = shadow;
                    }
                }
            }
            Root::Workgroup { base, .. } => {
                let memory = std::mem::take(&mut self.workgroup);
                let mut shadow = std::mem::take(&mut self.workgroup_shadow);
                let watch = self.shared.watch.then_some((&mut shadow, self.workgroup_phase, false));
                self.load_from(&memory[..], d, access, base, watch, site);
                self.workgroup_shadow = shadow;
                self.workgroup = memory;
            }
        }
    }

    #[inline(always)]
    fn load_from(
        &mut self,
        memory: impl Memory,
        d: &[V],
        access: &Access,
        base: u32,
        mut watch: Option<(&mut Shadow, Phase, bool)>,
        site: u32,
    ) {
        let size = self.size(access, memory.words());
        if d.first().is_some_and(|&d| !varying(d)) {
            return self.load_once(memory, d, access, base, watch, site);
        }
        let quick = match (d, &access.leaves[..]) {
            ([d], [leaf]) => self.near(access).map(|near| (near, *d, (base + leaf.word) as usize)),
            _ => None,
        };
        for k in self.active.chunks() {
            let lanes = self.active.lanes(k);
            let shift = self.shift(access, k);
            if let Some((near, d, from)) = quick
                && let Some(first) = self.neighbours(near, k)
            {
                let start = from + first;
                let quick = start + LANES <= size
                    && match &mut watch {
                        None => true,
                        Some((shadow, phase, unwritten)) => {
                            let lane = (k * LANES) as u32;
                            shadow.read_row(shift + start, lane, lanes, *phase, *unwritten)
                        }
                    };
                if quick {
                    self.regs[at(d, k)] = Chunk(memory.read_row(shift + start));
                    continue;
                }
            }
            let row = self.row(access, k);
            let mut outside = lanes & !row.valid;
            for (&d, leaf) in d.iter().zip(&access.leaves) {
                let mut out = Chunk::splat(0);
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
                    out.0[j] = memory.read(word);
                    if let Some((shadow, phase, unwritten)) = &mut watch {
                        let lane = (k * LANES + j) as u32;
                        if let Some(said) = read_said(shadow, word, lane, *phase, *unwritten) {
                            self.report_said(said, access, k, j, site);
                        }
                    }
                }
                self.regs[at(d, k)] = out;
            }
            if outside != 0 {
                self.report_outside(FindingKind::OutOfBoundsRead, access, k, outside, size, site);
            }
        }
    }

    /// A load from one address for all lanes; of workgroup memory, only where a block is one
    /// workgroup.
    fn load_once(
        &mut self,
        memory: impl Memory,
        d: &[V],
        access: &Access,
        base: u32,
        mut watch: Option<(&mut Shadow, Phase, bool)>,
        site: u32,
    ) {
        let size = self.size(access, memory.words());
        let row = self.row(access, 0);
        let mut outside = row.valid & 1 == 0;
        for (&d, leaf) in d.iter().zip(&access.leaves) {
            let word = base as usize + row.words[0] as usize + leaf.word as usize;
            if outside || word >= size {
                outside = true;
                self.regs[at(d, 0)] = Chunk::splat(0);
                continue;
            }
            self.regs[at(d, 0)] = Chunk::splat(memory.read(word));
            if let Some((shadow, phase, unwritten)) = &mut watch {
                for k in self.active.chunks() {
                    let mut todo = self.active.lanes(k);
                    while todo != 0 {
                        let j = todo.trailing_zeros() as usize;
                        todo &= todo - 1;
                        if let Some(said) =
                            read_said(shadow, word, (k * LANES + j) as u32, *phase, *unwritten)
                        {
                            self.report_said(said, access, k, j, site);
                        }
                    }
                }
            }
        }
        if outside {
            for k in self.active.chunks() {
                self.report_outside(
                    FindingKind::OutOfBoundsRead,
                    access,
                    k,
                    self.active.lanes(k),
                    size,
                    site,
                );
            }
        }
    }
}
