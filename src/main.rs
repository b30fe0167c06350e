//! Arguments → run → exit code: 0 all verified, 1 some not, 2 usage or environment. A closed pipe
//! is not an error.

use std::process::ExitCode;

fn main() -> ExitCode {
    w2gpu_tui::cli::main(std::env::args_os())
}
