//! A word as a number: its fingerprint in lower case, and whether it is one of the small words of running text.

use std::sync::LazyLock;

use super::frame;

/// A word's fingerprint; two bits tell what kind of word it is, one of each sixteen thousand million pairs of words looks the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Word {
    hash: u32,
    n_chars: u16,
    kind: u16,
}

/// A small word of running text.
const SMALL: u16 = 1;
/// A word that speaks of who writes or of who reads.
const PERSONAL: u16 = 2;
/// "by", which bylines and credits need.
pub(super) const BY: u16 = 4;
/// "via", which credits of pictures use.
pub(super) const VIA: u16 = 8;
/// The beginning of an address.
pub(super) const WEB: u16 = 16;

impl Default for Word {
    fn default() -> Self {
        Self { hash: 0x811c_9dc5, n_chars: 0, kind: 0 }
    }
}

impl Word {
    /// Adds a letter, already in lower case.
    pub(super) fn push(&mut self, c: char) {
        self.hash = (self.hash ^ u32::from(c)).wrapping_mul(0x0100_0193);
        self.n_chars = self.n_chars.saturating_add(1);
    }

    /// Looks the finished word up.
    pub(super) fn finish(&mut self) {
        if self.n_chars <= LONGEST {
            self.kind = SMALL_WORDS.kind(self.hash);
        }
    }

    /// A word that is already in lower case.
    pub(super) fn of(lower: &str) -> Self {
        let mut word = Self::default();
        lower.chars().for_each(|c| word.push(c));
        word.finish();
        word
    }

    pub(super) fn key(self) -> u32 {
        self.hash
    }

    pub(super) fn n_chars(self) -> u16 {
        self.n_chars
    }

    /// What kind of word it is, as bits.
    pub(super) fn kind(self) -> u16 {
        self.kind
    }

    /// Whether running text cannot do without it.
    pub(super) fn is_small(self) -> bool {
        self.kind & SMALL != 0
    }

    /// Whether it speaks of who writes or of who reads.
    pub(super) fn is_personal(self) -> bool {
        self.kind & PERSONAL != 0
    }

    /// Whether it tells what a text is about.
    pub(super) fn is_telling(self) -> bool {
        self.n_chars > 3 && self.kind == 0
    }
}

/// No small word is longer.
const LONGEST: u16 = 8;

/// An open table of fingerprints with the kind of each.
struct Table {
    slots: [(u32, u16); N_SLOTS],
}

/// Several times the number of words, and a power of two.
const N_SLOTS: usize = 1024;

static SMALL_WORDS: LazyLock<Table> = LazyLock::new(|| {
    let mut table = Table { slots: [(0, 0); N_SLOTS] };
    frame::small_words().for_each(|word| table.add(word, SMALL));
    frame::personal_words().for_each(|word| table.add(word, PERSONAL));
    [("by", BY), ("via", VIA), ("http", WEB), ("https", WEB), ("www", WEB)].iter().for_each(|(word, kind)| table.add(word, *kind));
    table
});

impl Table {
    fn add(&mut self, word: &str, kind: u16) {
        let mut key = Word::default();
        word.chars().for_each(|c| key.push(c));
        let at = self.find(key.hash);
        self.slots[at] = (key.hash, self.slots[at].1 | kind);
    }

    fn kind(&self, hash: u32) -> u16 {
        self.slots[self.find(hash)].1
    }

    /// The slot of a fingerprint, or the free one where it would go; the table is never full.
    fn find(&self, hash: u32) -> usize {
        let mut at = (hash ^ hash >> 15) as usize % N_SLOTS;
        while self.slots[at].1 != 0 && self.slots[at].0 != hash {
            at = (at + 1) % N_SLOTS;
        }
        at
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_of_words() {
        assert!(Word::of("the").is_small() && Word::of("between").is_small() && Word::of("für").is_small());
        assert!(Word::of("your").is_personal() && !Word::of("ceasefire").is_personal());
        assert!(Word::of("ceasefire").is_telling() && !Word::of("the").is_telling() && !Word::of("oil").is_telling());
    }

    #[test]
    fn no_small_word_is_longer_than_the_longest() {
        assert!(frame::small_words().chain(frame::personal_words()).all(|word| word.chars().count() <= usize::from(LONGEST)));
    }
}
