//! Everything that was measured about one draft.

use serde::{Deserialize, Serialize};

use super::{
    Adapter, Allowance, Canary, CaseFigures, Class, Coverage, Digest256, Finding, Mutation, Rule,
    Verdict,
};

/// Everything that was measured about one draft. Its digest is taken over its JSON bytes and is
/// what a statement names.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Evidence {
    /// Version of this layout.
    pub schema: u32,
    /// The WAT file's digest.
    pub wat: Digest256,
    /// The contract's digest.
    pub contract: Digest256,
    /// The draft's digest.
    pub wgsl: Digest256,
    /// The seed all inputs were drawn from.
    pub seed: u64,
    /// The rules of VERDICT.md that were applied: `V9`, `V10`, …
    pub rules: Vec<Rule>,
    /// Versions of what judged: this program, naga, wasmtime.
    pub versions: Vec<(String, String)>,
    /// The legal worlds that `simt` ran the draft in (V2), by name.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub worlds: Vec<String>,
    /// How many cases were planned before the run.
    pub planned: usize,
    /// Cases dropped, with why, counted.
    pub dropped: Vec<(String, usize)>,
    /// Figures per case, executor and setting.
    pub figures: Vec<CaseFigures>,
    /// What the reference's noisy runs allow (V1).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub allowance: Option<Allowance>,
    /// Outcomes of the draft's statements and conditions (V3).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub coverage: Option<Coverage>,
    /// Outcomes of the WAT's branches (V3).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source_coverage: Option<Coverage>,
    /// Canaries and what became of them (V7).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub canaries: Vec<Canary>,
    /// Mutants and how many were noticed (V8); absent until they have run.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mutation: Option<Mutation>,
    /// What GPU adapters said; empty when only `simt` has run the draft.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub adapters: Vec<Adapter>,
    /// Drawn for this run: 32 hex digits.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub nonce: String,
    /// What each executor answered about the text that it ran, SHA-256(nonce ‖ text): the judge
    /// compared it with the text that is judged.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub executed: Vec<(String, Digest256)>,
    /// Where the contract says otherwise than inference does (V4), one sentence each.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub deviations: Vec<String>,
    /// Seeds that failed before under this contract and were run again (V14).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub regressions: Vec<u64>,
    /// Findings, first occurrence of each kind and place.
    pub findings: Vec<Finding>,
    /// Things a reviewer should know: what was not distinguished, not tested, …
    pub notes: Vec<String>,
    /// Whether more than one invocation stored outputs in the largest case.
    pub parallel: bool,
    /// The largest legal size under 65,535 groups an axis and 128 MiB a binding, in words.
    pub largest: String,
    /// How close.
    pub class: Class,
    /// What execution says.
    #[serde(flatten)]
    pub verdict: Verdict,
}

impl Evidence {
    /// The bytes that are hashed, stored and signed for.
    pub fn bytes(&self) -> Vec<u8> {
        serde_json::to_vec(self).expect("evidence holds only strings, numbers and lists")
    }

    /// The digest of [`Evidence::bytes`].
    pub fn hash(&self) -> Digest256 {
        Digest256::of(self.bytes())
    }

    /// Adds what the mutants came to, and the rule that they apply (VERDICT.md V8).
    pub fn score(&mut self, mutation: Mutation) {
        self.mutation = Some(mutation);
        if !self.rules.contains(&Rule::V8) {
            self.rules.push(Rule::V8);
            self.rules.sort_unstable();
        }
    }

    /// Smallest PSNR over all figures, in dB; `None` when nothing was compared.
    pub fn psnr(&self) -> Option<f64> {
        self.figures.iter().map(|f| f.psnr).reduce(f64::min)
    }

    /// Largest absolute difference over all figures.
    pub fn max_abs(&self) -> Option<f64> {
        self.figures.iter().map(|f| f.max_abs).reduce(f64::max)
    }

    /// Largest distance in ULP over all figures.
    pub fn max_ulp(&self) -> Option<u64> {
        self.figures.iter().map(|f| f.max_ulp).max()
    }
}
