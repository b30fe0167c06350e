//! Outcomes of conditions (V3), until both were seen. Never changes a mask.

use super::Machine;
use crate::execute::simt::code::V;
use crate::execute::simt::lanes::{at, truth};

impl Machine<'_> {
    pub(super) fn probe(&mut self, cond: V, yes: usize, no: usize) {
        let (mut held, mut failed) = (0, 0);
        for k in self.active.chunks() {
            let holds = truth(&self.regs[at(cond, k)]);
            held |= holds & self.active.lanes(k);
            failed |= !holds & self.active.lanes(k);
        }
        self.reached[yes] |= held != 0;
        self.reached[no] |= failed != 0;
    }
}
