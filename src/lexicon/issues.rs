//! The field's sticking points, and finding them in a text.

use std::borrow::Cow;

use aho_corasick::{AhoCorasick, MatchKind};
use serde::Deserialize;

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
    /// For each stem the entry that it belongs to, and whether any ending may follow.
    of_stem: Vec<(usize, bool)>,
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
                of_stem.push((idx, word.ends_with('*')));
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
            let (entry, open) = self.of_stem[found.pattern().as_usize()];
            touched[entry] |= begins_word(&text, found.start()) && (open || ends_word(&text, found.end()));
        }
        self.entries.iter().zip(touched).filter_map(|(entry, touched)| touched.then_some(entry)).collect()
    }
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
    fn words_of_any_script_are_found_in_any_case() {
        let entry = IssueEntry { key: "ports".into(), name: "Ports".into(), words: vec!["порт*".into(), "île".into()] };
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
