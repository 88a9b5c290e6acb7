//! Names that the desk knows, beside those of the built-in data.

use std::borrow::Cow;
use std::collections::HashMap;

use super::plain;

/// What a name of the desk's names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KnownKind {
    /// A person.
    Person,
    /// A body, party, firm or armed group.
    Organisation,
    /// A place that is not a state.
    Place,
    /// No actor.
    Other,
}

/// A name of the desk's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownName {
    /// The name in full.
    pub name: String,
    /// What it names; `None` when the desk does not say, as for the members of a side.
    pub kind: Option<KnownKind>,
    /// Other forms of it.
    pub also: Vec<String>,
}

/// What keys of the desk's names begin with: no key of the built-in data does.
const DESK: &str = "desk:";

impl KnownName {
    /// The key under which all forms are one, when the desk says what it names.
    pub fn key(&self) -> Option<String> {
        self.kind.map(|_| format!("{DESK}{}", self.name))
    }
}

/// The name in full that a key of the desk's stands for.
pub(super) fn name_of(key: &str) -> Option<&str> {
    key.strip_prefix(DESK)
}

/// All names of the desk's.
#[derive(Clone, Debug, Default)]
pub struct KnownNames {
    entries: Vec<KnownName>,
    /// Forms by the letters of their first word: the form made plain, and its entry.
    forms: HashMap<String, Vec<(String, usize)>>,
}

impl KnownNames {
    /// The names given; of two equal forms the first counts.
    pub fn new(entries: Vec<KnownName>) -> Self {
        let mut forms: HashMap<String, Vec<(String, usize)>> = HashMap::new();
        for (idx, entry) in entries.iter().enumerate() {
            for form in std::iter::once(&entry.name).chain(&entry.also) {
                let form = plain(form).into_owned();
                let list = forms.entry(first_letters(&form).to_owned()).or_default();
                if !list.iter().any(|(known, _)| *known == form) {
                    list.push((form, idx));
                }
            }
        }
        // Longer forms are looked for first.
        forms.values_mut().for_each(|list| list.sort_by_key(|(form, _)| std::cmp::Reverse(form.len())));
        Self { entries, forms }
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Forms that may begin with this word, longest first, each made plain and with its entry.
    pub fn beginning_with(&self, word: &str) -> impl Iterator<Item = (&str, &KnownName)> {
        let forms = self.forms.get(first_letters(word)).map_or(&[][..], Vec::as_slice);
        forms.iter().filter_map(|(form, idx)| Some((form.as_str(), self.entries.get(*idx)?)))
    }
}

/// The letters and digits that a form begins with; all of it when it begins with a mark.
fn first_letters(form: &str) -> &str {
    let end = form.find(|c: char| !c.is_alphanumeric()).filter(|end| *end > 0).unwrap_or(form.len());
    &form[..end]
}

impl super::Lexicon {
    /// The same lexicon with names of the desk's.
    #[must_use]
    pub fn knowing(self, names: Vec<KnownName>) -> Self {
        Self { known: Cow::Owned(KnownNames::new(names)), ..self }
    }

    /// The desk's names.
    pub fn known(&self) -> &KnownNames {
        &self.known
    }
}
