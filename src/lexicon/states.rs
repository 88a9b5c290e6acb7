//! States and the territories that act as parties.

use super::table::{Names, list, rows};

/// A state, or a territory that acts like one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct State {
    /// ISO 3166-1 alpha-3, XKX for Kosovo, or X- and letters of our own.
    pub key: String,
    /// The name in everyday use.
    pub short: String,
    /// The official name.
    pub official: String,
    /// Adjectives ("Ukrainian"), the usual one first; empty for few.
    pub adjectives: Vec<String>,
    /// The capital's usual English name; empty for few.
    pub capital: String,
}

/// Which kind of word stands for a state.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum StateForm {
    /// A name: short, official, native or abbreviated.
    Name,
    /// An adjective, which may also be a person of that state ("a German").
    Adjective,
    /// People of that state ("Germans", "Frenchman").
    People,
}

#[derive(Debug, Default)]
pub struct States {
    all: Vec<State>,
    names: Names<(usize, StateForm)>,
    capitals: Names<usize>,
    seats: Names<usize>,
}

impl States {
    pub fn built_in() -> Self {
        let mut states = Self::default();
        for (idx, row) in rows(include_str!("data/states.tsv")).enumerate() {
            states.enter(idx, row);
        }
        states
    }

    fn enter(&mut self, idx: usize, [key, short, official, also, adjectives, people, capitals, seats]: [&'static str; 8]) {
        for name in [short, official].into_iter().chain(list(also)) {
            self.names.enter(name, (idx, StateForm::Name));
        }
        for word in list(adjectives) {
            self.names.enter(word, (idx, StateForm::Adjective));
        }
        for word in list(people) {
            self.names.enter(word, (idx, StateForm::People));
        }
        list(capitals).for_each(|town| self.capitals.enter(town, idx));
        list(seats).for_each(|seat| self.seats.enter(seat, idx));
        self.all.push(State {
            key: key.to_owned(),
            short: short.to_owned(),
            official: official.to_owned(),
            adjectives: list(adjectives).map(str::to_owned).collect(),
            capital: list(capitals).next().unwrap_or_default().to_owned(),
        });
    }

    pub fn all(&self) -> &[State] {
        &self.all
    }

    pub fn by_key(&self, key: &str) -> Option<&State> {
        self.all.iter().find(|state| state.key == key)
    }

    pub fn named(&self, name: &str) -> Option<(&State, StateForm)> {
        let (idx, form) = *self.names.get(name)?;
        Some((self.all.get(idx)?, form))
    }

    pub fn with_capital(&self, town: &str) -> Option<&State> {
        self.all.get(*self.capitals.get(town)?)
    }

    pub fn with_seat(&self, seat: &str) -> Option<&State> {
        self.all.get(*self.seats.get(seat)?)
    }

    /// Names, adjectives and peoples, with their form, in no order.
    pub fn names(&self) -> impl Iterator<Item = (&str, StateForm)> {
        self.names.all().map(|(name, (_, form))| (name, *form))
    }

    /// Capitals and seats, in no order.
    pub fn towns(&self) -> impl Iterator<Item = &str> {
        self.capitals.all().chain(self.seats.all()).map(|(name, _)| name)
    }

    /// First words of names, capitals and seats.
    pub fn firsts(&self) -> impl Iterator<Item = (&str, usize)> {
        self.names.firsts().chain(self.capitals.firsts()).chain(self.seats.firsts())
    }
}
