//! What the desk knows before reading: states, titles, bodies, verbs.
//!
//! In come the data files beside this one and the desk's own entries; out goes a [`Lexicon`] of typed look-ups.
//! No person in office is in it, and no article is looked at.

mod bodies;
mod common_bodies;
mod deeds;
mod happenings;
mod index;
mod issues;
mod known;
mod naming;
pub mod persons;
mod phrases;
mod places;
pub mod sounds;
mod speech;
mod states;
mod stems;
mod table;
mod titles;
mod towns;
mod words;

use std::borrow::Cow;
use std::sync::LazyLock;

pub use bodies::{Body, BodyKind};
pub use common_bodies::{CommonBody, LONGEST as LONGEST_COMMON_BODY, Owner};
pub use deeds::Deed;
pub use happenings::{Frame, Trigger, beginning_with as triggers, is_crowd, is_mishap, is_of_people, is_particle};
use index::Index;
pub use issues::IssueEntry;
use issues::Issues;
pub use known::{KnownKind, KnownName, KnownNames};
pub use naming::NameList;
pub use phrases::PhraseWord;
pub use speech::{Manner, SayingVerb, SpeakerNoun};
pub use states::{State, StateForm};
pub use stems::{folded, stem};
pub use titles::Gender;
pub use towns::{Coordinates, LARGE, Town};
pub use words::WordClass;

/// Look-ups over the built-in data and the desk's own entries.
///
/// Names are looked up as printed, with their capitals; spaces of any kind, hyphens of any kind and apostrophes of any kind are taken as equal.
#[derive(Clone, Debug)]
pub struct Lexicon {
    data: &'static Data,
    index: &'static Index,
    issues: Cow<'static, Issues>,
    /// How many of the issues, the last ones, were found in the corpus.
    n_found: usize,
    known: Cow<'static, KnownNames>,
}

#[derive(Debug)]
struct Data {
    states: states::States,
    bodies: bodies::Bodies,
    common_bodies: common_bodies::CommonBodies,
    places: places::Places,
    titles: titles::Titles,
    speech: speech::Speech,
    phrases: phrases::Phrases,
    words: words::Words,
    issues: Issues,
    known: KnownNames,
}

static BUILT_IN: LazyLock<Data> = LazyLock::new(|| Data {
    states: states::States::built_in(),
    bodies: bodies::Bodies::built_in(),
    common_bodies: common_bodies::CommonBodies::built_in(),
    places: places::Places::built_in(),
    titles: titles::Titles::built_in(),
    speech: speech::Speech::built_in(),
    phrases: phrases::Phrases::built_in(),
    words: words::Words::built_in(),
    issues: Issues::built_in(),
    known: KnownNames::default(),
});

static INDEX: LazyLock<Index> = LazyLock::new(|| Index::of(&BUILT_IN));

/// Apart from the rest, because only the maps need it.
static TOWNS: LazyLock<towns::Towns> = LazyLock::new(towns::Towns::built_in);

impl Default for Lexicon {
    fn default() -> Self {
        Self::new()
    }
}

impl Lexicon {
    /// The built-in lexicon.
    pub fn new() -> Self {
        Self { data: &BUILT_IN, index: &INDEX, issues: Cow::Borrowed(&BUILT_IN.issues), n_found: 0, known: Cow::Borrowed(&BUILT_IN.known) }
    }

    /// The built-in lexicon with the desk's sticking points: one whose key is built in adds its words to that one and may rename it, others stand behind.
    pub fn with_issues(desk: Vec<IssueEntry>) -> Self {
        let mut lexicon = Self::new();
        if desk.is_empty() {
            return lexicon;
        }
        let mut entries = lexicon.issues().to_vec();
        for entry in desk {
            match entries.iter_mut().find(|known| known.key == entry.key) {
                Some(known) => {
                    known.words.extend(entry.words);
                    known.name = entry.name;
                }
                None => entries.push(entry),
            }
        }
        lexicon.issues = Cow::Owned(Issues::new(entries));
        lexicon
    }

