//! Mentions in one article that name the same thing.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};

use crate::base::Span;
use crate::lexicon::Lexicon;
use crate::mentions::alias::{self, Pair};
use crate::mentions::body::Groups;
use crate::mentions::candidate::Candidate;
use crate::mentions::listed::Listed;
use crate::mentions::metonym;
use crate::mentions::person::PersonName;
use crate::mentions::role::Reader;
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
    let pairs = alias::pairs(words, candidates);
    join_aliases(&pairs, &mut things);
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
    let aliases: Vec<Span> = pairs.iter().map(|pair| mentions[pair.alias].span).collect();
    choose_fullest(words, &mentions, &aliases, &mut chains);
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

/// Who has two names is one, under whichever of them the text has her elsewhere.
fn join_aliases(pairs: &[Pair], things: &mut [Same]) {
    for pair in pairs {
        let (name, alias) = (things[pair.name].clone(), things[pair.alias].clone());
        let (kept, lost) = if matches!(alias, Same::Desk(_)) { (alias, name) } else { (name, alias) };
        things.iter_mut().filter(|thing| **thing == lost).for_each(|thing| *thing = kept.clone());
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

/// The longest name of each chain, another name of a person only where there is no full one; for a state its name rather than an adjective or capital.
fn choose_fullest(words: &Words, mentions: &[Mention], aliases: &[Span], chains: &mut [Chain]) {
    let body = words.document.body();
    let rank = |mention: &Mention| {
        let text = mention.span.of(body);
        let own = !aliases.iter().any(|alias| alias.of(body) == text);
        (mention.form == Form::Name, own && text.contains(' '), text.split_whitespace().count(), text.chars().count())
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
        let singles = Singles { words, candidates, full: &full, titles: OnceCell::new() };
        for (idx, name) in named.iter().filter(|(_, name)| name.is_single()) {
            let owner = singles.owner(*idx, name, &of);
            let same_word = || named.iter().find(|(_, other)| other == name).map_or(*idx, |(first, _)| *first);
            of.insert(*idx, owner.unwrap_or_else(same_word));
        }
        Self { of }
    }
}

/// Names of one word, and the full names whose bearers they may mean.
struct Singles<'a, 'd> {
    words: &'a Words<'d>,
    candidates: &'a [Candidate],
    full: &'a [(usize, &'a PersonName)],
    /// The nouns of the titles beside each person's names; asked for where a name fits several.
    titles: OnceCell<BTreeMap<usize, BTreeSet<String>>>,
}

impl Singles<'_, '_> {
    /// The bearer of a name: whoever alone has the title that stands before it; else the last one named in full before it, else the first after it.
    ///
    /// A surname stands last, a family name may come first, and a name in the middle may be the one in use.
    fn owner(&self, idx: usize, single: &PersonName, of: &BTreeMap<usize, usize>) -> Option<usize> {
        let given = || self.words.lexicon.is_first_name(self.words.text(self.candidates[idx].tokens.start));
        let inside = |name: &PersonName| name.has_inside(single) && !given();
        let fits = |name: &PersonName| name.ends_in(single) || name.begins_with(single) || inside(name);
        self.titled(idx, &self.owners(&fits), of)
            .or_else(|| self.nearest(idx, of, &|name| name.ends_in(single)))
            .or_else(|| self.nearest(idx, of, &|name| name.begins_with(single)))
            .or_else(|| self.nearest(idx, of, &inside))
            .or_else(|| self.nearest(idx, of, &|name| name.has_initials(single)))
    }

    fn owners(&self, fits: &dyn Fn(&PersonName) -> bool) -> BTreeSet<usize> {
        self.full.iter().filter(|(_, name)| fits(name)).map(|(owner, _)| *owner).collect()
    }

    fn nearest(&self, idx: usize, of: &BTreeMap<usize, usize>, fits: &dyn Fn(&PersonName) -> bool) -> Option<usize> {
        let owners = self.owners(fits);
        let before = of.range(..idx).rev().map(|(_, owner)| *owner).find(|owner| owners.contains(owner));
        before.or_else(|| self.full.iter().map(|(owner, _)| *owner).find(|owner| owners.contains(owner)))
    }

    /// "Governor Barro said": the only one of several whom the article calls governor.
    fn titled(&self, idx: usize, owners: &BTreeSet<usize>, of: &BTreeMap<usize, usize>) -> Option<usize> {
        if owners.len() < 2 {
            return None;
        }
        let own = self.titles_of(idx);
        let titles = self.titles.get_or_init(|| {
            let mut titles: BTreeMap<usize, BTreeSet<String>> = BTreeMap::new();
            for (name, owner) in of.iter().filter(|(name, _)| self.candidates[**name].tokens.len() > 1) {
                titles.entry(*owner).or_default().extend(self.titles_of(*name));
            }
            titles
        });
        let mut bearers = owners.iter().filter(|owner| titles.get(owner).is_some_and(|titles| !titles.is_disjoint(&own)));
        bearers.next().filter(|_| bearers.next().is_none()).copied()
    }

    fn titles_of(&self, name: usize) -> BTreeSet<String> {
        let reader = Reader::new(self.words, self.candidates);
        let roles = reader.beside(&self.candidates[name]);
        roles.into_iter().flatten().filter(|&at| reader.is_head(at)).map(|at| self.words.text(at).to_lowercase()).collect()
    }
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
