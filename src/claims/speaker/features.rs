//! What tells for or against a candidate.
//!
//! A feature is a name; most begin with where the candidate stands as seen from the quotation: `<0` before it in its sentence, `>0` behind it, `<2` two sentences before, `=` whoever spoke last, `~` nobody.

use std::borrow::Cow;

use super::candidate::{Candidate, Reading};
use super::doer::Doers;
use super::part::{Part, name};
use super::passage::Passage;
use super::place;
use crate::claims::cue;
use crate::claims::scene::Scene;
use crate::lexicon::Lexicon;
use crate::text::Shape;

/// Where features go: the parts of a name one after the other, since putting names together takes longer than weighing them.
pub(super) type Sink<'s> = dyn FnMut(&[Part<'_>]) + 's;

/// Names every feature of a candidate for a quotation with these words.
pub(super) fn of(passage: &Passage<'_, '_>, words: &Words<'_>, candidate: &Candidate, sink: &mut Sink<'_>) {
    match (candidate.reading, candidate.place) {
        (Reading::Nobody, _) => nobody(passage, words, sink),
        (Reading::Heard(age), _) => heard(passage, words, usize::from(age), candidate, sink),
        (_, Some(place)) => place::of(passage, words, candidate, place, sink),
        _ => {}
    }
}

/// A small number in figures; no feature counts further than 16.
pub(super) fn figures(number: usize) -> &'static str {
    const FIGURES: [&str; 17] = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15", "16"];
    FIGURES.get(number).unwrap_or(&"16")
}

/// Whether something is so.
pub(super) fn truth(so: bool) -> &'static str {
    if so { "true" } else { "false" }
}

/// How the quotation itself looks.
pub(super) struct Words<'p> {
    /// Its length in words, in steps.
    pub length: &'static str,
    /// `U` when it begins with a capital, `l` otherwise.
    pub capital: &'static str,
    /// The mark at its end, inside or right behind the closing mark.
    pub end: &'p str,
    /// What stands before the opening mark.
    pub before: Cow<'p, str>,
    /// What stands behind the closing mark.
    pub after: Cow<'p, str>,
    /// Nothing but quotations in its sentences.
    pub alone: &'static str,
    /// It speaks of itself: "we", "I".
    pub first_person: &'static str,
    /// Whom the verbs beside it make its speaker.
    pub doers: Doers,
}

impl<'p> Words<'p> {
    /// The words of a passage's quotation.
    pub fn of(passage: &Passage<'p, '_>) -> Self {
        let body = passage.scenes.document.body();
        let text = passage.quotation.words.of(body);
        let lexicon = passage.scenes.lexicon;
        let n_words = text.split_whitespace().count();
        let at = |idx, word: Option<usize>| {
            let scene = passage.spoken(idx).map(|spoken| &spoken.scene);
            scene.zip(word).map_or(Cow::Borrowed("^"), |(scene, word)| class(scene, word, lexicon))
        };
        let own = |word: &str| matches!(word, "I" | "we" | "We" | "our" | "Our" | "my" | "My" | "us" | "I'm" | "I’m" | "We're" | "We’re");
        let last = text.trim_end().char_indices().next_back().filter(|(_, c)| c.is_ascii_punctuation() || *c == '…');
        Self {
            length: figures(match n_words {
                0..=3 => n_words,
                4..=6 => 4,
                7..=12 => 7,
                _ => 13,
            }),
            capital: if text.trim_start_matches(['[', '\'', '‘']).starts_with(char::is_uppercase) { "U" } else { "l" },
            end: last.map_or("w", |(at, c)| &text[at..at + c.len_utf8()]),
            before: at(passage.opens, passage.before().checked_sub(1)),
            after: at(passage.closes, Some(passage.after())),
            alone: truth(passage.stands_alone()),
            first_person: truth(text.split_whitespace().any(own)),
            doers: Doers::of(passage),
        }
    }
}

/// What kind of word it is: itself when it is one of few, else its class.
pub(super) fn class<'s>(scene: &'s Scene<'_>, at: usize, lexicon: &Lexicon) -> Cow<'s, str> {
    let Some(word) = scene.words.get(at) else { return Cow::Borrowed("$") };
    if word.name.is_some() {
        return Cow::Borrowed("N");
    }
    Cow::Borrowed(match word.shape {
        Shape::QuoteOpen | Shape::QuoteClose => "Q",
        Shape::Number => "0",
        Shape::Clitic => "'s",
        Shape::Marker => "[]",
        _ if word.quotation.is_some() => "q",
        _ if word.time.is_some() => "T",
        _ => match cue::lemma(scene, at, lexicon) {
            Some(lemma) => return Cow::Owned(["V", lemma].concat()),
            None => word.lower.as_ref(),
        },
    })
}

