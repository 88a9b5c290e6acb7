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

/// "was quoted as saying", "was cited by B as saying" at the first of the words: whoever is quoted says it.
pub(super) fn quotes_as(scene: &Scene<'_>, at: usize) -> bool {
    let saying = |as_: usize| scene.words.get(as_ + 1).is_some_and(|next| next.is(&["saying", "telling", "having"]));
    scene.words[at].is(&["quoted", "cited", "reported", "overheard", "heard"])
        && scene.words[at].quotation.is_none()
        && scene.words[at.saturating_sub(3)..at].iter().any(|word| word.is(&["was", "were", "been", "is", "are", "being"]))
        && (at + 1..scene.words.len().min(at + 9)).any(|word| scene.words[word].is(&["as"]) && saying(word))
}

/// "with the words “…”" at the noun: whoever does what the clause tells says them.
pub(super) fn with_words(scene: &Scene<'_>, at: usize) -> bool {
    let with = (at.saturating_sub(3)..at).find(|&before| scene.words[before].is(&["with"]));
    // A paper "begins with the words".
    let of_text = |with: usize| {
        let verbs =
            ["begins", "opens", "starts", "ends", "closes", "begin", "open", "start", "end", "inscribed", "painted", "stamped", "marked"];
        with > 0 && scene.words[with - 1].is(&verbs)
    };
    scene.words[at].quotation.is_none()
        && scene.words[at].is(&["words"])
        && with.is_some_and(|with| !of_text(with))
        && scene.words.get(at + 1).is_some_and(|next| next.shape == Shape::QuoteOpen || matches!(next.text, ":" | ","))
}

/// "in the words of X" at the noun.
pub(super) fn in_words_of(scene: &Scene<'_>, at: usize) -> bool {
    scene.words[at].quotation.is_none()
        && scene.words[at].is(&["words"])
        && at >= 2
        && scene.words[at - 2].is(&["in"])
        && scene.words[at - 1].is(&["the"])
        && scene.words.get(at + 1).is_some_and(|next| next.is(&["of"]))
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
        // "the police speak of", "others say": plurals without an s.
        let plural =
            before.is(&["police", "people", "men", "women", "both", "all", "some", "many", "few", "most", "clergy", "gendarmerie"]);
        return !takes_verb && !plural && !before.lower.ends_with('s') && word.lower != "read";
    }
    let determined =
        before.is(&["a", "an", "the", "of", "his", "her", "its", "their", "no", "any", "this", "that"]) || before.shape == Shape::Clitic;
    determined && !word.lower.ends_with("ing") && word.lower != "said"
}
