//! Programs of the system: git, ssh, rsync.

use std::ffi::OsStr;
use std::io::{ErrorKind, Write};
use std::path::Path;
use std::process::{Command, Output, Stdio};

use crate::output::OutputError;

use super::PublishError;

/// How many lines of a failed program's complaint are passed on.
const MOST_LINES: usize = 8;

/// A program about to be run.
#[derive(Debug)]
pub(super) struct Program {
    name: String,
    doing: String,
    command: Command,
}

impl Program {
    /// `doing` is the start of a sentence about its failure: "Fetching the branch".
    pub fn new(name: &str, doing: &str) -> Self {
        let mut command = Command::new(name);
        command.env("LC_ALL", "C");
        Self { name: name.to_owned(), doing: doing.to_owned(), command }
    }

    pub fn args<S: AsRef<OsStr>>(mut self, args: impl IntoIterator<Item = S>) -> Self {
        self.command.args(args);
        self
    }

    pub fn env(mut self, name: &str, value: impl AsRef<OsStr>) -> Self {
        self.command.env(name, value);
        self
    }

    pub fn without(mut self, name: &str) -> Self {
        self.command.env_remove(name);
        self
    }

    pub fn within(mut self, folder: &Path) -> Self {
        self.command.current_dir(folder);
        self
    }

    /// Runs it and gives what it printed.
    pub fn run(self) -> Result<Vec<u8>, PublishError> {
        self.run_with(&[])
    }

    /// Runs it with some input and gives what it printed.
    pub fn run_with(mut self, input: &[u8]) -> Result<Vec<u8>, PublishError> {
        self.command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let output = self.output(input)?;
        if output.status.success() {
            return Ok(output.stdout);
        }
        let said = last_words(&String::from_utf8_lossy(&output.stderr));
        let said = if said.is_empty() { format!("nothing, and ended with {}", output.status) } else { said };
        Err(PublishError::Program { doing: self.doing, program: self.name, said })
    }

    fn output(&mut self, input: &[u8]) -> Result<Output, PublishError> {
        let failed = |error: std::io::Error| match error.kind() {
            ErrorKind::NotFound => PublishError::NoProgram { program: self.name.clone() },
            _ => OutputError::io("run", Path::new(&self.name))(error).into(),
        };
        let mut child = self.command.spawn().map_err(&failed)?;
        let stdin = child.stdin.take();
        std::thread::scope(|scope| {
            scope.spawn(move || {
                // A program that ends early has said why on its way out.
                stdin.map(|mut stdin| stdin.write_all(input))
            });
            child.wait_with_output().map_err(&failed)
        })
    }
}

/// The last lines of a complaint, without what an address may carry of a password.
fn last_words(stderr: &str) -> String {
    let lines: Vec<&str> = stderr.lines().map(str::trim_end).filter(|line| !line.trim().is_empty()).collect();
    let shown = &lines[lines.len().saturating_sub(MOST_LINES)..];
    shown.iter().map(|line| without_secrets(line)).collect::<Vec<_>>().join("; ")
}

/// "https://me:secret@host/x" becomes "https://…@host/x".
pub(super) fn without_secrets(text: &str) -> String {
    let (mut out, mut rest) = (String::new(), text);
    while let Some(at) = rest.find("://") {
        let (before, after) = rest.split_at(at + 3);
        out.push_str(before);
        let end = after.find(|letter: char| letter == '/' || letter.is_whitespace() || letter == '\'').unwrap_or(after.len());
        let (authority, tail) = after.split_at(end);
        match authority.rsplit_once('@') {
            Some((_, host)) => out.extend(["…@", host]),
            None => out.push_str(authority),
        }
        rest = tail;
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passwords_in_addresses_are_not_passed_on() {
        let said = "fatal: unable to access 'https://me:s3cret@example.org/x.git/': 403\nssh://desk@example.org/y";
        let told = last_words(said);
        assert!(!told.contains("s3cret") && told.contains("https://…@example.org/x.git/"), "{told}");
        assert_eq!(without_secrets("plain words: a@b.example"), "plain words: a@b.example");
    }

    #[test]
    fn a_missing_program_and_a_failing_one_are_told_apart() {
        let missing = Program::new("demarche-no-such-program", "Trying").run().unwrap_err();
        assert!(matches!(missing, PublishError::NoProgram { .. }));
        let failing = Program::new("sh", "Trying").args(["-c", "echo first >&2; echo last >&2; exit 3"]).run().unwrap_err();
        assert_eq!(failing.to_string(), "Trying failed: sh says: first; last");
    }

    #[test]
    fn input_longer_than_a_pipe_is_no_trouble() {
        let input = vec![b'x'; 1 << 20];
        assert_eq!(Program::new("cat", "Trying").run_with(&input).unwrap(), input);
        assert!(Program::new("true", "Trying").run_with(&input).is_ok());
    }
}
