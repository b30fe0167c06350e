//! Operands: edge values, moderate ones, every magnitude; the same numbers every time.

use super::{Given, VECTORS};
use crate::verify::rng::Rng;

const FLOATS: [f32; 26] = [
    0.0,
    -0.0,
    f32::MIN_POSITIVE,
    -f32::MIN_POSITIVE,
    1e-30,
    1e-7,
    0.25,
    0.5,
    -0.5,
    0.999_999_94,
    1.0,
    -1.0,
    1.5,
    2.5,
    -2.5,
    3.5,
    std::f32::consts::PI,
    -std::f32::consts::FRAC_PI_2,
    10.0,
    127.5,
    8_388_607.5,
    -8_388_608.0,
    16_777_216.0,
    2_147_483_648.0,
    -4e9,
    f32::MAX,
];

const WORDS: [u32; 18] = [
    0,
    1,
    2,
    3,
    7,
    8,
    31,
    32,
    33,
    255,
    256,
    65_535,
    0x7fff_fffe,
    0x7fff_ffff,
    0x8000_0000,
    0x8000_0001,
    !1,
    !0,
];

/// For a, b and c, [`VECTORS`] elements of four words each. The first ones are edges, in as many
/// combinations as there is room for.
pub fn inputs(given: Given) -> [Vec<[u32; 4]>; 3] {
    std::array::from_fn(|operand| {
        let mut rng = Rng::new(13, &[operand as u64]);
        let edges: Vec<u32> = match given {
            Given::Words => WORDS.to_vec(),
            Given::Floats => FLOATS.iter().map(|v| v.to_bits()).collect(),
            Given::Between(ranges) => {
                let (low, high) = ranges[operand];
                let inside = FLOATS.iter().filter(|v| (low..=high).contains(*v));
                inside.chain([&low, &high]).map(|v| v.to_bits()).collect()
            }
        };
        (0..VECTORS)
            .map(|i| {
                std::array::from_fn(|lane| {
                    // Edges meet in all pairs of x and y first.
                    let n = edges.len();
                    let turn = [i % n, i / n % n, (i + i / n) % n][operand];
                    if i < (n * n).min(VECTORS / 4) {
                        return edges[(turn + lane) % n];
                    }
                    draw(given, operand, &mut rng)
                })
            })
            .collect()
    })
}

fn draw(given: Given, operand: usize, rng: &mut Rng) -> u32 {
    match given {
        Given::Words => (rng.bits() as u32) >> (rng.bits() % 32),
        Given::Floats => loop {
            let value = f32::from_bits(rng.bits() as u32);
            if value.is_finite() {
                return value.to_bits();
            }
        },
        Given::Between(ranges) => {
            let (low, high) = ranges[operand];
            let even = low + (high - low) * rng.unit() as f32;
            if rng.bits().is_multiple_of(2) {
                return even.clamp(low, high).to_bits();
            }
            // As many small magnitudes as large ones.
            let small = even * 2f32.powi(-((rng.bits() % 24) as i32));
            small.clamp(low, high).to_bits()
        }
    }
}

/// Bytes as elements of four words.
pub fn words(bytes: &[u8]) -> Vec<[u32; 4]> {
    let word = |bytes: &[u8]| bytes.iter().rev().fold(0_u32, |all, b| (all << 8) | u32::from(*b));
    bytes
        .chunks_exact(16)
        .map(|element| std::array::from_fn(|lane| word(&element[4 * lane..4 * lane + 4])))
        .collect()
}
