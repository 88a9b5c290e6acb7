//! What a word's letters and the lexicon tell, found once and kept as numbers.

use rustc_hash::FxHashMap;

use super::hash::{of_bytes, pair};
use crate::lexicon::{Lexicon, StateForm, WordClass, plain};

/// A word's place in its [`Vocabulary`].
pub type WordId = u32;

/// Where there is no word: before the first token of a sentence and after the last.
pub const NOTHING: WordId = 0;

/// Letters at either end that are looked at.
pub const ENDS: usize = 4;

/// A word as the features need it.
#[derive(Clone, Debug, Default)]
pub struct Word {
    /// Its letters; digits are all one.
    pub exact: u64,
    /// The same in lower case.
    pub lower: u64,
    /// Its twin in lower case.
    pub lower_id: WordId,
    /// Which letters are capitals, digits and marks.
    pub shape: u64,
    /// Its first letters, by their number; 0 when it is not longer.
    pub starts: [u64; ENDS],
    /// Its last letters.
    pub ends: [u64; ENDS],
    /// Lists and classes of the lexicon that have it, a bit each.
    pub classes: u32,
    /// Tokens of the longest listed name that it begins; 0 for none.
    pub longest: u8,
    /// Begins with a capital.
    pub capital: bool,
    /// Has a letter.
    pub has_letter: bool,
    /// Stretches beside it are worth decoding: a capital, a digit, a quotation mark.
    pub wakes: bool,
    /// Joins capitalised words into a longer name.
    pub connects: bool,
}

/// The classes that single words have, as bits of [`Word::classes`].
pub mod class {
    /// May stand before a person's name.
    pub const TITLE: u32 = 1 << 8;
    /// A first name.
    pub const GIVEN: u32 = 1 << 6;
    /// The last word of a body's name.
    pub const BODY_HEAD: u32 = 1 << 12;
    /// A preposition before places.
    pub const PREPOSITION: u32 = 1 << 18;
    /// A verb of saying.
    pub const SAYS: u32 = 1 << 20;
}

/// The words met so far.
#[derive(Debug)]
pub struct Vocabulary {
    ids: FxHashMap<Box<str>, WordId>,
    words: Vec<Word>,
    lexicon: Lexicon,
    the: u64,
}

impl Vocabulary {
    /// A vocabulary that has met no word.
    pub fn new() -> Self {
        let mut this = Self { ids: FxHashMap::default(), words: Vec::new(), lexicon: Lexicon::new(), the: of_bytes(b"the") };
        this.id("");
        this
    }

    /// How many words have been met.
    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// The number of the article "the".
    pub fn the(&self) -> u64 {
        self.the
    }

    /// The word with this id.
    pub fn get(&self, id: WordId) -> &Word {
        self.words.get(id as usize).unwrap_or(&self.words[0])
    }

    /// The id of a word as printed.
    pub fn id(&mut self, printed: &str) -> WordId {
        match self.ids.get(printed) {
            Some(id) => *id,
            None => self.enter(printed),
        }
    }

    fn enter(&mut self, printed: &str) -> WordId {
        let text = plain(printed);
        let lower = text.to_lowercase();
        let lower_id = if lower == printed { None } else { Some(self.id(&lower)) };
        let id = self.words.len() as WordId;
        let word = self.read(&text, &lower);
        self.words.push(Word { lower_id: lower_id.unwrap_or(id), ..word });
        self.ids.insert(printed.into(), id);
        id
    }

    fn read(&self, text: &str, lower: &str) -> Word {
        let digits = |text: &str| text.chars().map(|c| if c.is_numeric() { '0' } else { c }).collect::<String>();
        let (exact, lower) = (digits(text), digits(lower));
        let capital = text.starts_with(char::is_uppercase);
        let mut letters = text.chars().filter(|c| c.is_alphabetic());
        let has_letter = letters.clone().next().is_some();
        let shouted = capital && letters.clone().nth(1).is_some() && letters.all(char::is_uppercase);
        let longest = self.lexicon.longest_name_from(text);
        Word {
            exact: of_bytes(exact.as_bytes()),
            lower: of_bytes(lower.as_bytes()),
            lower_id: NOTHING,
            shape: shape(text),
            starts: std::array::from_fn(|n| edge(&lower, n + 1, false)),
            ends: std::array::from_fn(|n| edge(&lower, n + 1, true)),
            classes: classes(&self.lexicon, text, shouted),
            longest: u8::try_from(longest).unwrap_or(u8::MAX),
            capital,
            has_letter,
            wakes: text.chars().any(|c| c.is_uppercase() || c.is_numeric() || matches!(c, '"' | '“' | '”' | '«' | '»' | '„')),
            connects: matches!(
                text,
                "of" | "for"
                    | "and"
                    | "the"
                    | "on"
                    | "&"
                    | "-"
                    | "de"
                    | "la"
                    | "al"
                    | "el"
                    | "bin"
                    | "von"
                    | "van"
                    | "der"
                    | "del"
                    | "'s"
                    | "'"
            ),
        }
    }
}

