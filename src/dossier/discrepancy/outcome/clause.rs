//! The clauses of a sentence by its words alone: of "the envoys met for an hour, but left without a deal" the second tells how it went.

use std::ops::Range;

/// Words that open a clause behind a comma.
const OPENERS: &[&str] = &[
    "and", "but", "while", "which", "who", "whose", "although", "though", "after", "before", "when", "where", "as", "yet", "so", "because",
    "whereas", "with", "without", "since", "until",
];
/// Words that open one without a comma, too.
const BREAKS: &[&str] = &["but", "while", "although", "though", "whereas", "because"];
/// Words that open a clause without being part of what it says.
const JOINTS: &[&str] = &["and", "but", "while", "although", "though", "whereas", "yet", "so"];
/// Words that say who says it.
const SAYING: &[&str] = &["said", "says", "told", "according", "reported"];
/// Words behind a comma that only say who says it, at most.
const ATTRIBUTION: usize = 12;
/// Forms in -ing that open no remark of their own.
const NO_REMARK: &[&str] = &["including", "during", "according", "following"];

/// A word in lower case and where it begins; "didn’t" is two words of one place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Word {
    pub text: String,
    pub at: usize,
}

/// The words of a text.
pub(super) fn words(text: &str) -> Vec<Word> {
    let inner = |c: char| c.is_alphanumeric() || matches!(c, '-' | '\'' | '’');
    let mut found = Vec::new();
    let mut at = 0;
    for part in text.split(|c| !inner(c)) {
        let word = part.trim_matches(['\'', '’', '-']).to_lowercase().replace('’', "'");
        match word.strip_suffix("n't") {
            Some(verb) => found.extend([verb, "not"].map(|text| Word { text: text.to_owned(), at })),
            None if word.is_empty() => {}
            None => found.push(Word { text: word, at }),
        }
        at += part.len() + text[at + part.len()..].chars().next().map_or(0, char::len_utf8);
    }
    found
}

/// The clauses of a sentence as stretches of it, in order, without the marks and conjunctions around them.
pub(super) fn clauses(sentence: &str) -> Vec<Range<usize>> {
    let words = words(sentence);
    let mut cuts = vec![0];
    for (n, word) in words.iter().enumerate().skip(1) {
        let before = &words[n - 1];
        let gap = sentence.get(before.at..word.at).unwrap_or_default().trim_end();
        let comma = gap.ends_with(',');
        let mark = gap.ends_with([';', ':', '—', '–']);
        let remark = word.text.len() > 4 && word.text.ends_with("ing") && !NO_REMARK.contains(&word.text.as_str());
        let opens = mark
            || BREAKS.contains(&word.text.as_str())
            || comma && (OPENERS.contains(&word.text.as_str()) || remark || attributes(sentence, &words[n..]));
        if opens {
            cuts.push(word.at);
        }
    }
    cuts.push(sentence.len());
    cuts.windows(2).map(|pair| trimmed(sentence, pair[0]..pair[1])).filter(|clause| !clause.is_empty()).collect()
}

/// Whether the words up to the end of the sentence say who says it: ", a diplomat said."
fn attributes(sentence: &str, rest: &[Word]) -> bool {
    let more = rest.first().and_then(|first| sentence.get(first.at..)).is_some_and(|rest| rest.contains(','));
    rest.len() <= ATTRIBUTION && !more && rest.iter().any(|word| SAYING.contains(&word.text.as_str()))
}

fn trimmed(sentence: &str, mut clause: Range<usize>) -> Range<usize> {
    let outer = |c: char| c.is_whitespace() || matches!(c, ',' | ';' | ':' | '—' | '–');
    loop {
        let text = &sentence[clause.clone()];
        clause.start += text.len() - text.trim_start_matches(outer).len();
        clause.end -= text.len() - text.trim_end_matches(outer).len();
        clause.end = clause.end.max(clause.start);
        let Some(first) = words(&sentence[clause.clone()]).into_iter().next().filter(|first| JOINTS.contains(&first.text.as_str())) else {
            return clause;
        };
        clause.start += first.at + first.text.len();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(sentence: &str) -> Vec<&str> {
        clauses(sentence).into_iter().map(|clause| &sentence[clause]).collect()
    }

    #[test]
    fn a_sentence_falls_into_its_clauses() {
        assert_eq!(
            parts("The envoys met for an hour, but left without a deal, a host said."),
            ["The envoys met for an hour", "left without a deal", "a host said."]
        );
        assert_eq!(
            parts("They met in Doha on Tuesday, hoping to reach a deal."),
            ["They met in Doha on Tuesday", "hoping to reach a deal."]
        );
        assert_eq!(parts("The truce, which began at noon, held."), ["The truce", "which began at noon, held."]);
        assert_eq!(parts("Aden, Sanaa and Taiz were quiet"), ["Aden, Sanaa and Taiz were quiet"]);
    }

    #[test]
    fn a_word_may_hold_a_denial() {
        let found = words("It didn’t hold");
        assert_eq!(found.iter().map(|word| word.text.as_str()).collect::<Vec<_>>(), ["it", "did", "not", "hold"]);
        assert_eq!(found[3].at, "It didn’t ".len());
    }
}
