//! Who a lane is: its `global_invocation_id` and the other built-in inputs. Never changes a mask.

use super::Machine;
use crate::execute::simt::code::{Input, V};
use crate::execute::simt::lanes::{Chunk, LANES, at, varying, vectors};
use crate::execute::simt::mask::Chunks;

impl Machine<'_> {
    pub(super) fn first_lane(&self) -> u32 {
        let first = self.active.first_chunk().unwrap_or(0);
        first as u32 * LANES as u32 + self.active.lanes(first).trailing_zeros().min(15)
    }

    /// `global_invocation_id` of a lane of this block.
    pub(in crate::execute::simt) fn invocation(&self, lane: u32) -> [u32; 3] {
        let program = self.shared.program;
        let tag = self.block * u64::from(program.group) * u64::from(program.groups_per_block)
            + u64::from(lane);
        self.invocation_of(tag)
    }

    /// `global_invocation_id` of an invocation numbered by its workgroup's position in
    /// the run and its local index.
    pub(in crate::execute::simt) fn invocation_of(&self, number: u64) -> [u32; 3] {
        let size = u64::from(self.shared.program.group);
        let (position, local) = (number / size, number % size);
        let [x, y, z] = self.shared.size.map(u64::from);
        let total = self.shared.groups.iter().map(|&g| u64::from(g)).product();
        let group = self.shared.world.groups.at(position, total);
        let [gx, gy, _] = self.shared.groups.map(|g| u64::from(g.max(1)));
        let id = [
            group % gx * x + local % x,
            group / gx % gy * y + local / x % y,
            group / gx / gy * z + local / x / y,
        ];
        id.map(|v| v as u32)
    }

    pub(super) fn input(&mut self, d: V, what: Input) {
        let size = self.shared.size;
        match what {
            Input::Groups(axis) => {
                let groups = Chunk::splat(self.shared.groups[axis as usize]);
                self.fill(
                    d,
                    #[inline(always)]
                    |_, _| groups,
                )
            }
            Input::Group(axis) => self.fill(
                d,
                #[inline(always)]
                |this, k| this.group[axis as usize][k],
            ),
            Input::Local(axis) => self.fill(
                d,
                #[inline(always)]
                |this, k| this.local[axis as usize][k],
            ),
            Input::LocalIndex => self.fill(
                d,
                #[inline(always)]
                |this, k| this.local[3][k],
            ),
            Input::Global(axis) => {
                let axis = axis as usize;
                self.fill(
                    d,
                    #[inline(always)]
                    |this, k| {
                        let (group, mut id) = (&this.group[axis][k], this.local[axis][k]);
                        for j in 0..LANES {
                            id.0[j] = group.0[j].wrapping_mul(size[axis]).wrapping_add(id.0[j]);
                        }
                        id
                    },
                )
            }
        }
    }

    #[inline(always)]
    fn fill(&mut self, d: V, value: impl Fn(&Self, usize) -> Chunk) {
        let chunks = if varying(d) { self.active.chunks() } else { Chunks::ONE };
        vectors(
            #[inline(always)]
            || {
                for k in chunks {
                    self.regs[at(d, k)] = value(self, k);
                }
            },
        );
    }
}
