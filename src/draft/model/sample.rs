//! Logits → the next token's id.
//!
//! The same seed gives the same draft.

use std::fmt;

/// How tokens are chosen.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Sampling {
    /// 0: always the likeliest.
    pub temperature: f32,
    /// The smallest set of likeliest tokens with at least this probability.
    pub top_p: f32,
    /// Of the random numbers.
    pub seed: u64,
    /// The longest target, in tokens.
    pub max_new: usize,
    /// How often a line that can't stand is written again, in a draft; 0: it stays.
    pub again: u32,
}

impl Default for Sampling {
    fn default() -> Self {
        Self { temperature: 0.0, top_p: 1.0, seed: 0, max_new: 4096, again: 48 }
    }
}

impl fmt::Display for Sampling {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { temperature, top_p, seed, again, .. } = self;
        match *temperature > 0.0 {
            true => write!(f, "temperature {temperature}, top-p {top_p}, seed {seed}")?,
            false => f.write_str("greedy")?,
        }
        match again {
            0 => f.write_str(", lines unchecked"),
            _ => Ok(()),
        }
    }
}

/// Chooses the tokens of one draft.
#[derive(Clone, Debug)]
pub(super) struct Sampler {
    sampling: Sampling,
    state: u64,
}

impl Sampler {
    pub(super) fn new(sampling: Sampling) -> Self {
        Self { state: sampling.seed, sampling }
    }

    /// The temperature and top-p of the tokens that come.
    pub(super) fn warm(&mut self, temperature: f32, top_p: f32) {
        self.sampling = Sampling { temperature, top_p, ..self.sampling };
    }

    /// An id from `first` on; `None` where no logit is a number.
    pub(super) fn next(&mut self, logits: &[f32], first: usize) -> Option<u32> {
        let known = logits.iter().copied().enumerate().skip(first).filter(|(_, l)| !l.is_nan());
        let (best, most) = known.clone().max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)))?;
        if self.sampling.temperature <= 0.0 || !most.is_finite() {
            return u32::try_from(best).ok();
        }
        let temperature = self.sampling.temperature;
        let mut weights: Vec<(usize, f32)> =
            known.map(|(id, logit)| (id, ((logit - most) / temperature).exp())).collect();
        weights.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        let total: f32 = weights.iter().map(|(_, weight)| weight).sum();
        let (mut kept, mut sum) = (0, 0.0);
        for (_, weight) in &weights {
            (kept, sum) = (kept + 1, sum + weight);
            if sum >= self.sampling.top_p * total {
                break;
            }
        }
        let mut left = random(&mut self.state) * sum;
        let chosen = weights[..kept].iter().find(|(_, weight)| {
            left -= weight;
            left < 0.0
        });
        u32::try_from(chosen.map_or(best, |(id, _)| *id)).ok()
    }
}

/// A number in 0..1. Source: splitmix64 (Steele, Lea and Flood 2014).
pub(super) fn random(state: &mut u64) -> f32 {
    *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mut z = *state;
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^= z >> 31;
    (z >> 40) as f32 / (1 << 24) as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn greedy_takes_the_likeliest_and_never_a_forbidden_one() {
        let mut sampler = Sampler::new(Sampling::default());
        assert_eq!(sampler.next(&[9.0, 1.0, 3.0, 3.0, f32::NAN], 1), Some(2));
        assert_eq!(sampler.next(&[f32::NAN], 0), None);
    }

    #[test]
    fn a_seed_gives_the_same_ids_and_top_p_cuts() {
        let sampling = Sampling { temperature: 1.0, top_p: 0.8, seed: 3, max_new: 1, again: 0 };
        let draw = || {
            let mut sampler = Sampler::new(sampling);
            (0..200).map(|_| sampler.next(&[1.0, 1.0, -3.0], 0).unwrap()).collect::<Vec<_>>()
        };
        let ids = draw();
        assert_eq!(ids, draw());
        assert!(ids.contains(&0) && ids.contains(&1) && !ids.contains(&2));
    }
}
