//! What a model writes behind a prompt, a token at a time, with steps back.

use tokio_util::sync::CancellationToken;

use super::cache::Cache;
use super::load::Loaded;
use super::sample::{Sampler, Sampling};
use super::tokenizer::{END, Stream};
use crate::draft::DraftError;

/// Tokens of a prompt that run at once.
const CHUNK: usize = 512;

/// A draft has at most so many tokens, and so many times its prompt's: one that says the same in other words
/// needs fewer, and one that runs away ends soon.
const ROOM: (usize, usize) = (256, 2);

/// Text that comes in tokens and can be taken back.
pub(super) trait Tokens {
    /// A place to go back to.
    type Mark;

    /// The next token's text; `None` where it ends.
    ///
    /// # Errors
    /// It never ends, the model's numbers are no numbers, or it was cancelled.
    fn next(
        &mut self,
        sampler: &mut Sampler,
        cancel: &CancellationToken,
    ) -> Result<Option<String>, DraftError>;

    /// This place.
    fn mark(&self) -> Self::Mark;

    /// Forgets what came after a mark.
    fn back(&mut self, mark: &Self::Mark);
}

/// A prompt and what came behind it so far.
#[derive(Debug)]
pub(super) struct Continuation<'a> {
    loaded: &'a Loaded,
    cache: Cache,
    /// Of the next token.
    logits: Vec<f32>,
    stream: Stream<'a>,
    /// Tokens of the prompt, and the most that may follow.
    prompt: usize,
    most: usize,
}

/// A place to go back to.
#[derive(Clone, Debug)]
pub(super) struct Mark<'a> {
    length: usize,
    logits: Vec<f32>,
    stream: Stream<'a>,
}

fn failed(error: candle_core::Error) -> DraftError {
    DraftError::Failed(error.to_string())
}

impl<'a> Continuation<'a> {
    /// Reads the prompt.
    ///
    /// # Errors
    /// It doesn't fit the context; cancelled.
    pub fn new(
        loaded: &'a Loaded,
        prompt: &str,
        sampling: Sampling,
        cancel: &CancellationToken,
    ) -> Result<Self, DraftError> {
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
        let room = ROOM.0 + ROOM.1 * ids.len();
        let most = sampling.max_new.min(context - ids.len()).min(room);
        Ok(Self { loaded, cache, logits, stream: text.stream(), prompt: ids.len(), most })
    }
}

impl<'a> Tokens for Continuation<'a> {
    type Mark = Mark<'a>;

    fn next(
        &mut self,
        sampler: &mut Sampler,
        cancel: &CancellationToken,
    ) -> Result<Option<String>, DraftError> {
        if cancel.is_cancelled() {
            return Err(DraftError::Cancelled);
        }
        let Loaded { decoder, text, .. } = self.loaded;
        let known = &self.logits[..text.vocabulary.min(self.logits.len())];
        let id = sampler.next(known, END as usize).ok_or_else(|| {
            DraftError::Failed("the model's numbers are not finite: its weights are bad".into())
        })?;
        if id == END {
            return Ok(None);
        }
        if self.cache.length - self.prompt >= self.most {
            let why = format!("the draft did not end within {} tokens", self.most);
            return Err(DraftError::Failed(why));
        }
        let piece = self.stream.push(id).map_err(DraftError::Failed)?;
        self.logits = decoder.forward(&[id], &mut self.cache).map_err(failed)?;
        Ok(Some(piece))
    }

    fn mark(&self) -> Mark<'a> {
        let (length, logits) = (self.cache.length, self.logits.clone());
        Mark { length, logits, stream: self.stream.clone() }
    }

    fn back(&mut self, mark: &Mark<'a>) {
        self.cache.cut(mark.length);
        self.logits.clone_from(&mark.logits);
        self.stream = mark.stream.clone();
    }
}
