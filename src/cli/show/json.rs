//! What a program reads: one object per line, told apart by `event`.

use std::path::Path;

use serde_json::{Map, Value, json};

use crate::base::{Diagnostic, Report, Severity};
use crate::cli::failure::Failure;
use crate::output::Outcome;
use crate::pipeline::observe::{Line, Summary, Timings};
use crate::publish::{Change, ChangeKind, Difference, Plan, Receipt, Wrong};

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

fn word(kind: ChangeKind) -> &'static str {
    match kind {
        ChangeKind::Created => "create",
        ChangeKind::Updated => "update",
        ChangeKind::Deleted => "delete",
        ChangeKind::Kept => "keep",
        ChangeKind::Unchanged => "unchanged",
    }
}

fn counts(plan: &Plan) -> Map<String, Value> {
    let kinds = [
        ("created", ChangeKind::Created),
        ("updated", ChangeKind::Updated),
        ("unchanged", ChangeKind::Unchanged),
        ("deleted", ChangeKind::Deleted),
        ("kept", ChangeKind::Kept),
    ];
    kinds.into_iter().map(|(name, kind)| (name.to_owned(), json!(plan.count(kind)))).collect()
}

pub(super) fn plan(target: &str, plan: &Plan, one_by_one: bool) -> Value {
    let change = |change: &Change| json!({ "path": change.path, "change": word(change.kind), "size": change.size, "size_before": change.before, "reason": change.reason() });
    let files: Option<Vec<Value>> = one_by_one.then(|| plan.changes.iter().map(change).collect());
    json!({ "event": "plan", "target": target, "counts": counts(plan), "bytes": plan.bytes_sent(), "restores": plan.restores, "files": files })
}

pub(in crate::cli) fn published(receipt: &Receipt, plan: &Plan) -> Value {
    json!({
        "event": "outcome",
        "published": true,
        "target": receipt.target,
        "place": receipt.place,
        "number": receipt.number,
        "version": receipt.version,
        "release": receipt.release,
        "restores": receipt.restores,
        "url": receipt.url,
        "counts": counts(plan),
        "bytes": plan.bytes_sent(),
    })
}

pub(in crate::cli) fn not_published(target: &str) -> Value {
    json!({ "event": "outcome", "published": false, "target": target })
}

pub(in crate::cli) fn verified(receipt: &Receipt, difference: &Difference, asked: Option<&(usize, Vec<Wrong>)>) -> Value {
    let wrong = |wrong: &Wrong| json!({ "path": wrong.path, "address": wrong.address, "status": wrong.status, "expected": wrong.expected });
    let http = asked.map(|(n_asked, all)| json!({ "asked": n_asked, "wrong": all.iter().map(wrong).collect::<Vec<_>>() }));
    json!({
        "event": "outcome",
        "target": receipt.target,
        "number": receipt.number,
        "version": receipt.version,
        "same": difference.count() == 0 && asked.is_none_or(|(_, wrong)| wrong.is_empty()),
        "missing": difference.missing,
        "changed": difference.changed,
        "added": difference.added,
        "http": http,
    })
}

pub(in crate::cli) fn checked(n_files: usize, n_links: usize, report: &Report) -> Value {
    json!({
        "event": "outcome",
        "files": n_files,
        "links": n_links,
        "errors": report.count(Severity::Error),
        "warnings": report.count(Severity::Warning),
        "notes": report.count(Severity::Note),
    })
}

pub(in crate::cli) fn made(folder: &Path, files: &[String]) -> Value {
    json!({ "event": "outcome", "folder": folder.display().to_string(), "files": files })
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
