//! Words in the form in which tellings are compared.

use std::collections::{BTreeSet, HashSet};
use std::sync::LazyLock;

use crate::lexicon::{folded, stem};

/// The words of a text in the form in which they are compared, with their places in the article.
pub(super) fn words(text: &str, start: u32) -> impl Iterator<Item = (String, u32)> {
    let is_inner = |c: char| c.is_alphanumeric();
    let mut at = 0;
    std::iter::from_fn(move || {
        let begin = at + text.get(at..)?.find(is_inner)?;
        let end = text[begin..].find(|c| !is_inner(c)).map_or(text.len(), |n_bytes| begin + n_bytes);
        at = end;
        Some((stem(&folded(&text[begin..end])), start + u32::try_from(begin).unwrap_or(0)))
    })
    .filter(|(word, _)| word.len() > 1 && !STOPPED.contains(word.as_str()))
}

/// The words of a text in the form in which they are compared, each once.
pub(super) fn set(text: &str) -> BTreeSet<String> {
    words(text, 0).map(|(word, _)| word).collect()
}

static STOPPED: LazyLock<HashSet<&str>> = LazyLock::new(|| STOP.iter().copied().collect());

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
        let found: Vec<(String, u32)> = words("À Gaó, the talks", 10).collect();
        assert_eq!(found, [("gao".to_owned(), 13), ("talk".to_owned(), 23)]);
    }
}
