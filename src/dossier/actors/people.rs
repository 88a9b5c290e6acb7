//! People: full names joined by spelling, surnames by their only bearer.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{ChainRef, Group, ambiguous, chains, mentions_of};
use crate::base::Report;
use crate::dossier::Reading;
use crate::dossier::spelling::{self, Folded, Likeness};
use crate::mentions::{Form, NameKind};

/// A person in the making.
struct Bearer {
    group: Group,
    /// Folded full names seen for this person.
    names: Vec<Folded>,
    /// Skeletons of the short forms seen for this person.
    short: Vec<String>,
    printed: String,
}

/// Groups the chains of people.
pub(super) fn group(readings: &[Arc<Reading>], report: &mut Report) -> Vec<Group> {
    let mut bearers: Vec<Bearer> = Vec::new();
    let mut by_family: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    let mut lone: Vec<(ChainRef, String)> = Vec::new();
    for (at, chain) in chains(readings) {
        if chain.kind != NameKind::Person {
            continue;
        }
        let reading = &readings[at.source.idx()];
        let forms = mentions_of(reading, at.chain, &[Form::Name]);
        if forms.is_empty() {
            continue;
        }
        let name = reading.words(chain.fullest).to_owned();
        let folded = spelling::fold(&name);
        if folded.given.is_empty() {
            lone.push((at, name));
            continue;
        }
        let short: Vec<String> =
            forms.iter().filter(|(_, words)| !words.contains(char::is_whitespace)).map(|(_, words)| spelling::skeleton(words)).collect();
        place(&mut bearers, &mut by_family, at, name, folded, short);
    }
    settle_lone(readings, &mut bearers, lone, report);
    bearers.into_iter().map(|bearer| bearer.group).collect()
}

/// Gives a full name to the person it fits, or makes a new one.
fn place(
    bearers: &mut Vec<Bearer>,
    by_family: &mut BTreeMap<String, Vec<usize>>,
    at: ChainRef,
    name: String,
    folded: Folded,
    short: Vec<String>,
) {
    let mut near: Vec<usize> = std::iter::once(&folded.family)
        .chain(&folded.given)
        .flat_map(|part| by_family.get(&bucket(part)).into_iter().flatten().copied())
        .collect();
    near.sort_unstable();
    near.dedup();
    let best = near
        .into_iter()
        .filter_map(|n| {
            bearers[n]
                .names
                .iter()
                .map(|known| spelling::compare(known, &folded))
                .filter(|likeness| *likeness != Likeness::Different)
                .min_by_key(|likeness| order(*likeness))
                .map(|likeness| (order(likeness), n, likeness))
        })
        .min_by_key(|(order, n, _)| (*order, *n));
    let n = match best {
        Some((_, n, likeness)) => {
            bearers[n].group.members.push((at, reason(likeness)));
            n
        }
        None => {
            bearers.push(Bearer {
                group: Group::new(NameKind::Person, None, at, "the full name"),
                names: Vec::new(),
                short: Vec::new(),
                printed: name,
            });
            bearers.len() - 1
        }
    };
    for part in std::iter::once(&folded.family).chain(folded.given.last()) {
        let list = by_family.entry(bucket(part)).or_default();
        if !list.contains(&n) {
            list.push(n);
        }
    }
    let bearer = &mut bearers[n];
    bearer.short.push(folded.family.clone());
    bearer.short.extend(short);
    if !bearer.names.contains(&folded) {
        bearer.names.push(folded);
    }
}

/// Names are compared only with those that share the first two letters of a part.
fn bucket(part: &str) -> String {
    part.chars().take(1).collect()
}

fn order(likeness: Likeness) -> u8 {
    match likeness {
        Likeness::Same => 0,
        Likeness::Reordered => 1,
        Likeness::Misspelt => 2,
        Likeness::Different => 3,
    }
}

fn reason(likeness: Likeness) -> &'static str {
    match likeness {
        Likeness::Same => "the same name by transliteration",
        Likeness::Reordered => "the same words in another order",
        Likeness::Misspelt | Likeness::Different => "a misspelling of it",
    }
}

/// A surname alone belongs to its only bearer in the corpus; with several it is left apart, with none it is a person of its own.
fn settle_lone(readings: &[Arc<Reading>], bearers: &mut Vec<Bearer>, lone: Vec<(ChainRef, String)>, report: &mut Report) {
    let full = bearers.len();
    let mut new: BTreeMap<String, usize> = BTreeMap::new();
    for (at, name) in lone {
        let key = spelling::skeleton(&name);
        let exact: Vec<usize> = (0..full).filter(|&n| bearers[n].short.contains(&key)).collect();
        let fits =
            if exact.is_empty() { (0..full).filter(|&n| bearers[n].short.iter().any(|short| slip(short, &key))).collect() } else { exact };
        match fits.as_slice() {
            [only] => bearers[*only].group.members.push((at, "the only bearer of the surname")),
            [] => match new.get(&key) {
                Some(&n) => bearers[n].group.members.push((at, "the same surname")),
                None => {
                    new.insert(key, bearers.len());
                    bearers.push(Bearer {
                        group: Group::new(NameKind::Person, None, at, "the surname"),
                        names: Vec::new(),
                        short: Vec::new(),
                        printed: name,
                    });
                }
            },
            several => {
                let names: Vec<String> = several.iter().map(|&n| bearers[n].printed.clone()).collect();
                report.add(ambiguous(&name, &readings[at.source.idx()], &names));
            }
        }
    }
}

fn slip(one: &str, other: &str) -> bool {
    one.len() >= 5 && one.chars().next() == other.chars().next() && strsim::damerau_levenshtein(one, other) <= 1
}
