//! Hands the arguments to the command line.

use std::process::ExitCode;

/// A site is hundreds of megabytes in small pieces, taken and given back by several threads.
#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    demarche::cli::main()
}
