//! The shared vocabulary: what every stage hands to the next.
//!
//! Plain data only. Nothing here parses, runs, draws or touches a disk, and nothing here names a
//! terminal or an async runtime.

use std::fmt;
use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// A SHA-256 digest. Displays and serialises as `sha256:` and 64 lower-case hex digits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Digest256([u8; 32]);

impl Digest256 {
    /// The digest of `bytes`.
    pub fn of(bytes: impl AsRef<[u8]>) -> Self {
        Self(Sha256::digest(bytes.as_ref()).into())
    }

    /// The 64 hex digits without the prefix.
    pub fn hex(&self) -> String {
        self.0.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// The first `n` hex digits: what a person types to confirm.
    pub fn short(&self, n: usize) -> String {
        self.hex().chars().take(n).collect()
    }
}

impl fmt::Display for Digest256 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "sha256:{}", self.hex())
    }
}

impl fmt::Debug for Digest256 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "sha256:{}…", self.short(8))
    }
}

impl FromStr for Digest256 {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let hex = text.strip_prefix("sha256:").unwrap_or(text);
        if hex.len() != 64 || !hex.is_ascii() {
            return Err(format!("'{text}' is not a SHA-256 digest (64 hex digits)"));
        }
        let mut bytes = [0; 32];
        for (byte, pair) in bytes.iter_mut().zip(hex.as_bytes().chunks(2)) {
            *byte = std::str::from_utf8(pair)
                .ok()
                .and_then(|pair| u8::from_str_radix(pair, 16).ok())
                .ok_or_else(|| format!("'{text}' is not a SHA-256 digest (64 hex digits)"))?;
        }
        Ok(Self(bytes))
    }
}

impl Serialize for Digest256 {
    fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Digest256 {
    fn deserialize<D: serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        String::deserialize(d)?.parse().map_err(serde::de::Error::custom)
    }
}

/// A kernel's name: its path below the watched directory, without extension, `/` between parts,
/// with `:<export>` when its file holds several kernels.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(transparent)]
pub struct KernelId(String);

impl KernelId {
    /// Names the kernel in `file`, a path relative to the watched directory.
    pub fn new(file: &Path, export: Option<&str>) -> Self {
        let stem = file.with_extension("");
        let parts: Vec<_> = stem.iter().map(|part| part.to_string_lossy()).collect();
        let mut name = parts.join("/");
        if let Some(export) = export {
            name.push(':');
            name.push_str(export);
        }
        Self(name)
    }

    /// A name as a person typed it.
    pub fn from_name(name: impl Into<String>) -> Self {
        Self(name.into())
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for KernelId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Where a kernel stands. Exactly one at a time; a changed file goes back to `Parse`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Stage {
    /// WAT → wasm → lifted kernel.
    Parse,
    /// The contract is inferred or read.
    Contract,
    /// WGSL streams in.
    Draft,
    /// naga and our own checks.
    Compile,
    /// The reference and the draft run.
    Execute,
    /// Results are compared; the verdict falls here.
    Parity,
    /// A person's turn, or done.
    Ratify,
}

/// How bad a diagnostic is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The stage can't go on.
    Error,
    /// The stage goes on; a person should look.
    Warning,
    /// For information.
    Note,
}

/// Which text a span points into.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Origin {
    /// The WAT (or wasm) file.
    Source,
    /// The sidecar.
    Contract,
    /// The WGSL draft.
    Draft,
}

/// A place in a text. `line` and `column` count from 1; `column` and `length` count characters
/// (not bytes); what a character's width in cells is, the view decides.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct Span {
    /// From 1.
    pub line: u32,
    /// From 1, in characters.
    pub column: u32,
    /// In characters, at least 1, clipped to the line.
    pub length: u32,
}

