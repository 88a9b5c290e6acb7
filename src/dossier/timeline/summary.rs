//! The telling that stands best on its own.

use super::Context;
use super::cluster::Cluster;
use crate::base::Evidence;
use crate::claims::Status;
use crate::dossier::records::n_words;
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
        score += full_names(context, record);
        (score, std::cmp::Reverse(record.evidence.clone()))
    });
    scored.max().map_or_else(|| cluster.records[0].evidence.clone(), |(_, std::cmp::Reverse(evidence))| evidence)
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
    let words = context.readings[evidence.source.idx()].words(evidence.span).to_lowercase();
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

fn full_names(context: &Context<'_>, record: &super::Record) -> i32 {
    let reading = &context.readings[record.source.idx()];
    let names =
        reading.mentions.names.iter().filter(|mention| {
            record.evidence.span.contains(mention.span) && mention.kind == NameKind::Person && mention.form == Form::Name
        });
    i32::try_from(names.filter(|mention| reading.words(mention.span).contains(' ')).count().min(3)).unwrap_or(3)
}
