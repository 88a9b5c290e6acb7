//! The field's sticking points.

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

impl IssueEntry {
    /// The words of this issue that stand in `text`, as byte ranges of it, in order of the entry's words and then of the text. Only whole words count; capitals do not matter.
    pub fn touches(&self, text: &str) -> Vec<std::ops::Range<usize>> {
        // ASCII folding keeps byte offsets; the entries are ASCII.
        let lower = text.to_ascii_lowercase();
        self.words.iter().flat_map(|word| occurrences(&lower, word)).collect()
    }
}

fn occurrences(lower: &str, word: &str) -> Vec<std::ops::Range<usize>> {
    let (stem, open) = word.strip_suffix('*').map_or((word, false), |stem| (stem, true));
    let is_letter = |c: char| c.is_alphanumeric();
    let starts_word = |at: usize| !lower[..at].chars().next_back().is_some_and(is_letter);
    lower
        .match_indices(stem)
        .filter(|&(at, _)| starts_word(at))
        .filter_map(|(at, _)| {
            let rest = &lower[at + stem.len()..];
            let tail = rest.find(|c: char| !is_letter(c)).unwrap_or(rest.len());
            (open || tail == 0).then_some(at..at + stem.len() + tail)
        })
        .collect()
}

#[derive(Deserialize)]
struct File {
    issue: Vec<IssueEntry>,
}

pub fn built_in() -> Vec<IssueEntry> {
    toml::from_str::<File>(include_str!("data/issues.toml")).map(|file| file.issue).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stems_take_any_ending_and_words_stand_alone() {
        let issues = built_in();
        let water = issues.iter().find(|issue| issue.key == "water").expect("water");
        assert_eq!(water.touches("Dams and reservoirs upstream; no damage, madam.").len(), 3);
        let territory = issues.iter().find(|issue| issue.key == "territory").expect("territory");
        assert_eq!(territory.touches("TERRITORIAL claims").first(), Some(&(0..11)));
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
