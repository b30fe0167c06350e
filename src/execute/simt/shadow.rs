//! Who touched which word last: how races are found although lanes run in lockstep.
//!
//! Every word has the tag of its last writer and of its readers. Tags are unique per invocation
//! and stretch between barriers. Two accesses conflict when one writes, they come from different
//! invocations, and no barrier of their workgroup lies between. Atomics need no tags: WGSL's
//! types keep a word either atomic or not.

use super::lanes::LANES;

/// Readers of several workgroups.
const SEVERAL: u32 = u32::MAX;

/// Tags of one memory's words; 0 is nobody.
#[derive(Clone, Default, Debug)]
pub struct Shadow {
    writer: Vec<u32>,
    reader: Vec<u32>,
}

/// The tags of the moment.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Phase {
    /// Lane l has tag `first + l`.
    pub first: u32,
    /// Tags from here up to `first` are of the same workgroup, before its last barrier.
    pub start: u32,
    /// Stands for several lanes of this stretch; 0 where no barrier will ever come.
    pub several: u32,
}

impl Phase {
    fn ordered(self, tag: u32) -> bool {
        self.start <= tag && tag < self.first
    }
}

impl Shadow {
    /// For so many words.
    pub fn new(words: usize) -> Self {
        Self { writer: vec![0; words], reader: vec![0; words] }
    }

    /// Whether anybody wrote the word.
    #[inline(always)]
    pub fn written(&self, word: usize) -> bool {
        self.writer[word] != 0
    }

    /// Notes a write whose conflicts are not asked for: an atomic one.
    pub fn touch(&mut self, word: usize, tag: u32) {
        self.writer[word] = tag;
    }

    /// Notes a read; the tag of a conflicting write, if there is one.
    #[inline(always)]
    pub fn read(&mut self, word: usize, lane: u32, phase: Phase) -> Option<u32> {
        let tag = phase.first + lane;
        let reader = &mut self.reader[word];
        if *reader != tag {
            *reader = if *reader == 0 || phase.ordered(*reader) {
                tag
            } else if phase.first <= *reader && *reader <= phase.several {
                phase.several
            } else {
                SEVERAL
            };
        }
        let writer = self.writer[word];
        (writer != 0 && writer != tag && !phase.ordered(writer)).then_some(writer)
    }

    /// Notes a write; the tag of a conflicting access, if there is one.
    #[inline(always)]
    pub fn write(&mut self, word: usize, lane: u32, phase: Phase) -> Option<u32> {
        let tag = phase.first + lane;
        let writer = std::mem::replace(&mut self.writer[word], tag);
        let reader = self.reader[word];
        let conflicts = |other: u32| other != 0 && other != tag && !phase.ordered(other);
        if conflicts(writer) {
            Some(writer)
        } else if conflicts(reader) {
            Some(reader)
        } else {
            None
        }
    }

    /// Sixteen neighbours read by sixteen neighbours: whether that was quick, which it is when
    /// nobody else touched them. Otherwise nothing is noted.
    #[inline(always)]
    pub fn read_row(&mut self, word: usize, lane: u32, phase: Phase) -> bool {
        let tag = phase.first + lane;
        let (writer, reader) =
            (&self.writer[word..word + LANES], &mut self.reader[word..word + LANES]);
        let mut other = false;
        for j in 0..LANES {
            let tag = tag + j as u32;
            other |= (writer[j] != 0) & (writer[j] != tag);
            other |= (reader[j] != 0) & (reader[j] != tag);
        }
        if !other {
            for (j, reader) in reader.iter_mut().enumerate() {
                *reader = tag + j as u32;
            }
        }
        !other
    }

    /// The same for writes.
    #[inline(always)]
    pub fn write_row(&mut self, word: usize, lane: u32, phase: Phase) -> bool {
        let tag = phase.first + lane;
        let (writer, reader) =
            (&mut self.writer[word..word + LANES], &self.reader[word..word + LANES]);
        let mut other = false;
        for j in 0..LANES {
            let tag = tag + j as u32;
            other |= (writer[j] != 0) & (writer[j] != tag);
            other |= (reader[j] != 0) & (reader[j] != tag);
        }
        if !other {
            for (j, writer) in writer.iter_mut().enumerate() {
                *writer = tag + j as u32;
            }
        }
        !other
    }

    /// Whether the two, of different workgroups each, hold conflicting accesses.
    pub fn conflicts(&self, other: &Self) -> bool {
        let mine = self.writer.iter().zip(&self.reader);
        let theirs = other.writer.iter().zip(&other.reader);
        mine.zip(theirs).fold(false, |any, ((w, r), (v, s))| {
            any | ((*w != 0) & ((*v != 0) | (*s != 0))) | ((*r != 0) & (*v != 0))
        })
    }

    /// Forgets everything.
    pub fn clear(&mut self) {
        self.writer.fill(0);
        self.reader.fill(0);
    }
}
