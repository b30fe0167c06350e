//! Who touched which word last: how races are found although lanes run in lockstep.
//!
//! Every word has the tag of its last writer and of its readers. Tags are unique per invocation
//! and stretch between barriers. Two accesses conflict when one writes, they come from different
//! invocations, and no barrier of their workgroup lies between. Atomics need no tags: WGSL's
//! types keep a word either atomic or not.
//!
//! Mostly word w of sixteen neighbours is touched by nobody but the invocation with tag
//! w + diagonal. Such a row takes eight bytes: the diagonal, who of them reads and who writes.
//! Only where invocations meet do words have tags of their own.

use super::lanes::LANES;

/// Readers of several workgroups.
const SEVERAL: u32 = u32::MAX;
/// A row whose words have tags of their own: a diagonal that nobody reads or writes on.
const APART: u64 = 1;
/// Where the masks lie in a row.
const READ: u32 = 32;
const WRITTEN: u32 = 48;

/// Tags of one memory's words; 0 is nobody.
#[derive(Clone, Default, Debug)]
pub struct Shadow {
    /// Per sixteen words: diagonal | who reads << 32 | who writes << 48; 0 is nobody.
    rows: Vec<u64>,
    /// Tags of the words whose row is [`APART`]; empty while no row is.
    writer: Vec<u32>,
    reader: Vec<u32>,
    /// Words that a writer may have touched but has not written: a bit each; empty while none is.
    passed: Vec<u64>,
    /// A barrier orders all that came before it, whoever did it: workgroup memory.
    forgets: bool,
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
    /// For so many words of storage.
    pub fn storage(words: usize) -> Self {
        Self { rows: vec![0; words.div_ceil(LANES)], ..Self::default() }
    }

    /// For so many words that one workgroup after the other uses.
    pub fn workgroup(words: usize) -> Self {
        Self { forgets: true, ..Self::storage(words) }
    }

    /// Whether anybody wrote the word.
    #[inline(always)]
    pub fn written(&self, word: usize) -> bool {
        match self.rows[word / LANES] {
            APART => self.writer[word] != 0 && !self.is_passed(word),
            row => row >> (WRITTEN + (word % LANES) as u32) & 1 != 0,
        }
    }

    /// Notes a write whose conflicts are not asked for: an atomic one.
    pub fn touch(&mut self, word: usize, tag: u32) {
        self.part(word / LANES);
        self.writer[word] = tag;
        self.unpass(word);
    }

    /// Notes a write that may touch the word without giving it a value, for the other components
    /// of a vector: it conflicts as a write does, and nobody has written the word by it.
    pub fn pass(&mut self, word: usize, lane: u32, phase: Phase) -> Option<u32> {
        self.part(word / LANES);
        let written = self.written(word);
        let other = self.stamp(word, phase.first + lane, phase);
        if !written {
            if self.passed.is_empty() {
                self.passed = vec![0; (self.rows.len() * LANES).div_ceil(64)];
            }
            self.passed[word / 64] |= 1 << (word % 64);
        }
        other
    }

    fn is_passed(&self, word: usize) -> bool {
        self.passed.get(word / 64).is_some_and(|bits| bits >> (word % 64) & 1 != 0)
    }

    fn unpass(&mut self, word: usize) {
        if let Some(bits) = self.passed.get_mut(word / 64) {
            *bits &= !(1 << (word % 64));
        }
    }

    /// Notes a read; the tag of a conflicting write, if there is one.
    #[inline(always)]
    pub fn read(&mut self, word: usize, lane: u32, phase: Phase) -> Option<u32> {
        let tag = phase.first + lane;
        let diagonal = tag.wrapping_sub(word as u32);
        if self.note(word / LANES, 1 << (word % LANES), READ, diagonal, phase) {
            return None;
        }
        self.part(word / LANES);
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
        let diagonal = tag.wrapping_sub(word as u32);
        if self.note(word / LANES, 1 << (word % LANES), WRITTEN, diagonal, phase) {
            return None;
        }
        self.part(word / LANES);
        self.unpass(word);
        self.stamp(word, tag, phase)
    }