    /// The same lexicon with sticking points that a corpus names by itself; they stand behind all others.
    #[must_use]
    pub fn with_found(&self, found: Vec<IssueEntry>) -> Self {
        let n_found = self.n_found + found.len();
        let entries = self.issues().iter().cloned().chain(found).collect();
        Self { issues: Cow::Owned(Issues::new(entries)), n_found, ..self.clone() }
    }

    /// The built-in lexicon with no sticking points but these.
    pub fn with_only_issues(entries: Vec<IssueEntry>) -> Self {
        Self { issues: Cow::Owned(Issues::new(entries)), ..Self::new() }
    }

    /// Those of the sticking points that were found in the corpus.
    pub fn found_issues(&self) -> &[IssueEntry] {
        let issues = self.issues();
        &issues[issues.len().saturating_sub(self.n_found)..]
    }

    /// The state with this key ("KOR", "XKX").
    pub fn state(&self, key: &str) -> Option<&State> {
        self.data.states.by_key(key)
    }

    /// All states, in order of their keys' rows in the data file.
    pub fn states(&self) -> &[State] {
        self.data.states.all()
    }

    /// The state that a name, adjective or demonym stands for, and which of these it is. Capitals and seats are not names.
    pub fn state_named(&self, name: &str) -> Option<(&State, StateForm)> {
        self.data.states.named(&plain(name))
    }

    /// The state whose capital this is.
    pub fn capital(&self, name: &str) -> Option<&State> {
        self.data.states.with_capital(&plain(name))
    }

    /// The state whose government a seat always stands for: a palace, a street, a house ("Downing Street").
    pub fn metonym(&self, name: &str) -> Option<&State> {
        let name = plain(name);
        self.data.states.with_seat(name.strip_prefix("the ").unwrap_or(&name))
    }

    /// The body with this key ("UN", "ICRC").
    pub fn body(&self, key: &str) -> Option<&Body> {
        self.data.bodies.by_key(key)
    }

    /// The body that a name or abbreviation stands for.
    pub fn body_named(&self, name: &str) -> Option<&Body> {
        self.data.bodies.named(&plain(name))
    }

    /// The body that a noun in lower case means, whoever's it is ("troops", "parliament").
    pub fn common_body(&self, noun: &str) -> Option<&CommonBody> {
        self.data.common_bodies.by_noun(noun)
    }

    /// Whether a noun of [`Lexicon::common_body`] begins with these letters.
    pub fn common_body_begins(&self, letters: &str) -> bool {
        self.data.common_bodies.begin_with(letters)
    }

    /// Whether it is the name of a large town or of a capital.
    pub fn city(&self, name: &str) -> bool {
        let name = plain(name);
        self.data.places.city(&name) || self.data.states.with_capital(&name).is_some()
    }

    /// Whether it is the name of a region, province, sea or disputed area.
    pub fn region(&self, name: &str) -> bool {
        self.data.places.region(&plain(name))
    }

    /// Whether it is the name of a town that lends its name to a region ("Mosul", "Kherson").
    pub fn chief_town(&self, name: &str) -> bool {
        self.data.places.chief_town(&plain(name))
    }

