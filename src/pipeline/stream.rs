//! Records in, records out: line by line, several at a time, in order.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;

use rayon::prelude::*;
use serde::Serialize;

use super::analyze::Analyst;
use super::input::Input;
use super::record::Id;

/// Bytes that are read at once; a batch is what came in one read, so that a slow writer gets its answers without delay.
const BATCH: usize = 1 << 20;
/// Batches that may wait to be analysed.
const WAITING: usize = 4;
/// The longest line that is taken, in bytes; longer ones are answered with an error.
const LONGEST: usize = 32 << 20;

/// What came of a stream.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Streamed {
    /// Lines answered with a record.
    pub n_records: u64,
    /// Lines answered with an error.
    pub n_errors: u64,
}

/// The answer to a line that could not be analysed.
#[derive(Serialize)]
struct Refusal<'a> {
    line: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<Id>,
    error: String,
}

/// A line as it was read.
enum Line {
    Bytes(Vec<u8>),
    TooLong,
}

/// Answers every line of `input` with one line of `output`, in order. Blank lines are passed over. `file` is named in errors.
///
/// # Errors
/// When reading or writing fails; lines that cannot be analysed are no failure.
pub fn run(input: impl Read + Send + 'static, output: &mut dyn Write, file: Option<&str>, analyst: &Analyst) -> io::Result<Streamed> {
    let (sender, receiver) = sync_channel(WAITING);
    // Not joined: when the output is closed early, the reader may hang in a read that nobody will ever answer.
    thread::spawn(move || send_batches(input, &sender));
    let mut streamed = Streamed::default();
    let mut n_lines = 0;
    while let Some(lines) = next_batch(&receiver)? {
        let numbered: Vec<(u64, Line)> = lines.into_iter().zip(n_lines + 1..).map(|(line, n)| (n, line)).collect();
        n_lines += numbered.len() as u64;
        let answers: Vec<Option<(Vec<u8>, bool)>> = numbered.into_par_iter().map(|(n, line)| answer(n, line, file, analyst)).collect();
        for (bytes, good) in answers.into_iter().flatten() {
            output.write_all(&bytes)?;
            if good { streamed.n_records += 1 } else { streamed.n_errors += 1 }
        }
        output.flush()?;
    }
    Ok(streamed)
}

/// What has arrived: at least one batch, and more while they are small.
fn next_batch(receiver: &Receiver<io::Result<Vec<Line>>>) -> io::Result<Option<Vec<Line>>> {
    let Ok(first) = receiver.recv() else { return Ok(None) };
    let mut lines = first?;
    while lines.len() < 256 {
        let Ok(more) = receiver.try_recv() else { break };
        lines.extend(more?);
    }
    Ok(Some(lines))
}

/// Reads lines and sends them in batches until the end, an error, or nobody listens.
fn send_batches(input: impl Read, sender: &SyncSender<io::Result<Vec<Line>>>) {
    let mut reader = BufReader::with_capacity(BATCH, input);
    let mut batch = Vec::new();
    loop {
        let line = match next_line(&mut reader) {
            Ok(line) => line,
            Err(error) => {
                let _ = sender.send(Ok(std::mem::take(&mut batch))).and_then(|()| sender.send(Err(error)));
                return;
            }
        };
        let at_end = line.is_none();
        batch.extend(line);
        let may_block = !reader.buffer().contains(&b'\n');
        if (at_end || may_block) && !batch.is_empty() && sender.send(Ok(std::mem::take(&mut batch))).is_err() {
            return;
        }
        if at_end {
            return;
        }
    }
}

/// The next line without its end; `None` at the end of the input.
fn next_line(reader: &mut impl BufRead) -> io::Result<Option<Line>> {
    let mut bytes = Vec::new();
    let n = reader.by_ref().take(LONGEST as u64).read_until(b'\n', &mut bytes)?;
    if n == 0 {
        return Ok(None);
    }
    if n == LONGEST && !bytes.ends_with(b"\n") {
        skip_line(reader)?;
        return Ok(Some(Line::TooLong));
    }
    Ok(Some(Line::Bytes(bytes)))
}

fn skip_line(reader: &mut impl BufRead) -> io::Result<()> {
    loop {
        let buffer = reader.fill_buf()?;
        let (used, done) = match memchr::memchr(b'\n', buffer) {
            Some(end) => (end + 1, true),
            None => (buffer.len(), buffer.is_empty()),
        };
        reader.consume(used);
        if done {
            return Ok(());
        }
    }
}

