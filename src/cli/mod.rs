//! The command line.
//!
//! In come arguments and variables; out go an exit code, results on standard output and everything else on standard error.
//! No work on articles or pages is done here: each command opens the project, calls one verb and shows what came of it.
#![expect(clippy::disallowed_methods, reason = "this room is the end that reads the clock, the environment and the arguments")]

mod analyze;
mod args;
mod build;
mod check;
mod completions;
mod desk;
mod explain;
mod failure;
mod holder;
mod init;
mod man;
mod publish;
mod serve;
mod show;

use std::process::ExitCode;

use clap::Parser;

use args::{Args, Command};
use show::Show;

/// A panic of a foreign parser is a finding about the file that it read, and is told as one.
fn quieten_readers() {
    let usual = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        if std::thread::current().name() != Some(crate::ingest::READER) {
            usual(panic);
        }
    }));
}

/// Runs the command that the process was started with.
pub fn main() -> ExitCode {
    let args = Args::parse();
    quieten_readers();
    let show = Show::new(&args.common, !matches!(args.command, Command::Analyze(_)));
    let result = match &args.command {
        Command::Init(init) => init::run(&args.common, init, &show),
        Command::Build(build) => build::run(&args.common, build, &show),
        Command::Serve(serve) => serve::run(&args.common, serve, &show),
        Command::Analyze(analyze) => analyze::run(&args.common, analyze, &show),
        Command::Check(check) => check::run(&args.common, check, &show),
        Command::Publish(publish) => publish::run(&args.common, publish, &show),
        Command::Explain(explain) => explain::run(explain),
        Command::Completions(completions) => completions::run(completions),
        Command::Man(man) => man::run(man),
    };
    let code = result.unwrap_or_else(|failure| {
        show.failure(&failure);
        failure.exit_code()
    });
    ExitCode::from(code)
}
