//! Verbs of saying in a sentence.

use super::scene::Scene;
use crate::lexicon::{Lexicon, SayingVerb};
use crate::text::Shape;

/// Whether the word is a verb of saying, used as one and outside quotations.
pub(super) fn is_cue(scene: &Scene<'_>, at: usize, lexicon: &Lexicon) -> bool {
    let word = &scene.words[at];
    let verb = if word.is_word() && word.quotation.is_none() && word.name.is_none() { word.saying(lexicon) } else { None };
    verb.is_some_and(|verb| !is_noun_use(scene, at, verb)) || puts_it(scene, at)
}

/// The plain form of a verb of saying in its sentence; "put it" says.
pub(super) fn lemma(scene: &Scene<'_>, at: usize, lexicon: &Lexicon) -> Option<&'static str> {
    let word = scene.words.get(at)?;
    word.saying(lexicon).map(|verb| verb.lemma.as_str()).or_else(|| puts_it(scene, at).then_some("say"))
}

/// "as X put it".
pub(super) fn puts_it(scene: &Scene<'_>, at: usize) -> bool {
    let word = &scene.words[at];
    word.quotation.is_none() && word.is(&["put", "puts"]) && scene.words.get(at + 1).is_some_and(|next| next.is(&["it"]))
}

/// "would answer “…”", "to call for “…”": a plain form behind another verb tells what is to be done, seldom what was said.
pub(super) fn is_plain_form(scene: &Scene<'_>, at: usize, lexicon: &Lexicon) -> bool {
    let word = &scene.words[at];
    let plain = word.saying(lexicon).is_some_and(|verb| verb.lemma == word.lower);
    let before = at.checked_sub(1).map(|before| &scene.words[before]);
    plain
        && before
            .is_some_and(|before| before.is(&["would", "will", "to", "could", "may", "might", "can", "should", "must", "not", "shall"]))
}

/// Whether "according to" begins at the word.
pub(super) fn is_according(scene: &Scene<'_>, at: usize) -> bool {
    scene.words[at].quotation.is_none()
        && scene.words[at].is(&["according"])
        && scene.words.get(at + 1).is_some_and(|next| next.is(&["to"]))
}

/// "the statement says" against "in a statement": a verb of saying used as a noun.
fn is_noun_use(scene: &Scene<'_>, at: usize, verb: &SayingVerb) -> bool {
    let word = &scene.words[at];
    let Some(before) = at.checked_sub(1).map(|before| &scene.words[before]) else { return false };
    // "state television", "a report": the plain form is a verb only behind what takes one.
    if word.lower == verb.lemma {
        let takes_verb = before.is(&[
            "to", "will", "would", "could", "may", "might", "must", "can", "did", "does", "do", "not", "n't", "n’t", "they", "we", "i",
            "you", "who", "also", "and",
        ]);
        return !takes_verb && !before.lower.ends_with('s') && word.lower != "read";
    }
    let determined =
        before.is(&["a", "an", "the", "of", "his", "her", "its", "their", "no", "any", "this", "that"]) || before.shape == Shape::Clitic;
    determined && !word.lower.ends_with("ing") && word.lower != "said"
}
