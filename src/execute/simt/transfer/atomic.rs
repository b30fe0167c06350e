//! Atomics, lane after lane, in the order of the run's world. They order nothing but their own word, and never race with each
//! other.

use std::sync::atomic::{AtomicU32, Ordering::Relaxed};

use super::finding::Said;
use crate::execute::simt::code::{Access, Atomic, NONE, Root, V};
use crate::execute::simt::lanes::{Chunk, LANES, at};
use crate::execute::simt::machine::Machine;
use crate::execute::simt::memory::{Memory, Words};
use crate::execute::simt::world::{mix, shuffle};
use crate::kernel::FindingKind;

/// One in so many compare-exchanges fails for no reason, in a world that shuffles atomics.
const FAILS: u64 = 8;

impl Machine<'_> {
    /// An atomic, lane after lane.
    pub(in crate::execute::simt) fn atomic(
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
        // Chunk by chunk, or lane by lane in another order.
        let mut turns = std::mem::take(&mut self.turns);
        self.turns(&mut turns);
        for &(k, lanes) in &turns {
            let k = k as usize;
            let row = self.row(access, k);
            let operand = |v: V| if v == NONE { Chunk::splat(0) } else { self.regs[at(v, k)] };
            let (values, expected) = (operand(value), operand(compare));
            let result = |v: V| if v == NONE { Chunk::splat(0) } else { self.regs[at(v, k)] };
            let (mut old, mut done) = (result(d), result(swapped));
            let mut outside = lanes & !row.valid;
            for j in 0..LANES {
                if outside >> j & 1 != 0 {
                    (old.0[j], done.0[j]) = (0, 0);
                }
            }
            let mut todo = lanes & row.valid;
            while todo != 0 {
                let j = todo.trailing_zeros() as usize;
                todo &= todo - 1;
                let word = base as usize + row.words[j] as usize;
                if word >= size {
                    outside |= 1 << j;
                    (old.0[j], done.0[j]) = (0, 0);
                    continue;
                }
                let fails = fun == Atomic::CompareExchange && self.fails(k * LANES + j);
                let fun = if fails { Atomic::Load } else { fun };
                (old.0[j], done.0[j]) = match access.root {
                    Root::Workgroup { .. } => {
                        let word = self.shifts[k] as usize + word;
                        plain(fun, &mut workgroup[word], values.0[j], expected.0[j])
                    }
                    Root::Buffer(buffer) => match &shared.buffers[buffer as usize] {
                        Words::Fixed(bytes) => (bytes.read(word), 0),
                        words => words.shared().map_or((0, 0), |words| {
                            together(fun, &words[word], values.0[j], expected.0[j])
                        }),
                    },
                    Root::Local(_) => (0, 0),
                };
                if fails {
                    done.0[j] = 0;
                    // A loop that tries again must not look like one that waits for ever.
                    self.changes += u64::from(old.0[j] == expected.0[j]);
                }
                let changed =
                    writes && done.0[j] != 0 && after(fun, old.0[j], values.0[j]) != old.0[j];
                self.changes += u64::from(changed);
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
                self.stored.put(k, lanes & !outside);
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
        self.turns = turns;
        self.workgroup = workgroup;
    }

    /// Whether a compare-exchange fails although it need not, as WGSL lets the weak one do: one in
    /// [`FAILS`], by the world's seed. It tells a loop from a draft that tries once (V2), and runs
    /// the path of a failure where workgroups take turns (V3).
    fn fails(&self, lane: usize) -> bool {
        let Some(seed) = self.shared.world.atomics else { return false };
        let draw = mix(mix(seed ^ mix(self.block)) ^ self.atomics << 32 ^ lane as u64);
        draw.is_multiple_of(FAILS)
    }

    /// Who goes when: (chunk, lanes).
    fn turns(&mut self, turns: &mut Vec<(u32, u16)>) {
        turns.clear();
        let Some(seed) = self.shared.world.atomics else {
            turns.extend(self.active.chunks().map(|k| (k as u32, self.active.lanes(k))));
            return;
        };
        for k in self.active.chunks() {
            let mut todo = self.active.lanes(k);
            while todo != 0 {
                turns.push((k as u32, todo & todo.wrapping_neg()));
                todo &= todo - 1;
            }
        }
        self.atomics += 1;
        shuffle(turns, mix(seed ^ mix(self.block) ^ self.atomics << 32));
    }
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
