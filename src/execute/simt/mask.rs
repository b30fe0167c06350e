//! Which lanes of a block take part. A mask knows which of its chunks have any lane, so that
//! nobody walks over those that have none.

use super::lanes::{FULL, LANES};

/// Most chunks of a block: 1,024 lanes.
pub const CHUNKS: usize = 64;

/// Lanes of a block.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Mask {
    /// Bit j of `bits[k]`: lane 16k + j.
    bits: [u16; CHUNKS],
    /// Bit k: chunk k has lanes.
    live: u64,
}

impl Default for Mask {
    fn default() -> Self {
        Self { bits: [0; CHUNKS], live: 0 }
    }
}

impl Mask {
    /// The first so many lanes; at most 1,024.
    pub fn first(lanes: usize) -> Self {
        let mut mask = Self::default();
        for k in 0..lanes.div_ceil(LANES).min(CHUNKS) {
            let here = lanes - k * LANES;
            mask.put(k, if here >= LANES { FULL } else { (1u16 << here) - 1 });
        }
        mask
    }

    /// One lane.
    pub fn one(k: usize, lanes: u16) -> Self {
        let mut mask = Self::default();
        mask.put(k, lanes);
        mask
    }

    /// Lanes of chunk `k`.
    #[inline(always)]
    pub fn lanes(&self, k: usize) -> u16 {
        self.bits[k % CHUNKS]
    }

    /// The chunks that have lanes, ascending.
    #[inline(always)]
    pub fn chunks(&self) -> Chunks {
        Chunks(self.live)
    }

    /// The first chunk that has lanes.
    #[inline(always)]
    pub fn first_chunk(&self) -> Option<usize> {
        self.chunks().next()
    }

    /// How many chunks have lanes.
    #[inline(always)]
    pub fn width(&self) -> u32 {
        self.live.count_ones()
    }

    /// Whether it has no lane.
    #[inline(always)]
    pub fn is_empty(&self) -> bool {
        self.live == 0
    }

    /// How many lanes it has.
    pub fn count(&self) -> u64 {
        self.bits.iter().map(|bits| u64::from(bits.count_ones())).sum()
    }

    /// Adds lanes of chunk `k`.
    #[inline(always)]
    pub fn put(&mut self, k: usize, lanes: u16) {
        self.bits[k % CHUNKS] |= lanes;
        self.live |= u64::from(lanes != 0) << (k % CHUNKS);
    }

    /// Without any lane.
    #[inline(always)]
    pub fn clear(&mut self) {
        if self.live != 0 {
            *self = Self::default();
        }
    }

    /// Keeps the lanes of each chunk k that `holds(k)` has; the others, and nobody else, are then
    /// in `gone`.
    #[inline(always)]
    pub fn split(&mut self, gone: &mut Self, mut holds: impl FnMut(usize) -> u16) {
        gone.clear();
        let (mut stay, mut leave) = (0u64, 0u64);
        for k in self.chunks() {
            let (lanes, holds) = (self.bits[k], holds(k));
            self.bits[k] = lanes & holds;
            gone.bits[k] = lanes & !holds;
            stay |= u64::from(lanes & holds != 0) << k;
            leave |= u64::from(lanes & !holds != 0) << k;
        }
        (self.live, gone.live) = (stay, leave);
    }

    /// Keeps the lanes of each chunk that `stay(k, lanes)` gives back, some of `lanes`.
    #[inline(always)]
    pub fn narrow(&mut self, mut stay: impl FnMut(usize, u16) -> u16) {
        for k in self.chunks() {
            let lanes = stay(k, self.bits[k]);
            self.bits[k] = lanes;
            self.live &= !(u64::from(lanes == 0) << k);
        }
    }

    /// Takes all lanes of the other in, which has none afterwards.
    #[inline(always)]
    pub fn join(&mut self, other: &mut Self) {
        if other.live == 0 {
            return;
        }
        if self.live == 0 {
            return std::mem::swap(self, other);
        }
        for (mine, theirs) in self.bits.iter_mut().zip(&other.bits) {
            *mine |= theirs;
        }
        self.live |= other.live;
        *other = Self::default();
    }
}

/// Numbers of chunks, ascending.
#[derive(Clone, Copy, Debug)]
pub struct Chunks(u64);

impl Chunks {
    /// The first chunk alone.
    pub const ONE: Self = Self(1);
}

impl Iterator for Chunks {
    type Item = usize;

    #[inline(always)]
    fn next(&mut self) -> Option<usize> {
        (self.0 != 0).then(|| {
            let k = self.0.trailing_zeros() as usize;
            self.0 &= self.0 - 1;
            k
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chunks_are_those_with_lanes() {
        let mut mask = Mask::first(37);
        assert_eq!(mask.chunks().collect::<Vec<_>>(), [0, 1, 2]);
        assert_eq!((mask.lanes(2), mask.count(), mask.width()), (0b1_1111, 37, 3));
        let mut gone = Mask::default();
        mask.split(&mut gone, |k| if k == 1 { 0 } else { 0b11 });
        assert_eq!(mask.chunks().collect::<Vec<_>>(), [0, 2]);
        assert_eq!((mask.count(), gone.count()), (4, 33));
        mask.join(&mut gone);
        assert_eq!((&mask, gone.is_empty()), (&Mask::first(37), true));
        mask.narrow(|_, lanes| lanes & !1);
        assert_eq!(mask.count(), 34);
        assert_eq!(Mask::first(1024).count(), 1024);
        assert_eq!(Mask::first(0), Mask::default());
    }
}
