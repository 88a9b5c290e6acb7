//! The dateline of a wire report: "TUNIS, May 6 (Agency) — …".

use crate::base::Span;
use crate::text::Document;

/// The stretch before the dash, when the article opens with a town in capitals; what stands in it names no actor.
pub fn span(document: &Document) -> Option<Span> {
    let first = (0..document.sentences.len()).find(|&n| !document.is_heading(n) && !document.is_caption(n))?;
    let sentence = document.sentences[first].span;
    let words = sentence.of(document.body());
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
