//! The field's sticking points, and finding them in a text.

use std::borrow::Cow;

use aho_corasick::{AhoCorasick, MatchKind};
use serde::Deserialize;

/// Words that touch nothing where they only tell where something lies: "near the border", "a border town".
const LANDMARKS: [&str; 2] = ["border*", "checkpoint*"];

/// A sticking point of negotiations, with the words that touch it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IssueEntry {
    /// Its key, also its address.
    pub key: String,
    /// Its name for readers.
    pub name: String,
    /// Words and phrases in lower case; a final `*` stands for any ending.
    pub words: Vec<String>,
}

/// All sticking points, looked for in one pass over a text.
#[derive(Clone, Debug)]
pub struct Issues {
    entries: Vec<IssueEntry>,
    stems: Option<AhoCorasick>,
    of_stem: Vec<Stem>,
}

/// What a stem belongs to.
#[derive(Clone, Copy, Debug)]
struct Stem {
    entry: usize,
    /// Whether any ending may follow.
    open: bool,
    landmark: bool,
}

impl Issues {
    /// Those of the data file.
    pub fn built_in() -> Self {
        Self::new(built_in())
    }

    /// Those given, in their order.
    pub fn new(entries: Vec<IssueEntry>) -> Self {
        let mut stems = Vec::new();
        let mut of_stem = Vec::new();
        for (idx, entry) in entries.iter().enumerate() {
            for word in entry.words.iter().filter(|word| !word.trim_end_matches('*').is_empty()) {
                stems.push(word.strip_suffix('*').unwrap_or(word));
                of_stem.push(Stem { entry: idx, open: word.ends_with('*'), landmark: LANDMARKS.contains(&word.as_str()) });
            }
        }
        let stems = AhoCorasick::builder().ascii_case_insensitive(true).match_kind(MatchKind::Standard).build(&stems).ok();
        Self { of_stem, stems, entries }
    }

    /// The entries, in order.
    pub fn entries(&self) -> &[IssueEntry] {
        &self.entries
    }

    /// The entries that a text touches, in order, each once. Only whole words count; capitals do not matter.
    pub fn touched_by(&self, text: &str) -> Vec<&IssueEntry> {
        // The automaton folds ASCII only.
        let text = if text.is_ascii() { Cow::Borrowed(text) } else { Cow::Owned(text.to_lowercase()) };
        let mut touched = vec![false; self.entries.len()];
        for found in self.stems.iter().flat_map(|stems| stems.find_overlapping_iter(text.as_ref())) {
            let Stem { entry, open, landmark } = self.of_stem[found.pattern().as_usize()];
            let whole = begins_word(&text, found.start()) && (open || ends_word(&text, found.end()));
            touched[entry] |= whole && !(landmark && is_landmark(&text, found.start(), found.end()));
        }
        self.entries.iter().zip(touched).filter_map(|(entry, touched)| touched.then_some(entry)).collect()
    }
}

/// "near the Ruritanian | border", "kilometres from the | border", "a | border | town".
fn is_landmark(text: &str, start: usize, end: usize) -> bool {
    const PLACES: [&str; 14] = [
        "town",
        "towns",
        "city",
        "cities",
        "hamlet",
        "hamlets",
        "area",
        "areas",
        "region",
        "regions",
        "district",
        "districts",
        "province",
        "provinces",
    ];
    let lower = |word: &str| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    let rest = text[end..].trim_start_matches(char::is_alphanumeric);
    let next = rest.strip_prefix([' ', '-']).and_then(|rest| rest.split_whitespace().next()).map(lower);
    next.is_some_and(|next| PLACES.contains(&next.as_str())) || is_where(&text[..start], lower)
}

/// Whether a text ends in words that tell where something lies, up to its noun: "near the Ruritanian |".
fn is_where(text: &str, lower: impl Fn(&str) -> String) -> bool {
    const PREPOSITIONS: [&str; 9] = ["near", "along", "at", "to", "toward", "towards", "off", "beside", "from"];
    const UNITS: [&str; 7] = ["km", "kilometres", "kilometers", "miles", "metres", "meters", "away"];
    const ARTICLES: [&str; 5] = ["the", "a", "an", "its", "their"];
    let before: Vec<String> = text.trim_end().rsplit([' ', '\n']).take(5).map(lower).collect();
    let Some(at) = before.iter().take(4).position(|word| PREPOSITIONS.contains(&word.as_str())) else { return false };
    let far = before[at] != "from" || before.get(at + 1).is_some_and(|unit| UNITS.contains(&unit.as_str()));
    // At most an article and two adjectives stand between.
    let opens = at == 0 || ARTICLES.contains(&before[at - 1].as_str());
    far && opens && !before[..at].iter().any(|word| matches!(word.as_str(), "of" | "and"))
}

fn begins_word(text: &str, at: usize) -> bool {
    !text[..at].chars().next_back().is_some_and(char::is_alphanumeric)
}

fn ends_word(text: &str, at: usize) -> bool {
    !text[at..].chars().next().is_some_and(char::is_alphanumeric)
}

#[derive(Deserialize)]
struct File {
    issue: Vec<IssueEntry>,
}

fn built_in() -> Vec<IssueEntry> {
    toml::from_str::<File>(include_str!("data/issues.toml")).map(|file| file.issue).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn touched(issues: &Issues, text: &str) -> Vec<String> {
        issues.touched_by(text).into_iter().map(|entry| entry.key.clone()).collect()
    }

    #[test]
    fn stems_take_any_ending_and_words_stand_alone() {
        let issues = Issues::built_in();
        assert_eq!(touched(&issues, "Reservoirs upstream are full."), ["water"]);
        assert_eq!(touched(&issues, "TERRITORIAL claims"), ["territory"]);
        assert!(touched(&issues, "No damage, madam.").is_empty());
        assert_eq!(touched(&issues, "Territory, then refugees; again territory."), ["territory", "refugees"]);
    }

    #[test]
    fn a_border_that_tells_where_something_lies_is_no_question() {
        let issues = Issues::built_in();
        for text in [
            "a camp near the Ruritanian border",
            "the road to the border",
            "a border town",
            "40 km from the border",
            "held at a checkpoint",
        ] {
            assert!(touched(&issues, text).is_empty(), "{text}");
        }
        for text in [
            "Ruritania closed its border",
            "the closure of the border",
            "withdraw from the border",
            "the border line",
            "reopen the border to lorries",
        ] {
            assert!(touched(&issues, text).contains(&"borders".to_owned()), "{text}");
        }
    }

    #[test]
    fn words_of_any_script_are_found_in_any_case() {
        let words = vec!["порт*".into(), "île".into()];
        let entry = IssueEntry { key: "ports".into(), name: "Ports".into(), words };
        let issues = Issues::new(vec![entry]);
        assert_eq!(touched(&issues, "ПОРТЫ закрыты"), ["ports"]);
        assert_eq!(touched(&issues, "l’Île aux fleurs"), ["ports"]);
        assert!(touched(&issues, "аэропорты").is_empty());
    }

    #[test]
    fn words_are_plain_lower_case() {
        for issue in built_in() {
            for word in &issue.words {
                assert!(word.is_ascii() && *word == word.to_lowercase(), "{word}");
            }
        }
    }
}
