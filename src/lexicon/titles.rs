//! Titles, ranks and relations, as words that compose.

use rustc_hash::FxHashSet;
use serde::Deserialize;

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
        let word = word.to_lowercase();
        self.heads.contains(&word) || singulars(&word).any(|one| self.heads.contains(&one)) || self.compound_head(&word)
    }

    /// "minister-designate", "president-elect", "secretary-general", "editor-in-chief", "ex-president".
    fn compound_head(&self, word: &str) -> bool {
        let word = word.strip_prefix("ex-").unwrap_or(word);
        let stem =
            ["-elect", "-designate", "-general", "-in-chief", "-at-large", "-in-office"].iter().find_map(|end| word.strip_suffix(end));
        stem.is_some_and(|stem| self.heads.contains(stem) || singulars(stem).any(|one| self.heads.contains(&one)))
            || self.heads.contains(word)
    }

    pub fn modifier(&self, word: &str) -> bool {
        self.modifiers.contains(&word.to_lowercase())
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
        self.functions.contains(word) || singulars(word).any(|one| self.functions.contains(&one))
    }

    pub fn kinship(&self, word: &str) -> bool {
        self.kinship.contains(word) || singulars(word).any(|one| self.kinship.contains(&one))
    }

    pub fn gender(&self, word: &str) -> Option<Gender> {
        let lower = word.to_lowercase();
        let tells = |list: &FxHashSet<String>| list.contains(word) || list.contains(&lower);
        match (tells(&self.male), tells(&self.female)) {
            (true, false) => Some(Gender::Male),
            (false, true) => Some(Gender::Female),
            _ => None,
        }
    }
}

fn singulars(word: &str) -> impl Iterator<Item = String> {
    let plain = word.strip_suffix('s').map(str::to_owned);
    let ies = word.strip_suffix("ies").map(|stem| format!("{stem}y"));
    let men = word.strip_suffix("men").map(|stem| format!("{stem}man"));
    [plain, ies, men].into_iter().flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_is_read() {
        toml::from_str::<Titles>(include_str!("data/titles.toml")).expect("titles.toml");
    }
}
