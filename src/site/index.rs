//! The dossier by source and by actor: looked up on every page, gathered once.

use std::collections::BTreeSet;

use rustc_hash::FxHashSet;

use super::citations::Numbers;
use crate::base::{SourceId, Span};
use crate::dossier::{ActorId, Dossier, EventId, SpotGrain, StatementId};

/// What stands in each source, and what belongs to each actor.
#[derive(Clone, Debug, Default)]
pub struct Index {
    names: Vec<Vec<(Span, ActorId)>>,
    spoken: Vec<Vec<(Span, StatementId)>>,
    told: Vec<Vec<EventId>>,
    named: Vec<Vec<ActorId>>,
    events: Vec<Vec<EventId>>,
    at: Vec<Vec<EventId>>,
    inside: Vec<Vec<ActorId>>,
    statements: Vec<Vec<StatementId>>,
    positions: Vec<Vec<usize>>,
    copies: Vec<Vec<SourceId>>,
}

impl Index {
    /// Goes once through the dossier.
    pub fn new(dossier: &Dossier, numbers: &Numbers) -> Self {
        let (n_sources, n_actors) = (dossier.sources.len(), dossier.actors.len());
        let mut index = Self {
            names: vec![Vec::new(); n_sources],
            spoken: vec![Vec::new(); n_sources],
            told: vec![Vec::new(); n_sources],
            named: vec![Vec::new(); n_sources],
            events: vec![Vec::new(); n_actors],
            at: vec![Vec::new(); n_actors],
            inside: vec![Vec::new(); n_actors],
            statements: vec![Vec::new(); n_actors],
            positions: vec![Vec::new(); n_actors],
            copies: vec![Vec::new(); n_sources],
        };
        index.add_copies(dossier, numbers);
        index.add_actors(dossier);
        index.add_events(dossier);
        index.add_statements(dossier);
        dossier.positions.iter().enumerate().for_each(|(n, position)| push(&mut index.positions, position.actor.idx(), n));
        for (&place, spot) in &dossier.spots {
            if let SpotGrain::Inside(town) = spot.grain {
                push(&mut index.inside, town.idx(), place);
            }
        }
        index
    }

    /// Names of actors inside a stretch of a source, in order.
    pub fn names(&self, source: SourceId, span: Span) -> impl Iterator<Item = &(Span, ActorId)> {
        let all = of(&self.names, source.idx());
        let first = all.partition_point(|(mention, _)| mention.start < span.start);
        all[first..].iter().take_while(move |(mention, _)| mention.start < span.end)
    }

    /// Quoted and reported words of a source, in order.
    pub fn spoken(&self, source: SourceId) -> &[(Span, StatementId)] {
        of(&self.spoken, source.idx())
    }

    /// Events that a source tells, in order of time.
    pub fn told_by(&self, source: SourceId) -> &[EventId] {
        of(&self.told, source.idx())
    }

    /// Actors that a source names, in the dossier's order.
    pub fn named_by(&self, source: SourceId) -> &[ActorId] {
        of(&self.named, source.idx())
    }

    /// Events in which an actor takes part, in order of time.
    pub fn events_of(&self, actor: ActorId) -> &[EventId] {
        of(&self.events, actor.idx())
    }

    /// Events that are told to take place at a place, in order of time.
    pub fn events_at(&self, place: ActorId) -> &[EventId] {
        of(&self.at, place.idx())
    }

    /// Places that the sources put inside a town, in the dossier's order.
    pub fn places_in(&self, town: ActorId) -> &[ActorId] {
        of(&self.inside, town.idx())
    }

    /// What an actor says, in order of time.
    pub fn statements_of(&self, actor: ActorId) -> &[StatementId] {
        of(&self.statements, actor.idx())
    }

    /// Places of an actor's positions among all, in order.
    pub fn positions_of(&self, actor: ActorId) -> &[usize] {
        of(&self.positions, actor.idx())
    }

    /// Copies and later versions of a source's text, in the order of their numbers.
    pub fn copies_of(&self, earliest: SourceId) -> &[SourceId] {
        of(&self.copies, earliest.idx())
    }

    fn add_copies(&mut self, dossier: &Dossier, numbers: &Numbers) {
        for source in numbers.order().iter().filter_map(|id| dossier.sources.get(id.idx())) {
            if let Some(copy) = &source.same_text {
                push(&mut self.copies, copy.earliest.idx(), source.id);
            }
        }
    }

    fn add_actors(&mut self, dossier: &Dossier) {
        for actor in &dossier.actors {
            let names: FxHashSet<&str> =
                actor.aliases.iter().map(|alias| alias.name.value.as_str()).chain([actor.name.value.as_str()]).collect();
            for mention in &actor.mentions {
                let Some(source) = dossier.sources.get(mention.source.idx()) else { continue };
                // Offices and pronouns point at somebody too, but only a name is worth a link.
                if names.contains(source.reading.words(mention.span)) {
                    self.names[mention.source.idx()].push((mention.span, actor.id));
                }
            }
            for source in &actor.sources {
                push(&mut self.named, source.idx(), actor.id);
            }
        }
        for list in &mut self.names {
            list.sort_unstable();
            list.dedup();
        }
    }

    fn add_events(&mut self, dossier: &Dossier) {
        for event in &dossier.timeline {
            let sources: BTreeSet<SourceId> = event.accounts.iter().map(|account| account.evidence.source).collect();
            sources.into_iter().for_each(|source| push(&mut self.told, source.idx(), event.id));
            let actors: BTreeSet<ActorId> = event.participants.iter().map(|part| part.value.actor).collect();
            actors.into_iter().for_each(|actor| push(&mut self.events, actor.idx(), event.id));
            event.place.iter().for_each(|place| push(&mut self.at, place.value.idx(), event.id));
        }
    }

    fn add_statements(&mut self, dossier: &Dossier) {
        for statement in &dossier.statements {
            for wording in &statement.wordings {
                push(&mut self.spoken, wording.words.source.idx(), (wording.words.span, statement.id));
            }
            if let Some(speaker) = statement.speaker {
                push(&mut self.statements, speaker.idx(), statement.id);
            }
        }
        self.spoken.iter_mut().for_each(|list| list.sort_unstable());
    }
}

fn of<T>(lists: &[Vec<T>], idx: usize) -> &[T] {
    lists.get(idx).map_or(&[], Vec::as_slice)
}

fn push<T>(lists: &mut [Vec<T>], idx: usize, item: T) {
    if let Some(list) = lists.get_mut(idx) {
        list.push(item);
    }
}