    /// Makes the tag the last writer's of a word with tags of its own.
    fn stamp(&mut self, word: usize, tag: u32, phase: Phase) -> Option<u32> {
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

    /// Neighbouring words from `word` on read by as many neighbours from `lane` on, those of
    /// `lanes`: whether that was quick, which it is when nobody else touched them. With
    /// `unwritten`, only when they have written them, too. Otherwise each has to be noted by itself.
    #[inline(always)]
    pub fn read_row(
        &mut self,
        word: usize,
        lane: u32,
        lanes: u16,
        phase: Phase,
        unwritten: bool,
    ) -> bool {
        let mine = |this: &Self, row: usize, mask: u16| {
            !unwritten || (this.rows[row] >> WRITTEN) as u16 & mask == mask
        };
        self.both(word, lane, lanes, phase, |this, row, mask, diagonal| {
            mine(this, row, mask) && this.note(row, mask, READ, diagonal, phase)
        })
    }

    /// The same for writes.
    #[inline(always)]
    pub fn write_row(&mut self, word: usize, lane: u32, lanes: u16, phase: Phase) -> bool {
        self.both(word, lane, lanes, phase, |this, row, mask, diagonal| {
            this.note(row, mask, WRITTEN, diagonal, phase)
        })
    }

    /// Sixteen words lie in two rows, unless they are one.
    #[inline(always)]
    fn both(
        &mut self,
        word: usize,
        lane: u32,
        lanes: u16,
        phase: Phase,
        mut note: impl FnMut(&mut Self, usize, u16, u32) -> bool,
    ) -> bool {
        let diagonal = (phase.first + lane).wrapping_sub(word as u32);
        let spread = u32::from(lanes) << (word % LANES);
        let (low, high) = (spread as u16, (spread >> LANES) as u16);
        (low == 0 || note(self, word / LANES, low, diagonal))
            && (high == 0 || note(self, word / LANES + 1, high, diagonal))
    }

    /// Notes accesses on a diagonal to words of a row, if the row can hold them: nobody touched it,
    /// or only on the same diagonal, or all who did have been forgotten.
    #[inline(always)]
    fn note(&mut self, row: usize, mask: u16, kind: u32, diagonal: u32, phase: Phase) -> bool {
        let here = u64::from(mask) << kind;
        let before = self.rows[row];
        if before >> READ != 0 && before as u32 == diagonal {
            self.rows[row] = before | here;
            return true;
        }
        if before != 0 && !(self.forgets && self.past(row, phase)) {
            return false;
        }
        self.rows[row] = here | u64::from(diagonal);
        true
    }

    /// Whether all who touched a row did so before the last barrier.
    fn past(&self, row: usize, phase: Phase) -> bool {
        let words = row * LANES..(row + 1) * LANES;
        match self.rows[row] {
            APART => {
                let tags = self.writer[words.clone()].iter().zip(&self.reader[words]);
                tags.fold(true, |past, (w, r)| past & (*w < phase.first) & (*r < phase.first))
            }
            state => {
                let touched = (state >> READ) as u16 | (state >> WRITTEN) as u16;
                let last = words.start as u32 + touched.checked_ilog2().unwrap_or(0);
                last.wrapping_add(state as u32) < phase.first
            }
        }
    }

    /// Gives each word of a row tags of its own.
    #[inline(never)]
    fn part(&mut self, row: usize) {
        let state = self.rows[row];
        if state == APART {
            return;
        }
        if self.writer.is_empty() {
            self.writer = vec![0; self.rows.len() * LANES];
            self.reader = vec![0; self.rows.len() * LANES];
        }
        for word in row * LANES..(row + 1) * LANES {
            let tag = (word as u32).wrapping_add(state as u32);
            let bit = (word % LANES) as u32;
            self.writer[word] = if state >> (WRITTEN + bit) & 1 != 0 { tag } else { 0 };
            self.reader[word] = if state >> (READ + bit) & 1 != 0 { tag } else { 0 };
        }
        self.rows[row] = APART;
    }

    /// Which words of a row are read and written.
    fn masks(&self, row: usize) -> (u16, u16) {
        let state = self.rows[row];
        if state != APART {
            return ((state >> READ) as u16, (state >> WRITTEN) as u16);
        }
        let mask = |tags: &[u32]| {
            let tags = tags[row * LANES..].iter().take(LANES).enumerate();
            tags.fold(0, |mask, (j, tag)| mask | u16::from(*tag != 0) << j)
        };
        (mask(&self.reader), mask(&self.writer))
    }

    /// Whether the two, of different workgroups each, hold conflicting accesses.
    pub fn conflicts(&self, other: &Self) -> bool {
        let rows = self.rows.iter().zip(&other.rows).enumerate();
        rows.filter(|(_, (mine, theirs))| **mine != 0 && **theirs != 0).any(|(row, _)| {
            let ((r, w), (s, v)) = (self.masks(row), other.masks(row));
            w & (v | s) != 0 || r & v != 0
        })
    }

    /// Forgets everything.
    pub fn clear(&mut self) {
        self.rows.fill(0);
        self.passed.fill(0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The plain way: two tags per word, no rows.
    #[derive(Default)]
    struct Plain {
        writer: Vec<u32>,
        reader: Vec<u32>,
    }

    impl Plain {
        fn access(&mut self, word: usize, lane: u32, phase: Phase, write: bool) -> bool {
            let tag = phase.first + lane;
            let conflicts = |other: u32| other != 0 && other != tag && !phase.ordered(other);
            let (writer, reader) = (self.writer[word], self.reader[word]);
            if write {
                self.writer[word] = tag;
                return conflicts(writer) || conflicts(reader);
            }
            if reader == 0 || phase.ordered(reader) {
                self.reader[word] = tag;
            } else if reader != tag {
                let here = phase.first <= reader && reader <= phase.several;
                self.reader[word] = if here { phase.several } else { SEVERAL };
            }
            conflicts(writer)
        }
    }

    /// Rows say what tags of each word say, for accesses in any pattern, over barriers and blocks.
    #[test]
    fn rows_hide_nothing() {
        const WORDS: usize = 80;
        const GROUP: u32 = 64;
        let mut conflicts = 0;
        for seed in 1..=300u64 {
            let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15);
            let mut draw = |bound: u64| {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                (state >> 33) % bound
            };
            let memory = seed % 2 == 0;
            let mut shadow = if memory { Shadow::workgroup(WORDS) } else { Shadow::storage(WORDS) };
            let mut plain = Plain { writer: vec![0; WORDS], reader: vec![0; WORDS] };
            let mut phase = Phase { first: 1, start: 1, several: 1 + GROUP };
            for _ in 0..draw(40) + 5 {
                if draw(5) == 0 {
                    let first = phase.several + 1;
                    // A barrier, or, for storage, another workgroup.
                    let start = if memory || draw(2) == 0 { phase.start } else { first };
                    phase = Phase { first, start, several: first + GROUP };
                }
                let write = draw(3) == 0;
                let lane = (draw(4) * 16) as u32;
                let word = [lane as usize, draw(65) as usize][draw(3).min(1) as usize];
                let lanes = [u16::MAX, 1 << draw(16), (1 << draw(16)) - 1][draw(3) as usize];
                let quick = if write {
                    shadow.write_row(word, lane, lanes, phase)
                } else {
                    shadow.read_row(word, lane, lanes, phase, false)
                };
                for j in (0..16).filter(|j| lanes >> j & 1 != 0) {
                    let (word, lane) = (word + j as usize, lane + j);
                    let expected = plain.access(word, lane, phase, write);
                    let found = !quick
                        && if write {
                            shadow.write(word, lane, phase).is_some()
                        } else {
                            shadow.read(word, lane, phase).is_some()
                        };
                    assert_eq!(found, expected, "seed {seed}, word {word}, lane {lane}");
                    conflicts += u32::from(found);
                    if !memory {
                        assert_eq!(shadow.written(word), plain.writer[word] != 0, "seed {seed}");
                    }
                }
            }
        }
        assert!(conflicts > 100, "{conflicts}");
    }

    /// What may have been touched conflicts like what was written, and is not written by it.
    #[test]
    fn passed_words_are_not_written() {
        let (first, second) = (1, 2);
        let phase = Phase { first: 1, start: 1, several: 0 };
        for row in [false, true] {
            let mut shadow = Shadow::storage(64);
            if row {
                assert!(shadow.write_row(4, 0, 1 << 3, phase));
            }
            assert_eq!(shadow.write(5, first, phase), None);
            assert_eq!(shadow.pass(4, first, phase), None);
            assert!(shadow.written(5) && !shadow.written(4) && shadow.written(7) == row);
            // Its own accesses never conflict; another's do, and two that may touch it as well.
            assert_eq!(shadow.read(4, first, phase), None);
            assert_eq!(shadow.clone().read(4, second, phase), Some(2));
            assert_eq!(shadow.clone().write(4, second, phase), Some(2));
            assert_eq!(shadow.clone().pass(4, second, phase), Some(2));
            let later = Phase { first: 100, start: 1, several: 200 };
            assert_eq!(shadow.clone().pass(4, second, later), None);
            assert_eq!(shadow.write(4, first, phase), None);
            assert_eq!(shadow.pass(4, first, phase), None);
            assert!(shadow.written(4));
            shadow.clear();
            assert!(!shadow.written(4) && !shadow.written(5));
        }
    }

    #[test]
    fn two_of_different_workgroups() {
        let phase = |first| Phase { first, start: first, several: 0 };
        let (mut a, mut b) = (Shadow::storage(64), Shadow::storage(64));
        assert!(a.write_row(0, 0, u16::MAX, phase(1)));
        assert!(b.write_row(16, 0, u16::MAX, phase(100)));
        assert!(!a.conflicts(&b));
        assert!(a.read_row(20, 20, 1, phase(1), false));
        assert!(a.conflicts(&b) && b.conflicts(&a));
        let mut c = Shadow::storage(64);
        assert_eq!((c.read(0, 5, phase(9)), c.read(0, 6, phase(9))), (None, None));
        assert!(a.conflicts(&c) && c.conflicts(&a) && !b.conflicts(&c));
    }
}
