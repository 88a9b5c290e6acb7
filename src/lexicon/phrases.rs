//! Common words that decide where a noun phrase begins and ends, and whether it can name a sticking point.

use rustc_hash::FxHashMap;
use serde::Deserialize;

/// What a common word does in a noun phrase.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PhraseWord {
    /// It stands in none: a phrase ends before it ("the", "under", "rejected").
    Stop,
    /// An adjective that tells nothing of what a thing is ("new").
    Modifier,
    /// A noun that names no sticking point, whatever stands before it ("week", "spokesman").
    General,
    /// A noun that needs another beside it to name one ("release", "law").
    Deed,
    /// A noun that makes the name of a thing with a name before it ("canal").
    Thing,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    verbs: Vec<String>,
    irregular: Vec<String>,
    stops: Vec<String>,
    modifiers: Vec<String>,
    general: Vec<String>,
    deeds: Vec<String>,
    things: Vec<String>,
}

#[derive(Debug, Default)]
pub struct Phrases(FxHashMap<String, PhraseWord>);

impl Phrases {
    pub fn built_in() -> Self {
        let file: File = toml::from_str(include_str!("data/phrases.toml")).unwrap_or_default();
        let mut words = FxHashMap::default();
        // A word of two lists is what the first of them says.
        let mut enter = |word: String, class| {
            words.entry(word).or_insert(class);
        };
        file.stops.into_iter().chain(file.irregular).for_each(|word| enter(word, PhraseWord::Stop));
        file.things.into_iter().for_each(|word| enter(word, PhraseWord::Thing));
        file.deeds.into_iter().for_each(|word| enter(word, PhraseWord::Deed));
        file.general.into_iter().for_each(|word| enter(word, PhraseWord::General));
        file.modifiers.into_iter().for_each(|word| enter(word, PhraseWord::Modifier));
        file.verbs.iter().flat_map(|verb| forms(verb)).for_each(|form| enter(form, PhraseWord::Stop));
        Self(words)
    }

    /// What a word in lower case does, nouns asked for in the singular.
    pub fn get(&self, lower: &str) -> Option<PhraseWord> {
        self.0.get(lower).copied()
    }
}

/// The regular forms of a verb: "carry", "carries", "carried", "carrying".
fn forms(verb: &str) -> [String; 4] {
    let vowel = |c: char| matches!(c, 'a' | 'e' | 'i' | 'o' | 'u');
    if let Some(stem) = verb.strip_suffix('e').filter(|stem| !stem.ends_with('e')) {
        return [verb.to_owned(), format!("{verb}s"), format!("{verb}d"), format!("{stem}ing")];
    }
    if let Some(stem) = verb.strip_suffix('y').filter(|stem| !stem.ends_with(vowel)) {
        return [verb.to_owned(), format!("{stem}ies"), format!("{stem}ied"), format!("{verb}ing")];
    }
    let hisses = ["s", "sh", "ch", "x", "z", "o"].iter().any(|ending| verb.ends_with(ending));
    let third = if hisses { format!("{verb}es") } else { format!("{verb}s") };
    // "stop" and "admit" double their last letter, "open" and "offer" do not.
    let mut last = verb.chars().rev();
    let closed = last.next().filter(|&c| !vowel(c) && !matches!(c, 'w' | 'x' | 'y'));
    let doubles = closed.filter(|_| last.next().is_some_and(vowel) && last.next().is_some_and(|c| !vowel(c)));
    let doubled = doubles.filter(|_| !["en", "er", "or", "on", "op"].iter().any(|ending| verb.len() > 4 && verb.ends_with(ending)));
    let stem = doubled.map_or_else(|| verb.to_owned(), |c| format!("{verb}{c}"));
    [verb.to_owned(), third, format!("{stem}ed"), format!("{stem}ing")]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_is_read_and_its_words_are_plain() {
        let file: File = toml::from_str(include_str!("data/phrases.toml")).expect("phrases.toml");
        for word in file.verbs.iter().chain(&file.stops).chain(&file.modifiers).chain(&file.general).chain(&file.deeds).chain(&file.things)
        {
            assert_eq!(*word, word.to_lowercase());
        }
    }

    #[test]
    fn verbs_are_known_in_their_forms() {
        let phrases = Phrases::built_in();
        for form in ["carries", "stopped", "opening", "offered", "agreeing", "reached", "imposing", "admitted"] {
            let is_deed = form == "opening";
            assert_eq!(phrases.get(form), Some(if is_deed { PhraseWord::Deed } else { PhraseWord::Stop }), "{form}");
        }
        assert_eq!(phrases.get("quota"), None);
        assert_eq!(phrases.get("week"), Some(PhraseWord::General));
    }
}
