//! Copies of one report that print another number or day in the same sentence, whatever it tells.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::NaiveDate;
use rayon::prelude::*;
use rustc_hash::FxHashSet;

use super::numbers::conflict;
use super::of_sources;
use crate::base::{Evidence, Span, When};
use crate::claims::{Count, Hedge, counts_in};
use crate::dossier::copies::{Change, changes};
use crate::dossier::counted;
use crate::dossier::timeline::Context;
use crate::dossier::{Aspect, Discrepancy, Event, Reading, Subject};
use crate::text::SentenceIdx;

/// So many words before a number or a day, or behind it, stand in both copies where it was changed rather than written anew.
const BESIDE: usize = 4;

/// What two copies print differently at one place.
struct Difference {
    aspect: Aspect,
    versions: [(String, Evidence); 2],
}

/// Numbers and days that a copy changed, where no difference of an event tells them already.
pub(super) fn differ(context: &Context<'_>, events: &[Event], known: &[Discrepancy]) -> Vec<Discrepancy> {
    let pairs: Vec<(usize, usize)> = (0..context.readings.len())
        .map(|n| (context.origins.number(context.readings[n].article().id) as usize, n))
        .filter(|(first, n)| first != n && !is_later_version(&context.readings[*first], &context.readings[*n]))
        .collect();
    let found: Vec<Vec<Difference>> = pairs.par_iter().map(|&(first, copy)| between(context, first, copy)).collect();
    let told = |evidence: &Evidence, aspect: Aspect| {
        let of_aspect = known.iter().filter(|one| one.aspect == aspect).flat_map(|one| &one.versions);
        of_aspect.flat_map(|version| version.evidence()).any(|one| one.source == evidence.source && one.span.overlaps(evidence.span))
    };
    // Several copies of one report change one sentence of it.
    let mut changed: BTreeMap<(Aspect, Evidence), BTreeMap<String, BTreeSet<Evidence>>> = BTreeMap::new();
    for Difference { aspect, versions } in found.into_iter().flatten() {
        if versions.iter().all(|(_, evidence)| told(evidence, aspect)) {
            continue;
        }
        let versions_here = changed.entry((aspect, versions[0].1.clone())).or_default();
        versions.into_iter().for_each(|(value, evidence)| _ = versions_here.entry(value).or_default().insert(evidence));
    }
    let of_sentence = |((aspect, first), versions): ((Aspect, Evidence), BTreeMap<String, BTreeSet<Evidence>>)| {
        let about = event_of(events, &first).map_or(Subject::Source(first.source), Subject::Event);
        of_sources(context, about, aspect, versions.into_iter().map(|(value, evidence)| (value, evidence.into_iter().collect())).collect())
    };
    changed.into_iter().filter_map(of_sentence).collect()
}

/// What one outlet changes in its own report is news.
fn is_later_version(one: &Reading, other: &Reading) -> bool {
    let outlet = |reading: &Reading| reading.article().meta.outlet.as_ref().map(|outlet| outlet.value.to_lowercase());
    outlet(one).is_some() && outlet(one) == outlet(other)
}

/// The event that is told in a sentence.
fn event_of(events: &[Event], sentence: &Evidence) -> Option<crate::dossier::EventId> {
    let here = |evidence: &Evidence| evidence.source == sentence.source && evidence.span.overlaps(sentence.span);
    events.iter().find(|event| event.accounts.iter().any(|account| here(&account.evidence))).map(|event| event.id)
}

/// Whether each of two texts has a sentence with a number or a time that the other has not, word for word: most copies change none.
fn may_differ(one: &Reading, other: &Reading) -> bool {
    tells_more(one, other) && tells_more(other, one)
}

fn tells_more(one: &Reading, other: &Reading) -> bool {
    let known: FxHashSet<&str> = worded(other).collect();
    let mut own = worded(one).enumerate().filter(|(_, words)| !known.contains(words));
    own.any(|(sentence, _)| {
        one.mentions.times.iter().any(|time| time.sentence == sentence) || !counts_in(&one.document, &one.mentions, sentence).is_empty()
    })
}

/// The words of each sentence in order.
fn worded(reading: &Reading) -> impl Iterator<Item = &str> {
    reading.document.sentences.iter().map(|sentence| reading.words(sentence.span))
}

