//! Differences about how talks went.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use super::{by_source, new};
use crate::base::{Evidence, Span};
use crate::claims::Status;
use crate::dossier::records::Family;
use crate::dossier::timeline::Context;
use crate::dossier::{Account, Aspect, Discrepancy, Event, EventId, Reading, Subject};

/// Words for talks that went well, and for talks that led nowhere. Our own list.
const WELL: &[&str] = &["productive", "successful", "constructive", "fruitful", "substantive", "positive"];
const BADLY: &[&str] = &["stalemate", "deadlock", "deadlocked", "collapsed", "failed", "empty-handed", "inconclusive", "fruitless"];
/// What talks bring when they bring something, and the words beside it that take it away or make it small.
const FRUITS: &[&str] = &["progress", "compromise", "agreement", "breakthrough", "consensus", "deal", "accord"];
const DENIALS: &[&str] = &["no", "not", "n't", "without", "little", "limited", "scant", "slow", "hardly", "never", "failed", "neither"];
const PRAISE: &[&str] = &["good", "real", "significant", "great", "solid", "reached", "achieved", "made"];
/// Words that make praise a wish: "real progress depends on …".
const CONDITIONS: &[&str] =
    &["depend", "depends", "depended", "if", "unless", "until", "would", "could", "require", "requires", "hope", "hopes", "hoped"];
/// Words between a fruit and what is said of it.
const REACH: usize = 4;

/// Events of which one source tells that they went well and another that they led nowhere.
pub(super) fn differ(context: &Context<'_>, events: &[Event]) -> Vec<Discrepancy> {
    let mut versions: BTreeMap<EventId, BTreeMap<&str, Vec<Evidence>>> = BTreeMap::new();
    let held = |event: &Event| Family::of(event.kind) == Family::Contact && event.status == Status::Held;
    let by_source = by_source(context, events.iter().filter(|event| held(event)));
    let of_reading = |(reading, events): (&Arc<Reading>, &Vec<&Event>)| {
        let mut told: Vec<(EventId, &str, Evidence)> = Vec::new();
        for (n, sentence) in reading.document.sentences.iter().enumerate().filter(|_| !events.is_empty()) {
            let Some(verdict) = verdict(reading.words(sentence.span)) else { continue };
            let Some(event) = told_here(reading, events, n) else { continue };
            told.push((event, verdict, reading.evidence(reading.telling(n), n)));
        }
        told
    };
    let told: Vec<Vec<(EventId, &str, Evidence)>> = context.readings.par_iter().zip(&by_source).map(of_reading).collect();
    for (event, verdict, evidence) in told.into_iter().flatten() {
        versions.entry(event).or_default().entry(verdict).or_default().push(evidence);
    }
    versions.into_iter().filter_map(|(event, versions)| new(context, Subject::Event(event), Aspect::Outcome, versions)).collect()
}

