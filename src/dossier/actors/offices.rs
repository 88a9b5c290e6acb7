//! People mentioned only by office: "Ukraine's president" is whoever other sources call so.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::{ChainRef, Group, chains};
use crate::dossier::Reading;
use crate::mentions::{ChainIdx, Form, NameKind};

/// An office: the state and the noun that heads the title.
type Office = (String, String);

/// Attaches office-only chains to the one person to whom the corpus gives that office; others stay nobody.
pub(super) fn attach(readings: &[Arc<Reading>], groups: &mut [Group]) {
    let holders = holders(readings, groups);
    let found: Vec<Vec<(ChainRef, usize)>> = readings.par_iter().map(|reading| held(reading, &holders)).collect();
    found.into_iter().flatten().for_each(|(at, only)| groups[only].by_office.push(at));
}

/// The chains of a reading that name somebody by office alone, each with the only group that holds it.
fn held(reading: &Arc<Reading>, holders: &BTreeMap<Office, BTreeSet<usize>>) -> Vec<(ChainRef, usize)> {
    let only_office = |chain: ChainIdx| {
        let mut own = reading.mentions.names.iter().filter(|mention| mention.chain == chain);
        own.all(|mention| matches!(mention.form, Form::Office | Form::Pronoun))
    };
    let people = chains(std::slice::from_ref(reading)).filter(|(at, chain)| chain.kind == NameKind::Person && only_office(at.chain));
    people
        .filter_map(|(at, chain)| {
            let people = holders.get(&office(reading.words(chain.fullest), chain.state.as_ref()?)?)?;
            people.first().filter(|_| people.len() == 1).map(|only| (at, *only))
        })
        .collect()
}

/// Which groups hold which office, by the roles beside their names, present offices only.
fn holders(readings: &[Arc<Reading>], groups: &[Group]) -> BTreeMap<Office, BTreeSet<usize>> {
    let mut group_of: FxHashMap<ChainRef, usize> = FxHashMap::default();
    for (n, group) in groups.iter().enumerate().filter(|(_, group)| group.kind == NameKind::Person) {
        group_of.extend(group.members.iter().map(|(chain, _)| (*chain, n)));
    }
    let told = |reading: &Arc<Reading>| {
        let mut told: BTreeSet<(Office, usize)> = BTreeSet::new();
        for role in reading.mentions.roles.iter().filter(|role| !role.former) {
            let at = ChainRef { source: reading.article().id, chain: role.chain };
            let state = role.state.as_ref().or(reading.mentions.chains[role.chain].state.as_ref());
            if let (Some(&n), Some(state)) = (group_of.get(&at), state)
                && let Some(office) = office(reading.words(role.span), state)
            {
                told.insert((office, n));
            }
        }
        told
    };
    let told: Vec<BTreeSet<(Office, usize)>> = readings.par_iter().map(told).collect();
    let mut holders: BTreeMap<Office, BTreeSet<usize>> = BTreeMap::new();
    for (office, n) in told.into_iter().flatten() {
        holders.entry(office).or_default().insert(n);
    }
    holders
}

/// The office that the words name: heads of state and government and ministers, whose title names one person at a time.
fn office(words: &str, state: &str) -> Option<Office> {
    let lower = words.to_lowercase();
    let parts: Vec<&str> = lower.split(|c: char| !c.is_alphanumeric()).collect();
    let has = |word: &str| parts.contains(&word);
    let deputy = [
        "deputy",
        "vice",
        "former",
        "ex",
        "adviser",
        "advisor",
        "aide",
        "spokesperson",
        "spokesman",
        "spokeswoman",
        "envoy",
        "representative",
        "office",
    ]
    .iter()
    .any(|word| has(word));
    if deputy {
        return None;
    }
    let head = if has("minister") || has("secretary") {
        ["prime", "foreign", "defence", "defense", "interior", "finance", "energy", "state"].iter().find(|word| has(word)).map(|word| {
            match *word {
                "defense" => "defence minister".to_owned(),
                "state" => "foreign minister".to_owned(),
                other => format!("{other} minister"),
            }
        })?
    } else if has("president") || has("leader") || has("presidential") {
        "president".to_owned()
    } else if has("chancellor") || has("premier") {
        "prime minister".to_owned()
    } else if has("king") || has("emir") || has("sultan") {
        "monarch".to_owned()
    } else {
        return None;
    };
    Some((state.to_owned(), head))
}
