//! Bodies that the lexicon does not have: one name, one body; of each state its own ministry.
//!
//! A name of common words alone ("Defence Ministry") is the body of its state; a name of its own is one body everywhere.
//! Abbreviations belong to the name that a source introduces with them, short forms to the only longer name that they end or begin.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::title::{self, Title};
use super::{ChainRef, Group, JoinedBy, ambiguous, mentions_of, single_spaced};
use crate::base::Report;
use crate::dossier::Reading;
use crate::lexicon::Lexicon;
use crate::mentions::{Form, NameKind};

/// A body in the making.
struct Draft {
    title: Title,
    state: Option<String>,
    printed: String,
    /// Abbreviations that stand in its chains.
    abbreviations: BTreeSet<String>,
    members: Vec<(ChainRef, JoinedBy)>,
}

/// Groups the chains of bodies without a key.
pub(super) fn group(readings: &[Arc<Reading>], lexicon: &Lexicon, chains: &[ChainRef], report: &mut Report) -> Vec<Group> {
    let mut drafts = drafts(readings, lexicon, chains);
    join_variants(&mut drafts);
    join_abbreviations(readings, &mut drafts, report);
    join_stateless(readings, &mut drafts);
    join_parts(&mut drafts);
    drafts.into_iter().filter(|draft| !draft.members.is_empty()).map(|draft| finished(draft, lexicon)).collect()
}

fn finished(draft: Draft, lexicon: &Lexicon) -> Group {
    let adjective = draft.state.as_deref().and_then(|key| lexicon.state(key)).and_then(|state| state.adjectives.first());
    let told = draft.title.tells_state || draft.printed.contains(['’', '\'']);
    let noun =
        if lexicon.common_body(&draft.title.core).is_some() { Some(&draft.title.core) } else { Some(&draft.printed).filter(|_| !told) };
    let label = adjective.zip(noun).filter(|_| draft.title.is_common).map(|(adjective, noun)| format!("{adjective} {noun}"));
    Group { label, ..Group::new(NameKind::Organisation, None, draft.members) }
}

/// One draft a name, and for a name of common words one a state.
fn drafts(readings: &[Arc<Reading>], lexicon: &Lexicon, chains: &[ChainRef]) -> Vec<Draft> {
    let mut found: BTreeMap<(String, Option<String>), Draft> = BTreeMap::new();
    for &at in chains {
        let reading = &readings[at.source.idx()];
        let chain = &reading.mentions.chains[at.chain];
        let printed = single_spaced(reading.words(chain.fullest)).into_owned();
        let title = title::read(&printed, lexicon);
        let state = chain.state.clone().or_else(|| title.state.clone());
        let key = (title.core.clone(), state.clone().filter(|_| title.is_common));
        let forms = mentions_of(reading, at.chain, &[Form::Name]).map(|mention| reading.words(mention.span));
        let abbreviations = forms.filter(|words| title::is_abbreviation(words)).map(str::to_owned);
        let draft =
            found.entry(key).or_insert_with(|| Draft { title, state, printed, abbreviations: BTreeSet::new(), members: Vec::new() });
        draft.abbreviations.extend(abbreviations);
        draft.members.push((at, JoinedBy::Name));
    }
    found.into_values().collect()
}

/// "Front of X" and "Front for X", "Committee of Officers" and "Officers' Committee": names of the same words, small ones aside.
fn join_variants(drafts: &mut [Draft]) {
    let mut known: BTreeMap<(Vec<String>, Option<String>), Vec<usize>> = BTreeMap::new();
    for (n, draft) in drafts.iter().enumerate().filter(|(_, draft)| !draft.title.is_common) {
        let words = draft.title.own_words();
        if words.len() > 1 {
            known.entry((words, draft.state.clone())).or_default().push(n);
        }
    }
    let variants: Vec<Vec<usize>> = known.into_values().filter(|variants| variants.len() > 1).collect();
    for variants in variants {
        let most = variants.iter().copied().max_by_key(|&n| (drafts[n].members.len(), std::cmp::Reverse(n)));
        let Some(most) = most else { continue };
        variants.into_iter().for_each(|n| merge(drafts, n, most, JoinedBy::Reordered));
    }
    drafts.iter_mut().filter(|draft| draft.members.is_empty()).for_each(|draft| draft.abbreviations.clear());
}