/// The sentences that two texts have in different words.
fn sentences(one: &Reading, other: &Reading) -> Arc<[(SentenceIdx, SentenceIdx)]> {
    if !may_differ(one, other) {
        return Arc::default();
    }
    let reworded = |change| match change {
        Change::Reworded { earlier, later, .. } => Some((earlier, later)),
        Change::Added(_) | Change::LeftOut(_) => None,
    };
    changes(&one.document, &other.document).list.into_iter().filter_map(reworded).collect()
}

fn between(context: &Context<'_>, first: usize, copy: usize) -> Vec<Difference> {
    let (one, other) = (&context.readings[first], &context.readings[copy]);
    let mut found = Vec::new();
    for &(earlier, later) in one.alone.reworded(&other.alone, || sentences(one, other)).iter() {
        let numbers = number(one, other, earlier, later).map(|values| (Aspect::Number, values));
        let days = day(context, [first, copy], [earlier, later]).map(|values| (Aspect::Day, values));
        let told = |reading: &Reading, sentence| reading.evidence(reading.telling(sentence), sentence);
        let difference =
            |(aspect, [a, b]): (Aspect, [String; 2])| Difference { aspect, versions: [(a, told(one, earlier)), (b, told(other, later))] };
        found.extend(numbers.into_iter().chain(days).map(difference));
    }
    found
}

/// Whether two stretches stand at one place of a sentence: the same words go before them, or follow.
fn is_one_place([one, other]: [&Reading; 2], [here, there]: [SentenceIdx; 2], [a, b]: [Span; 2]) -> bool {
    let around = |reading: &Reading, sentence: SentenceIdx, span: Span| {
        let whole = reading.document.sentences[sentence].span;
        let words = |from: u32, to: u32| -> Vec<String> {
            let words = reading.words(Span { start: from.min(to), end: to }).to_lowercase();
            words.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
        };
        let (mut before, mut behind) = (words(whole.start, span.start), words(span.end, whole.end));
        before.drain(..before.len().saturating_sub(BESIDE));
        behind.truncate(BESIDE);
        (before, behind)
    };
    let ((before, behind), (other_before, other_behind)) = (around(one, here, a), around(other, there, b));
    let same = |a: &[String], b: &[String]| a.len() == BESIDE && a == b;
    same(&before, &other_before) || same(&behind, &other_behind)
}

/// The one count that differs at its place.
fn number(one: &Reading, other: &Reading, here: SentenceIdx, there: SentenceIdx) -> Option<[String; 2]> {
    let counts = |reading: &Reading, sentence| counts_in(&reading.document, &reading.mentions, sentence);
    let (a, b) = (counts(one, here), counts(other, there));
    let unit = |reading: &Reading, count: &Count| counted::thing(reading.words(count.unit));
    let pairs = a.iter().flat_map(|a| b.iter().map(move |b| (a, b)));
    let mut differing = pairs.filter(|(a, b)| {
        // "Up to 30" and "up to 40" leave room for one number, and are two claims.
        let bound = a.hedge == b.hedge && matches!(a.hedge, Hedge::AtLeast | Hedge::AtMost);
        let differ = conflict(a, b, false) || bound && a.thousandths != b.thousandths;
        differ && unit(one, a) == unit(other, b) && is_one_place([one, other], [here, there], [a.span, b.span])
    });
    let (a, b) = differing.next()?;
    differing.next().is_none().then(|| [one.words(a.span).to_owned(), other.words(b.span).to_owned()])
}

/// The one day that differs at its place, in words and date.
fn day(context: &Context<'_>, pair: [usize; 2], sentences: [SentenceIdx; 2]) -> Option<[String; 2]> {
    let readings = pair.map(|n| &*context.readings[n]);
    let told = |n: usize| -> Vec<(Span, NaiveDate)> {
        let times = readings[n].mentions.times.iter().zip(&context.times[pair[n]]);
        let here = times.filter(|(time, _)| time.sentence == sentences[n]);
        here.filter_map(|(time, resolved)| Some((time.span(), resolved.when.and_then(When::exact)?))).collect()
    };
    let (a, b) = (told(0), told(1));
    let words = |n: usize, span: Span| readings[n].words(span).to_lowercase();
    let pairs = a.iter().flat_map(|a| b.iter().map(move |b| (a, b)));
    let mut differing =
        pairs.filter(|(a, b)| a.1 != b.1 && words(0, a.0) != words(1, b.0) && is_one_place(readings, sentences, [a.0, b.0]));
    let (a, b) = differing.next()?;
    differing.next().is_none().then(|| [a.1.to_string(), b.1.to_string()])
}
