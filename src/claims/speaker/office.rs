//! Which office a noun phrase names, and whether somebody can be its holder.

use super::phrase;
use super::told::words;
use crate::claims::scene::Scene;
use crate::lexicon::Lexicon;
use crate::mentions::{Form, NameKind};

/// The offices that an article gives somebody.
#[derive(Debug, Default)]
pub struct Held {
    states: Vec<String>,
    roles: Vec<Vec<String>>,
}

impl Held {
    /// Somebody of whom nothing but perhaps the state is known.
    pub fn new(state: Option<&str>) -> Self {
        Self { states: state.map(str::to_owned).into_iter().collect(), roles: Vec::new() }
    }

    /// Adds a role with the state that it names.
    pub fn add(&mut self, role: &str, state: Option<&str>) {
        self.states.extend(state.map(str::to_owned));
        self.roles.push(words(role).map(str::to_owned).collect());
    }

    /// Whether what is known of somebody speaks against an office: another state, another field, another town.
    pub fn excludes(&self, office: &Office, lexicon: &Lexicon) -> bool {
        let state = office.state.as_ref();
        if state.is_some_and(|state| !self.states.is_empty() && !self.states.contains(state)) {
            return true;
        }
        let same: Vec<&[String]> =
            self.roles.iter().map(Vec::as_slice).filter(|role| role.iter().any(|word| *word.to_lowercase() == office.head)).collect();
        let apart = |own: &[String], other: fn(&[String], &str, &Lexicon) -> Vec<String>| {
            let differs = |role: &&[String]| {
                let others = other(role, &office.head, lexicon);
                !others.is_empty() && !others.iter().any(|word| own.contains(word))
            };
            !own.is_empty() && !same.is_empty() && same.iter().all(differs)
        };
        apart(&office.fields, fields) || state.is_none() && apart(&office.owners, owners)
    }
}

/// The fields before the noun of a role: "| foreign | minister".
fn fields(role: &[String], head: &str, lexicon: &Lexicon) -> Vec<String> {
    let at = role.iter().position(|word| word.to_lowercase() == head).unwrap_or(0);
    role[..at].iter().map(|word| word.to_lowercase()).filter(|word| is_field(word, lexicon)).collect()
}

/// The names behind it: "mayor of | Graz".
fn owners(role: &[String], head: &str, _: &Lexicon) -> Vec<String> {
    let behind = role.iter().skip_while(|word| word.to_lowercase() != head).skip(1);
    behind.filter(|word| word.starts_with(char::is_uppercase)).cloned().collect()
}

/// Whether a word parts one office from another that ends in the same noun, rather than telling how high or how new it is.
fn is_field(lower: &str, lexicon: &Lexicon) -> bool {
    const DEGREES: [&str; 22] = [
        "senior", "top", "chief", "former", "new", "then", "late", "current", "acting", "interim", "special", "first", "lead", "leading",
        "high", "ranking", "outgoing", "incoming", "longtime", "veteran", "retired", "general",
    ];
    lexicon.is_title_modifier(lower) && !DEGREES.contains(&lower)
}

/// The office that a noun phrase names.
#[derive(Debug)]
pub struct Office {
    /// Its noun in small letters.
    pub head: String,
    /// The key of the state whose it is.
    state: Option<String>,
    fields: Vec<String>,
    owners: Vec<String>,
}

impl Office {
    /// The office named by the words from `start` to the noun at `at`, and by what "of" adds to it.
    pub fn of(scene: &Scene<'_>, start: usize, at: usize, lexicon: &Lexicon) -> Self {
        let end = phrase::with_complement(scene, at, lexicon);
        let named = |word: usize| scene.mention(word).filter(|mention| matches!(mention.kind, NameKind::State | NameKind::Other));
        let key = |word: usize| scene.mentions.chains.get(named(word)?.chain)?.key.clone();
        let behind = (at + 1..=end).filter(|&word| scene.words[word].name.is_some());
        Self {
            head: scene.words[at].lower.to_string(),
            state: (start..at).chain(at + 1..=end).find_map(key),
            fields: (start..at).map(|word| scene.words[word].lower.to_string()).filter(|word| is_field(word, lexicon)).collect(),
            owners: behind
                .filter(|&word| scene.mention(word).is_some_and(|mention| mention.form != Form::Pronoun))
                .map(|word| scene.words[word].text.to_owned())
                .collect(),
        }
    }

    /// Whether the words tell whose it is.
    pub fn is_owned(&self) -> bool {
        self.state.is_some() || !self.owners.is_empty()
    }

    /// Whether another phrase with the same noun can name the same office.
    pub fn agrees(&self, other: &Self) -> bool {
        let apart = |one: &[String], two: &[String]| !one.is_empty() && !two.is_empty() && !one.iter().any(|word| two.contains(word));
        let states = self.state.as_ref().zip(other.state.as_ref()).is_none_or(|(one, two)| one == two);
        self.head == other.head && states && !apart(&self.fields, &other.fields) && !apart(&self.owners, &other.owners)
    }
}
