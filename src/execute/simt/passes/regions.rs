//! The nesting of structured code: which region each instruction lies in.

use crate::execute::simt::code::{Inst, Kind, V};

/// What opens a region.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Shape {
    /// An inlined function.
    Function,
    /// Lanes for which the register holds, or doesn't.
    Arm(V),
    /// A loop with both its parts.
    Loop,
    /// Its body.
    Body,
    /// Its continuing part, with the condition that ends it.
    Continuing,
    /// A switch.
    Switch,
}

/// A stretch of instructions.
#[derive(Clone, Copy, Debug)]
pub struct Region {
    /// What opens it.
    pub shape: Shape,
    /// The region around it; itself for the outermost.
    pub parent: usize,
    /// Regions around it.
    pub depth: u32,
    /// The instruction that opens it.
    pub start: usize,
    /// The instruction that closes it.
    pub end: usize,
}

/// All regions, and the region of each instruction. An opening or closing instruction lies in
/// the region around; `EndLoop`, whose condition is computed in the loop, lies in the continuing
/// part.
pub struct Regions {
    /// By number; 0 is the whole draft.
    pub list: Vec<Region>,
    /// By instruction.
    pub of: Vec<usize>,
}

impl Regions {
    /// One walk over the code.
    pub fn new(code: &[Inst]) -> Self {
        let whole =
            Region { shape: Shape::Function, parent: 0, depth: 0, start: 0, end: code.len() };
        let mut this = Self { list: vec![whole], of: Vec::with_capacity(code.len()) };
        let mut open = 0;
        for (at, inst) in code.iter().enumerate() {
            let close = |this: &mut Self, open: &mut usize| {
                this.list[*open].end = at;
                *open = this.list[*open].parent;
            };
            let enter = |this: &mut Self, open: &mut usize, shape| {
                let depth = this.list[*open].depth + 1;
                this.list.push(Region { shape, parent: *open, depth, start: at, end: code.len() });
                *open = this.list.len() - 1;
            };
            match inst.kind {
                Kind::If { cond } => {
                    this.of.push(open);
                    enter(&mut this, &mut open, Shape::Arm(cond));
                }
                Kind::Else => {
                    let shape = this.list[open].shape;
                    close(&mut this, &mut open);
                    this.of.push(open);
                    enter(&mut this, &mut open, shape);
                }
                Kind::Loop => {
                    this.of.push(open);
                    enter(&mut this, &mut open, Shape::Loop);
                    enter(&mut this, &mut open, Shape::Body);
                }
                Kind::Continuing => {
                    close(&mut this, &mut open);
                    this.of.push(open);
                    enter(&mut this, &mut open, Shape::Continuing);
                }
                Kind::EndLoop { .. } => {
                    this.of.push(open);
                    close(&mut this, &mut open);
                    close(&mut this, &mut open);
                }
                Kind::Switch => {
                    this.of.push(open);
                    enter(&mut this, &mut open, Shape::Switch);
                }
                Kind::Enter => {
                    this.of.push(open);
                    enter(&mut this, &mut open, Shape::Function);
                }
                Kind::EndIf | Kind::EndSwitch | Kind::Leave => {
                    close(&mut this, &mut open);
                    this.of.push(open);
                }
                _ => this.of.push(open),
            }
        }
        this
    }

    /// The smallest region around both.
    pub fn around(&self, mut a: usize, mut b: usize) -> usize {
        while a != b {
            if self.list[a].depth >= self.list[b].depth {
                a = self.list[a].parent;
            } else {
                b = self.list[b].parent;
            }
        }
        a
    }

    /// The end of the outermost loop around position `use_at` that `def_at` lies before, if any:
    /// what is defined before a loop and used in it lives until the loop ends.
    pub fn loop_end(&self, def_at: usize, use_at: usize) -> Option<usize> {
        let mut end = None;
        let mut region = self.of[use_at];
        while region != 0 {
            let r = &self.list[region];
            if r.shape == Shape::Loop {
                if r.start < def_at {
                    break;
                }
                end = Some(r.end);
            }
            region = r.parent;
        }
        end
    }

    /// The innermost function, loop or switch around `region` that `shape` accepts.
    pub fn enclosing(&self, mut region: usize, accept: impl Fn(Shape) -> bool) -> usize {
        while region != 0 && !accept(self.list[region].shape) {
            region = self.list[region].parent;
        }
        region
    }
}
