//! Verbs of saying.

use std::borrow::Cow;

use rustc_hash::FxHashMap;
use serde::Deserialize;

use super::lower;

/// In which manner a verb says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs)] // the words say it
pub enum Manner {
    Plain,
    Claim,
    Deny,
    Demand,
    Promise,
    Ask,
    Write,
    Tell,
}

/// A verb of saying.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SayingVerb {
    /// The verb in its plain form ("say").
    pub lemma: String,
    /// Its manner.
    pub manner: Manner,
}

/// What a noun that speaks without a name stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SpeakerNoun {
    /// Persons ("witnesses").
    People,
    /// A body ("ministry").
    Body,
    /// Something written ("statement").
    Text,
}

#[derive(Deserialize)]
struct File {
    people: Vec<String>,
    bodies: Vec<String>,
    texts: Vec<String>,
    verb: Vec<Entry>,
}

#[derive(Deserialize)]
struct Entry {
    manner: Manner,
    forms: Vec<Vec<String>>,
}

#[derive(Debug, Default)]
pub struct Speech {
    forms: FxHashMap<String, SayingVerb>,
    nouns: FxHashMap<String, SpeakerNoun>,
}

impl Speech {
    pub fn built_in() -> Self {
        let file: Option<File> = toml::from_str(include_str!("data/speech.toml")).ok();
        let mut speech = Self::default();
        let Some(file) = file else { return speech };
        for (kind, nouns) in [(SpeakerNoun::People, file.people), (SpeakerNoun::Body, file.bodies), (SpeakerNoun::Text, file.texts)] {
            speech.nouns.extend(nouns.into_iter().map(|noun| (noun, kind)));
        }
        for entry in file.verb {
            for forms in entry.forms {
                let verb = SayingVerb { lemma: forms.first().cloned().unwrap_or_default(), manner: entry.manner };
                forms.into_iter().for_each(|form| {
                    speech.forms.entry(form).or_insert_with(|| verb.clone());
                });
            }
        }
        speech
    }

    pub fn form(&self, word: &str) -> Option<&SayingVerb> {
        self.forms.get(word).or_else(|| match lower(word) {
            Cow::Borrowed(_) => None,
            Cow::Owned(lower) => self.forms.get(&lower),
        })
    }

    pub fn noun(&self, lower: &str) -> Option<SpeakerNoun> {
        self.nouns.get(lower).copied()
    }
}
