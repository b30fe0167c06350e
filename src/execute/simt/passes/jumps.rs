//! Structured control flow → jumps and mask frames.
//!
//! A frame holds lanes that wait: those of the other arm, those that broke out, those that
//! continue. Branches on a value that is the same in all lanes need none. Never moves a register.

use super::rows::Rows;
use crate::execute::simt::code::{Inst, Kind, NONE, V};

pub(super) struct Open {
    kind: Opened,
    /// Where lanes come together again: the label that an empty mask goes to.
    join: usize,
    /// Whether a lane may leave in here other than through the end.
    leaves: bool,
}

enum Opened {
    Arm { uniform: bool, frame: u32, end: usize, has_else: bool },
    Loop { broken: u32, continued: u32, top: u32, back: usize },
    Switch { broken: u32 },
    Function { returned: u32 },
}

pub(super) struct Assembler<'a> {
    pub(super) out: Vec<Inst>,
    pub(super) labels: Vec<u32>,
    pub(super) open: Vec<Open>,
    pub(super) frame: u32,
    pub(super) frames: u32,
    pub(super) varying: &'a [bool],
    pub(super) rows: &'a Rows,
}

impl Assembler<'_> {
    fn label(&mut self) -> usize {
        self.labels.push(0);
        self.labels.len() - 1
    }

    pub(super) fn here(&mut self, label: usize) {
        self.labels[label] = self.out.len() as u32;
    }

    fn push(&mut self, kind: Kind, site: u32) {
        self.out.push(Inst { kind, site });
    }

    fn take_frame(&mut self) -> u32 {
        self.frame += 1;
        self.frames = self.frames.max(self.frame);
        self.frame - 1
    }

    /// The join that an empty mask goes to; the draft's end outside of everything.
    fn join(&self) -> usize {
        self.open.last().map_or(0, |open| open.join)
    }

    /// Marks everything from the innermost construct up to the one that `found` accepts, and
    /// returns that one's frame.
    fn leave(&mut self, found: impl Fn(&Opened) -> Option<u32>) -> u32 {
        for open in self.open.iter_mut().rev() {
            open.leaves = true;
            if let Some(frame) = found(&open.kind) {
                return frame;
            }
        }
        0
    }

    pub(super) fn step(&mut self, code: &[Inst], at: usize, inst: &Inst) {
        let site = inst.site;
        match inst.kind {
            Kind::If { cond } => {
                let uniform = !self.varying[cond as usize];
                let (middle, end) = (self.label(), self.label());
                let has_else = has_else(code, at);
                let frame = if uniform { 0 } else { self.take_frame() };
                let target = if has_else { middle } else { end } as u32;
                if uniform {
                    self.push(Kind::Branch { cond, to: target }, site);
                } else if let Some((index, bound)) =
                    self.out.last().and_then(|last| self.rows.below(last, cond))
                {
                    self.out.pop();
                    self.push(Kind::SplitBelow { index, bound, frame, to: target }, site);
                } else {
                    self.push(Kind::Split { cond, frame, to: target }, site);
                }
                // Lanes of a uniform branch that is not taken have nothing to wait for.
                let join = if uniform || !has_else { end } else { middle };
                self.open.push(Open {
                    kind: Opened::Arm { uniform, frame, end: middle, has_else },
                    join,
                    leaves: false,
                });
                // `end` is always the label after `middle`.
            }
            Kind::Else => {
                let Some(Open { kind: Opened::Arm { uniform, frame, end: middle, .. }, .. }) =
                    self.open.last()
                else {
                    return;
                };
                let (uniform, frame, middle) = (*uniform, *frame, *middle);
                let end = middle + 1;
                if uniform {
                    self.push(Kind::Jump { to: end as u32 }, site);
                    self.here(middle);
                } else {
                    self.here(middle);
                    self.push(Kind::Swap { frame, to: end as u32 }, site);
                }
                if let Some(open) = self.open.last_mut() {
                    open.join = end;
                }
            }
            Kind::EndIf => {
                let Some(Open {
                    kind: Opened::Arm { uniform, frame, end: middle, has_else },
                    leaves,
                    ..
                }) = self.open.pop()
                else {
                    return;
                };
                let end = middle + 1;
                if !has_else {
                    self.here(middle);
                }
                self.here(end);
                if !uniform {
                    self.push(Kind::Join { frame }, site);
                    self.frame -= 1;
                }
                if leaves {
                    let to = self.join() as u32;
                    self.push(Kind::SkipIfNone { to }, site);
                }
            }
            Kind::Loop => {
                let (broken, continued) = (self.take_frame(), self.take_frame());
                self.push(Kind::Reset { frame: broken }, site);
                self.push(Kind::Reset { frame: continued }, site);
                let (join, back) = (self.label(), self.label());
                let top = self.out.len() as u32;
                self.open.push(Open {
                    kind: Opened::Loop { broken, continued, top, back },
                    join,
                    leaves: false,
                });
            }
            Kind::Continuing => {
                let Some(Open { kind: Opened::Loop { continued, back, .. }, join, .. }) =
                    self.open.last_mut()
                else {
                    return;
                };
                let (continued, label) = (*continued, *join);
                *join = *back;
                let back = *back;
                self.here(label);
                self.push(Kind::Join { frame: continued }, site);
                self.push(Kind::SkipIfNone { to: back as u32 }, site);
            }
            Kind::EndLoop { cond } => {
                let Some(Open { kind: Opened::Loop { broken, top, back, .. }, .. }) =
                    self.open.pop()
                else {
                    return;
                };
                if cond != NONE {
                    self.push(
                        Kind::ParkIf { cond, negate: false, frame: broken, to: back as u32 },
                        site,
                    );
                }
                self.here(back);
                self.push(Kind::Back { to: top, frame: broken }, site);
                self.frame -= 2;
                // Lanes may have returned from within.
                let to = self.join() as u32;
                self.push(Kind::SkipIfNone { to }, site);
            }
            Kind::Switch => {
                let broken = self.take_frame();
                self.push(Kind::Reset { frame: broken }, site);
                let join = self.label();
                self.open.push(Open { kind: Opened::Switch { broken }, join, leaves: false });
            }
            Kind::EndSwitch => {
                let Some(Open { kind: Opened::Switch { broken }, join, leaves }) = self.open.pop()
                else {
                    return;
                };
                self.here(join);
                self.push(Kind::Join { frame: broken }, site);
                self.frame -= 1;
                if leaves {
                    let to = self.join() as u32;
                    self.push(Kind::SkipIfNone { to }, site);
                }
            }
            Kind::Enter => {
                let returned = self.take_frame();
                self.push(Kind::Reset { frame: returned }, site);
                let join = self.label();
                self.open.push(Open { kind: Opened::Function { returned }, join, leaves: false });
            }
            Kind::Leave => {
                let Some(Open { kind: Opened::Function { returned }, join, .. }) = self.open.pop()
                else {
                    return;
                };
                self.here(join);
                self.push(Kind::Join { frame: returned }, site);
                self.frame -= 1;
            }
            Kind::Break => {
                let frame = self.leave(target_of_break);
                let to = self.join() as u32;
                self.push(Kind::Park { frame, to }, site);
            }
            Kind::Continue => {
                let frame = self.leave(target_of_continue);
                let to = self.join() as u32;
                self.push(Kind::Park { frame, to }, site);
            }
            Kind::Return => {
                let frame = self.leave(target_of_return);
                let to = self.join() as u32;
                self.push(Kind::Park { frame, to }, site);
            }
            ref other => self.push(other.clone(), site),
        }
    }

    /// `if c { break; }` and its like, with or without `else`, is one instruction. Returns where
    /// the code goes on.
    pub(super) fn exit(&mut self, code: &[Inst], at: usize) -> Option<usize> {
        let (cond, exit, negate, next) = exit_form(code, at)?;
        let frame = match exit {
            Kind::Break => self.leave(target_of_break),
            Kind::Continue => self.leave(target_of_continue),
            _ => self.leave(target_of_return),
        };
        let to = self.join() as u32;
        self.push(Kind::ParkIf { cond, negate, frame, to }, code[at].site);
        Some(next)
    }
}

