//! The generator of all inputs: xoshiro256** seeded by splitmix64. Its numbers never change: a
//! recorded seed must give the same inputs for ever.

/// A stream of numbers, fully given by a seed and a path of stream numbers.
#[derive(Clone, Debug)]
pub struct Rng([u64; 4]);

fn splitmix(state: &mut u64) -> u64 {
    *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mut z = *state;
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

impl Rng {
    /// The stream of `seed` at `path`; different paths are independent.
    pub fn new(seed: u64, path: &[u64]) -> Self {
        let mut state = seed;
        for step in path {
            state = splitmix(&mut state) ^ step.wrapping_mul(0xd134_2543_de82_ef95);
        }
        Self([(); 4].map(|()| splitmix(&mut state)))
    }

    /// 64 bits.
    pub fn bits(&mut self) -> u64 {
        let s = &mut self.0;
        let result = s[1].wrapping_mul(5).rotate_left(7).wrapping_mul(9);
        let t = s[1] << 17;
        s[2] ^= s[0];
        s[3] ^= s[1];
        s[1] ^= s[2];
        s[0] ^= s[3];
        s[2] ^= t;
        s[3] = s[3].rotate_left(45);
        result
    }

    /// An integer in `low..=high`; `low` when the range is empty.
    pub fn integer(&mut self, low: i128, high: i128) -> i128 {
        let span = high.saturating_sub(low);
        if span <= 0 {
            return low;
        }
        // The bias of a modulo over 2⁶⁴ doesn't matter for inputs.
        let span = span as u128 + 1;
        low + (u128::from(self.bits()) % span) as i128
    }

    /// A number in `[0, 1)`.
    pub fn unit(&mut self) -> f64 {
        (self.bits() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// One of `choices`.
    pub fn pick<'a, T>(&mut self, choices: &'a [T]) -> Option<&'a T> {
        choices.get(self.integer(0, choices.len() as i128 - 1) as usize)
    }
}

#[cfg(test)]
mod tests {
    use super::Rng;

    #[test]
    fn the_numbers_are_fixed_for_ever() {
        let mut rng = Rng::new(7, &[1, 2]);
        let first = [rng.bits(), rng.bits(), rng.bits()];
        let fixed = [15431031801959357264, 15610240036819729116, 5555342317933620099];
        assert_eq!(first, fixed);
    }

    #[test]
    fn ranges_are_inclusive_and_reached() {
        let mut rng = Rng::new(1, &[]);
        let drawn: Vec<i128> = (0..200).map(|_| rng.integer(-2, 2)).collect();
        for value in -2..=2 {
            assert!(drawn.contains(&value), "{value}");
        }
        assert!(drawn.iter().all(|v| (-2..=2).contains(v)));
        assert_eq!(rng.integer(5, 5), 5);
    }
}
