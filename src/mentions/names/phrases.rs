//! Listed names of several words in the tokens of a sentence.

use rustc_hash::FxHashMap;

use super::hash::{of_bytes, pair};
use crate::lexicon::{Lexicon, NameList};

/// Names of several words by the numbers of their words, with the lists that have them, a bit each.
#[derive(Debug)]
pub struct Phrases {
    lists: FxHashMap<u64, u8>,
}

/// Lists whose names of several words are looked for.
pub const N_LISTS: usize = 5;

impl Phrases {
    /// The names of the built-in lexicon.
    pub fn of(lexicon: &Lexicon) -> Self {
        let mut lists = FxHashMap::default();
        for (name, list) in lexicon.names() {
            let words: Vec<u64> = words(name).map(|word| of_bytes(word.as_bytes())).collect();
            if words.len() > 1 {
                *lists.entry(words.iter().copied().fold(0, pair)).or_insert(0) |= 1 << bit(list);
            }
        }
        Self { lists }
    }

    /// The lists that have a name of these words, and how many of the words it takes: the longest one.
    pub fn longest(&self, words: impl Iterator<Item = u64>) -> Option<(usize, u8)> {
        let mut number = 0;
        let mut found = None;
        for (at, word) in words.enumerate() {
            number = pair(number, word);
            if at > 0
                && let Some(lists) = self.lists.get(&number)
            {
                found = Some((at + 1, *lists));
            }
        }
        found
    }
}

fn bit(list: NameList) -> usize {
    match list {
        NameList::State => 0,
        NameList::People => 1,
        NameList::Body => 2,
        NameList::Place => 3,
        NameList::Other => 4,
    }
}

/// A name's words as the tokens of a text: parted at spaces and hyphens, the ending 's apart.
fn words(name: &str) -> impl Iterator<Item = &str> {
    name.split(' ')
        .flat_map(|word| {
            let (stem, ending) = match word.strip_suffix("'s") {
                Some(stem) => (stem, Some("'s")),
                None => (word, None),
            };
            stem.split_inclusive('-')
                .flat_map(|part| match part.strip_suffix('-') {
                    Some(part) => [Some(part), Some("-")],
                    None => [Some(part), None],
                })
                .flatten()
                .chain(ending)
        })
        .filter(|word| !word.is_empty())
}