/// `If, exit, EndIf` or `If, Else, exit, EndIf`: the exit, whether it is taken where the
/// condition fails, and what follows the form.
fn exit_form(code: &[Inst], at: usize) -> Option<(V, &Kind, bool, usize)> {
    let kind = |i: usize| code.get(at + i).map(|inst| &inst.kind);
    let Kind::If { cond } = *kind(0)? else { return None };
    let is_exit = |k: &Kind| matches!(k, Kind::Break | Kind::Continue | Kind::Return);
    match (kind(1)?, kind(2)?, kind(3)) {
        (exit, Kind::EndIf, _) if is_exit(exit) => Some((cond, exit, false, at + 3)),
        (Kind::Else, exit, Some(Kind::EndIf)) if is_exit(exit) => Some((cond, exit, true, at + 4)),
        _ => None,
    }
}

fn has_else(code: &[Inst], at: usize) -> bool {
    let mut depth = 0;
    for inst in &code[at + 1..] {
        match inst.kind {
            Kind::If { .. } => depth += 1,
            Kind::EndIf if depth == 0 => return false,
            Kind::EndIf => depth -= 1,
            Kind::Else if depth == 0 => return true,
            _ => {}
        }
    }
    false
}

fn target_of_break(opened: &Opened) -> Option<u32> {
    match opened {
        Opened::Loop { broken, .. } | Opened::Switch { broken } => Some(*broken),
        _ => None,
    }
}

fn target_of_continue(opened: &Opened) -> Option<u32> {
    match opened {
        Opened::Loop { continued, .. } => Some(*continued),
        _ => None,
    }
}

fn target_of_return(opened: &Opened) -> Option<u32> {
    match opened {
        Opened::Function { returned } => Some(*returned),
        _ => None,
    }
}