/// "MX" with "Movement for X", which a source introduces so; else with the only name of these initials.
fn join_abbreviations(readings: &[Arc<Reading>], drafts: &mut [Draft], report: &mut Report) {
    let mut introduced: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    let mut initials: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    let named = |draft: &Draft| !title::is_abbreviation(&draft.printed) && !draft.members.is_empty();
    for (n, draft) in drafts.iter().enumerate().filter(|(_, draft)| named(draft)) {
        draft.abbreviations.iter().for_each(|short| introduced.entry(short).or_default().push(n));
        initials.entry(draft.title.initials()).or_default().push(n);
    }
    let mut joins = Vec::new();
    for (n, draft) in drafts.iter().enumerate().filter(|(_, draft)| title::is_abbreviation(&draft.printed)) {
        let long = introduced.get(draft.printed.as_str()).or_else(|| initials.get(&draft.title.core));
        match long.map(Vec::as_slice) {
            Some([only]) => joins.push((n, *only)),
            Some(several) => {
                let names: Vec<String> = several.iter().map(|&n| drafts[n].printed.clone()).collect();
                if let Some((at, _)) = draft.members.first() {
                    report.add(ambiguous(&draft.printed, &readings[at.source.idx()], &names));
                }
            }
            None => {}
        }
    }
    joins.into_iter().for_each(|(from, to)| merge(drafts, from, to, JoinedBy::Abbreviation));
}

/// "Defence Ministry" of no state that its article tells is the only one that the corpus knows, if the article speaks of that state before all others.
fn join_stateless(readings: &[Arc<Reading>], drafts: &mut [Draft]) {
    let mut of_states: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (n, draft) in drafts.iter().enumerate().filter(|(_, draft)| draft.title.is_common && draft.state.is_some()) {
        of_states.entry(&draft.title.core).or_default().push(n);
    }
    let mut moves: Vec<(usize, usize, ChainRef)> = Vec::new();
    for (n, draft) in drafts.iter().enumerate().filter(|(_, draft)| draft.title.is_common && draft.state.is_none()) {
        let Some([only]) = of_states.get(draft.title.core.as_str()).map(Vec::as_slice) else { continue };
        let state = drafts[*only].state.as_deref();
        let here = draft.members.iter().filter(|(at, _)| first_state(&readings[at.source.idx()]) == state);
        moves.extend(here.map(|(at, _)| (n, *only, *at)));
    }
    for (from, to, at) in moves {
        drafts[from].members.retain(|(member, _)| *member != at);
        drafts[to].members.push((at, JoinedBy::OnlyOfState));
    }
}

/// The state that an article mentions most, if one alone.
fn first_state(reading: &Reading) -> Option<&str> {
    let mut votes: BTreeMap<&str, usize> = BTreeMap::new();
    let states = reading.mentions.names.iter().filter(|mention| mention.kind == NameKind::State);
    for key in states.filter_map(|mention| reading.mentions.chains.get(mention.chain)?.key.as_deref()) {
        *votes.entry(key).or_default() += 1;
    }
    let most = votes.values().max().copied()?;
    let mut first = votes.iter().filter(|(_, n_votes)| **n_votes == most).map(|(key, _)| *key);
    first.next().filter(|_| first.next().is_none())
}

/// "Contact Group" with "International Contact Group", "Office of the Mediator" with "Office of the Mediator for Mali", when one name alone is longer.
fn join_parts(drafts: &mut [Draft]) {
    let mut longer: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (n, draft) in drafts.iter().enumerate().filter(|(_, draft)| !draft.members.is_empty()) {
        draft.title.parts().into_iter().for_each(|part| longer.entry(part).or_default().push(n));
    }
    let short = drafts
        .iter()
        .enumerate()
        .filter(|(_, draft)| !draft.members.is_empty() && !draft.title.is_common && draft.title.core.contains(' '));
    let joins: Vec<(usize, usize)> = short
        .filter_map(|(n, draft)| match longer.get(&draft.title.core).map(Vec::as_slice) {
            Some([only]) if draft.state.is_none() || drafts[*only].state.is_none() || draft.state == drafts[*only].state => {
                Some((n, *only))
            }
            _ => None,
        })
        .collect();
    // The shortest first, so that a chain of ever longer names ends in the longest.
    let mut ordered = joins;
    ordered.sort_by_key(|(n, _)| drafts[*n].title.core.len());
    ordered.into_iter().for_each(|(from, to)| merge(drafts, from, to, JoinedBy::PartOfOne));
}

fn merge(drafts: &mut [Draft], from: usize, to: usize, why: JoinedBy) {
    if from == to {
        return;
    }
    let members = std::mem::take(&mut drafts[from].members);
    let abbreviations = std::mem::take(&mut drafts[from].abbreviations);
    let state = drafts[from].state.clone();
    let target = &mut drafts[to];
    target.members.extend(members.into_iter().map(|(at, known)| (at, if known == JoinedBy::Name { why } else { known })));
    target.abbreviations.extend(abbreviations);
    target.state = target.state.take().or(state);
}
