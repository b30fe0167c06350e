//! Loads, stores and atomics of a block's lanes, with their findings.
//!
//! Out of bounds: a read gives 0, a write is discarded, an atomic does nothing and gives 0.

use std::sync::atomic::{AtomicU32, Ordering::Relaxed};

use super::code::{Access, Atomic, Leaf, NONE, Root, V};
use super::lanes::{Chunk, FULL, LANES, at, blend, varying};
use super::machine::{Machine, not_finite};
use super::memory::{Memory, Words};
use super::shadow::{Phase, Shadow};
use crate::kernel::FindingKind;

/// Marks an address whose index was out of bounds.
const INVALID: u32 = u32::MAX;

/// Sixteen addresses, and the lanes whose index is in bounds.
struct Row {
    words: [u32; LANES],
    valid: u16,
}

/// What a shadow said about one access.
enum Said {
    Race { other: u32, write: bool },
    Unwritten,
}

impl Machine<'_> {
    /// `d = index < limit && base is valid ? base + index·scale : invalid`
    pub(super) fn index(&mut self, d: V, base: V, index: V, scale: u32, limit: u32) {
        let limit = self.shared.limits[limit as usize];
        let one = |this: &mut Self, k: usize| {
            let i = this.regs[at(index, k)];
            let b = if base == NONE { Chunk::splat(0) } else { this.regs[at(base, k)] };
            this.regs[at(d, k)] = Chunk(std::array::from_fn(|j| {
                if i.0[j] < limit && b.0[j] != INVALID {
                    b.0[j].wrapping_add(i.0[j].wrapping_mul(scale))
                } else {
                    INVALID
                }
            }));
        };
        if !varying(d) {
            return one(self, 0);
        }
        for i in 0..self.active.chunks.len() {
            one(self, self.active.chunks[i] as usize);
        }
    }

    /// The first of sixteen neighbouring words that full chunk `k` goes to, all in bounds of
    /// their array, if that is how its addresses lie.
    #[inline(always)]
    fn neighbours(&self, access: &Access, k: usize) -> Option<usize> {
        let offset = access.offset?;
        let limit = self.shared.limits[offset.limit as usize];
        let index = &self.regs[at(offset.index, k)];
        let first = index.0[0];
        let mut apart = 0;
        for j in 0..LANES {
            apart |= index.0[j] ^ first.wrapping_add(j as u32);
        }
        let inside = u64::from(first) + LANES as u64 <= u64::from(limit);
        (offset.scale == 1 && apart == 0 && inside && self.active.bits[k] == FULL)
            .then(|| access.fixed as usize + first as usize)
    }

    fn row(&self, access: &Access, k: usize) -> Row {
        let Some(offset) = access.offset else {
            return Row { words: [access.fixed; LANES], valid: FULL };
        };
        let limit = self.shared.limits[offset.limit as usize];
        let index = &self.regs[at(offset.index, k)];
        let (mut words, mut valid) = ([0; LANES], 0u32);
        for (j, word) in words.iter_mut().enumerate() {
            *word = access.fixed.wrapping_add(index.0[j].wrapping_mul(offset.scale));
            valid |= u32::from(index.0[j] < limit) << j;
        }
        Row { words, valid: valid as u16 }
    }

    /// Scalars from memory.
    pub(super) fn load(&mut self, d: &[V], access: &Access, site: u32) {
        match access.root {
            Root::Local(local) => self.load_local(d, access, local, site),
            Root::Buffer(buffer) => {
                let shared = self.shared;
                match &shared.buffers[buffer as usize] {
                    Words::Fixed(words) => self.load_from(&words[..], d, access, 0, None, site),
                    Words::Shared(words) => {
                        let mut shadow = std::mem::take(&mut self.shadows[buffer as usize]);
                        let watch = shared.watch.then_some((
                            &mut shadow,
                            self.phase,
                            shared.unwritten[buffer as usize],
                        ));
                        self.load_from(&words[..], d, access, 0, watch, site);
                        self.shadows[buffer as usize] = shadow;
                    }
                }
            }
            Root::Workgroup { base, words } => {
                let memory = std::mem::take(&mut self.workgroup);
                let mut shadow = std::mem::take(&mut self.workgroup_shadow);
                let watch = self.shared.watch.then_some((&mut shadow, self.workgroup_phase, false));
                self.load_from(&memory[..(base + words) as usize], d, access, base, watch, site);
                self.workgroup_shadow = shadow;
                self.workgroup = memory;
            }
        }
    }

    #[inline(always)]
    fn load_from(
        &mut self,
        memory: impl Memory,
        d: &[V],
        access: &Access,
        base: u32,
        mut watch: Option<(&mut Shadow, Phase, bool)>,
        site: u32,
    ) {
        let size = memory.words();
        if d.first().is_some_and(|&d| !varying(d)) {
            return self.load_once(memory, d, access, base, watch, site);
        }
        for i in 0..self.active.chunks.len() {
            let k = self.active.chunks[i] as usize;
            if let (Some(first), [d], [leaf]) = (self.neighbours(access, k), d, &access.leaves[..])
            {
                let start = base as usize + first + leaf.word as usize;
                let quick = start + LANES <= size
                    && match &mut watch {
                        None => true,
                        Some((shadow, phase, unwritten)) => {
                            !*unwritten && shadow.read_row(start, (k * LANES) as u32, *phase)
                        }
                    };
                if quick {
                    self.regs[at(*d, k)] = Chunk(memory.read_row(start));
                    continue;
                }
            }
            let lanes = self.active.bits[k];
            let row = self.row(access, k);
            let mut outside = lanes & !row.valid;
            for (&d, leaf) in d.iter().zip(&access.leaves) {
                let mut out = Chunk::splat(0);
                let mut todo = lanes & row.valid;
                while todo != 0 {
                    let j = todo.trailing_zeros() as usize;
                    todo &= todo - 1;
                    let word = base as usize + row.words[j] as usize + leaf.word as usize;
                    if word >= size {
                        outside |= 1 << j;
                        continue;
                    }
                    out.0[j] = memory.read(word);
                    if let Some((shadow, phase, unwritten)) = &mut watch {
                        let lane = (k * LANES + j) as u32;
                        if let Some(said) = read_said(shadow, word, lane, *phase, *unwritten) {
                            self.report_said(said, access, k, j, site);
                        }
                    }
                }
                self.regs[at(d, k)] = out;
            }
            if outside != 0 {
                self.report_outside(FindingKind::OutOfBoundsRead, access, k, outside, size, site);
            }
        }
    }

    /// A load from one address for all lanes.
    fn load_once(
        &mut self,
        memory: impl Memory,
        d: &[V],
        access: &Access,
        base: u32,
        mut watch: Option<(&mut Shadow, Phase, bool)>,
        site: u32,
    ) {
        let size = memory.words();
        let row = self.row(access, 0);
        let mut outside = row.valid & 1 == 0;
        for (&d, leaf) in d.iter().zip(&access.leaves) {
            let word = base as usize + row.words[0] as usize + leaf.word as usize;
            if outside || word >= size {
                outside = true;
                self.regs[at(d, 0)] = Chunk::splat(0);
                continue;
            }
            self.regs[at(d, 0)] = Chunk::splat(memory.read(word));
            if let Some((shadow, phase, unwritten)) = &mut watch {
                for i in 0..self.active.chunks.len() {
                    let k = self.active.chunks[i] as usize;
                    let mut todo = self.active.bits[k];
                    while todo != 0 {
                        let j = todo.trailing_zeros() as usize;
                        todo &= todo - 1;
                        if let Some(said) =
                            read_said(shadow, word, (k * LANES + j) as u32, *phase, *unwritten)
                        {
                            self.report_said(said, access, k, j, site);
                        }
                    }
                }
            }
        }
        if outside {
            for i in 0..self.active.chunks.len() {
                let k = self.active.chunks[i] as usize;
                self.report_outside(
                    FindingKind::OutOfBoundsRead,
                    access,
                    k,
                    self.active.bits[k],
                    size,
                    site,
                );
            }
        }
    }

    /// Scalars to memory.
    pub(super) fn store(&mut self, s: &[V], access: &Access, site: u32) {
        match access.root {
            Root::Local(local) => self.store_local(s, access, local, site),
            Root::Buffer(buffer) => {
                let shared = self.shared;
                let Words::Shared(words) = &shared.buffers[buffer as usize] else { return };
                let mut shadow = std::mem::take(&mut self.shadows[buffer as usize]);
                let watch = shared.watch.then_some((&mut shadow, self.phase));
                self.store_to(&words[..], s, access, 0, watch, site);
                self.shadows[buffer as usize] = shadow;
                if self.any_domain {
                    self.report_domain(s, &access.leaves);
                }
            }
            Root::Workgroup { base, words } => {
                let mut memory = std::mem::take(&mut self.workgroup);
                let mut shadow = std::mem::take(&mut self.workgroup_shadow);
                let watch = self.shared.watch.then_some((&mut shadow, self.workgroup_phase));
                self.store_to(&mut memory[..(base + words) as usize], s, access, base, watch, site);
                self.workgroup_shadow = shadow;
                self.workgroup = memory;
            }
        }
    }

    #[inline(always)]
    fn store_to(
        &mut self,
        mut memory: impl Memory,
        s: &[V],
        access: &Access,
        base: u32,
        mut watch: Option<(&mut Shadow, Phase)>,
        site: u32,
    ) {
        let size = memory.words();
        let storage = matches!(access.root, Root::Buffer(_));
        for i in 0..self.active.chunks.len() {
            let k = self.active.chunks[i] as usize;
            if let (Some(first), [s], [leaf]) = (self.neighbours(access, k), s, &access.leaves[..])
            {
                let start = base as usize + first + leaf.word as usize;
                let quick = start + LANES <= size
                    && match &mut watch {
                        None => true,
                        Some((shadow, phase)) => {
                            shadow.write_row(start, (k * LANES) as u32, *phase)
                        }
                    };
                if quick {
                    memory.write_row(start, &self.regs[at(*s, k)].0);
                    if storage {
                        self.stored[k] = FULL;
                    }
                    continue;
                }
            }
            let lanes = self.active.bits[k];
            let row = self.row(access, k);
            let mut outside = lanes & !row.valid;
            for (&s, leaf) in s.iter().zip(&access.leaves) {
                let values = self.regs[at(s, k)];
                let mut todo = lanes & row.valid;
                while todo != 0 {
                    let j = todo.trailing_zeros() as usize;
                    todo &= todo - 1;
                    let word = base as usize + row.words[j] as usize + leaf.word as usize;
                    if word >= size {
                        outside |= 1 << j;
                        continue;
                    }
                    memory.write(word, values.0[j]);
                    if let Some((shadow, phase)) = &mut watch
                        && let Some(other) = shadow.write(word, (k * LANES + j) as u32, *phase)
                    {
                        self.report_said(Said::Race { other, write: true }, access, k, j, site);
                    }
                }
            }
            if storage {
                self.stored[k] |= lanes & !outside;
            }
            if outside != 0 {
                self.report_outside(FindingKind::OutOfBoundsWrite, access, k, outside, size, site);
            }
        }
    }

    fn load_local(&mut self, d: &[V], access: &Access, local: u32, site: u32) {
        let (base, words, rows) = self.local(local);
        for i in 0..self.active.chunks.len() {
            let k = self.active.chunks[i] as usize;
            let lanes = self.active.bits[k];
            let row = self.row(access, k);
            let mut outside = lanes & !row.valid;
            for (&d, leaf) in d.iter().zip(&access.leaves) {
                let mut out = Chunk::splat(0);
                for j in 0..LANES {
                    let word = row.words[j] as usize + leaf.word as usize;
                    if row.valid >> j & 1 != 0 && word < words {
                        out.0[j] = self.regs[base + word * rows + k].0[j];
                    } else {
                        outside |= lanes & 1 << j;
                    }
                }
                self.regs[at(d, k)] = out;
            }
            if outside != 0 {
                self.report_outside(FindingKind::OutOfBoundsRead, access, k, outside, words, site);
            }
        }
    }

    fn store_local(&mut self, s: &[V], access: &Access, local: u32, site: u32) {
        let (base, words, rows) = self.local(local);
        for i in 0..self.active.chunks.len() {
            let k = self.active.chunks[i] as usize;
            let lanes = self.active.bits[k];
            if access.offset.is_none() {
                for (&s, leaf) in s.iter().zip(&access.leaves) {
                    let to = base + (access.fixed + leaf.word) as usize * rows + k;
                    self.regs[to] = blend(&self.regs[to], &self.regs[at(s, k)], lanes);
                }
                continue;
            }
            let row = self.row(access, k);
            let mut outside = lanes & !row.valid;
            for (&s, leaf) in s.iter().zip(&access.leaves) {
                let values = self.regs[at(s, k)];
                for j in 0..LANES {
                    if lanes & row.valid & (1 << j) == 0 {
                        continue;
                    }
                    let word = row.words[j] as usize + leaf.word as usize;
                    if word < words {
                        self.regs[base + word * rows + k].0[j] = values.0[j];
                    } else {
                        outside |= 1 << j;
                    }
                }
            }
            if outside != 0 {
                self.report_outside(FindingKind::OutOfBoundsWrite, access, k, outside, words, site);
            }
        }
    }

    fn local(&self, local: u32) -> (usize, usize, usize) {
        let local = self.shared.program.tables.locals[local as usize];
        (local.base as usize, local.words as usize, self.per_row)
    }

    /// Every word of a per-lane array becomes zero in the active lanes.
    pub(super) fn clear(&mut self, local: u32) {
        let (base, words, rows) = self.local(local);
        for word in 0..words {
            for &k in &self.active.chunks {
                let chunk = &mut self.regs[base + word * rows + k as usize];
                *chunk = blend(chunk, &Chunk::splat(0), self.active.bits[k as usize]);
            }
        }
    }

    /// `d = table[index]`
    pub(super) fn table(&mut self, d: V, table: u32, index: V, limit: u32, site: u32) {
        let program = self.shared.program;
        let table = &program.tables.tables[table as usize];
        let one = |this: &mut Self, k: usize, lanes: u16| {
            let i = this.regs[at(index, k)];
            let mut outside = 0;
            let mut out = Chunk::splat(0);
            for j in 0..LANES {
                match table.get(i.0[j] as usize) {
                    Some(&value) => out.0[j] = value,
                    None => outside |= lanes & 1 << j,
                }
            }
            this.regs[at(d, k)] = out;
            if outside != 0 {
                let access = Access {
                    root: Root::Local(0),
                    fixed: 0,
                    offset: None,
                    leaves: Box::default(),
                    chain: Box::new([(index, limit)]),
                };
                this.report_outside(
                    FindingKind::OutOfBoundsRead,
                    &access,
                    k,
                    outside,
                    table.len(),
                    site,
                );
            }
        };
        if !varying(d) {
            let k = self.active.chunks.first().map_or(0, |&k| k as usize);
            return one(self, k, self.active.bits[k]);
        }
        for i in 0..self.active.chunks.len() {
            let k = self.active.chunks[i] as usize;
            one(self, k, self.active.bits[k]);
        }
    }

    /// An atomic, lane after lane.
    pub(super) fn atomic(
        &mut self,
        fun: Atomic,
        [d, swapped]: [V; 2],
        [value, compare]: [V; 2],
        access: &Access,
        site: u32,
    ) {
        let mut workgroup = std::mem::take(&mut self.workgroup);
        let shared = self.shared;
        let reads = !matches!(fun, Atomic::Store);
        let writes = !matches!(fun, Atomic::Load);
        let (size, base) = match access.root {
            Root::Buffer(buffer) => (shared.buffers[buffer as usize].len(), 0),
            Root::Workgroup { base, words } => ((base + words) as usize, base),
            Root::Local(_) => (0, 0),
        };
        for i in 0..self.active.chunks.len() {
            let k = self.active.chunks[i] as usize;
            let lanes = self.active.bits[k];
            let row = self.row(access, k);
            let operand = |v: V| if v == NONE { Chunk::splat(0) } else { self.regs[at(v, k)] };
            let (values, expected) = (operand(value), operand(compare));
            let (mut old, mut done) = (Chunk::splat(0), Chunk::splat(0));
            let mut outside = lanes & !row.valid;
            let mut todo = lanes & row.valid;
            while todo != 0 {
                let j = todo.trailing_zeros() as usize;
                todo &= todo - 1;
                let word = base as usize + row.words[j] as usize;
                if word >= size {
                    outside |= 1 << j;
                    continue;
                }
                (old.0[j], done.0[j]) = match access.root {
                    Root::Workgroup { .. } => {
                        plain(fun, &mut workgroup[word], values.0[j], expected.0[j])
                    }
                    Root::Buffer(buffer) => match &shared.buffers[buffer as usize] {
                        Words::Shared(words) => {
                            together(fun, &words[word], values.0[j], expected.0[j])
                        }
                        Words::Fixed(words) => (words[word], 0),
                    },
                    Root::Local(_) => (0, 0),
                };
                if let Root::Buffer(buffer) = access.root
                    && shared.watch
                    && shared.unwritten[buffer as usize]
                {
                    let shadow = &mut self.shadows[buffer as usize];
                    let unwritten = reads && !shadow.written(word);
                    if writes {
                        shadow.touch(word, self.phase.first + (k * LANES + j) as u32);
                    }
                    if unwritten {
                        self.report_said(Said::Unwritten, access, k, j, site);
                    }
                }
            }
            if d != NONE {
                self.regs[at(d, k)] = old;
            }
            if swapped != NONE {
                self.regs[at(swapped, k)] = done;
            }
            if writes && matches!(access.root, Root::Buffer(_)) {
                self.stored[k] |= lanes & !outside;
            }
            if outside != 0 {
                let kind = if writes {
                    FindingKind::OutOfBoundsWrite
                } else {
                    FindingKind::OutOfBoundsRead
                };
                self.report_outside(kind, access, k, outside, size, site);
            }
        }
        self.workgroup = workgroup;
    }

    fn report_outside(
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

    fn report_said(&mut self, said: Said, access: &Access, k: usize, j: usize, site: u32) {
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
                (
                    FindingKind::Race,
                    format!(
                        "{verb} {place}, which {whose} touches too, with nothing to order them"
                    ),
                )
            }
        };
        self.report.note(kind, site, 1, || (Some(invocation), message));
    }

    /// A NaN or an infinity that a domain error made reaches storage.
    fn report_domain(&mut self, s: &[V], leaves: &[Leaf]) {
        for i in 0..self.active.chunks.len() {
            let k = self.active.chunks[i] as usize;
            for (&s, leaf) in s.iter().zip(leaves) {
                let mut lanes = if leaf.float {
                    not_finite(&self.regs[at(s, k)]) & self.active.bits[k]
                } else {
                    0
                };
                while lanes != 0 {
                    let lane = k * LANES + lanes.trailing_zeros() as usize;
                    lanes &= lanes - 1;
                    if let Some(site) = self.domain[lane].checked_sub(1) {
                        let invocation = self.invocation(lane as u32);
                        self.report.note(FindingKind::DomainError, site, 1, || {
                            let text = "finite operands give a NaN or an infinity here, which is then stored";
                            (Some(invocation), text.into())
                        });
                    }
                }
            }
        }
    }
}

