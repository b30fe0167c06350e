//! Addresses: where sixteen lanes go, and which of them are in bounds. Never reads or writes
//! memory.

use crate::execute::simt::code::{Access, NONE, Offset, Root, V};
use crate::execute::simt::lanes::{Chunk, FULL, LANES, at, varying};
use crate::execute::simt::machine::Machine;

/// Marks an address whose index was out of bounds.
const INVALID: u32 = u32::MAX;

/// Sixteen addresses, and the lanes whose index is in bounds.
pub(super) struct Row {
    pub(super) words: [u32; LANES],
    pub(super) valid: u16,
}

/// Where sixteen lanes may go to as many neighbouring words.
#[derive(Clone, Copy)]
pub(super) struct Near {
    index: V,
    /// The last index at which sixteen words begin.
    last: u32,
    consecutive: bool,
    fixed: usize,
}

impl Machine<'_> {
    /// `d = index < limit && base is valid ? base + index·scale : invalid`
    pub(in crate::execute::simt) fn index(
        &mut self,
        d: V,
        base: V,
        index: V,
        scale: u32,
        limit: u32,
    ) {
        let limit = self.shared.limits[limit as usize];
        let one = |this: &mut Self, k: usize| {
            let i = this.regs[at(index, k)];
            let b = if base == NONE { Chunk::splat(0) } else { this.regs[at(base, k)] };
            this.regs[at(d, k)] = Chunk(std::array::from_fn(|j| {
                if i.0[j] < limit && b.0[j] != INVALID {
                    b.0[j].wrapping_add(i.0[j].wrapping_mul(scale))
                } else {
                    INVALID
                }
            }));
        };
        if !varying(d) {
            return one(self, 0);
        }
        for k in self.active.chunks() {
            one(self, k);
        }
    }

    /// What a quick access asks of each chunk; `None` when it can't be quick.
    #[inline(always)]
    pub(super) fn near(&self, access: &Access) -> Option<Near> {
        let offset = access.offset?;
        let limit = self.shared.limits[offset.limit as usize];
        let last = limit.checked_sub(LANES as u32)?;
        let Offset { index, consecutive, .. } = offset;
        (offset.scale == 1).then_some(Near {
            index,
            last,
            consecutive,
            fixed: access.fixed as usize,
        })
    }

    /// The first of sixteen neighbouring words that the active lanes of chunk `k` go to, lane by
    /// lane, if that is how their addresses lie; all sixteen are in bounds of their array.
    #[inline(always)]
    pub(super) fn neighbours(&self, near: Near, k: usize) -> Option<usize> {
        let index = &self.regs[at(near.index, k)];
        let first = index.0[0];
        if first > near.last {
            return None;
        }
        let next_to = near.consecutive || {
            let lanes = u32::from(self.active.lanes(k));
            let mut apart = 0;
            for j in 0..LANES {
                let here = 0u32.wrapping_sub(u32::from(lanes & (1 << j) != 0));
                apart |= (index.0[j] ^ first.wrapping_add(j as u32)) & here;
            }
            apart == 0
        };
        next_to.then(|| near.fixed + first as usize)
    }

    /// Words that an access may reach, from its memory's start.
    #[inline(always)]
    pub(super) fn size(&self, access: &Access, memory: usize) -> usize {
        match access.root {
            Root::Workgroup { base, words } => (base + words) as usize,
            _ => memory,
        }
    }

    /// Where the workgroup of chunk `k` has its memory.
    #[inline(always)]
    pub(super) fn shift(&self, access: &Access, k: usize) -> usize {
        match access.root {
            Root::Workgroup { .. } => self.shifts[k] as usize,
            _ => 0,
        }
    }

    pub(super) fn row(&self, access: &Access, k: usize) -> Row {
        let Some(offset) = access.offset else {
            return Row { words: [access.fixed; LANES], valid: FULL };
        };
        let limit = self.shared.limits[offset.limit as usize];
        let index = &self.regs[at(offset.index, k)];
        let (mut words, mut valid) = ([0; LANES], 0u32);
        for (j, word) in words.iter_mut().enumerate() {
            *word = access.fixed.wrapping_add(index.0[j].wrapping_mul(offset.scale));
            valid |= u32::from(index.0[j] < limit) << j;
        }
        Row { words, valid: valid as u16 }
    }
}
