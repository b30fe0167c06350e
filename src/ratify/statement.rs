//! What a person signs, and what may be signed at all.
//!
//! A [`Ratifiable`] is the only way to a statement, and [`Ratifiable::new`] the only way to one:
//! evidence that names exactly this WAT, this contract and this draft, and says `verified`.
//! Nothing here signs or writes.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::canonical::{self, CanonicalError};
use crate::contract::Contract;
use crate::kernel::{Class, Digest256, Draft, Evidence, KernelId, Provenance, Verdict};

/// Version of the statement's layout.
pub const SCHEMA: u32 = 1;

/// A draft with the evidence that it may be ratified.
#[derive(Clone, Debug)]
pub struct Ratifiable {
    kernel: KernelId,
    wat: Digest256,
    contract: Digest256,
    contract_toml: Arc<str>,
    draft: Draft,
    evidence: Arc<Evidence>,
    evidence_bytes: Arc<[u8]>,
}

/// Why a draft can't be ratified.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum NotRatifiable {
    /// The evidence names something else.
    #[error(
        "the evidence is about another {what}: it names {named}, this is {actual}; verify the draft again"
    )]
    Mismatch {
        /// `WAT`, `contract` or `draft`.
        what: &'static str,
        /// In the evidence.
        named: Digest256,
        /// In the kernel.
        actual: Digest256,
    },
    /// The verdict is not `verified`.
    #[error("the verdict is {word}, not verified: {reason}")]
    Verdict {
        /// The verdict's word.
        word: &'static str,
        /// Why.
        reason: String,
    },
    /// The mutants have not run yet (VERDICT.md V8).
    #[error("its mutants have not run: the evidence has no mutation score yet")]
    NoMutation,
    /// Verified, but it doesn't count.
    #[error("verified only in class {0}: only exact and tolerance can be ratified")]
    Class(Class),
}

impl Ratifiable {
    /// Brings a kernel, its draft and the evidence about it together.
    ///
    /// # Errors
    /// The evidence is about something else, or not good enough.
    pub fn new(
        kernel: &KernelId,
        wat: Digest256,
        contract: &Contract,
        draft: &Draft,
        evidence: &Evidence,
    ) -> Result<Self, NotRatifiable> {
        Self::from_parts(kernel, wat, contract.to_toml().into(), draft, evidence)
    }

    fn from_parts(
        kernel: &KernelId,
        wat: Digest256,
        contract_toml: Arc<str>,
        draft: &Draft,
        evidence: &Evidence,
    ) -> Result<Self, NotRatifiable> {
        let contract = Digest256::of(contract_toml.as_bytes());
        let wgsl = Digest256::of(draft.wgsl.as_bytes());
        for (what, named, actual) in [
            ("WAT", evidence.wat, wat),
            ("contract", evidence.contract, contract),
            ("draft", evidence.wgsl, wgsl),
            ("draft", draft.hash, wgsl),
        ] {
            if named != actual {
                return Err(NotRatifiable::Mismatch { what, named, actual });
            }
        }
        if evidence.verdict != Verdict::Verified {
            return Err(NotRatifiable::Verdict {
                word: evidence.verdict.word(),
                reason: evidence.verdict.reason().unwrap_or_default().to_owned(),
            });
        }
        if !matches!(evidence.class, Class::Exact | Class::Tolerance) {
            return Err(NotRatifiable::Class(evidence.class));
        }
        if evidence.mutation.is_none() {
            return Err(NotRatifiable::NoMutation);
        }
        Ok(Self {
            kernel: kernel.clone(),
            wat,
            contract,
            contract_toml,
            draft: draft.clone(),
            evidence: Arc::new(evidence.clone()),
            evidence_bytes: evidence.bytes().into(),
        })
    }

    /// The kernel's name.
    pub fn kernel(&self) -> &KernelId {
        &self.kernel
    }

    /// The draft.
    pub fn draft(&self) -> &Draft {
        &self.draft
    }

    /// The evidence that is shown, hashed and signed.
    pub fn evidence(&self) -> &Evidence {
        &self.evidence
    }

