//! A GGUF file and the tokenizer beside it → a decoder that is ready to run.
//!
//! Tensor names are llama.cpp's. Every tensor's shape is checked against the metadata.

use std::fs::File;
use std::io::{BufReader, Read, Seek};
use std::path::Path;
use std::sync::Arc;

use candle_core::Device;
use candle_core::quantized::gguf_file::Content;
use candle_core::quantized::{QMatMul, QTensor};

use super::config::Config;
use super::forward::{Decoder, Layer};
use super::memory;
use super::tokenizer::Text;
use crate::kernel::Digest256;

/// Why a model can't be loaded.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    /// The file can't be read.
    #[error("it can't be read: {0}")]
    File(std::io::Error),
    /// It is no GGUF file, or only a part of one.
    #[error("not a whole GGUF file: {0}")]
    Gguf(String),
    /// It is of another architecture.
    #[error("the model's architecture is '{0}'; this program runs qwen3")]
    Architecture(String),
    /// The metadata don't fit.
    #[error("the model's metadata: {0}")]
    Metadata(String),
    /// A tensor is missing, or of another shape than the metadata say.
    #[error("the model's tensors: {0}")]
    Tensor(String),
    /// It would not fit.
    #[error("the model takes {} MiB of memory, {}", needed >> 20, room(*left))]
    Memory {
        /// Bytes.
        needed: u64,
        /// Bytes; `None`: unknown.
        left: Option<u64>,
    },
    /// The tokenizer can't be read, or is another model's.
    #[error("the tokenizer: {0}")]
    Tokenizer(String),
}

fn room(left: Option<u64>) -> String {
    match left {
        Some(left) => format!("and {} MiB are left", left >> 20),
        None => "and the system does not give them".into(),
    }
}

/// A model in memory.
#[derive(Debug)]
pub struct Loaded {
    /// The weights.
    pub decoder: Decoder,
    /// The tokenizer.
    pub text: Text,
    /// Digest of the GGUF file.
    pub hash: Digest256,
}

/// Loads the model of a GGUF file, with the `tokenizer.json` beside it.
///
/// # Errors
/// See [`LoadError`].
pub fn load(file: &Path) -> Result<Loaded, LoadError> {
    let mut reader = BufReader::new(File::open(file).map_err(LoadError::File)?);
    let hash = Digest256::of_reader(&mut reader).map_err(LoadError::File)?;
    let bytes = reader.stream_position().map_err(LoadError::File)?;
    reader.rewind().map_err(LoadError::File)?;
    let decoder = decoder(&mut reader, bytes)?;
    let tokenizer = file.with_file_name("tokenizer.json");
    let text = Text::load(&tokenizer, decoder.vocabulary())?;
    Ok(Loaded { decoder, text, hash })
}

fn decoder<R: Read + Seek>(reader: &mut R, bytes: u64) -> Result<Decoder, LoadError> {
    let content = Content::read(reader).map_err(|error| LoadError::Gguf(said(&error)))?;
    let config = Config::of(&content.metadata)?;
    memory::enough(memory::needed(&config, bytes), memory::left())?;
    if config.layers > content.tensor_infos.len() {
        return Err(LoadError::Tensor("there are fewer tensors than layers".into()));
    }
    let mut tensors = Tensors { content, reader };
    let Config { width, inner, heads, kv_heads, head, .. } = config;
    let vocabulary = tensors.rows("token_embd.weight")?;
    let embedding = Arc::new(tensors.tensor("token_embd.weight", &[vocabulary, width])?);
    let output = match tensors.content.tensor_infos.contains_key("output.weight") {
        true => Arc::new(tensors.tensor("output.weight", &[vocabulary, width])?),
        false => embedding.clone(),
    };
    let mut layers = Vec::with_capacity(config.layers);
    for at in 0..config.layers {
        let name = |part: &str| format!("blk.{at}.{part}.weight");
        layers.push(Layer {
            attention_norm: tensors.vector(&name("attn_norm"), width)?,
            query: tensors.matrix(&name("attn_q"), heads * head, width)?,
            key: tensors.matrix(&name("attn_k"), kv_heads * head, width)?,
            value: tensors.matrix(&name("attn_v"), kv_heads * head, width)?,
            query_norm: tensors.vector(&name("attn_q_norm"), head)?,
            key_norm: tensors.vector(&name("attn_k_norm"), head)?,
            attention_out: tensors.matrix(&name("attn_output"), width, heads * head)?,
            inner_norm: tensors.vector(&name("ffn_norm"), width)?,
            gate: tensors.matrix(&name("ffn_gate"), inner, width)?,
            up: tensors.matrix(&name("ffn_up"), inner, width)?,
            down: tensors.matrix(&name("ffn_down"), width, inner)?,
        });
    }
    let norm = tensors.vector("output_norm.weight", width)?;
    let output = QMatMul::from_arc(output).map_err(|e| LoadError::Tensor(said(&e)))?;
    Ok(Decoder::new(config, embedding, layers, norm, output))
}

struct Tensors<'a, R> {
    content: Content,
    reader: &'a mut R,
}

impl<R: Read + Seek> Tensors<'_, R> {
    fn rows(&self, name: &str) -> Result<usize, LoadError> {
        let info = self.content.tensor_infos.get(name).ok_or_else(|| missing(name))?;
        info.shape.dims().first().copied().ok_or_else(|| missing(name))
    }

    fn tensor(&mut self, name: &str, shape: &[usize]) -> Result<QTensor, LoadError> {
        let info = self.content.tensor_infos.get(name).ok_or_else(|| missing(name))?;
        let found = info.shape.dims();
        if found != shape {
            return Err(LoadError::Tensor(format!("'{name}' is {found:?}, not {shape:?}")));
        }
        self.content
            .tensor(self.reader, name, &Device::Cpu)
            .map_err(|error| LoadError::Gguf(format!("'{name}': {}", said(&error))))
    }

    fn matrix(&mut self, name: &str, rows: usize, columns: usize) -> Result<QMatMul, LoadError> {
        let tensor = self.tensor(name, &[rows, columns])?;
        QMatMul::from_qtensor(tensor)
            .map_err(|e| LoadError::Tensor(format!("'{name}': {}", said(&e))))
    }

    fn vector(&mut self, name: &str, length: usize) -> Result<Vec<f32>, LoadError> {
        let tensor = self.tensor(name, &[length])?;
        let values = tensor.dequantize(&Device::Cpu).and_then(|tensor| tensor.to_vec1());
        values.map_err(|error| LoadError::Tensor(format!("'{name}': {}", said(&error))))
    }
}

/// What candle says, without the stack that it may add.
fn said(error: &candle_core::Error) -> String {
    error.to_string().lines().next().unwrap_or_default().to_owned()
}

fn missing(name: &str) -> LoadError {
    LoadError::Tensor(format!("'{name}' is missing"))
}
