//! What somebody says must be done, and what somebody says will never be done.

use super::{Attitude, Taken, attitude_at, clause_end, is_negation, with_negation};
use crate::claims::scene::Scene;
use crate::claims::subject;
use crate::lexicon::{Lexicon, Manner};

/// Words between a verb of saying and what it says must be.
const REACH: usize = 14;

const PRONOUNS: [&str; 7] = ["i", "we", "you", "he", "she", "it", "they"];

/// What is refused by not doing it: verbs whose negation is a position and no mere report.
pub(super) fn is_yielding(lower: &str) -> bool {
    matches!(
        lower,
        "accept"
            | "recognise"
            | "recognize"
            | "allow"
            | "permit"
            | "tolerate"
            | "negotiate"
            | "compromise"
            | "cede"
            | "concede"
            | "surrender"
            | "give"
            | "yield"
            | "withdraw"
            | "agree"
            | "abandon"
            | "sign"
            | "join"
            | "return"
            | "discuss"
            | "lift"
            | "release"
            | "retreat"
            | "disarm"
            | "support"
            | "consider"
            | "trade"
    )
}

/// Whether a word tells that something has to be.
pub(super) fn is_duty(scene: &Scene<'_>, at: usize) -> bool {
    let word = &scene.words[at];
    let next = |words: &[&str]| scene.words.get(at + 1).is_some_and(|next| next.is(words));
    match word.lower.as_ref() {
        "must" | "should" => !next(&["have", "be"]) || next(&["be"]),
        "has" | "have" | "had" | "needs" | "need" => next(&["to"]),
        _ => false,
    }
}

/// "X said it would never recognise …", "X will not cede …", "X said that Y must withdraw …".
pub(super) fn told(scene: &Scene<'_>, at: usize, lexicon: &Lexicon) -> Option<Taken> {
    let word = &scene.words[at];
    if !word.is_word() || word.name.is_some() || word.quotation.is_some() || word.role.is_some() {
        return None;
    }
    refusal(scene, at).or_else(|| duty(scene, at, lexicon))
}

/// The negated verb of whoever will not yield.
fn refusal(scene: &Scene<'_>, at: usize) -> Option<Taken> {
    let before = &scene.words[at.saturating_sub(3)..at];
    let is_negated = before.iter().any(|word| is_negation(&word.lower) && word.lower != "no");
    let will = before.iter().any(|word| word.is(&["will", "would", "wo", "can", "ca", "could", "cannot", "shall", "must", "never"]));
    if !(is_yielding(&scene.words[at].lower) && is_negated && will) {
        return None;
    }
    let actor = subject::before(scene, at)?.chain?;
    Some(Taken { actor, attitude: Attitude::Rejects, at, from: with_negation(scene, at), end: clause_end(scene, at) })
}

/// What a speaker says that others must do.
fn duty(scene: &Scene<'_>, at: usize, lexicon: &Lexicon) -> Option<Taken> {
    if !is_duty(scene, at) {
        return None;
    }
    let verb = (at.saturating_sub(REACH)..at).rev().find(|&word| is_saying(scene, word, lexicon))?;
    // "insists that X must …" is told already.
    if attitude_at(scene, verb).is_some() {
        return None;
    }
    let from = match (verb + 1..at).rev().find(|&word| scene.words[word].is(&["that"])) {
        Some(that) => that + 1,
        // "said on Monday X must …"
        None => (verb + 1..at).find(|&word| scene.words[word].time.is_none() && !scene.words[word].is(&["on", "in", "late", "early"]))?,
    };
    // "said they had to make tea" tells of the past.
    let past = scene.words[at].is(&["had"]) && at.checked_sub(1).is_some_and(|before| scene.words[before].is(&PRONOUNS));
    let actor = subject::between(scene, 0, verb).filter(|_| !past)?.chain?;
    (from < at).then(|| Taken { actor, attitude: Attitude::Demands, at, from, end: clause_end(scene, at) })
}

fn is_saying(scene: &Scene<'_>, at: usize, lexicon: &Lexicon) -> bool {
    let word = &scene.words[at];
    word.quotation.is_none()
        && word.name.is_none()
        && word.saying(lexicon).is_some_and(|verb| !matches!(verb.manner, Manner::Deny | Manner::Ask))
}
