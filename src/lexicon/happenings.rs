//! Words that name happenings, by kind.

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use rustc_hash::FxHashSet;
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
    /// What must stand around it; empty: nothing.
    pub needs: Arc<Needs>,
    /// An act of words, which counts only where somebody named does it at a stated time.
    pub spoken: bool,
    /// What it needs may stand anywhere in the sentence, not only in its clause.
    pub wide: bool,
    /// The base form of a verb, which may be a noun as well ("order").
    pub base: bool,
    /// The form in -ing, which tells something only behind an auxiliary or "after".
    pub gerund: bool,
}

/// What must stand around a trigger: one of these.
#[derive(Clone, Debug, Default)]
pub struct Needs {
    /// One of these words.
    pub words: FxHashSet<String>,
    /// One of these phrases, word by word.
    pub phrases: Vec<Vec<String>>,
    /// A person right behind the trigger.
    pub person: bool,
    /// Somebody who acts right behind the trigger.
    pub party: bool,
    /// A place right behind the trigger.
    pub place: bool,
    /// A time right behind the trigger.
    pub time: bool,
    /// A number of people.
    pub count: bool,
    /// A number of people, or a word for many.
    pub crowd: bool,
}

impl Needs {
    /// Whether nothing is needed.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    fn len(&self) -> usize {
        let others = [self.person, self.party, self.place, self.time, self.count, self.crowd];
        self.words.len() + self.phrases.len() + others.into_iter().filter(|needed| *needed).count()
    }

    fn of(needs: &[String], groups: &BTreeMap<String, Vec<String>>) -> Self {
        let mut all = Self::default();
        for need in needs {
            match need.strip_prefix('@').and_then(|name| groups.get(name)) {
                Some(group) => group.iter().for_each(|word| all.add(word)),
                None => all.add(need),
            }
        }
        all
    }

    fn add(&mut self, need: &str) {
        match need {
            "#person" => self.person = true,
            "#party" => self.party = true,
            "#place" => self.place = true,
            "#time" => self.time = true,
            "#count" => self.count = true,
            "#crowd" => self.crowd = true,
            phrase if phrase.contains(' ') => self.phrases.push(phrase.split(' ').map(str::to_owned).collect()),
            word => {
                self.words.insert(word.to_owned());
            }
        }
    }
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    irregular: BTreeMap<String, Vec<String>>,
    groups: BTreeMap<String, Vec<String>>,
    entry: Vec<Entry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    kind: String,
    frame: Frame,
    #[serde(default)]
    forms: Vec<String>,
    #[serde(default)]
    verbs: Vec<String>,
    #[serde(default)]
    needs: Vec<String>,
    #[serde(default)]
    spoken: bool,
    #[serde(default)]
    wide: bool,
}

impl File {
    /// The forms of a phrase whose first word is a verb in its base form: the base form, the one in -ing, then the others.
    fn all_forms(&self, phrase: &str) -> Vec<String> {
        let (verb, rest) = phrase.split_once(' ').map_or((phrase, ""), |(verb, rest)| (verb, rest));
        let past = self.irregular.get(verb).cloned().unwrap_or_else(|| vec![past(verb)]);
        let gerund = gerund(verb, past.first().map_or("", String::as_str));
        let forms = [verb.to_owned(), gerund, third(verb)].into_iter().chain(past);
        forms.map(|form| if rest.is_empty() { form } else { format!("{form} {rest}") }).collect()
    }
}

/// "closes", "carries", "signs".
fn third(verb: &str) -> String {
    let hisses = ["s", "x", "z", "ch", "sh", "o"].iter().any(|end| verb.ends_with(end));
    match stem_before_y(verb) {
        Some(stem) => format!("{stem}ies"),
        None if hisses => format!("{verb}es"),
        None => format!("{verb}s"),
    }
}

/// "closed", "carried", "signed".
fn past(verb: &str) -> String {
    match stem_before_y(verb) {
        Some(stem) => format!("{stem}ied"),
        None if verb.ends_with('e') => format!("{verb}d"),
        None => format!("{verb}ed"),
    }
}

/// "closing", "carrying", "stopping": the last letter is doubled where the past has it doubled.
fn gerund(verb: &str, past: &str) -> String {
    let doubled = past.strip_suffix("ed").filter(|stem| stem.len() == verb.len() + 1 && stem.starts_with(verb));
    let doubles = |verb: &str| {
        matches!(
            verb,
            "begin" | "cut" | "get" | "hit" | "let" | "put" | "quit" | "set" | "shut" | "sit" | "swim" | "win" | "run" | "overrun"
        )
    };
    match (doubled, verb.strip_suffix('e').filter(|stem| !stem.ends_with(['e', 'o']))) {
        (Some(stem), _) => format!("{stem}ing"),
        (None, Some(stem)) => format!("{stem}ing"),
        (None, None) if doubles(verb) => format!("{verb}{}ing", verb.chars().last().unwrap_or_default()),
        (None, None) => format!("{verb}ing"),
    }
}

