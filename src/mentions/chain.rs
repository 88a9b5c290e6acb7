//! Mentions in one article that name the same thing.

use std::collections::BTreeMap;

use crate::lexicon::Lexicon;
use crate::mentions::body::Groups;
use crate::mentions::candidate::Candidate;
use crate::mentions::listed::Listed;
use crate::mentions::metonym;
use crate::mentions::person::PersonName;
use crate::mentions::words::Words;
use crate::mentions::{Chain, Form, Mention, NameKind};

/// What makes two mentions one: the order of the variants does not matter.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Same {
    State(String),
    Body(String),
    Person(usize),
    Group(usize),
    Place(String),
    Other(String),
    Desk(String),
}

/// Joins the candidates of a document into chains; mentions stand in the candidates' order.
pub fn join(words: &Words, candidates: &[Candidate]) -> (Vec<Mention>, Vec<Chain>) {
    let persons = Persons::new(words, candidates);
    let groups = Groups::new(words, candidates);
    let mut chains: Vec<Chain> = Vec::new();
    let mut places: BTreeMap<Same, usize> = BTreeMap::new();
    let mut mentions = Vec::with_capacity(candidates.len());
    let mut things: Vec<Same> = candidates
        .iter()
        .enumerate()
        .map(|(idx, candidate)| identity(words, candidate, idx, reading(words, candidate).0, &persons, &groups))
        .collect();
    join_known(candidates, &mut things);
    for (candidate, same) in candidates.iter().zip(things) {
        let (kind, form) = reading(words, candidate);
        let span = words.span(&candidate.tokens);
        let key = match &same {
            Same::State(key) | Same::Body(key) | Same::Desk(key) => Some(key.clone()),
            _ => None,
        };
        let chain = *places.entry(same).or_insert_with(|| {
            chains.push(Chain { kind, fullest: span, key, state: None });
            chains.len() - 1
        });
        let sentence = words.get(candidate.tokens.start).map_or(0, |word| word.sentence);
        mentions.push(Mention { span, sentence, kind, form, chain });
    }
    choose_fullest(words, &mentions, &mut chains);
    (mentions, chains)
}

/// All forms of a name that the desk knows are one, and whatever is one with any of them.
fn join_known(candidates: &[Candidate], things: &mut [Same]) {
    let mut keys: BTreeMap<Same, String> = BTreeMap::new();
    for (candidate, same) in candidates.iter().zip(things.iter()) {
        if let Some(Listed::Desk(key)) = &candidate.listed {
            keys.entry(same.clone()).or_insert_with(|| key.clone());
        }
    }
    if keys.is_empty() {
        return;
    }
    for (candidate, same) in candidates.iter().zip(things) {
        let own = if let Some(Listed::Desk(key)) = &candidate.listed { Some(key) } else { keys.get(same) };
        if let Some(key) = own {
            *same = Same::Desk(key.clone());
        }
    }
}

/// The kind and form in its place: a capital that acts is its state.
fn reading(words: &Words, candidate: &Candidate) -> (NameKind, Form) {
    match &candidate.listed {
        Some(Listed::Capital(_)) if candidate.kind == NameKind::Place && metonym::acts(words, &candidate.tokens) => {
            (NameKind::State, Form::Metonym)
        }
        _ => (candidate.kind, candidate.form),
    }
}

fn identity(words: &Words, candidate: &Candidate, idx: usize, kind: NameKind, persons: &Persons, groups: &Groups) -> Same {
    match (kind, &candidate.listed) {
        (NameKind::State, Some(Listed::State(key, _) | Listed::Seat(key) | Listed::Capital(key))) => Same::State(key.clone()),
        (NameKind::Organisation, Some(Listed::Body(key))) => Same::Body(key.clone()),
        (NameKind::Person, _) => Same::Person(persons.of.get(&idx).copied().unwrap_or(idx)),
        (NameKind::Organisation, _) => groups.of.get(&idx).cloned().unwrap_or(Same::Group(idx)),
        (NameKind::Place | NameKind::State, _) => Same::Place(words.name(&candidate.tokens).to_lowercase()),
        (NameKind::Other, _) => Same::Other(words.name(&candidate.tokens).to_lowercase()),
    }
}

