//! Differences about how something ended: talks, signatures, answers, votes, truces, releases.

mod clause;
mod verdict;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;

use super::{by_source, new};
use crate::base::{Evidence, Span, When};
use crate::claims::{Kind, Status};
use crate::dossier::records::Family;
use crate::dossier::timeline::Context;
use crate::dossier::{Account, ActorId, Aspect, Discrepancy, Event, EventId, Reading, Subject};
use verdict::{Question, Verdict};

/// What versions must agree on to be answers to one question.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Asked {
    event: EventId,
    question: Question,
    /// What is answered or voted on.
    of: Option<String>,
    /// Who answers.
    by: Option<ActorId>,
    /// When it is told, for what may change from day to day.
    told: Option<chrono::NaiveDate>,
}

/// Events of which one source tells one end and another the other.
pub(super) fn differ(context: &Context<'_>, events: &[Event]) -> Vec<Discrepancy> {
    let by_source = by_source(context, events.iter().filter(|event| matches!(event.status, Status::Held | Status::UnderWay)));
    let of_reading = |(n, (reading, own)): (usize, (&Arc<Reading>, &Vec<&Event>))| {
        let mut told: Vec<(Asked, &'static str, Evidence)> = Vec::new();
        let sentences = &reading.document.sentences;
        let tells = tells(reading, own);
        for sentence in (0..sentences.len()).filter(|&n| near(reading, n).any(|n| tells[n])) {
            let span = sentences[sentence].span;
            for verdict in verdict::of(reading.words(span)) {
                let Some(event) = told_here(reading, own, sentence, verdict.question) else { continue };
                let clause = clause_of(span, &verdict);
                if is_of(context, n, event, clause) {
                    told.push((asked(context, n, event, sentence, &verdict), verdict.value, reading.evidence(clause, sentence)));
                }
            }
        }
        told
    };
    let told: Vec<_> = context.readings.par_iter().zip(&by_source).enumerate().map(of_reading).collect();
    let mut versions: BTreeMap<Asked, BTreeMap<&str, Vec<Evidence>>> = BTreeMap::new();
    for (asked, value, evidence) in told.into_iter().flatten() {
        versions.entry(asked).or_default().entry(value).or_default().push(evidence);
    }
    let found = versions
        .into_iter()
        .filter_map(|(asked, versions)| Some((asked.question, new(context, Subject::Event(asked.event), Aspect::Outcome, versions)?)));
    without_repeats(found.collect())
}

/// That nothing was signed is also that the talks brought nothing: what rests on one clause of both is told once, by the narrower question.
fn without_repeats(found: Vec<(Question, Discrepancy)>) -> Vec<Discrepancy> {
    let clauses = |discrepancy: &Discrepancy| -> BTreeSet<Evidence> {
        discrepancy.versions.iter().flat_map(|version| version.evidence().cloned()).collect()
    };
    let narrow: BTreeSet<Evidence> =
        found.iter().filter(|(question, _)| *question != Question::Success).flat_map(|(_, discrepancy)| clauses(discrepancy)).collect();
    let repeats = |question: Question, discrepancy: &Discrepancy| {
        question == Question::Success && clauses(discrepancy).iter().any(|clause| narrow.contains(clause))
    };
    found.into_iter().filter(|(question, discrepancy)| !repeats(*question, discrepancy)).map(|(_, discrepancy)| discrepancy).collect()
}

fn asked(context: &Context<'_>, n: usize, event: &Event, sentence: usize, verdict: &Verdict) -> Asked {
    let by = match verdict.question {
        Question::Answer => named_before(context, n, sentence, verdict),
        _ => None,
    };
    let told = context.days.get(n).copied().flatten().filter(|_| verdict.question == Question::Truce);
    Asked { event: event.id, question: verdict.question, of: verdict.of.clone(), by, told }
}

/// The actor whose name stands nearest before the verb of a clause.
fn named_before(context: &Context<'_>, n: usize, sentence: usize, verdict: &Verdict) -> Option<ActorId> {
    let reading = &context.readings[n];
    let start = reading.document.sentences[sentence].span.start;
    let verb = start + u32::try_from(verdict.at).unwrap_or(0);
    let mut names = reading.mentions.names.iter().filter(|name| name.sentence == sentence && name.span.end <= verb);
    names.next_back().and_then(|name| context.roster.of(reading.article().id, name.chain))
}

fn clause_of(sentence: Span, verdict: &Verdict) -> Span {
    let place = |at: usize| sentence.start + u32::try_from(at).unwrap_or(0);
    Span { start: place(verdict.clause.start), end: place(verdict.clause.end) }
}

/// Whether a clause can tell how an event ended: it names no other day, and its article is not older than the event's last.
fn is_of(context: &Context<'_>, n: usize, event: &Event, clause: Span) -> bool {
    let Some(when) = event.when.as_ref().map(|known| known.value) else { return true };
    let reading = &context.readings[n];
    let day = |when: When| when.exact();
    let others = reading.mentions.times.iter().zip(&context.times[n]).filter(|(time, _)| clause.contains(time.span()));
    let elsewhen = others.filter_map(|(_, resolved)| resolved.when.and_then(day)).any(|other| !When::day(other).meets(when));
    // "No agreement" after the first of three days may be superseded on the third.
    let in_time = context.days.get(n).copied().flatten().is_none_or(|published| published >= when.latest());
    in_time && !elsewhen
}

/// Texts that some accounts call signed and others only initialled, or not signed.
pub(super) fn sealed(context: &Context<'_>, event: &Event) -> Option<Discrepancy> {
    let mut versions: BTreeMap<&str, Vec<Evidence>> = BTreeMap::new();
    for account in &event.accounts {
        let trigger = context.readings[account.evidence.source.idx()].words(account.trigger).to_lowercase();
        let held = matches!(account.status, Status::Held | Status::UnderWay);
        let value = match trigger.split(' ').next().unwrap_or_default() {
            "signed" | "signs" | "sign" | "signing" if account.status == Status::Denied => "not signed",
            "signed" | "signs" if held => "signed",
            "initialled" | "initialed" | "initials" if held => "initialled",
            _ => continue,
        };
        versions.entry(value).or_default().push(clause(context, account));
    }
    new(context, Subject::Event(event.id), Aspect::Outcome, versions)
}

/// The words of an account up to the comma behind what names it.
fn clause(context: &Context<'_>, account: &Account) -> Evidence {
    let words = context.readings[account.evidence.source.idx()]
        .words(Span { start: account.trigger.end, end: account.evidence.span.end.max(account.trigger.end) });
    let end = words.find(", ").and_then(|at| u32::try_from(at).ok()).map_or(account.evidence.span.end, |at| account.trigger.end + at);
    Evidence { span: Span { start: account.evidence.span.start, end }, ..account.evidence.clone() }
}

/// Which sentences tell one of some events.
fn tells(reading: &Reading, events: &[&Event]) -> Vec<bool> {
    let accounts = events.iter().flat_map(|event| &event.accounts).filter(|account| account.evidence.source == reading.article().id);
    let told: Vec<Span> = accounts.map(|account| account.evidence.span).collect();
    reading.document.sentences.iter().map(|sentence| told.iter().any(|span| sentence.span.contains(*span))).collect()
}

/// A sentence and the one before it in its block.
fn near(reading: &Reading, sentence: usize) -> impl Iterator<Item = usize> {
    let block = reading.document.sentences[sentence].block;
    [Some(sentence), sentence.checked_sub(1)].into_iter().flatten().filter(move |&n| reading.document.sentences[n].block == block)
}

/// The event that this sentence, or else the one before it in its block, tells of: the one whose kind the question is about, else the first.
fn told_here<'e>(reading: &Reading, events: &[&'e Event], sentence: usize, question: Question) -> Option<&'e Event> {
    near(reading, sentence).find_map(|n| {
        let span: Span = reading.document.sentences[n].span;
        let here = |event: &Event| {
            let own = event.accounts.iter().filter(|account| account.evidence.source == reading.article().id);
            own.filter(|account| span.contains(account.evidence.span)).map(|account| account.trigger.start).min()
        };
        let fitting = events.iter().filter_map(|event| Some((fit(question, event)?, here(event)?, *event)));
        fitting.min_by_key(|(fit, at, event)| (*fit, *at, event.id)).map(|(_, _, event)| event)
    })
}

/// How near the kind of an event is to a question, the nearest first; `None` where the question does not arise.
fn fit(question: Question, event: &Event) -> Option<usize> {
    let kinds: &[Kind] = match question {
        Question::Success => &[],
        Question::Signing => &[Kind::Agreement],
        Question::Answer => &[Kind::Proposal],
        Question::Vote => &[Kind::Vote],
        Question::Truce => &[Kind::Ceasefire],
        Question::Freedom => &[Kind::Exchange],
    };
    let contact = Family::of(event.kind) == Family::Contact;
    kinds.iter().position(|kind| *kind == event.kind).or(contact.then_some(kinds.len()))
}
