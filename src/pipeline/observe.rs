//! What a build tells about itself while it runs and afterwards.

use std::time::{Duration, Instant};

use crate::base::Report;
use crate::dossier::{Dossier, Reading};
use crate::ingest::{Article, parts_of_pages};
use crate::project::Inputs;
use crate::render::Rendered;

/// The stages in their order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// Files become articles.
    Read,
    /// Each article is read alone.
    Analyze,
    /// All readings become one dossier.
    Merge,
    /// The dossier is laid out.
    Plan,
    /// Pages become bytes.
    Render,
    /// Bytes reach the disk; reported by the command line.
    Write,
}

impl Stage {
    /// The word used in timings and JSON.
    pub fn word(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Analyze => "analyze",
            Self::Merge => "merge",
            Self::Plan => "plan",
            Self::Render => "render",
            Self::Write => "write",
        }
    }
}

/// Told about the progress of a build, from several threads.
pub trait Observer: Sync {
    /// A stage of `n` steps begins.
    fn stage(&self, stage: Stage, n: usize);
    /// One step is done.
    fn step(&self, stage: Stage);
    /// The stage is done.
    fn done(&self, line: &Line);
}

/// Nobody watches.
pub struct Unobserved;

impl Observer for Unobserved {
    fn stage(&self, _stage: Stage, _n: usize) {}
    fn step(&self, _stage: Stage) {}
    fn done(&self, _line: &Line) {}
}

/// What a stage did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The stage.
    pub stage: Stage,
    /// What it did, as a sentence.
    pub sentence: String,
    /// The numbers in the sentence, by name.
    pub counts: Vec<(&'static str, usize)>,
    /// How long it took.
    pub elapsed: Duration,
}

impl Line {
    /// A stage with its sentence and numbers; the time is filled in when it is measured.
    pub fn new(stage: Stage, sentence: String, counts: Vec<(&'static str, usize)>) -> Self {
        Self { stage, sentence, counts, elapsed: Duration::ZERO }
    }

    pub(super) fn read<'a>(n_files: usize, articles: impl Iterator<Item = &'a Article>) -> Self {
        let (n_articles, n_undated) =
            articles.fold((0, 0), |(all, undated), article| (all + 1, undated + usize::from(article.meta.published.is_none())));
        let from = if n_files == n_articles { String::new() } else { format!(" from {}", counted(n_files, "file")) };
        let undated = if n_undated == 0 { String::new() } else { format!(", {n_undated} of them undated") };
        let sentence = format!("Read {}{from}{undated}.", counted(n_articles, "article"));
        Self::new(Stage::Read, sentence, vec![("files", n_files), ("articles", n_articles), ("undated", n_undated)])
    }

    pub(super) fn analyze(readings: &[Reading]) -> Self {
        let sum = |count: fn(&Reading) -> usize| readings.iter().map(count).sum::<usize>();
        let names = sum(|reading| reading.mentions.names.len());
        let times = sum(|reading| reading.mentions.times.len());
        let quotes = sum(|reading| reading.claims.quotes.len());
        let happenings = sum(|reading| reading.claims.happenings.len());
        let found = [counted(names, "name"), counted(times, "time"), counted(quotes, "quote"), counted(happenings, "happening")];
        let counts = vec![("names", names), ("times", times), ("quotes", quotes), ("happenings", happenings)];
        Self::new(Stage::Analyze, format!("Found {} in the articles.", listed(&found)), counts)
    }

    pub(super) fn merge(dossier: &Dossier) -> Self {
        let (actors, events) = (dossier.actors.len(), dossier.timeline.len());
        let (statements, discrepancies) = (dossier.statements.len(), dossier.discrepancies.len());
        let merged = [counted(actors, "actor"), counted(events, "event"), counted(statements, "statement")];
        let sentence = format!("Merged them into {}; sources differ on {}.", listed(&merged), counted(discrepancies, "point"));
        let counts = vec![("actors", actors), ("events", events), ("statements", statements), ("discrepancies", discrepancies)];
        Self::new(Stage::Merge, sentence, counts)
    }

    pub(super) fn plan() -> Self {
        Self::new(Stage::Plan, "Laid out the pages.".to_owned(), Vec::new())
    }

    pub(super) fn open(n_pages: usize) -> Self {
        let sentence = format!("The site has {}.", counted(n_pages, "page"));
        Self::new(Stage::Plan, sentence, vec![("pages", n_pages)])
    }

