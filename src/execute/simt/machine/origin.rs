//! Where NaNs and infinities came from (V6), register by register and word by word.
//!
//! A value has an origin while it is not finite, or is an integer or a truth value that such a
//! value decided. What a `select` leaves aside has none, nor what `min` or `1/∞` made finite: a
//! value that is discarded harms nobody. A NaN that decides a branch, and a NaN or an infinity
//! that becomes an index, are fatal; comparisons with an infinity have one outcome and are not.
//! What is stored is compared with the reference, which may not be finite there either (V12): it
//! is a note. Never changes a value, and never used unless a run had reason to.

use super::Machine;
use super::rough::{not_finite, outside};
use crate::execute::simt::code::{NONE, Op, V};
use crate::execute::simt::lanes::{Chunk, LANES, at, varying};
use crate::kernel::{FindingKind, Span};

/// Sites of origin plus one; 0 for none.
pub struct Origins {
    /// As the register file lies.
    pub regs: Vec<[u32; LANES]>,
    /// Words of each buffer.
    pub buffers: Vec<Vec<u32>>,
    /// Words of workgroup memory.
    pub workgroup: Vec<u32>,
}

/// Where a value with an origin went.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Went {
    /// It decides a branch at this site.
    Branch(u32),
    /// It became an index at this site.
    Index(u32),
}

impl Machine<'_> {
    /// The origin of a result.
    #[allow(clippy::too_many_arguments)]
    pub(super) fn follow(
        &mut self,
        op: Op,
        d: V,
        a: [V; 3],
        x: &[Chunk; 3],
        r: &Chunk,
        lanes: u16,
        site: u32,
        k: usize,
    ) {
        let Some(origins) = &mut self.origins else { return };
        let from = a.map(|v| if v == NONE { [0; LANES] } else { origins.regs[at(v, k)] });
        let made = if op.is_watched() { outside(op, x, r, lanes) } else { 0 };
        let infinite = not_finite(r);
        let compares = matches!(op, Op::EqF | Op::NeF | Op::LtF | Op::LeF);
        let mut todo = lanes;
        while todo != 0 {
            let j = todo.trailing_zeros() as usize;
            todo &= todo - 1;
            let first =
                |from: &[[u32; LANES]]| from.iter().map(|f| f[j]).find(|&o| o != 0).unwrap_or(0);
            let mut origin = match op {
                Op::Select => first(&from[if x[0].0[j] != 0 { 1..2 } else { 2..3 }]),
                // The draft asks on purpose.
                Op::IsNan | Op::IsInf => 0,
                _ if compares => {
                    let nan = |i: usize| f32::from_bits(x[i].0[j]).is_nan();
                    (0..2).filter(|&i| nan(i)).map(|i| from[i][j]).max().unwrap_or(0)
                }
                _ => first(&from),
            };
            if made >> j & 1 != 0 && !op.clamps() {
                origin = site + 1;
            }
            if op.gives_float() && infinite >> j & 1 == 0 {
                origin = 0;
            }
            origins.regs[at(d, k)][j] = origin;
        }
        if !varying(d) {
            let one = origins.regs[at(d, k)][0];
            origins.regs[at(d, k)] = [one; LANES];
        }
        if made != 0 {
            self.note_outside(op, x, r, made, site, k);
        }
    }

    fn note_outside(&mut self, op: Op, x: &[Chunk; 3], r: &Chunk, lanes: u16, site: u32, k: usize) {
        let j = lanes.trailing_zeros() as usize & 15;
        let invocation = self.invocation_here(k, j);
        let [a, b] = [x[0].0[j], x[1].0[j]].map(f32::from_bits);
        let kind = FindingKind::Suspicious;
        self.report.note(kind, site, u64::from(lanes.count_ones()), || {
            let text = match op {
                Op::FToI | Op::FToU => {
                    let to = if op == Op::FToI { "i32" } else { "u32" };
                    format!(
                        "{to}({a}) is out of range and gives {}",
                        if op == Op::FToI {
                            (r.0[j] as i32).to_string()
                        } else {
                            r.0[j].to_string()
                        }
                    )
                }
                _ => {
                    let operands = match op {
                        Op::DivF | Op::RemF | Op::Pow => format!("{a} and {b}"),
                        _ => a.to_string(),
                    };
                    format!("{operands} gives {} here", f32::from_bits(r.0[j]))
                }
            };
            (Some(invocation), text)
        });
    }

    /// A condition decides which way lanes go.
    pub(super) fn heed(&mut self, cond: V, site: u32) {
        for k in self.active.chunks() {
            self.went(cond, k, Went::Branch(site));
        }
    }

    /// Reports active lanes of chunk `k` in which `v` has an origin.
    pub(in crate::execute::simt) fn went(&mut self, v: V, k: usize, went: Went) {
        let Some(origins) = &self.origins else { return };
        let row = origins.regs[at(v, k)];
        let mut todo = self.active.lanes(k);
        while todo != 0 {
            let j = todo.trailing_zeros() as usize;
            todo &= todo - 1;
            if row[j] == 0 {
                continue;
            }
            let invocation = self.invocation_here(k, j);
            let index = self.regs[at(v, k)].0[j] as i32;
            let shared = self.shared;
            self.report.note(FindingKind::DomainError, row[j] - 1, 1, || {
                let line = |site: u32| {
                    let span = shared.program.tables.sites[site as usize].span.to_range();
                    span.map_or(0, |r| Span::of_bytes(shared.wgsl, r.start, r.end).line)
                };
                let text = match went {
                    Went::Branch(site) => format!(
                        "finite operands give a NaN here, which decides the branch in line {}",
                        line(site)
                    ),
                    Went::Index(site) => format!(
                        "finite operands give a NaN or an infinity here, which becomes the index {index} in line {}",
                        line(site)
                    ),
                };
                (Some(invocation), text)
            });
        }
    }

    pub(in crate::execute::simt) fn invocation_here(&self, k: usize, j: usize) -> [u32; 3] {
        self.invocation((k * LANES + j) as u32)
    }

    /// A register that something else than an operation wrote.
    pub(in crate::execute::simt) fn forget(&mut self, d: V) {
        let Some(origins) = &mut self.origins else { return };
        if d == NONE {
            return;
        }
        if !varying(d) {
            origins.regs[at(d, 0)] = [0; LANES];
            return;
        }
        for k in self.active.chunks() {
            for j in 0..LANES {
                if self.active.lanes(k) >> j & 1 != 0 {
                    origins.regs[at(d, k)][j] = 0;
                }
            }
        }
    }
}
