//! The clock behind deadlines: a thread that advances the engines' epochs while something runs.

use std::sync::{Condvar, Mutex, OnceLock, PoisonError};
use std::time::Duration;

use wasmtime::Engine;

use super::ReferenceError;
use super::engine::lock;

/// Time between two looks at deadline and cancellation.
const TICK: Duration = Duration::from_millis(4);

/// While one lives, the engines' epochs advance; with none the ticker sleeps for good.
pub struct Ticking;

/// How many live, and whether the ticker sleeps.
struct Running {
    count: usize,
    asleep: bool,
}

static RUNNING: (Mutex<Running>, Condvar) =
    (Mutex::new(Running { count: 0, asleep: false }), Condvar::new());

impl Ticking {
    /// Keeps it going.
    ///
    /// # Errors
    /// `Unsupported` where no thread can be started.
    pub fn begin(engines: &'static [Engine]) -> Result<Self, ReferenceError> {
        static TICKER: OnceLock<Result<(), String>> = OnceLock::new();
        let started = TICKER.get_or_init(|| {
            let tick = move || {
                loop {
                    let mut running = lock(&RUNNING.0);
                    running.asleep = true;
                    while running.count == 0 {
                        running = RUNNING.1.wait(running).unwrap_or_else(PoisonError::into_inner);
                    }
                    running.asleep = false;
                    drop(running);
                    std::thread::sleep(TICK);
                    engines.iter().for_each(Engine::increment_epoch);
                }
            };
            let thread = std::thread::Builder::new().name("reference-ticker".into());
            thread
                .spawn(tick)
                .map(|_| ())
                .map_err(|error| format!("no thread for deadlines: {error}"))
        });
        started.clone().map_err(ReferenceError::Unsupported)?;
        let mut running = lock(&RUNNING.0);
        running.count += 1;
        if running.asleep {
            RUNNING.1.notify_one();
        }
        Ok(Self)
    }
}

impl Drop for Ticking {
    fn drop(&mut self) {
        lock(&RUNNING.0).count -= 1;
    }
}