/// The answer to one line, and whether it is a record; `None` for a blank line.
fn answer(n: u64, line: Line, file: Option<&str>, analyst: &Analyst) -> Option<(Vec<u8>, bool)> {
    let mut id = None;
    let result = match line {
        Line::TooLong => Err(format!("the line is longer than {} MB", LONGEST >> 20)),
        Line::Bytes(bytes) if bytes.trim_ascii().is_empty() => return None,
        Line::Bytes(bytes) => record(n, &bytes, analyst, &mut id),
    };
    let good = result.is_ok();
    let refuse = |error: String| serde_json::to_vec(&Refusal { line: n, file, id: id.take(), error }).unwrap_or_default();
    let mut bytes = result.unwrap_or_else(refuse);
    bytes.push(b'\n');
    Some((bytes, good))
}

fn record(n: u64, bytes: &[u8], analyst: &Analyst, id: &mut Option<Id>) -> Result<Vec<u8>, String> {
    let text = std::str::from_utf8(bytes).map_err(|error| format!("the line is not UTF-8: {error}"))?;
    let text = if n == 1 { text.strip_prefix('\u{feff}').unwrap_or(text) } else { text };
    let input = Input::parse(text)?;
    *id = Some(input.id.clone());
    // A fault in one article must not end a run over a million of them.
    let record = catch_unwind(AssertUnwindSafe(|| analyst.read(input)));
    let record = record.map_err(|_| "demarche failed on this article; please report it".to_owned())??;
    serde_json::to_vec(&record).map_err(|error| error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answers(input: &str) -> (Vec<serde_json::Value>, Streamed) {
        let mut output = Vec::new();
        let streamed = run(io::Cursor::new(input.as_bytes().to_vec()), &mut output, None, &Analyst::new()).unwrap();
        let lines = String::from_utf8(output).unwrap();
        (lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect(), streamed)
    }

    #[test]
    fn a_bad_line_is_answered_and_the_run_goes_on() {
        let input = "\u{feff}{\"id\": \"a\", \"text\": \"One.\", \"clean\": false}\n\nnot json\n{\"id\": \"b\"}\n{\"id\": 3, \"text\": \"Zwölf.\", \"clean\": false}";
        let (lines, streamed) = answers(input);
        assert_eq!(streamed, Streamed { n_records: 2, n_errors: 2 });
        assert_eq!((&lines[0]["id"], &lines[0]["text"]), (&"a".into(), &"One.".into()));
        assert_eq!((&lines[1]["line"], lines[1]["error"].is_string()), (&3.into(), true));
        assert_eq!(lines[2]["line"], 4);
        assert_eq!(lines[3]["id"], 3);
    }

    #[test]
    fn order_is_kept_over_many_batches() {
        let input: String = (0..600).map(|n| format!("{{\"id\": {n}, \"text\": \"Talk {n}.\", \"clean\": false}}\n")).collect();
        let (lines, streamed) = answers(&input);
        assert_eq!(streamed.n_records, 600);
        assert!(lines.iter().enumerate().all(|(n, line)| line["id"] == n));
    }

    #[test]
    fn a_line_without_end_is_refused_and_the_next_one_read() {
        let input = format!("{{\"id\": 1, \"text\": \"{}\"}}\n{{\"id\": 2, \"text\": \"x\", \"clean\": false}}\n", "x".repeat(LONGEST));
        let (lines, _) = answers(&input);
        assert_eq!(lines[0]["error"], "the line is longer than 32 MB");
        assert_eq!(lines[1]["id"], 2);
    }

    #[test]
    fn each_line_is_answered_before_the_next_is_written() {
        let (mut theirs, ours) = io::pipe().map(|(read, write)| (write, read)).unwrap();
        let (mut answers, mut output) = io::pipe().unwrap();
        thread::spawn(move || run(ours, &mut output, None, &Analyst::new()));
        let mut lines = BufReader::new(&mut answers).lines();
        for n in 0..3 {
            writeln!(theirs, "{{\"id\": {n}, \"text\": \"x\", \"clean\": false}}").unwrap();
            assert!(lines.next().unwrap().unwrap().contains(&format!("\"id\":{n}")));
        }
    }
}
