//! Steps one block of lanes after the other through the code.
//!
//! A block is one workgroup, or several where nothing can tell them apart. All its lanes execute
//! each instruction together; lanes that went another way wait in frames. Instructions run only
//! while a lane is active.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering::Relaxed};
use std::time::Instant;

use tokio_util::sync::CancellationToken;

use super::code::{Input, Kind, Op, V};
use super::lanes::{self, Active, Chunk, FULL, LANES, at, truth, varying};
use super::memory::Words;
use super::passes::Assembled;
use super::report::Report;
use super::shadow::{Phase, Shadow};
use crate::kernel::FindingKind;

/// What all machines of a run share.
pub struct Shared<'a> {
    /// The code.
    pub program: &'a Assembled,
    /// By number in the code's tables.
    pub buffers: &'a [Words],
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
    pub(super) active: Active,
    everyone: Vec<u16>,
    frames: Vec<Vec<u16>>,
    pub(super) per_row: usize,
    local: [Vec<Chunk>; 4],
    group: [Vec<Chunk>; 3],
    needs_group: [bool; 3],
    pub(super) block: u64,
    pub(super) workgroup: Vec<u32>,
    pub(super) workgroup_shadow: Shadow,
    pub(super) workgroup_phase: Phase,
    pub(super) shadows: Vec<Shadow>,
    pub(super) phase: Phase,
    pub(super) stored: Vec<u16>,
    pub(super) domain: Vec<u32>,
    pub(super) any_domain: bool,
    ticks: u64,
    fuel: u64,
    /// What was found.
    pub report: Report,
    /// Invocations that stored to storage.
    pub storing: u64,
}

