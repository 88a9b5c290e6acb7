//! Look-ups by key: the name for readers, the issues that a text touches. And the way back: every name with its list.

use super::{Lexicon, StateForm};

/// The list that has a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NameList {
    /// Names of states.
    State,
    /// Their adjectives and peoples.
    People,
    /// Bodies.
    Body,
    /// Capitals, seats, towns, regions.
    Place,
    /// Names that are no actors.
    Other,
}

impl Lexicon {
    /// The name that readers see for the state, the body or the desk's name with this key.
    pub fn display_name<'a>(&'a self, key: &'a str) -> Option<&'a str> {
        let built_in = self.state(key).map(|state| state.short.as_str()).or_else(|| self.body(key).map(|body| body.name.as_str()));
        built_in.or_else(|| super::known::name_of(key))
    }

    /// The key of the state whose capital this is, the name in any case.
    pub fn state_of_capital(&self, name: &str) -> Option<String> {
        self.capital(name).map(|state| state.key.clone())
    }

    /// Keys of the issues that a text touches, in the order of the data file.
    pub fn issues_in(&self, text: &str) -> Vec<String> {
        self.issues.touched_by(text).into_iter().map(|issue| issue.key.clone()).collect()
    }

    /// Every name of the lexicon with its list, in no order; first names and surnames left out.
    pub fn names(&self) -> impl Iterator<Item = (&str, NameList)> {
        let states =
            self.data.states.names().map(|(name, form)| (name, if form == StateForm::Name { NameList::State } else { NameList::People }));
        let bodies = self.data.bodies.names().map(|name| (name, NameList::Body));
        let places = self.data.places.names().chain(self.data.states.towns()).map(|name| (name, NameList::Place));
        states.chain(bodies).chain(places).chain(self.data.words.others().map(|name| (name, NameList::Other)))
    }

    /// The name of an issue for readers.
    pub fn issue_name(&self, key: &str) -> Option<&str> {
        self.issues().iter().find(|issue| issue.key == key).map(|issue| issue.name.as_str())
    }
}
