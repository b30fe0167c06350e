//! Barriers: who is missing, and what lies before them is ordered. Never waits: all lanes of a
//! block are there at once.

use super::{Machine, Stop};
use crate::execute::simt::lanes::LANES;
use crate::execute::simt::shadow::Phase;
use crate::kernel::FindingKind;

impl Machine<'_> {
    pub(super) fn barrier(
        &mut self,
        storage: bool,
        workgroup: bool,
        site: u32,
    ) -> Result<(), Stop> {
        if self.active != self.everyone {
            let (here, all) = (self.active.count(), self.everyone.count());
            let missing = self.everyone.chunks().find_map(|k| {
                let gone = self.everyone.lanes(k) & !self.active.lanes(k);
                (gone != 0).then(|| k as u32 * LANES as u32 + gone.trailing_zeros())
            });
            let (lane, absent) = (self.first_lane(), self.invocation(missing.unwrap_or(0)));
            let invocation = self.invocation(lane);
            self.report.note(FindingKind::BarrierDivergence, site, 1, || {
                let text = format!(
                    "only {here} of {all} invocations of the workgroup reach this barrier; invocation ({}, {}, {}) went another way or returned",
                    absent[0], absent[1], absent[2]
                );
                (Some(invocation), text)
            });
        }
        if !self.shared.watch {
            return Ok(());
        }
        let group = self.shared.program.group;
        if workgroup {
            self.next_workgroup_phase();
        }
        if storage {
            let first = self.phase.several.checked_add(1).ok_or(Stop::Tags)?;
            let several = first.checked_add(group).ok_or(Stop::Tags)?;
            self.phase = Phase { first, several, ..self.phase };
        }
        Ok(())
    }
}
