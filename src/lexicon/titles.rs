//! Titles, ranks and relations, as words that compose.

use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;

use super::lower;

/// What words tell about the gender of a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)] // the words say it
pub enum Gender {
    Male,
    Female,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Titles {
    honorifics: FxHashSet<String>,
    heads: Nouns,
    modifiers: FxHashSet<String>,
    offices: FxHashSet<String>,
    functions: Nouns,
    abbreviations: FxHashSet<String>,
    kinship: Nouns,
    male: FxHashSet<String>,
    female: FxHashSet<String>,
    of_one_state: FxHashMap<String, String>,
}

/// Nouns and their plurals.
#[derive(Debug, Default, Deserialize)]
#[serde(from = "Vec<String>")]
struct Nouns(FxHashMap<String, Number>);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Number {
    One,
    Many,
}

impl From<Vec<String>> for Nouns {
    fn from(nouns: Vec<String>) -> Self {
        let many: Vec<String> = nouns.iter().flat_map(|noun| plurals(noun)).collect();
        let mut known: FxHashMap<String, Number> = nouns.into_iter().map(|noun| (noun, Number::One)).collect();
        many.into_iter().for_each(|noun| {
            known.entry(noun).or_insert(Number::Many);
        });
        Self(known)
    }
}

/// What the plural of a noun may be.
fn plurals(noun: &str) -> impl Iterator<Item = String> {
    let other = |end: &str, plural: &str| noun.strip_suffix(end).map(|stem| [stem, plural].concat());
    [Some([noun, "s"].concat()), other("y", "ies"), other("man", "men")].into_iter().flatten()
}

impl Nouns {
    /// Whether a word is one of the nouns or of their plurals.
    fn has(&self, word: &str) -> bool {
        self.0.contains_key(word)
    }

    /// Whether a word is one of the nouns and no plural.
    fn has_one(&self, word: &str) -> bool {
        self.0.get(word) == Some(&Number::One)
    }
}

impl Titles {
    pub fn built_in() -> Self {
        toml::from_str(include_str!("data/titles.toml")).unwrap_or_default()
    }

    pub fn head(&self, word: &str) -> bool {
        if self.abbreviations.contains(word) {
            return true;
        }
        let word = lower(word);
        self.heads.has(&word) || self.compound_head(&word)
    }

    /// "minister-designate", "president-elect", "secretary-general", "editor-in-chief", "ex-president".
    fn compound_head(&self, word: &str) -> bool {
        if !word.contains('-') {
            return false;
        }
        let word = word.strip_prefix("ex-").unwrap_or(word);
        let stem =
            ["-elect", "-designate", "-general", "-in-chief", "-at-large", "-in-office"].iter().find_map(|end| word.strip_suffix(end));
        stem.is_some_and(|stem| self.heads.has(stem)) || self.heads.has_one(word)
    }

    pub fn modifier(&self, word: &str) -> bool {
        self.modifiers.contains(lower(word).as_ref())
    }

    pub fn honorific(&self, word: &str) -> bool {
        self.honorifics.contains(word)
    }

    pub fn abbreviation(&self, word: &str) -> bool {
        self.abbreviations.contains(word)
    }

    pub fn office(&self, phrase: &str) -> bool {
        self.offices.contains(phrase)
    }

    pub fn function(&self, word: &str) -> bool {
        self.functions.has(word)
    }

    /// The key of the state that alone calls an office so.
    pub fn state_of(&self, office: &str) -> Option<&str> {
        self.of_one_state.get(office).map(String::as_str)
    }

    pub fn kinship(&self, word: &str) -> bool {
        self.kinship.has(word)
    }

    pub fn gender(&self, word: &str) -> Option<Gender> {
        let lower = lower(word);
        let tells = |list: &FxHashSet<String>| list.contains(word) || list.contains(lower.as_ref());
        match (tells(&self.male), tells(&self.female)) {
            (true, false) => Some(Gender::Male),
            (false, true) => Some(Gender::Female),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_is_read() {
        toml::from_str::<Titles>(include_str!("data/titles.toml")).expect("titles.toml");
    }

    #[test]
    fn offices_of_one_state_are_known_by_its_key() {
        let titles = Titles::built_in();
        let states = super::super::states::States::built_in();
        assert_eq!(titles.state_of("secretary of state"), Some("USA"));
        assert_eq!(titles.state_of("secretary of state for defence"), None);
        for key in titles.of_one_state.values() {
            assert!(states.by_key(key).is_some(), "{key}");
        }
    }

    #[test]
    fn heads_are_known_in_the_plural_and_in_compounds() {
        let titles = Titles::built_in();
        for head in ["minister", "Ministers", "spokesmen", "deputies", "president-elect", "secretaries-general", "ex-president"] {
            assert!(titles.head(head), "{head}");
        }
        for other in ["ministerss", "minister-", "ex-presidents", "elect"] {
            assert!(!titles.head(other), "{other}");
        }
    }
}
