//! Hands the arguments to the command line.

use std::process::ExitCode;

fn main() -> ExitCode {
    demarche::cli::main()
}
