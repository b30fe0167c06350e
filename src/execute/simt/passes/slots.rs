//! Where registers lie: those whose lives don't overlap share a place.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::regions::Regions;
use crate::execute::simt::code::{Inst, Reg};

/// A register's slot, counted separately for varying and uniform registers.
pub struct Slots {
    /// By register; `u32::MAX` for unused ones.
    pub of: Vec<u32>,
    /// Slots that differ between lanes.
    pub varying: u32,
    /// Slots that don't.
    pub uniform: u32,
}

/// Linear scan over lives. What lives into a loop lives to its end.
pub fn allot(code: &[Inst], regs: &[Reg], varying: &[bool]) -> Slots {
    let regions = Regions::new(code);
    let mut lives: Vec<Option<(usize, usize)>> = vec![None; regs.len()];
    for (at, inst) in code.iter().enumerate() {
        inst.kind.each(&mut |v, _| {
            let live = lives[v as usize].get_or_insert((at, at));
            // A variable may carry a value around any loop that it is used in.
            let start = if regs[v as usize] == Reg::Var { 0 } else { live.0 };
            let until = if matches!(regs[v as usize], Reg::Const(_) | Reg::Limit(_)) {
                code.len()
            } else {
                regions.loop_end(start, at).unwrap_or(at)
            };
            live.1 = live.1.max(until);
        });
    }
    for (v, live) in lives.iter_mut().enumerate() {
        if let Some(live) = live {
            match regs[v] {
                Reg::Const(_) | Reg::Limit(_) => live.0 = 0,
                // And so must be there from the outermost loop's start on.
                Reg::Var => live.0 = outermost_start(&regions, live.0),
                Reg::Temp => {}
            }
        }
    }
    let mut order: Vec<usize> = (0..regs.len()).filter(|&v| lives[v].is_some()).collect();
    order.sort_by_key(|&v| lives[v]);
    let mut slots = Slots { of: vec![u32::MAX; regs.len()], varying: 0, uniform: 0 };
    let mut busy: [BinaryHeap<Reverse<(usize, u32)>>; 2] = [BinaryHeap::new(), BinaryHeap::new()];
    let mut free: [BinaryHeap<Reverse<u32>>; 2] = [BinaryHeap::new(), BinaryHeap::new()];
    for v in order {
        let Some((start, end)) = lives[v] else { continue };
        let pool = usize::from(varying[v]);
        while let Some(&Reverse((until, slot))) = busy[pool].peek() {
            if until >= start {
                break;
            }
            busy[pool].pop();
            free[pool].push(Reverse(slot));
        }
        let count = if varying[v] { &mut slots.varying } else { &mut slots.uniform };
        let slot = free[pool].pop().map_or_else(
            || {
                *count += 1;
                *count - 1
            },
            |Reverse(slot)| slot,
        );
        slots.of[v] = slot;
        busy[pool].push(Reverse((end, slot)));
    }
    slots
}

fn outermost_start(regions: &Regions, at: usize) -> usize {
    let mut start = at;
    let mut region = regions.of[at];
    while region != 0 {
        if regions.list[region].shape == super::regions::Shape::Loop {
            start = regions.list[region].start;
        }
        region = regions.list[region].parent;
    }
    start
}
