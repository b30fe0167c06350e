//! The bindings' words while a draft runs.
//!
//! They are read and written where they lie. Words that the draft may write are shared by the
//! threads that step workgroups; relaxed atomics keep even a racy draft within Rust's rules, and
//! cost nothing on common machines.

use std::sync::atomic::{AtomicU32, Ordering::Relaxed};

use zerocopy::FromBytes;

use super::lanes::LANES;
use super::pool;

/// The words behind one binding, little-endian in its bytes.
#[derive(Debug)]
pub enum Words<'a> {
    /// Read only.
    Fixed(&'a [u8]),
    /// May be written.
    Shared(&'a [AtomicU32]),
    /// May be written: a copy, and the bytes that it goes back to. Of bytes that are no words on
    /// this machine, by their order or their address.
    Copied(Vec<AtomicU32>, &'a mut [u8]),
}

impl<'a> Words<'a> {
    /// Those of a binding; bytes beyond the last whole word stay out.
    pub fn new(bytes: &'a mut [u8], writable: bool) -> Self {
        if !writable {
            return Self::Fixed(bytes);
        }
        let whole = bytes.len() / 4 * 4;
        let bytes = &mut bytes[..whole];
        if cfg!(target_endian = "big") || !bytes.as_ptr().cast::<AtomicU32>().is_aligned() {
            let words = bytes.as_chunks().0.iter();
            let words = words.map(|word| AtomicU32::new(u32::from_le_bytes(*word)));
            return Self::Copied(words.collect(), bytes);
        }
        match <[AtomicU32]>::mut_from_bytes(bytes) {
            Ok(words) => Self::Shared(words),
            // Whole words at an address of words: never.
            Err(_) => Self::Shared(&[]),
        }
    }

    /// How many.
    pub fn len(&self) -> usize {
        match self {
            Self::Fixed(bytes) => bytes.len() / 4,
            _ => self.shared().map_or(0, <[_]>::len),
        }
    }

    /// Those that may be written.
    #[inline(always)]
    pub fn shared(&self) -> Option<&[AtomicU32]> {
        match self {
            Self::Fixed(_) => None,
            Self::Shared(words) => Some(words),
            Self::Copied(words, _) => Some(words),
        }
    }

    /// The bytes have what was written.
    pub fn settle(self) {
        if let Self::Copied(mut words, bytes) = self {
            for (bytes, word) in bytes.as_chunks_mut().0.iter_mut().zip(&mut words) {
                *bytes = word.get_mut().to_le_bytes();
            }
        }
    }
}

/// What bindings held before a run that writes them.
#[derive(Debug, Default)]
pub struct Before(Vec<(usize, Vec<u8>)>);

impl Before {
    /// Of the bindings at these places.
    pub fn of(bindings: &[(u32, Vec<u8>)], written: impl Iterator<Item = usize>) -> Self {
        Self(written.map(|at| (at, pool::copy(&bindings[at].1))).collect())
    }

    /// They hold it again.
    pub fn restore(&self, bindings: &mut [(u32, Vec<u8>)]) {
        for (at, bytes) in &self.0 {
            bindings[*at].1.copy_from_slice(bytes);
        }
    }
}

impl Drop for Before {
    fn drop(&mut self) {
        self.0.drain(..).for_each(|(_, bytes)| pool::give(bytes));
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
