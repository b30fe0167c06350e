//! Which registers hold the same value in all lanes that can read them.
//!
//! A value is the same everywhere when its operands are. A variable is, when everything stored
//! into it is, and no store happens where some lanes of the variable's home region (the smallest
//! one around all its uses) have taken another way and come back later. Lanes that left the home
//! for good don't count, which is why the usual `if (i >= n) { return; }` costs nothing.

use super::regions::{Regions, Shape};
use crate::execute::simt::code::{Input, Inst, Kind, NONE, Reg, Root, V};

struct Exit {
    from: usize,
    target: usize,
}

/// For each register whether it may differ between lanes.
pub fn analyse(code: &[Inst], regs: &[Reg], single_group: bool) -> Vec<bool> {
    let regions = Regions::new(code);
    let mut varying = vec![false; regs.len()];
    let mut home: Vec<Option<usize>> = vec![None; regs.len()];
    for (at, inst) in code.iter().enumerate() {
        let from = regions.of[at];
        inst.kind.each(&mut |v, _| {
            if regs[v as usize] == Reg::Var {
                let h = &mut home[v as usize];
                *h = Some(h.map_or(from, |h| regions.around(h, from)));
            }
        });
    }
    let (exits, ends) = exits(code, &regions);
    loop {
        let split = splits(&regions, &exits, &ends, &varying);
        let mut changed = false;
        for (at, inst) in code.iter().enumerate() {
            let mut mark = |v: V| {
                changed |= !std::mem::replace(&mut varying[v as usize], true);
            };
            match &inst.kind {
                Kind::Lane { d, a, .. } => {
                    let mut differs = a.iter().any(|&v| v != NONE && varying[v as usize]);
                    if regs[*d as usize] == Reg::Var && !differs {
                        let home = home[*d as usize].unwrap_or(0);
                        differs = parts(&regions, &split, regions.of[at], home);
                    }
                    if differs {
                        changed |= !std::mem::replace(&mut varying[*d as usize], true);
                    }
                }
                Kind::Input { d, what } => match what {
                    Input::Groups(_) => {}
                    Input::Group(_) if single_group => {}
                    _ => mark(*d),
                },
                Kind::Index { d, base, index, .. } => {
                    let differs =
                        varying[*index as usize] || (*base != NONE && varying[*base as usize]);
                    changed |= differs && !std::mem::replace(&mut varying[*d as usize], true);
                }
                Kind::Load { d, at } => {
                    let dynamic = at.offset.is_some_and(|o| varying[o.index as usize]);
                    let own = match at.root {
                        Root::Local(_) => true,
                        Root::Workgroup { .. } => !single_group,
                        Root::Buffer(_) => false,
                    };
                    if dynamic || own {
                        d.iter().for_each(|&d| {
                            changed |= !std::mem::replace(&mut varying[d as usize], true)
                        });
                    }
                }
                Kind::Atomic { d, swapped, .. } => {
                    [*d, *swapped].into_iter().filter(|&v| v != NONE).for_each(mark)
                }
                Kind::Table { d, index, .. } => {
                    let differs = varying[*index as usize];
                    changed |= differs && !std::mem::replace(&mut varying[*d as usize], true);
                }
                _ => {}
            }
        }
        if !changed {
            return varying;
        }
    }
}

/// Whether all lanes meet at every barrier: no lane has gone another way, or left, before.
pub fn meets(code: &[Inst], varying: &[bool]) -> bool {
    let regions = Regions::new(code);
    let (exits, ends) = exits(code, &regions);
    let split = splits(&regions, &exits, &ends, varying);
    let barrier = |inst: &Inst| matches!(inst.kind, Kind::Barrier { .. });
    code.iter()
        .zip(&regions.of)
        .all(|(inst, of)| !barrier(inst) || !parts(&regions, &split, *of, 0))
}

/// Where lanes leave regions, and the conditions at the ends of loops with the loops.
fn exits(code: &[Inst], regions: &Regions) -> (Vec<Exit>, Vec<(V, usize)>) {
    let (mut exits, mut ends) = (Vec::new(), Vec::new());
    for (inst, &from) in code.iter().zip(&regions.of) {
        let target = match inst.kind {
            Kind::Break => regions.enclosing(from, |s| matches!(s, Shape::Loop | Shape::Switch)),
            Kind::Continue => regions.enclosing(from, |s| s == Shape::Body),
            Kind::Return => regions.enclosing(from, |s| s == Shape::Function),
            Kind::EndLoop { cond } if cond != NONE => {
                ends.push((cond, regions.list[from].parent));
                continue;
            }
            _ => continue,
        };
        exits.push(Exit { from, target });
    }
    (exits, ends)
}

/// Whether lanes part on the way from `home` down to `region`.
fn parts(regions: &Regions, split: &[bool], mut region: usize, home: usize) -> bool {
    while region != home && region != 0 {
        if split[region] {
            return true;
        }
        region = regions.list[region].parent;
    }
    false
}

/// For each region whether only some of the lanes around it may be in it, at some time.
fn splits(regions: &Regions, exits: &[Exit], ends: &[(V, usize)], varying: &[bool]) -> Vec<bool> {
    let mut split: Vec<bool> = regions
        .list
        .iter()
        .map(|r| matches!(r.shape, Shape::Arm(cond) if varying[cond as usize]))
        .collect();
    for &(cond, target) in ends {
        split[target] |= varying[cond as usize];
    }
    // An exit that only some lanes take splits its target, and with it exits further out.
    loop {
        let mut changed = false;
        for exit in exits {
            // A `continue` leaves the body that it lies in: its own split is what is asked for.
            if !split[exit.target] && parts(regions, &split, exit.from, exit.target) {
                split[exit.target] = true;
                changed = true;
            }
        }
        if !changed {
            return split;
        }
    }
}