    /// The evidence's bytes, as they are hashed and stored.
    pub fn evidence_bytes(&self) -> &[u8] {
        &self.evidence_bytes
    }

    /// The contract's canonical TOML.
    pub fn contract_toml(&self) -> &str {
        &self.contract_toml
    }
}

/// Who signs.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reviewer {
    /// The key's comment, as it came: hostile text.
    pub name: String,
    /// The key's fingerprint, `SHA256:…` as `ssh-keygen -l` prints it.
    pub key: String,
}

/// Where the draft came from, with every field written out.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Drafter {
    /// `lower`, `model`, `remote`, `script` or `person`.
    pub name: String,
    /// The weights' digest.
    pub weights: Option<Digest256>,
    /// Sampling settings.
    pub sampling: Option<String>,
    /// The draft that a person edited.
    pub parent: Option<Digest256>,
    /// What the drafter claims.
    pub parallel: Option<bool>,
    /// Why, in its own words.
    pub why: String,
}

impl From<&Provenance> for Drafter {
    fn from(provenance: &Provenance) -> Self {
        let Provenance { drafter, weights, sampling, parent, parallel, why } = provenance.clone();
        Self { name: drafter, weights, sampling, parent, parallel, why }
    }
}

/// The statement. Its canonical JSON ([`canonical`]) is what is hashed, signed and stored; fields
/// stand there in the order of their names.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Statement {
    /// [`SCHEMA`].
    pub schema: u32,
    /// Always `statement`: keeps it apart from the other documents signed in this namespace.
    pub kind: String,
    /// The kernel's name.
    pub kernel: KernelId,
    /// Digest of the WAT (or wasm) file.
    pub wat: Digest256,
    /// Digest of the contract's canonical TOML.
    pub contract: Digest256,
    /// Digest of the WGSL text.
    pub wgsl: Digest256,
    /// Digest of the evidence's bytes.
    pub evidence: Digest256,
    /// Where the draft came from.
    pub drafter: Drafter,
    /// Always `verified`.
    pub verdict: String,
    /// `exact` or `tolerance`.
    pub class: String,
    /// The rules of the verdict that were applied.
    pub rules: Vec<String>,
    /// Measured: more than one invocation stored outputs.
    pub parallel: bool,
    /// This program and its version.
    pub tool: String,
    /// RFC 3339, UTC.
    pub time: String,
    /// Who signs.
    pub reviewer: Reviewer,
}

impl Statement {
    /// The statement about `ratifiable` by `reviewer` at `time` (RFC 3339, UTC).
    pub fn new(ratifiable: &Ratifiable, reviewer: Reviewer, time: String) -> Self {
        let evidence = ratifiable.evidence();
        Self {
            schema: SCHEMA,
            kind: "statement".into(),
            kernel: ratifiable.kernel.clone(),
            wat: ratifiable.wat,
            contract: ratifiable.contract,
            wgsl: ratifiable.draft.hash,
            evidence: Digest256::of(&ratifiable.evidence_bytes),
            drafter: Drafter::from(&ratifiable.draft.provenance),
            verdict: evidence.verdict.word().into(),
            class: evidence.class.to_string(),
            rules: evidence.rules.iter().map(ToString::to_string).collect(),
            parallel: evidence.parallel,
            tool: concat!("w2gpu-tui ", env!("CARGO_PKG_VERSION")).into(),
            time,
            reviewer,
        }
    }

    /// The canonical bytes.
    ///
    /// # Errors
    /// None in practice: a statement holds no floats and is flat.
    pub fn bytes(&self) -> Result<Vec<u8>, CanonicalError> {
        canonical::to_bytes(self)
    }

    /// Reads canonical bytes.
    ///
    /// # Errors
    /// Not canonical, not a statement, or of another schema.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, CanonicalError> {
        let statement: Self = canonical::from_bytes(bytes)?;
        if statement.kind != "statement" || statement.schema != SCHEMA {
            return Err(CanonicalError::Json(format!(
                "a {} of schema {}, not a statement of schema {SCHEMA}",
                statement.kind, statement.schema
            )));
        }
        Ok(statement)
    }
}
