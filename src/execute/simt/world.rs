//! The worlds of V2: what WGSL leaves to the implementation, chosen in one legal way for a run.
//!
//! The strict world rounds every operation to the nearest value and goes through workgroups and
//! lanes in order, lanes in lockstep. Every other world is as legal. A world never changes what
//! a draft may rely on.

/// One legal way to run a draft.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct World {
    /// What evidence calls it.
    pub name: String,
    /// Random errors within WGSL's bounds at every float operation, by this seed. One instruction
    /// gives the same result for the same operands throughout a run, as real hardware does.
    pub noise: Option<u64>,
    /// Whether a product and a sum become one `fma`.
    pub contract: Contraction,
    /// Subnormal inputs and outputs of float operations become zero; the sign stays.
    pub flush: bool,
    /// The order of workgroups.
    pub groups: Order,
    /// How the lanes of a workgroup go.
    pub lanes: Lanes,
    /// The order of lanes at an atomic is a permutation by this seed, a new one each time, and
    /// `atomicCompareExchangeWeak` fails now and then without a reason.
    pub atomics: Option<u64>,
}

/// Which sums of products are fused.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Default, Debug)]
pub enum Contraction {
    /// None.
    #[default]
    Off,
    /// All; of two products the first is fused.
    First,
    /// All; of two products the second is fused.
    Second,
}

/// The order of workgroups.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub enum Order {
    /// x fastest, then y, then z.
    #[default]
    Forward,
    /// The last first.
    Reversed,
    /// A permutation by this seed.
    Shuffled(u64),
}

/// How the lanes of a workgroup go.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub enum Lanes {
    /// All together, one operation after the other.
    #[default]
    Lockstep,
    /// Each runs alone up to the next barrier, in an order by this seed, a new one after each
    /// barrier.
    OneAtATime(u64),
}

impl World {
    /// Nothing left open.
    pub fn strict() -> Self {
        Self {
            name: "strict".into(),
            noise: None,
            contract: Contraction::Off,
            flush: false,
            groups: Order::Forward,
            lanes: Lanes::Lockstep,
            atomics: None,
        }
    }

    /// The worlds that a draft must survive (V2): the strict one first, then eight more.
    pub fn all(seed: u64) -> Vec<Self> {
        let strict = Self::strict;
        let draw = |number: u64| mix(seed ^ mix(number));
        vec![
            strict(),
            Self { name: "random errors, 1".into(), noise: Some(draw(1)), ..strict() },
            Self { name: "random errors, 2".into(), noise: Some(draw(2)), ..strict() },
            Self { name: "fused, 1".into(), contract: Contraction::First, ..strict() },
            Self { name: "fused, 2".into(), contract: Contraction::Second, ..strict() },
            Self { name: "subnormals flushed".into(), flush: true, ..strict() },
            Self {
                name: "workgroups and atomics shuffled".into(),
                groups: Order::Shuffled(draw(3)),
                atomics: Some(draw(4)),
                ..strict()
            },
            Self { name: "workgroups reversed".into(), groups: Order::Reversed, ..strict() },
            Self {
                name: "lanes one at a time".into(),
                lanes: Lanes::OneAtATime(draw(5)),
                ..strict()
            },
        ]
    }
}

impl Order {
    /// Which of `total` workgroups comes at `position`; a permutation.
    pub(super) fn at(self, position: u64, total: u64) -> u64 {
        match self {
            Self::Forward => position,
            Self::Reversed => total.saturating_sub(1).saturating_sub(position),
            Self::Shuffled(seed) => shuffled(seed, position, total),
        }
    }
}

/// A Feistel network over the next even number of bits, walked until it lands inside: at most
/// three times too wide, so that a few rounds are enough.
fn shuffled(seed: u64, position: u64, total: u64) -> u64 {
    if total < 2 || position >= total {
        return position;
    }
    let half = (64 - (total - 1).leading_zeros()).div_ceil(2).max(1);
    let low = (1u64 << half) - 1;
    let mut at = position;
    loop {
        let (mut left, mut right) = (at >> half, at & low);
        for round in 0..4u64 {
            let next = left ^ (mix(seed ^ mix(right << 3 | round)) & low);
            (left, right) = (right, next);
        }
        at = left << half | right;
        if at < total {
            return at;
        }
    }
}

/// SplitMix64's finaliser: every bit of the result depends on every bit of the argument.
pub(super) fn mix(x: u64) -> u64 {
    let x = x.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    x ^ (x >> 31)
}

/// A permutation of `items` by `seed`.
pub(super) fn shuffle<T>(items: &mut [T], seed: u64) {
    let mut state = seed;
    for i in (1..items.len()).rev() {
        state = mix(state);
        items.swap(i, (state % (i as u64 + 1)) as usize);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn orders_are_permutations() {
        for total in [1u64, 2, 3, 4, 5, 16, 17, 100, 1000] {
            for order in [Order::Forward, Order::Reversed, Order::Shuffled(7), Order::Shuffled(8)] {
                let mut seen: Vec<u64> = (0..total).map(|p| order.at(p, total)).collect();
                if total > 16 && matches!(order, Order::Shuffled(_)) {
                    assert!(seen.iter().enumerate().any(|(i, &v)| i as u64 != v));
                }
                seen.sort_unstable();
                assert_eq!(seen, (0..total).collect::<Vec<_>>(), "{order:?} {total}");
            }
        }
        assert_ne!(Order::Shuffled(1).at(3, 1000), Order::Shuffled(2).at(3, 1000));
    }

    #[test]
    fn the_worlds_are_at_least_eight_and_differ() {
        let worlds = World::all(5);
        assert!(worlds.len() >= 8);
        assert_eq!(worlds[0], World::strict());
        for (i, world) in worlds.iter().enumerate() {
            assert!(worlds[..i].iter().all(|w| w.name != world.name));
            assert!(i == 0 || *world != World { name: world.name.clone(), ..World::strict() });
        }
        assert_ne!(World::all(5)[1].noise, World::all(6)[1].noise);
    }
}