/// Texts that some accounts call signed and others only initialled.
pub(super) fn sealed(context: &Context<'_>, event: &Event) -> Option<Discrepancy> {
    let mut versions: BTreeMap<&str, Vec<Evidence>> = BTreeMap::new();
    for account in event.accounts.iter().filter(|account| matches!(account.status, Status::Held | Status::UnderWay)) {
        let trigger = context.readings[account.evidence.source.idx()].words(account.trigger).to_lowercase();
        let value = match trigger.split(' ').next().unwrap_or_default() {
            "signed" | "signs" => "signed",
            "initialled" | "initialed" | "initials" => "initialled",
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

fn verdict(words: &str) -> Option<&'static str> {
    let lower = words.to_lowercase().replace("n’t", " not").replace("n't", " not");
    let words: Vec<&str> = lower.split(|c: char| !c.is_alphanumeric() && c != '-').filter(|word| !word.is_empty()).collect();
    let has = |list: &[&str]| words.iter().any(|word| list.contains(word));
    let fruits: Vec<(bool, bool)> =
        (0..words.len()).filter(|&at| FRUITS.contains(&words[at])).map(|at| told_of_fruit(&words, at)).collect();
    let near = |at: usize| &words[at + 1..words.len().min(at + REACH)];
    let went_well = (0..words.len()).any(|at| matches!(words[at], "went" | "going" | "gone" | "goes") && near(at).contains(&"well"));
    let well = has(WELL) || went_well || (!has(CONDITIONS) && fruits.iter().any(|(well, _)| *well));
    // "adopted a plan".
    let adopted = (0..words.len()).any(|at| {
        let denied = words[at.saturating_sub(3)..at].iter().any(|word| DENIALS.contains(word) || CONDITIONS.contains(word));
        matches!(words[at], "adopted" | "approved" | "endorsed")
            && matches!(words.get(at + 1), Some(&("a" | "an" | "the" | "its" | "their")))
            && !denied
    });
    // "agreed in principle to create a body", not "agreed to meet again".
    let agreed = (0..words.len()).any(|at| {
        let next = words.get(at + 1..words.len().min(at + 3)).unwrap_or_default();
        let before = &words[at.saturating_sub(3)..at];
        words[at] == "agreed"
            && next.iter().any(|word| matches!(*word, "in" | "on" | "to" | "that"))
            && !next.iter().any(|word| matches!(*word, "meet" | "continue" | "resume" | "hold" | "disagree" | "talk" | "return"))
            && !before.iter().any(|word| DENIALS.contains(word))
            // "agreed to create a body that would investigate" tells what was agreed; "agreed that progress depends on …" tells nothing.
            && !words[..if next.contains(&"that") { words.len() } else { at }].iter().any(|word| CONDITIONS.contains(word))
    });
    let well = well || agreed || adopted;
    // "without an agreed text", "without any joint statement".
    let empty = (0..words.len()).any(|at| {
        words[at] == "without"
            && words.get(at + 1).is_some_and(|word| matches!(*word, "a" | "an" | "any"))
            && words.get(at + 2).is_some_and(|word| matches!(*word, "agreed" | "joint" | "common" | "final" | "signed"))
    });
    let badly = empty || has(BADLY) || fruits.iter().any(|(_, badly)| *badly);
    match (well, badly) {
        (true, false) => Some("it went well"),
        (false, true) => Some("it led to little or nothing"),
        _ => None,
    }
}

/// Whether the words around a fruit of talks praise it or take it away: "good progress", "without a deal", "progress was limited".
fn told_of_fruit(words: &[&str], at: usize) -> (bool, bool) {
    let before = &words[at.saturating_sub(REACH)..at];
    let behind = words
        .get(at + 1)
        .zip(words.get(at + 2))
        .filter(|(verb, _)| matches!(**verb, "was" | "is" | "were" | "has" | "remains" | "remained"));
    let badly = before.iter().any(|word| DENIALS.contains(word)) || behind.is_some_and(|(_, word)| DENIALS.contains(word));
    let well = !badly && before.iter().rev().take(2).any(|word| PRAISE.contains(word));
    (well, badly)
}

/// The one of some meetings that this sentence, or else the one before it in its block, tells of first.
fn told_here(reading: &Reading, meetings: &[&Event], sentence: usize) -> Option<EventId> {
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
            meetings.iter().filter_map(|event| here(event).map(|at| (at, event.id))).min().map(|(_, event)| event)
        },
    )
}

#[cfg(test)]
mod tests {
    use super::verdict;

    #[test]
    fn fruits_are_praised_or_taken_away() {
        for words in ["The round went really well.", "They made good progress on the canal.", "A fruitful evening, the host said."] {
            assert_eq!(verdict(words), Some("it went well"), "{words}");
        }
        for words in ["The envoys left without a deal.", "Progress was slow.", "It didn’t bring any agreement.", "Talks ended in deadlock."]
        {
            assert_eq!(verdict(words), Some("it led to little or nothing"), "{words}");
        }
        assert_eq!(verdict("Real progress depends on the harvest."), None);
        assert_eq!(verdict("They spoke of the agreement of 1994."), None);
        assert_eq!(verdict("The ministers agreed in principle to set up a commission."), Some("it went well"));
        assert_eq!(verdict("The ministers agreed to meet again in May."), None);
        assert_eq!(verdict("They agreed on Tuesday to name a panel that would count the dead."), Some("it went well"));
        assert_eq!(verdict("The sides agreed that real progress depends on the harvest."), None);
        assert_eq!(verdict("The panel would have agreed to a plan."), None);
        assert_eq!(verdict("The commission ended without an agreed text."), Some("it led to little or nothing"));
        assert_eq!(verdict("The commission adopted a plan for six crossings."), Some("it went well"));
    }
}