/// The stem of a verb in -y behind a consonant.
fn stem_before_y(verb: &str) -> Option<&str> {
    verb.strip_suffix('y').filter(|stem| !stem.ends_with(['a', 'e', 'o', 'u']))
}

static FILE: LazyLock<File> = LazyLock::new(|| toml::from_str(include_str!("data/happenings.toml")).unwrap_or_default());

/// Triggers by their first word, longer phrases first.
static BY_FIRST_WORD: LazyLock<BTreeMap<String, Vec<Trigger>>> = LazyLock::new(|| {
    let file = &*FILE;
    let mut all: BTreeMap<String, Vec<Trigger>> = BTreeMap::new();
    for entry in &file.entry {
        let needs = Arc::new(Needs::of(&entry.needs, &file.groups));
        let printed = entry.forms.iter().map(|form| (form.clone(), None));
        let inflected = entry.verbs.iter().flat_map(|verb| file.all_forms(verb).into_iter().enumerate().map(|(n, form)| (form, Some(n))));
        for (form, nth) in printed.chain(inflected) {
            let words: Vec<String> = form.split(' ').map(str::to_owned).collect();
            let first = words[0].clone();
            let trigger = Trigger {
                words,
                kind: entry.kind.clone(),
                frame: entry.frame,
                needs: Arc::clone(&needs),
                spoken: entry.spoken,
                wide: entry.wide,
                base: nth == Some(0),
                gerund: nth == Some(1),
            };
            all.entry(first).or_default().push(trigger);
        }
    }
    for triggers in all.values_mut() {
        // What needs a name right behind it is surer than what is content with a word anywhere around.
        triggers.sort_by_key(|trigger| {
            let names_only = trigger.needs.words.is_empty() && !trigger.needs.is_empty();
            std::cmp::Reverse((trigger.words.len(), names_only, trigger.needs.len()))
        });
    }
    all
});

/// The triggers that begin with a lower-case word, longer phrases first.
pub fn beginning_with(word: &str) -> &'static [Trigger] {
    BY_FIRST_WORD.get(word).map_or(&[], Vec::as_slice)
}

/// Words of a group, for those that are asked for often.
fn group(name: &str) -> FxHashSet<&'static str> {
    FILE.groups.get(name).into_iter().flatten().map(String::as_str).collect()
}

/// Whether a word in the plural is one for people: "policemen", "shopkeepers".
pub fn is_of_people(word: &str) -> bool {
    static PERSONS: LazyLock<FxHashSet<&'static str>> = LazyLock::new(|| group("persons"));
    static THINGS: LazyLock<FxHashSet<&'static str>> = LazyLock::new(|| group("things"));
    PERSONS.contains(word) || (["ers", "ors", "ists"].iter().any(|end| word.ends_with(end)) && !THINGS.contains(word))
}

/// Whether a word stands for many people who are not counted.
pub fn is_crowd(word: &str) -> bool {
    static CROWD: LazyLock<FxHashSet<&'static str>> = LazyLock::new(|| group("crowd"));
    CROWD.contains(word)
}

/// Whether a word tells of a mishap: nobody's violence.
pub fn is_mishap(word: &str) -> bool {
    static MISHAPS: LazyLock<FxHashSet<&'static str>> = LazyLock::new(|| group("mishaps"));
    MISHAPS.contains(word)
}

/// Whether a verb may have its object before its particle: "turned the request down".
pub fn is_particle(word: &str) -> bool {
    matches!(word, "down" | "off" | "out" | "up" | "back" | "away" | "over" | "in" | "free" | "go")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_entry_of_the_data_is_read() {
        assert!(!FILE.entry.is_empty());
        assert!(beginning_with("met").iter().any(|trigger| trigger.kind == "meeting"));
    }

    #[test]
    fn verbs_have_their_forms() {
        let file = &*FILE;
        assert_eq!(file.all_forms("carry"), ["carry", "carrying", "carries", "carried"]);
        assert_eq!(file.all_forms("close the gate"), ["close the gate", "closing the gate", "closes the gate", "closed the gate"]);
        assert_eq!(file.all_forms("take"), ["take", "taking", "takes", "took", "taken"]);
        assert_eq!(file.all_forms("deploy"), ["deploy", "deploying", "deploys", "deployed"]);
        assert_eq!(file.all_forms("ban"), ["ban", "banning", "bans", "banned"]);
        assert_eq!(file.all_forms("free"), ["free", "freeing", "frees", "freed"]);
        assert_eq!(file.all_forms("dispatch"), ["dispatch", "dispatching", "dispatches", "dispatched"]);
    }

    #[test]
    fn needs_name_groups_that_exist() {
        let file = &*FILE;
        for need in file.entry.iter().flat_map(|entry| &entry.needs) {
            assert!(need.strip_prefix('@').is_none_or(|name| file.groups.contains_key(name)), "{need}");
        }
    }
}
