//! Constant arrays indexed at run time. Never written.

use crate::execute::simt::code::{Access, Root, V};
use crate::execute::simt::lanes::{Chunk, LANES, at, varying};
use crate::execute::simt::machine::Machine;
use crate::kernel::FindingKind;

impl Machine<'_> {
    /// `d = table[index]`
    pub(in crate::execute::simt) fn table(
        &mut self,
        d: V,
        table: u32,
        index: V,
        limit: u32,
        site: u32,
    ) {
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
                    component: None,
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
            let k = self.active.first_chunk().unwrap_or(0);
            return one(self, k, self.active.lanes(k));
        }
        for k in self.active.chunks() {
            one(self, k, self.active.lanes(k));
        }
    }
}
