//! How many threads can run at once.

use std::num::NonZero;
use std::sync::OnceLock;

/// Asked once: the system's answer costs several reads of files, and some ask for each case.
pub fn cores() -> usize {
    static CORES: OnceLock<usize> = OnceLock::new();
    *CORES.get_or_init(|| std::thread::available_parallelism().map_or(1, NonZero::get))
}
