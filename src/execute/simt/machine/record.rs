//! What one invocation computes, for a trace. Never changes what is computed.

use super::Machine;
use crate::execute::simt::code::V;
use crate::execute::simt::lanes::{LANES, at};

/// The most values that a trace keeps.
pub const MOST: usize = 10_000;

/// The values of one lane, in the order in which they were computed.
#[derive(Default)]
pub struct Record {
    /// The block.
    pub block: u64,
    /// The lane of it.
    pub lane: usize,
    /// (number of the show, its bits).
    pub seen: Vec<(u32, Box<[u32]>)>,
    /// How many did not fit.
    pub more: u64,
}

impl Machine<'_> {
    /// An empty record of the invocation with this `global_invocation_id`; one that no workgroup
    /// has stays empty.
    pub fn record_of(&self, [x, y, z]: [u32; 3]) -> Record {
        let program = self.shared.program;
        let size = self.shared.size;
        let local = [x % size[0], y % size[1], z % size[2]];
        let [gx, gy, gz] = self.shared.groups;
        let [wx, wy, wz] = [x / size[0], y / size[1], z / size[2]];
        if wx >= gx || wy >= gy || wz >= gz {
            return Record { block: u64::MAX, ..Record::default() };
        }
        let group = (u64::from(wz) * u64::from(gy) + u64::from(wy)) * u64::from(gx) + u64::from(wx);
        let inner = (local[2] * size[1] + local[1]) * size[0] + local[0];
        let per_block = u64::from(program.groups_per_block);
        let lane = (group % per_block) * u64::from(program.group) + u64::from(inner);
        Record { block: group / per_block, lane: lane as usize, ..Record::default() }
    }

    pub(super) fn show(&mut self, show: u32, values: &[V]) {
        let Some(record) = &mut self.record else { return };
        let (k, j) = (record.lane / LANES, record.lane % LANES);
        if self.block != record.block || self.active.lanes(k) >> j & 1 == 0 {
            return;
        }
        if record.seen.len() >= MOST {
            record.more += 1;
            return;
        }
        let bits = values.iter().map(|&v| self.regs[at(v, k)].0[j]).collect();
        record.seen.push((show, bits));
    }
}
