//! What a program reads: one object per line, told apart by `event`.

use std::path::Path;

use serde_json::{Map, Value, json};

use crate::base::{Diagnostic, Report, Severity};
use crate::cli::failure::Failure;
use crate::output::Outcome;
use crate::pipeline::observe::{Line, Summary, Timings};

pub(super) fn status(sentence: &str) -> Value {
    json!({ "event": "status", "message": sentence })
}

pub(super) fn line(line: &Line) -> Value {
    let counts: Map<String, Value> = line.counts.iter().map(|(name, n)| ((*name).to_owned(), json!(n))).collect();
    json!({
        "event": "stage",
        "stage": line.stage.word(),
        "counts": counts,
        "seconds": line.elapsed.as_secs_f64(),
        "message": line.sentence,
    })
}

pub(super) fn diagnostic(item: &Diagnostic) -> Value {
    let severity = match item.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    };
    json!({
        "event": "diagnostic",
        "severity": severity,
        "code": item.code,
        "message": item.message,
        "file": item.place.as_ref().map(|place| place.path.display().to_string()),
        "line": item.place.as_ref().and_then(|place| place.line),
        "column": item.place.as_ref().and_then(|place| place.column),
        "hints": item.hints,
    })
}

pub(super) fn timings(timings: &Timings) -> Value {
    let stages: Map<String, Value> =
        timings.stages.iter().map(|(stage, time)| (stage.word().to_owned(), json!(time.as_secs_f64()))).collect();
    json!({ "event": "timings", "seconds": stages })
}

pub(super) fn outcome(folder: &Path, summary: &Summary, report: &Report, outcome: Option<&Outcome>) -> Value {
    let left_out: Vec<Value> = summary.left_out.iter().map(|(n, what)| json!({ "n": n, "what": what })).collect();
    json!({
        "event": "outcome",
        "written": outcome.is_some(),
        "folder": folder.display().to_string(),
        "created": outcome.map(|outcome| outcome.created.len()),
        "updated": outcome.map(|outcome| outcome.updated.len()),
        "unchanged": outcome.map(|outcome| outcome.unchanged.len()),
        "removed": outcome.map(|outcome| outcome.removed.len()),
        "finished_earlier_run": outcome.is_some_and(|outcome| outcome.finished_earlier_run),
        "files": summary.n_files,
        "articles": summary.n_articles,
        "same_text": summary.n_same_text,
        "left_out": left_out,
        "errors": report.count(Severity::Error),
        "warnings": report.count(Severity::Warning),
        "notes": report.count(Severity::Note),
    })
}

pub(super) fn analyzed(n_records: u64, n_errors: u64) -> Value {
    json!({ "event": "outcome", "records": n_records, "errors": n_errors })
}

pub(super) fn failure(failure: &Failure) -> Value {
    json!({
        "event": "failure",
        "exit": failure.exit_code(),
        "message": failure.sentence,
        "causes": failure.causes,
        "hints": failure.hints,
    })
}
