//! The words of persons' names: forms of given names, particles, honours, family names that come first.
//!
//! Words are asked for without accents and points, in lower case; given names by their sounds.

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;

use super::sounds::Sound;
use super::table::lines;

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    honours: FxHashSet<String>,
    with_given: FxHashSet<String>,
    addresses: FxHashSet<String>,
    particles: FxHashSet<String>,
    articles: FxHashSet<String>,
    generations: FxHashSet<String>,
    servants: FxHashSet<String>,
    korean: Vec<String>,
    chinese: Vec<String>,
}

struct Parts {
    file: File,
    /// Family names that come first, with their languages and the number of the name.
    first: FxHashMap<String, Vec<(Language, usize)>>,
    /// Forms of given names, with the lines in which they stand.
    given: FxHashMap<Sound, Vec<usize>>,
}

/// A language whose family names come first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// Korean, in any of its transcriptions.
    Korean,
    /// Chinese, in Pinyin or in Wade and Giles's transcription.
    Chinese,
}

static PARTS: LazyLock<Parts> = LazyLock::new(|| {
    let file: File = toml::from_str(include_str!("data/name_parts.toml")).unwrap_or_default();
    let mut first: FxHashMap<String, Vec<(Language, usize)>> = FxHashMap::default();
    for (language, names) in [(Language::Korean, &file.korean), (Language::Chinese, &file.chinese)] {
        for (number, forms) in names.iter().enumerate() {
            forms.split('/').for_each(|form| first.entry(form.to_owned()).or_default().push((language, number)));
        }
    }
    let mut given: FxHashMap<Sound, Vec<usize>> = FxHashMap::default();
    for (number, line) in lines(include_str!("data/given_forms.txt")).enumerate() {
        line.split_whitespace().for_each(|form| given.entry(Sound::of(form)).or_default().push(number));
    }
    Parts { file, first, given }
});

/// Whether the press writes one person's given name in both ways, by the list of forms.
pub fn same_given(one: &Sound, other: &Sound) -> bool {
    let (Some(lines), Some(others)) = (PARTS.given.get(one), PARTS.given.get(other)) else { return false };
    lines.iter().any(|line| others.contains(line))
}

/// Whether a word belongs to the family name behind it ("von").
pub fn is_particle(word: &str) -> bool {
    PARTS.file.particles.contains(word)
}

/// Whether it is an article of Arabic names, which may be left out ("al").
pub fn is_article(word: &str) -> bool {
    PARTS.file.articles.contains(word)
}

/// Whether it is an honour or a form of address before a name of two words or more ("Sheikh").
pub fn is_honour(word: &str) -> bool {
    PARTS.file.honours.contains(word)
}

/// Whether it is a title or a form of address that goes with the given name ("Father").
pub fn goes_with_given(word: &str) -> bool {
    PARTS.file.with_given.contains(word)
}

/// Whether it is a form of address before any name ("Daw").
pub fn is_address(word: &str) -> bool {
    PARTS.file.addresses.contains(word)
}

/// Whether it tells which of the bearers of a name is meant ("Jr").
pub fn is_generation(word: &str) -> bool {
    PARTS.file.generations.contains(word)
}

/// Whether it makes one given name with the word behind it ("Abd" in "Abd al-Rahman").
pub fn is_servant(word: &str) -> bool {
    PARTS.file.servants.contains(word)
}

/// Whether a word is a family name that stands first in its language.
pub fn comes_first(word: &str) -> bool {
    PARTS.first.contains_key(word)
}

/// The language in which two words are forms of one family name that stands first.
pub fn same_first(one: &str, other: &str) -> Option<Language> {
    let (names, others) = (PARTS.first.get(one)?, PARTS.first.get(other)?);
    names.iter().find(|name| others.contains(name)).map(|(language, _)| *language)
}

/// "Petrov" and "Petrova", "Sidorsky" and "Sidorskaya", "Ivan" and "Ivana", "Mario" and "Maria": a man and a woman, not a slip.
pub fn are_gendered(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let ends =
        |one: &str, other: &str| short.strip_suffix(one).is_some_and(|stem| long.strip_suffix(other) == Some(stem) && stem.len() > 1);
    let skaya = ["skiy", "skyi", "sky", "ski", "skii", "skyy"];
    long.strip_suffix('a') == Some(short)
        || ends("o", "a")
        || ends("a", "o")
        || ends("ski", "ska")
        || ends("ska", "ski")
        || skaya.iter().any(|male| ["skaya", "skaia"].iter().any(|female| ends(male, female)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_a_given_name() {
        let same = |one: &str, other: &str| same_given(&Sound::of(one), &Sound::of(other));
        assert!(same("Volodymyr", "Vladimir") && same("Steve", "Steven") && same("Mohamed", "Muhammad") && same("Joe", "Joseph"));
        assert!(!same("Marco", "Mario") && !same("Ivan", "John") && !same("Samir", "Samira"));
    }

    #[test]
    fn family_names_that_come_first() {
        assert_eq!(same_first("park", "pak"), Some(Language::Korean));
        assert_eq!(same_first("zhou", "chou"), Some(Language::Chinese));
        assert_eq!(same_first("kim", "park"), None);
        assert!(comes_first("xu") && !comes_first("smith"));
    }
}
