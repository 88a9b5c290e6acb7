//! The clauses of a sentence by its words alone: of "the envoys met for an hour, but left without a deal" the second tells how it went.

use std::borrow::Cow;
use std::ops::Range;

use crate::dossier::words::lower;

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
pub(super) struct Word<'t> {
    pub text: Cow<'t, str>,
    pub at: usize,
}

/// The words of a text.
pub(super) fn words(text: &str) -> impl Iterator<Item = Word<'_>> {
    let inner = |c: char| c.is_alphanumeric() || matches!(c, '-' | '\'' | '’');
    let mut next = 0;
    text.split(move |c| !inner(c)).flat_map(move |part| {
        let at = next;
        next += part.len();
        next += text[next..].chars().next().map_or(0, char::len_utf8);
        let word = lower(part.trim_matches(['\'', '’', '-']));
        let word = if word.contains('’') { word.replace('’', "'").into() } else { word };
        let n_bytes_of_verb = word.strip_suffix("n't").map(str::len);
        let (word, not) = match n_bytes_of_verb {
            Some(n_bytes) => (Some(shortened(word, n_bytes)), Some(Cow::Borrowed("not"))),
            None => (Some(word).filter(|word| !word.is_empty()), None),
        };
        word.into_iter().chain(not).map(move |text| Word { text, at })
    })
}

fn shortened(word: Cow<'_, str>, n_bytes: usize) -> Cow<'_, str> {
    match word {
        Cow::Borrowed(word) => Cow::Borrowed(&word[..n_bytes]),
        Cow::Owned(mut word) => {
            word.truncate(n_bytes);
            Cow::Owned(word)
        }
    }
}

/// The clauses of a sentence as stretches of it, in order, without the marks and conjunctions around them.
pub(super) fn clauses(sentence: &str) -> Vec<Range<usize>> {
    let words: Vec<Word<'_>> = words(sentence).collect();
    let mut cuts = vec![0];
    for (n, word) in words.iter().enumerate().skip(1) {
        let before = &words[n - 1];
        let gap = sentence.get(before.at..word.at).unwrap_or_default().trim_end();
        let comma = gap.ends_with(',');
        let mark = gap.ends_with([';', ':', '—', '–']);
        let remark = word.text.len() > 4 && word.text.ends_with("ing") && !NO_REMARK.contains(&&*word.text);
        let opens = mark
            || BREAKS.contains(&&*word.text)
            || comma && (OPENERS.contains(&&*word.text) || remark || attributes(sentence, &words[n..]));
        if opens {
            cuts.push(word.at);
        }
    }
    cuts.push(sentence.len());
    cuts.windows(2).map(|pair| trimmed(sentence, pair[0]..pair[1])).filter(|clause| !clause.is_empty()).collect()
}

/// Whether the words up to the end of the sentence say who says it: ", a diplomat said."
fn attributes(sentence: &str, rest: &[Word<'_>]) -> bool {
    let more = rest.first().and_then(|first| sentence.get(first.at..)).is_some_and(|rest| rest.contains(','));
    rest.len() <= ATTRIBUTION && !more && rest.iter().any(|word| SAYING.contains(&&*word.text))
}

fn trimmed(sentence: &str, mut clause: Range<usize>) -> Range<usize> {
    let outer = |c: char| c.is_whitespace() || matches!(c, ',' | ';' | ':' | '—' | '–');
    loop {
        let text = &sentence[clause.clone()];
        clause.start += text.len() - text.trim_start_matches(outer).len();
        clause.end -= text.len() - text.trim_end_matches(outer).len();
        clause.end = clause.end.max(clause.start);
        let Some(first) = words(&sentence[clause.clone()]).next().filter(|first| JOINTS.contains(&&*first.text)) else {
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
        let found: Vec<Word<'_>> = words("It didn’t hold").collect();
        assert_eq!(found.iter().map(|word| &*word.text).collect::<Vec<_>>(), ["it", "did", "not", "hold"]);
        assert_eq!(found[3].at, "It didn’t ".len());
    }
}
