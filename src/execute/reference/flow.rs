//! Control flow of one function's operators: block ends, branch targets, dead and doomed code.
//!
//! Reads only. Code is doomed when nothing but a trap can follow it: such code runs in no legal
//! case, because a case that traps is dropped.

use wasmparser::{FunctionBody, Operator};

use super::parsed::{Result, text};

/// Operators that are followed to see whether they end in a trap.
const FAR: usize = 64;

/// One function's operators with their structure.
pub struct Flow<'a> {
    /// The final `End` included.
    pub operators: Vec<Operator<'a>>,
    /// The innermost block around each operator: the index of its opening.
    parent: Vec<Option<usize>>,
    /// Where the block that opens here ends.
    end: Vec<usize>,
    dead: Vec<bool>,
}

impl<'a> Flow<'a> {
    /// Reads a body.
    ///
    /// # Errors
    /// Bytes that don't decode.
    pub fn of(body: &FunctionBody<'a>) -> Result<Self> {
        let mut operators = Vec::new();
        for operator in body.get_operators_reader().map_err(text)? {
            operators.push(operator.map_err(text)?);
        }
        let mut parent = Vec::with_capacity(operators.len());
        let mut end = vec![0; operators.len()];
        let mut dead = Vec::with_capacity(operators.len());
        let mut open: Vec<usize> = Vec::new();
        // The depth at which code died; deeper blocks are dead with it.
        let mut died: Option<usize> = None;
        for (pc, operator) in operators.iter().enumerate() {
            if matches!(operator, Operator::Else | Operator::End)
                && died.is_some_and(|depth| depth >= open.len())
            {
                died = None;
            }
            dead.push(died.is_some());
            match operator {
                Operator::Block { .. } | Operator::Loop { .. } | Operator::If { .. } => {
                    parent.push(open.last().copied());
                    open.push(pc);
                    continue;
                }
                Operator::End => {
                    if let Some(begin) = open.pop() {
                        end[begin] = pc;
                    }
                }
                Operator::Br { .. }
                | Operator::BrTable { .. }
                | Operator::Return
                | Operator::Unreachable => {
                    died.get_or_insert(open.len());
                }
                _ => {}
            }
            parent.push(open.last().copied());
        }
        Ok(Self { operators, parent, end, dead })
    }

    /// Whether no path leads here.
    pub fn dead(&self, pc: usize) -> bool {
        self.dead.get(pc).copied().unwrap_or(true)
    }

    /// Where a branch from `pc` to label `depth` goes on; `None` out of the function.
    pub fn target(&self, pc: usize, depth: u32) -> Option<usize> {
        let mut block = self.parent[pc]?;
        for _ in 0..depth {
            block = self.parent[block]?;
        }
        Some(match self.operators[block] {
            Operator::Loop { .. } => block + 1,
            _ => self.end[block] + 1,
        })
    }

    /// Where an `if` at `pc` goes on when its condition is false.
    pub fn otherwise(&self, pc: usize) -> usize {
        let is_else = |at: &usize| {
            matches!(self.operators[*at], Operator::Else) && self.parent[*at] == Some(pc)
        };
        let found = (pc..self.end[pc]).find(is_else);
        found.unwrap_or(self.end[pc]) + 1
    }

    /// Whether all that can follow from `pc` on is a trap.
    pub fn doomed(&self, mut pc: usize) -> bool {
        for _ in 0..FAR {
            pc = match self.operators.get(pc) {
                Some(Operator::Unreachable) => return true,
                None
                | Some(
                    Operator::Return
                    | Operator::If { .. }
                    | Operator::BrIf { .. }
                    | Operator::BrTable { .. },
                ) => return false,
                Some(Operator::Br { relative_depth }) => match self.target(pc, *relative_depth) {
                    Some(target) => target,
                    None => return false,
                },
                Some(Operator::Else) => match self.parent[pc] {
                    Some(block) => self.end[block] + 1,
                    None => return false,
                },
                Some(_) => pc + 1,
            };
        }
        false
    }
}
