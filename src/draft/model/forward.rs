//! The decoder: Qwen3's layout. Matrix products are candle's, all else is plain loops.
//!
//! RMSNorm, grouped queries with a norm on each query's and key's head, rotary embedding of
//! half-split pairs, SwiGLU. Source: the Qwen3 technical report and llama.cpp's `qwen3` graph.

use std::sync::Arc;

use candle_core::quantized::{QMatMul, QTensor};
use candle_core::{Device, Module, Result, Tensor};

use super::cache::Cache;
use super::config::Config;

/// One layer's weights; matrices are `out × in`.
#[derive(Debug)]
pub(super) struct Layer {
    pub attention_norm: Vec<f32>,
    pub query: QMatMul,
    pub key: QMatMul,
    pub value: QMatMul,
    pub query_norm: Vec<f32>,
    pub key_norm: Vec<f32>,
    pub attention_out: QMatMul,
    pub inner_norm: Vec<f32>,
    pub gate: QMatMul,
    pub up: QMatMul,
    pub down: QMatMul,
}

/// All weights.
#[derive(Debug)]
pub struct Decoder {
    /// The sizes.
    pub config: Config,
    embedding: Arc<QTensor>,
    layers: Vec<Layer>,
    norm: Vec<f32>,
    output: QMatMul,
    /// θ^(−2i/head) for i in 0..head/2.
    frequencies: Vec<f32>,
}

impl Decoder {
    pub(super) fn new(
        config: Config,
        embedding: Arc<QTensor>,
        layers: Vec<Layer>,
        norm: Vec<f32>,
        output: QMatMul,
    ) -> Self {
        let head = config.head as f32;
        let half = config.head / 2;
        let frequencies = (0..half).map(|i| config.theta.powf(-2.0 * i as f32 / head)).collect();
        Self { config, embedding, layers, norm, output, frequencies }
    }

    /// Rows of the embedding.
    pub fn vocabulary(&self) -> usize {
        self.embedding.shape().dims().first().copied().unwrap_or(0)
    }

    /// Runs `ids` behind what the cache holds; the logits behind the last one (`vocabulary`
    /// numbers), empty for no ids.
    ///
    /// # Errors
    /// What candle says; an id beyond the vocabulary.
    pub fn forward(&self, ids: &[u32], cache: &mut Cache) -> Result<Vec<f32>> {
        let Config { width, epsilon, .. } = self.config;
        let count = ids.len();
        if count == 0 {
            return Ok(Vec::new());
        }
        let ids = Tensor::new(ids, &Device::Cpu)?;
        let mut x: Vec<f32> = self.embedding.embedding(&ids)?.flatten_all()?.to_vec1()?;
        for (at, layer) in self.layers.iter().enumerate() {
            let normed = tensor(rms_norm(&x, &layer.attention_norm, epsilon), width)?;
            let attended = self.attention(layer, at, &normed, cache)?;
            let heads = self.config.heads * self.config.head;
            add(&mut x, &product(&layer.attention_out, &tensor(attended, heads)?)?);
            let normed = tensor(rms_norm(&x, &layer.inner_norm, epsilon), width)?;
            let mut inner = product(&layer.gate, &normed)?;
            for (gate, up) in inner.iter_mut().zip(product(&layer.up, &normed)?) {
                *gate = *gate / (1.0 + (-*gate).exp()) * up;
            }
            add(&mut x, &product(&layer.down, &tensor(inner, self.config.inner)?)?);
        }
        cache.length += count;
        let last = rms_norm(&x[(count - 1) * width..], &self.norm, epsilon);
        product(&self.output, &tensor(last, width)?)
    }

