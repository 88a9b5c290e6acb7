//! All names of the built-in data in one place, so that a word that is none of them costs one look.

use std::hash::Hasher;

use rustc_hash::{FxHashMap, FxHashSet, FxHasher};

use super::{Data, Lexicon, WordClass, plain};

/// What begins a name, and what is one.
#[derive(Debug, Default)]
pub(super) struct Index {
    /// Hashes of all names, calendar words among them.
    names: FxHashSet<u64>,
    /// First words with a bound on the tokens of the longest name.
    firsts: FxHashMap<Box<str>, usize>,
}

impl Index {
    pub fn of(data: &Data) -> Self {
        let mut index = Self::default();
        let names = data.states.names().map(|(name, _)| name).chain(data.states.towns());
        let names = names.chain(data.bodies.names()).chain(data.places.names()).chain(data.words.others());
        let calendar = data.words.of(WordClass::Month).chain(data.words.of(WordClass::Weekday));
        index.names.extend(names.chain(calendar).map(hash));
        let firsts = data.states.firsts().chain(data.bodies.firsts()).chain(data.places.firsts()).chain(data.words.firsts());
        for (first, longest) in firsts {
            match index.firsts.get_mut(first) {
                Some(known) => *known = longest.max(*known),
                None => {
                    index.firsts.insert(first.into(), longest);
                }
            }
        }
        index
    }
}

fn hash(name: &str) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write(name.as_bytes());
    hasher.finish()
}

impl Lexicon {
    /// Whether any name of a state, body, capital, seat, town, region or people begins with this word; the number of words of the longest.
    pub fn longest_name_from(&self, first_word: &str) -> usize {
        self.index.firsts.get(plain(first_word).as_ref()).copied().unwrap_or(0)
    }

    /// Whether it may be a name of a state, body, capital, seat, town, region or people, a month or a day; false is certain.
    pub fn may_name(&self, name: &str) -> bool {
        let name = plain(name);
        let has = |name: &str| self.index.names.contains(&hash(name));
        has(&name) || name.strip_prefix("the ").is_some_and(has)
    }
}
