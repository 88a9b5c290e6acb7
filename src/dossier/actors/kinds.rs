//! What a name without a key names, as the corpus sees it.
//!
//! A name of one word that stands alone tells little in one article: a village looks like a surname.
//! Where other articles make a place or a body of it more often, it is that everywhere.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::{ChainRef, chains, plain};
use crate::dossier::Reading;
use crate::lexicon::{Lexicon, WordClass};
use crate::mentions::{Chain, Form, NameKind};

/// The chains without a key, by what they name.
#[derive(Debug, Default)]
pub(super) struct Open {
    pub persons: Vec<ChainRef>,
    pub bodies: Vec<ChainRef>,
    pub places: Vec<ChainRef>,
    /// Names of two words or more that the recogniser gave no kind.
    pub untyped: Vec<ChainRef>,
}

/// Sorts the chains without a key.
pub(super) fn settle(readings: &[Arc<Reading>], lexicon: &Lexicon) -> Open {
    let surnames: BTreeSet<String> = chains(readings)
        .filter(|(_, chain)| chain.kind == NameKind::Person)
        .map(|(at, chain)| name(readings, at, chain))
        .filter_map(|name| name.rsplit_once(' ').map(|(_, last)| last.to_owned()))
        .collect();
    let mut votes: BTreeMap<String, BTreeMap<NameKind, usize>> = BTreeMap::new();
    for (at, chain) in chains(readings).filter(|(at, chain)| is_loose(readings, *at, chain, &surnames)) {
        *votes.entry(name(readings, at, chain)).or_default().entry(chain.kind).or_default() += 1;
    }
    let mut open = Open::default();
    for (at, chain) in chains(readings).filter(|(_, chain)| chain.kind == NameKind::Person || chain.key.is_none()) {
        let kind = if is_loose(readings, at, chain, &surnames) {
            votes.get(&name(readings, at, chain)).map_or(chain.kind, most)
        } else {
            chain.kind
        };
        let printed = readings[at.source.idx()].words(chain.fullest);
        match kind {
            NameKind::Person => open.persons.push(at),
            NameKind::Organisation => open.bodies.push(at),
            NameKind::Place if is_named_as_body(printed, lexicon) => open.bodies.push(at),
            NameKind::Place => open.places.push(at),
            NameKind::Other if printed.contains(' ') => open.untyped.push(at),
            NameKind::State | NameKind::Other => {}
        }
    }
    open
}

/// "River Committees" is a body, though its first word is a place's.
fn is_named_as_body(printed: &str, lexicon: &Lexicon) -> bool {
    let Some((_, last)) = printed.rsplit_once(' ') else { return false };
    let single = last.strip_suffix('s').unwrap_or(last);
    !lexicon.is(WordClass::PlaceHead, last) && [last, single].iter().any(|word| lexicon.is(WordClass::BodyHead, word))
}

/// The kind with most votes; of equal ones a place before a body before a person.
fn most(kinds: &BTreeMap<NameKind, usize>) -> NameKind {
    [NameKind::Person, NameKind::Organisation, NameKind::Place]
        .into_iter()
        .max_by_key(|kind| kinds.get(kind).copied().unwrap_or(0))
        .unwrap_or(NameKind::Place)
}

/// One word of which nothing in its article makes a person: no full name, office, pronoun or surname of anybody.
fn is_loose(readings: &[Arc<Reading>], at: ChainRef, chain: &Chain, surnames: &BTreeSet<String>) -> bool {
    let kind = matches!(chain.kind, NameKind::Person | NameKind::Organisation | NameKind::Place);
    if !kind || chain.key.is_some() {
        return false;
    }
    let name = name(readings, at, chain);
    let mentions = &readings[at.source.idx()].mentions;
    let personal = || {
        surnames.contains(&name)
            || mentions.roles.iter().any(|role| role.chain == at.chain)
            || mentions.names.iter().any(|mention| mention.chain == at.chain && matches!(mention.form, Form::Office | Form::Pronoun))
    };
    !name.contains(' ') && (chain.kind != NameKind::Person || !personal())
}

fn name(readings: &[Arc<Reading>], at: ChainRef, chain: &Chain) -> String {
    plain(readings[at.source.idx()].words(chain.fullest))
}
