//! The stages one after the other, for one kernel: what the workbench's jobs and the command line
//! both call. Blocking; every step looks at its cancellation token.

use std::io::{self, Read as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

use serde::Serialize;
use tokio::sync::mpsc;
use tokio_util::sync::CancellationToken;

use crate::check::{self, Checked};
use crate::contract::{self, Contract};
use crate::draft::{self, DraftError, Drafter, Piece};
use crate::execute::Limits;
use crate::kernel::{
    Diagnostic, Digest256, Draft, KernelId, Mutation, Origin, Severity, Verdict, relative,
};
use crate::source::{self, Lifted, Module};
use crate::verify::{self, Judgement, Progress};

/// Most bytes of a sidecar.
const MAX_SIDECAR_BYTES: u64 = 1 << 20;

/// Seconds spent in each stage.
#[derive(Clone, Copy, PartialEq, Debug, Default, Serialize)]
pub struct Seconds {
    /// WAT → wasm → lifted kernel.
    pub parse: f64,
    /// Inference, sidecar, probing.
    pub contract: f64,
    /// From request to last token.
    pub draft: f64,
    /// naga and our own checks.
    pub compile: f64,
    /// Reference and executors, comparison included.
    pub execute: f64,
}

/// One kernel after stages 1 and 2, or the reason why there is none.
#[derive(Clone, Debug)]
pub struct Loaded {
    /// Its name.
    pub id: KernelId,
    /// Its file.
    pub file: PathBuf,
    /// The WAT as text; for a binary the listing's place stays empty.
    pub text: Arc<str>,
    /// Digest of the file's bytes.
    pub hash: Digest256,
    /// The module, where it parses.
    pub module: Option<Arc<Module>>,
    /// The lifted form, where there is one.
    pub lifted: Option<Arc<Lifted>>,
    /// Why there is no lifted form.
    pub unliftable: Vec<Diagnostic>,
    /// The contract, where it is settled.
    pub contract: Option<Arc<Contract>>,
    /// Everything that was said so far.
    pub diagnostics: Vec<Diagnostic>,
    /// `parse` and `contract` are set.
    pub seconds: Seconds,
}

/// The sidecar of `file` for `export`: `<name>.toml`, or `<name>.<export>.toml` if it exists.
pub fn sidecar(file: &Path, export: &str) -> PathBuf {
    let own = file.with_extension(format!("{export}.toml"));
    if own.exists() { own } else { file.with_extension("toml") }
}

/// Loads all kernels of one file: stages 1 and 2. Never fails: what goes wrong is a diagnostic.
pub fn load(root: &Path, file: &Path) -> Vec<Loaded> {
    let name = relative(root, file);
    let begin = Instant::now();
    let nothing = |text: Arc<str>, hash, diagnostics| {
        vec![Loaded {
            id: KernelId::new(&name, None),
            file: file.to_owned(),
            text,
            hash,
            module: None,
            lifted: None,
            unliftable: Vec::new(),
            contract: None,
            diagnostics,
            seconds: Seconds { parse: begin.elapsed().as_secs_f64(), ..Seconds::default() },
        }]
    };
    let bytes = match read_source(file) {
        Ok(bytes) => bytes,
        Err(diagnostic) => return nothing("".into(), Digest256::of([]), vec![diagnostic]),
    };
    let text: Arc<str> = if bytes.starts_with(b"\0asm") {
        "".into()
    } else {
        String::from_utf8_lossy(&bytes).into()
    };
    let hash = Digest256::of(&bytes);
    let module = match source::parse(&name.to_string_lossy(), &bytes) {
        Ok(module) => Arc::new(module),
        Err(diagnostics) => return nothing(text, hash, diagnostics),
    };
    let exports: Vec<String> = module.kernels().map(|export| export.name.clone()).collect();
    if exports.is_empty() {
        let message = "the module exports no function that could be a kernel";
        let diagnostic = Diagnostic::error("source/no-kernel", Origin::Source, message)
            .with_hint("export the kernel: (export \"name\" (func …))");
        return nothing(text, hash, vec![diagnostic]);
    }
    let parse = begin.elapsed().as_secs_f64() / exports.len() as f64;
    let several = exports.len() > 1;
    exports
        .into_iter()
        .map(|export| {
            let id = KernelId::new(&name, several.then_some(export.as_str()));
            load_export(file, id, &text, hash, &module, &export, parse)
        })
        .collect()
}

fn load_export(
    file: &Path,
    id: KernelId,
    text: &Arc<str>,
    hash: Digest256,
    module: &Arc<Module>,
    export: &str,
    parse: f64,
) -> Loaded {
    let begin = Instant::now();
    let (lifted, unliftable) = match source::lift(module, export) {
        Ok(lifted) => (Some(Arc::new(lifted)), Vec::new()),
        Err(diagnostics) => (None, diagnostics),
    };
    let parse = parse + begin.elapsed().as_secs_f64();
    let begin = Instant::now();
    let sidecar = sidecar(file, export);
    let mut diagnostics = unliftable.clone();
    let contract = match read_sidecar(&sidecar) {
        Ok(text) => match contract::contract(module, export, lifted.as_deref(), text.as_deref()) {
            Ok(inferred) => {
                let open = inferred.diagnostics.iter().any(|d| d.severity == Severity::Error);
                // What the lift could not read, a person can't be asked to settle.
                let asked = |d: &Diagnostic| lifted.is_some() || d.code != "contract/open";
                diagnostics.extend(inferred.diagnostics.into_iter().filter(asked));
                (!open).then(|| Arc::new(inferred.contract))
            }
            Err(found) => {
                diagnostics.extend(found);
                None
            }
        },
        Err(diagnostic) => {
            diagnostics.push(diagnostic);
            None
        }
    };
    Loaded {
        id,
        file: file.to_owned(),
        text: text.clone(),
        hash,
        module: Some(module.clone()),
        lifted,
        unliftable,
        contract,
        diagnostics,
        seconds: Seconds { parse, contract: begin.elapsed().as_secs_f64(), ..Seconds::default() },
    }
}

fn read_source(file: &Path) -> Result<Vec<u8>, Diagnostic> {
    let failed = |message: String| Diagnostic::error("source/read", Origin::Source, message);
    let unread = |e: io::Error| failed(format!("can't be read: {e}"));
    let metadata = std::fs::metadata(file).map_err(unread)?;
    if !metadata.is_file() {
        return Err(failed("it is not a regular file".into()));
    }
    let most = source::MAX_SOURCE_BYTES;
    if metadata.len() > most {
        let size = metadata.len() >> 20;
        let message = format!("the file has {size} MiB; the limit is {} MiB", most >> 20);
        return Err(failed(message).with_hint("split the module, or strip its debug sections"));
    }
    read_at_most(file, most).map_err(unread)
}

fn read_sidecar(file: &Path) -> Result<Option<String>, Diagnostic> {
    let failed = |message: String| {
        let message = format!("{} {message}", file.display());
        Diagnostic::error("contract/read", Origin::Contract, message)
    };
    match std::fs::metadata(file) {
        Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(None),
        // Reading a pipe would wait for its writer.
        Ok(metadata) if !metadata.is_file() => return Err(failed("is not a regular file".into())),
        Ok(metadata) if metadata.len() > MAX_SIDECAR_BYTES => {
            return Err(failed("is larger than 1 MiB".into()));
        }
        _ => {}
    }
    let bytes = match read_at_most(file, MAX_SIDECAR_BYTES) {
        Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(None),
        read => read.map_err(|e| failed(format!("can't be read: {e}")))?,
    };
    let text = String::from_utf8(bytes);
    text.map(Some)
        .map_err(|e| failed(format!("is not UTF-8 from byte {} on", e.utf8_error().valid_up_to())))
}

/// A file that may grow while it is read.
fn read_at_most(file: &Path, most: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    std::fs::File::open(file)?.take(most + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > most {
        return Err(io::Error::other(format!("larger than {} MiB", most >> 20)));
    }
    Ok(bytes)
}

/// Stage 3 for one kernel. Tokens go to `tokens` as they come; the draft is what they leave.
///
/// # Errors
/// See [`DraftError`]; `Unsupported` also where the kernel has no contract.
pub fn draft(
    loaded: &Loaded,
    drafter: &dyn Drafter,
    tokens: &mpsc::Sender<Piece>,
    cancel: &CancellationToken,
) -> Result<Draft, DraftError> {
    let (Some(module), Some(contract)) = (&loaded.module, &loaded.contract) else {
        return Err(DraftError::Unsupported(loaded.diagnostics.clone()));
    };
    let request = draft::Request {
        kernel: loaded.id.clone(),
        module: module.clone(),
        lifted: loaded.lifted.clone(),
        unliftable: loaded.unliftable.clone(),
        contract: contract.clone(),
    };
    let (tee, mut inner) = mpsc::channel::<Piece>(64);
    let (provenance, wgsl) = std::thread::scope(|scope| {
        let collect = scope.spawn(move || {
            let mut wgsl = String::new();
            while let Some(token) = inner.blocking_recv() {
                token.apply(&mut wgsl);
                // A reader that went away must not lose the draft.
                let _ = tokens.blocking_send(token);
            }
            wgsl
        });
        let provenance = drafter.draft(&request, &tee, cancel);
        drop(tee);
        (provenance, collect.join().unwrap_or_default())
    });
    Ok(Draft::new(wgsl, provenance?))
}

/// What stages 4 to 6 say of one draft.
#[derive(Debug)]
pub struct Judged {
    /// The checked draft, where it compiles.
    pub checked: Option<Checked>,
    /// naga's and our own diagnostics.
    pub diagnostics: Vec<Diagnostic>,
    /// Evidence and verdict, where it compiles.
    pub judgement: Option<Judgement>,
    /// `compile` and `execute` are set.
    pub seconds: Seconds,
}

/// Stages 4 to 6 for one draft. `None` when cancelled.
pub fn judge(
    loaded: &Loaded,
    wgsl: &str,
    seed: u64,
    limits: Limits,
    progress: &mut dyn FnMut(Progress),
    cancel: &CancellationToken,
) -> Option<Judged> {
    judge_again(loaded, wgsl, &[], seed, limits, progress, cancel)
}

/// The same for a signature: after the seeds that failed before under this contract, and with
/// the mutants of both texts. `None` when cancelled.
pub fn judge_to_sign(
    loaded: &Loaded,
    wgsl: &str,
    regressions: &[u64],
    seed: u64,
    limits: Limits,
    progress: &mut dyn FnMut(Progress),
    cancel: &CancellationToken,
) -> Option<Judged> {
    let mut judged = judge_again(loaded, wgsl, regressions, seed, limits, progress, cancel)?;
    if let Some(judgement) = &mut judged.judgement
        && judgement.evidence.verdict == Verdict::Verified
    {
        let begin = Instant::now();
        judgement.evidence.score(score(loaded, wgsl, seed, limits, progress, cancel)?);
        judged.seconds.execute += begin.elapsed().as_secs_f64();
    }
    Some(judged)
}

/// The mutants of a draft and of its WAT under the cases of `seed` (VERDICT.md V8). `None` when
/// cancelled, or where there is nothing to judge.
pub fn score(
    loaded: &Loaded,
    wgsl: &str,
    seed: u64,
    limits: Limits,
    progress: &mut dyn FnMut(Progress),
    cancel: &CancellationToken,
) -> Option<Mutation> {
    let (module, contract) = (loaded.module.as_ref()?, loaded.contract.as_ref()?);
    let checked = check::check(wgsl, Some(contract)).ok()?;
    let wgsl = Digest256::of(wgsl);
    let request = verify::Request { module, contract, checked: &checked, wgsl, seed, limits };
    verify::mutate::score(&request, verify::mutate::Budget::default(), progress, cancel)
}

/// Stages 4 to 6 for one draft, after the seeds in `regressions`. `None` when cancelled.
pub fn judge_again(
    loaded: &Loaded,
    wgsl: &str,
    regressions: &[u64],
    seed: u64,
    limits: Limits,
    progress: &mut dyn FnMut(Progress),
    cancel: &CancellationToken,
) -> Option<Judged> {
    let mut seconds = Seconds::default();
    let (Some(module), Some(contract)) = (&loaded.module, &loaded.contract) else {
        let diagnostics = loaded.diagnostics.clone();
        return Some(Judged { checked: None, diagnostics, judgement: None, seconds });
    };
    let begin = Instant::now();
    let checked = check::check(wgsl, Some(contract));
    seconds.compile = begin.elapsed().as_secs_f64();
    let checked = match checked {
        Ok(checked) => checked,
        Err(diagnostics) => {
            return Some(Judged { checked: None, diagnostics, judgement: None, seconds });
        }
    };
    let begin = Instant::now();
    let request = verify::Request {
        module,
        contract,
        checked: &checked,
        wgsl: Digest256::of(wgsl),
        seed,
        limits,
    };
    let judgement = verify::verify_again(&request, regressions, progress, cancel)?;
    seconds.execute = begin.elapsed().as_secs_f64();
    let diagnostics = checked.diagnostics.clone();
    Some(Judged { checked: Some(checked), diagnostics, judgement: Some(judgement), seconds })
}

/// A seed that nobody could know while the draft was written.
pub fn fresh_seed() -> u64 {
    use std::hash::{BuildHasher, Hasher};
    // The standard library's hash keys are drawn from the system's entropy.
    std::collections::hash_map::RandomState::new().build_hasher().finish() >> 11
}
