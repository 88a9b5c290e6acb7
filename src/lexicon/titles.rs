//! Titles, ranks and relations, as words that compose.

use rustc_hash::FxHashSet;
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
    heads: FxHashSet<String>,
    modifiers: FxHashSet<String>,
    offices: FxHashSet<String>,
    functions: FxHashSet<String>,
    abbreviations: FxHashSet<String>,
    kinship: FxHashSet<String>,
    male: FxHashSet<String>,
    female: FxHashSet<String>,
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
        self.heads.contains(word.as_ref()) || Self::has_singular(&self.heads, &word) || self.compound_head(&word)
    }

    /// "minister-designate", "president-elect", "secretary-general", "editor-in-chief", "ex-president".
    fn compound_head(&self, word: &str) -> bool {
        if !word.contains('-') {
            return false;
        }
        let word = word.strip_prefix("ex-").unwrap_or(word);
        let stem =
            ["-elect", "-designate", "-general", "-in-chief", "-at-large", "-in-office"].iter().find_map(|end| word.strip_suffix(end));
        stem.is_some_and(|stem| self.heads.contains(stem) || Self::has_singular(&self.heads, stem)) || self.heads.contains(word)
    }

    /// Whether the list has what the word is a plural of.
    fn has_singular(list: &FxHashSet<String>, word: &str) -> bool {
        word.strip_suffix('s').is_some_and(|one| list.contains(one))
            || word.strip_suffix("ies").is_some_and(|stem| list.contains(&format!("{stem}y")))
            || word.strip_suffix("men").is_some_and(|stem| list.contains(&format!("{stem}man")))
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
        self.functions.contains(word) || Self::has_singular(&self.functions, word)
    }

    pub fn kinship(&self, word: &str) -> bool {
        self.kinship.contains(word) || Self::has_singular(&self.kinship, word)
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
}
