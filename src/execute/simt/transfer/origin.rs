//! Origins of NaNs through memory (V6): what is loaded has the origin of what was stored, and an
//! index with an origin is found. Only while origins are followed.

use crate::execute::simt::code::{Access, Root, V};
use crate::execute::simt::lanes::{LANES, at, varying};
use crate::execute::simt::machine::{Machine, Went};
use crate::kernel::FindingKind;

impl Machine<'_> {
    fn indices(&mut self, access: &Access, site: u32) {
        for k in self.active.chunks() {
            for &(index, _) in &access.chain {
                self.went(index, k, Went::Index(site));
            }
        }
    }

    /// An index that is used by something without an access.
    pub(in crate::execute::simt) fn origin_index(&mut self, index: V, site: u32) {
        for k in self.active.chunks() {
            self.went(index, k, Went::Index(site));
        }
    }

    /// After a load.
    pub(in crate::execute::simt) fn origin_load(&mut self, d: &[V], access: &Access, site: u32) {
        self.indices(access, site);
        self.each(d, access, |origins, register, word, _| {
            let origin = word.map_or(0, |word| *word);
            origins[register.0][register.1] = origin;
        });
        for &d in d {
            if let (false, Some(origins)) = (varying(d), &mut self.origins) {
                let first = self
                    .active
                    .first_chunk()
                    .map_or(0, |k| self.active.lanes(k).trailing_zeros() as usize & 15);
                let one = origins.regs[at(d, 0)][first];
                origins.regs[at(d, 0)] = [one; LANES];
            }
        }
    }

    /// After a store.
    pub(in crate::execute::simt) fn origin_store(&mut self, s: &[V], access: &Access, site: u32) {
        self.indices(access, site);
        let mut stored = Vec::new();
        let buffer = matches!(access.root, Root::Buffer(_));
        self.each(s, access, |origins, register, word, lane| {
            let origin = origins[register.0][register.1];
            if let Some(word) = word {
                *word = origin;
                if origin != 0 && buffer {
                    stored.push((origin - 1, register, lane));
                }
            }
        });
        for (origin, (register, j), (k, leaf)) in stored {
            let value = f32::from_bits(self.regs[register].0[j]);
            if value.is_finite() || !access.leaves[leaf].float {
                continue;
            }
            let invocation = self.invocation_here(k, j);
            let index: Vec<String> =
                access.chain.iter().map(|&(v, _)| self.regs[at(v, k)].0[j].to_string()).collect();
            let name = &self.shared.program.tables.sites[site as usize].name;
            self.report.note(FindingKind::NotFinite, origin, 1, || {
                let place = if index.is_empty() {
                    format!("'{name}'")
                } else {
                    format!("'{name}' at index {}", index.join(", "))
                };
                let text = format!("finite operands give {value} here, which is stored to {place}");
                (Some(invocation), text)
            });
        }
    }

    /// Visits each active lane and leaf: (register chunk and lane, the word's origin, (chunk, leaf)).
    fn each(
        &mut self,
        v: &[V],
        access: &Access,
        mut visit: impl FnMut(&mut [[u32; LANES]], (usize, usize), Option<&mut u32>, (usize, usize)),
    ) {
        let Some(mut origins) = self.origins.take() else { return };
        for k in self.active.chunks() {
            let row = self.row(access, k);
            for (leaf, (&v, at_leaf)) in v.iter().zip(&access.leaves).enumerate() {
                for j in 0..LANES {
                    if self.active.lanes(k) >> j & 1 == 0 {
                        continue;
                    }
                    let word = row.words[j].wrapping_add(at_leaf.word) as usize;
                    let inside = row.valid >> j & 1 != 0;
                    let register = (at(v, k), j);
                    let lane = (k, leaf);
                    match access.root {
                        Root::Buffer(buffer) => {
                            let word = origins.buffers[buffer as usize].get_mut(word);
                            visit(&mut origins.regs, register, word.filter(|_| inside), lane);
                        }
                        Root::Workgroup { base, .. } => {
                            let word = origins.workgroup.get_mut(base as usize + word);
                            visit(&mut origins.regs, register, word.filter(|_| inside), lane);
                        }
                        Root::Local(local) => {
                            let local = self.shared.program.tables.locals[local as usize];
                            let inside = inside && word < local.words as usize;
                            let chunk = local.base as usize + word * self.per_row + k;
                            let mut origin = if inside { origins.regs[chunk][j] } else { 0 };
                            visit(&mut origins.regs, register, Some(&mut origin), lane);
                            if inside {
                                origins.regs[chunk][j] = origin;
                            }
                        }
                    }
                }
            }
        }
        self.origins = Some(origins);
    }
}
