//! How a buffer's inputs are laid out in one case (VERDICT.md V3): drawn freely, or with a
//! structure that a wrong draft doesn't expect. Always within the buffer's `gen`.

use super::constants::Constants;
use super::rng::Rng;
use crate::contract::{Buffer, BufferAccess, Elem, Generator};

/// A structure.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Texture {
    /// As `gen` says.
    Free,
    /// Every other element is a constant of the draft or the WAT, or its neighbour.
    Laced,
    /// From zero (or the lower bound) to the upper bound.
    Ramp,
    /// Zero (or the lower bound) but for one element.
    OneHot,
    /// Ascending.
    Sorted,
    /// One value, at times a constant of the draft or the WAT.
    Constant,
    /// The lower bound everywhere.
    Least,
    /// The upper bound everywhere.
    Greatest,
    /// The bounds themselves: the largest magnitudes.
    Extremes,
    /// Pairs x, −x(1 + ε), ε about 2⁻²⁰: sums that nearly cancel.
    Cancelling,
    /// Every other element is subnormal.
    Subnormal,
}

/// Twice as many free ones as others.
const ROUND: [Texture; 19] = [
    Texture::Free,
    Texture::Laced,
    Texture::Free,
    Texture::Ramp,
    Texture::Free,
    Texture::OneHot,
    Texture::Free,
    Texture::Sorted,
    Texture::Free,
    Texture::Constant,
    Texture::Free,
    Texture::Extremes,
    Texture::Free,
    Texture::Cancelling,
    Texture::Laced,
    Texture::Subnormal,
    Texture::Least,
    Texture::Free,
    Texture::Greatest,
];

impl Texture {
    /// That of buffer number `i` in the case of this stream. In a `large` case nothing that makes
    /// most elements alike: it is the only one of its size.
    pub fn of(buffer: &Buffer, stream: u64, i: u64, large: bool) -> Self {
        if buffer.access == BufferAccess::Write {
            return Self::Free;
        }
        let Some((elem, low, high)) = bounds(buffer) else { return Self::Free };
        let texture = ROUND[((stream + 5 * i) % ROUND.len() as u64) as usize];
        let fits = match texture {
            Self::Cancelling => elem == Elem::F32 && low < 0.0 && high > 0.0,
            Self::Subnormal => elem == Elem::F32 && low <= 0.0 && high > 0.0,
            _ => true,
        };
        let small_only = !matches!(texture, Self::Laced | Self::Cancelling);
        if !fits || (large && small_only) { Self::Free } else { texture }
    }
}

/// Element type and bounds of what can be structured.
pub fn bounds(buffer: &Buffer) -> Option<(Elem, f64, f64)> {
    match buffer.generator {
        Generator::Range(elem, low, high) => Some((elem, low, high)),
        Generator::Default(Elem::F32) => Some((Elem::F32, -4.0, 4.0)),
        Generator::Default(elem) => {
            let (low, high) = elem.range();
            Some((elem, low, high))
        }
        _ => None,
    }
}

/// Lays a texture over freely drawn numbers of one buffer.
pub fn apply(
    texture: Texture,
    values: &mut [f64],
    bounds: (Elem, f64, f64),
    constants: &Constants,
    rng: &mut Rng,
) {
    let (elem, low, high) = bounds;
    let float = elem == Elem::F32;
    let rest = if low <= 0.0 && high >= 0.0 { 0.0 } else { low };
    let count = values.len();
    let known = || -> Vec<f64> {
        match float {
            true => constants.floats_between(low, high).collect(),
            false => constants.between(low as i128, high as i128).map(|v| v as f64).collect(),
        }
    };
    match texture {
        Texture::Free => {}
        Texture::Laced => {
            let known = known();
            let offset = rng.integer(0, known.len() as i128) as usize;
            for (at, value) in values.iter_mut().step_by(2).enumerate() {
                if let Some(constant) = known.get((at + offset) % known.len().max(1)) {
                    *value = *constant;
                }
            }
        }
        Texture::Ramp => {
            // From zero where there is one: a ramp from −x to x sums to nearly nothing.
            let step = match float {
                true => (high - rest) / (count.max(2) - 1) as f64,
                false => ((high - rest) / count.max(1) as f64).floor().max(1.0),
            };
            for (i, value) in values.iter_mut().enumerate() {
                *value = (rest + step * i as f64).min(high);
            }
        }
        Texture::OneHot => {
            let hot = rng.integer(0, count as i128 - 1) as usize;
            for (i, value) in values.iter_mut().enumerate() {
                *value = if i == hot { *value } else { rest };
            }
        }
        Texture::Sorted => values.sort_by(f64::total_cmp),
        Texture::Constant => {
            let free = values.first().copied().unwrap_or(low);
            let one = match rng.bits() % 2 {
                0 => rng.pick(&known()).copied().unwrap_or(free),
                _ => free,
            };
            values.fill(one);
        }
        Texture::Least => values.fill(low),
        Texture::Greatest => values.fill(high),
        Texture::Extremes => {
            for value in values.iter_mut() {
                *value = if rng.bits() >> 63 == 0 { low } else { high };
            }
        }
        Texture::Cancelling => {
            for pair in values.chunks_mut(2) {
                if let [first, second] = pair {
                    let epsilon = (rng.unit() - 0.5) / f64::from(1 << 19);
                    *second = (-*first * (1.0 + epsilon)).clamp(low, high);
                }
            }
        }
        Texture::Subnormal => {
            for value in values.iter_mut().step_by(2) {
                let tiny = f32::from_bits(rng.integer(1, 0x007f_ffff) as u32);
                let sign = if low < 0.0 && rng.bits() >> 63 == 1 { -1.0 } else { 1.0 };
                *value = sign * f64::from(tiny);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn textures_stay_within_their_bounds() {
        let constants = Constants { integers: vec![-7, 0, 3, 900], floats: vec![0.5, 77.0] };
        for texture in ROUND {
            for bounds in [(Elem::F32, -4.0, 4.0), (Elem::F32, 0.25, 1.0), (Elem::U8, 0.0, 255.0)] {
                let (elem, low, high) = bounds;
                let unfit = low > 0.0 && texture == Texture::Subnormal
                    || low >= 0.0 && texture == Texture::Cancelling;
                if unfit || elem != Elem::F32 && texture == Texture::Subnormal {
                    continue;
                }
                for count in [0, 1, 2, 67] {
                    let mut values = vec![low + (high - low) / 2.0; count];
                    let mut rng = Rng::new(3, &[count as u64]);
                    apply(texture, &mut values, bounds, &constants, &mut rng);
                    let fits = values.iter().all(|v| (low..=high).contains(v));
                    assert!(fits, "{texture:?} {bounds:?}: {values:?}");
                }
            }
        }
    }

    #[test]
    fn cancelling_pairs_nearly_cancel() {
        let mut values: Vec<f64> = (0..10).map(|i| f64::from(i) / 3.0 - 1.0).collect();
        let (constants, mut rng) = (Constants::default(), Rng::new(1, &[]));
        apply(Texture::Cancelling, &mut values, (Elem::F32, -4.0, 4.0), &constants, &mut rng);
        for pair in values.chunks(2) {
            assert!((pair[0] + pair[1]).abs() < 1e-5, "{pair:?}");
        }
    }
}
