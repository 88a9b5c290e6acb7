//! What a person reads.

use std::path::Path;
use std::time::Duration;

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use crate::base::{Diagnostic, Place, Report, Severity};
use crate::cli::failure::Failure;
use crate::output::Outcome;
use crate::pipeline::observe::{Line, Summary, Timings, counted, listed};
use crate::publish::{Change, ChangeKind, Plan};

fn level(severity: Severity) -> Level<'static> {
    match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    }
}

/// A finding with its place, the line it is about and what to try.
pub(super) fn diagnostic(item: &Diagnostic) -> String {
    let group = level(item.severity).primary_title(item.message.as_str()).id(item.code);
    let group = match &item.place {
        None => Group::with_title(group),
        Some(place) => located(group, place),
    };
    let hints = item.hints.iter().map(|hint| Level::HELP.message(hint.as_str()));
    Renderer::styled().render(&[group.elements(hints)])
}

fn located<'a>(title: annotate_snippets::Title<'a>, place: &'a Place) -> Group<'a> {
    let path = place.path.display().to_string();
    let line = place.line.and_then(|line| usize::try_from(line).ok());
    let (Some((text, n_characters)), Some(line)) = (&place.snippet, line) else {
        let mut origin = Origin::path(path);
        if let Some(line) = line {
            origin = origin.line(line);
            let column = place.column.and_then(|column| usize::try_from(column).ok());
            origin = column.map_or(origin.clone(), |column| origin.char_column(column));
        }
        return title.element(origin);
    };
    let first = usize::try_from(place.column.unwrap_or(1).saturating_sub(1)).unwrap_or_default();
    let last = first + usize::try_from(*n_characters).unwrap_or(1);
    let byte = |n: usize| text.char_indices().nth(n).map_or(text.len(), |(byte, _)| byte);
    let annotation = AnnotationKind::Primary.span(byte(first)..byte(last));
    title.element(Snippet::source(text.as_str()).line_start(line).path(path).annotation(annotation))
}

/// A stage with its time.
pub(super) fn line(line: &Line) -> String {
    format!("{} ({})", line.sentence, seconds(line.elapsed))
}

fn seconds(time: Duration) -> String {
    if time < Duration::from_secs(1) { format!("{} ms", time.as_millis()) } else { format!("{:.1} s", time.as_secs_f64()) }
}

pub(super) fn timings(timings: &Timings) -> String {
    let total: Duration = timings.stages.iter().map(|(_, time)| *time).sum();
    let share = |time: Duration| 100.0 * time.as_secs_f64() / total.as_secs_f64().max(f64::EPSILON);
    let row = |name: &str, time: Duration| format!("{name:8} {:>9.1} ms {:>4.0} %", time.as_secs_f64() * 1000.0, share(time));
    let rows = timings.stages.iter().map(|(stage, time)| row(stage.word(), *time)).chain([row("total", total)]);
    rows.collect::<Vec<_>>().join("\n")
}

/// The last line of a build.
pub(super) fn outcome(folder: &Path, summary: &Summary, report: &Report, outcome: Option<&Outcome>, verbose: bool) -> String {
    let written = match outcome {
        None => "Nothing was written.".to_owned(),
        Some(outcome) => format!(
            "{}: {} created, {} updated, {} unchanged, {} removed.",
            folder.display(),
            outcome.created.len(),
            outcome.updated.len(),
            outcome.unchanged.len(),
            outcome.removed.len()
        ),
    };
    let same = match summary.n_same_text {
        0 => String::new(),
        1 => "1 article has the same text as another.".to_owned(),
        n => format!("{n} articles have the same text as another."),
    };
    let sentences = [written, summary.left_out_sentence(), same, findings(report, verbose)];
    sentences.into_iter().filter(|sentence| !sentence.is_empty()).collect::<Vec<_>>().join(" ")
}

/// "Identified 3 files to send, totalling 45.2 kB, and 1 file to delete; 66 files stay as they are."
pub(super) fn plan(plan: &Plan) -> String {
    let deletes = plan.count(ChangeKind::Deleted);
    let same = counted(plan.count(ChangeKind::Unchanged) + plan.count(ChangeKind::Kept), "file");
    let (sent, deleted) = (counted(plan.n_sent(), "file"), counted(deletes, "file"));
    let stay = if same.starts_with("1 ") { "stays as it is" } else { "stay as they are" };
    if let Some(number) = plan.restores {
        return format!("Identified {sent} to bring back from publication {number}, and {deleted} to delete; {same} {stay}.");
    }
    format!("Identified {sent} to send, totalling {}, and {deleted} to delete; {same} {stay}.", size(plan.bytes_sent()))
}