    /// Every town of the gazetteer that bears this name, letter case and marks aside.
    pub fn towns_named(&self, name: &str) -> &'static [Town] {
        TOWNS.named(name)
    }

    /// The towns of the gazetteer in the state with this key, each under every name it bears.
    pub fn towns_of(&self, state: &str) -> &'static [(&'static str, Town)] {
        TOWNS.of_state(state)
    }

    /// A point well inside the state with this key, where its label would stand.
    pub fn middle_of(&self, state: &str) -> Option<Coordinates> {
        TOWNS.middle(state)
    }

    /// Whether a word is a first name somewhere.
    pub fn is_first_name(&self, word: &str) -> bool {
        self.data.places.first_name(&plain(word))
    }

    /// What a first name tells about the gender of its bearer; `None` for one that women and men bear.
    pub fn gender_of_first_name(&self, word: &str) -> Option<Gender> {
        self.data.places.gender(&plain(word))
    }

    /// Whether a word is a surname somewhere.
    pub fn is_surname(&self, word: &str) -> bool {
        self.data.places.surname(&plain(word))
    }

    /// Whether a word can be part of a title or role: a head ("envoy"), a modifier ("deputy") or an abbreviation ("Gen."). Capitals do not matter.
    pub fn is_title_word(&self, word: &str) -> bool {
        self.is_title_head(word) || self.is_title_modifier(word)
    }

    /// Whether a word is the noun of a title or role, plural included ("envoy", "ministers", "Gen.").
    pub fn is_title_head(&self, word: &str) -> bool {
        self.data.titles.head(&plain(word))
    }

    /// Whether a word can stand before the noun of a role ("deputy", "foreign").
    pub fn is_title_modifier(&self, word: &str) -> bool {
        self.data.titles.modifier(&plain(word))
    }

    /// Whether a word is an honorific, which is no role ("Mr.").
    pub fn is_honorific(&self, word: &str) -> bool {
        self.data.titles.honorific(&plain(word))
    }

    /// Whether a word is an abbreviation that stands before a name and ends in a point ("Gen.", "Mr.").
    pub fn is_title_abbreviation(&self, word: &str) -> bool {
        word.ends_with('.') && (self.data.titles.abbreviation(word) || self.data.titles.honorific(word))
    }

    /// Whether a word is a rank or another title cut short, with its point or without ("Gen.", "Col").
    pub fn is_rank(&self, word: &str) -> bool {
        self.data.titles.abbreviation(&plain(word))
    }

    /// Whether a phrase in lower case names an office by itself when a state owns it ("prime minister").
    pub fn is_office(&self, phrase: &str) -> bool {
        self.data.titles.office(&lower(&plain(phrase)))
    }

    /// Whether a role tells what somebody does in a matter ("top negotiator") and names no office besides.
    pub fn is_function(&self, role: &str) -> bool {
        let lower = plain(role).to_lowercase();
        let words = || lower.split(|c: char| !c.is_alphanumeric() && c != '-').filter(|word| !word.is_empty());
        let heads = || words().filter(|word| self.is_title_head(word));
        words().any(|word| self.data.titles.function(word))
            && heads().all(|word| self.data.titles.function(word) || matches!(word, "chief" | "head" | "lead"))
    }

    /// The key of the state whose office a role must be, since no other calls one so ("former Secretary of State").
    pub fn state_of_office(&self, role: &str) -> Option<&str> {
        let lower = plain(role).to_lowercase();
        let words: Vec<&str> = lower.split_whitespace().collect();
        let modifiers = words.iter().take_while(|word| self.data.titles.modifier(word)).count();
        (0..=modifiers).find_map(|skipped| self.data.titles.state_of(&words[skipped..].join(" ")))
    }

    /// Whether a word is a relation between persons ("son-in-law"), which is no role.
    pub fn is_kinship(&self, word: &str) -> bool {
        self.data.titles.kinship(&lower(&plain(word)))
    }

    /// What a title tells about the gender of its bearer.
    pub fn gender_of_title(&self, word: &str) -> Option<Gender> {
        self.data.titles.gender(&plain(word))
    }

    /// The verb of saying of which this is a form ("said").
    pub fn is_saying_verb(&self, word: &str) -> Option<&'static SayingVerb> {
        self.data.speech.form(word)
    }

    /// What a noun in lower case stands for that speaks without a name ("witnesses"); titles and kin are told elsewhere.
    pub fn speaker_noun(&self, lower: &str) -> Option<SpeakerNoun> {
        self.data.speech.noun(lower)
    }

    /// What a common word in lower case does in a noun phrase; nouns are asked for in the singular.
    pub fn phrase_word(&self, lower: &str) -> Option<PhraseWord> {
        self.data.phrases.get(lower)
    }

    /// Whether the word belongs to a class of words that decide about names.
    pub fn is(&self, class: WordClass, word: &str) -> bool {
        self.data.words.is(class, &plain(word))
    }

    /// Whether a sticking point has the lexicon's own name, and not one that the desk gave.
    pub fn has_own_name(&self, key: &str) -> bool {
        let name = |issues: &[IssueEntry]| issues.iter().find(|entry| entry.key == key).map(|entry| entry.name.clone());
        name(self.issues()).is_some_and(|given| name(self.data.issues.entries()) == Some(given))
    }

    /// The same for a word that [`plain`] has been through.
    pub fn is_plain(&self, class: WordClass, word: &str) -> bool {
        self.data.words.is(class, word)
    }

    /// The sticking points of negotiations.
    pub fn issues(&self) -> &[IssueEntry] {
        self.issues.entries()
    }
}

