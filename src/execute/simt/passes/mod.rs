//! Register code with virtual registers → code that the machine runs.
//!
//! Where the starting values of variables go, which registers are the same in all lanes, which
//! copies are needless, where registers lie, and jumps for the structured control flow. What a
//! run does not ask for, coverage or a trace, costs it nothing: its marks are left out here. Every
//! pass is a loop over flat code; nothing recurses.

mod assemble;
mod contract;
mod inits;
mod jumps;
mod marks;
mod regions;
mod returns;
mod rows;
mod slots;
mod tidy;
mod uniform;

use super::code::{Inst, Kind, Reg, Tables};
use super::lanes::{Chunk, LANES};
use super::lower::Lowered;
use super::world::Contraction;

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
    /// Words of workgroup memory from one of them to the next.
    pub workgroup_stride: u32,
    /// Whether a barrier orders storage.
    pub storage_barriers: bool,
    /// Whether the order in which workgroups run can't show in the results.
    pub any_order: bool,
}

/// How much the passes find out.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Default, Debug)]
pub enum Effort {
    /// Everything.
    #[default]
    Full,
    /// Nothing: every register differs between lanes, every copy stays. For lanes that go one at a
    /// time, and what the tests compare the other with.
    Plain,
}

/// Which operations the machine carries out one by one.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Default, Debug)]
pub enum Rough {
    /// None.
    #[default]
    None,
    /// Those on f32: the world has its own way with them.
    Floats,
    /// All: where values come from is followed.
    All,
}

/// What code is wanted.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Default, Debug)]
pub struct Build {
    /// What the passes do.
    pub effort: Effort,
    /// Which sums of products are fused.
    pub contract: Contraction,
    /// Which operations are `Rough`.
    pub rough: Rough,
    /// With marks for coverage.
    pub cover: bool,
    /// With marks for a trace.
    pub show: bool,
}

/// All passes. `size` is the workgroup's.
pub fn finish(mut lowered: Lowered, size: [u32; 3], build: Build) -> Assembled {
    let group = size.iter().product();
    let shares = lowered.tables.workgroup_words > 0
        || lowered.code.iter().any(|i| matches!(i.kind, Kind::Barrier { .. }));
    marks::strip(&mut lowered, build);
    returns::strip(&mut lowered.code);
    contract::fuse(&mut lowered, build.contract);
    inits::place(&mut lowered);
    let mut varying = uniform::analyse(&lowered.code, &lowered.regs, shares);
    let mut single_group = shares;
    if shares && may_step_together(&lowered.code, group, build) {
        let together = uniform::analyse(&lowered.code, &lowered.regs, false);
        if uniform::meets(&lowered.code, &together) {
            (varying, single_group) = (together, false);
        }
    }
    // Rough operations leave the lanes that are not active as they are.
    let mut rows = rows::Rows::unknown(lowered.regs.len());
    if build.effort == Effort::Full {
        tidy::tidy(&mut lowered.code, &lowered.regs, &varying);
        if build.rough != Rough::All {
            rows = rows::Rows::new(&lowered.code, &lowered.regs, &varying, size);
        }
    } else {
        let free = |reg: &Reg| matches!(reg, Reg::Temp | Reg::Var);
        varying = lowered.regs.iter().map(free).collect();
    }
    let fixed = |reg: &Reg| matches!(reg, Reg::Const(_) | Reg::Limit(_));
    debug_assert!(lowered.regs.iter().zip(&varying).all(|(r, v)| !(fixed(r) && *v)));
    let slots = slots::allot(&lowered.code, &lowered.regs, &varying);
    let alone = build.effort == Effort::Plain;
    let mut assembled =
        assemble::assemble(lowered, &varying, &rows, slots, group, single_group, alone);
    marks::roughen(&mut assembled.code, build.rough);
    assembled
}

/// Whether workgroups with barriers or memory of their own could step together, if all lanes of
/// all of them meet at every barrier: each fills whole rows of lanes, no barrier orders storage
/// within one only, and their order can't show. Values that are followed need a block to be one.
fn may_step_together(code: &[Inst], group: u32, build: Build) -> bool {
    build.effort == Effort::Full
        && build.rough != Rough::All
        && !build.show
        && group.is_multiple_of(LANES as u32)
        && code.iter().all(|inst| {
            assemble::order_is_free(&inst.kind)
                && !matches!(inst.kind, Kind::Barrier { storage: true, .. })
        })
}
