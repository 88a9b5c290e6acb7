//! `demarche explain`

use std::io::Write;

use crate::base::Severity;
use crate::base::codes::{self, Code};

use super::args::Explain;
use super::failure::Failure;

pub(super) fn run(args: &Explain) -> Result<u8, Failure> {
    let text = match &args.code {
        Some(code) => explained(find(code)?),
        None => codes::ALL.iter().map(|code| format!("{}  {:7}  {}\n", code.code, severity(code), code.title)).collect(),
    };
    // A reader that has seen enough, such as `head`, is no failure.
    let _ = anstream::stdout().write_all(text.as_bytes());
    Ok(0)
}

fn find(code: &str) -> Result<&'static Code, Failure> {
    codes::find(code).ok_or_else(|| {
        let near = codes::ALL.iter().find(|known| strsim::levenshtein(known.code, &code.to_uppercase()) == 1);
        let mut failure = Failure::usage(format!("There is no code {code}")).hint("`demarche explain` lists all codes");
        failure.hints.extend(near.map(|near| format!("the nearest is {}", near.code)));
        failure
    })
}

fn explained(code: &Code) -> String {
    format!("{} ({}): {}\n\n{}\n\nWhat to do: {}\n", code.code, severity(code), code.title, code.meaning, code.remedy)
}

fn severity(code: &Code) -> &'static str {
    match code.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}
