//! Words in the form in which tellings are compared.

use std::borrow::Cow;
use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use crate::lexicon::{folded, stem};

/// The words of a text in the form in which they are compared, with their places in the article.
pub(super) fn words(text: &str, start: u32) -> impl Iterator<Item = (Cow<'_, str>, u32)> {
    let is_inner = |c: char| c.is_alphanumeric();
    let mut at = 0;
    std::iter::from_fn(move || {
        let begin = at + text.get(at..)?.find(is_inner)?;
        let end = text[begin..].find(|c| !is_inner(c)).map_or(text.len(), |n_bytes| begin + n_bytes);
        at = end;
        let word = match folded(&text[begin..end]) {
            Cow::Borrowed(word) => Cow::Borrowed(stem(word)),
            Cow::Owned(word) => Cow::Owned(stem(&word).to_owned()),
        };
        Some((word, start + u32::try_from(begin).unwrap_or(0)))
    })
    .filter(|(word, _)| word.len() > 1 && !STOPPED.contains(&**word))
}

/// The words of a text in the form in which they are compared, in order and each once.
pub(super) fn set(text: &str) -> Vec<Cow<'_, str>> {
    let mut set: Vec<Cow<'_, str>> = words(text, 0).map(|(word, _)| word).collect();
    set.sort_unstable();
    set.dedup();
    set
}

/// A word in lower case.
pub(super) fn lower(word: &str) -> Cow<'_, str> {
    let is_lower = word.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase());
    if is_lower { word.into() } else { word.to_lowercase().into() }
}

static STOPPED: LazyLock<FxHashSet<&str>> = LazyLock::new(|| STOP.iter().copied().collect());

/// Words that say nothing of an event, in the form in which they are compared.
const STOP: &[&str] = &[
    "the",
    "and",
    "of",
    "in",
    "on",
    "at",
    "to",
    "for",
    "from",
    "by",
    "with",
    "as",
    "is",
    "are",
    "was",
    "wer",
    "were",
    "be",
    "been",
    "being",
    "has",
    "hav",
    "had",
    "having",
    "it",
    "its",
    "that",
    "this",
    "thes",
    "thos",
    "which",
    "who",
    "whom",
    "whos",
    "he",
    "she",
    "they",
    "his",
    "her",
    "him",
    "them",
    "their",
    "we",
    "our",
    "you",
    "your",
    "an",
    "or",
    "but",
    "not",
    "no",
    "nor",
    "so",
    "if",
    "than",
    "then",
    "there",
    "when",
    "wher",
    "whil",
    "will",
    "would",
    "could",
    "can",
    "may",
    "might",
    "should",
    "must",
    "shall",
    "said",
    "say",
    "says",
    "told",
    "tell",
    "accord",
    "also",
    "after",
    "befor",
    "befo",
    "until",
    "since",
    "during",
    "betwe",
    "between",
    "into",
    "onto",
    "over",
    "under",
    "up",
    "down",
    "out",
    "about",
    "any",
    "all",
    "both",
    "each",
    "more",
    "most",
    "other",
    "oth",
    "some",
    "such",
    "only",
    "own",
    "sam",
    "too",
    "very",
    "just",
    "again",
    "still",
    "yet",
    "now",
    "her",
    "here",
    "what",
    "how",
    "why",
    "do",
    "does",
    "did",
    "don",
    "one",
    "two",
    "report",
    "reporter",
    "official",
    "offici",
    "spokesman",
    "spokeswoman",
    "statement",
    "new",
    "day",
    "week",
    "month",
    "year",
    "tim",
    "today",
    "yesterday",
    "tomorrow",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_keep_their_places_and_lose_their_accents() {
        let found: Vec<(Cow<'_, str>, u32)> = words("À Gaó, the talks", 10).collect();
        assert_eq!(found, [("gao".into(), 13), ("talk".into(), 23)]);
    }
}
