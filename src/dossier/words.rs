//! Words in the form in which tellings are compared.

use std::collections::HashSet;
use std::sync::LazyLock;

use deunicode::deunicode;

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

/// A word without accents and in lower case.
fn folded(word: &str) -> String {
    if word.is_ascii() { word.to_ascii_lowercase() } else { deunicode(word).to_lowercase() }
}

/// Forms of verbs that no ending tells.
const IRREGULAR: &[(&str, &str)] = &[
    ("met", "meet"),
    ("left", "leav"),
    ("held", "hold"),
    ("took", "tak"),
    ("taken", "tak"),
    ("began", "begin"),
    ("begun", "begin"),
    ("fought", "fight"),
    ("shot", "shoot"),
    ("broke", "break"),
    ("broken", "break"),
    ("sent", "send"),
    ("gave", "giv"),
    ("given", "giv"),
    ("went", "go"),
    ("gone", "go"),
    ("came", "com"),
    ("won", "win"),
    ("lost", "los"),
    ("fell", "fall"),
    ("fallen", "fall"),
    ("men", "man"),
    ("freed", "free"),
];

/// A word without its commonest endings.
fn stem(word: &str) -> String {
    if let Some((_, stem)) = IRREGULAR.iter().find(|(form, _)| *form == word) {
        return (*stem).to_owned();
    }
    for (ending, least) in [("ings", 4), ("ing", 4), ("ers", 4), ("ed", 3), ("er", 4), ("es", 3), ("s", 3), ("e", 3)] {
        if let Some(stem) = word.strip_suffix(ending).filter(|stem| stem.len() >= least && !(ending == "s" && stem.ends_with('s'))) {
            return stem.to_owned();
        }
    }
    word.to_owned()
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
    fn forms_of_one_word_are_one() {
        for [one, other] in
            [["signed", "signing"], ["released", "release"], ["left", "leaves"], ["meeting", "met"], ["prisoners", "prisoner"]]
        {
            assert_eq!(stem(one), stem(other), "{one} {other}");
        }
        assert_ne!(stem("talks"), stem("tanks"));
    }

    #[test]
    fn words_keep_their_places_and_lose_their_accents() {
        let found: Vec<(String, u32)> = words("À Gaó, the talks", 10).collect();
        assert_eq!(found, [("gao".to_owned(), 13), ("talk".to_owned(), 23)]);
    }
}
