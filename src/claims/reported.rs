//! Speech without marks: "X said that …", "…, according to X".
//!
//! In comes a sentence without quotations; out go the words of its first verb of saying that tells what a named speaker said.
//! What a denial denies is given with the verb that denies it, and what somebody does not say is nobody's.

use super::quote::said_when;
use super::scene::{Scene, Word, is_preposition};
use super::speaker::{Spoken, is_actor, phrase_end, phrase_start};
use super::subject::{self, Subject};
use super::{Quote, cue};
use crate::base::Span;
use crate::lexicon::{Lexicon, Manner};
use crate::text::Shape;

/// Words between a verb of saying and the "that" of its clause: "told a forum in Oslo on Tuesday | that".
const REACH: usize = 16;
/// Words that a speaker named behind its verb may have.
const NAMED: usize = 12;

/// The reported speech of a sentence; quotes of one sentence share no number yet.
pub(super) fn read(spoken: &Spoken<'_>, lexicon: &Lexicon) -> Option<Quote> {
    let scene = &spoken.scene;
    if let Some(at) = (0..scene.words.len()).find(|&at| cue::is_according(scene, at)) {
        return according(scene, at);
    }
    let says = |at: usize| cue::is_cue(scene, at, lexicon) && !is_unsaid(scene, at) && !is_postposed(scene, at, lexicon);
    let (cue, from) = (0..scene.words.len()).find_map(|at| Some((at, says(at).then(|| clause(scene, at, lexicon)).flatten()?)))?;
    let speaker = doer(spoken, cue).filter(|speaker| speaker.chain.is_some())?;
    let said = scene.stretch(from, end(scene, from, lexicon).filter(|&to| to >= from + 3)?);
    let denied = scene.words[cue].saying(lexicon).is_some_and(|verb| verb.manner == Manner::Deny || verb.lemma == "doubt");
    // Without its verb a denial would say the opposite.
    let words = if denied { scene.words[cue].span.join(said) } else { said };
    Some(quote(scene, words, said, scene.words[cue].span, speaker))
}

/// "never said", "did not say", "refused to say", "was on the telephone to say".
fn is_unsaid(scene: &Scene<'_>, at: usize) -> bool {
    let before = &scene.words[at.saturating_sub(3)..at];
    let negated = before.iter().any(|word| word.is(&["not", "never", "n't", "n’t", "cannot", "nor", "neither", "nobody", "no", "without"]));
    negated || before.last().is_some_and(|word| word.is(&["to"]))
}

/// ", says a Western diplomat, …": the verb with its speaker behind it stands aside of what is said.
fn is_postposed(scene: &Scene<'_>, at: usize, lexicon: &Lexicon) -> bool {
    let behind_comma = at.checked_sub(1).is_some_and(|before| scene.words[before].text == ",");
    let stops = |word: usize| scene.words.get(word).is_none_or(|word| matches!(word.text, "," | ";" | ":" | "." | "—" | "–"));
    let Some(end) = (at + 1..at + NAMED).find(|&word| stops(word)).filter(|&end| behind_comma && end > at + 1) else { return false };
    let whole = |last: usize| phrase_start(scene, last) <= at + 1 && phrase_end(scene, last, lexicon) + 1 >= end;
    let actor = (at + 1..end).any(|last| is_actor(scene, last, lexicon) && whole(last));
    let article = scene.words[at + 1].is(&["a", "an", "the", "one", "his", "her", "its", "their"]);
    actor || article && !(at + 1..end).any(|word| is_finite(scene, word, lexicon))
}

/// Where the clause begins that tells what was said: "said | that", "told X that", "said the road was closed".
fn clause(scene: &Scene<'_>, cue: usize, lexicon: &Lexicon) -> Option<usize> {
    let mut reach = cue + 1..scene.words.len().min(cue + REACH);
    let near = scene.words.get(cue + 1..scene.words.len().min(cue + 7))?;
    let between = |word: &&Word<'_>| {
        word.name.is_some()
            || word.role.is_some()
            || word.time.is_some()
            || word.is(&["on", "the", "a", "reporters", "journalists", "parliament", "lawmakers"])
    };
    if near.iter().find(|word| !between(word)).is_some_and(|word| word.is(&["that"])) {
        return reach.find(|&at| scene.words[at].is(&["that"])).map(|that| that + 1);
    }
    let next = near.first()?;
    // What somebody tells the writer is no statement to others.
    let tells = scene.words[cue].saying(lexicon).is_some_and(|verb| verb.manner == Manner::Tell) && !next.is(&["me", "us"]);
    let aside = is_preposition(&next.lower) && scene.words[cue].is(&["said", "says", "added", "wrote", "announced", "declared", "warned"]);
    if tells || aside {
        let inside = |&at: &usize| {
            let word = &scene.words[at];
            !matches!(word.text, "," | ";" | ":" | "—" | "–") && (word.is(&["that"]) || !is_finite(scene, at, lexicon))
        };
        let that = reach.take_while(inside).find(|&at| scene.words[at].is(&["that"]));
        // "told a forum that had gathered" tells which forum.
        return that.map(|that| that + 1).filter(|&from| from < scene.words.len() && !is_finite(scene, from, lexicon));
    }
    let bare = scene.words[cue].is(&["said", "says"]) && next.is_word() && !says_little(&next.lower);
    bare.then(|| (cue + 1..scene.words.len()).find(|&at| scene.words[at].time.is_none() && !scene.words[at].is(&["on", "that"])))?
}