impl Span {
    /// The span of bytes `start..end` of `text`; both are clamped to it.
    pub fn of_bytes(text: &str, start: usize, end: usize) -> Self {
        let floor = |mut at: usize| {
            at = at.min(text.len());
            while !text.is_char_boundary(at) {
                at -= 1;
            }
            at
        };
        let (start, end) = (floor(start), floor(end.max(start)));
        let line_start = text[..start].rfind('\n').map_or(0, |at| at + 1);
        let line_end = text[start..].find('\n').map_or(text.len(), |at| start + at);
        Self {
            line: text[..start].matches('\n').count() as u32 + 1,
            column: text[line_start..start].chars().count() as u32 + 1,
            length: (text[start..end.min(line_end).max(start)].chars().count() as u32).max(1),
        }
    }
}

/// A severity, a place, a message, and what to do next.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Diagnostic {
    /// How bad.
    pub severity: Severity,
    /// The rule that speaks, as `module/rule`: `check/interface`, `source/unsupported`, …
    pub code: String,
    /// Which text `span` points into.
    pub origin: Origin,
    /// Where, if it has a place.
    pub span: Option<Span>,
    /// What happened, one sentence, no trailing full stop.
    pub message: String,
    /// Further lines: the error's chain of causes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<String>,
    /// What to do next.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hint: Option<String>,
}

impl Diagnostic {
    /// An error without place or hint; add them with the `with_` methods.
    pub fn error(code: &str, origin: Origin, message: impl Into<String>) -> Self {
        Self::new(Severity::Error, code, origin, message)
    }

    /// A diagnostic without place or hint.
    pub fn new(severity: Severity, code: &str, origin: Origin, message: impl Into<String>) -> Self {
        Self {
            severity,
            code: code.to_owned(),
            origin,
            span: None,
            message: message.into(),
            notes: Vec::new(),
            hint: None,
        }
    }

    /// The same, at `span`.
    pub fn at(mut self, span: Option<Span>) -> Self {
        self.span = span;
        self
    }

    /// The same, with what to do next.
    pub fn with_hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// The same, with one more note.
    pub fn with_note(mut self, note: impl Into<String>) -> Self {
        self.notes.push(note.into());
        self
    }

    /// `FILE:LINE:COLUMN: severity: message [code]`, with notes and hint on further lines.
    pub fn render(&self, file: &Path) -> String {
        let mut text = file.display().to_string();
        if let Some(span) = self.span {
            text.push_str(&format!(":{}:{}", span.line, span.column));
        }
        let severity = match self.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "note",
        };
        text.push_str(&format!(": {severity}: {} [{}]", self.message, self.code));
        for note in &self.notes {
            text.push_str(&format!("\n  note: {note}"));
        }
        if let Some(hint) = &self.hint {
            text.push_str(&format!("\n  hint: {hint}"));
        }
        text
    }
}

/// Where a draft comes from.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Provenance {
    /// `lower`, `model`, `remote`, `script`, or `person` for an edited draft.
    pub drafter: String,
    /// The weights' digest, for a neural drafter.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub weights: Option<Digest256>,
    /// Sampling settings in the drafter's own words, for a neural drafter.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sampling: Option<String>,
    /// The draft that this one was edited from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<Digest256>,
    /// What the drafter says about parallelism; the evidence holds what was measured.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parallel: Option<bool>,
    /// Why it is parallel, or why not, in one sentence.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub why: String,
}

/// One WGSL text with its provenance.
#[derive(Clone, PartialEq, Debug)]
pub struct Draft {
    /// The text, exactly as it is judged, signed and stored.
    pub wgsl: Arc<str>,
    /// Its digest.
    pub hash: Digest256,
    /// Where it comes from.
    pub provenance: Provenance,
}

impl Draft {
    /// A draft of this text.
    pub fn new(wgsl: impl Into<Arc<str>>, provenance: Provenance) -> Self {
        let wgsl = wgsl.into();
        Self { hash: Digest256::of(wgsl.as_bytes()), wgsl, provenance }
    }
}

/// A value of a scalar parameter.
#[derive(Clone, Copy, PartialEq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Scalar {
    /// Signed, 32 bits.
    I32(i32),
    /// Unsigned, 32 bits.
    U32(u32),
    /// IEEE 754 binary32.
    F32(f32),
    /// Signed, 64 bits.
    I64(i64),
    /// Unsigned, 64 bits.
    U64(u64),
    /// One byte in C, a u32 in `Params`.
    Bool(bool),
}