#[inline(always)]
fn read_said(
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

fn after(fun: Atomic, old: u32, value: u32) -> u32 {
    match fun {
        Atomic::Load => old,
        Atomic::Store | Atomic::Exchange | Atomic::CompareExchange => value,
        Atomic::Add => old.wrapping_add(value),
        Atomic::Sub => old.wrapping_sub(value),
        Atomic::And => old & value,
        Atomic::Or => old | value,
        Atomic::Xor => old ^ value,
        Atomic::MinI => (old as i32).min(value as i32) as u32,
        Atomic::MaxI => (old as i32).max(value as i32) as u32,
        Atomic::MinU => old.min(value),
        Atomic::MaxU => old.max(value),
    }
}

fn plain(fun: Atomic, word: &mut u32, value: u32, expected: u32) -> (u32, u32) {
    let old = *word;
    if fun == Atomic::CompareExchange && old != expected {
        return (old, 0);
    }
    *word = after(fun, old, value);
    (old, !0)
}

fn together(fun: Atomic, word: &AtomicU32, value: u32, expected: u32) -> (u32, u32) {
    match fun {
        Atomic::Load => (word.load(Relaxed), 0),
        Atomic::CompareExchange => match word.compare_exchange(expected, value, Relaxed, Relaxed) {
            Ok(old) => (old, !0),
            Err(old) => (old, 0),
        },
        _ => {
            let update = |old| Some(after(fun, old, value));
            // The update never declines.
            (word.fetch_update(Relaxed, Relaxed, update).unwrap_or_else(|old| old), !0)
        }
    }
}
