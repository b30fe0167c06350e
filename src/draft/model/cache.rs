//! Keys and values of the tokens so far.
//!
//! One block a layer that grows in steps: no token copies what is there.

use super::config::Config;

/// Tokens that a block grows by at least.
const STEP: usize = 512;

/// The cache of one sequence.
#[derive(Debug)]
pub struct Cache {
    pub(super) layers: Vec<Block>,
    /// Tokens in it.
    pub length: usize,
}

/// One layer: `length × (kv_heads · head)`, row by row.
#[derive(Debug, Default)]
pub(super) struct Block {
    pub keys: Vec<f32>,
    pub values: Vec<f32>,
}

impl Cache {
    /// An empty cache.
    pub fn new(config: &Config) -> Self {
        let layers = std::iter::repeat_with(Block::default).take(config.layers).collect();
        Self { layers, length: 0 }
    }

    /// Forgets what came after the first `length` tokens.
    pub fn cut(&mut self, length: usize) {
        if self.length == 0 || length >= self.length {
            return;
        }
        for Block { keys, values } in &mut self.layers {
            let row = keys.len() / self.length;
            keys.truncate(length * row);
            values.truncate(length * row);
        }
        self.length = length;
    }
}

impl Block {
    pub(super) fn push(&mut self, keys: &[f32], values: &[f32], row: usize) {
        for (block, new) in [(&mut self.keys, keys), (&mut self.values, values)] {
            if block.capacity() - block.len() < new.len() {
                block.reserve_exact(new.len().max(STEP * row));
            }
            block.extend_from_slice(new);
        }
    }
}
