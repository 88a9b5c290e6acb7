//! Sticking points: which the corpus touches, in which sentences, and who stands where on them.

mod found;
mod phrase;
mod raised;
mod words;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;

use super::timeline::{Context, is_open, is_sentence, leans, length};
use super::{Issue, NamedBy, Position, Reading, records};
use crate::base::{Evidence, Fingerprint, SourceId, Span};
use crate::lexicon::Lexicon;
use crate::mentions::{Form, NameKind};

/// An issue of the file is touched by more than one sentence or by one that takes a position.
const ENOUGH: usize = 2;

/// The lexicon, known by its issues.
pub(super) struct Touching<'l> {
    pub lexicon: &'l Lexicon,
    known_by: Fingerprint,
}

impl<'l> Touching<'l> {
    pub fn new(lexicon: &'l Lexicon) -> Self {
        Self { lexicon, known_by: Fingerprint::of(format!("{:?}", lexicon.issues()).as_bytes()) }
    }

    /// Keys of the issues that a stretch of an article touches.
    pub fn by(&self, reading: &Reading, stretch: Span) -> Vec<String> {
        reading.alone.issues_in(self.known_by, stretch, || self.lexicon.issues_in(reading.words(stretch)))
    }
}

/// The issues of the corpus, most independent sources first.
pub(super) fn gather(context: &Context<'_>, touching: &Touching<'_>, positions: &[Position]) -> Vec<Issue> {
    let mut by_issue: BTreeMap<&str, BTreeMap<SourceId, Vec<Span>>> = BTreeMap::new();
    for position in positions {
        let of_source = by_issue.entry(&position.issue).or_default().entry(position.sentence.source).or_default();
        of_source.push(position.sentence.span);
    }
    let takes_position = |evidence: &Evidence, key: &str| {
        let told = by_issue.get(key).and_then(|sources| sources.get(&evidence.source));
        told.is_some_and(|spans| spans.iter().any(|span| span.overlaps(evidence.span)))
    };
    let of_reading = |reading: &Arc<Reading>| {
        let mut touched: Vec<(String, i32, Evidence)> = Vec::new();
        for (n, sentence) in reading.document.sentences.iter().enumerate().filter(|(n, _)| reading.document.is_running(*n)) {
            for key in touching.by(reading, sentence.span) {
                let evidence = reading.evidence(reading.telling(n), n);
                let score = worth(context, &evidence, takes_position(&evidence, &key));
                touched.push((key, score, evidence));
            }
        }
        touched
    };
    let touched: Vec<Vec<(String, i32, Evidence)>> = context.readings.par_iter().map(of_reading).collect();
    let mut sentences: BTreeMap<String, Vec<(i32, Evidence)>> = BTreeMap::new();
    for (key, score, evidence) in touched.into_iter().flatten() {
        sentences.entry(key).or_default().push((score, evidence));
    }
    let mut issues: Vec<Issue> = sentences
        .into_iter()
        .filter(|(key, list)| list.len() >= ENOUGH || by_issue.contains_key(key.as_str()))
        .map(|(key, list)| issue(context, touching.lexicon, key, list))
        .collect();
    issues.sort_by(|a, b| {
        b.sources.len().cmp(&a.sources.len()).then_with(|| b.sentences.len().cmp(&a.sentences.len())).then_with(|| a.key.cmp(&b.key))
    });
    issues
}

fn issue(context: &Context<'_>, lexicon: &Lexicon, key: String, mut list: Vec<(i32, Evidence)>) -> Issue {
    list.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    let sources = context.origins.sources(list.iter().map(|(_, evidence)| evidence));
    let name = lexicon.issue_name(&key).unwrap_or(&key).to_owned();
    let is_found = lexicon.found_issues().iter().any(|found| found.key == key);
    let named_by = match lexicon.has_own_name(&key) {
        true => NamedBy::Lexicon,
        false if is_found => NamedBy::Corpus,
        false => NamedBy::Desk,
    };
    Issue { key, name, named_by, sentences: list.into_iter().map(|(_, evidence)| evidence).collect(), sources }
}

/// How well a sentence tells what is at stake: it takes a position, names somebody, and stands alone.
fn worth(context: &Context<'_>, evidence: &Evidence, takes_position: bool) -> i32 {
    let reading = &context.readings[evidence.source.idx()];
    let actors: BTreeSet<usize> = reading
        .mentions
        .names
        .iter()
        .filter(|mention| {
            evidence.span.contains(mention.span)
                && mention.form != Form::Adjective
                && matches!(mention.kind, NameKind::Person | NameKind::State | NameKind::Organisation)
        })
        .map(|mention| mention.chain)
        .collect();
    let first_hand = if evidence.via.is_none() { 1 } else { 0 };
    length(records::n_words(reading, evidence.span))
        + if takes_position { 6 } else { 0 }
        + i32::try_from(actors.len().min(3)).unwrap_or(3)
        + first_hand
        - if leans(context, evidence) { 12 } else { 0 }
        - if is_open(reading.words(evidence.span)) { 12 } else { 0 }
        - if is_sentence(reading.words(evidence.span)) { 0 } else { 8 }
}

/// The lexicon with the issues that the corpus names by itself.
pub(super) fn find(context: &Context<'_>, lexicon: &Lexicon) -> Lexicon {
    lexicon.with_found(found::issues(context, lexicon))
}

/// Every stance of the corpus on an issue as a position of an actor, in order of issue, actor and time.
pub(super) fn positions(context: &Context<'_>, lexicon: &Lexicon) -> Vec<Position> {
    let found = Lexicon::with_only_issues(lexicon.found_issues().to_vec());
    let mut all: Vec<Position> = Vec::new();
    for (n, reading) in context.readings.iter().enumerate() {
        for stance in &reading.claims.stances {
            let Some(actor) = context.roster.of(reading.article().id, stance.actor) else { continue };
            let when = stance.time.and_then(|time| context.times[n].get(time)).and_then(|resolved| resolved.when);
            let sentence = reading.telling(stance.sentence);
            for issue in stance.issues.iter().cloned().chain(found.issues_in(reading.words(stance.words))) {
                all.push(Position {
                    actor,
                    attitude: stance.attitude,
                    words: reading.evidence(stance.words, stance.sentence),
                    sentence: reading.evidence(sentence, stance.sentence),
                    issue,
                    when,
                });
            }
        }
    }
    all.sort_by(|a, b| (&a.issue, a.actor, a.when, &a.words).cmp(&(&b.issue, b.actor, b.when, &b.words)));
    all
}
