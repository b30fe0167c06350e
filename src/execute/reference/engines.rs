//! wasmtime's engines: one for each core, with memories that serve one run after the other.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};

use wasmtime::{Config, Enabled, Engine, PoolingAllocationConfig};

use super::ReferenceError;
use crate::execute::cores;

/// Instances of an engine that live at the same time, at most. A thread has up to four: a kernel, its
/// rows, and the same for a second run beside the first.
const LIVE: u32 = 128;
/// Memories and tables of one module.
const EACH: u32 = 16;
/// Bytes of a memory that are cleared for the next run; what lies above goes back to the system.
const CLEARED: usize = 1 << 20;

/// All of them. A call takes the lock of its engine's types, so that threads which share an engine
/// wait for each other.
///
/// # Errors
/// [`ReferenceError::Unsupported`]: wasmtime doesn't start.
pub fn engines() -> Result<&'static [Engine], ReferenceError> {
    static ENGINES: OnceLock<Result<Vec<Engine>, String>> = OnceLock::new();
    let made = ENGINES.get_or_init(|| {
        let engines = (0..cores()).map(|_| made()).collect::<Result<_, _>>();
        engines.map_err(|error| format!("wasmtime doesn't start: {error}"))
    });
    match made {
        Ok(engines) => Ok(engines),
        Err(error) => Err(ReferenceError::Unsupported(error.clone())),
    }
}

/// This thread's engine.
///
/// # Errors
/// See [`engines`].
pub fn engine() -> Result<&'static Engine, ReferenceError> {
    static NEXT: AtomicUsize = AtomicUsize::new(0);
    thread_local!(static MINE: usize = NEXT.fetch_add(1, Ordering::Relaxed));
    let engines = engines()?;
    Ok(&engines[MINE.with(|mine| *mine) % engines.len()])
}

/// With a pool of memories, where the system gives that much address space.
fn made() -> wasmtime::Result<Engine> {
    let mut config = Config::new();
    config.epoch_interruption(true).relaxed_simd_deterministic(true);
    config.wasm_backtrace_max_frames(None);
    // A module's data are copied: most are smaller than what a mapping costs.
    config.memory_init_cow(false);
    let plain = config.clone();
    let mut pool = PoolingAllocationConfig::new();
    pool.total_core_instances(LIVE).total_memories(LIVE).total_tables(LIVE);
    pool.max_memories_per_module(EACH).max_tables_per_module(EACH);
    pool.table_elements(1 << 20).max_core_instance_size(1 << 24);
    pool.linear_memory_keep_resident(CLEARED).table_keep_resident(CLEARED);
    pool.pagemap_scan(Enabled::No);
    config.allocation_strategy(pool);
    Engine::new(&config).or_else(|_| Engine::new(&plain))
}
