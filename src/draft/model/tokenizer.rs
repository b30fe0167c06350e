//! Text ↔ token ids.
//!
//! The special tokens have fixed ids; a tokenizer in which they differ is another model's.

use std::path::Path;

use tokenizers::Tokenizer;

use super::load::LoadError;

/// Special tokens, by their ids.
const SPECIAL: [&str; 4] = ["<|pad|>", "<|bos|>", "<|draft|>", "<|end|>"];

/// Begins a prompt.
const BOS: u32 = 1;
/// Ends a prompt and begins a target.
const DRAFT: u32 = 2;
/// Ends a target.
pub const END: u32 = 3;

/// Rows that an embedding may have beyond the vocabulary, for padding.
const MAX_PADDING: usize = 255;

/// A tokenizer.
#[derive(Debug)]
pub struct Text {
    tokenizer: Tokenizer,
    /// How many ids mean something.
    pub vocabulary: usize,
}

impl Text {
    /// Reads a `tokenizer.json` for a model with `rows` rows of embedding.
    ///
    /// # Errors
    /// [`LoadError::Tokenizer`]: not there, no tokenizer, another model's.
    pub fn load(file: &Path, rows: usize) -> Result<Self, LoadError> {
        let fail = |why: String| LoadError::Tokenizer(format!("{}: {why}", file.display()));
        let bytes = std::fs::read(file).map_err(|error| fail(error.to_string()))?;
        let tokenizer = Tokenizer::from_bytes(bytes).map_err(|error| fail(error.to_string()))?;
        let vocabulary = tokenizer.get_vocab_size(true);
        if vocabulary > rows || rows - vocabulary > MAX_PADDING {
            return Err(fail(format!("{vocabulary} tokens, but the model has {rows}")));
        }
        for (id, token) in (0..).zip(SPECIAL) {
            match tokenizer.token_to_id(token) {
                Some(found) if found == id => {}
                Some(found) => return Err(fail(format!("{token} is {found}, not {id}"))),
                None => return Err(fail(format!("{token} is missing"))),
            }
        }
        Ok(Self { tokenizer, vocabulary })
    }

    /// `<|bos|> prompt <|draft|>`. Text that looks like a special token stays text as far as the
    /// tokenizer allows: the id is dropped.
    ///
    /// # Errors
    /// What the tokenizer says.
    pub fn prompt(&self, prompt: &str) -> Result<Vec<u32>, String> {
        let encoded = self.tokenizer.encode_fast(prompt, false).map_err(|e| e.to_string())?;
        let special = SPECIAL.len() as u32;
        let text = encoded.get_ids().iter().copied().filter(|id| *id >= special);
        Ok([BOS].into_iter().chain(text).chain([DRAFT]).collect())
    }

    /// Decodes ids one at a time.
    pub fn stream(&self) -> Stream<'_> {
        Stream { text: self, ids: Vec::new(), shown: 0 }
    }

    fn decode(&self, ids: &[u32]) -> Result<String, String> {
        self.tokenizer.decode(ids, false).map_err(|error| error.to_string())
    }
}

/// Ids → text while they come. A character whose bytes are not all there is held back.
#[derive(Clone, Debug)]
pub struct Stream<'a> {
    text: &'a Text,
    /// The last ids: those that have been shown give the context of the others.
    ids: Vec<u32>,
    shown: usize,
}

impl Stream<'_> {
    /// The text that the next id adds; empty while a character is incomplete.
    ///
    /// # Errors
    /// What the tokenizer says.
    pub fn push(&mut self, id: u32) -> Result<String, String> {
        self.ids.push(id);
        let before = self.text.decode(&self.ids[..self.shown])?;
        let now = self.text.decode(&self.ids)?;
        // Three replacement characters can't become one character any more.
        let open = now.ends_with('\u{fffd}') && self.ids.len() - self.shown < 4;
        let Some(added) = now.strip_prefix(before.as_str()).filter(|_| !open) else {
            return Ok(String::new());
        };
        let added = added.to_owned();
        self.ids.drain(..self.shown);
        self.shown = self.ids.len();
        Ok(added)
    }
}
