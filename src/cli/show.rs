//! Diagnostics and progress as text or JSON.

pub(super) mod json;
pub(super) mod text;

use std::io::Write;
use std::path::Path;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::base::{Diagnostic, Report, Severity};
use crate::output::Outcome;
use crate::pipeline::observe::{Line, Observer, Stage, Summary, Timings};
use crate::publish::Plan;

use super::args::Common;
use super::failure::Failure;

/// Work that is over sooner gets no progress bar.
const LONG: Duration = Duration::from_millis(700);
/// Findings of one code that are shown without `--verbose`.
const SHOWN_PER_CODE: usize = 10;

/// Shows what a command does.
pub(super) struct Show {
    quiet: bool,
    verbose: bool,
    timings: bool,
    json: bool,
    /// Whether JSON goes to standard output, as a build's result does; the results of `analyze` have it for themselves.
    json_is_result: bool,
    progress: Mutex<Option<Progress>>,
}

struct Progress {
    begun: Instant,
    bar: ProgressBar,
    visible: bool,
}

impl Show {
    pub fn new(common: &Common, json_is_result: bool) -> Self {
        let Common { quiet, verbose, timings, json, .. } = *common;
        Self { quiet, verbose, timings, json, json_is_result, progress: Mutex::new(None) }
    }

    /// A line on standard error; an error stream that is closed is nothing to stop for.
    fn say(&self, text: &str) {
        let _ = writeln!(anstream::stderr().lock(), "{text}");
    }

    /// A line of results on standard output.
    fn result(&self, text: &str) {
        let _ = writeln!(anstream::stdout().lock(), "{text}");
    }

    fn json(&self, value: &serde_json::Value) {
        if self.json_is_result { self.result(&value.to_string()) } else { self.say(&value.to_string()) }
    }

    /// Something worth knowing while the command runs.
    pub fn status(&self, sentence: &str) {
        if self.json {
            self.json(&json::status(sentence));
        } else if !self.quiet {
            self.say(sentence);
        }
    }

    /// Everything that was noticed.
    pub fn report(&self, report: &Report) {
        if self.json {
            report.items().iter().for_each(|item| self.json(&json::diagnostic(item)));
            return;
        }
        let mut shown: Vec<(&str, usize)> = Vec::new();
        for item in report.items().iter().filter(|item| self.wants(item)) {
            match shown.iter_mut().find(|(code, _)| *code == item.code) {
                Some((_, n)) => *n += 1,
                None => shown.push((item.code, 1)),
            }
            let n = shown.iter().find(|(code, _)| *code == item.code).map_or(0, |(_, n)| *n);
            if self.verbose || n <= SHOWN_PER_CODE {
                self.say(&text::diagnostic(item));
            }
        }
        for (code, n) in shown.iter().filter(|(_, n)| !self.verbose && *n > SHOWN_PER_CODE) {
            self.say(&format!("… and {} more of {code}; --verbose shows all", n - SHOWN_PER_CODE));
        }
    }

    fn wants(&self, item: &Diagnostic) -> bool {
        self.verbose || item.severity != Severity::Note
    }

    pub fn timings(&self, timings: &Timings) {
        if self.timings && self.json {
            self.json(&json::timings(timings));
        } else if self.timings {
            self.say(&text::timings(timings));
        }
    }

    /// The last line of a build; without an outcome nothing was written.
    pub fn outcome(&self, folder: &Path, summary: &Summary, report: &Report, outcome: Option<&Outcome>) {
        if self.json {
            self.json(&json::outcome(folder, summary, report, outcome));
            return;
        }
        let worth_saying = outcome.is_none() || report.count(Severity::Warning) > 0;
        if !self.quiet || worth_saying {
            self.result(&text::outcome(folder, summary, report, outcome, self.verbose));
        }
    }

    /// The last line of `analyze`.
    pub fn analyzed(&self, sentence: &str, n_records: u64, n_errors: u64) {
        if self.json {
            self.json(&json::analyzed(n_records, n_errors));
        } else if n_errors > 0 || !self.quiet {
            self.say(sentence);
        }
    }

    /// What a publication would change; the files one by one when that is all that was asked for.
    pub fn plan(&self, target: &str, plan: &Plan, one_by_one: bool) {
        if self.json {
            self.json(&json::plan(target, plan, one_by_one));
            return;
        }
        self.status(&text::plan(plan));
        if one_by_one {
            text::changes(plan, self.verbose).iter().for_each(|line| self.result(line));
        }
    }

    /// The result of a command whose result is one sentence, with the same as an event.
    pub fn conclude(&self, sentence: &str, event: &serde_json::Value, worth_saying: bool) {
        if self.json {
            self.json(event);
        } else if worth_saying || !self.quiet {
            self.result(sentence);
        }
    }

    pub fn failure(&self, failure: &Failure) {
        self.report(&failure.report);
        if self.json { self.json(&json::failure(failure)) } else { self.say(&text::failure(failure)) }
    }

    /// What forbids showing a site, for a page of the preview.
    pub fn report_as_text(&self, report: &Report) -> String {
        let forbidding = report.items().iter().filter(|item| item.severity != Severity::Note);
        let shown: Vec<String> = forbidding.map(|item| anstream::adapter::strip_str(&text::diagnostic(item)).to_string()).collect();
        shown.join("\n\n")
    }

    /// A failure, for a page of the preview.
    pub fn failure_as_text(&self, failure: &Failure) -> String {
        let failed = anstream::adapter::strip_str(&text::failure(failure)).to_string();
        format!("{}\n\n{failed}", self.report_as_text(&failure.report)).trim_start().to_owned()
    }

    fn with_progress(&self, change: impl FnOnce(&mut Option<Progress>)) {
        change(&mut self.progress.lock().unwrap_or_else(PoisonError::into_inner));
    }
}

impl Observer for Show {
    fn stage(&self, stage: Stage, n: usize) {
        if self.quiet || self.json {
            return;
        }
        let style = ProgressStyle::with_template("{msg} {bar:30} {pos}/{len}");
        let bar = ProgressBar::with_draw_target(Some(n as u64), ProgressDrawTarget::hidden()).with_message(stage.word());
        let bar = if let Ok(style) = style { bar.with_style(style) } else { bar };
        self.with_progress(|progress| *progress = Some(Progress { begun: Instant::now(), bar, visible: false }));
    }

    fn step(&self, _stage: Stage) {
        self.with_progress(|progress| {
            let Some(progress) = progress else { return };
            progress.bar.inc(1);
            if !progress.visible && progress.begun.elapsed() > LONG {
                // indicatif itself stays silent where standard error is no terminal.
                progress.bar.set_draw_target(ProgressDrawTarget::stderr());
                progress.visible = true;
            }
        });
    }

    fn done(&self, line: &Line) {
        self.with_progress(|progress| {
            if let Some(progress) = progress.take() {
                progress.bar.finish_and_clear();
            }
        });
        if self.json {
            self.json(&json::line(line));
        } else if !self.quiet && !line.sentence.is_empty() {
            self.say(&text::line(line));
        }
    }
}
