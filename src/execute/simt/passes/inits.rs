//! Where variables receive their starting values: at the start of the smallest region that holds
//! all uses, so that a variable of one branch is none of the others' business; nowhere, when a
//! store comes first anyway.

use std::collections::HashMap;

use super::regions::{Regions, Shape};
use crate::execute::simt::code::{Inst, Kind, NONE, Op, Reg, V};
use crate::execute::simt::lower::Lowered;

struct Use {
    region: usize,
    first: usize,
    first_is_store: bool,
}

/// Inserts the stores.
pub fn place(lowered: &mut Lowered) {
    let regions = Regions::new(&lowered.code);
    let mut uses: HashMap<V, Use> = HashMap::new();
    for (at, inst) in lowered.code.iter().enumerate() {
        inst.kind.each(&mut |v, write| {
            if lowered.regs[v as usize] == Reg::Var {
                let region = regions.of[at];
                uses.entry(v)
                    .and_modify(|u| u.region = regions.around(u.region, region))
                    .or_insert(Use { region, first: at, first_is_store: write });
            }
        });
    }
    let mut insert: Vec<(usize, Inst)> = Vec::new();
    for &(var, value, enter) in &lowered.inits {
        let Some(u) = uses.get(&var) else { continue };
        if u.first_is_store && regions.of[u.first] == u.region {
            continue;
        }
        let mut home = u.region;
        if regions.list[home].shape == Shape::Loop {
            home = regions.list[home].parent;
        }
        let function = function_of(&regions, enter);
        let mut around = home;
        let mut in_loop = false;
        while around != function && around != 0 {
            in_loop |=
                matches!(regions.list[around].shape, Shape::Loop | Shape::Body | Shape::Continuing);
            around = regions.list[around].parent;
        }
        let start = if in_loop { enter } else { regions.list[home].start.max(enter) };
        let kind = Kind::Lane { op: Op::Mov, d: var, a: [value, NONE, NONE] };
        insert.push((start, Inst { kind, site: lowered.code[start].site }));
    }
    insert.sort_by_key(|(at, _)| *at);
    let mut insert = insert.into_iter().peekable();
    let old = std::mem::take(&mut lowered.code);
    for (at, inst) in old.into_iter().enumerate() {
        lowered.code.push(inst);
        while let Some((_, init)) = insert.next_if(|(start, _)| *start == at) {
            lowered.code.push(init);
        }
    }
}

/// The region that the `Enter` at `enter` opens.
fn function_of(regions: &Regions, enter: usize) -> usize {
    regions
        .list
        .iter()
        .position(|r| r.shape == Shape::Function && r.start == enter && r.depth > 0)
        .unwrap_or(0)
}
