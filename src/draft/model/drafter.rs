//! The drafter: a kernel's prompt → a target, token by token, through [`Writer`].
//!
//! Loads its weights at the first draft and keeps them.

use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use tokio::sync::mpsc;
use tokio_util::sync::CancellationToken;

use super::cache::Cache;
use super::load::{Loaded, load};
use super::sample::{Sampler, Sampling};
use super::tokenizer::END;
use super::{Style, Wat, Writer, prompt, raw_prompt};
use crate::draft::{DraftError, Drafter, Request};
use crate::kernel::Provenance;

/// Tokens of a prompt that run at once.
const CHUNK: usize = 512;

/// A model in a GGUF file.
#[derive(Debug)]
pub struct Model {
    file: Option<PathBuf>,
    style: Style,
    sampling: Sampling,
    loaded: OnceLock<Result<Arc<Loaded>, String>>,
}

impl Model {
    /// The model of a file; of [`default_file`] for `None`. Nothing is read yet.
    pub fn new(file: Option<PathBuf>) -> Self {
        let (style, sampling) = (Style::Idiomatic, Sampling::default());
        Self { file, style, sampling, loaded: OnceLock::new() }
    }

    /// The same weights with another way to choose tokens.
    pub fn with_sampling(&self, sampling: Sampling) -> Self {
        let Self { file, style, loaded, .. } = self;
        Self { file: file.clone(), style: *style, sampling, loaded: loaded.clone() }
    }

    /// The weights; the first call reads them.
    ///
    /// # Errors
    /// A sentence: there is no file, or what is wrong with it.
    pub fn loaded(&self) -> Result<Arc<Loaded>, String> {
        let read = || {
            let file = self.file.clone().or_else(default_file).ok_or(
                "there is no model: put a .gguf file and its tokenizer.json into models/, or name \
                 one as model:FILE or in W2GPU_MODEL",
            )?;
            let failed = |error| format!("{}: {error}", file.display());
            load(&file).map(Arc::new).map_err(failed)
        };
        self.loaded.get_or_init(read).clone()
    }

    /// Writes the target of a prompt, a piece a token.
    ///
    /// # Errors
    /// The prompt doesn't fit the context, `emit` or `cancel` ended it, or the model never does.
    pub fn write(
        &self,
        prompt: &str,
        cancel: &CancellationToken,
        emit: &mut dyn FnMut(&str) -> Result<(), DraftError>,
    ) -> Result<(), DraftError> {
        let loaded = self.loaded().map_err(DraftError::Failed)?;
        let failed = |error: candle_core::Error| DraftError::Failed(error.to_string());
        let (decoder, text) = (&loaded.decoder, &loaded.text);
        let ids = text.prompt(prompt).map_err(DraftError::Failed)?;
        let context = decoder.config.context;
        if ids.len() >= context {
            let count = ids.len();
            let why = format!("the prompt has {count} tokens; the model reads {context} at most");
            return Err(DraftError::Failed(why));
        }
        let mut cache = Cache::new(&decoder.config);
        let mut logits = Vec::new();
        for chunk in ids.chunks(CHUNK) {
            if cancel.is_cancelled() {
                return Err(DraftError::Cancelled);
            }
            logits = decoder.forward(chunk, &mut cache).map_err(failed)?;
        }
        let mut sampler = Sampler::new(self.sampling);
        let mut stream = text.stream();
        let most = self.sampling.max_new.min(context - ids.len());
        for _ in 0..most {
            if cancel.is_cancelled() {
                return Err(DraftError::Cancelled);
            }
            let known = &logits[..text.vocabulary.min(logits.len())];
            let id = sampler.next(known, END as usize).ok_or_else(|| {
                DraftError::Failed("the model's numbers are not finite: its weights are bad".into())
            })?;
            if id == END {
                return Ok(());
            }
            emit(&stream.push(id).map_err(DraftError::Failed)?)?;
            logits = decoder.forward(&[id], &mut cache).map_err(failed)?;
        }
        Err(DraftError::Failed(format!("the draft did not end within {most} tokens")))
    }
}

impl Drafter for Model {
    fn name(&self) -> &str {
        "model"
    }

    fn draft(
        &self,
        request: &Request,
        tokens: &mpsc::Sender<String>,
        cancel: &CancellationToken,
    ) -> Result<Provenance, DraftError> {
        let contract = &request.contract;
        let text = match &request.lifted {
            Some(lifted) => prompt(contract, lifted, self.style),
            None => Wat::of(&request.module)
                .and_then(|wat| {
                    let function = wat.function(&request.module, &contract.export)?;
                    Some(raw_prompt(contract, &function, self.style))
                })
                .ok_or_else(|| DraftError::Unsupported(request.unliftable.clone()))?,
        };
        let send = |piece: String| {
            let sent = piece.is_empty() || tokens.blocking_send(piece).is_ok();
            sent.then_some(()).ok_or(DraftError::Cancelled)
        };
        let mut writer = Writer::new(contract);
        self.write(&text, cancel, &mut |piece| send(writer.push(piece)))?;
        send(writer.finish())?;
        Ok(Provenance {
            drafter: self.name().to_owned(),
            weights: self.loaded().ok().map(|loaded| loaded.hash),
            sampling: Some(format!("{}, {}", self.style.word(), self.sampling)),
            parent: None,
            parallel: None,
            why: String::new(),
        })
    }
}

/// `$W2GPU_MODEL`, else the first `.gguf` file (by name) of `models/` next to the program, one
/// folder above it, or in the source tree that it was built from.
pub fn default_file() -> Option<PathBuf> {
    if let Some(file) = std::env::var_os("W2GPU_MODEL").filter(|file| !file.is_empty()) {
        return Some(file.into());
    }
    let program = std::env::current_exe().ok();
    let beside = program.as_deref().and_then(Path::parent);
    let above = beside.and_then(Path::parent);
    let source = option_env!("CARGO_MANIFEST_DIR").map(Path::new);
    let folders = [beside, above, source].into_iter().flatten();
    folders.map(|folder| folder.join("models")).find_map(|folder| {
        let files = std::fs::read_dir(folder).ok()?.filter_map(|entry| Some(entry.ok()?.path()));
        files.filter(|file| file.extension().is_some_and(|ending| ending == "gguf")).min()
    })
}
