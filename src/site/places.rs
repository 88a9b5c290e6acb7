//! Which places have a page, in which order they are listed, and what is marked on maps.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::desk::Desk;
use super::map::Mark;
use crate::claims::{Kind, Status};
use crate::dossier::{ActorId, Event, SpotGrain};
use crate::mentions::NameKind;

/// A place as the index numbers it.
#[derive(Clone, Copy, Debug)]
pub struct Place {
    /// Which one.
    pub id: ActorId,
    /// Its number in the table and on the map.
    pub number: usize,
    /// Events that took, or are to take, place there.
    pub n_events: usize,
    /// Whether the map shows it.
    pub on_map: bool,
}

/// All places with a page: those of most events first, then those of most sources.
///
/// A state is among them when an event is placed in it. Places at one point stand together and share their number.
pub fn all(desk: &Desk<'_>) -> Vec<Place> {
    let mut ids: Vec<ActorId> = desk.dossier.actors.iter().map(|actor| actor.id).filter(|&id| is_place(desk, id)).collect();
    let n_sources = |id: ActorId| desk.actor(id).map_or(0, |actor| actor.sources.len());
    ids.sort_by_cached_key(|&id| (Reverse(desk.events_at(id).len()), Reverse(n_sources(id)), desk.name(id)));
    let mut groups: Vec<Vec<ActorId>> = Vec::new();
    let mut at_point = BTreeMap::new();
    for id in ids {
        let group = desk.dossier.spots.get(&id).map_or(groups.len(), |spot| *at_point.entry(spot.at).or_insert(groups.len()));
        if group == groups.len() {
            groups.push(Vec::new());
        }
        groups[group].push(id);
    }
    let place =
        |id: ActorId, number: usize| Place { id, number, n_events: desk.events_at(id).len(), on_map: desk.dossier.spots.contains_key(&id) };
    groups.iter().zip(1..).flat_map(|(group, number)| group.iter().map(move |&id| place(id, number))).collect()
}

/// The mark of a place; `None` when nobody knows where it lies.
pub fn mark(desk: &Desk<'_>, id: ActorId, label: String) -> Option<Mark> {
    let spot = desk.dossier.spots.get(&id)?;
    let filled = !desk.events_at(id).is_empty() && spot.grain != SpotGrain::State;
    Some(Mark { at: spot.at, name: desk.name(id).to_owned(), label, href: desk.place_path(id), filled })
}

/// Where delegations met, most meetings first, then other towns of events: for the front page.
pub fn of_talks(desk: &Desk<'_>, n: usize) -> Vec<(ActorId, bool)> {
    let took_place = |event: &&Event| matches!(event.status, Status::Held | Status::UnderWay);
    let mut counts: BTreeMap<ActorId, (usize, usize)> = BTreeMap::new();
    for event in desk.dossier.timeline.iter().filter(took_place) {
        let Some(place) = event.place.as_ref().map(|place| place.value) else { continue };
        let count = counts.entry(place).or_default();
        count.0 += usize::from(event.kind == Kind::Meeting);
        count.1 += 1;
    }
    let mut places: Vec<(ActorId, (usize, usize))> = counts.into_iter().collect();
    places.sort_by_key(|(id, count)| (Reverse(*count), *id));
    let is_town = |id: ActorId| desk.dossier.spots.get(&id).is_some_and(|spot| spot.grain != SpotGrain::State);
    let mut points = BTreeSet::new();
    places.retain(|(id, _)| is_town(*id) && desk.dossier.spots.get(id).is_some_and(|spot| points.insert(spot.at)));
    places.into_iter().take(n).map(|(id, (n_meetings, _))| (id, n_meetings > 0)).collect()
}

/// Whether an actor is a place for the pages: places are, and states in which an event is placed.
pub fn is_place(desk: &Desk<'_>, id: ActorId) -> bool {
    match desk.actor(id).map(|actor| actor.kind) {
        Some(NameKind::Place) => true,
        Some(NameKind::State) => !desk.index.events_at(id).is_empty(),
        _ => false,
    }
}
