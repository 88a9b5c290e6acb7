//! Who met whom, and who is only named beside whom: every pair of people, counted.

use std::collections::{BTreeMap, BTreeSet};

use super::desk::Desk;
use super::wording::Group;
use crate::base::SourceId;
use crate::dossier::{ActorId, Event};
use crate::mentions::NameKind;

/// The most people of one sentence or event that are paired: a list of delegates binds nobody to anybody.
const CROWD: usize = 12;

/// What binds two people.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tie {
    /// Who, in the dossier's order.
    pub pair: (ActorId, ActorId),
    /// Meetings, calls and visits that both took part in.
    pub n_events: usize,
    /// Independent origins that tell of those.
    pub n_sources: usize,
    /// Sentences that name both.
    pub n_sentences: usize,
}

#[derive(Default)]
struct Count {
    n_events: usize,
    sources: BTreeSet<SourceId>,
    n_sentences: usize,
}

/// All pairs in the dossier's order.
pub fn between(desk: &Desk<'_>) -> Vec<Tie> {
    let mut counts: BTreeMap<(ActorId, ActorId), Count> = BTreeMap::new();
    for event in desk.dossier.timeline.iter().filter(|event| Group::of(event.kind) == Group::Meet) {
        for pair in pairs(&people_of(desk, event)) {
            let count = counts.entry(pair).or_default();
            count.n_events += 1;
            count.sources.extend(event.accounts.iter().map(|account| account.evidence.source));
        }
    }
    for source in &desk.dossier.sources {
        for sentence in &source.reading.document.sentences {
            let named: BTreeSet<ActorId> = desk.people_in(source.id, sentence.span).map(|&(_, id)| id).collect();
            for pair in pairs(&named) {
                counts.entry(pair).or_default().n_sentences += 1;
            }
        }
    }
    let tie = |(pair, count): ((ActorId, ActorId), Count)| Tie {
        pair,
        n_events: count.n_events,
        n_sources: desk.n_independent(count.sources),
        n_sentences: count.n_sentences,
    };
    counts.into_iter().map(tie).collect()
}

fn people_of(desk: &Desk<'_>, event: &Event) -> BTreeSet<ActorId> {
    let a_person = |id: &ActorId| desk.actor(*id).is_some_and(|actor| actor.kind == NameKind::Person);
    event.participants.iter().map(|part| part.value.actor).filter(a_person).collect()
}

fn pairs(people: &BTreeSet<ActorId>) -> Vec<(ActorId, ActorId)> {
    if people.len() > CROWD {
        return Vec::new();
    }
    let all: Vec<ActorId> = people.iter().copied().collect();
    all.iter().enumerate().flat_map(|(n, &a)| all[n + 1..].iter().map(move |&b| (a, b))).collect()
}