/// The sign of a space among [`SIGNS`].
const SPACE: u8 = 1;

/// A sign for each byte: 0 where it is plain, [`SPACE`], or another; a table, since nearly every word is looked at several times.
const SIGNS: [u8; 256] = {
    let mut signs = [2; 256];
    signs[b' ' as usize] = SPACE;
    let mut byte = b'!';
    while byte.is_ascii_graphic() {
        if byte != b'`' {
            signs[byte as usize] = 0;
        }
        byte += 1;
    }
    signs
};

/// Whether a name is plain as it stands, with single spaces between its words.
fn is_plain(name: &str) -> bool {
    match name.bytes().fold(0, |signs, byte| signs | SIGNS[usize::from(byte)]) {
        0 => true,
        SPACE => name.split(' ').all(|word| !word.is_empty()),
        _ => false,
    }
}

/// A name with its spaces, hyphens and apostrophes made plain; borrowed when they are already.
pub fn plain(name: &str) -> Cow<'_, str> {
    if is_plain(name) {
        return Cow::Borrowed(name);
    }
    let only_ends = name.bytes().all(|byte| byte.is_ascii() && !matches!(byte, b'\t' | b'\n' | b'\r' | b'`')) && !name.contains("  ");
    if only_ends {
        return Cow::Borrowed(name.trim());
    }
    let mut out = String::with_capacity(name.len());
    for c in name.chars() {
        match c {
            '’' | '‘' | 'ʼ' | '`' | '´' | 'ʻ' => out.push('\''),
            '\u{2010}' | '\u{2011}' => out.push('-'),
            '\u{ad}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2060}' => {}
            c if c.is_whitespace() => {
                if !out.ends_with(' ') && !out.is_empty() {
                    out.push(' ');
                }
            }
            c => out.push(c),
        }
    }
    let trimmed = out.trim_end().len();
    out.truncate(trimmed);
    Cow::Owned(out)
}

