//! `demarche analyze`

use std::fs::File;
use std::io::{self, BufWriter, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};

use crate::pipeline::analyze::Analyst;
use crate::pipeline::stream::{self, Streamed};
use crate::pipeline::{observe::counted, with_workers};

use super::args::{Analyze, Common};
use super::failure::{Failure, MATERIAL};
use super::show::Show;

pub(super) fn run(common: &Common, args: &Analyze, show: &Show) -> Result<u8, Failure> {
    let jobs = common.jobs.map(usize::from);
    let total = with_workers(jobs, || all(&args.files))?;
    let Some(total) = total else { return Ok(0) };
    let bad = match count(total.n_errors) {
        0 => String::new(),
        n => format!(" {} could not be read as one.", counted(n, "line")),
    };
    let sentence = format!("Analysed {}.{bad}", counted(count(total.n_records), "article"));
    show.analyzed(&sentence, total.n_records, total.n_errors);
    Ok(if common.strict && total.n_errors > 0 { MATERIAL } else { 0 })
}

fn count(n: u64) -> usize {
    usize::try_from(n).unwrap_or(usize::MAX)
}

/// Streams every file; `None` when nobody reads the answers any more.
fn all(files: &[PathBuf]) -> Result<Option<Streamed>, Failure> {
    let analyst = Analyst::new();
    let mut output = BufWriter::new(io::stdout().lock());
    let mut total = Streamed::default();
    let standard_input = [PathBuf::from("-")];
    for path in if files.is_empty() { &standard_input[..] } else { files } {
        let name = (path != Path::new("-")).then(|| path.display().to_string());
        let streamed = stream::run(open(path)?, &mut output, name.as_deref(), &analyst);
        match streamed {
            Ok(streamed) => {
                total.n_records += streamed.n_records;
                total.n_errors += streamed.n_errors;
            }
            Err(error) if error.kind() == ErrorKind::BrokenPipe => return Ok(None),
            Err(error) => return Err(Failure::world("The records cannot be read or written").because(error)),
        }
    }
    output.flush().map_err(|error| Failure::world("The records cannot be written").because(error))?;
    Ok(Some(total))
}

fn open(path: &Path) -> Result<Box<dyn Read + Send>, Failure> {
    if path == Path::new("-") {
        return Ok(Box::new(io::stdin()));
    }
    let file = File::open(path).map_err(|error| Failure::world(format!("{} cannot be read", path.display())).because(error))?;
    Ok(Box::new(file))
}
