//! Several kernels at once, one per core, their results in order.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;

use crate::verify::alone;

/// Bytes of a worker's stack.
const STACK: usize = 16 << 20;

/// Calls `work` on every item, on as many threads as there are cores, and `take` on the results
/// in the items' order, as soon as each can be taken. A panic in `work` becomes `None` and leaves
/// the other items alone. After an error of `take` no further item is begun.
pub fn in_order<T: Sync, R: Send, E>(
    items: &[T],
    work: impl Fn(&T) -> R + Sync,
    mut take: impl FnMut(&T, Option<R>) -> Result<(), E>,
) -> Result<(), E> {
    let cores = crate::execute::cores();
    let workers = cores.min(items.len());
    let next = AtomicUsize::new(0);
    std::thread::scope(|scope| {
        let (send, receive) = mpsc::channel();
        let (next, work) = (&next, &work);
        for worker in 0..workers {
            let send = send.clone();
            let run = move || {
                loop {
                    let at = next.fetch_add(1, Ordering::Relaxed);
                    let Some(item) = items.get(at) else { return };
                    let work = || if workers == cores { alone(|| work(item)) } else { work(item) };
                    let result = catch_unwind(AssertUnwindSafe(work)).ok();
                    if send.send((at, result)).is_err() {
                        return;
                    }
                }
            };
            let spawned = std::thread::Builder::new().stack_size(STACK).spawn_scoped(scope, run);
            // Without a single thread nothing would be done, and nothing be said; one is enough.
            if worker == 0 {
                spawned.expect("the system starts no thread");
            }
        }
        drop(send);
        let mut early = BTreeMap::new();
        let mut due = 0;
        for (at, result) in receive {
            early.insert(at, result);
            while let Some(result) = early.remove(&due) {
                if let Err(error) = take(&items[due], result) {
                    next.store(items.len(), Ordering::Relaxed);
                    return Err(error);
                }
                due += 1;
            }
        }
        Ok(())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    #[test]
    fn results_come_in_order() {
        let items: Vec<u64> = (0..50).collect();
        let mut seen = Vec::new();
        let work = |item: &u64| {
            std::thread::sleep(Duration::from_micros((50 - item) * 20));
            item * 2
        };
        let result: Result<(), ()> = in_order(&items, work, |_, result| {
            seen.push(result.unwrap());
            Ok(())
        });
        assert_eq!(result, Ok(()));
        assert_eq!(seen, items.iter().map(|item| item * 2).collect::<Vec<_>>());
    }

    #[test]
    fn a_panic_loses_one_item_only() {
        let mut lost = Vec::new();
        let work = |item: &u32| assert!(*item != 3);
        let _ = in_order(&[1, 2, 3, 4], work, |item, result| {
            if result.is_none() {
                lost.push(*item);
            }
            Ok::<(), ()>(())
        });
        assert_eq!(lost, [3]);
    }

    #[test]
    fn an_error_stops_it() {
        let items: Vec<u32> = (0..1000).collect();
        let begun = AtomicUsize::new(0);
        let work = |_: &u32| {
            begun.fetch_add(1, Ordering::Relaxed);
            std::thread::sleep(Duration::from_millis(1));
        };
        assert_eq!(in_order(&items, work, |_, _| Err("closed")), Err("closed"));
        assert!(begun.load(Ordering::Relaxed) < 1000);
    }
}
