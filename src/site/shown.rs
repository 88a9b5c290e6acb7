//! Source words as pages show them: reference markers out, length within bounds, names linked.

use std::collections::BTreeSet;

use serde::Serialize;

use super::citations::Chip;
use super::desk::Desk;
use crate::base::{Evidence, Span};
use crate::dossier::ActorId;

/// A statement with its citations. The last word stands apart, so that the first chip never begins a line.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Said {
    /// The words but the last.
    pub runs: Vec<Run>,
    /// The last word.
    pub tail: String,
    /// Its citations.
    pub chips: Vec<Chip>,
}

/// Words in one dress.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Run {
    /// The words, blanks included.
    pub text: String,
    /// Path of the page that they lead to.
    pub href: Option<String>,
    /// The hue class of the side of whoever is named.
    pub hue: Option<String>,
}

impl Said {
    /// Plain words with citations.
    pub fn plain(text: &str, chips: Vec<Chip>) -> Self {
        Self::of(vec![Run { text: text.to_owned(), ..Run::default() }], chips)
    }

    /// Words in several dresses with citations.
    pub fn of(mut runs: Vec<Run>, chips: Vec<Chip>) -> Self {
        let mut tail = String::new();
        if let Some(last) = runs.last_mut().filter(|run| run.href.is_none()) {
            let cut = last.text.trim_end().rfind(' ').map_or(0, |at| at + 1);
            tail = last.text.split_off(cut);
        }
        runs.retain(|run| !run.text.is_empty());
        Self { runs, tail: tail.trim_end().to_owned(), chips }
    }

    /// All its words without citations.
    pub fn text(&self) -> String {
        self.runs.iter().map(|run| run.text.as_str()).chain([self.tail.as_str()]).collect()
    }
}

