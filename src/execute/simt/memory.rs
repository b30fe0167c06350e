//! The bindings' words while a draft runs.
//!
//! Words that the draft may write are shared by the threads that step workgroups; relaxed
//! atomics keep even a racy draft within Rust's rules, and cost nothing on common machines.

use std::sync::atomic::{AtomicU32, Ordering::Relaxed};

use super::lanes::LANES;

/// The words behind one binding.
#[derive(Debug)]
pub enum Words {
    /// Read only.
    Fixed(Vec<u32>),
    /// May be written.
    Shared(Vec<AtomicU32>),
}

impl Words {
    /// From bytes, little-endian; bytes beyond the last whole word stay out.
    pub fn new(bytes: &[u8], writable: bool) -> Self {
        let words = bytes.chunks_exact(4).map(|b| u32::from_le_bytes([b[0], b[1], b[2], b[3]]));
        if writable {
            Self::Shared(words.map(AtomicU32::new).collect())
        } else {
            Self::Fixed(words.collect())
        }
    }

    /// How many.
    pub fn len(&self) -> usize {
        match self {
            Self::Fixed(words) => words.len(),
            Self::Shared(words) => words.len(),
        }
    }

    /// As bytes; `before` are those that they came from.
    pub fn bytes(&self, before: &[u8]) -> Vec<u8> {
        let Self::Shared(words) = self else { return before.to_vec() };
        let mut out = vec![0; before.len()];
        for (bytes, word) in out.chunks_exact_mut(4).zip(words) {
            bytes.copy_from_slice(&word.load(Relaxed).to_le_bytes());
        }
        let whole = before.len() / 4 * 4;
        out[whole..].copy_from_slice(&before[whole..]);
        out
    }
}

/// Memory that lanes read and write word by word.
pub trait Memory {
    /// How many words.
    fn words(&self) -> usize;
    /// One word; `at` must be in range.
    fn read(&self, at: usize) -> u32;
    /// Sixteen neighbours, all in range.
    fn read_row(&self, at: usize) -> [u32; LANES];
    /// One word; `at` must be in range.
    fn write(&mut self, at: usize, value: u32);
    /// Sixteen neighbours, all in range.
    fn write_row(&mut self, at: usize, values: &[u32; LANES]);
}

impl Memory for &[u32] {
    #[inline(always)]
    fn words(&self) -> usize {
        self.len()
    }
    #[inline(always)]
    fn read(&self, at: usize) -> u32 {
        self[at]
    }
    #[inline(always)]
    fn read_row(&self, at: usize) -> [u32; LANES] {
        let mut out = [0; LANES];
        out.copy_from_slice(&self[at..at + LANES]);
        out
    }
    // The validator lets no store to read-only memory through.
    fn write(&mut self, _: usize, _: u32) {}
    fn write_row(&mut self, _: usize, _: &[u32; LANES]) {}
}

impl Memory for &mut [u32] {
    #[inline(always)]
    fn words(&self) -> usize {
        self.len()
    }
    #[inline(always)]
    fn read(&self, at: usize) -> u32 {
        self[at]
    }
    #[inline(always)]
    fn read_row(&self, at: usize) -> [u32; LANES] {
        let mut out = [0; LANES];
        out.copy_from_slice(&self[at..at + LANES]);
        out
    }
    #[inline(always)]
    fn write(&mut self, at: usize, value: u32) {
        self[at] = value;
    }
    #[inline(always)]
    fn write_row(&mut self, at: usize, values: &[u32; LANES]) {
        self[at..at + LANES].copy_from_slice(values);
    }
}

impl Memory for &[AtomicU32] {
    #[inline(always)]
    fn words(&self) -> usize {
        self.len()
    }
    #[inline(always)]
    fn read(&self, at: usize) -> u32 {
        self[at].load(Relaxed)
    }
    #[inline(always)]
    fn read_row(&self, at: usize) -> [u32; LANES] {
        let row = &self[at..at + LANES];
        let mut out = [0; LANES];
        for j in 0..LANES {
            out[j] = row[j].load(Relaxed);
        }
        out
    }
    #[inline(always)]
    fn write(&mut self, at: usize, value: u32) {
        self[at].store(value, Relaxed);
    }
    #[inline(always)]
    fn write_row(&mut self, at: usize, values: &[u32; LANES]) {
        let row = &self[at..at + LANES];
        for j in 0..LANES {
            row[j].store(values[j], Relaxed);
        }
    }
}
