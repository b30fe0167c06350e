//! What waits for a thread, and who goes first.

use std::collections::{BTreeSet, HashSet};
use std::path::PathBuf;

use crate::kernel::KernelId;

/// Something to do.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Work {
    /// Stages 1 and 2 of a file.
    Load(PathBuf),
    /// Stages 3 to 6 of a kernel.
    Run(KernelId),
    /// Times of a kernel's draft.
    Measure(KernelId),
}

/// What waits. Each piece of work waits at most once.
#[derive(Default, Debug)]
pub struct Queue {
    waiting: BTreeSet<Work>,
    /// What people look at: the selected kernels and their files.
    selected: HashSet<Work>,
    /// What else is on a screen.
    visible: HashSet<Work>,
}

impl Queue {
    /// Adds work; nothing happens if it waits already.
    pub fn push(&mut self, work: Work) {
        self.waiting.insert(work);
    }

    /// Takes work back.
    pub fn remove(&mut self, work: &Work) {
        self.waiting.remove(work);
    }

    /// Replaces what people look at.
    pub fn focus(&mut self, selected: HashSet<Work>, visible: HashSet<Work>) {
        (self.selected, self.visible) = (selected, visible);
    }

    /// The next piece: selected, then visible, then files before kernels, each in order. With
    /// `urgent`, only something selected.
    pub fn pop(&mut self, urgent: bool) -> Option<Work> {
        let pick = |among: &HashSet<Work>| {
            among.iter().filter(|work| self.waiting.contains(*work)).min().cloned()
        };
        let work = match pick(&self.selected) {
            Some(work) => work,
            None if urgent => return None,
            None => pick(&self.visible).or_else(|| self.waiting.first().cloned())?,
        };
        self.waiting.take(&work)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_look_at_goes_first() {
        let run = |name: &str| Work::Run(KernelId::from_name(name));
        let mut queue = Queue::default();
        for name in ["a", "b", "c", "d"] {
            queue.push(run(name));
        }
        queue.push(Work::Load("z.wat".into()));
        queue.focus([run("d")].into(), [run("c"), run("gone")].into());
        assert_eq!(queue.pop(true), Some(run("d")));
        assert_eq!(queue.pop(true), None);
        let rest: Vec<_> = std::iter::from_fn(|| queue.pop(false)).collect();
        assert_eq!(rest, [run("c"), Work::Load("z.wat".into()), run("a"), run("b")]);
    }
}
