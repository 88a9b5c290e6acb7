//! The telling that stands best on its own.

use super::Context;
use super::cluster::Cluster;
use crate::base::{Evidence, Span, When};
use crate::claims::Status;
use crate::dossier::Reading;
use crate::dossier::records::{Record, n_words};
use crate::mentions::{Form, NameKind};

/// The best of a cluster's tellings to print alone.
pub(super) fn best(context: &Context<'_>, cluster: &Cluster, status: Status) -> Evidence {
    let scored = cluster.records.iter().map(|record| {
        let reading = &context.readings[record.source.idx()];
        let mut score = length(n_words(reading, record.evidence.span));
        score += 2 * i32::try_from(record.people.len().min(4)).unwrap_or(4);
        score += if record.place.is_some() { 2 } else { 0 };
        score += if record.when.is_some() { 3 } else { 0 };
        score += if record.happening.status == status { 4 } else { -8 };
        score += if record.evidence.via.is_some() { -2 } else { 0 };
        score += if record.happening.definite { -2 } else { 0 };
        score += if leans(context, &record.evidence) { -6 } else { 0 };
        score += if acts_on_pronoun(reading, record) { -6 } else { 0 };
        score += if is_open(reading.words(record.evidence.span)) { -6 } else { 0 };
        score += if is_sentence(reading.words(record.evidence.span)) { 0 } else { -2 };
        score += full_names(context, record);
        score += opening(reading, record);
        score += if differs(context, cluster, record) { -12 } else { 0 };
        (score, std::cmp::Reverse(record.evidence.clone()))
    });
    scored.max().map_or_else(|| cluster.records[0].evidence.clone(), |(_, std::cmp::Reverse(evidence))| evidence)
}

/// "Signed it", "arrested him": the telling does not say what was done to whom.
fn acts_on_pronoun(reading: &Reading, record: &Record) -> bool {
    let behind = Span { start: record.happening.trigger.end, end: record.evidence.span.end.max(record.happening.trigger.end) };
    let next = reading.words(behind).split(|c: char| !c.is_alphanumeric()).find(|word| !word.is_empty());
    next.is_some_and(|next| matches!(next, "it" | "him" | "them"))
}

/// Whether a sentence tells what may be: it opens with a condition.
pub(in crate::dossier) fn is_open(words: &str) -> bool {
    let first = words.split(|c: char| !c.is_alphanumeric()).find(|word| !word.is_empty()).unwrap_or_default();
    matches!(first, "If" | "Should" | "Unless" | "Whether" | "Provided")
}

/// Whether some words are a sentence with its end, and not an item of a list.
pub(in crate::dossier) fn is_sentence(words: &str) -> bool {
    words.trim_end().trim_end_matches(['”', '"', '’', '\'', ')', '»', ']']).ends_with(['.', '!', '?', '…', '。'])
}

/// A sentence that tells its event first reads as its headline; one that begins in lower case is a piece of something.
fn opening(reading: &Reading, record: &Record) -> i32 {
    let words = reading.words(record.evidence.span);
    let before = record.happening.trigger.start.max(record.evidence.span.start);
    let n_before = n_words(reading, Span { start: record.evidence.span.start, end: before });
    let early = match n_before {
        0..=7 => 3,
        8..=14 => 0,
        _ => -3,
    };
    early + if words.starts_with(char::is_lowercase) { -4 } else { 0 }
}

/// Whether the telling puts its event elsewhere, or on another day, than the page does.
fn differs(context: &Context<'_>, cluster: &Cluster, record: &Record) -> bool {
    let day = matches!((record.when.and_then(When::exact), cluster.when.and_then(When::exact)), (Some(one), Some(other)) if one != other);
    let place = matches!((record.place, cluster.place), (Some(one), Some(other)) if context.places.clash(one, other));
    day || place
}

/// A sentence of ten to forty words reads well alone.
pub(in crate::dossier) fn length(n_words: usize) -> i32 {
    match n_words {
        0..=6 => -6,
        7..=9 => -1,
        10..=32 => 3,
        33..=45 => 0,
        _ => -6,
    }
}

/// Whether it leans on the sentence before: it opens with a pronoun or a linking word.
pub(in crate::dossier) fn leans(context: &Context<'_>, evidence: &Evidence) -> bool {
    let words = opening_words(context.readings[evidence.source.idx()].words(evidence.span)).to_lowercase();
    let mut first = words.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let opening = first.next().unwrap_or_default();
    let pronoun = |word: &str| {
        matches!(
            word,
            "he" | "she"
                | "it"
                | "they"
                | "him"
                | "her"
                | "them"
                | "his"
                | "their"
                | "this"
                | "that"
                | "these"
                | "those"
                | "there"
                | "its"
                | "such"
                | "both"
        )
    };
    pronoun(opening)
        || matches!(opening, "but" | "and" | "meanwhile" | "however" | "also" | "still" | "instead" | "then" | "yet" | "nor" | "otherwise")
        || first.take(2).any(pronoun)
}

/// The beginning of a text up to the end of its third word.
fn opening_words(text: &str) -> &str {
    let (mut n_words, mut is_inside) = (0, false);
    for (at, c) in text.char_indices() {
        let is_letter = c.is_alphanumeric();
        n_words += usize::from(is_inside && !is_letter);
        if n_words == 3 {
            return &text[..at];
        }
        is_inside = is_letter;
    }
    text
}

fn full_names(context: &Context<'_>, record: &Record) -> i32 {
    let reading = &context.readings[record.source.idx()];
    let names =
        reading.mentions.names.iter().filter(|mention| {
            record.evidence.span.contains(mention.span) && mention.kind == NameKind::Person && mention.form == Form::Name
        });
    i32::try_from(names.filter(|mention| reading.words(mention.span).contains(' ')).count().min(3)).unwrap_or(3)
}

#[cfg(test)]
mod tests {
    use super::opening_words;

    #[test]
    fn three_words_open_a_sentence() {
        assert_eq!(opening_words("“But they, the envoys said, would wait.”"), "“But they, the");
        assert_eq!(opening_words("They left."), "They left.");
        assert_eq!(opening_words(""), "");
    }
}
