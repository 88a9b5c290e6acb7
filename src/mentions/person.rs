//! Which names of persons in one article mean the same person.

use deunicode::deunicode;

use crate::lexicon::persons;
use crate::lexicon::sounds::{Distance, Sound};

/// A person's name in parts, folded for comparison.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonName {
    /// All words in order, lower case, without accents, suffixes ("Jr.") left out.
    words: Vec<String>,
    /// Their sounds.
    sounds: Vec<Sound>,
    /// Which of the bearers of the name it is ("jr").
    generation: Option<String>,
}

impl PersonName {
    pub fn of(name: &str) -> Self {
        let folded = deunicode(name).to_lowercase();
        let words = folded.split([' ', '-']).map(|word| word.trim_matches(|c: char| !c.is_alphanumeric())).filter(|word| !word.is_empty());
        let mut words: Vec<String> = words.map(str::to_owned).collect();
        let suffixed = words.len() > 1 && words.last().is_some_and(|last| persons::is_generation(last));
        let generation = if suffixed { words.pop() } else { None };
        let sounds = words.iter().map(|word| Sound::of(word)).collect();
        Self { words, sounds, generation }
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

    /// Whether a lone word stands inside this full name, as the father's or the clan's name that is used alone in much of Africa ("Ona Sahani Kasembe").
    pub fn has_inside(&self, single: &Self) -> bool {
        let inner = self.words.get(1..self.words.len().saturating_sub(1)).unwrap_or_default();
        single.words.first().is_some_and(|word| word.len() > 2 && !persons::is_particle(word) && inner.contains(word))
    }

    /// Whether a lone word is made of this full name's initials ("MBS").
    pub fn has_initials(&self, single: &Self) -> bool {
        let initials: String = self.words.iter().filter_map(|word| word.chars().next()).collect();
        self.words.len() > 1 && single.words.first() == Some(&initials)
    }

    /// Whether two names are one person's: equal surnames, and first names that are equal, initials of each other or left out in one of them.
    pub fn same(&self, other: &Self) -> bool {
        if self.generation != other.generation && !self.is_single() && !other.is_single() {
            return false;
        }
        if self.words == other.words {
            return true;
        }
        if self.is_single() || other.is_single() {
            return false;
        }
        let (last, others_last) = (self.words.len() - 1, other.words.len() - 1);
        self.same_word(last, other, others_last) && self.first_matches(other)
    }

    fn first_matches(&self, other: &Self) -> bool {
        let (short, long) = if self.words.len() <= other.words.len() { (self, other) } else { (other, self) };
        let matches = |one: usize, two: usize| short.same_word(one, long, two) || is_initial_of(&short.words[one], &long.words[two]);
        let first = matches(0, 0) || persons::same_given(&short.sounds[0], &long.sounds[0]);
        let (rest, others) = (1..short.words.len() - 1, 1..long.words.len() - 1);
        first && rest.into_iter().all(|one| others.clone().any(|two| matches(one, two)))
    }

    /// Whether two words are one by the rules of transliteration.
    fn same_word(&self, at: usize, other: &Self, others: usize) -> bool {
        let (word, others_word) = (&self.words[at], &other.words[others]);
        let (sound, others_sound) = (&self.sounds[at], &other.sounds[others]);
        if word == others_word {
            return true;
        }
        let n_sounds = sound.len().min(others_sound.len());
        if n_sounds <= 3 || persons::are_gendered(word, others_word) || sound.block() != others_sound.block() {
            return false;
        }
        sound.within(others_sound, Distance { slips: 0, rules: if n_sounds < 7 { 1 } else { 2 } }).is_some()
    }
}

fn is_initial_of(one: &str, two: &str) -> bool {
    let (short, long) = if one.len() < two.len() { (one, two) } else { (two, one) };
    short.len() == 1 && long.starts_with(short)
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
        assert!(!same("Mario Conti", "Maria Conti"));
        assert!(!same("Martin Reed Jr.", "Martin Reed"));
        assert!(!same("John P. Adams", "John Q. Adams"));
    }

    #[test]
    fn surnames_at_either_end() {
        let kim = PersonName::of("Kim Yong Sun");
        assert!(kim.begins_with(&PersonName::of("Kim")) && kim.ends_in(&PersonName::of("Sun")));
        assert!(PersonName::of("Ona Sahani Kasembe").has_inside(&PersonName::of("Sahani")));
        assert!(PersonName::of("Ursula von der Heide").ends_in(&PersonName::of("von der Heide")));
    }
}
