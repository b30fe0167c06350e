//! Memory that outlives a run: large copies of bindings are used again, so that the system need
//! not hand out and clear fresh pages for each run. Keeps little; never anything that a run can see.

use std::sync::{Mutex, PoisonError};

/// Less comes from the allocator, which has it at hand.
const LEAST: usize = 1 << 16;
/// Most bytes of one copy that is kept, and most copies.
const MOST: usize = 1 << 24;
const KEPT: usize = 4;

static POOL: Mutex<Vec<Vec<u8>>> = Mutex::new(Vec::new());

/// A copy.
pub fn copy(bytes: &[u8]) -> Vec<u8> {
    let mut out = take(bytes.len());
    out.extend_from_slice(bytes);
    out
}

fn take(bytes: usize) -> Vec<u8> {
    if (LEAST..=MOST).contains(&bytes) {
        let mut kept = POOL.lock().unwrap_or_else(PoisonError::into_inner);
        let fit = kept.iter().position(|v| (bytes..=2 * bytes).contains(&v.capacity()));
        if let Some(fit) = fit {
            return kept.swap_remove(fit);
        }
    }
    Vec::with_capacity(bytes)
}

/// Keeps it for the next run, or lets it go.
pub fn give(mut bytes: Vec<u8>) {
    if (LEAST..=MOST).contains(&bytes.capacity()) {
        bytes.clear();
        let mut kept = POOL.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.len() == KEPT {
            kept.remove(0);
        }
        kept.push(bytes);
    }
}