impl Scalar {
    /// The value as an integer, for sizes; a float is truncated.
    pub fn as_i64(self) -> i64 {
        match self {
            Self::I32(v) => v.into(),
            Self::U32(v) => v.into(),
            Self::F32(v) => v as i64,
            Self::I64(v) => v,
            Self::U64(v) => v as i64,
            Self::Bool(v) => v.into(),
        }
    }
}

impl fmt::Display for Scalar {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::I32(v) => v.fmt(f),
            Self::U32(v) => v.fmt(f),
            Self::F32(v) => v.fmt(f),
            Self::I64(v) => v.fmt(f),
            Self::U64(v) => v.fmt(f),
            Self::Bool(v) => v.fmt(f),
        }
    }
}

/// What running a draft revealed beside its outputs (VERDICT.md V6).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FindingKind {
    /// Fatal.
    OutOfBoundsWrite,
    /// A note when its value is discarded, else fatal through the outputs.
    OutOfBoundsRead,
    /// Fatal: conflicting non-atomic accesses, equal values too.
    Race,
    /// Fatal: a barrier that not every invocation of the workgroup reaches.
    BarrierDivergence,
    /// Fatal: fuel ran out.
    EndlessLoop,
    /// Fatal: a read of write-only output storage that nobody wrote.
    UninitializedRead,
    /// A NaN, an infinity or a value outside a builtin's domain; fatal where it reaches an output.
    DomainError,
}

impl FindingKind {
    /// Whether the draft fails even if its outputs agree.
    pub fn is_fatal(self) -> bool {
        !matches!(self, Self::OutOfBoundsRead | Self::DomainError)
    }
}

/// One finding, at its first occurrence.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Finding {
    /// What kind.
    pub kind: FindingKind,
    /// Where in the draft.
    pub span: Option<Span>,
    /// `global_invocation_id` of the invocation, if one is to blame.
    pub invocation: Option<[u32; 3]>,
    /// What happened, with names, index and length.
    pub message: String,
    /// How often it happened in this run.
    pub count: u64,
}

/// The figures of one case on one executor, all outputs pooled.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct CaseFigures {
    /// Number of the case, from 0.
    pub case: usize,
    /// Which executor ran the draft: `simt`, or an adapter's name.
    pub executor: String,
    /// Which setting: `exact` or `slack` buffers, …
    pub setting: String,
    /// Scalars by name, in the contract's order.
    pub scalars: Vec<(String, Scalar)>,
    /// Compared elements.
    pub elements: u64,
    /// Elements outside the tolerance.
    pub misses: u64,
    /// Elements left to the non-decisive suite (the reference is not finite there).
    pub undecided: u64,
    /// Largest |draft − reference|.
    pub max_abs: f64,
    /// Largest distance in units in the last place, over f32 outputs.
    pub max_ulp: u64,
    /// 10·log10(peak²/MSE), capped at 99; VERDICT.md V5.
    pub psnr: f64,
    /// Seconds in the reference.
    pub reference_seconds: f64,
    /// Seconds in the executor.
    pub draft_seconds: f64,
}

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
    },
    /// The evidence doesn't suffice.
    Inconclusive {
        /// Why.
        reason: String,
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

    /// Why it is not `verified`, in one sentence.
    pub fn reason(&self) -> Option<&str> {
        match self {
            Self::Verified => None,
            Self::Differs { counterexample } => Some(&counterexample.explanation),
            Self::Unsupported { reason } | Self::Inconclusive { reason } => Some(reason),
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
    pub rules: Vec<String>,
    /// Versions of what judged: this program, naga, wasmtime.
    pub versions: Vec<(String, String)>,
    /// How many cases were planned before the run.
    pub planned: usize,
    /// Cases dropped, with why, counted.
    pub dropped: Vec<(String, usize)>,
    /// Figures per case, executor and setting.
    pub figures: Vec<CaseFigures>,
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

/// A file's path as it is shown: relative to `root` where it lies below it.
pub fn relative(root: &Path, path: &Path) -> PathBuf {
    path.strip_prefix(root).unwrap_or(path).to_owned()
}