    pub(super) fn pages(n: usize) -> Self {
        Self::new(Stage::Render, format!("Rendered {}.", counted(n, "page")), vec![("pages", n)])
    }

    pub(super) fn render(rendered: &Rendered) -> Self {
        let Rendered { artifacts, standing } = rendered;
        let pages = standing.len() + artifacts.iter().filter(|artifact| artifact.path.ends_with(".html")).count();
        let files = standing.len() + artifacts.len();
        let sentence = format!("Rendered {}, {} in all.", counted(pages, "page"), counted(files, "file"));
        Self::new(Stage::Render, sentence, vec![("pages", pages), ("files", files)])
    }
}

/// What came in and what was left out of the site.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Files in the source folder.
    pub n_files: usize,
    /// Articles on the site.
    pub n_articles: usize,
    /// What was left out: how many, and what they are ("drafts"), most first.
    pub left_out: Vec<(usize, &'static str)>,
    /// Articles that carry nearly the same text as an earlier one.
    pub n_same_text: usize,
}

impl Summary {
    pub(super) fn of(inputs: &Inputs, dossier: &Dossier, report: &Report) -> Self {
        let with = |codes: &[&str]| report.items().iter().filter(|item| codes.contains(&item.code)).count();
        let skipped = inputs.config.sources.iter().filter(|entry| entry.skip && inputs.source(&entry.file).is_some());
        let mut left_out = vec![
            (with(&["I06"]), "marked as draft"),
            (with(&["I07"]), "dated in the future"),
            (with(&["I01", "I03", "I05"]), "not readable as an article"),
            (with(&["I04"]), "of another kind"),
            (parts_of_pages(inputs.sources.iter().map(|file| file.path.as_str())).len(), "part of a page"),
            (skipped.count(), "skipped by site.toml"),
        ];
        left_out.retain(|(n, _)| *n > 0);
        left_out.sort_by_key(|(n, _)| std::cmp::Reverse(*n));
        Self {
            n_files: inputs.sources.len(),
            n_articles: dossier.sources.len(),
            left_out,
            n_same_text: dossier.sources.iter().filter(|source| source.same_text.is_some()).count(),
        }
    }

    /// What was left out, as a sentence; empty when nothing was.
    pub fn left_out_sentence(&self) -> String {
        let parts: Vec<String> = self.left_out.iter().map(|(n, what)| format!("{n} {what}")).collect();
        if parts.is_empty() { String::new() } else { format!("Left out: {}.", listed(&parts)) }
    }
}

/// How long each stage took, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Timings {
    /// The stages with their times.
    pub stages: Vec<(Stage, Duration)>,
}

/// Measures stages and tells the observer.
pub struct Clock<'a> {
    observer: &'a dyn Observer,
    timings: Timings,
}

impl<'a> Clock<'a> {
    /// A clock that tells `observer`.
    pub fn new(observer: &'a dyn Observer) -> Self {
        Self { observer, timings: Timings::default() }
    }

    /// Runs a stage of `n` steps; the work is given a function to call after each step.
    #[expect(clippy::disallowed_methods, reason = "this is the one place that measures")]
    pub fn measure<T>(&mut self, stage: Stage, n: usize, work: impl FnOnce(&(dyn Fn() + Sync)) -> (T, Line)) -> T {
        let observer = self.observer;
        observer.stage(stage, n);
        let start = Instant::now();
        let (result, line) = work(&|| observer.step(stage));
        let line = Line { elapsed: start.elapsed(), ..line };
        self.timings.stages.push((stage, line.elapsed));
        observer.done(&line);
        result
    }

    /// What was measured.
    pub fn timings(self) -> Timings {
        self.timings
    }
}

/// "1 article", "5 articles".
pub fn counted(n: usize, noun: &str) -> String {
    if n == 1 { format!("1 {noun}") } else { format!("{n} {noun}s") }
}

/// "a, b and c".
pub fn listed(parts: &[String]) -> String {
    match parts {
        [] => String::new(),
        [only] => only.clone(),
        [most @ .., last] => format!("{} and {last}", most.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_sentences() {
        assert_eq!(Line::read(1, std::iter::empty()).sentence, "Read 0 articles from 1 file.");
        assert_eq!(listed(&["a".into(), "b".into(), "c".into()]), "a, b and c");
        let summary = Summary { left_out: vec![(3, "marked as draft"), (1, "of another kind")], ..Summary::default() };
        assert_eq!(summary.left_out_sentence(), "Left out: 3 marked as draft and 1 of another kind.");
    }
}
