//! v128 operators, lane by lane. Lanes are kept as I32 bits.

use super::{Builder, Operand};
use crate::source::lift::graph::is_comparison;
use crate::source::lifted::{Access, Binary, Ty, Unary, ValueId};
use crate::source::operator::VectorOp;

type Lanes = [ValueId; 4];

const LANE: Access = Access { width: 4, ty: Ty::I32, signed: false, store: false };

impl Builder<'_> {
    fn pop_four(&mut self) -> Lanes {
        match self.pop() {
            Operand::Four(lanes) => lanes,
            Operand::One(value) => [value; 4],
        }
    }

    /// A lane's bits as a value of `ty`.
    fn lane_as(&mut self, ty: Ty, lane: ValueId) -> ValueId {
        match ty {
            Ty::F32 => self.f.unary(Unary::Reinterpret, Ty::F32, lane),
            _ => lane,
        }
    }

    fn bits_of(&mut self, value: ValueId) -> ValueId {
        match self.f.ty(value) {
            Ty::F32 => self.f.unary(Unary::Reinterpret, Ty::I32, value),
            _ => value,
        }
    }

    fn each(&mut self, lanes: impl Fn(&mut Self, usize) -> ValueId) {
        let value = std::array::from_fn(|lane| lanes(self, lane));
        self.stack.push(Operand::Four(value));
    }

    fn mask(&mut self, condition: ValueId) -> ValueId {
        let zero = self.f.int(0);
        self.f.sub(zero, condition)
    }

    pub(super) fn vector(&mut self, op: &VectorOp) {
        match op {
            VectorOp::Const(words) => self.each(|b, lane| b.f.int(words[lane] as i32)),
            VectorOp::Load(offset) => {
                let address = self.pop_one();
                self.each(|b, lane| b.load_at(address, offset.wrapping_add(4 * lane as u32), LANE));
            }
            VectorOp::Store(offset) => {
                let (lanes, address) = (self.pop_four(), self.pop_one());
                for (lane, value) in lanes.into_iter().enumerate() {
                    self.store_at(address, offset.wrapping_add(4 * lane as u32), LANE, value);
                }
            }
            VectorOp::LoadSplat(offset) => {
                let address = self.pop_one();
                let value = self.load_at(address, *offset, LANE);
                self.stack.push(Operand::Four([value; 4]));
            }
            VectorOp::LoadZero(offset, count) => {
                let address = self.pop_one();
                self.each(|b, lane| {
                    if lane < usize::from(*count) {
                        b.load_at(address, offset.wrapping_add(4 * lane as u32), LANE)
                    } else {
                        b.f.int(0)
                    }
                });
            }
            VectorOp::LoadLane(offset, index) => {
                let (mut lanes, address) = (self.pop_four(), self.pop_one());
                lanes[usize::from(*index & 3)] = self.load_at(address, *offset, LANE);
                self.stack.push(Operand::Four(lanes));
            }
            VectorOp::StoreLane(offset, index) => {
                let (lanes, address) = (self.pop_four(), self.pop_one());
                self.store_at(address, *offset, LANE, lanes[usize::from(*index & 3)]);
            }
            VectorOp::Splat(_) => {
                let value = self.pop_one();
                let bits = self.bits_of(value);
                self.stack.push(Operand::Four([bits; 4]));
            }
            VectorOp::Extract(ty, index) => {
                let lanes = self.pop_four();
                let value = self.lane_as(*ty, lanes[usize::from(*index & 3)]);
                self.push(value);
            }
            VectorOp::Replace(_, index) => {
                let (value, mut lanes) = (self.pop_one(), self.pop_four());
                lanes[usize::from(*index & 3)] = self.bits_of(value);
                self.stack.push(Operand::Four(lanes));
            }
            VectorOp::Unary(op, from, to) => {
                let a = self.pop_four();
                self.each(|b, lane| {
                    let value = b.lane_as(*from, a[lane]);
                    let value = b.f.unary(*op, *to, value);
                    b.bits_of(value)
                });
            }
            VectorOp::Binary(op, ty) => self.lanes_binary(*op, *ty),
            VectorOp::Shift(op) => {
                let (count, a) = (self.pop_one(), self.pop_four());
                self.each(|b, lane| b.f.binary(*op, a[lane], count));
            }
            _ => self.vector_of_bits(op),
        }
    }

    fn lanes_binary(&mut self, op: Binary, ty: Ty) {
        let (b, a) = (self.pop_four(), self.pop_four());
        self.each(|builder, lane| {
            let (x, y) = (builder.lane_as(ty, a[lane]), builder.lane_as(ty, b[lane]));
            let value = builder.f.binary(op, x, y);
            if is_comparison(op) { builder.mask(value) } else { builder.bits_of(value) }
        });
    }

    fn vector_of_bits(&mut self, op: &VectorOp) {
        match op {
            VectorOp::Not => {
                let a = self.pop_four();
                let ones = self.f.int(-1);
                self.each(|b, lane| b.f.binary(Binary::Xor, a[lane], ones));
            }
            VectorOp::AndNot => {
                let (y, x) = (self.pop_four(), self.pop_four());
                let ones = self.f.int(-1);
                self.each(|b, lane| {
                    let inverted = b.f.binary(Binary::Xor, y[lane], ones);
                    b.f.binary(Binary::And, x[lane], inverted)
                });
            }
            VectorOp::BitSelect => {
                let (mask, no, yes) = (self.pop_four(), self.pop_four(), self.pop_four());
                self.each(|b, lane| {
                    let difference = b.f.binary(Binary::Xor, yes[lane], no[lane]);
                    let picked = b.f.binary(Binary::And, difference, mask[lane]);
                    b.f.binary(Binary::Xor, no[lane], picked)
                });
            }
            VectorOp::AnyTrue | VectorOp::AllTrue => {
                let a = self.pop_four();
                let zero = self.f.int(0);
                let set = a.map(|lane| self.f.binary(Binary::Ne, lane, zero));
                let all = *op == VectorOp::AllTrue;
                let join = if all { Binary::And } else { Binary::Or };
                let (x, y) =
                    (self.f.binary(join, set[0], set[1]), self.f.binary(join, set[2], set[3]));
                let value = self.f.binary(join, x, y);
                self.push(value);
            }
            VectorOp::PseudoMin | VectorOp::PseudoMax => {
                let (b, a) = (self.pop_four(), self.pop_four());
                let minimum = *op == VectorOp::PseudoMin;
                self.each(|builder, lane| {
                    let (x, y) =
                        (builder.lane_as(Ty::F32, a[lane]), builder.lane_as(Ty::F32, b[lane]));
                    let (low, high) = if minimum { (y, x) } else { (x, y) };
                    let condition = builder.f.binary(Binary::Lt, low, high);
                    builder.f.select(condition, b[lane], a[lane])
                });
            }
            VectorOp::Pick(comparison) => {
                let (b, a) = (self.pop_four(), self.pop_four());
                self.each(|builder, lane| {
                    let first = builder.f.binary(*comparison, a[lane], b[lane]);
                    builder.f.select(first, a[lane], b[lane])
                });
            }
            VectorOp::Shuffle(picks) => {
                let (b, a) = (self.pop_four(), self.pop_four());
                self.each(|_, lane| {
                    let pick = usize::from(picks[lane]);
                    if pick < 4 { a[pick] } else { b[pick & 3] }
                });
            }
            _ => self.abandon(),
        }
    }
}
