//! The sizes of a model, from the metadata of its GGUF file.
//!
//! Names are llama.cpp's `qwen3.*`. Every number is checked before anything is allocated.

use std::collections::HashMap;

use candle_core::quantized::gguf_file::Value;

use super::load::LoadError;

/// The only architecture there is.
const ARCHITECTURE: &str = "qwen3";

/// Bounds on what is believed of a file.
const MOST: usize = 1 << 20;

/// The sizes of a model.
#[derive(Clone, PartialEq, Debug)]
pub struct Config {
    /// Layers.
    pub layers: usize,
    /// Width of the residual stream.
    pub width: usize,
    /// Inner width of the feed-forward layers.
    pub inner: usize,
    /// Query heads.
    pub heads: usize,
    /// Key and value heads; divides `heads`.
    pub kv_heads: usize,
    /// Width of a head, even.
    pub head: usize,
    /// ε of RMSNorm.
    pub epsilon: f32,
    /// θ of the rotary embedding.
    pub theta: f32,
    /// The most tokens, prompt and draft together.
    pub context: usize,
}

impl Config {
    /// The sizes that a file's metadata gives.
    ///
    /// # Errors
    /// Another architecture, a missing or senseless number.
    pub fn of(metadata: &HashMap<String, Value>) -> Result<Self, LoadError> {
        let found = metadata.get("general.architecture").and_then(|v| v.to_string().ok());
        match found.map(String::as_str) {
            Some(ARCHITECTURE) => {}
            other => {
                return Err(LoadError::Architecture(
                    other.unwrap_or("none").escape_debug().to_string(),
                ));
            }
        }
        let size = |key| size(metadata, key);
        let (width, heads) = (size("embedding_length")?, size("attention.head_count")?);
        let head = match metadata.contains_key("qwen3.attention.key_length") {
            true => size("attention.key_length")?,
            false => width / heads,
        };
        let config = Self {
            layers: size("block_count")?,
            width,
            inner: size("feed_forward_length")?,
            heads,
            kv_heads: size("attention.head_count_kv")?,
            head,
            epsilon: number(metadata, "attention.layer_norm_rms_epsilon", 1e-6)?,
            theta: number(metadata, "rope.freq_base", 1e6)?,
            context: size("context_length")?,
        };
        if !config.heads.is_multiple_of(config.kv_heads) {
            return Err(LoadError::Metadata("head_count is no multiple of head_count_kv".into()));
        }
        if config.head < 2 || !config.head.is_multiple_of(2) {
            return Err(LoadError::Metadata("the width of a head is odd".into()));
        }
        Ok(config)
    }
}

fn size(metadata: &HashMap<String, Value>, key: &str) -> Result<usize, LoadError> {
    let value = metadata.get(&format!("{ARCHITECTURE}.{key}"));
    let value = value.and_then(|value| match value {
        Value::U64(value) => Some(*value),
        Value::I32(value) => u64::try_from(*value).ok(),
        other => other.to_u32().ok().map(u64::from),
    });
    let value = value.and_then(|value| usize::try_from(value).ok());
    value
        .filter(|value| (1..=MOST).contains(value))
        .ok_or_else(|| LoadError::Metadata(format!("{ARCHITECTURE}.{key} is missing or senseless")))
}

fn number(metadata: &HashMap<String, Value>, key: &str, default: f32) -> Result<f32, LoadError> {
    match metadata.get(&format!("{ARCHITECTURE}.{key}")) {
        None => Ok(default),
        Some(value) => value
            .to_f32()
            .ok()
            .filter(|value| value.is_finite() && *value > 0.0)
            .ok_or_else(|| LoadError::Metadata(format!("{ARCHITECTURE}.{key} is senseless"))),
    }
}
