//! Loops that wait for ever: a block whose state comes round again while nobody changes memory
//! does so until the end of time. Found long before the fuel is gone.
//!
//! No workgroup may wait for another (V2): blocks run one after the other, so that a flag which
//! an earlier block has not set stays as it is. Never says so of a loop that changes anything.

use super::{Machine, Stop};
use crate::execute::simt::lanes::Chunk;
use crate::execute::simt::mask::Mask;
use crate::kernel::FindingKind;

/// Rounds in which a state may come again.
const ROUNDS: u32 = 64;

/// A copy of the state is made at every so manieth look at the clock: it is not free.
const LOOKS: u32 = 32;

/// The state of a block at the end of a loop's round.
pub(super) struct Seen {
    pc: usize,
    regs: Vec<Chunk>,
    active: Mask,
    frames: Vec<Mask>,
    workgroup: Vec<u32>,
    changes: u64,
    left: u32,
}

impl Machine<'_> {
    /// Looks whether the state of the moment was there before, every now and then. Returns whether
    /// the next round is to be looked at too.
    pub(super) fn spins(&mut self, pc: usize, site: u32) -> Result<bool, Stop> {
        let Some(seen) = &mut self.seen_state else {
            self.looks += 1;
            if !self.looks.is_multiple_of(LOOKS) {
                return Ok(false);
            }
            self.seen_state = Some(Box::new(Seen {
                pc,
                regs: self.regs.clone(),
                active: self.active.clone(),
                frames: self.frames.clone(),
                workgroup: self.workgroup.clone(),
                changes: self.changes,
                left: ROUNDS,
            }));
            return Ok(true);
        };
        seen.left -= 1;
        let same = seen.pc == pc
            && seen.changes == self.changes
            && seen.active == self.active
            && seen.frames == self.frames
            && seen.regs == self.regs
            && seen.workgroup == self.workgroup;
        if same {
            let lane = self.first_lane();
            let invocation = self.invocation(lane);
            self.report.note(FindingKind::EndlessLoop, site, 1, || {
                let text = "this loop goes round without changing anything: it waits for what no other workgroup has to do";
                (Some(invocation), text.into())
            });
            return Err(Stop::Fuel);
        }
        if seen.left == 0 || seen.changes != self.changes {
            self.seen_state = None;
            return Ok(false);
        }
        Ok(true)
    }
}
