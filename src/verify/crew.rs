//! Work on several threads whose results are taken in order, so that nothing shows who was
//! faster.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering::Relaxed};
use std::sync::mpsc;

use crate::execute::cores;

/// How many items may be done ahead of the one that is taken next: results are large.
const AHEAD: usize = 16;

/// Does `work` for 0 to `count` − 1 on up to `threads` threads and gives the results to `take` in
/// order, on this thread, until it returns `false`.
pub fn in_order<T: Send>(
    count: usize,
    threads: usize,
    work: impl Fn(usize) -> T + Sync,
    mut take: impl FnMut(usize, T) -> bool,
) {
    if threads < 2 || count < 2 {
        for number in 0..count {
            if !take(number, work(number)) {
                return;
            }
        }
        return;
    }
    let (next, stop) = (AtomicUsize::new(0), AtomicBool::new(false));
    let (results, inbox) = mpsc::sync_channel(AHEAD);
    std::thread::scope(|scope| {
        for _ in 0..threads.min(count) {
            let results = results.clone();
            let (next, stop, work) = (&next, &stop, &work);
            scope.spawn(move || {
                while !stop.load(Relaxed) {
                    let number = next.fetch_add(1, Relaxed);
                    // The receiver is gone once nobody wants more.
                    if number >= count || results.send((number, work(number))).is_err() {
                        return;
                    }
                }
            });
        }
        drop(results);
        let (mut early, mut due) = (BTreeMap::new(), 0);
        while let Ok((number, result)) = inbox.recv() {
            early.insert(number, result);
            while let Some(result) = early.remove(&due) {
                if !take(due, result) {
                    stop.store(true, Relaxed);
                    drop(inbox);
                    return;
                }
                due += 1;
            }
        }
    });
}

thread_local!(static ALONE: Cell<bool> = const { Cell::new(false) });

/// Threads to work on cases with.
pub fn threads() -> usize {
    if ALONE.get() {
        return 1;
    }
    cores().min(8)
}

/// Does `work` without a crew: for callers that keep every core busy with kernels already. Threads
/// of one kernel share its compiled module and wait for each other; threads of several don't.
pub fn alone<R>(work: impl FnOnce() -> R) -> R {
    struct Restore(bool);
    impl Drop for Restore {
        fn drop(&mut self) {
            ALONE.set(self.0);
        }
    }
    let _restore = Restore(ALONE.replace(true));
    work()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_come_in_order_and_stop_when_told() {
        for threads in [1, 2, 5] {
            let mut seen = Vec::new();
            in_order(
                100,
                threads,
                |n| n * n,
                |n, square| {
                    assert_eq!(square, n * n);
                    seen.push(n);
                    n < 40
                },
            );
            assert_eq!(seen, (0..=40).collect::<Vec<_>>());
        }
        in_order(0, 4, |n| n, |_, _| panic!("there is nothing to take"));
    }

    #[test]
    fn alone_is_alone_and_ends() {
        let before = threads();
        assert_eq!(alone(threads), 1);
        assert_eq!(threads(), before);
        let panicked = std::panic::catch_unwind(|| alone(|| panic!("lost")));
        assert!(panicked.is_err());
        assert_eq!(threads(), before);
    }
}