/// What follows "said" where no clause does.
fn says_little(lower: &str) -> bool {
    is_preposition(lower) && lower != "on"
        || matches!(
            lower,
            "so" | "it"
                | "this"
                | "what"
                | "why"
                | "how"
                | "when"
                | "where"
                | "who"
                | "which"
                | "whether"
                | "nothing"
                | "little"
                | "much"
                | "more"
                | "anything"
                | "something"
                | "no"
                | "yes"
                | "later"
                | "goodbye"
                | "and"
                | "but"
                | "or"
                | "to"
                | "on"
        )
}

/// A word that makes a clause of what stands before it.
fn is_finite(scene: &Scene<'_>, at: usize, lexicon: &Lexicon) -> bool {
    let word = &scene.words[at];
    let auxiliary = word.is(&[
        "is", "was", "are", "were", "has", "have", "had", "will", "would", "could", "should", "may", "might", "can", "must", "did", "does",
        "do", "who", "which", "that",
    ]);
    word.name.is_none() && word.time.is_none() && (auxiliary || cue::is_cue(scene, at, lexicon))
}

/// Whoever does what the verb says. "X holds ten fighters of the Y and | denies": a verb behind "and" shares the subject before it.
fn doer(spoken: &Spoken<'_>, at: usize) -> Option<Subject> {
    let scene = &spoken.scene;
    let cue = spoken.cues.iter().find(|cue| cue.at == at);
    let words = cue.filter(|cue| cue.joined || cue.own).and_then(|cue| cue.subject);
    let last = words.and_then(|words| scene.words.iter().rposition(|word| words.overlaps(word.span)));
    let named = last.filter(|&last| scene.words[last].name.is_some());
    // "The general, who led the peacekeepers of Y, said": a noun of its own, and no name inside what is told of it.
    let noun = words.filter(|words| cue.is_some_and(|cue| cue.own) && named.is_none() && !is_pronoun(scene, *words));
    let found = match (named, noun) {
        (Some(name), _) => subject::named(scene, name),
        (None, Some(words)) => subject::before(scene, at).filter(|found| found.words.overlaps(words))?,
        (None, None) => subject::before(scene, at)?,
    };
    (!subject::is_apart(scene, found.words, at)).then_some(found)
}

fn is_pronoun(scene: &Scene<'_>, words: Span) -> bool {
    scene.words.iter().any(|word| word.span == words && word.is(&["he", "she", "it", "they"]))
}

/// The last word of the clause that begins at `from`: at the sentence's end, or before a semicolon behind which somebody else speaks.
fn end(scene: &Scene<'_>, from: usize, lexicon: &Lexicon) -> Option<usize> {
    let other = |at: usize| scene.words[at].text == ";" && (at + 1..scene.words.len()).any(|at| cue::is_cue(scene, at, lexicon));
    let stop = (from..scene.words.len()).find(|&at| other(at)).unwrap_or(scene.words.len());
    last_word(scene, from, stop)
}

fn last_word(scene: &Scene<'_>, from: usize, stop: usize) -> Option<usize> {
    (from..stop).rev().find(|&at| scene.words[at].is_word() || scene.words[at].shape == Shape::Number)
}

/// "…, according to X"; "…: according to him it was Y who …".
fn according(scene: &Scene<'_>, at: usize) -> Option<Quote> {
    let cue = scene.stretch(at, at + 1);
    let pronoun = scene.words.get(at + 2).filter(|word| word.is(&["him", "her"]));
    let opens = at.checked_sub(1).is_none_or(|before| matches!(scene.words[before].text, ":" | ";" | "—" | "–"));
    if let Some(pronoun) = pronoun {
        let speaker = Subject { chain: Some(subject::antecedent(scene, at + 2)?), words: pronoun.span };
        let from = at + 3 + usize::from(scene.words.get(at + 3).is_some_and(|word| word.text == ","));
        let words = if opens { scene.stretch(from, last_word(scene, from, scene.words.len())?) } else { before(scene, at)? };
        return Some(quote(scene, words, words, cue, speaker));
    }
    let speaker = subject::following(scene, at + 1)?;
    let apart = |word: &Word<'_>| word.span.end <= speaker.words.start && matches!(word.text, "," | ":" | ";");
    let named = !scene.words[at + 2..].iter().any(apart);
    // "The shots came, according to X, from …": what goes on behind the name belongs to the words too.
    let last = scene.words.iter().rposition(|word| word.span.overlaps(speaker.words))?;
    let goes_on = scene.words.get(last + 1).is_some_and(|word| word.text == ",")
        && scene.words.get(last + 2).is_some_and(|next| is_preposition(&next.lower));
    let words = before(scene, at).filter(|_| named && !opens && !goes_on)?;
    Some(quote(scene, words, words, cue, speaker))
}

/// The words before "according to".
fn before(scene: &Scene<'_>, at: usize) -> Option<Span> {
    let first = (0..at).rev().find(|&word| scene.words[word].text == ";").map_or(0, |mark| mark + 1);
    Some(scene.stretch(first, last_word(scene, first, at)?))
}

/// `said` is the part of the words in which no day of the saying stands.
fn quote(scene: &Scene<'_>, words: Span, said: Span, cue: Span, speaker: Subject) -> Quote {
    Quote {
        words,
        sentence: scene.idx,
        speaker: speaker.chain,
        speaker_words: Some(speaker.words),
        cue: Some(cue),
        direct: false,
        time: said_when(scene, said, Some(cue)),
        utterance: 0,
    }
}
