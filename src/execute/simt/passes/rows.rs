//! How a register's values lie within sixteen lanes: all the same, or counting up by one. What is
//! known here, loads, stores and comparisons need not find out. Says so only of registers that are
//! computed for whole rows of lanes, active or not; never changes a value.

use crate::execute::simt::code::{Input, Inst, Kind, Op, Reg, V};
use crate::execute::simt::lanes::LANES;

/// What is known of each register.
pub struct Rows {
    of: Vec<Row>,
    reads: Vec<u32>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Row {
    /// The same in sixteen lanes.
    Level,
    /// One more from lane to lane, modulo 2³².
    Rising,
    Unknown,
}

impl Rows {
    /// Nothing is known.
    pub fn unknown(regs: usize) -> Self {
        Self { of: vec![Row::Unknown; regs], reads: vec![0; regs] }
    }

    /// `size` is the workgroup's. Rows begin anew with each workgroup only where its invocations
    /// fill whole ones.
    pub fn new(code: &[Inst], regs: &[Reg], varying: &[bool], size: [u32; 3]) -> Self {
        let whole = |lanes: u32| lanes.is_multiple_of(LANES as u32);
        let (groups, lines) = (whole(size.iter().product()), whole(size[0]));
        let mut this = Self::unknown(regs.len());
        for (v, varying) in varying.iter().enumerate() {
            if !varying {
                this.of[v] = Row::Level;
            }
        }
        for inst in code {
            inst.kind.each(&mut |v, write| this.reads[v as usize] += u32::from(!write));
            let (d, row) = match inst.kind {
                Kind::Input { d, what } => {
                    let row = match what {
                        Input::LocalIndex if groups => Row::Rising,
                        Input::Global(0) | Input::Local(0) if lines => Row::Rising,
                        Input::Global(_) | Input::Local(_) if lines => Row::Level,
                        Input::Group(_) if groups => Row::Level,
                        _ => Row::Unknown,
                    };
                    (d, row)
                }
                Kind::Lane { op, d, a: [a, b, _] } => (d, this.result(op, a, b)),
                _ => continue,
            };
            // A variable is written under masks, and more than once.
            if varying[d as usize] && regs[d as usize] == Reg::Temp {
                this.of[d as usize] = row;
            }
        }
        this
    }

    fn result(&self, op: Op, a: V, b: V) -> Row {
        let of = |v: V| self.of.get(v as usize).copied().unwrap_or(Row::Level);
        match (op, of(a), of(b)) {
            (Op::Mov, row, _) => row,
            (Op::AddI, Row::Rising, Row::Level)
            | (Op::AddI, Row::Level, Row::Rising)
            | (Op::SubI, Row::Rising, Row::Level) => Row::Rising,
            // Only operations that are carried out for whole rows.
            (Op::AddI | Op::SubI | Op::MulI, Row::Level, Row::Level)
            | (Op::And | Op::Or | Op::Xor, Row::Level, Row::Level)
            | (Op::Shl | Op::ShrU | Op::ShrI, Row::Level, Row::Level)
            | (Op::DivU | Op::RemU, Row::Level, Row::Level) => Row::Level,
            _ => Row::Unknown,
        }
    }

    /// Whether it counts up by one from lane to lane.
    pub fn rising(&self, v: V) -> bool {
        self.of[v as usize] == Row::Rising
    }

    /// Index and bound, if `inst` compares a rising index with a bound that sixteen lanes share,
    /// and nothing but one branch on `cond` wants to know.
    pub fn below(&self, inst: &Inst, cond: V) -> Option<(V, V)> {
        match inst.kind {
            Kind::Lane { op: Op::LtU, d, a: [index, bound, _] }
                if d == cond
                    && self.reads[d as usize] == 1
                    && self.of[index as usize] == Row::Rising
                    && self.of[bound as usize] == Row::Level =>
            {
                Some((index, bound))
            }
            _ => None,
        }
    }
}