/// The first or last `n` letters, when the word has more.
fn edge(lower: &str, n: usize, last: bool) -> u64 {
    let at = if last { lower.char_indices().rev().nth(n - 1) } else { lower.char_indices().nth(n) };
    match at {
        Some((at, _)) if at > 0 => pair(n as u64, of_bytes(if last { &lower.as_bytes()[at..] } else { &lower.as_bytes()[..at] })),
        _ => 0,
    }
}

/// "Xx" for "Okello", "X.X." for "U.S.", "00-0" for "24-7": at most two signs for equal neighbours, eight in all.
fn shape(text: &str) -> u64 {
    let mut signs: Vec<u8> = Vec::with_capacity(8);
    for c in text.chars() {
        let sign = match c {
            c if c.is_uppercase() => b'X',
            c if c.is_alphabetic() => b'x',
            c if c.is_numeric() => b'0',
            c if c.is_ascii() => c as u8,
            _ => b'?',
        };
        if signs.len() == 8 {
            break;
        }
        if !(signs.len() >= 2 && signs.ends_with(&[sign, sign])) {
            signs.push(sign);
        }
    }
    of_bytes(&signs)
}

/// Lists and classes that have the word. A word in capitals is looked up as it stands and with one capital.
fn classes(lexicon: &Lexicon, text: &str, shouted: bool) -> u32 {
    let quiet = if shouted && text.chars().count() > 3 { title_case(text) } else { String::new() };
    let either = |has: &dyn Fn(&str) -> bool| has(text) || (!quiet.is_empty() && has(&quiet));
    let lower = text.to_lowercase();
    let of = |class: WordClass| either(&|word| lexicon.is(class, word));
    let state = |form: StateForm| either(&|word| lexicon.state_named(word).is_some_and(|(_, found)| found == form));
    let has = [
        state(StateForm::Name),
        state(StateForm::Adjective) || state(StateForm::People),
        either(&|word| lexicon.capital(word).is_some() || lexicon.metonym(word).is_some()),
        either(&|word| lexicon.body_named(word).is_some()),
        either(&|word| lexicon.city(word)),
        either(&|word| lexicon.region(word)),
        either(&|word| lexicon.is_first_name(word)),
        either(&|word| lexicon.is_surname(word)),
        lexicon.is_title_head(text) || lexicon.is_honorific(text),
        lexicon.is_title_modifier(text),
        lexicon.is_title_abbreviation(text),
        lexicon.is_kinship(text),
        of(WordClass::BodyHead),
        of(WordClass::PlaceHead) || of(WordClass::PlaceOpener),
        of(WordClass::OtherHead) || of(WordClass::OtherOpener),
        of(WordClass::Other),
        lexicon.is(WordClass::BodyNoun, text),
        lexicon.is(WordClass::PlaceNoun, text),
        lexicon.is(WordClass::PlacePreposition, &lower),
        lexicon.is(WordClass::PersonVerb, text),
        lexicon.is_saying_verb(text).is_some(),
        lexicon.is(WordClass::Particle, text) || lexicon.is(WordClass::OpeningParticle, &lower),
        of(WordClass::Month) || of(WordClass::Weekday),
        lexicon.is(WordClass::FunctionWord, &lower),
        lexicon.is(WordClass::SurnameEnding, text),
        lexicon.is(WordClass::HyphenTail, text) || lexicon.is(WordClass::Prefix, &lower),
    ];
    has.iter().enumerate().map(|(bit, has)| u32::from(*has) << bit).sum()
}

fn title_case(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().into_iter().chain(letters.flat_map(char::to_lowercase)).collect()
}
