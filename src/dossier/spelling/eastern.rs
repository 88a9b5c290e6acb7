//! Given names of two syllables, across the transcriptions of one language.

use super::parts::Part;
use crate::lexicon::persons::{self, Language};

/// Whether two given names whose family names are forms of one are the same: "Ji-hoon" and "Jihun", "En-lai" and "Enlai".
pub fn same(one: &Part, other: &Part, families: (&Part, &Part)) -> bool {
    if one.letters == other.letters {
        return true;
    }
    match persons::same_first(&families.0.letters, &families.1.letters) {
        Some(Language::Korean) => korean(&one.letters) == korean(&other.letters),
        // Pinyin itself parts what Wade and Giles write alike, so both must not be Pinyin.
        Some(Language::Chinese) => is_wade(one) != is_wade(other) && wade(&one.letters) == wade(&other.letters),
        None => false,
    }
}

/// A given name without what the transcriptions of Korean write differently.
fn korean(letters: &str) -> String {
    fold(
        letters,
        &[
            ("eui", "i"),
            ("ui", "i"),
            ("eo", "o"),
            ("eu", "o"),
            ("oo", "o"),
            ("ou", "o"),
            ("u", "o"),
            ("ae", "e"),
            ("ai", "e"),
            ("ee", "i"),
            ("y", "i"),
            ("ie", "e"),
            ("ch", "j"),
            ("sh", "s"),
            ("k", "g"),
            ("p", "b"),
            ("t", "d"),
            ("r", "l"),
        ],
    )
}

/// Hyphens, "hs", "ts" and final "h" are not Pinyin.
fn is_wade(name: &Part) -> bool {
    name.letters.contains("hs") || name.letters.contains("ts") || name.letters.ends_with('h') || name.has_hyphen
}

/// A given name without what Pinyin and Wade and Giles write differently.
fn wade(letters: &str) -> String {
    fold(
        letters,
        &[
            ("hs", "x"),
            ("tz", "z"),
            ("ts", "z"),
            ("zh", "j"),
            ("ch", "j"),
            ("q", "j"),
            ("c", "z"),
            ("p", "b"),
            ("t", "d"),
            ("k", "g"),
            ("ung", "ong"),
            ("ien", "ian"),
            ("eh", "e"),
            ("ih", "i"),
        ],
    )
}

fn fold(letters: &str, pairs: &[(&str, &str)]) -> String {
    pairs.iter().fold(letters.to_owned(), |text, (from, to)| text.replace(from, to))
}
