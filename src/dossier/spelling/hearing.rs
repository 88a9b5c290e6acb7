//! Whether two names sound alike enough to be one.

use super::parts::Part;
use crate::lexicon::persons;
use crate::lexicon::sounds::Distance;

/// How far two words of names are apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hearing {
    /// No further than so many rules of transliteration.
    Rules(usize),
    /// A swap of neighbours, or a slip or two in a long word.
    Slip,
    /// Another letter in a short word, which may be another name.
    Other,
    /// Too far to be one name.
    Apart,
}

/// How far two names are apart, by their sounds and by their letters.
pub fn hear(one: &Part, other: &Part) -> Hearing {
    let n_sounds = one.sound.len().min(other.sound.len());
    let rules = match n_sounds {
        0..=3 => 0,
        4 => 1,
        5..=6 => 2,
        7..=8 => 3,
        _ => 4,
    };
    let slips = match n_sounds {
        0..=4 => 0,
        5..=8 => 1,
        _ => 2,
    };
    let opens_alike = one.letters.chars().next() == other.letters.chars().next();
    // "Ping" and "Bing" are two.
    let rules = if n_sounds < 5 && !opens_alike { 0 } else { rules };
    let by_rules = Distance { slips: 0, rules };
    // What is further apart than this is not asked for below.
    let most = if opens_alike { by_rules.max(Distance { slips, rules: 1 }) } else { by_rules };
    let way = one.sound.within(&other.sound, most);
    if let Some(way) = way.filter(|way| way.slips == 0 && way.rules <= rules) {
        return Hearing::Rules(way.rules);
    }
    if !opens_alike {
        return Hearing::Apart;
    }
    // Reading sounds can hide a swap of letters.
    let slip = way.is_some_and(|way| way.rules <= 1)
        || one.least_slips(other) <= slips && strsim::damerau_levenshtein(&one.letters, &other.letters) <= slips;
    let sorted = |part: &Part| {
        let mut letters: Vec<char> = part.letters.chars().collect();
        letters.sort_unstable();
        letters
    };
    match slip {
        true if n_sounds >= 8 || sorted(one) == sorted(other) => Hearing::Slip,
        true => Hearing::Other,
        false => Hearing::Apart,
    }
}

/// A man's and a woman's form, if they are not the same sounds.
pub fn are_gendered(one: &Part, other: &Part) -> bool {
    one.sound != other.sound && persons::are_gendered(&one.letters, &other.letters)
}
