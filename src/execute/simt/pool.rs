//! Memory that outlives a run: large copies of bindings are used again, so that the system need
//! not hand out and clear fresh pages for each run. Keeps little; never anything that a run can see.

use std::sync::atomic::AtomicU32;
use std::sync::{Mutex, PoisonError};

/// Fewer words come from the allocator, which has them at hand.
const LEAST: usize = 1 << 14;
/// Most words of one copy that is kept, and most copies.
const MOST: usize = 1 << 22;
const KEPT: usize = 4;

static POOL: Mutex<Vec<Vec<AtomicU32>>> = Mutex::new(Vec::new());

/// An empty vector with room for so many words.
pub fn take(words: usize) -> Vec<AtomicU32> {
    if (LEAST..=MOST).contains(&words) {
        let mut kept = POOL.lock().unwrap_or_else(PoisonError::into_inner);
        let fit = kept.iter().position(|v| (words..=2 * words).contains(&v.capacity()));
        if let Some(fit) = fit {
            return kept.swap_remove(fit);
        }
    }
    Vec::with_capacity(words)
}

/// Keeps it for the next run, or lets it go.
pub fn give(mut words: Vec<AtomicU32>) {
    if (LEAST..=MOST).contains(&words.capacity()) {
        words.clear();
        let mut kept = POOL.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.len() == KEPT {
            kept.remove(0);
        }
        kept.push(words);
    }
}
