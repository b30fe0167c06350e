//! Steps one block of lanes after the other through the code.
//!
//! A block is one workgroup, or several where nothing can tell them apart. All its lanes execute
//! each instruction together; lanes that went another way wait in frames. Instructions run only
//! while a lane is active. Never looks at the draft, and never decides what a finding means.

mod alone;
mod barrier;
mod block;
mod cover;
mod fuel;
mod invocation;
mod origin;
mod record;
mod rough;
mod spin;
mod step;

use std::sync::atomic::{AtomicBool, AtomicU64};
use std::time::Instant;

use tokio_util::sync::CancellationToken;

use super::code::{Input, Kind};
use super::lanes::{Chunk, LANES};
use super::mask::Mask;
use super::memory::Words;
use super::passes::Assembled;
use super::report::Report;
use super::shadow::{Phase, Shadow};
use super::world::{Lanes, World};

pub use origin::{Origins, Went};
pub use record::{Record, Replace};

/// What all machines of a run share.
pub struct Shared<'a> {
    /// The code.
    pub program: &'a Assembled,
    /// By number in the code's tables.
    pub buffers: &'a [Words<'a>],
    /// Which of them nobody has written yet.
    pub unwritten: Vec<bool>,
    /// The code's limits, settled.
    pub limits: Vec<u32>,
    /// Workgroups on each axis.
    pub groups: [u32; 3],
    /// The workgroup's size.
    pub size: [u32; 3],
    /// Whether races, reads of unwritten words and domain errors are looked for.
    pub watch: bool,
    /// Loop iterations left, of whole blocks.
    pub fuel: AtomicU64,
    /// When to give up.
    pub deadline: Instant,
    /// Whether to give up now.
    pub cancel: &'a CancellationToken,
    /// Another machine has stopped.
    pub stop: AtomicBool,
    /// What WGSL leaves open.
    pub world: &'a World,
    /// The draft's text, for messages.
    pub wgsl: &'a str,
    /// Whether origins of NaNs are followed; the code must be `Rough::All` then.
    pub origins: bool,
}

/// Why a machine stopped early.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Stop {
    /// The deadline passed.
    Deadline,
    /// Cancelled.
    Cancelled,
    /// The fuel ran out; it is in the report.
    Fuel,
    /// Another machine stopped.
    Other,
    /// More stretches between barriers than tags can tell apart.
    Tags,
}

/// One thread's state.
pub struct Machine<'a> {
    pub(super) shared: &'a Shared<'a>,
    pub(super) regs: Vec<Chunk>,
    pub(super) active: Mask,
    everyone: Mask,
    frames: Vec<Mask>,
    pub(super) per_row: usize,
    local: [Vec<Chunk>; 4],
    group: [Vec<Chunk>; 3],
    needs_group: [bool; 3],
    pub(super) block: u64,
    pub(super) workgroup: Vec<u32>,
    /// Where the workgroup of each chunk has its part of that.
    pub(super) shifts: Vec<u32>,
    pub(super) workgroup_shadow: Shadow,
    pub(super) workgroup_phase: Phase,
    pub(super) shadows: Vec<Shadow>,
    pub(super) phase: Phase,
    pub(super) stored: Mask,
    pub(super) origins: Option<Origins>,
    pub(super) changes: u64,
    /// How many atomics this block has carried out.
    pub(super) atomics: u64,
    pub(super) turns: Vec<(u32, u16)>,
    scratch: rough::Scratch,
    seen_state: Option<Box<spin::Seen>>,
    looks: u32,
    ticks: u64,
    fuel: u64,
    /// Finite operands gave a result that isn't finite, or a conversion was out of range: who wants
    /// to know where that goes follows origins.
    pub suspicious: bool,
    /// Outcomes that were reached, by number.
    pub reached: Vec<bool>,
    /// What a trace asks for.
    pub record: Option<Record>,
    /// What was found.
    pub report: Report,
    /// Invocations that stored to storage.
    pub storing: u64,
}

impl<'a> Machine<'a> {
    /// Ready for any block.
    pub fn new(shared: &'a Shared<'a>) -> Self {
        let program = shared.program;
        let lanes = (program.group * program.groups_per_block) as usize;
        let per_row = lanes.div_ceil(LANES);
        let mut regs = vec![Chunk::splat(0); program.chunks];
        for (chunk, value) in &program.constants {
            regs[*chunk as usize] = *value;
        }
        for (chunk, limit) in &program.lengths {
            regs[*chunk as usize] = Chunk::splat(shared.limits[*limit as usize]);
        }
        let [x, y, _] = shared.size;
        let local = [0, 1, 2, 3].map(|axis| {
            let value = |lane: u32| {
                let index = lane % program.group;
                match axis {
                    0 => index % x,
                    1 => index / x % y,
                    2 => index / x / y,
                    _ => index,
                }
            };
            (0..per_row as u32)
                .map(|k| Chunk(std::array::from_fn(|j| value(k * LANES as u32 + j as u32))))
                .collect()
        });
        let needs = |axis| {
            program.code.iter().any(
                |i| matches!(i.kind, Kind::Input { what: Input::Global(a) | Input::Group(a), .. } if a == axis),
            )
        };
        let shadows = shared.buffers.iter().map(|words| match words {
            Words::Fixed(_) => Shadow::default(),
            words if shared.watch => Shadow::storage(words.len()),
            _ => Shadow::default(),
        });
        let workgroup = (program.workgroup_stride * program.groups_per_block) as usize;
        let shift = |k| k * LANES as u32 / program.group * program.workgroup_stride;
        Self {
            shared,
            regs,
            active: Mask::default(),
            everyone: Mask::default(),
            frames: vec![Mask::default(); program.frames],
            per_row,
            local,
            group: std::array::from_fn(|_| vec![Chunk::splat(0); per_row]),
            needs_group: [needs(0), needs(1), needs(2)],
            block: 0,
            workgroup: vec![0; workgroup],
            shifts: (0..per_row as u32).map(shift).collect(),
            workgroup_shadow: if shared.watch {
                Shadow::workgroup(workgroup)
            } else {
                Shadow::default()
            },
            workgroup_phase: Phase { first: 1, start: 1, several: 0 },
            shadows: shadows.collect(),
            phase: Phase { first: 1, start: 1, several: 0 },
            stored: Mask::default(),
            origins: shared.origins.then(|| Origins {
                regs: vec![[0; LANES]; program.chunks],
                buffers: shared.buffers.iter().map(|words| vec![0; words.len()]).collect(),
                workgroup: vec![0; workgroup],
            }),
            changes: 0,
            atomics: 0,
            turns: Vec::new(),
            scratch: rough::Scratch::new(),
            seen_state: None,
            looks: 0,
            ticks: 0,
            suspicious: false,
            reached: vec![false; program.tables.outcomes as usize],
            record: None,
            fuel: 0,
            report: Report::default(),
            storing: 0,
        }
    }

    /// Runs block number `block`, from its first to its last instruction.
    pub fn run(&mut self, block: u64) -> Result<(), Stop> {
        self.look()?;
        self.start(block)?;
        let outcome = match self.shared.world.lanes {
            Lanes::Lockstep => self.steps(0).map(|_| ()),
            Lanes::OneAtATime(seed) => self.one_at_a_time(seed),
        };
        self.storing += self.stored.count();
        outcome
    }
}
