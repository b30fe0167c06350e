//! Lanes one at a time (V2): each runs alone up to the next barrier, the others wait. What only
//! lockstep makes right shows here. Registers must differ between all lanes; never runs code in
//! which any are shared.

use super::{Machine, Stop};
use crate::execute::simt::code::V;
use crate::execute::simt::lanes::{Chunk, LANES, at, blend};
use crate::execute::simt::mask::Mask;
use crate::execute::simt::world::{mix, shuffle};

/// A lane that waits.
#[derive(Clone, Default)]
struct Fiber {
    /// Where it goes on; `None` when it has ended.
    pc: Option<usize>,
    /// Frames in which it is parked.
    parked: Vec<u32>,
}

impl Machine<'_> {
    /// The whole block, from barrier to barrier.
    pub(super) fn one_at_a_time(&mut self, seed: u64) -> Result<(), Stop> {
        let mut order: Vec<usize> = (0..self.per_row * LANES)
            .filter(|lane| self.everyone.lanes(lane / LANES) >> (lane % LANES) & 1 != 0)
            .collect();
        let mut fibers = vec![Fiber::default(); self.per_row * LANES];
        for &lane in &order {
            fibers[lane].pc = Some(0);
        }
        let mut stretch = 0u64;
        while !order.is_empty() {
            shuffle(&mut order, mix(seed ^ mix(self.block) ^ stretch));
            stretch += 1;
            for &lane in &order {
                self.resume(lane, &mut fibers[lane])?;
            }
            order.retain(|&lane| fibers[lane].pc.is_some());
            self.meet(&order, &fibers)?;
        }
        Ok(())
    }

    fn resume(&mut self, lane: usize, fiber: &mut Fiber) -> Result<(), Stop> {
        let Some(pc) = fiber.pc else { return Ok(()) };
        let (k, bit) = (lane / LANES, 1u16 << (lane % LANES));
        self.active = Mask::one(k, bit);
        for frame in &mut self.frames {
            frame.clear();
        }
        for &frame in &fiber.parked {
            self.frames[frame as usize].put(k, bit);
        }
        fiber.pc = self.steps(pc)?;
        fiber.parked.clear();
        let parked = self.frames.iter().enumerate().filter(|(_, frame)| frame.lanes(k) & bit != 0);
        fiber.parked.extend(parked.map(|(number, _)| number as u32));
        Ok(())
    }

    /// All lanes that go on stand at a barrier: at the same one, or that is a finding.
    fn meet(&mut self, order: &[usize], fibers: &[Fiber]) -> Result<(), Stop> {
        let mut barriers: Vec<usize> = order.iter().filter_map(|&lane| fibers[lane].pc).collect();
        barriers.sort_unstable();
        barriers.dedup();
        for pc in barriers {
            self.active.clear();
            for &lane in order.iter().filter(|&&lane| fibers[lane].pc == Some(pc)) {
                self.active.put(lane / LANES, 1 << (lane % LANES));
            }
            self.meet_at(pc - 1)?;
        }
        Ok(())
    }

    /// What writes whole chunks, although the other lanes' values must stay.
    pub(super) fn guarded(&mut self, d: &[V], write: impl FnOnce(&mut Self)) {
        let Some(k) = self.active.first_chunk() else { return };
        let before: Vec<Chunk> = d.iter().map(|&d| self.regs[at(d, k)]).collect();
        write(self);
        for (&d, before) in d.iter().zip(&before) {
            let chunk = &mut self.regs[at(d, k)];
            *chunk = blend(before, chunk, self.active.lanes(k));
        }
    }
}
