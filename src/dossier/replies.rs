//! "His office denied this", "The day before it was called off": sentences that take back what the one before them told.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

use super::Reading;
use super::records::{Family, Record};
use crate::base::Span;
use crate::claims::Status;

/// Sentences behind a telling in which it is taken back: further on, what stands between may be meant.
const BEHIND: usize = 1;

/// Words that deny what was told.
const DENYING: &[&str] = &[
    "denied this",
    "denied it",
    "denied that this",
    "denies this",
    "denies it",
    "denied the report",
    "denied the claim",
    "denied the story",
    "denied the account",
    "denied the allegation",
    "denies the report",
    "denies the claim",
    "denied any such",
    "denies any such",
    "dismissed the report",
    "dismissed the claim",
    "dismissed the story",
    "rejected the report",
    "rejected the claim",
    "called the report",
    "called the story",
    "word of truth",
    "no truth in",
    "there was no such",
    "no such meeting",
    "no such visit",
    "no such call",
    "no such talks",
    "never happened",
    "did not happen",
    "never took place",
    "is a lie",
    "was a lie",
    "is untrue",
    "is pure invention",
    "was pure invention",
    "pure fiction",
];

/// What a plan is called when it is called off.
const PLANS: &[&str] = &[
    "it",
    "this",
    "that",
    "meeting",
    "visit",
    "trip",
    "journey",
    "summit",
    "talks",
    "round",
    "session",
    "conference",
    "rally",
    "march",
    "ceremony",
    "exchange",
    "call",
    "plan",
];

/// What happens to it.
const OFF: &[&str] = &["cancelled", "canceled", "called off", "scrapped", "abandoned"];

/// Adds to the records of one article those of sentences that take back what was told right before them.
pub(super) fn add(reading: &Reading, records: &mut Vec<Record>) {
    let own: Vec<usize> = records.iter().map(|record| record.happening.sentence).collect();
    let mut found: Vec<Record> = Vec::new();
    for sentence in 1..reading.document.sentences.len() {
        if own.binary_search(&(sentence - BEHIND)).is_err() {
            continue;
        }
        let said = reading.words(reading.document.sentences[sentence].span);
        let Some((status, trigger)) = taken_back(said) else { continue };
        let taken = |record: &Record| record.happening.status == status;
        if records.iter().any(|record| record.happening.sentence == sentence && taken(record)) {
            continue;
        }
        let told = own.partition_point(|&at| at < sentence);
        let before = records[..told].iter().rev().take_while(|record| record.happening.sentence + BEHIND >= sentence);
        // A second denial in a row is of the same.
        let known = before.filter(|record| can_be(record, status)).min_by_key(|record| sentence - record.happening.sentence);
        found.extend(known.map(|record| reply(reading, record, sentence, status, trigger)));
    }
    records.extend(found);
    records.sort_by_key(|record| (record.happening.sentence, record.happening.trigger));
}

/// Whether something told can be denied, or something planned called off.
fn can_be(record: &Record, status: Status) -> bool {
    let words = match record.family() {
        Family::Statement => true,
        Family::Other(kind) => kind.is_spoken(),
        _ => false,
    };
    let told = record.happening.status;
    !words && if status == Status::CalledOff { told == Status::Planned } else { matches!(told, Status::Held | Status::Claimed) }
}

/// Whether any of the words stands in a sentence: most have none, and are looked at once.
fn may_take_back(said: &str) -> bool {
    static WORDS: LazyLock<Option<AhoCorasick>> =
        LazyLock::new(|| AhoCorasick::builder().ascii_case_insensitive(true).build(DENYING.iter().chain(OFF)).ok());
    WORDS.as_ref().is_none_or(|words| words.is_match(said))
}

/// What a sentence makes of the one before it, and where the words stand that do.
fn taken_back(said: &str) -> Option<(Status, (usize, usize))> {
    if !may_take_back(said) {
        return None;
    }
    let lower = said.to_lowercase();
    if lower.len() != said.len() {
        return None;
    }
    if let Some((at, words)) = DENYING.iter().find_map(|words| Some((lower.find(words)?, words))) {
        return Some((Status::Denied, (at, words.len())));
    }
    let (at, words) = OFF.iter().find_map(|words| Some((lower.find(words)?, words)))?;
    let before: Vec<&str> = lower[..at].split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let verb = before.iter().rposition(|word| matches!(*word, "was" | "were" | "been"))?;
    let subject = before[..verb].iter().rev().find(|word| !matches!(**word, "has" | "had" | "have"))?;
    let close = before.len() - verb <= 2 && PLANS.contains(subject);
    let open = before.iter().any(|word| matches!(*word, "if" | "not" | "never" | "whether" | "nearly" | "almost"));
    (close && !open).then_some((Status::CalledOff, (at, words.len())))
}

fn reply(reading: &Reading, told: &Record, sentence: usize, status: Status, (at, n_bytes): (usize, usize)) -> Record {
    let span = reading.telling(sentence);
    let start = reading.document.sentences[sentence].span.start as usize + at;
    let mut happening = told.happening.clone();
    happening.sentence = sentence;
    happening.span = span;
    happening.trigger = Span::new(start, start + n_bytes);
    happening.status = status;
    happening.place = None;
    happening.time = None;
    happening.definite = true;
    happening.numbers.clear();
    Record { happening, evidence: reading.evidence(span, sentence), place: None, when: None, ..told.clone() }
}

#[cfg(test)]
mod tests {
    use super::taken_back;
    use crate::claims::Status;

    #[test]
    fn what_is_taken_back_is_known_by_its_words() {
        let status = |said: &str| taken_back(said).map(|(status, _)| status);
        assert_eq!(status("Her office denied this an hour later."), Some(Status::Denied));
        assert_eq!(status("“There is not a word of truth in it,” he said."), Some(Status::Denied));
        assert_eq!(status("The day before yesterday it was cancelled."), Some(Status::CalledOff));
        assert_eq!(status("The meeting has been called off."), Some(Status::CalledOff));
        assert_eq!(status("He said that flights were cancelled."), None);
        assert_eq!(status("The visit was not cancelled."), None);
    }
}