/// Text without reference markers such as `[2]`, with single blanks.
pub fn plain(text: &str) -> String {
    if is_plain(text) {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('[') {
        let inside = rest[at + 1..].strip_prefix('^').unwrap_or(&rest[at + 1..]);
        let n_digits = inside.bytes().take_while(u8::is_ascii_digit).count();
        let is_number = (1..=3).contains(&n_digits) && inside.as_bytes().get(n_digits) == Some(&b']');
        if is_number && cites(&rest[..at], &inside[n_digits + 1..]) {
            out.push_str(rest[..at].trim_end());
            rest = &inside[n_digits + 1..];
        } else {
            out.push_str(&rest[..=at]);
            rest = inside;
        }
    }
    out.push_str(rest);
    single_blanks(&without_raised(&out))
}

/// The same words with single blanks between them and none around them.
fn single_blanks(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

/// Whether nothing is to be taken out of some words: most have no marker, and their blanks are single ones.
fn is_plain(text: &str) -> bool {
    let mut after_blank = true;
    for c in text.chars() {
        if c == '[' || is_raised(c) || (c.is_whitespace() && (c != ' ' || after_blank)) {
            return false;
        }
        after_blank = c == ' ';
    }
    !after_blank || text.is_empty()
}

fn is_raised(c: char) -> bool {
    matches!(c, '²' | '³' | '¹' | '⁰' | '⁴'..='⁹')
}

/// Whether a number in brackets between two stretches can be a marker: "[5] dead" is none.
fn cites(before: &str, after: &str) -> bool {
    let leans = !before.is_empty() && !before.ends_with(char::is_whitespace);
    let next = after.trim_start().chars().next();
    leans || !after.starts_with(char::is_whitespace) || next.is_none_or(|c| !c.is_lowercase() && !c.is_numeric())
}

/// Without raised digits behind a mark, which are markers too; behind a word they may be a measure.
fn without_raised(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if !(is_raised(c) && out.ends_with(['.', ',', '!', '?', '”', '"', '’', ')', '»', '。'])) {
            out.push(c);
        }
    }
    out
}

/// The first `n_words` words, with "…" when there are more.
pub fn cut(text: &str, n_words: usize) -> String {
    let Some(end) = end_of_words(text, n_words) else { return single_blanks(text) };
    let kept = single_blanks(&text[..end]);
    format!("{} …", kept.trim_end_matches([',', ';', ':', '–', '—', '-']).trim_end())
}

/// The same, without articles, prepositions and conjunctions left hanging before the "…".
pub fn cut_clean(text: &str, n_words: usize) -> String {
    const HANGING: &[&str] = &[
        "a", "an", "the", "of", "in", "on", "at", "by", "to", "for", "from", "with", "and", "or", "but", "that", "as", "its", "their",
        "his", "her",
    ];
    let words: Vec<&str> = text.split_whitespace().collect();
    if words.len() <= n_words {
        return words.join(" ");
    }
    let n_hanging = words[..n_words].iter().rev().take_while(|word| HANGING.contains(&word.to_lowercase().as_str())).count();
    cut(text, (n_words - n_hanging).max(1))
}

/// Whether some words are a whole sentence, and not an item of a list or a line without its end.
pub fn is_sentence(text: &str) -> bool {
    let begins = text.chars().find(|c| c.is_alphanumeric()).is_some_and(|first| !first.is_lowercase());
    begins && text.trim_end_matches(['”', '"', '’', '\'', ')', '»']).ends_with(['.', '!', '?', '…', '。'])
}

/// Whether a sentence begins with a word that points back at one before it.
pub fn leans_back(sentence: &str) -> bool {
    const BACK: &[&str] = &[
        "he", "she", "it", "they", "there", "then", "this", "that", "these", "those", "his", "her", "its", "their", "both", "but", "and",
        "also",
    ];
    let first = sentence.trim_start_matches(['“', '"', '‘']).split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    BACK.contains(&first.to_lowercase().as_str())
}

/// Whether two sentences say the same in nearly the same words: two thirds of the shorter one's words are shared.
pub fn alike(one: &str, other: &str) -> bool {
    let words = |text: &str| -> BTreeSet<String> {
        text.split(|c: char| !c.is_alphanumeric()).filter(|word| word.len() > 3).map(str::to_lowercase).collect()
    };
    let (a, b) = (words(one), words(other));
    let shorter = a.len().min(b.len());
    if shorter < 3 {
        return one == other;
    }
    a.intersection(&b).count() * 3 >= shorter * 2
}

/// The byte at which the first `n_words` words of `text` end, when it has more.
fn end_of_words(text: &str, n_words: usize) -> Option<usize> {
    let mut n_seen = 0;
    let mut inside = false;
    for (at, c) in text.char_indices() {
        if c.is_whitespace() {
            inside = false;
        } else if !inside {
            if n_seen == n_words {
                return Some(text[..at].trim_end().len());
            }
            n_seen += 1;
            inside = true;
        }
    }
    None
}

/// The words of some evidence, cut to `n_words`, with the first mention of each person linked to its page.
pub fn linked(desk: &Desk<'_>, evidence: &Evidence, n_words: usize, seen: &mut BTreeSet<ActorId>) -> Vec<Run> {
    let body = desk.body(evidence.source);
    let span = evidence.span;
    let whole = span.of(body);
    let end = end_of_words(whole, n_words);
    let limit = span.start as usize + end.unwrap_or(whole.len());
    let mut runs = Vec::new();
    let mut from = span.start as usize;
    for &(mention, actor) in desk.people_in(evidence.source, Span::new(from, limit)) {
        if (mention.start as usize) < from || mention.end as usize > limit || !seen.insert(actor) {
            continue;
        }
        push(&mut runs, &body[from..mention.start as usize], None, None);
        push(&mut runs, mention.of(body), Some(desk.actor_path(actor)), Some(desk.hue_of(actor)));
        from = mention.end as usize;
    }
    push(&mut runs, &body[from..limit], None, None);
    if end.is_some() {
        push(&mut runs, " …", None, None);
    }
    runs
}

fn push(runs: &mut Vec<Run>, text: &str, href: Option<String>, hue: Option<String>) {
    if text.is_empty() {
        return;
    }
    let lead = if text.starts_with(char::is_whitespace) { " " } else { "" };
    let trail = if text.ends_with(char::is_whitespace) { " " } else { "" };
    let inner = plain(text);
    let text = if inner.is_empty() { " ".to_owned() } else { format!("{lead}{inner}{trail}") };
    if inner.is_empty() && href.is_some() {
        return;
    }
    runs.push(Run { text, href, hue });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markers_leave_and_other_brackets_stay() {
        assert_eq!(plain("Talks resumed.[1][12] They [the envoys]  left [2]."), "Talks resumed. They [the envoys] left.");
        assert_eq!(plain("They met.¹² A field of 3 km².[^3]"), "They met. A field of 3 km².");
        assert_eq!(plain("It left [5] dead."), "It left [5] dead.");
        assert_eq!(plain("ends with ["), "ends with [");
    }

    #[test]
    fn cuts_fall_between_words() {
        assert_eq!(cut("one two, three", 2), "one two …");
        assert_eq!(cut("one two", 2), "one two");
        assert_eq!(end_of_words("one two  three", 2), Some(7));
        assert_eq!(end_of_words("one two ", 2), None);
    }

    #[test]
    fn nothing_hangs_before_the_dots() {
        assert_eq!(cut_clean("Shells fell on the port of Dunmere", 6), "Shells fell on the port …");
        assert_eq!(cut_clean("of the", 1), "of …");
    }

    #[test]
    fn lines_without_an_end_are_no_sentences() {
        assert!(is_sentence("“We spoke plainly.”") && is_sentence("14 people were hurt."));
        assert!(!is_sentence("chiefs of staff meet") && !is_sentence("Envoys meet") && !is_sentence(""));
    }

    #[test]
    fn nearly_the_same_words_are_alike() {
        assert!(alike("The delegations met in Muscat on Sunday.", "Delegations met in Muscat again on Sunday."));
        assert!(!alike("The delegations met in Muscat on Sunday.", "Armenia published a new draft treaty."));
    }

    #[test]
    fn sentences_that_lean_back() {
        assert!(leans_back("There the envoys sat down."));
        assert!(!leans_back("Therese spoke first."));
        assert!(!leans_back(""));
    }

    #[test]
    fn the_last_word_stands_apart() {
        let said = Said::plain("They met again.", Vec::new());
        assert_eq!((said.text().as_str(), said.tail.as_str()), ("They met again.", "again."));
    }
}
