//! Findings of memory: out of bounds, races, reads of unwritten words. Puts them into words; never changes a value.

use crate::execute::simt::code::{Access, Root};
use crate::execute::simt::lanes::{LANES, at};
use crate::execute::simt::machine::Machine;
use crate::execute::simt::shadow::{Phase, Shadow};
use crate::kernel::FindingKind;

/// What a shadow said about one access.
pub(super) enum Said {
    Race { other: u32, write: bool },
    Unwritten,
}

impl Machine<'_> {
    pub(super) fn report_outside(
        &mut self,
        kind: FindingKind,
        access: &Access,
        k: usize,
        lanes: u16,
        size: usize,
        site: u32,
    ) {
        let j = lanes.trailing_zeros() as usize & 15;
        let invocation = self.invocation((k * LANES + j) as u32);
        let shared = self.shared;
        let culprit = access.chain.iter().find_map(|&(index, limit)| {
            let (index, length) = (self.regs[at(index, k)].0[j], shared.limits[limit as usize]);
            (index >= length).then_some((index, length))
        });
        let name = &shared.program.tables.sites[site as usize].name;
        self.report.note(kind, site, u64::from(lanes.count_ones()), || {
            let verb = if kind == FindingKind::OutOfBoundsWrite { "writes" } else { "reads" };
            let message = match culprit {
                Some((index, length)) if index > i32::MAX as u32 => {
                    format!(
                        "{verb} '{name}' at index {} ({index} as u32), which has {length} elements",
                        index as i32
                    )
                }
                Some((index, length)) => {
                    format!("{verb} '{name}' at index {index}, which has {length} elements")
                }
                None => format!("{verb} beyond the {size} words behind '{name}'"),
            };
            (Some(invocation), message)
        });
    }

    pub(super) fn report_said(
        &mut self,
        said: Said,
        access: &Access,
        k: usize,
        j: usize,
        site: u32,
    ) {
        let program = self.shared.program;
        let lane = (k * LANES + j) as u32;
        let invocation = self.invocation(lane);
        let name = &program.tables.sites[site as usize].name;
        let index: Vec<String> =
            access.chain.iter().map(|&(v, _)| self.regs[at(v, k)].0[j].to_string()).collect();
        let place = if index.is_empty() {
            format!("'{name}'")
        } else {
            format!("'{name}' at index {}", index.join(", "))
        };
        let (kind, message) = match said {
            Said::Unwritten => (
                FindingKind::UninitializedRead,
                format!("reads {place} before any invocation has written it"),
            ),
            Said::Race { other, write } => {
                let phase = if matches!(access.root, Root::Buffer(_)) {
                    self.phase
                } else {
                    self.workgroup_phase
                };
                let same = phase.first <= other
                    && other < phase.first + program.group * program.groups_per_block;
                let whose = if same {
                    let [x, y, z] = self.invocation(other - phase.first);
                    format!("invocation ({x}, {y}, {z})")
                } else if phase.several == 0 && other != u32::MAX {
                    let [x, y, z] = self.invocation_of(u64::from(other) - 1);
                    format!("invocation ({x}, {y}, {z})")
                } else if phase.several == other {
                    "another invocation of the workgroup".to_owned()
                } else {
                    "an invocation of another workgroup".to_owned()
                };
                let verb = if write { "writes" } else { "reads" };
                let which = match access.component {
                    Some(_) => "of a vector that",
                    None => "which",
                };
                let why = match access.component {
                    Some(_) => "; a store to one component may access the whole vector",
                    None => "",
                };
                (
                    FindingKind::Race,
                    format!(
                        "{verb} {place}, {which} {whose} touches too, with nothing to order them{why}"
                    ),
                )
            }
        };
        self.report.note(kind, site, 1, || (Some(invocation), message));
    }
}

#[inline(always)]
pub(super) fn read_said(
    shadow: &mut Shadow,
    word: usize,
    lane: u32,
    phase: Phase,
    unwritten: bool,
) -> Option<Said> {
    if unwritten && !shadow.written(word) {
        shadow.read(word, lane, phase);
        return Some(Said::Unwritten);
    }
    shadow.read(word, lane, phase).map(|other| Said::Race { other, write: false })
}
