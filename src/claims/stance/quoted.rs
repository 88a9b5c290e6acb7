//! Attitudes in somebody's own words: "we will not accept", "our troops are ready to withdraw", "the blockade must end".

use super::modal::{is_duty, is_yielding};
use super::{Attitude, Taken, is_negation};
use crate::claims::Quote;
use crate::claims::scene::Scene;
use crate::mentions::ChainIdx;
use crate::text::Shape;

/// Words between "we" and the verb.
const REACH: usize = 4;

/// Every attitude in the quotations of a sentence whose speaker is known.
pub(super) fn all<'s>(scene: &'s Scene<'_>, quotes: &'s [Quote]) -> impl Iterator<Item = Taken> + 's {
    let sentence = scene.document.sentences[scene.idx].span;
    let first = quotes.partition_point(|quote| quote.words.end <= sentence.start);
    let here = quotes[first..].iter().take_while(move |quote| quote.words.start < sentence.end).filter(|quote| quote.direct);
    here.filter_map(|quote| Some((quote.speaker?, quote))).flat_map(move |(speaker, quote)| {
        let inside = (0..scene.words.len()).filter(move |&at| quote.words.contains(scene.words[at].span));
        let inside: Vec<usize> = inside.collect();
        let bounds = inside.first().copied().zip(inside.last().copied());
        bounds.into_iter().flat_map(move |(first, last)| (first..=last).filter_map(move |at| at_word(scene, speaker, at, first, last)))
    })
}

fn at_word(scene: &Scene<'_>, speaker: ChainIdx, at: usize, first: usize, last: usize) -> Option<Taken> {
    let word = &scene.words[at];
    if !word.is_word() || word.name.is_some() {
        return None;
    }
    let start = clause_start(scene, at, first);
    let before = &scene.words[start..at];
    let is_own = before.iter().rev().take(REACH + 1).any(|word| word.is(&["we", "i", "our", "us"]));
    let is_negated = before.iter().rev().take(3).any(|word| is_negation(&word.lower));
    let attitude = if is_own && is_negated && (is_yielding(&word.lower) || is_welcome(&word.lower)) {
        Attitude::Rejects
    } else if is_own && !is_negated {
        first_person(scene, at)?
    } else if is_duty(scene, at) && !word.is(&["had"]) && !is_own && at > start {
        Attitude::Demands
    } else {
        return None;
    };
    Some(Taken { actor: speaker, attitude, at, from: start, end: clause_end(scene, at, last) })
}

fn is_welcome(lower: &str) -> bool {
    matches!(lower, "ready" | "prepared" | "willing" | "welcome" | "endorse" | "back")
}

/// The attitude of a verb whose subject is "we" or "I".
fn first_person(scene: &Scene<'_>, at: usize) -> Option<Attitude> {
    let next = |words: &[&str]| scene.words.get(at + 1).is_some_and(|next| next.is(words));
    Some(match scene.words[at].lower.as_ref() {
        "demand" | "urge" => Attitude::Demands,
        "want" | "need" | "ask" if !next(&["to"]) => Attitude::Demands,
        "call" | "appeal" | "push" if next(&["for", "on"]) => Attitude::Demands,
        "propose" | "offer" | "offered" | "proposed" | "suggest" => Attitude::Offers,
        "accept" | "agree" | "agreed" | "welcome" | "accepted" => Attitude::Accepts,
        "reject" | "refuse" | "oppose" | "rejected" | "refused" => Attitude::Rejects,
        "insist" | "reaffirm" | "reiterate" => Attitude::Insists,
        "ready" | "prepared" | "willing" if next(&["to", "for"]) => Attitude::Ready,
        "open" if next(&["to"]) => Attitude::Ready,
        "support" | "back" | "endorse" => Attitude::Supports,
        "condemn" | "accuse" | "denounce" => Attitude::Accuses,
        _ => return None,
    })
}

/// Where the clause of a verb begins inside its quotation.
fn clause_start(scene: &Scene<'_>, at: usize, first: usize) -> usize {
    let opens = |word: &usize| {
        let mark = &scene.words[*word];
        matches!(mark.text, ";" | ":" | "—" | "–" | "." | "!" | "?")
            || mark.text == "," && scene.words.get(word + 1).is_some_and(|next| next.is(&["and", "but", "so", "we", "i"]))
    };
    let mut start = (first..at).rev().find(opens).map_or(first, |word| word + 1);
    while start < at && (scene.words[start].is(&["and", "but", "so"]) || scene.words[start].shape == Shape::QuoteOpen) {
        start += 1;
    }
    start
}

/// Where it ends.
fn clause_end(scene: &Scene<'_>, at: usize, last: usize) -> usize {
    let ends = |word: &usize| {
        let mark = &scene.words[*word];
        matches!(mark.text, ";" | "—" | "." | "!" | "?")
            || mark.text == "," && scene.words.get(word + 1).is_some_and(|next| next.is(&["but", "and", "so"]))
    };
    (at + 1..=last).find(ends).unwrap_or(last + 1)
}
