//! A word as a number: its fingerprint in lower case, and whether it is one of the small words of running text.

use std::sync::LazyLock;

use super::eight::short;
use super::frame;

/// A word's fingerprint; bits tell what kind of word it is, one of each sixteen thousand million pairs of words looks the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Word {
    hash: u32,
    n_chars: u16,
    kind: u16,
    list: u16,
}

/// A small word of running text.
const SMALL: u16 = 1;
/// A word that speaks of who writes or of who reads.
pub(super) const PERSONAL: u16 = 2;
/// "by", which bylines and credits need.
pub(super) const BY: u16 = 4;
/// "via", which credits of pictures use.
pub(super) const VIA: u16 = 8;
/// The beginning of an address.
pub(super) const WEB: u16 = 16;
/// What a credit calls a picture.
pub(super) const PICTURE: u16 = 32;
/// The first word of a phrase of page frames.
pub(super) const OPENS: u16 = 64;

/// The first word of what a line of a frame begins with.
pub(super) const LEADS: u16 = 128;

/// What says that a word tells nothing about the text's matter.
const EMPTY: u16 = SMALL | PERSONAL | BY | VIA | WEB;

impl Word {
    /// A word that is already in lower case.
    pub(super) fn of(lower: &str) -> Self {
        KNOWN.word(lower)
    }

    pub(super) fn key(self) -> u32 {
        self.hash
    }

    /// What kind of word it is, as bits.
    pub(super) fn kind(self) -> u16 {
        self.kind
    }

    /// The list of the phrases that it begins, when it begins some.
    pub(super) fn list(self) -> u16 {
        self.list
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
        (self.n_chars > 3) & (self.kind & EMPTY == 0)
    }
}

/// The words that are known, by fingerprint.
pub(super) struct Table {
    /// For the low bits of a fingerprint, the last of the known words that have them; nought for none.
    last: Box<[u16; N_PLACES]>,
    /// The known words; the first one is none.
    known: Vec<Known>,
}

#[derive(Clone, Copy, Default)]
struct Known {
    hash: u32,
    kind: u16,
    list: u16,
    /// Another one with the same low bits; nought for none.
    other: u16,
}

/// Many times the number of words, and a power of two.
const N_PLACES: usize = 4096;

/// The words that are known.
pub(super) static KNOWN: LazyLock<Table> = LazyLock::new(|| {
    let mut table = Table { last: Box::new([0; N_PLACES]), known: vec![Known::default()] };
    let mut add_all = |words: &mut dyn Iterator<Item = &str>, kind| words.for_each(|word| _ = table.add(word, kind));
    add_all(&mut frame::small_words(), SMALL);
    add_all(&mut frame::personal_words(), PERSONAL);
    add_all(&mut frame::first_words_of_lines(), LEADS);
    (0..).zip(frame::first_words()).for_each(|(list, word)| table.add(word, OPENS).list = list);
    [("by", BY), ("via", VIA), ("http", WEB), ("https", WEB), ("www", WEB), ("credit", PICTURE)]
        .iter()
        .for_each(|(word, kind)| _ = table.add(word, *kind));
    for word in ["photo", "image", "picture", "photograph", "illustration"] {
        table.add(word, PICTURE);
        table.add(&format!("{word}s"), PICTURE);
    }
    table
});

impl Table {
    fn add(&mut self, word: &str, kind: u16) -> &mut Known {
        let hash = hashed(word).finish();
        let mut at = self.find(hash);
        if self.known[at].hash != hash || at == 0 {
            let last = &mut self.last[hash as usize % N_PLACES];
            at = self.known.len();
            self.known.push(Known { hash, other: *last, ..Known::default() });
            *last = u16::try_from(at).unwrap_or(0);
        }
        self.known[at].kind |= kind;
        &mut self.known[at]
    }

    /// A word that is already in lower case.
    pub(super) fn word(&self, lower: &str) -> Word {
        self.found(hashed(lower), lower.chars().count())
    }

    /// The word with so many characters that was hashed.
    pub(super) fn found(&self, hash: Hash, n_chars: usize) -> Word {
        let hash = hash.finish();
        let known = self.known[self.find(hash)];
        // Whether a word is known cannot be guessed: all bits or none are taken.
        let bits = 0_u16.wrapping_sub(u16::from(known.hash == hash));
        Word { hash, n_chars: u16::try_from(n_chars).unwrap_or(u16::MAX), kind: known.kind & bits, list: known.list & bits }
    }

    /// The known word with a fingerprint, or another one.
    fn find(&self, hash: u32) -> usize {
        let mut at = usize::from(self.last[hash as usize % N_PLACES]);
        // Hardly two known words share a place, so this is asked first.
        while self.known[at].other != 0 && self.known[at].hash != hash {
            at = usize::from(self.known[at].other);
        }
        at
    }
}

/// The fingerprint of a word in the making: its bytes in lower case, eight by eight.
#[derive(Clone, Copy, Debug)]
pub(super) struct Hash(u64);

impl Default for Hash {
    fn default() -> Self {
        Self(0x517c_c1b7_2722_0a95)
    }
}

impl Hash {
    /// Adds up to eight bytes, the first one lowest; noughts add nothing.
    pub(super) fn add(&mut self, eight: u64) {
        if eight != 0 {
            let product = (self.0 ^ eight).wrapping_mul(0x9e37_79b9_7f4a_7c15);
            self.0 = product ^ product >> 32;
        }
    }

    fn finish(self) -> u32 {
        (self.0.wrapping_mul(0xd6e8_feb8_6659_fd93) >> 32) as u32
    }
}

fn hashed(lower: &str) -> Hash {
    let mut hash = Hash::default();
    for bytes in lower.as_bytes().chunks(8) {
        hash.add(short(bytes));
    }
    hash
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
    fn a_word_is_the_same_wherever_it_stands() {
        let shape = |text: &str| super::super::measure::alone(text).key;
        for word in ["a", "talks", "ministry", "ceasefire", "intergovernmental", "2014", "naïveté"] {
            assert_eq!(shape(&format!("– {} –", word.to_uppercase())), shape(word));
        }
        assert_ne!(shape("talks"), shape("talk"));
        assert_ne!(shape("ministry"), shape("ministryministry"));
    }
}
