//! Virtual registers → places, labels → addresses: the code as the machine runs it. Control flow
//! itself is turned into jumps elsewhere.

use super::Assembled;
use super::jumps::Assembler;
use super::slots::Slots;
use crate::execute::simt::code::{Atomic, Inst, Kind, NONE, Reg, Root, V};
use crate::execute::simt::lanes::{Chunk, LANES, place};
use crate::execute::simt::lower::Lowered;

/// Bytes of the register file that should stay in the nearest cache.
const CACHE: u32 = 20 << 10;

/// Builds the code. With `alone`, no lane writes another one's registers, whoever waits where.
pub fn assemble(
    mut lowered: Lowered,
    varying: &[bool],
    slots: Slots,
    group: u32,
    single_group: bool,
    alone: bool,
) -> Assembled {
    let group = group.max(1);
    let rows = slots.varying.max(1) + lowered.tables.locals.iter().map(|l| l.words).sum::<u32>();
    let groups_per_block = if single_group {
        1
    } else {
        let lanes = (CACHE / 4 / rows).clamp(64, 1024);
        (lanes / group).max(1)
    };
    let lanes = group.saturating_mul(groups_per_block);
    let per_row = lanes.div_ceil(LANES as u32);

    // Label 0 is the end of everything.
    let mut assembler = Assembler {
        out: Vec::new(),
        labels: vec![0],
        open: Vec::new(),
        frame: 0,
        frames: 0,
        varying,
    };
    let old = std::mem::take(&mut lowered.code);
    let mut at = 0;
    while let Some(inst) = old.get(at) {
        match assembler.exit(&old, at) {
            Some(next) => at = next,
            None => {
                assembler.step(&old, at, inst);
                at += 1;
            }
        }
    }
    assembler.here(0);
    let end = assembler.out.last().map_or(0, |i| i.site);
    assembler.out.push(Inst { kind: Kind::End, site: end });
    let Assembler { mut out, labels, frames, .. } = assembler;

    let mut tables = lowered.tables;
    let mut next = slots.uniform + slots.varying * per_row;
    for local in &mut tables.locals {
        local.base = next;
        next += local.words * per_row;
    }
    let packed = |v: V| {
        let slot = slots.of[v as usize];
        if varying[v as usize] {
            let masked = alone || lowered.regs[v as usize] == Reg::Var;
            place(slots.uniform + slot * per_row, masked, true)
        } else {
            place(slot, false, false)
        }
    };
    for inst in &mut out {
        inst.kind.operands(&mut |v, _| *v = packed(*v));
        match &mut inst.kind {
            Kind::Branch { to, .. }
            | Kind::Jump { to }
            | Kind::Split { to, .. }
            | Kind::Swap { to, .. }
            | Kind::SkipIfNone { to }
            | Kind::Park { to, .. }
            | Kind::ParkIf { to, .. } => *to = labels[*to as usize],
            _ => {}
        }
    }
    let mut constants = Vec::new();
    let mut lengths = Vec::new();
    for (v, reg) in lowered.regs.iter().enumerate() {
        match (reg, slots.of[v]) {
            (_, u32::MAX) => {}
            (Reg::Const(bits), slot) => constants.push((slot, Chunk::splat(*bits))),
            (Reg::Limit(limit), slot) => lengths.push((slot, *limit)),
            _ => {}
        }
    }
    let storage_barriers =
        out.iter().any(|i| matches!(i.kind, Kind::Barrier { storage: true, .. }));
    let any_order = out.iter().all(|i| order_is_free(&i.kind));
    Assembled {
        code: out,
        tables,
        chunks: next.max(1) as usize,
        constants,
        lengths,
        frames: frames as usize,
        group,
        groups_per_block,
        storage_barriers,
        any_order,
    }
}

/// Whether two such instructions of different workgroups may run in either order.
fn order_is_free(kind: &Kind) -> bool {
    match kind {
        Kind::Atomic { fun, d, at, .. } if matches!(at.root, Root::Buffer(_)) => {
            *d == NONE
                && matches!(
                    fun,
                    Atomic::Add
                        | Atomic::Sub
                        | Atomic::And
                        | Atomic::Or
                        | Atomic::Xor
                        | Atomic::MinI
                        | Atomic::MaxI
                        | Atomic::MinU
                        | Atomic::MaxU
                )
        }
        _ => true,
    }
}
