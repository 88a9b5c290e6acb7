//! `demarche completions`

use std::io::Write;

use clap::CommandFactory;

use super::args::{Args, Completions};
use super::failure::Failure;

pub(super) fn run(args: &Completions) -> Result<u8, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Args::command(), "demarche", &mut script);
    // A reader that has seen enough is no failure.
    let _ = std::io::stdout().write_all(&script);
    Ok(0)
}
