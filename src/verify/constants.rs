//! Constants of the draft and of the WAT (VERDICT.md V3): where a text compares with a number,
//! inputs must come near that number.
//!
//! Reads naga's IR and the lifted kernel; what is made of the numbers is the plan's business.

use naga::{Expression, Literal};

use crate::check::Checked;
use crate::source::Lifted;
use crate::source::lifted::{Ty, ValueKind};

/// Numbers that are kept of each kind: the smallest ones.
const MOST: usize = 48;

/// Numbers that occur in a draft or its WAT, sorted, without duplicates.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Constants {
    /// Integers, each with its neighbours.
    pub integers: Vec<i128>,
    /// Finite floats.
    pub floats: Vec<f64>,
}

impl Constants {
    /// Those of a draft and of the kernel that it was made from.
    pub fn of(checked: &Checked, lifted: Option<&Lifted>) -> Self {
        let (mut integers, mut floats) = (Vec::<i128>::new(), Vec::<f64>::new());
        let module = &checked.module;
        let functions = module.functions.iter().map(|(_, function)| function);
        let functions = functions.chain(module.entry_points.iter().map(|entry| &entry.function));
        let local = functions.flat_map(|function| function.expressions.iter());
        for (_, expression) in local.chain(module.global_expressions.iter()) {
            match expression {
                Expression::Literal(Literal::I32(v)) => integers.push((*v).into()),
                Expression::Literal(Literal::U32(v)) => integers.push((*v).into()),
                Expression::Literal(Literal::I64(v) | Literal::AbstractInt(v)) => {
                    integers.push((*v).into());
                }
                Expression::Literal(Literal::U64(v)) => integers.push((*v).into()),
                Expression::Literal(Literal::F32(v)) => floats.push((*v).into()),
                Expression::Literal(Literal::F64(v) | Literal::AbstractFloat(v)) => {
                    floats.push(*v);
                }
                _ => {}
            }
        }
        for value in lifted.into_iter().flat_map(|lifted| &lifted.values) {
            let ValueKind::Const(bits) = value.kind else { continue };
            match value.ty {
                Ty::I32 => integers.push((bits as u32 as i32).into()),
                Ty::I64 => integers.push((bits as i64).into()),
                Ty::F32 => floats.push(f32::from_bits(bits as u32).into()),
                Ty::F64 => floats.push(f64::from_bits(bits)),
            }
        }
        integers.sort_unstable_by_key(|v| (v.abs(), *v));
        integers.dedup();
        integers.truncate(MOST);
        let mut near: Vec<i128> = integers.iter().flat_map(|v| [v - 1, *v, v + 1]).collect();
        near.sort_unstable_by_key(|v| (v.abs(), *v));
        near.dedup();
        floats.retain(|v| v.is_finite());
        floats.sort_unstable_by(|a, b| a.abs().total_cmp(&b.abs()).then(a.total_cmp(b)));
        floats.dedup();
        floats.truncate(MOST);
        Self { integers: near, floats }
    }

    /// The integers within `low..=high`.
    pub fn between(&self, low: i128, high: i128) -> impl Iterator<Item = i128> + '_ {
        self.integers.iter().copied().filter(move |v| (low..=high).contains(v))
    }

    /// Both kinds as floats, within `low..=high`.
    pub fn floats_between(&self, low: f64, high: f64) -> impl Iterator<Item = f64> + '_ {
        let integers = self.integers.iter().map(|v| *v as f64);
        self.floats.iter().copied().chain(integers).filter(move |v| (low..=high).contains(v))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::check;

    #[test]
    fn numbers_of_a_draft_with_their_neighbours() {
        let wgsl = "const N = 4096u + 1u;
@group(0) @binding(0) var<storage, read_write> y: array<f32>;
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) gid: vec3<u32>) {
  if (gid.x == N) { y[gid.x] = 77.5; }
}";
        let checked = check(wgsl, None).expect("a draft");
        let found = Constants::of(&checked, None);
        for wanted in [4096, 4097, 4098] {
            assert!(found.integers.contains(&wanted), "{found:?}");
        }
        assert!(found.floats.contains(&77.5));
        assert_eq!(found.between(4097, 5000).collect::<Vec<_>>(), [4097, 4098]);
    }
}
