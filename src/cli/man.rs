//! `demarche man`

use std::io::Write;

use clap::{Command, CommandFactory};

use super::args::{Args, Man};
use super::desk::nearest;
use super::failure::Failure;

pub(super) fn run(args: &Man) -> Result<u8, Failure> {
    // Building it makes the options of all commands known to each of them.
    let mut program = Args::command().disable_help_subcommand(true);
    program.build();
    let command = match &args.command {
        None => program,
        Some(name) => find(&program, name)?,
    };
    let mut page = Vec::new();
    clap_mangen::Man::new(command).render(&mut page).map_err(|error| Failure::world("The page cannot be written").because(error))?;
    // A reader that has seen enough is no failure.
    let _ = std::io::stdout().write_all(&page);
    Ok(0)
}

fn find(program: &Command, name: &str) -> Result<Command, Failure> {
    if let Some(command) = program.get_subcommands().find(|command| command.get_name() == name) {
        return Ok(command.clone().display_name(format!("demarche-{name}")));
    }
    let names: Vec<&str> = program.get_subcommands().map(Command::get_name).collect();
    let failure = Failure::usage(format!("There is no command {name}"));
    Err(match nearest(name, &names) {
        Some(near) => failure.hint(format!("did you mean {near}?")),
        None => failure.hint(format!("the commands are {}", names.join(", "))),
    })
}
