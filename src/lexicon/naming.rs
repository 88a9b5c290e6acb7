//! Look-ups by key: the name for readers, the issues that a text touches.

use super::Lexicon;

impl Lexicon {
    /// The name that readers see for the state or body with this key.
    pub fn display_name(&self, key: &str) -> Option<&str> {
        self.state(key).map(|state| state.short.as_str()).or_else(|| self.body(key).map(|body| body.name.as_str()))
    }

    /// The key of the state whose capital this is, the name in any case.
    pub fn state_of_capital(&self, name: &str) -> Option<String> {
        self.capital(name).map(|state| state.key.clone())
    }

    /// Keys of the issues that a text touches, in the order of the data file.
    pub fn issues_in(&self, text: &str) -> Vec<String> {
        self.issues().iter().filter(|issue| !issue.touches(text).is_empty()).map(|issue| issue.key.clone()).collect()
    }

    /// The name of an issue for readers.
    pub fn issue_name(&self, key: &str) -> Option<&str> {
        self.issues().iter().find(|issue| issue.key == key).map(|issue| issue.name.as_str())
    }
}