    /// `count × (heads · head)`.
    fn attention(
        &self,
        layer: &Layer,
        at: usize,
        x: &Tensor,
        cache: &mut Cache,
    ) -> Result<Vec<f32>> {
        let Config { heads, kv_heads, head, epsilon, .. } = self.config;
        let mut queries = product(&layer.query, x)?;
        let mut keys = product(&layer.key, x)?;
        let values = product(&layer.value, x)?;
        let before = cache.length;
        for (rows, norm, width) in
            [(&mut queries, &layer.query_norm, heads), (&mut keys, &layer.key_norm, kv_heads)]
        {
            *rows = rms_norm(rows, norm, epsilon);
            for (row, position) in rows.chunks_exact_mut(width * head).zip(before..) {
                self.rotate(row, position);
            }
        }
        let block = &mut cache.layers[at];
        let row = kv_heads * head;
        block.push(&keys, &values, row);
        let mut out = vec![0.0; queries.len()];
        let scale = 1.0 / (head as f32).sqrt();
        let group = heads / kv_heads;
        let mut scores = Vec::new();
        let pairs = queries.chunks_exact(head).zip(out.chunks_exact_mut(head));
        for (at, (query, out)) in pairs.enumerate() {
            // Row at / heads sees everything up to itself.
            let seen = before + at / heads + 1;
            let offset = (at % heads) / group * head;
            let part = |position: usize| position * row + offset..position * row + offset + head;
            scores.clear();
            scores.extend((0..seen).map(|at| dot(query, &block.keys[part(at)]) * scale));
            softmax(&mut scores);
            for (position, weight) in scores.iter().enumerate() {
                for (out, value) in out.iter_mut().zip(&block.values[part(position)]) {
                    *out += weight * value;
                }
            }
        }
        Ok(out)
    }

    /// Rotates the pairs (i, i + head/2) of each head by position · frequency.
    fn rotate(&self, row: &mut [f32], position: usize) {
        let half = self.config.head / 2;
        for (i, frequency) in self.frequencies.iter().enumerate() {
            let (sin, cos) = (position as f32 * frequency).sin_cos();
            for head in row.chunks_exact_mut(self.config.head) {
                let (a, b) = (head[i], head[i + half]);
                head[i] = a * cos - b * sin;
                head[i + half] = b * cos + a * sin;
            }
        }
    }
}

fn tensor(values: Vec<f32>, width: usize) -> Result<Tensor> {
    let rows = values.len() / width;
    Tensor::from_vec(values, (rows, width), &Device::Cpu)
}

fn product(matrix: &QMatMul, x: &Tensor) -> Result<Vec<f32>> {
    matrix.forward(x)?.flatten_all()?.to_vec1()
}

fn add(x: &mut [f32], more: &[f32]) {
    for (x, more) in x.iter_mut().zip(more) {
        *x += more;
    }
}

/// Each row of `weights.len()` numbers over its root mean square, times the weights.
fn rms_norm(x: &[f32], weights: &[f32], epsilon: f32) -> Vec<f32> {
    let mut out = Vec::with_capacity(x.len());
    for row in x.chunks_exact(weights.len()) {
        let mean = dot(row, row) / row.len() as f32;
        let scale = 1.0 / (mean + epsilon).sqrt();
        out.extend(row.iter().zip(weights).map(|(x, weight)| x * scale * weight));
    }
    out
}

/// In eight partial sums, which a compiler can keep in one register.
fn dot(a: &[f32], b: &[f32]) -> f32 {
    let mut sums = [0.0_f32; 8];
    let (a, b) = (a.chunks_exact(8), b.chunks_exact(8));
    let rest: f32 = a.remainder().iter().zip(b.remainder()).map(|(a, b)| a * b).sum();
    for (a, b) in a.zip(b) {
        for i in 0..8 {
            sums[i] += a[i] * b[i];
        }
    }
    sums.iter().sum::<f32>() + rest
}

fn softmax(scores: &mut [f32]) {
    let most = scores.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let mut sum = 0.0;
    for score in scores.iter_mut() {
        *score = (*score - most).exp();
        sum += *score;
    }
    scores.iter_mut().for_each(|score| *score /= sum);
}