/// One line for each file that changes, and with `all` for the others too.
pub(super) fn changes(plan: &Plan, all: bool) -> Vec<String> {
    let shown = plan.changes.iter().filter(|change| all || change.kind != ChangeKind::Unchanged);
    shown.map(change).collect()
}

fn change(change: &Change) -> String {
    let word = match change.kind {
        ChangeKind::Created => "create",
        ChangeKind::Updated => "update",
        ChangeKind::Deleted => "delete",
        ChangeKind::Kept => "keep",
        ChangeKind::Unchanged => "same",
    };
    let sizes = match change.before.filter(|before| *before != change.size) {
        Some(before) => format!("{}, was {}", size(change.size), size(before)),
        None => size(change.size),
    };
    format!("{word:6} {} ({sizes}): {}", change.path, change.reason())
}

/// "812 B", "45.2 kB"
pub(in crate::cli) fn size(bytes: u64) -> String {
    let mut size = bytes as f64;
    for unit in ["B", "kB", "MB", "GB"] {
        if size < 999.95 || unit == "GB" {
            return if unit == "B" { format!("{bytes} B") } else { format!("{size:.1} {unit}") };
        }
        size /= 1000.0;
    }
    format!("{bytes} B")
}

/// "2 errors, 1 warning and 3 notes (--verbose shows them)."
pub(in crate::cli) fn findings(report: &Report, verbose: bool) -> String {
    let kinds = [(Severity::Error, "error"), (Severity::Warning, "warning"), (Severity::Note, "note")];
    let counts = kinds.map(|(severity, noun)| (report.count(severity), noun));
    let parts: Vec<String> = counts.iter().filter(|(n, _)| *n > 0).map(|(n, noun)| counted(*n, noun)).collect();
    if parts.is_empty() {
        return String::new();
    }
    let hidden = if counts[2].0 > 0 && !verbose { " (--verbose shows notes)" } else { "" };
    format!("{}{hidden}.", listed(&parts))
}

pub(super) fn failure(failure: &Failure) -> String {
    let title = Group::with_title(Level::ERROR.primary_title(failure.sentence.as_str()));
    let causes = failure.causes.iter().map(|cause| Level::NOTE.message(cause.as_str()));
    let hints = failure.hints.iter().map(|hint| Level::HELP.message(hint.as_str()));
    Renderer::styled().render(&[title.elements(causes).elements(hints)])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_finding_points_at_the_words() {
        let mut place = Place::line("site.toml", 3);
        place.column = Some(1);
        place.snippet = Some(("tïtel = \"x\"".to_owned(), 5));
        let item = Diagnostic::new("C01", "unknown key `tïtel`").at(place).hint("did you mean `title`?");
        let shown = anstream::adapter::strip_str(&diagnostic(&item)).to_string();
        assert!(shown.contains("error[C01]: unknown key `tïtel`"), "{shown}");
        assert!(shown.contains("--> site.toml:3:1"), "{shown}");
        assert!(shown.contains("^^^^^"), "{shown}");
        assert!(shown.contains("did you mean `title`?"), "{shown}");
    }

    #[test]
    fn sizes_are_short() {
        assert_eq!([0, 999, 1000, 45_249, 999_949, 1_200_000].map(size), ["0 B", "999 B", "1.0 kB", "45.2 kB", "999.9 kB", "1.2 MB"]);
    }

    #[test]
    fn the_last_line_hides_nothing() {
        let mut report = Report::default();
        report.add(Diagnostic::new("I01", "left out"));
        report.add(Diagnostic::new("I04", "left alone"));
        let summary = Summary { left_out: vec![(1, "not readable as an article")], ..Summary::default() };
        let made = Outcome { created: vec!["a".into()], ..Outcome::default() };
        let shown = outcome(Path::new("public"), &summary, &report, Some(&made), false);
        assert_eq!(
            shown,
            "public: 1 created, 0 updated, 0 unchanged, 0 removed. Left out: 1 not readable as an article. 1 warning and 1 note (--verbose shows notes)."
        );
        assert!(outcome(Path::new("public"), &summary, &report, None, true).starts_with("Nothing was written. Left out"));
    }
}
