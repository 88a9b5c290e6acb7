//! What a word or phrase that names an event says was done: "was gunned down" and "the murder" can be of one deed.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use super::stems::root;

/// How surely two words of one family name one deed; the same word is 1.
const FAMILY: f64 = 0.8;

/// Words that carry no deed: particles, articles, auxiliaries, possessives, and words that stand for another.
const LIGHT: &[&str] = &[
    "a", "an", "about", "after", "against", "at", "away", "back", "be", "been", "being", "by", "down", "for", "from", "had", "has", "have",
    "her", "his", "in", "into", "is", "it", "its", "of", "off", "on", "out", "over", "that", "the", "their", "them", "this", "to", "under",
    "up", "was", "were", "which", "with",
];

/// The families in which a word or phrase stands, by its roots.
static FAMILIES: LazyLock<BTreeMap<Vec<String>, BTreeSet<u16>>> = LazyLock::new(|| {
    let mut all: BTreeMap<Vec<String>, BTreeSet<u16>> = BTreeMap::new();
    let lines = include_str!("data/deeds.txt").lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    for (number, line) in (0..).zip(lines) {
        for phrase in line.split(", ") {
            all.entry(roots(phrase)).or_default().insert(number);
        }
    }
    all
});

/// What the words that name an event say was done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deed {
    /// The root of the word that carries the deed; empty where no word does ("it").
    head: String,
    /// The roots of all its words that are not light.
    words: BTreeSet<String>,
    families: BTreeSet<u16>,
}

impl Deed {
    /// The deed that a word or phrase names: "gunned down", "the attack", "peace talks".
    pub fn of(phrase: &str) -> Self {
        let roots = roots(phrase);
        let heavy: Vec<&String> = roots.iter().filter(|word| !is_light(word)).collect();
        // "gunned down" and "cessation of hostilities" lead with their deed, "peace talks" ends with it.
        let leads = roots.last().is_some_and(|word| is_light(word)) || roots.iter().any(|word| word == "of");
        let head = if leads { heavy.first() } else { heavy.last() }.map_or(String::new(), |word| (*word).clone());
        let families = families(&roots, &head, &heavy);
        Self { words: heavy.into_iter().cloned().collect(), head, families }
    }

    /// How surely both can be one deed: 1 for the same word, less for words of one family or phrases that share a word, 0 for others.
    pub fn likeness(&self, other: &Self) -> f64 {
        if self.head.is_empty() || other.head.is_empty() {
            0.0
        } else if self.head == other.head {
            1.0
        } else if !self.families.is_disjoint(&other.families) || !self.words.is_disjoint(&other.words) {
            FAMILY
        } else {
            0.0
        }
    }
}

/// The families of the longest phrase that is known, else of the head, else of any word.
fn families(roots: &[String], head: &String, heavy: &[&String]) -> BTreeSet<u16> {
    for length in (2..=roots.len()).rev() {
        let found: BTreeSet<u16> = roots.windows(length).filter_map(|phrase| FAMILIES.get(phrase)).flatten().copied().collect();
        if !found.is_empty() {
            return found;
        }
    }
    let of_word = |word: &String| FAMILIES.get(std::slice::from_ref(word)).cloned();
    of_word(head).unwrap_or_else(|| heavy.iter().filter_map(|word| of_word(word)).flatten().collect())
}

fn is_light(word: &str) -> bool {
    LIGHT.contains(&word)
}

/// The roots of a phrase's words; light words as they stand.
fn roots(phrase: &str) -> Vec<String> {
    let words = phrase.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(|word| Some(word.to_lowercase()).filter(|word| is_light(word)).unwrap_or_else(|| root(word))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn likeness(one: &str, other: &str) -> f64 {
        Deed::of(one).likeness(&Deed::of(other))
    }

    #[test]
    fn a_deed_has_many_words() {
        for [one, other] in
            [["attacked", "the attack"], ["postponed", "was postponing"], ["acquisition", "acquires"], ["evacuated", "evacuation"]]
        {
            assert!(likeness(one, other) > 0.0, "{one} / {other}");
        }
        for [one, other] in [
            ["was gunned down", "the murder"],
            ["acquisition", "buys"],
            ["opened fire", "shot"],
            ["tremor", "earthquakes"],
            ["peace talks", "met"],
            ["called off", "cancelled"],
        ] {
            assert_eq!(likeness(one, other), FAMILY, "{one} / {other}");
        }
        for [one, other] in [["killed", "signed"], ["talks", "tanks"], ["it", "it"]] {
            assert_eq!(likeness(one, other), 0.0, "{one} / {other}");
        }
    }

    #[test]
    fn every_line_of_the_data_tells_a_family() {
        for (phrase, families) in FAMILIES.iter() {
            assert!(!phrase.is_empty() && !families.is_empty(), "{phrase:?}");
        }
        let lines = include_str!("data/deeds.txt").lines();
        let n_lines = lines.filter(|line| !line.starts_with('#') && line.contains(", ")).count();
        assert_eq!(FAMILIES.values().flatten().collect::<BTreeSet<_>>().len(), n_lines);
    }
}
