//! Words that tell what a capitalised name names.

use rustc_hash::FxHashSet;
use serde::Deserialize;

use super::table::Names;

/// Classes of words that decide about names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum WordClass {
    /// The last word of a body's name ("Ministry").
    BodyHead,
    /// The last word of the name of a paper, an agency or a channel ("Tribune").
    MediumHead,
    /// The last word of a place's name ("River").
    PlaceHead,
    /// The first word of a place's name ("Lake").
    PlaceOpener,
    /// A common noun beside a place ("region").
    PlaceNoun,
    /// A common noun before the name of a ship or a rig ("frigate").
    VesselNoun,
    /// A common noun after a body ("militia").
    BodyNoun,
    /// A preposition before places ("near").
    PlacePreposition,
    /// A verb that has persons as subjects ("arrived").
    PersonVerb,
    /// A particle inside a person's name ("von").
    Particle,
    /// A particle that may open a name ("al").
    OpeningParticle,
    /// A prefix that a hyphen joins to a name ("pro").
    Prefix,
    /// What makes a party of a lower-case "party" ("Labour").
    PartyName,
    /// What a hyphen joins to a name without being part of it ("based").
    HyphenTail,
    /// An ending that surnames have ("shvili"); ask with the whole word.
    SurnameEnding,
    /// A month.
    Month,
    /// A day of the week.
    Weekday,
    /// A name that is no actor: a faith, a people without a state, a feast.
    Other,
    /// The last word of an event, a treaty or a prize ("Agreement").
    OtherHead,
    /// The first word of an event or a product ("Hurricane").
    OtherOpener,
    /// A word that is no name when capitalised at the head of a sentence ("However").
    FunctionWord,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    body_heads: Vec<String>,
    place_heads: Vec<String>,
    place_openers: Vec<String>,
    place_nouns: Vec<String>,
    vessel_nouns: Vec<String>,
    body_nouns: Vec<String>,
    place_prepositions: Vec<String>,
    medium_heads: Vec<String>,
    person_verbs: Vec<String>,
    particles: Vec<String>,
    opening_particles: Vec<String>,
    prefixes: Vec<String>,
    party_names: Vec<String>,
    hyphen_tails: Vec<String>,
    surname_endings: Vec<String>,
    months: Vec<String>,
    weekdays: Vec<String>,
    others: Vec<String>,
    other_heads: Vec<String>,
    other_openers: Vec<String>,
    function_words: Vec<String>,
}

#[derive(Debug, Default)]
pub struct Words {
    /// By the class as a number.
    classes: Vec<FxHashSet<String>>,
    others: Names<()>,
}

impl Words {
    pub fn built_in() -> Self {
        let file: File = toml::from_str(include_str!("data/words.toml")).unwrap_or_default();
        let mut others = Names::default();
        file.others.iter().for_each(|name| others.enter(name, ()));
        let classes = [
            (WordClass::BodyHead, file.body_heads),
            (WordClass::MediumHead, file.medium_heads),
            (WordClass::PlaceHead, file.place_heads),
            (WordClass::PlaceOpener, file.place_openers),
            (WordClass::PlaceNoun, file.place_nouns),
            (WordClass::VesselNoun, file.vessel_nouns),
            (WordClass::BodyNoun, file.body_nouns),
            (WordClass::PlacePreposition, file.place_prepositions),
            (WordClass::PersonVerb, file.person_verbs),
            (WordClass::Particle, file.particles),
            (WordClass::OpeningParticle, file.opening_particles),
            (WordClass::Prefix, file.prefixes),
            (WordClass::PartyName, file.party_names),
            (WordClass::HyphenTail, file.hyphen_tails),
            (WordClass::SurnameEnding, file.surname_endings),
            (WordClass::Month, file.months),
            (WordClass::Weekday, file.weekdays),
            (WordClass::OtherHead, file.other_heads),
            (WordClass::OtherOpener, file.other_openers),
            (WordClass::FunctionWord, file.function_words),
        ];
        let mut by_class: Vec<FxHashSet<String>> = vec![FxHashSet::default(); WordClass::FunctionWord as usize + 1];
        for (class, words) in classes {
            by_class[class as usize] = words.into_iter().collect();
        }
        Self { classes: by_class, others }
    }

    pub fn is(&self, class: WordClass, word: &str) -> bool {
        if class == WordClass::Other {
            return self.others.get(word).is_some();
        }
        let Some(words) = self.classes.get(class as usize) else { return false };
        if class == WordClass::SurnameEnding {
            return words.iter().any(|ending| word.len() > ending.len() + 2 && word.ends_with(ending.as_str()));
        }
        words.contains(word)
    }

    /// The words of a class, in no order.
    pub fn of(&self, class: WordClass) -> impl Iterator<Item = &str> {
        self.classes.get(class as usize).into_iter().flatten().map(String::as_str)
    }

    /// The lists of names by their first words.
    pub fn firsts(&self) -> impl Iterator<Item = (&str, usize)> {
        self.others.firsts()
    }

    /// Names that are no actors, in no order.
    pub fn others(&self) -> impl Iterator<Item = &str> {
        self.others.all().map(|(name, ())| name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_is_read() {
        toml::from_str::<File>(include_str!("data/words.toml")).expect("words.toml");
        assert!(Words::built_in().is(WordClass::BodyHead, "Ministry"));
        assert!(Words::built_in().is(WordClass::Other, "Cold War"));
    }
}
