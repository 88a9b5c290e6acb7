//! What tells for or against a candidate.
//!
//! A feature is a name; most begin with where the candidate stands as seen from the quotation: `<0` before it in its sentence, `>0` behind it, `<2` two sentences before, `=` whoever spoke last, `~` nobody.

use std::fmt;

use super::candidate::{Candidate, Reading};
use super::doer::Doers;
use super::passage::Passage;
use super::place;
use crate::claims::cue;
use crate::claims::scene::Scene;
use crate::lexicon::Lexicon;
use crate::text::Shape;

/// Where features go.
pub(super) type Sink<'s> = dyn FnMut(fmt::Arguments<'_>) + 's;

/// Names every feature of a candidate.
pub(super) fn of(passage: &Passage<'_, '_>, candidate: &Candidate, sink: &mut Sink<'_>) {
    let words = Words::of(passage);
    match (candidate.reading, candidate.place) {
        (Reading::Nobody, _) => nobody(passage, &words, sink),
        (Reading::Heard(age), _) => heard(passage, &words, usize::from(age), candidate, sink),
        (_, Some(place)) => place::of(passage, &words, candidate, place, sink),
        _ => {}
    }
}

/// How the quotation itself looks.
pub(super) struct Words {
    /// Its length in words, in steps.
    pub length: usize,
    /// `U` when it begins with a capital, `l` otherwise.
    pub capital: char,
    /// The mark at its end, inside or right behind the closing mark.
    pub end: char,
    /// What stands before the opening mark.
    pub before: String,
    /// What stands behind the closing mark.
    pub after: String,
    /// Nothing but quotations in its sentences.
    pub alone: bool,
    /// It speaks of itself: "we", "I".
    pub first_person: bool,
    /// Whom the verbs beside it make its speaker.
    pub doers: Doers,
}

impl Words {
    fn of(passage: &Passage<'_, '_>) -> Self {
        let body = passage.scenes.document.body();
        let text = passage.quotation.words.of(body);
        let lexicon = passage.scenes.lexicon;
        let n_words = text.split_whitespace().count();
        let at = |idx, word: Option<usize>| {
            let scene = passage.spoken(idx).map(|spoken| &spoken.scene);
            scene.zip(word).map_or_else(|| "^".to_owned(), |(scene, word)| class(scene, word, lexicon))
        };
        let own = |word: &str| matches!(word, "I" | "we" | "We" | "our" | "Our" | "my" | "My" | "us" | "I'm" | "I’m" | "We're" | "We’re");
        Self {
            length: match n_words {
                0..=3 => n_words,
                4..=6 => 4,
                7..=12 => 7,
                _ => 13,
            },
            capital: if text.trim_start_matches(['[', '\'', '‘']).starts_with(char::is_uppercase) { 'U' } else { 'l' },
            end: text.trim_end().chars().next_back().filter(|c| c.is_ascii_punctuation() || *c == '…').unwrap_or('w'),
            before: at(passage.opens, passage.before().checked_sub(1)),
            after: at(passage.closes, Some(passage.after())),
            alone: passage.stands_alone(),
            first_person: text.split_whitespace().any(own),
            doers: Doers::of(passage),
        }
    }
}

/// What kind of word it is: itself when it is one of few, else its class.
pub(super) fn class(scene: &Scene<'_>, at: usize, lexicon: &Lexicon) -> String {
    let Some(word) = scene.words.get(at) else { return "$".to_owned() };
    if word.name.is_some() {
        return "N".to_owned();
    }
    match word.shape {
        Shape::QuoteOpen | Shape::QuoteClose => "Q".to_owned(),
        Shape::Number => "0".to_owned(),
        Shape::Clitic => "'s".to_owned(),
        Shape::Marker => "[]".to_owned(),
        _ if word.quotation.is_some() => "q".to_owned(),
        _ if word.time.is_some() => "T".to_owned(),
        _ => cue::lemma(scene, at, lexicon).map_or_else(|| word.lower.clone(), |lemma| format!("V{lemma}")),
    }
}

