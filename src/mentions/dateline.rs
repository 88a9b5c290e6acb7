//! The dateline of a wire report: "TUNIS, May 6 (Agency) — …".

use crate::base::Span;
use crate::text::{Document, SentenceIdx};

/// The stretch before the dash, when the article opens with a town in capitals; what stands in it names no actor.
pub fn span(document: &Document) -> Option<Span> {
    at(document, first(document)?)
}

/// The dateline of a sentence, which only the first of the running text can have.
pub fn of(document: &Document, sentence: SentenceIdx) -> Option<Span> {
    if first(document) == Some(sentence) { at(document, sentence) } else { None }
}

fn first(document: &Document) -> Option<SentenceIdx> {
    (0..document.sentences.len()).find(|&n| document.is_running(n))
}

fn at(document: &Document, sentence: SentenceIdx) -> Option<Span> {
    let sentence = document.sentences[sentence].span;
    let words = sentence.of(document.body());
    // Most sentences open with one capital; a town has three letters or more.
    if !words.chars().filter(|c| c.is_alphabetic()).take(3).all(char::is_uppercase) {
        return None;
    }
    let dash = ['—', '–', '-']
        .into_iter()
        .filter_map(|dash| words.find(&format!(" {dash} ")).or_else(|| words.find(&format!("{dash} "))))
        .min()?;
    let head = words[..dash].trim();
    let town = head.split([',', '(']).next().unwrap_or_default();
    let in_capitals =
        town.chars().filter(|c| c.is_alphabetic()).count() >= 3 && town.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase);
    (in_capitals && head.chars().count() <= 60).then(|| Span::new(sentence.start as usize, sentence.start as usize + dash))
}