fn nobody(passage: &Passage<'_, '_>, words: &Words<'_>, sink: &mut Sink<'_>) {
    let Words { length, capital, end, before, after, alone, first_person, doers } = words;
    let (before, after, doers) = (Part::of(before), Part::of(after), doers.name());
    let (length, end, alone, first_person, capital) = (*length, *end, *alone, *first_person, *capital);
    sink(name!["~ own ", doers]);
    sink(name!["~ own ", doers, " before ", before]);
    let spoken = passage.spoken(passage.opens);
    let n_cues = figures(spoken.map_or(0, |spoken| spoken.cues.len().min(2)));
    sink(name!["~"]);
    sink(name!["~ length ", length, " ", capital]);
    sink(name!["~ length ", length, " cues ", n_cues]);
    sink(name!["~ before ", before]);
    sink(name!["~ after ", after]);
    sink(name!["~ before ", before, " ", capital, " length ", length]);
    sink(name!["~ end ", end, " ", capital]);
    sink(name!["~ alone ", alone]);
    sink(name!["~ first person ", first_person]);
    if let Some(second) = passage.before().checked_sub(2).zip(spoken).map(|(at, spoken)| class(&spoken.scene, at, passage.scenes.lexicon)) {
        let second = Part::of(&second);
        sink(name!["~ before ", second, " ", before]);
        sink(name!["~ before ", second, " _"]);
    }
    let naming = spoken.is_some_and(|spoken| {
        let before = passage.before();
        spoken.scene.words[before.saturating_sub(4)..before].iter().any(|word| word.quotation.is_none() && is_naming(&word.lower))
    });
    let naming = truth(naming);
    sink(name!["~ naming ", naming]);
    sink(name!["~ naming ", naming, " ", capital, " length ", length]);
    let text = passage.quotation.words.of(passage.scenes.document.body());
    let title = text.split_whitespace().filter(|word| word.len() > 3).all(|word| word.starts_with(char::is_uppercase));
    let title = truth(title);
    sink(name!["~ title ", title, " length ", length]);
    let heard = passage.heard.first().map_or("none", |heard| if heard.block == passage.block(passage.opens) { "here" } else { "before" });
    sink(name!["~ heard ", heard]);
    sink(name!["~ heard ", heard, " length ", length, " ", capital]);
}

/// Words that give a name or a term rather than somebody's words.
fn is_naming(lower: &str) -> bool {
    matches!(
        lower,
        "called"
            | "titled"
            | "entitled"
            | "nicknamed"
            | "aka"
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

fn heard(passage: &Passage<'_, '_>, words: &Words<'_>, age: usize, candidate: &Candidate, sink: &mut Sink<'_>) {
    let Words { length, capital, end, before, after, alone, doers, .. } = words;
    let (before, after, doers) = (Part::of(before), Part::of(after), doers.name());
    let (length, end, alone, capital) = (*length, *end, *alone, *capital);
    let Some(heard) = passage.heard.get(age) else { return };
    let d = if age == 0 { "=" } else { "==" };
    let blocks = figures(passage.block(passage.opens).saturating_sub(heard.block).min(2));
    let (opens, closes) = (passage.spoken(passage.opens), passage.spoken(passage.closes));
    let n_cues = opens.map_or(0, |spoken| spoken.cues.len().min(2))
        + closes.filter(|_| passage.closes != passage.opens).map_or(0, |spoken| spoken.cues.len().min(2));
    let n_cues = figures(n_cues);
    let in_sentence = truth(candidate.place.is_some_and(|(idx, ..)| idx == passage.opens));
    sink(name![d, " blocks ", blocks]);
    sink(name![d, " blocks ", blocks, " alone ", alone]);
    sink(name![d, " own ", doers]);
    sink(name![d, " blocks ", blocks, " own ", doers]);
    sink(name![d, " blocks ", blocks, " alone ", alone, " cues ", n_cues]);
    sink(name![d, " cues ", n_cues, " here ", in_sentence]);
    sink(name![d, " blocks ", blocks, " length ", length, " ", capital]);
    sink(name![d, " before ", before]);
    sink(name![d, " after ", after]);
    sink(name![d, " end ", end, " alone ", alone]);
    let others = figures(opens.map_or(0, |spoken| acting(&spoken.scene, 0, spoken.scene.words.len(), candidate).min(2)));
    sink(name![d, " blocks ", blocks, " others ", others]);
}

/// Mentions of others that can act among the words of a scene.
pub(super) fn acting(scene: &Scene<'_>, from: usize, to: usize, candidate: &Candidate) -> usize {
    (from..to.min(scene.words.len()))
        .filter(|&at| scene.words[at].quotation.is_none() && scene.can_act(at) && scene.first_word(at) == at)
        .filter(|&at| scene.mention(at).is_some_and(|mention| Some(mention.chain) != candidate.chain))
        .count()
}
