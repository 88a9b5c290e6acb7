//! What a person reads.

use std::path::Path;
use std::time::Duration;

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use crate::base::{Diagnostic, Place, Report, Severity};
use crate::cli::failure::Failure;
use crate::output::Outcome;
use crate::pipeline::observe::{Line, Summary, Timings, counted, listed};

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

/// "2 errors, 1 warning and 3 notes (--verbose shows them)."
fn findings(report: &Report, verbose: bool) -> String {
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
