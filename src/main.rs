//! Arguments → run → exit code: 0 all verified, 1 some not, 2 usage or environment. A closed pipe
//! is not an error.

use std::process::ExitCode;

/// How many threads candle computes one product with.
const THREADS: &str = "CANDLE_NUM_THREADS";

fn main() -> ExitCode {
    // One: drafts run side by side already, and candle's threads wait for each other in busy loops. On two busy
    // cores eight drafts took 250 s with two threads and 25 s with one.
    if std::env::var_os(THREADS).is_none() {
        // SAFETY: no other thread runs yet.
        #[allow(unsafe_code)]
        unsafe {
            std::env::set_var(THREADS, "1");
        }
    }
    w2gpu_tui::cli::main(std::env::args_os())
}