/// The longest name of each chain; for a state its name rather than an adjective or capital.
fn choose_fullest(words: &Words, mentions: &[Mention], chains: &mut [Chain]) {
    let body = words.document.body();
    let rank = |mention: &Mention| {
        let text = mention.span.of(body);
        (mention.form == Form::Name, text.split_whitespace().count(), text.chars().count())
    };
    let mut best: Vec<Option<&Mention>> = vec![None; chains.len()];
    for mention in mentions {
        let slot = &mut best[mention.chain];
        if slot.is_none_or(|held| rank(mention) > rank(held)) {
            *slot = Some(mention);
        }
    }
    for (chain, mention) in chains.iter_mut().zip(best) {
        if let Some(mention) = mention {
            chain.fullest = mention.span;
        }
    }
}

/// Persons by candidate; the number of a person is its first candidate.
struct Persons {
    of: BTreeMap<usize, usize>,
}

impl Persons {
    fn new(words: &Words, candidates: &[Candidate]) -> Self {
        let named: Vec<(usize, PersonName)> = candidates
            .iter()
            .enumerate()
            .filter(|(_, c)| c.kind == NameKind::Person)
            .map(|(idx, c)| (idx, PersonName::of(&words.name(&c.tokens))))
            .collect();
        let mut of = BTreeMap::new();
        let mut full: Vec<(usize, &PersonName)> = Vec::new();
        for (idx, name) in named.iter().filter(|(_, name)| !name.is_single()) {
            let longer = full.iter().find(|(_, other)| name.same(other));
            // "Mohammed bin Salman" after "bin Salman": the tail of a known full name is that person.
            let owner = longer.or_else(|| full.iter().find(|(_, other)| other.ends_in(name))).map_or(*idx, |(owner, _)| *owner);
            of.insert(*idx, owner);
            full.push((owner, name));
        }
        for (idx, name) in named.iter().filter(|(_, name)| name.is_single()) {
            let owner = owner_of_single(*idx, name, &full, &of);
            let same_word = || named.iter().find(|(_, other)| other == name).map_or(*idx, |(first, _)| *first);
            of.insert(*idx, owner.unwrap_or_else(same_word));
        }
        Self { of }
    }
}

/// The bearer of a surname: the last one named in full before it, else the first after it; a family name may come first.
fn owner_of_single(idx: usize, single: &PersonName, full: &[(usize, &PersonName)], of: &BTreeMap<usize, usize>) -> Option<usize> {
    let nearest = |fits: &dyn Fn(&PersonName) -> bool| {
        let owners: Vec<usize> = full.iter().filter(|(_, name)| fits(name)).map(|(owner, _)| *owner).collect();
        let before = of.iter().rfind(|(at, owner)| **at < idx && owners.contains(owner)).map(|(_, owner)| *owner);
        before.or_else(|| owners.first().copied())
    };
    nearest(&|name| name.ends_in(single))
        .or_else(|| nearest(&|name| name.begins_with(single)))
        .or_else(|| nearest(&|name| name.has_initials(single)))
}

/// The key of the state that a listed name stands for.
pub(super) fn key_of(listed: &Listed) -> Option<String> {
    match listed {
        Listed::State(key, _) | Listed::Seat(key) | Listed::Capital(key) => Some(key.clone()),
        _ => None,
    }
}

/// The state that a stretch of words names, by the candidates inside it.
pub fn state_among<'c>(candidates: impl IntoIterator<Item = &'c Candidate>, lexicon: &Lexicon, words: &Words) -> Option<String> {
    candidates.into_iter().find_map(|candidate| match &candidate.listed {
        // "Tunisian Parliament": the adjective belongs to the body's name.
        None => lexicon.state_named(words.text(candidate.tokens.start)).map(|(state, _)| state.key.clone()),
        Some(listed) => key_of(listed),
    })
}