/// Chunk instructions between two looks at the clock.
const LOOK: u64 = 100_000;
/// Fuel is taken in portions.
const PORTION: u64 = 1024;

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
            Words::Shared(words) if shared.watch => Shadow::new(words.len()),
            _ => Shadow::default(),
        });
        let workgroup = program.tables.workgroup_words as usize;
        Self {
            shared,
            regs,
            active: Active { bits: vec![0; per_row], chunks: Vec::with_capacity(per_row) },
            everyone: vec![0; per_row],
            frames: vec![vec![0; per_row]; program.frames],
            per_row,
            local,
            group: std::array::from_fn(|_| vec![Chunk::splat(0); per_row]),
            needs_group: [needs(0), needs(1), needs(2)],
            block: 0,
            workgroup: vec![0; workgroup],
            workgroup_shadow: if shared.watch { Shadow::new(workgroup) } else { Shadow::default() },
            workgroup_phase: Phase { first: 1, start: 1, several: 0 },
            shadows: shadows.collect(),
            phase: Phase { first: 1, start: 1, several: 0 },
            stored: vec![0; per_row],
            domain: if shared.watch { vec![0; per_row * LANES] } else { Vec::new() },
            any_domain: false,
            ticks: 0,
            fuel: 0,
            report: Report::default(),
            storing: 0,
        }
    }

    /// Runs block number `block`, from its first to its last instruction.
    pub fn run(&mut self, block: u64) -> Result<(), Stop> {
        self.look()?;
        self.start(block)?;
        let outcome = self.steps();
        self.storing += self.stored.iter().map(|b| u64::from(b.count_ones())).sum::<u64>();
        outcome
    }

    fn start(&mut self, block: u64) -> Result<(), Stop> {
        let program = self.shared.program;
        let [gx, gy, gz] = self.shared.groups.map(u64::from);
        let total = gx * gy * gz;
        let first = block * u64::from(program.groups_per_block);
        let groups = u64::from(program.groups_per_block).min(total.saturating_sub(first));
        let lanes = (groups * u64::from(program.group)) as usize;
        self.block = block;
        for (k, bits) in self.everyone.iter_mut().enumerate() {
            let here = lanes.saturating_sub(k * LANES).min(LANES);
            *bits = if here == LANES { FULL } else { (1u16 << here) - 1 };
        }
        self.active.bits.copy_from_slice(&self.everyone);
        self.active.list();
        for axis in 0..3 {
            if !self.needs_group[axis] {
                continue;
            }
            let coordinate = |group: u64| match axis {
                0 => (group % gx.max(1)) as u32,
                1 => (group / gx.max(1) % gy.max(1)) as u32,
                _ => (group / gx.max(1) / gy.max(1)) as u32,
            };
            let row = &mut self.group[axis];
            if program.groups_per_block == 1 {
                row.fill(Chunk::splat(coordinate(first)));
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
        self.stored.fill(0);
        if std::mem::take(&mut self.any_domain) {
            self.domain.fill(0);
        }
        self.workgroup.fill(0);
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

    fn next_workgroup_phase(&mut self) {
        let group = self.shared.program.group;
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

    fn steps(&mut self) -> Result<(), Stop> {
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

    fn look(&mut self) -> Result<(), Stop> {
        self.ticks = 0;
        if self.shared.cancel.is_cancelled() {
            return Err(Stop::Cancelled);
        }
        if self.shared.stop.load(Relaxed) {
            return Err(Stop::Other);
        }
        if Instant::now() >= self.shared.deadline { Err(Stop::Deadline) } else { Ok(()) }
    }

    fn refuel(&mut self, site: u32) -> Result<(), Stop> {
        let fuel = &self.shared.fuel;
        let take =
            |left: u64| if left == u64::MAX { Some(left) } else { Some(left - left.min(PORTION)) };
        let left = fuel.fetch_update(Relaxed, Relaxed, take).unwrap_or(0);
        self.fuel = left.min(PORTION);
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

    /// Gives back fuel that was taken and not used.
    pub fn give_back(&mut self) {
        let give = |left: u64| (left != u64::MAX).then(|| left.saturating_add(self.fuel));
        // Without a limit there is nothing to give back to.
        let _ = self.shared.fuel.fetch_update(Relaxed, Relaxed, give);
        self.fuel = 0;
    }

    pub(super) fn first_lane(&self) -> u32 {
        let first = self.active.chunks.first().copied().unwrap_or(0);
        first * LANES as u32 + self.active.bits[first as usize].trailing_zeros().min(15)
    }

    /// `global_invocation_id` of a lane of this block.
    pub(super) fn invocation(&self, lane: u32) -> [u32; 3] {
        let program = self.shared.program;
        let tag = self.block * u64::from(program.group) * u64::from(program.groups_per_block)
            + u64::from(lane);
        self.invocation_of(tag)
    }

    /// `global_invocation_id` of an invocation numbered by workgroup and local index.
    pub(super) fn invocation_of(&self, number: u64) -> [u32; 3] {
        let size = u64::from(self.shared.program.group);
        let (group, local) = (number / size, number % size);
        let [x, y, z] = self.shared.size.map(u64::from);
        let [gx, gy, _] = self.shared.groups.map(|g| u64::from(g.max(1)));
        let id = [
            group % gx * x + local % x,
            group / gx % gy * y + local / x % y,
            group / gx / gy * z + local / x / y,
        ];
        id.map(|v| v as u32)
    }

    fn input(&mut self, d: V, what: Input) {
        let one = |this: &mut Self, k: usize| {
            this.regs[at(d, k)] = match what {
                Input::Groups(axis) => Chunk::splat(this.shared.groups[axis as usize]),
                Input::Group(axis) => this.group[axis as usize][k],
                Input::Local(axis) => this.local[axis as usize][k],
                Input::LocalIndex => this.local[3][k],
                Input::Global(axis) => {
                    let axis = axis as usize;
                    let (group, local, size) =
                        (this.group[axis][k], this.local[axis][k], this.shared.size[axis]);
                    Chunk(std::array::from_fn(|j| {
                        group.0[j].wrapping_mul(size).wrapping_add(local.0[j])
                    }))
                }
            };
        };
        if !varying(d) {
            return one(self, 0);
        }
        for i in 0..self.active.chunks.len() {
            one(self, self.active.chunks[i] as usize);
        }
    }

    fn barrier(&mut self, storage: bool, workgroup: bool, site: u32) -> Result<(), Stop> {
        if self.active.bits != self.everyone {
            let (here, all) = (
                self.active.count(),
                self.everyone.iter().map(|b| u64::from(b.count_ones())).sum::<u64>(),
            );
            let missing = self.everyone.iter().zip(&self.active.bits).enumerate().find_map(
                |(k, (all, here))| {
                    let gone = all & !here;
                    (gone != 0).then(|| k as u32 * LANES as u32 + gone.trailing_zeros())
                },
            );
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

    /// Remembers lanes in which finite operands gave a result that isn't.
    fn check_domain(&mut self, op: Op, d: V, a: [V; 3], site: u32) {
        let arity = if matches!(op, Op::DivF | Op::RemF | Op::Pow) { 2 } else { 1 };
        let one = |this: &mut Self, k: usize, mut lanes: u16| {
            lanes &= not_finite(&this.regs[at(d, k)]);
            if lanes == 0 {
                return;
            }
            for &a in &a[..arity] {
                // An operand that the result replaced can't be asked any more.
                if at(a, k) != at(d, k) {
                    lanes &= !not_finite(&this.regs[at(a, k)]);
                }
            }
            for j in 0..LANES {
                if lanes >> j & 1 != 0 {
                    this.domain[k * LANES + j] = site + 1;
                    this.any_domain = true;
                }
            }
        };
        if varying(d) {
            for i in 0..self.active.chunks.len() {
                let k = self.active.chunks[i] as usize;
                one(self, k, self.active.bits[k]);
            }
        } else if not_finite(&self.regs[at(d, 0)]) & 1 != 0
            && a[..arity]
                .iter()
                .all(|&a| at(a, 0) == at(d, 0) || not_finite(&self.regs[at(a, 0)]) & 1 == 0)
        {
            self.any_domain = true;
            for &k in &self.active.chunks {
                let bits = self.active.bits[k as usize];
                for j in 0..LANES {
                    if bits >> j & 1 != 0 {
                        self.domain[k as usize * LANES + j] = site + 1;
                    }
                }
            }
        }
    }
}

/// Lanes that hold an infinity or a NaN.
#[inline(always)]
pub fn not_finite(chunk: &Chunk) -> u16 {
    let mut out = 0u32;
    for j in 0..LANES {
        out |= u32::from(chunk.0[j] & 0x7f80_0000 == 0x7f80_0000) << j;
    }
    out as u16
}
