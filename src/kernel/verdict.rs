//! What execution says of a draft, how close it came, and the first place where it is wrong.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{Finding, Rule, Scalar};

/// The first mismatch, with what is needed to see it again.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Counterexample {
    /// The seed the inputs were drawn from.
    pub seed: u64,
    /// Number of the case, from 0.
    pub case: usize,
    /// Its scalars.
    pub scalars: Vec<(String, Scalar)>,
    /// Which executor, in which setting.
    pub executor: String,
    /// The buffer, if it is a wrong value rather than a finding.
    pub buffer: Option<String>,
    /// The element's index.
    pub index: Option<u64>,
    /// Column and row, for an image kernel.
    pub pixel: Option<[u64; 2]>,
    /// What the reference holds there, as text in the element's type.
    pub expected: Option<String>,
    /// What the draft holds there.
    pub actual: Option<String>,
    /// The fatal finding, if that is why.
    pub finding: Option<Finding>,
    /// The rule that refuses it: V12 for a wrong value, V6 for a finding, V2 for a miss in
    /// another legal world only, …
    pub rule: Rule,
    /// In words: "the output ignores y".
    pub explanation: String,
}

/// What execution says.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "lowercase", tag = "verdict")]
pub enum Verdict {
    /// Every rule that was applied is satisfied.
    Verified,
    /// It is wrong, and here is where.
    Differs {
        /// Boxed: verdicts travel by value.
        counterexample: Box<Counterexample>,
    },
    /// It can't be judged by this program.
    Unsupported {
        /// Why.
        reason: String,
        /// The rule that says so, if one does.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        rule: Option<Rule>,
    },
    /// The evidence doesn't suffice.
    Inconclusive {
        /// Why.
        reason: String,
        /// The rule that says so.
        rule: Rule,
    },
}

impl Verdict {
    /// The verdict's one word.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Verified => "verified",
            Self::Differs { .. } => "differs",
            Self::Unsupported { .. } => "unsupported",
            Self::Inconclusive { .. } => "inconclusive",
        }
    }

    /// The rule that refuses it, if one does.
    pub fn rule(&self) -> Option<Rule> {
        match self {
            Self::Verified => None,
            Self::Differs { counterexample } => Some(counterexample.rule),
            Self::Unsupported { rule, .. } => *rule,
            Self::Inconclusive { rule, .. } => Some(*rule),
        }
    }

    /// Why it is not `verified`, in one sentence.
    pub fn reason(&self) -> Option<&str> {
        match self {
            Self::Verified => None,
            Self::Differs { counterexample } => Some(&counterexample.explanation),
            Self::Unsupported { reason, .. } | Self::Inconclusive { reason, .. } => Some(reason),
        }
    }
}

/// How close a draft came.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Class {
    /// Bit for bit (−0 equals +0).
    #[serde(rename = "exact")]
    Exact,
    /// Within the tolerance.
    #[serde(rename = "tolerance")]
    Tolerance,
    /// Not verified; PSNR above 40 dB in every case.
    #[serde(rename = "psnr>40")]
    PsnrAbove40,
    /// Not verified; PSNR 20 to 40 dB.
    #[serde(rename = "psnr20-40")]
    Psnr20To40,
    /// Not verified; PSNR under 20 dB.
    #[serde(rename = "psnr<20")]
    PsnrBelow20,
    /// Verified under limits too weak to count.
    #[serde(rename = "weak")]
    Weak,
    /// Verified, but a canary is the answer.
    #[serde(rename = "trivial")]
    Trivial,
    /// No verdict, or nothing was compared.
    #[serde(rename = "none")]
    None,
}

impl fmt::Display for Class {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Exact => "exact",
            Self::Tolerance => "tolerance",
            Self::PsnrAbove40 => "psnr>40",
            Self::Psnr20To40 => "psnr20-40",
            Self::PsnrBelow20 => "psnr<20",
            Self::Weak => "weak",
            Self::Trivial => "trivial",
            Self::None => "none",
        })
    }
}
