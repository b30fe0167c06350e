//! The loop over instructions: masks, frames and jumps. Lane operations and memory are left to
//! their own modules; nothing here recurses.

use super::{Machine, Stop};
use crate::execute::simt::code::{Kind, V};
use crate::execute::simt::lanes::{self, at, truth, varying};
use crate::execute::simt::world::Lanes;

/// Chunk instructions between two looks at the clock.
const LOOK: u64 = 100_000;

impl Machine<'_> {
    /// From `pc` to the end; where lanes go one at a time, to the instruction after the next barrier,
    /// which is returned.
    pub(super) fn steps(&mut self, mut pc: usize) -> Result<Option<usize>, Stop> {
        let program = self.shared.program;
        let alone = self.shared.world.lanes != Lanes::Lockstep;
        loop {
            let inst = &program.code[pc];
            pc += 1;
            match &inst.kind {
                Kind::Lane { op, d, a } => {
                    lanes::apply(*op, *d, *a, &mut self.regs, &self.active);
                    if self.shared.watch && op.is_watched() && !self.suspicious {
                        self.suspect(*op, *d, *a);
                    }
                }
                Kind::Rough { op, d, a } => self.rough(pc, *op, *d, *a, inst.site),
                Kind::Probe { cond, yes, no } => {
                    let (yes, no) = (*yes as usize, *no as usize);
                    if !self.reached[yes] || !self.reached[no] {
                        self.probe(*cond, yes, no);
                    }
                }
                Kind::Mark { outcome } => self.reached[*outcome as usize] = true,
                Kind::Heed { cond } => self.heed(*cond, inst.site),
                Kind::Show { show, values } => self.show(*show, values),
                Kind::Input { d, what } => {
                    let go = |this: &mut Self| this.input(*d, *what);
                    if alone {
                        self.guarded(&[*d], go)
                    } else {
                        go(self)
                    }
                    self.forget(*d);
                }
                Kind::Index { d, base, index, scale, limit } => {
                    let go = |this: &mut Self| this.index(*d, *base, *index, *scale, *limit);
                    if alone {
                        self.guarded(&[*d], go)
                    } else {
                        go(self)
                    }
                    self.forget(*d);
                }
                Kind::Load { d, at } => {
                    if alone {
                        self.guarded(d, |this| this.load(d, at, inst.site));
                    } else {
                        self.load(d, at, inst.site);
                    }
                    if self.origins.is_some() {
                        self.origin_load(d, at, inst.site);
                    }
                }
                Kind::Store { s, at } => {
                    self.changes += 1;
                    self.store(s, at, inst.site);
                    if self.origins.is_some() {
                        self.origin_store(s, at, inst.site);
                    }
                }
                Kind::Atomic { fun, d, swapped, value, compare, at } => {
                    self.atomic(*fun, [*d, *swapped], [*value, *compare], at, inst.site);
                    self.forget(*d);
                    self.forget(*swapped);
                    if self.origins.is_some() {
                        self.origin_load(&[], at, inst.site);
                    }
                }
                Kind::Table { d, table, index, chain } => {
                    let go = |this: &mut Self| this.table(*d, *table, *index, *chain, inst.site);
                    if alone {
                        self.guarded(&[*d], go)
                    } else {
                        go(self)
                    }
                    self.origin_index(*index, inst.site);
                    self.forget(*d);
                }
                Kind::Barrier { .. } if alone => return Ok(Some(pc)),
                Kind::Clear { local } => self.clear(*local),
                Kind::Barrier { storage, workgroup } => {
                    self.barrier(*storage, *workgroup, inst.site)?
                }
                Kind::Branch { cond, to } if self.regs[at(*cond, 0)].0[0] == 0 => {
                    pc = *to as usize;
                }
                Kind::Jump { to } => pc = *to as usize,
                Kind::Split { cond, frame, to } => {
                    let (active, regs) = (&mut self.active, &self.regs[..]);
                    let frame = &mut self.frames[*frame as usize];
                    lanes::vectors(
                        #[inline(always)]
                        || active.split(frame, |k| truth(&regs[at(*cond, k)])),
                    );
                    if self.active.is_empty() {
                        pc = *to as usize;
                    }
                }
                Kind::SplitBelow { index, bound, frame, to } => {
                    let (index, bound, regs) = (*index, *bound, &self.regs[..]);
                    let (active, frame) = (&mut self.active, &mut self.frames[*frame as usize]);
                    let first = |v: V, k: usize| regs[at(v, k)].0[0];
                    lanes::vectors(
                        #[inline(always)]
                        || {
                            if varying(bound) {
                                active.split(frame, |k| {
                                    lanes::below(first(index, k), first(bound, k))
                                })
                            } else {
                                let bound = first(bound, 0);
                                active.split(frame, |k| lanes::below(first(index, k), bound))
                            }
                        },
                    );
                    if self.active.is_empty() {
                        pc = *to as usize;
                    }
                }
                Kind::Swap { frame, to } => {
                    std::mem::swap(&mut self.frames[*frame as usize], &mut self.active);
                    if self.active.is_empty() {
                        pc = *to as usize;
                    }
                }
                Kind::Join { frame } => {
                    self.active.join(&mut self.frames[*frame as usize]);
                }
                Kind::Reset { frame } => self.frames[*frame as usize].clear(),
                Kind::SkipIfNone { to } if self.active.is_empty() => pc = *to as usize,
                Kind::Park { frame, to } => {
                    self.frames[*frame as usize].join(&mut self.active);
                    pc = *to as usize;
                }
                // The same in all lanes, as most loops' conditions are: none leaves.
                Kind::ParkIf { cond, negate, .. }
                    if !varying(*cond) && (self.regs[at(*cond, 0)].0[0] != 0) == *negate => {}
                Kind::ParkIf { cond, negate, frame, to } => {
                    let flip = 0u16.wrapping_sub(u16::from(*negate));
                    let (frame, regs) = (&mut self.frames[*frame as usize], &self.regs[..]);
                    let active = &mut self.active;
                    lanes::vectors(
                        #[inline(always)]
                        || {
                            active.narrow(|k, lanes| {
                                let leaves = truth(&regs[at(*cond, k)]) ^ flip;
                                frame.put(k, lanes & leaves);
                                lanes & !leaves
                            })
                        },
                    );
                    if self.active.is_empty() {
                        pc = *to as usize;
                    }
                }
                Kind::Back { to, frame } => {
                    if self.active.is_empty() {
                        std::mem::swap(&mut self.frames[*frame as usize], &mut self.active);
                        continue;
                    }
                    self.ticks += (pc - *to as usize) as u64 * u64::from(self.active.width());
                    if self.ticks >= LOOK {
                        self.look()?;
                        // The next round comes here at once while a state is looked for, then
                        // not for a while.
                        self.ticks = if self.spins(pc, inst.site)? { LOOK } else { 0 };
                    }
                    if self.fuel == 0 {
                        self.refuel(inst.site)?;
                    }
                    self.fuel -= 1;
                    pc = *to as usize;
                }
                Kind::End => return Ok(None),
                // Jumps that are not taken; the assembler leaves nothing structured.
                _ => {}
            }
        }
    }

    /// The barrier at `pc`, for lanes that went there one at a time.
    pub(super) fn meet_at(&mut self, pc: usize) -> Result<(), Stop> {
        let inst = &self.shared.program.code[pc];
        match inst.kind {
            Kind::Barrier { storage, workgroup } => self.barrier(storage, workgroup, inst.site),
            _ => Ok(()),
        }
    }
}