fn nobody(passage: &Passage<'_, '_>, words: &Words, sink: &mut Sink<'_>) {
    let Words { length, capital, end, before, after, alone, first_person, doers } = words;
    sink(format_args!("~ own {doers}"));
    sink(format_args!("~ own {doers} before {before}"));
    let spoken = passage.spoken(passage.opens);
    let n_cues = spoken.map_or(0, |spoken| spoken.cues.len().min(2));
    sink(format_args!("~"));
    sink(format_args!("~ length {length} {capital}"));
    sink(format_args!("~ length {length} cues {n_cues}"));
    sink(format_args!("~ before {before}"));
    sink(format_args!("~ after {after}"));
    sink(format_args!("~ before {before} {capital} length {length}"));
    sink(format_args!("~ end {end} {capital}"));
    sink(format_args!("~ alone {alone}"));
    sink(format_args!("~ first person {first_person}"));
    if let Some(second) = passage.before().checked_sub(2).zip(spoken).map(|(at, spoken)| class(&spoken.scene, at, passage.scenes.lexicon)) {
        sink(format_args!("~ before {second} {before}"));
        sink(format_args!("~ before {second} _"));
    }
    let naming = spoken.is_some_and(|spoken| {
        let before = passage.before();
        spoken.scene.words[before.saturating_sub(4)..before].iter().any(|word| word.quotation.is_none() && is_naming(&word.lower))
    });
    sink(format_args!("~ naming {naming}"));
    sink(format_args!("~ naming {naming} {capital} length {length}"));
    let text = passage.quotation.words.of(passage.scenes.document.body());
    let title = text.split_whitespace().filter(|word| word.len() > 3).all(|word| word.starts_with(char::is_uppercase));
    sink(format_args!("~ title {title} length {length}"));
    let heard = passage.heard.first().map_or("none", |heard| if heard.block == passage.block(passage.opens) { "here" } else { "before" });
    sink(format_args!("~ heard {heard}"));
    sink(format_args!("~ heard {heard} length {length} {capital}"));
}

/// Words that give a name or a term rather than somebody's words.
fn is_naming(lower: &str) -> bool {
    matches!(
        lower,
        "called"
            | "titled"
            | "entitled"
            | "nicknamed"
            | "dubbed"
            | "named"
            | "known"
            | "so"
            | "termed"
            | "labelled"
            | "labeled"
            | "term"
            | "terms"
            | "word"
            | "phrase"
            | "slogan"
            | "name"
            | "title"
            | "pseudonym"
            | "alias"
            | "meaning"
            | "code-named"
            | "codenamed"
            | "song"
            | "film"
            | "book"
            | "album"
            | "question"
    )
}

fn heard(passage: &Passage<'_, '_>, words: &Words, age: usize, candidate: &Candidate, sink: &mut Sink<'_>) {
    let Words { length, capital, end, before, after, alone, doers, .. } = words;
    let Some(heard) = passage.heard.get(age) else { return };
    let d = if age == 0 { "=" } else { "==" };
    let blocks = passage.block(passage.opens).saturating_sub(heard.block).min(2);
    let (opens, closes) = (passage.spoken(passage.opens), passage.spoken(passage.closes));
    let n_cues = opens.map_or(0, |spoken| spoken.cues.len().min(2))
        + closes.filter(|_| passage.closes != passage.opens).map_or(0, |spoken| spoken.cues.len().min(2));
    let in_sentence = candidate.place.is_some_and(|(idx, ..)| idx == passage.opens);
    sink(format_args!("{d} blocks {blocks}"));
    sink(format_args!("{d} blocks {blocks} alone {alone}"));
    sink(format_args!("{d} own {doers}"));
    sink(format_args!("{d} blocks {blocks} own {doers}"));
    sink(format_args!("{d} blocks {blocks} alone {alone} cues {n_cues}"));
    sink(format_args!("{d} cues {n_cues} here {in_sentence}"));
    sink(format_args!("{d} blocks {blocks} length {length} {capital}"));
    sink(format_args!("{d} before {before}"));
    sink(format_args!("{d} after {after}"));
    sink(format_args!("{d} end {end} alone {alone}"));
    let others = opens.map_or(0, |spoken| acting(&spoken.scene, 0, spoken.scene.words.len(), candidate).min(2));
    sink(format_args!("{d} blocks {blocks} others {others}"));
}

/// Mentions of others that can act among the words of a scene.
pub(super) fn acting(scene: &Scene<'_>, from: usize, to: usize, candidate: &Candidate) -> usize {
    (from..to.min(scene.words.len()))
        .filter(|&at| scene.words[at].quotation.is_none() && scene.can_act(at) && scene.first_word(at) == at)
        .filter(|&at| scene.mention(at).is_some_and(|mention| Some(mention.chain) != candidate.chain))
        .count()
}
