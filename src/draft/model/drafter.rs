//! The drafter: a kernel's prompt → a target, token by token, through [`Writer`].
//!
//! Loads its weights at the first draft and keeps them.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use tokio::sync::mpsc;
use tokio_util::sync::CancellationToken;

use super::continuation::{Continuation, Tokens};
use super::load::{Loaded, load};
use super::page::Page;
use super::prompt::plain;
use super::sample::{Sampler, Sampling};
use super::{Style, Wat, prompt, raw_prompt, rewrite_prompt};
use crate::draft::lower::Lower;
use crate::draft::{DraftError, Drafter, Lack, Piece, Request};
use crate::kernel::{KernelId, Provenance};

/// A model in a GGUF file.
#[derive(Debug)]
pub struct Model {
    file: Option<PathBuf>,
    style: Style,
    sampling: Sampling,
    loaded: OnceLock<Result<Arc<Loaded>, String>>,
    /// How often each kernel was drafted: with a temperature, another time is another draft.
    drafted: Mutex<HashMap<KernelId, u64>>,
}

impl Model {
    /// The model of a file; of [`default_file`] for `None`. Nothing is read yet.
    pub fn new(file: Option<PathBuf>) -> Self {
        let (style, sampling) = (Style::Idiomatic, Sampling::default());
        Self { file, style, sampling, loaded: OnceLock::new(), drafted: Mutex::default() }
    }

    /// The same weights with another way to choose tokens.
    pub fn with_sampling(&self, sampling: Sampling) -> Self {
        let Self { file, style, loaded, .. } = self;
        let (file, loaded) = (file.clone(), loaded.clone());
        Self { file, style: *style, sampling, loaded, drafted: Mutex::default() }
    }

    /// How the next draft of a kernel chooses: the first with the seed itself, each further one with the next.
    fn choice(&self, kernel: &KernelId) -> Sampling {
        if self.sampling.temperature <= 0.0 {
            return self.sampling;
        }
        let mut drafted = self.drafted.lock().unwrap_or_else(PoisonError::into_inner);
        let count = drafted.entry(kernel.clone()).or_default();
        let seed = self.sampling.seed.wrapping_add(*count);
        *count += 1;
        Sampling { seed, ..self.sampling }
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

    /// Writes the target of a prompt, a piece a token, and checks nothing.
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
        let mut continuation = Continuation::new(&loaded, prompt, self.sampling, cancel)?;
        let mut sampler = Sampler::new(self.sampling);
        while let Some(piece) = continuation.next(&mut sampler, cancel)? {
            emit(&piece)?;
        }
        Ok(())
    }
}

impl Drafter for Model {
    fn name(&self) -> &str {
        "model"
    }

    fn sampled(&self, sampling: Sampling) -> Option<Arc<dyn Drafter>> {
        // Loaded once for all of them; what went wrong is said by each draft.
        let _ = self.loaded();
        Some(Arc::new(self.with_sampling(sampling)))
    }

    /// `lower`, where there are no weights, no memory or no end: the work goes on.
    fn fallback(&self, lack: Lack) -> Option<&dyn Drafter> {
        (lack == Lack::Draft).then_some(&Lower)
    }

    fn draft(
        &self,
        request: &Request,
        tokens: &mpsc::Sender<Piece>,
        cancel: &CancellationToken,
    ) -> Result<Provenance, DraftError> {
        let contract = &request.contract;
        let text = match &request.lifted {
            Some(lifted) => match plain(contract, lifted) {
                Some(plain) => rewrite_prompt(contract, &plain, self.style),
                None => prompt(contract, lifted, self.style),
            },
            None => Wat::of(&request.module)
                .and_then(|wat| {
                    let function = wat.function(&request.module, &contract.export)?;
                    Some(raw_prompt(contract, &function, self.style))
                })
                .ok_or_else(|| DraftError::Unsupported(request.unliftable.clone()))?,
        };
        let loaded = self.loaded().map_err(DraftError::Failed)?;
        let sampling = self.choice(&request.kernel);
        let continuation = Continuation::new(&loaded, &text, sampling, cancel)?;
        let page = Page::new(contract, continuation, sampling);
        page.write(cancel, &mut |piece| {
            tokens.blocking_send(piece).map_err(|_| DraftError::Cancelled)
        })?;
        Ok(Provenance {
            drafter: self.name().to_owned(),
            weights: Some(loaded.hash),
            sampling: Some(format!("{}, {sampling}", self.style.word())),
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_time_is_another_draft_where_there_is_a_choice() {
        let seeds = |temperature| {
            let sampling = Sampling { temperature, seed: 5, ..Sampling::default() };
            let model = Model::new(None).with_sampling(sampling);
            ["a", "b", "a", "a"].map(|name| model.choice(&KernelId::from_name(name)).seed)
        };
        assert_eq!(seeds(0.8), [5, 5, 6, 7]);
        assert_eq!(seeds(0.0), [5; 4]);
    }
}
