//! Register code with virtual registers → code that the machine runs.
//!
//! Where the starting values of variables go, which registers are the same in all lanes, which
//! copies are needless, where registers lie, and jumps for the structured control flow. Every
//! pass is a loop over flat code; nothing recurses.

mod assemble;
mod inits;
mod jumps;
mod regions;
mod slots;
mod tidy;
mod uniform;

use super::code::{Inst, Kind, Reg, Tables};
use super::lanes::Chunk;
use super::lower::Lowered;

/// Code that the machine runs.
#[derive(Debug)]
pub struct Assembled {
    /// Instructions; operands are packed places.
    pub code: Vec<Inst>,
    /// What the code refers to.
    pub tables: Tables,
    /// Chunks of the register file.
    pub chunks: usize,
    /// Chunks that hold constants.
    pub constants: Vec<(u32, Chunk)>,
    /// Chunks that hold array lengths, by number in [`Tables::limits`].
    pub lengths: Vec<(u32, u32)>,
    /// Mask frames.
    pub frames: usize,
    /// Invocations of a workgroup.
    pub group: u32,
    /// Workgroups that step together.
    pub groups_per_block: u32,
    /// Whether a barrier orders storage.
    pub storage_barriers: bool,
    /// Whether the order in which workgroups run can't show in the results.
    pub any_order: bool,
}

/// How much the passes find out.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Effort {
    /// Everything.
    Full,
    /// Nothing: every register differs between lanes, every copy stays. What the tests compare
    /// the other with.
    #[cfg(test)]
    Plain,
}

/// All passes. `group` is the number of invocations of a workgroup.
pub fn finish(mut lowered: Lowered, group: u32, effort: Effort) -> Assembled {
    let single_group = lowered.tables.workgroup_words > 0
        || lowered.code.iter().any(|i| matches!(i.kind, Kind::Barrier { .. }));
    inits::place(&mut lowered);
    let mut varying = uniform::analyse(&lowered.code, &lowered.regs, single_group);
    if effort == Effort::Full {
        tidy::tidy(&mut lowered.code, &lowered.regs, &varying);
    } else {
        let free = |reg: &Reg| matches!(reg, Reg::Temp | Reg::Var);
        varying = lowered.regs.iter().map(free).collect();
    }
    let fixed = |reg: &Reg| matches!(reg, Reg::Const(_) | Reg::Limit(_));
    debug_assert!(lowered.regs.iter().zip(&varying).all(|(r, v)| !(fixed(r) && *v)));
    let slots = slots::allot(&lowered.code, &lowered.regs, &varying);
    assemble::assemble(lowered, &varying, slots, group, single_group)
}
