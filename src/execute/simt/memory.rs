//! The bindings' words while a draft runs.
//!
//! What the draft only reads is read where it lies. Words that it may write are shared by the threads that step workgroups; relaxed
//! atomics keep even a racy draft within Rust's rules, and cost nothing on common machines.

use std::sync::atomic::{AtomicU32, Ordering::Relaxed};

use super::lanes::LANES;
use super::pool;

/// The words behind one binding, little-endian in its bytes.
#[derive(Debug)]
pub enum Words<'a> {
    /// Read only, where they are.
    Fixed(&'a [u8]),
    /// May be written: a copy.
    Shared(Vec<AtomicU32>),
}

impl<'a> Words<'a> {
    /// Those of a binding; bytes beyond the last whole word stay out.
    pub fn new(bytes: &'a [u8], writable: bool) -> Self {
        if !writable {
            return Self::Fixed(bytes);
        }
        let mut words = pool::take(bytes.len() / 4);
        let from = bytes.as_chunks().0.iter();
        words.extend(from.map(|word| AtomicU32::new(u32::from_le_bytes(*word))));
        Self::Shared(words)
    }

    /// How many.
    pub fn len(&self) -> usize {
        match self {
            Self::Fixed(bytes) => bytes.len() / 4,
            Self::Shared(words) => words.len(),
        }
    }

    /// The copy, if there is one.
    pub fn copy(self) -> Option<Vec<AtomicU32>> {
        match self {
            Self::Fixed(_) => None,
            Self::Shared(words) => Some(words),
        }
    }
}

/// Puts a copy's words back among the bytes that they came from.
pub fn put_back(mut words: Vec<AtomicU32>, bytes: &mut [u8]) {
    for (bytes, word) in bytes.as_chunks_mut().0.iter_mut().zip(&mut words) {
        *bytes = word.get_mut().to_le_bytes();
    }
    pool::give(words);
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

impl Memory for &[u8] {
    #[inline(always)]
    fn words(&self) -> usize {
        self.len() / 4
    }
    #[inline(always)]
    fn read(&self, at: usize) -> u32 {
        u32::from_le_bytes(self.as_chunks().0[at])
    }
    #[inline(always)]
    fn read_row(&self, at: usize) -> [u32; LANES] {
        let mut out = [0; LANES];
        for (out, word) in out.iter_mut().zip(&self.as_chunks().0[at..at + LANES]) {
            *out = u32::from_le_bytes(*word);
        }
        out
    }
    // The validator lets no store to read-only memory through.
    fn write(&mut self, _: usize, _: u32) {}
    fn write_row(&mut self, _: usize, _: &[u32; LANES]) {}
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
    // Loads only.
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
