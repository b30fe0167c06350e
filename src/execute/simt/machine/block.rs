//! A block's start: which lanes take part, their workgroups, and fresh memory and tags. Never runs
//! an instruction.

use super::{Machine, Stop};
use crate::execute::simt::lanes::{Chunk, LANES};
use crate::execute::simt::mask::Mask;
use crate::execute::simt::shadow::Phase;

impl Machine<'_> {
    pub(super) fn start(&mut self, block: u64) -> Result<(), Stop> {
        let program = self.shared.program;
        let [gx, gy, gz] = self.shared.groups.map(u64::from);
        let total = gx * gy * gz;
        let first = block * u64::from(program.groups_per_block);
        let groups = u64::from(program.groups_per_block).min(total.saturating_sub(first));
        let lanes = (groups * u64::from(program.group)) as usize;
        self.block = block;
        self.everyone = Mask::first(lanes);
        self.active = self.everyone.clone();
        for axis in 0..3 {
            if !self.needs_group[axis] {
                continue;
            }
            let order = self.shared.world.groups;
            let coordinate = |position: u64| {
                let group = order.at(position, total);
                match axis {
                    0 => (group % gx.max(1)) as u32,
                    1 => (group / gx.max(1) % gy.max(1)) as u32,
                    _ => (group / gx.max(1) / gy.max(1)) as u32,
                }
            };
            let row = &mut self.group[axis];
            if program.groups_per_block == 1 {
                row.fill(Chunk::splat(coordinate(first)));
            } else if (program.group as usize).is_multiple_of(LANES) {
                let parts = row.chunks_mut(program.group as usize / LANES);
                for (part, g) in parts.zip(0..groups) {
                    part.fill(Chunk::splat(coordinate(first + g)));
                }
            } else {
                for g in 0..groups {
                    let value = coordinate(first + g);
                    let from = g as usize * program.group as usize;
                    for lane in from..from + program.group as usize {
                        row[lane / LANES].0[lane % LANES] = value;
                    }
                }
            }
        }
        self.stored.clear();
        self.seen_state = None;
        self.atomics = 0;
        self.workgroup.fill(0);
        if let Some(origins) = &mut self.origins {
            origins.workgroup.fill(0);
        }
        if program.tables.workgroup_words > 0 && self.shared.watch {
            self.next_workgroup_phase();
        }
        if program.storage_barriers {
            let before = self.phase;
            let first = if before.several == 0 {
                1
            } else {
                before.several.checked_add(1).ok_or(Stop::Tags)?
            };
            self.phase = Phase {
                first,
                start: first,
                several: first.checked_add(program.group).ok_or(Stop::Tags)?,
            };
        } else {
            let width = u64::from(program.group) * u64::from(program.groups_per_block);
            let last = (block + 1) * width + 1;
            if last >= u64::from(u32::MAX) && self.shared.watch {
                return Err(Stop::Tags);
            }
            let first = (block * width + 1) as u32;
            self.phase = Phase { first, start: first, several: 0 };
        }
        Ok(())
    }

    pub(super) fn next_workgroup_phase(&mut self) {
        let program = self.shared.program;
        let group = program.group * program.groups_per_block;
        let first = self.workgroup_phase.first;
        let (first, clear) = match first.checked_add(2 * group + 2) {
            Some(_) => (first + group + 1, false),
            None => (1, true),
        };
        if clear {
            self.workgroup_shadow.clear();
        }
        // All that lies before a barrier, or in an earlier workgroup, is done.
        self.workgroup_phase = Phase { first, start: 1, several: first + group };
    }
}
