//! The loop over instructions: masks, frames and jumps. Lane operations and memory are left to
//! their own modules; nothing here recurses.

use super::{Machine, Stop};
use crate::execute::simt::code::Kind;
use crate::execute::simt::lanes::{self, at, truth};

/// Chunk instructions between two looks at the clock.
const LOOK: u64 = 100_000;

impl Machine<'_> {
    pub(super) fn steps(&mut self) -> Result<(), Stop> {
        let program = self.shared.program;
        let mut pc = 0usize;
        loop {
            let inst = &program.code[pc];
            pc += 1;
            match &inst.kind {
                Kind::Lane { op, d, a } => {
                    lanes::apply(*op, *d, *a, &mut self.regs, &self.active);
                    if self.shared.watch && op.has_domain() {
                        self.check_domain(*op, *d, *a, inst.site);
                    }
                }
                Kind::Input { d, what } => self.input(*d, *what),
                Kind::Index { d, base, index, scale, limit } => {
                    self.index(*d, *base, *index, *scale, *limit)
                }
                Kind::Load { d, at } => self.load(d, at, inst.site),
                Kind::Store { s, at } => self.store(s, at, inst.site),
                Kind::Atomic { fun, d, swapped, value, compare, at } => {
                    self.atomic(*fun, [*d, *swapped], [*value, *compare], at, inst.site);
                }
                Kind::Table { d, table, index, chain } => {
                    self.table(*d, *table, *index, *chain, inst.site)
                }
                Kind::Clear { local } => self.clear(*local),
                Kind::Barrier { storage, workgroup } => {
                    self.barrier(*storage, *workgroup, inst.site)?
                }
                Kind::Branch { cond, to } if self.regs[at(*cond, 0)].0[0] == 0 => {
                    pc = *to as usize;
                }
                Kind::Jump { to } => pc = *to as usize,
                Kind::Split { cond, frame, to } => {
                    let frame = &mut self.frames[*frame as usize];
                    frame.fill(0);
                    let regs = &self.regs;
                    self.active.narrow(|k, lanes| {
                        let holds = truth(&regs[at(*cond, k)]);
                        frame[k] = lanes & !holds;
                        lanes & holds
                    });
                    if self.active.is_empty() {
                        pc = *to as usize;
                    }
                }
                Kind::SplitBelow { index, bound, frame, to } => {
                    let frame = &mut self.frames[*frame as usize];
                    frame.fill(0);
                    let regs = &self.regs;
                    self.active.narrow(|k, lanes| {
                        let (first, bound) = (&regs[at(*index, k)], &regs[at(*bound, k)]);
                        let holds = lanes::below(first.0[0], bound.0[0]);
                        frame[k] = lanes & !holds;
                        lanes & holds
                    });
                    if self.active.is_empty() {
                        pc = *to as usize;
                    }
                }
                Kind::Swap { frame, to } => {
                    std::mem::swap(&mut self.frames[*frame as usize], &mut self.active.bits);
                    self.active.list();
                    if self.active.is_empty() {
                        pc = *to as usize;
                    }
                }
                Kind::Join { frame } => {
                    let mut any = 0;
                    for (bits, waiting) in
                        self.active.bits.iter_mut().zip(&mut self.frames[*frame as usize])
                    {
                        any |= *waiting;
                        *bits |= std::mem::take(waiting);
                    }
                    if any != 0 {
                        self.active.list();
                    }
                }
                Kind::Reset { frame } => self.frames[*frame as usize].fill(0),
                Kind::SkipIfNone { to } if self.active.is_empty() => pc = *to as usize,
                Kind::Park { frame, to } => {
                    for (bits, waiting) in
                        self.active.bits.iter_mut().zip(&mut self.frames[*frame as usize])
                    {
                        *waiting |= std::mem::take(bits);
                    }
                    self.active.chunks.clear();
                    pc = *to as usize;
                }
                Kind::ParkIf { cond, negate, frame, to } => {
                    let flip = 0u16.wrapping_sub(u16::from(*negate));
                    let (frame, regs) = (&mut self.frames[*frame as usize], &self.regs);
                    self.active.narrow(|k, lanes| {
                        let leaves = truth(&regs[at(*cond, k)]) ^ flip;
                        frame[k] |= lanes & leaves;
                        lanes & !leaves
                    });
                    if self.active.is_empty() {
                        pc = *to as usize;
                    }
                }
                Kind::Back { to, frame } => {
                    if self.active.is_empty() {
                        std::mem::swap(&mut self.frames[*frame as usize], &mut self.active.bits);
                        self.active.list();
                        continue;
                    }
                    self.ticks += (pc - *to as usize) as u64 * self.active.chunks.len() as u64;
                    if self.ticks >= LOOK {
                        self.look()?;
                    }
                    if self.fuel == 0 {
                        self.refuel(inst.site)?;
                    }
                    self.fuel -= 1;
                    pc = *to as usize;
                }
                Kind::End => return Ok(()),
                // Jumps that are not taken; the assembler leaves nothing structured.
                _ => {}
            }
        }
    }
}
