//! What a name without a key names, as the corpus sees it.
//!
//! A name of one word that stands alone tells little in one article: a village looks like a surname.
//! Where other articles make a place or a body of it more often, it is that everywhere; where they know it as a surname, and nothing says that it is a place, it is the person.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use super::title::is_abbreviation;
use super::{ChainRef, chains, mentions_of, plain};
use crate::dossier::Reading;
use crate::lexicon::{Lexicon, WordClass};
use crate::mentions::{Chain, ChainIdx, Form, NameKind};

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
    let names = |reading: &Arc<Reading>| -> Vec<String> {
        reading.mentions.chains.iter().map(|chain| plain(reading.words(chain.fullest))).collect()
    };
    let names: Vec<Vec<String>> = readings.par_iter().map(names).collect();
    let name = |at: ChainRef| names[at.source.idx()][at.chain].as_str();
    let surnames: FxHashSet<&str> = chains(readings)
        .filter(|(_, chain)| chain.kind == NameKind::Person)
        .filter_map(|(at, _)| name(at).rsplit_once(' ').map(|(_, last)| last))
        .collect();
    let is_loose = |at: ChainRef, chain: &Chain| is_loose(&readings[at.source.idx()], at.chain, chain, name(at), &surnames, lexicon);
    let mut votes: FxHashMap<&str, BTreeMap<NameKind, usize>> = FxHashMap::default();
    // Of a name of two words every article has a vote, one where it is a person's beyond doubt too.
    let counts = |at: ChainRef, chain: &Chain| is_loose(at, chain) || chain.kind == NameKind::Person && name(at).contains(' ');
    for (at, chain) in chains(readings).filter(|(at, chain)| counts(*at, chain)) {
        *votes.entry(name(at)).or_default().entry(chain.kind).or_default() += 1;
    }
    let placed: FxHashSet<&str> =
        chains(readings).filter(|(at, _)| stands_as_place(&readings[at.source.idx()], at.chain)).map(|(at, _)| name(at)).collect();
    let is_surname = |at: ChainRef, chain: &Chain| {
        let printed = readings[at.source.idx()].words(chain.fullest);
        let open = matches!(chain.kind, NameKind::Place | NameKind::Organisation) && chain.key.is_none();
        let known = || lexicon.city(printed) || lexicon.region(printed) || is_abbreviation(printed);
        open && surnames.contains(name(at)) && !placed.contains(name(at)) && !known()
    };
    let mut open = Open::default();
    for (at, chain) in chains(readings).filter(|(_, chain)| chain.kind == NameKind::Person || chain.key.is_none()) {
        let kind = if is_surname(at, chain) {
            NameKind::Person
        } else if is_loose(at, chain) {
            votes
                .get(name(at))
                .and_then(|votes| if name(at).contains(' ') { majority(votes) } else { Some(most(votes)) })
                .unwrap_or(chain.kind)
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

/// Whether a mention stands where only a place or a body does: "in X", "the X".
fn stands_as_place(reading: &Reading, chain: ChainIdx) -> bool {
    let body = reading.article().body();
    let before =
        |start: u32| body.get(..start as usize).unwrap_or_default().trim_end().rsplit(char::is_whitespace).next().unwrap_or_default();
    let told = |word: &str| {
        matches!(
            word,
            "in" | "In" | "at" | "At" | "near" | "Near" | "around" | "outside" | "inside" | "into" | "across" | "off" | "the" | "The"
        )
    };
    mentions_of(reading, chain, &[Form::Name]).any(|mention| told(before(mention.span.start)))
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

/// The kind that has more votes than all others together.
fn majority(kinds: &BTreeMap<NameKind, usize>) -> Option<NameKind> {
    let all: usize = kinds.values().sum();
    kinds.iter().find(|(_, votes)| **votes * 2 > all).map(|(kind, _)| *kind)
}

/// A name of which nothing in its article makes a person: no office, pronoun or surname of anybody, and if it has two words or more, no first name.
fn is_loose(reading: &Reading, at: ChainIdx, chain: &Chain, name: &str, surnames: &FxHashSet<&str>, lexicon: &Lexicon) -> bool {
    let kind = matches!(chain.kind, NameKind::Person | NameKind::Organisation | NameKind::Place);
    if !kind || chain.key.is_some() {
        return false;
    }
    let mentions = &reading.mentions;
    let personal = || {
        surnames.contains(name)
            || mentions.roles.iter().any(|role| role.chain == at)
            || mentions.names.iter().any(|mention| mention.chain == at && matches!(mention.form, Form::Office | Form::Pronoun))
    };
    let given = || reading.words(chain.fullest).split_once(' ').is_some_and(|(first, _)| lexicon.is_first_name(first));
    chain.kind != NameKind::Person || !personal() && !given()
}
