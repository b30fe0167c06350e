//! When to stop: fuel, the deadline, cancellation. Fuel is shared by all machines of a run and
//! taken in portions; never judges why a loop goes on.

use std::sync::atomic::Ordering::Relaxed;
use std::time::Instant;

use super::{Machine, Stop};
use crate::execute::simt::world::Lanes;
use crate::kernel::FindingKind;

/// Fuel is taken in portions.
const PORTION: u64 = 1024;

impl Machine<'_> {
    pub(super) fn look(&mut self) -> Result<(), Stop> {
        self.ticks = 0;
        if self.shared.cancel.is_cancelled() {
            return Err(Stop::Cancelled);
        }
        if self.shared.stop.load(Relaxed) {
            return Err(Stop::Other);
        }
        if Instant::now() >= self.shared.deadline { Err(Stop::Deadline) } else { Ok(()) }
    }

    pub(super) fn refuel(&mut self, site: u32) -> Result<(), Stop> {
        let fuel = &self.shared.fuel;
        let take =
            |left: u64| if left == u64::MAX { Some(left) } else { Some(left - left.min(PORTION)) };
        let left = fuel.fetch_update(Relaxed, Relaxed, take).unwrap_or(0);
        self.fuel = left.min(PORTION) * self.rounds_per_unit();
        if self.fuel > 0 {
            return Ok(());
        }
        let lane = self.first_lane();
        let invocation = self.invocation(lane);
        self.report.note(FindingKind::EndlessLoop, site, 1, || {
            (Some(invocation), "this loop does not end within the fuel of the run".into())
        });
        Err(Stop::Fuel)
    }

    /// Lanes that go one at a time take as many rounds as there are lanes for what a block does in
    /// one.
    fn rounds_per_unit(&self) -> u64 {
        let program = self.shared.program;
        match self.shared.world.lanes {
            Lanes::Lockstep => 1,
            Lanes::OneAtATime(_) => u64::from(program.group * program.groups_per_block).max(1),
        }
    }

    /// Gives back fuel that was taken and not used.
    pub fn give_back(&mut self) {
        let unused = self.fuel / self.rounds_per_unit();
        let give = |left: u64| (left != u64::MAX).then(|| left.saturating_add(unused));
        // Without a limit there is nothing to give back to.
        let _ = self.shared.fuel.fetch_update(Relaxed, Relaxed, give);
        self.fuel = 0;
    }
}
