//! Needless copies and dead values go.

use super::regions::Regions;
use crate::execute::simt::code::{Inst, Kind, Op, Reg, V};

/// How far apart an operation and the copy of its result may lie to be joined.
const REACH: usize = 48;

/// Shrinks the code in place.
pub fn tidy(code: &mut Vec<Inst>, regs: &[Reg], varying: &[bool]) {
    read_through(code, regs);
    sweep(code, regs);
    write_through(code, regs, varying);
}

/// A copy of a variable that is used up before the variable changes is the variable.
fn read_through(code: &mut [Inst], regs: &[Reg]) {
    let regions = Regions::new(code);
    let mut writes: Vec<Vec<usize>> = vec![Vec::new(); regs.len()];
    let mut def = vec![usize::MAX; regs.len()];
    for (at, inst) in code.iter().enumerate() {
        inst.kind.each(&mut |v, write| {
            if write && regs[v as usize] == Reg::Var {
                writes[v as usize].push(at);
            } else if write {
                def[v as usize] = at;
            }
        });
    }
    let mut last = vec![0; regs.len()];
    for (at, inst) in code.iter().enumerate() {
        inst.kind.each(&mut |v, write| {
            if !write && regs[v as usize] == Reg::Temp {
                let until = regions.loop_end(def[v as usize], at).unwrap_or(at);
                last[v as usize] = until.max(last[v as usize]);
            }
        });
    }
    let mut alias: Vec<V> = (0..regs.len() as V).collect();
    for (at, inst) in code.iter().enumerate() {
        if let Kind::Lane { op: Op::Mov, d, a: [s, ..] } = inst.kind
            && regs[d as usize] == Reg::Temp
            && regs[s as usize] == Reg::Var
        {
            let writes = &writes[s as usize];
            let next = writes.partition_point(|&w| w <= at);
            if writes.get(next).is_none_or(|&w| {
                w > last[d as usize] || (w == last[d as usize] && is_lane(code, w))
            }) {
                alias[d as usize] = s;
            }
        }
    }
    for inst in code.iter_mut() {
        inst.kind.operands(&mut |v, write| {
            if !write {
                *v = alias[*v as usize];
            }
        });
    }
}

fn is_lane(code: &[Inst], at: usize) -> bool {
    matches!(code[at].kind, Kind::Lane { .. })
}

/// Values that nobody reads, and the values that only they read.
fn sweep(code: &mut Vec<Inst>, regs: &[Reg]) {
    let mut reads = vec![0u32; regs.len()];
    for inst in code.iter() {
        inst.kind.each(&mut |v, write| reads[v as usize] += u32::from(!write));
    }
    loop {
        let before = code.len();
        code.reverse();
        code.retain(|inst| {
            let d = match inst.kind {
                Kind::Lane { d, .. } | Kind::Input { d, .. } | Kind::Index { d, .. } => d,
                _ => return true,
            };
            if reads[d as usize] > 0 {
                return true;
            }
            inst.kind.each(&mut |v, write| reads[v as usize] -= u32::from(!write));
            false
        });
        code.reverse();
        if code.len() == before {
            return;
        }
    }
}

/// An operation whose result is only copied into a variable writes the variable.
fn write_through(code: &mut Vec<Inst>, regs: &[Reg], varying: &[bool]) {
    let mut reads = vec![0u32; regs.len()];
    for inst in code.iter() {
        inst.kind.each(&mut |v, write| reads[v as usize] += u32::from(!write));
    }
    let mut dead = vec![false; code.len()];
    for at in 0..code.len() {
        let Kind::Lane { op: Op::Mov, d: var, a: [temp, ..] } = code[at].kind else { continue };
        let joins = regs[var as usize] == Reg::Var
            && regs[temp as usize] == Reg::Temp
            && reads[temp as usize] == 1
            && varying[var as usize] == varying[temp as usize];
        if !joins {
            continue;
        }
        for from in (at.saturating_sub(REACH)..at).rev() {
            if let Kind::Lane { d, .. } = &mut code[from].kind
                && *d == temp
            {
                *d = var;
                dead[at] = true;
                break;
            }
            let mut blocked = !matches!(
                code[from].kind,
                Kind::Lane { .. }
                    | Kind::Input { .. }
                    | Kind::Index { .. }
                    | Kind::Load { .. }
                    | Kind::Store { .. }
                    | Kind::Table { .. }
            );
            if !dead[from] {
                code[from].kind.each(&mut |v, _| blocked |= v == var);
            }
            if blocked {
                break;
            }
        }
    }
    let mut dead = dead.into_iter();
    code.retain(|_| !dead.next().unwrap_or(false));
}