/// A word in small letters; borrowed when it is already, as most words are.
pub fn lower(word: &str) -> Cow<'_, str> {
    let is_lower = word.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase());
    if is_lower { Cow::Borrowed(word) } else { Cow::Owned(word.to_lowercase()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn states_answer_to_all_their_names() {
        let lexicon = Lexicon::new();
        for (name, key, form) in [
            ("South Korea", "KOR", StateForm::Name),
            ("Republic of Korea", "KOR", StateForm::Name),
            ("U.S.", "USA", StateForm::Name),
            ("Côte d’Ivoire", "CIV", StateForm::Name),
            ("Sudanese", "SDN", StateForm::Adjective),
            ("Croats", "HRV", StateForm::People),
            ("Saudi\u{a0}Arabia", "SAU", StateForm::Name),
        ] {
            let (state, found) = lexicon.state_named(name).expect(name);
            assert_eq!((state.key.as_str(), found), (key, form), "{name}");
        }
        assert!(lexicon.state_named("Atlantis").is_none());
        assert!(lexicon.state_named("Khartoum").is_none());
    }

    #[test]
    fn capitals_and_seats_lead_to_their_states() {
        let lexicon = Lexicon::new();
        assert_eq!(lexicon.capital("Khartoum").map(|s| s.key.as_str()), Some("SDN"));
        assert_eq!(lexicon.capital("Bogotá").map(|s| s.key.as_str()), Some("COL"));
        assert_eq!(lexicon.metonym("Downing Street").map(|s| s.key.as_str()), Some("GBR"));
        assert_eq!(lexicon.metonym("Blue House").map(|s| s.key.as_str()), Some("KOR"));
    }

    #[test]
    fn keys_are_unique_and_every_state_has_its_own_name() {
        let lexicon = Lexicon::new();
        for state in lexicon.states() {
            assert_eq!(lexicon.state_named(&state.short).map(|(s, _)| &s.key), Some(&state.key), "{}", state.short);
        }
        assert!(lexicon.states().len() > 200);
    }

    #[test]
    fn bodies_answer_to_abbreviations() {
        let lexicon = Lexicon::new();
        assert_eq!(lexicon.body_named("Ecowas").map(|b| b.key.as_str()), Some("ECOWAS"));
        assert_eq!(lexicon.body_named("Red Cross").map(|b| b.kind), Some(BodyKind::Aid));
        assert!(lexicon.body_named("Reuters").is_some_and(|b| b.kind.reports()));
        assert!(lexicon.longest_name_from("Organization") > 3);
    }

    #[test]
    fn whatever_is_a_name_may_be_one() {
        let lexicon = Lexicon::new();
        for name in ["Côte d’Ivoire", "the White House", "Khartoum", "March", "Tuesday", "Red Cross", "Cold War", "Darfur", "Sudanese"] {
            assert!(lexicon.may_name(name), "{name}");
        }
        let plain_ones = || lexicon.names().filter(|(name, _)| plain(name) == *name);
        assert!(plain_ones().count() > 1_000 && plain_ones().all(|(name, _)| lexicon.may_name(name)));
        assert!(!lexicon.may_name("Hekkelgard") && !lexicon.may_name(""));
    }

    #[test]
    fn names_are_made_plain() {
        for name in ["Doha", "N'Djamena", "St. John", "A & B", "x-y (z), 3/4", "a\u{b}b"] {
            assert_eq!(plain(name), name);
        }
        for (printed, name) in [
            (" Doha ", "Doha"),
            ("Saudi  Arabia", "Saudi Arabia"),
            ("Saudi\u{a0}Arabia\n", "Saudi Arabia"),
            ("N’Djamena", "N'Djamena"),
            ("N`Djamena", "N'Djamena"),
            ("al\u{2011}Bashir", "al-Bashir"),
            ("Do\u{ad}ha", "Doha"),
            ("Bogotá ", "Bogotá"),
            (" ", ""),
            ("", ""),
        ] {
            assert_eq!(plain(printed), name);
        }
    }

    #[test]
    fn titles_compose() {
        let lexicon = Lexicon::new();
        for word in ["Envoy", "deputy", "Gen.", "ministers", "spokeswoman", "Secretary-General", "commandant"] {
            assert!(lexicon.is_title_word(word), "{word}");
        }
        assert!(!lexicon.is_title_head("deputy-ish"));
        assert!(lexicon.is_function("top Zambian negotiator") && lexicon.is_function("chief mediators"));
        assert!(!lexicon.is_function("deputy minister and chief negotiator") && !lexicon.is_function("special envoy"));
        assert!(lexicon.is_honorific("Mr."));
        assert!(lexicon.is_kinship("son-in-law"));
        assert!(lexicon.is_office("Prime Minister"));
    }

    #[test]
    fn saying_verbs_know_their_manner() {
        let lexicon = Lexicon::new();
        assert_eq!(lexicon.is_saying_verb("alleged").map(|v| v.manner), Some(Manner::Claim));
        assert_eq!(lexicon.is_saying_verb("told").map(|v| v.lemma.as_str()), Some("tell"));
        assert!(lexicon.is_saying_verb("walked").is_none());
    }
}
