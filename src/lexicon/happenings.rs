//! Words that name happenings, by kind.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

/// How the words around a trigger tell who takes part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Frame {
    /// Subject, object, and whoever stands behind "with" and "between".
    With,
    /// The subject receives the object.
    Host,
    /// The subject goes somewhere.
    Travel,
    /// The subject acts upon the object.
    Act,
    /// A noun with its owner and attributes.
    Noun,
    /// A verb that gives a planned event, named by one of the needed words before it, another day.
    Moved,
}

/// A word or phrase that names a happening.
#[derive(Clone, Debug)]
pub struct Trigger {
    /// The phrase, lower case, word by word.
    pub words: Vec<String>,
    /// The kind, as `claims::Kind` spells it.
    pub kind: String,
    /// Who takes part.
    pub frame: Frame,
    /// Words or phrases of which one must stand in the same clause; empty: none needed.
    pub needs: Vec<String>,
    /// An act of words, which counts only where somebody named does it at a stated time.
    pub spoken: bool,
    /// What it needs may stand anywhere in the sentence, not only in its clause.
    pub wide: bool,
}

#[derive(Deserialize)]
struct File {
    entry: Vec<Entry>,
}

#[derive(Deserialize)]
struct Entry {
    kind: String,
    frame: Frame,
    forms: Vec<String>,
    #[serde(default)]
    needs: Vec<String>,
    #[serde(default)]
    spoken: bool,
    #[serde(default)]
    wide: bool,
}

/// Triggers by their first word, longer phrases first.
static BY_FIRST_WORD: LazyLock<BTreeMap<String, Vec<Trigger>>> = LazyLock::new(|| {
    let file: File = toml::from_str(include_str!("data/happenings.toml")).unwrap_or(File { entry: Vec::new() });
    let mut all: BTreeMap<String, Vec<Trigger>> = BTreeMap::new();
    for entry in file.entry {
        for form in &entry.forms {
            let words: Vec<String> = form.split(' ').map(str::to_owned).collect();
            let (kind, needs) = (entry.kind.clone(), entry.needs.clone());
            let trigger = Trigger { words: words.clone(), kind, frame: entry.frame, needs, spoken: entry.spoken, wide: entry.wide };
            all.entry(words[0].clone()).or_default().push(trigger);
        }
    }
    for triggers in all.values_mut() {
        triggers.sort_by_key(|trigger| std::cmp::Reverse((trigger.words.len(), trigger.needs.len())));
    }
    all
});

/// The triggers that begin with a lower-case word, longer phrases first.
pub fn beginning_with(word: &str) -> &'static [Trigger] {
    BY_FIRST_WORD.get(word).map_or(&[], Vec::as_slice)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_entry_of_the_data_is_read() {
        assert!(BY_FIRST_WORD.len() > 100);
        assert!(beginning_with("met").iter().any(|trigger| trigger.kind == "meeting"));
    }
}
