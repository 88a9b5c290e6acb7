//! Which names of persons in one article mean the same person.

use deunicode::deunicode;

/// A person's name in parts, folded for comparison.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonName {
    /// All words in order, lower case, without accents, suffixes ("Jr.") left out.
    words: Vec<String>,
}

impl PersonName {
    pub fn of(name: &str) -> Self {
        let folded = deunicode(name).to_lowercase();
        let words = folded.split([' ', '-']).map(|word| word.trim_matches(|c: char| !c.is_alphanumeric())).filter(|word| !word.is_empty());
        let mut words: Vec<String> = words.map(str::to_owned).collect();
        while words.len() > 1 && words.last().is_some_and(|last| matches!(last.as_str(), "jr" | "sr" | "ii" | "iii" | "iv")) {
            words.pop();
        }
        Self { words }
    }

    /// Whether it is one word, a surname or a first name.
    pub fn is_single(&self) -> bool {
        self.words.len() < 2
    }

    /// Whether a lone word is the last word of this full name, particles before it or not ("al-Bashir", "Bashir", "von der Leyen").
    pub fn ends_in(&self, single: &Self) -> bool {
        self.words.len() > single.words.len() && self.words.ends_with(&single.words)
    }

    /// Whether a lone word is the first word of this full name, as with family names that come first ("Kim Jong Un").
    pub fn begins_with(&self, single: &Self) -> bool {
        self.words.len() > single.words.len() && self.words.starts_with(&single.words)
    }

    /// Whether a lone word is made of this full name's initials ("MBS").
    pub fn has_initials(&self, single: &Self) -> bool {
        let initials: String = self.words.iter().filter_map(|word| word.chars().next()).collect();
        self.words.len() > 1 && single.words.first() == Some(&initials)
    }

    /// Whether two names are one person's: equal surnames, and first names that are equal, initials of each other or left out in one of them.
    pub fn same(&self, other: &Self) -> bool {
        if self.words == other.words {
            return true;
        }
        if self.is_single() || other.is_single() {
            return false;
        }
        let (Some(last), Some(others_last)) = (self.words.last(), other.words.last()) else { return false };
        same_word(last, others_last) && self.first_matches(other)
    }

    fn first_matches(&self, other: &Self) -> bool {
        let (one, two) = (self.given(), other.given());
        let (short, long) = if one.len() <= two.len() { (one, two) } else { (two, one) };
        let first = short.first().zip(long.first()).is_some_and(|(one, two)| same_word(one, two) || is_initial_of(one, two));
        let rest = short.iter().skip(1).all(|word| long.iter().skip(1).any(|other| same_word(word, other) || is_initial_of(word, other)));
        first && rest
    }

    fn given(&self) -> &[String] {
        &self.words[..self.words.len().saturating_sub(1)]
    }
}

fn is_initial_of(one: &str, two: &str) -> bool {
    let (short, long) = if one.len() < two.len() { (one, two) } else { (two, one) };
    short.len() == 1 && long.starts_with(short)
}

fn same_word(one: &str, two: &str) -> bool {
    one == two || (one.len() > 3 && two.len() > 3 && skeleton(one) == skeleton(two))
}

/// A word without the choices that transliteration leaves open: "Kovalskyy", "Kovalskiy" and "Kovalsky" are one.
fn skeleton(word: &str) -> String {
    let mut out = word.to_owned();
    for (from, to) in [
        ("kh", "h"),
        ("zh", "z"),
        ("sch", "s"),
        ("sh", "s"),
        ("ch", "c"),
        ("ph", "f"),
        ("ck", "k"),
        ("iy", "i"),
        ("yy", "i"),
        ("yi", "i"),
        ("ij", "i"),
        ("ii", "i"),
        ("ou", "u"),
        ("y", "i"),
        ("j", "i"),
        ("w", "v"),
        ("g", "h"),
        ("q", "k"),
    ] {
        out = out.replace(from, to);
    }
    let mut letters: Vec<char> = out.chars().collect();
    letters.dedup();
    if letters.len() > 3 && letters.last() == Some(&'i') {
        letters.pop();
    }
    letters.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn same(one: &str, two: &str) -> bool {
        PersonName::of(one).same(&PersonName::of(two))
    }

    #[test]
    fn spellings_and_initials_are_one_person() {
        assert!(same("Dmytro Horbenskyi", "Dmytro Horbensky"));
        assert!(same("A. Kovac", "Ana Kovač"));
        assert!(same("Ana Maria Kovač", "Ana Kovač"));
        assert!(same("Khalid al-Rashid", "Khalid Al Rashid"));
    }

    #[test]
    fn relatives_are_two() {
        assert!(!same("Ana Kovač", "Ivo Kovač"));
        assert!(!same("Maria Ivanova", "Pyotr Ivanov"));
        assert!(!same("John P. Adams", "John Q. Adams"));
    }

    #[test]
    fn surnames_at_either_end() {
        let kim = PersonName::of("Kim Yong Sun");
        assert!(kim.begins_with(&PersonName::of("Kim")) && kim.ends_in(&PersonName::of("Sun")));
        assert!(PersonName::of("Ursula von der Heide").ends_in(&PersonName::of("von der Heide")));
    }
}
