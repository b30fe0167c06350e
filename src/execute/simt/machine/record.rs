//! What one invocation computes, for a trace; and values in the place of it, for those who ask what
//! would be if.

use super::Machine;
use crate::execute::simt::code::V;
use crate::execute::simt::lanes::{LANES, at, varying};

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
    /// What takes the place of a shown value.
    pub replace: Option<Replace>,
}

/// Values in the place of what the draft computes.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Replace {
    /// Which value, by the number of its show.
    pub show: u32,
    /// Its bits, the first time, the second, …; what comes after them stays.
    pub rounds: Vec<u32>,
    /// How often it was shown.
    pub round: usize,
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
        let replace = record.replace.as_mut().filter(|replace| replace.show == show);
        if let (Some(replace), Some(&v)) = (replace, values.last()) {
            let bits = replace.rounds.get(replace.round);
            replace.round += 1;
            // What is the same in all lanes is a constant of the draft.
            if let (Some(bits), true) = (bits, varying(v)) {
                self.regs[at(v, k)].0[j] = *bits;
            }
        }
    }
}
