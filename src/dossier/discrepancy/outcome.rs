//! Differences about how talks went.

use std::collections::BTreeMap;

use super::new;
use crate::base::{Evidence, Span};
use crate::claims::Status;
use crate::dossier::records::Family;
use crate::dossier::timeline::Context;
use crate::dossier::{Aspect, Discrepancy, Event, EventId, Reading, Subject};

/// Words for talks that went well, and for talks that led nowhere. Our own list.
const WELL: &[&str] = &[
    "productive",
    "successful",
    "constructive",
    "breakthrough",
    "fruitful",
    "substantive",
    "good progress",
    "real progress was made",
    "significant progress",
    "agreed in principle",
    "agreement in principle",
    "reached agreement",
    "reached an agreement",
    "went well",
    "going along well",
    "positive",
];
const BADLY: &[&str] = &[
    "no compromise",
    "any compromise",
    "without agreement",
    "without a deal",
    "without an agreement",
    "no agreement",
    "no progress",
    "limited progress",
    "little progress",
    "progress was limited",
    "not too much progress",
    "no breakthrough",
    "without a breakthrough",
    "broke down",
    "collapsed",
    "ended without",
    "no consensus",
    "without consensus",
    "stalemate",
    "deadlock",
    "empty-handed",
    "failed",
];

/// Events of which one source tells that they went well and another that they led nowhere.
pub(super) fn differ(context: &Context<'_>, events: &[Event]) -> Vec<Discrepancy> {
    let mut versions: BTreeMap<EventId, BTreeMap<&str, Vec<Evidence>>> = BTreeMap::new();
    for reading in context.readings {
        for (n, sentence) in reading.document.sentences.iter().enumerate() {
            let Some(verdict) = verdict(reading.words(sentence.span)) else { continue };
            let Some(event) = told_here(reading, events, n) else { continue };
            let evidence = reading.evidence(reading.telling(n), n);
            versions.entry(event).or_default().entry(verdict).or_default().push(evidence);
        }
    }
    versions.into_iter().filter_map(|(event, versions)| new(context, Subject::Event(event), Aspect::Outcome, versions)).collect()
}

fn verdict(words: &str) -> Option<&'static str> {
    let lower = words.to_lowercase();
    let has = |list: &[&str]| list.iter().any(|phrase| lower.contains(phrase));
    match (has(WELL), has(BADLY)) {
        (true, false) => Some("it went well"),
        (false, true) => Some("it led to little or nothing"),
        _ => None,
    }
}

/// The meeting that this sentence, or else the one before it in its block, tells of first.
fn told_here(reading: &Reading, events: &[Event], sentence: usize) -> Option<EventId> {
    let block = reading.document.sentences[sentence].block;
    [Some(sentence), sentence.checked_sub(1)].into_iter().flatten().filter(|&n| reading.document.sentences[n].block == block).find_map(
        |n| {
            let span: Span = reading.document.sentences[n].span;
            let here = |event: &Event| {
                let own = event
                    .accounts
                    .iter()
                    .filter(|account| account.evidence.source == reading.article().id && span.contains(account.evidence.span));
                own.map(|account| account.trigger.start).min()
            };
            let held = events.iter().filter(|event| Family::of(event.kind) == Family::Contact && event.status == Status::Held);
            held.filter_map(|event| here(event).map(|at| (at, event.id))).min().map(|(_, event)| event)
        },
    )
}
