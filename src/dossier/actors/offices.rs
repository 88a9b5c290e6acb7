//! People mentioned only by office: "Ukraine's president" is whoever other sources call so.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;

use super::{ChainRef, Group, chains};
use crate::dossier::Reading;
use crate::mentions::{Form, NameKind};

/// An office: the state and the noun that heads the title.
type Office = (String, String);

/// Attaches office-only chains to the one person to whom the corpus gives that office; others stay nobody.
pub(super) fn attach(readings: &[Arc<Reading>], groups: &mut [Group]) {
    let holders = holders(readings, groups);
    for (at, chain) in chains(readings) {
        let reading = &readings[at.source.idx()];
        let only_office = reading
            .mentions
            .names
            .iter()
            .filter(|mention| mention.chain == at.chain)
            .all(|mention| matches!(mention.form, Form::Office | Form::Pronoun));
        if chain.kind != NameKind::Person || !only_office {
            continue;
        }
        let Some(state) = &chain.state else { continue };
        let Some(office) = office(reading.words(chain.fullest), state) else { continue };
        let Some(people) = holders.get(&office) else { continue };
        if let [only] = people.iter().copied().collect::<Vec<_>>().as_slice() {
            groups[*only].by_office.push(at);
        }
    }
}

/// Which groups hold which office, by the roles beside their names, present offices only.
fn holders(readings: &[Arc<Reading>], groups: &[Group]) -> BTreeMap<Office, BTreeSet<usize>> {
    let mut group_of: BTreeMap<ChainRef, usize> = BTreeMap::new();
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
    let has = |word: &str| lower.split(|c: char| !c.is_alphanumeric()).any(|part| part == word);
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
