//! Counts over kernels: how many of their drafts compile, are verified, come how close.

use serde::Serialize;

use super::Measured;
use crate::kernel::Class;

/// Of a set of kernels. Shares are of `kernels`; what speaks of one draft speaks of the first.
#[derive(Clone, Default, Serialize, Debug)]
pub struct Score {
    /// All, also those that no drafter was asked about.
    pub kernels: usize,
    /// First drafts that compile.
    pub compiles: usize,
    /// First drafts that are verified: pass@1.
    pub verified: usize,
    /// Kernels of whose samples at least one is verified: pass@k.
    pub sampled: usize,
    /// Samples of each kernel.
    pub samples: usize,
    /// Classes of first drafts that compile.
    pub exact: usize,
    /// Within the contract's tolerance.
    pub tolerance: usize,
    /// Weak or trivial: nothing was shown.
    pub nothing_shown: usize,
    /// Not verified; PSNR above 40 dB.
    pub psnr_above_40: usize,
    /// Not verified; 20 to 40 dB.
    pub psnr_20_to_40: usize,
    /// Not verified; below 20 dB.
    pub psnr_below_20: usize,
    /// Verified first drafts in which more than one invocation stores outputs.
    pub parallel: usize,
    /// Verified first drafts with vectors of more than an index.
    pub vectors: usize,
    /// Bytes of a verified first draft, at the median.
    pub bytes: usize,
    /// Tokens a second of first drafts, at the median.
    pub tokens_per_second: f64,
    /// Seconds to the first token, at the median.
    pub first_token: f64,
    /// Seconds to the verdict, at the median.
    pub verdict: f64,
}

impl Score {
    /// Counts.
    pub fn of<'a>(measured: impl Iterator<Item = &'a Measured>, samples: usize) -> Self {
        let mut score = Self { samples, ..Self::default() };
        let (mut bytes, mut rates, mut firsts, mut verdicts) = (vec![], vec![], vec![], vec![]);
        for kernel in measured {
            score.kernels += 1;
            score.sampled += usize::from(kernel.samples.iter().any(|sample| sample.verified));
            let Some(first) = &kernel.first else { continue };
            score.compiles += usize::from(first.compiles);
            if first.compiles {
                *score.class(first.class) += 1;
            }
            if first.verified {
                score.verified += 1;
                score.parallel += usize::from(first.parallel);
                score.vectors += usize::from(has_vectors(&first.wgsl));
                bytes.push(first.wgsl.len() as f64);
            }
            if let Some(seconds) = first.first_token {
                firsts.push(seconds);
                rates.push(first.tokens as f64 / first.drafted.max(1e-9));
            }
            verdicts.push(first.verdict);
        }
        score.bytes = median(bytes) as usize;
        score.tokens_per_second = median(rates);
        score.first_token = median(firsts);
        score.verdict = median(verdicts);
        score
    }

    fn class(&mut self, class: Class) -> &mut usize {
        match class {
            Class::Exact => &mut self.exact,
            Class::Tolerance => &mut self.tolerance,
            Class::PsnrAbove40 => &mut self.psnr_above_40,
            Class::Psnr20To40 => &mut self.psnr_20_to_40,
            Class::PsnrBelow20 => &mut self.psnr_below_20,
            Class::Weak | Class::Trivial | Class::None => &mut self.nothing_shown,
        }
    }

    /// A row of the table, in the order of [`HEAD`].
    pub fn row(&self, name: &str) -> String {
        let share = |count: usize| match self.kernels {
            0 => "–".to_owned(),
            all => format!("{:.0}%", 100.0 * count as f64 / all as f64),
        };
        let sampled = if self.samples > 0 { share(self.sampled) } else { "–".to_owned() };
        format!(
            "| {name} | {} | {} | {} | {sampled} | {} | {} | {} | {} | {} | {} | {} | {} | {} | {:.0} | {:.2} | {:.2} |",
            self.kernels,
            share(self.compiles),
            share(self.verified),
            self.exact,
            self.tolerance,
            self.psnr_above_40,
            self.psnr_20_to_40,
            self.psnr_below_20,
            self.nothing_shown,
            self.parallel,
            self.vectors,
            self.bytes,
            self.tokens_per_second,
            self.first_token,
            self.verdict,
        )
    }
}

/// The table's columns.
pub const HEAD: &str = "| | kernels | compiles | pass@1 | pass@k | exact | tolerance | PSNR > 40 | 20–40 | < 20 \
     | none | parallel | vectors | bytes | tokens/s | first token s | verdict s |";

/// Whether a draft computes with vectors; an index of a grid is none.
fn has_vectors(wgsl: &str) -> bool {
    let body = wgsl.split_once("fn main(").map_or("", |(_, body)| body);
    let body = body.split_once('{').map_or("", |(_, body)| body);
    ["vec2", "vec3", "vec4", "dot(", "length(", "unpack4x"].iter().any(|word| body.contains(word))
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_grids_index_is_no_vector() {
        let main = "fn main(@builtin(global_invocation_id) id: vec3<u32>) {";
        assert!(!has_vectors(&format!("{main} let i = id.x; }}")));
        assert!(has_vectors(&format!("{main} let a = vec2<f32>(id.xy); }}")));
    }

    #[test]
    fn the_median_of_nothing_is_zero() {
        assert_eq!(median(vec![]), 0.0);
        assert_eq!(median(vec![3.0, 1.0, 2.0]), 2.0);
    }
}
